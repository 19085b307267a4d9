//! Figures as inline SVG, with the text that stands for them and their data as a table.

use std::fmt::Write;

use super::Writer;
use super::escape::escape;
use crate::document::Figure;
use crate::draw::{Anchor, Color, Drawing, Face, Item, Stroke};
use crate::figure;

/// Widths in which a figure is drawn, in points: for a screen, and for a telephone.
const WIDE: f32 = 480.0;
const NARROW: f32 = 250.0;
/// Width of a figure that needs room: it scrolls sideways where the screen is smaller.
const ROOMY: f32 = 720.0;

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        self.figures += 1;
        let number = self.figures;
        self.out.push_str("<figure");
        self.id(&figure.id);
        let word = self.pick("Figuur", "Figure");
        let _ = write!(self.out, ">\n<figcaption><strong>{word} {number}</strong> · ");
        self.text(&figure.title);
        self.out.push_str("</figcaption>\n");
        let text = figure.alternative_text(self.lang);
        let roomy = self.roomy || figure.chart.data.has_words_in_cells();
        let sizes: &[(&str, f32)] = if roomy { &[("roomy", ROOMY)] } else { &[("wide", WIDE), ("narrow", NARROW)] };
        if roomy {
            // What scrolls must be reached with the keyboard, and so needs a name.
            let name = format!("{word} {number}");
            let _ = writeln!(self.out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">");
        }
        for (class, width) in sizes {
            let drawing = figure::draw(&figure.chart, *width, self.theme, self.lang, self.measure);
            self.svg(&drawing, class, number, &figure.title, &text);
        }
        if roomy {
            self.out.push_str("</div>\n");
        }
        if !figure.caption.is_empty() {
            self.out.push_str("<p class=\"note\">");
            self.text(&figure.caption);
            self.out.push_str("</p>\n");
        }
        self.data(figure);
        self.out.push_str("</figure>\n");
    }

    fn svg(&mut self, drawing: &Drawing, class: &str, number: usize, title: &str, text: &str) {
        let id = format!("figure-{number}-{class}");
        let _ = write!(
            self.out,
            "<svg class=\"{class}\" role=\"img\" aria-labelledby=\"{id}-title {id}-text\" \
             viewBox=\"0 0 {} {}\" xmlns=\"http://www.w3.org/2000/svg\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-text\">{}</desc>\n",
            short(drawing.width),
            short(drawing.height),
            escape(title),
            escape(text)
        );
        let mut hatches: Vec<Color> = Vec::new();
        for item in &drawing.items {
            if let Item::Hatch { color, .. } = item
                && !hatches.contains(color)
            {
                let _ = writeln!(
                    self.out,
                    "<pattern id=\"{id}-hatch-{}\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" \
                     patternTransform=\"rotate(45)\"><path d=\"M0 0V4\" stroke=\"{}\" stroke-width=\"1\"/></pattern>",
                    hatches.len(),
                    hex(*color)
                );
                hatches.push(*color);
            }
        }
        for item in &drawing.items {
            self.item(item, &id, &hatches);
        }
        self.out.push_str("</svg>\n");
    }

    fn item(&mut self, item: &Item, id: &str, hatches: &[Color]) {
        let out = &mut self.out;
        let _ = match item {
            Item::Rect { x, y, w, h, radius, fill, stroke } => writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{}/>",
                short(*x),
                short(*y),
                short(w.max(0.0)),
                short(h.max(0.0)),
                short(*radius),
                paint(*fill, *stroke)
            ),
            Item::Line { x1, y1, x2, y2, stroke } => writeln!(
                out,
                "<path d=\"M{} {}L{} {}\"{}/>",
                short(*x1),
                short(*y1),
                short(*x2),
                short(*y2),
                paint(None, Some(*stroke))
            ),
            Item::Polygon { points, fill, stroke } => {
                let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
                writeln!(out, "<polygon points=\"{}\"{}/>", points.join(" "), paint(*fill, *stroke))
            }
            Item::Circle { cx, cy, r, fill, stroke } => writeln!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
                short(*cx),
                short(*cy),
                short(*r),
                paint(*fill, *stroke)
            ),
            Item::Hatch { x, y, w, h, color } => writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#{id}-hatch-{})\"/>",
                short(*x),
                short(*y),
                short(*w),
                short(*h),
                hatches.iter().position(|known| known == color).unwrap_or(0)
            ),
            Item::Text { x, y, anchor, size, face, color, text } => {
                let (weight, slant) = match face {
                    Face::Regular => ("", ""),
                    Face::SemiBold => (" font-weight=\"600\"", ""),
                    Face::Bold => (" font-weight=\"700\"", ""),
                    Face::Italic => ("", " font-style=\"italic\""),
                };
                let anchor = match anchor {
                    Anchor::Start => "",
                    Anchor::Middle => " text-anchor=\"middle\"",
                    Anchor::End => " text-anchor=\"end\"",
                };
                // The reader's typeface may be another one: the text keeps the room that the figure made for it.
                let width = self.measure.width(text, *face, *size);
                writeln!(
                    out,
                    "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{weight}{slant} fill=\"{}\" textLength=\"{}\" \
                     lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                    short(*x),
                    short(*y),
                    short(*size),
                    hex(*color),
                    short(width),
                    escape(text)
                )
            }
        };
    }

    fn data(&mut self, figure: &Figure) {
        let table = figure.data_table(self.lang);
        if table.rows.is_empty() {
            return;
        }
        let summary = self.pick("De cijfers van deze figuur", "The numbers of this figure");
        let _ = write!(
            self.out,
            "<details>\n<summary>{summary}</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
             aria-label=\"{summary} {}\">\n<table>\n<thead><tr>",
            self.figures
        );
        self.divides = true;
        for head in &table.head {
            self.out.push_str("<th scope=\"col\">");
            self.text(head);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let (open, close) = if column == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
                let _ = write!(self.out, "<{open}>");
                self.text(cell);
                let _ = write!(self.out, "</{close}>");
            }
            self.out.push_str("</tr>\n");
        }
        self.divides = false;
        self.out.push_str("</tbody>\n</table>\n</div>\n</details>\n");
    }
}

/// Inside and outline as attributes.
fn paint(fill: Option<Color>, stroke: Option<Stroke>) -> String {
    let mut out = match fill {
        Some(color) => format!(" fill=\"{}\"", hex(color)),
        None => " fill=\"none\"".to_owned(),
    };
    if let Some(stroke) = stroke {
        let _ = write!(out, " stroke=\"{}\" stroke-width=\"{}\"", hex(stroke.color), short(stroke.width));
        if let Some((dash, gap)) = stroke.dash {
            let _ = write!(out, " stroke-dasharray=\"{} {}\"", short(dash), short(gap));
        }
    }
    out
}

/// A colour as style rules write it.
pub(super) fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

/// A length with at most two decimals.
fn short(length: f32) -> String {
    let rounded = (f64::from(length) * 100.0).round() / 100.0;
    // Never `-0`.
    format!("{}", rounded + 0.0)
}
