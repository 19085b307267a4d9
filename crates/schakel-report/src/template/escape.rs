//! Escaping for XHTML, and the marks that tell markup made by a template from text that came with the data.
//!
//! Every value that a template prints is escaped. A text of the report (`say`, `t`) is markup already, and it may be handed on as a value to
//! another text; it travels between [`MARKUP_START`] and [`MARKUP_END`] so that it is escaped exactly once. The marks are control characters
//! that [`clean`] removes from every value of the facts, so data can't pretend to be markup.

use std::borrow::Cow;

/// Opens a stretch that is markup already.
pub(crate) const MARKUP_START: char = '\u{2}';
/// Closes a stretch that is markup already.
pub(crate) const MARKUP_END: char = '\u{3}';
/// Opens a list of ways to say the same thing.
pub(crate) const CHOICE_START: char = '\u{4}';
/// Stands between two ways to say the same thing.
pub(crate) const CHOICE_NEXT: char = '\u{5}';
/// Closes a list of ways to say the same thing.
pub(crate) const CHOICE_END: char = '\u{6}';

/// Escapes text for element content and for attribute values in double or single quotes.
/// Stretches marked as markup are left as they are.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(text, &mut out);
    out
}

/// The same, at the end of a text.
pub(crate) fn escape_into(text: &str, out: &mut String) {
    let start = out.len();
    let mut rest = text;
    // All that is special is one byte, and no byte of another character is one.
    while let Some(at) = rest.bytes().position(is_special) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = match from.as_bytes().first() {
            Some(b'&') => replace(out, "&amp;"),
            Some(b'<') => replace(out, "&lt;"),
            Some(b'>') => replace(out, "&gt;"),
            Some(b'"') => replace(out, "&quot;"),
            Some(b'\'') => {
                let within_word = out[start..].chars().next_back().is_some_and(char::is_alphabetic)
                    && from.chars().nth(1).is_some_and(char::is_alphabetic);
                // As printers set it: `slb'er` comes from a keyboard.
                replace(out, if within_word { "’" } else { "&#39;" })
            }
            _ => {
                let length = marked(from);
                out.push_str(&from[..length]);
                length
            }
        };
        rest = &from[length..];
    }
    out.push_str(rest);
}

fn is_special(byte: u8) -> bool {
    matches!(char::from(byte), MARKUP_START | MARKUP_END | '&' | '<' | '>' | '"' | '\'')
}

/// Writes what stands for a character of one byte; gives that byte's length.
fn replace(out: &mut String, with: &str) -> usize {
    out.push_str(with);
    1
}

/// Length of the marked stretch that the text begins with; that of the mark alone where it closes nothing.
fn marked(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match char::from(byte) {
            MARKUP_START => depth += 1,
            MARKUP_END => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// Marks a piece of markup, so that printing it as a value doesn't escape it again.
pub(crate) fn markup(text: &str) -> String {
    format!("{MARKUP_START}{text}{MARKUP_END}")
}

/// Removes the characters that XML or the reader of markup doesn't allow, among them the marks of this module; and those that turn the direction
/// of what follows, which would not end with the value.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    // 0xC2, 0xE2 and 0xEF begin those beyond the first.
    // Every byte is looked at, without a way out: the processor takes many at a time then.
    let suspect = |b: u8| b < 0x20 || matches!(b, 0x7f | 0xc2 | 0xe2 | 0xef);
    if !text.bytes().fold(false, |found, b| found | suspect(b)) {
        return Cow::Borrowed(text);
    }
    text.chars().filter(|c| is_xml(*c) && !turns(*c)).collect()
}

fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{7e}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_everything_that_means_something_in_markup() {
        assert_eq!(escape(r#"<b a="1">R&D 's</b>"#), "&lt;b a=&quot;1&quot;&gt;R&amp;D &#39;s&lt;/b&gt;");
    }

    #[test]
    fn what_the_reader_of_markup_refuses_is_removed() {
        let all: String = (0..0x1_1000_u32).filter_map(char::from_u32).collect();
        let cleaned = clean(&all);
        assert!(cleaned.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')));
        assert!(cleaned.contains("\u{a0}¡") && !cleaned.contains(['\u{fffe}', '\u{ffff}']));
        assert_eq!(clean("a\u{7f}\u{85}b\u{0}"), "ab");
        assert_eq!(clean("a\u{202e}b\u{2066}c \u{2013} d"), "abc \u{2013} d");
    }

    #[test]
    fn markup_is_escaped_once_however_often_it_is_handed_on() {
        let inner = markup(&format!("<em>{}</em>", escape("A & B")));
        let outer = markup(&escape(&format!("{inner} < C")));
        assert_eq!(escape(&outer).replace([MARKUP_START, MARKUP_END], ""), "<em>A &amp; B</em> &lt; C");
    }
}
