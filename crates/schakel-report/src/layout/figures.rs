//! Figures: title, drawing, note, and the text that stands for them.

use super::Composer;
use super::chunk::{Anchor, Chunk, Owner, Paint};
use super::lines::{self, Place};
use super::sizes::{self, Column};
use super::tags::Role;
use crate::document::{Align, ChartData, Figure, Lang};
use crate::draw::{Anchor as TextAnchor, Drawing, Item};
use crate::figure;
use crate::text::{Figures, Fit, Style};

/// Space between the title and the drawing, and between the drawing and its note.
const ABOVE_DRAWING: f32 = 5.0;
const BELOW_DRAWING: f32 = 5.0;

impl<'d> Composer<'d> {
    /// Charts that need length take both columns.
    pub(super) fn figure_is_wide(&self, figure: &Figure) -> bool {
        matches!(figure.chart.data, ChartData::Timeline { .. } | ChartData::Matrix { .. } | ChartData::Chain(_))
    }

    pub(super) fn figure(&mut self, figure: &'d Figure, owner: u32, column: Column) -> Chunk {
        let theme = self.theme;
        let lang = self.document.lang;
        self.figure_count += 1;
        let mut chunk = Chunk {
            before: 14.0,
            after: 14.0,
            floats: true,
            cap_top: lines::cap_top(sizes::TITLE),
            ..Chunk::default()
        };
        if !figure.id.is_empty() {
            chunk.anchors.push(Anchor::Id(figure.id.clone()));
        }
        let element = self.tags.add(Role::Figure, owner);
        if let Some(element) = self.tags.get_mut(element) {
            element.alt = Some(figure.alternative_text(lang));
        }
        let caption = self.tags.add(Role::Caption, element);
        let word = match lang {
            Lang::Nl => "Figuur",
            Lang::En => "Figure",
        };
        let title = format!("{word}\u{a0}{} ·\u{a0}{}", self.figure_count, figure.title);
        let spans = [self.plain(title, sizes::TITLE, theme.strong, caption)];
        let place = |y: f32| Place { y, ..column.place(Align::Left) };
        let mut y = self.text_block(&spans, sizes::TITLE, place(0.0), Fit::Whole, &mut chunk);
        y += ABOVE_DRAWING;

        let drawing = figure::draw(&figure.chart, column.width, theme, lang, self.faces);
        let content = self.tags.content(element);
        let note_room = if figure.caption.is_empty() { 0.0 } else { BELOW_DRAWING + 3.0 * sizes::NOTE.line };
        let room = sizes::BOTTOM - sizes::TOP - y - note_room;
        let spot = Spot { x: column.x, y, scale: (room / drawing.height.max(1.0)).min(1.0) };
        let height = drawing.height * spot.scale;
        chunk.figure = Some((element, [column.x, y, column.width, height]));
        self.paint_drawing(drawing, spot, content, &mut chunk);
        y += height;

        if !figure.caption.is_empty() {
            y += BELOW_DRAWING;
            let note = self.tags.add(Role::Paragraph, owner);
            let spans = [self.plain(figure.caption.as_str(), sizes::NOTE, theme.muted, note)];
            y += self.text_block(&spans, sizes::NOTE, place(y), Fit::Ragged, &mut chunk);
        }
        chunk.height = y;
        chunk
    }

    fn paint_drawing(&mut self, drawing: Drawing, spot: Spot, content: u32, chunk: &mut Chunk) {
        for item in drawing.items {
            let paint = match spot.place(item) {
                Item::Text { x, y, anchor, size, face, color, text } => {
                    let style = Style { face, size, color, figures: Figures::Proportional, lang: self.document.lang };
                    let mut run = lines::label(self.faces, &text, style, x, y);
                    self.note_missing(&run);
                    match anchor {
                        TextAnchor::Start => {}
                        TextAnchor::Middle => run.x -= lines::run_width(&run) / 2.0,
                        TextAnchor::End => run.x -= lines::run_width(&run),
                    }
                    Paint::Text(run)
                }
                shape => Paint::Shape(shape),
            };
            chunk.paint(Owner::Content(content), paint);
        }
    }
}

/// Where a drawing is placed. It is made smaller only when it is higher than a page.
#[derive(Debug, Clone, Copy)]
struct Spot {
    x: f32,
    y: f32,
    scale: f32,
}

impl Spot {
    fn place(self, item: Item) -> Item {
        let s = self.scale;
        let px = |x: f32| self.x + x * s;
        let py = |y: f32| self.y + y * s;
        match item {
            Item::Rect { x, y, w, h, radius, fill, stroke } => {
                Item::Rect { x: px(x), y: py(y), w: w * s, h: h * s, radius: radius * s, fill, stroke }
            }
            Item::Line { x1, y1, x2, y2, stroke } => {
                Item::Line { x1: px(x1), y1: py(y1), x2: px(x2), y2: py(y2), stroke }
            }
            Item::Polygon { points, fill, stroke } => {
                Item::Polygon { points: points.into_iter().map(|(x, y)| (px(x), py(y))).collect(), fill, stroke }
            }
            Item::Circle { cx, cy, r, fill, stroke } => Item::Circle { cx: px(cx), cy: py(cy), r: r * s, fill, stroke },
            Item::Hatch { x, y, w, h, color } => Item::Hatch { x: px(x), y: py(y), w: w * s, h: h * s, color },
            Item::Text { x, y, anchor, size, face, color, text } => {
                Item::Text { x: px(x), y: py(y), anchor, size: size * s, face, color, text }
            }
        }
    }
}
