//! JSON: a list of records somewhere in a document (or in several pages of it), or one record per line.

pub(crate) mod items;
pub(crate) mod lines;
pub(crate) mod text;

use std::path::Path;

use serde_json::Value;

pub(crate) use self::items::has_key;
use self::lines::Lines;
use self::text::TextFile;
use super::flatten::Flattener;
use super::kind::Kind;
use super::spec::SourceSpec;
use super::table::SourceTable;
use crate::kind::{Definition, Takes};
use crate::problem::Problem;

/// The kind `ndjson`.
pub(crate) const NDJSON: Definition = Definition {
    kind: Kind::Ndjson,
    name: "ndjson",
    title: "JSON, one record per line",
    takes: Takes::Files,
    options: &["items", "encoding", "null", "drop", "long"],
    gives: "The same, one record per line; also packed by gzip. Read in pieces, so it may be of any size.",
    example: r#"name = "gebeurtenissen"
kind = "ndjson"
path = "gebeurtenissen.ndjson""#,
    read,
};

/// The kind `json`.
pub(crate) const JSON: Definition = Definition {
    kind: Kind::Json,
    name: "json",
    title: "JSON",
    takes: Takes::Files,
    options: &["items", "encoding", "null", "drop", "long"],
    gives: "One row per record. What is nested becomes `a_b`; a list of values one text joined by `;`; a list of objects \
            the table `<name>__<field>` with `parent_row`. `path = \"persons-*.json\"` reads pages in their order.",
    example: r#"name = "personen"
kind = "json"
path = "personen-*.json"     # all pages, in the order of their numbers
items = "data/items""#,
    read,
};

/// What takes the records of a document or of lines.
pub(crate) trait Sink {
    /// Takes a record; `row` is its place in the source.
    fn record(&mut self, value: &Value, row: i64);

    /// How many records it took.
    fn records(&self) -> i64;
}

impl Sink for Flattener<'_> {
    fn record(&mut self, value: &Value, row: i64) {
        Flattener::record(self, value, row);
    }

    fn records(&self) -> i64 {
        Flattener::records(self)
    }
}

/// Reads a file, or all files that `*` in its name stands for, in the order of the numbers in their names.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let mut flattener = Flattener::new(spec);
    let mut problems = Vec::new();
    let mut lines = Lines::default();
    for path in &crate::files(spec, path)? {
        let spec = &of_file(spec, path);
        let read = match spec.kind {
            Kind::Ndjson => lines.read_file(spec, path, limit, &mut flattener),
            _ => text(spec, path).and_then(|text| {
                let above = flattener.records();
                items::read(spec, &text, above, limit, &mut flattener).map_err(|problem| vec![problem])
            }),
        };
        problems.extend(read.err().into_iter().flatten());
    }
    let refused = lines.refused;
    if !problems.is_empty() {
        return Err(problems);
    }
    if flattener.records() == 0 && !refused.is_empty() {
        return Err(refused);
    }
    let mut tables = flattener.finish().map_err(|problem| vec![problem])?;
    if let Some(table) = tables.first_mut() {
        if table.rows() == 0 {
            table.problems.push(Problem::notice("source-no-rows", "the list of records is empty").file(&spec.path));
        }
        table.problems.extend(refused);
    }
    Ok(tables)
}

/// The same source with the path of one of its files, for messages.
pub(crate) fn of_file(spec: &SourceSpec, path: &Path) -> SourceSpec {
    let mut one = spec.clone();
    if spec.path.contains('*')
        && let Some(name) = path.file_name()
    {
        let folder = spec.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        one.path = format!("{folder}{}", name.to_string_lossy());
    }
    one
}

/// The whole of a text file, packed by gzip or not.
pub(super) fn text(spec: &SourceSpec, path: &Path) -> Result<String, Vec<Problem>> {
    TextFile::open(spec, path)?.whole(spec).map_err(|problem| vec![problem])
}

fn wrong_encoding(spec: &SourceSpec) -> Problem {
    Problem::error("source-encoding", "the text is not of the declared encoding")
        .file(&spec.path)
        .hint("Change encoding in plugin.toml, or leave it out to have it found.")
}

/// What is wrong with a document, at its line and column.
pub(crate) fn syntax(spec: &SourceSpec, error: &serde_json::Error, line: usize) -> Problem {
    let problem = if error.is_eof() {
        Problem::error("source-syntax", "the JSON stops before it is complete")
            .hint("The file was cut off: copy or download it again.")
    } else {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or(&message).to_owned();
        Problem::error("source-syntax", format!("not valid JSON: {what}"))
            .hint("Export it again; a file that was edited by hand often lacks a comma or a quote.")
    };
    problem.file(&spec.path).row(line as u64).column(error.column().to_string())
}
