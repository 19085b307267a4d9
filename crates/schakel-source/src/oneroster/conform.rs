//! The table of a file in terms of the standard: its columns by their names, those that lack added, dates as ISO text.

use std::collections::BTreeSet;

use schakel_model::check::DateFormat;

use super::dates;
use super::declared;
use super::file_of;
use super::names;
use super::standard::{IDENTIFYING, StandardFile, Version};
use crate::inspect::names_a_person;
use crate::known::{self, Likeness, plain};
use crate::problem::{Problem, nearest};
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// The code of a column that is not there.
pub(super) const MISSING: &str = "source-column-missing";

/// How the tables of a set are brought into the form of the standard.
pub(super) struct Conform<'s> {
    pub(super) spec: &'s SourceSpec,
    pub(super) version: Version,
}

impl Conform<'_> {
    /// The table under the names of the standard.
    pub(super) fn table(&self, file: &StandardFile, table: SourceTable) -> SourceTable {
        let standard = file.columns(self.version);
        let headers: Vec<&str> = table.columns.iter().map(|column| column.original.as_str()).collect();
        let declared = declared::of_file(self.spec, file, &table.columns, self.version);
        let found = names::columns(file, &headers, &standard, &declared);
        let there: BTreeSet<&str> = found.iter().flatten().map(|(column, _)| column.name).collect();
        let mut problems = self.missing(file, &table, &found, &there);
        problems.extend(self.taken(&table, &found));
        let names: Vec<Option<&str>> = found.iter().map(|found| found.map(|(column, _)| column.name)).collect();
        let all: Vec<&str> = standard.iter().map(|column| column.name).collect();
        let mut wide = known::renamed(table, &names, &all);
        wide.problems.append(&mut problems);
        let form: Option<DateFormat> = self.spec.date.as_deref().and_then(|form| form.parse().ok());
        let mut wide = dates::to_iso(wide, form.as_ref());
        for problem in &mut wide.problems {
            problem.sheet.clone_from(&wide.sheet);
        }
        wide
    }

    /// The table without the columns that name persons, unless the declaration keeps them.
    pub(super) fn without_persons(&self, table: SourceTable) -> SourceTable {
        let of_persons = file_of(&table).is_some_and(StandardFile::of_persons);
        let same = |column: &SourceColumn, name: &str| name == column.name || name == column.original;
        let left_out = |column: &SourceColumn| {
            let kept = self.spec.keep.iter().any(|keep| same(column, keep));
            of_persons && !kept && identifies(column)
        };
        let columns: Vec<usize> = (0..table.columns.len()).filter(|&index| left_out(&table.columns[index])).collect();
        table.not_read(&columns, true).finish(self.spec)
    }

    /// What the standard asks for and the file does not have: an error where rows cannot be tied without it.
    fn missing(
        &self,
        file: &StandardFile,
        table: &SourceTable,
        found: &[Option<(&super::standard::StandardColumn, Likeness)>],
        there: &BTreeSet<&str>,
    ) -> Vec<Problem> {
        let unknown: Vec<&str> = table
            .columns
            .iter()
            .zip(found)
            .filter(|(_, found)| found.is_none())
            .map(|(column, _)| column.original.as_str())
            .collect();
        let standard = file.columns(self.version);
        let missing = standard.iter().filter(|column| column.required && !there.contains(column.name));
        missing
            .map(|column| {
                let message =
                    format!("OneRoster {} asks for this column; it is not there, so it is empty", self.version);
                let problem = if column.name.to_lowercase().contains("sourcedid") || column.name == "role" {
                    Problem::error(MISSING, message)
                } else {
                    Problem::notice(MISSING, message)
                };
                let hint = match nearest(column.name, unknown.iter().copied()) {
                    Some(name) => format!(
                        "If `{name}` is it, say so in plugin.toml: columns = {{ \"{}.{}\" = \"{name}\" }}; else ask for an \
                         export with it.",
                        file.name, column.name
                    ),
                    None => format!(
                        "Ask who makes the export to add it; under another name it goes by columns = {{ \"{}.{}\" = \
                         \"Heading\" }}.",
                        file.name, column.name
                    ),
                };
                problem.file(&self.spec.path).row(1).column(column.name).hint(hint)
            })
            .collect()
    }

    /// What was taken for what.
    fn taken(
        &self,
        table: &SourceTable,
        found: &[Option<(&super::standard::StandardColumn, Likeness)>],
    ) -> Option<Problem> {
        let near = table.columns.iter().zip(found).filter_map(|(column, found)| match found {
            Some((standard, Likeness::Near)) => Some((column.original.as_str(), standard.name)),
            _ => None,
        });
        let hint = "Look whether that is what they hold; else say in `columns` which heading is which.";
        known::taken(&self.spec.path, "OneRoster", near, hint)
    }
}

/// Whether a column names a person, reaches one or opens an account; vendors have such columns of their own.
fn identifies(column: &SourceColumn) -> bool {
    let own = plain(&column.original);
    IDENTIFYING.contains(&column.name.as_str())
        || IDENTIFYING.iter().any(|name| plain(name) == own)
        || names_a_person(&column.original)
        || own.contains("password")
        || own.contains("wachtwoord")
        || ["name", "naam"].iter().any(|ending| own.ends_with(ending))
}
