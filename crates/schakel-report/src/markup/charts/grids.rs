//! Charts of rows and columns.

use super::super::attributes::Attributes;
use super::super::inlines::{childless, no_text};
use super::super::problem::Problems;
use super::super::tree::Element;
use super::{guard, rows, shown};
use crate::document::{ChartData, LevelCell, LevelsRow, MatrixCell, MatrixRow};

/// Levels run from 0 to 4: more cannot be told apart in a small cell.
const MOST_LEVELS: usize = 5;
const LEVELS: &[&str] = &["level", "col", "row"];

pub(super) fn matrix(element: &Element, problems: &mut Problems<'_>) -> ChartData {
    no_text(element, &["col", "row"], problems);
    let mut columns = Vec::new();
    let mut rows_found = Vec::new();
    for child in element.elements() {
        match child.name.as_str() {
            "col" => columns.push(column(child, problems)),
            "row" => rows_found.push((child, matrix_row(child, problems))),
            name => {
                let message = "cannot stand in this <chart>".to_owned();
                problems.add(child.at, name, message, &["col", "row"]);
            }
        }
    }
    let counts = rows_found.iter().map(|(at, row)| (*at, row.cells.len()));
    check_counts(element, columns.len(), counts, &["col", "row"], problems);
    ChartData::Matrix { columns, rows: rows_found.into_iter().map(|(_, row)| row).collect() }
}

pub(super) fn levels(element: &Element, problems: &mut Problems<'_>) -> ChartData {
    no_text(element, LEVELS, problems);
    let mut scale = Vec::new();
    let mut columns = Vec::new();
    let mut rows_found = Vec::new();
    for child in element.elements() {
        match child.name.as_str() {
            "level" => {
                let mut attributes = Attributes::of(child);
                scale.push(attributes.name("text", problems));
                attributes.finish(problems);
                childless(child, problems);
            }
            "col" => columns.push(column(child, problems)),
            "row" => {
                let count = element.elements().filter(|e| e.name == "level").count();
                rows_found.push((child, levels_row(child, count, problems)));
            }
            name => {
                let message = "cannot stand in this <chart>".to_owned();
                problems.add(child.at, name, message, LEVELS);
            }
        }
    }
    if !(2..=MOST_LEVELS).contains(&scale.len()) {
        let message = format!("names {} levels where 2 to {MOST_LEVELS} are needed, from level 0 up", scale.len());
        problems.add(element.at, "chart", message, &["<level text=\"…\"/>"]);
    }
    let counts = rows_found.iter().map(|(at, row)| (*at, row.cells.len()));
    check_counts(element, columns.len(), counts, LEVELS, problems);
    ChartData::Levels { scale, columns, rows: rows_found.into_iter().map(|(_, row)| row).collect() }
}

/// Every row has a cell for every column, and there are both.
fn check_counts<'e>(
    element: &Element,
    columns: usize,
    rows: impl Iterator<Item = (&'e Element, usize)>,
    allowed: &[&str],
    problems: &mut Problems<'_>,
) {
    let mut any = false;
    for (row, cells) in rows {
        any = true;
        if cells != columns {
            let message = format!("has {cells} cells for {columns} columns");
            problems.add(row.at, "row", message, &[]);
        }
    }
    if columns == 0 || !any {
        let message = "needs columns and rows".to_owned();
        problems.add(element.at, "chart", message, allowed);
    }
}

fn column(element: &Element, problems: &mut Problems<'_>) -> String {
    let mut attributes = Attributes::of(element);
    let label = attributes.name("label", problems);
    attributes.finish(problems);
    childless(element, problems);
    label
}

fn levels_row(element: &Element, levels: usize, problems: &mut Problems<'_>) -> LevelsRow {
    let mut attributes = Attributes::of(element);
    let label = attributes.name("label", problems);
    attributes.finish(problems);
    LevelsRow { label, cells: rows(element, "cell", |cell, problems| level_cell(cell, levels, problems), problems) }
}

/// A cell has either a level of the scale or a reason why it has none.
fn level_cell(element: &Element, levels: usize, problems: &mut Problems<'_>) -> LevelCell {
    const REASONS: &[(&str, LevelCell)] = &[("missing", LevelCell::NotObserved), ("suppressed", LevelCell::Suppressed)];
    let mut attributes = Attributes::of(element);
    let form = format!("a level of this chart, 0 to {}", levels.saturating_sub(1));
    let read = |text: &str| text.parse::<usize>().ok().filter(|level| *level < levels);
    let level = attributes.parsed("level", &form, read, problems);
    let reason = attributes.choice("status", REASONS, problems);
    attributes.finish(problems);
    childless(element, problems);
    let given = |name: &str| element.attributes.iter().any(|(key, value)| key == name && !value.trim().is_empty());
    if given("level") == given("status") {
        let message = "needs either a level or a status".to_owned();
        let allowed = ["level=\"0\"", "status=\"missing\"", "status=\"suppressed\""];
        problems.add(element.at, "cell", message, &allowed);
    }
    match (level, reason) {
        (_, Some(reason)) => reason,
        (Some(level), None) => LevelCell::Level(level),
        (None, None) => LevelCell::NotObserved,
    }
}

fn matrix_row(element: &Element, problems: &mut Problems<'_>) -> MatrixRow {
    let mut attributes = Attributes::of(element);
    let label = attributes.name("label", problems);
    attributes.finish(problems);
    MatrixRow { label, cells: rows(element, "cell", matrix_cell, problems) }
}

fn matrix_cell(element: &Element, problems: &mut Problems<'_>) -> MatrixCell {
    let mut attributes = Attributes::of(element);
    let cell = MatrixCell {
        value: attributes.number("value", problems),
        text: attributes.text("text"),
        shown: shown(&mut attributes, problems),
    };
    attributes.finish(problems);
    childless(element, problems);
    guard(element, cell.shown, false, &[cell.value], problems);
    cell
}
