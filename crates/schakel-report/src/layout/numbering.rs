//! What is known of a document before it is laid out: numbers of figures and tables, texts of headings.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{AsidePart, Block, Document, Inline};

/// Numbers of figures and tables by id, and the ids whose pages are referred to.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    of_id: BTreeMap<String, usize>,
    references: BTreeSet<String>,
    figures: usize,
    tables: usize,
}

impl Numbers {
    pub(crate) fn of(document: &Document) -> Numbers {
        let mut numbers = Numbers::default();
        numbers.blocks(&document.blocks);
        let known = &numbers.of_id;
        numbers.references.retain(|id| !known.contains_key(id));
        numbers
    }

    /// The number of the figure or table with this id.
    pub(crate) fn of_id(&self, id: &str) -> Option<usize> {
        self.of_id.get(id).copied()
    }

    /// Ids whose page is printed somewhere.
    pub(super) fn referred_pages(&self) -> impl Iterator<Item = &str> {
        self.references.iter().map(String::as_str)
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Section { blocks, .. }
                | Block::Callout { blocks, .. }
                | Block::Keep(blocks)
                | Block::Landscape(blocks) => self.blocks(blocks),
                Block::List { items, .. } | Block::Columns(items) => {
                    for item in items {
                        self.blocks(item);
                    }
                }
                Block::Figure(figure) => {
                    self.figures += 1;
                    self.of_id.insert(figure.id.clone(), self.figures);
                }
                Block::Table(table) => {
                    // A table without a caption shows no number.
                    if !table.caption.is_empty() {
                        self.tables += 1;
                        self.of_id.insert(table.id.clone(), self.tables);
                    }
                    self.inlines(&table.caption);
                    for cell in table.head.iter().chain(&table.body).chain(&table.foot).flatten() {
                        self.inlines(&cell.content);
                    }
                }
                Block::Heading { content, .. } | Block::Paragraph { content, .. } => {
                    self.inlines(content);
                }
                Block::KeyFigures(figures) => {
                    for figure in figures {
                        self.inlines(&figure.content);
                    }
                }
                Block::Aside(parts) => {
                    for part in parts {
                        if let AsidePart::Title(content) | AsidePart::Paragraph(content) = part {
                            self.inlines(content);
                        }
                    }
                }
                Block::Cover { .. } | Block::Toc { .. } | Block::PageBreak => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Ref { to } => {
                    self.references.insert(to.clone());
                }
                Inline::Strong(inner)
                | Inline::Em(inner)
                | Inline::Footnote(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Span { content: inner, .. } => self.inlines(inner),
                Inline::Text(_) | Inline::Break => {}
            }
        }
    }
}

/// Level and text of all headings in order.
pub(crate) fn titles(document: &Document) -> Vec<(u8, String)> {
    let mut found = Vec::new();
    collect_titles(&document.blocks, &mut found);
    found
}

fn collect_titles(blocks: &[Block], found: &mut Vec<(u8, String)>) {
    for block in blocks {
        match block {
            Block::Heading { level, content, .. } => {
                found.push((*level, plain(content)));
            }
            Block::Section { blocks, .. } | Block::Keep(blocks) | Block::Landscape(blocks) => {
                collect_titles(blocks, found)
            }
            _ => {}
        }
    }
}

/// The words of a text, without what they look like and where they lead.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    plain_text(inlines, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_text(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Strong(inner)
            | Inline::Em(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Span { content: inner, .. } => plain_text(inner, out),
            Inline::Break => out.push(' '),
            Inline::Ref { .. } | Inline::Footnote(_) => {}
        }
    }
}
