//! Dots: a strip per row with one dot per part, for groups too small for bars and for the spread over schools.

use super::canvas::{Area, Canvas, GAP, PITCH, SMALL, Style};
use super::label::{Wish, spread};
use super::rows::Rows;
use super::scale::Scale;
use crate::document::{ChartSpec, Part, PartsRow, Shown};
use crate::draw::{Anchor, Color, Face, Stroke};

const DOT: f32 = 3.6;

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, rows: &[PartsRow]) {
    let names = Rows::new(canvas, rows.iter().map(|r| r.label.as_str()), PITCH + 12.0);
    let left = names.plot_left() + DOT;
    let right = canvas.width - 20.0;
    let plot = Area { x: left, y: 0.0, w: right - left, h: names.height() };
    let highest = rows.iter().flat_map(seen).filter_map(|p| p.value).fold(0.0, f64::max);
    let scale = Scale::new(chart, highest, plot);
    let axis = scale.axis(canvas, chart, 0.0, names.height());
    let areas = names.areas(left, right, 0.0);
    names.draw_names(canvas, &areas);
    for (row, area) in rows.iter().zip(&areas) {
        draw_row(canvas, &scale, row, *area);
    }
    canvas.set_height(names.height() + axis);
}

fn seen(row: &PartsRow) -> impl Iterator<Item = &Part> {
    row.parts
        .iter()
        .filter(move |part| row.shown == Shown::Released && part.shown == Shown::Released && part.value.is_some())
}

fn draw_row(canvas: &mut Canvas<'_>, scale: &Scale, row: &PartsRow, area: Area) {
    let mut dots: Vec<(&Part, f32)> =
        seen(row).filter_map(|part| part.value.map(|value| (part, scale.x(value)))).collect();
    if dots.is_empty() {
        canvas.withheld(area.strip(2.0 * DOT), "");
        return;
    }
    dots.sort_by(|a, b| a.1.total_cmp(&b.1));
    let y = area.middle() + 4.0;
    let thread = Stroke::solid(canvas.theme.rule, 1.0);
    canvas.line((area.x, y), (area.right(), y), thread);
    let mut last = f32::NEG_INFINITY;
    let mut level = 0.0;
    for (part, x) in &dots {
        // Dots that would cover each other are stacked.
        level = if x - last < 2.0 * DOT { level + 1.0 } else { 0.0 };
        last = *x;
        let fill = canvas.tone(part.tone.unwrap_or_default());
        let edge = Stroke::solid(Color::WHITE, 0.8);
        canvas.circle((*x, y - level * DOT), DOT, fill, Some(edge));
    }
    draw_labels(canvas, &dots, area, y - DOT * 2.0 - 2.5);
}

fn draw_labels(canvas: &mut Canvas<'_>, dots: &[(&Part, f32)], area: Area, y: f32) {
    let style = Style::new(SMALL, Face::SemiBold, canvas.theme.ink);
    let texts: Vec<String> =
        dots.iter().map(|(part, _)| format!("{} {}", part.label, part.text).trim().to_owned()).collect();
    let wishes: Vec<Wish> = dots
        .iter()
        .zip(&texts)
        .map(|((_, x), text)| Wish { center: *x, width: canvas.text_width(text, style) })
        .collect();
    if let Some(centers) = spread(&wishes, GAP, area.x - DOT, canvas.width) {
        for (text, center) in texts.iter().zip(centers) {
            canvas.text(center, y, Anchor::Middle, style, text);
        }
    }
}
