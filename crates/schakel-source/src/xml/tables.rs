//! Several tables out of a document in one pass: events go straight into the columns, and what no table asks for is
//! passed over.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use quick_xml::events::Event;

use super::document::LARGEST;
use super::events::Events;
use super::plan::{Plan, Planned, Shape, Target};
use crate::build::TextTable;
use crate::csv::Input;
use crate::flatten::{MOST_COLUMNS, PARENT_ROW};
use crate::names::{SOURCE_ROW, clean_name, unique};
use crate::persons;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// Names of unknown elements that are told.
const MOST_NAMES: usize = 20;

/// Tables that grow with every document that is read.
pub(crate) struct Tables<'s> {
    spec: &'s SourceSpec,
    limit: Option<u64>,
    plan: Plan,
    rows: Vec<Rows>,
    notices: Vec<Problem>,
}

/// An element that is open.
struct Open {
    place: Place,
    /// Whether its text is a value.
    valued: bool,
    /// Where its text begins.
    text: usize,
}

#[derive(Clone, Copy)]
enum Place {
    /// Around the rows, where every path may begin.
    Outside,
    At(usize),
    /// An element of an open row that no path names.
    Other,
    Skipped,
}

/// The rows of a table, of which the last may be under construction.
struct Rows {
    table: TextTable,
    /// Columns by the name of their element, for those that the document adds.
    others: HashMap<String, usize>,
    taken: BTreeSet<String>,
    /// The row under construction; a missing value is an empty one.
    values: Vec<String>,
    size: usize,
    /// Whether anything stands in it, or in a row inside it.
    filled: bool,
    number: i64,
    parent: i64,
    /// Which columns that tell of a person were met.
    persons: Vec<bool>,
    /// Elements that hold more than text and are not known: line and count by name.
    unknown: BTreeMap<String, (u64, u64)>,
}

impl<'s> Tables<'s> {
    pub(crate) fn new(spec: &'s SourceSpec, shapes: &[Shape], limit: Option<u64>) -> Tables<'s> {
        let plan = Plan::new(spec, shapes);
        let rows = plan.tables.iter().map(Rows::new).collect();
        Tables { spec, limit, plan, rows, notices: Vec::new() }
    }

    /// Adds the rows of a document; messages are those of `spec`.
    pub(crate) fn read(&mut self, spec: &SourceSpec, input: Input<'_>) -> Result<(), Problem> {
        let mut events = Events::open(spec, input)?;
        let (mut buffer, mut text) = (Vec::new(), String::new());
        let mut open: Vec<Open> = Vec::new();
        let mut inside: Vec<usize> = Vec::new();
        loop {
            events.refresh();
            let valued = open.last().is_some_and(|element| element.valued);
            match events.next(&mut buffer)? {
                Event::Start(start) => {
                    let place = self.place(&mut open, &inside, start.local_name().as_ref(), &events);
                    let mut valued = matches!(place, Place::Other);
                    if let Place::At(node) = place {
                        self.begin(node, &mut inside);
                        let node = &self.plan.nodes[node];
                        valued = node.text.is_some();
                        if let (false, Some(&table)) = (node.attributes.is_empty(), inside.last()) {
                            let rows = &mut self.rows[table];
                            events.attributes(&start, |name, value| {
                                let wanted = node.attributes.iter().filter(|(own, _)| *own == name);
                                wanted.for_each(|(_, target)| rows.set(*target, value));
                            })?;
                        }
                    }
                    open.push(Open { place, valued, text: text.len() });
                }
                Event::Text(piece) if valued => text.push_str(&piece.xml10_content()),
                Event::CData(piece) if valued => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) if valued => events.resolve(&reference, &mut text),
                Event::End(end) => {
                    let Some(element) = open.pop() else { continue };
                    if let (true, Some(&table)) = (valued, inside.last()) {
                        let value = text[element.text..].trim();
                        match element.place {
                            Place::At(node) => {
                                let target = self.plan.nodes[node].text;
                                target.into_iter().for_each(|target| self.rows[table].set(target, value));
                            }
                            _ => self.rows[table].set_other(end.local_name().as_ref(), value),
                        }
                        if self.rows[table].values.len() > MOST_COLUMNS {
                            return Err(crate::flatten::too_wide(spec));
                        }
                        if self.rows[table].size > LARGEST {
                            return Err(events.too_large());
                        }
                        text.truncate(element.text);
                    }
                    if let Place::At(node) = element.place
                        && self.plan.nodes[node].row.is_some()
                    {
                        self.end(&mut inside);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
            if text.len() > LARGEST {
                return Err(events.too_large());
            }
        }
        self.notices.extend(events.notice());
        Ok(())
    }

    /// How many rows were found in all documents.
    pub(crate) fn count(&self) -> i64 {
        self.rows.iter().map(|rows| rows.number).sum()
    }

    /// The tables in the order of their shapes; all of them, so that one query serves every document. They still have
    /// the columns that the declaration drops.
    pub(crate) fn finish(self) -> Vec<SourceTable> {
        let spec = self.spec;
        let tables = self.plan.tables.iter().zip(self.rows);
        let mut tables: Vec<SourceTable> = tables.map(|(planned, rows)| rows.finish(spec, planned)).collect();
        if let Some(first) = tables.first_mut() {
            first.problems.extend(self.notices);
        }
        tables
    }

    /// Where an element that begins is, by the one around it.
    fn place(&mut self, open: &mut [Open], inside: &[usize], name: &str, events: &Events<'_>) -> Place {
        let around = open.last_mut();
        let place = match around.as_ref().map_or(Place::Outside, |around| around.place) {
            Place::Outside => self.plan.child(0, name).map_or(Place::Outside, Place::At),
            Place::At(node) => match (self.plan.child(node, name), self.plan.nodes[node].row) {
                (Some(child), _) => Place::At(child),
                (None, Some(table)) if self.plan.tables[table].open => Place::Other,
                (None, None) if inside.is_empty() && self.plan.tables.iter().any(|table| table.open) => {
                    self.rows[0].note_unknown(name, events.line());
                    Place::Skipped
                }
                (None, _) => Place::Skipped,
            },
            Place::Other => {
                // The element around this one is no column after all.
                if let (Some(around), Some(&table)) = (around, inside.last()) {
                    around.place = Place::Skipped;
                    around.valued = false;
                    self.rows[table].note_unknown(name, events.line());
                }
                Place::Skipped
            }
            Place::Skipped => Place::Skipped,
        };
        let row = if let Place::At(node) = place { self.plan.nodes[node].row } else { None };
        let full = |table: usize| self.limit.is_some_and(|limit| self.rows[table].number as u64 >= limit);
        if row.is_some_and(full) { Place::Skipped } else { place }
    }

    /// Begins a row when the element is one.
    fn begin(&mut self, node: usize, inside: &mut Vec<usize>) {
        let node = &self.plan.nodes[node];
        let Some(table) = node.row else { return };
        self.rows[table].number += 1;
        if let Some(&parent) = inside.last() {
            // A row of a shape that lies elsewhere has another parent than the table, or none.
            let of_table = self.plan.tables[table].parent == Some(parent);
            self.rows[table].parent = self.rows[parent].number * i64::from(of_table);
            for &(from, to) in &node.inherits {
                let value = self.rows[parent].values[from].clone();
                self.rows[table].put(to, &value);
            }
        }
        for (column, value) in &node.constants {
            self.rows[table].put(*column, value);
        }
        inside.push(table);
    }

    fn end(&mut self, inside: &mut Vec<usize>) {
        let Some(table) = inside.pop() else { return };
        let filled = self.rows[table].end(self.spec, self.plan.tables[table].parent.is_some());
        if let (true, Some(&parent)) = (filled, inside.last()) {
            self.rows[parent].filled = true;
        }
    }
}

impl Rows {
    fn new(planned: &Planned) -> Rows {
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
    fn put(&mut self, column: usize, value: &str) {
        let own = &mut self.values[column];
        if !own.is_empty() && !value.is_empty() {
            own.push(';');
        }
        own.push_str(value);
        self.size += value.len();
    }

    fn set(&mut self, target: Target, value: &str) {
        self.filled |= !value.is_empty();
        match target {
            Target::Column(column) => self.put(column, value),
            Target::Person(person) => self.persons[person] |= !value.is_empty(),
        }
    }

    /// Sets the value of an element that no path names.
    fn set_other(&mut self, name: &str, value: &str) {
        let column = self.others.get(name).copied().unwrap_or_else(|| {
            let clean = unique(clean_name(name), &mut self.taken);
            self.table.add_column(SourceColumn { name: clean, original: name.to_owned(), more: Vec::new() });
            self.values.push(String::new());
            self.others.insert(name.to_owned(), self.values.len() - 1);
            self.values.len() - 1
        });
        self.set(Target::Column(column), value);
    }

    fn note_unknown(&mut self, name: &str, line: u64) {
        if self.unknown.len() < MOST_NAMES || self.unknown.contains_key(name) {
            self.unknown.entry(name.to_owned()).or_insert((line, 0)).1 += 1;
        }
    }

    /// Ends the row; one in which nothing stands is none. Whether there was something in it.
    fn end(&mut self, spec: &SourceSpec, below: bool) -> bool {
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

    fn finish(mut self, spec: &SourceSpec, planned: &Planned) -> SourceTable {
        self.table.close();
        let name = format!("{}__{}", spec.name, planned.name);
        let mut table = match planned.parent {
            Some(_) => SourceTable::below(name, &spec.path, self.table),
            None => SourceTable::text(name, &spec.path, self.table),
        };
        table.sheet = Some(planned.row.to_owned());
        let persons = planned.persons.iter().zip(&self.persons).filter(|(_, met)| **met);
        let persons = persons.map(|(name, _)| SourceColumn::cleaned(name)).collect::<Vec<_>>();
        table.problems.extend(persons::notice(spec, &persons).map(|problem| problem.sheet(planned.row)));
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
