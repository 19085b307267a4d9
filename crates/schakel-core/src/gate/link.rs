//! Compares rows: references to other tables, periods, persons who object; numbers the rows that are kept.

use std::collections::{BTreeMap, HashSet};

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, StringArray};
use foldhash::fast::FixedState;
use rayon::prelude::*;
use schakel_model::check::{self, Check};
use schakel_model::{Column, Person, SCHOOL_ID, Type};

use super::intake::{Taken, TakenBatch};
use super::known::{Found, Known, Unresolved};
use super::unique::{unique_ids, unique_keys};
use super::{Counts, Rules};

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Refused,
    /// Left out because the person objected.
    Objected,
}

/// Why a reference or a row failed its check, where the check alone does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// The check itself.
    Check,
    /// The row referred to is there but was refused.
    ParentRefused,
    /// The plugin gives no rows at all for the table referred to.
    NoTable,
    /// The row is of another school.
    OtherSchool,
}

/// One check that failed at one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    pub(super) row: u32,
    pub(super) column: usize,
    pub(super) check: &'static Check,
    pub(super) why: Why,
    /// Whether the row is refused; otherwise only the value is left out.
    pub(super) refused: bool,
}

/// What came of comparing the rows of a table.
pub(super) struct Linked {
    pub(super) fates: Vec<Fate>,
    pub(super) faults: Vec<Fault>,
    /// For every column that refers to rows: the number of the row referred to, 0 for none.
    pub(super) references: BTreeMap<usize, Vec<u32>>,
    /// The rows that stay without a person who is left out.
    pub(super) parted: Vec<u32>,
}

impl Linked {
    /// Whether anything is told of a row: not of one that is left out because a person objects.
    pub(super) fn is_told(&self, row: u32) -> bool {
        self.fates[row as usize] != Fate::Objected
    }

    pub(super) fn counts(&self) -> Counts {
        let count = |fate| self.fates.iter().filter(|other| **other == fate).count() as u64;
        let read = self.fates.len() as u64;
        Counts { read, stored: count(Fate::Kept), refused: count(Fate::Refused), objected: count(Fate::Objected) }
    }
}

/// The references of a batch: the number found per row, and the rows that lead nowhere.
type Resolved = (Vec<u32>, Vec<(u32, Unresolved)>);

/// Compares the rows of a table with the tables it refers to and with each other.
pub(super) fn link<'a>(
    taken: &'a Taken,
    known: &BTreeMap<&'static str, Known<'a>>,
    bereft: Option<&HashSet<&str, FixedState>>,
    rules: &Rules<'_>,
) -> (Linked, Known<'a>) {
    let mut linked = Linked {
        fates: vec![Fate::Kept; taken.rows],
        faults: Vec::new(),
        references: BTreeMap::new(),
        parted: Vec::new(),
    };
    for fault in &taken.faults {
        let column = &taken.table.columns[fault.column];
        let other_school = column.name == SCHOOL_ID;
        let refused = column.required || other_school;
        let why = if other_school { Why::OtherSchool } else { Why::Check };
        linked.faults.push(Fault { row: fault.row, column: fault.column, check: fault.check, why, refused });
    }
    for (index, column) in taken.table.columns.iter().enumerate() {
        if refers(column, taken) {
            resolve(taken, index, known, rules, &mut linked);
        } else if let Some(person) = column.person().filter(|_| !rules.objections.is_empty()) {
            leave_out(taken, index, |id| rules.objections.hold(person, id), &mut linked);
        }
    }
    if let (Some(bereft), Some(column)) = (bereft, id_column(taken)) {
        leave_out(taken, column, |id| bereft.contains(id), &mut linked);
    }
    periods(taken, &mut linked);
    for fault in linked.faults.iter().filter(|fault| fault.refused) {
        let fate = &mut linked.fates[fault.row as usize];
        if *fate == Fate::Kept {
            *fate = Fate::Refused;
        }
    }
    let mut rows = Known::default();
    match id_column(taken) {
        Some(column) => {
            rows.rows = unique_ids(taken, column, &mut linked);
            refer_to_self(taken, &rows, &mut linked);
        }
        None => unique_keys(taken, &mut linked),
    }
    rows.number(taken, &linked, rules);
    (linked, rows)
}

/// Whether the gate looks the value up in another table. `school_id` is the school itself.
fn refers(column: &Column, taken: &Taken) -> bool {
    let other = column.references.is_some_and(|reference| reference.table != taken.table.name);
    column.name != SCHOOL_ID && (other || column.person() == Some(Person::ByKind))
}

/// The one column that is the key, when it holds ids.
pub(super) fn id_column(taken: &Taken) -> Option<usize> {
    let mut key = taken.table.key.iter().filter(|name| **name != SCHOOL_ID);
    let (Some(name), None) = (key.next(), key.next()) else { return None };
    let index = taken.column(name)?;
    let column = &taken.table.columns[index];
    matches!(column.ty, Type::Id | Type::PersonId(_)).then_some(index).filter(|_| !refers(column, taken))
}

/// A column of ids as text.
pub(super) fn texts(batch: &TakenBatch, column: usize) -> Option<&StringArray> {
    batch.columns[column].as_ref().map(|values| values.as_string::<i32>())
}

/// Looks up every value of a column in the table that it refers to.
fn resolve(
    taken: &Taken,
    index: usize,
    known: &BTreeMap<&'static str, Known<'_>>,
    rules: &Rules<'_>,
    linked: &mut Linked,
) {
    let column = &taken.table.columns[index];
    let by_kind = column.person() == Some(Person::ByKind);
    let kind = taken.column("person_kind").filter(|_| by_kind);
    let parent = column.references.and_then(|reference| known.get(reference.table));
    let results: Vec<Resolved> = taken
        .batches
        .par_iter()
        .map(|batch| {
            let mut numbers = vec![0; batch.rows];
            let mut failed = Vec::new();
            let Some(ids) = texts(batch, index) else { return (numbers, failed) };
            let kinds = kind.and_then(|kind| texts(batch, kind));
            for (row, number) in numbers.iter_mut().enumerate() {
                if ids.is_null(row) {
                    continue;
                }
                let id = ids.value(row);
                let (parent, person) = match kinds.filter(|kinds| kinds.is_valid(row)).map(|kinds| kinds.value(row)) {
                    Some("student") => (known.get("student"), Some(Person::Student)),
                    Some(_) => (known.get("staff"), Some(Person::Staff)),
                    // A row without its kind of person is refused for that already.
                    None if by_kind => continue,
                    None => (parent, column.person()),
                };
                let found = match parent {
                    Some(parent) => parent.find(id),
                    None => Found::Not(Unresolved::Fault(Why::NoTable)),
                };
                match found {
                    // The row of a person who objects is not kept, so it has no number.
                    Found::Number(found) => *number = found,
                    Found::Not(why) => {
                        let objects = person.is_some_and(|person| rules.objections.hold(person, id));
                        failed.push((row as u32, if objects { Unresolved::Objected } else { why }));
                    }
                }
            }
            (numbers, failed)
        })
        .collect();
    let mut numbers = Vec::with_capacity(taken.rows);
    for (batch, (some, failed)) in taken.batches.iter().zip(results) {
        numbers.extend(some);
        for (row, outcome) in failed {
            let row = row + batch.start as u32;
            match outcome {
                Unresolved::Fault(why) => {
                    linked.faults.push(Fault {
                        row,
                        column: index,
                        check: &check::REFERENCE,
                        why,
                        refused: column.required,
                    });
                }
                Unresolved::Objected if concerns(taken, column) => linked.fates[row as usize] = Fate::Objected,
                // The row is about something else: it stays, without this person.
                Unresolved::Objected => linked.parted.push(row),
            }
        }
    }
    linked.references.insert(index, numbers);
}

/// Whether a row is about the person in this column, so that it goes when the person objects.
fn concerns(taken: &Taken, column: &Column) -> bool {
    column.required || taken.table.person() == Some(Person::Respondent)
}

/// Leaves out the rows with one of these ids: persons who object, or what is about such persons only.
fn leave_out(taken: &Taken, index: usize, is_one: impl Fn(&str) -> bool, linked: &mut Linked) {
    for batch in &taken.batches {
        let Some(ids) = texts(batch, index) else { continue };
        for (row, id) in ids.iter().enumerate() {
            if id.is_some_and(&is_one) {
                linked.fates[batch.start + row] = Fate::Objected;
            }
        }
    }
}

/// Refuses rows that begin after they end.
fn periods(taken: &Taken, linked: &mut Linked) {
    for period in taken.table.periods {
        let (Some(from), Some(until)) = (taken.column(period.from), taken.column(period.until)) else { continue };
        for batch in &taken.batches {
            let (Some(first), Some(last)) = (&batch.columns[from], &batch.columns[until]) else { continue };
            let (first, last) = (first.as_primitive::<Date32Type>(), last.as_primitive::<Date32Type>());
            let wrong = (0..batch.rows)
                .filter(|row| first.is_valid(*row) && last.is_valid(*row) && first.value(*row) > last.value(*row));
            linked.faults.extend(wrong.map(|row| Fault {
                row: (batch.start + row) as u32,
                column: from,
                check: &check::PERIOD,
                why: Why::Check,
                refused: true,
            }));
        }
    }
}

/// Looks up references of a table to itself.
fn refer_to_self(taken: &Taken, rows: &Known<'_>, linked: &mut Linked) {
    for (index, column) in taken.table.columns.iter().enumerate() {
        if column.references.is_none_or(|reference| reference.table != taken.table.name) {
            continue;
        }
        let mut numbers = vec![0; taken.rows];
        for batch in &taken.batches {
            let Some(ids) = texts(batch, index) else { continue };
            for (at, id) in ids.iter().enumerate() {
                let Some(id) = id else { continue };
                let row = batch.start + at;
                match rows.rows.get(id).filter(|found| linked.fates[**found as usize] == Fate::Kept) {
                    Some(found) => numbers[row] = found + 1,
                    None => linked.faults.push(Fault {
                        row: row as u32,
                        column: index,
                        check: &check::REFERENCE,
                        why: Why::Check,
                        refused: false,
                    }),
                }
            }
        }
        linked.references.insert(index, numbers);
    }
}
