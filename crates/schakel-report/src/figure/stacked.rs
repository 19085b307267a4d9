//! Stacked bars: a whole per row, divided into parts in a fixed order.

use super::canvas::{Area, Canvas, GAP, PITCH, SMALL};
use super::label::{Wish, spread};
use super::rows::Rows;
use super::scale::Scale;
use super::segments::{THICK, draw_note, draw_parts, key, narrow_parts, narrow_values, note_room, part_names};
use crate::document::{ChartSpec, PartsRow, Tone, Unit};
use crate::draw::{Anchor, Color};

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, rows: &[PartsRow]) {
    let labels = || rows.iter().map(|r| r.label.as_str());
    let left = Rows::new(canvas, labels(), PITCH).plot_left();
    let parts = part_names(rows);
    let first = rows.iter().find(|row| row.is_open());
    let whole = rows.iter().map(total).fold(0.0, f64::max);
    let right = canvas.width - note_room(canvas, rows);
    let plot = Area { x: left, y: 0.0, w: right - left, h: 1.0 };
    let scale = Scale::new(chart, whole, plot);
    let head = draw_head(canvas, chart, &scale, &parts, first, plot);
    let below = rows.iter().filter(|row| row.is_open()).any(|row| {
        let lengths = lengths(row, &scale, chart.unit);
        !narrow_parts(canvas, row, &lengths).is_empty()
    });
    let names = Rows::new(canvas, labels(), if below { PITCH + 4.0 } else { PITCH + 2.0 });
    let areas = names.areas(left, right, head);
    names.draw_names(canvas, &areas);
    for (row, area) in rows.iter().zip(&areas) {
        if row.is_open() {
            let lengths = lengths(row, &scale, chart.unit);
            let fills: Vec<Color> =
                row.parts.iter().enumerate().map(|(at, part)| color(canvas, part.tone, at, parts.len())).collect();
            draw_parts(canvas, row, &lengths, *area, &fills);
            narrow_values(canvas, row, &lengths, *area);
            draw_note(canvas, row, *area);
        } else {
            canvas.withheld(area.strip(THICK), "");
        }
    }
    canvas.set_height(head + names.height());
}

fn total(row: &PartsRow) -> f64 {
    if row.is_open() { row.parts.iter().filter_map(|p| p.value).sum() } else { 0.0 }
}

/// Where each part begins and ends; rounded percentages that miss a hundred by a little are stretched to it, so that rows end at the same
/// place.
fn lengths(row: &PartsRow, scale: &Scale, unit: Unit) -> Vec<(f32, f32)> {
    let sum: f64 = row.parts.iter().filter_map(|p| p.value).sum();
    let factor = if unit == Unit::Percent && (97.0..=103.0).contains(&sum) { 100.0 / sum } else { 1.0 };
    let mut before = 0.0;
    row.parts
        .iter()
        .map(|part| {
            let from = before;
            before += part.value.unwrap_or(0.0) * factor;
            (scale.x(from), scale.x(before))
        })
        .collect()
}

/// Names the parts above the first row, each over its own part; where that gives no room, as a line of names with their colour.
fn draw_head(
    canvas: &mut Canvas<'_>,
    chart: &ChartSpec,
    scale: &Scale,
    names: &[String],
    first: Option<&PartsRow>,
    plot: Area,
) -> f32 {
    let style = canvas.secondary().bold().color(canvas.theme.ink);
    if let Some(row) = first.filter(|row| row.parts.len() == names.len()) {
        let wishes: Vec<Wish> = row
            .parts
            .iter()
            .zip(lengths(row, scale, chart.unit))
            .map(|(part, (from, to))| Wish {
                center: f32::midpoint(from, to),
                width: canvas.text_width(&part.label, style),
            })
            .collect();
        let placed = spread(&wishes, 2.0 * GAP, plot.x, plot.right());
        if let Some(centers) = placed.filter(|c| near(c, &wishes)) {
            for ((name, center), wish) in names.iter().zip(&centers).zip(&wishes) {
                canvas.text(*center, SMALL, Anchor::Middle, style, name);
                let leader = crate::draw::Stroke::solid(canvas.theme.muted, 0.5);
                canvas.line((*center, SMALL + 2.5), (wish.center, SMALL + 7.5), leader);
            }
            return SMALL + 7.0;
        }
    }
    let fills: Vec<Color> = (0..names.len()).map(|at| color(canvas, None, at, names.len())).collect();
    key(canvas, names, &fills, plot)
}

/// Whether every label stands close enough to its part to be read as its name.
fn near(centers: &[f32], wishes: &[Wish]) -> bool {
    centers.iter().zip(wishes).all(|(c, w)| (c - w.center).abs() <= w.width / 2.0 + 4.0)
}

/// The colour of a part: its tone, or a step of a ramp from pale to dark in the order of the parts.
fn color(canvas: &Canvas<'_>, tone: Option<Tone>, index: usize, count: usize) -> Color {
    if let Some(tone) = tone {
        return canvas.tone(tone);
    }
    let theme = canvas.theme;
    let ramp = [theme.rule, theme.soft.tint(0.5), theme.soft, theme.primary, theme.strong];
    let steps: &[usize] = match count {
        0..=2 => &[0, 3],
        3 => &[0, 2, 4],
        4 => &[0, 1, 3, 4],
        _ => &[0, 1, 2, 3, 4],
    };
    let step = steps.get(index).copied().unwrap_or(ramp.len() - 1);
    ramp.get(step).copied().unwrap_or(theme.strong)
}
