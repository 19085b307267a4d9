//! A column of a table.

use std::borrow::Cow;

use crate::{Format, Lang, Person, Privacy, Type};

/// A column of another table that a value must occur in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The table referred to.
    pub table: &'static str,
    /// Its column.
    pub column: &'static str,
}

/// One column: its type, its rules and what it means.
#[derive(Debug)]
pub struct Column {
    /// Name as plugins and queries write it.
    pub name: &'static str,
    /// What it holds.
    pub ty: Type,
    /// Whether a row without a value is refused.
    pub required: bool,
    /// How carefully it must be kept.
    pub privacy: Privacy,
    /// Dutch label; also the header in the trajectory workbook.
    pub nl: &'static str,
    /// English label.
    pub en: &'static str,
    /// Dutch definition, one or two sentences.
    pub definition_nl: &'static str,
    /// English definition, one or two sentences.
    pub definition: &'static str,
    /// Lowest and highest number allowed, both included.
    pub range: Option<(f64, f64)>,
    /// The form the text must have.
    pub format: Option<Format>,
    /// The column the value must occur in.
    pub references: Option<Reference>,
    /// Words that school systems use for this column, in lowercase; for proposals only.
    pub synonyms: &'static [&'static str],
    /// Dutch labels it had before: a workbook with one of these as a header is still read.
    pub formerly: &'static [&'static str],
}

impl Column {
    /// The label in a language.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nl => self.nl,
            Lang::En => self.en,
        }
    }

    /// The code list of a `code` or `set` column.
    #[must_use]
    pub const fn codes(&self) -> Option<&'static crate::CodeList> {
        self.ty.codes()
    }

    /// Whose identifier the column holds, if it identifies a person.
    #[must_use]
    pub const fn person(&self) -> Option<Person> {
        match self.ty {
            Type::PersonId(person) => Some(person),
            _ => None,
        }
    }

    /// The name in the store. A person's identifier is a dense number there, named with `_key` for
    /// `_id`; a link code stays pseudonym text; every other column keeps its name.
    #[must_use]
    pub fn store_name(&self) -> Cow<'static, str> {
        match (self.person(), self.name.strip_suffix("_id")) {
            (Some(Person::Link) | None, _) | (_, None) => Cow::Borrowed(self.name),
            (Some(_), Some(stem)) => Cow::Owned(format!("{stem}_key")),
        }
    }
}
