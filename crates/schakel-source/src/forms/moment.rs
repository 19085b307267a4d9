//! The moments of Google Forms, such as `2025/09/01 9:12:33 p.m. CET`, as ISO text.

use chrono::{NaiveDate, NaiveTime};

/// A moment whose year goes first, without its zone: the clock is that of the form. None for other text.
pub(super) fn iso(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let date = NaiveDate::parse_from_str(words.next()?, "%Y/%m/%d").ok()?;
    let mut clock = words.next()?.splitn(3, ':').map(str::parse::<u32>);
    let (Some(Ok(hour)), Some(Ok(minute)), Some(Ok(second))) = (clock.next(), clock.next(), clock.next()) else {
        return None;
    };
    let half = words.next().unwrap_or_default().to_lowercase().replace('.', "");
    let hour = match half.as_str() {
        "am" | "pm" if !(1..=12).contains(&hour) => return None,
        "am" => hour % 12,
        "pm" => hour % 12 + 12,
        _ => hour,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    Some(format!("{date}T{time}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_whose_year_goes_first_becomes_iso_text() {
        for (text, expected) in [
            ("2025/09/01 9:12:33 p.m. CET", "2025-09-01T21:12:33"),
            ("2025/09/01 12:00:05 AM GMT+2", "2025-09-01T00:00:05"),
            ("2025/09/01 12:00:05 PM EET", "2025-09-01T12:00:05"),
            ("2025/09/01 23:12:33", "2025-09-01T23:12:33"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            "",
            "1-9-2025 10:12:33",
            "2025/13/01 9:12:33",
            "2025/09/01 13:00:00 PM",
            "2025/09/01 9:12",
            "2025-09-01T10:00:00",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}
