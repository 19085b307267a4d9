//! From the rows of a sheet to a table: where the header stands, which cells belong to it, what is wrong with them.

use std::collections::BTreeMap;

use super::area::{Area, column_letters};
use super::cell::{Cell, Content};
use crate::build::TextTable;
use crate::flatten::sparse;
use crate::names::clean_names;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// Rows among which the header is looked for.
const LOOK_AHEAD: usize = 30;

/// Columns of a sheet, as in Excel and LibreOffice. A file may say that it has cells further away.
const MOST_COLUMNS: u32 = 16_384;

/// Takes the rows of a sheet, from above to below.
pub(crate) struct Grid<'a> {
    spec: &'a SourceSpec,
    sheet: &'a str,
    limit: Option<u64>,
    area: Area,
    /// Rows met before it is known which is the header.
    ahead: Vec<(u32, Vec<Cell>)>,
    table: Option<TextTable>,
    header: Option<u32>,
    first_column: u32,
    more_rows: u64,
    last_row: u32,
    ended: bool,
    sparse: bool,
    rows: u64,
    /// Errors, uncalculated formulas and values without a header, by kind and column: first row and number.
    findings: BTreeMap<(Finding, u32), (u32, u64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Finding {
    Error,
    Uncalculated,
    Beside,
}

impl<'a> Grid<'a> {
    pub(super) fn new(spec: &'a SourceSpec, sheet: &'a str, limit: Option<u64>) -> Result<Grid<'a>, Problem> {
        let area = match &spec.range {
            None => Area::ALL,
            Some(text) => Area::parse(text).ok_or_else(|| {
                Problem::error("source-option", format!("source {}: `{text}` is not a range of cells", spec.name))
                    .file(&spec.path)
                    .hint("Write it as in Excel: B3:H40, A:F or 3:40.")
            })?,
        };
        Ok(Grid {
            spec,
            sheet,
            limit,
            area,
            ahead: Vec::new(),
            table: None,
            header: None,
            first_column: 0,
            more_rows: spec.header_rows.map_or(0, |rows| rows - 1),
            last_row: 0,
            ended: false,
            sparse: false,
            rows: 0,
            findings: BTreeMap::new(),
        })
    }

    /// Takes a row, numbered from 0; `false` when no more are needed.
    pub(super) fn row(&mut self, row: u32, mut cells: Vec<Cell>) -> bool {
        cells.retain(|cell| self.area.holds(row, cell.column));
        if row > self.area.rows.1 || self.ended {
            return false;
        }
        let far = cells.extract_if(.., |cell| cell.column >= MOST_COLUMNS).count() as u64;
        if far > 0 {
            self.findings.entry((Finding::Beside, MOST_COLUMNS)).or_insert((row, 0)).1 += far;
        }
        if cells.is_empty() {
            return true;
        }
        if self.table.is_some() {
            self.data(row, cells);
        } else {
            self.ahead.push((row, cells));
            if self.ahead.len() >= LOOK_AHEAD && self.spec.header_row.is_none_or(|header| u64::from(row) + 1 > header) {
                self.settle();
            }
        }
        !self.ended
    }

    /// All rows were given.
    pub(super) fn end(&mut self) -> Result<(), Problem> {
        if self.table.is_none() {
            self.settle();
        }
        match &mut self.table {
            Some(_) if self.sparse => Err(self.problem(sparse(self.spec))),
            Some(table) => {
                table.close();
                table.drop_unnamed();
                Ok(())
            }
            None if self.ahead.is_empty() => Err(self
                .problem(Problem::error("source-empty", "the sheet is empty"))
                .hint("Look whether the right sheet is named.")),
            None => {
                let row = self.spec.header_row.unwrap_or(1);
                Err(self
                    .problem(Problem::error("source-header", "the row of the header is blank").row(row))
                    .hint("Set header_row to the row of the column names, or leave it out to have it found."))
            }
        }
    }

    /// The table under this name, with what belongs to it.
    pub(crate) fn tables(self, name: &str) -> Vec<SourceTable> {
        let problems = self.problems();
        let sheet = self.sheet.to_owned();
        let spec = self.spec;
        let Some(table) = self.table else { return Vec::new() };
        let more = spec.header_rows.is_some_and(|rows| rows > 1) || spec.long;
        let mut table = SourceTable::text(name, &spec.path, table);
        table.sheet = Some(sheet);
        table.problems = problems;
        let table = table.finish(spec);
        let columns = more.then(|| table.columns_table());
        let long = spec.long.then(|| table.long());
        std::iter::once(table).chain(columns).chain(long).collect()
    }

    /// Decides on the header and takes the rows below it.
    fn settle(&mut self) {
        let header = match (self.spec.header, self.spec.header_row) {
            (Some(false), _) => None,
            (_, Some(row)) => match self.ahead.iter().position(|(at, _)| u64::from(*at) + 1 == row) {
                Some(position) => Some(position),
                None => return,
            },
            _ if self.ahead.is_empty() => return,
            _ => Some(find_header(&self.ahead)),
        };
        let rows = std::mem::take(&mut self.ahead);
        let (columns, skip) = match header {
            Some(position) => {
                let (row, cells) = &rows[position];
                self.header = Some(*row);
                self.last_row = *row;
                self.first_column = cells.iter().map(|cell| cell.column).min().unwrap_or(0);
                (header_columns(self.first_column, cells), position + 1)
            }
            None => {
                self.first_column = if self.area.columns.1 == u32::MAX { 0 } else { self.area.columns.0 };
                self.last_row = rows.first().map_or(0, |(row, _)| row.saturating_sub(1));
                (Vec::new(), 0)
            }
        };
        self.table = Some(TextTable::new(columns));
        for (row, cells) in rows.into_iter().skip(skip) {
            if !self.ended {
                self.data(row, cells);
            }
        }
    }

    fn data(&mut self, row: u32, cells: Vec<Cell>) {
        if self.spec.until_blank && row > self.last_row + 1 {
            self.ended = true;
            return;
        }
        self.last_row = row;
        let Some(table) = &mut self.table else { return };
        if self.more_rows > 0 {
            self.more_rows -= 1;
            let mut texts = vec![String::new(); table.columns.len()];
            for cell in &cells {
                let index = cell.column.checked_sub(self.first_column).map(|index| index as usize);
                if let (Some(slot), Some(text)) = (index.and_then(|index| texts.get_mut(index)), cell.content.text()) {
                    *slot = text.to_owned();
                }
            }
            table.columns.iter_mut().zip(texts).for_each(|(column, text)| column.more.push(text));
            return;
        }
        let mut filled = false;
        for cell in cells {
            let mut note = |finding| self.findings.entry((finding, cell.column)).or_insert((row, 0)).1 += 1;
            let index = cell.column.checked_sub(self.first_column).map(|index| index as usize);
            if let (Some(index), None) = (index, self.header) {
                while table.columns.len() <= index {
                    let name = format!("column_{}", table.columns.len() + 1);
                    table.add_column(SourceColumn::same(&name));
                }
            }
            let Some(index) = index.filter(|index| *index < table.columns.len()) else {
                note(Finding::Beside);
                continue;
            };
            match &cell.content {
                Content::Error(_) => note(Finding::Error),
                Content::Uncalculated => note(Finding::Uncalculated),
                Content::Text(text) | Content::Value(text) if self.spec.null.contains(text) => {}
                Content::Text(text) | Content::Value(text) => table.set(index, text),
            }
            filled = true;
        }
        if filled {
            table.end_row(i64::from(row) + 1);
            self.rows += 1;
            self.sparse |= table.is_sparse();
        }
        self.ended |= self.sparse;
        self.ended |= self.limit.is_some_and(|limit| self.rows >= limit);
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for ((finding, column), (row, count)) in &self.findings {
            let problem = match finding {
                Finding::Error => {
                    Problem::error("source-cell", "a formula came out as an error, such as #N/A; taken as missing")
                        .hint("Correct the formula, or type the value.")
                }
                Finding::Uncalculated => {
                    Problem::error("source-formula", "a formula was never calculated; taken as missing")
                        .hint("Open the workbook in Excel or LibreOffice, and save it.")
                }
                Finding::Beside => {
                    Problem::notice("source-beside", "cells beside the table, without a header, were left out")
                        .hint("Give the column a header if it belongs to the table, or set range.")
                }
            };
            problems
                .push(self.problem(problem).row(u64::from(*row) + 1).column(self.column_name(*column)).count(*count));
        }
        if self.rows == 0 {
            problems.push(self.problem(Problem::notice("source-no-rows", "there is a header and no row below it")));
        }
        if let (Some(row), None) = (self.header.filter(|row| *row > self.area.rows.0), self.spec.header_row) {
            problems.push(
                self.problem(Problem::notice("source-header", "this row was taken as the header"))
                    .row(u64::from(row) + 1)
                    .hint("Set header_row in plugin.toml to make sure of it."),
            );
        }
        problems.sort();
        problems
    }

    /// The header above a column and its letters: a person may look for either.
    fn column_name(&self, column: u32) -> String {
        let letters = column_letters(column);
        let index = column.checked_sub(self.first_column).map(|index| index as usize);
        let header = index.and_then(|index| self.table.as_ref()?.columns.get(index));
        match header.filter(|_| self.header.is_some()).map(|column| column.original.trim()) {
            Some(name) if !name.is_empty() => format!("{name} ({letters})"),
            _ => letters,
        }
    }

    fn problem(&self, problem: Problem) -> Problem {
        problem.file(&self.spec.path).sheet(self.sheet)
    }
}

/// The first row that is about as wide as the table and holds texts only; titles above a table are narrower.
fn find_header(rows: &[(u32, Vec<Cell>)]) -> usize {
    let widest = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let wide = |cells: &[Cell]| cells.len() * 5 >= widest * 3 && (cells.len() >= 2 || widest < 2);
    let texts = |cells: &[Cell]| cells.iter().all(|cell| matches!(cell.content, Content::Text(_)));
    let found = rows.iter().position(|(_, cells)| wide(cells) && texts(cells));
    found.or_else(|| rows.iter().position(|(_, cells)| wide(cells))).unwrap_or(0)
}

fn header_columns(first: u32, cells: &[Cell]) -> Vec<SourceColumn> {
    let last = cells.iter().map(|cell| cell.column).max().unwrap_or(first);
    let mut originals = vec![String::new(); (last - first + 1) as usize];
    for cell in cells {
        if let Some(text) = cell.content.text() {
            originals[(cell.column - first) as usize] = text.trim().to_owned();
        }
    }
    let names = clean_names(&originals);
    names.into_iter().zip(originals).map(|(name, original)| SourceColumn { name, original, more: Vec::new() }).collect()
}
