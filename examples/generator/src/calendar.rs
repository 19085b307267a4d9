//! School years, school days, and dates as different systems write them.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::random::Random;

/// The two school years of the example, by index.
pub(crate) const YEARS: [&str; 2] = ["2024-2025", "2025-2026"];

/// A date that is known to exist; the first day of the first year if it does not.
pub(crate) fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// First day of a school year.
pub(crate) fn year_start(year: usize) -> NaiveDate {
    date(2024 + year as i32, 8, 1)
}

/// Last day of a school year.
pub(crate) fn year_end(year: usize) -> NaiveDate {
    date(2025 + year as i32, 7, 31)
}

/// A day on which there is school; in the second year before the date of the report.
pub(crate) fn school_day(year: usize, random: &mut Random) -> NaiveDate {
    let first = date(2024 + year as i32, 9, 2);
    let days = if year == 0 { 300 } else { 277 };
    loop {
        let day = first + Days::new(random.below(days) as u64);
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let monthday = (day.month(), day.day());
        let holiday = monthday >= (12, 21)
            || monthday <= (1, 5)
            || ((10, 24)..=(11, 2)).contains(&monthday)
            || ((2, 14)..=(2, 22)).contains(&monthday)
            || ((4, 25)..=(5, 5)).contains(&monthday);
        if !weekend && !holiday {
            return day;
        }
    }
}

/// `jjjj-mm-dd`.
pub(crate) fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// `dd-mm-jjjj`.
pub(crate) fn dutch(day: NaiveDate) -> String {
    day.format("%d-%m-%Y").to_string()
}

/// `d-m-jjjj`, as the mbo register writes it.
pub(crate) fn dutch_short(day: NaiveDate) -> String {
    format!("{}-{}-{}", day.day(), day.month(), day.year())
}

/// `jjjjmmdd`.
pub(crate) fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_each_system_does() {
        let day = date(2025, 3, 7);
        assert_eq!(
            [iso(day), dutch(day), dutch_short(day), compact(day)],
            ["2025-03-07", "07-03-2025", "7-3-2025", "20250307"]
        );
    }

    #[test]
    fn school_days_are_working_days_inside_the_year() {
        let mut random = Random::new(3, "days");
        for year in [0, 1] {
            for _ in 0..500 {
                let day = school_day(year, &mut random);
                assert!(day >= year_start(year) && day <= year_end(year), "{day}");
                assert!(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
                assert!(day < date(2026, 6, 10));
            }
        }
    }
}
