//! Which heading is which column, as the declaration says it: `schoolSourcedId` in any file, or `classes.schoolSourcedId` in one.

use std::collections::BTreeMap;

use super::file_of;
use super::standard::{StandardFile, Version};
use crate::known;
use crate::problem::{Problem, did_you_mean};
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// The columns of a file by their place, with the names that the declaration gives them.
pub(super) fn of_file(
    spec: &SourceSpec,
    file: &StandardFile,
    columns: &[SourceColumn],
    version: Version,
) -> BTreeMap<usize, &'static str> {
    let standard = file.columns(version);
    let named = spec.columns.iter().filter_map(|(name, heading)| {
        let column = match name.split_once('.') {
            Some((of, column)) => (of == file.name).then_some(column)?,
            None => name,
        };
        let column = standard.iter().find(|standard| standard.name == column)?;
        Some((known::column(columns, heading)?, column.name))
    });
    named.collect()
}

/// What the declaration names and the set does not have.
pub(super) fn problems(spec: &SourceSpec, tables: &[SourceTable], version: Version) -> Vec<Problem> {
    spec.columns.iter().filter_map(|(name, heading)| lacks(spec, name, heading, tables, version)).collect()
}

fn lacks(spec: &SourceSpec, name: &str, heading: &str, tables: &[SourceTable], version: Version) -> Option<Problem> {
    let (of, column) = name.split_once('.').map_or((None, name), |(of, column)| (Some(of), column));
    let files = tables.iter().filter_map(|table| Some((table, file_of(table)?)));
    let files: Vec<_> = files.filter(|(_, file)| of.is_none_or(|of| of == file.name)).collect();
    let known: Vec<&str> = files.iter().flat_map(|(_, file)| file.columns(version)).map(|column| column.name).collect();
    let wrong = |message: String| Problem::error("source-option", message).file(&spec.path);
    if files.is_empty() {
        let names: Vec<&str> = tables.iter().filter_map(file_of).map(|file| file.name).collect();
        let problem = wrong(format!("source {}: `{name}` in `columns` is of a file that is not there", spec.name));
        return Some(Problem { hint: did_you_mean(of.unwrap_or_default(), &names), ..problem });
    }
    if !known.contains(&column) {
        let message = format!("source {}: `{name}` in `columns` is no column of OneRoster {version}", spec.name);
        let hint = did_you_mean(column, &known);
        return Some(Problem { hint, ..wrong(message) });
    }
    let with_it = files.iter().filter(|(_, file)| file.columns(version).iter().any(|known| known.name == column));
    let with_it: Vec<&SourceTable> = with_it.map(|(table, _)| *table).collect();
    if with_it.iter().any(|table| known::column(&table.columns, heading).is_some()) {
        return None;
    }
    let headings: Vec<&str> =
        with_it.iter().flat_map(|table| &table.columns).map(|column| column.original.as_str()).collect();
    let message = format!("there is no column `{heading}`, declared for {name}");
    let problem = Problem::error(super::conform::MISSING, message).file(&spec.path).row(1);
    Some(Problem { hint: did_you_mean(heading, &headings), ..problem })
}
