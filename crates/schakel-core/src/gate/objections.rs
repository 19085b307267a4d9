//! Persons who object to the use of their data.

use std::collections::BTreeSet;

use schakel_model::Person;

/// The local ids of persons whose data are left out.
///
/// One id per line; `#` starts a remark. With `staff` or `student` and a blank before it, an id counts for that kind of person
/// only, otherwise for every kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Objections {
    any: BTreeSet<String>,
    staff: BTreeSet<String>,
    student: BTreeSet<String>,
}

impl Objections {
    /// Reads the text of a list.
    pub fn parse(text: &str) -> Objections {
        let mut objections = Objections::default();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default().trim().trim_start_matches('\u{feff}');
            let (set, id) = match line.split_once(char::is_whitespace) {
                Some(("staff", id)) => (&mut objections.staff, id.trim()),
                Some(("student", id)) => (&mut objections.student, id.trim()),
                _ => (&mut objections.any, line),
            };
            if !id.is_empty() {
                set.insert(id.to_owned());
            }
        }
        objections
    }

    /// Whether nobody objects.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many ids the list holds.
    pub fn len(&self) -> usize {
        self.any.len() + self.staff.len() + self.student.len()
    }

    /// Whether this person objects. A code that links surveys names nobody and is never on a list.
    pub fn hold(&self, person: Person, id: &str) -> bool {
        let own = match person {
            Person::Staff => Some(&self.staff),
            Person::Student => Some(&self.student),
            Person::Respondent | Person::ByKind => None,
            Person::Link => return false,
        };
        self.any.contains(id) || own.is_some_and(|own| own.contains(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_ids_with_or_without_the_kind_of_person() {
        let list = Objections::parse("\u{feff}1001\n\nstudent 1002 # asked on paper\nstaff AB\n# nobody\n");
        assert_eq!(list.len(), 3);
        assert!(list.hold(Person::Staff, "1001") && list.hold(Person::Student, "1001"));
        assert!(list.hold(Person::Student, "1002") && !list.hold(Person::Staff, "1002"));
        assert!(list.hold(Person::Staff, "AB") && !list.hold(Person::Student, "AB"));
        assert!(!list.hold(Person::Link, "1001"));
    }
}
