//! The edition for the screen: one self-contained HTML file, written from the same document as the pages.
//!
//! It works without script, font or file from elsewhere, reads on a telephone, and prints. Figures are inline SVG in two widths, of which a
//! style rule shows the one that fits, each with its message and numbers as text and with its data in a table.

mod blocks;
mod escape;
mod figures;
mod inlines;
mod style;
mod tables;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::document::{Document, Inline, Lang};
use crate::draw::Measure;
use crate::layout::numbering::{Numbers, titles};
use crate::theme::Theme;
use escape::escape;

/// Writes the document as one HTML file. The same document and theme give the same text.
///
/// `measure` tells how wide texts in figures are; see [`crate::measure`].
pub fn html(document: &Document, theme: &Theme, measure: &dyn Measure) -> String {
    let mut writer = Writer {
        out: String::with_capacity(128 << 10),
        lang: document.lang,
        theme,
        measure,
        numbers: Numbers::of(document),
        titles: titles(document),
        roomy: false,
        divides: false,
        spoken: document.lang,
        in_chapter: false,
        regions: BTreeMap::new(),
        headings: 0,
        figures: 0,
        tables: 0,
        footnotes: 0,
        waiting: Vec::new(),
    };
    writer.page(document);
    writer.out
}

/// What is written so far, and what is known of the document.
struct Writer<'w> {
    out: String,
    lang: Lang,
    theme: &'w Theme,
    measure: &'w dyn Measure,
    numbers: Numbers,
    titles: Vec<(u8, String)>,
    /// Whether what follows needs more width than a telephone has.
    roomy: bool,
    /// Whether long words show where they may be divided: in cells, where a line holds few words.
    divides: bool,
    /// The language of the words that are written.
    spoken: Lang,
    /// Whether a heading of the first level has been written.
    in_chapter: bool,
    /// How often a name was given to a table that has no caption.
    regions: BTreeMap<String, usize>,
    headings: usize,
    figures: usize,
    tables: usize,
    footnotes: usize,
    /// Footnotes, with their numbers, that wait for the end of their section.
    waiting: Vec<(usize, Vec<Inline>)>,
}

impl Writer<'_> {
    fn page(&mut self, document: &Document) {
        let lang = document.lang.tag();
        let title = escape(&document.title);
        let _ = write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>\n"
        );
        style::write(&mut self.out, self.theme);
        let skip = self.pick("Naar de inhoud", "Skip to the content");
        let _ = write!(self.out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">{skip}</a>\n");
        self.out.push_str("<main id=\"main\" tabindex=\"-1\">\n");
        self.blocks(&document.blocks);
        self.footnotes();
        self.out.push_str("</main>\n</body>\n</html>\n");
    }

    fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }

    /// Writes an `id` attribute, when there is an id.
    fn id(&mut self, id: &str) {
        if !id.is_empty() {
            let _ = write!(self.out, " id=\"{}\"", escape(id));
        }
    }
}

/// The id of a heading that has none of its own.
fn heading_id(number: usize) -> String {
    format!("heading-{number}")
}

#[cfg(test)]
mod tests;
