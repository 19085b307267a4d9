//! Whether the references of a set lead anywhere: systems that come near to the standard write keys of their own in them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use arrow_array::cast::AsArray;
use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::file_of;
use crate::problem::Problem;
use crate::table::{SourceColumn, SourceTable};

/// Which file the column of a reference leads to, by the name of the standard.
const LEADS_TO: [(&str, &str); 11] = [
    ("orgSourcedId", "orgs"),
    ("orgSourcedIds", "orgs"),
    ("schoolSourcedId", "orgs"),
    ("primaryOrgSourcedId", "orgs"),
    ("userSourcedId", "users"),
    ("studentSourcedId", "users"),
    ("classSourcedId", "classes"),
    ("courseSourcedId", "courses"),
    ("termSourcedIds", "academicSessions"),
    ("schoolYearSourcedId", "academicSessions"),
    ("gradingPeriodSourcedId", "academicSessions"),
];

/// A notice for every column of references of which some lead nowhere, by the number of its table.
pub(super) fn check(tables: &[SourceTable]) -> Vec<(usize, Problem)> {
    let files: BTreeMap<&str, &SourceTable> = tables
        .iter()
        .filter(|table| table.rows() > 0)
        .filter_map(|table| Some((file_of(table)?.name, table)))
        .collect();
    let mut references: Vec<(usize, &SourceColumn, &str, &SourceTable)> = Vec::new();
    for (number, table) in tables.iter().enumerate().filter(|(_, table)| !table.derived) {
        references.extend(table.columns.iter().filter_map(|column| {
            let (_, file) = LEADS_TO.iter().find(|(name, _)| *name == column.name)?;
            Some((number, column, *file, *files.get(file)?))
        }));
    }
    let targets: BTreeSet<&str> = references.iter().map(|(_, _, file, _)| *file).collect();
    let targets: Vec<&str> = targets.into_iter().collect();
    let known: BTreeMap<&str, Values<'_>> =
        targets.par_iter().map(|file| (*file, values(files[file], "sourcedId"))).collect();
    let nowhere = |(number, column, file, target): &(usize, &SourceColumn, &str, &SourceTable)| {
        Some((*number, lead_nowhere(&tables[*number], column, file, target, known.get(file)?)?))
    };
    references.par_iter().filter_map(nowhere).collect()
}

/// That some references of a column lead nowhere in the table that they should lead to.
fn lead_nowhere(
    table: &SourceTable,
    column: &SourceColumn,
    file: &str,
    target: &SourceTable,
    known: &Values<'_>,
) -> Option<Problem> {
    let references = values(table, &column.name);
    let nowhere = references.iter().filter(|reference| !known.contains(*reference)).count();
    if nowhere == 0 {
        return None;
    }
    let other = target.columns.iter().find(|other| values(target, &other.name).is_superset(&references));
    let hint = match other {
        Some(other) => format!("All of them are in `{}` of {}: join on that.", other.name, target.name),
        None => "Look whether the files are of one export; a join leaves these rows out.".to_owned(),
    };
    let message = format!("{nowhere} of {} different values are no sourcedId of {file}", references.len());
    let problem = Problem::notice("source-reference", message).file(&table.file).column(&column.original);
    Some(Problem { sheet: table.sheet.clone(), ..problem }.hint(hint))
}

/// The different values of a column.
type Values<'t> = HashSet<&'t str, FixedState>;

/// The different values of a column; a list counts by its parts.
fn values<'t>(table: &'t SourceTable, column: &str) -> Values<'t> {
    let texts = table.batches.iter().filter_map(|batch| batch.column_by_name(column)?.as_string_opt::<i32>());
    let (mut found, mut last) = (Values::default(), "");
    for text in texts.flat_map(|texts| texts.iter().flatten()) {
        // Equal references mostly stand below each other.
        if text != last {
            found.extend(text.split(',').map(str::trim));
            last = text;
        }
    }
    found
}
