//! From lines of text to marks on the page.

use super::Composer;
use super::chunk::{Chunk, Cited, LinkArea, Owner, Paint, TextPiece, TextRun};
use super::sizes::{Setting, baseline};
use crate::document::Align;
use crate::text::{Fit, Line, Paragraph, Piece, Span};

/// Where lines are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) x: f32,
    /// Top of the first line.
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) align: Align,
}

impl<'d> Composer<'d> {
    /// Shapes a paragraph and notes the characters that cannot be set.
    pub(super) fn shape(&mut self, spans: &[Span<'d>]) -> Paragraph {
        let paragraph = Paragraph::new(self.faces, spans);
        self.missing.extend(paragraph.missing());
        paragraph
    }

    /// One chunk per line, with first and last lines kept with a neighbour.
    pub(super) fn text_chunks(&mut self, spans: &[Span<'d>], setting: Setting, place: Place, fit: Fit) -> Vec<Chunk> {
        let lines = self.shape(spans).lines(place.width, fit);
        let count = lines.len();
        let mut chunks = Vec::with_capacity(count);
        for (index, line) in lines.into_iter().enumerate() {
            let mut chunk = Chunk {
                height: setting.line,
                cap_top: cap_top(setting),
                // Neither the first nor the last line stands alone, three lines stay together, and no page
                // ends within a word.
                keep_next: index + 1 < count && (index == 0 || index + 2 == count || count <= 3 || ends_in_word(&line)),
                ..Chunk::default()
            };
            let line_end = index + 1 < count;
            paint_line(line, spans, place, setting, line_end, &mut chunk);
            chunks.push(chunk);
        }
        chunks
    }

    /// Lines painted into one chunk from `place.y` on; gives their height.
    pub(super) fn text_block(
        &mut self,
        spans: &[Span<'d>],
        setting: Setting,
        place: Place,
        fit: Fit,
        chunk: &mut Chunk,
    ) -> f32 {
        let lines = self.shape(spans).lines(place.width, fit);
        paint_lines(lines, spans, setting, place, chunk)
    }
}

/// Paints lines into a chunk, from `place.y` on; gives their height.
pub(super) fn paint_lines(
    lines: Vec<Line>,
    spans: &[Span<'_>],
    setting: Setting,
    place: Place,
    chunk: &mut Chunk,
) -> f32 {
    let count = lines.len();
    for (index, line) in lines.into_iter().enumerate() {
        let y = place.y + index as f32 * setting.line;
        paint_line(line, spans, Place { y, ..place }, setting, index + 1 < count, chunk);
    }
    count as f32 * setting.line
}

fn ends_in_word(line: &Line) -> bool {
    line.pieces.last().is_some_and(|piece| piece.soft_hyphen)
}

/// Where the capitals of a line begin below its top.
pub(super) fn cap_top(setting: Setting) -> f32 {
    const CAP_HEIGHT: f32 = 0.66;
    baseline(setting) - CAP_HEIGHT * setting.size
}

fn paint_line(line: Line, spans: &[Span<'_>], place: Place, setting: Setting, line_end: bool, chunk: &mut Chunk) {
    let shift = match place.align {
        Align::Left => 0.0,
        Align::Right => place.width - line.width,
        Align::Center => (place.width - line.width) / 2.0,
    };
    let left = place.x + shift;
    let baseline = place.y + baseline(setting);
    let mut rest = line.pieces.into_iter().peekable();
    while let Some(first) = rest.peek() {
        let Some(span) = spans.get(first.span) else {
            return;
        };
        let begin = first.x;
        let x = left + begin;
        let joins =
            |piece: &Piece| spans.get(piece.span).is_some_and(|s| s.style == span.style && s.content == span.content);
        let mut pieces: Vec<TextPiece> = Vec::with_capacity(rest.len());
        let mut end = begin;
        while let Some(piece) = rest.next_if(joins) {
            end = piece.x + piece.width;
            let Piece { word, space, soft_hyphen, trema, .. } = piece;
            pieces.push(TextPiece { word, space, soft_hyphen, trema });
        }
        let ends_line = rest.peek().is_none();
        if let Some(last) = pieces.last_mut()
            && ends_line
            && line_end
            && !last.soft_hyphen
            && !last.word.text.ends_with(['-', '/', '–'])
        {
            // Text that is read or copied needs the space that the line end stands for.
            last.space = Some(0.0);
        }
        if let Some(footnote) = span.footnote {
            chunk.cited.push(Cited { footnote, y: place.y });
        }
        if let Some(link) = span.link {
            let width = end - begin;
            chunk.links.push(LinkArea { link, x, y: place.y, width, height: setting.line });
        }
        chunk.paint(
            Owner::Content(span.content),
            Paint::Text(TextRun { x, baseline, style: span.style, tracking: line.tracking, pieces }),
        );
    }
}

/// A line of text that is no paragraph: a label, a running head.
pub(super) fn label(
    faces: &crate::text::Faces,
    text: &str,
    style: crate::text::Style,
    x: f32,
    baseline: f32,
) -> TextRun {
    let face = faces.face(style.face);
    let space = face.space as f32 * style.size / 1000.0;
    let words: Vec<&str> = text.split(' ').filter(|w| !w.is_empty()).collect();
    let count = words.len();
    let pieces = words
        .into_iter()
        .enumerate()
        .map(|(index, word)| TextPiece {
            word: face.word(word, style.figures),
            space: (index + 1 < count).then_some(space),
            soft_hyphen: false,
            trema: None,
        })
        .collect();
    TextRun { x, baseline, style, tracking: 0.0, pieces }
}

/// Ends a run with the space that its distance from the next one stands for, so that the two are not read as one word.
pub(super) fn end_word(run: &mut TextRun) {
    if let Some(last) = run.pieces.last_mut() {
        last.space.get_or_insert(0.0);
    }
}

/// Width of a run in points.
pub(super) fn run_width(run: &TextRun) -> f32 {
    let points = |piece: &TextPiece| {
        let letters = piece.word.glyphs.len() as f32 * run.tracking;
        piece.word.width as f32 * run.style.size / 1000.0 + letters + piece.space.unwrap_or(0.0)
    };
    run.pieces.iter().map(points).sum()
}
