//! The last step from template to markup: chooses between ways to say the same thing, so that no two sentences in a row open alike.

use std::borrow::Cow;

use memchr::{memchr2_iter, memchr3_iter};

use super::escape::{CHOICE_END, CHOICE_NEXT, CHOICE_START, MARKUP_END, MARKUP_START};

/// Chooses a wording for every choice in the output and removes the marks of the template step.
pub(crate) fn settle(output: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = output;
    while let Some(start) = rest.find(CHOICE_START) {
        writer.out.push_str(&rest[..start]);
        rest = &rest[start + CHOICE_START.len_utf8()..];
        let end = matching_end(rest);
        writer.choose(&ways(&rest[..end]));
        rest = rest.get(end + CHOICE_END.len_utf8()..).unwrap_or("");
    }
    writer.out.push_str(rest);
    explained_once(without_marks(&writer.out))
}

fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in memchr2_iter(MARKUP_START as u8, MARKUP_END as u8, text.as_bytes()) {
        out.push_str(&text[from..at]);
        from = at + MARKUP_START.len_utf8();
    }
    out.push_str(&text[from..]);
    out
}

/// What a footnote explains is explained at its first mention: which sentence comes first, the data decide. A footnote
/// with the words of one before it is left out.
fn explained_once(markup: String) -> String {
    const START: &str = "<footnote>";
    const END: &str = "</footnote>";
    if markup.matches(START).nth(1).is_none() {
        return markup;
    }
    let mut out = String::with_capacity(markup.len());
    let mut told: Vec<&str> = Vec::new();
    let mut rest = markup.as_str();
    while let Some(start) = rest.find(START) {
        out.push_str(&rest[..start]);
        let end = rest[start..].find(END).map_or(rest.len(), |at| start + at + END.len());
        let note = &rest[start..end];
        if !told.contains(&note) {
            told.push(note);
            out.push_str(note);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[derive(Default)]
struct Writer {
    out: String,
    previous: Opening,
}

impl Writer {
    /// Writes the first way whose first word is new, else the first whose opening two words are new, else the first.
    fn choose(&mut self, ways: &[&str]) {
        // A text may hold other texts; those inside take their first wording.
        let mut seen: Vec<(Cow<'_, str>, Opening)> = Vec::with_capacity(ways.len());
        for way in ways {
            let way = first_wording(way);
            let opening = Opening::of(&way);
            let new = opening.first_word() != self.previous.first_word();
            seen.push((way, opening));
            if new {
                break;
            }
        }
        let chosen = match seen.last() {
            Some((_, opening)) if opening.first_word() != self.previous.first_word() => seen.len() - 1,
            _ => seen.iter().position(|(_, opening)| *opening != self.previous).unwrap_or(0),
        };
        if let Some((way, opening)) = seen.into_iter().nth(chosen) {
            self.out.push_str(&way);
            if !opening.words.is_empty() {
                self.previous = opening;
            }
        }
    }
}

/// The marks of a choice in a text, each with its place. A mark is a single byte, and no byte of another character is one.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let found = memchr3_iter(CHOICE_START as u8, CHOICE_NEXT as u8, CHOICE_END as u8, text.as_bytes());
    found.map(|at| (at, char::from(text.as_bytes()[at])))
}

/// Byte position of the mark that closes a choice whose opening mark was just read.
fn matching_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, mark) in marks(text) {
        match mark {
            CHOICE_START => depth += 1,
            CHOICE_END if depth == 0 => return at,
            CHOICE_END => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Splits a choice into its ways, leaving choices inside them whole.
fn ways(choice: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut from = 0;
    let mut out = Vec::new();
    for (at, mark) in marks(choice) {
        match mark {
            CHOICE_START => depth += 1,
            CHOICE_END => depth = depth.saturating_sub(1),
            CHOICE_NEXT if depth == 0 => {
                out.push(&choice[from..at]);
                from = at + CHOICE_NEXT.len_utf8();
            }
            _ => {}
        }
    }
    out.push(&choice[from..]);
    out
}

fn first_wording(text: &str) -> Cow<'_, str> {
    if !text.contains(CHOICE_START) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(CHOICE_START) {
        out.push_str(&rest[..start]);
        rest = &rest[start + CHOICE_START.len_utf8()..];
        let end = matching_end(rest);
        if let Some(way) = ways(&rest[..end]).first() {
            out.push_str(&first_wording(way));
        }
        rest = rest.get(end + CHOICE_END.len_utf8()..).unwrap_or("");
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The first two words a reader sees, in lower case.
#[derive(Debug, Default, PartialEq)]
struct Opening {
    /// Both, with a space between them.
    words: String,
    /// Where the first one ends.
    first_end: usize,
}

impl Opening {
    fn of(markup: &str) -> Opening {
        let mut words = String::new();
        let mut first_end = None;
        let (mut in_tag, mut in_word) = (false, false);
        for c in markup.chars() {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                _ if in_tag => {}
                c if c.is_alphanumeric() => {
                    if !in_word && first_end.is_some() {
                        words.push(' ');
                    }
                    in_word = true;
                    words.extend(c.to_lowercase());
                }
                _ if in_word && first_end.is_some() => break,
                _ => {
                    if in_word {
                        first_end = Some(words.len());
                    }
                    in_word = false;
                }
            }
        }
        Opening { first_end: first_end.unwrap_or(words.len()), words }
    }

    fn first_word(&self) -> &str {
        self.words.get(..self.first_end).unwrap_or(&self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(ways: &[&str]) -> String {
        format!("{CHOICE_START}{}{CHOICE_END}", ways.join(&CHOICE_NEXT.to_string()))
    }

    #[test]
    fn two_sentences_in_a_row_do_not_open_alike() {
        let ways = ["Docenten doen meer.", "Meer komt van docenten."];
        let text = format!("{} {}", choice(&ways), choice(&ways));
        assert_eq!(settle(&text), "Docenten doen meer. Meer komt van docenten.");
    }

    #[test]
    fn a_choice_inside_a_choice_takes_its_first_wording() {
        let inner = choice(&["tien", "veertig"]);
        assert_eq!(settle(&choice(&[&format!("Er zijn {inner}.")])), "Er zijn tien.");
    }

    #[test]
    fn a_footnote_stands_at_its_first_mention_only() {
        let note = |text: &str| format!("<footnote>{text}</footnote>");
        let markup = format!("<p>a{} b{}</p><p>a{} c</p>", note("x"), note("y"), note("x"));
        assert_eq!(settle(&markup), format!("<p>a{} b{}</p><p>a c</p>", note("x"), note("y")));
    }

    #[test]
    fn what_opens_a_sentence_is_what_a_reader_sees() {
        let opening = |markup: &str| Opening::of(markup).words;
        assert_eq!(opening("<strong>De helft</strong> van"), "de helft");
        assert_eq!(opening("\u{2018}Ja\u{2019}, zegt"), "ja zegt");
        assert_eq!(Opening::of("<em>D</em>e helft").first_word(), "de");
        assert_eq!(Opening::of("Ja").first_word(), "ja");
    }

    #[test]
    fn without_another_way_a_sentence_stays_as_it_is() {
        let text = format!("{}{}", choice(&["A b."]), choice(&["A b."]));
        assert_eq!(settle(&text), "A b.A b.");
    }
}
