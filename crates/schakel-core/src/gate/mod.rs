//! The gate: every row that a plugin hands over is checked against the model, and every id of a person is replaced.
//!
//! Whole Arrow columns at a time, in three steps: `intake` reads every column into its type; `link` compares rows with
//! each other and with the rows they refer to; `output` makes what the store keeps. What is refused is kept with reason and
//! place, never with a value of a person; a value that does not fit an optional column becomes missing and is counted.

mod codes;
mod distinct;
mod findings;
mod intake;
mod known;
mod left_out;
mod link;
mod objections;
mod output;
mod period;
mod read;
mod read_numbers;
mod unique;
mod whence;

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use chrono::NaiveDate;
use schakel_model::{Table, dependency_order};

pub(crate) use distinct::Map;
pub use findings::{Finding, Rejected, Unmapped};
pub use left_out::LeftOut;
pub use objections::Objections;
pub use output::Treatment;

use crate::mapping::Origins;
use crate::pseudonym::Pseudonyms;
use crate::values::Forms;
use findings::Findings;
use schakel_source::problem::Problem;

/// The rows that a plugin hands over for one table of the model.
#[derive(Debug)]
pub struct Input {
    /// The table.
    pub table: &'static Table,
    /// The file of the plugin that gives it (a query or the library), as messages name it.
    pub origin: String,
    /// The columns, by their names in the model.
    pub schema: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
    /// The source that a row comes from when it does not say so itself.
    pub source: Option<String>,
    /// The sheet or table inside that source.
    pub sheet: Option<String>,
    /// The sources that the values of a column come from: none for what the plugin writes itself. A column that is not here
    /// comes from the source of its row.
    pub origins: Origins,
}

/// What the gate works by.
pub struct Rules<'a> {
    /// Id of the school: every row is a row of this school.
    pub school: &'a str,
    /// The day of the report, from which the sanity of dates is judged.
    pub report_date: NaiveDate,
    /// How text is read as dates and numbers.
    pub forms: &'a Forms,
    /// Makes the pseudonyms.
    pub pseudonyms: &'a Pseudonyms,
    /// Persons whose data are left out.
    pub objections: &'a Objections,
    /// The file of every source, as messages name it; of a folder that a library reads, the folder.
    pub sources: &'a BTreeMap<String, String>,
    /// The sources that stand beside `plugin.toml`: words of the school, which say nothing of a person.
    pub lists: &'a BTreeSet<String>,
}

impl Rules<'_> {
    /// Whether a row may say that it comes from here: a source, or a file in a folder that a library reads.
    fn knows(&self, source: &str) -> bool {
        self.sources.contains_key(source)
            || source.split_once('/').is_some_and(|(folder, _)| self.sources.contains_key(folder))
    }

    /// How messages name the file of a source.
    fn file_of(&self, source: &str) -> Option<String> {
        let below = || {
            let (folder, file) = source.split_once('/')?;
            Some(format!("{}/{file}", self.sources.get(folder)?))
        };
        self.sources.get(source).cloned().or_else(below)
    }
}

/// A table as the store keeps it.
#[derive(Debug)]
pub struct Stored {
    /// The table.
    pub table: &'static Table,
    /// Its rows in the schema of the store.
    pub batches: Vec<RecordBatch>,
    /// How many rows there are.
    pub rows: u64,
}

/// Rows of one table by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// Rows that the plugin handed over.
    pub read: u64,
    /// Rows that are kept.
    pub stored: u64,
    /// Rows that are refused, each with at least one reason.
    pub refused: u64,
    /// Rows left out because the person objected.
    pub objected: u64,
}

/// What the gate lets through, and all there is to say about the rest.
#[derive(Debug)]
pub struct Gated {
    /// The tables, in the order of the model; only those with rows.
    pub tables: Vec<Stored>,
    /// Rows per table that was handed over.
    pub counts: BTreeMap<&'static str, Counts>,
    /// One problem per table, column and check that failed.
    pub problems: Vec<Problem>,
    /// The refused rows with reason and place.
    pub rejected: Vec<Rejected>,
    /// Codes that no list has.
    pub unmapped: Vec<Unmapped>,
    /// The outcome of every check that found something.
    pub findings: Vec<Finding>,
    /// Where in the sources persons stand who are left out: nothing is to be told of those places.
    pub left_out: LeftOut,
}

/// Checks what a plugin hands over for a school and makes what the store keeps.
///
/// # Errors
/// When a table cannot be taken in at all: a required column is missing, a column does not belong to the table, or its type
/// can never hold what it should. These are mistakes in the plugin; all of them are returned.
pub fn pass(inputs: Vec<Input>, rules: &Rules<'_>) -> Result<Gated, Vec<Problem>> {
    let taken = intake::take(inputs, rules)?;
    let bereft = left_out::bereft(&taken, rules);
    let mut left_out = LeftOut::default();
    let mut known: BTreeMap<&'static str, known::Known<'_>> = BTreeMap::new();
    let mut linked: BTreeMap<&'static str, link::Linked> = BTreeMap::new();
    for table in dependency_order() {
        let Some(read) = taken.get(table.name) else { continue };
        let (outcome, rows) = link::link(read, &known, bereft.get(table.name), rules);
        left_out.add(read, &outcome);
        linked.insert(table.name, outcome);
        known.insert(table.name, rows);
    }
    let mut findings = Findings::new(rules, &left_out);
    for table in dependency_order() {
        let (Some(read), Some(outcome)) = (taken.get(table.name), linked.get(table.name)) else { continue };
        findings.add(read, outcome);
    }
    let mut tables = Vec::new();
    let mut counts = BTreeMap::new();
    for table in schakel_model::tables() {
        let (Some(read), Some(outcome)) = (taken.get(table.name), linked.get(table.name)) else { continue };
        counts.insert(table.name, outcome.counts());
        let stored = output::stored(read, outcome, &known, &left_out, rules)?;
        if stored.rows > 0 {
            tables.push(stored);
        }
    }
    let Findings { mut problems, rejected, unmapped, findings, .. } = findings;
    let origin = |table: &str| taken.get(table).map(|taken| taken.origin.as_str());
    problems.extend(period::of_another_year(&tables, rules, origin));
    Ok(Gated { tables, counts, problems, rejected, unmapped, findings, left_out })
}
