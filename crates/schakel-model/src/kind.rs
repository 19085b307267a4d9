//! The kinds of things a column can hold, and how carefully they must be kept.

use crate::{CodeList, Lang};

/// How sensitive a column is. There is no P3: a direct identifier (a name, an e-mail address, a
/// citizen number) exists only in the memory of a plugin, so the model has no column for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Privacy {
    /// Public.
    P0,
    /// A fact about the organisation.
    P1,
    /// Pseudonymous personal data.
    P2,
    /// Special or sensitive: only ever aggregated, with higher minimum counts, and off until the
    /// school turns it on.
    P4,
    /// Free text that may identify a person: never leaves the school unless a person released it.
    P5,
}

impl Privacy {
    /// The name as documentation prints it: `P0`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::P0 => "P0",
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P4 => "P4",
            Self::P5 => "P5",
        }
    }

    /// All classes, from public to most careful.
    pub const ALL: [Self; 5] = [Self::P0, Self::P1, Self::P2, Self::P4, Self::P5];

    /// What the class means, in one sentence.
    #[must_use]
    pub const fn meaning(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Self::P0 => ("openbaar", "public"),
            Self::P1 => ("een feit over de organisatie", "a fact about the organisation"),
            Self::P2 => ("persoonsgegevens onder een pseudoniem", "pseudonymous personal data"),
            Self::P4 => (
                "bijzonder of gevoelig: alleen als totaal, met hogere minima, en pas als de school het aanzet",
                "special or sensitive: only ever aggregated, higher minimum counts, off until the school turns it on",
            ),
            Self::P5 => (
                "vrije tekst die iets over een persoon kan zeggen: blijft op school, tenzij iemand die vrijgeeft",
                "free text that may identify a person: never leaves the school unless a person released it",
            ),
        };
        match lang {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }
}

/// Whose identifier a person column holds. The gate replaces each by a keyed pseudonym before
/// anything is stored; equal kinds get equal pseudonyms, so that tables can be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// A member of staff.
    Staff,
    /// A student.
    Student,
    /// Someone who answered a survey.
    Respondent,
    /// A self-generated code that links the answers of one person over survey waves, without a name.
    Link,
    /// Staff or student, as the `person_kind` column of the same row says.
    ByKind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// Opaque identifier of a thing, 1 to 64 characters.
    Id,
    /// Identifier of a person, replaced by a pseudonym at the gate.
    PersonId(Person),
    /// One code of a list.
    Code(&'static CodeList),
    /// Any number of codes of a list, as text joined by `;` in the order of the list.
    Set(&'static CodeList),
    /// Whole number.
    Int,
    /// Decimal number.
    Dec,
    /// Calendar date.
    Date,
    /// Yes or no.
    Bool,
    /// Text.
    Text,
}

impl Type {
    /// The name of the type in the words of the model: `id`, `code`, `dec`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::PersonId(_) => "person_id",
            Self::Code(_) => "code",
            Self::Set(_) => "set",
            Self::Int => "int",
            Self::Dec => "dec",
            Self::Date => "date",
            Self::Bool => "bool",
            Self::Text => "text",
        }
    }

    /// The code list of a `code` or `set` column.
    #[must_use]
    pub const fn codes(self) -> Option<&'static CodeList> {
        match self {
            Self::Code(list) | Self::Set(list) => Some(list),
            _ => None,
        }
    }
}

/// A form that the text of a column must have. [`crate::check::format`] tests it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `2025-2026`: two years in a row.
    SchoolYear,
    /// Number of an institution in the Dutch register: two digits and two capitals, `00AA`.
    Brin,
    /// BRIN and two digits: `00AA01`.
    LocationCode,
    /// The four digits of a Dutch postcode: 1000 to 9999.
    Postcode4,
    /// A SHA-256 hash: 64 lowercase hexadecimal digits.
    Sha256,
    /// A language: two lowercase letters, `nl`.
    Language,
}

impl Format {
    /// What the form looks like, for error messages and documentation.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::SchoolYear => "2025-2026",
            Self::Brin => "00AA",
            Self::LocationCode => "00AA01",
            Self::Postcode4 => "1234",
            Self::Sha256 => "64 hexadecimal digits",
            Self::Language => "nl",
        }
    }
}

/// The part of the model a table belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Schools, locations, programmes, teams, groups.
    Organisation,
    /// Staff and students.
    People,
    /// Guidance moments and hours.
    Guidance,
    /// Surveys of staff, students and leaders.
    Surveys,
    /// Vision, findings, interventions: the school's own trajectory.
    Trajectory,
    /// What became of students.
    Outcomes,
    /// About the data itself; filled by the program, never by a plugin.
    Data,
}

impl Section {
    /// All sections in the order of the model.
    pub const ALL: [Self; 7] =
        [Self::Organisation, Self::People, Self::Guidance, Self::Surveys, Self::Trajectory, Self::Outcomes, Self::Data];

    /// The English heading.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::Organisation => "Organisation",
            Self::People => "People",
            Self::Guidance => "Guidance",
            Self::Surveys => "Surveys",
            Self::Trajectory => "Trajectory",
            Self::Outcomes => "Outcomes",
            Self::Data => "About the data itself",
        }
    }

    /// The Dutch heading.
    #[must_use]
    pub const fn nl(self) -> &'static str {
        match self {
            Self::Organisation => "Organisatie",
            Self::People => "Mensen",
            Self::Guidance => "Begeleiding",
            Self::Surveys => "Vragenlijsten",
            Self::Trajectory => "Traject",
            Self::Outcomes => "Vervolg van leerlingen en studenten",
            Self::Data => "Over de gegevens zelf",
        }
    }
}
