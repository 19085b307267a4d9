//! The document tree: what a report says, before it is laid out.
//!
//! Templates write markup, [`crate::markup::read`] turns it into this tree, [`crate::compose`] sets it as pages.

mod alternative;
mod chart;
mod compared;
mod data;

pub use chart::{
    BarRow, ChartData, ChartSpec, Date, DumbbellRow, MatrixCell, MatrixRow, Part, PartsRow, Phase, Shown, TimelineBar,
    Tone, Unit,
};
pub use compared::{Dot, DotsRow, LevelCell, LevelsRow, Panel, by_name};
pub use data::DataTable;

/// Language of a text, for hyphenation and for the tags of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Lang {
    /// The language tag written into files.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Nl => "nl-NL",
            Lang::En => "en-GB",
        }
    }

    /// Reads `nl`, `nl-NL`, `en`, `en-GB`; `None` for any other language.
    pub fn parse(text: &str) -> Option<Lang> {
        match text {
            "nl" | "nl-NL" => Some(Lang::Nl),
            "en" | "en-GB" => Some(Lang::En),
            _ => None,
        }
    }
}

/// A whole report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Main language.
    pub lang: Lang,
    /// Title, as it stands in the window and the metadata.
    pub title: String,
    /// Second line of the title; empty when there is none.
    pub subtitle: String,
    /// Title for the running head; the title when the markup gives none.
    pub short_title: String,
    /// Content in reading order.
    pub blocks: Vec<Block>,
}

/// A block of content.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The band at the head of the first page.
    Cover {
        /// Small line above the title.
        kicker: String,
        /// Title.
        title: String,
        /// Line below the title.
        subtitle: String,
    },
    /// A part of the report that links can point at.
    Section {
        /// Target of links; empty when the section has none.
        id: String,
        /// Content.
        blocks: Vec<Block>,
    },
    /// A heading.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Target of links; empty when the heading has none.
        id: String,
        /// Text.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// How it is set.
        style: ParagraphStyle,
        /// Text.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// Items, each with its own blocks.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
    /// A note in the margin, beside the block that follows it.
    Aside(Vec<AsidePart>),
    /// A box that asks for attention.
    Callout {
        /// What it asks.
        kind: CalloutKind,
        /// Title; empty when there is none.
        title: String,
        /// Content.
        blocks: Vec<Block>,
    },
    /// Numbers that carry a message, each with its sentence.
    KeyFigures(Vec<KeyFigure>),
    /// Contents with page numbers.
    Toc {
        /// The deepest level of headings it lists, 1 to 3.
        depth: u8,
    },
    /// What follows starts on a new page.
    PageBreak,
    /// Blocks on pages of their own that lie on their side, for what is wider than a page.
    Landscape(Vec<Block>),
    /// Blocks that stay together on one page when they fit.
    Keep(Vec<Block>),
    /// Columns that stand side by side on one page, each with its own blocks.
    Columns(Vec<Vec<Block>>),
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ParagraphStyle {
    /// Running text.
    #[default]
    Body,
    /// The message at the head of the report: larger.
    Lead,
    /// Smaller text, as for accountability.
    Small,
    /// A remark under a figure or table.
    Note,
}

/// Text within a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain text. Any run of white space is one space.
    Text(String),
    /// Bold text.
    Strong(Vec<Inline>),
    /// Italic text.
    Em(Vec<Inline>),
    /// A link to a place in the document, or to an address on the web.
    Link {
        /// Where it leads.
        target: Target,
        /// What it shows.
        content: Vec<Inline>,
    },
    /// Text in another language.
    Span {
        /// The language.
        lang: Lang,
        /// The text.
        content: Vec<Inline>,
    },
    /// A note at the foot of the page, of which a mark stands here.
    Footnote(Vec<Inline>),
    /// A new line within the block.
    Break,
    /// The number of a figure or table, or of the page on which a section or heading stands.
    Ref {
        /// Id of what it refers to.
        to: String,
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The element with this id.
    Id(String),
    /// An `https:` or `mailto:` address.
    Url(String),
}

/// How the content of a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left side.
    #[default]
    Left,
    /// At the right side, for numbers.
    Right,
    /// In the middle.
    Center,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Target of links; empty when the table has none.
    pub id: String,
    /// Caption; empty when there is none.
    pub caption: Vec<Inline>,
    /// Rows of the head; repeated on every page.
    pub head: Vec<Vec<Cell>>,
    /// Rows of the body.
    pub body: Vec<Vec<Cell>>,
    /// Rows of totals below the body.
    pub foot: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Whether the cell names its row or column.
    pub heading: Option<Scope>,
    /// Alignment; `None` takes that of the column's head, or else the left side.
    pub align: Option<Align>,
    /// Share of the table's width in percent, only read in the head.
    pub width: Option<f32>,
    /// How many columns the cell covers, at least 1.
    pub span: usize,
    /// Text.
    pub content: Vec<Inline>,
}

/// What a heading cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Its column.
    Column,
    /// Its row.
    Row,
}

/// A figure: a title that states the message, a chart, and a note on what is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Target of links; empty when the figure has none.
    pub id: String,
    /// The message as a sentence.
    pub title: String,
    /// What is counted, for whom, from what source; empty when there is none.
    pub caption: String,
    /// Text that is added to the alternative text made from the chart; empty when there is none.
    pub alt_extra: String,
    /// The chart.
    pub chart: ChartSpec,
}

/// A part of a note in the margin.
#[derive(Debug, Clone, PartialEq)]
pub enum AsidePart {
    /// A large number.
    Big(String),
    /// A short bold title.
    Title(Vec<Inline>),
    /// Text.
    Paragraph(Vec<Inline>),
}

/// What a callout asks of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalloutKind {
    /// A decision.
    Decision,
    /// To take notice.
    Note,
    /// To be careful with what is shown.
    Warning,
}

/// A number with its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFigure {
    /// The number as it is printed.
    pub value: String,
    /// Unit printed after it (`%`, `uur`); empty when there is none.
    pub unit: String,
    /// The sentence.
    pub content: Vec<Inline>,
}
