//! Which columns a set can do without, because others tie the same rows.

use arrow_array::Array;

use super::file_of;
use super::references::leads_to;
use crate::problem::{Problem, Severity};
use crate::table::SourceTable;

/// A column, and the ways to what it would tell: each the columns that it leads along.
const OTHERWISE: [(&str, &[&str]); 6] = [
    (
        "enrollments.schoolSourcedId",
        &["enrollments.classSourcedId classes.schoolSourcedId", "enrollments.userSourcedId users.orgSourcedIds"],
    ),
    ("enrollments.role", &["enrollments.userSourcedId users.role", "enrollments.userSourcedId roles.role"]),
    ("classes.schoolSourcedId", &["classes.courseSourcedId courses.orgSourcedId"]),
    ("courses.orgSourcedId", &["classes.courseSourcedId classes.schoolSourcedId"]),
    (
        "users.orgSourcedIds",
        &[
            "roles.orgSourcedId",
            "enrollments.userSourcedId enrollments.schoolSourcedId",
            "enrollments.userSourcedId enrollments.classSourcedId classes.schoolSourcedId",
        ],
    ),
    ("roles.orgSourcedId", &["roles.userSourcedId users.primaryOrgSourcedId"]),
];

/// Makes a notice of an error about a column that is not there, where rows are tied without it, and says by what.
pub(super) fn relieve(tables: &mut [SourceTable]) {
    let mut relieved: Vec<(usize, usize, String)> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let Some(file) = file_of(table) else { continue };
        let errors = table.problems.iter().enumerate().filter(|(_, problem)| problem.code == super::conform::MISSING);
        for (number, problem) in errors.filter(|(_, problem)| problem.is_error()) {
            let way = problem.column.as_deref().and_then(|column| otherwise(file.name, column, tables));
            relieved.extend(way.map(|way| (at, number, way)));
        }
    }
    for (table, number, way) in relieved {
        if let Some(problem) = tables.get_mut(table).and_then(|table| table.problems.get_mut(number)) {
            let hint = format!("Nothing: {way}.");
            *problem = Problem { severity: Severity::Notice, hint: Some(hint), ..problem.clone() };
        }
    }
}

/// What tells the same as a column of a file.
fn otherwise(file: &str, column: &str, tables: &[SourceTable]) -> Option<String> {
    let schools = tables.iter().find(|table| file_of(table).is_some_and(|file| file.name == "orgs"));
    if leads_to(column) == Some("orgs") && schools.is_some_and(|schools| schools.rows() == 1) {
        return Some("all rows are of the one school of the set".to_owned());
    }
    let missing = format!("{file}.{column}");
    let (_, ways) = OTHERWISE.iter().find(|(column, _)| *column == missing)?;
    let way = ways.iter().find(|way| way.split(' ').all(|step| has_values(step, tables)))?;
    Some(format!(
        "rows are tied by {}",
        way.split(' ').map(|step| format!("`{step}`")).collect::<Vec<_>>().join(" and ")
    ))
}

/// Whether the set has a column and it is not empty.
fn has_values(step: &str, tables: &[SourceTable]) -> bool {
    let Some((file, column)) = step.split_once('.') else { return false };
    let table = tables.iter().find(|table| file_of(table).is_some_and(|of| of.name == file));
    let values = table.into_iter().flat_map(|table| &table.batches).filter_map(|batch| batch.column_by_name(column));
    values.into_iter().any(|values| values.null_count() < values.len())
}
