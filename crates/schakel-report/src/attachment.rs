//! The figures of a report as files to compute with, carried inside the PDF.

use crate::document::Lang;
use crate::facts::{Cell, Change, Facts, Indicator, Text};

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
    let facts = &*facts.sound();
    let file = |name: &str, description: &str, bytes| Attachment {
        name: name.to_owned(),
        description: description.to_owned(),
        media_type: "text/csv",
        date: facts.report.date.clone(),
        bytes,
    };
    let cells_of = |indicator: &Indicator| indicator.cells.iter().map(|cell| cell_row(indicator, cell, lang)).collect();
    let changes_of =
        |indicator: &Indicator| indicator.changes.iter().map(|change| change_row(indicator, change, lang)).collect();
    Ok(vec![
        file(cells, about_cells, table(&CELL, facts, cells_of)?),
        file(changes, about_changes, table(&CHANGE, facts, changes_of)?),
    ])
}

/// The columns that say what a row is about.
const ABOUT: [&str; 7] = ["indicator", "name", "by", "group", "group_label", "part", "part_label"];
/// The other columns of the figures.
const CELL: [&str; 12] =
    ["period", "period_label", "status", "unit", "value", "low", "high", "n", "n_from", "n_to", "warn", "band"];
/// The other columns of the changes.
const CHANGE: [&str; 11] =
    ["from", "to", "status", "verdict", "from_value", "to_value", "diff", "low", "high", "n_pairs", "warn"];

type Row = Vec<String>;

/// What a row is about: indicator, breakdown, and group and part with the words for them.
fn about(indicator: &Indicator, by: &str, group: (&str, &Text), part: (&str, &Text), lang: Lang) -> Row {
    vec![
        indicator.id.clone(),
        said(&indicator.name, lang),
        text(by),
        text(group.0),
        said(group.1, lang),
        text(part.0),
        said(part.1, lang),
    ]
}

fn cell_row(indicator: &Indicator, cell: &Cell, lang: Lang) -> Row {
    let mut row = about(indicator, &cell.by, (&cell.group, &cell.group_label), (&cell.part, &cell.part_label), lang);
    row.extend([
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
    ]);
    row
}

fn change_row(indicator: &Indicator, change: &Change, lang: Lang) -> Row {
    let mut row =
        about(indicator, &change.by, (&change.group, &change.group_label), (&change.part, &change.part_label), lang);
    row.extend([
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
    ]);
    row
}

fn table(others: &[&str], facts: &Facts, rows: impl Fn(&Indicator) -> Vec<Row>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(ABOUT.iter().chain(others))?;
    for row in facts.indicators.values().flat_map(rows) {
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
