//! Who agrees that a package leaves: persons confirm what they saw, and what they confirmed is what leaves.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::folder::write_file;

/// That somebody agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The function of who agreed, such as `teamleider`; no name.
    pub function: String,
    /// Day on which it was given, `yyyy-mm-dd`.
    pub date: String,
}

/// Why a confirmation does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfirmError {
    /// Occurs when no function is named.
    #[error("name the function of who confirms, in 1 to 60 characters, such as \"teamleider\"; no name of a person")]
    Function,
    /// Occurs when the same function confirms twice.
    #[error("this function has confirmed already; somebody with another function must confirm too")]
    Twice,
}

/// What the school remembers of its packages: how many it made, and what waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// Number of the last package.
    sequence: u64,
    /// What was in it; see [`super::Contents::digest`].
    shared: String,
    /// What waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    waiting: Option<Waiting>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Waiting {
    digest: String,
    confirmations: Vec<Confirmation>,
}

/// What follows on a confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Enough persons agreed: the package may be made.
    Ready {
        /// Number of the package.
        sequence: u64,
        /// Who agreed.
        confirmations: Vec<Confirmation>,
    },
    /// Somebody else must agree too.
    Waiting {
        /// How many are still needed.
        needed: usize,
        /// Whether earlier confirmations lapsed, because what would leave has changed since.
        lapsed: bool,
    },
}

impl Ledger {
    /// Reads a ledger; an empty one when there is none yet.
    ///
    /// # Errors
    /// When the file cannot be read, or is no ledger.
    pub fn read(file: &Path) -> io::Result<Ledger> {
        match std::fs::read(file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| io::ErrorKind::InvalidData.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Ledger::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes the ledger, whole or not at all.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        write_file(file, &serde_json::to_vec_pretty(self)?)
    }

    /// Number of the last package; 0 when there is none.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Goes on after this number: for a school that lost its ledger.
    pub fn go_on_after(&mut self, sequence: u64) {
        (self.sequence, self.shared) = (sequence, String::new());
    }

    /// Somebody agrees to the contents with this digest, where `needed` persons must.
    ///
    /// # Errors
    /// When the confirmation does not count; the ledger is then as it was.
    pub fn confirm(&mut self, digest: &str, confirmation: Confirmation, needed: usize) -> Result<Step, ConfirmError> {
        let function = confirmation.function.trim();
        if !(1..=60).contains(&function.chars().count()) || function.chars().any(char::is_control) {
            return Err(ConfirmError::Function);
        }
        let before = self.waiting.as_ref();
        let lapsed = before.is_some_and(|waiting| waiting.digest != digest);
        let mut given = before.filter(|_| !lapsed).map_or_else(Vec::new, |waiting| waiting.confirmations.clone());
        let same = |other: &Confirmation| other.function.to_lowercase() == function.to_lowercase();
        if given.iter().any(same) {
            return Err(ConfirmError::Twice);
        }
        given.push(Confirmation { function: function.to_owned(), date: confirmation.date });
        if given.len() < needed {
            let needed = needed - given.len();
            self.waiting = Some(Waiting { digest: digest.to_owned(), confirmations: given });
            return Ok(Step::Waiting { needed, lapsed });
        }
        let sequence = if self.shared == digest { self.sequence } else { self.sequence + 1 };
        Ok(Step::Ready { sequence, confirmations: given })
    }

    /// Remembers that the package with this number and these contents was made.
    pub fn made(&mut self, sequence: u64, digest: &str) {
        *self = Ledger { sequence, shared: digest.to_owned(), waiting: None };
    }
}
