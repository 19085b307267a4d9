//! The rows of a table as other tables find them: by id, with their number.

use rayon::prelude::*;

use super::Rules;
use super::distinct::Map;
use super::intake::Taken;
use super::link::{Fate, Linked, Why, id_column, texts};

/// The rows of a table by their id, for the tables that refer to it.
#[derive(Default)]
pub(super) struct Known<'a> {
    pub(super) rows: Map<&'a str, u32>,
    fates: Vec<Fate>,
    /// The number of every row: 1, 2, … without gaps over the rows that are kept, 0 for the others.
    pub(super) numbers: Vec<u32>,
    /// The pseudonym of every row that is kept, in tables of persons.
    pub(super) pseudonyms: Vec<[u8; 16]>,
}

pub(super) enum Found {
    Number(u32),
    Not(Unresolved),
}

/// Why a reference leads to no row.
pub(super) enum Unresolved {
    Objected,
    Fault(Why),
}

impl Known<'_> {
    pub(super) fn find(&self, id: &str) -> Found {
        let Some(row) = self.rows.get(id).map(|row| *row as usize) else {
            return Found::Not(Unresolved::Fault(Why::Check));
        };
        match self.fates[row] {
            Fate::Kept => Found::Number(self.numbers[row]),
            Fate::Refused => Found::Not(Unresolved::Fault(Why::ParentRefused)),
            Fate::Objected => Found::Not(Unresolved::Objected),
        }
    }
}

impl Known<'_> {
    /// Numbers the rows that are kept. Persons are numbered in the order of their pseudonyms, so that a number says nothing
    /// about the order of a file.
    pub(super) fn number(&mut self, taken: &Taken, linked: &Linked, rules: &Rules<'_>) {
        self.fates = linked.fates.clone();
        self.numbers = vec![0; taken.rows];
        if let (Some(person), Some(column)) = (taken.table.person(), id_column(taken)) {
            let maker = rules.pseudonyms.of(person);
            let made: Vec<Vec<[u8; 16]>> = taken
                .batches
                .par_iter()
                .map(|batch| match texts(batch, column) {
                    Some(ids) => ids.iter().map(|id| id.map_or([0; 16], |id| maker.make(id))).collect(),
                    None => vec![[0; 16]; batch.rows],
                })
                .collect();
            self.pseudonyms = made.concat();
            let mut order: Vec<usize> = (0..taken.rows).filter(|row| self.fates[*row] == Fate::Kept).collect();
            order.par_sort_unstable_by_key(|row| self.pseudonyms[*row]);
            for (rank, row) in order.into_iter().enumerate() {
                self.numbers[row] = rank as u32 + 1;
            }
        } else {
            let mut next = 0;
            for (number, fate) in self.numbers.iter_mut().zip(&self.fates) {
                if *fate == Fate::Kept {
                    next += 1;
                    *number = next;
                }
            }
        }
    }
}
