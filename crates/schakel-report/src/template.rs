//! From facts to markup: Handlebars templates that hold the structure, and texts per language that hold the sentences.
//!
//! A template set is a folder: `report.hbs`, partial templates, `texts/<language>.toml` and `theme.toml`. Everything is compiled once, and a
//! missing variable, helper, text or wording is an error with its template, line and column: a report never has a hole where a number should be.

mod collect;
mod data;
mod error;
mod escape;
mod fact;
mod folder;
mod helpers;
mod limits;
mod lower;
mod names;
mod openings;
mod program;
mod run;
mod say;
mod scan;
mod set;
mod texts;
mod value;

pub use error::{TemplateError, TemplateErrors};
pub use set::TemplateSet;

#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod tests;
