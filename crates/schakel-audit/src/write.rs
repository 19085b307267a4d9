//! Protected tables in the form of the file they came from.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use schakel_source::problem::Problem;
use schakel_source::whole::WholeText;

use super::audit::Audit;
use super::read::{Format, Grid, grids};
use super::table::{Map, text_at};

/// The cells of a sheet that are masked: row of the file, and column, from 0.
type Masked = Map<(u64, usize), String>;

/// Every file that was audited, with the marker in its masked cells.
///
/// # Errors
/// A file that cannot be written in its own form.
pub(crate) fn files(
    audit: &Audit,
    cells: &[bool],
    percents: &[bool],
    marker: &str,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Vec<Problem>> {
    let world = &audit.world;
    // Per file and sheet.
    let mut masked: Map<(String, Option<String>), Masked> = Map::default();
    let mut take = |table: usize, column: usize, row: usize| {
        let own = &world.tables[table];
        let at = own.columns[column].at;
        let place = (own.file_row(row) - 1, at);
        let text = text_at(&own.grid, own.rows[row], at).to_owned();
        masked.entry((own.grid.file.clone(), own.grid.sheet.clone())).or_default().insert(place, text);
    };
    for cell in (0..world.len()).filter(|cell| cells[*cell]) {
        let (table, count, row) = world.place(cell);
        take(table, world.tables[table].counts[count], row);
    }
    for share in (0..world.percents()).filter(|share| percents[*share]) {
        let (table, share, row) = world.share_place(share);
        take(table, world.tables[table].shares[share], row);
    }
    let mut written = Vec::new();
    for (path, shown) in &audit.files {
        let found = world.tables.iter().find(|table| table.grid.file == *shown).map(|table| table.grid.format);
        let sheet = |sheet: &Option<String>| masked.get(&(shown.clone(), sheet.clone()));
        let bytes = match found {
            Some(Format::Text) => text(path, shown, sheet(&None), marker)?,
            Some(Format::Xlsx) => workbook(&grids(path, shown)?, &|name| sheet(name), marker)
                .map_err(|error| vec![Problem::error("audit-protect", error.to_string()).file(shown)])?,
            Some(Format::Ods) => {
                let problem = Problem::error("audit-protect", "an OpenDocument spreadsheet cannot be protected");
                return Err(vec![problem.file(shown).hint("Save it as .xlsx or .csv, and protect that.")]);
            }
            None => std::fs::read(path)
                .map_err(|error| vec![Problem::error("source-unreadable", error.kind().to_string()).file(shown)])?,
        };
        written.push((path.clone(), bytes));
    }
    Ok(written)
}

/// Delimited text: every byte stays but those of the masked fields.
fn text(path: &Path, shown: &str, masked: Option<&Masked>, marker: &str) -> Result<Vec<u8>, Vec<Problem>> {
    let none = Masked::default();
    let masked = masked.unwrap_or(&none);
    let (mut met, mut other) = (0, None);
    let whole = WholeText::read(path, shown)?;
    let bytes = whole.changed(&mut |place, value| {
        let text = masked.get(&place)?;
        met += 1;
        if value.trim() != text {
            other = Some(place.0);
        }
        Some(marker.to_owned())
    });
    let bytes = bytes.map_err(|problem| vec![problem.file(shown).hint("Choose another text with --marker.")])?;
    if met < masked.len() || other.is_some() {
        let problem = Problem::error("audit-protect", "the fields of this text could not be told apart for writing");
        let problem = problem.file(shown).hint("Save it from a spreadsheet as CSV, and protect that.");
        return Err(vec![match other {
            Some(row) => problem.row(row + 1),
            None => problem,
        }]);
    }
    Ok(bytes)
}

/// A workbook is written anew, with what its cells show and nothing else: formulas, pivot tables, charts and hidden
/// parts would still hold what is masked.
fn workbook<'m>(
    grids: &[Grid],
    masked: &dyn Fn(&Option<String>) -> Option<&'m Masked>,
    marker: &str,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same tables give the same bytes: no clock.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for grid in grids {
        let sheet = book.add_worksheet();
        if let Some(name) = &grid.sheet {
            sheet.set_name(name)?;
        }
        let masked = masked(&grid.sheet);
        for row in &grid.rows {
            let at = row.row.saturating_sub(1);
            for (column, text) in row.cells.iter().enumerate() {
                let place = (u32::try_from(at).unwrap_or(u32::MAX), u16::try_from(column).unwrap_or(u16::MAX));
                let number = text.parse::<f64>().ok().filter(|number| number.to_string() == **text);
                if masked.is_some_and(|masked| masked.contains_key(&(at, column))) {
                    sheet.write_string(place.0, place.1, marker)?;
                } else if let Some(number) = number {
                    sheet.write_number(place.0, place.1, number)?;
                } else if !text.is_empty() {
                    sheet.write_string(place.0, place.1, &**text)?;
                }
            }
        }
    }
    book.save_to_buffer()
}
