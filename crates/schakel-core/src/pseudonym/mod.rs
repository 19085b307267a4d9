//! Keyed pseudonyms: what stands in the store where a school's files have the id of a person.

mod key_file;
mod private_file;
mod remembered;

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use schakel_model::Person;
use sha2::Sha256;

pub use key_file::{KeyFolder, KeyOf, OpenedKey};
pub use private_file::{SecretText, read_secret};
pub use remembered::{Remembered, Who};

/// The secret key of a school: 32 random bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

/// Says nothing of the key itself.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.fingerprint())
    }
}

impl Key {
    /// A key of these bytes.
    pub fn new(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    /// A key that nobody knows.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn random() -> Result<Key, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Key(bytes))
    }

    /// The bytes themselves, for what else follows from a key: they are shown and written nowhere.
    pub fn secret(&self) -> &[u8; 32] {
        &self.0
    }

    /// 16 hexadecimal digits by which two keys can be told apart and from which no key follows.
    pub fn fingerprint(&self) -> String {
        hex(&self.mac(b"schakel key fingerprint").finalize().into_bytes()[..8])
    }

    fn mac(&self, first: &[u8]) -> Hmac<Sha256> {
        // HMAC fills a key up with zeros to the 64 bytes of a block of SHA-256.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(first);
        mac
    }
}

/// Makes the pseudonyms of one school in one project.
///
/// A pseudonym is the first 128 bits of HMAC-SHA-256 over project, kind of person and id. The same id gives the same
/// pseudonym in every table and every load; another school, another project or another kind of person gives another.
#[derive(Clone)]
pub struct Pseudonyms {
    key: Key,
    project: String,
}

impl Pseudonyms {
    /// The pseudonyms under `key` in the project called `project`.
    pub fn new(key: Key, project: &str) -> Pseudonyms {
        Pseudonyms { key, project: project.to_owned() }
    }

    /// Ready to make many pseudonyms of one kind of person.
    pub fn of(&self, person: Person) -> Maker {
        let kind = match person {
            Person::Staff => "staff",
            Person::Student => "student",
            Person::Respondent => "respondent",
            Person::Link => "link",
            Person::ByKind => "person",
        };
        Maker::new(&self.key, b"schakel pseudonym 1", [&self.project, kind])
    }
}

/// Makes pseudonyms of one kind of person.
#[derive(Clone)]
pub struct Maker(Hmac<Sha256>);

impl Maker {
    /// Under `key`, for one purpose: what is made for another purpose, or of other parts, is never the same.
    fn new(key: &Key, purpose: &[u8], parts: [&str; 2]) -> Maker {
        let mut mac = key.mac(purpose);
        for part in parts {
            // The length in front keeps `ab` + `c` apart from `a` + `bc`.
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part.as_bytes());
        }
        Maker(mac)
    }

    /// The pseudonym of an id, 128 bits.
    pub fn make(&self, id: &str) -> [u8; 16] {
        let mut mac = self.0.clone();
        mac.update(id.as_bytes());
        let mut pseudonym = [0; 16];
        pseudonym.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        pseudonym
    }
}

/// Lowercase hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pseudonym(key: u8, project: &str, person: Person, id: &str) -> [u8; 16] {
        Pseudonyms::new(Key::new([key; 32]), project).of(person).make(id)
    }

    #[test]
    fn the_pseudonym_is_hmac_sha256_as_anyone_can_recompute_it() {
        // Computed with Python: hmac.new(bytes([7]*32), b'schakel pseudonym 1' + pack('<Q', 3) + b'zes' + pack('<Q', 7) + b'student' + b'12345', sha256).
        assert_eq!(hex(&pseudonym(7, "zes", Person::Student, "12345")), "e6fdf3d023ce3bd06328d5ad69bacf6d");
    }

    proptest! {
        #[test]
        fn the_same_person_always_has_the_same_pseudonym_and_another_person_another(a in "\\PC{1,20}", b in "\\PC{1,20}") {
            prop_assert_eq!(pseudonym(1, "p", Person::Staff, &a), pseudonym(1, "p", Person::Staff, &a));
            prop_assert_eq!(pseudonym(1, "p", Person::Staff, &a) == pseudonym(1, "p", Person::Staff, &b), a == b);
        }

        #[test]
        fn key_project_and_kind_of_person_each_give_another_pseudonym(id in "\\PC{1,20}") {
            let all = [
                pseudonym(1, "p", Person::Staff, &id),
                pseudonym(2, "p", Person::Staff, &id),
                pseudonym(1, "q", Person::Staff, &id),
                pseudonym(1, "p", Person::Student, &id),
                pseudonym(1, "p", Person::Respondent, &id),
                pseudonym(1, "p", Person::Link, &id),
            ];
            let different: std::collections::BTreeSet<_> = all.iter().collect();
            prop_assert_eq!(different.len(), all.len());
        }

    }

    #[test]
    fn a_key_never_shows_itself() {
        let key = Key::new([0xab; 32]);
        assert!(!format!("{key:?}").contains("abab"));
        assert_eq!(key.fingerprint().len(), 16);
        assert_ne!(key.fingerprint(), Key::new([0xac; 32]).fingerprint());
    }
}
