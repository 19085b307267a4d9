//! Facts, template, document, layout, PDF.

pub mod document;
pub mod draw;
pub mod theme;
pub mod figure;
mod wording;
