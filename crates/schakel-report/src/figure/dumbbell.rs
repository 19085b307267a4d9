//! Dumbbells: an earlier and a later measurement per row, joined. The earlier one is an open ring, the later one a filled dot.

use super::canvas::{Area, Canvas, GAP, PITCH, SMALL, baseline};
use super::label::{Wish, spread};
use super::rows::Rows;
use super::scale::Scale;
use crate::document::{ChartSpec, DumbbellRow, Shown};
use crate::draw::{Anchor, Color, Stroke};

const DOT: f32 = 4.6;
const BAND: f32 = 7.0;

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, from_label: &str, to_label: &str, rows: &[DumbbellRow]) {
    let names = Rows::new(canvas, rows.iter().map(|r| r.label.as_str()), PITCH + 3.0);
    let left = names.plot_left() + 6.0;
    let right = canvas.width - 22.0;
    let highest = rows
        .iter()
        .filter(|r| r.shown == Shown::Released)
        .flat_map(|r| [r.from, r.to, r.high])
        .flatten()
        .fold(0.0, f64::max);
    let plot = Area { x: left, y: 0.0, w: right - left, h: names.height() };
    let scale = Scale::new(chart, highest, plot);
    let head = draw_head(canvas, &scale, from_label, to_label, rows, plot);
    let bottom = head + names.height();
    let axis = scale.axis(canvas, chart, head, bottom);
    let areas = names.areas(left, right, head);
    names.draw_names(canvas, &areas);
    for (row, area) in rows.iter().zip(&areas) {
        draw_row(canvas, &scale, row, *area);
    }
    canvas.set_height(bottom + axis);
}

/// Names both measurements above the first row that shows both.
fn draw_head(
    canvas: &mut Canvas<'_>,
    scale: &Scale,
    from_label: &str,
    to_label: &str,
    rows: &[DumbbellRow],
    plot: Area,
) -> f32 {
    let both = rows.iter().find_map(|row| match row.shown {
        Shown::Released => Some((row.from?, row.to?)),
        Shown::Suppressed => None,
    });
    let Some((from, to)) = both else {
        return 2.0;
    };
    let style = canvas.secondary().bold();
    let wishes = [
        Wish { center: scale.x(from), width: canvas.text_width(from_label, style) },
        Wish { center: scale.x(to), width: canvas.text_width(to_label, style) },
    ];
    let Some(centers) = spread(&wishes, 2.0 * GAP, plot.x, canvas.width) else {
        return 2.0;
    };
    let colors = [canvas.theme.accent, canvas.theme.primary];
    for (((text, color), center), wish) in [from_label, to_label].into_iter().zip(colors).zip(centers).zip(wishes) {
        if text.is_empty() {
            continue;
        }
        canvas.text(center, SMALL, Anchor::Middle, style.color(color), text);
        let leader = Stroke::solid(color, 0.6);
        canvas.line((center, SMALL + 2.5), (wish.center, SMALL + 11.5), leader);
    }
    SMALL + 7.0
}

fn draw_row(canvas: &mut Canvas<'_>, scale: &Scale, row: &DumbbellRow, area: Area) {
    let strip = area.strip(BAND);
    if row.shown == Shown::Suppressed || (row.from.is_none() && row.to.is_none()) {
        canvas.withheld(strip, "");
        return;
    }
    let y = area.middle();
    if let (Some(low), Some(high)) = (row.low, row.high) {
        let band = Area { x: scale.x(low), w: scale.x(high) - scale.x(low), ..strip };
        canvas.rect(band, BAND / 2.0, canvas.theme.soft.tint(0.45));
    }
    if let (Some(from), Some(to)) = (row.from, row.to) {
        let joint = Stroke::solid(canvas.theme.muted, 1.0);
        canvas.line((scale.x(from), y), (scale.x(to), y), joint);
    }
    if let Some(from) = row.from {
        let ring = Stroke::solid(canvas.theme.accent, 1.8);
        canvas.circle((scale.x(from), y), DOT, Color::WHITE, Some(ring));
    }
    if let Some(to) = row.to {
        let edge = Stroke::solid(Color::WHITE, 0.8);
        canvas.circle((scale.x(to), y), DOT, canvas.theme.primary, Some(edge));
    }
    draw_values(canvas, scale, row, y);
}

/// The numbers stand outside the marks, the lower one at the left and the higher one at the right.
fn draw_values(canvas: &mut Canvas<'_>, scale: &Scale, row: &DumbbellRow, y: f32) {
    let later = canvas.value();
    let earlier = canvas.name().color(canvas.theme.accent);
    let base = baseline(y, later.size);
    let low = row.low.map_or(f32::INFINITY, |v| scale.x(v));
    let high = row.high.map_or(f32::NEG_INFINITY, |v| scale.x(v));
    let before = |x: f32| x.min(low) - DOT - 4.0;
    let after = |x: f32| x.max(high) + DOT + 4.0;
    match (row.from.map(|v| scale.x(v)), row.to.map(|v| scale.x(v))) {
        (Some(from), Some(to)) if from <= to => {
            // The ring's own number stays beside the ring unless the margin reaches over it.
            canvas.text(before(from), base, Anchor::End, earlier, &row.from_text);
            canvas.text(after(to), base, Anchor::Start, later, &row.to_text);
        }
        (Some(from), Some(to)) => {
            canvas.text(before(to), base, Anchor::End, later, &row.to_text);
            canvas.text(after(from), base, Anchor::Start, earlier, &row.from_text);
        }
        (Some(from), None) => {
            canvas.text(after(from), base, Anchor::Start, earlier, &row.from_text);
        }
        (None, Some(to)) => canvas.text(after(to), base, Anchor::Start, later, &row.to_text),
        (None, None) => {}
    }
}
