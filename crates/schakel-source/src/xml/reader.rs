//! Walks over the elements at a path and takes each as a nested value. Namespaces are ignored; entities that a document
//! defines itself are never expanded, and nothing outside the document is read.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde_json::{Map, Value};

use crate::problem::Problem;
use crate::spec::SourceSpec;

/// Elements inside each other; deeper documents are refused.
const DEEPEST: usize = 100;

/// An element at the path, with the attributes of the elements around it from outside to inside.
pub(crate) struct Found {
    /// Its content: attributes as `@name`, elements by name (a list when repeated), own text as `#text`.
    pub(crate) value: Value,
    /// Attributes of the elements around it.
    pub(crate) around: Vec<Value>,
}

/// The elements whose last names are those of a path.
pub(crate) struct Elements<'t> {
    spec: &'t SourceSpec,
    text: &'t str,
    path: Vec<&'t str>,
    reader: Reader<&'t [u8]>,
    open: Vec<(String, Value)>,
    /// Names of the elements met outside rows.
    pub(crate) names: BTreeSet<String>,
    /// Line of the first entity that is not known, and how many there are.
    pub(crate) unknown_entity: Option<(u64, u64)>,
}

impl<'t> Elements<'t> {
    pub(crate) fn new(spec: &'t SourceSpec, text: &'t str, path: &[&'t str]) -> Elements<'t> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        Elements {
            spec,
            text,
            path: path.to_vec(),
            reader,
            open: Vec::new(),
            names: BTreeSet::new(),
            unknown_entity: None,
        }
    }

    /// The next element at the path.
    pub(crate) fn next(&mut self) -> Result<Option<Found>, Problem> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let name = local_name(&start);
                    let attributes = self.attributes(&start)?;
                    if self.is_row(&name) {
                        let value = self.element(attributes, self.open.len() + 1)?;
                        let around = self.open.iter().map(|(_, attributes)| attributes.clone()).collect();
                        return Ok(Some(Found { value, around }));
                    }
                    if self.names.len() < 1000 {
                        self.names.insert(name.clone());
                    }
                    self.check_depth(self.open.len() + 1)?;
                    self.open.push((name, Value::Object(attributes)));
                }
                Event::End(_) => {
                    self.open.pop();
                }
                Event::Eof if self.open.is_empty() => return Ok(None),
                Event::Eof => return Err(self.problem("the document stops before it is complete")),
                _ => {}
            }
        }
    }

    fn is_row(&self, name: &str) -> bool {
        let around = self.open.iter().rev().map(|(name, _)| name.as_str());
        let mut names = std::iter::once(name).chain(around);
        self.path.iter().rev().all(|part| names.next() == Some(*part))
    }

    /// The content of an element that was just opened.
    fn element(&mut self, attributes: Map<String, Value>, depth: usize) -> Result<Value, Problem> {
        self.check_depth(depth)?;
        let mut object = attributes;
        let mut text = String::new();
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let name = local_name(&start);
                    let attributes = self.attributes(&start)?;
                    let value = self.element(attributes, depth + 1)?;
                    add(&mut object, name, value);
                }
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => match resolved(&reference) {
                    Some(piece) => text.push_str(&piece),
                    None => self.note_entity(),
                },
                Event::End(_) => break,
                Event::Eof => return Err(self.problem("the document stops before it is complete")),
                _ => {}
            }
        }
        let text = text.trim();
        Ok(if object.is_empty() {
            Value::String(text.to_owned())
        } else {
            if !text.is_empty() {
                object.insert("#text".to_owned(), Value::String(text.to_owned()));
            }
            Value::Object(object)
        })
    }

    fn attributes(&mut self, start: &BytesStart<'_>) -> Result<Map<String, Value>, Problem> {
        let mut attributes = Map::new();
        for attribute in start.attributes() {
            let Ok(attribute) = attribute else { return Err(self.problem("an attribute is not well formed")) };
            let name = attribute.key.as_ref();
            if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:") {
                continue;
            }
            match unescape(&attribute.value) {
                Ok(value) => {
                    let name = attribute.key.local_name();
                    attributes.insert(format!("@{}", name.as_ref()), Value::String(value.trim().to_owned()));
                }
                Err(_) => self.note_entity(),
            }
        }
        Ok(attributes)
    }

    fn event(&mut self) -> Result<Event<'t>, Problem> {
        match self.reader.read_event() {
            Ok(event) => Ok(event),
            Err(error) => {
                let message = match &error {
                    quick_xml::Error::Syntax(syntax) => syntax.to_string(),
                    quick_xml::Error::IllFormed(_) => "the elements are not properly closed".to_owned(),
                    _ => "it is not well formed".to_owned(),
                };
                Err(self.problem(&message))
            }
        }
    }

    fn check_depth(&self, depth: usize) -> Result<(), Problem> {
        if depth > DEEPEST {
            Err(self.problem(&format!("more than {DEEPEST} elements lie inside each other")))
        } else {
            Ok(())
        }
    }

    fn note_entity(&mut self) {
        let line = self.line();
        self.unknown_entity.get_or_insert((line, 0)).1 += 1;
    }

    fn line(&self) -> u64 {
        let position = (self.reader.buffer_position() as usize).min(self.text.len());
        memchr::memchr_iter(b'\n', &self.text.as_bytes()[..position]).count() as u64 + 1
    }

    fn problem(&self, message: &str) -> Problem {
        Problem::error("source-syntax", format!("not valid XML: {message}"))
            .file(&self.spec.path)
            .row(self.line())
            .hint("Copy or export the file again.")
    }
}

/// Adds an element to its parent; a second one of the same name makes a list.
fn add(object: &mut Map<String, Value>, name: String, value: Value) {
    match object.get_mut(&name) {
        None => {
            object.insert(name, value);
        }
        Some(Value::Array(list)) => list.push(value),
        Some(first) => {
            let list = vec![first.take(), value];
            *first = Value::Array(list);
        }
    }
}

fn local_name(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

/// The text of `&amp;`, `&#233;` and the like; nothing for an entity of the document's own.
fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten().map(String::from);
    }
    resolve_predefined_entity(&reference.xml10_content()).map(str::to_owned)
}
