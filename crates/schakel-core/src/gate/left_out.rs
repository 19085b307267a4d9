//! What goes with persons who are left out, besides the rows that name them: what was about them alone, and where in the
//! files of the school they stand.

use std::collections::{BTreeMap, HashSet};

use arrow_array::Array;
use foldhash::fast::FixedState;

use super::Rules;
use super::distinct::Map;
use super::intake::Taken;
use super::link::{Fate, Linked, texts};
use super::output::is_numbered;

/// Ids of rows that are only about persons who are left out, by table.
pub(super) type Bereft<'a> = BTreeMap<&'static str, HashSet<&'a str, FixedState>>;

/// Finds the rows that are about persons who are left out and about nobody else: a talk of which they were the only
/// students. What is said of it would be said of them.
pub(super) fn bereft<'a>(taken: &'a BTreeMap<&'static str, Taken>, rules: &Rules<'_>) -> Bereft<'a> {
    let mut bereft = Bereft::new();
    if rules.objections.is_empty() {
        return bereft;
    }
    for table in taken.values() {
        let key =
            || table.table.columns.iter().enumerate().filter(|(_, c)| c.required && table.table.key.contains(&c.name));
        let about = key().find_map(|(at, column)| {
            let parent = schakel_model::table(column.references?.table)?;
            (column.person().is_none() && is_numbered(parent)).then_some((at, parent.name))
        });
        let who = key().find_map(|(at, column)| Some((at, column.person()?)));
        let (Some((about, parent)), Some((who, person))) = (about, who) else { continue };
        // Whether anybody who takes part was there.
        let mut others: Map<&str, bool> = Map::default();
        for batch in &table.batches {
            let (Some(rows), Some(persons)) = (texts(batch, about), texts(batch, who)) else { continue };
            for (row, id) in rows.iter().enumerate().filter_map(|(row, id)| Some((row, id?))) {
                let takes_part = persons.is_null(row) || !rules.objections.hold(person, persons.value(row));
                *others.entry(id).or_default() |= takes_part;
            }
        }
        let alone = others.into_iter().filter(|(_, others)| !others).map(|(id, _)| id);
        bereft.entry(parent).or_default().extend(alone);
    }
    bereft
}

/// Places in the files of the school where persons stand who are left out: a row number points to them, so that none of
/// these is kept, whatever table it was read into.
#[derive(Debug, Default)]
pub struct LeftOut(HashSet<(Option<String>, i64), FixedState>);

impl LeftOut {
    /// Adds the places of the rows of a table that are left out, or that lost a person.
    pub(super) fn add(&mut self, taken: &Taken, linked: &Linked) {
        let gone = linked.fates.iter().enumerate().filter(|(_, fate)| **fate == Fate::Objected).map(|(row, _)| row);
        let parted = linked.parted.iter().map(|row| *row as usize);
        let places = gone.chain(parted).filter_map(|row| match taken.place(row) {
            (source, Some(number)) => Some((source.map(str::to_owned), number)),
            (_, None) => None,
        });
        self.0.extend(places);
    }

    /// Whether nobody is left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a person who is left out stands in this row of this source.
    #[must_use]
    pub fn hold(&self, source: Option<&str>, row: i64) -> bool {
        !self.is_empty() && self.0.contains(&(source.map(str::to_owned), row))
    }
}
