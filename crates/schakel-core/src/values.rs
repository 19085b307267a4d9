//! How the text that a plugin selects is read: the forms of `[formats]`, for the gate and for the functions in SQL.

use chrono::NaiveDate;
use schakel_model::check::{self, DateFormat, DecimalMark};

use crate::plugin::Formats;

/// A form in which dates are written; ISO dates, also with a time, are read whatever the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateForm {
    /// `None`: the day number of a spreadsheet.
    letters: Option<DateFormat>,
    iso: DateFormat,
}

/// Days from the day that spreadsheets call 0 to 1970-01-01.
const SPREADSHEET_EPOCH: i32 = 25_569;

impl DateForm {
    /// Reads a form as an author writes it: letters such as `dd-mm-jjjj`, or `excel` for the day number of a spreadsheet.
    ///
    /// # Errors
    /// A sentence that says what a form looks like.
    pub fn parse(form: &str) -> Result<DateForm, String> {
        let iso = DateFormat::iso();
        if form.trim().eq_ignore_ascii_case("excel") {
            return Ok(DateForm { letters: None, iso });
        }
        match form.trim().parse() {
            Ok(letters) => Ok(DateForm { letters: Some(letters), iso }),
            Err(error) => Err(error.to_string()),
        }
    }

    /// The date in `text` as days since 1970-01-01. A time of day behind the date is not read.
    pub fn read(&self, text: &str) -> Option<i32> {
        self.day(text).or_else(|| self.day(without_time(text)?))
    }

    fn day(&self, text: &str) -> Option<i32> {
        let written = match &self.letters {
            Some(letters) => check::parse_date(text, letters),
            None => return spreadsheet_day(text).or_else(|| days(check::parse_date(text, &self.iso)?)),
        };
        days(written.or_else(|| check::parse_date(text, &self.iso))?)
    }
}

/// The forms in which schools write dates, the Dutch ones first.
const KNOWN: [&str; 12] = [
    "d-m-jjjj",
    "d/m/jjjj",
    "d.m.jjjj",
    "m-d-jjjj",
    "m/d/jjjj",
    "jjjj/m/d",
    "jjjjmmdd",
    "ddmmjjjj",
    "d-m-jj",
    "d/m/jj",
    "d mmm jjjj",
    "d-mmm-jjjj",
];

/// Forms that fit some texts, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fitting(u32);

impl Fitting {
    /// The known forms in which every one of these texts is a date.
    pub(crate) fn all<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Fitting {
        let fits = |form: &str| {
            let form = DateForm::parse(form);
            form.is_ok_and(|form| texts.clone().all(|text| form.read(text).is_some()))
        };
        Fitting((0..).zip(KNOWN).filter(|(_, form)| fits(form)).fold(0, |bits, (bit, _)| bits | 1 << bit))
    }

    /// The forms that fit these texts and those.
    pub(crate) fn and(self, other: Fitting) -> Fitting {
        Fitting(self.0 & other.0)
    }

    /// The likeliest of them.
    pub(crate) fn first(self) -> Option<&'static str> {
        (0..).zip(KNOWN).find(|(bit, _)| self.0 & 1 << bit != 0).map(|(_, form)| form)
    }
}

/// Days since 1970-01-01.
fn days(date: NaiveDate) -> Option<i32> {
    Some(date.to_epoch_days())
}

fn spreadsheet_day(text: &str) -> Option<i32> {
    let number: f64 = text.parse().ok()?;
    // Day 60 is a 29 February 1900 that never was: days before it are off by one and do not occur.
    (61.0..200_000.0).contains(&number).then_some(number as i32 - SPREADSHEET_EPOCH)
}

/// The text before a time of day such as ` 08:15` or `T08:15:00Z`.
fn without_time(text: &str) -> Option<&str> {
    let at = text.find(['T', ' '])?;
    let time = &text.as_bytes()[at + 1..];
    let is_time = time.first().is_some_and(u8::is_ascii_digit) && time.contains(&b':');
    is_time.then(|| &text[..at])
}

/// The forms of a plugin, ready for use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    /// Form of dates.
    pub date: DateForm,
    /// How an author wrote it, for messages.
    pub date_letters: String,
    /// Sign before the decimals.
    pub decimal: DecimalMark,
}

impl Forms {
    /// The forms that `[formats]` of a plugin names.
    ///
    /// # Errors
    /// A sentence that says which form cannot be used, and what one looks like.
    pub fn of(formats: &Formats) -> Result<Forms, String> {
        let decimal = DecimalMark::parse(&formats.decimal.to_string());
        Ok(Forms {
            date: DateForm::parse(&formats.date)?,
            date_letters: formats.date.clone(),
            decimal: decimal.ok_or_else(|| format!("`{}` is not a decimal sign; expected . or ,", formats.decimal))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: &str, text: &str) -> Option<String> {
        let days = DateForm::parse(form).unwrap().read(text)?;
        Some(NaiveDate::from_epoch_days(days).unwrap().to_string())
    }

    #[test]
    fn a_date_is_read_in_its_form_and_in_iso_form_with_or_without_a_time() {
        for text in ["01-09-2025", "2025-09-01", "2025-09-01T08:15:00Z", "2025-09-01 08:15:00", "01-09-2025 8:15"] {
            assert_eq!(read("dd-mm-jjjj", text).as_deref(), Some("2025-09-01"), "{text}");
        }
        for text in ["31-02-2025", "09/01/2025", "01-09-2025x", "01-09-2025 later", "", "0"] {
            assert_eq!(read("dd-mm-jjjj", text), None, "{text}");
        }
    }

    #[test]
    fn the_form_that_fits_all_texts_is_found() {
        let fitting = |texts: &[&str]| Fitting::all(texts.iter().copied());
        assert_eq!(fitting(&["01-09-2018", "13-09-2018"]).first(), Some("d-m-jjjj"));
        assert_eq!(fitting(&["9/1/2018", "9/13/2018 8:00"]).first(), Some("m/d/jjjj"));
        assert_eq!(fitting(&["13/9/2018", "9/13/2018"]).first(), None);
        assert_eq!(fitting(&["1/9/2018"]).and(fitting(&["9/13/2018"])).first(), Some("m/d/jjjj"));
    }

    #[test]
    fn the_day_number_of_a_spreadsheet_is_a_form_too() {
        for text in ["45901", "45901.75", "2025-09-01"] {
            assert_eq!(read("excel", text).as_deref(), Some("2025-09-01"), "{text}");
        }
        assert_eq!(read("excel", "12"), None);
    }

    #[test]
    fn a_form_that_cannot_be_used_is_named() {
        assert!(DateForm::parse("dd-mm").unwrap_err().starts_with("`dd-mm` is not a date form"));
        let formats = Formats { decimal: ';', ..Formats::default() };
        assert!(Forms::of(&formats).unwrap_err().contains("not a decimal sign"));
    }
}
