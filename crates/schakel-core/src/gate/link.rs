//! Compares rows: references to other tables, periods, keys that must be unique, and persons who object.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, StringArray};
use arrow_schema::DataType;
use rayon::prelude::*;
use schakel_model::check::{self, Check};
use schakel_model::{Column, Person, SCHOOL_ID, Type};

use super::distinct::{Map, Numbered};
use super::intake::{Taken, TakenBatch};
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
}

impl Linked {
    pub(super) fn counts(&self) -> Counts {
        let count = |fate| self.fates.iter().filter(|other| **other == fate).count() as u64;
        let read = self.fates.len() as u64;
        Counts { read, stored: count(Fate::Kept), refused: count(Fate::Refused), objected: count(Fate::Objected) }
    }
}

/// The rows of a table by their id, for the tables that refer to it.
#[derive(Default)]
pub(super) struct Known<'a> {
    rows: Map<&'a str, u32>,
    fates: Vec<Fate>,
    /// The number of every row: 1, 2, … without gaps over the rows that are kept, 0 for the others.
    pub(super) numbers: Vec<u32>,
    /// The pseudonym of every row that is kept, in tables of persons.
    pub(super) pseudonyms: Vec<[u8; 16]>,
}

enum Found {
    Number(u32),
    Objected,
    Fault(Why),
}

impl Known<'_> {
    fn find(&self, id: &str) -> Found {
        let Some(row) = self.rows.get(id).map(|row| *row as usize) else { return Found::Fault(Why::Check) };
        match self.fates[row] {
            Fate::Kept => Found::Number(self.numbers[row]),
            Fate::Refused => Found::Fault(Why::ParentRefused),
            Fate::Objected => Found::Objected,
        }
    }
}

/// Compares the rows of a table with the tables it refers to and with each other.
pub(super) fn link<'a>(taken: &'a Taken, known: &BTreeMap<&'static str, Known<'a>>, rules: &Rules<'_>) -> (Linked, Known<'a>) {
    let mut linked = Linked { fates: vec![Fate::Kept; taken.rows], faults: Vec::new(), references: BTreeMap::new() };
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
            object(taken, index, person, rules, &mut linked);
        }
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
fn id_column(taken: &Taken) -> Option<usize> {
    let mut key = taken.table.key.iter().filter(|name| **name != SCHOOL_ID);
    let (Some(name), None) = (key.next(), key.next()) else { return None };
    let index = taken.column(name)?;
    let column = &taken.table.columns[index];
    matches!(column.ty, Type::Id | Type::PersonId(_)).then_some(index).filter(|_| !refers(column, taken))
}

fn texts(batch: &TakenBatch, column: usize) -> Option<&StringArray> {
    batch.columns[column].as_ref().map(|values| values.as_string::<i32>())
}

/// Looks up every value of a column in the table that it refers to.
fn resolve(taken: &Taken, index: usize, known: &BTreeMap<&'static str, Known<'_>>, rules: &Rules<'_>, linked: &mut Linked) {
    let column = &taken.table.columns[index];
    let by_kind = column.person() == Some(Person::ByKind);
    let kind = taken.column("person_kind").filter(|_| by_kind);
    let parent = column.references.and_then(|reference| known.get(reference.table));
    let results: Vec<(Vec<u32>, Vec<(u32, Result<Why, ()>)>)> = taken
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
                let objects = person.is_some_and(|person| !rules.objections.is_empty() && rules.objections.hold(person, id));
                let found = match parent {
                    _ if objects => Found::Objected,
                    Some(parent) => parent.find(id),
                    None => Found::Fault(Why::NoTable),
                };
                match found {
                    Found::Number(found) => *number = found,
                    Found::Objected => failed.push((row as u32, Err(()))),
                    Found::Fault(why) => failed.push((row as u32, Ok(why))),
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
                Ok(why) => {
                    linked.faults.push(Fault { row, column: index, check: &check::REFERENCE, why, refused: column.required });
                }
                Err(()) if concerns(taken, column) => linked.fates[row as usize] = Fate::Objected,
                // The row is about something else: it stays, without this person.
                Err(()) => {}
            }
        }
    }
    linked.references.insert(index, numbers);
}

/// Whether a row is about the person in this column, so that it goes when the person objects.
fn concerns(taken: &Taken, column: &Column) -> bool {
    column.required || taken.table.person() == Some(Person::Respondent)
}

/// Leaves out the rows of a table of persons whose own person objects.
fn object(taken: &Taken, index: usize, person: Person, rules: &Rules<'_>, linked: &mut Linked) {
    for batch in &taken.batches {
        let Some(ids) = texts(batch, index) else { continue };
        for (row, id) in ids.iter().enumerate() {
            if id.is_some_and(|id| rules.objections.hold(person, id)) {
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
            let wrong = (0..batch.rows).filter(|row| first.is_valid(*row) && last.is_valid(*row) && first.value(*row) > last.value(*row));
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

/// Refuses rows whose id an earlier row has; gives the row of every id.
fn unique_ids<'a>(taken: &'a Taken, column: usize, linked: &mut Linked) -> Map<&'a str, u32> {
    let mut rows: Map<&'a str, u32> = Map::with_capacity_and_hasher(taken.rows, Default::default());
    for batch in &taken.batches {
        let Some(ids) = texts(batch, column) else { continue };
        for (at, id) in ids.iter().enumerate() {
            let Some(id) = id else { continue };
            let row = (batch.start + at) as u32;
            match rows.entry(id) {
                std::collections::hash_map::Entry::Vacant(entry) => _ = entry.insert(row),
                std::collections::hash_map::Entry::Occupied(mut entry) => {
                    let (first, this) = (linked.fates[*entry.get() as usize], linked.fates[row as usize]);
                    if first == Fate::Refused && this != Fate::Refused {
                        entry.insert(row);
                    } else if first == Fate::Kept && this == Fate::Kept {
                        refuse_double(linked, row, column);
                    }
                }
            }
        }
    }
    rows
}

fn refuse_double(linked: &mut Linked, row: u32, column: usize) {
    linked.fates[row as usize] = Fate::Refused;
    linked.faults.push(Fault { row, column, check: &check::UNIQUE, why: Why::Check, refused: true });
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

/// Refuses rows whose key of several columns an earlier row has. A key with a missing part is not compared.
fn unique_keys(taken: &Taken, linked: &mut Linked) {
    let key: Vec<usize> =
        taken.table.key.iter().filter(|name| **name != SCHOOL_ID).filter_map(|name| taken.column(name)).collect();
    if taken.table.key.is_empty() {
        return;
    }
    // Every part of a key becomes a small number; two numbers together become one again, until one is left.
    let mut codes: Vec<u32> = vec![1; taken.rows];
    for (place, index) in key.iter().enumerate() {
        let Some(part) = key_part(taken, *index, linked) else { return };
        if place == 0 {
            codes = part;
            continue;
        }
        let mut pairs = Numbered::with_capacity(taken.rows);
        for (code, part) in codes.iter_mut().zip(part) {
            *code = if *code == 0 || part == 0 { 0 } else { pairs.number((u64::from(*code) << 32) | u64::from(part)).0 + 1 };
        }
    }
    let mut seen = vec![false; codes.iter().max().map_or(0, |most| *most as usize) + 1];
    let column = key.first().copied().unwrap_or(0);
    for (row, code) in codes.into_iter().enumerate() {
        if code == 0 || linked.fates[row] != Fate::Kept {
            continue;
        }
        if std::mem::replace(&mut seen[code as usize], true) {
            refuse_double(linked, row as u32, column);
        }
    }
}

/// One column of a key as numbers from 1, 0 for a missing value; nothing when the column was not handed over.
fn key_part(taken: &Taken, index: usize, linked: &Linked) -> Option<Vec<u32>> {
    if let Some(numbers) = linked.references.get(&index) {
        return Some(numbers.clone());
    }
    let mut numbers = Vec::with_capacity(taken.rows);
    let mut texts = Numbered::<&str>::with_capacity(0);
    let mut others = Numbered::<u64>::with_capacity(0);
    for batch in &taken.batches {
        let values: &ArrayRef = batch.columns[index].as_ref()?;
        let mut add = |row: usize, bits: u64| numbers.push(if values.is_null(row) { 0 } else { others.number(bits).0 + 1 });
        match values.data_type() {
            DataType::Utf8 => {
                numbers.extend(values.as_string::<i32>().iter().map(|text| text.map_or(0, |text| texts.number(text).0 + 1)));
            }
            DataType::Int64 => {
                let values = values.as_primitive::<Int64Type>().values();
                values.iter().enumerate().for_each(|(row, value)| add(row, *value as u64));
            }
            DataType::Float64 => {
                let values = values.as_primitive::<Float64Type>().values();
                values.iter().enumerate().for_each(|(row, value)| add(row, value.to_bits()));
            }
            DataType::Date32 => {
                let values = values.as_primitive::<Date32Type>().values();
                values.iter().enumerate().for_each(|(row, value)| add(row, *value as u32 as u64));
            }
            DataType::Boolean => {
                let values = values.as_boolean().values();
                values.iter().enumerate().for_each(|(row, value)| add(row, u64::from(value)));
            }
            _ => return None,
        }
    }
    Some(numbers)
}

impl Known<'_> {
    /// Numbers the rows that are kept. Persons are numbered in the order of their pseudonyms, so that a number says nothing
    /// about the order of a file.
    fn number(&mut self, taken: &Taken, linked: &Linked, rules: &Rules<'_>) {
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
