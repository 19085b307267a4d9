//! What a school shares: made from its released facts, under its name in research.

use std::collections::{BTreeMap, BTreeSet};

use schakel_report::across::{hidden, short};
use schakel_report::facts::{Facts, School, Source};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::codebook::codebook;
use super::keys::hex;
use super::manifest::{FileEntry, Versions};
use super::{EXTENSION, Persons, Preview, persons};
use crate::cube;

/// The files of every package beside the manifest and its signature.
pub(super) const FILES: [&str; 6] =
    ["codebook.json", "cube.csv", "facts.json", "ingredients.json", "provenance.json", "stories.json"];

/// The files of a package, in their order.
pub(super) fn names(with_persons: bool) -> BTreeSet<&'static str> {
    FILES.into_iter().chain(persons::FILES.into_iter().filter(|_| with_persons)).collect()
}

/// Why a package cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MakeError {
    /// Occurs when the school has no name in research, or one that cannot be the name of a file.
    #[error("the alias of the school in schakel.toml must be 1 to 40 letters, digits, `-` or `_`, such as \"A\"")]
    Alias,
    /// Occurs when the name in research is the name or the id of the school.
    #[error("the alias of the school in schakel.toml is its own name or id: choose one that does not point to it")]
    OwnAlias,
    /// Occurs when the facts are of several schools.
    #[error("these are the facts of several schools; a package is of one")]
    Several,
    /// Occurs when the program fails.
    #[error("the package cannot be made: {0}")]
    Fault(String),
}

impl MakeError {
    pub(super) fn fault(error: impl std::fmt::Display) -> MakeError {
        MakeError::Fault(error.to_string())
    }
}

/// What a school shares, before anyone confirmed it.
#[derive(Debug, Clone)]
pub struct Contents {
    pub(super) project: String,
    pub(super) alias: String,
    pub(super) versions: Versions,
    pub(super) facts: Facts,
    pub(super) files: Files,
    pub(super) preview: Preview,
}

impl Contents {
    /// What the school with these released facts shares in this project, under this name in research; with the rows of
    /// persons that it shares, if any.
    ///
    /// # Errors
    /// When the name in research cannot be used.
    pub fn new(project: &str, alias: &str, released: &Facts, persons: &[Persons]) -> Result<Contents, MakeError> {
        let alias = checked(alias, released)?;
        let facts_json = json(&under_alias(alias, released)?)?;
        // From here on what is written counts, as who reads it will find it.
        let facts: Facts = serde_json::from_slice(&facts_json).map_err(MakeError::fault)?;
        let mut files = files(alias, &facts, facts_json, (released, persons))?;
        for one in persons {
            let file = one.file().ok_or_else(|| MakeError::fault("rows of persons without a file of a package"))?;
            files.insert(file, one.csv(alias, released).map_err(MakeError::fault)?);
        }
        if !files.keys().copied().eq(names(!persons.is_empty())) {
            return Err(MakeError::fault("a file of a package is missing"));
        }
        let versions = Versions {
            schakel: released.versions.schakel.clone(),
            model: released.versions.model.clone(),
            plugin: released.versions.plugin.version.clone(),
        };
        let preview = Preview::of(alias, &facts, released, persons);
        let (project, alias) = (project.to_owned(), alias.to_owned());
        Ok(Contents { project, alias, versions, facts, files, preview })
    }

    /// The name of the school in research.
    #[must_use]
    pub fn alias(&self) -> &str {
        &self.alias
    }

    /// What leaves, for a person to look at.
    #[must_use]
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// The name of the package.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}-{}-{}.{EXTENSION}", self.project, self.alias, self.facts.report.school_year)
    }

    /// SHA-256 of what is shared, in hexadecimal: what persons confirm.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.project, &self.alias, &self.entries())
    }

    pub(super) fn entries(&self) -> Vec<FileEntry> {
        self.files.iter().map(|(name, bytes)| FileEntry::of(name, bytes)).collect()
    }
}

/// SHA-256 over what a package shares.
pub(super) fn digest(project: &str, alias: &str, files: &[FileEntry]) -> String {
    let mut hash = Sha256::new();
    let named = files.iter().flat_map(|file| [file.name.as_str(), file.sha256.as_str()]);
    for part in [project, alias].into_iter().chain(named) {
        // The length in front keeps `ab` + `c` apart from `a` + `bc`.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// The name in research as it stands in names of files and folders.
fn checked<'a>(alias: &'a str, facts: &Facts) -> Result<&'a str, MakeError> {
    let alias = short(alias);
    if facts.across.is_some() {
        return Err(MakeError::Several);
    }
    if !is_alias(alias) {
        return Err(MakeError::Alias);
    }
    let own = [&facts.school.id, &facts.school.name].iter().any(|own| own.eq_ignore_ascii_case(alias));
    if own { Err(MakeError::OwnAlias) } else { Ok(alias) }
}

/// Whether this can be the name of a school in research, and so of a folder.
pub(super) fn is_alias(alias: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (1..=40).contains(&alias.len()) && alias.chars().all(fits)
}

/// The id of a school under its name in research. It differs from that name, which would else count as its own.
pub(super) fn id_of(alias: &str) -> String {
    format!("school-{alias}")
}

/// The facts without what points to the school, and without what is between the school and its own leadership.
fn under_alias(alias: &str, released: &Facts) -> Result<Facts, MakeError> {
    let mut value = serde_json::to_value(released).map_err(MakeError::fault)?;
    hide(&mut value, alias, released);
    let mut facts: Facts = serde_json::from_value(value).map_err(MakeError::fault)?;
    let School { sector, sector_label, .. } = std::mem::take(&mut facts.school);
    // How many students and staff there are points to a school.
    facts.school =
        School { id: id_of(alias), name: format!("School {alias}"), sector, sector_label, ..School::default() };
    facts.sources.clear();
    facts.quality.findings.clear();
    facts.versions.plugin = Default::default();
    let lists = &mut facts.lists;
    lists.decisions.clear();
    lists.next_steps.clear();
    lists.hours_to_schedule.clear();
    for intervention in &mut lists.interventions {
        (intervention.next_step, intervention.next_step_due) = (None, None);
    }
    for obstacle in &mut lists.obstacles {
        obstacle.summary.clear();
    }
    for story in &mut lists.stories {
        // Beside the school's own report the day could point to who told it.
        story.released_on = None;
    }
    Ok(facts)
}

/// Members with a code that the program reads: no text of a school.
const CODES: [&str; 6] = ["status", "verdict", "unit", "band", "interval", "sector"];

fn hide(value: &mut Value, alias: &str, facts: &Facts) {
    match value {
        Value::String(text) => *text = hidden(text, alias, facts),
        Value::Array(list) => list.iter_mut().for_each(|one| hide(one, alias, facts)),
        Value::Object(map) => {
            let texts = map.iter_mut().filter(|(name, _)| !CODES.contains(&name.as_str()));
            texts.for_each(|(_, member)| hide(member, alias, facts));
        }
        _ => {}
    }
}

type Files = BTreeMap<&'static str, Vec<u8>>;

fn files(
    alias: &str,
    facts: &Facts,
    facts_json: Vec<u8>,
    (released, persons): (&Facts, &[Persons]),
) -> Result<Files, MakeError> {
    let cube = cube::write(&cube::rows([(alias, facts)])).map_err(MakeError::fault)?;
    // A code that no codebook knows would only be found when the package is opened.
    if let Err(faults) = cube::read(&cube) {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        return Err(MakeError::Fault(faults.join("; ")));
    }
    let contents = [
        json(&codebook(facts, persons))?,
        cube,
        facts_json,
        json(&facts.lists.ingredients)?,
        json(&provenance(released))?,
        json(&facts.lists.stories)?,
    ];
    Ok(FILES.into_iter().zip(contents).collect())
}

/// Where the facts come from, without a name or a path.
fn provenance(released: &Facts) -> Value {
    let source = |one: &Source| json!({"kind": one.kind, "sha256": one.sha256});
    json!({
        "sources": released.sources.iter().map(source).collect::<Vec<_>>(),
        "refused_rows": released.quality.refused_rows,
        "unknown_codes": released.quality.unknown_codes,
    })
}

pub(super) fn json(value: &impl Serialize) -> Result<Vec<u8>, MakeError> {
    let mut text = serde_json::to_vec_pretty(value).map_err(MakeError::fault)?;
    text.push(b'\n');
    Ok(text)
}
