//! XML: every element at a path is a row; attributes and elements below it are its columns.

mod document;
mod events;
mod fields;
mod plan;
mod reader;
mod rows;
mod tables;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

pub(super) use self::events::Events;
pub(super) use self::plan::Shape;
pub(super) use self::reader::Elements;
pub(super) use self::tables::Tables;
use super::csv::Input;
use super::flatten::Flattener;
use super::spec::{Fields, SourceSpec};
use super::stream::Take;
use super::table::SourceTable;
use crate::kind::{Definition, Kind, Takes};
use crate::problem::{Problem, did_you_mean};

/// The kind `xml`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Xml,
    name: "xml",
    title: "XML",
    takes: Takes::File,
    options: &["row", "fields", "null", "decimal", "drop", "long"],
    gives: "One row per element whose path ends so. Without `fields` all that lies below it, as for JSON. Namespaces are \
            ignored; entities that a document defines itself are not expanded. A document may be larger than memory, a \
            row is at most 32 MB.",
    example: r#"name = "leerlingen"
kind = "xml"
path = "export.xml"
row = "leerlingen/leerling"
fields = { sleutel = "@key", groep = "groep/@key", klas = "../@naam" }"#,
    read,
};

/// Reads the rows; `source_row` is the number of the row element in the document.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    read_document(spec, path, limit, None)
}

/// Reads the rows and hands them out.
pub(super) fn hand_out(spec: &SourceSpec, path: &Path, take: Take<'_>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    read_document(spec, path, None, Some(take))
}

fn read_document(
    spec: &SourceSpec,
    path: &Path,
    limit: Option<u64>,
    take: Option<Take<'_>>,
) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let Some(row) = spec.row.as_deref().filter(|row| !row.trim_matches('/').is_empty()) else {
        return Err(vec![
            Problem::error(
                "source-option",
                format!("source {}: an XML source needs the path of the element that is a row", spec.name),
            )
            .file(&spec.path)
            .hint("Write for example row = \"leerlingen/leerling\"."),
        ]);
    };
    let row: Vec<&str> = row.split('/').filter(|part| !part.is_empty()).collect();
    read_rows(spec, Input::File(path), &row, limit, take).map_err(|problem| vec![problem])
}

fn read_rows(
    spec: &SourceSpec,
    input: Input<'_>,
    row: &[&str],
    limit: Option<u64>,
    take: Option<Take<'_>>,
) -> Result<Vec<SourceTable>, Problem> {
    let mut flattener = Flattener::handing_out(spec, take);
    let wanted = match &spec.fields {
        Some(Fields::Paths(wanted)) => Some(wanted),
        Some(Fields::Fixed(_)) => {
            return Err(Problem::error(
                "source-option",
                format!("source {}: the fields of an XML source are name = \"path\"", spec.name),
            )
            .file(&spec.path)
            .hint("Write fields = { sleutel = \"@key\", naam = \"achternaam\" }."));
        }
        None => None,
    };
    // Without declared fields, an element that repeats in one row is a list in every row.
    let lists = match wanted {
        Some(_) => BTreeSet::new(),
        None => {
            let mut lists = BTreeSet::new();
            let mut rows = Elements::open(spec, input, row)?;
            while let Some(found) = rows.next()? {
                fields::note_lists(&found.value, &mut String::new(), &mut lists);
            }
            lists
        }
    };
    if let Some(wanted) = wanted {
        flattener.declare(wanted.keys().cloned());
    }
    let mut rows = Elements::open(spec, input, row)?;
    while let Some(found) = rows.next()? {
        let number = flattener.records() + 1;
        let value = match wanted {
            Some(wanted) => fields::select(&found, wanted),
            None => fields::with_lists(found.value, &mut String::new(), &lists),
        };
        flattener.record(&value, number);
        if flattener.is_full() || limit.is_some_and(|limit| number as u64 >= limit) {
            break;
        }
    }
    if flattener.records() == 0 {
        let names: Vec<&str> = rows.names.iter().map(String::as_str).collect();
        let last = row.last().copied().unwrap_or_default();
        let mut problem =
            Problem::error("source-row-path", format!("the document has no element at `{}`", row.join("/")))
                .file(&spec.path);
        problem.hint = did_you_mean(last, &names)
            .or_else(|| Some("Set row in plugin.toml to the path of the row elements.".to_owned()));
        return Err(problem);
    }
    let mut tables = flattener.finish()?;
    if let Some(table) = tables.first_mut() {
        table.problems.extend(rows.notice());
    }
    Ok(tables)
}

/// The text of an element, or of its `#text` when it has attributes too.
pub(super) fn element_text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(object) => object.get("#text").and_then(Value::as_str),
        _ => None,
    }
}
