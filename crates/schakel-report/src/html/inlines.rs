//! Text within a block.

use std::fmt::Write;

use super::Writer;
use super::escape::escape;
use crate::document::{Inline, Target};
use crate::text::hyphens::{self, Join};

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Strong(content) => self.within("strong", content),
                Inline::Em(content) => self.within("em", content),
                Inline::Break => self.out.push_str("<br>"),
                Inline::Span { lang, content } => {
                    let _ = write!(self.out, "<span lang=\"{}\">", lang.tag());
                    let around = std::mem::replace(&mut self.spoken, *lang);
                    self.inlines(content);
                    self.spoken = around;
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
                Inline::Footnote(content) => self.mark(content),
                Inline::Ref { to } => self.reference(to),
            }
        }
    }

    /// Words with the places of a hyphen where no line may end: a browser would break `2025-2026`, and the compound that
    /// is left out before `-begeleiding`.
    pub(super) fn text(&mut self, text: &str) {
        for word in text.split_inclusive(' ') {
            let bare = word.trim_end();
            if stays_whole(bare) {
                let _ = write!(self.out, "<span class=\"whole\">{}</span>", escape(bare));
                self.out.push_str(&word[bare.len()..]);
            } else if self.divides && bare.chars().count() >= SHORTEST_DIVIDED {
                self.divided(word);
            } else {
                self.out.push_str(&escape(word));
            }
        }
    }

    /// A word with the places where it may be divided: few browsers know Dutch ones. A place where a letter would lose
    /// its trema is left out, as a browser would leave it there.
    fn divided(&mut self, word: &str) {
        let mut from = 0;
        for opening in hyphens::openings(word, self.spoken).iter().filter(|o| o.join == Join::Hyphen) {
            let (part, rest) = (&word[from..opening.at], &word[opening.at..]);
            // A browser makes a column as narrow as it may: heads would become a pile of syllables.
            if part.chars().count() >= SHORTEST_PART && rest.trim_end().chars().count() >= SHORTEST_PART {
                self.out.push_str(&escape(part));
                self.out.push('\u{ad}');
                from = opening.at;
            }
        }
        self.out.push_str(&escape(&word[from..]));
    }

    /// The mark of a footnote, which waits for the end of its section.
    fn mark(&mut self, content: &[Inline]) {
        self.footnotes += 1;
        let number = self.footnotes;
        let name = self.pick("Noot", "Note");
        let _ = write!(
            self.out,
            "<sup><a id=\"footnote-mark-{number}\" href=\"#footnote-{number}\" aria-label=\"{name} {number}\">{number}</a></sup>"
        );
        self.waiting.push((number, content.to_vec()));
    }

    /// The footnotes of the section that ends.
    pub(super) fn footnotes(&mut self) {
        let notes = std::mem::take(&mut self.waiting);
        let Some((first, _)) = notes.first() else { return };
        let (name, back) =
            (self.pick("Noten", "Notes"), self.pick("Terug naar de tekst bij noot", "Back to the text at note"));
        let _ = write!(
            self.out,
            "<div class=\"footnotes\" role=\"group\" aria-label=\"{name}\">\n<ol start=\"{first}\">\n"
        );
        for (number, content) in &notes {
            let _ = write!(self.out, "<li id=\"footnote-{number}\">");
            self.inlines(content);
            let _ =
                writeln!(self.out, " <a href=\"#footnote-mark-{number}\" aria-label=\"{back} {number}\">↩</a></li>");
        }
        self.out.push_str("</ol>\n</div>\n");
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

/// Letters that stay together when a word is divided.
const SHORTEST_PART: usize = 4;
/// Words with fewer letters stay whole.
const SHORTEST_DIVIDED: usize = 10;

/// Longer words are broken rather than run out of the window.
const LONGEST_WHOLE: usize = 24;

/// A range of numbers, or a word that begins with its hyphen.
fn stays_whole(word: &str) -> bool {
    if word.len() > LONGEST_WHOLE {
        return false;
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    word.match_indices('-').any(|(at, hyphen)| {
        let before = word[..at].chars().next_back();
        let after = word[at + hyphen.len()..].chars().next();
        (digit(before) && digit(after)) || (before.is_none() && after.is_some_and(char::is_alphabetic))
    })
}

#[cfg(test)]
mod tests {
    use super::stays_whole;

    #[test]
    fn ranges_and_halves_of_compounds_stay_whole() {
        for word in ["2025-2026", "(2025-2026).", "-begeleiding", "1-5,"] {
            assert!(stays_whole(word), "{word}");
        }
        for word in ["mbo-docenten", "LOB-", "-", "begeleiding", "A4-vel", "–12", "1-2-3-4-5-6-7-8-9-10-11-12"] {
            assert!(!stays_whole(word), "{word}");
        }
    }
}
