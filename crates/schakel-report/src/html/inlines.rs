//! Text within a block.

use std::fmt::Write;

use super::Writer;
use super::escape::escape;
use crate::document::{Inline, Target};

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.out.push_str(&escape(text)),
                Inline::Strong(content) => self.within("strong", content),
                Inline::Em(content) => self.within("em", content),
                Inline::Break => self.out.push_str("<br>"),
                Inline::Span { lang, content } => {
                    let _ = write!(self.out, "<span lang=\"{}\">", lang.tag());
                    self.inlines(content);
                    self.out.push_str("</span>");
                }
                Inline::Link { target: Target::Id(id), content } => {
                    let _ = write!(self.out, "<a href=\"#{}\">", escape(id));
                    self.inlines(content);
                    self.out.push_str("</a>");
                }
                Inline::Link { target: Target::Url(url), content } => {
                    let _ = write!(self.out, "<a href=\"{}\" rel=\"noreferrer\">", escape(url));
                    self.inlines(content);
                    self.out.push_str("</a>");
                }
                Inline::Ref { to } => self.reference(to),
            }
        }
    }

    /// There are no pages here: what has no number is pointed at with an arrow.
    fn reference(&mut self, to: &str) {
        let shown = self.numbers.of_id(to).map_or_else(|| "↗".to_owned(), |number| number.to_string());
        let _ = write!(self.out, "<a href=\"#{}\">{shown}</a>", escape(to));
    }

    fn within(&mut self, element: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{element}>");
        self.inlines(content);
        let _ = write!(self.out, "</{element}>");
    }
}
