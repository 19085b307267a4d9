//! The rows of one table while a document is read.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use arrow_array::RecordBatch;

use super::plan::{Planned, Target};
use crate::build::TextTable;
use crate::names::PARENT_ROW;
use crate::names::{SOURCE_ROW, clean_name, unique};
use crate::persons;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable, Unread};

/// Names of unknown elements that are told.
const MOST_NAMES: usize = 20;

/// The rows of a table, of which the last may be under construction.
pub(super) struct Rows {
    table: TextTable,
    /// Columns by the name of their element, for those that the document adds.
    others: HashMap<String, usize>,
    taken: BTreeSet<String>,
    /// The row under construction; a missing value is an empty one.
    pub(super) values: Vec<String>,
    pub(super) size: usize,
    /// Whether anything stands in it, or in a row inside it.
    pub(super) filled: bool,
    pub(super) number: i64,
    pub(super) parent: i64,
    /// Which columns that tell of a person were met.
    persons: Vec<bool>,
    /// Elements that hold more than text and are not known: line and count by name.
    unknown: BTreeMap<String, (u64, u64)>,
}

impl Rows {
    pub(super) fn new(planned: &Planned) -> Rows {
        let columns = planned.columns.iter().map(|name| SourceColumn::cleaned(name));
        let parent = planned.parent.map(|_| SourceColumn::same(PARENT_ROW));
        let columns: Vec<SourceColumn> = parent.into_iter().chain(columns).collect();
        let reserved = [SOURCE_ROW, PARENT_ROW].map(str::to_owned);
        Rows {
            taken: reserved.into_iter().chain(columns.iter().map(|column| column.name.clone())).collect(),
            table: TextTable::new(columns),
            others: HashMap::new(),
            values: vec![String::new(); planned.columns.len()],
            size: 0,
            filled: false,
            number: 0,
            parent: 0,
            persons: vec![false; planned.persons.len()],
            unknown: BTreeMap::new(),
        }
    }

    /// Adds to a value of the row; several are joined by `;`.
    pub(super) fn put(&mut self, column: usize, value: &str) {
        let own = &mut self.values[column];
        if !own.is_empty() && !value.is_empty() {
            own.push(';');
        }
        own.push_str(value);
        self.size += value.len();
    }

    pub(super) fn set(&mut self, target: Target, value: &str) {
        self.filled |= !value.is_empty();
        match target {
            Target::Column(column) => self.put(column, value),
            Target::Person(person) => self.persons[person] |= !value.is_empty(),
        }
    }

    /// Sets the value of an element that no path names.
    pub(super) fn set_other(&mut self, name: &str, value: &str) {
        let column = self.others.get(name).copied().unwrap_or_else(|| {
            let clean = unique(clean_name(name), &mut self.taken);
            self.table.add_column(SourceColumn { name: clean, original: name.to_owned(), more: Vec::new() });
            self.values.push(String::new());
            self.others.insert(name.to_owned(), self.values.len() - 1);
            self.values.len() - 1
        });
        self.set(Target::Column(column), value);
    }

    pub(super) fn note_unknown(&mut self, name: &str, line: u64) {
        if self.unknown.len() < MOST_NAMES || self.unknown.contains_key(name) {
            self.unknown.entry(name.to_owned()).or_insert((line, 0)).1 += 1;
        }
    }

    /// Ends the row; one in which nothing stands is none. Whether there was something in it.
    pub(super) fn end(&mut self, spec: &SourceSpec, below: bool) -> bool {
        let first = usize::from(below);
        let filled = std::mem::take(&mut self.filled);
        for (column, value) in self.values.iter_mut().enumerate() {
            if filled && !value.is_empty() && !spec.null.contains(value) {
                self.table.set(column + first, value);
            }
            value.clear();
        }
        if filled {
            if below && self.parent > 0 {
                self.table.set(0, &self.parent.to_string());
            }
            self.table.end_row(self.number);
        }
        self.size = 0;
        filled
    }

    /// Whether hardly any of its values is there.
    pub(super) fn is_sparse(&self) -> bool {
        self.table.is_sparse()
    }

    /// Closes the last batch.
    pub(super) fn close(&mut self) {
        self.table.close();
    }

    /// Takes out the batches that are closed.
    pub(super) fn closed(&mut self) -> impl Iterator<Item = RecordBatch> {
        self.table.batches.drain(..)
    }

    pub(super) fn finish(self, spec: &SourceSpec, planned: &Planned) -> SourceTable {
        let name = planned.table_name(spec);
        let mut table = match planned.parent {
            Some(_) => SourceTable::child(name, &spec.path, self.table),
            None => SourceTable::text(name, &spec.path, self.table),
        };
        table.sheet = Some(planned.row.to_owned());
        let persons = planned.persons.iter().zip(&self.persons).filter(|(_, met)| **met);
        let persons = persons.map(|(name, _)| SourceColumn::cleaned(name)).collect::<Vec<_>>();
        table.problems.extend(persons::notice(spec, &persons).map(|problem| problem.sheet(planned.row)));
        table.unread.extend(persons.into_iter().map(|column| Unread { column, tells_of_person: true }));
        table.problems.extend(self.unknown.into_iter().map(|(name, (line, count))| {
            Problem::notice("source-element", "this element is not known here: not read")
                .file(&spec.path)
                .sheet(planned.row)
                .row(line)
                .column(name)
                .count(count)
                .hint("Declare a source of kind xml for it when it is needed.")
        }));
        table
    }
}
