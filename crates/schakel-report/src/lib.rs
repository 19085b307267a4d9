//! Facts, template, document, layout, PDF.
//!
//! The way of a report: [`facts`] come in, a [`template`] set turns them into markup, [`markup`] reads that strictly into a [`document`],
//! [`figure`] draws its charts, [`compose()`] sets the pages and writes the file, [`html()`] writes the edition for the screen.
//! [`render()`] and [`render_html()`] go the whole way.

pub mod across;
pub mod attachment;
mod builtin;
mod compose;
pub mod document;
pub mod draw;
pub mod facts;
pub mod figure;
mod html;
mod layout;
pub mod markup;
mod pdf;
mod render;
pub mod template;
mod text;
pub mod theme;
mod wording;

pub use builtin::Report;
pub use compose::{ComposeError, Pdf, compose, compose_with, measure};
pub use html::html;
pub use render::{Rendered, ReportError, fill, render, render_html, render_json, render_with};
