//! The row of boxes, glue and penalties that a paragraph is for the line breaker.

use std::ops::Range;

use super::{Fit, Paragraph, Token};
use crate::text::breaking::Item;
use crate::text::faces::{Widths, Word};
use crate::text::hyphens::{Join, Opening};
use crate::text::ties::Tie;

/// Stretch and shrink of a space, in parts of its width.
pub(super) const STRETCH: f32 = 0.6;
/// Programs that copy text take gaps below 0.15 of the type size for no space at all.
pub(super) const SHRINK: f32 = 0.22;

const HYPHEN_COST: f32 = 55.0;
const COMPOUND_COST: f32 = 160.0;
const RAGGED_HYPHEN_COST: f32 = 800.0;
const OWN_HYPHEN_COST: f32 = 20.0;
const EMERGENCY_COST: f32 = 900.0;

/// Items, and for each of them where it comes from.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) items: Vec<Item>,
    pub(super) origins: Vec<Origin>,
}

/// Where an item of the line breaker comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Origin {
    /// Bytes of a word.
    Part { token: usize, from: usize, to: usize },
    /// A space, or a line that is ended.
    Space,
    /// A place where a word may be broken.
    Opening(Join),
}

impl Row {
    fn push(&mut self, item: Item, origin: Origin) {
        self.items.push(item);
        self.origins.push(origin);
    }
}

/// A word on its way into a row.
#[derive(Clone, Copy)]
struct Entry<'w> {
    token: usize,
    word: &'w Word,
    span: usize,
    /// Length of the lines.
    width: f32,
    /// Whether it belongs to a group that stays on one line, such as a date.
    tied: bool,
}

impl Paragraph {
    /// The row for lines of a width in points.
    pub(super) fn row(&self, fit: Fit, width: f32) -> Row {
        let mut row = Row {
            items: Vec::with_capacity(self.tokens.len() * 3),
            origins: Vec::with_capacity(self.tokens.len() * 3),
        };
        let groups = self.bound_widths();
        for (token, content) in self.tokens.iter().enumerate() {
            match content {
                Token::Word { word, span } => {
                    let entry = Entry { token, word, span: *span, width, tied: self.is_tied(token, &groups, width) };
                    self.word(entry, fit, &mut row);
                }
                Token::Space { span, tie } => {
                    let loose = *tie == Tie::Bound && groups.get(token).is_some_and(|group| *group > width);
                    let tie = if loose { Tie::Costs(EMERGENCY_COST) } else { *tie };
                    row.push(self.glue(*span, tie), Origin::Space);
                }
                Token::SoftHyphen { span } => {
                    if fit != Fit::Whole {
                        let item = Item::Penalty { width: self.hyphen(*span), cost: HYPHEN_COST, hyphen: true };
                        row.push(item, Origin::Opening(Join::Hyphen));
                    }
                }
                Token::NewLine => row.push(Item::Forced, Origin::Space),
            }
        }
        row
    }

    /// Whether a word is bound to one beside it in a group that fits on a line. A dash is no such word: it only begins no line.
    fn is_tied(&self, word: usize, groups: &[f32], width: f32) -> bool {
        let says = |token: Option<usize>| match token.and_then(|at| self.tokens.get(at)) {
            Some(Token::Word { word, .. }) => word.text.contains(char::is_alphanumeric),
            _ => false,
        };
        let binds = |space: usize| matches!(self.tokens.get(space), Some(Token::Space { tie: Tie::Bound, .. }));
        let fits = |space: usize| groups.get(space).is_some_and(|group| *group <= width);
        let before = word.checked_sub(1).filter(|&space| binds(space) && says(word.checked_sub(2)));
        let after = Some(word + 1).filter(|&space| binds(space) && says(Some(word + 2)));
        before.or(after).is_some_and(fits)
    }

    /// For each token the width of the words that are bound to each other around it: a date, say. Nothing where no words are.
    fn bound_widths(&self) -> Vec<f32> {
        if !self.tokens.iter().any(|token| matches!(token, Token::Space { tie: Tie::Bound, .. })) {
            return Vec::new();
        }
        let mut widths = vec![0.0; self.tokens.len()];
        let (mut from, mut width) = (0, 0.0);
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Word { word, span } => width += self.points(word.width, *span),
                Token::Space { span, tie: Tie::Bound } => width += self.space(*span),
                Token::SoftHyphen { .. } => {}
                Token::Space { .. } | Token::NewLine => {
                    widths[from..at].fill(width);
                    (from, width) = (at + 1, 0.0);
                }
            }
        }
        widths[from..].fill(width);
        widths
    }

    fn glue(&self, span: usize, tie: Tie) -> Item {
        let width = self.space(span);
        Item::Glue {
            width,
            stretch: width * STRETCH,
            shrink: width * SHRINK,
            cost: match tie {
                Tie::Free => 0.0,
                Tie::Costs(cost) => cost,
                Tie::Bound => f32::INFINITY,
            },
        }
    }

    fn word(&self, entry: Entry<'_>, fit: Fit, row: &mut Row) {
        let Entry { word, span, .. } = entry;
        // A heading's word that is wider than the line is better hyphenated than cut.
        let whole = fit == Fit::Whole && self.points(word.width, span) <= entry.width;
        let mut from = 0;
        let mut widths = word.widths();
        let openings = if entry.tied { &[] } else { word.openings(self.styles[span].lang) };
        let hyphen = if openings.is_empty() { 0.0 } else { self.hyphen(span) };
        for opening in openings {
            if whole && opening.join != Join::Own {
                continue;
            }
            let added = if opening.join == Join::Own { 0.0 } else { hyphen };
            self.part(entry, from..opening.at, added, &mut widths, row);
            row.push(penalty(opening, added, fit), Origin::Opening(opening.join));
            from = opening.at;
        }
        self.part(entry, from..word.text.len(), 0.0, &mut widths, row);
    }

    /// A part of a word; a break after it adds so many points.
    fn part(&self, entry: Entry<'_>, part: Range<usize>, added: f32, widths: &mut Widths<'_>, row: &mut Row) {
        let Entry { token, word, span, .. } = entry;
        let Range { start: from, end: to } = part;
        let mut own = *widths;
        let thousandths = if from == 0 && to == word.text.len() { word.width } else { widths.up_to(to) };
        let width = self.points(thousandths, span);
        if width + added <= entry.width {
            row.push(Item::Box { width }, Origin::Part { token, from, to });
        } else {
            self.cut(entry, from, to, &mut own, row);
        }
    }

    /// A part that is wider than the line, such as a checksum: it may be broken at every character, best after
    /// a mark.
    fn cut(&self, entry: Entry<'_>, from: usize, to: usize, widths: &mut Widths<'_>, row: &mut Row) {
        let Entry { token, word, span, .. } = entry;
        let mut at = from;
        let mut after_mark = false;
        for c in word.text[from..to].chars() {
            let next = at + c.len_utf8();
            let width = self.points(widths.up_to(next), span);
            // What has no width of its own belongs to the letter before it.
            if at > from && width > 0.0 {
                let item = Item::Penalty {
                    width: 0.0,
                    cost: if after_mark { OWN_HYPHEN_COST } else { EMERGENCY_COST },
                    hyphen: false,
                };
                row.push(item, Origin::Opening(Join::Own));
            }
            let origin = Origin::Part { token, from: at, to: next };
            row.push(Item::Box { width }, origin);
            after_mark = !c.is_alphanumeric();
            at = next;
        }
    }
}

/// A place where a word may be broken, where that adds so many points.
fn penalty(opening: &Opening, added: f32, fit: Fit) -> Item {
    Item::Penalty {
        width: added,
        cost: match fit {
            _ if opening.join == Join::Own => OWN_HYPHEN_COST,
            _ if opening.in_compound => COMPOUND_COST,
            Fit::Justified => HYPHEN_COST,
            Fit::Ragged | Fit::Whole => RAGGED_HYPHEN_COST,
        },
        hyphen: true,
    }
}
