//! Figures: title, drawing, note, and the text that stands for them.

use super::Composer;
use super::chunk::{Anchor, Chunk, Owner, Paint};
use super::lines::{self, Place};
use super::sizes::{self, Column};
use super::tags::Role;
use crate::document::{Align, ChartData, Figure, Lang};
use crate::draw::{Anchor as TextAnchor, Item};
use crate::figure;
use crate::text::{Figures, Fit, Style};

/// Space between the title and the drawing, and between the drawing and its note.
const ABOVE_DRAWING: f32 = 5.0;
const BELOW_DRAWING: f32 = 5.0;
/// A drawing has at least this height of its own, however long title and note are: those go on on another page.
const LEAST_DRAWING: f32 = 200.0;

impl<'d> Composer<'d> {
    /// Charts that need length take both columns.
    pub(super) fn figure_is_wide(&self, figure: &Figure) -> bool {
        match &figure.chart.data {
            ChartData::Timeline { .. } | ChartData::Matrix { .. } | ChartData::Levels { .. } => true,
            ChartData::Chain(_) | ChartData::Dots(_) | ChartData::Likert(_) | ChartData::Multiples(_) => true,
            ChartData::Bars(_) | ChartData::Stacked(_) | ChartData::Dumbbell { .. } => false,
        }
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
        let room = (self.turn.bottom() - sizes::TOP - y - note_room).max(LEAST_DRAWING);
        // Made smaller only when it is higher than a page.
        let scale = (room / drawing.height.max(1.0)).min(1.0);
        let height = drawing.height * scale;
        chunk.figures.push((element, [column.x, y, column.width, height]));
        let items = drawing.items.into_iter().map(|item| item.scaled(scale).moved(column.x, y));
        self.paint_items(items, content, &mut chunk);
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

    fn paint_items(&mut self, items: impl Iterator<Item = Item>, content: u32, chunk: &mut Chunk) {
        for item in items {
            let paint = match item {
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
