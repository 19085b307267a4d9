//! From the document tree to pages: every mark with its place and with what it belongs to.

mod blocks;
mod boxes;
mod chunk;
mod columns;
mod contents;
mod cover;
mod figures;
mod footnotes;
mod furniture;
mod inlines;
mod lines;
pub(crate) mod numbering;
mod pager;
mod sizes;
mod tables;
mod tags;
mod torn;
mod widths;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use chunk::{LinkArea, Owner, Paint, TextPiece, TextRun};
pub(crate) use pager::PlacedHeading;
pub(crate) use sizes::Turn;
pub(crate) use tags::{Attribute, Element, Kid, Role, Tags};

use crate::document::Document;
use crate::text::{Faces, Style};
use crate::theme::Theme;
use chunk::{Anchor, Chunk, Note};
use numbering::Numbers;
use pager::Pager;

/// References change the length of lines and so, rarely, the page something stands on. After so many rounds
/// the last one is taken.
const MOST_ROUNDS: usize = 4;

/// A page with all its marks; coordinates are points from its top left corner.
#[derive(Debug, Default)]
pub(crate) struct PageMarks {
    pub(crate) turn: Turn,
    pub(crate) marks: Vec<Mark>,
    pub(crate) links: Vec<LinkArea>,
    /// Figure elements with the box of their drawing: x, y, width, height.
    pub(crate) figures: Vec<(u32, [f32; 4])>,
}

/// A mark and how far it is moved.
#[derive(Debug)]
pub(crate) struct Mark {
    pub(crate) owner: Owner,
    pub(crate) dx: f32,
    pub(crate) dy: f32,
    pub(crate) paint: Paint,
}

/// A report whose pages are known.
#[derive(Debug)]
pub(crate) struct Composition {
    pub(crate) pages: Vec<PageMarks>,
    pub(crate) tags: Tags,
    pub(crate) headings: Vec<PlacedHeading>,
    /// Page (from 0) and height of everything with an id.
    pub(crate) places: BTreeMap<String, (usize, f32)>,
}

/// Lays out one document.
struct Composer<'d> {
    document: &'d Document,
    theme: &'d Theme,
    faces: &'static Faces,
    tags: Tags,
    pager: Pager,
    /// How the pages stand that blocks go to.
    turn: Turn,
    numbers: &'d Numbers,
    /// Pages of ids as they were in the round before.
    pages_of: &'d BTreeMap<String, usize>,
    /// Level and text of all headings.
    titles: Vec<(u8, String)>,
    heading_count: usize,
    figure_count: usize,
    table_count: usize,
    footnote_count: usize,
    notes: Vec<Note>,
    /// Elements of the notes that wait for the block they stand beside.
    asides: Vec<u32>,
    anchors: Vec<Anchor>,
    missing: BTreeSet<char>,
}

/// Sets a document as pages.
///
/// # Errors
/// The characters for which the typeface has no glyph.
pub(crate) fn compose(
    document: &Document,
    theme: &Theme,
    faces: &'static Faces,
) -> Result<Composition, BTreeSet<char>> {
    let numbers = Numbers::of(document);
    let mut pages_of = BTreeMap::new();
    let mut round = 1;
    loop {
        let mut composer = Composer {
            document,
            theme,
            faces,
            tags: Tags::new(),
            pager: Pager::new(),
            turn: Turn::Portrait,
            numbers: &numbers,
            pages_of: &pages_of,
            titles: numbering::titles(document),
            heading_count: 0,
            figure_count: 0,
            table_count: 0,
            footnote_count: 0,
            notes: Vec::new(),
            asides: Vec::new(),
            anchors: Vec::new(),
            missing: BTreeSet::new(),
        };
        composer.flow(&document.blocks, Tags::DOCUMENT);
        composer.place_leftovers();
        composer.pager.finish();
        let found: BTreeMap<String, usize> = numbers
            .referred_pages()
            .filter_map(|id| Some((id.to_owned(), composer.pager.places.get(id)?.0 + 1)))
            .collect();
        if found == pages_of || round == MOST_ROUNDS {
            // Running heads are set last, when it is too late to refuse a character.
            let style = composer.style(sizes::RUNNING, theme.muted);
            composer.note_missing(&composer.label(&document.short_title, style, 0.0, 0.0));
            let missing = std::mem::take(&mut composer.missing);
            if !missing.is_empty() {
                return Err(missing);
            }
            return Ok(composer.finish());
        }
        pages_of = found;
        round += 1;
    }
}

impl Composer<'_> {
    /// Notes and ids after the last block have no block to go with.
    fn place_leftovers(&mut self) {
        let (notes, anchors) = (std::mem::take(&mut self.notes), std::mem::take(&mut self.anchors));
        if !notes.is_empty() || !anchors.is_empty() {
            self.pager.push(vec![Chunk { notes, anchors, ..Chunk::default() }]);
        }
    }

    /// Notes before pages on their side stay on the page before.
    fn place_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if !notes.is_empty() {
            self.pager.push(vec![Chunk { notes, ..Chunk::default() }]);
        }
    }

    fn note_missing(&mut self, run: &TextRun) {
        self.missing.extend(run.pieces.iter().flat_map(|piece| piece.word.missing.iter().copied()));
    }

    /// What a reference prints: the number of a figure or table, or else the page.
    fn reference_text(&self, id: &str) -> String {
        if let Some(number) = self.numbers.of_id(id) {
            return number.to_string();
        }
        // The first round does not know the pages; two digits are the usual length.
        self.pages_of.get(id).map_or_else(|| "10".to_owned(), ToString::to_string)
    }

    fn label(&self, text: &str, style: Style, x: f32, baseline: f32) -> TextRun {
        lines::label(self.faces, text, style, x, baseline)
    }
}

/// The id of a heading for links that the contents makes. It cannot meet an id of the markup, which has no
/// control characters.
fn heading_id(number: usize) -> String {
    format!("\u{1}heading-{number}")
}

#[cfg(test)]
mod tests;
