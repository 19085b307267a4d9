//! OneRoster 1.1 and 1.2: a folder or a zip of CSV files, one table per file, under the names of the standard
//! whatever the system that wrote them made of those.

mod conform;
mod dates;
mod declared;
mod delivery;
mod manifest;
mod names;
mod references;
mod roles;
mod standard;
mod ties;

use std::collections::BTreeMap;
use std::path::Path;

use self::conform::Conform;
use self::delivery::{Delivery, file_name};
use self::manifest::Manifest;
use self::standard::{FILES, StandardFile, Version};
use super::kind::Kind;
use super::known::{Likeness, plain};
use super::spec::SourceSpec;
use super::table::SourceTable;
use crate::kind::{Definition, Takes};
use crate::problem::Problem;

/// The kind `oneroster`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Oneroster,
    name: "oneroster",
    title: "OneRoster 1.1 and 1.2",
    takes: Takes::Folder("csv"),
    options: &["columns", "keep", "date", "null", "drop"],
    gives: "OneRoster 1.1 or 1.2, a folder or a `.zip`: `<name>__users`, `__roles`, `__orgs`, `__classes`, \
            `__enrollments` …, one table per file that is there.",
    example: r#"name = "rooster"
kind = "oneroster"
path = "oneroster"             # a folder, or a .zip"#,
    read,
};

/// The names of the files that are there, by the name of the standard.
type Files<'n> = BTreeMap<&'static str, &'n str>;

/// Whether files with these names are a set of OneRoster: one file could be anything.
pub(super) fn is_set<'n>(names: impl IntoIterator<Item = &'n str>) -> bool {
    let mut known = [false; FILES.len()];
    for name in names {
        if let Some((file, _)) = names::file(file_name(name)) {
            FILES
                .iter()
                .zip(&mut known)
                .filter(|(other, _)| other.name == file.name)
                .for_each(|(_, known)| *known = true);
        }
    }
    known.iter().filter(|known| **known).count() >= 2
}

/// Whether a file of this name and beginning is one of such a set.
pub(super) fn is_part(name: &str, beginning: &str) -> bool {
    names::file(name).is_some() && plain(beginning.lines().next().unwrap_or_default()).contains("sourcedid")
}

/// Reads every file of the set that the standard knows.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let (delivery, names) = Delivery::open(spec, path).map_err(|problem| vec![problem])?;
    let (files, mut notices) = recognised(spec, &names)?;
    let plain = |name: &str| {
        let mut plain = SourceSpec::new(format!("{}__{name}", spec.name), Kind::Csv, &spec.path);
        plain.null.clone_from(&spec.null);
        plain
    };
    let mut problems = Vec::new();
    let mut manifest = Manifest::default();
    if let Some(name) = names.iter().find(|name| file_name(name).eq_ignore_ascii_case(manifest::NAME)) {
        match delivery.read(&plain("manifest"), name, None) {
            Ok(table) => manifest = table.as_ref().map(Manifest::of).unwrap_or_default(),
            Err(more) => problems.extend(more),
        }
    }
    let looks_like = if files.contains_key("roles") { Version::V1_2 } else { Version::V1_1 };
    let conform = Conform { spec, version: manifest.version(spec, &mut notices).unwrap_or(looks_like) };
    let mut tables = Vec::new();
    for file in &FILES {
        notices.extend(manifest.check(spec, file.name, files.contains_key(file.name)));
        let Some(name) = files.get(file.name) else { continue };
        match delivery.read(&plain(file.name), name, limit) {
            Ok(table) => tables.extend(table.map(|table| conform.table(file, table))),
            Err(more) => problems.extend(more),
        }
    }
    problems.extend(declared::problems(spec, &tables, conform.version));
    if !problems.is_empty() {
        return Err(problems);
    }
    ties::relieve(&mut tables);
    for (table, problem) in references::follow(&mut tables, limit) {
        tables[table].problems.push(problem);
    }
    add_roles(spec, &mut tables);
    let mut tables: Vec<SourceTable> = tables.into_iter().map(|table| conform.without_persons(table)).collect();
    // What concerns the set as a whole is told with its first table.
    if let Some(first) = tables.first_mut() {
        first.problems.append(&mut notices);
    }
    Ok(tables)
}

/// The files by the name of the standard; several for one name, or none at all, is an error.
fn recognised<'n>(spec: &SourceSpec, names: &'n [String]) -> Result<(Files<'n>, Vec<Problem>), Vec<Problem>> {
    let mut found: BTreeMap<&'static str, Vec<(&str, Likeness)>> = BTreeMap::new();
    let (mut notices, mut problems) = (Vec::new(), Vec::new());
    for name in names.iter().filter(|name| !file_name(name).eq_ignore_ascii_case(manifest::NAME)) {
        match names::file(file_name(name)) {
            Some((file, likeness)) => found.entry(file.name).or_default().push((name, likeness)),
            None => notices.push(
                Problem::notice("source-file", "not a file of OneRoster: it was not read")
                    .file(&spec.path)
                    .sheet(file_name(name))
                    .hint("Declare it as a source of kind csv when it is needed."),
            ),
        }
    }
    let mut files = Files::new();
    for (file, mut candidates) in found {
        // A file that bears the name itself goes before one that is near to it.
        if candidates.iter().any(|(_, likeness)| *likeness == Likeness::Same) {
            candidates.retain(|(_, likeness)| *likeness == Likeness::Same);
        }
        match candidates.as_slice() {
            [(name, likeness)] => {
                if *likeness == Likeness::Near {
                    notices.push(
                        Problem::notice("source-file", format!("this file was taken for {file}.csv"))
                            .file(&spec.path)
                            .sheet(file_name(name)),
                    );
                }
                files.insert(file, *name);
            }
            several => {
                let names: Vec<String> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
                problems.push(
                    Problem::error("source-file", format!("several files could be {file}.csv: {}", names.join(", ")))
                        .file(&spec.path)
                        .hint("Keep the files of one export together, and no others beside them."),
                );
            }
        }
    }
    if files.is_empty() && problems.is_empty() {
        let known: Vec<String> = FILES.iter().take(8).map(|file| format!("{}.csv", file.name)).collect();
        problems.push(
            Problem::error("source-missing", "there is no file of OneRoster here")
                .file(&spec.path)
                .hint(format!("Expected CSV files such as {}. Look at `path` in plugin.toml.", known.join(", "))),
        );
    }
    if problems.is_empty() { Ok((files, notices)) } else { Err(problems) }
}

/// Version 1.1 has no roles.csv; what stands in users.csv is offered as such.
fn add_roles(spec: &SourceSpec, tables: &mut Vec<SourceTable>) {
    let named = |table: &&SourceTable, part: &str| table.name == format!("{}__{part}", spec.name);
    if tables.iter().any(|table| named(&table, "roles")) {
        return;
    }
    let users = tables.iter().find(|table| named(table, "users"));
    let has_role = |table: &&SourceTable| table.columns.iter().any(|column| column.name == "role");
    if let Some(roles) = users.filter(has_role).map(|users| roles::of_users(spec, users)) {
        tables.push(roles);
    }
}

/// The file of the standard that a table of the set is.
fn file_of(table: &SourceTable) -> Option<&'static StandardFile> {
    StandardFile::named(table.name.rsplit("__").next()?)
}
