//! What was told before. Two publications about nearly the same persons tell, by subtraction, about those in whom they
//! differ; so a number that changed by too few persons is told as it was told then.

mod change;
mod entry;
mod repeat;

pub(crate) use repeat::{repeat_cells, repeat_changes};

use serde::{Deserialize, Serialize};

use crate::judge::Judged;
use crate::{RawChange, Release, Status};
use change::Change;
use entry::Entry;

/// The publications about a school, the earliest first. It holds the numbers as they were computed, those that were kept
/// back too: it stays where the data of the school are, and goes nowhere else.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    releases: Vec<Record>,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    cells: Vec<Entry>,
    /// Changes that do not follow from cells: between the same persons twice, and between groups.
    changes: Vec<Change>,
}

impl Ledger {
    /// Notes a publication; one that says what the last one said is not noted again.
    pub fn note(&mut self, release: &Release) {
        if self.releases.last() != Some(&release.record) {
            self.releases.push(release.record.clone());
        }
    }

    /// How many publications are noted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.releases.len()
    }

    /// Whether nothing was published before.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.releases.is_empty()
    }

    /// The numbers and the changes of every earlier publication, with what became of them.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = (Vec<Judged>, Vec<(RawChange, Status)>)> {
        self.releases.iter().map(|record| {
            (record.cells.iter().map(Entry::judged).collect(), record.changes.iter().map(Change::judged).collect())
        })
    }
}

impl Record {
    pub(crate) fn of(cells: &[Judged], changes: &[(RawChange, Status)]) -> Self {
        Self {
            cells: cells.iter().filter(|judged| judged.cell.small_group.is_none()).map(Entry::of).collect(),
            changes: changes.iter().filter(|(change, _)| change::is_noted(change)).map(Change::of).collect(),
        }
    }
}
