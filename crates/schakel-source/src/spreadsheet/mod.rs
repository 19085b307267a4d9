//! Workbooks: Excel (.xlsx) and OpenDocument (.ods), as people make them by hand.

mod area;
mod cell;
mod grid;
mod workbook;

use std::path::Path;

pub(super) use self::cell::number_text;
use self::grid::Grid;
pub(super) use self::workbook::Workbook;
use super::archive;
use super::names::unique;
use super::spec::{SheetName, SourceSpec};
use super::table::SourceTable;
use crate::kind::{Definition, Kind, Takes};
use crate::problem::{Problem, did_you_mean};

/// The kind `ods`.
pub(crate) const ODS: Definition = Definition {
    kind: Kind::Ods,
    name: "ods",
    title: "OpenDocument spreadsheet",
    takes: Takes::File,
    options: &[
        "sheet",
        "sheets",
        "header",
        "header_row",
        "header_rows",
        "range",
        "until_blank",
        "null",
        "decimal",
        "drop",
        "long",
    ],
    gives: "The first visible sheet, or `<name>__<sheet>` for each of `sheets`. The header is found below titles when \
            not declared. Dates are ISO text.",
    example: r#"name = "teams"
kind = "ods"
path = "teams.ods"
range = "B3:F40""#,
    read,
};

/// The kind `xlsx`.
pub(crate) const XLSX: Definition = Definition {
    kind: Kind::Xlsx,
    name: "xlsx",
    title: "Excel",
    takes: Takes::File,
    options: &[
        "sheet",
        "sheets",
        "header",
        "header_row",
        "header_rows",
        "range",
        "until_blank",
        "fill_merged",
        "null",
        "decimal",
        "drop",
        "long",
    ],
    gives: "The first visible sheet, or `<name>__<sheet>` for each of `sheets`. The header is found below titles when \
            not declared. Dates are ISO text.",
    example: r#"name = "gesprekken"
kind = "xlsx"
path = "gesprekken.xlsx"
sheet = "Registratie"
until_blank = true           # totals stand below a blank row"#,
    read,
};

/// Reads a sheet as `<name>`, or several as `<name>__<sheet>`.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    archive::check(spec, path).map_err(|problem| vec![problem])?;
    let mut workbook = Workbook::open(spec, path).map_err(|problem| vec![problem])?;
    let (sheets, mut problems) = wanted(spec, &workbook);
    let mut taken = std::collections::BTreeSet::new();
    let mut tables = Vec::new();
    for sheet in sheets {
        let name = match spec.sheets.is_empty() {
            true => spec.name.clone(),
            false => unique(format!("{}__{}", spec.name, super::clean_name(&sheet)), &mut taken),
        };
        match read_sheet(spec, &mut workbook, &sheet, limit) {
            Ok(grid) => tables.extend(grid.tables(&name)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

/// Reads one sheet.
pub(super) fn read_sheet<'a>(
    spec: &'a SourceSpec,
    workbook: &mut Workbook,
    sheet: &'a str,
    limit: Option<u64>,
) -> Result<Grid<'a>, Problem> {
    let mut grid = Grid::new(spec, sheet, limit)?;
    workbook.rows(spec, sheet, &mut |row, cells| grid.row(row, cells))?;
    grid.end()?;
    Ok(grid)
}

fn wanted(spec: &SourceSpec, workbook: &Workbook) -> (Vec<String>, Vec<Problem>) {
    let all = workbook.sheets();
    let visible: Vec<String> = all.iter().filter(|sheet| sheet.visible).map(|sheet| sheet.name.clone()).collect();
    if spec.sheets.iter().any(|name| name == "*") {
        return (visible, Vec::new());
    }
    let names: Vec<&str> = all.iter().map(|sheet| sheet.name.as_str()).collect();
    let find = |wanted: &str| {
        let exact = names.iter().find(|name| **name == wanted);
        exact
            .or_else(|| names.iter().find(|name| name.trim().to_lowercase() == wanted.trim().to_lowercase()))
            .map(|name| (*name).to_owned())
    };
    let missing = |wanted: &str| {
        let mut problem = Problem::error("source-sheet", format!("the workbook has no sheet `{wanted}`"))
            .file(&spec.path)
            .sheet(wanted);
        problem.hint = did_you_mean(wanted, &names).or_else(|| Some(format!("It has {} sheets.", names.len())));
        problem
    };
    let mut sheets = Vec::new();
    let mut problems = Vec::new();
    for name in &spec.sheets {
        match find(name) {
            Some(name) => sheets.push(name),
            None => problems.push(missing(name)),
        }
    }
    match &spec.sheet {
        Some(SheetName::Name(name)) => match find(name) {
            Some(name) => sheets.push(name),
            None => problems.push(missing(name)),
        },
        Some(SheetName::Number(number)) => match (*number as usize).checked_sub(1).and_then(|index| names.get(index)) {
            Some(name) => sheets.push((*name).to_owned()),
            None => problems.push(missing(&number.to_string())),
        },
        None if spec.sheets.is_empty() => match visible.first().or(all.first().map(|sheet| &sheet.name)) {
            Some(name) => sheets.push(name.clone()),
            None => problems.push(Problem::error("source-sheet", "the workbook has no sheet").file(&spec.path)),
        },
        None => {}
    }
    (sheets, problems)
}
