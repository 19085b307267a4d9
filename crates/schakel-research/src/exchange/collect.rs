//! Gathering packages: each is checked, and kept whole or not at all.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use schakel_report::facts::Facts;

use super::contents::is_alias;
use super::folder::{folders, mend, replace};
use super::manifest::{MANIFEST, Manifest, SIGNATURE};
use super::open::{MOST, Package, checked_files, named, open};
use super::{Expected, Refusal, ResearchIdentity};

/// What became of a file that came in.
#[derive(Debug)]
pub struct Outcome {
    /// The file.
    pub file: PathBuf,
    /// What is kept, or why it is not.
    pub result: Result<Kept, Refusal>,
}

/// A package that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Number of the earlier package whose place it took.
    pub replaced: Option<u64>,
}

/// Why packages cannot be gathered, whatever is in them.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CollectError {
    /// Occurs when the folder cannot be read or written.
    #[error("the folder {folder} cannot be used: {why}", folder = .0.display(), why = .1)]
    Folder(PathBuf, io::ErrorKind),
    /// Occurs when what is kept of a school cannot be used.
    #[error("{alias}: {why}. {do_it}", why = .refusal, do_it = .refusal.remedy())]
    Kept {
        /// The school, by its name in research.
        alias: String,
        /// What is wrong.
        refusal: Refusal,
    },
}

/// Checks packages and keeps each in `folder/<alias>/`; of a school the one with the highest number is kept. Of what is
/// refused nothing is kept. What comes of it does not depend on the order in which files are named.
///
/// # Errors
/// When the folder cannot be read or written.
pub fn collect(
    files: &[PathBuf],
    folder: &Path,
    identity: &ResearchIdentity,
    expected: &Expected<'_>,
) -> Result<Vec<Outcome>, CollectError> {
    let failed = |error: io::Error| CollectError::Folder(folder.to_owned(), error.kind());
    mend(folder).map_err(failed)?;
    let mut opened: Vec<(&PathBuf, Result<Package, Refusal>)> =
        files.iter().map(|file| (file, read(file).and_then(|sealed| open(&sealed, identity, expected)))).collect();
    // Earlier packages of a school come first, so that later ones take their place.
    let number = |package: &Package| (package.manifest.alias.clone(), package.manifest.sequence);
    opened.sort_by_cached_key(|(file, package)| (package.as_ref().map(number).ok(), (*file).clone()));
    let mut outcomes = Vec::new();
    for (file, package) in opened {
        let result = match package.and_then(|package| Ok((replaces(folder, &package.manifest)?, package))) {
            Ok((replaced, package)) => {
                let files = package.files.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
                replace(folder, &package.manifest.alias, files).map_err(failed)?;
                Ok(Kept { manifest: package.manifest, replaced })
            }
            Err(refusal) => Err(refusal),
        };
        outcomes.push(Outcome { file: file.clone(), result });
    }
    Ok(outcomes)
}

/// The number of the package whose place this one takes.
fn replaces(folder: &Path, new: &Manifest) -> Result<Option<u64>, Refusal> {
    let place = folder.join(&new.alias);
    if !place.exists() {
        return Ok(None);
    }
    let (kept, _) = kept(&place)?;
    if kept.contents == new.contents && kept.sequence == new.sequence {
        return Err(Refusal::Duplicate);
    }
    match new.sequence.cmp(&kept.sequence) {
        std::cmp::Ordering::Greater => Ok(Some(kept.sequence)),
        std::cmp::Ordering::Equal => Err(Refusal::SameNumber { number: new.sequence }),
        std::cmp::Ordering::Less => Err(Refusal::Stale { found: new.sequence, kept: kept.sequence }),
    }
}

/// What was collected into a folder: the facts of each school under its name in research, in the order of those names.
///
/// # Errors
/// When the folder cannot be read, or what is kept of a school is not what was collected.
pub fn collected(folder: &Path) -> Result<Vec<(String, Facts)>, CollectError> {
    let failed = |error: io::Error| CollectError::Folder(folder.to_owned(), error.kind());
    if !folder.is_dir() {
        return Err(failed(io::ErrorKind::NotFound.into()));
    }
    let mut schools = Vec::new();
    for (alias, place) in folders(folder).map_err(failed)? {
        // What a run that was broken off left begins with a dot.
        if !is_alias(&alias) {
            continue;
        }
        match kept(&place) {
            Ok((manifest, facts)) if manifest.alias == alias => schools.push((alias, facts)),
            Ok(_) => return Err(CollectError::Kept { alias, refusal: Refusal::Kept }),
            Err(refusal) => return Err(CollectError::Kept { alias, refusal }),
        }
    }
    Ok(schools)
}

/// What is kept in a folder, when it is still what was collected.
fn kept(place: &Path) -> Result<(Manifest, Facts), Refusal> {
    let bytes = |name: &str| read(&place.join(name)).map_err(|_| Refusal::Kept);
    let manifest: Manifest = serde_json::from_slice(&bytes(MANIFEST)?).map_err(|_| Refusal::Kept)?;
    let mut files = BTreeMap::new();
    for name in named(&manifest).into_iter().chain([MANIFEST, SIGNATURE]) {
        files.insert(name, bytes(name)?);
    }
    let facts = checked_files(&manifest, &files).map_err(|_| Refusal::Kept)?;
    Ok((manifest, facts))
}

/// The bytes of a file, when it is no larger than a package can be.
fn read(file: &Path) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: io::Error| Refusal::Unreadable(error.kind());
    let mut bytes = Vec::new();
    File::open(file).map_err(unreadable)?.take(MOST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST { Err(Refusal::TooLarge) } else { Ok(bytes) }
}
