//! The figures of a report as files to compute with, carried inside the PDF.

use crate::document::Lang;
use crate::facts::{Facts, Text};

/// A file that travels inside a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, as `cijfers.csv`.
    pub name: String,
    /// What it holds, in one sentence.
    pub description: String,
    /// Its media type, as `text/csv`.
    pub media_type: &'static str,
    /// The day it is of, `yyyy-mm-dd`: that of the report, never that of the machine.
    pub date: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The released values of a report and its changes, as two CSV files: UTF-8, comma, decimal point, a head with names of columns.
///
/// What is kept back has a status and no value, as in the report. A text that a spreadsheet could take for a formula gets an apostrophe in front.
///
/// # Errors
/// When a row cannot be written: a fault of the program.
pub fn figures(facts: &Facts, lang: Lang) -> Result<Vec<Attachment>, csv::Error> {
    let (cells, changes, about_cells, about_changes) = match lang {
        Lang::Nl => {
            ("cijfers.csv", "veranderingen.csv", "De cijfers van dit rapport", "De veranderingen in dit rapport")
        }
        Lang::En => ("figures.csv", "changes.csv", "The figures of this report", "The changes in this report"),
    };
    let file = |name: &str, description: &str, bytes| Attachment {
        name: name.to_owned(),
        description: description.to_owned(),
        media_type: "text/csv",
        date: facts.report.date.clone(),
        bytes,
    };
    let head = [
        "indicator",
        "name",
        "by",
        "group",
        "group_label",
        "part",
        "part_label",
        "period",
        "period_label",
        "status",
        "unit",
        "value",
        "low",
        "high",
        "n",
        "n_from",
        "n_to",
        "warn",
        "band",
    ];
    let rows = facts.indicators.values().flat_map(|indicator| {
        indicator.cells.iter().map(|cell| {
            vec![
                indicator.id.clone(),
                said(&indicator.name, lang),
                text(&cell.by),
                text(&cell.group),
                said(&cell.group_label, lang),
                text(&cell.part),
                said(&cell.part_label, lang),
                text(&cell.period),
                said(&cell.period_label, lang),
                code(&cell.status),
                text(cell.unit.as_ref().unwrap_or(&indicator.unit)),
                number(cell.value),
                number(cell.low),
                number(cell.high),
                number(cell.n),
                number(cell.n_band.map(|band| band.from)),
                number(cell.n_band.map(|band| band.to)),
                cell.warn.to_string(),
                text(cell.band.as_deref().unwrap_or_default()),
            ]
        })
    });
    let first = file(cells, about_cells, table(&head, rows)?);
    let head = [
        "indicator",
        "name",
        "by",
        "group",
        "group_label",
        "part",
        "part_label",
        "from",
        "to",
        "status",
        "verdict",
        "from_value",
        "to_value",
        "diff",
        "low",
        "high",
        "n_pairs",
        "warn",
    ];
    let rows = facts.indicators.values().flat_map(|indicator| {
        indicator.changes.iter().map(|change| {
            vec![
                indicator.id.clone(),
                said(&indicator.name, lang),
                text(&change.by),
                text(&change.group),
                said(&change.group_label, lang),
                text(&change.part),
                said(&change.part_label, lang),
                said(&change.from_label, lang),
                said(&change.to_label, lang),
                code(&change.status),
                code(&change.verdict),
                number(change.from_value),
                number(change.to_value),
                number(change.diff),
                number(change.low),
                number(change.high),
                number(change.n_pairs),
                change.warn.to_string(),
            ]
        })
    });
    Ok(vec![first, file(changes, about_changes, table(&head, rows)?)])
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn said(label: &Text, lang: Lang) -> String {
    let said = if lang == Lang::En && !label.en.is_empty() { &label.en } else { &label.nl };
    text(said)
}

/// A text that stays a text in a spreadsheet.
fn text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn number(value: Option<f64>) -> String {
    value.filter(|value| value.is_finite()).map_or_else(String::new, |value| value.to_string())
}

/// A value of an enumeration, as the facts write it.
fn code(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}
