//! From text to a tree of elements, each with its place in the text.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesStart, Event};

use super::problem::Problems;

/// Longest text that is read, in bytes.
const LARGEST: usize = 8 << 20;
/// How deep elements may lie in each other.
const DEEPEST: usize = 40;

/// An element of the markup.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    /// Byte offset of its `<`.
    pub(super) at: usize,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text { at: usize, text: String },
}

impl Element {
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text { .. } => None,
        })
    }

    fn push_text(&mut self, at: usize, more: &str) {
        if let Some(Node::Text { text, .. }) = self.children.last_mut() {
            text.push_str(more);
        } else {
            self.children.push(Node::Text { at, text: more.to_owned() });
        }
    }
}

/// Reads the tree. `None` when there is no outermost element or the text cannot be read to its end.
pub(super) fn parse(markup: &str, problems: &mut Problems<'_>) -> Option<Element> {
    if markup.len() > LARGEST {
        let message = format!("the markup has {} bytes, more than the {LARGEST} that are read", markup.len());
        problems.add(0, "", message, &[]);
        return None;
    }
    let mut reader = Reader::from_str(markup);
    let config = reader.config_mut();
    // Tags are matched here, so that a missing end tag does not hide what follows it.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut open = vec![Element::default()];
    loop {
        let at = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let place = reader.error_position() as usize;
                let inside = innermost(&open).to_owned();
                problems.add(place, &inside, format!("cannot be read: {error}"), &[]);
                return None;
            }
        };
        match event {
            Event::Start(tag) => {
                if open.len() > DEEPEST {
                    let message = format!("elements lie more than {DEEPEST} deep in each other");
                    problems.add(at, tag.name().as_ref(), message, &[]);
                    return None;
                }
                open.push(element(&tag, at, problems));
            }
            Event::Empty(tag) => {
                let empty = element(&tag, at, problems);
                close(&mut open, empty);
            }
            Event::End(tag) => end(&mut open, tag.name().as_ref(), at, problems),
            Event::Text(text) => push_text(&mut open, at, &text.into_inner(), problems),
            Event::CData(text) => push_text(&mut open, at, &text.into_inner(), problems),
            Event::GeneralRef(reference) => {
                let name = reference.into_inner();
                match resolve(&name) {
                    Some(text) => push_text(&mut open, at, text.as_str(), problems),
                    None => {
                        let message = format!("&{name}; is not known: write the character itself");
                        let inside = innermost(&open).to_owned();
                        problems.add(at, &inside, message, ENTITIES);
                    }
                }
            }
            Event::DocType(_) | Event::PI(_) => {
                let message = "document types and processing instructions are not read".to_owned();
                let inside = innermost(&open).to_owned();
                problems.add(at, &inside, message, &[]);
            }
            Event::Comment(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    while open.len() > 1 {
        let (name, at) = open.last().map(|e| (e.name.clone(), e.at)).unwrap_or_default();
        problems.add(at, &name, "has no end tag".to_owned(), &[]);
        if let Some(unclosed) = open.pop() {
            close(&mut open, unclosed);
        }
    }
    outermost(open.pop()?, problems)
}

fn outermost(top: Element, problems: &mut Problems<'_>) -> Option<Element> {
    let mut root = None;
    for node in top.children {
        match node {
            Node::Element(element) if root.is_none() => root = Some(element),
            Node::Element(element) => {
                let message = "stands after the end of the report".to_owned();
                problems.add(element.at, &element.name, message, &[]);
            }
            Node::Text { at, text } if !text.trim().is_empty() => {
                problems.add(at, "", "text stands outside the report".to_owned(), &[]);
            }
            Node::Text { .. } => {}
        }
    }
    if root.is_none() {
        problems.add(0, "", "there is no report".to_owned(), &["report"]);
    }
    root
}

const ENTITIES: &[&str] = &["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#233;", "&#xe9;"];

fn resolve(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
        return char::from_u32(code).filter(allowed).map(String::from);
    }
    let text = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    };
    Some(text.to_owned())
}

fn element(tag: &BytesStart<'_>, at: usize, problems: &mut Problems<'_>) -> Element {
    let name = tag.name().as_ref().to_owned();
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in tag.attributes() {
        match attribute {
            Ok(attribute) => {
                let key = attribute.key.as_ref().to_owned();
                match unescape(&attribute.value) {
                    Ok(value) => attributes.push((key, on_one_line(value).into_owned())),
                    Err(wrong) => {
                        let message = format!("the attribute {key} holds {wrong}, which is not known");
                        problems.add(at, &name, message, ENTITIES);
                    }
                }
            }
            Err(AttrError::Duplicated(..)) => {
                let message = "has the same attribute twice".to_owned();
                problems.add(at, &name, message, &[]);
            }
            Err(_) => {
                let message = "has an attribute that is not written as name=\"value\"".to_owned();
                problems.add(at, &name, message, &[]);
                break;
            }
        }
    }
    Element { name, at, attributes, children: Vec::new() }
}

/// The value of an attribute with its references replaced, or the reference that is not known.
fn unescape(value: &str) -> Result<Cow<'_, str>, String> {
    if !value.contains('&') {
        return Ok(Cow::Borrowed(value));
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let resolved = after.find(';').and_then(|end| Some((resolve(&after[..end])?, end)));
        let Some((text, end)) = resolved else {
            let shown: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
            return Err(format!("&{shown}"));
        };
        out.push_str(&text);
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

fn end(open: &mut Vec<Element>, name: &str, at: usize, problems: &mut Problems<'_>) {
    let name = name.trim();
    let Some(depth) = open.iter().skip(1).rposition(|e| e.name == name) else {
        let message = format!("</{name}> ends an element that was not begun");
        let inside = innermost(open).to_owned();
        problems.add(at, &inside, message, &[]);
        return;
    };
    let depth = depth + 1;
    while open.len() > depth {
        let Some(done) = open.pop() else { return };
        if open.len() > depth {
            let message = format!("has no end tag before </{name}>");
            problems.add(done.at, &done.name, message, &[]);
        }
        close(open, done);
    }
}

fn close(open: &mut [Element], done: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(Node::Element(done));
    }
}

fn push_text(open: &mut [Element], at: usize, text: &str, problems: &mut Problems<'_>) {
    let forbidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if !is_plain(text)
        && let Some(wrong) = text.chars().find(|&c| forbidden(c))
    {
        let message = format!("holds the control character U+{:04X}", u32::from(wrong));
        let inside = innermost(open).to_owned();
        problems.add(at, &inside, message, &[]);
        return;
    }
    if let Some(parent) = open.last_mut() {
        parent.push_text(at, &on_one_line(Cow::Borrowed(text)));
    }
}

/// The characters that separate lines and paragraphs are spaces here: `<br/>` ends a line. The mark of the order of bytes, which has no width
/// and may not be the text of a glyph in PDF/UA, is one too many.
fn on_one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    const SEPARATORS: [char; 2] = ['\u{2028}', '\u{2029}'];
    const BYTE_ORDER: char = '\u{feff}';
    if !is_plain(&text) && text.contains([SEPARATORS[0], SEPARATORS[1], BYTE_ORDER]) {
        Cow::Owned(text.replace(SEPARATORS, " ").replace(BYTE_ORDER, ""))
    } else {
        text
    }
}

/// Whether a text is of plain letters, signs and spaces only, as most are: then nothing in it has to be looked for.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r'))
}

fn innermost(open: &[Element]) -> &str {
    open.last().map_or("", |element| element.name.as_str())
}
