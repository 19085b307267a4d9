//! What names of columns and labels of rows say: which is a total, and which columns differ in one word only.

use super::table::Map;

/// Words for everything together.
const TOTALS: [&str; 14] = [
    "totaal",
    "total",
    "totalen",
    "totals",
    "eindtotaal",
    "subtotaal",
    "alle",
    "allen",
    "alles",
    "all",
    "samen",
    "beide",
    "generaal",
    "gezamenlijk",
];

/// Words of a name that are looked at; a name with more is a text.
const LONGEST: usize = 40;

/// The first words of a name, in small letters.
pub(crate) fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|word| !word.is_empty());
    words.take(LONGEST).map(str::to_owned).collect()
}

/// Whether words name everything together: `Totaal`, `Alle leerlingen`, `VMBO totaal`.
pub(crate) fn is_total(words: &[String]) -> bool {
    words.iter().any(|word| TOTALS.contains(&word.as_str()))
}

/// Whether a label of a row stands for all the others; an empty one may.
pub(crate) fn is_total_label(label: &str) -> bool {
    let words = words(label);
    words.is_empty() || TOTALS.contains(&words[0].as_str())
}

/// Whether a name tells that numbers are codes or moments.
pub(crate) fn is_hint_of_code(name: &str) -> bool {
    let words = words(name);
    let Some(last) = words.last() else { return false };
    let ends = ["code", "nummer", "jaar", "postcode", "datum"].iter().any(|end| last.ends_with(end));
    ends || ["nr", "year", "id", "brin", "pc4", "crebo", "code", "periode"].contains(&last.as_str())
}

/// Whether a name tells that numbers are shares.
pub(crate) fn is_hint_of_share(name: &str) -> bool {
    name.contains('%')
        || words(name).iter().any(|word| {
            ["perc", "pct", "aandeel", "share", "proportie", "proportion", "rate"]
                .iter()
                .any(|hint| word.starts_with(hint))
                || word.ends_with("perc")
                || word.ends_with("percentage")
        })
}

/// Whether a name tells that numbers are neither counts nor shares.
pub(crate) fn is_hint_of_other(name: &str) -> bool {
    let hints = ["gemiddeld", "gem", "mean", "average", "avg", "cijfer", "score", "index", "sd", "mediaan", "median"];
    words(name).iter().any(|word| hints.iter().any(|hint| word == hint || hint.len() > 4 && word.starts_with(hint)))
}

/// A total and its parts among columns, by their places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Family {
    /// The total.
    pub total: usize,
    /// The parts.
    pub parts: Vec<usize>,
    /// Whether the names of the parts differ from that of the total in one word each.
    pub sure: bool,
}

/// Words that stand in the place of a total at most.
const MOST_WORDS: usize = 4;

/// Finds columns whose names are the same but for some words, one of which says that it is the total.
pub(crate) fn families(names: &[&str]) -> Vec<Family> {
    let split: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let mut groups: Map<(String, String), Vec<(usize, usize)>> = Map::default();
    let mut keys = Vec::new();
    for (at, words) in split.iter().enumerate() {
        for from in 0..=words.len() {
            for until in from..=words.len().min(from + MOST_WORDS) {
                let key = (words[..from].join(" "), words[until..].join(" "));
                let group = groups.entry(key.clone()).or_insert_with(|| {
                    keys.push(key);
                    Vec::new()
                });
                if group.last().is_none_or(|(last, _)| *last != at) {
                    group.push((at, until - from));
                }
            }
        }
    }
    let mut families = Vec::new();
    for key in keys {
        let group = &groups[&key];
        let before = if key.0.is_empty() { 0 } else { key.0.split(' ').count() };
        let middle = |(at, length): &(usize, usize)| &split[*at][before..before + length];
        let totals: Vec<&(usize, usize)> = group.iter().filter(|one| one.1 == 0 || is_total(middle(one))).collect();
        let [total] = totals[..] else { continue };
        let parts: Vec<usize> = group.iter().filter(|one| one.0 != total.0).map(|one| one.0).collect();
        let sure = total.1 == 1 && group.iter().all(|one| one.1 == 1);
        if parts.len() >= 2 {
            families.push(Family { total: total.0, parts, sure });
        }
    }
    families.sort_by(|one, other| (one.total, &one.parts, !one.sure).cmp(&(other.total, &other.parts, !other.sure)));
    families.dedup_by(|one, other| one.total == other.total && one.parts == other.parts);
    families
}

/// How many words two names share.
pub(crate) fn likeness(one: &[String], other: &[String]) -> usize {
    one.iter().filter(|word| other.contains(word)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_one_word_belong_together() {
        let names =
            ["EX BASIS MAN", "EX BASIS VROUW", "EX BASIS TOTAAL", "EX KADER MAN", "EX KADER VROUW", "EX KADER TOTAAL"];
        let found = families(&names);
        let family = |total, parts: &[usize]| Family { total, parts: parts.to_vec(), sure: true };
        assert!(found.contains(&family(2, &[0, 1])) && found.contains(&family(5, &[3, 4])), "{found:?}");
    }

    #[test]
    fn a_total_may_be_the_name_without_more_words() {
        let found = families(&["leerlingen", "leerlingen man", "leerlingen vrouw"]);
        assert_eq!(found, [Family { total: 0, parts: vec![1, 2], sure: false }]);
    }

    #[test]
    fn labels_of_everything_are_known() {
        for label in ["Totaal", "alle leerlingen", "Total", ""] {
            assert!(is_total_label(label), "{label}");
        }
        for label in ["Havo", "Totaalbeeld", "Allround"] {
            assert!(!is_total_label(label), "{label}");
        }
    }

    #[test]
    fn names_tell_codes_shares_and_means_from_counts() {
        assert!(
            is_hint_of_code("INSPECTIECODE") && is_hint_of_code("Schooljaar") && !is_hint_of_code("LEERJAAR 1 - MAN")
        );
        assert!(is_hint_of_share("SLAAGPERC - MAN") && is_hint_of_share("% geslaagd") && !is_hint_of_share("geslaagd"));
        assert!(is_hint_of_other("Gemiddeld cijfer") && !is_hint_of_other("Gemengde leerweg"));
    }
}
