//! Numbers and dates in the forms of a language.

use crate::document::{Date, Lang};

/// A space that doesn't break, between the parts that belong together.
pub(crate) const NBSP: char = '\u{a0}';

/// A number with the given count of decimals, thousands apart: `1.214,5` in Dutch, `1,214.5` in English.
pub(crate) fn number(value: f64, decimals: usize, lang: Lang) -> String {
    if !value.is_finite() {
        return "\u{2013}".to_owned();
    }
    let (point, thousands) = match lang {
        Lang::Nl => (',', '.'),
        Lang::En => ('.', ','),
    };
    let plain = if decimals == 0 && value.abs() < EXACT {
        // Most numbers are whole, and a whole number is written far quicker.
        (value.abs().round_ties_even() as u64).to_string()
    } else {
        format!("{:.decimals$}", value.abs())
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    let zero = plain.chars().all(|c| matches!(c, '0' | '.'));
    if value < 0.0 && !zero {
        out.push('\u{2212}');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// Up to here every whole number is one of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number as short as it can be: no decimals when it is whole, else one.
pub(crate) fn short(value: f64, lang: Lang) -> String {
    let tenths = (value * 10.0).round();
    let decimals = usize::from((tenths % 10.0) != 0.0);
    number(value, decimals, lang)
}

const MONTHS_NL: [&str; 12] = [
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
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12.
pub(crate) fn month_name(month: u8, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Nl => &MONTHS_NL,
        Lang::En => &MONTHS_EN,
    };
    names[usize::from(month.clamp(1, 12)) - 1]
}

/// "12 oktober 2025", on one line.
pub(crate) fn long_date(day: Date, lang: Lang) -> String {
    format!("{}{NBSP}{}{NBSP}{}", day.day, month_name(day.month, lang), day.year)
}

/// "oktober 2025", on one line.
pub(crate) fn month_and_year(day: Date, lang: Lang) -> String {
    format!("{}{NBSP}{}", month_name(day.month, lang), day.year)
}

/// "12 okt 2025" for a narrow column.
pub(crate) fn short_date(day: Date, lang: Lang) -> String {
    format!("{}{NBSP}{}{NBSP}{}", day.day, month_abbreviation(day.month, lang), day.year)
}

/// "okt": three letters for the axis of a timeline ("mrt" for maart, as calendars print it).
pub(crate) fn month_abbreviation(month: u8, lang: Lang) -> String {
    match (lang, month) {
        (Lang::Nl, 3) => "mrt".to_owned(),
        _ => month_name(month, lang).chars().take(3).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_marks_of_the_language() {
        assert_eq!(number(1214.0, 0, Lang::Nl), "1.214");
        assert_eq!(number(1_234_567.25, 1, Lang::Nl), "1.234.567,2");
        assert_eq!(number(1214.5, 1, Lang::En), "1,214.5");
        assert_eq!(number(999.0, 0, Lang::Nl), "999");
        assert_eq!(number(-0.04, 1, Lang::Nl), "0,0");
        assert_eq!(number(-3.0, 0, Lang::Nl), "\u{2212}3");
        for value in [0.0, 0.4, 0.5, 1.5, 2.5, 7.5, 99.99, 1e15 + 0.5, 1e18] {
            let digits: String = number(value, 0, Lang::Nl).chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits, format!("{value:.0}"));
        }
    }

    #[test]
    fn a_short_number_has_a_decimal_only_when_it_says_something() {
        assert_eq!(short(9.4, Lang::Nl), "9,4");
        assert_eq!(short(9.0, Lang::Nl), "9");
        assert_eq!(short(8.96, Lang::Nl), "9");
    }

    #[test]
    fn dates_are_written_out_and_do_not_break() {
        let day = Date::parse("2025-10-12").unwrap();
        assert_eq!(long_date(day, Lang::Nl), "12\u{a0}oktober\u{a0}2025");
        assert_eq!(long_date(day, Lang::En), "12\u{a0}October\u{a0}2025");
        assert_eq!(short_date(Date::parse("2026-03-01").unwrap(), Lang::Nl), "1\u{a0}mrt\u{a0}2026");
    }
}
