//! The keys of an exchange: the school signs, the research team reads.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// In front of what is signed, so that a signature holds for nothing else.
const SIGNED: &[u8] = b"schakel exchange manifest 1\n";
/// In front of a public key, so that it is not taken for another number.
const PREFIX: &str = "ed25519:";

/// Why a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Occurs when a public key of a school is written wrongly.
    #[error(
        "expected the public key of a school: {PREFIX} and 64 hexadecimal digits, as `schakel keys SCHOOL` prints it"
    )]
    School,
    /// Occurs when the public key of the research team is written wrongly.
    #[error(
        "expected the public key of the research team: age1 and 58 characters, as `schakel keys --research` prints it"
    )]
    Research,
    /// Occurs when a file does not hold the secret key of the research team.
    #[error("expected one line that begins with AGE-SECRET-KEY-1, as `schakel keys --research` made it")]
    Identity,
}

/// The key by which a school signs its packages.
pub struct SchoolKey(SigningKey);

/// Says nothing of the key itself.
impl fmt::Debug for SchoolKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SchoolKey({})", self.public())
    }
}

impl SchoolKey {
    /// The key that follows from 32 secret bytes.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> SchoolKey {
        SchoolKey(SigningKey::from_bytes(secret))
    }

    /// What the research team registers.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature over a manifest, as hexadecimal digits.
    pub(super) fn sign(&self, manifest: &[u8]) -> String {
        hex(&self.0.sign(&[SIGNED, manifest].concat()).to_bytes())
    }
}

/// The key by which the research team knows that a package is of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Whether this is the signature of this school over this manifest.
    pub(super) fn verifies(&self, manifest: &[u8], signature: &[u8]) -> bool {
        let signature = std::str::from_utf8(signature).ok().and_then(bytes::<64>);
        // Strict: of one signature there is only one form.
        signature.is_some_and(|signature| {
            self.0.verify_strict(&[SIGNED, manifest].concat(), &Signature::from_bytes(&signature)).is_ok()
        })
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", hex(self.0.as_bytes()))
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<PublicKey, KeyError> {
        let bytes = text.trim().strip_prefix(PREFIX).and_then(bytes::<32>).ok_or(KeyError::School)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::School)?;
        if key.is_weak() { Err(KeyError::School) } else { Ok(PublicKey(key)) }
    }
}

/// The key to which a school encrypts its packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResearchKey(pub(super) x25519::Recipient);

impl fmt::Display for ResearchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ResearchKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<ResearchKey, KeyError> {
        text.trim().parse().map(ResearchKey).map_err(|_| KeyError::Research)
    }
}

/// The secret key of the research team.
pub struct ResearchIdentity(pub(super) x25519::Identity);

/// Says nothing of the key itself.
impl fmt::Debug for ResearchIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResearchIdentity({})", self.public())
    }
}

impl ResearchIdentity {
    /// A key that nobody else knows.
    #[must_use]
    pub fn generate() -> ResearchIdentity {
        ResearchIdentity(x25519::Identity::generate())
    }

    /// The text of the file in which it is kept. It is the form of `age-keygen`, so that age itself can read a package
    /// too.
    #[must_use]
    pub fn file(&self) -> String {
        format!("# public key: {}\n{}\n", self.public(), self.0.to_string().expose_secret())
    }

    /// What the schools encrypt to.
    #[must_use]
    pub fn public(&self) -> ResearchKey {
        ResearchKey(self.0.to_public())
    }
}

impl FromStr for ResearchIdentity {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<ResearchIdentity, KeyError> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        match (lines.next(), lines.next()) {
            (Some(key), None) => key.parse().map(ResearchIdentity).map_err(|_| KeyError::Identity),
            _ => Err(KeyError::Identity),
        }
    }
}

/// Lowercase hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads what [`hex`] wrote, and no other form of it.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != N * 2 || !digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
