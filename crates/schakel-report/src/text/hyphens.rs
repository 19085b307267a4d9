//! Where words may be broken.

use crate::document::Lang;

/// Letters that stay before a hyphen.
const BEFORE: usize = 2;
/// Letters that go to the next line.
const AFTER: usize = 3;
/// Words shorter than this stay whole.
const SHORTEST: usize = 6;

/// What happens when a word is broken at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// A hyphen is added.
    Hyphen,
    /// A hyphen is added, and the letter after it loses its trema: `coöperatieve` → `co-operatieve`.
    HyphenWithoutTrema,
    /// The word has a hyphen or stroke there.
    Own,
}

/// A place where a word may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening {
    /// Byte where the next line begins.
    pub(crate) at: usize,
    pub(crate) join: Join,
    /// Whether the broken part belongs to a word that has a hyphen of its own.
    pub(crate) in_compound: bool,
}

/// All places where a word may be broken, in order.
pub(crate) fn openings(word: &str, lang: Lang) -> Vec<Opening> {
    let mut found = own_hyphens(word);
    let in_compound = found.iter().any(|o| o.join == Join::Own);
    // Looked at once: a word without an end has letters and strokes without an end.
    if is_code(word) {
        return found;
    }
    for (start, letters) in runs_of_letters(word) {
        if may_be_hyphenated(letters) {
            found.extend(hyphenate_compound(start, letters, lang, in_compound));
        }
    }
    found.sort_by_key(|opening| opening.at);
    found
}

/// Maximal runs of letters with the byte they start at. Apostrophes, digits and hyphens end a run, so that no
/// pattern is ever applied across them.
fn runs_of_letters(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = word;
    let mut offset = 0;
    std::iter::from_fn(move || {
        let skipped = rest.find(char::is_alphabetic)?;
        let from = &rest[skipped..];
        let length = from.find(|c: char| !c.is_alphabetic()).unwrap_or(from.len());
        let run = (offset + skipped, &from[..length]);
        offset += skipped + length;
        rest = &from[length..];
        Some(run)
    })
}

/// Codes and addresses are left whole.
fn is_code(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '@' | '\\')) || is_name_of_file(word)
}

/// A point within a word: the name of a file or of a site.
fn is_name_of_file(word: &str) -> bool {
    word.match_indices('.')
        .any(|(at, _)| word[..at].ends_with(char::is_alphanumeric) && word[at + 1..].starts_with(char::is_alphanumeric))
}

/// Abbreviations are left whole.
fn may_be_hyphenated(letters: &str) -> bool {
    letters.chars().count() >= SHORTEST && !letters.chars().skip(1).any(char::is_uppercase)
}

/// First parts of compounds after which the patterns would miss the seam: `gesprek-suur`, `ment-orgesprek`.
const FIRST_PARTS: &[&str] = &["gespreks", "mentor", "bachelor", "begeleidings", "opleidings", "basis"];

/// Places in a stretch of letters; those of a compound are of its parts, each by the patterns.
fn hyphenate_compound(start: usize, letters: &str, lang: Lang, in_compound: bool) -> Vec<Opening> {
    let lower = letters.to_lowercase();
    let is_first = |part: &&&str| {
        let rest = lower.strip_prefix(**part);
        lang == Lang::Nl && lower.len() == letters.len() && rest.is_some_and(|rest| rest.chars().count() > AFTER)
    };
    let Some(first) = FIRST_PARTS.iter().find(is_first).filter(|first| letters.is_char_boundary(first.len())) else {
        return hyphenate(start, letters, lang, in_compound);
    };
    let (before, after) = letters.split_at(first.len());
    let mut openings = hyphenate(start, before, lang, in_compound);
    openings.push(Opening { at: start + first.len(), join: Join::Hyphen, in_compound });
    openings.extend(hyphenate(start + first.len(), after, lang, in_compound));
    openings
}

fn hyphenate(start: usize, letters: &str, lang: Lang, in_compound: bool) -> Vec<Opening> {
    let patterns = match lang {
        Lang::Nl => hypher::Lang::Dutch,
        Lang::En => hypher::Lang::English,
    };
    let mut openings = Vec::new();
    let mut at = 0;
    for syllable in hypher::hyphenate_bounded(letters, patterns, BEFORE, AFTER) {
        at += syllable.len();
        if at < letters.len() {
            let join = if lang == Lang::Nl && without_trema(&letters[..at], &letters[at..]).is_some() {
                Join::HyphenWithoutTrema
            } else {
                Join::Hyphen
            };
            openings.push(Opening { at: start + at, join, in_compound });
        }
    }
    openings
}

/// A trema shows that a vowel begins a syllable. After a hyphen that is plain, and Dutch spelling drops it: the
/// letter without its trema when `after` begins with such a vowel.
pub(crate) fn without_trema(before: &str, after: &str) -> Option<char> {
    let follows_vowel = before.chars().next_back().is_some_and(|c| "aeiouéèAEIOU".contains(c));
    let plain = match after.chars().next()? {
        'ä' => 'a',
        'ë' => 'e',
        'ï' => 'i',
        'ö' => 'o',
        'ü' => 'u',
        _ => return None,
    };
    follows_vowel.then_some(plain)
}

/// Breaks after hyphens and strokes between words (`mbo-docenten`, `ouders/verzorgers`), never in numbers, and
/// never where one letter would be left: `'s-Hertogenbosch` and `A-team` stay whole.
fn own_hyphens(word: &str) -> Vec<Opening> {
    let mut found = Vec::new();
    for (at, mark) in word.char_indices() {
        if !matches!(mark, '-' | '\u{2010}' | '/' | '–') {
            continue;
        }
        let after = at + mark.len_utf8();
        let letters_before = word[..at].chars().rev().take_while(|c| c.is_alphabetic()).count();
        let letters_after = word[after..].chars().take_while(|c| c.is_alphabetic()).count();
        if letters_before >= 2 && letters_after >= AFTER {
            found.push(Opening { at: after, join: Join::Own, in_compound: false });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word with its openings: `-` adds a hyphen, `=` drops a trema, `|` is a hyphen of its own.
    fn shown(word: &str, lang: Lang) -> String {
        let mut out = String::new();
        let mut from = 0;
        for opening in openings(word, lang) {
            out.push_str(&word[from..opening.at]);
            out.push(match opening.join {
                Join::Hyphen => '-',
                Join::HyphenWithoutTrema => '=',
                Join::Own => '|',
            });
            from = opening.at;
        }
        out + &word[from..]
    }

    #[test]
    fn dutch_words_are_broken_by_dutch_patterns() {
        assert_eq!(shown("begeleiding", Lang::Nl), "be-ge-lei-ding");
        assert_eq!(shown("geregistreerde", Lang::Nl), "ge-re-gi-streerde");
        assert_eq!(shown("vervolgonderwijs,", Lang::Nl), "ver-volg-on-der-wijs,");
    }

    #[test]
    fn compounds_are_broken_at_their_seam() {
        assert_eq!(shown("gespreksuren", Lang::Nl), "ge-spreks-uren");
        assert_eq!(shown("Mentorgesprekken", Lang::Nl), "Men-tor-ge-sprek-ken");
        assert!(shown("bacheloropleidingen", Lang::Nl).contains("lor-op"));
        assert_eq!(shown("mentoren", Lang::Nl), "men-to-ren");
    }

    #[test]
    fn names_of_files_stay_whole() {
        for word in ["medewerkers.csv", "(trajectwerkboek.xlsx,", "vragenlijst/vormen.csv"] {
            assert!(openings(word, Lang::Nl).iter().all(|o| o.join == Join::Own), "{word}");
        }
        assert!(!openings("medewerkers.", Lang::Nl).is_empty());
    }

    #[test]
    fn english_words_are_broken_by_english_patterns() {
        assert_eq!(shown("guidance", Lang::En), "guid-ance");
        assert_ne!(shown("registration", Lang::En), shown("registration", Lang::Nl));
    }

    #[test]
    fn a_trema_goes_when_the_break_is_before_it() {
        assert_eq!(shown("coöperatieve", Lang::Nl), "co=ö-pe-ra-tieve");
        assert!(shown("efficiënt", Lang::Nl).contains("i=ënt"));
        assert!(shown("geïnteresseerde", Lang::Nl).starts_with("ge=ïn"));
        assert_eq!(without_trema("co", "öperatieve"), Some('o'));
        assert_eq!(without_trema("coö", "peratieve"), None);
        assert_eq!(without_trema("fr", "öbel"), None);
    }

    #[test]
    fn nothing_is_broken_after_an_apostrophe() {
        for word in ["’s-Hertogenbosch", "'s-Gravenhage", "foto’s", "d’Artagnan"] {
            for opening in openings(word, Lang::Nl) {
                let before = &word[..opening.at];
                assert!(!before.ends_with(['\'', '’']), "{word}");
                assert!(!before.ends_with("s-"), "{word}");
            }
        }
    }

    #[test]
    fn fragments_are_not_too_short() {
        for word in ["oefening", "avonden", "ideaal", "actie", "uren", "elke"] {
            for opening in openings(word, Lang::Nl) {
                assert!(word[..opening.at].chars().count() >= BEFORE, "{word}");
                assert!(word[opening.at..].chars().count() >= AFTER, "{word}");
            }
        }
        assert!(openings("actie", Lang::Nl).is_empty());
    }

    #[test]
    fn hyphens_of_the_word_itself_come_first() {
        assert_eq!(shown("LOB-team", Lang::Nl), "LOB-|team");
        assert_eq!(shown("ouders/verzorgers", Lang::Nl), "ou-ders/|ver-zor-gers");
        let compound = openings("mbo-begeleiding", Lang::Nl);
        assert!(compound.iter().all(|o| o.join == Join::Own || o.in_compound));
    }

    #[test]
    fn a_word_takes_as_long_as_it_is() {
        // With a look at the whole word for each of its parts this would not end.
        let word = "begeleiding/".repeat(100_000);
        assert_eq!(openings(&word, Lang::Nl).iter().filter(|o| o.join == Join::Own).count(), 99_999);
    }

    #[test]
    fn numbers_abbreviations_and_addresses_stay_whole() {
        for word in ["2025-2026", "0–100", "LOOPBAAN", "A-team", "www.voorbeeld.nl"] {
            assert!(openings(word, Lang::Nl).is_empty(), "{word}");
        }
    }
}
