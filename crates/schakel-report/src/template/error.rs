//! What can be wrong with a template set, with the place.

use std::fmt;

/// A mistake in a template or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// File within the template set; for a text with its key, as `texts/nl.toml: reach.total.released`.
    pub template: String,
    /// Line in the template, or in the text; 0 when it has none.
    pub line: usize,
    /// Column in that line; 0 when it has none.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.template)?;
        if self.line > 0 {
            write!(f, ", line {}, column {}", self.line, self.column.max(1))?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for TemplateError {}

/// Every mistake that was found, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateErrors(pub Vec<TemplateError>);

impl fmt::Display for TemplateErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for TemplateErrors {}

impl From<TemplateError> for TemplateErrors {
    fn from(error: TemplateError) -> TemplateErrors {
        TemplateErrors(vec![error])
    }
}

impl TemplateError {
    pub(super) fn of_file(template: &str, message: impl Into<String>) -> TemplateError {
        TemplateError { template: template.to_owned(), line: 0, column: 0, message: message.into() }
    }

    pub(super) fn parsing(template: &str, error: &handlebars::TemplateError) -> TemplateError {
        let (line, column) = error.pos().unwrap_or((0, 0));
        TemplateError { template: template.to_owned(), line, column, message: error.reason().to_string() }
    }
}
