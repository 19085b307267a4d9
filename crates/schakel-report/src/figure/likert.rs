//! Likert bars: answers from disagreement to agreement, around a line through the middle of the neutral answer.

use super::canvas::{Area, Canvas, PITCH};
use super::rows::Rows;
use super::scale::Scale;
use super::segments::{THICK, draw_note, draw_parts, key, narrow_parts, narrow_values, note_room, part_names};
use crate::document::{ChartSpec, PartsRow};
use crate::draw::{Color, Stroke};

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, rows: &[PartsRow]) {
    let labels = || rows.iter().map(|r| r.label.as_str());
    let left = Rows::new(canvas, labels(), PITCH).plot_left();
    let right = canvas.width - note_room(canvas, rows);
    let plot = Area { x: left, y: 0.0, w: right - left, h: 1.0 };
    // The same length for the same share in every figure, whatever the answers.
    let around = ChartSpec { min: chart.min.or(Some(-100.0)), max: chart.max.or(Some(100.0)), ..chart.clone() };
    let scale = Scale::new(&around, 100.0, plot);
    let names = part_names(rows);
    let fills = fills(canvas, names.len());
    let head = key(canvas, &names, &fills, Area { x: 0.0, w: canvas.width, ..plot }) + 2.0;
    let open = || rows.iter().filter(|row| row.is_open());
    let below = open().any(|row| !narrow_parts(canvas, row, &lengths(row, &scale)).is_empty());
    let column = Rows::new(canvas, labels(), if below { PITCH + 4.0 } else { PITCH + 2.0 });
    let areas = column.areas(left, right, head);
    column.draw_names(canvas, &areas);
    for (row, area) in rows.iter().zip(&areas) {
        if row.is_open() {
            let lengths = lengths(row, &scale);
            draw_parts(canvas, row, &lengths, *area, &fills);
            narrow_values(canvas, row, &lengths, *area);
            draw_note(canvas, row, *area);
        } else {
            canvas.withheld(area.strip(THICK), "");
        }
    }
    let bottom = head + column.height();
    for area in &areas {
        // The middle: beside the bars, so that it hides no value.
        let strip = area.strip(THICK);
        let line = Stroke::solid(canvas.theme.ink, 0.9);
        canvas.line((scale.x(0.0), area.y), (scale.x(0.0), strip.y), line);
        canvas.line((scale.x(0.0), strip.y + THICK), (scale.x(0.0), area.y + area.h), line);
    }
    // Values below the last bar reach a little further.
    canvas.set_height(bottom + if below { 2.0 } else { 0.0 });
}

/// Where each part begins and ends. Rounded shares that miss a hundred by a little are stretched to it.
fn lengths(row: &PartsRow, scale: &Scale) -> Vec<(f32, f32)> {
    let values: Vec<f64> = row.parts.iter().map(|part| part.value.unwrap_or(0.0)).collect();
    let sum: f64 = values.iter().sum();
    let factor = if (97.0..=103.0).contains(&sum) { 100.0 / sum } else { 1.0 };
    let half = values.len() / 2;
    let neutral = if values.len() % 2 == 1 { values[half] / 2.0 } else { 0.0 };
    let mut at = -(values[..half].iter().sum::<f64>() + neutral) * factor;
    values
        .iter()
        .map(|value| {
            let from = at;
            at += value * factor;
            (scale.x(from), scale.x(at))
        })
        .collect()
}

/// Colours from the strongest disagreement to the strongest agreement; the neutral answer is grey.
fn fills(canvas: &Canvas<'_>, count: usize) -> Vec<Color> {
    let half = count / 2;
    let theme = canvas.theme;
    let fill = |index: usize| {
        let (color, from_middle) = match index {
            index if index < half => (theme.accent, half - index),
            index if index < count - half => return theme.rule,
            index => (theme.primary, index + 1 - (count - half)),
        };
        // The stronger the answer, the fuller its colour.
        color.tint(1.0 - 0.9 * (half - from_middle) as f32 / half.max(1) as f32)
    };
    (0..count).map(fill).collect()
}
