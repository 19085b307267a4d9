//! Whether the references of a set lead anywhere: systems that come near to the standard write keys of their own in them.

use std::collections::{BTreeMap, HashSet};

use arrow_array::cast::AsArray;

use super::file_of;
use crate::problem::Problem;
use crate::table::SourceTable;

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
    let mut found = Vec::new();
    for (number, table) in tables.iter().enumerate().filter(|(_, table)| !table.derived) {
        for column in &table.columns {
            let leads_to = LEADS_TO.iter().find(|(name, _)| *name == column.name);
            let Some((file, target)) = leads_to.and_then(|(_, file)| Some((*file, *files.get(file)?))) else {
                continue;
            };
            let references = values(table, &column.name);
            let known = values(target, "sourcedId");
            let nowhere = references.iter().filter(|reference| !known.contains(*reference)).count();
            if nowhere == 0 {
                continue;
            }
            let other = target.columns.iter().find(|other| values(target, &other.name).is_superset(&references));
            let hint = match other {
                Some(other) => format!("All of them are in `{}` of {}: join on that.", other.name, target.name),
                None => "Look whether the files are of one export; a join leaves these rows out.".to_owned(),
            };
            let message = format!("{nowhere} of {} different values are no sourcedId of {file}", references.len());
            let problem = Problem::notice("source-reference", message).file(&table.file).column(&column.original);
            let problem = Problem { sheet: table.sheet.clone(), ..problem };
            found.push((number, problem.hint(hint)));
        }
    }
    found
}

/// The different values of a column; a list counts by its parts.
fn values<'t>(table: &'t SourceTable, column: &str) -> HashSet<&'t str> {
    let texts = table.batches.iter().filter_map(|batch| batch.column_by_name(column)?.as_string_opt::<i32>());
    texts.flat_map(|texts| texts.iter().flatten()).flat_map(|text| text.split(',').map(str::trim)).collect()
}
