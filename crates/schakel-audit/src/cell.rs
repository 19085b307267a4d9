//! What a cell says: a number, a mark that stands for a number that is not shown, or neither.

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Said {
    /// A number, with how many decimals it is written.
    Number(f64, u32),
    /// Something that is no number.
    Other,
}

/// How the numbers of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// Finds how the numbers of a column are written. Where all that is known is `1.234`, it is a thousand: counts are what
/// tables hold, and a column of numbers with three decimals shows others than three digits somewhere.
pub(crate) fn writing<'a>(values: impl Iterator<Item = &'a str>) -> Writing {
    let (mut point, mut comma) = (0, 0);
    for value in values {
        let digits = |at: usize| value[at + 1..].trim_end_matches(['%', ' ']).len();
        match (value.rfind('.'), value.rfind(',')) {
            (Some(a), Some(b)) if a < b => comma += 1,
            (Some(_), Some(_)) => point += 1,
            (Some(a), None) if digits(a) != 3 => point += 1,
            (None, Some(b)) if digits(b) != 3 => comma += 1,
            (Some(_), None) => comma += usize::from(point == 0 && comma == 0),
            _ => {}
        }
    }
    if comma > point { Writing::Comma } else { Writing::Point }
}

/// What a cell says.
pub(crate) fn said(text: &str, writing: Writing) -> Said {
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (decimal, group) = if writing == Writing::Comma { (',', '.') } else { ('.', ',') };
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (whole, fraction) = rest.split_once(decimal).unwrap_or((rest, ""));
    let separators = |c: char| c == group || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'');
    let mut groups = whole.split(separators);
    let first = groups.next().unwrap_or_default();
    let more: Vec<&str> = groups.collect();
    let is_number = |text: &str| !text.is_empty() && text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = more.is_empty() || first.len() <= 3 && more.len() <= 4 && more.iter().all(|one| one.len() == 3);
    let fine = is_number(first) && grouped && more.iter().all(|one| is_number(one));
    if !fine || !(fraction.is_empty() && !rest.ends_with(decimal) || is_number(fraction)) {
        return Said::Other;
    }
    let written = format!("{first}{}.{fraction}0", more.concat());
    written.parse().map_or(Said::Other, |number: f64| Said::Number(sign * number, fraction.len() as u32))
}

/// The counts that a mark tells of, both ends included; none for a mark that tells nothing.
///
/// `<5` is 0 to 4, `≤ 5` 0 to 5, `minder dan 10` 0 to 9, `1-4` 1 to 4.
pub(crate) fn bounds(mark: &str) -> Option<(i64, i64)> {
    let lower = mark.to_lowercase();
    let number = |text: &str| text.trim().parse::<i64>().ok().filter(|number| (0..=1_000_000).contains(number));
    for (words, inclusive) in [
        ("<=", true),
        ("≤", true),
        ("<", false),
        ("minder dan", false),
        ("less than", false),
        ("fewer than", false),
        ("kleiner dan", false),
    ] {
        if let Some(rest) = lower.strip_prefix(words) {
            let most = number(rest)?;
            let most = if inclusive { most } else { most - 1 };
            return (most >= 1).then_some((0, most));
        }
    }
    for words in ["of minder", "or less", "or fewer"] {
        if let Some(most) = lower.strip_suffix(words).and_then(number) {
            return (most >= 1).then_some((0, most));
        }
    }
    let between = ["t/m", "tot en met", " to ", "–", "-"].iter().find_map(|word| lower.split_once(word));
    let (low, high) = between.and_then(|(low, high)| Some((number(low)?, number(high)?)))?;
    (low < high).then_some((low, high))
}

/// The threshold that a mark tells which hides any count: `x(5)` stands in tables that were protected for 5.
pub(crate) fn threshold(mark: &str) -> Option<i64> {
    let number = mark.strip_prefix("x(")?.strip_suffix(')')?;
    number.parse().ok().filter(|number| (2..=1_000).contains(number))
}

/// Whether a text is known to stand for a number that is not shown, or that is not there.
pub(crate) fn is_known_mark(text: &str) -> bool {
    let text = text.to_lowercase();
    let signs = !text.is_empty()
        && text.chars().count() <= 3
        && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '*' | 'x' | '…' | '?' | '#' | '/'));
    let words = [
        "n.b.",
        "nb",
        "n.b",
        "n.v.t.",
        "nvt",
        "na",
        "n/a",
        "n.a.",
        "geheim",
        "onbekend",
        "null",
        "nan",
        "c",
        "s",
        "confidential",
        "suppressed",
        "(x)",
        "(-)",
        "onderdrukt",
        "afgeschermd",
    ];
    signs || bounds(&text).is_some() || threshold(&text).is_some() || words.contains(&text.as_str())
}

/// Whether a mark says that something is hidden, rather than that there is nothing.
pub(crate) fn hides(mark: &str) -> bool {
    let mark = mark.to_lowercase();
    bounds(&mark).is_some()
        || threshold(&mark).is_some()
        || mark.chars().all(|c| matches!(c, 'x' | '*' | '#' | '(' | ')'))
        || ["geheim", "c", "s", "confidential", "suppressed", "onderdrukt", "afgeschermd"].contains(&mark.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str, writing: Writing) -> Option<(f64, u32)> {
        match said(text, writing) {
            Said::Number(number, decimals) => Some((number, decimals)),
            Said::Other => None,
        }
    }

    #[test]
    fn numbers_are_read_as_their_column_writes_them() {
        assert_eq!(number("1.234,5", Writing::Comma), Some((1234.5, 1)));
        assert_eq!(number("1,234.50", Writing::Point), Some((1234.5, 2)));
        assert_eq!(number("-12", Writing::Point), Some((-12.0, 0)));
        assert_eq!(number("87,5 %", Writing::Comma), Some((87.5, 1)));
        assert_eq!(number("12\u{a0}345", Writing::Comma), Some((12345.0, 0)));
        for text in ["", "<5", "1,2,3", "12-3", "x", "-", ".", "5.", "1.23,4", "00AH", "1234567890123456"] {
            assert_eq!(number(text, Writing::Comma), None, "{text}");
        }
    }

    #[test]
    fn a_column_tells_by_all_its_numbers_how_it_writes_them() {
        assert_eq!(writing(["1.234", "12"].into_iter()), Writing::Comma);
        assert_eq!(writing(["1.234", "12.5"].into_iter()), Writing::Point);
        assert_eq!(writing(["1,234", "2,345"].into_iter()), Writing::Point);
        assert_eq!(writing(["87,5"].into_iter()), Writing::Comma);
        assert_eq!(writing(["12"].into_iter()), Writing::Point);
    }

    #[test]
    fn marks_tell_between_which_counts_they_stand() {
        for (mark, told) in [
            ("<5", (0, 4)),
            ("< 10", (0, 9)),
            ("≤5", (0, 5)),
            ("minder dan 5", (0, 4)),
            ("4 of minder", (0, 4)),
            ("1-4", (1, 4)),
            ("1 t/m 4", (1, 4)),
        ] {
            assert_eq!(bounds(mark), Some(told), "{mark}");
        }
        for mark in ["x", "-", "", "<1", "2019-2018", "5-", "<x"] {
            assert_eq!(bounds(mark), None, "{mark}");
        }
    }
}
