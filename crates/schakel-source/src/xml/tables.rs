//! Several tables out of a document in one pass: events go straight into the columns, and what no table asks for is
//! passed over.

use quick_xml::events::Event;

use super::document::LARGEST;
use super::events::Events;
use super::plan::{Plan, Shape};
use super::rows::Rows;
use crate::csv::Input;
use crate::flatten::MOST_COLUMNS;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::stream::Take;
use crate::table::SourceTable;

/// Tables that grow with every document that is read.
pub(crate) struct Tables<'s> {
    spec: &'s SourceSpec,
    limit: Option<u64>,
    plan: Plan,
    rows: Vec<Rows>,
    notices: Vec<Problem>,
    take: Option<Take<'s>>,
    full: bool,
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

impl<'s> Tables<'s> {
    pub(crate) fn new(spec: &'s SourceSpec, shapes: &[Shape], limit: Option<u64>) -> Tables<'s> {
        let plan = Plan::new(spec, shapes);
        let rows = plan.tables.iter().map(Rows::new).collect();
        Tables { spec, limit, plan, rows, notices: Vec::new(), take: None, full: false }
    }

    /// The same, of which the rows are handed out rather than kept.
    pub(crate) fn handing_out(self, take: Option<Take<'s>>) -> Tables<'s> {
        Tables { take, ..self }
    }

    /// Adds the rows of a document; messages are those of `spec`.
    pub(crate) fn read(&mut self, spec: &SourceSpec, input: Input<'_>) -> Result<(), Problem> {
        let mut events = Events::open(spec, input)?;
        let (mut buffer, mut text) = (Vec::new(), String::new());
        let mut open: Vec<Open> = Vec::new();
        let mut inside: Vec<usize> = Vec::new();
        loop {
            let valued = open.last().is_some_and(|element| element.valued);
            events.refresh(!valued);
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
                        if self.rows[table].is_sparse() {
                            return Err(crate::flatten::sparse(spec));
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
                        if self.full {
                            break;
                        }
                    }
                }
                Event::Eof => break,
                _ => {}
            }
            if text.len() > LARGEST {
                return Err(events.too_large());
            }
        }
        self.notices.extend(events.notice().into_iter().chain(events.passed()));
        Ok(())
    }

    /// How many rows were found in all documents.
    pub(crate) fn count(&self) -> i64 {
        self.rows.iter().map(|rows| rows.number).sum()
    }

    /// The tables in the order of their shapes; all of them, so that one query serves every document. They still have
    /// the columns that the declaration drops.
    pub(crate) fn finish(mut self) -> Vec<SourceTable> {
        for table in 0..self.rows.len() {
            self.rows[table].close();
            self.hand_out(table);
        }
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
        self.hand_out(table);
        if let (true, Some(&parent)) = (filled, inside.last()) {
            self.rows[parent].filled = true;
        }
    }

    fn hand_out(&mut self, table: usize) {
        let Some(take) = &mut self.take else { return };
        let planned = &self.plan.tables[table];
        for batch in self.rows[table].closed() {
            self.full = self.full || !take(&planned.table_name(self.spec), batch);
        }
    }
}
