//! Rows of persons in a package, for a school that shares them.

use schakel_disclosure::{PERSONS_K, ReleasedPersons};
use schakel_report::across::hidden;
use schakel_report::facts::{Facts, Text};
use serde_json::{Value, json};

use crate::cube::looks_like_formula;

/// The files with rows of persons, which are all in a package or all not.
pub(super) const FILES: [&str; 3] = ["staff_answers.csv", "student_answers.csv", "students.csv"];

/// A table with a row per person, and what it holds in words.
#[derive(Debug, Clone)]
pub struct Persons {
    /// The rows that may be shared.
    pub released: ReleasedPersons,
    /// Who is in it.
    pub of: Text,
    /// What its columns hold, in their order.
    pub columns: Vec<Text>,
}

impl Persons {
    /// The name of its file, when it is one of a package.
    pub(super) fn file(&self) -> Option<&'static str> {
        FILES.into_iter().find(|file| file.strip_suffix(".csv") == Some(self.released.name()))
    }

    /// The names of its columns.
    fn names(&self) -> impl Iterator<Item = &String> {
        self.released.quasi().iter().chain(self.released.values())
    }

    /// The rows as CSV: UTF-8, comma, a head with the names of the columns. The school's name in a text is replaced.
    pub(super) fn csv(&self, alias: &str, facts: &Facts) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.names())?;
        for (quasi, values) in self.released.rows() {
            writer.write_record(quasi.iter().chain(values).map(|text| {
                let text = hidden(text, alias, facts);
                if looks_like_formula(&text) { format!("'{text}") } else { text }
            }))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }

    /// What its columns mean.
    pub(super) fn codebook(&self) -> Value {
        let quasi = self.released.quasi().len();
        let columns: Vec<Value> = self
            .names()
            .zip(&self.columns)
            .enumerate()
            .map(|(place, (name, meaning))| json!({"name": name, "meaning": meaning, "describes_the_person": place < quasi}))
            .collect();
        json!({"file": self.file(), "of": self.of, "columns": columns, "persons_per_description": PERSONS_K})
    }
}
