//! Footnotes at the foot of the page on which their mark stands. A line goes to the next page when its notes do not fit
//! below it; a long note may go on there itself.

use super::{Chunk, LEFT, LINE, LinkArea, Page, Pager, Placed, SLACK};
use crate::layout::footnotes::{mark_id, note_id};

/// Space between the text and the first note, with the rule in it.
const ABOVE: f32 = 17.0;
/// How far the rule is above the first note.
const RULE: f32 = 5.0;
/// Space after a note.
const BETWEEN: f32 = 2.5;
/// A note higher than this may go on at the foot of the next page, after so many lines on its own.
const LONG: f32 = 120.0;
const LEAST: usize = 4;
/// What is carried over leaves this much of a page for text.
const FOR_TEXT: f32 = 24.0 * LINE;

/// A footnote as lines.
#[derive(Debug, Clone)]
pub(crate) struct Footnote {
    pub(crate) number: usize,
    pub(crate) lines: Vec<Chunk>,
}

impl Footnote {
    fn line_height(&self, line: usize) -> f32 {
        let height = self.lines.get(line).map_or(0.0, |line| line.height);
        if line + 1 == self.lines.len() { height + BETWEEN } else { height }
    }
}

/// A line of a footnote: the number of the note, and the place of the line in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    footnote: usize,
    line: usize,
}

/// The footnotes of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Foot {
    pub(super) lines: Vec<Line>,
    /// With the space above them; 0 when there are none.
    pub(super) height: f32,
    /// Where the rule above them lies, when they are placed.
    pub(crate) rule: Option<f32>,
}

impl Pager {
    pub(crate) fn add_footnote(&mut self, footnote: Footnote) {
        self.footnotes.push(footnote);
    }

    fn footnote(&self, number: usize) -> Option<&Footnote> {
        // Notes are made in the order of their numbers.
        self.footnotes.get(number.checked_sub(1)?)
    }

    fn line_height(&self, line: Line) -> f32 {
        self.footnote(line.footnote).map_or(0.0, |note| note.line_height(line.line))
    }

    /// How many lines of a note have to stand on the page of its mark.
    fn least(&self, number: usize) -> usize {
        let lines = self.footnote(number).map_or(0, |note| note.lines.len());
        if self.lines_height(number, lines) > LONG { LEAST.min(lines) } else { lines }
    }

    fn lines_height(&self, footnote: usize, count: usize) -> f32 {
        (0..count).map(|line| self.line_height(Line { footnote, line })).sum()
    }

    /// Whether nothing stands on the page, in its margin or at its foot.
    pub(super) fn is_blank(&self) -> bool {
        let blank = |page: &Page| page.note_end == 0.0 && page.foot.lines.is_empty();
        self.after.is_none() && self.pages.last().is_none_or(blank)
    }

    /// Where content ends on this page when a group with its footnotes comes to stand there.
    pub(super) fn limit(&self, group: &[Chunk]) -> f32 {
        self.limit_above(self.pages.last().map_or(0.0, |page| page.foot.height), group)
    }

    /// The same above a foot of another height.
    pub(super) fn limit_above(&self, foot: f32, group: &[Chunk]) -> f32 {
        let cited = group.iter().flat_map(|chunk| &chunk.cited);
        let more: f32 = cited.map(|cited| self.lines_height(cited.footnote, self.least(cited.footnote))).sum();
        let above = if foot == 0.0 && more > 0.0 { ABOVE } else { 0.0 };
        self.turn.bottom() - foot - above - more
    }

    /// A mark was placed: its note goes to the foot, as far as there is room, and what is left to the next page.
    pub(super) fn cite(&mut self, footnote: usize, y: f32) {
        self.places.insert(mark_id(footnote), (self.pages.len() - 1, y));
        let least = self.least(footnote);
        let count = self.footnote(footnote).map_or(0, |note| note.lines.len());
        let mut room = true;
        for line in (0..count).map(|line| Line { footnote, line }) {
            room = room && line.line < least && self.put(line, self.turn.bottom() - self.y);
            if !room {
                self.carried.push_back(line);
            }
        }
    }

    /// Puts a line at the foot when it is not higher than so much with it.
    fn put(&mut self, line: Line, most: f32) -> bool {
        let height = self.line_height(line);
        let Some(page) = self.pages.last_mut() else { return false };
        let foot = if page.foot.lines.is_empty() { ABOVE } else { page.foot.height } + height;
        if foot > most + SLACK {
            return false;
        }
        page.foot.lines.push(line);
        page.foot.height = foot;
        true
    }

    /// A page begins with what the one before it carries over.
    pub(super) fn begin_foot(&mut self) {
        self.put_carried(self.turn.bottom() - self.y - FOR_TEXT);
    }

    /// What is left of a page that ends is for notes that would go on on the next.
    pub(super) fn fill_foot(&mut self) {
        self.put_carried(self.turn_of_page().bottom() - self.y);
    }

    fn put_carried(&mut self, most: f32) {
        while let Some(&line) = self.carried.front() {
            if !self.put(line, most) {
                return;
            }
            self.carried.pop_front();
        }
    }

    fn turn_of_page(&self) -> super::Turn {
        self.pages.last().map_or(self.turn, |page| page.turn)
    }

    /// Gives the footnotes of all pages their place, in the order of their numbers.
    pub(super) fn place_feet(&mut self) {
        for (number, page) in self.pages.iter_mut().enumerate() {
            if page.foot.lines.is_empty() {
                continue;
            }
            page.foot.lines.sort_unstable();
            let mut y = page.turn.bottom() - page.foot.height + ABOVE;
            page.foot.rule = Some(y - RULE);
            for at in &page.foot.lines {
                let note = at.footnote.checked_sub(1).and_then(|index| self.footnotes.get(index));
                let Some((note, line)) = note.and_then(|note| Some((note, note.lines.get(at.line)?))) else { continue };
                if at.line == 0 {
                    self.places.insert(note_id(note.number), (number, y));
                }
                page.links.extend(line.links.iter().map(|area| LinkArea { x: area.x + LEFT, y: area.y + y, ..*area }));
                page.placed.push(Placed { x: LEFT, y, paints: line.paints.clone() });
                y += note.line_height(at.line);
            }
        }
    }
}
