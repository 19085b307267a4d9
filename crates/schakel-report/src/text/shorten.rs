//! Texts that have one line, and no more room than that.

use std::borrow::Cow;

/// No line holds more characters than this: what follows need not be measured.
const LONGEST: usize = 600;

/// The text, or as much of its beginning as fits, with a sign that there is more. Asks a few times only whether a text fits, whatever its
/// length.
pub(crate) fn shortened(text: &str, fits: impl Fn(&str) -> bool) -> Cow<'_, str> {
    let long = text.len() > LONGEST && text.char_indices().nth(LONGEST).is_some();
    if !long && fits(text) {
        return Cow::Borrowed(text);
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).take(LONGEST).collect();
    let cut = |end: usize| format!("{}…", text[..end].trim_end());
    let fitting = ends.partition_point(|end| fits(&cut(*end)));
    Cow::Owned(fitting.checked_sub(1).and_then(|at| ends.get(at)).map(|end| cut(*end)).unwrap_or_default())
}

/// The longest beginning of a text that fits, at least one character of it, and what is left.
pub(crate) fn divided(text: &str, fits: impl Fn(&str) -> bool) -> (&str, &str) {
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).collect();
    let fitting = ends.partition_point(|end| fits(&text[..*end])).max(1);
    text.split_at(ends.get(fitting - 1).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn within(most: usize) -> impl Fn(&str) -> bool {
        move |text| text.chars().count() <= most
    }

    #[test]
    fn a_text_that_fits_stays_as_it_is() {
        assert_eq!(shortened("begeleiding", within(11)), "begeleiding");
        assert_eq!(shortened("", within(0)), "");
    }

    #[test]
    fn of_a_longer_text_the_beginning_stays() {
        assert_eq!(shortened("begeleiding", within(10)), "begeleidi…");
        assert_eq!(shortened("een twee", within(5)), "een…");
        assert_eq!(shortened("éé", within(1)), "…");
        assert_eq!(shortened("ab", within(0)), "");
    }

    #[test]
    fn a_long_text_is_measured_a_few_times_only() {
        let asked = Cell::new(0);
        let text = "w".repeat(10_000);
        let short = shortened(&text, |text| {
            asked.set(asked.get() + 1);
            text.len() < 50
        });
        assert_eq!(short.chars().count(), 47);
        assert!(asked.get() < 15, "{}", asked.get());
    }

    #[test]
    fn a_word_is_divided_where_the_line_ends() {
        assert_eq!(divided("begeleiding", within(4)), ("bege", "leiding"));
        assert_eq!(divided("ëx", within(0)), ("ë", "x"));
        assert_eq!(divided("", within(3)), ("", ""));
    }
}
