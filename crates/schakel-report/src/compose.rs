//! The way from a document to a file.

use std::collections::BTreeSet;

use crate::attachment::Attachment;
use crate::document::Document;
use crate::text::Faces;
use crate::theme::Theme;
use crate::{layout, pdf};

/// A finished report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file: PDF/UA-1 and PDF/A-2a, or PDF/A-3a when it carries other files.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
}

/// Why a document cannot be set.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ComposeError {
    /// Occurs when the text holds characters that the typeface has no glyph for.
    #[error("the typeface has no glyph for {}", named(.0))]
    MissingGlyphs(Vec<char>),
    /// Occurs when the font files in the program are damaged.
    #[error("the fonts of the program cannot be read; install it again")]
    Fonts,
    /// Occurs when the file cannot be built: a fault of the program.
    #[error("the file cannot be built: {0}")]
    File(String),
}

fn named(characters: &[char]) -> String {
    let names: Vec<String> = characters.iter().map(|&c| format!("{c} (U+{:04X})", u32::from(c))).collect();
    names.join(", ")
}

/// Sets a document as pages and writes the file. The same document and theme give the same bytes.
///
/// # Errors
/// See [`ComposeError`].
pub fn compose(document: &Document, theme: &Theme) -> Result<Pdf, ComposeError> {
    compose_with(document, theme, &[])
}

/// The same, with files that travel inside; the file is PDF/A-3a then.
///
/// # Errors
/// See [`ComposeError`].
pub fn compose_with(document: &Document, theme: &Theme, attachments: &[Attachment]) -> Result<Pdf, ComposeError> {
    let faces = Faces::get().ok_or(ComposeError::Fonts)?;
    let composition = layout::compose(document, theme, faces)
        .map_err(|missing: BTreeSet<char>| ComposeError::MissingGlyphs(missing.into_iter().collect()))?;
    let bytes = pdf::write(&composition, document, theme, faces, attachments)
        .map_err(|error| ComposeError::File(error.to_string()))?;
    Ok(Pdf { bytes, pages: composition.pages.len() })
}

/// Measures text in the typeface of the reports, for drawing figures outside a document; `None` when the font
/// files in the program are damaged.
pub fn measure() -> Option<&'static (dyn crate::draw::Measure + Sync)> {
    Faces::get().map(|faces| faces as &(dyn crate::draw::Measure + Sync))
}
