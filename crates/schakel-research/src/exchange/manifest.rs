//! What a package says of itself.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Confirmation;
use super::keys::hex;

/// What a manifest calls the form of packages.
pub(super) const FORMAT: &str = "schakel-exchange";
/// Name of the manifest in a package.
pub(super) const MANIFEST: &str = "manifest.json";
/// Name of the signature over it.
pub(super) const SIGNATURE: &str = "manifest.sig";

/// What a package says of itself; the school signs this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `schakel-exchange`.
    pub format: String,
    /// Version of the form; see [`super::FORMAT_VERSION`].
    pub format_version: u32,
    /// Id of the project.
    pub project: String,
    /// Name of the school in research.
    pub alias: String,
    /// School year that the school reports on, as `2025-2026`.
    pub school_year: String,
    /// Day of the report, `yyyy-mm-dd`.
    pub report_date: String,
    /// Counts the packages of the school with other contents, from 1.
    pub sequence: u64,
    /// SHA-256 of the contents: the same for two packages that share the same.
    pub contents: String,
    /// Versions of what made it.
    pub versions: Versions,
    /// The agreement under which the school shares this, as its schakel.toml names it.
    pub agreement: String,
    /// Who agreed, by function, and on which day.
    pub confirmations: Vec<Confirmation>,
    /// Public key of the school.
    pub signed_by: String,
    /// The files beside the manifest and its signature, by name.
    pub files: Vec<FileEntry>,
}

/// Versions of what made a package.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versions {
    /// The program.
    pub schakel: String,
    /// The common model.
    pub model: String,
    /// The plugin of the school; its id would point to the school.
    pub plugin: String,
}

/// A file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl FileEntry {
    /// What a manifest says of a file.
    pub(super) fn of(name: &str, bytes: &[u8]) -> FileEntry {
        FileEntry { name: name.to_owned(), size: bytes.len() as u64, sha256: sha256(bytes) }
    }
}

/// The part of a manifest that every version of the form has.
#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) format: String,
    pub(super) format_version: u32,
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
