//! Blocks of the report.

use super::attributes::Attributes;
use super::inlines::{self, childless, no_text};
use super::problem::Problems;
use super::tree::{Element, Node};
use super::{charts, notes, tables};
use crate::document::{Block, CalloutKind, Figure, ParagraphStyle};

/// Where a block stands decides what it may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Report,
    Section,
    Keep,
    Landscape,
    Callout,
    Column,
    Item,
}

const REPORT: &[&str] = &[
    "cover",
    "section",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "table",
    "figure",
    "aside",
    "callout",
    "keyfigures",
    "toc",
    "pagebreak",
    "keep",
    "landscape",
    "columns",
];
const KEEP: &[&str] =
    &["h1", "h2", "h3", "p", "ul", "ol", "table", "figure", "aside", "callout", "keyfigures", "columns"];
/// There is no margin column for notes.
const LANDSCAPE: &[&str] = &["h1", "h2", "h3", "p", "ul", "ol", "table", "figure", "callout", "keyfigures", "columns"];
const CALLOUT: &[&str] = &["p", "ul", "ol", "table", "keyfigures"];
const COLUMN: &[&str] = &["p", "ul", "ol", "table", "figure"];
const ITEM: &[&str] = &["p", "ul", "ol"];

impl Place {
    fn allowed(self) -> &'static [&'static str] {
        match self {
            Place::Report => REPORT,
            // The cover band heads the report, so a section cannot hold it.
            Place::Section => &REPORT[1..],
            Place::Keep => KEEP,
            Place::Landscape => LANDSCAPE,
            Place::Callout => CALLOUT,
            Place::Column => COLUMN,
            Place::Item => ITEM,
        }
    }
}

/// The blocks of the whole report. Headings may not skip a level: readers that jump from heading to heading
/// would miss one.
pub(super) fn read_all(root: &Element, problems: &mut Problems<'_>) -> Vec<Block> {
    let mut level = 0;
    heading_order(root, &mut level, problems);
    read(root, Place::Report, problems)
}

fn heading_order(element: &Element, level: &mut u8, problems: &mut Problems<'_>) {
    for child in element.elements() {
        if let Some(own) = heading_level(&child.name) {
            if own > *level + 1 {
                let message = format!("skips a level: the heading before it is of level {level}");
                problems.add(child.at, &child.name, message, &[]);
            }
            *level = own;
        }
        heading_order(child, level, problems);
    }
}

fn heading_level(name: &str) -> Option<u8> {
    match name {
        // The title on the cover heads the report.
        "cover" | "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        _ => None,
    }
}

fn read(parent: &Element, place: Place, problems: &mut Problems<'_>) -> Vec<Block> {
    no_text(parent, place.allowed(), problems);
    let mut out = Vec::new();
    for child in parent.elements() {
        if place.allowed().contains(&child.name.as_str()) {
            out.extend(block(child, problems));
        } else {
            let message = format!("cannot stand in <{}>", parent.name);
            problems.add(child.at, &child.name, message, place.allowed());
        }
    }
    out
}

fn block(element: &Element, problems: &mut Problems<'_>) -> Option<Block> {
    let block = match element.name.as_str() {
        "cover" => cover(element, problems),
        "section" => {
            let mut attributes = Attributes::of(element);
            let id = attributes.id();
            attributes.finish(problems);
            let blocks = read(element, Place::Section, problems);
            Block::Section { id, blocks }
        }
        "h1" | "h2" | "h3" => heading(element, problems),
        "p" => paragraph(element, problems),
        "ul" | "ol" => list(element, problems),
        "table" => Block::Table(tables::read(element, problems)),
        "figure" => return figure(element, problems),
        "aside" => Block::Aside(notes::aside(element, problems)),
        "callout" => return callout(element, problems),
        "keyfigures" => Block::KeyFigures(notes::key_figures(element, problems)),
        "toc" => contents(element, problems),
        "pagebreak" => empty(element, Block::PageBreak, problems),
        "keep" => {
            Attributes::none(element, problems);
            Block::Keep(read(element, Place::Keep, problems))
        }
        "columns" => columns(element, problems),
        "landscape" => {
            Attributes::none(element, problems);
            let blocks = read(element, Place::Landscape, problems);
            if blocks.is_empty() {
                let message = "is empty: it would be an empty page".to_owned();
                problems.add(element.at, "landscape", message, LANDSCAPE);
            }
            Block::Landscape(blocks)
        }
        _ => return None,
    };
    Some(block)
}

/// How many columns stand side by side: more would leave no room for a line.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=3;

fn columns(element: &Element, problems: &mut Problems<'_>) -> Block {
    Attributes::none(element, problems);
    no_text(element, &["column"], problems);
    let mut all = Vec::new();
    for child in element.elements() {
        if child.name == "column" {
            Attributes::none(child, problems);
            inlines::no_footnote(child, "columns stay in one piece, and could not move with their notes", problems);
            all.push(read(child, Place::Column, problems));
        } else {
            let message = "cannot stand in <columns>".to_owned();
            problems.add(child.at, &child.name, message, &["column"]);
        }
    }
    if !COLUMNS.contains(&all.len()) {
        let message = format!("holds {} columns instead of {} or {}", all.len(), COLUMNS.start(), COLUMNS.end());
        problems.add(element.at, "columns", message, &["column"]);
    }
    Block::Columns(all)
}

fn empty(element: &Element, block: Block, problems: &mut Problems<'_>) -> Block {
    Attributes::none(element, problems);
    childless(element, problems);
    block
}

fn contents(element: &Element, problems: &mut Problems<'_>) -> Block {
    let mut attributes = Attributes::of(element);
    let depths = [("1", 1), ("2", 2), ("3", 3)];
    let depth = attributes.choice("depth", &depths, problems).unwrap_or(1);
    attributes.finish(problems);
    childless(element, problems);
    Block::Toc { depth }
}

fn cover(element: &Element, problems: &mut Problems<'_>) -> Block {
    let mut attributes = Attributes::of(element);
    let kicker = attributes.text("kicker");
    let title = attributes.name("title", problems);
    let subtitle = attributes.text("subtitle");
    attributes.finish(problems);
    childless(element, problems);
    Block::Cover { kicker, title, subtitle }
}

fn heading(element: &Element, problems: &mut Problems<'_>) -> Block {
    let mut attributes = Attributes::of(element);
    let id = attributes.id();
    attributes.finish(problems);
    inlines::no_footnote(element, "the contents repeat it", problems);
    let content = inlines::read(element, problems);
    if inlines::is_blank(&content) {
        let message = "is empty: a heading has to say something".to_owned();
        problems.add(element.at, &element.name, message, &[]);
    }
    Block::Heading { level: heading_level(&element.name).unwrap_or(1), id, content }
}

fn paragraph(element: &Element, problems: &mut Problems<'_>) -> Block {
    let mut attributes = Attributes::of(element);
    let styles = [("lead", ParagraphStyle::Lead), ("small", ParagraphStyle::Small), ("note", ParagraphStyle::Note)];
    let style = attributes.choice("class", &styles, problems).unwrap_or_default();
    attributes.finish(problems);
    Block::Paragraph { style, content: inlines::read(element, problems) }
}

fn list(element: &Element, problems: &mut Problems<'_>) -> Block {
    Attributes::none(element, problems);
    no_text(element, &["li"], problems);
    let mut items = Vec::new();
    for child in element.elements() {
        if child.name == "li" {
            Attributes::none(child, problems);
            items.push(item(child, problems));
        } else {
            let message = format!("cannot stand in <{}>", element.name);
            problems.add(child.at, &child.name, message, &["li"]);
        }
    }
    Block::List { ordered: element.name == "ol", items }
}

/// An item holds either text, or text followed by lists, or blocks.
fn item(element: &Element, problems: &mut Problems<'_>) -> Vec<Block> {
    let is_block = |node: &Node| matches!(node, Node::Element(e) if !inlines::is_inline(&e.name));
    let first_block = element.children.iter().position(is_block).unwrap_or(element.children.len());
    let (text, rest) = element.children.split_at(first_block);
    let content = inlines::read_nodes("li", text.iter(), problems);
    let mut out = Vec::new();
    if !inlines::is_blank(&content) {
        out.push(Block::Paragraph { style: ParagraphStyle::Body, content });
    }
    for node in rest {
        match node {
            Node::Element(child) if ITEM.contains(&child.name.as_str()) => {
                out.extend(block(child, problems));
            }
            Node::Element(child) => {
                let message = "cannot stand in <li> after a block".to_owned();
                problems.add(child.at, &child.name, message, Place::Item.allowed());
            }
            Node::Text { at, text } if !text.trim().is_empty() => {
                let message = "text after a block of the item needs its own <p>".to_owned();
                problems.add(*at, "li", message, ITEM);
            }
            Node::Text { .. } => {}
        }
    }
    out
}

fn callout(element: &Element, problems: &mut Problems<'_>) -> Option<Block> {
    let mut attributes = Attributes::of(element);
    let kinds = [("decision", CalloutKind::Decision), ("note", CalloutKind::Note), ("warning", CalloutKind::Warning)];
    attributes.required("kind", problems);
    let kind = attributes.choice("kind", &kinds, problems);
    let title = attributes.text("title");
    attributes.finish(problems);
    let blocks = read(element, Place::Callout, problems);
    kind.map(|kind| Block::Callout { kind, title, blocks })
}

fn figure(element: &Element, problems: &mut Problems<'_>) -> Option<Block> {
    let mut attributes = Attributes::of(element);
    let id = attributes.id();
    let title = attributes.name("title", problems);
    let caption = attributes.text("caption");
    let alt_extra = attributes.text("alt-extra");
    attributes.finish(problems);
    no_text(element, &["chart"], problems);
    let mut charts_found = Vec::new();
    for child in element.elements() {
        if child.name == "chart" {
            charts_found.push(child);
        } else {
            let message = "cannot stand in <figure>".to_owned();
            problems.add(child.at, &child.name, message, &["chart"]);
        }
    }
    if charts_found.len() != 1 {
        let message = format!("holds {} charts instead of one", charts_found.len());
        problems.add(element.at, "figure", message, &["chart"]);
    }
    let chart = charts::read(charts_found.first()?, problems)?;
    Some(Block::Figure(Figure { id, title, caption, alt_extra, chart }))
}
