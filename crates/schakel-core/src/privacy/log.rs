//! The log: a line for everything that was done, with the proof of it and without naming anyone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Action, file};
use crate::project::Project;
use crate::pseudonym::hex;
use schakel_source::problem::Problem;

/// Name of the log in the folder `privacy`.
pub const LOG_FILE: &str = "log.jsonl";
const SHOWN: &str = "privacy/log.jsonl";

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, from 1.
    pub line: u64,
    /// The day, as it was given: the report date of the project unless another was named.
    #[serde(with = "schakel_model::iso_date")]
    pub on: NaiveDate,
    /// What was done.
    pub action: Action,
    /// The school; of [`Action::EraseCollected`] its name in research.
    pub school: String,
    /// How many persons were named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
    /// How many of them were in the store before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<u64>,
    /// How many of them are in the store afterwards, where that was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<u64>,
    /// How many persons are remembered as left out afterwards.
    pub remembered: u64,
    /// Whether the school was read again; not when it is gone, or its sources could not be read.
    pub read_again: bool,
    /// The files of the store: before and afterwards.
    pub files: BTreeMap<String, [Option<super::Stored>; 2]>,
    /// How many files with answers of queries were removed.
    pub results: u64,
    /// Outputs made before that were removed.
    pub outputs_removed: Vec<OutputFile>,
    /// Outputs made before that are still there, and should be made again.
    pub outputs_older: Vec<OutputFile>,
    /// What was told and shared before, which stays while the school does: counts of groups, by which a new report tells
    /// nothing of who is not in it any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_before: Vec<OutputFile>,
    /// Fingerprint of the key of pseudonyms, before and afterwards, where it was replaced or removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<[Option<String>; 2]>,
    /// SHA-256 of the line before; of nothing for the first.
    pub previous: String,
}

/// A file that was made of the data of schools.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OutputFile {
    /// Its path in the folder of outputs; of what was told before, in that of the project.
    pub file: String,
    /// SHA-256 of the file; nothing when it cannot be read.
    pub sha256: Option<String>,
}

/// The log of a project.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// Its lines.
    pub entries: Vec<Entry>,
    text: String,
}

impl Log {
    /// Reads the log; an empty one when there is none.
    ///
    /// # Errors
    /// When it cannot be read, a line is not as the program wrote it, or the lines do not follow on each other.
    pub fn read(project: &Project) -> Result<Log, Problem> {
        let mut log = Log { text: file::read(&path(project), SHOWN)?.unwrap_or_default(), entries: Vec::new() };
        let mut previous = hex(&Sha256::digest(b""));
        for (line, number) in log.text.lines().zip(1..) {
            let entry: Option<Entry> = serde_json::from_str(line).ok();
            let Some(entry) = entry.filter(|entry| entry.line == number && entry.previous == previous) else {
                return Err(file::fault(SHOWN, "was changed: a line does not follow on the one before").row(number));
            };
            previous = hex(&Sha256::digest(line));
            log.entries.push(entry);
        }
        Ok(log)
    }

    /// Adds a line, with its number and the hash of the one before, and writes the log.
    pub(super) fn add(mut self, project: &Project, mut entry: Entry) -> Result<Entry, Problem> {
        entry.line = self.entries.len() as u64 + 1;
        entry.previous = hex(&Sha256::digest(self.text.lines().last().unwrap_or_default()));
        let line = serde_json::to_string(&entry)
            .map_err(|error| file::fault(SHOWN, &format!("cannot be written: {error}")))?;
        self.text.push_str(&line);
        self.text.push('\n');
        file::write(&path(project), SHOWN, &self.text)?;
        Ok(entry)
    }
}

fn path(project: &Project) -> PathBuf {
    project.privacy_folder().join(LOG_FILE)
}
