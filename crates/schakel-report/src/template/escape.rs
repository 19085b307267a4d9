//! Escaping for XHTML, and the marks that tell markup made by a template from text that came with the data.
//!
//! Every value that a template prints is escaped. A text of the report (`say`, `t`) is markup already, and it may be handed on as a value to
//! another text; it travels between [`MARKUP_START`] and [`MARKUP_END`] so that it is escaped exactly once. The marks are control characters
//! that [`clean`] removes from every value of the facts, so data can't pretend to be markup.

use serde_json::Value;

use crate::document::Lang;

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
/// Opens a finding; its weight follows, then [`FINDING_BODY`].
pub(crate) const FINDING_START: char = '\u{7}';
/// Stands between the weight of a finding and what it says.
pub(crate) const FINDING_BODY: char = '\u{e}';
/// Closes a finding.
pub(crate) const FINDING_END: char = '\u{f}';

/// Escapes text for element content and for attribute values in double or single quotes.
/// Stretches marked as markup are left as they are.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut depth = 0_usize;
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let within_word = before.is_alphabetic() && characters.peek().is_some_and(|after| after.is_alphabetic());
        before = c;
        match c {
            MARKUP_START => {
                depth += 1;
                out.push(c);
            }
            MARKUP_END => {
                depth = depth.saturating_sub(1);
                out.push(c);
            }
            _ if depth > 0 => out.push(c),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // As printers set it: `slb'er` comes from a keyboard.
            '\'' if within_word => out.push('’'),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Marks a piece of markup, so that printing it as a value doesn't escape it again.
pub(crate) fn markup(text: &str) -> String {
    format!("{MARKUP_START}{text}{MARKUP_END}")
}

/// Removes the characters that XML doesn't allow, among them the marks of this module.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|c| is_xml(*c)).collect()
}

fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Makes facts ready for templates: every text is cleaned, and a text in several languages becomes the text in one of them.
/// Templates copy values all the time: a plain text is far cheaper to copy than a table of languages, and what is null need not be there.
pub(crate) fn prepare(value: &mut Value, lang: Lang) {
    if let Some(text) = in_language(value, lang) {
        *value = Value::String(text);
    }
    match value {
        Value::String(text) if !text.chars().all(is_xml) => *text = clean(text),
        Value::Array(list) => list.iter_mut().for_each(|v| prepare(v, lang)),
        Value::Object(map) => {
            map.retain(|_, member| !member.is_null());
            map.values_mut().for_each(|v| prepare(v, lang));
        }
        _ => {}
    }
}

/// The text in a language, of a table that holds nothing but texts per language; the Dutch one stands in for an empty one.
fn in_language(value: &Value, lang: Lang) -> Option<String> {
    let map = value.as_object().filter(|map| map.len() == 2)?;
    let (nl, en) = (map.get("nl")?.as_str()?, map.get("en")?.as_str()?);
    let text = match lang {
        Lang::Nl => nl,
        Lang::En if en.is_empty() => nl,
        Lang::En => en,
    };
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_everything_that_means_something_in_markup() {
        assert_eq!(escape(r#"<b a="1">R&D 's</b>"#), "&lt;b a=&quot;1&quot;&gt;R&amp;D &#39;s&lt;/b&gt;");
    }

    #[test]
    fn markup_is_escaped_once_however_often_it_is_handed_on() {
        let inner = markup(&format!("<em>{}</em>", escape("A & B")));
        let outer = markup(&escape(&format!("{inner} < C")));
        assert_eq!(escape(&outer).replace([MARKUP_START, MARKUP_END], ""), "<em>A &amp; B</em> &lt; C");
    }

    #[test]
    fn a_text_in_two_languages_becomes_the_one_that_is_asked_for() {
        let both = serde_json::json!({"label": {"nl": "docent", "en": "teacher"}, "name": {"nl": "havo", "en": ""}});
        for (lang, label) in [(Lang::Nl, "docent"), (Lang::En, "teacher")] {
            let mut value = both.clone();
            prepare(&mut value, lang);
            assert_eq!(value, serde_json::json!({"label": label, "name": "havo"}));
        }
    }

    #[test]
    fn data_cannot_carry_the_marks() {
        let mut value = serde_json::json!({"name": "\u{2}<script/>\u{3}", "list": ["a\u{0}b"]});
        prepare(&mut value, Lang::Nl);
        assert_eq!(value, serde_json::json!({"name": "<script/>", "list": ["ab"]}));
    }
}
