//! Type: faces, shaping, hyphenation, line breaking.

pub(crate) mod breaking;
pub(crate) mod faces;
mod fonts;
pub(crate) mod hyphens;
pub(crate) mod paragraph;
mod short;
mod shorten;
mod ties;
mod words;

pub(crate) use faces::{Face, Faces, Figures, Word};
pub(crate) use fonts::FontId;
pub(crate) use paragraph::{Fit, Line, Paragraph, Piece, Span, Style};
pub(crate) use short::Short;
pub(crate) use shorten::{divided, shortened};
