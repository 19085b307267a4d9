//! Relations between the cells of tables: sums and shares, with how each was found and how well it holds.

use super::role::Role;
use super::table::Table;

/// How a relation was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Found {
    /// By the names of columns.
    Names,
    /// By labels of rows.
    Labels,
    /// By the numbers alone: it holds wherever all of them are shown.
    Numbers,
}

/// What is related to what, by places of counts, shares and rows of data.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// In every row a count is the sum of others.
    Columns {
        /// The total.
        total: usize,
        /// Its parts.
        parts: Vec<usize>,
    },
    /// In every row a share is one count in another.
    Share {
        /// The share.
        share: usize,
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
        /// How far the share as shown may be off, in halves of its last decimal: 1 when rounded, 2 when cut off.
        halves: i64,
    },
    /// In some counts a row is the sum of others.
    Rows {
        /// Each total with its parts.
        sums: Vec<(u32, Vec<u32>)>,
        /// The counts in which it holds.
        counts: Vec<usize>,
    },
    /// A row of the table in one count is the sum of rows of another table in another.
    Tables {
        /// The other table.
        other: usize,
        /// The count of this table, and that of the other.
        counts: (usize, usize),
        /// Each row of this table with rows of the other.
        sums: Vec<(u32, Vec<u32>)>,
    },
}

/// A relation of a table.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    /// The table.
    pub table: usize,
    /// In words.
    pub text: String,
    /// How it was found.
    pub found: Found,
    /// How well it holds.
    pub holds: Holds,
    /// What is related.
    pub kind: Kind,
}

/// How well a relation holds where all of its numbers are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Holds {
    /// Where all numbers are shown.
    pub complete: u64,
    /// Where it does not hold among those.
    pub exceptions: u64,
    /// Where it tells something: more than one part is not zero, or the share is neither nothing nor all.
    pub telling: u64,
}

impl Holds {
    /// Whether exceptions are few enough to be mistakes.
    pub(crate) fn well(&self) -> bool {
        self.exceptions * 100 <= self.complete
    }

    /// Takes one place at which all numbers are shown.
    pub(crate) fn take(&mut self, fits: bool, telling: bool) {
        self.complete += 1;
        self.exceptions += u64::from(!fits);
        self.telling += u64::from(telling);
    }

    /// Both together.
    pub(crate) fn and(self, other: Holds) -> Holds {
        Holds {
            complete: self.complete + other.complete,
            exceptions: self.exceptions + other.exceptions,
            telling: self.telling + other.telling,
        }
    }
}

/// The sum of cells that are all shown, with whether more than one of them is not zero.
pub(crate) fn sum_shown(cells: impl Iterator<Item = Option<i64>>) -> Option<(i64, bool)> {
    let (mut sum, mut filled) = (0, 0);
    for cell in cells {
        let number = cell?;
        sum += number;
        filled += usize::from(number != 0);
    }
    Some((sum, filled > 1))
}

/// Whether `part / whole` is shown as `shown` (times ten to the power of its decimals), within so many halves of the
/// last decimal. Nothing in nothing may be shown as anything.
pub(crate) fn is_share(part: i64, whole: i64, shown: i64, unit: i64, halves: i64) -> bool {
    let (part, whole, shown) = (i128::from(part), i128::from(whole), i128::from(shown));
    whole == 0 || 2 * (i128::from(unit) * part - shown * whole).abs() <= i128::from(halves) * whole
}

/// What a share of all is shown as, times ten to the power of its decimals: 1000 for percentages with one decimal.
pub(crate) fn unit_of(table: &Table, share: usize) -> i64 {
    match table.columns[table.shares[share]].role {
        Role::Share { decimals, of } => of * 10_i64.pow(decimals),
        _ => 100,
    }
}
