//! Bars: one per row, with an interval line and the mark of an earlier measurement.

use super::canvas::{Area, BAR, Canvas, GAP, PITCH, SMALL, baseline};
use super::rows::{self, Rows};
use super::scale::{Scale, plain};
use crate::document::{BarRow, ChartSpec, Shown};
use crate::draw::{Anchor, Color, Stroke};
use crate::wording;

/// Space between the columns of printed values.
const COLUMN_GAP: f32 = 10.0;
/// The plot has at least this width, however narrow the figure and wide its numbers are.
const SHORTEST: f32 = 12.0;
/// The widest share of a figure that one of them may take.
const WIDEST: f32 = 0.22;

pub(super) fn draw(canvas: &mut Canvas<'_>, chart: &ChartSpec, rows: &[BarRow]) {
    let columns = Columns::new(canvas, chart, rows);
    // The plot keeps two fifths of the figure: wide columns of numbers leave less for the names.
    let widest = (canvas.width * 0.6 - columns.width()).clamp(canvas.width * 0.2, canvas.width * rows::WIDEST);
    let names = Rows::within(canvas, rows.iter().map(|r| r.label.as_str()), PITCH, widest);
    let right = (canvas.width - columns.width()).max(names.plot_left() + SHORTEST);
    let top = columns.head_height();
    let areas = names.areas(names.plot_left(), right, top);
    let bottom = top + names.height();
    let plot = Area { x: names.plot_left(), y: top, w: right - names.plot_left(), h: names.height() };
    let scale = Scale::new(chart, highest(rows), plot);
    let axis = scale.axis(canvas, chart, top, bottom);
    names.draw_names(canvas, &areas);
    columns.draw_head(canvas);
    for ((row, area), printed) in rows.iter().zip(&areas).zip(&columns.rows) {
        draw_row(canvas, &scale, row, *area);
        columns.draw_row(canvas, printed, *area);
    }
    canvas.set_height(bottom + axis);
}

/// The highest number that any row shows, for the scale of counts.
pub(super) fn highest(rows: &[BarRow]) -> f64 {
    rows.iter()
        .filter(|row| row.shown == Shown::Released)
        .flat_map(|row| [row.value, row.high, row.mark])
        .flatten()
        .fold(0.0, f64::max)
}

fn draw_row(canvas: &mut Canvas<'_>, scale: &Scale, row: &BarRow, area: Area) {
    let strip = area.strip(BAR);
    let (Shown::Released, Some(value)) = (row.shown, row.value) else {
        // The marker stands in the column of values.
        canvas.hatch(strip);
        return;
    };
    let bar = Area { w: scale.x(value) - area.x, ..strip };
    canvas.rect(bar, 0.0, canvas.tone(row.tone));
    if let (Some(low), Some(high)) = (row.low, row.high) {
        interval(canvas, scale, (low, high), area.middle());
    }
    if let Some(mark) = row.mark {
        tick(canvas, scale.x(mark), area.middle());
    }
}

/// The interval as a line through the end of a mark: ink on paper, and a paper edge so that it can be seen on the bar.
pub(super) fn interval(canvas: &mut Canvas<'_>, scale: &Scale, ends: (f64, f64), y: f32) {
    let (low, high) = (scale.x(ends.0), scale.x(ends.1));
    let ink = canvas.theme.ink;
    for (color, width) in [(Color::WHITE, 2.6), (ink, 1.1)] {
        let stroke = Stroke::solid(color, width);
        canvas.line((low, y), (high, y), stroke);
        for x in [low, high] {
            canvas.line((x, y - 2.8), (x, y + 2.8), stroke);
        }
    }
}

/// The mark of an earlier measurement: an upright line with a paper edge.
fn tick(canvas: &mut Canvas<'_>, x: f32, middle: f32) {
    let half = BAR / 2.0 + 2.5;
    let accent = canvas.theme.accent;
    for (color, width) in [(Color::WHITE, 4.0), (accent, 2.2)] {
        canvas.line((x, middle - half), (x, middle + half), Stroke::solid(color, width));
    }
}

/// The numbers as text, in columns at the right: value, margin, earlier value.
struct Columns {
    rows: Vec<Printed>,
    right: f32,
    value: f32,
    note: f32,
    mark: f32,
    mark_label: String,
}

struct Printed {
    value: String,
    note: String,
    mark: String,
}

impl Columns {
    fn new(canvas: &Canvas<'_>, chart: &ChartSpec, rows: &[BarRow]) -> Columns {
        let printed: Vec<Printed> = rows.iter().map(|row| Printed::new(canvas, chart, row)).collect();
        let mark_label = rows
            .iter()
            .find(|row| row.mark.is_some() && !row.mark_label.is_empty())
            .map(|row| row.mark_label.as_str())
            .unwrap_or_default();
        let mark_label = canvas.short(mark_label, canvas.secondary().bold(), canvas.width * WIDEST - 6.0).into_owned();
        let widest = |text: fn(&Printed) -> &str, style| {
            printed.iter().map(|p| canvas.text_width(text(p), style)).fold(0.0, f32::max)
        };
        let value = widest(|p| &p.value, canvas.value());
        let note = widest(|p| &p.note, canvas.secondary());
        let mut mark = widest(|p| &p.mark, canvas.value());
        if mark > 0.0 {
            let head = canvas.text_width(&mark_label, canvas.secondary().bold()) + 6.0;
            mark = mark.max(head);
        }
        Columns { rows: printed, right: canvas.width, value, note, mark, mark_label }
    }

    fn width(&self) -> f32 {
        [self.value, self.note, self.mark].into_iter().filter(|w| *w > 0.0).map(|w| w + COLUMN_GAP).sum()
    }

    fn head_height(&self) -> f32 {
        if self.mark_label.is_empty() { 0.0 } else { SMALL + 6.0 }
    }

    /// Right ends of the columns of values and earlier values, and the left end of the remarks.
    fn ends(&self) -> (f32, f32, f32) {
        let mark = self.right;
        let note = if self.mark > 0.0 { mark - self.mark - COLUMN_GAP - self.note } else { mark - self.note };
        let value = if self.note > 0.0 { note - GAP } else { note };
        (value, note, mark)
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>) {
        if self.mark_label.is_empty() {
            return;
        }
        let (value, _, mark) = self.ends();
        let style = canvas.secondary().bold();
        let y = SMALL;
        let now = match canvas.lang {
            crate::document::Lang::Nl => "nu",
            crate::document::Lang::En => "now",
        };
        canvas.text(value, y, Anchor::End, style, now);
        let accent = canvas.theme.accent;
        canvas.text(mark, y, Anchor::End, style.color(accent), &self.mark_label);
        let x = mark - canvas.text_width(&self.mark_label, style) - 4.5;
        canvas.line((x, y - 6.5), (x, y + 1.5), Stroke::solid(accent, 2.2));
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, printed: &Printed, area: Area) {
        let (value, note, mark) = self.ends();
        let style = canvas.value();
        let y = baseline(area.middle(), style.size);
        canvas.text(value, y, Anchor::End, style, &printed.value);
        let secondary = canvas.secondary();
        canvas.text(note, y, Anchor::Start, secondary, &printed.note);
        let accent = canvas.theme.accent;
        canvas.text(mark, y, Anchor::End, canvas.name().color(accent), &printed.mark);
    }
}

impl Printed {
    /// The numbers of a row, none wider than its column may be.
    fn new(canvas: &Canvas<'_>, chart: &ChartSpec, row: &BarRow) -> Printed {
        let Printed { value, note, mark } = Printed::whole(canvas, chart, row);
        let short = |text: &str, style| canvas.short(text, style, canvas.width * WIDEST).into_owned();
        Printed {
            value: short(&value, canvas.value()),
            note: short(&note, canvas.secondary()),
            mark: short(&mark, canvas.value()),
        }
    }

    fn whole(canvas: &Canvas<'_>, chart: &ChartSpec, row: &BarRow) -> Printed {
        if row.shown == Shown::Suppressed || row.value.is_none() {
            return Printed {
                value: if row.text.is_empty() { "\u{2013}".to_owned() } else { row.text.clone() },
                note: row.note.clone(),
                mark: String::new(),
            };
        }
        let note = match (row.low, row.high) {
            (Some(low), Some(high)) if row.note.is_empty() => {
                format!("({}\u{2013}{})", wording::short(low, canvas.lang), wording::short(high, canvas.lang))
            }
            _ => row.note.clone(),
        };
        Printed {
            value: row.text.clone(),
            note,
            mark: row.mark.map(|mark| plain(mark, chart.unit, canvas)).unwrap_or_default(),
        }
    }
}
