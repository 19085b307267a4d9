//! Text with fields at fixed positions, of which the declaration tells the places.

pub(crate) mod layout;
pub(crate) mod lines;

use std::path::Path;

use self::layout::width;
use super::spec::{Fields, FixedField, SourceSpec};
use super::table::SourceTable;
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
    let expected = width(fields);
    let (mut first, mut count) = (None, 0);
    let table = layout::rows(spec, path, declared, fields, limit, |number, width| {
        if width < expected {
            first = first.or(Some(number));
            count += 1;
        }
        true
    });
    let table = table.map_err(|problem| vec![problem])?;
    let mut table = SourceTable::text(&spec.name, &spec.path, table);
    if let Some(row) = first {
        let problem = format!(
            "a line is shorter than the {expected} characters of the fields; what lies beyond was taken as missing"
        );
        table.problems.push(Problem::notice("source-row-short", problem).file(&spec.path).row(row).count(count).hint(
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
