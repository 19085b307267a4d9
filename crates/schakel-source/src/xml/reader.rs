//! Walks over the elements at a path and takes each as a nested value.

use std::collections::BTreeSet;
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use super::events::Events;
use crate::csv::Input;
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// An element at the path, with the attributes of the elements around it from outside to inside.
pub(crate) struct Found {
    /// Its content: attributes as `@name`, elements by name (a list when repeated), own text as `#text`.
    pub(crate) value: Value,
    /// Attributes of the elements around it.
    pub(crate) around: Vec<Rc<Value>>,
}

/// The elements whose last names are those of a path.
pub(crate) struct Elements<'i> {
    path: Vec<&'i str>,
    events: Events<'i>,
    buffer: Vec<u8>,
    open: Vec<(String, Rc<Value>)>,
    /// Names of the elements met outside rows.
    pub(crate) names: BTreeSet<String>,
}

impl<'i> Elements<'i> {
    pub(crate) fn open(spec: &'i SourceSpec, input: Input<'i>, path: &[&'i str]) -> Result<Elements<'i>, Problem> {
        Ok(Elements {
            path: path.to_vec(),
            events: Events::open(spec, input)?,
            buffer: Vec::new(),
            open: Vec::new(),
            names: BTreeSet::new(),
        })
    }

    /// The next element at the path.
    pub(crate) fn next(&mut self) -> Result<Option<Found>, Problem> {
        loop {
            self.events.refresh(false);
            match self.events.next(&mut self.buffer)? {
                Event::Start(start) => {
                    let name = local_name(&start);
                    let attributes = attributes(&mut self.events, &start)?;
                    if self.is_row(&name) {
                        let value = self.element(attributes)?;
                        let around = self.open.iter().map(|(_, attributes)| attributes.clone()).collect();
                        return Ok(Some(Found { value, around }));
                    }
                    if self.names.len() < 1000 {
                        self.names.insert(name.clone());
                    }
                    self.open.push((name, Rc::new(Value::Object(attributes))));
                }
                Event::End(_) => {
                    self.open.pop();
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// What is to be said of what was read.
    pub(crate) fn notice(&self) -> Option<Problem> {
        self.events.notice()
    }

    fn is_row(&self, name: &str) -> bool {
        let around = self.open.iter().rev().map(|(name, _)| name.as_str());
        let mut names = std::iter::once(name).chain(around);
        self.path.iter().rev().all(|part| names.next() == Some(*part))
    }

    /// The content of an element that was just opened.
    fn element(&mut self, attributes_of_it: Map<String, Value>) -> Result<Value, Problem> {
        let mut object = attributes_of_it;
        let mut text = String::new();
        loop {
            match self.events.next(&mut self.buffer)? {
                Event::Start(start) => {
                    let name = local_name(&start);
                    let attributes = attributes(&mut self.events, &start)?;
                    let value = self.element(attributes)?;
                    add(&mut object, name, value);
                }
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => self.events.resolve(&reference, &mut text),
                Event::End(_) => break,
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
}

fn attributes(events: &mut Events<'_>, start: &BytesStart<'_>) -> Result<Map<String, Value>, Problem> {
    let mut attributes = Map::new();
    events.attributes(start, |name, value| {
        attributes.insert(format!("@{name}"), Value::String(value.to_owned()));
    })?;
    Ok(attributes)
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
