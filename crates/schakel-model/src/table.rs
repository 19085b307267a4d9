//! A table of the model.

use crate::{Column, Lang, Person, Section};

/// Two date columns of which the first may not lie after the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Column with the first day.
    pub from: &'static str,
    /// Column with the last day; a missing value means "still running" or "not known yet".
    pub until: &'static str,
}

/// One table: its columns, its key and what a row is.
#[derive(Debug)]
pub struct Table {
    /// Name as plugins and queries write it.
    pub name: &'static str,
    /// The part of the model it belongs to.
    pub section: Section,
    /// Dutch label; also the sheet name in the trajectory workbook.
    pub nl: &'static str,
    /// English label.
    pub en: &'static str,
    /// What one row is, in Dutch.
    pub definition_nl: &'static str,
    /// What one row is, in English.
    pub definition: &'static str,
    /// The columns that together identify a row within a school. Rows in which one of them is
    /// missing are not compared.
    pub key: &'static [&'static str],
    /// Pairs of dates that must be in order.
    pub periods: &'static [Period],
    /// The columns, in order.
    pub columns: &'static [Column],
    /// Whether each row says which file and row it came from.
    pub located: bool,
}

impl Table {
    /// The column with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// The column with this name or a label that it has or had, in any case: what a header in a workbook
    /// filled by hand means.
    #[must_use]
    pub fn column_labelled(&self, header: &str) -> Option<&'static Column> {
        let wanted = header.trim().to_lowercase();
        self.columns
            .iter()
            .find(|c| [c.name, c.nl, c.en].iter().chain(c.formerly).any(|label| label.to_lowercase() == wanted))
    }

    /// The label in a language.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nl => self.nl,
            Lang::En => self.en,
        }
    }

    /// Whether plugins fill the table; the tables about the data itself are filled by the program.
    #[must_use]
    pub fn from_plugins(&self) -> bool {
        self.section != Section::Data
    }

    /// The key columns as the store names them, without `school_id` (every key is per school).
    #[must_use]
    pub fn store_key(&self) -> Vec<String> {
        self.key
            .iter()
            .filter(|name| **name != crate::SCHOOL_ID)
            .filter_map(|name| self.column(name))
            .map(|column| column.store_name().into_owned())
            .collect()
    }

    /// Whose table this is, when it is the table of a kind of person: `staff`, `student` or
    /// `respondent`. Its store form keeps the pseudonym beside the key.
    #[must_use]
    pub fn person(&self) -> Option<Person> {
        match self.name {
            "staff" => Some(Person::Staff),
            "student" => Some(Person::Student),
            "respondent" => Some(Person::Respondent),
            _ => None,
        }
    }

    /// The other tables that this one refers to, each once, in the order of its columns.
    #[must_use]
    pub fn parents(&self) -> Vec<&'static str> {
        let mut parents = Vec::new();
        for reference in self.columns.iter().filter_map(|c| c.references) {
            if reference.table != self.name && !parents.contains(&reference.table) {
                parents.push(reference.table);
            }
        }
        parents
    }
}
