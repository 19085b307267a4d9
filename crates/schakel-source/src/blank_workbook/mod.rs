//! The blank trajectory workbook: the sheets that a school fills in by hand, with its choices and explanations in Dutch.
//!
//! Sheets, headers, choices and help all come from the model, and `source` reads the same headers back: nothing is defined twice.

mod choices;
mod explain;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use schakel_model::{Column, Table};

use self::choices::Choices;

/// Rows of a sheet that are ready to be filled in: with drop-downs and checks.
const ROWS: u32 = 500;

/// Why the workbook cannot be made: a fault of the program.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be made: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// The blank workbook, as an XLSX file. The same model gives the same bytes.
///
/// # Errors
/// When the file cannot be built.
pub fn blank() -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    // The library would write the time of this moment.
    let day = ExcelDateTime::from_ymd(2026, 1, 1)?;
    let properties = DocProperties::new().set_title("Trajectwerkboek").set_creation_datetime(&day);
    book.set_properties(&properties);
    let sheets = schakel_model::trajectory_sheets();
    let choices = Choices::of(sheets);
    book.push_worksheet(explain::sheet(sheets)?);
    for table in sheets {
        book.push_worksheet(sheet::blank(table, sheets, &choices)?);
    }
    book.push_worksheet(choices.sheet()?);
    Ok(book.save_to_buffer()?)
}

/// The columns that a school fills in; which school it is, its plugin knows.
fn columns(table: &Table) -> impl Iterator<Item = &'static Column> + use<> {
    let columns: &'static [Column] = table.columns;
    columns.iter().filter(|column| column.name != schakel_model::SCHOOL_ID)
}

/// A label as a tab has it: Excel allows 31 characters.
pub(crate) fn tab(label: &str) -> String {
    label.chars().take(31).collect()
}
