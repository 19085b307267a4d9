//! Laid-out pieces of a block, from which pages are filled.

use std::rc::Rc;

use crate::draw::{Color, Item};
use crate::text::{Style, Word};

/// To whom a mark on the page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// To nobody: decoration, or a repetition for the eye.
    Artifact,
    /// To a piece of content of the structure.
    Content(u32),
}

/// A word or fragment of a run of text.
#[derive(Debug, Clone)]
pub(crate) struct TextPiece {
    pub(crate) word: Rc<Word>,
    /// Space after it in points; `None` when the next piece follows directly.
    pub(crate) space: Option<f32>,
    pub(crate) soft_hyphen: bool,
    pub(crate) trema: Option<char>,
}

/// Text on one baseline, of one style.
#[derive(Debug, Clone)]
pub(crate) struct TextRun {
    pub(crate) x: f32,
    pub(crate) baseline: f32,
    pub(crate) style: Style,
    /// Space added to every letter, in points.
    pub(crate) tracking: f32,
    pub(crate) pieces: Vec<TextPiece>,
}

/// A mark on the page. Coordinates are relative to the piece it is part of.
#[derive(Debug, Clone)]
pub(crate) enum Paint {
    Text(TextRun),
    Shape(Item),
    /// The logo of the theme, from its upper left corner.
    Logo {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// The number of the page on which a heading stands, set when all pages are known.
    PageOf {
        heading: usize,
        right: f32,
        baseline: f32,
        style: Style,
        leader_from: f32,
        leader: Color,
    },
}

impl Paint {
    /// The mark, so many points further down.
    pub(super) fn lowered(self, by: f32) -> Paint {
        match self {
            Paint::Text(run) => Paint::Text(TextRun { baseline: run.baseline + by, ..run }),
            Paint::Shape(item) => Paint::Shape(item.moved(0.0, by)),
            Paint::Logo { x, y, width, height } => Paint::Logo { x, y: y + by, width, height },
            Paint::PageOf { heading, right, baseline, style, leader_from, leader } => {
                Paint::PageOf { heading, right, baseline: baseline + by, style, leader_from, leader }
            }
        }
    }
}

/// An active area of a link.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkArea {
    pub(crate) link: u32,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// A place that others refer to.
#[derive(Debug, Clone)]
pub(crate) enum Anchor {
    Id(String),
    Heading { level: u8, title: String },
}

/// A note for the margin column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Note {
    pub(crate) height: f32,
    /// Where its first capital letters begin and where its first baseline lies, below its top.
    pub(crate) cap_top: f32,
    pub(crate) paints: Vec<(Owner, Paint)>,
    pub(crate) links: Vec<LinkArea>,
}

/// The mark of a footnote, and how far below the top of its chunk it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cited {
    pub(crate) footnote: usize,
    pub(crate) y: f32,
}

/// How a chunk follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Joint {
    /// It begins a block.
    #[default]
    Begins,
    /// It goes on with a paragraph: a figure may come between at the head of a page.
    RunsOn,
    /// It goes on with a list, table or box, which nothing interrupts.
    Inside,
}

/// A part of a block that is never torn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chunk {
    pub(crate) height: f32,
    /// Space that belongs before it, unless it heads a page.
    pub(crate) before: f32,
    /// Space that belongs after it; of two neighbouring spaces the larger counts.
    pub(crate) after: f32,
    /// Whether it stays on one page with the next one.
    pub(crate) keep_next: bool,
    /// Whether it stays there too as long as that leaves no great part of a page empty.
    pub(crate) holds: bool,
    /// Whether it begins a new page.
    pub(crate) new_page: bool,
    /// Whether it covers the margin column.
    pub(crate) wide: bool,
    /// Whether it begins on the rhythm of the lines.
    pub(crate) on_grid: bool,
    /// Whether it may move to a later page while text goes on.
    pub(crate) floats: bool,
    /// Whether it belongs to what stands before it, so that only its own space counts.
    pub(crate) close: bool,
    /// For what floats: about how high the running text is that directly follows in its section.
    pub(crate) following: f32,
    /// Whether it is a heading that figures before it do not pass.
    pub(crate) barrier: bool,
    /// Whether it is the title of a section of the first level.
    pub(crate) opens: bool,
    /// What it continues.
    pub(crate) joint: Joint,
    /// Where the capitals of its first line begin, to align notes.
    pub(crate) cap_top: f32,
    pub(crate) paints: Vec<(Owner, Paint)>,
    pub(crate) links: Vec<LinkArea>,
    pub(crate) anchors: Vec<Anchor>,
    pub(crate) notes: Vec<Note>,
    /// Footnotes whose marks stand in it.
    pub(crate) cited: Vec<Cited>,
    /// The box it lies in.
    pub(crate) boxed: Option<usize>,
    /// The table head that is repeated when this chunk begins a page.
    pub(crate) head: Option<usize>,
    /// Whether it is that head itself.
    pub(crate) opens_table: bool,
    /// Figure elements whose place is recorded, with the box of their drawing: x, y, width, height.
    pub(crate) figures: Vec<(u32, [f32; 4])>,
}

impl Chunk {
    /// Height without content.
    pub(crate) fn space(height: f32) -> Chunk {
        Chunk { height, ..Chunk::default() }
    }

    /// Puts the marks, links and anchors of another chunk below what this one holds.
    pub(crate) fn append(&mut self, other: Chunk) {
        let y = self.height;
        self.paints.extend(other.paints.into_iter().map(|(owner, paint)| (owner, paint.lowered(y))));
        self.links.extend(other.links.into_iter().map(|area| LinkArea { y: area.y + y, ..area }));
        self.cited.extend(other.cited.into_iter().map(|cited| Cited { y: cited.y + y, ..cited }));
        self.figures.extend(other.figures.into_iter().map(|(figure, [x, top, w, h])| (figure, [x, top + y, w, h])));
        self.anchors.extend(other.anchors);
        self.height += other.height;
    }

    /// Puts another chunk beside this one: both begin at the same height.
    pub(crate) fn beside(&mut self, other: Chunk) {
        let height = std::mem::take(&mut self.height);
        let own = other.height;
        self.append(other);
        self.height = height.max(own);
    }

    pub(crate) fn paint(&mut self, owner: Owner, paint: Paint) {
        self.paints.push((owner, paint));
    }
}

/// How a box behind chunks looks. Positions are relative to the left side of the text column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BoxLook {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) fill: Color,
    pub(crate) bar: Color,
}

/// The head of a table, as it is repeated.
#[derive(Debug, Clone, Default)]
pub(crate) struct RepeatedHead {
    pub(crate) height: f32,
    pub(crate) paints: Vec<(Owner, Paint)>,
}
