//! Deterministic generator of fictitious schools in the formats schools have.
//!
//! A school is first simulated ([`zes_scholen`] for the committed example, [`many`] for any number of any size), then
//! written by one writer per format. The same call gives the same bytes on every machine: no clock, no random source of
//! the machine, no order of a hash map.

mod calendar;
mod instrument;
mod profile;
mod random;
mod sim;
mod write;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use profile::Profile;
use sim::School;
use write::{Files, SchoolEntry};

/// What can go wrong while files are made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A format could not be written.
    #[error("{file}: {cause}")]
    Write {
        /// The file, below the folder of the school.
        file: String,
        /// What went wrong.
        cause: String,
    },
    /// A file or folder could not be written.
    #[error("{path}: {cause}")]
    Disk {
        /// The file or folder.
        path: String,
        /// What the system said.
        cause: std::io::Error,
    },
}

/// Result of making files.
pub type Result<T> = std::result::Result<T, Error>;

/// Writes the project of six schools, with everything but its README, into a folder.
///
/// # Errors
/// When a file cannot be made or written.
pub fn zes_scholen(out: &Path) -> Result<()> {
    let mut entries = Vec::new();
    for profile in profile::six() {
        let school = six_school(profile);
        store(&out.join("data").join(profile.id), &write::school_files(&school)?)?;
        entries.push(SchoolEntry { id: profile.id.to_owned(), plugin: format!("../../plugins/{}", profile.id) });
    }
    store(out, &write::project_files("zes-scholen", "Voorbeeldproject Zes scholen", &entries))
}

/// Writes a project of `schools` schools in the same mix of formats, `size` times as large as the six, into a folder.
/// `plugins` is the folder with the plugins of the six schools, as the project file should name it.
///
/// # Errors
/// When a file cannot be made or written.
pub fn many(schools: usize, size: f64, plugins: &Path, out: &Path) -> Result<()> {
    let six = profile::six();
    let mut entries = Vec::new();
    for at in 0..schools {
        let Some(profile) = six.get(at % six.len()) else { continue };
        let id = format!("school-{:04}", at + 1);
        let name = format!("{}, school {}", profile.name, at + 1);
        let school = School::simulate(profile, &name, 1_000 + at as u64, size);
        store(&out.join("data").join(&id), &write::school_files(&school)?)?;
        entries.push(SchoolEntry { id, plugin: plugins.join(profile.id).display().to_string() });
    }
    store(out, &write::project_files("many", "Voorbeeldproject met veel scholen", &entries))
}

/// Every name, number, e-mail address and link code of a person in the six schools: what may stand in no output.
#[must_use]
pub fn identifiers() -> BTreeSet<String> {
    profile::six().into_iter().flat_map(|p| write::identifiers(&six_school(p))).collect()
}

fn six_school(profile: &'static Profile) -> School {
    School::simulate(profile, profile.name, profile.seed, 1.0)
}

fn store(folder: &Path, files: &Files) -> Result<()> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |cause| Error::Disk { path, cause }
    };
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        fs::write(&path, bytes).map_err(failed(&path))?;
    }
    Ok(())
}
