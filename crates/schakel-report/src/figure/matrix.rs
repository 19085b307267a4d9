//! A matrix: a number in every cell, on a tint that grows with it.

use super::canvas::{Area, Canvas, baseline};
use super::columns;
use super::rows::Rows;
use crate::document::{MatrixCell, MatrixRow, Shown};
use crate::draw::Anchor;

const ROW: f32 = 21.0;
/// Paper around a cell; less of it where there are many columns.
const EDGE: f32 = 1.0;
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
            let edge = EDGE.min(step / 6.0);
            let x = left + step * index as f32 + edge;
            let place = Area { x, y: area.y + EDGE, w: step - 2.0 * edge, h: area.h - 2.0 * EDGE };
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
            let width = place.w.min(14.0);
            let pad = Area { x: middle - width / 2.0, w: width, ..place };
            canvas.rect(pad, 0.0, crate::draw::Color::WHITE);
            canvas.text(middle, y, Anchor::Middle, marker, "\u{2013}");
        }
        (Shown::Released, Some(value)) if value > 0.0 => {
            let share = value / highest;
            let fill = canvas.theme.primary.tint(0.14 + 0.86 * share as f32);
            canvas.rect(place, 1.5, fill);
            let text = &canvas.short(&cell.text, style, place.w);
            canvas.text(middle, y, Anchor::Middle, style.color(canvas.on(fill)), text);
        }
        (Shown::Released, _) => {
            canvas.rect(place, 1.5, canvas.theme.wash);
            let text = if cell.text.is_empty() { "\u{b7}" } else { &cell.text };
            let quiet = canvas.secondary();
            let text = &canvas.short(text, quiet, place.w);
            canvas.text(middle, y, Anchor::Middle, quiet, text);
        }
    }
}
