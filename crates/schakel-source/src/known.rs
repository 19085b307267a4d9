//! Columns by the names that are known for them, whatever a system or a school made of those.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{TextTable, widen};
use super::names::unique;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use crate::problem::{Problem, did_you_mean};

/// How a name was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// But for case and separators it is the name.
    Same,
    /// It is near to it.
    Near,
}

/// A way to tell that a column has a heading.
pub(super) type Way<'w, C> = &'w dyn Fn(&C, &str) -> bool;

/// For every heading the column that it is, with the number of the way by which it was recognised. No column is given
/// twice.
///
/// The surest way goes first for all headings, so that a near name never takes the place of an equal one.
pub(super) fn assign<'c, C>(headings: &[&str], columns: &'c [C], ways: &[Way<'_, C>]) -> Vec<Option<(&'c C, usize)>> {
    let mut found = vec![None; headings.len()];
    let mut taken = BTreeSet::new();
    for (way, is) in ways.iter().enumerate() {
        for (heading, found) in headings.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let free = columns.iter().enumerate().filter(|(index, _)| !taken.contains(index));
            let column = free.into_iter().find(|(_, column)| is(column, heading));
            if let Some((index, column)) = column {
                taken.insert(index);
                *found = Some((column, way));
            }
        }
    }
    found
}

/// The table with its recognised columns under their known names, those of `all` that lack behind them, empty. A column
/// that was not recognised keeps its name, unless a known one has it.
pub(super) fn renamed(table: SourceTable, found: &[Option<&str>], all: &[&str]) -> SourceTable {
    let mut used: BTreeSet<String> = all.iter().map(|name| (*name).to_owned()).collect();
    let mut columns = Vec::with_capacity(table.columns.len());
    for (column, found) in table.columns.iter().zip(found) {
        let name = found.map_or_else(|| unique(column.name.clone(), &mut used), str::to_owned);
        columns.push(SourceColumn { name, ..column.clone() });
    }
    let lacking = all.iter().filter(|name| !found.contains(&Some(**name)));
    columns.extend(lacking.map(|name| SourceColumn::same(name)));
    let mut wide = TextTable::new(columns);
    wide.batches = table.batches;
    widen(&wide.columns, &mut wide.batches);
    let mut wide = SourceTable::text(&table.name, &table.file, wide);
    wide.sheet = table.sheet;
    wide.problems = table.problems;
    wide
}

/// What was taken for what, of pairs of heading and known name; `whose` names are known.
pub(super) fn taken<'n>(
    file: &str,
    whose: &str,
    near: impl IntoIterator<Item = (&'n str, &'n str)>,
    hint: &str,
) -> Option<Problem> {
    let near: Vec<String> = near.into_iter().map(|(heading, name)| format!("`{heading}` for {name}")).collect();
    (!near.is_empty()).then(|| {
        let message = format!("columns were taken for those of {whose}: {}", near.join(", "));
        Problem::notice("source-column-name", message).file(file).row(1).hint(hint)
    })
}

/// The columns that the declaration names in `columns`, with the name it gives them.
///
/// # Errors
/// What `wrong` says of a name, headings that are not there, and headings that have two names.
pub(super) fn declared<'s>(
    spec: &'s SourceSpec,
    columns: &[SourceColumn],
    wrong: impl Fn(&str) -> Option<Problem>,
) -> Result<BTreeMap<usize, &'s str>, Vec<Problem>> {
    let headings: Vec<&str> = columns.iter().map(|column| column.original.as_str()).collect();
    let mut declared = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, heading) in &spec.columns {
        problems.extend(wrong(name));
        let Some(index) = column(columns, heading) else {
            let message = format!("there is no column `{heading}`, declared for {name}");
            let problem = Problem::error("source-column-missing", message).file(&spec.path).row(1);
            problems.push(Problem { hint: did_you_mean(heading, &headings), ..problem });
            continue;
        };
        if let Some(other) = declared.insert(index, name.as_str()) {
            let message = format!("source {}: `{heading}` in `columns` is both {other} and {name}", spec.name);
            problems.push(Problem::error("source-option", message).file(&spec.path).hint("Take one of the two out."));
        }
    }
    if problems.is_empty() { Ok(declared) } else { Err(problems) }
}

/// The column with this heading, as the file or SQL has it.
pub(super) fn column(columns: &[SourceColumn], heading: &str) -> Option<usize> {
    let exact = columns.iter().position(|column| column.original == heading.trim() || column.name == heading);
    let wanted = plain(heading);
    exact.or_else(|| columns.iter().position(|column| plain(&column.original) == wanted && !wanted.is_empty()))
}

/// A name without case, separators and other signs.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a name is another one with a letter or two wrong; short names are like too much.
pub(super) fn misspelt(right: &str, given: &str) -> bool {
    let most = if right.len() >= 10 { 2 } else { usize::from(right.len() >= 5) };
    right.chars().next() == given.chars().next() && strsim::osa_distance(right, given) <= most
}
