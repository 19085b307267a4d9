//! From the file that came in to what a school shared: nothing is believed before it was checked.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use age::DecryptError;
use schakel_report::facts::{FACTS_VERSION, Facts, Ingredient, Story};
use serde::de::DeserializeOwned;

use super::contents::{FILES, digest, id_of, names};
use super::manifest::{FORMAT, FileEntry, Head, MANIFEST, Manifest, SIGNATURE};
use super::{FORMAT_VERSION, PublicKey, Refusal, ResearchIdentity, archive, persons};
use crate::cube;

/// The largest package, in bytes.
pub(super) const MOST: u64 = 64 << 20;
/// Where the encrypted bytes begin at the latest: a package is for one reader.
const MOST_HEADER: usize = 4096;
/// What an age file begins with.
const AGE: &[u8] = b"age-encryption.org/v1\n";

/// What the research team expects of a package.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'e> {
    /// Id of the project.
    pub project: &'e str,
    /// School year of the project.
    pub school_year: &'e str,
    /// The registered keys of the schools, by their names in research.
    pub keys: &'e BTreeMap<String, PublicKey>,
    /// The schools of which what was collected was removed, by their names in research: nothing of them is kept.
    pub stopped: &'e BTreeSet<String>,
}

/// A package that is as the school signed it.
#[derive(Debug, Clone)]
pub struct Package {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The facts that the school shared.
    pub facts: Facts,
    pub(super) files: BTreeMap<&'static str, Vec<u8>>,
}

/// Decrypts a package and checks all of it: signature, hashes, project, school, school year, version, and that its
/// files agree.
///
/// # Errors
/// Why it is refused.
pub fn open(sealed: &[u8], identity: &ResearchIdentity, expected: &Expected<'_>) -> Result<Package, Refusal> {
    let files = archive::unpack(&decrypt(sealed, identity)?)?;
    let manifest = signed_manifest(&files, expected)?;
    let facts = checked_files(&manifest, &files)?;
    if files.len() != manifest.files.len() + 2 {
        return Err(Refusal::Files);
    }
    if manifest.school_year != expected.school_year {
        return Err(Refusal::SchoolYear);
    }
    Ok(Package { manifest, facts, files })
}

fn decrypt(sealed: &[u8], identity: &ResearchIdentity) -> Result<Vec<u8>, Refusal> {
    if sealed.len() as u64 > MOST {
        return Err(Refusal::TooLarge);
    }
    if !sealed.starts_with(AGE) {
        return Err(Refusal::NoPackage);
    }
    // The end of the header is looked for here, so that no more than that is read as a header.
    let head = &sealed[..sealed.len().min(MOST_HEADER)];
    if !head.windows(5).any(|mark| mark == b"\n--- ") {
        return Err(Refusal::Damaged);
    }
    let decryptor = age::Decryptor::new_buffered(sealed).map_err(|_| Refusal::Damaged)?;
    let keys = std::iter::once(&identity.0 as &dyn age::Identity);
    let mut reader = decryptor.decrypt(keys).map_err(|error| match error {
        DecryptError::NoMatchingKeys => Refusal::OtherRecipient,
        _ => Refusal::Damaged,
    })?;
    // Only reading to the end shows that nothing was cut off.
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
    Ok(bytes)
}

type Files = BTreeMap<&'static str, Vec<u8>>;

fn bytes<'f>(files: &'f Files, name: &'static str) -> Result<&'f [u8], Refusal> {
    files.get(name).map(Vec::as_slice).ok_or(Refusal::Files)
}

/// The manifest, when the school that it names signed it.
fn signed_manifest(files: &Files, expected: &Expected<'_>) -> Result<Manifest, Refusal> {
    let text = bytes(files, MANIFEST)?;
    let head: Head = serde_json::from_slice(text).map_err(|_| Refusal::Manifest)?;
    if head.format != FORMAT {
        return Err(Refusal::Manifest);
    }
    if head.format_version != FORMAT_VERSION {
        return Err(Refusal::Version { found: head.format_version });
    }
    let manifest: Manifest = serde_json::from_slice(text).map_err(|_| Refusal::Manifest)?;
    if manifest.project != expected.project {
        return Err(Refusal::Project);
    }
    if expected.stopped.contains(&manifest.alias) {
        return Err(Refusal::Stopped);
    }
    let key = expected.keys.get(&manifest.alias).ok_or(Refusal::School)?;
    if manifest.signed_by != key.to_string() {
        return Err(Refusal::Key);
    }
    if key.verifies(text, bytes(files, SIGNATURE)?) { Ok(manifest) } else { Err(Refusal::Signature) }
}

/// The files that a manifest should name: those with rows of persons when it names one of them.
pub(super) fn named(manifest: &Manifest) -> BTreeSet<&'static str> {
    names(manifest.files.iter().any(|entry| persons::FILES.contains(&entry.name.as_str())))
}

/// The facts, when every file is the one that the manifest names and all say the same.
pub(super) fn checked_files(manifest: &Manifest, files: &Files) -> Result<Facts, Refusal> {
    let names = named(manifest);
    if !manifest.files.iter().map(|entry| entry.name.as_str()).eq(names.iter().copied()) {
        return Err(Refusal::Files);
    }
    for (entry, file) in manifest.files.iter().zip(names) {
        if *entry != FileEntry::of(file, bytes(files, file)?) {
            return Err(Refusal::Content { file });
        }
    }
    let [_, cube_csv, facts_json, ingredients_json, _, stories_json] = FILES;
    let facts: Facts = read(files, facts_json)?;
    let says = [facts.school.id.as_str(), &facts.report.school_year, &facts.report.date];
    let stands = says == [id_of(&manifest.alias).as_str(), &manifest.school_year, &manifest.report_date]
        && facts.facts_version == FACTS_VERSION
        && facts.across.is_none()
        && manifest.contents == digest(&manifest.project, &manifest.alias, &manifest.files);
    if !stands {
        return Err(Refusal::Contradiction { file: facts_json });
    }
    let rows = cube::read(bytes(files, cube_csv)?).unwrap_or_default();
    if rows != cube::rows([(manifest.alias.as_str(), &facts)]) {
        return Err(Refusal::Contradiction { file: cube_csv });
    }
    if read::<Vec<Ingredient>>(files, ingredients_json)? != facts.lists.ingredients {
        return Err(Refusal::Contradiction { file: ingredients_json });
    }
    if read::<Vec<Story>>(files, stories_json)? != facts.lists.stories {
        return Err(Refusal::Contradiction { file: stories_json });
    }
    Ok(facts)
}

fn read<T: DeserializeOwned>(files: &Files, file: &'static str) -> Result<T, Refusal> {
    serde_json::from_slice(bytes(files, file)?).map_err(|_| Refusal::Contradiction { file })
}
