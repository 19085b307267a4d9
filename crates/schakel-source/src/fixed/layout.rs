//! Fields at fixed positions, and the tables that lines give with them.

use std::path::Path;

use encoding_rs::Encoding;

use super::lines;
use crate::build::TextTable;
use crate::names::clean_names;
use crate::problem::Problem;
use crate::spec::{FixedField, SourceSpec};
use crate::table::SourceColumn;

/// The characters that the fields of a line take up.
pub(crate) fn width(fields: &[FixedField]) -> usize {
    fields.iter().map(last).max().unwrap_or(0)
}

/// Position of the last character of a field.
fn last(field: &FixedField) -> usize {
    (field.start - 1).saturating_add(field.length)
}

/// How many characters a line has.
pub(crate) fn line_width(line: &str) -> usize {
    if line.is_ascii() { line.len() } else { line.chars().count() }
}

/// Reads the fields, which start at 1 or later, of every line with something in it that `wanted` takes by its number
/// and width. At most `limit` lines are looked at.
pub(crate) fn rows(
    spec: &SourceSpec,
    path: &Path,
    encoding: Option<&'static Encoding>,
    fields: &[FixedField],
    limit: Option<u64>,
    mut wanted: impl FnMut(u64, usize) -> bool,
) -> Result<TextTable, Problem> {
    let originals: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let columns = clean_names(&originals).into_iter().zip(&originals).map(|(name, original)| SourceColumn {
        name,
        original: (*original).to_owned(),
        more: Vec::new(),
    });
    let mut table = TextTable::new(columns.collect());
    lines::each(spec, path, encoding, |number, line| {
        if !line.trim().is_empty() && wanted(number, line_width(line)) {
            for (column, field) in fields.iter().enumerate() {
                let value = cut(line, field).trim();
                if !value.is_empty() && !spec.null.iter().any(|null| null == value) {
                    table.set(column, value);
                }
            }
            table.end_row(i64::try_from(number).unwrap_or(i64::MAX));
        }
        limit.is_none_or(|limit| number < limit)
    })?;
    table.close();
    Ok(table)
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
    line.get(place(field.start - 1)..place(last(field))).unwrap_or_default()
}
