//! Reads the markup that templates write: a strict subset of XHTML with a few elements of its own.
//!
//! The reader refuses what it does not know, and says where it stands and what is allowed there. It reports
//! every problem it can find in one go, so that an author of a template needs one round, not ten. It never
//! expands entities, and it limits size and depth, because a template may come from outside.

mod attributes;
mod blocks;
mod charts;
mod inlines;
mod notes;
mod problem;
mod references;
mod tables;
mod tree;

pub use problem::MarkupProblem;

use crate::document::{Document, Lang};
use attributes::Attributes;
use problem::Problems;
use tree::Element;

/// Reads a report.
///
/// # Errors
/// Every problem of the markup, in the order of the text. Nothing is returned of a report with a problem.
pub fn read(markup: &str) -> Result<Document, Vec<MarkupProblem>> {
    let mut problems = Problems::new(markup);
    let document = tree::parse(markup, &mut problems).map(|root| report(&root, &mut problems));
    match (document, problems.into_list()) {
        (Some(document), list) if list.is_empty() => Ok(document),
        (_, list) => Err(list),
    }
}

fn report(root: &Element, problems: &mut Problems<'_>) -> Document {
    if root.name != "report" {
        problems.add(root.at, &root.name, "the outermost element has to be <report>".to_owned(), &["report"]);
        return Document::default();
    }
    let mut attributes = Attributes::of(root);
    let lang = attributes.choice("lang", &[("nl", Lang::Nl), ("en", Lang::En)], problems).unwrap_or_default();
    let title = attributes.required("title", problems);
    let subtitle = attributes.text("subtitle");
    let short_title = match attributes.text("short-title") {
        short if short.is_empty() => title.clone(),
        short => short,
    };
    attributes.finish(problems);
    references::check(root, problems);
    Document { lang, title, subtitle, short_title, blocks: blocks::read_all(root, problems) }
}

#[cfg(test)]
mod tests;
