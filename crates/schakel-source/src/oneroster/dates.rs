//! Dates of any form as ISO text, as far as they can be read without doubt.
//!
//! `3/4/2025` is in March or in April. The column tells which when another of its dates fits one order only;
//! otherwise the text stays as it is, and that is said.

use arrow_array::{Array, Int64Array, StringArray};
use chrono::NaiveDate;
use schakel_model::check::{DateFormat, parse_date};

use super::standard::{DATES, MOMENT};
use crate::problem::Problem;
use crate::table::SourceTable;

/// A date as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// It can be one day only.
    Sure(NaiveDate, Order),
    /// Day and month could be exchanged.
    Open { day_first: NaiveDate, month_first: NaiveDate },
}

/// Which number of a date goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Not known, or no matter.
    Any,
    DayFirst,
    MonthFirst,
}

/// The table with its columns of dates in ISO form; `declared` is the form of dates that are not.
pub(super) fn to_iso(mut table: SourceTable, declared: Option<&DateFormat>) -> SourceTable {
    for (index, column) in table.columns.clone().iter().enumerate() {
        let moment = column.name == MOMENT;
        if !moment && !DATES.contains(&column.name.as_str()) {
            continue;
        }
        let mut iso_already = true;
        table.each_value(index, |_, text| iso_already &= is_iso(text, moment));
        if iso_already {
            continue;
        }
        let (order, open) = look(&table, index, declared);
        if let (Order::Any, Some(first)) = (order, open.first) {
            table.problems.push(
                Problem::notice("source-date", "day and month could be exchanged; the text was left as it is")
                    .file(&table.file)
                    .row(first.max(0) as u64)
                    .column(&column.original)
                    .count(open.count)
                    .hint("Set date = \"dd-mm-jjjj\" or \"m/d/jjjj\" in plugin.toml, as the system writes dates."),
            );
        }
        let read = |text: &str| iso(text, order, declared, moment);
        table = table.with_values(index, |text| Some(read(text).unwrap_or_else(|| text.to_owned())));
    }
    table
}

/// The values of a column that could be two days.
#[derive(Debug, Default)]
struct Open {
    count: u64,
    first: Option<i64>,
}

/// The order that the dates of a column have, and those that do not show it.
fn look(table: &SourceTable, column: usize, declared: Option<&DateFormat>) -> (Order, Open) {
    let (mut days, mut months, mut open) = (false, false, Open::default());
    for batch in &table.batches {
        let Some(texts) = batch.column(column).as_any().downcast_ref::<StringArray>() else { continue };
        let rows = batch.columns().last().and_then(|rows| rows.as_any().downcast_ref::<Int64Array>());
        for (row, text) in texts.iter().enumerate() {
            let Some(text) = text else { continue };
            match written(text, declared) {
                Some((Written::Sure(_, order), _)) => {
                    days |= order == Order::DayFirst;
                    months |= order == Order::MonthFirst;
                }
                Some((Written::Open { .. }, _)) => {
                    open.count += 1;
                    open.first = open.first.or_else(|| rows.map(|rows| rows.value(row)));
                }
                None => {}
            }
        }
    }
    let order = match (days, months) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ => Order::Any,
    };
    (order, open)
}

/// A date, or a moment, as ISO text; `None` when it cannot be read without doubt.
fn iso(text: &str, order: Order, declared: Option<&DateFormat>, moment: bool) -> Option<String> {
    let (written, time) = written(text, declared)?;
    let date = match (written, order) {
        (Written::Sure(date, _), _) | (Written::Open { day_first: date, .. }, Order::DayFirst) => date,
        (Written::Open { month_first: date, .. }, Order::MonthFirst) => date,
        (Written::Open { .. }, Order::Any) => return None,
    };
    Some(if moment && !time.is_empty() { format!("{date}T{time}") } else { date.to_string() })
}

/// Whether a text has the form that it would be given, so that there is nothing to change.
fn is_iso(text: &str, moment: bool) -> bool {
    let bytes = text.as_bytes();
    let date = bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    date && match bytes[10..] {
        [] => true,
        [b'T', hour, ..] => moment && hour.is_ascii_digit() && text.trim_end().len() == text.len(),
        _ => false,
    }
}

/// How a date is written, and the time of day behind it.
fn written<'t>(text: &'t str, declared: Option<&DateFormat>) -> Option<(Written, &'t str)> {
    let text = text.trim();
    let (day, time) = match text.find(['T', ' ']) {
        Some(at) if text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit) => (&text[..at], &text[at + 1..]),
        _ => (text, ""),
    };
    let sure = |date: NaiveDate| (Written::Sure(date, Order::Any), time);
    let numbers: Vec<&str> = day.split(['-', '/', '.']).collect();
    let number = |text: &str| {
        let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (one, two, three) = match numbers.as_slice() {
        [compact] if compact.len() == 8 && compact.is_ascii() => (&compact[..4], &compact[4..6], &compact[6..]),
        [one, two, three] => (*one, *two, *three),
        _ => return declared.and_then(|form| parse_date(day, form)).map(sure),
    };
    let date = |year: u32, month: u32, day: u32| NaiveDate::from_ymd_opt(year as i32, month, day);
    if let (4, Some(year), Some(month), Some(day)) = (one.len(), number(one), number(two), number(three)) {
        return date(year, month, day).map(sure);
    }
    if let Some(form) = declared {
        return parse_date(day, form).map(sure);
    }
    let (Some(one), Some(two), Some(year)) = (number(one), number(two), number(three).filter(|_| three.len() == 4))
    else {
        return None;
    };
    let written = match (date(year, two, one), date(year, one, two)) {
        (Some(day_first), Some(month_first)) if day_first == month_first => Written::Sure(day_first, Order::Any),
        (Some(day_first), Some(month_first)) => Written::Open { day_first, month_first },
        (Some(date), None) => Written::Sure(date, Order::DayFirst),
        (None, Some(date)) => Written::Sure(date, Order::MonthFirst),
        (None, None) => return None,
    };
    Some((written, time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Order, moment: bool) -> Option<String> {
        iso(text, order, None, moment)
    }

    #[test]
    fn a_date_of_any_form_becomes_iso_text() {
        for text in ["2018-09-01", "2018-09-01 00:00", "20180901", "2018/9/1", "2018-09-01T00:00:00.000Z"] {
            assert_eq!(read(text, Order::Any, false).as_deref(), Some("2018-09-01"), "{text}");
        }
        assert_eq!(read("2018-06-09 03:06:12", Order::Any, true).as_deref(), Some("2018-06-09T03:06:12"));
        assert_eq!(read("31/1/2018 08:00", Order::Any, false).as_deref(), Some("2018-01-31"));
    }

    #[test]
    fn a_text_that_is_iso_already_is_one_that_would_not_change() {
        for (text, as_date, as_moment) in [
            ("2018-09-01", true, true),
            ("2018-02-31", true, true),
            ("2018-09-01T08:00:00Z", false, true),
            ("2018-09-01 08:00", false, false),
            ("2018-09-01T08:00 ", false, false),
            ("1-9-2018", false, false),
        ] {
            assert_eq!((is_iso(text, false), is_iso(text, true)), (as_date, as_moment), "{text}");
            for moment in [false, true] {
                let changed = read(text, Order::DayFirst, moment).unwrap_or_else(|| text.to_owned());
                assert!(!is_iso(text, moment) || changed == text, "{text}");
            }
        }
    }

    #[test]
    fn day_and_month_are_not_guessed() {
        assert_eq!(read("3/4/2018", Order::Any, false), None);
        assert_eq!(read("3/4/2018", Order::DayFirst, false).as_deref(), Some("2018-04-03"));
        assert_eq!(read("3/4/2018", Order::MonthFirst, false).as_deref(), Some("2018-03-04"));
        assert_eq!(read("4-4-2018", Order::Any, false).as_deref(), Some("2018-04-04"));
    }

    #[test]
    fn a_text_that_is_no_date_stays() {
        for text in ["", "herfst", "2018", "2018-13-01", "31-02-2018", "1-2-18", "2018-0901", "é1234567"] {
            assert_eq!(read(text, Order::DayFirst, false), None, "{text}");
        }
    }

    #[test]
    fn a_declared_form_is_for_dates_that_are_not_iso() {
        let form: DateFormat = "d/m/jjjj".parse().unwrap();
        assert_eq!(iso("3/4/2018", Order::Any, Some(&form), false).as_deref(), Some("2018-04-03"));
        assert_eq!(iso("2018-03-04", Order::Any, Some(&form), false).as_deref(), Some("2018-03-04"));
    }
}
