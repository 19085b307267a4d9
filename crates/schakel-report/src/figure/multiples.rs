//! Small multiples: a panel of bars per unit, all on one scale, with the names of the rows once at the left.

use super::canvas::{Area, Canvas, SMALL, Style, baseline};
use super::label::wrap;
use super::rows::Rows;
use super::scale::{Scale, plain};
use crate::document::{BarRow, ChartSpec, Panel, Shown};
use crate::draw::{Anchor, Face, Stroke};

const PITCH: f32 = 15.0;
const BAR: f32 = 8.0;
/// The narrowest panel in which bars can be compared.
const NARROWEST: f32 = 84.0;
/// Space between two panels, and below a row of them.
const BETWEEN: f32 = 14.0;
/// The widest share of a panel that the values may take.
const WIDEST_VALUE: f32 = 0.45;
/// Distance of the lines of a title.
const TITLE_LINE: f32 = 9.4;

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, panels: &[Panel]) {
    let rows = panels.first().map(|panel| panel.rows.as_slice()).unwrap_or_default();
    let names = Rows::within(canvas, rows.iter().map(|row| row.label.as_str()), PITCH, canvas.width * 0.26);
    let left = names.plot_left();
    let room = canvas.width - left;
    let most = (((room + BETWEEN) / (NARROWEST + BETWEEN)) as usize).max(1);
    let lines = panels.len().div_ceil(most).max(1);
    // As many in every line, so that the last one is not left with a few.
    let columns = panels.len().div_ceil(lines).max(1);
    let width = (room - BETWEEN * (columns as f32 - 1.0)) / columns as f32;
    let values = panels.iter().flat_map(|panel| &panel.rows).filter(|row| row.shown == Shown::Released);
    let highest = values.clone().filter_map(|row| row.high.or(row.value)).fold(0.0, f64::max);
    let style = value_style(canvas);
    let label = values.map(|row| canvas.text_width(&row.text, style)).fold(0.0, f32::max);
    let label = label.min(width * WIDEST_VALUE) + 3.0;
    let mut y = 0.0;
    for line in panels.chunks(columns) {
        let titles: Vec<Vec<String>> =
            line.iter().map(|panel| wrap(canvas, &panel.label, canvas.value(), width)).collect();
        let head = titles.iter().map(Vec::len).max().unwrap_or(1) as f32 * TITLE_LINE + 4.0;
        let mut axis = 0.0_f32;
        for (index, (panel, title)) in line.iter().zip(titles).enumerate() {
            let x = left + (width + BETWEEN) * index as f32;
            for (number, text) in title.iter().enumerate() {
                let style = canvas.value();
                canvas.text(x, y + TITLE_LINE * (number as f32 + 1.0) - 1.0, Anchor::Start, style, text);
            }
            let plot = Area { x, y: y + head, w: width - label, h: names.height() };
            let scale = Scale::new(chart, highest, plot);
            axis = axis.max(draw_axis(canvas, chart, &scale, plot));
            for (row, area) in panel.rows.iter().zip(names.areas(x, plot.right(), plot.y)) {
                draw_row(canvas, &scale, row, area, label - 3.0);
            }
        }
        names.draw_names(canvas, &names.areas(left, canvas.width, y + head));
        y += head + names.height() + axis + BETWEEN;
    }
    canvas.set_height((y - BETWEEN).max(1.0));
}

/// The ends of the scale only: panels are small.
fn draw_axis(canvas: &mut Canvas<'_>, chart: &ChartSpec, scale: &Scale, plot: Area) -> f32 {
    let ticks = scale.ticks();
    let style = canvas.secondary();
    let grid = Stroke::solid(canvas.theme.rule, 0.5);
    for (tick, anchor) in
        ticks.first().into_iter().zip([Anchor::Start]).chain(ticks.last().into_iter().zip([Anchor::Middle]))
    {
        let x = scale.x(*tick);
        canvas.line((x, plot.y), (x, plot.y + plot.h), grid);
        let text = plain(*tick, chart.unit, canvas);
        canvas.text(x, plot.y + plot.h + SMALL + 1.5, anchor, style, &text);
    }
    SMALL + 3.0
}

fn value_style(canvas: &Canvas<'_>) -> Style {
    Style::new(SMALL, Face::SemiBold, canvas.theme.ink)
}

fn draw_row(canvas: &mut Canvas<'_>, scale: &Scale, row: &BarRow, area: Area, room: f32) {
    let strip = area.strip(BAR);
    let Some(value) = row.value.filter(|_| row.shown == Shown::Released) else {
        canvas.withheld(strip, "");
        return;
    };
    let end = scale.x(value);
    let bar = Area { w: (end - area.x).max(0.4), ..strip };
    let fill = canvas.tone(row.tone);
    canvas.rect(bar, 0.0, fill);
    let mut reach = end;
    if let (Some(low), Some(high)) = (row.low, row.high) {
        let (low, high) = (scale.x(low), scale.x(high));
        canvas.line((low, area.middle()), (high, area.middle()), Stroke::solid(canvas.theme.ink, 0.9));
        reach = reach.max(high);
    }
    if let Some(mark) = row.mark {
        let x = scale.x(mark);
        canvas.line((x, strip.y - 1.5), (x, strip.y + BAR + 1.5), Stroke::solid(canvas.theme.accent, 1.8));
        reach = reach.max(x + 1.0);
    }
    let style = value_style(canvas);
    let text = canvas.short(&row.text, style, room);
    canvas.text(reach + 2.5, baseline(area.middle(), style.size), Anchor::Start, style, &text);
}
