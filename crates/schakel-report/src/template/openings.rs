//! The last step from template to markup: chooses between ways to say the same thing, so that no two sentences in a row open alike.

use std::borrow::Cow;

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
    explained_once(writer.out.replace([MARKUP_START, MARKUP_END], ""))
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
    previous: Vec<String>,
}

impl Writer {
    /// Writes the first way whose first word is new, else the first whose opening two words are new, else the first.
    fn choose(&mut self, ways: &[&str]) {
        // A text may hold other texts; those inside take their first wording.
        let ways: Vec<Cow<'_, str>> = ways.iter().map(|way| first_wording(way)).collect();
        let openings: Vec<Vec<String>> = ways.iter().map(|way| opening(way)).collect();
        let chosen = [1, 2]
            .iter()
            .find_map(|words| openings.iter().position(|o| start_of(o, *words) != start_of(&self.previous, *words)))
            .unwrap_or(0);
        if let Some(opening) = openings.into_iter().nth(chosen).filter(|o| !o.is_empty()) {
            self.previous = opening;
        }
        self.out.push_str(ways.get(chosen).map_or("", |way| way));
    }
}

fn start_of(opening: &[String], words: usize) -> &[String] {
    &opening[..words.min(opening.len())]
}

/// Byte position of the mark that closes a choice whose opening mark was just read.
fn matching_end(text: &str) -> usize {
    let mut depth = 0_usize;
    // The marks are single bytes, and no byte of another character is one.
    for (at, byte) in text.bytes().enumerate() {
        match char::from(byte) {
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
    for (at, byte) in choice.bytes().enumerate() {
        match char::from(byte) {
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
pub(crate) fn opening(markup: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(2);
    let mut in_tag = false;
    let mut in_word = false;
    for c in markup.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            c if c.is_alphanumeric() => {
                if !in_word {
                    words.push(String::new());
                }
                in_word = true;
                if let Some(word) = words.last_mut() {
                    word.extend(c.to_lowercase());
                }
            }
            _ if words.len() == 2 => break,
            _ => in_word = false,
        }
    }
    words
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
        assert_eq!(opening("<strong>De helft</strong> van"), ["de", "helft"]);
        assert_eq!(opening("\u{2018}Ja\u{2019}, zegt"), ["ja", "zegt"]);
    }

    #[test]
    fn without_another_way_a_sentence_stays_as_it_is() {
        let text = format!("{}{}", choice(&["A b."]), choice(&["A b."]));
        assert_eq!(settle(&text), "A b.A b.");
    }
}
