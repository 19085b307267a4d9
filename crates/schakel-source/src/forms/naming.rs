//! What the headings of a form are: what the program adds beside the answers, or questions under short names.

use std::collections::{BTreeMap, BTreeSet};

use crate::known::plain;
use crate::limesurvey::last_in_brackets;
use crate::names::{PARENT_ROW, SOURCE_ROW, clean_name, unique};

/// How many characters of a question, and of a part, stand in a name.
const QUESTION: usize = 40;
const PART: usize = 30;

/// What Microsoft and Google add, in English and Dutch, by plain headings.
const OWN: [(&str, &str); 13] = [
    ("id", "id"),
    ("starttime", "started"),
    ("begintijd", "started"),
    ("completiontime", "submitted"),
    ("tijdvanvoltooien", "submitted"),
    ("timestamp", "submitted"),
    ("tijdstempel", "submitted"),
    ("lastmodifiedtime", "modified"),
    ("tijdvanlaatstewijziging", "modified"),
    ("language", "language"),
    ("taal", "language"),
    ("totalpoints", "points"),
    ("score", "points"),
];
/// Who answered, by plain headings.
const PERSONS: [&str; 9] =
    ["email", "emailaddress", "emailadres", "name", "naam", "username", "gebruikersnaam", "firstname", "lastname"];

/// What a column asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) question: String,
    /// The row of a table of questions; empty for a question of its own.
    pub(super) part: String,
}

impl Question {
    /// `Hoe vaak? [Gesprek]` is a question and its part; white space of any kind is one blank.
    pub(super) fn read(heading: &str) -> Question {
        let text = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        match last_in_brackets(&text) {
            Some((question, part)) if !question.trim().is_empty() && !part.trim().is_empty() => {
                Question { question: question.trim().to_owned(), part: part.trim().to_owned() }
            }
            _ => Question { question: text, part: String::new() },
        }
    }

    fn name(&self, question: usize, part: usize) -> String {
        let name = cut(&self.question, question);
        let part = cut(&self.part, part);
        let name = if part.is_empty() { name } else { format!("{name}__{part}") };
        if name.starts_with(|c: char| c.is_ascii_lowercase()) { name } else { format!("q_{name}") }
    }
}

/// The name of what the program adds under this heading.
pub(super) fn own(heading: &str) -> Option<&'static str> {
    let heading = plain(heading);
    OWN.iter().find(|(known, _)| *known == heading).map(|(_, name)| *name)
}

/// Whether the program writes there who answered.
pub(super) fn is_person(heading: &str) -> bool {
    PERSONS.contains(&plain(heading).as_str())
}

/// Whether these are the headings of a form: what `inspect` asks.
pub(crate) fn is_form(headings: &[String]) -> bool {
    let own: Vec<&str> = headings.iter().filter_map(|heading| own(heading)).collect();
    let first = headings.first().map(|heading| plain(heading)).unwrap_or_default();
    let of_microsoft = ["id", "started", "submitted"].iter().all(|name| own.contains(name));
    let of_google = ["timestamp", "tijdstempel"].contains(&first.as_str());
    let questions = headings.iter().filter(|heading| Question::read(heading).question.contains([' ', '?'])).count();
    of_microsoft || of_google && questions * 2 >= headings.len()
}

/// Names for questions, from their first words: those stay when a question is moved. Where several begin alike they
/// have all of their words.
pub(super) fn names(questions: &BTreeMap<usize, Question>, taken: &mut BTreeSet<String>) -> BTreeMap<usize, String> {
    taken.extend([SOURCE_ROW, PARENT_ROW].map(str::to_owned));
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for question in questions.values() {
        *alike.entry(question.name(QUESTION, PART)).or_default() += 1;
    }
    let named = questions.iter().map(|(index, question)| {
        let short = question.name(QUESTION, PART);
        let name = if alike.get(&short).is_some_and(|count| *count > 1) {
            question.name(usize::MAX, usize::MAX)
        } else {
            short
        };
        (*index, unique(name, taken))
    });
    named.collect()
}

/// The clean text in lower case, cut behind a word.
fn cut(text: &str, most: usize) -> String {
    let clean = clean_name(text).to_lowercase();
    let Some(start) = clean.get(..most) else { return clean };
    let whole_words =
        if clean[most..].starts_with('_') { start } else { start.rsplit_once('_').map_or(start, |(words, _)| words) };
    whole_words.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(headings: &[&str]) -> Vec<String> {
        let questions = headings.iter().map(|heading| Question::read(heading)).enumerate().collect();
        names(&questions, &mut BTreeSet::from(["id".to_owned()])).into_values().collect()
    }

    #[test]
    fn a_name_is_cut_behind_a_word_and_begins_with_a_letter() {
        assert_eq!(named(&["Wat is je rol?"]), ["wat_is_je_rol"]);
        assert_eq!(
            named(&["Hoe vaak sprak je het afgelopen jaar\u{a0}met\nje mentor?"]),
            ["hoe_vaak_sprak_je_het_afgelopen_jaar_met"]
        );
        assert_eq!(named(&["2025 was?", "???", "ID"]), ["q_2025_was", "q_", "id_2"]);
        assert_eq!(named(&[&"a".repeat(60)]), ["a".repeat(QUESTION)]);
    }

    #[test]
    fn a_row_of_a_table_is_a_part() {
        assert_eq!(Question::read("Hoe vaak? [Gesprek [mentor]]").part, "Gesprek [mentor]");
        assert_eq!(Question::read("[alleen dit]"), Question { question: "[alleen dit]".into(), part: String::new() });
        assert_eq!(named(&["Hoe vaak? [Gesprek]", "Hoe vaak? [Bezoek]"]), ["hoe_vaak__gesprek", "hoe_vaak__bezoek"]);
    }

    #[test]
    fn questions_that_begin_alike_have_all_their_words_in_any_order() {
        let (one, other) =
            ("Wie hielp je het afgelopen schooljaar het meest?", "Wie hielp je het afgelopen schooljaar het minst?");
        let long =
            ["wie_hielp_je_het_afgelopen_schooljaar_het_meest", "wie_hielp_je_het_afgelopen_schooljaar_het_minst"];
        assert_eq!(named(&[one, other]), long);
        assert_eq!(named(&[other, one]), [long[1], long[0]]);
        assert_eq!(named(&["Waarom?", "Waarom?"]), ["waarom", "waarom_2"]);
    }
}
