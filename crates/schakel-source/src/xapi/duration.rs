//! Durations of ISO 8601, `PT1H30M`, as seconds.

/// The seconds of a duration; `None` for a text that is none, and for years and months, which have no fixed length.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let (date, time) = match text.strip_prefix('P')?.split_once('T') {
        Some((date, time)) if !time.is_empty() => (date, time),
        Some(_) => return None,
        None => (text.strip_prefix('P')?, ""),
    };
    if date.is_empty() && time.is_empty() {
        return None;
    }
    let days = parts(date, &[('W', 604_800.0), ('D', 86_400.0)])?;
    let rest = parts(time, &[('H', 3_600.0), ('M', 60.0), ('S', 1.0)])?;
    Some(days + rest)
}

/// The sum of numbers that each stand before their unit, in the order of the units.
fn parts(mut text: &str, units: &[(char, f64)]) -> Option<f64> {
    let mut sum = 0.0;
    for (unit, seconds) in units {
        if let Some((number, rest)) = text.split_once(*unit) {
            let is_number = number.starts_with(|sign: char| sign.is_ascii_digit())
                && number.ends_with(|sign: char| sign.is_ascii_digit())
                && number.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','));
            sum += number.replace(',', ".").parse::<f64>().ok().filter(|_| is_number)? * seconds;
            text = rest;
        }
    }
    text.is_empty().then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_minutes_and_seconds_are_added_up() {
        for (text, expected) in [
            ("PT1H30M", 5_400.0),
            ("PT0S", 0.0),
            ("PT16559.14S", 16_559.14),
            ("PT1,5S", 1.5),
            ("P1DT12H", 129_600.0),
            ("P3W", 1_814_400.0),
            ("P1D", 86_400.0),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_has_no_fixed_length_or_is_no_duration_is_none() {
        for text in ["P1Y", "P2M", "", "P", "PT", "P1DT", "1H", "PT1M2H", "PTxS", "PT-1S", "PT1.S", "PT1S2", "PT1e3S"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
