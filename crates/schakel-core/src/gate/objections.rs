//! Persons who object to the use of their data.

use std::collections::BTreeSet;

use schakel_model::Person;

use crate::pseudonym::{Remembered, Who};

/// The persons whose data are left out: by local id, as a list names them, and by keyed hash, as they are remembered.
///
/// A list has one id per line; `#` starts a remark. With `staff` or `student` and a blank before it, an id counts for that
/// kind of person only, otherwise for every kind.
#[derive(Debug, Clone, Default)]
pub struct Objections {
    ids: BTreeSet<(Who, String)>,
    remembered: Option<Remembered>,
}

impl Objections {
    /// Reads the text of a list.
    #[must_use]
    pub fn parse(text: &str) -> Objections {
        let mut ids = BTreeSet::new();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default().trim().trim_start_matches('\u{feff}');
            let (who, id) = match line.split_once(char::is_whitespace) {
                Some(("staff", id)) => (Who::Staff, id.trim()),
                Some(("student", id)) => (Who::Student, id.trim()),
                _ => (Who::Anyone, line),
            };
            if !id.is_empty() {
                ids.insert((who, id.to_owned()));
            }
        }
        Objections { ids, remembered: None }
    }

    /// The same, and those who are remembered.
    #[must_use]
    pub fn with(self, remembered: Remembered) -> Objections {
        Objections { remembered: Some(remembered), ..self }
    }

    /// The ids of the list, each with the kind of person it means.
    pub fn ids(&self) -> impl Iterator<Item = (Who, &str)> {
        self.ids.iter().map(|(who, id)| (*who, id.as_str()))
    }

    /// Whether nobody objects.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many ids and hashes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len() + self.remembered.as_ref().map_or(0, Remembered::len)
    }

    /// Whether this person objects. A code that links surveys names nobody and is never on a list.
    #[must_use]
    pub fn hold(&self, person: Person, id: &str) -> bool {
        let listed = |who: Who| who.means(person) && self.ids.contains(&(who, id.to_owned()));
        let on_list = !self.ids.is_empty() && [Who::Anyone, Who::Staff, Who::Student].into_iter().any(listed);
        on_list || self.remembered.as_ref().is_some_and(|remembered| remembered.hold(person, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pseudonym::Key;

    #[test]
    fn a_list_holds_ids_with_or_without_the_kind_of_person() {
        let list = Objections::parse("\u{feff}1001\n\nstudent 1002 # asked on paper\nstaff AB\n# nobody\n");
        assert_eq!(list.len(), 3);
        assert!(list.hold(Person::Staff, "1001") && list.hold(Person::Student, "1001"));
        assert!(list.hold(Person::Student, "1002") && !list.hold(Person::Staff, "1002"));
        assert!(list.hold(Person::Staff, "AB") && !list.hold(Person::Student, "AB"));
        assert!(!list.hold(Person::Link, "1001"));
    }

    #[test]
    fn whoever_is_remembered_objects_as_well() {
        let mut remembered = Remembered::new(&Key::new([7; 32]), "zes");
        remembered.add(Who::Student, "1003");
        let list = Objections::parse("1001").with(remembered);
        assert_eq!(list.len(), 2);
        assert!(list.hold(Person::Student, "1003") && list.hold(Person::Student, "1001"));
        assert!(!list.hold(Person::Staff, "1003"));
        assert!(!format!("{list:?}").contains("1003"), "no id in what is shown");
    }
}
