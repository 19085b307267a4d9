//! What is known of a school: who is left out, whether it was removed, and what was begun and not finished.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::contents::Contents;
use super::log::OutputFile;
use super::{Action, file};
use crate::project::Project;
use crate::pseudonym::{KeyFolder, KeyOf, Remembered};
use schakel_source::problem::Problem;

/// What the file `privacy/<school>.json` says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct State {
    /// Fingerprint of the key that the hashes were made with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Keyed hashes of the ids of persons who are left out.
    pub objections: Vec<String>,
    /// When and why the school was removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<Removed>,
    /// What was begun; nothing when all is finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
}

/// That a school was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The day.
    #[serde(with = "schakel_model::iso_date")]
    pub on: NaiveDate,
    /// Why.
    pub why: Action,
}

/// Something that was begun, with all that is needed to finish it without asking again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub(super) action: Action,
    #[serde(with = "schakel_model::iso_date")]
    pub(super) on: NaiveDate,
    /// How many lines the log had, so that it gets no second line for this.
    pub(super) after_line: u64,
    /// How many persons were named, and how many of them were in the store.
    pub(super) persons: Option<u64>,
    pub(super) found: Option<u64>,
    /// What the store held.
    pub(super) before: Contents,
    /// How many files with answers of queries there were.
    pub(super) results: u64,
    /// Fingerprint of the key that is replaced or removed.
    pub(super) key: Option<String>,
    /// The folder with outputs, those made before that are removed, and those that stay.
    pub(super) out: PathBuf,
    pub(super) remove: Vec<OutputFile>,
    pub(super) older: Vec<OutputFile>,
}

impl Pending {
    /// The code of the notice that something is not finished.
    pub(super) const CODE: &str = "privacy-pending";

    pub(super) fn notice(&self, school: &str) -> Problem {
        let message = format!("{} of {} was begun and is not finished", self.action.name(), self.on);
        let notice = Problem::notice(Pending::CODE, message);
        if self.action == Action::EraseCollected {
            let file = format!("privacy/{}", name_collected(school));
            return notice.file(file).hint(format!("`schakel privacy erase --collected {school}` finishes it."));
        }
        let notice = notice.school(school).file(shown(school));
        notice.hint(format!("`schakel privacy object --school {school}` finishes it."))
    }
}

/// How messages name the file of a school.
pub(super) fn shown(school: &str) -> String {
    format!("privacy/{}", name(school))
}

impl State {
    /// What is known of a school; nothing when there is no file.
    ///
    /// # Errors
    /// When the file cannot be read, or is not what the program wrote.
    pub fn read(project: &Project, school: &str) -> Result<State, Problem> {
        State::read_file(project, &name(school)).map_err(|problem| problem.school(school))
    }

    /// What is known of what was collected of a school, by its name in research.
    ///
    /// # Errors
    /// As [`State::read`].
    pub fn read_collected(project: &Project, alias: &str) -> Result<State, Problem> {
        State::read_file(project, &name_collected(alias))
    }

    fn read_file(project: &Project, name: &str) -> Result<State, Problem> {
        let shown = format!("privacy/{name}");
        match file::read(&project.privacy_folder().join(name), &shown)? {
            None => Ok(State::default()),
            // The message of the reader could show a hash; where it stands is enough.
            Some(text) => serde_json::from_str(&text).map_err(|error| {
                file::fault(&shown, &format!("is not as the program wrote it, at line {}", error.line()))
            }),
        }
    }

    /// Writes the file of a school; there is none when nothing is known.
    pub(super) fn write(&self, project: &Project, school: &str) -> Result<(), Problem> {
        self.write_file(project, &name(school))
    }

    /// Writes the file of what was collected of a school.
    pub(super) fn write_collected(&self, project: &Project, alias: &str) -> Result<(), Problem> {
        self.write_file(project, &name_collected(alias))
    }

    fn write_file(&self, project: &Project, name: &str) -> Result<(), Problem> {
        let (path, shown) = (project.privacy_folder().join(name), format!("privacy/{name}"));
        if *self == State::default() {
            return file::gone(std::fs::remove_file(path))
                .map_err(|error| file::fault(&shown, &format!("cannot be removed: {}", error.kind())));
        }
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| file::fault(&shown, &format!("cannot be written: {error}")))?;
        file::write(&path, &shown, &format!("{text}\n"))
    }

    /// The persons who are left out, ready to be recognised, and what is worth knowing of the key: it is made when
    /// nobody is remembered yet.
    ///
    /// # Errors
    /// When the key is not the one that the hashes were made with, or a hash is none.
    pub(super) fn remembered(
        &self,
        project: &Project,
        school: &str,
        keys: &KeyFolder,
    ) -> Result<(Remembered, Vec<Problem>), Problem> {
        let (key, notices) = match &self.key {
            None => {
                let opened = keys.open_of(KeyOf::Objections, &project.id, school)?;
                (opened.key, opened.notices)
            }
            Some(made_with) => {
                let key = keys.read(KeyOf::Objections, &project.id, school)?;
                let key = key.filter(|key| key.fingerprint() == *made_with);
                (key.ok_or_else(|| lost_key(school))?, Vec::new())
            }
        };
        let mut remembered = Remembered::new(&key, &project.id);
        if self.objections.iter().all(|hash| remembered.add_kept(hash)) {
            Ok((remembered, notices))
        } else {
            Err(file::fault(&shown(school), "holds something that is no hash").school(school))
        }
    }

    /// Remembers these persons from now on instead of those before.
    pub(super) fn remember(&mut self, remembered: &Remembered, key: String) {
        self.objections = remembered.hashes().collect();
        self.key = Some(key).filter(|_| !remembered.is_empty());
    }
}

fn name(school: &str) -> String {
    format!("{school}.json")
}

/// In a folder of its own: a name in research may be the id of another school.
fn name_collected(alias: &str) -> String {
    format!("collected/{alias}.json")
}

fn lost_key(school: &str) -> Problem {
    Problem::error("privacy-key", "the key by which persons are known again who are left out is not there")
        .school(school)
        .file(shown(school))
        .hint(
            "Put the copy of <school>.objections.key back beside the other keys. Is it lost: remove this file, and ask \
             those persons again.",
        )
}
