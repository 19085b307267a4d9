//! Words that belong together on one line.

/// How much a break between two words costs. Units are those of penalties in line breaking: 0 is free, 50 is
/// about a hyphen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tie {
    /// A break is free.
    Free,
    /// A break is possible at this price.
    Costs(f32),
    /// No break.
    Bound,
}

const MONTHS: &[&str] = &[
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "jan",
    "feb",
    "mrt",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "mar",
    "oct",
];

/// Words that point at the number after them.
const POINTERS: &[&str] = &[
    "figuur",
    "tabel",
    "bladzijde",
    "hoofdstuk",
    "paragraaf",
    "stap",
    "figure",
    "table",
    "page",
    "chapter",
    "section",
    "step",
    "nr",
    "van",
    "of",
];

/// What binds two words that a space separates.
pub(super) fn between(before: &str, after: &str) -> Tie {
    let left = before.trim_start_matches(['(', '‘', '“', '"']);
    let right = after.trim_start_matches('(').trim_end_matches([',', '.', ';', ':', ')', '?', '!']);
    if matches!(left, "’s" | "'s" | "=" | "±" | "<" | ">" | "≥" | "≤" | "+") {
        return Tie::Bound;
    }
    // A dash begins no line.
    if matches!(after, "–" | "—" | "·" | "=" | "…") || right == "%" {
        return Tie::Bound;
    }
    let left_is_number = is_number(left);
    let right_is_number = is_number(right);
    // A range, and the margin of a number: "1 tot 5", "53% (42–60)".
    if left_is_number && (is_range_word(after) || (right_is_number && after.starts_with('('))) {
        return Tie::Bound;
    }
    if is_range_word(before) && right_is_number {
        return Tie::Bound;
    }
    if left_is_number && left.len() <= 2 && is_month(right) {
        return Tie::Bound;
    }
    if right_is_number && right.len() == 4 && is_month(left) {
        return Tie::Bound;
    }
    if right_is_number {
        let pointer = left.to_lowercase();
        if POINTERS.contains(&pointer.as_str()) {
            return Tie::Costs(120.0);
        }
    }
    if left_is_number {
        return Tie::Costs(40.0);
    }
    Tie::Free
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '–'))
}

fn is_range_word(word: &str) -> bool {
    matches!(word, "tot" | "t/m" | "to")
}

fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_stays_on_one_line() {
        assert_eq!(between("12", "oktober"), Tie::Bound);
        assert_eq!(between("oktober", "2025."), Tie::Bound);
        assert_eq!(between("(3", "nov"), Tie::Bound);
        assert_eq!(between("mei", "weer"), Tie::Free);
    }

    #[test]
    fn a_number_stays_near_what_it_counts() {
        assert!(matches!(between("54", "docenten"), Tie::Costs(_)));
        assert!(matches!(between("Figuur", "3"), Tie::Costs(c) if c > 50.0));
        assert_eq!(between("n", "="), Tie::Bound);
        assert_eq!(between("=", "78"), Tie::Bound);
    }

    #[test]
    fn a_range_and_a_margin_stay_whole() {
        assert_eq!(between("1", "tot"), Tie::Bound);
        assert_eq!(between("tot", "5,"), Tie::Bound);
        assert_eq!(between("53%", "(42–60)."), Tie::Bound);
        assert_eq!(between("docenten", "tot"), Tie::Free);
        assert_eq!(between("tot", "morgen"), Tie::Free);
        assert_eq!(between("54%", "(van"), Tie::Costs(40.0));
    }

    #[test]
    fn no_line_begins_with_a_dash() {
        assert_eq!(between("visie", "–"), Tie::Bound);
        assert_eq!(between("–", "visie"), Tie::Free);
        assert_eq!(between("’s", "avonds"), Tie::Bound);
    }
}
