//! What every kind of chart draws with: sizes, colours by tone, and shapes.

use std::borrow::Cow;

use crate::document::{Lang, Tone};
use crate::draw::{Anchor, Color, Drawing, Face, Item, Measure, Stroke};
use crate::text::shortened;
use crate::theme::Theme;

/// Size of the names of rows and of printed values, in points.
pub(super) const LABEL: f32 = 8.6;
/// Size of axis numbers and of names above marks, in points.
pub(super) const SMALL: f32 = 7.6;
/// Distance between the lines of a name that takes more than one.
pub(super) const LINE: f32 = 10.6;
/// Distance between rows of one line.
pub(super) const PITCH: f32 = 20.0;
/// Thickness of a bar.
pub(super) const BAR: f32 = 12.0;
/// Space between a mark and its label, and between columns.
pub(super) const GAP: f32 = 5.0;

/// How far a label may stand out of the figure.
const OVER_EDGE: f32 = 2.0;

/// A drawing in the making.
pub(super) struct Canvas<'a> {
    pub(super) width: f32,
    pub(super) theme: &'a Theme,
    pub(super) lang: Lang,
    measure: &'a dyn Measure,
    height: f32,
    items: Vec<Item>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(width: f32, theme: &'a Theme, lang: Lang, measure: &'a dyn Measure) -> Canvas<'a> {
        Canvas { width, theme, lang, measure, height: 0.0, items: Vec::new() }
    }

    /// The drawing takes `height` points.
    pub(super) fn set_height(&mut self, height: f32) {
        self.height = height;
    }

    pub(super) fn finish(self) -> Drawing {
        Drawing { width: self.width, height: self.height, items: self.items }
    }

    pub(super) fn text_width(&self, text: &str, style: Style) -> f32 {
        if text.is_empty() {
            return 0.0;
        }
        self.measure.width(text, style.face, style.size)
    }

    pub(super) fn text(&mut self, x: f32, y: f32, anchor: Anchor, style: Style, text: &str) {
        let text = self.short(text, style, self.width);
        if text.is_empty() {
            return;
        }
        let width = self.text_width(&text, style);
        let before = match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        // A label that would leave the figure moves back into it; a little over the edge is not seen.
        let (least, most) = (before - OVER_EDGE, self.width - width + before + OVER_EDGE);
        let x = x.min(most).max(least);
        self.items.push(Item::Text {
            x,
            y,
            anchor,
            size: style.size,
            face: style.face,
            color: style.color,
            text: text.into_owned(),
        });
    }

    /// The text, or as much of its beginning as has room.
    pub(super) fn short<'t>(&self, text: &'t str, style: Style, width: f32) -> Cow<'t, str> {
        shortened(text, |text| self.text_width(text, style) <= width)
    }

    pub(super) fn rect(&mut self, area: Area, radius: f32, fill: Color) {
        self.outlined(area, radius, Some(fill), None);
    }

    pub(super) fn outlined(&mut self, area: Area, radius: f32, fill: Option<Color>, stroke: Option<Stroke>) {
        self.items.push(Item::Rect { x: area.x, y: area.y, w: area.w, h: area.h, radius, fill, stroke });
    }

    pub(super) fn hatch(&mut self, area: Area) {
        self.items.push(Item::Hatch { x: area.x, y: area.y, w: area.w, h: area.h, color: self.theme.rule });
    }

    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), stroke: Stroke) {
        self.items.push(Item::Line { x1: from.0, y1: from.1, x2: to.0, y2: to.1, stroke });
    }

    pub(super) fn circle(&mut self, center: (f32, f32), r: f32, fill: Color, stroke: Option<Stroke>) {
        self.items.push(Item::Circle { cx: center.0, cy: center.1, r, fill: Some(fill), stroke });
    }

    pub(super) fn polygon(&mut self, points: Vec<(f32, f32)>, fill: Option<Color>, stroke: Option<Stroke>) {
        self.items.push(Item::Polygon { points, fill, stroke });
    }

    /// A row whose value is kept back: hatching over the whole plot, and the marker on paper at its left end.
    /// Takes no value, so it can't show one.
    pub(super) fn withheld(&mut self, plot: Area, text: &str) {
        self.hatch(plot);
        let text = if text.is_empty() { "\u{2013}" } else { text };
        let style = self.secondary();
        let text = self.short(text, style, plot.w);
        let width = self.text_width(&text, style) + 2.0 * GAP;
        let label = Area { w: width.min(plot.w), ..plot };
        self.rect(label, 0.0, Color::WHITE);
        self.text(plot.x, baseline(plot.middle(), style.size), Anchor::Start, style, &text);
    }

    /// The style of names of rows.
    pub(super) fn name(&self) -> Style {
        Style::new(LABEL, Face::Regular, self.theme.ink)
    }

    /// The style of printed values.
    pub(super) fn value(&self) -> Style {
        Style::new(LABEL, Face::SemiBold, self.theme.ink)
    }

    /// The style of axis numbers and remarks.
    pub(super) fn secondary(&self) -> Style {
        Style::new(SMALL, Face::Regular, self.theme.muted)
    }

    /// The colour of a tone.
    pub(super) fn tone(&self, tone: Tone) -> Color {
        match tone {
            Tone::Primary => self.theme.primary,
            Tone::Strong => self.theme.strong,
            Tone::Soft => self.theme.soft,
            Tone::Neutral => self.theme.neutral,
        }
    }

    /// White or ink, whichever reads best on a fill.
    pub(super) fn on(&self, fill: Color) -> Color {
        if Color::WHITE.contrast(fill) >= 4.5 { Color::WHITE } else { self.theme.ink }
    }
}

/// How a label is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) face: Face,
    pub(super) color: Color,
}

impl Style {
    pub(super) const fn new(size: f32, face: Face, color: Color) -> Style {
        Style { size, face, color }
    }

    pub(super) const fn color(self, color: Color) -> Style {
        Style { color, ..self }
    }

    pub(super) const fn bold(self) -> Style {
        Style { face: Face::SemiBold, ..self }
    }
}

/// A rectangle of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) w: f32,
    pub(super) h: f32,
}

impl Area {
    pub(super) fn right(self) -> f32 {
        self.x + self.w
    }

    pub(super) fn middle(self) -> f32 {
        self.y + self.h / 2.0
    }

    /// A strip of the given thickness along the middle.
    pub(super) fn strip(self, thickness: f32) -> Area {
        Area { y: self.middle() - thickness / 2.0, h: thickness, ..self }
    }
}

/// The baseline at which text of a size stands in the middle of a row.
pub(super) fn baseline(middle: f32, size: f32) -> f32 {
    // Half of the height of capitals (0.66 em in Source Sans 3).
    middle + size * 0.33
}
