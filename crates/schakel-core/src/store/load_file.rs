//! `load.json`: what a school's folder in the store was made from, and what was wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};

use crate::gate::Counts;
use schakel_source::problem::{Problem, Severity};

/// Name of the file.
pub const LOAD_FILE: &str = "load.json";

/// What `load.json` says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LoadFile {
    /// Hash of everything that the stored tables depend on: the same hash means that reading again gives the same.
    pub key: String,
    /// Id of the plugin.
    pub plugin: String,
    /// Version of the plugin.
    pub plugin_version: String,
    /// Version of the common model.
    pub model: String,
    /// The files that were read.
    pub sources: Vec<SourceFile>,
    /// Rows per table.
    pub counts: BTreeMap<String, Counts>,
    /// What was wrong or worth knowing.
    pub problems: Vec<StoredProblem>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Name of the source in the plugin.
    pub name: String,
    /// Kind of source, such as `csv`.
    pub kind: String,
    /// The file, relative to the project file.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal digits; of several files, of their hashes in order.
    pub sha256: String,
    /// Bytes of the file or files.
    pub bytes: u64,
    /// Rows that were read; for a file with several tables, of all together.
    pub rows: u64,
}

/// A [`Problem`] as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredProblem {
    code: String,
    severity: Severity,
    school: Option<String>,
    file: Option<String>,
    sheet: Option<String>,
    row: Option<u64>,
    column: Option<String>,
    message: String,
    hint: Option<String>,
    count: u64,
}

impl LoadFile {
    /// Reads a file; nothing when it is not there or is not whole.
    pub fn read(file: &Path) -> Option<LoadFile> {
        serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()
    }

    /// Writes a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, file: &Path) -> std::io::Result<()> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        std::fs::write(file, text)
    }
}

impl From<&Problem> for StoredProblem {
    fn from(problem: &Problem) -> StoredProblem {
        let Problem { code, severity, school, file, sheet, row, column, message, hint, count } = problem.clone();
        StoredProblem { code: code.to_owned(), severity, school, file, sheet, row, column, message, hint, count }
    }
}

impl From<StoredProblem> for Problem {
    fn from(stored: StoredProblem) -> Problem {
        let StoredProblem { code, severity, school, file, sheet, row, column, message, hint, count } = stored;
        Problem { code: interned(code), severity, school, file, sheet, row, column, message, hint, count }
    }
}

/// The code as one that lives as long as the program; there are few and each is kept once.
fn interned(code: String) -> &'static str {
    static CODES: OnceLock<Mutex<BTreeSet<&'static str>>> = OnceLock::new();
    let mut codes = CODES.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    match codes.get(code.as_str()) {
        Some(known) => known,
        None => {
            let kept: &'static str = Box::leak(code.into_boxed_str());
            codes.insert(kept);
            kept
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_file_comes_back_as_it_was_written() {
        let problem = Problem::error("M03", "not a date")
            .school("delta")
            .file("a.csv")
            .row(3)
            .column("from")
            .count(2)
            .hint("Look.");
        let load = LoadFile {
            key: "k".to_owned(),
            problems: vec![StoredProblem::from(&problem)],
            counts: BTreeMap::from([("staff".to_owned(), Counts { read: 3, stored: 1, refused: 2, objected: 0 })]),
            ..LoadFile::default()
        };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(LOAD_FILE);
        load.write(&file).unwrap();
        let read = LoadFile::read(&file).unwrap();
        assert_eq!(read, load);
        assert_eq!(Problem::from(read.problems[0].clone()), problem);
    }

    #[test]
    fn half_a_load_file_is_no_load_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(LOAD_FILE);
        std::fs::write(&file, "{\"key\": \"k\"").unwrap();
        assert_eq!(LoadFile::read(&file), None);
    }
}
