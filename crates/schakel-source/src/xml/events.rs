//! The pieces of a document one by one, within limits. Namespaces are ignored; entities that a document defines itself
//! are never expanded, and nothing outside the document is read.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::document::{Document, LARGEST};
use crate::csv::Input;
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// Elements inside each other; deeper documents are refused.
const DEEPEST: usize = 100;
/// Attributes of one element; more are refused, because every one is compared with those before it.
const MOST_ATTRIBUTES: usize = 1000;

/// A document that is being read.
pub(crate) struct Events<'i> {
    spec: &'i SourceSpec,
    reader: Reader<Document<'i>>,
    depth: usize,
    /// Line of the first entity that is not known, and how many there are.
    unknown_entity: Option<(u64, u64)>,
}

impl<'i> Events<'i> {
    pub(crate) fn open(spec: &'i SourceSpec, input: Input<'i>) -> Result<Events<'i>, Problem> {
        let document = Document::open(input).map_err(|error| unread(spec, &error))?;
        let mut reader = Reader::from_reader(document);
        reader.config_mut().expand_empty_elements = true;
        Ok(Events { spec, reader, depth: 0, unknown_entity: None })
    }

    /// What comes next; the end of the document only when every element was closed.
    pub(crate) fn next<'b>(&mut self, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, Problem> {
        buffer.clear();
        let event = match self.reader.read_event_into(buffer) {
            Ok(event) => event,
            Err(error) => return Err(self.refused(&error)),
        };
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(self.problem(&format!("more than {DEEPEST} elements lie inside each other")));
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(self.problem("the document stops before it is complete")),
            _ => {}
        }
        Ok(event)
    }

    /// Begins to count anew what is held in memory at once: what was read before is not. Text that comes next and is
    /// `unwanted` may be of any size.
    pub(crate) fn refresh(&mut self, unwanted: bool) {
        self.reader.get_mut().refresh(unwanted);
    }

    /// That texts were passed over because of their size.
    pub(crate) fn passed(&self) -> Option<Problem> {
        let count = self.reader.get_ref().passed;
        let message = format!("an attachment larger than {} MB was passed over", LARGEST >> 20);
        let problem = Problem::notice("source-element", message).file(&self.spec.path).count(count);
        (count > 0).then(|| problem.hint("Nothing: it is text of an element that is not read."))
    }

    /// Calls `each` with the name of every attribute and its value, without those of namespaces.
    pub(crate) fn attributes(
        &mut self,
        start: &BytesStart<'_>,
        mut each: impl FnMut(&str, &str),
    ) -> Result<(), Problem> {
        for (count, attribute) in start.attributes().enumerate() {
            let Ok(attribute) = attribute else { return Err(self.problem("an attribute is not well formed")) };
            if count >= MOST_ATTRIBUTES {
                return Err(self.problem(&format!("an element has more than {MOST_ATTRIBUTES} attributes")));
            }
            let name = attribute.key.as_ref();
            if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:") {
                continue;
            }
            match unescape(&attribute.value) {
                Ok(value) => each(attribute.key.local_name().as_ref(), value.trim()),
                Err(_) => self.note_entity(),
            }
        }
        Ok(())
    }

    /// Adds the text of `&amp;`, `&#233;` and the like; an entity of the document's own is noted.
    pub(crate) fn resolve(&mut self, reference: &BytesRef<'_>, text: &mut String) {
        if reference.is_char_ref() {
            match reference.resolve_char_ref() {
                Ok(Some(character)) => text.push(character),
                _ => self.note_entity(),
            }
            return;
        }
        match resolve_predefined_entity(&reference.xml10_content()) {
            Some(known) => text.push_str(known),
            None => self.note_entity(),
        }
    }

    /// The line up to which was read, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.reader.get_ref().line()
    }

    /// That the document is not as it should be here.
    pub(crate) fn problem(&self, message: &str) -> Problem {
        Problem::error("source-syntax", format!("not valid XML: {message}"))
            .file(&self.spec.path)
            .row(self.line())
            .hint("Copy or export the file again.")
    }

    /// That what would be held in memory at once is too large.
    pub(crate) fn too_large(&self) -> Problem {
        Problem::error("source-element", format!("an element is larger than {} MB", LARGEST >> 20))
            .file(&self.spec.path)
            .row(self.line())
            .hint("Look whether this is the right file and the element of one row, and export without attached files.")
    }

    /// What is to be said of entities that were met.
    pub(crate) fn notice(&self) -> Option<Problem> {
        let (line, count) = self.unknown_entity?;
        let message = "an entity that the document defines itself is not expanded; its text is missing";
        let problem = Problem::error("source-entity", message).file(&self.spec.path).row(line).count(count);
        Some(problem.hint("Have the document written without entities of its own."))
    }

    fn note_entity(&mut self) {
        let line = self.line();
        self.unknown_entity.get_or_insert((line, 0)).1 += 1;
    }

    fn refused(&self, error: &quick_xml::Error) -> Problem {
        match error {
            quick_xml::Error::Syntax(syntax) => self.problem(&syntax.to_string()),
            quick_xml::Error::IllFormed(_) => self.problem("the elements are not properly closed"),
            quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => self.too_large(),
            quick_xml::Error::Io(error) => unread(self.spec, error),
            _ => self.problem("it is not well formed"),
        }
    }
}

fn unread(spec: &SourceSpec, error: &std::io::Error) -> Problem {
    if error.kind() == std::io::ErrorKind::InvalidData {
        return Problem::error("source-encoding", "the text is not of the encoding that the file names")
            .file(&spec.path)
            .hint("Have it exported again, as UTF-8.");
    }
    crate::files::unreadable(spec, error)
}
