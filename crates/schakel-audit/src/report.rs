//! What an audit found, in the terms of the tables.

use std::collections::BTreeMap;

use serde::Serialize;

use super::attack::{Attacker, Reader, is_narrow};
use super::audit::Options;
use super::cell::threshold as told;
use super::how::how;
use super::local::open;
use super::relation::{Found, Relation};
use super::table::{Cell, Meaning, Table};
use super::world::World;

/// The threshold where no mark tells one: no count below it is shown in what we publish ourselves.
const THRESHOLD: i64 = 10;

/// A mark of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarkReport {
    /// The text; empty for empty cells.
    pub text: String,
    /// The least it stands for.
    pub low: i64,
    /// The most it stands for, when it tells.
    pub high: Option<i64>,
    /// Whether it hides a number, stands for zero, or says nothing.
    pub means: &'static str,
    /// In how many cells it stands.
    pub cells: u64,
}

/// A table that was audited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableReport {
    /// Its file, and its sheet between brackets.
    pub table: String,
    /// How many rows of data it has.
    pub rows: usize,
    /// The names of the columns that say what a row is about.
    pub dimensions: Vec<String>,
    /// The names of the columns of counts.
    pub counts: Vec<String>,
    /// The names of the columns of shares.
    pub shares: Vec<String>,
    /// Its marks.
    pub marks: Vec<MarkReport>,
}

/// A relation that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelationReport {
    /// The table.
    pub table: String,
    /// What is related.
    pub relation: String,
    /// How it was found.
    pub found: Found,
    /// In how many places all of its numbers are shown.
    pub complete: u64,
    /// In how many of those it does not hold.
    pub exceptions: u64,
}

/// A masked cell that can be derived, exactly or nearly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellReport {
    /// The table.
    pub table: String,
    /// The row in the file, from 1.
    pub row: u64,
    /// The name of the column.
    pub column: String,
    /// The least that the cell can be.
    pub low: i64,
    /// The most that it can be; none when there is no end.
    pub high: Option<i64>,
    /// From what it follows.
    pub how: String,
}

/// A column in which cells can be derived from the same relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Leak {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// From what its cells follow.
    pub how: String,
    /// How many follow exactly.
    pub exact: u64,
    /// How many follow nearly.
    pub narrowed: u64,
    /// The first of them: row, least and most.
    pub first: (u64, i64, Option<i64>),
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Masked cells.
    pub masked: u64,
    /// Masked cells of which the number follows exactly.
    pub derivable: u64,
    /// Masked cells of which so little is left open that they are hardly masked.
    pub narrowed: u64,
    /// Counts from 1 to the threshold that are shown.
    pub small: u64,
    /// Connected parts in which what is shown contradicts itself.
    pub contradictions: u64,
    /// Counts below this, other than 0, should not be known.
    pub threshold: i64,
    /// The tables.
    pub tables: Vec<TableReport>,
    /// The relations between their cells.
    pub relations: Vec<RelationReport>,
    /// What leaks, by column and relation; the most first.
    pub leaks: Vec<Leak>,
    /// The masked cells that can be derived.
    pub cells: Vec<CellReport>,
    /// The small counts that are shown: table, row, column.
    pub shown: Vec<SmallReport>,
}

/// A small count that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SmallReport {
    /// The table.
    pub table: String,
    /// The row in the file, from 1.
    pub row: u64,
    /// The name of the column.
    pub column: String,
    /// The count.
    pub count: i64,
}

/// The threshold: as asked for, or as the marks tell.
fn threshold(world: &World, options: &Options) -> i64 {
    let marks = world.tables.iter().flat_map(|table| &table.marks).filter(|mark| mark.meaning == Meaning::Hidden);
    let told = marks.filter_map(|mark| if open(mark.high) { told(&mark.text) } else { Some(mark.high + 1) });
    options.threshold.or_else(|| told.max()).unwrap_or(THRESHOLD)
}

/// Attacks tables, and tells what came of it.
pub(crate) fn report(world: &World, options: &Options) -> Report {
    let threshold = threshold(world, options);
    let reader = Reader::of(world);
    let parts = Attacker::on(world, threshold).attack(&reader);
    let mut report = Report {
        masked: 0,
        derivable: 0,
        narrowed: 0,
        small: 0,
        contradictions: parts.iter().filter(|part| part.derived.is_none()).count() as u64,
        threshold,
        tables: world.tables.iter().map(table_report).collect(),
        relations: world.relations.iter().map(|relation| relation_report(world, relation)).collect(),
        leaks: Vec::new(),
        cells: Vec::new(),
        shown: Vec::new(),
    };
    for (cell, read) in reader.bounds.iter().enumerate() {
        let (table, count, row) = world.place(cell);
        let own = &world.tables[table];
        if own.is_hidden(count, row) && read.0 < read.1 {
            report.masked += 1;
        }
        if let Cell::Shown(number @ 1..) = own.cells[count][row]
            && number < threshold
        {
            let column = own.count_name(count).to_owned();
            report.shown.push(SmallReport { table: own.title(), row: own.file_row(row), column, count: number });
        }
    }
    report.small = report.shown.len() as u64;
    let mut derived: Vec<(usize, (i64, i64), String)> = Vec::new();
    for part in &parts {
        let Some(found) = &part.derived else { continue };
        for (place, cell) in part.cells.iter().enumerate() {
            let (table, count, row) = world.place(*cell);
            let (bounds, read) = (found.bounds[place], reader.bounds[*cell]);
            if world.tables[table].is_hidden(count, row) && bounds != read && is_narrow(bounds, threshold) {
                derived.push((*cell, bounds, how(world, &reader, part, place)));
            }
        }
    }
    derived.sort_by_key(|(cell, ..)| {
        let (table, count, row) = world.place(*cell);
        (table, row, count)
    });
    let mut leaks: BTreeMap<(usize, usize, String), Leak> = BTreeMap::new();
    for (cell, (low, high), how) in derived {
        let (table, count, row) = world.place(cell);
        let own = &world.tables[table];
        let high = (!open(high)).then_some(high);
        let exact = u64::from(Some(low) == high);
        report.derivable += exact;
        report.narrowed += 1 - exact;
        let one = CellReport {
            table: own.title(),
            row: own.file_row(row),
            column: own.count_name(count).to_owned(),
            low,
            high,
            how,
        };
        let leak = leaks.entry((table, count, one.how.clone())).or_insert_with(|| Leak {
            table: one.table.clone(),
            column: one.column.clone(),
            how: one.how.clone(),
            exact: 0,
            narrowed: 0,
            first: (one.row, low, high),
        });
        leak.exact += exact;
        leak.narrowed += 1 - exact;
        report.cells.push(one);
    }
    report.leaks = leaks.into_values().collect();
    report.leaks.sort_by_key(|leak| std::cmp::Reverse((leak.exact, leak.narrowed)));
    report
}

fn table_report(table: &Table) -> TableReport {
    let names = |places: &[usize]| places.iter().map(|place| table.columns[*place].name.clone()).collect();
    let marks = table.marks.iter().filter(|mark| mark.cells > 0).map(|mark| MarkReport {
        text: mark.text.clone(),
        low: mark.low,
        high: (!open(mark.high)).then_some(mark.high),
        means: match mark.meaning {
            Meaning::Hidden => "hidden",
            Meaning::Zero => "zero",
            Meaning::Absent => "nothing",
        },
        cells: mark.cells,
    });
    TableReport {
        table: table.title(),
        rows: table.len(),
        dimensions: names(&table.dimensions),
        counts: names(&table.counts),
        shares: names(&table.shares),
        marks: marks.collect(),
    }
}

fn relation_report(world: &World, relation: &Relation) -> RelationReport {
    RelationReport {
        table: world.tables[relation.table].title(),
        relation: relation.text.clone(),
        found: relation.found,
        complete: relation.holds.complete,
        exceptions: relation.holds.exceptions,
    }
}
