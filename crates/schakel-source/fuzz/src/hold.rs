//! What holds for everything that is read, whatever it was read from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use schakel_source::problem::Problem;
use schakel_source::{Inspection, Kind, SourceSpec, SourceTable, clean_name, inspect_as, read};
use serde::Deserialize;
use tempfile::TempDir;

use crate::{Case, SECRET};

/// The codes of problems that the documentation explains.
const DOCUMENTED: &str = include_str!("../../../../docs/troubleshooting.md");

/// Reads the source twice, and looks at its file as one that nobody declared.
pub fn holds(case: &Case) {
    let folder = written(&case.files);
    let first = read(&case.spec, folder);
    match (&first, read(&case.spec, folder)) {
        (Ok(one), Ok(other)) => {
            assert!(same(one, &other), "reading twice gives other tables");
            tables(one);
            let problems = one.iter().flat_map(|table| &table.problems);
            problems.for_each(|problem| told(problem, case.secret));
        }
        (Err(one), Err(other)) => {
            assert_eq!(*one, other, "reading twice tells other problems");
            refused(one, case.secret);
        }
        (one, _) => panic!("reading twice: the first time it was {}", if one.is_ok() { "read" } else { "refused" }),
    }
    let location = case.spec.location().1;
    // One in 32: to look at a file takes far longer than to read it, and has a target of its own.
    let one_in_32 = case.files.first().is_some_and(|(_, bytes)| bytes.len().is_multiple_of(32));
    if !location.contains('*') && one_in_32 {
        // Where the row of the names is looked for, any row may be taken for it.
        let found = matches!(case.spec.kind, Kind::Fixed | Kind::Ro | Kind::Cijferho | Kind::Xlsx | Kind::Ods);
        inspected(&folder.join(location), location, case.secret && !found);
    }
}

/// Looks at a file that nobody declared.
pub fn inspects(files: &[(String, Vec<u8>)], name: &str) {
    inspected(&written(files).join(name), name, false);
}

/// Reads declarations and checks them.
pub fn declares(text: &str) {
    let Ok(plugin) = toml::from_str::<Plugin>(text) else { return };
    for spec in plugin.source {
        spec.check().iter().for_each(|problem| told(problem, false));
        let again = toml::to_string(&spec).expect("a declaration can be written");
        assert_eq!(toml::from_str::<SourceSpec>(&again).expect("and read again"), spec);
    }
}

#[derive(Deserialize)]
struct Plugin {
    source: Vec<SourceSpec>,
}

fn inspected(path: &Path, written: &str, secret: bool) {
    match inspect_as(path, "t", written) {
        Ok(found) => {
            found.problems.iter().for_each(|problem| told(problem, secret));
            proposes(&found, path, secret);
        }
        Err(problems) => refused(&problems, secret),
    }
}

/// What `inspect` proposes is a declaration without faults, by which the file can be read, and shows no value.
fn proposes(found: &Inspection, path: &Path, secret: bool) {
    let shown = serde_json::to_string(found).expect("an inspection can be shown");
    assert!(!secret || !shown.contains(SECRET), "an inspection shows a value: {shown}");
    let plugin: Plugin = toml::from_str(&found.source).expect("the proposal is TOML");
    assert_eq!(plugin.source, [found.spec.clone()]);
    assert_eq!(found.spec.check(), [], "the proposal has faults");
    let location = found.spec.location().1.to_owned();
    let base = path.ancestors().nth(Path::new(&location).components().count()).expect("the file is in a folder");
    if let Err(problems) = read(&found.spec, base) {
        panic!("what inspect proposes cannot be read: {problems:?}\n{}", found.source);
    }
}

fn refused(problems: &[Problem], secret: bool) {
    assert!(problems.iter().any(Problem::is_error), "refused without an error: {problems:?}");
    problems.iter().for_each(|problem| told(problem, secret));
}

/// A problem says what it is and where, and shows no value.
fn told(problem: &Problem, secret: bool) {
    assert!(DOCUMENTED.contains(&format!("`{}`", problem.code)), "not documented: {problem:?}");
    assert!(problem.file.is_some(), "without a place: {problem:?}");
    assert!(!problem.message.is_empty() && problem.count > 0, "says nothing: {problem:?}");
    assert!(problem.row != Some(0), "rows are counted from 1: {problem:?}");
    assert!(!secret || !format!("{problem:?}").contains(SECRET), "shows a value: {problem:?}");
}

fn tables(tables: &[SourceTable]) {
    let names: BTreeSet<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names.len(), tables.len(), "two tables have the same name");
    tables.iter().enumerate().for_each(|(number, table)| of_table(table, number == 0));
}

fn of_table(table: &SourceTable, first: bool) {
    let schema = table.schema();
    let columns: BTreeSet<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(columns.len(), table.columns.len(), "two columns of {} have the same name", table.name);
    for (column, field) in table.columns.iter().zip(schema.fields()) {
        assert_eq!(&column.name, field.name());
        assert!(!column.name.is_empty() && clean_name(&column.name) == column.name, "not clean: {}", column.name);
        assert_ne!(column.name, "source_row");
    }
    assert_eq!(schema.fields().len(), table.columns.len() + 1);
    let below = columns.contains("parent_row");
    // The answers of one cell, and the long forms, stand by column.
    let by_column = table.derived || table.name.ends_with("__choices");
    let mut last = 0;
    for batch in &table.batches {
        assert_eq!(batch.schema(), schema, "a batch of {} has another schema", table.name);
        assert!(batch.num_rows() > 0, "an empty batch in {}", table.name);
        no_empty_texts(batch, &table.name);
        let rows = batch.columns().last().expect("the last column is source_row").as_primitive::<Int64Type>();
        assert_eq!(rows.null_count(), 0, "source_row is missing in {}", table.name);
        for &row in rows.values() {
            assert!(row > 0, "rows of {} are counted from 1", table.name);
            let grows = row > last || by_column || below && !first && row == last;
            assert!(grows, "source_row of {} does not grow: {row} after {last}", table.name);
            last = row;
        }
    }
}

/// A missing value is null.
fn no_empty_texts(batch: &RecordBatch, table: &str) {
    for texts in batch.columns().iter().filter_map(|column| column.as_string_opt::<i32>()) {
        assert!(texts.iter().flatten().all(|text| !text.is_empty()), "an empty text in {table}");
    }
}

fn same(one: &[SourceTable], other: &[SourceTable]) -> bool {
    let pair = |(one, other): (&SourceTable, &SourceTable)| {
        one.name == other.name
            && one.columns == other.columns
            && one.batches == other.batches
            && one.problems == other.problems
            && one.sheet == other.sheet
            && one.schema() == other.schema()
    };
    one.len() == other.len() && one.iter().zip(other).all(pair)
}

/// A folder with these files and no others.
fn written(files: &[(String, Vec<u8>)]) -> &'static Path {
    static FOLDER: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, folder) = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let data = folder.path().join("data");
        (folder, data)
    });
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).expect("the folder can be made");
    for (name, bytes) in files {
        let path = folder.join(name);
        // Names that contradict each other, such as a file in a file, cannot be made.
        let _ = std::fs::create_dir_all(path.parent().expect("a file is in a folder"));
        let _ = std::fs::write(&path, bytes);
    }
    folder
}
