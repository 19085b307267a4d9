//! A matrix: a number in every cell, on a tint that grows with it.

use super::canvas::{Area, Canvas, baseline};
use super::columns;
use super::rows::Rows;
use crate::document::{MatrixCell, MatrixRow, Shown};
use crate::draw::Anchor;

const ROW: f32 = 21.0;
/// From this number on a cell may have the full tint: one or two of something must not shout.
const FULL: f64 = 4.0;

pub(super) fn draw(canvas: &mut Canvas<'_>, columns: &[String], rows: &[MatrixRow]) {
    let names = Rows::new(canvas, rows.iter().map(|r| r.label.as_str()), ROW);
    let left = names.plot_left();
    let step = (canvas.width - left) / columns.len().max(1) as f32;
    let head = columns::draw_names(canvas, columns, left, step);
    let areas = names.areas(left, canvas.width, head);
    names.draw_names(canvas, &areas);
    let highest = rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.shown == Shown::Released)
        .filter_map(|cell| cell.value)
        .fold(FULL, f64::max);
    for (row, area) in rows.iter().zip(&areas) {
        for (index, cell) in row.cells.iter().enumerate() {
            let place = Area { x: left + step * index as f32 + 1.0, y: area.y + 1.0, w: step - 2.0, h: area.h - 2.0 };
            draw_cell(canvas, cell, place, highest);
        }
    }
    canvas.set_height(head + names.height());
}

fn draw_cell(canvas: &mut Canvas<'_>, cell: &MatrixCell, place: Area, highest: f64) {
    let middle = place.x + place.w / 2.0;
    let style = canvas.value();
    let y = baseline(place.middle(), style.size);
    match (cell.shown, cell.value) {
        (Shown::Suppressed, _) => {
            canvas.hatch(place);
            let marker = canvas.secondary();
            let pad = Area { x: middle - 7.0, w: 14.0, ..place };
            canvas.rect(pad, 0.0, crate::draw::Color::WHITE);
            canvas.text(middle, y, Anchor::Middle, marker, "\u{2013}");
        }
        (Shown::Released, Some(value)) if value > 0.0 => {
            let share = value / highest;
            let fill = canvas.theme.primary.tint(0.14 + 0.86 * share as f32);
            canvas.rect(place, 1.5, fill);
            let text = cell.text.as_str();
            canvas.text(middle, y, Anchor::Middle, style.color(canvas.on(fill)), text);
        }
        (Shown::Released, _) => {
            canvas.rect(place, 1.5, canvas.theme.wash);
            let text = if cell.text.is_empty() { "\u{b7}" } else { &cell.text };
            let quiet = canvas.secondary();
            canvas.text(middle, y, Anchor::Middle, quiet, text);
        }
    }
}
