//! Whether a response was sent. LimeSurvey writes 1980-01-01 as the date of a response that was sent when the survey
//! keeps no dates: the response counts, the date is not known.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};

use crate::names::{clean_name, clean_names};
use crate::table::{SourceColumn, SourceTable};

/// The column with the moment of sending.
const DATE: &str = "submitdate";
/// The column that is added behind it.
const ADDED: &str = "submitted";
/// How the date that stands for an unknown one begins: as LimeSurvey writes it, and as a spreadsheet saves it again.
const UNKNOWN: [&str; 4] = ["1980-01-01", "1-1-1980", "01-01-1980", "1/1/1980"];

/// Clean names for columns by their codes; the name of the added column is not given to a question.
pub(super) fn column_names(codes: &[String]) -> Vec<String> {
    if !codes.iter().any(|code| code == DATE) {
        return clean_names(codes);
    }
    let given_way = |code: &String| if clean_name(code) == ADDED { format!("{ADDED}_2") } else { code.clone() };
    clean_names(&codes.iter().map(given_way).collect::<Vec<_>>())
}

/// The table with `submitted` (yes or no) behind `submitdate`, in which an unknown date is missing.
pub(super) fn add(table: SourceTable) -> SourceTable {
    let Some(at) = table.columns.iter().position(|column| column.name == DATE) else { return table };
    let sent = move |batch: &RecordBatch| {
        let dates = batch.column(at);
        let sent: StringArray =
            (0..batch.num_rows()).map(|row| Some(if dates.is_valid(row) { "yes" } else { "no" })).collect();
        Arc::new(sent) as ArrayRef
    };
    table.inserted(at + 1, SourceColumn::same(ADDED), sent).mapped(|batch| known_dates(batch, at))
}

fn known_dates(batch: &RecordBatch, at: usize) -> Option<RecordBatch> {
    let dates = batch.column(at).as_any().downcast_ref::<StringArray>()?;
    let unknown = |date: &str| UNKNOWN.iter().any(|unknown| date.trim_start().starts_with(unknown));
    let known: StringArray = dates.iter().map(|date| date.filter(|date| !unknown(date))).collect();
    let mut columns = batch.columns().to_vec();
    columns[at] = Arc::new(known);
    RecordBatch::try_new(batch.schema(), columns).ok()
}
