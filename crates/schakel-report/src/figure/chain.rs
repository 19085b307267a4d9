//! A chain: bars that each are a part of the bar above, joined so that the eye sees what falls away.

use super::bars::highest;
use super::canvas::{Area, Canvas, GAP, baseline};
use super::rows::Rows;
use super::scale::Scale;
use crate::document::{BarRow, ChartSpec, Shown};
use crate::draw::Anchor;

const THICK: f32 = 17.0;
const STEP: f32 = 27.0;
/// The longest bar is at least so long, however long the labels are.
const SHORTEST: f32 = 40.0;

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, rows: &[BarRow]) {
    let names = Rows::new(canvas, rows.iter().map(|r| r.label.as_str()), STEP);
    let right = plot_right(canvas, rows, names.plot_left());
    let areas = names.areas(names.plot_left(), right, 0.0);
    let plot = Area { x: names.plot_left(), y: 0.0, w: right - names.plot_left(), h: names.height() };
    // The whole chain shares one scale that ends at its longest bar: there is no axis, the numbers stand at the bars.
    let scale = Scale::new(&ChartSpec { max: chart.max.or(Some(highest(rows))), ..chart.clone() }, highest(rows), plot);
    let ends: Vec<Option<f32>> = rows
        .iter()
        .map(|row| match row.shown {
            Shown::Released => row.value.map(|value| scale.x(value)),
            Shown::Suppressed => None,
        })
        .collect();
    join(canvas, &areas, &ends);
    names.draw_names(canvas, &areas);
    for ((row, area), end) in rows.iter().zip(&areas).zip(&ends) {
        let strip = area.strip(THICK);
        let Some(end) = *end else {
            canvas.withheld(strip, &row.text);
            continue;
        };
        let bar = Area { w: (end - strip.x).max(1.0), ..strip };
        canvas.rect(bar, 1.5, canvas.tone(row.tone));
        let value = canvas.value();
        let x = end + GAP + 1.0;
        let y = baseline(area.middle(), value.size);
        canvas.text(x, y, Anchor::Start, value, &row.text);
        let after = x + canvas.text_width(&row.text, value) + 2.0 * GAP;
        let remark = canvas.secondary();
        canvas.text(after, y, Anchor::Start, remark, &row.note);
    }
    canvas.set_height(names.height());
}

/// Where the longest bar may end, so that every bar leaves room for its own label.
fn plot_right(canvas: &Canvas<'_>, rows: &[BarRow], left: f32) -> f32 {
    let longest = highest(rows).max(f64::MIN_POSITIVE);
    let widest = canvas.width - left;
    let room = rows.iter().filter(|row| row.shown == Shown::Released).filter_map(|row| {
        let share = (row.value? / longest) as f32;
        let free = widest - label_width(canvas, row) - 2.0 * GAP;
        Some(free / share.max(0.01))
    });
    left + room.fold(widest, f32::min).max(SHORTEST)
}

fn label_width(canvas: &Canvas<'_>, row: &BarRow) -> f32 {
    let note = canvas.text_width(&row.note, canvas.secondary());
    let gap = if note > 0.0 { 2.0 * GAP } else { 0.0 };
    canvas.text_width(&row.text, canvas.value()) + gap + note
}

/// A pale area between two bars that follow each other.
fn join(canvas: &mut Canvas<'_>, areas: &[Area], ends: &[Option<f32>]) {
    for (pair, ends) in areas.windows(2).zip(ends.windows(2)) {
        let (Some(above), Some(below)) = (ends[0], ends[1]) else {
            continue;
        };
        let top = pair[0].strip(THICK);
        let bottom = pair[1].strip(THICK);
        let fill = canvas.theme.soft.tint(0.22);
        canvas.polygon(
            vec![(top.x, top.y + top.h), (above, top.y + top.h), (below, bottom.y), (bottom.x, bottom.y)],
            Some(fill),
            None,
        );
    }
}
