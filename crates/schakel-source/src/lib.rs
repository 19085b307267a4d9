//! Sources: the files and databases of a school, read into tables of text with the place of every row.
//!
//! [`read`] follows a declaration in `plugin.toml`; [`inspect`] looks at a file nobody has declared yet. Both tell
//! everything that is wrong with a file at once, by file, sheet, row and column, and never by a value.

mod archive;
pub mod blank_workbook;
mod build;
mod csv;
mod encoding;
mod fixed;
mod flatten;
mod inspect;
mod json;
mod limesurvey;
mod names;
mod oneroster;
mod parquet;
mod persons;
pub mod problem;
mod qualtrics;
mod ro;
mod spec;
mod spreadsheet;
mod sqlite;
mod table;
mod workbook;
mod xml;

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

pub use self::inspect::{ColumnInspection, ColumnProfile, Guess, Inspection, Proposal, TableInspection, inspect};
pub use self::names::{clean_name, clean_names};
pub use self::spec::{Fields, FixedField, Kind, Place, SheetName, SourceSpec};
pub use self::table::{SourceColumn, SourceTable};
use crate::problem::{Problem, nearest};

/// Reads a source into its tables: `<name>`, and for what hangs below it `<name>__<part>`.
///
/// `base` is the folder that [`SourceSpec::location`] asks for. A table carries its own notices and the rows it had to
/// leave out in [`SourceTable::problems`].
///
/// # Errors
/// Every problem by which the source as a whole cannot be read: a wrong declaration, a missing or damaged file, a
/// sheet or path that does not exist.
pub fn read(spec: &SourceSpec, base: &Path) -> Result<Vec<SourceTable>, Vec<Problem>> {
    read_rows(spec, &spec.resolve(base), None)
}

/// Reads at most about `limit` rows of every table.
fn read_rows(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let problems = spec.check();
    if !problems.is_empty() {
        return Err(problems);
    }
    let paths = files(spec, path)?;
    // A damaged file may bring a library down; that must cost this source only.
    std::panic::catch_unwind(AssertUnwindSafe(|| match spec.kind {
        Kind::Csv => csv::read(spec, path, limit),
        Kind::Qualtrics => qualtrics::read(spec, path, limit),
        Kind::Xlsx | Kind::Ods => spreadsheet::read(spec, path, limit),
        Kind::Json | Kind::Ndjson => json::read(spec, &paths, limit),
        Kind::Xml => xml::read(spec, path, limit),
        Kind::Fixed => fixed::read(spec, path, limit),
        Kind::Sqlite => sqlite::read(spec, path, limit),
        Kind::Parquet => parquet::read(spec, path, limit),
        Kind::Lsa => limesurvey::read_archive(spec, path, limit),
        Kind::Limesurvey => limesurvey::read_export(spec, path, limit),
        Kind::TrajectoryWorkbook => workbook::read(spec, path, limit),
        Kind::Oneroster => oneroster::read(spec, path, limit),
        Kind::Ro => ro::read(spec, path, limit),
    }))
    .unwrap_or_else(|_| {
        Err(vec![
            Problem::error(
                "source-damaged",
                format!("the file could not be read as {}: it is damaged or of another kind", spec.kind),
            )
            .file(&spec.path)
            .hint("Open it in the program it came from and save or export it again."),
        ])
    })
}

/// The files of a source: one, with the structure of a survey beside it, for OneRoster the CSV files of a folder, or for
/// JSON all that a `*` in the name stands for (`persons-*.json`, the pages of a service).
pub fn files(spec: &SourceSpec, path: &Path) -> Result<Vec<PathBuf>, Vec<Problem>> {
    if spec.kind == Kind::Oneroster && path.is_dir() {
        return folder_files(spec, path).map_err(|problem| vec![problem]);
    }
    let pattern = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let Some((start, end)) = pattern.split_once('*') else {
        let own = check_file(spec, path).map(|()| path.to_owned());
        let beside = spec.structure_beside(path).map(|(spec, path)| check_file(&spec, &path).map(|()| path));
        return all(std::iter::once(own).chain(beside));
    };
    if !matches!(spec.kind, Kind::Json | Kind::Ndjson) {
        return Err(vec![
            Problem::error(
                "source-option",
                format!("source {}: a `*` in the path works for json and ndjson only", spec.name),
            )
            .file(&spec.path)
            .hint("Declare one source per file, and put them together with UNION ALL."),
        ]);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut names: Vec<(u64, String)> = file_names(folder)
        .into_iter()
        .filter(|name| name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end))
        .map(|name| (name[start.len()..name.len() - end.len()].parse().unwrap_or(u64::MAX), name))
        .collect();
    names.sort();
    if names.is_empty() {
        return Err(vec![Problem::error("source-missing", "there is no file with such a name").file(&spec.path)]);
    }
    Ok(names.into_iter().map(|(_, name)| folder.join(name)).collect())
}

/// The CSV files of a folder.
fn folder_files(spec: &SourceSpec, folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let files = csv_files(folder);
    if files.is_empty() {
        let zip = file_names(folder).into_iter().find(|name| name.to_lowercase().ends_with(".zip"));
        let hint = match zip {
            Some(zip) => format!("There is `{zip}`: name it in `path`, or unpack it."),
            None => "Put the export in that folder, or change `path` in plugin.toml.".to_owned(),
        };
        return Err(Problem::error("source-missing", "there is no CSV file in this folder")
            .file(&spec.path)
            .hint(hint));
    }
    Ok(files.iter().map(|name| folder.join(name)).collect())
}

/// The names of the CSV files in a folder, in their order.
fn csv_files(folder: &Path) -> Vec<String> {
    file_names(folder).into_iter().filter(|name| name.to_lowercase().ends_with(".csv")).collect()
}

/// All of the results, or all of the problems.
fn all<T>(results: impl Iterator<Item = Result<T, Problem>>) -> Result<Vec<T>, Vec<Problem>> {
    let (mut good, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(one) => good.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(good) } else { Err(problems) }
}

/// The names of the files in a folder, in their order.
fn file_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

/// A file that is there and holds something.
fn check_file(spec: &SourceSpec, path: &Path) -> Result<(), Problem> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(missing(spec, path)),
        Err(error) => return Err(unreadable(spec, &error)),
    };
    if metadata.is_dir() {
        return Err(Problem::error("source-missing", "this is a folder; expected a file").file(&spec.path));
    }
    if metadata.len() == 0 {
        return Err(Problem::error("source-empty", "the file is empty (0 bytes)")
            .file(&spec.path)
            .hint("Make the export again, or take the file out of plugin.toml."));
    }
    Ok(())
}

fn missing(spec: &SourceSpec, path: &Path) -> Problem {
    let problem = Problem::error("source-missing", "the file is not there").file(&spec.path);
    let (Some(folder), Some(file)) = (path.parent(), path.file_name()) else { return problem };
    if !folder.is_dir() {
        return problem.hint("The folder it should be in does not exist either: look at `data` in schakel.toml and `path` in plugin.toml.");
    }
    let names = file_names(folder);
    let file = file.to_string_lossy();
    match nearest(&file, names.iter().map(String::as_str)) {
        Some(name) => {
            problem.hint(format!("In that folder there is `{name}`. Rename it, or change `path` in plugin.toml."))
        }
        None => problem.hint("Put the export in that folder, or change `path` in plugin.toml."),
    }
}

/// The operating system did not let the file be read.
fn unreadable(spec: &SourceSpec, error: &std::io::Error) -> Problem {
    let message = match error.kind() {
        std::io::ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
        kind => format!("the file could not be read: {kind}"),
    };
    Problem::error("source-unreadable", message)
        .file(&spec.path)
        .hint("Close it in other programs and look at its rights.")
}
