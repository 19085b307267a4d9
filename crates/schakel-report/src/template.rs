//! From facts to markup: Handlebars templates that hold the structure, and texts per language that hold the sentences.
//!
//! A template set is a folder: `report.hbs`, partial templates, `texts/<language>.toml` and `theme.toml`. Everything is compiled once, and a
//! missing variable, helper, text or wording is an error with its template, line and column: a report never has a hole where a number should be.

mod collect;
mod data;
mod error;
mod escape;
mod folder;
mod helpers;
mod limits;
mod openings;
mod scan;
mod set;
mod texts;

pub use error::{TemplateError, TemplateErrors};
pub use set::TemplateSet;

#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod tests;
