//! The part of a project that no list of paths tells: codes inside codes, and where the text of a source is.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::columns;
use crate::build::TextTable;
use crate::csv::Input;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::SourceTable;
use crate::xml::Events;

/// Where the text of a source is.
pub(super) enum Text {
    /// In the project itself.
    Inline(String),
    /// At a path such as `internal://….txt`.
    At(String),
}

/// A code of the codebook.
#[derive(Default)]
pub(super) struct Code {
    guid: String,
    name: String,
    parent: String,
    is_codable: String,
    description: String,
}

/// The codebook and the texts of a project.
pub(super) struct Project {
    pub(super) codes: Vec<Code>,
    /// Texts by the guid of their source.
    pub(super) texts: BTreeMap<String, Text>,
    /// Whether the program counts a line break of two characters as one.
    pub(super) wide_breaks: bool,
}

/// An element that is open.
struct Open {
    name: String,
    guid: String,
    code: Option<usize>,
    /// Guid of the source of which it holds the text.
    text_of: Option<String>,
}

impl Project {
    pub(super) fn read(spec: &SourceSpec, input: Input<'_>) -> Result<Project, Problem> {
        let mut project = Project { codes: Vec::new(), texts: BTreeMap::new(), wide_breaks: false };
        let mut events = Events::open(spec, input)?;
        let (mut buffer, mut text) = (Vec::new(), String::new());
        let mut open: Vec<Open> = Vec::new();
        loop {
            events.refresh(false);
            match events.next(&mut buffer)? {
                Event::Start(start) => {
                    let mut values = BTreeMap::new();
                    events.attributes(&start, |name, value| {
                        values.insert(name.to_owned(), value.to_owned());
                    })?;
                    let name = start.local_name().as_ref().to_owned();
                    text.clear();
                    open.push(project.enter(name, values, &open));
                }
                Event::Text(piece) if has_text(&open) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) if has_text(&open) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) if has_text(&open) => events.resolve(&reference, &mut text),
                Event::End(_) => {
                    if let Some(element) = open.pop() {
                        project.leave(&element, &open, &mut text);
                    }
                }
                Event::Eof => return Ok(project),
                _ => {}
            }
        }
    }

    fn enter(&mut self, name: String, mut values: BTreeMap<String, String>, around: &[Open]) -> Open {
        let mut take = |name: &str| values.remove(name).unwrap_or_default();
        let guid = take("guid");
        let (mut code, mut text_of) = (None, None);
        match name.as_str() {
            "Project" => self.wide_breaks = take("origin").to_uppercase().contains("ATLAS"),
            "Code" if around.iter().any(|element| element.name == "CodeBook") => {
                let parent = around.last().filter(|element| element.code.is_some());
                code = Some(self.codes.len());
                self.codes.push(Code {
                    guid: guid.clone(),
                    name: take("name"),
                    parent: parent.map(|parent| parent.guid.clone()).unwrap_or_default(),
                    is_codable: take("isCodable"),
                    description: String::new(),
                });
            }
            "TextSource" => text_of = Some(guid.clone()),
            // A representation in plain text belongs to the source right around it, not one of a part of it.
            "Representation" | "TextDescription" => {
                let source = around.last().filter(|element| element.name.ends_with("Source"));
                text_of = source.map(|source| source.guid.clone());
            }
            _ => {}
        }
        let path = take("plainTextPath");
        if let Some(source) = text_of.clone().filter(|_| !path.is_empty()) {
            self.texts.insert(source, Text::At(path));
        }
        Open { name, guid, code, text_of }
    }

    fn leave(&mut self, element: &Open, around: &[Open], text: &mut String) {
        let code = around.last().and_then(|parent| parent.code);
        match (element.name.as_str(), code) {
            ("Description", Some(code)) => self.codes[code].description = text.trim().to_owned(),
            ("PlainTextContent", _) => {
                if let Some(source) = around.last().and_then(|holder| holder.text_of.clone()) {
                    self.texts.insert(source, Text::Inline(std::mem::take(text)));
                }
            }
            _ => {}
        }
        text.clear();
    }

    /// `<name>__codes`.
    pub(super) fn codes_table(&self, spec: &SourceSpec, limit: Option<u64>) -> SourceTable {
        let mut table = TextTable::new(columns(["guid", "name", "parent", "is_codable", "description"]));
        let most = limit.map_or(usize::MAX, |limit| limit as usize);
        for (number, code) in self.codes.iter().enumerate().take(most) {
            let values = [&code.guid, &code.name, &code.parent, &code.is_codable, &code.description];
            let there = values.map(|value| if spec.null.contains(value) { "" } else { value.as_str() });
            table.push_row(there, number as i64 + 1);
        }
        table.close();
        SourceTable::text(format!("{}__codes", spec.name), &spec.path, table)
    }
}

fn has_text(open: &[Open]) -> bool {
    open.last().is_some_and(|element| matches!(element.name.as_str(), "Description" | "PlainTextContent"))
}
