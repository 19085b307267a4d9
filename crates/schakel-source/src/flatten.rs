//! From nested objects (JSON, XML) to tables: what lies inside becomes a column `a_b`, a list of objects a table.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::build::TextTable;
use super::names::{PARENT_ROW, SOURCE_ROW, clean_name, unique};
use super::spec::SourceSpec;
use super::spreadsheet::number_text;
use super::table::{SourceColumn, SourceTable};
use crate::problem::Problem;

/// More columns than this mean that names are data, such as an object with an id per person as its keys.
pub(super) const MOST_COLUMNS: usize = 4_000;
/// More lists of objects than this mean the same, and so does a longer path to a field, in bytes.
const MOST_TABLES: usize = 1_000;
const LONGEST_PATH: usize = 10_000;

/// Makes tables of records. The first one is that of the source itself.
///
/// A list of plain values becomes one text, joined by `;`. A list of objects becomes the table `<table>__<field>`, whose
/// rows are numbered from 1 and carry `parent_row`.
pub(super) struct Flattener<'a> {
    spec: &'a SourceSpec,
    tables: Vec<Flat>,
    too_wide: bool,
    sparse: bool,
}

struct Flat {
    name: String,
    rows: TextTable,
    /// Column of a path; only ever looked up.
    columns: HashMap<String, usize>,
    taken: BTreeSet<String>,
    children: HashMap<String, usize>,
    number: i64,
    child: bool,
}

impl<'a> Flattener<'a> {
    pub(super) fn new(spec: &'a SourceSpec) -> Flattener<'a> {
        Flattener { spec, tables: vec![Flat::new(spec.name.clone(), false)], too_wide: false, sparse: false }
    }

    /// Adds a record of the source; `row` is its place in the file.
    pub(super) fn record(&mut self, value: &Value, row: i64) {
        // What is refused in the end takes no more room.
        if self.too_wide || self.sparse {
            self.tables[0].number += 1;
        } else {
            self.add(0, value, row, None);
        }
    }

    /// How many records there are.
    pub(super) fn records(&self) -> i64 {
        self.tables[0].number
    }

    /// Makes sure that the source has these columns, in this order.
    pub(super) fn declare(&mut self, columns: impl IntoIterator<Item = String>) {
        for column in columns {
            self.tables[0].column(&column);
        }
    }

    fn add(&mut self, table: usize, value: &Value, row: i64, parent: Option<i64>) {
        self.tables[table].number += 1;
        if let Some(parent) = parent {
            self.tables[table].rows.set(0, &parent.to_string());
        }
        let mut path = String::new();
        match value {
            Value::Object(object) => self.object(table, &mut path, object, row),
            other => self.field(table, "value", other, row),
        }
        self.tables[table].rows.end_row(row);
        self.sparse |= self.tables[table].rows.is_sparse();
    }

    fn object(&mut self, table: usize, path: &mut String, object: &Map<String, Value>, row: i64) {
        for (key, value) in object {
            let length = path.len();
            if length > 0 {
                path.push('.');
            }
            path.push_str(key);
            match value {
                Value::Object(inner) => self.object(table, path, inner, row),
                other => self.field(table, path, other, row),
            }
            path.truncate(length);
        }
    }

    fn field(&mut self, table: usize, path: &str, value: &Value, row: i64) {
        match value {
            Value::Object(_) => {}
            Value::Array(list) if list.iter().any(|value| value.is_object() || value.is_array()) => {
                if self.tables.len() >= MOST_TABLES && !self.tables[table].children.contains_key(path) {
                    self.too_wide = true;
                    return;
                }
                let child = self.child(table, path);
                for value in list {
                    let number = self.tables[child].number + 1;
                    self.add(child, value, number, Some(row));
                }
            }
            Value::Array(list) => {
                let joined = list.iter().filter_map(scalar).collect::<Vec<_>>().join(";");
                self.set(table, path, Some(joined));
            }
            other => self.set(table, path, scalar(other)),
        }
    }

    fn set(&mut self, table: usize, path: &str, value: Option<String>) {
        let table = &mut self.tables[table];
        let too_many = table.rows.columns.len() >= MOST_COLUMNS || path.len() > LONGEST_PATH;
        if too_many && !table.columns.contains_key(path) {
            self.too_wide = true;
            return;
        }
        let column = table.column(path);
        if let Some(value) = value.filter(|value| !self.spec.null.contains(value)) {
            table.rows.set(column, &value);
        }
    }

    fn child(&mut self, table: usize, path: &str) -> usize {
        if let Some(child) = self.tables[table].children.get(path) {
            return *child;
        }
        let clean = clean_name(path);
        let clean = if clean.is_empty() { "list".to_owned() } else { clean };
        let name = format!("{}__{clean}", self.tables[table].name);
        let mut taken: BTreeSet<String> = self.tables.iter().map(|table| table.name.clone()).collect();
        self.tables.push(Flat::new(unique(name, &mut taken), true));
        let child = self.tables.len() - 1;
        self.tables[table].children.insert(path.to_owned(), child);
        child
    }

    /// The tables, and what was noticed.
    pub(super) fn finish(self) -> Result<Vec<SourceTable>, Problem> {
        if self.too_wide {
            return Err(too_wide(self.spec));
        }
        if self.sparse {
            return Err(sparse(self.spec));
        }
        let mut tables = Vec::new();
        for flat in self.tables {
            let table = flat.finish(self.spec).finish(self.spec);
            let long = (self.spec.long && tables.is_empty()).then(|| table.long());
            tables.push(table);
            tables.extend(long);
        }
        Ok(tables)
    }
}

impl Flat {
    fn new(name: String, child: bool) -> Flat {
        let mut flat = Flat {
            name,
            rows: TextTable::default(),
            columns: HashMap::new(),
            taken: BTreeSet::from([SOURCE_ROW.to_owned(), PARENT_ROW.to_owned()]),
            children: HashMap::new(),
            number: 0,
            child,
        };
        if child {
            flat.rows.add_column(SourceColumn::same(PARENT_ROW));
        }
        flat
    }

    fn column(&mut self, path: &str) -> usize {
        if let Some(column) = self.columns.get(path) {
            return *column;
        }
        let clean = clean_name(path);
        let clean = if clean.is_empty() { format!("column_{}", self.rows.columns.len() + 1) } else { clean };
        let name = unique(clean, &mut self.taken);
        let column = self.rows.add_column(SourceColumn { name, original: path.to_owned(), more: Vec::new() });
        self.columns.insert(path.to_owned(), column);
        column
    }

    fn finish(mut self, spec: &SourceSpec) -> SourceTable {
        self.rows.close();
        match self.child {
            false => SourceTable::text(self.name, &spec.path, self.rows),
            true => SourceTable::child(self.name, &spec.path, self.rows),
        }
    }
}

/// That names of fields are data.
pub(super) fn too_wide(spec: &SourceSpec) -> Problem {
    Problem::error("source-columns", format!("the records have more than {MOST_COLUMNS} different fields"))
        .file(&spec.path)
        .hint("Names of fields seem to be data (such as an id per person); a native plugin can read this.")
}

/// That rows have far too few values for their many columns.
pub(super) fn sparse(spec: &SourceSpec) -> Problem {
    Problem::error("source-columns", "hardly any of the many columns has a value in most rows")
        .file(&spec.path)
        .hint("Look whether this is the right file; a native plugin can read it.")
}

/// A plain value as text; nothing for null.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Object(_) | Value::Array(_) => None,
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(whole), _, _) => whole.to_string(),
            (_, Some(whole), _) => whole.to_string(),
            (_, _, Some(decimal)) => number_text(decimal),
            _ => number.to_string(),
        }),
        Value::String(text) => Some(text.clone()),
    }
}
