//! A small store, written down as text: tables of the model with one row per line.
//!
//! The first line of a table names its columns as the store does; values stand between `|`, an empty one is missing.
//! `school_id` is `s` where a table does not have it; columns that are left out are missing.

#![allow(dead_code, reason = "every test file uses a part of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "what a test does not expect may end it")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray, new_null_array};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema};
use arrow_select::filter::filter_record_batch;
use chrono::NaiveDate;
use parquet::arrow::ArrowWriter;
use schakel_indicators::{Outcome, Provenance, Request, Settings, StoreView, compute_blocking};
use serde_json::Value;
use tempfile::TempDir;

/// The year that the tests report.
pub(crate) const NOW: &str = "2025-2026";
/// The year before.
pub(crate) const BEFORE: &str = "2024-2025";

/// A store under construction.
pub(crate) struct Fixture {
    folder: TempDir,
    view: StoreView,
    pub(crate) request: Request,
}

impl Fixture {
    /// A store with school `s` and nothing else.
    pub(crate) fn new() -> Self {
        let request = Request {
            project: "Proef".into(),
            school_year: NOW.into(),
            previous_school_year: Some(BEFORE.into()),
            report_date: NaiveDate::from_ymd_opt(2026, 6, 15).unwrap(),
            settings: Settings::default(),
            earlier: Default::default(),
        };
        let fixture = Self { folder: TempDir::new().unwrap(), view: StoreView::default(), request };
        fixture.table("school", "name|sector\nProefschool|vo")
    }

    /// Adds rows to a table, of each school to its own files.
    pub(crate) fn table(mut self, table: &str, text: &str) -> Self {
        let batch = read(table, text);
        let schools = batch.column_by_name("school_id").unwrap().as_string::<i32>().clone();
        for school in schools.iter().flatten().collect::<BTreeSet<&str>>() {
            let of_school = schools.iter().map(|row| Some(row == Some(school))).collect::<BooleanArray>();
            self.file(table, school, &filter_record_batch(&batch, &of_school).unwrap());
        }
        self
    }

    fn file(&mut self, table: &str, school: &str, batch: &RecordBatch) {
        let files = self.view.schools.entry(school.to_owned()).or_default().entry(table.to_owned()).or_default();
        let path = self.folder.path().join(format!("{school}-{table}-{}.parquet", files.len()));
        // Every column may be missing here: a test says only what it is about.
        let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), None).unwrap();
        writer.write(batch).unwrap();
        writer.close().unwrap();
        files.push(path);
    }

    /// Adds rows that follow from a number.
    pub(crate) fn rows(self, table: &str, columns: &str, rows: impl IntoIterator<Item = String>) -> Self {
        let rows: Vec<String> = rows.into_iter().collect();
        self.table(table, &format!("{columns}\n{}", rows.join("\n")))
    }

    /// The store as the engine sees it.
    pub(crate) fn store(&self) -> &StoreView {
        &self.view
    }

    /// The same, with a folder in which the answers of the queries are kept.
    pub(crate) fn keeping(&mut self) -> PathBuf {
        let folder = self.folder.path().join("results");
        self.view.results = Some(folder.clone());
        folder
    }

    /// Everything computed.
    pub(crate) fn outcome(&self) -> Outcome {
        compute_blocking(&self.view, &self.request).unwrap()
    }

    /// With thresholds of one person: for what is computed, whatever may be told of it.
    pub(crate) fn open(mut self) -> Self {
        let rules = &mut self.request.settings.rules;
        (rules.students_k, rules.staff_k, rules.sensitive_k, rules.sensitive_part) = (1, 1, 1, 0);
        self
    }

    /// The facts of school `s`.
    pub(crate) fn facts(&self) -> Facts {
        Facts(self.outcome().facts("s", Provenance::default()).unwrap())
    }
}

/// The facts of a school, with shorthands to look into them.
pub(crate) struct Facts(pub(crate) Value);

impl Facts {
    /// The cell at `by/group/part/period`.
    pub(crate) fn cell(&self, indicator: &str, at: [&str; 4]) -> &Value {
        let cells = self.0["indicators"][indicator]["cells"].as_array().unwrap();
        let matches =
            |c: &&Value| ["by", "group", "part", "period"].iter().zip(at).all(|(key, value)| c[*key] == value);
        let found: Vec<&Value> = cells.iter().filter(matches).collect();
        assert_eq!(found.len(), 1, "{indicator} {at:?} among {:?}", self.places(indicator));
        found[0]
    }

    /// The number at a place; panics when there is none.
    pub(crate) fn value(&self, indicator: &str, at: [&str; 4]) -> f64 {
        let cell = self.cell(indicator, at);
        cell["value"].as_f64().unwrap_or_else(|| panic!("no value in {cell}"))
    }

    /// What became of the number at a place.
    pub(crate) fn status(&self, indicator: &str, at: [&str; 4]) -> &str {
        self.cell(indicator, at)["status"].as_str().unwrap()
    }

    /// The change at `by/group/part`.
    pub(crate) fn change(&self, indicator: &str, at: [&str; 3]) -> &Value {
        let changes = self.0["indicators"][indicator]["changes"].as_array().unwrap();
        let matches = |c: &&Value| ["by", "group", "part"].iter().zip(at).all(|(key, value)| c[*key] == value);
        let found: Vec<&Value> = changes.iter().filter(matches).collect();
        assert_eq!(found.len(), 1, "{indicator} {at:?} among {changes:?}");
        found[0]
    }

    /// Where an indicator has cells, in order.
    pub(crate) fn places(&self, indicator: &str) -> Vec<String> {
        let cells = self.0["indicators"][indicator]["cells"].as_array().unwrap();
        let word = |c: &Value, key: &str| c[key].as_str().unwrap().to_owned();
        cells.iter().map(|c| ["by", "group", "part", "period"].map(|key| word(c, key)).join("/")).collect()
    }

    /// A list.
    pub(crate) fn list(&self, name: &str) -> &Vec<Value> {
        self.0["lists"][name].as_array().unwrap()
    }
}

fn read(table: &str, text: &str) -> RecordBatch {
    let schema = schakel_model::table(table).unwrap().store_schema();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let names: Vec<&str> = lines.next().unwrap().split('|').map(str::trim).collect();
    for name in &names {
        assert!(schema.index_of(name).is_ok(), "{table} has no column {name}");
    }
    let mut columns: BTreeMap<&str, Vec<Option<&str>>> = names.iter().map(|name| (*name, Vec::new())).collect();
    let mut rows = 0;
    for line in lines {
        let values: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(values.len(), names.len(), "{table}: {line}");
        for (name, value) in names.iter().zip(values) {
            columns.get_mut(name).unwrap().push(Some(value).filter(|v| !v.is_empty()));
        }
        rows += 1;
    }
    let fields: Vec<Field> = schema.fields().iter().map(|f| f.as_ref().clone().with_nullable(true)).collect();
    let arrays: Vec<ArrayRef> = fields
        .iter()
        .map(|field| match columns.get(field.name().as_str()) {
            Some(values) => array(values, field.data_type()),
            None if field.name() == "school_id" => Arc::new(StringArray::from(vec!["s"; rows])),
            None => new_null_array(field.data_type(), rows),
        })
        .collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
}

fn array(values: &[Option<&str>], kind: &DataType) -> ArrayRef {
    let numbers = || values.iter().map(|v| v.map(|v| v.parse::<f64>().unwrap_or_else(|_| panic!("{v}"))));
    match kind {
        DataType::Int64 => Arc::new(numbers().map(|v| v.map(|v| v as i64)).collect::<Int64Array>()),
        DataType::Float64 => Arc::new(numbers().collect::<Float64Array>()),
        DataType::Boolean => Arc::new(values.iter().map(|v| v.map(|v| v == "true")).collect::<BooleanArray>()),
        _ => cast(&(Arc::new(StringArray::from(values.to_vec())) as ArrayRef), kind).unwrap(),
    }
}
