//! What the values of a column look like, without showing any.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use arrow_array::{Array, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use chrono::NaiveDate;
use serde::Serialize;

use crate::table::SourceTable;

/// How long a shape is at most.
const LONGEST_SHAPE: usize = 24;

/// A column in figures and shapes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnProfile {
    /// What the values are taken to be.
    pub guess: Guess,
    /// The share of rows that have a value, 0 to 1, to three decimals.
    pub filled: f64,
    /// How many different values there are, in bands.
    pub distinct: &'static str,
    /// The most common shapes: letters as `a` and `A`, digits as `9`.
    pub shapes: Vec<String>,
    /// Whether a few marks stand between numbers, such as `<5` for a hidden count: candidates for `null`.
    pub marks: bool,
    /// Whether the column seems to name a person (name, address, citizen number): best left out with `drop`.
    pub identifies: bool,
    /// Code lists of the model that know most of its words.
    pub lists: Vec<&'static str>,
    /// The words of a column of codes that come back often enough to be nobody's own, with how often; never shown by
    /// `inspect`, but written into a plugin for its author to translate.
    #[serde(skip)]
    pub words: Vec<(String, u64)>,
    /// The different days of a column of dates, in their order; never shown by `inspect`, but a survey was open from the first
    /// to the last of them.
    #[serde(skip)]
    pub days: Vec<NaiveDate>,
}

impl ColumnProfile {
    /// Whether values of these look like what a column of the model takes.
    pub(super) fn fits(&self, column: &schakel_model::Column) -> bool {
        use schakel_model::Type;
        let date =
            matches!(self.guess, Guess::DateIso | Guess::DateDayFirst | Guess::DateMonthFirst | Guess::DateCompact);
        let number = matches!(self.guess, Guess::WholeNumber | Guess::DecimalPoint | Guess::DecimalComma);
        match (column.ty, self.guess) {
            (_, Guess::Empty) => true,
            (Type::Date, _) => date,
            // The year of birth of a date of birth.
            (Type::Int, Guess::Identifier) => false,
            (Type::Int, _) => number || date && column.name.ends_with("year"),
            (Type::Dec, _) => number,
            (Type::Bool, guess) => matches!(guess, Guess::TruthValue) || guess == Guess::Code && self.words.len() <= 2,
            // Contracts are classed by their size.
            (Type::Code(_), Guess::DecimalComma) if column.name == "contract_class" => true,
            (Type::Code(_) | Type::Set(_), guess) => !date && !matches!(guess, Guess::Identifier | Guess::DecimalComma),
            (Type::Id | Type::PersonId(_), guess) => {
                !date && !matches!(guess, Guess::TruthValue | Guess::DecimalPoint | Guess::DecimalComma)
            }
            (Type::Text, _) => true,
        }
    }
}

/// What the values of a column are taken to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guess {
    /// There is no value.
    Empty,
    /// Yes or no in some form.
    TruthValue,
    /// Whole numbers.
    WholeNumber,
    /// Numbers with a decimal point.
    DecimalPoint,
    /// Numbers with a decimal comma: `formats.decimal = ","`.
    DecimalComma,
    /// Dates as `2025-09-01`, with or without a time.
    DateIso,
    /// Dates as `1-9-2025`: `formats.date = "dd-mm-jjjj"`.
    DateDayFirst,
    /// Dates as `9/25/2025`: month first.
    DateMonthFirst,
    /// Dates as `20250901`.
    DateCompact,
    /// E-mail addresses.
    Email,
    /// A few different short texts that come back.
    Code,
    /// A short text that differs in every row.
    Identifier,
    /// Any other text.
    Text,
}

/// Looks at one column.
pub(super) fn of(table: &SourceTable, column: usize, original: &str) -> ColumnProfile {
    let mut rows = 0;
    let mut values: Vec<String> = Vec::new();
    for batch in &table.batches {
        rows += batch.num_rows();
        if let Ok(text) = cast(batch.column(column), &DataType::Utf8)
            && let Some(text) = text.as_any().downcast_ref::<StringArray>()
        {
            values.extend(text.iter().flatten().map(|value| value.trim().to_owned()));
        }
    }
    let different = values.iter().collect::<HashSet<_>>().len();
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    for value in &values {
        *shapes.entry(shape(value)).or_default() += 1;
    }
    let mut shapes: Vec<(String, usize)> = shapes.into_iter().collect();
    shapes.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let odd: HashSet<&String> = values.iter().filter(|value| !is_number(value)).collect();
    let numbers: Vec<String> = values.iter().filter(|value| is_number(value)).cloned().collect();
    let marks = (1..=3).contains(&odd.len()) && numbers.len() >= 20;
    let guess = if marks { guess(&numbers, different) } else { guess(&values, different) };
    let filled = if rows == 0 { 0.0 } else { (values.len() as f64 / rows as f64 * 1000.0).round() / 1000.0 };
    ColumnProfile {
        guess,
        filled,
        distinct: band(different, values.len()),
        shapes: shapes.into_iter().take(3).map(|(shape, _)| shape).collect(),
        marks,
        identifies: guess == Guess::Email || names_a_person(original),
        lists: lists(guess, &values),
        words: words(guess, &values),
        days: days(guess, &values),
    }
}

/// A word is nobody's own when it comes back this often.
const OFTEN: u64 = 5;

fn counted(values: &[String]) -> BTreeMap<&str, u64> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value.as_str()).or_default() += 1;
    }
    counts
}

/// The words of a column of codes that occur often, in their order.
fn words(guess: Guess, values: &[String]) -> Vec<(String, u64)> {
    if !matches!(guess, Guess::Code | Guess::TruthValue | Guess::WholeNumber) {
        return Vec::new();
    }
    let counts = counted(values);
    if counts.len() > 60 {
        return Vec::new();
    }
    let often = |(word, count): &(&str, u64)| *count >= OFTEN && word.chars().count() <= 40 && !word.contains('@');
    counts.into_iter().filter(often).map(|(word, count)| (word.to_owned(), count)).collect()
}

/// The lists of the model that know at least two of the different words, and most of them; the one that knows most first.
fn lists(guess: Guess, values: &[String]) -> Vec<&'static str> {
    if !matches!(guess, Guess::Code | Guess::Text) {
        return Vec::new();
    }
    let counts = counted(values);
    if counts.len() > 60 {
        return Vec::new();
    }
    let mut known: Vec<(usize, &str)> = Vec::new();
    for list in schakel_model::code_lists() {
        let number = counts.keys().filter(|word| list.recognise(word).is_some()).count();
        if number >= 2 && number * 2 > counts.len() {
            known.push((number, list.name));
        }
    }
    known.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    known.into_iter().map(|(_, name)| name).collect()
}

/// The form of a value: letters become `a` and `A`, digits `9`; long runs of letters are shortened.
fn shape(value: &str) -> String {
    let mut shape = String::new();
    let mut run = 0;
    for character in value.chars() {
        let form = match character {
            c if c.is_uppercase() => 'A',
            c if c.is_alphabetic() => 'a',
            c if c.is_numeric() => '9',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        run = if shape.ends_with(form) { run + 1 } else { 0 };
        if form == 'a' && run >= 4 {
            continue;
        }
        if shape.chars().count() >= LONGEST_SHAPE {
            shape.push('…');
            break;
        }
        shape.push(form);
    }
    shape
}

fn band(different: usize, filled: usize) -> &'static str {
    match different {
        0 => "none",
        1 => "1",
        _ if different == filled && filled > 10 => "all different",
        2..=10 => "2 to 10",
        11..=50 => "11 to 50",
        51..=1000 => "51 to 1000",
        _ => "more than 1000",
    }
}

fn guess(values: &[String], different: usize) -> Guess {
    if values.is_empty() {
        return Guess::Empty;
    }
    // One odd value in thirty, such as a masked number or a remark, does not change what a column is.
    let mostly =
        |test: &dyn Fn(&str) -> bool| values.iter().filter(|value| test(value)).count() * 30 >= values.len() * 29;
    let date = |form: DateForm| move |value: &str| is_date(value, form);
    if mostly(&|value| TRUTHS.contains(&value.to_lowercase().as_str())) && different <= 3 {
        Guess::TruthValue
    } else if values.iter().all(|value| value.len() == 8) && mostly(&date(DateForm::Compact)) {
        Guess::DateCompact
    } else if mostly(&|value| is_whole(value)) {
        if different == values.len() && values.len() > 10 { Guess::Identifier } else { Guess::WholeNumber }
    } else if mostly(&|value| is_decimal(value, '.')) {
        Guess::DecimalPoint
    } else if mostly(&|value| is_decimal(value, ',')) {
        Guess::DecimalComma
    } else if mostly(&date(DateForm::Iso)) {
        Guess::DateIso
    } else if mostly(&date(DateForm::DayFirst)) {
        Guess::DateDayFirst
    } else if mostly(&date(DateForm::MonthFirst)) {
        Guess::DateMonthFirst
    } else if mostly(&|value| is_email(value)) {
        Guess::Email
    } else if values.iter().all(|value| value.chars().count() <= 64) && different <= 60 && different * 2 <= values.len()
    {
        Guess::Code
    } else if different == values.len()
        && values.len() > 10
        && mostly(&|value| value.len() <= 64 && !value.contains(' '))
    {
        Guess::Identifier
    } else {
        Guess::Text
    }
}

const TRUTHS: [&str; 12] = ["0", "1", "ja", "nee", "j", "n", "yes", "no", "y", "true", "false", "waar"];

#[derive(Clone, Copy, PartialEq)]
enum DateForm {
    Iso,
    DayFirst,
    MonthFirst,
    Compact,
}

/// The days that values are, in a column of dates.
fn days(guess: Guess, values: &[String]) -> Vec<NaiveDate> {
    let form = match guess {
        Guess::DateIso => DateForm::Iso,
        Guess::DateDayFirst => DateForm::DayFirst,
        Guess::DateMonthFirst => DateForm::MonthFirst,
        Guess::DateCompact => DateForm::Compact,
        _ => return Vec::new(),
    };
    let days: BTreeSet<NaiveDate> = values.iter().filter_map(|value| day(value, form)).collect();
    days.into_iter().collect()
}

fn is_date(value: &str, form: DateForm) -> bool {
    day(value, form).is_some()
}

/// The day that a value is, with or without a time behind it.
fn day(value: &str, form: DateForm) -> Option<NaiveDate> {
    let date = |year: u32, month: u32, day: u32| {
        let year = i32::try_from(year).ok().filter(|year| (1900..2100).contains(year))?;
        NaiveDate::from_ymd_opt(year, month, day)
    };
    if form == DateForm::Compact {
        let part = |range| value.get(range).and_then(|part: &str| part.parse::<u32>().ok());
        let digits = value.bytes().all(|byte| byte.is_ascii_digit());
        return digits.then(|| date(part(0..4)?, part(4..6)?, part(6..8)?)).flatten();
    }
    let written = value.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = written.split(['-', '/', '.']).collect();
    let number = |text: &str| if text.is_empty() || text.len() > 4 { None } else { text.parse::<u32>().ok() };
    let &[first, second, third] = parts.as_slice() else { return None };
    let (one, two, three) = (number(first)?, number(second)?, number(third)?);
    match form {
        DateForm::Iso if first.len() == 4 => date(one, two, three),
        DateForm::DayFirst if third.len() == 4 => date(three, two, one),
        DateForm::MonthFirst if third.len() == 4 => date(three, one, two),
        _ => None,
    }
}

fn is_whole(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(value: &str, sign: char) -> bool {
    is_whole(value)
        || value
            .split_once(sign)
            .is_some_and(|(whole, rest)| is_whole(whole) && !rest.starts_with('-') && is_whole(rest))
}

fn is_number(value: &str) -> bool {
    is_decimal(value, '.') || is_decimal(value, ',')
}

fn is_email(value: &str) -> bool {
    value.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !value.contains(' '))
}

/// Whether the name of a column says that it names persons.
pub(crate) fn names_a_person(original: &str) -> bool {
    let name: String = original.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    const PARTS: [&str; 24] = [
        "achternaam",
        "voornaam",
        "roepnaam",
        "voorletter",
        "tussenvoegsel",
        "voorvoegsel",
        "surname",
        "givenname",
        "familyname",
        "firstname",
        "lastname",
        "middlename",
        "displayname",
        "email",
        "mailadres",
        "telefoon",
        "phone",
        "burgerservicenummer",
        "ipaddress",
        "ipadres",
        "straat",
        "huisnummer",
        "latitude",
        "longitude",
    ];
    PARTS.iter().any(|part| name.contains(part))
        || ["naam", "name", "bsn", "sms", "adres", "wachtwoord", "password", "username", "mail"]
            .contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(values: &[&str]) -> Guess {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        let different = values.iter().collect::<HashSet<_>>().len();
        guess(&values, different)
    }

    #[test]
    fn a_shape_shows_no_letter_and_no_digit_of_the_value() {
        assert_eq!(shape("Jansen-12"), "Aaaaa-99");
        assert_eq!(shape("éÉ 7"), "aA 9");
        assert_eq!(shape(&"9".repeat(40)).chars().count(), LONGEST_SHAPE + 1);
        for value in ["Piet", "0612345678", "x@y.nl"] {
            assert_ne!(shape(value), value);
        }
    }

    #[test]
    fn forms_of_dates_and_numbers_are_told_apart() {
        assert_eq!(guessed(&["2025-09-01", "2025-09-02T10:00:00"]), Guess::DateIso);
        assert_eq!(guessed(&["1-9-2025", "28-02-2025"]), Guess::DateDayFirst);
        assert_eq!(guessed(&["1/9/2025", "2/28/2025"]), Guess::DateMonthFirst);
        assert_eq!(guessed(&["20250901", "20250902"]), Guess::DateCompact);
        assert_eq!(guessed(&["0,5", "12", "-3,25"]), Guess::DecimalComma);
        assert_eq!(guessed(&["0.5", "12"]), Guess::DecimalPoint);
        assert_eq!(guessed(&["12", "7", "7"]), Guess::WholeNumber);
        assert_eq!(guessed(&["ja", "nee", "ja"]), Guess::TruthValue);
        assert_eq!(guessed(&["a@b.example", "c@d.example"]), Guess::Email);
        assert_eq!(guessed(&["mentor", "mentor", "decaan", "mentor"]), Guess::Code);
        assert_eq!(guessed(&[]), Guess::Empty);
    }

    #[test]
    fn columns_that_name_persons_are_marked() {
        for name in ["achternaam", "givenName", "E-mail", "BSN", "Naam", "leerlingAchternaam"] {
            assert!(names_a_person(name), "{name}");
        }
        for name in ["klasnaam_kort", "rol", "name of the group"] {
            assert!(!names_a_person(name), "{name}");
        }
    }
}
