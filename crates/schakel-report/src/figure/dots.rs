//! Dots: a strip per row with one labelled dot per unit, to see the spread over schools. Units that are kept back stand beside the strip,
//! where no place gives their value away.

mod strip;

use super::canvas::{Area, Canvas, GAP, PITCH, SMALL, Style};
use super::label::wrap;
use super::rows::Rows;
use super::scale::Scale;
use crate::document::{ChartSpec, Dot, DotsRow, Lang, Shown};
use crate::draw::{Anchor, Color, Face, Stroke};
use strip::{DOT, Strip};

/// Height of the median's number below the strip.
const MEDIAN: f32 = 9.0;
/// Space above and below a strip.
const PAD: f32 = 4.0;
/// The widest share of a figure that the units kept back may take.
const WIDEST_HIDDEN: f32 = 0.2;
/// Side of the mark of a unit that is kept back.
const HATCH: f32 = 8.0;

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, rows: &[DotsRow]) {
    let labels = || rows.iter().map(|r| r.label.as_str());
    let hidden = Hidden::new(canvas, rows);
    let left = Rows::new(canvas, labels(), PITCH).plot_left() + DOT;
    let right = canvas.width - hidden.room().max(14.0);
    let plot = Area { x: left, y: 0.0, w: right - left, h: 1.0 };
    let highest = rows.iter().flat_map(seen).filter_map(|dot| dot.high.or(dot.value)).fold(0.0, f64::max);
    let scale = Scale::new(chart, highest, plot);
    let strips: Vec<Strip<'_>> = rows.iter().map(|row| Strip::new(canvas, &scale, row, plot)).collect();
    let below = |row: &DotsRow| if row.shown == Shown::Released && row.median.is_some() { MEDIAN } else { 0.0 };
    let pitches: Vec<f32> =
        rows.iter().zip(&strips).map(|(row, strip)| strip.height() + below(row) + 2.0 * PAD).collect();
    let names = Rows::new(canvas, labels(), PITCH).raised(&pitches);
    let head = hidden.draw_head(canvas);
    let areas = names.areas(left, right, head);
    let bottom = head + names.height();
    let axis = scale.axis(canvas, chart, head, bottom);
    names.draw_names(canvas, &areas);
    let mut named = false;
    for ((row, strip), area) in rows.iter().zip(&strips).zip(&areas) {
        if strip.is_empty() {
            canvas.withheld(area.strip(2.0 * DOT), "");
            continue;
        }
        let zone = Area { h: area.h - below(row), ..*area };
        strip.draw(canvas, &scale, zone, row.median);
        named |= draw_median(canvas, &scale, row, *area, !named);
    }
    for (row, area) in rows.iter().zip(&areas) {
        hidden.draw(canvas, row, *area);
    }
    canvas.set_height(bottom + axis);
}

/// The units of a row that may be seen, in the order of their names.
fn seen(row: &DotsRow) -> impl Iterator<Item = &Dot> {
    row.dots
        .iter()
        .filter(move |dot| row.shown == Shown::Released && dot.shown == Shown::Released && dot.value.is_some())
}

/// The number of the median below its mark; the first one says what it is. Tells whether there is one.
fn draw_median(canvas: &mut Canvas<'_>, scale: &Scale, row: &DotsRow, area: Area, first: bool) -> bool {
    let Some(median) = row.median else {
        return false;
    };
    let value = if row.median_text.is_empty() {
        super::scale::plain(median, scale.unit(), canvas)
    } else {
        row.median_text.clone()
    };
    let word = match canvas.lang {
        Lang::Nl => "mediaan",
        Lang::En => "median",
    };
    let style = Style::new(SMALL, Face::SemiBold, canvas.theme.accent);
    let text = if first { format!("{word} {value}") } else { value };
    let text = canvas.short(&text, style, area.w);
    let half = canvas.text_width(&text, style) / 2.0;
    let x = scale.x(median).min(area.right() + 10.0 - half).max(area.x + half - DOT);
    let y = area.y + area.h - PAD - 0.5;
    let pad = Area { x: x - half - 2.0, y: y - SMALL + 0.6, w: 2.0 * half + 4.0, h: SMALL + 1.4 };
    canvas.rect(pad, 0.0, Color::WHITE);
    canvas.text(x, y, Anchor::Middle, style, &text);
    true
}

/// The units that are kept back, in a column of their own.
struct Hidden {
    width: f32,
}

impl Hidden {
    fn new(canvas: &Canvas<'_>, rows: &[DotsRow]) -> Hidden {
        let style = canvas.secondary();
        let widest = rows
            .iter()
            .map(hidden_names)
            .filter(|names| !names.is_empty())
            .map(|names| canvas.text_width(&names, style) + HATCH + GAP)
            .fold(0.0, f32::max);
        if widest == 0.0 {
            return Hidden { width: 0.0 };
        }
        let head = canvas.text_width(Hidden::word(canvas.lang), style.bold());
        Hidden { width: widest.max(head).min(canvas.width * WIDEST_HIDDEN) }
    }

    fn word(lang: Lang) -> &'static str {
        match lang {
            Lang::Nl => "niet getoond",
            Lang::En => "not shown",
        }
    }

    /// Room at the right of the plot.
    fn room(&self) -> f32 {
        if self.width > 0.0 { self.width + 4.0 * GAP } else { 0.0 }
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>) -> f32 {
        if self.width == 0.0 {
            return 0.0;
        }
        let style = canvas.secondary().bold();
        canvas.text(canvas.width - self.width, SMALL, Anchor::Start, style, Hidden::word(canvas.lang));
        SMALL + 3.0
    }

    fn draw(&self, canvas: &mut Canvas<'_>, row: &DotsRow, area: Area) {
        let names = hidden_names(row);
        if self.width == 0.0 || names.is_empty() {
            return;
        }
        let x = canvas.width - self.width;
        let mark = Area { x, w: HATCH, ..area.strip(HATCH) };
        canvas.hatch(mark);
        canvas.outlined(mark, 0.0, None, Some(Stroke::solid(canvas.theme.neutral, 0.7)));
        let style = canvas.secondary().color(canvas.theme.ink);
        let lines = wrap(canvas, &names, style, self.width - HATCH - GAP);
        let step = SMALL + 1.6;
        let mut y = super::canvas::baseline(area.middle() - (lines.len() as f32 - 1.0) * step / 2.0, style.size);
        for line in lines {
            canvas.text(x + HATCH + GAP, y, Anchor::Start, style, &line);
            y += step;
        }
    }
}

/// Names of the units of a row that are kept back, unless the whole row is.
fn hidden_names(row: &DotsRow) -> String {
    if row.shown == Shown::Suppressed || seen(row).next().is_none() {
        return String::new();
    }
    let names: Vec<&str> =
        row.dots.iter().filter(|dot| dot.shown == Shown::Suppressed).map(|dot| dot.label.as_str()).collect();
    names.join(", ")
}
