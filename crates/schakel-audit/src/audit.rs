//! The audit: tables in, what can be derived out.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use schakel_source::problem::Problem;

use super::across::across;
use super::links::links;
use super::marks;
use super::read;
use super::relation::Relation;
use super::report::{Report, report};
use super::table::{Declared, Table};
use super::within::within;
use super::world::World;

/// Tables that are set beside each other.
const MOST_LINKED: usize = 100;

/// How a table is audited.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Marks that a person declared, besides those that tell themselves.
    pub marks: Vec<Declared>,
    /// Counts below this, other than 0, should not be shown nor follow; the bound of the marks when absent, or 10.
    pub threshold: Option<i64>,
}

/// An audit that was done.
#[derive(Debug)]
pub struct Audit {
    /// What it found.
    pub report: Report,
    /// What could not be read, or was noticed while reading.
    pub problems: Vec<Problem>,
    pub(crate) files: Vec<(PathBuf, String)>,
    pub(crate) world: World,
}

/// Reads tables, finds what their cells have to do with each other, and derives what can be derived. A folder stands
/// for all tables in it; tables that share dimensions are related.
///
/// # Errors
/// Everything that is wrong with the files, when there is no table with counts among them.
pub fn audit(paths: &[PathBuf], options: &Options) -> Result<Audit, Vec<Problem>> {
    audit_files(read::files(paths)?, options)
}

pub(crate) fn audit_files(files: Vec<(PathBuf, String)>, options: &Options) -> Result<Audit, Vec<Problem>> {
    let (mut tables, mut problems, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for (path, shown) in &files {
        match tables_of(path, shown, options) {
            Ok(found) if found.is_empty() => without.push(shown),
            Ok(found) => tables.extend(found),
            Err(unreadable) => problems.extend(unreadable),
        }
    }
    // Beside tables, such as in a folder, a file without one is no mistake.
    let no_table: fn(&'static str, String) -> Problem =
        if tables.is_empty() { Problem::error } else { Problem::notice };
    problems.extend(without.into_iter().map(|shown| {
        no_table("audit-no-table", "there is no table with counts in this file".to_owned())
            .file(shown)
            .hint("Expected are a row of names, and below it rows with numbers in two columns or more.")
    }));
    if tables.is_empty() {
        return Err(problems);
    }
    let relations = relations(&mut tables, &options.marks);
    let world = World::new(tables, relations);
    let report = report(&world, options);
    Ok(Audit { report, problems, files, world })
}

fn tables_of(path: &Path, shown: &str, options: &Options) -> Result<Vec<Table>, Vec<Problem>> {
    let grids = read::grids(path, shown)?;
    Ok(grids.into_par_iter().filter_map(|grid| Table::of(grid, &options.marks)).collect())
}

/// Finds the relations, and by them the marks that stand for zero.
fn relations(tables: &mut [Table], declared: &[Declared]) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (at, table) in tables.iter_mut().enumerate() {
        let find = |table: &Table| [within(at, table), across(at, table)].concat();
        let mut found = find(table);
        if marks::settle(table, &found, declared) {
            found = find(table);
        }
        relations.extend(found);
    }
    if tables.len() > MOST_LINKED {
        return relations;
    }
    let pairs = (0..tables.len()).flat_map(|one| (0..tables.len()).map(move |other| (one, other)));
    for (one, other) in pairs.filter(|(one, other)| one != other) {
        relations.extend(links(one, other, tables));
    }
    relations
}
