//! From spans of text to lines of shaped words.

mod row;

use std::borrow::Cow;
use std::rc::Rc;

use super::breaking::{self, Item, Measure};
use super::faces::{Faces, Figures, Word};
use super::hyphens::{self, Join};
use super::ties::{self, Tie};
use crate::document::Lang;
use crate::draw::{Color, Face};
use row::{Origin, Row, SHRINK, STRETCH};

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) face: Face,
    /// Points.
    pub(crate) size: f32,
    pub(crate) color: Color,
    pub(crate) figures: Figures,
    pub(crate) lang: Lang,
}

/// A stretch of text of one style. A line feed in it ends the line.
#[derive(Debug, Clone)]
pub(crate) struct Span<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) style: Style,
    /// What in the structure of the document the text belongs to.
    pub(crate) content: u32,
    /// The link it is part of.
    pub(crate) link: Option<u32>,
    /// The number of the footnote that it is the mark of.
    pub(crate) footnote: Option<usize>,
}

/// How lines fill the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// All lines reach both sides.
    Justified,
    /// Lines end where they end; words may be hyphenated.
    Ragged,
    /// Lines end where they end, and words stay whole: headings and labels.
    Whole,
}

/// A word or a fragment of one on a line.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) word: Rc<Word>,
    /// Index of the span.
    pub(crate) span: usize,
    /// Distance from the start of the line in points.
    pub(crate) x: f32,
    /// Width in points, without the space after it.
    pub(crate) width: f32,
    /// Width of the space after it; `None` when the next piece follows directly.
    pub(crate) space: Option<f32>,
    /// Whether its last glyph is a hyphen that the text does not have.
    pub(crate) soft_hyphen: bool,
    /// The first letter as the text has it, when it lost its trema.
    pub(crate) trema: Option<char>,
}

/// A line of text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    /// Width as set, in points.
    pub(crate) width: f32,
    /// Space added to every letter, in points.
    pub(crate) tracking: f32,
    /// Whether a line break or the end of the paragraph ends it.
    pub(crate) last: bool,
}

#[derive(Debug, Clone)]
enum Token {
    Word { word: Rc<Word>, span: usize },
    Space { span: usize, tie: Tie },
    SoftHyphen { span: usize },
    NewLine,
}

/// A paragraph whose words are shaped, ready to be broken to any measure.
#[derive(Debug)]
pub(crate) struct Paragraph {
    styles: Vec<Style>,
    tokens: Vec<Token>,
    faces: &'static Faces,
}

impl std::fmt::Debug for Faces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Faces")
    }
}

impl Paragraph {
    /// Shapes the words of the spans.
    pub(crate) fn new(faces: &'static Faces, spans: &[Span<'_>]) -> Paragraph {
        // A word and its space are six letters or more, mostly.
        let tokens = Vec::with_capacity(spans.iter().map(|s| s.text.len() / 3 + 2).sum::<usize>().min(MOST_TOKENS));
        let mut paragraph = Paragraph { styles: spans.iter().map(|s| s.style).collect(), tokens, faces };
        for (index, span) in spans.iter().enumerate() {
            paragraph.push_text(&span.text, index);
        }
        paragraph.trim();
        paragraph.tie_words();
        paragraph
    }

    fn push_text(&mut self, text: &str, span: usize) {
        let face = self.faces.face(self.styles[span].face);
        let figures = self.styles[span].figures;
        let mut from = 0;
        while let Some((at, c)) = separator(text, from) {
            if at > from {
                let word = face.word(&text[from..at], figures);
                self.tokens.push(Token::Word { word, span });
            }
            from = at + c.len_utf8();
            match c {
                '\u{a0}' => self.tokens.push(Token::Space { span, tie: Tie::Bound }),
                '\u{ad}' => self.tokens.push(Token::SoftHyphen { span }),
                '\u{2028}' => self.tokens.push(Token::NewLine),
                _ if matches!(self.tokens.last(), Some(Token::Space { .. } | Token::NewLine) | None) => {}
                _ => self.tokens.push(Token::Space { span, tie: Tie::Free }),
            }
        }
        if text.len() > from {
            let word = face.word(&text[from..], figures);
            self.tokens.push(Token::Word { word, span });
        }
    }

    /// Spaces at the ends of lines vanish.
    fn trim(&mut self) {
        if self.tokens.iter().any(|token| matches!(token, Token::NewLine)) {
            let mut kept: Vec<Token> = Vec::with_capacity(self.tokens.len());
            for token in self.tokens.drain(..) {
                if matches!(token, Token::NewLine) {
                    while matches!(kept.last(), Some(Token::Space { .. })) {
                        kept.pop();
                    }
                }
                kept.push(token);
            }
            self.tokens = kept;
        }
        while matches!(self.tokens.last(), Some(Token::Space { .. } | Token::NewLine)) {
            self.tokens.pop();
        }
    }

    fn tie_words(&mut self) {
        let mut before = Cow::Borrowed("");
        let mut space: Option<usize> = None;
        let mut word = Cow::Borrowed("");
        let mut ties: Vec<(usize, Tie)> = Vec::new();
        for at in 0..=self.tokens.len() {
            match self.tokens.get(at) {
                Some(Token::Word { word: part, .. }) if word.is_empty() => word = Cow::Borrowed(&*part.text),
                Some(Token::Word { word: part, .. }) => word.to_mut().push_str(&part.text),
                Some(Token::SoftHyphen { .. }) => {}
                other => {
                    if let Some(space) = space {
                        match ties::between(&before, &word) {
                            Tie::Free => {}
                            tie => ties.push((space, tie)),
                        }
                    }
                    space = match other {
                        Some(Token::Space { tie: Tie::Free, .. }) => Some(at),
                        _ => None,
                    };
                    before = std::mem::take(&mut word);
                }
            }
        }
        for (at, new) in ties {
            if let Some(Token::Space { tie, .. }) = self.tokens.get_mut(at) {
                *tie = new;
            }
        }
    }

    /// Characters for which a face has no glyph.
    pub(crate) fn missing(&self) -> impl Iterator<Item = char> + '_ {
        let words = self.tokens.iter().filter_map(|token| match token {
            Token::Word { word, .. } => Some(word),
            _ => None,
        });
        words.flat_map(|word| word.missing.iter().copied())
    }

    /// Width of the paragraph on one line in points, or of its longest line where line ends are forced.
    pub(crate) fn natural_width(&self) -> f32 {
        let (mut widest, mut width) = (0.0_f32, 0.0);
        for token in &self.tokens {
            match token {
                Token::Word { word, span } => width += self.points(word.width, *span),
                Token::Space { span, .. } => width += self.space(*span),
                Token::SoftHyphen { .. } => {}
                Token::NewLine => {
                    widest = widest.max(width);
                    width = 0.0;
                }
            }
        }
        widest.max(width)
    }

    /// Width of the widest thing that is not broken, in points.
    pub(crate) fn narrowest(&self, fit: Fit) -> f32 {
        // Checksums and addresses are broken anywhere rather than take the room of words.
        const LONGEST_CODE: f32 = 80.0;
        let Row { items, .. } = self.row(fit, LONGEST_CODE);
        let (mut widest, mut width) = (0.0_f32, 0.0_f32);
        for item in &items {
            match *item {
                Item::Box { width: w } => width += w,
                Item::Glue { width: w, cost, .. } if cost.is_infinite() => width += w,
                Item::Penalty { width: w, .. } => {
                    widest = widest.max(width + w);
                    width = 0.0;
                }
                Item::Glue { .. } | Item::Forced => {
                    widest = widest.max(width);
                    width = 0.0;
                }
            }
        }
        widest.max(width)
    }

    fn points(&self, thousandths: i32, span: usize) -> f32 {
        thousandths as f32 * self.styles[span].size / 1000.0
    }

    fn space(&self, span: usize) -> f32 {
        self.points(self.faces.face(self.styles[span].face).space, span)
    }

    fn hyphen(&self, span: usize) -> f32 {
        let style = self.styles[span];
        self.points(self.faces.face(style.face).hyphen(style.figures), span)
    }

    /// Breaks the paragraph to a measure in points.
    pub(crate) fn lines(&self, width: f32, fit: Fit) -> Vec<Line> {
        if let Some(line) = self.one_line(width, fit) {
            return vec![line];
        }
        let Row { items, origins } = self.row(fit, width);
        let measure = Measure { width, ragged: fit != Fit::Justified };
        let breaks = breaking::break_lines(&items, measure);
        let mut lines = Vec::with_capacity(breaks.len());
        let mut start = 0;
        let mut entered_by = None;
        for line_break in &breaks {
            let end = line_break.item;
            let left_by = match origins.get(end) {
                Some(Origin::Opening(join)) => Some(*join),
                _ => None,
            };
            let last = matches!(items.get(end), None | Some(Item::Forced));
            let mut line = self.line(&origins[start.min(end)..end], entered_by, left_by);
            line.last = last;
            self.space_out(&mut line, width, fit);
            lines.push(line);
            entered_by = left_by;
            start = end;
            // What a break replaces is not set.
            if !matches!(origins.get(end), Some(Origin::Opening(_))) {
                start += 1;
            }
        }
        lines
    }

    /// The whole paragraph as a line, where it fits on one, as most labels and cells do: then nothing has to be weighed.
    fn one_line(&self, width: f32, fit: Fit) -> Option<Line> {
        if self.tokens.iter().any(|token| matches!(token, Token::NewLine)) || self.natural_width() > width {
            return None;
        }
        let mut pieces: Vec<Piece> = Vec::with_capacity(self.tokens.len() / 2 + 1);
        let mut pending_space = false;
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Word { word, .. } => {
                    if pending_space && let Some(piece) = pieces.last_mut() {
                        piece.space = Some(0.0);
                    }
                    pending_space = false;
                    self.push_piece(&mut pieces, Some((at, 0, word.text.len())), false, false);
                }
                Token::Space { .. } => pending_space = true,
                Token::SoftHyphen { .. } | Token::NewLine => {}
            }
        }
        if pieces.is_empty() {
            return None;
        }
        let mut line = Line { pieces, last: true, ..Line::default() };
        self.space_out(&mut line, width, fit);
        Some(line)
    }

    /// Gathers the parts of a line into pieces.
    fn line(&self, origins: &[Origin], entered_by: Option<Join>, left_by: Option<Join>) -> Line {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut current: Option<(usize, usize, usize)> = None;
        let mut pending_space = false;
        for origin in origins {
            match *origin {
                Origin::Part { token, from, to } => match &mut current {
                    Some((known, _, end)) if *known == token && *end == from => *end = to,
                    _ => {
                        let trema = pieces.is_empty() && entered_by == Some(Join::HyphenWithoutTrema);
                        self.push_piece(&mut pieces, current.take(), false, trema);
                        if pending_space && let Some(piece) = pieces.last_mut() {
                            piece.space = Some(0.0);
                        }
                        pending_space = false;
                        current = Some((token, from, to));
                    }
                },
                Origin::Space => pending_space = true,
                Origin::Opening(_) => {}
            }
        }
        let hyphen = matches!(left_by, Some(Join::Hyphen | Join::HyphenWithoutTrema));
        let trema = pieces.is_empty() && entered_by == Some(Join::HyphenWithoutTrema);
        self.push_piece(&mut pieces, current, hyphen, trema);
        Line { pieces, ..Line::default() }
    }

    fn push_piece(&self, pieces: &mut Vec<Piece>, part: Option<(usize, usize, usize)>, hyphen: bool, drop_trema: bool) {
        let Some((token, from, to)) = part else {
            return;
        };
        let Some(Token::Word { word, span }) = self.tokens.get(token) else {
            return;
        };
        let style = self.styles[*span];
        let mut trema = None;
        let word = if from == 0 && to == word.text.len() && !hyphen {
            Rc::clone(word)
        } else {
            let (before, rest) = word.text.split_at(from);
            let mut text = String::with_capacity(to - from + 2);
            let mut shown = &rest[..to - from];
            if drop_trema
                && let Some(plain) = hyphens::without_trema(before, shown)
                && let Some(letter) = shown.chars().next()
            {
                text.push(plain);
                shown = &shown[letter.len_utf8()..];
                trema = Some(letter);
            }
            text.push_str(shown);
            if hyphen {
                text.push('-');
            }
            // Parts of a word keep its design.
            let face = self.faces.font(word.font).unwrap_or_else(|| self.faces.face(style.face));
            face.word(&text, style.figures)
        };
        pieces.push(Piece {
            width: self.points(word.width, *span),
            word,
            span: *span,
            x: 0.0,
            space: None,
            soft_hyphen: hyphen,
            trema,
        });
    }

    /// Gives the spaces their width and the pieces their place.
    fn space_out(&self, line: &mut Line, width: f32, fit: Fit) {
        let mut natural = 0.0;
        let mut spaces = 0.0;
        for piece in &line.pieces {
            natural += piece.width;
            if piece.space.is_some() {
                spaces += self.space(piece.span);
            }
        }
        let room = width - natural - spaces;
        let justify = fit == Fit::Justified && (room < 0.0 || !line.last);
        let mut factor = 1.0;
        if justify && spaces > 0.0 {
            let letters: usize = line.pieces.iter().map(|p| p.word.glyphs.len()).sum();
            let size = line.pieces.first().map_or(0.0, |p| self.styles[p.span].size);
            line.tracking = tracking(room, spaces, letters, size);
            let room = room - line.tracking * letters as f32;
            factor = (1.0 + room / spaces).max(1.0 - SHRINK);
            if factor > MOST_STRETCHED {
                factor = 1.0;
                line.tracking = 0.0;
            }
        }
        let mut x = 0.0;
        for piece in &mut line.pieces {
            piece.width += line.tracking * piece.word.glyphs.len() as f32;
            piece.x = x;
            x += piece.width;
            if piece.space.is_some() {
                let space = self.space(piece.span) * factor;
                piece.space = Some(space);
                x += space;
            }
        }
        line.width = x;
    }
}

/// Room that is made for words at once at most: a text without an end may be one word.
const MOST_TOKENS: usize = 500;

/// The next character from a byte on that parts words, or is a place to part one, and where it stands. Texts are long, so their bytes are
/// looked at, of which few can begin such a character.
fn separator(text: &str, from: usize) -> Option<(usize, char)> {
    let may_begin = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xC2 | 0xE2);
    let places = text.bytes().enumerate().skip(from).filter(|(_, byte)| may_begin(byte));
    places.map(|(at, _)| at).find_map(|at| {
        let c = text.get(at..)?.chars().next()?;
        matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{ad}' | '\u{2028}').then_some((at, c))
    })
}

/// A space that would become wider than this many times itself is not stretched: such a line is better left short.
const MOST_STRETCHED: f32 = 4.0;

/// Most that is added to a letter or taken from it, in parts of the type size.
const TRACKING: std::ops::RangeInclusive<f32> = -0.006..=0.012;

/// What the letters of a line give when its spaces would become too wide or too narrow, in hundredths of a point.
fn tracking(room: f32, spaces: f32, letters: usize, size: f32) -> f32 {
    let by_spaces = room.clamp(-spaces * SHRINK, spaces * STRETCH * breaking::EASED);
    let wanted = (room - by_spaces) / (letters.max(1) as f32);
    let given = wanted.clamp(TRACKING.start() * size, TRACKING.end() * size) * 100.0;
    // Away from nothing where lines would stick out, towards it where they are loose.
    given.floor() / 100.0
}

#[cfg(test)]
mod tests;
