//! Rows of persons, for research: only as far as nobody stands alone in them.
//!
//! Whoever knows a person knows in which group the person is. Of the columns by which that can be known, the quasi-identifiers,
//! every combination that is told belongs to `k` persons or more (P. Samarati, "Protecting respondents' identities in microdata
//! release", IEEE Transactions on Knowledge and Data Engineering 13 (2001) 1010–1027). Where fewer share a combination, their
//! quasi-identifiers are left out, the last one first; persons who stay too few are left out altogether.

use std::collections::BTreeMap;

/// Fewest persons with the same quasi-identifiers.
pub const PERSONS_K: usize = 5;

/// Quasi-identifiers and other values, each as many as there are columns.
type Row = (Vec<String>, Vec<String>);

/// A table with a row per person, before anyone judged it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawPersons {
    /// Its name.
    pub name: String,
    /// The columns by which a person could be recognised, the most telling first: the last is left out first.
    pub quasi: Vec<String>,
    /// The other columns.
    pub values: Vec<String>,
    /// The rows: quasi-identifiers and other values, each as many as there are columns.
    pub rows: Vec<Row>,
}

/// A table with a row per person, in which nobody stands alone. The rows have no number of a person, and stand in the
/// order of what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedPersons {
    name: String,
    quasi: Vec<String>,
    values: Vec<String>,
    rows: Vec<Row>,
    left_out: bool,
}

impl ReleasedPersons {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The quasi-identifiers.
    #[must_use]
    pub fn quasi(&self) -> &[String] {
        &self.quasi
    }

    /// The other columns.
    #[must_use]
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// The rows: quasi-identifiers, empty where one is left out, and other values.
    #[must_use]
    pub fn rows(&self) -> &[(Vec<String>, Vec<String>)] {
        &self.rows
    }

    /// Whether persons were left out, because they are too few. How many is not told.
    #[must_use]
    pub fn left_out(&self) -> bool {
        self.left_out
    }
}

/// Leaves out quasi-identifiers, and at last persons, until [`PERSONS_K`] persons share every combination that is told.
#[must_use]
pub fn release_persons(raw: RawPersons) -> ReleasedPersons {
    let RawPersons { name, quasi, values, rows } = raw;
    let mut waiting = rows;
    let mut released = Vec::with_capacity(waiting.len());
    for told in (0..=quasi.len()).rev() {
        let mut groups: BTreeMap<Vec<String>, Vec<Row>> = BTreeMap::new();
        for row in waiting.drain(..) {
            let mut shown = row.0.clone();
            shown.iter_mut().skip(told).for_each(String::clear);
            groups.entry(shown).or_default().push(row);
        }
        for (shown, rows) in groups {
            if rows.len() < PERSONS_K {
                waiting.extend(rows);
            } else {
                released.extend(rows.into_iter().map(|(_, values)| (shown.clone(), values)));
            }
        }
    }
    released.sort();
    ReleasedPersons { name, quasi, values, rows: released, left_out: !waiting.is_empty() }
}
