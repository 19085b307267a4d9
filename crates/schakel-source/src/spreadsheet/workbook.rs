//! The two kinds of workbook behind one way to walk over their rows.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{Dimensions, Ods, OdsError, Reader, SheetVisible, Xlsx, XlsxError};

use quick_xml::events::Event;

use super::cell::{Cell, Content, content};
use crate::kind::Kind;
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// Rows and columns between which a sheet is taken as a whole; larger ones are mostly formatting.
const MOST_CELLS: u64 = 200_000_000;
/// Bytes of the content of an OpenDocument, unpacked.
const MOST_BYTES: u64 = 4 << 30;

/// An open workbook.
pub(crate) enum Workbook {
    /// Excel.
    Xlsx(Box<Xlsx<BufReader<File>>>),
    /// OpenDocument.
    Ods(Box<Ods<BufReader<File>>>),
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Its name on the tab.
    pub(crate) name: String,
    /// Whether a person sees the tab.
    pub(crate) visible: bool,
}

impl Workbook {
    /// Opens the workbook of the source.
    pub(crate) fn open(spec: &SourceSpec, path: &Path) -> Result<Workbook, Problem> {
        let reader = BufReader::new(File::open(path).map_err(|error| crate::files::unreadable(spec, &error))?);
        match spec.kind {
            Kind::Ods => {
                is_whole(spec, path)?;
                Ods::new(reader).map(|ods| Workbook::Ods(Box::new(ods))).map_err(|error| damaged(spec, &of_ods(&error)))
            }
            _ => Xlsx::new(reader).map(|xlsx| Workbook::Xlsx(Box::new(xlsx))).map_err(|error| match error {
                XlsxError::Password => Problem::error("source-archive", "the workbook is protected by a password")
                    .file(&spec.path)
                    .hint("Save it without a password."),
                other => damaged(spec, &of_excel(&other)),
            }),
        }
    }

    /// The sheets in the order of their tabs.
    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        let sheets = match self {
            Workbook::Xlsx(xlsx) => xlsx.sheets_metadata(),
            Workbook::Ods(ods) => ods.sheets_metadata(),
        };
        sheets
            .iter()
            .map(|sheet| Sheet { name: sheet.name.clone(), visible: sheet.visible == SheetVisible::Visible })
            .collect()
    }

    /// Walks over the rows that have cells, numbered from 0, until `take` says that it has enough.
    pub(super) fn rows(
        &mut self,
        spec: &SourceSpec,
        sheet: &str,
        take: &mut dyn FnMut(u32, Vec<Cell>) -> bool,
    ) -> Result<(), Problem> {
        match self {
            Workbook::Xlsx(xlsx) => {
                let merged = match spec.fill_merged {
                    true => xlsx
                        .merge_cells_by_sheet_name(sheet)
                        .map_err(|error| damaged(spec, &of_excel(&error)).sheet(sheet))?,
                    false => Vec::new(),
                };
                excel_rows(xlsx, sheet, merged, take).map_err(|error| damaged(spec, &of_excel(&error)).sheet(sheet))
            }
            Workbook::Ods(ods) => {
                let range = ods.worksheet_range(sheet).map_err(|error| damaged(spec, &of_ods(&error)).sheet(sheet))?;
                let (first_row, first_column) = range.start().unwrap_or_default();
                for (row, values) in range.rows().enumerate() {
                    let cells = values.iter().enumerate().filter_map(|(column, value)| {
                        let content = content(value.clone(), false)?;
                        Some(Cell { column: first_column + column as u32, content })
                    });
                    let cells: Vec<Cell> = cells.collect();
                    if !cells.is_empty() && !take(first_row + row as u32, cells) {
                        break;
                    }
                }
                Ok(())
            }
        }
    }
}

fn excel_rows(
    xlsx: &mut Xlsx<BufReader<File>>,
    sheet: &str,
    merged: Vec<Dimensions>,
    take: &mut dyn FnMut(u32, Vec<Cell>) -> bool,
) -> Result<(), XlsxError> {
    let mut merged = Merged { areas: merged.into_iter().map(|area| (area, None)).collect(), left: MOST_CELLS };
    let mut reader = xlsx.worksheet_cells_reader(sheet)?;
    let mut at = 0;
    let mut seen = 0;
    let mut cells: Vec<Cell> = Vec::new();
    while let Some(record) = reader.next_cell_with_formula_metadata()? {
        let (row, column) = record.pos;
        seen += 1;
        if seen > MOST_CELLS {
            return Err(XlsxError::Unexpected("more cells than a sheet can be expected to have"));
        }
        if row != at && !cells.is_empty() {
            let cells = merged.fill(at, std::mem::take(&mut cells))?;
            if !take(at, cells) {
                return Ok(());
            }
        }
        at = row;
        if let Some(content) = content(record.value.into(), record.formula.is_some()) {
            cells.push(Cell { column, content });
        }
    }
    if !cells.is_empty() {
        take(at, merged.fill(at, cells)?);
    }
    Ok(())
}

/// Merged areas with the content of their first cell, once it was met.
struct Merged {
    areas: Vec<(Dimensions, Option<Content>)>,
    /// How many cells may still be filled.
    left: u64,
}

impl Merged {
    fn fill(&mut self, row: u32, mut cells: Vec<Cell>) -> Result<Vec<Cell>, XlsxError> {
        let mut there: BTreeSet<u32> = cells.iter().map(|cell| cell.column).collect();
        for (area, content) in self.areas.iter_mut().filter(|(area, _)| (area.start.0..=area.end.0).contains(&row)) {
            if row == area.start.0 {
                *content = cells.iter().find(|cell| cell.column == area.start.1).map(|cell| cell.content.clone());
            }
            let Some(content) = content else { continue };
            let columns = area.start.1..=area.end.1;
            self.left = self
                .left
                .checked_sub(columns.clone().count() as u64)
                .ok_or(XlsxError::Unexpected("merged areas of more cells than a sheet can be expected to have"))?;
            let lacking = columns.filter(|column| there.insert(*column));
            cells.extend(lacking.map(|column| Cell { column, content: content.clone() }));
        }
        cells.sort_by_key(|cell| cell.column);
        Ok(cells)
    }
}

/// What is wrong with a workbook of Excel. What the library says itself may hold what stands in a cell.
fn of_excel(error: &XlsxError) -> String {
    match error {
        XlsxError::Zip(_)
        | XlsxError::XmlEof(_)
        | XlsxError::UnexpectedNode(_)
        | XlsxError::FileNotFound(_)
        | XlsxError::RelationshipNotFound
        | XlsxError::ColumnNumberOverflow
        | XlsxError::RowNumberOverflow
        | XlsxError::Unexpected(_)
        | XlsxError::WorksheetNotFound(_) => error.to_string(),
        XlsxError::CellError(_) | XlsxError::CellTAttribute(_) | XlsxError::ParseInt(_) | XlsxError::ParseFloat(_) => {
            "a cell does not hold what it says that it holds".to_owned()
        }
        _ => "its XML is not well formed".to_owned(),
    }
}

/// The same of an OpenDocument spreadsheet.
fn of_ods(error: &OdsError) -> String {
    match error {
        OdsError::Zip(_)
        | OdsError::FileNotFound(_)
        | OdsError::Eof(_)
        | OdsError::Password
        | OdsError::WorksheetNotFound(_)
        | OdsError::CellLimitExceeded { .. } => error.to_string(),
        OdsError::Parse(_) | OdsError::ParseInt(_) | OdsError::ParseFloat(_) | OdsError::ParseBool(_) => {
            "a cell does not hold what it says that it holds".to_owned()
        }
        _ => "its XML is not well formed".to_owned(),
    }
}

/// Checks that the content of an OpenDocument is a whole document: what reads its rows would look for an end that is not
/// there for ever.
fn is_whole(spec: &SourceSpec, path: &Path) -> Result<(), Problem> {
    let reader = BufReader::new(File::open(path).map_err(|error| crate::files::unreadable(spec, &error))?);
    // What is no archive, or has no content, is told by what reads it.
    let Ok(mut archive) = zip::ZipArchive::new(reader) else { return Ok(()) };
    let Ok(content) = archive.by_name("content.xml") else { return Ok(()) };
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(content.take(MOST_BYTES)));
    let (mut depth, mut buffer) = (0_u64, Vec::new());
    loop {
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) if depth == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(damaged(spec, "its content ends in the middle")),
            Err(_) => return Err(damaged(spec, "its content is not XML")),
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn damaged(spec: &SourceSpec, reason: &str) -> Problem {
    Problem::error("source-damaged", format!("the workbook could not be read: {reason}"))
        .file(&spec.path)
        .hint("Open it in Excel or LibreOffice and save it again.")
}
