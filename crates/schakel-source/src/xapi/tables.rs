//! The tables that statements become.

use std::collections::HashSet;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{BooleanArray, RecordBatch};
use serde_json::Value;

use super::duration::seconds;
use super::statement::{COLUMNS, OF_PERSONS, fault, one_language, text, value, voids};
use crate::build::TextTable;
use crate::flatten::scalar;
use crate::inspect::names_a_person;
use crate::json::Sink;
use crate::names::PARENT_ROW;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::spreadsheet::number_text;
use crate::table::{SourceColumn, SourceTable, Unread};

/// Takes statements; gives their tables.
pub(super) struct Statements<'s> {
    spec: &'s SourceSpec,
    columns: Vec<(&'static str, &'static str)>,
    rows: TextTable,
    activities: Below,
    extensions: Below,
    taken: i64,
    refused: Vec<Problem>,
    /// Statements that were taken back, in small letters; only ever looked up.
    voided: HashSet<String>,
    voiding: u64,
}

impl<'s> Statements<'s> {
    pub(super) fn new(spec: &'s SourceSpec) -> Statements<'s> {
        let kept = OF_PERSONS.into_iter().filter(|(name, _)| spec.keep.iter().any(|keep| keep == name));
        let columns: Vec<_> = COLUMNS.into_iter().chain(kept).collect();
        Statements {
            spec,
            rows: TextTable::new(columns.iter().map(|(name, _)| SourceColumn::same(name)).collect()),
            columns,
            activities: Below::new(&["relation", "activity_id", "activity_name", "activity_definition_type"]),
            extensions: Below::new(&["place", "key", "value"]),
            taken: 0,
            refused: Vec::new(),
            voided: HashSet::new(),
            voiding: 0,
        }
    }

    /// How many statements were met, good or not.
    pub(super) fn count(&self) -> i64 {
        self.taken
    }

    fn statement(&mut self, statement: &Value, row: i64) {
        self.taken += 1;
        if let Some(fault) = fault(statement) {
            self.note(Problem::error("source-statement", format!("{fault}: left out")).row(row as u64));
            return;
        }
        if let Some(id) = voids(statement) {
            self.voided.insert(id.to_lowercase());
            self.voiding += 1;
            return;
        }
        for (column, (name, path)) in self.columns.clone().into_iter().enumerate() {
            let value = match name {
                "object_type" => text(statement, path).or_else(|| Some("Activity".to_owned())),
                "duration_seconds" => self.duration(statement, path, row),
                _ => text(statement, path),
            };
            if let Some(value) = value.filter(|value| !self.spec.null.contains(value)) {
                self.rows.set(column, &value);
            }
        }
        self.rows.end_row(row);
        self.context(statement, row);
        for (place, path) in [
            ("object", "object/definition/extensions"),
            ("result", "result/extensions"),
            ("context", "context/extensions"),
        ] {
            self.extensions(statement, place, path, row);
        }
    }

    fn duration(&mut self, statement: &Value, path: &str, row: i64) -> Option<String> {
        let seconds = seconds(value(statement, path)?.as_str()?).map(number_text);
        if seconds.is_none() {
            let message = "a duration that is not days, hours, minutes and seconds of ISO 8601: taken as missing";
            self.note(Problem::notice("source-cell", message).row(row as u64).column("duration_seconds"));
        }
        seconds
    }

    fn context(&mut self, statement: &Value, row: i64) {
        for relation in ["parent", "grouping", "category", "other"] {
            let Some(activities) = value(statement, &format!("context/contextActivities/{relation}")) else { continue };
            // Statements of version 0.95 have one activity where others have a list.
            let list = activities.as_array().map_or(std::slice::from_ref(activities), Vec::as_slice);
            for activity in list.iter().filter(|activity| activity.is_object()) {
                let name = value(activity, "definition/name").and_then(Value::as_object).and_then(one_language);
                let (id, kind) = (text(activity, "id"), text(activity, "definition/type"));
                self.activities.add(row, [Some(relation.to_owned()), id, name.and_then(scalar), kind]);
            }
        }
    }

    /// What a system adds of its own: plain values, and lists of those.
    fn extensions(&mut self, statement: &Value, place: &str, path: &str, row: i64) {
        for (key, value) in value(statement, path).and_then(Value::as_object).into_iter().flatten() {
            let last = key.rsplit(['/', '#', ':']).next().unwrap_or(key);
            if names_a_person(last) && !self.spec.keep.contains(key) {
                continue;
            }
            let value = match value {
                Value::Array(list) if list.iter().any(|value| value.is_object() || value.is_array()) => None,
                Value::Array(list) => Some(list.iter().filter_map(scalar).collect::<Vec<_>>().join(";")),
                other => scalar(other),
            };
            match value {
                Some(_) => self.extensions.add(row, [Some(place.to_owned()), Some(key.clone()), value]),
                None => self
                    .note(Problem::notice("source-type", "extensions that hold objects are left out").row(row as u64)),
            }
        }
    }

    /// Keeps the first row of every kind of mistake, and how often it occurs.
    fn note(&mut self, problem: Problem) {
        match self.refused.iter_mut().find(|other| other.message == problem.message) {
            Some(other) => other.count += 1,
            None => self.refused.push(problem.file(&self.spec.path)),
        }
    }

    /// The tables, without what was taken back.
    pub(super) fn finish(mut self, spec: &SourceSpec) -> Vec<SourceTable> {
        self.rows.close();
        let name = |part: &str| format!("{}__{part}", spec.name);
        let mut statements = SourceTable::text(name("statements"), &spec.path, self.rows);
        let kept = |name: &str| spec.keep.iter().any(|keep| keep == name);
        let left_out = OF_PERSONS.into_iter().filter(|(name, _)| !kept(name));
        let left_out = left_out.map(|(name, _)| Unread { column: SourceColumn::same(name), tells_of_person: true });
        statements.unread.extend(left_out);
        let children = [("context_activities", self.activities), ("extensions", self.extensions)];
        let mut children = children.map(|(part, below)| below.finish(name(part), spec));
        let before = statements.rows();
        if !self.voided.is_empty() {
            let mut gone: HashSet<i64> = HashSet::new();
            for batch in &statements.batches {
                let is_voided = voided_rows(batch, &self.voided);
                let rows = batch.column(batch.num_columns() - 1).as_primitive::<Int64Type>();
                gone.extend(rows.values().iter().zip(is_voided).filter(|(_, voided)| *voided).map(|(row, _)| *row));
            }
            let kept = |batch: &RecordBatch, column: usize| -> BooleanArray {
                let rows = batch.column(column).as_primitive::<Int64Type>();
                rows.values().iter().map(|row| Some(!gone.contains(row))).collect()
            };
            statements = statements.filtered(|batch| kept(batch, batch.num_columns() - 1));
            children = children.map(|table| table.filtered(|batch| kept(batch, 0)));
        }
        if self.voiding > 0 {
            let voided = before - statements.rows();
            let message = format!(
                "{} statements that take back another, and {voided} that were taken back, are left out",
                self.voiding
            );
            statements.problems.push(Problem::notice("source-voided", message).file(&spec.path));
        }
        statements.problems.append(&mut self.refused);
        let statements = statements.finish(spec);
        let long = spec.long.then(|| statements.long());
        let mut tables = vec![statements];
        tables.extend(long);
        tables.extend(children);
        tables
    }
}

impl Sink for Statements<'_> {
    fn record(&mut self, value: &Value, row: i64) {
        self.statement(value, row);
    }

    fn records(&self) -> i64 {
        self.taken
    }
}

/// Which rows hold a statement that was taken back.
fn voided_rows(batch: &RecordBatch, voided: &HashSet<String>) -> Vec<bool> {
    let ids = batch.column(0).as_string::<i32>();
    ids.iter().map(|id| id.is_some_and(|id| voided.contains(&id.to_lowercase()))).collect()
}

/// Rows that hang below statements.
struct Below {
    rows: TextTable,
    number: i64,
}

impl Below {
    fn new(names: &[&str]) -> Below {
        let columns = std::iter::once(&PARENT_ROW).chain(names).map(|name| SourceColumn::same(name)).collect();
        Below { rows: TextTable::new(columns), number: 0 }
    }

    fn add<const N: usize>(&mut self, parent: i64, values: [Option<String>; N]) {
        self.number += 1;
        self.rows.set(0, &parent.to_string());
        for (column, value) in values.into_iter().enumerate() {
            if let Some(value) = value {
                self.rows.set(column + 1, &value);
            }
        }
        self.rows.end_row(self.number);
    }

    fn finish(mut self, name: String, spec: &SourceSpec) -> SourceTable {
        self.rows.close();
        SourceTable::child(name, &spec.path, self.rows)
    }
}
