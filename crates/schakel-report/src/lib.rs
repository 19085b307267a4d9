//! Facts, template, document, layout, PDF.

pub mod document;
pub mod draw;
pub mod markup;
mod text;
pub mod theme;
pub mod figure;
mod builtin;
pub mod facts;
pub mod template;
mod wording;
