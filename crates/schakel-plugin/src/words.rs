//! A school's own words for the codes of the common model.

use schakel_model::CodeList;

/// What a school calls things, and the code of the model for each.
///
/// ```
/// use schakel_plugin::{Words, model::codes};
///
/// const TOPICS: Words = Words::new(&[("kwaliteiten", "KR"), ("werk", "WE")]);
/// assert_eq!(TOPICS.code("werk"), "WE");
/// assert_eq!(TOPICS.set(["werk", "kwaliteiten"], &codes::TOPIC).as_deref(), Some("KR;WE"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Words(&'static [(&'static str, &'static str)]);

impl Words {
    /// Pairs of a word and its code.
    pub const fn new(pairs: &'static [(&'static str, &'static str)]) -> Words {
        Words(pairs)
    }

    /// The code for a word. A word that is not in the list comes back as it is: the program refuses it as a code, and reports it with
    /// the number of rows, which is how a new word at the school is noticed.
    pub fn code(&self, word: &str) -> String {
        let word = word.trim();
        self.0.iter().find(|(known, _)| *known == word).map_or(word, |(_, code)| code).to_owned()
    }

    /// The code for a word that may be missing; an empty text is missing.
    pub fn optional(&self, word: &str) -> Option<String> {
        (!word.trim().is_empty()).then(|| self.code(word))
    }

    /// The codes for several words as a value of the model: in the order of the code list, joined by `;`. Nothing without words.
    pub fn set<'w>(&self, words: impl IntoIterator<Item = &'w str>, list: &CodeList) -> Option<String> {
        let mut codes: Vec<String> = words.into_iter().filter_map(|word| self.optional(word)).collect();
        let place = |code: &String| list.codes.iter().position(|known| known.code == *code).unwrap_or(list.codes.len());
        codes.sort_by(|one, other| place(one).cmp(&place(other)).then_with(|| one.cmp(other)));
        codes.dedup();
        (!codes.is_empty()).then(|| codes.join(";"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use schakel_model::codes;

    const TOPICS: Words = Words::new(&[("kwaliteiten", "KR"), ("werk", "WE")]);

    #[test]
    fn an_unknown_word_comes_back_so_that_it_is_noticed() {
        assert_eq!(TOPICS.code(" toverkunst "), "toverkunst");
        assert_eq!(TOPICS.optional(" "), None);
    }

    #[test]
    fn a_set_is_in_the_order_of_its_list_and_names_nothing_twice() {
        let words = ["werk", "zomaar", "kwaliteiten", "werk"];
        assert_eq!(TOPICS.set(words, &codes::TOPIC).as_deref(), Some("KR;WE;zomaar"));
        assert_eq!(TOPICS.set(["", " "], &codes::TOPIC), None);
    }
}
