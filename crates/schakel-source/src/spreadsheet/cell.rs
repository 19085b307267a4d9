//! What a cell says, as text.

use calamine::{Data, ExcelDateTime};

/// A cell with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Column from 0.
    pub(super) column: u32,
    pub(super) content: Content,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A text.
    Text(String),
    /// A number, date or truth value, written as text.
    Value(String),
    /// A formula that came out as an error, such as `#N/A`.
    Error(String),
    /// A formula that was never calculated.
    Uncalculated,
}

impl Content {
    /// The text of a cell that has one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Content::Text(text) | Content::Value(text) => Some(text),
            Content::Error(_) | Content::Uncalculated => None,
        }
    }
}

/// The content of a cell; `None` for an empty one.
pub(super) fn content(data: Data, formula: bool) -> Option<Content> {
    match data {
        Data::Empty => formula.then_some(Content::Uncalculated),
        Data::String(value) => (!value.trim().is_empty()).then_some(Content::Text(value)),
        Data::Int(value) => Some(Content::Value(value.to_string())),
        Data::Float(value) => Some(Content::Value(number_text(value))),
        Data::Bool(value) => Some(Content::Value(value.to_string())),
        Data::DateTime(value) => Some(Content::Value(date_text(&value))),
        Data::DateTimeIso(value) => Some(Content::Value(value.strip_suffix("T00:00:00").unwrap_or(&value).to_owned())),
        Data::DurationIso(value) => Some(Content::Value(value)),
        Data::Error(error) => Some(Content::Error(error.to_string())),
    }
}

/// A number as a sheet shows it: to 15 digits, whole numbers without a point.
pub(crate) fn number_text(value: f64) -> String {
    let shown: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    if shown == 0.0 { "0".to_owned() } else { shown.to_string() }
}

/// `2025-09-01`, `2025-09-01T10:30:00`, or `10:30:00` for a time or a duration.
fn date_text(value: &ExcelDateTime) -> String {
    let serial = value.as_f64();
    if value.is_duration() || (0.0..1.0).contains(&serial) {
        let seconds = (serial * 86_400.0).round() as i64;
        let sign = if seconds < 0 { "-" } else { "" };
        let seconds = seconds.unsigned_abs();
        return format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    // A time that is a rounding error before midnight belongs to the next second.
    let second = u32::from(second) + u32::from(milli >= 500 && second < 59);
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn date(serial: f64) -> String {
        date_text(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false))
    }

    #[test]
    fn serials_become_iso_dates() {
        assert_eq!(date(45901.0), "2025-09-01");
        assert_eq!(date(45901.4375), "2025-09-01T10:30:00");
        assert_eq!(date(0.4375), "10:30:00");
        assert_eq!(date(60.0 + 1.0), "1900-03-01");
    }

    #[test]
    fn a_duration_longer_than_time_itself_is_text_too() {
        let text = |serial| date_text(&ExcelDateTime::new(serial, ExcelDateTimeType::TimeDelta, false));
        assert_eq!((text(1.5), text(-0.5)), ("36:00:00".to_owned(), "-12:00:00".to_owned()));
        assert_eq!(text(-1e300), "-2562047788015215:30:08");
    }

    #[test]
    fn the_old_mac_calendar_starts_in_1904() {
        assert_eq!(date_text(&ExcelDateTime::new(44439.0, ExcelDateTimeType::DateTime, true)), "2025-09-01");
    }

    #[test]
    fn numbers_are_written_as_the_sheet_shows_them() {
        for (value, text) in
            [(12.0, "12"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1234567.25, "1234567.25"), (1e16, "10000000000000000")]
        {
            assert_eq!(number_text(value), text);
        }
    }

    #[test]
    fn white_space_is_no_content_and_an_uncalculated_formula_is_told_apart() {
        assert_eq!(content(Data::String("  ".to_owned()), false), None);
        assert_eq!(content(Data::Empty, false), None);
        assert_eq!(content(Data::Empty, true), Some(Content::Uncalculated));
    }
}
