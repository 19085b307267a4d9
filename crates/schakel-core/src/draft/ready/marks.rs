//! What stands between braces in a ready query.

use schakel_source::{Inspection, Kind, TableInspection};

use super::part_of;
use crate::draft::query::quoted;
use crate::draft::words::WordList;
use crate::draft::year::Year;

/// What the marks of a query may be of.
///
/// | mark | stands for |
/// |---|---|
/// | `{part}` | a table of the source; without rows the query is left out |
/// | `{part.column}`, `{t:part.column}` | a column of it, below `t`; `NULL` when it is not there |
/// | `{=part.column}` | the same; without the column the query is left out |
/// | `{+list}` | a list of the author; without it the query is left out |
/// | `{ses}` | the table of a source with scores by postcode |
/// | `{@school_year}`, `{@first_day}`, `{@reference_day}`, `{@last_day}` | of the school year of the source |
/// | `{?mark&mark}…{/}` | the text between, when all that is marked is there |
/// | `{!mark}…{/}` | the text between, when it is not there |
pub(super) struct Marks<'a> {
    pub(super) inspection: &'a Inspection,
    pub(super) all: &'a [Inspection],
    pub(super) year: &'a Year,
    pub(super) lists: &'a [WordList],
}

impl Marks<'_> {
    /// A query with its marks filled in.
    pub(super) fn fill(&self, text: &str) -> Option<String> {
        let mut sql = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (mark, after) = after.split_once('}')?;
            sql.push_str(before);
            rest = after;
            if let Some(marks) = mark.strip_prefix(['?', '!']) {
                let (part, after) = rest.split_once("{/}")?;
                rest = after;
                if marks.split('&').all(|mark| self.is_there(mark)) == mark.starts_with('?') {
                    sql.push_str(&self.fill(part)?);
                }
            } else if mark.starts_with('@') {
                sql.push_str(&self.year.filled(mark));
            } else {
                sql.push_str(&self.named(mark)?);
            }
        }
        sql.push_str(rest);
        Some(sql)
    }

    fn is_there(&self, mark: &str) -> bool {
        let mark = if mark.contains('.') { format!("={mark}") } else { mark.to_owned() };
        self.named(&mark).is_some()
    }

    /// The name that a mark stands for.
    fn named(&self, mark: &str) -> Option<String> {
        if let Some(list) = mark.strip_prefix('+') {
            return self.lists.iter().any(|known| known.name() == list).then(|| list.to_owned());
        }
        if mark == "ses" {
            return self.all.iter().find_map(scores).map(|table| quoted(&table.name));
        }
        let (needed, mark) = mark.strip_prefix('=').map_or((false, mark), |mark| (true, mark));
        let (alias, mark) = mark.split_once(':').map_or(("", mark), |(alias, mark)| (alias, mark));
        let (part, column) = mark.split_once('.').map_or((mark, None), |(part, column)| (part, Some(column)));
        let table = part_of(self.inspection, part).filter(|table| table.rows > 0);
        let Some(column) = column else { return table.map(|table| quoted(&table.name)) };
        let Some(column) = table.and_then(|table| named(table, column)) else {
            return (!needed).then(|| "NULL".to_owned());
        };
        let owner = if alias.is_empty() { String::new() } else { format!("{alias}.") };
        Some(format!("{owner}{}", quoted(column)))
    }
}

/// A column as it is there: schools write headings of their own in capitals or not.
fn named<'t>(table: &'t TableInspection, column: &str) -> Option<&'t str> {
    let same = |found: &&str| *found == column;
    let names = || table.columns.iter().map(|found| found.name.as_str());
    names().find(same).or_else(|| names().find(|found| found.eq_ignore_ascii_case(column)))
}

/// The table of a source with the scores of areas, not the list of areas of another kind.
fn scores(inspection: &Inspection) -> Option<&TableInspection> {
    let table = part_of(inspection, "").filter(|_| inspection.kind == Kind::CbsSes)?;
    named(table, "score").filter(|_| table.rows > 0).map(|_| table)
}
