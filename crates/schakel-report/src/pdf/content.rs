//! Draws the marks of a page and notes which of them belong to what in the structure.

use super::embed::Fonts;
use super::image;
use super::path::{self, Frame};
use super::structure::Places;
use super::surface::{Step, Surface, TextLook};
use crate::draw::{Color, Item, Stroke};
use crate::layout::{Mark, Owner, PageMarks, Paint, TextPiece, TextRun};
use crate::text::{FontId, Short};

/// Draws a page.
pub(super) fn draw(page: &PageMarks, number: usize, places: &mut Places, fonts: &mut Fonts, surface: &mut Surface) {
    let mut open: Option<Owner> = None;
    for mark in &page.marks {
        if open != Some(mark.owner) {
            if open.is_some() {
                surface.end();
            }
            match mark.owner {
                Owner::Artifact => surface.begin_artifact(),
                Owner::Content(content) => {
                    let marked = places.mark(content, number);
                    surface.begin_content(marked.role, marked.number);
                }
            }
            open = Some(mark.owner);
        }
        draw_mark(mark, page.turn.page_height(), fonts, surface);
    }
    if open.is_some() {
        surface.end();
    }
}

fn draw_mark(mark: &Mark, page_height: f32, fonts: &mut Fonts, surface: &mut Surface) {
    let frame = Frame { dx: mark.dx, dy: mark.dy, page_height };
    match &mark.paint {
        Paint::Text(run) => draw_run(run, frame, fonts, surface),
        Paint::Shape(item) => draw_shape(item, frame, surface),
        Paint::Logo { x, y, width, height } => {
            surface.image(image::NAME, [frame.x(*x), frame.y(y + height), *width, *height]);
        }
        // Resolved when the pages were finished.
        Paint::PageOf { .. } => {}
    }
}

fn draw_run(run: &TextRun, frame: Frame, fonts: &mut Fonts, surface: &mut Surface) {
    // Without a glyph no font is named: what the page names has to be in the file.
    let Some(first) = run.pieces.iter().flat_map(|piece| piece.word.glyphs.iter()).next() else { return };
    let font = first.font;
    let scale = fonts.scale(font);
    let look = TextLook {
        font: fonts.name(font),
        size: run.style.size * scale,
        tracking: run.tracking,
        color: run.style.color,
        x: frame.x(run.x),
        y: frame.y(run.baseline),
    };
    surface.begin_text(&look);
    let mut setter = Setter { run, fonts, surface, font, scale, rise: 0, back: 0.0, begun: false };
    for piece in &run.pieces {
        setter.piece(piece);
    }
    setter.raise(0);
    surface.end_text(&look);
}

/// Turns glyphs into codes and moves.
struct Setter<'r, 's> {
    run: &'r TextRun,
    fonts: &'s mut Fonts,
    surface: &'s mut Surface,
    /// The font that is set, its size beside the type size, and how far what follows is raised, in thousandths of the type size.
    font: FontId,
    scale: f32,
    rise: i16,
    /// Move to the left that has still to be made, in thousandths of the type size.
    back: f32,
    /// Whether something was set: what is set first begins where the text begins.
    begun: bool,
}

/// What a hyphen is read as that the text does not have.
const SOFT_HYPHEN: &str = "\u{ad}";

/// A move smaller than this is not seen: a fiftieth of a point at the size of text.
const UNSEEN: f32 = 1.5;

impl Setter<'_, '_> {
    fn piece(&mut self, piece: &TextPiece) {
        let word = &*piece.word;
        let last = word.glyphs.len().saturating_sub(1);
        for (index, glyph) in word.glyphs.iter().enumerate() {
            let soft = piece.soft_hyphen && index == last;
            let short = if soft { Short::of(SOFT_HYPHEN) } else { glyph.short };
            let text = || if soft { SOFT_HYPHEN } else { word.glyph_text(index) };
            self.set_font(glyph.font);
            self.raise(glyph.rise);
            self.back -= glyph.offset as f32;
            let instead = piece.trema.filter(|_| index == 0);
            self.glyph(glyph.id, short, text, instead);
            self.back += glyph.beyond;
        }
        if let Some(space) = piece.space {
            self.raise(0);
            let Some(face) = self.fonts.face(self.font) else { return };
            self.glyph(face.space_glyph, Short::of(" "), || " ", None);
            // Tracking widens the space itself too.
            let width = (space - self.run.tracking) * 1000.0 / self.run.style.size;
            self.back += face.stated_advance(face.space_glyph) - width;
        }
    }

    /// Sets a glyph, whose text is looked up when it is new; `instead` is what it stands for where the font says something else.
    #[inline]
    fn glyph<'t>(&mut self, id: u16, short: Option<Short>, text: impl FnOnce() -> &'t str, instead: Option<char>) {
        if self.begun && self.back.abs() >= UNSEEN {
            // The file counts in thousandths of the size that is set.
            self.surface.back(self.back / self.scale);
            self.back = 0.0;
        }
        let code = self.fonts.code(self.font, id, short, text);
        match instead {
            Some(letter) => self.surface.instead(code, letter),
            None => self.surface.code(code),
        }
        self.begun = true;
    }

    fn set_font(&mut self, font: FontId) {
        if font != self.font {
            self.font = font;
            self.scale = self.fonts.scale(font);
            self.surface.switch_font(self.fonts.name(font), self.run.style.size * self.scale);
        }
    }

    fn raise(&mut self, rise: i16) {
        if rise != self.rise {
            self.rise = rise;
            self.surface.raise(f32::from(rise) * self.run.style.size / 1000.0);
        }
    }
}

fn draw_shape(item: &Item, f: Frame, surface: &mut Surface) {
    match item {
        Item::Rect { x, y, w, h, radius, fill, stroke } => {
            closed(&path::rectangle(f, *x, *y, *w, *h, *radius), *fill, *stroke, surface)
        }
        Item::Polygon { points, fill, stroke } => closed(&path::polygon(f, points), *fill, *stroke, surface),
        Item::Circle { cx, cy, r, fill, stroke } => closed(&path::circle(f, *cx, *cy, *r), *fill, *stroke, surface),
        Item::Line { x1, y1, x2, y2, stroke } => surface.path(&path::line(f, *x1, *y1, *x2, *y2), None, Some(*stroke)),
        Item::Hatch { x, y, w, h, color } => {
            let stroke = Stroke::solid(*color, 0.6);
            for steps in path::hatching(f, *x, *y, *w, *h) {
                surface.path(&steps, None, Some(stroke));
            }
        }
        // Labels of a drawing are shaped when it is placed.
        Item::Text { .. } => {}
    }
}

fn closed(steps: &[Step], fill: Option<Color>, stroke: Option<Stroke>, surface: &mut Surface) {
    if !steps.is_empty() {
        surface.path(steps, fill, stroke);
    }
}
