//! Facts about one thing: what a report may print as it is.

use crate::{RawFact, ReleasedFact, Rules};

/// How careful one must be with a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactClass {
    /// Public.
    Public,
    /// A fact about the organisation.
    Organisation,
    /// A fact about a person that is shared by this many persons in the same position.
    Personal {
        /// Persons of whom it could be said.
        among: u64,
    },
    /// Free text, or anything else that may identify.
    Identifying {
        /// Whether the person concerned released it.
        released: bool,
    },
}

/// Releases a fact as it is, or not at all.
pub(crate) fn release_fact(raw: RawFact, rules: &Rules) -> Option<ReleasedFact> {
    let may = match raw.class {
        FactClass::Public | FactClass::Organisation => true,
        FactClass::Personal { among } => among >= rules.staff_k,
        FactClass::Identifying { released } => released,
    };
    may.then(|| ReleasedFact::new(raw.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FactValue;

    fn shown(class: FactClass) -> bool {
        release_fact(RawFact { class, value: FactValue::Text("text".into()) }, &Rules::default()).is_some()
    }

    #[test]
    fn facts_about_the_organisation_are_printed() {
        assert!(shown(FactClass::Public));
        assert!(shown(FactClass::Organisation));
    }

    #[test]
    fn a_story_is_printed_only_when_its_teller_released_it() {
        assert!(shown(FactClass::Identifying { released: true }));
        assert!(!shown(FactClass::Identifying { released: false }));
    }

    #[test]
    fn a_fact_about_a_person_needs_five_of_whom_it_could_be_said() {
        assert!(shown(FactClass::Personal { among: 5 }));
        assert!(!shown(FactClass::Personal { among: 4 }));
    }
}
