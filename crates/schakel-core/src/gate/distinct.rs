//! Work per distinct value instead of per row.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// A map with a fixed seed: no order is ever taken from it, and a fixed seed costs nothing at start.
pub(crate) type Map<K, V> = HashMap<K, V, FixedState>;

/// Remembers what was made of each text, for columns with few different texts.
pub(super) struct Memo<V> {
    made: Map<String, usize>,
    values: Vec<V>,
    last: Option<(String, usize)>,
}

impl<V> Default for Memo<V> {
    fn default() -> Memo<V> {
        Memo { made: Map::default(), values: Vec::new(), last: None }
    }
}

/// Texts that are remembered at most; beyond that there is little to gain.
const MOST: usize = 4_096;

impl<V> Memo<V> {
    /// What `make` makes of `text`, made once.
    pub(super) fn get(&mut self, text: &str, make: impl FnOnce(&str) -> V) -> &V {
        // Equal values mostly stand below each other.
        if let Some((last, place)) = &self.last
            && last == text
        {
            return &self.values[*place];
        }
        let place = match self.made.get(text) {
            Some(place) => *place,
            None => {
                if self.values.len() >= MOST {
                    self.made.clear();
                    self.values.clear();
                }
                self.values.push(make(text));
                self.made.insert(text.to_owned(), self.values.len() - 1);
                self.values.len() - 1
            }
        };
        let last = self.last.get_or_insert_with(Default::default);
        last.0.clear();
        last.0.push_str(text);
        last.1 = place;
        &self.values[place]
    }
}

/// Gives every distinct value a small number, in the order in which they come.
pub(super) struct Numbered<K> {
    numbers: Map<K, u32>,
}

impl<K: std::hash::Hash + Eq> Numbered<K> {
    pub(super) fn with_capacity(capacity: usize) -> Numbered<K> {
        Numbered { numbers: Map::with_capacity_and_hasher(capacity, FixedState::default()) }
    }

    /// The number of a value, from 0, and whether the value is new.
    pub(super) fn number(&mut self, value: K) -> (u32, bool) {
        let next = self.numbers.len() as u32;
        match self.numbers.entry(value) {
            std::collections::hash_map::Entry::Occupied(entry) => (*entry.get(), false),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(next);
                (next, true)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_worked_on_once() {
        let mut memo = Memo::default();
        let mut made = 0;
        for text in ["a", "a", "b", "a"] {
            memo.get(text, |text| {
                made += 1;
                text.to_owned()
            });
        }
        assert_eq!(made, 2);
        assert_eq!(memo.get("b", |_| String::new()), "b");
    }

    #[test]
    fn a_memo_stays_right_when_it_has_seen_more_than_it_remembers() {
        let mut memo = Memo::default();
        for number in 0..3 * MOST {
            let text = number.to_string();
            assert_eq!(*memo.get(&text, |text| text.len()), text.len());
            assert_eq!(*memo.get("0", |text| text.len()), 1);
        }
    }
}
