//! Tables.

use super::attributes::Attributes;
use super::inlines::{self, no_text};
use super::problem::Problems;
use super::tree::Element;
use crate::document::{Align, Cell, Scope, Table};

/// With more columns nothing in them can be read.
const MOST_COLUMNS: usize = 80;
const PARTS: &[&str] = &["caption", "thead", "tbody", "tfoot"];

pub(super) fn read(element: &Element, problems: &mut Problems<'_>) -> Table {
    let mut attributes = Attributes::of(element);
    let id = attributes.id();
    attributes.finish(problems);
    no_text(element, PARTS, problems);
    let mut table = Table { id, ..Table::default() };
    let mut columns = None;
    for child in element.elements() {
        match child.name.as_str() {
            "caption" => {
                Attributes::none(child, problems);
                table.caption = inlines::read(child, problems);
            }
            "thead" => table.head.extend(rows(child, Scope::Column, &mut columns, problems)),
            "tbody" => table.body.extend(rows(child, Scope::Row, &mut columns, problems)),
            "tfoot" => table.foot.extend(rows(child, Scope::Row, &mut columns, problems)),
            name => {
                let message = "cannot stand in <table>".to_owned();
                problems.add(child.at, name, message, PARTS);
            }
        }
    }
    if table.head.is_empty() {
        let message = "has no head: a reader needs to know what the columns are".to_owned();
        problems.add(element.at, "table", message, PARTS);
    }
    table
}

/// Rows of a part. `scope` is what a `th` names unless it says otherwise, `columns` how many every row has.
fn rows(part: &Element, scope: Scope, columns: &mut Option<usize>, problems: &mut Problems<'_>) -> Vec<Vec<Cell>> {
    Attributes::none(part, problems);
    no_text(part, &["tr"], problems);
    let mut rows = Vec::new();
    for child in part.elements() {
        if child.name != "tr" {
            let message = format!("cannot stand in <{}>", part.name);
            problems.add(child.at, &child.name, message, &["tr"]);
            continue;
        }
        Attributes::none(child, problems);
        no_text(child, &["th", "td"], problems);
        let cells: Vec<Cell> =
            child.elements().filter_map(|cell_element| cell(cell_element, scope, problems)).collect();
        let width: usize = cells.iter().map(|c| c.span).sum();
        let expected = *columns.get_or_insert(width);
        if width > MOST_COLUMNS {
            let message = format!("covers {width} columns, more than the {MOST_COLUMNS} that a page has room for");
            problems.add(child.at, "tr", message, &[]);
        }
        if width != expected || width == 0 {
            let message = format!("covers {width} columns where the first row covers {expected}");
            problems.add(child.at, "tr", message, &[]);
        }
        rows.push(cells);
    }
    rows
}

fn cell(element: &Element, scope: Scope, problems: &mut Problems<'_>) -> Option<Cell> {
    let heading = match element.name.as_str() {
        "th" => true,
        "td" => false,
        name => {
            let message = "cannot stand in <tr>".to_owned();
            problems.add(element.at, name, message, &["th", "td"]);
            return None;
        }
    };
    let mut attributes = Attributes::of(element);
    let aligns = [("left", Align::Left), ("right", Align::Right), ("center", Align::Center)];
    let align = attributes.choice("align", &aligns, problems);
    let span = attributes.parsed("colspan", "a number of columns from 1 to 50", columns, problems).unwrap_or(1);
    let mut own_scope = scope;
    let mut width = None;
    if heading {
        let scopes = [("col", Scope::Column), ("row", Scope::Row)];
        own_scope = attributes.choice("scope", &scopes, problems).unwrap_or(scope);
        width = attributes.parsed("width", "a share of the table such as 20%", share, problems);
    }
    attributes.finish(problems);
    Some(Cell { heading: heading.then_some(own_scope), align, width, span, content: inlines::read(element, problems) })
}

fn columns(text: &str) -> Option<usize> {
    text.parse().ok().filter(|n| (1..=50).contains(n))
}

fn share(text: &str) -> Option<f32> {
    let number: f32 = text.strip_suffix('%')?.trim().parse().ok()?;
    (number > 0.0 && number <= 100.0).then_some(number)
}
