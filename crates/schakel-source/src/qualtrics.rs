//! Qualtrics: delimited text with texts and import ids below the names. Columns that tell of a person and answers that
//! were given while the survey was tried out are left out.

use std::path::Path;

use arrow_array::{Array, BooleanArray, RecordBatch, StringArray};

use super::known::plain;
use super::names::clean_names;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use super::{csv, persons};
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;

/// The kind `qualtrics`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Qualtrics,
    name: "qualtrics",
    title: "Qualtrics",
    takes: Takes::File,
    options: &[
        "delimiter",
        "quote",
        "encoding",
        "header",
        "header_row",
        "header_rows",
        "null",
        "decimal",
        "drop",
        "keep",
        "long",
    ],
    gives: "Names, texts and import ids above the rows, also in the older form with two header rows; \
            `<name>__columns(column_name, original, header_2, header_3)`. Previews (`Status` 1 or `Survey Preview`) are \
            left out and counted.",
    example: r#"name = "enquete"
kind = "qualtrics"
path = "enquete.csv"
long = true"#,
    read,
};

/// What tells of a person, by the name of a column and by its import id; letters and digits only.
const PERSON_COLUMNS: [&str; 12] = [
    "ipaddress",
    "recipientemail",
    "recipientfirstname",
    "recipientlastname",
    "externalreference",
    "externaldatareference",
    "locationlatitude",
    "locationlongitude",
    "locationaccuracy",
    "recipientname",
    "emailaddress",
    "participantid",
];
/// The same in exports of the old form, which have a text of their own for what Qualtrics adds: columns `V1`, `V2` ….
const OLD_PERSON_TEXTS: [&str; 5] = ["name", "externaldatareference", "emailaddress", "ipaddress", "recipientemail"];
/// How the status of a preview is written.
const PREVIEWS: [&str; 2] = ["1", "survey preview"];

/// Reads the answers, `<name>__columns`, and the long form when it is asked for.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let table = csv::read_table(spec, csv::Input::File(path), limit, &|header| clean_names(header))?;
    let table = without_previews(spec, table);
    let mut table = persons::leave_out(table, spec, tells_of_person).finish(spec);
    table.problems.sort();
    Ok(csv::beside(spec, table, true))
}

fn tells_of_person(column: &SourceColumn) -> bool {
    let named = |name: &str| PERSON_COLUMNS.contains(&plain(name).as_str());
    let by_import_id = column.more.iter().filter_map(|text| import_id(text)).any(named);
    let old = old_text(column).is_some_and(|text| OLD_PERSON_TEXTS.contains(&plain(text).as_str()));
    named(&column.original) || by_import_id || old
}

/// `ipAddress` of `{"ImportId":"ipAddress"}`.
fn import_id(text: &str) -> Option<&str> {
    text.strip_prefix("{\"ImportId\":\"")?.split('"').next()
}

/// The text below the name of a column that Qualtrics adds to an export of the old form.
fn old_text(column: &SourceColumn) -> Option<&str> {
    let number = column.original.strip_prefix('V')?;
    let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    column.more.first().filter(|_| numbered).map(String::as_str)
}

/// Leaves out previews, and says how many there were.
fn without_previews(spec: &SourceSpec, table: SourceTable) -> SourceTable {
    let is_status = |column: &SourceColumn| {
        column.original == "Status"
            || old_text(column) == Some("Status")
            || column.more.iter().filter_map(|text| import_id(text)).any(|id| id == "status")
    };
    let Some(at) = table.columns.iter().position(is_status) else { return table };
    let before = table.rows();
    let mut table = table.filtered(|batch| answers(batch, at));
    let previews = before - table.rows();
    if previews > 0 {
        table.problems.push(
            Problem::notice("source-preview", "left out: given while the survey was tried out (a preview)")
                .file(&spec.path)
                .column("Status")
                .count(previews),
        );
    }
    table
}

/// The rows that are no preview.
fn answers(batch: &RecordBatch, status: usize) -> BooleanArray {
    let Some(status) = batch.column(status).as_any().downcast_ref::<StringArray>() else {
        return vec![true; batch.num_rows()].into();
    };
    let preview = |status: &str| PREVIEWS.contains(&status.trim().to_lowercase().as_str());
    status.iter().map(|status| Some(!status.is_some_and(preview))).collect()
}
