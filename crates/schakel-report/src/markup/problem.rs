use std::fmt;

/// Problems after this many are not listed: a text with so many has one cause.
const MOST: usize = 200;

/// Something in the markup that the report cannot be made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkupProblem {
    /// Line of the markup, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Element it stands in or is about; empty when it stands outside every element.
    pub element: String,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// What would be allowed there; empty when that does not apply.
    pub allowed: Vec<String>,
}

impl fmt::Display for MarkupProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if !self.element.is_empty() {
            write!(f, ", <{}>", self.element)?;
        }
        write!(f, ": {}", self.message)?;
        if !self.allowed.is_empty() {
            write!(f, "; allowed: {}", self.allowed.join(", "))?;
        }
        Ok(())
    }
}

impl std::error::Error for MarkupProblem {}

/// Gathers problems with their place in the text.
pub(super) struct Problems<'a> {
    text: &'a str,
    found: Vec<(usize, MarkupProblem)>,
}

impl<'a> Problems<'a> {
    pub(super) fn new(text: &'a str) -> Problems<'a> {
        Problems { text, found: Vec::new() }
    }

    /// Notes a problem at a byte offset.
    pub(super) fn add(&mut self, at: usize, element: &str, message: String, allowed: &[&str]) {
        if self.found.len() >= MOST {
            return;
        }
        let (line, column) = self.place(at);
        self.found.push((
            at,
            MarkupProblem {
                line,
                column,
                element: element.to_owned(),
                message,
                allowed: allowed.iter().map(|&a| a.to_owned()).collect(),
            },
        ));
    }

    /// All problems in the order of the text.
    pub(super) fn into_list(mut self) -> Vec<MarkupProblem> {
        self.found.sort_by_key(|(at, _)| *at);
        self.found.into_iter().map(|(_, problem)| problem).collect()
    }

    fn place(&self, at: usize) -> (usize, usize) {
        let at = self.text.floor_char_boundary(at.min(self.text.len()));
        let before = &self.text[..at];
        let line_start = before.rfind('\n').map_or(0, |n| n + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}
