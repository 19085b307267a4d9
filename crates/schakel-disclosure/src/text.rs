//! Texts: what a report may print word for word.

use crate::{RawText, ReleasedText, Rules};

/// How careful one must be with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextClass {
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

/// Releases a text as it is, or not at all.
pub(crate) fn release_text(raw: RawText, rules: &Rules) -> Option<ReleasedText> {
    let may = match raw.class {
        TextClass::Public | TextClass::Organisation => true,
        TextClass::Personal { among } => among >= rules.staff_k,
        TextClass::Identifying { released } => released,
    };
    may.then(|| ReleasedText::new(raw.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(class: TextClass) -> bool {
        release_text(RawText { class, text: "text".into() }, &Rules::default()).is_some()
    }

    #[test]
    fn facts_about_the_organisation_are_printed() {
        assert!(shown(TextClass::Public));
        assert!(shown(TextClass::Organisation));
    }

    #[test]
    fn a_story_is_printed_only_when_its_teller_released_it() {
        assert!(shown(TextClass::Identifying { released: true }));
        assert!(!shown(TextClass::Identifying { released: false }));
    }

    #[test]
    fn a_fact_about_a_person_needs_five_of_whom_it_could_be_said() {
        assert!(shown(TextClass::Personal { among: 5 }));
        assert!(!shown(TextClass::Personal { among: 4 }));
    }
}
