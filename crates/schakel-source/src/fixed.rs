//! Text with fields at fixed positions, such as the files of 1CijferHO.

use std::path::Path;

use encoding_rs::WINDOWS_1252;

use super::build::TextTable;
use super::encoding;
use super::names::clean_names;
use super::spec::{Fields, FixedField, SourceSpec};
use super::table::{SourceColumn, SourceTable};
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;

/// The kind `fixed`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Fixed,
    name: "fixed",
    title: "Fixed-width text",
    takes: Takes::File,
    options: &["fields", "encoding", "null", "decimal", "drop", "long"],
    gives: "One row per line; the first position is 1; ISO-8859-1 unless declared; blanks around a value go.",
    example: r#"name = "inschrijvingen"
kind = "fixed"
path = "inschrijvingen.txt"
fields = [
    { name = "jaar", start = 1, length = 4 },
    { name = "opleiding", start = 5, length = 5 },
]"#,
    read,
};

/// Reads the declared fields of every line; `source_row` is the number of the line. The encoding is ISO-8859-1 unless
/// declared otherwise; positions count characters.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let fields = fields(spec)?;
    let declared = super::csv::declared_encoding(spec)?;
    let bytes = std::fs::read(path).map_err(|error| vec![crate::files::unreadable(spec, &error)])?;
    let Some((text, _)) = encoding::decode(bytes, declared.or(Some(WINDOWS_1252))) else {
        return Err(vec![
            Problem::error("source-encoding", "the text is not of the declared encoding")
                .file(&spec.path)
                .hint("Leave encoding out for ISO-8859-1."),
        ]);
    };
    let originals: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let columns = clean_names(&originals).into_iter().zip(&originals).map(|(name, original)| SourceColumn {
        name,
        original: (*original).to_owned(),
        more: Vec::new(),
    });
    let mut table = TextTable::new(columns.collect());
    let expected = fields.iter().map(|field| field.start + field.length - 1).max().unwrap_or(0);
    let mut short = (0, 0);
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let width = line_width(line);
        if width < expected {
            short = (if short.1 == 0 { number + 1 } else { short.0 }, short.1 + 1);
        }
        for (column, field) in fields.iter().enumerate() {
            let value = cut(line, field).trim();
            if !value.is_empty() && !spec.null.iter().any(|null| null == value) {
                table.set(column, value);
            }
        }
        table.end_row(number as i64 + 1);
        if limit.is_some_and(|limit| number as u64 + 1 >= limit) {
            break;
        }
    }
    table.close();
    let mut table = SourceTable::text(&spec.name, &spec.path, table);
    if short.1 > 0 {
        let problem = format!(
            "a line is shorter than the {expected} characters of the fields; what lies beyond was taken as missing"
        );
        table
            .problems
            .push(Problem::notice("source-row-short", problem).file(&spec.path).row(short.0 as u64).count(short.1).hint(
            "Blanks at the end of a line may have been cut off. Look whether the positions belong to this delivery.",
        ));
    }
    if table.rows() == 0 {
        table.problems.push(Problem::notice("source-no-rows", "there is no line with anything in it").file(&spec.path));
    }
    let table = table.finish(spec);
    let long = spec.long.then(|| table.long());
    Ok(std::iter::once(table).chain(long).collect())
}

fn line_width(line: &str) -> usize {
    if line.is_ascii() { line.len() } else { line.chars().count() }
}

/// The characters of a field, as far as the line has them.
fn cut<'l>(line: &'l str, field: &FixedField) -> &'l str {
    let place = |position: usize| {
        if line.is_ascii() {
            position.min(line.len())
        } else {
            line.char_indices().nth(position).map_or(line.len(), |(at, _)| at)
        }
    };
    line.get(place(field.start - 1)..place(field.start - 1 + field.length)).unwrap_or_default()
}

fn fields(spec: &SourceSpec) -> Result<&[FixedField], Vec<Problem>> {
    let wrong = |message: String| {
        Problem::error("source-option", format!("source {}: {message}", spec.name))
            .file(&spec.path)
            .hint("Write fields = [{ name = \"opleiding\", start = 25, length = 5 }, …]; the first position is 1.")
    };
    let Some(Fields::Fixed(fields)) = &spec.fields else {
        return Err(vec![wrong("a fixed-width source needs a list of fields".to_owned())]);
    };
    let problems: Vec<Problem> = fields
        .iter()
        .filter(|field| field.start == 0 || field.length == 0)
        .map(|field| wrong(format!("field `{}` has no place: start and length are at least 1", field.name)))
        .collect();
    if problems.is_empty() { Ok(fields) } else { Err(problems) }
}
