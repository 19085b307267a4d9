//! Callouts, numbers with their sentence, and notes for the margin.

use super::Composer;
use super::blocks::spaced;
use super::chunk::{BoxLook, Chunk, Note, Owner, Paint};
use super::lines::{self, Place};
use super::sizes::{self, Column};
use super::tags::Role;
use crate::document::{Align, AsidePart, Block, CalloutKind, KeyFigure};
use crate::draw::{Color, Item, Stroke};
use crate::text::{Fit, shortened};

/// Space between the side of a box and its content.
const PADDING: f32 = 16.0;
/// Width of the bar at the left side of a box.
const BAR: f32 = 3.5;
/// Space above and below the sentence of a key figure.
const KEY_ABOVE: f32 = 8.5;
const KEY_BELOW: f32 = 7.5;
/// The widest share of the column that a value may take; a unit takes half of that.
const WIDEST_KEY: f32 = 0.4;
/// Boxes up to this height are kept on one page.
const KEPT: f32 = 330.0;

impl<'d> Composer<'d> {
    /// A decision and whatever holds a table take both columns.
    pub(super) fn callout_is_wide(&self, kind: CalloutKind, blocks: &[Block]) -> bool {
        kind == CalloutKind::Decision || blocks.iter().any(|b| matches!(b, Block::Table(_)))
    }

    pub(super) fn callout(
        &mut self,
        kind: CalloutKind,
        title: &'d str,
        blocks: &'d [Block],
        owner: u32,
        column: Column,
    ) -> Vec<Chunk> {
        let theme = self.theme;
        let (bar, fill, title_color) = match kind {
            CalloutKind::Decision => (theme.accent, theme.accent.tint(0.10), darker(theme.accent)),
            CalloutKind::Note => (theme.primary, theme.primary.tint(0.08), theme.strong),
            CalloutKind::Warning => (theme.accent, theme.accent.tint(0.06), theme.strong),
        };
        let group = self.tags.add(Role::Group, owner);
        let inner = column.inset(BAR + PADDING, PADDING);
        let mut content: Vec<Chunk> = Vec::new();
        if !title.is_empty() {
            let element = self.tags.add(Role::Paragraph, group);
            let setting = sizes::CALLOUT_TITLE;
            let spans = [self.plain(title, setting, title_color, element)];
            let mut chunks = self.text_chunks(&spans, setting, inner.place(Align::Left), Fit::Whole);
            spaced(&mut chunks, 0.0, 4.0);
            for chunk in &mut chunks {
                chunk.keep_next = true;
            }
            content.append(&mut chunks);
        }
        let head = content.len();
        for block in blocks {
            content.append(&mut self.chunks(block, group, inner));
        }
        if let Some(first) = content.get_mut(head) {
            first.before = 0.0;
        }
        spaced(&mut content, 0.0, 0.0);
        let look = BoxLook { x: column.x, width: column.width, fill, bar };
        self.boxed(content, look)
    }

    /// Puts chunks into a box.
    fn boxed(&mut self, content: Vec<Chunk>, look: BoxLook) -> Vec<Chunk> {
        let boxed = self.pager.add_box(look);
        let mut all = vec![Chunk { keep_next: true, ..Chunk::space(11.0) }];
        all.extend(content);
        if let Some(last) = all.last_mut() {
            last.keep_next = true;
        }
        all.push(Chunk::space(12.0));
        let height: f32 = all.iter().map(|c| c.height + c.after).sum();
        let count = all.len();
        for (index, chunk) in all.iter_mut().enumerate() {
            chunk.boxed = Some(boxed);
            chunk.on_grid = false;
            chunk.keep_next |= height <= KEPT && index + 1 < count;
        }
        spaced(&mut all, 14.0, 16.0);
        all
    }

    pub(super) fn key_figures(&mut self, figures: &'d [KeyFigure], owner: u32, column: Column) -> Vec<Chunk> {
        let theme = self.theme;
        let unit_setting = sizes::BODY;
        let value_style = self.style(sizes::KEY_VALUE, theme.primary);
        let width_of = |text: &str, setting: sizes::Setting| {
            self.faces.face(setting.face).line_width(text, setting.figures, setting.size)
        };
        let short = |text: &str, setting: sizes::Setting, width: f32| {
            shortened(text, |text| width_of(text, setting) <= width).into_owned()
        };
        let widest = column.width * WIDEST_KEY;
        let values: Vec<(String, String)> = figures
            .iter()
            .map(|figure| {
                let (value, unit) = match figure.unit.as_str() {
                    "%" => (format!("{}%", figure.value), ""),
                    unit => (figure.value.clone(), unit),
                };
                (short(&value, sizes::KEY_VALUE, widest), short(unit, unit_setting, widest / 2.0))
            })
            .collect();
        let mut number_column = 46.0_f32;
        for (value, unit) in &values {
            let face = self.faces.face(value_style.face);
            let mut width = face.line_width(value, value_style.figures, value_style.size);
            if !unit.is_empty() {
                let face = self.faces.face(unit_setting.face);
                width += 3.0 + face.line_width(unit, unit_setting.figures, unit_setting.size);
            }
            number_column = number_column.max(width);
        }
        let indent = number_column + 16.0;
        let mut chunks = Vec::with_capacity(figures.len());
        for (figure, (value, unit)) in figures.iter().zip(values) {
            let mut chunk = Chunk { cap_top: KEY_ABOVE + lines::cap_top(sizes::BODY), ..Chunk::default() };
            rule(&mut chunk, column, 0.0, theme.rule, 0.75);
            let element = self.tags.add(Role::Paragraph, owner);
            // A little below the line of the sentence: so the large number stands in the middle of a row of one line.
            let baseline = KEY_ABOVE + sizes::baseline(sizes::BODY) + 1.0;
            let content = self.tags.content(element);
            let mut run = lines::label(self.faces, &value, value_style, column.x, baseline);
            let value_width = lines::run_width(&run);
            self.note_missing(&run);
            lines::end_word(&mut run);
            chunk.paint(Owner::Content(content), Paint::Text(run));
            if !unit.is_empty() {
                let style = self.style(unit_setting, theme.primary);
                let x = column.x + value_width + 3.0;
                let mut run = lines::label(self.faces, &unit, style, x, baseline);
                self.note_missing(&run);
                lines::end_word(&mut run);
                chunk.paint(Owner::Content(content), Paint::Text(run));
            }
            let spans = self.spans(&figure.content, sizes::BODY, theme.ink, element);
            let place = Place { x: column.x + indent, y: KEY_ABOVE, width: column.width - indent, align: Align::Left };
            let height = self.text_block(&spans, sizes::BODY, place, Fit::Ragged, &mut chunk);
            chunk.height = KEY_ABOVE + height.max(sizes::LINE) + KEY_BELOW;
            chunks.push(chunk);
        }
        if chunks.len() > 1 {
            chunks[0].keep_next = true;
        }
        if let Some(last) = chunks.last_mut() {
            rule(last, column, last.height, theme.rule, 0.75);
        }
        spaced(&mut chunks, 10.0, 14.0);
        chunks
    }

    /// A note for the margin, and its element.
    pub(super) fn aside(&mut self, parts: &'d [AsidePart], owner: u32) -> (u32, Note) {
        let theme = self.theme;
        let aside = self.tags.add(Role::Aside, owner);
        let mut chunk = Chunk::default();
        let mut cap_top = None;
        let mut y = 0.0;
        let mut number: Option<u32> = None;
        for part in parts {
            // A large number and the title below it are read as one: "21 days until a decision".
            let element = match (part, number.take()) {
                (AsidePart::Title(_), Some(number)) => {
                    if let Some((_, Paint::Text(run))) = chunk.paints.last_mut() {
                        lines::end_word(run);
                    }
                    number
                }
                _ => self.tags.add(Role::Paragraph, aside),
            };
            if matches!(part, AsidePart::Big(_)) {
                number = Some(element);
            }
            let (spans, setting, fit, after) = match part {
                AsidePart::Big(text) => {
                    let setting = sizes::ASIDE_BIG;
                    let span = self.plain(text.as_str(), setting, theme.primary, element);
                    (vec![span], setting, Fit::Whole, 1.0)
                }
                AsidePart::Title(content) => {
                    let setting = sizes::ASIDE_TITLE;
                    let spans = self.spans(content, setting, theme.strong, element);
                    (spans, setting, Fit::Whole, 0.0)
                }
                AsidePart::Paragraph(content) => {
                    let setting = sizes::ASIDE;
                    let spans = self.spans(content, setting, theme.muted, element);
                    (spans, setting, Fit::Ragged, 4.0)
                }
            };
            cap_top.get_or_insert(lines::cap_top(setting));
            let place = Place { x: 0.0, y, width: sizes::MARGIN, align: Align::Left };
            y += self.text_block(&spans, setting, place, fit, &mut chunk) + after;
        }
        let cap_top = cap_top.unwrap_or(0.0);
        (aside, Note { height: y, cap_top, paints: chunk.paints, links: chunk.links })
    }
}

/// A horizontal rule over a column.
pub(super) fn rule(chunk: &mut Chunk, column: Column, y: f32, color: Color, width: f32) {
    chunk.paint(
        Owner::Artifact,
        Paint::Shape(Item::Line {
            x1: column.x,
            y1: y,
            x2: column.x + column.width,
            y2: y,
            stroke: Stroke::solid(color, width),
        }),
    );
}

/// A colour dark enough for text on its own tint.
fn darker(color: Color) -> Color {
    let part = |c: u8| (f32::from(c) * 0.68).round() as u8;
    Color { r: part(color.r), g: part(color.g), b: part(color.b) }
}
