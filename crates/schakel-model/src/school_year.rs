//! School years.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A school year, written `2025-2026`. It runs from 1 August to 31 July; its reference date is
/// 1 October.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear {
    start: i32,
}

impl SchoolYear {
    /// The first and last starting year that is accepted.
    pub const RANGE: std::ops::RangeInclusive<i32> = 1950..=2100;

    /// The school year that starts in this calendar year.
    #[must_use]
    pub fn starting(year: i32) -> Option<Self> {
        Self::RANGE.contains(&year).then_some(Self { start: year })
    }

    /// Reads the form of the model, `2025-2026`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 9 || bytes[4] != b'-' {
            return None;
        }
        let (first, second) = (number(&bytes[..4])?, number(&bytes[5..])?);
        (second == first + 1).then(|| Self::starting(first)).flatten()
    }

    /// Reads what school systems write: `2025-2026`, `2025/2026`, `2025-26`, `2025/26`, `25-26`,
    /// `25/26`, `20252026` or the starting year alone, with space around it.
    #[must_use]
    pub fn recognise(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut parts = text.splitn(2, ['-', '/', '–']).map(str::trim);
        let (first, second) = (parts.next()?, parts.next());
        let (first, second) = match (first.len(), second) {
            (8, None) if first.is_ascii() => (&first[..4], Some(&first[4..])),
            _ => (first, second),
        };
        let start = year(first)?;
        let Some(second) = second else {
            return (first.len() == 4).then(|| Self::starting(start)).flatten();
        };
        let end = number(second.as_bytes())?;
        let matches = match second.len() {
            4 => end == start + 1,
            2 => end == (start + 1) % 100,
            _ => false,
        };
        matches.then(|| Self::starting(start)).flatten()
    }

    /// The school year that a day falls in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Option<Self> {
        Self::starting(if date.month() >= 8 { date.year() } else { date.year() - 1 })
    }

    /// The calendar year in which it starts.
    #[must_use]
    pub const fn start_year(self) -> i32 {
        self.start
    }

    /// The first day, 1 August.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        day(self.start, 8, 1)
    }

    /// The last day, 31 July.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        day(self.start + 1, 7, 31)
    }

    /// The day on which students are counted: 1 October.
    #[must_use]
    pub fn reference_date(self) -> NaiveDate {
        day(self.start, 10, 1)
    }

    /// Whether a day falls in this school year.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        Self::of(date) == Some(self)
    }

    /// The school year before.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::starting(self.start - 1)
    }

    /// The school year after.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::starting(self.start + 1)
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.start + 1)
    }
}

/// A year of two or four digits; two digits are in this century.
fn year(text: &str) -> Option<i32> {
    let value = number(text.as_bytes())?;
    match text.len() {
        4 => Some(value),
        2 => Some(2000 + value),
        _ => None,
    }
}

fn number(digits: &[u8]) -> Option<i32> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i32::from(b - b'0')))
}

/// A day in a year of [`SchoolYear::RANGE`]; the fallback cannot occur for the days used here.
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN)
}
