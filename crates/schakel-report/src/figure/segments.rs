//! Parts of a bar: their values on them or below them, their key, and the remark behind the bar.

use super::canvas::{Area, Canvas, GAP, SMALL, Style, baseline};
use super::label::{Wish, spread};
use crate::document::{Part, PartsRow};
use crate::draw::{Anchor, Color, Face};

pub(super) const THICK: f32 = 14.0;
/// Paper between two parts.
const EDGE: f32 = 1.0;
/// From the lower side of a bar to the baseline of a value below it.
const VALUE_BELOW: f32 = 5.6;

/// The widest share of a figure that the remarks may take.
const WIDEST_NOTE: f32 = 0.3;

/// The names of the parts, in the order of the row that has most of them.
pub(super) fn part_names(rows: &[PartsRow]) -> Vec<String> {
    rows.iter()
        .max_by_key(|row| row.parts.len())
        .map(|row| row.parts.iter().map(|p| p.label.clone()).collect())
        .unwrap_or_default()
}

pub(super) fn draw_parts(canvas: &mut Canvas<'_>, row: &PartsRow, lengths: &[(f32, f32)], area: Area, fills: &[Color]) {
    let strip = area.strip(THICK);
    let style = inside(canvas);
    for ((part, (from, to)), fill) in row.parts.iter().zip(lengths).zip(fills) {
        let width = to - from - EDGE;
        if width <= 0.0 {
            continue;
        }
        let bar = Area { x: *from, w: width, ..strip };
        canvas.rect(bar, 0.0, *fill);
        if fits(canvas, part, width) {
            let y = baseline(area.middle(), style.size);
            let style = style.color(canvas.on(*fill));
            canvas.text(from + width / 2.0, y, Anchor::Middle, style, &part.text);
        }
    }
}

/// The style of values on their part.
fn inside(canvas: &Canvas<'_>) -> Style {
    Style::new(SMALL + 0.4, Face::SemiBold, canvas.theme.ink)
}

fn fits(canvas: &Canvas<'_>, part: &Part, width: f32) -> bool {
    canvas.text_width(&part.text, inside(canvas)) + 3.0 <= width
}

/// Parts that are too narrow to hold their value, with the place of their middle.
pub(super) fn narrow_parts<'r>(canvas: &Canvas<'_>, row: &'r PartsRow, lengths: &[(f32, f32)]) -> Vec<(&'r Part, f32)> {
    row.parts
        .iter()
        .zip(lengths)
        .filter(|(part, (from, to))| part.value.unwrap_or(0.0) > 0.0 && !fits(canvas, part, to - from - EDGE))
        .map(|(part, (from, to))| (part, f32::midpoint(*from, *to)))
        .collect()
}

/// Values of narrow parts stand below their part: above it are the names, or the row before.
pub(super) fn narrow_values(canvas: &mut Canvas<'_>, row: &PartsRow, lengths: &[(f32, f32)], area: Area) {
    let style = Style::new(SMALL - 1.2, Face::SemiBold, canvas.theme.muted);
    let narrow = narrow_parts(canvas, row, lengths);
    let wishes: Vec<Wish> = narrow
        .iter()
        .map(|(part, center)| Wish { center: *center, width: canvas.text_width(&part.text, style) })
        .collect();
    let Some(centers) = spread(&wishes, 2.0, area.x, area.right()) else {
        return;
    };
    let strip = area.strip(THICK);
    let y = strip.y + strip.h + VALUE_BELOW;
    for ((part, _), center) in narrow.iter().zip(centers) {
        canvas.text(center, y, Anchor::Middle, style, &part.text);
    }
}

/// Room at the right for the remarks of the rows.
pub(super) fn note_room(canvas: &Canvas<'_>, rows: &[PartsRow]) -> f32 {
    let style = canvas.secondary();
    let widest = rows.iter().map(|row| canvas.text_width(&row.note, style)).fold(0.0, f32::max);
    if widest > 0.0 { widest.min(canvas.width * WIDEST_NOTE) + 2.0 * GAP } else { 0.0 }
}

/// The remark of a row, at the right side of the figure.
pub(super) fn draw_note(canvas: &mut Canvas<'_>, row: &PartsRow, area: Area) {
    let style = canvas.secondary();
    let note = canvas.short(&row.note, style, canvas.width * WIDEST_NOTE);
    canvas.text(canvas.width, baseline(area.middle(), style.size), Anchor::End, style, &note);
}

/// Names with their colour, in lines above the bars; gives their height.
pub(super) fn key(canvas: &mut Canvas<'_>, names: &[String], fills: &[Color], plot: Area) -> f32 {
    let style = canvas.secondary().bold().color(canvas.theme.ink);
    let (mut x, mut y) = (plot.x, SMALL);
    for (name, fill) in names.iter().zip(fills) {
        let width = 13.0 + canvas.text_width(name, style);
        if x > plot.x && x + width > plot.right() {
            x = plot.x;
            y += SMALL + 5.0;
        }
        let swatch = Area { x, y: y - 7.0, w: 8.5, h: 8.5 };
        canvas.rect(swatch, 0.0, *fill);
        canvas.text(x + 12.0, y, Anchor::Start, style, name);
        x += width + 3.0 * GAP;
    }
    y + 6.0
}
