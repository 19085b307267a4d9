//! What a privacy officer asks for: persons left out from now on, schools removed, keys replaced, and proof of each.
//!
//! Beside the project file the folder `privacy` holds, for every school that something was asked of, who is left out
//! (as keyed hashes) and whether the school was removed; and a log with a line for everything that was done. None of it
//! names a person.

mod collected;
mod contents;
mod file;
mod log;
mod outputs;
mod state;
mod steps;

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::gate::Objections;
use crate::load::Options;
use crate::plugin::digest::sha256_of_file;
use crate::project::{Project, School};
use schakel_source::problem::Problem;

pub use collected::erase_collected;
pub use contents::{Contents, Stored};
pub use log::{Entry, LOG_FILE, Log, OutputFile};
pub use state::{Removed, State};
pub use steps::{Done, Step, Watch, carry_out, finish};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Persons object: they are left out from now on.
    Object,
    /// Persons take their objection back.
    Withdraw,
    /// Persons are erased.
    ErasePersons,
    /// A school is erased.
    EraseSchool,
    /// What a research team collected of a school is erased.
    EraseCollected,
    /// Pseudonyms get another key.
    RotateKey,
    /// Data are kept no longer than was agreed.
    Expire,
}

impl Action {
    /// Whether the school is gone afterwards, with its keys.
    #[must_use]
    pub fn removes_school(self) -> bool {
        matches!(self, Action::EraseSchool | Action::Expire)
    }

    /// The name in the log.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Action::Object => "object",
            Action::Withdraw => "withdraw",
            Action::ErasePersons => "erase-persons",
            Action::EraseSchool => "erase-school",
            Action::EraseCollected => "erase-collected",
            Action::RotateKey => "rotate-key",
            Action::Expire => "expire",
        }
    }
}

/// Something asked of a school.
#[derive(Debug)]
pub struct Asked<'a> {
    /// What.
    pub action: Action,
    /// The persons, where it is about persons. Without any, the lists are applied as they are.
    pub persons: Option<&'a Objections>,
    /// The day that the log names.
    pub on: NaiveDate,
    /// The folder with reports and packages.
    pub out: PathBuf,
    /// Whether what was made before is removed from that folder.
    pub remove_outputs: bool,
}

/// Where a project keeps what it made of the data of its schools.
#[derive(Debug)]
pub struct Places<'a> {
    /// The project, with all its schools.
    pub project: &'a Project,
    /// Store and keys.
    pub options: &'a Options,
    /// Folder with the answers of queries over the store. It holds counts over schools together, and goes as a whole.
    pub results: PathBuf,
    /// Folders beside the store with a file for each school, as [`Project::beside_store`] names them. They hold no rows, and
    /// protect persons who take part: what was told before must not tell more beside what is told now. They go with the school.
    pub beside_store: &'a [&'a str],
}

impl Places<'_> {
    /// The files beside the store about a school, which may be there or not.
    fn beside(&self, school: &School) -> impl Iterator<Item = PathBuf> {
        self.beside_store.iter().map(|what| self.project.beside_store(what, &school.id))
    }

    /// What there is of those files.
    fn told_before(&self, school: &School) -> Vec<OutputFile> {
        let there = self.beside(school).filter(|file| file.exists());
        there.map(|file| OutputFile { sha256: sha256_of_file(&file).ok(), file: self.project.shown(&file) }).collect()
    }
}

/// Whether a school may be read at all, and whether something that was asked of it is not finished yet.
///
/// # Errors
/// When the school was removed, its data may be kept no longer, or what is known of it cannot be read.
pub(crate) fn may_be_read(project: &Project, school: &School) -> Result<Vec<Problem>, Problem> {
    if let Some(until) = project.retention_of(school).filter(|until| *until < project.report_date) {
        return Err(Problem::error(
            "retention",
            format!("data of the school may be kept until {until}, which is past"),
        )
        .school(&school.id)
        .hint("`schakel privacy expire` removes what is kept. `retention_until` in schakel.toml says until when."));
    }
    let state = State::read(project, &school.id)?;
    if let Some(Removed { on, why }) = state.removed {
        let message = format!("the data of the school were removed on {on} ({}); nothing of it is read", why.name());
        return Err(Problem::error("privacy-removed", message)
            .school(&school.id)
            .file(state::shown(&school.id))
            .hint("Take the school out of schakel.toml. If it takes part again: remove this file."));
    }
    Ok(state.pending.iter().map(|pending| pending.notice(&school.id)).collect())
}

/// The list of a school with those who are remembered besides.
///
/// # Errors
/// When what is remembered cannot be read: using the school all the same would use data of persons who asked not to.
pub(crate) fn with_remembered(
    project: &Project,
    school: &School,
    options: &Options,
    list: Objections,
) -> Result<Objections, Problem> {
    let state = State::read(project, &school.id)?;
    if state.objections.is_empty() {
        return Ok(list);
    }
    state.remembered(project, &school.id, &options.keys).map(|(remembered, _)| list.with(remembered))
}
