//! Words that were shaped, remembered over documents.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use foldhash::fast::RandomState;

use super::faces::{Figures, Word};
use super::fonts::FontId;

/// After so many new words, those that were not used since as many before are forgotten. A report has fewer of a face, so the
/// words that all reports have stay and those of one school go.
const MOST: usize = 1_500;

/// Longer words, in bytes, are hardly met twice.
const LONGEST: usize = 200;

thread_local! {
    /// Of every thread its own: threads that make reports side by side would wait for each other at every word.
    static WORDS: RefCell<[[Words; 2]; FontId::COUNT]> = RefCell::default();
}

/// A word that is known in a font, or made by a function.
pub(super) fn known(font: FontId, figures: Figures, text: &str, make: impl FnOnce() -> Word) -> Rc<Word> {
    let found = WORDS.with_borrow_mut(|words| words[font.number()][figures as usize].find(text));
    found.unwrap_or_else(|| {
        let word = Rc::new(make());
        if text.len() <= LONGEST {
            WORDS.with_borrow_mut(|words| words[font.number()][figures as usize].add(Rc::clone(&word)));
        }
        word
    })
}

/// Words of one font, those that were used of late apart.
#[derive(Default)]
struct Words {
    recent: HashSet<ByText, RandomState>,
    earlier: HashSet<ByText, RandomState>,
}

impl Words {
    fn find(&mut self, text: &str) -> Option<Rc<Word>> {
        if let Some(ByText(word)) = self.recent.get(text) {
            return Some(Rc::clone(word));
        }
        let ByText(word) = self.earlier.take(text)?;
        self.add(Rc::clone(&word));
        Some(word)
    }

    fn add(&mut self, word: Rc<Word>) {
        if self.recent.len() >= MOST {
            std::mem::swap(&mut self.recent, &mut self.earlier);
            self.recent.clear();
        }
        self.recent.insert(ByText(word));
    }
}

/// A word that is found by its text.
struct ByText(Rc<Word>);

impl Borrow<str> for ByText {
    fn borrow(&self) -> &str {
        &self.0.text
    }
}

impl PartialEq for ByText {
    fn eq(&self, other: &ByText) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for ByText {}

impl Hash for ByText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Face as FaceName;
    use crate::text::Faces;

    #[test]
    fn a_word_that_is_used_stays_and_memory_is_bounded() {
        let face = Faces::get().unwrap().face(FaceName::Regular);
        let word = face.word("mentor", Figures::Tabular);
        for number in 0..3 * MOST {
            face.word(&number.to_string(), Figures::Tabular);
            if number % 1000 == 0 {
                assert!(Rc::ptr_eq(&word, &face.word("mentor", Figures::Tabular)), "{number}");
            }
        }
        WORDS.with_borrow(|words| {
            let words = &words[face.id.number()][Figures::Tabular as usize];
            assert!(words.recent.len() <= MOST && words.earlier.len() <= MOST);
        });
        assert!(!Rc::ptr_eq(&face.word("1", Figures::Tabular), &face.word("1", Figures::Proportional)));
    }
}
