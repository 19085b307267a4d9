//! Persons whose data are left out, without their ids: a keyed hash of each, that says nothing without the key.

use std::collections::BTreeSet;
use std::fmt;

use schakel_model::Person;

use super::{Key, Maker, hex};

/// Which kind of person an id on a list means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Whoever has that id.
    Anyone,
    /// A member of staff.
    Staff,
    /// A student.
    Student,
}

impl Who {
    /// Whether a person of this kind is meant. A code that links surveys names nobody and is never on a list.
    #[must_use]
    pub fn means(self, person: Person) -> bool {
        match self {
            Who::Anyone => person != Person::Link,
            Who::Staff => person == Person::Staff,
            Who::Student => person == Person::Student,
        }
    }
}

/// Keyed hashes of the ids of persons whose data are left out.
///
/// A hash is the first 128 bits of HMAC-SHA-256 over project, kind of person and id, under a key that serves for nothing
/// else: it cannot be laid beside a pseudonym, and stays when pseudonyms get another key.
#[derive(Clone)]
pub struct Remembered {
    makers: [(Who, Maker); 3],
    hashes: BTreeSet<[u8; 16]>,
}

impl Remembered {
    /// Nobody yet, under this key in the project called `project`.
    #[must_use]
    pub fn new(key: &Key, project: &str) -> Remembered {
        let maker = |who, kind| (who, Maker::new(key, b"schakel objection 1", [project, kind]));
        let makers = [maker(Who::Anyone, "anyone"), maker(Who::Staff, "staff"), maker(Who::Student, "student")];
        Remembered { makers, hashes: BTreeSet::new() }
    }

    /// The hashes, as they are kept: 32 hexadecimal digits each, in their own order.
    pub fn hashes(&self) -> impl Iterator<Item = String> + '_ {
        self.hashes.iter().map(|hash| hex(hash))
    }

    /// Adds a hash as it was kept; says whether it is one.
    pub fn add_kept(&mut self, kept: &str) -> bool {
        let digits = kept.len() == 32 && kept.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u128::from_str_radix(kept, 16).ok().filter(|_| digits);
        number.map(|number| self.hashes.insert(number.to_be_bytes())).is_some()
    }

    /// Remembers a person; says whether that is new.
    pub fn add(&mut self, who: Who, id: &str) -> bool {
        self.hash(who, id).is_some_and(|hash| self.hashes.insert(hash))
    }

    /// Forgets a person again; says whether they were remembered under this kind.
    pub fn forget(&mut self, who: Who, id: &str) -> bool {
        self.hash(who, id).is_some_and(|hash| self.hashes.remove(&hash))
    }

    /// Whether a person is remembered under this kind.
    #[must_use]
    pub fn contains(&self, who: Who, id: &str) -> bool {
        self.hash(who, id).is_some_and(|hash| self.hashes.contains(&hash))
    }

    fn hash(&self, who: Who, id: &str) -> Option<[u8; 16]> {
        self.makers.iter().find(|(of, _)| *of == who).map(|(_, maker)| maker.make(id))
    }

    /// How many are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether nobody is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Whether this person is remembered.
    #[must_use]
    pub fn hold(&self, person: Person, id: &str) -> bool {
        !self.is_empty()
            && self.makers.iter().any(|(who, maker)| who.means(person) && self.hashes.contains(&maker.make(id)))
    }
}

/// The hashes only.
impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.hashes()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pseudonym::Pseudonyms;

    #[test]
    fn a_person_is_known_again_by_kind_and_id_and_nothing_else_is() {
        let mut list = Remembered::new(&Key::new([7; 32]), "zes");
        assert!(list.add(Who::Student, "1001") && list.add(Who::Anyone, "AB") && !list.add(Who::Anyone, "AB"));
        assert!(list.hold(Person::Student, "1001") && !list.hold(Person::Staff, "1001"));
        assert!(list.hold(Person::Staff, "AB") && list.hold(Person::Respondent, "AB"));
        assert!(!list.hold(Person::Link, "AB") && !list.hold(Person::Student, "1002"));
        assert!(list.forget(Who::Student, "1001") && !list.forget(Who::Student, "1001"));
        assert!(!list.hold(Person::Student, "1001"));
    }

    #[test]
    fn what_is_kept_is_read_again_and_cannot_be_laid_beside_a_pseudonym_another_project_or_another_key() {
        let hash = |key: u8, project: &str| {
            let mut list = Remembered::new(&Key::new([key; 32]), project);
            list.add(Who::Student, "1001");
            list.hashes().collect::<Vec<_>>()
        };
        let own = hash(7, "zes");
        let mut again = Remembered::new(&Key::new([7; 32]), "zes");
        assert!(again.add_kept(&own[0]) && !again.add_kept("1001") && !again.add_kept("zz"));
        assert!(again.hold(Person::Student, "1001"));
        let pseudonym = Pseudonyms::new(Key::new([7; 32]), "zes").of(Person::Student).make("1001");
        assert_ne!(own, [hex(&pseudonym)]);
        assert!(own != hash(8, "zes") && own != hash(7, "zeven"));
    }
}
