//! The cube as CSV: UTF-8, comma, decimal point, a head with the names of the columns.

use std::fmt;

use super::{COLUMNS, Column, Datum, Kind, Row};

/// What is wrong with a file that should hold a cube. It never shows a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1; 1 is the head.
    pub line: u64,
    /// The column, where one is wrong.
    pub column: Option<&'static str>,
    /// What was expected there.
    pub expected: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": expected {}", self.expected)
    }
}

impl std::error::Error for Fault {}

/// Writes rows. A text that a spreadsheet could take for a formula gets an apostrophe in front.
///
/// # Errors
/// When a row cannot be written: a fault of the program.
pub fn write(rows: &[Row]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().map(|column| column.name))?;
    for row in rows {
        writer.write_record(row.data().into_iter().map(field))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// Every place where something else was expected.
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, Vec<Fault>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let head = reader.headers().map_err(|error| vec![unreadable(&error)])?;
    if !head.iter().eq(COLUMNS.iter().map(|column| column.name)) {
        let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        return Err(vec![Fault { line: 1, column: None, expected: format!("the head {}", names.join(",")) }]);
    }
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults.push(unreadable(&error));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != COLUMNS.len() {
            let expected = format!("{} fields, found {}", COLUMNS.len(), record.len());
            faults.push(Fault { line, column: None, expected });
            continue;
        }
        let mut fields = record.iter().map(unguarded);
        let row = Row::read_with(
            || fields.next().unwrap_or_default(),
            |column| faults.push(Fault { line, column: Some(column.name), expected: expected(column) }),
        );
        rows.push(row);
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn unreadable(error: &csv::Error) -> Fault {
    let line = error.position().map_or(1, csv::Position::line);
    Fault { line, column: None, expected: "a line of CSV in UTF-8".to_owned() }
}

fn expected(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text if column.codes.is_empty() => "text".to_owned(),
        Kind::Text => column.codes.iter().map(|code| code.code).collect::<Vec<_>>().join(", "),
        Kind::Whole => "a whole number".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Flag => "true or false".to_owned(),
    };
    if column.required { kind } else { format!("{kind}, or nothing") }
}

fn field(datum: Datum<'_>) -> String {
    let written = |value: Option<String>| value.unwrap_or_default();
    match datum {
        Datum::Text(text) if looks_like_formula(text) => format!("'{text}"),
        Datum::Text(text) => text.to_owned(),
        Datum::Whole(number) => written(number.map(|number| number.to_string())),
        Datum::Number(number) => written(number.map(|number| number.to_string())),
        Datum::Flag(flag) => written(flag.map(|flag| flag.to_string())),
    }
}

/// Apostrophes in front count as part of the mark, so that taking one off again gives the text as it was.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn unguarded(field: &str) -> &str {
    field.strip_prefix('\'').filter(|text| looks_like_formula(text)).unwrap_or(field)
}
