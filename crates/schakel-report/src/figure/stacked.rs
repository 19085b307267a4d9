//! Stacked bars: a whole per row, divided into parts in a fixed order.

use super::canvas::{Area, Canvas, GAP, PITCH, SMALL, Style, baseline};
use super::label::{Wish, spread};
use super::rows::Rows;
use super::scale::Scale;
use crate::document::{ChartSpec, Part, PartsRow, Shown, Tone, Unit};
use crate::draw::{Anchor, Color, Face};

const THICK: f32 = 14.0;
/// Paper between two parts.
const EDGE: f32 = 1.0;
/// From the lower side of a bar to the baseline of a value below it.
const VALUE_BELOW: f32 = 5.6;

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, rows: &[PartsRow]) {
    let labels = || rows.iter().map(|r| r.label.as_str());
    let left = Rows::new(canvas, labels(), PITCH).plot_left();
    let parts = part_names(rows);
    let first = rows.iter().find(|row| is_open(row));
    let whole = rows.iter().map(total).fold(0.0, f64::max);
    let plot = Area { x: left, y: 0.0, w: canvas.width - left, h: 1.0 };
    let scale = Scale::new(chart, whole, plot);
    let head = draw_head(canvas, chart, &scale, &parts, first, plot);
    let below = rows.iter().filter(|row| is_open(row)).any(|row| {
        let lengths = lengths(row, &scale, chart.unit);
        !narrow_parts(canvas, row, &lengths).is_empty()
    });
    let names = Rows::new(canvas, labels(), if below { PITCH + 4.0 } else { PITCH + 2.0 });
    let areas = names.areas(left, canvas.width, head);
    names.draw_names(canvas, &areas);
    for (row, area) in rows.iter().zip(&areas) {
        if is_open(row) {
            let lengths = lengths(row, &scale, chart.unit);
            draw_parts(canvas, row, &lengths, *area, parts.len());
            narrow_values(canvas, row, &lengths, *area);
        } else {
            canvas.withheld(area.strip(THICK), "");
        }
    }
    canvas.set_height(head + names.height());
}

/// The names of the parts, in the order of the row that has most of them.
fn part_names(rows: &[PartsRow]) -> Vec<String> {
    rows.iter()
        .max_by_key(|row| row.parts.len())
        .map(|row| row.parts.iter().map(|p| p.label.clone()).collect())
        .unwrap_or_default()
}

/// Whether every part of the row may be seen: with one part kept back, the lengths of the others would tell it.
fn is_open(row: &PartsRow) -> bool {
    row.shown == Shown::Released
        && !row.parts.is_empty()
        && row.parts.iter().all(|p| p.shown == Shown::Released && p.value.is_some())
}

fn total(row: &PartsRow) -> f64 {
    if is_open(row) { row.parts.iter().filter_map(|p| p.value).sum() } else { 0.0 }
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

fn draw_parts(canvas: &mut Canvas<'_>, row: &PartsRow, lengths: &[(f32, f32)], area: Area, count: usize) {
    let strip = area.strip(THICK);
    let style = inside(canvas);
    for (index, (part, (from, to))) in row.parts.iter().zip(lengths).enumerate() {
        let width = to - from - EDGE;
        if width <= 0.0 {
            continue;
        }
        let fill = color(canvas, part.tone, index, count);
        let bar = Area { x: *from, w: width, ..strip };
        canvas.rect(bar, 0.0, fill);
        if fits(canvas, part, width) {
            let y = baseline(area.middle(), style.size);
            let style = style.color(canvas.on(fill));
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
fn narrow_parts<'r>(canvas: &Canvas<'_>, row: &'r PartsRow, lengths: &[(f32, f32)]) -> Vec<(&'r Part, f32)> {
    row.parts
        .iter()
        .zip(lengths)
        .filter(|(part, (from, to))| part.value.unwrap_or(0.0) > 0.0 && !fits(canvas, part, to - from - EDGE))
        .map(|(part, (from, to))| (part, f32::midpoint(*from, *to)))
        .collect()
}

/// Values of narrow parts stand below their part: above it are the names, or the row before.
fn narrow_values(canvas: &mut Canvas<'_>, row: &PartsRow, lengths: &[(f32, f32)], area: Area) {
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
    key(canvas, names, style, plot)
}

/// Whether every label stands close enough to its part to be read as its name.
fn near(centers: &[f32], wishes: &[Wish]) -> bool {
    centers.iter().zip(wishes).all(|(c, w)| (c - w.center).abs() <= w.width / 2.0 + 4.0)
}

fn key(canvas: &mut Canvas<'_>, names: &[String], style: Style, plot: Area) -> f32 {
    let (mut x, mut y) = (plot.x, SMALL);
    for (index, name) in names.iter().enumerate() {
        let width = 13.0 + canvas.text_width(name, style);
        if x > plot.x && x + width > plot.right() {
            x = plot.x;
            y += SMALL + 5.0;
        }
        let swatch = Area { x, y: y - 7.0, w: 8.5, h: 8.5 };
        let fill = color(canvas, None, index, names.len());
        canvas.rect(swatch, 0.0, fill);
        canvas.text(x + 12.0, y, Anchor::Start, style, name);
        x += width + 3.0 * GAP;
    }
    y + 6.0
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
