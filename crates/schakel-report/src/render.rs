//! The whole way: facts in, a file out.

use std::borrow::Cow;

use crate::attachment::Attachment;
use crate::compose::{ComposeError, Pdf, compose_with};
use crate::document::Lang;
use crate::facts::{FACTS_VERSION, Facts};
use crate::markup::{self, MarkupProblem};
use crate::template::{TemplateError, TemplateSet};

/// What stands in for a character that the typeface doesn't have.
const UNKNOWN: &str = "?";

/// A finished report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// What the reader of the log should know; the report is complete nevertheless.
    pub warnings: Vec<String>,
}

/// Why a report cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// Occurs when the facts do not have the form of the contract.
    #[error("the facts cannot be read: {0}")]
    Facts(#[from] serde_json::Error),
    /// Occurs when the facts were written for another version of this program.
    #[error("the facts have version {found}, this program reads version {FACTS_VERSION}")]
    Version {
        /// The version that the facts name.
        found: u32,
    },
    /// Occurs when a template asks for what is not there, or uses a helper wrongly.
    #[error("{0}")]
    Template(#[from] TemplateError),
    /// Occurs when templates write markup that the report does not know.
    #[error("the templates write markup that cannot be set:\n{}", lines(.0))]
    Markup(Vec<MarkupProblem>),
    /// Occurs when the pages cannot be set or written.
    #[error("{0}")]
    Compose(#[from] ComposeError),
}

fn lines(problems: &[MarkupProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Makes the report of one school from its facts, with a template set, in a language. The same input gives the same bytes.
///
/// # Errors
/// See [`ReportError`]; nothing is made then.
pub fn render(facts: &Facts, templates: &TemplateSet, lang: Lang) -> Result<Rendered, ReportError> {
    render_with(facts, templates, lang, &[])
}

/// The same, with files that travel inside the PDF.
///
/// # Errors
/// See [`ReportError`]; nothing is made then.
pub fn render_with(
    facts: &Facts,
    templates: &TemplateSet,
    lang: Lang,
    attachments: &[Attachment],
) -> Result<Rendered, ReportError> {
    let markup = fill(facts, templates, lang)?;
    let mut warnings = Vec::new();
    let mut unknown = Vec::new();
    let pdf = loop {
        let shown =
            if unknown.is_empty() { Cow::Borrowed(&markup) } else { Cow::Owned(markup.replace(&unknown[..], UNKNOWN)) };
        match set(&shown, templates, attachments) {
            // A rare character in a name must not cost a school its report. Where lines end differently without it, a label that is cut
            // short may show another one.
            Err(ReportError::Compose(ComposeError::MissingGlyphs(missing))) if shown.contains(&missing[..]) => {
                unknown.extend(missing);
            }
            other => break other?,
        }
    };
    if !unknown.is_empty() {
        unknown.sort_unstable();
        let missing = ComposeError::MissingGlyphs(unknown);
        warnings.push(format!("{missing}; each is shown as \u{201c}{UNKNOWN}\u{201d}"));
    }
    Ok(Rendered { pdf: pdf.bytes, pages: pdf.pages, warnings })
}

/// Makes the report from facts as JSON.
///
/// # Errors
/// See [`ReportError`].
pub fn render_json(facts: &serde_json::Value, templates: &TemplateSet, lang: Lang) -> Result<Rendered, ReportError> {
    render(&serde_json::from_value(facts.clone())?, templates, lang)
}

/// The markup of the report, for who writes templates.
///
/// # Errors
/// When the facts are of another version, or a template has a mistake.
pub fn fill(facts: &Facts, templates: &TemplateSet, lang: Lang) -> Result<String, ReportError> {
    if facts.facts_version != FACTS_VERSION {
        return Err(ReportError::Version { found: facts.facts_version });
    }
    Ok(templates.fill(&facts.sound(), lang)?)
}

/// Makes the edition for the screen, one HTML file, from the facts of a school. The same input gives the same text.
///
/// # Errors
/// See [`ReportError`].
pub fn render_html(facts: &Facts, templates: &TemplateSet, lang: Lang) -> Result<String, ReportError> {
    let document = markup::read(&fill(facts, templates, lang)?).map_err(ReportError::Markup)?;
    let measure = crate::measure().ok_or(ComposeError::Fonts)?;
    Ok(crate::html(&document, templates.theme(), measure))
}

fn set(markup: &str, templates: &TemplateSet, attachments: &[Attachment]) -> Result<Pdf, ReportError> {
    let document = markup::read(markup).map_err(ReportError::Markup)?;
    Ok(compose_with(&document, templates.theme(), attachments)?)
}
