//! One strip: where its dots and their labels stand.

use super::seen;
use crate::document::{Dot, DotsRow};
use crate::draw::{Anchor, Color, Face, Stroke};
use crate::figure::canvas::{Area, Canvas, GAP, SMALL, Style};
use crate::figure::label::{Wish, spread};
use crate::figure::scale::Scale;

pub(super) const DOT: f32 = 3.6;
/// Height of a line of labels above the dots.
const LABELS: f32 = 9.6;
/// Between the labels and the highest dot.
const ABOVE: f32 = 4.0;
/// Height of a lane of dots.
const LANE: f32 = 2.0 * DOT + 1.2;
/// Height of a lane with an interval, whose label stands in the lane.
const INTERVAL_LANE: f32 = 10.4;
/// The widest share of a strip that the label of a lane may take.
const WIDEST_LABEL: f32 = 0.45;
/// A label farther than this from its dot is joined to it by a line.
const NEAR: f32 = 2.5;

/// A strip whose dots and labels have a place.
pub(super) struct Strip<'r> {
    dots: Vec<Placed<'r>>,
    labels: Vec<Label>,
    /// Lines of labels above the dots.
    lines: usize,
    lanes: usize,
    /// Height of a lane.
    lane: f32,
    intervals: bool,
}

struct Placed<'r> {
    dot: &'r Dot,
    x: f32,
    /// 0 is the lowest, on the thread.
    lane: usize,
}

struct Label {
    text: String,
    center: f32,
    /// 0 is the lowest.
    line: usize,
    dot: usize,
}

impl<'r> Strip<'r> {
    pub(super) fn new(canvas: &Canvas<'_>, scale: &Scale, row: &'r DotsRow, plot: Area) -> Strip<'r> {
        let mut dots: Vec<Placed<'r>> =
            seen(row).filter_map(|dot| dot.value.map(|value| Placed { dot, x: scale.x(value), lane: 0 })).collect();
        let intervals = dots.iter().any(|placed| placed.dot.low.is_some() && placed.dot.high.is_some());
        if intervals {
            // From the top in the order of the names.
            let count = dots.len();
            for (index, placed) in dots.iter_mut().enumerate() {
                placed.lane = count - 1 - index;
            }
            return Strip { dots, labels: Vec::new(), lines: 0, lanes: count, lane: INTERVAL_LANE, intervals };
        }
        dots.sort_by(|a, b| a.x.total_cmp(&b.x));
        stack(&mut dots);
        let lanes = dots.iter().map(|placed| placed.lane + 1).max().unwrap_or(1);
        let (labels, lines) = labels(canvas, &dots, plot);
        Strip { dots, labels, lines, lanes, lane: LANE, intervals }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.dots.is_empty()
    }

    /// Height of labels and dots together.
    pub(super) fn height(&self) -> f32 {
        self.lines as f32 * LABELS + ABOVE + self.lanes as f32 * self.lane
    }

    /// Draws the strip at the lower side of its zone.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, scale: &Scale, zone: Area, median: Option<f64>) {
        let floor = zone.y + zone.h - super::PAD - DOT;
        let highest = floor - (self.lanes as f32 - 1.0) * self.lane - DOT;
        let top = highest - ABOVE;
        if !self.intervals {
            let thread = Stroke::solid(canvas.theme.neutral, 0.8);
            canvas.line((zone.x, floor), (zone.right(), floor), thread);
        }
        if let Some(median) = median {
            let x = scale.x(median);
            let mark = Stroke::solid(canvas.theme.accent, 1.8);
            canvas.line((x, highest - 1.5), (x, floor + DOT + 2.0), mark);
        }
        if self.intervals {
            self.draw_lanes(canvas, scale, zone, floor);
            return;
        }
        let leader = Stroke::solid(canvas.theme.muted, 0.5);
        let base = |label: &Label| top - 1.0 - label.line as f32 * LABELS;
        for label in &self.labels {
            let Some(placed) = self.dots.get(label.dot) else { continue };
            if (label.center - placed.x).abs() > NEAR || label.line > 0 {
                canvas.line(
                    (label.center, base(label) + 1.6),
                    (placed.x, floor - placed.lane as f32 * self.lane),
                    leader,
                );
            }
        }
        for placed in &self.dots {
            draw_dot(canvas, placed, floor - placed.lane as f32 * self.lane);
        }
        let style = style(canvas);
        for label in &self.labels {
            canvas.text(label.center, base(label), Anchor::Middle, style, &label.text);
        }
    }

    /// A lane per unit: its interval as a line through the dot, and its label behind it.
    fn draw_lanes(&self, canvas: &mut Canvas<'_>, scale: &Scale, zone: Area, floor: f32) {
        let style = style(canvas);
        for placed in &self.dots {
            let y = floor - placed.lane as f32 * self.lane;
            let (mut from, mut to) = (placed.x - DOT, placed.x + DOT);
            if let (Some(low), Some(high)) = (placed.dot.low, placed.dot.high) {
                let (low, high) = (scale.x(low), scale.x(high));
                canvas.line((low, y), (high, y), Stroke::solid(canvas.theme.neutral, 1.4));
                (from, to) = (from.min(low), to.max(high));
            }
            draw_dot(canvas, placed, y);
            let text = label_of(placed.dot);
            let text = canvas.short(&text, style, zone.w * WIDEST_LABEL);
            let width = canvas.text_width(&text, style);
            let behind = to + GAP + width <= zone.right() + DOT;
            let x = if behind { to + GAP } else { (from - GAP - width).max(0.0) };
            // The grid does not run through the label.
            let pad = Area { x: x - 1.0, w: width + 2.0, ..Area { y: y - self.lane / 2.0, h: self.lane, ..zone } };
            canvas.rect(pad, 0.0, Color::WHITE);
            let base = crate::figure::canvas::baseline(y, style.size);
            canvas.text(x, base, Anchor::Start, style, &text);
        }
    }
}

fn draw_dot(canvas: &mut Canvas<'_>, placed: &Placed<'_>, y: f32) {
    let fill = canvas.tone(placed.dot.tone);
    canvas.circle((placed.x, y), DOT, fill, Some(Stroke::solid(Color::WHITE, 0.8)));
}

fn style(canvas: &Canvas<'_>) -> Style {
    Style::new(SMALL, Face::SemiBold, canvas.theme.ink)
}

fn label_of(dot: &Dot) -> String {
    format!("{} {}", dot.label, dot.text).trim().to_owned()
}

/// Dots that would cover each other go up, each to the lowest lane with room.
fn stack(dots: &mut [Placed<'_>]) {
    let mut ends: Vec<f32> = Vec::new();
    for placed in dots {
        let free = ends.iter().position(|end| placed.x - end >= 2.0 * DOT);
        placed.lane = free.unwrap_or(ends.len());
        match free {
            Some(lane) => ends[lane] = placed.x,
            None => ends.push(placed.x),
        }
    }
}

/// Labels in one line, or two, with their numbers; or else only names. Numbers stand in the data of the figure too.
fn labels(canvas: &Canvas<'_>, dots: &[Placed<'_>], plot: Area) -> (Vec<Label>, usize) {
    for (with_number, lines) in [(true, 1), (true, 2), (false, 1), (false, 2)] {
        let text = |dot: &Dot| if with_number { label_of(dot) } else { dot.label.clone() };
        if let Some(labels) = in_lines(canvas, dots, &text, lines, plot) {
            return (labels, lines);
        }
    }
    (Vec::new(), 0)
}

fn in_lines(
    canvas: &Canvas<'_>,
    dots: &[Placed<'_>],
    text: &dyn Fn(&Dot) -> String,
    lines: usize,
    plot: Area,
) -> Option<Vec<Label>> {
    let style = style(canvas);
    let mut all = Vec::with_capacity(dots.len());
    for line in 0..lines {
        let members: Vec<usize> = (0..dots.len()).filter(|index| index % lines == line).collect();
        let texts: Vec<String> = members.iter().map(|index| text(dots[*index].dot)).collect();
        let wishes: Vec<Wish> = members
            .iter()
            .zip(&texts)
            .map(|(index, text)| Wish { center: dots[*index].x, width: canvas.text_width(text, style) })
            .collect();
        let centers = spread(&wishes, GAP, plot.x - DOT, plot.right() + 10.0)?;
        let placed = members.into_iter().zip(texts).zip(centers);
        all.extend(placed.map(|((dot, text), center)| Label { text, center, line, dot }));
    }
    Some(all)
}
