//! The exchange package of a school: what it shares with the research team, as one file that only that team can read.
//!
//! A package is an age file (<https://age-encryption.org/v1>) to the key of the research team. In it is a zip archive
//! with a [`Manifest`], the signature of the school over it (Ed25519, RFC 8032), and the files that the manifest names
//! with their SHA-256. Everything in it is made from the released facts of the school, under its name in research; a school that
//! shares rows of persons adds these, as far as disclosure control released them. What
//! is in it is the same for the same facts; only the encryption is different each time.
//!
//! The school looks at a [`Preview`], persons confirm in a [`Ledger`], and [`seal`] makes the package. The research
//! team lets [`collect`] check and keep what comes in, and reads it with [`collected`].

mod archive;
mod codebook;
mod collect;
mod confirm;
mod contents;
mod folder;
mod keys;
mod manifest;
mod open;
mod persons;
mod preview;
mod refusal;
mod seal;

pub use collect::{CollectError, Kept, Outcome, collect, collected};
pub use confirm::{ConfirmError, Confirmation, Ledger, Step};
pub use contents::{Contents, MakeError};
pub use keys::{KeyError, PublicKey, ResearchIdentity, ResearchKey, SchoolKey};
pub use manifest::{FileEntry, Manifest, Versions};
pub use open::{Expected, Package, open};
pub use persons::Persons;
pub use preview::{Lang, Preview};
pub use refusal::Refusal;
pub use seal::{Terms, seal};

/// How a package ends.
pub const EXTENSION: &str = "schakel";

/// The version of the form of packages that this program makes and reads.
pub const FORMAT_VERSION: u32 = 1;
