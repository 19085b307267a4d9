//! From what is confirmed to the file that leaves the school.

use std::io::Write;

use super::contents::{Contents, MakeError, json};
use super::manifest::{FORMAT, MANIFEST, Manifest, SIGNATURE};
use super::{Confirmation, FORMAT_VERSION, ResearchKey, SchoolKey, archive};

/// Under what terms a package is made.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'t> {
    /// Number of the package; see [`Manifest::sequence`].
    pub sequence: u64,
    /// The agreement under which the school shares.
    pub agreement: &'t str,
    /// Who agreed.
    pub confirmations: &'t [Confirmation],
}

/// Signs what a school shares with its key, and encrypts it to the key of the research team.
///
/// # Errors
/// When the program fails.
pub fn seal(contents: &Contents, terms: Terms<'_>, key: &SchoolKey, to: &ResearchKey) -> Result<Vec<u8>, MakeError> {
    encrypt(&signed(contents, terms, key)?, to)
}

/// The archive in a package.
fn signed(contents: &Contents, terms: Terms<'_>, key: &SchoolKey) -> Result<Vec<u8>, MakeError> {
    let report = &contents.facts.report;
    let manifest = json(&Manifest {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION,
        project: contents.project.clone(),
        alias: contents.alias.clone(),
        school_year: report.school_year.clone(),
        report_date: report.date.clone(),
        sequence: terms.sequence,
        contents: contents.digest(),
        versions: contents.versions.clone(),
        agreement: terms.agreement.to_owned(),
        confirmations: terms.confirmations.to_vec(),
        signed_by: key.public().to_string(),
        files: contents.entries(),
    })?;
    let signature = key.sign(&manifest);
    let first = [(MANIFEST, manifest.as_slice()), (SIGNATURE, signature.as_bytes())];
    let files = contents.files.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
    archive::pack(first.into_iter().chain(files)).map_err(MakeError::fault)
}

/// Encrypts so that only the research team can read it.
fn encrypt(archive: &[u8], to: &ResearchKey) -> Result<Vec<u8>, MakeError> {
    let recipients = std::iter::once(&to.0 as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(MakeError::fault)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(MakeError::fault)?;
    writer.write_all(archive).and_then(|()| writer.finish().map(drop)).map_err(MakeError::fault)?;
    Ok(sealed)
}
