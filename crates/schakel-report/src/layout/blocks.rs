//! Headings, paragraphs, lists, and the order in which blocks go to the pages.

use super::Composer;
use super::chunk::{Anchor, Chunk, Joint, Owner, Paint};
use super::lines::{self, Place};
use super::sizes::{self, Column, Setting, Turn};
use super::tags::{Attribute, Role};
use crate::document::{Align, AsidePart, Block, Inline, ParagraphStyle};
use crate::text::Fit;

/// Columns narrower than this are set ragged.
const JUSTIFIED_FROM: f32 = 240.0;
/// Space after a paragraph of running text.
const BELOW_PARAGRAPH: f32 = 7.0;
/// Lines, at most, of a paragraph that introduces the list below it and stands on the same page.
const INTRODUCTION: usize = 2;
/// Room for the mark of a list item.
const INDENT: f32 = 15.0;

impl<'d> Composer<'d> {
    /// Sends blocks to the pages.
    pub(super) fn flow(&mut self, blocks: &'d [Block], owner: u32) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            rest = after;
            match block {
                Block::Section { id, blocks } => {
                    let section = self.tags.add(Role::Section, owner);
                    self.remember(id);
                    self.flow(blocks, section);
                }
                Block::PageBreak => self.pager.page_break(),
                Block::Landscape(blocks) => {
                    self.place_notes();
                    self.turn(Turn::Landscape);
                    self.flow(blocks, owner);
                    self.turn(Turn::Portrait);
                }
                Block::Aside(parts) => self.note(parts, owner),
                block => {
                    let column = self.column_for(block);
                    let mut chunks = self.chunks(block, owner, column);
                    self.attach(&mut chunks);
                    let running = matches!(block, Block::Paragraph { .. });
                    for chunk in chunks.iter_mut().skip(1) {
                        chunk.joint = if running { Joint::RunsOn } else { Joint::Inside };
                    }
                    if let (Block::Table(_) | Block::Figure(_), Some((note, after))) = (block, rest.split_first())
                        && is_note(note)
                    {
                        rest = after;
                        let note = self.chunks(note, owner, Column::TEXT);
                        join_note(&mut chunks, note);
                    }
                    let introduces = running && chunks.len() <= INTRODUCTION;
                    if let (true, Some(Block::List { .. }), Some(last)) = (introduces, rest.first(), chunks.last_mut())
                    {
                        last.keep_next = true;
                    }
                    self.read_notes_after(block, owner);
                    if let [figure] = chunks.as_mut_slice() {
                        figure.following = if figure.floats { text_height(rest) } else { 0.0 };
                    }
                    self.pager.push(chunks);
                }
            }
        }
    }

    /// A note for the margin waits for the block that it stands beside.
    fn note(&mut self, parts: &'d [AsidePart], owner: u32) {
        let (element, note) = self.aside(parts, owner);
        self.asides.push(element);
        self.notes.push(note);
    }

    /// Notes in the margin explain the text beside them, and so are read after it. Between a heading and its text they would come between.
    fn read_notes_after(&mut self, block: &Block, owner: u32) {
        let asides = std::mem::take(&mut self.asides);
        if !matches!(block, Block::Heading { .. }) {
            for aside in asides {
                self.tags.move_last(aside, owner);
            }
        }
    }

    fn turn(&mut self, turn: Turn) {
        self.pager.turn_to(turn);
        self.turn = turn;
    }

    /// Ids and notes that wait for the next block go to its first chunk.
    fn attach(&mut self, chunks: &mut [Chunk]) {
        if let Some(first) = chunks.first_mut() {
            let mut anchors = std::mem::take(&mut self.anchors);
            anchors.append(&mut first.anchors);
            first.anchors = anchors;
            first.notes.append(&mut self.notes);
        }
    }

    pub(super) fn remember(&mut self, id: &str) {
        if !id.is_empty() {
            self.anchors.push(Anchor::Id(id.to_owned()));
        }
    }

    /// The column in which a block is set: both columns for what is wide by nature, when nothing stands in the
    /// margin there.
    fn column_for(&mut self, block: &'d Block) -> Column {
        let free = self.notes.is_empty() && !self.pager.beside_note();
        let turned = self.turn == Turn::Landscape;
        let wide = match block {
            Block::Table(_) | Block::Figure(_) | Block::Callout { .. } if turned => true,
            Block::Cover { .. } => true,
            Block::Paragraph { style, .. } => *style == ParagraphStyle::Lead,
            Block::KeyFigures(_) => true,
            Block::Callout { kind, blocks, .. } => self.callout_is_wide(*kind, blocks),
            Block::Table(table) => self.table_is_wide(table),
            Block::Figure(figure) => self.figure_is_wide(figure),
            Block::Columns(_) => true,
            _ => false,
        };
        if wide && free { Column::full(self.turn) } else { Column::TEXT }
    }

    /// The chunks of a block in a column.
    pub(super) fn chunks(&mut self, block: &'d Block, owner: u32, column: Column) -> Vec<Chunk> {
        let mut chunks = match block {
            Block::Cover { kicker, title, subtitle } => vec![self.cover(kicker, title, subtitle, owner)],
            Block::Heading { level, id, content } => self.heading(*level, id, content, owner, column),
            Block::Paragraph { style, content } => {
                self.paragraph(*style, content, owner, column, fit_for(column.width))
            }
            Block::List { ordered, items } => self.list(*ordered, items, owner, column, 0),
            Block::Table(table) => self.table(table, owner, column),
            Block::Figure(figure) => vec![self.figure(figure, owner, column)],
            Block::Callout { kind, title, blocks } => self.callout(*kind, title, blocks, owner, column),
            Block::KeyFigures(figures) => self.key_figures(figures, owner, column),
            Block::Toc { depth } => self.contents(*depth, owner),
            Block::Keep(blocks) => self.kept(blocks, owner, column),
            Block::Columns(columns) => vec![self.columns(columns, owner, column)],
            // These go to the pages in `flow`; within other blocks the markup does not have them.
            Block::Section { .. } | Block::Landscape(_) | Block::PageBreak | Block::Aside(_) => Vec::new(),
        };
        if column.wide {
            for chunk in &mut chunks {
                chunk.wide = true;
            }
        }
        chunks
    }

    /// Blocks of which no page break comes between.
    fn kept(&mut self, blocks: &'d [Block], owner: u32, column: Column) -> Vec<Chunk> {
        let mut all: Vec<Chunk> = Vec::new();
        let outer_notes = std::mem::take(&mut self.notes);
        for block in blocks {
            if let Block::Aside(parts) = block {
                self.note(parts, owner);
                continue;
            }
            let mut chunks = self.chunks(block, owner, column);
            self.read_notes_after(block, owner);
            self.attach(&mut chunks);
            all.append(&mut chunks);
        }
        self.notes.splice(0..0, outer_notes);
        let count = all.len();
        for chunk in all.iter_mut().take(count.saturating_sub(1)) {
            chunk.keep_next = true;
            chunk.floats = false;
        }
        if count > 1
            && let Some(last) = all.last_mut()
        {
            last.floats = false;
        }
        all
    }

    fn heading(&mut self, level: u8, id: &'d str, content: &'d [Inline], owner: u32, column: Column) -> Vec<Chunk> {
        let (setting, before, after) = match level {
            // Line and spaces together are whole steps, so that the text below stays on its rhythm.
            1 => (sizes::H1, 28.0, 6.0),
            2 => (sizes::H2, 21.0, 4.0),
            _ => (sizes::H3, 12.0, 2.0),
        };
        let element = self.tags.add(Role::Heading(level), owner);
        let spans = self.spans(content, setting, self.theme.strong, element);
        let title = spans.iter().map(|s| s.text.as_ref()).collect::<String>();
        let mut chunks = self.text_chunks(&spans, setting, column.place(Align::Left), Fit::Whole);
        for chunk in &mut chunks {
            chunk.keep_next = true;
        }
        let number = self.heading_count;
        self.heading_count += 1;
        if let Some(first) = chunks.first_mut() {
            first.before = before;
            first.on_grid = true;
            first.barrier = level <= 2;
            first.opens = level == 1;
            first.anchors.push(Anchor::Id(super::heading_id(number)));
            if !id.is_empty() {
                first.anchors.push(Anchor::Id(id.to_owned()));
            }
            first
                .anchors
                .push(Anchor::Heading { level, title: title.split_whitespace().collect::<Vec<_>>().join(" ") });
        }
        if let Some(last) = chunks.last_mut() {
            last.after = after;
        }
        chunks
    }

    fn paragraph(
        &mut self,
        style: ParagraphStyle,
        content: &'d [Inline],
        owner: u32,
        column: Column,
        fit: Fit,
    ) -> Vec<Chunk> {
        let theme = self.theme;
        let (setting, color, before, after) = match style {
            ParagraphStyle::Body => (sizes::BODY, theme.ink, 0.0, BELOW_PARAGRAPH),
            ParagraphStyle::Lead => (sizes::LEAD, theme.strong, 7.0, 12.0),
            ParagraphStyle::Small => (sizes::SMALL, theme.ink, 0.0, 5.0),
            ParagraphStyle::Note => (sizes::NOTE, theme.muted, 5.0, 10.0),
        };
        let element = self.tags.add(Role::Paragraph, owner);
        let spans = self.spans(content, setting, color, element);
        let fit = match style {
            ParagraphStyle::Lead | ParagraphStyle::Note => Fit::Ragged,
            _ => fit,
        };
        let mut chunks = self.text_chunks(&spans, setting, column.place(Align::Left), fit);
        spaced(&mut chunks, before, after);
        if let Some(first) = chunks.first_mut() {
            first.on_grid = style == ParagraphStyle::Body;
            first.close = style == ParagraphStyle::Note;
        }
        chunks
    }

    pub(super) fn list(
        &mut self,
        ordered: bool,
        items: &'d [Vec<Block>],
        owner: u32,
        column: Column,
        depth: usize,
    ) -> Vec<Chunk> {
        let list = self.tags.add(Role::List, owner);
        if let Some(element) = self.tags.get_mut(list) {
            element.attribute = Attribute::Numbered(ordered);
        }
        let mut all: Vec<Chunk> = Vec::new();
        for (index, blocks) in items.iter().enumerate() {
            let item = self.tags.add(Role::Item, list);
            let label = self.tags.add(Role::Label, item);
            let body = self.tags.add(Role::ItemBody, item);
            let inner = column.inset(INDENT, 0.0);
            let mut chunks: Vec<Chunk> = Vec::new();
            for block in blocks {
                let mut more = match block {
                    Block::List { ordered, items } => self.list(*ordered, items, body, inner, depth + 1),
                    // Items are short: lines of even length would have gaps.
                    Block::Paragraph { style, content } => self.paragraph(*style, content, body, inner, Fit::Ragged),
                    other => self.chunks(other, body, inner),
                };
                if let Some(last) = more.last_mut() {
                    last.after = 3.5;
                }
                for chunk in &mut more {
                    chunk.on_grid = false;
                }
                chunks.append(&mut more);
            }
            let mark = match (ordered, depth) {
                (true, _) => format!("{}.", index + 1),
                (false, 0) => "•".to_owned(),
                (false, _) => "–".to_owned(),
            };
            if let Some(first) = chunks.first_mut() {
                self.mark_item(&mark, ordered, label, column.x, first);
            }
            all.append(&mut chunks);
        }
        if depth == 0
            && let Some(last) = all.last_mut()
        {
            last.after = 7.0;
        }
        // An item of one line does not stand alone at the head or foot of a page.
        if all.len() > 2 {
            all[0].keep_next = true;
            let count = all.len();
            all[count - 2].keep_next = true;
        }
        all
    }

    fn mark_item(&mut self, mark: &str, ordered: bool, label: u32, x: f32, chunk: &mut Chunk) {
        let setting = Setting {
            face: if ordered { crate::draw::Face::SemiBold } else { sizes::BODY.face },
            figures: crate::text::Figures::Tabular,
            ..sizes::BODY
        };
        let content = self.tags.content(label);
        let style = self.style(setting, self.theme.primary);
        let baseline = sizes::baseline(setting);
        let mut run = lines::label(self.faces, mark, style, x, baseline);
        if ordered {
            // Numbers end at one line before the text.
            run.x = (x + INDENT - 5.0 - lines::run_width(&run)).max(x);
        } else {
            run.x = x + 2.0;
        }
        chunk.paints.insert(0, (Owner::Content(content), Paint::Text(run)));
    }
}

impl Column {
    pub(super) fn place(self, align: Align) -> Place {
        Place { x: self.x, y: 0.0, width: self.width, align }
    }
}

fn is_note(block: &Block) -> bool {
    matches!(block, Block::Paragraph { style: ParagraphStyle::Note, .. })
}

/// A note goes where the figure or table above it goes.
fn join_note(chunks: &mut Vec<Chunk>, note: Vec<Chunk>) {
    if let [figure] = chunks.as_mut_slice()
        && figure.floats
    {
        for (index, line) in note.into_iter().enumerate() {
            figure.height += if index == 0 { line.before } else { 0.0 };
            figure.after = line.after.max(figure.after * 0.75);
            figure.append(line);
        }
        return;
    }
    if let Some(last) = chunks.last_mut() {
        last.keep_next = true;
    }
    chunks.extend(note.into_iter().map(|line| Chunk { joint: Joint::Inside, ..line }));
}

/// About how high the running text at the begin of these blocks is, notes in the margin aside.
fn text_height(blocks: &[Block]) -> f32 {
    let texts = blocks.iter().filter(|b| !matches!(b, Block::Aside(_))).map_while(|block| match block {
        Block::Paragraph { style: ParagraphStyle::Body, content } => Some(lines_of(content)),
        Block::List { items, .. } => Some(items.iter().map(|item| text_height(item)).sum()),
        _ => None,
    });
    texts.sum()
}

fn lines_of(content: &[Inline]) -> f32 {
    /// Letters on a line of the text column.
    const LETTERS: f32 = 75.0;
    (letters(content) as f32 / LETTERS).ceil() * sizes::LINE + BELOW_PARAGRAPH
}

fn letters(content: &[Inline]) -> usize {
    let of = |inline: &Inline| match inline {
        Inline::Text(text) => text.chars().count(),
        Inline::Strong(inner)
        | Inline::Em(inner)
        | Inline::Link { content: inner, .. }
        | Inline::Span { content: inner, .. } => letters(inner),
        Inline::Break | Inline::Ref { .. } | Inline::Footnote(_) => 1,
    };
    content.iter().map(of).sum()
}

/// How text fills a column.
pub(super) fn fit_for(width: f32) -> Fit {
    if width >= JUSTIFIED_FROM { Fit::Justified } else { Fit::Ragged }
}

pub(super) fn spaced(chunks: &mut [Chunk], before: f32, after: f32) {
    if let Some(first) = chunks.first_mut() {
        first.before = before;
    }
    if let Some(last) = chunks.last_mut() {
        last.after = after;
    }
}
