//! Reading dates by the letters that Dutch users know from spreadsheets.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// The first year that a date may have.
const FIRST_YEAR: i32 = 1950;
/// How many years after the report a date may lie.
const YEARS_AHEAD: i32 = 10;

/// One part of a date form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Day of the month; exactly two digits, or one or two.
    Day { two: bool },
    /// Number of the month; exactly two digits, or one or two.
    Month { two: bool },
    /// Name of the month, Dutch or English, short or whole.
    MonthName,
    /// Year of four digits.
    Year,
    /// Year of two digits: 00 to 69 is 2000 to 2069, 70 to 99 is 1970 to 1999.
    ShortYear,
    /// A character that must stand there.
    Sign(u8),
    /// Whatever follows, such as a time, is not read.
    Rest,
}

/// How dates are written: `dd-mm-jjjj`, `jjjj-mm-dd`, `m/d/jjjj`.
///
/// `d` and `m` take one or two digits, `dd` and `mm` exactly two, `mmm` the name of the month (`okt`,
/// `oktober`, `October`), `jj` and `jjjj` the year (`y` works too), `*` at the end whatever
/// follows, such as a time. Any other character must stand there as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat {
    letters: String,
    parts: Vec<Part>,
}

/// Why the letters of a date form cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormatError {
    letters: String,
    /// Whether the day stands between year and month.
    day_in_the_middle: bool,
}

impl fmt::Display for DateFormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.day_in_the_middle {
            let letters = &self.letters;
            return write!(f, "`{letters}` is not a date form: behind the year the month goes first, as in jjjj-mm-dd");
        }
        write!(
            f,
            "`{}` is not a date form: use d or dd, m, mm or mmm, and jj or jjjj once each, such as dd-mm-jjjj or jjjj-mm-dd",
            self.letters
        )
    }
}

impl std::error::Error for DateFormatError {}

impl DateFormat {
    /// The form of the model itself: `jjjj-mm-dd`.
    #[must_use]
    pub fn iso() -> Self {
        Self {
            letters: "jjjj-mm-dd".to_owned(),
            parts: vec![
                Part::Year,
                Part::Sign(b'-'),
                Part::Month { two: true },
                Part::Sign(b'-'),
                Part::Day { two: true },
            ],
        }
    }

    /// Whether it is year, day, month: nobody writes dates so, and ISO dates would be read with day and month exchanged.
    fn has_the_day_in_the_middle(&self) -> bool {
        let is_number = |part: &&Part| !matches!(part, Part::Sign(_) | Part::Rest);
        let mut numbers = self.parts.iter().filter(is_number);
        matches!((numbers.next(), numbers.next()), (Some(Part::Year | Part::ShortYear), Some(Part::Day { .. })))
    }

    /// The letters it was made of.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.letters
    }
}

impl Default for DateFormat {
    fn default() -> Self {
        Self::iso()
    }
}

impl FromStr for DateFormat {
    type Err = DateFormatError;

    fn from_str(letters: &str) -> Result<Self, Self::Err> {
        let form = read_form(letters);
        let day_in_the_middle = form.as_ref().is_some_and(DateFormat::has_the_day_in_the_middle);
        form.filter(|_| !day_in_the_middle)
            .ok_or_else(|| DateFormatError { letters: letters.to_owned(), day_in_the_middle })
    }
}

fn read_form(letters: &str) -> Option<DateFormat> {
    let bytes = letters.as_bytes();
    let (mut parts, mut days, mut months, mut years, mut at) = (Vec::new(), 0, 0, 0, 0);
    while at < bytes.len() {
        let letter = bytes[at].to_ascii_lowercase();
        let run = bytes[at..].iter().take_while(|b| b.to_ascii_lowercase() == letter).count();
        match (letter, run) {
            (b'd', 1 | 2) => {
                days += 1;
                parts.push(Part::Day { two: run == 2 });
            }
            (b'm', 1 | 2) => {
                months += 1;
                parts.push(Part::Month { two: run == 2 });
            }
            (b'm', 3 | 4) => {
                months += 1;
                parts.push(Part::MonthName);
            }
            (b'j' | b'y', 2 | 4) => {
                years += 1;
                parts.push(if run == 4 { Part::Year } else { Part::ShortYear });
            }
            (b'*', 1) if at + 1 == bytes.len() => parts.push(Part::Rest),
            (b'a'..=b'z' | b'0'..=b'9' | b'*', _) | (128.., _) => return None,
            (sign, _) => parts.extend(std::iter::repeat_n(Part::Sign(sign), run)),
        }
        at += run;
    }
    (days == 1 && months == 1 && years == 1).then(|| DateFormat { letters: letters.to_owned(), parts })
}

/// Reads a date in a form; `None` when the text has another form or the day does not exist.
#[must_use]
pub fn parse_date(text: &str, form: &DateFormat) -> Option<NaiveDate> {
    let mut rest = text.trim().as_bytes();
    let (mut day, mut month, mut year) = (0, 0, 0);
    for part in &form.parts {
        match *part {
            Part::Day { two } => day = digits(&mut rest, if two { 2 } else { 1 }, 2)?,
            Part::Month { two } => month = digits(&mut rest, if two { 2 } else { 1 }, 2)?,
            Part::MonthName => month = month_name(&mut rest)?,
            Part::Year => year = digits(&mut rest, 4, 4)?,
            Part::ShortYear => {
                let short = digits(&mut rest, 2, 2)?;
                year = if short < 70 { 2000 + short } else { 1900 + short };
            }
            Part::Sign(sign) => rest = rest.strip_prefix(&[sign])?,
            Part::Rest => rest = &[],
        }
    }
    if !rest.is_empty() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Whether a date lies between 1950 and ten years after the year of the report.
#[must_use]
pub fn date_in_range(date: NaiveDate, report_year: i32) -> bool {
    (FIRST_YEAR..=report_year + YEARS_AHEAD).contains(&date.year())
}

/// Whether a period is in order: a missing end is "still running" or "not known yet".
#[must_use]
pub fn period_in_order(from: Option<NaiveDate>, until: Option<NaiveDate>) -> bool {
    match (from, until) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    }
}

/// Takes `least` to `most` digits from the front, as many as there are.
fn digits(rest: &mut &[u8], least: usize, most: usize) -> Option<u32> {
    let count = rest.iter().take(most).take_while(|b| b.is_ascii_digit()).count();
    if count < least {
        return None;
    }
    let (front, back) = rest.split_at(count);
    *rest = back;
    Some(front.iter().fold(0, |sum, b| sum * 10 + u32::from(b - b'0')))
}

/// Names of the months, Dutch before English; the short forms are their beginnings, with `mrt` apart.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "feb"],
    &["maart", "march", "mrt", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["augustus", "august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// Takes the name of a month from the front, with the point of a shortened one.
fn month_name(rest: &mut &[u8]) -> Option<u32> {
    let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (name, back) = rest.split_at(length);
    let place = MONTHS.iter().position(|names| names.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes())))?;
    *rest = back.strip_prefix(b".").unwrap_or(back);
    u32::try_from(place + 1).ok()
}
