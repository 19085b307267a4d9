//! Where the references of a set lead: systems that come near to the standard write keys of their own in them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{RecordBatch, StringArray};
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

/// The file that a column leads to.
pub(super) fn leads_to(column: &str) -> Option<&'static str> {
    LEADS_TO.iter().find(|(name, _)| *name == column).map(|(_, file)| *file)
}

/// A column of references that lead nowhere as they are.
struct Stray {
    /// Numbers of the table and of the column.
    table: usize,
    column: usize,
    problem: Problem,
    /// The `sourcedId` by the number that the system wrote instead.
    follow: Option<HashMap<String, String>>,
}

/// Has references lead where they should: where a system wrote another number of the rows than their `sourcedId`, that takes
/// its place. A notice for every column of which some lead nowhere, by the number of its table. What leads to a table of which
/// no more than `limit` rows were read is left: a part of the rows says nothing about what is not among them.
pub(super) fn follow(tables: &mut [SourceTable], limit: Option<u64>) -> Vec<(usize, Problem)> {
    let strays = strays(tables, limit);
    let mut found = Vec::new();
    for Stray { table, column, problem, follow } in strays {
        if let Some(follow) = follow {
            replace(&mut tables[table], column, &follow);
        }
        found.push((table, problem));
    }
    found
}

fn strays(tables: &[SourceTable], limit: Option<u64>) -> Vec<Stray> {
    let files: BTreeMap<&str, &SourceTable> = tables
        .iter()
        .filter(|table| table.rows() > 0 && limit.is_none_or(|limit| table.rows() < limit))
        .filter_map(|table| Some((file_of(table)?.name, table)))
        .collect();
    let mut references: Vec<(usize, usize, &str, &SourceTable)> = Vec::new();
    for (number, table) in tables.iter().enumerate().filter(|(_, table)| !table.derived) {
        references.extend(table.columns.iter().enumerate().filter_map(|(position, column)| {
            let file = leads_to(&column.name)?;
            Some((number, position, file, *files.get(file)?))
        }));
    }
    let targets: BTreeSet<&str> = references.iter().map(|(_, _, file, _)| *file).collect();
    let targets: Vec<&str> = targets.into_iter().collect();
    let known: BTreeMap<&str, Values<'_>> =
        targets.par_iter().map(|file| (*file, values(files[file], "sourcedId"))).collect();
    let stray = |(table, column, file, target): &(usize, usize, &str, &SourceTable)| {
        let (problem, follow) =
            lead_nowhere(&tables[*table], &tables[*table].columns[*column], file, target, known.get(file)?)?;
        Some(Stray { table: *table, column: *column, problem, follow })
    };
    references.par_iter().filter_map(stray).collect()
}

/// That some references of a column lead nowhere in the table that they should lead to, and what they lead by instead.
fn lead_nowhere(
    table: &SourceTable,
    column: &SourceColumn,
    file: &str,
    target: &SourceTable,
    known: &Values<'_>,
) -> Option<(Problem, Option<HashMap<String, String>>)> {
    let references = values(table, &column.name);
    let nowhere = references.iter().filter(|reference| !known.contains(*reference)).count();
    if nowhere == 0 {
        return None;
    }
    let other = target.columns.iter().find(|other| values(target, &other.name).is_superset(&references));
    let numbers = other.and_then(|other| numbers(target, &other.name));
    let hint = match (other, &numbers) {
        (Some(other), Some(_)) => {
            format!("All of them are in `{}` of {}: the sourcedId of that row was taken.", other.original, target.name)
        }
        (Some(other), None) => format!("All of them are in `{}` of {}: join on that.", other.name, target.name),
        (None, _) => "Look whether the files are of one export; a join leaves these rows out.".to_owned(),
    };
    let message = format!("{nowhere} of {} different values are no sourcedId of {file}", references.len());
    let problem = Problem::notice("source-reference", message).file(&table.file).column(&column.original);
    Some((Problem { sheet: table.sheet.clone(), ..problem }.hint(hint), numbers))
}

/// The `sourcedId` of every row by its other number; nothing when two rows have the same one.
fn numbers(target: &SourceTable, other: &str) -> Option<HashMap<String, String>> {
    let mut numbers = HashMap::new();
    for batch in &target.batches {
        let other = batch.column_by_name(other)?.as_string_opt::<i32>()?;
        let own = batch.column_by_name("sourcedId")?.as_string_opt::<i32>()?;
        for (other, own) in other.iter().zip(own) {
            if let (Some(other), Some(own)) = (other, own)
                && numbers.insert(other.to_owned(), own.to_owned()).is_some()
            {
                return None;
            }
        }
    }
    Some(numbers)
}

/// Writes the `sourcedId` in the place of the other number; a list part by part.
fn replace(table: &mut SourceTable, column: usize, follow: &HashMap<String, String>) {
    let replaced = |text: &str| -> String {
        let part = |part: &str| follow.get(part.trim()).cloned().unwrap_or_else(|| part.to_owned());
        text.split(',').map(part).collect::<Vec<_>>().join(",")
    };
    for batch in &mut table.batches {
        let Some(texts) = batch.column(column).as_string_opt::<i32>() else { continue };
        let changed: StringArray = texts.iter().map(|text| text.map(replaced)).collect();
        let mut columns = batch.columns().to_vec();
        columns[column] = Arc::new(changed);
        if let Ok(changed) = RecordBatch::try_new(batch.schema(), columns) {
            *batch = changed;
        }
    }
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
