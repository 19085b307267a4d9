//! Reads one column of one batch into the type of the model, noting what does not fit, without looking at other columns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, ArrayRef, StringArray, new_null_array};
use arrow_cast::cast;
use arrow_schema::DataType;
use chrono::NaiveDate;
use schakel_model::check::{self, Check};
use schakel_model::{CodeList, Column, Format, Person, Type};

use super::distinct::Memo;
use super::read_numbers::{booleans, dates, decimals, keep_range, whole};
use crate::values::{Fitting, Forms};

/// What reading depends on besides the column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) forms: &'a Forms,
    pub(super) report_date: NaiveDate,
}

/// A column as the model wants it, and the rows in which it did not fit.
pub(super) struct Read {
    pub(super) values: ArrayRef,
    /// Row in the batch and the check that failed there; the value is missing in `values`.
    pub(super) faults: Vec<(u32, &'static Check)>,
    /// Codes that the list does not have, with the rows that have them.
    pub(super) unknown: BTreeMap<String, Vec<u32>>,
    /// How many codes were of the list.
    pub(super) known: u64,
    /// Rows with a text in which a person seems to be named by e-mail address or citizen number.
    pub(super) identifiers: Vec<u32>,
    /// The forms in which all texts would be dates, when not all are in the form that is declared.
    pub(super) fitting: Option<Fitting>,
}

impl Read {
    pub(super) fn of(values: ArrayRef, faults: Vec<(u32, &'static Check)>) -> Read {
        Read { values, faults, unknown: BTreeMap::new(), known: 0, identifiers: Vec::new(), fitting: None }
    }
}

/// Reads a column; nothing when its Arrow type can never hold what the column holds.
pub(super) fn read(column: &Column, values: &ArrayRef, how: Reading<'_>) -> Option<Read> {
    let mut read = match column.ty {
        Type::Id => ids(column, &text(values)?),
        Type::PersonId(person) => persons(person, &text(values)?),
        Type::Text => texts(column, text(values)?),
        Type::Code(list) => codes(list, &text(values)?),
        Type::Set(list) => sets(list, &text(values)?),
        Type::Int => whole(values)?,
        Type::Dec => decimals(values, how.forms)?,
        Type::Date => dates(values, how)?,
        Type::Bool => booleans(values)?,
    };
    if let Some(range) = column.range {
        keep_range(&mut read, range);
    }
    if column.required {
        let bad: BTreeSet<u32> = read.faults.iter().map(|(row, _)| *row).collect();
        if read.values.null_count() > bad.len() {
            let nulls = (0..read.values.len() as u32).filter(|row| read.values.is_null(*row as usize));
            read.faults
                .extend(nulls.filter(|row| !bad.contains(row)).map(|row| (row, &check::REQUIRED)).collect::<Vec<_>>());
        }
    }
    Some(read)
}

/// An array without values, for a place that holds none.
pub(super) fn nothing() -> ArrayRef {
    new_null_array(&DataType::Null, 0)
}

/// Any column as text without space around it, in which an empty text is a missing value.
pub(super) fn text(values: &ArrayRef) -> Option<StringArray> {
    let plain = match values.data_type() {
        DataType::Utf8 => values.clone(),
        DataType::LargeUtf8 | DataType::Utf8View | DataType::Boolean | DataType::Date32 => {
            cast(values, &DataType::Utf8).ok()?
        }
        DataType::Dictionary(..) => cast(values, &DataType::Utf8).ok()?,
        // `1234.0` in a JSON file is the number 1234.
        DataType::Float16 | DataType::Float32 | DataType::Float64 => {
            let numbers = cast(values, &DataType::Float64).ok()?;
            let texts =
                numbers.as_primitive::<Float64Type>().iter().map(|number| number.map(|number| number.to_string()));
            Arc::new(texts.collect::<StringArray>())
        }
        DataType::Null => new_null_array(&DataType::Utf8, values.len()),
        other if other.is_integer() || other.is_temporal() => cast(values, &DataType::Utf8).ok()?,
        _ => return None,
    };
    let plain = plain.as_string::<i32>();
    let clean = |text: &str| match text.as_bytes() {
        [] => false,
        [first, .., last] => {
            !first.is_ascii_whitespace() && !last.is_ascii_whitespace() && first.is_ascii() && last.is_ascii()
        }
        [only] => !only.is_ascii_whitespace(),
    };
    if plain.iter().flatten().all(clean) {
        return Some(plain.clone());
    }
    Some(plain.iter().map(|text| text.map(str::trim).filter(|text| !text.is_empty())).collect())
}

/// The array without the values of these rows.
fn without(values: &StringArray, faults: &[(u32, &'static Check)]) -> ArrayRef {
    if faults.is_empty() {
        return Arc::new(values.clone());
    }
    let mut keep: Vec<bool> = (0..values.len()).map(|row| values.is_valid(row)).collect();
    for (row, _) in faults {
        keep[*row as usize] = false;
    }
    Arc::new(values.iter().zip(keep).map(|(value, keep)| value.filter(|_| keep)).collect::<StringArray>())
}

/// Plain short ASCII, as nearly all ids are, needs no look at its characters one by one.
fn is_id(text: &str) -> bool {
    let plain = text.len() <= check::MAX_ID_CHARS && text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    plain || check::id(text)
}

fn ids(column: &Column, values: &StringArray) -> Read {
    let bad = |text: &str| !is_id(text);
    let faults = rows_where(values, bad).map(|row| (row, &check::ID)).collect::<Vec<_>>();
    let mut read = Read::of(without(values, &faults), faults);
    // The number of a row about a person is replaced at the gate; other ids stay as they are.
    if column.privacy != schakel_model::Privacy::P2 {
        read.identifiers = rows_where(values, check::direct_identifier).collect();
    }
    read
}

fn persons(person: Person, values: &StringArray) -> Read {
    if person == Person::Link {
        return Read::of(Arc::new(values.iter().map(|code| code.map(link_code)).collect::<StringArray>()), Vec::new());
    }
    let faults: Vec<_> = rows_where(values, |text| !is_id(text)).map(|row| (row, &check::ID)).collect();
    Read::of(without(values, &faults), faults)
}

/// A code that people make up and type again months later: the same without blanks, points and case.
fn link_code(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn texts(column: &Column, values: StringArray) -> Read {
    let faults: Vec<(u32, &'static Check)> = match column.format {
        None => Vec::new(),
        Some(form) => {
            let failed = if form == Format::SchoolYear { &check::SCHOOL_YEAR } else { &check::FORMAT };
            let mut memo = Memo::default();
            rows_where(&values, |text| !*memo.get(text, |text| check::format(text, form)))
                .map(|row| (row, failed))
                .collect()
        }
    };
    let identifiers = match column.format {
        None => rows_where(&values, check::direct_identifier).collect(),
        Some(_) => Vec::new(),
    };
    Read { identifiers, ..Read::of(without(&values, &faults), faults) }
}

fn rows_where<'a>(
    values: &'a StringArray,
    mut holds: impl FnMut(&'a str) -> bool + 'a,
) -> impl Iterator<Item = u32> + 'a {
    let rows = values.iter().enumerate();
    rows.filter_map(move |(row, text)| if holds(text?) { Some(row as u32) } else { None })
}

fn codes(list: &'static CodeList, values: &StringArray) -> Read {
    // The code itself, or its label in either language: workbooks show labels.
    let read = |text: &str| list.recognise(text).map(|code| code.code.to_owned()).ok_or_else(|| text.to_owned());
    translate(values, read, &check::ENUMERATION)
}

fn sets(list: &'static CodeList, values: &StringArray) -> Read {
    let read = |text: &str| {
        let parts = text.split(check::SET_SEPARATOR).map(str::trim).filter(|part| !part.is_empty());
        let named: Vec<&str> = parts.map(|part| list.recognise(part).map_or(part, |code| code.code)).collect();
        let joined = named.join(";");
        check::set(&joined, list).map_err(|unknown| unknown.join(";"))
    };
    let mut result = translate(values, read, &check::ENUMERATION);
    if result.values.as_string::<i32>().iter().flatten().any(str::is_empty) {
        // Separators alone name no code: the value is missing.
        let sets = result.values.as_string::<i32>().iter().map(|set| set.filter(|set| !set.is_empty()));
        result.values = Arc::new(sets.collect::<StringArray>());
    }
    result
}

/// Replaces every text by what `read` makes of it; the error of `read` is what was unknown in it.
fn translate(values: &StringArray, read: impl Fn(&str) -> Result<String, String>, failed: &'static Check) -> Read {
    let mut memo = Memo::default();
    let mut faults = Vec::new();
    let mut unknown: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut known = 0;
    let mut changed = false;
    for (row, text) in values.iter().enumerate() {
        let Some(text) = text else { continue };
        match memo.get(text, &read) {
            Ok(code) => {
                known += 1;
                changed |= code != text;
            }
            Err(what) => {
                faults.push((row as u32, failed));
                match unknown.get_mut(what.as_str()) {
                    Some(rows) => rows.push(row as u32),
                    None => _ = unknown.insert(what.clone(), vec![row as u32]),
                }
            }
        }
    }
    let array: ArrayRef = if changed || !faults.is_empty() {
        let mut builder = StringBuilder::with_capacity(values.len(), values.values().len());
        for text in values.iter() {
            builder.append_option(text.and_then(|text| memo.get(text, &read).as_ref().ok()));
        }
        Arc::new(builder.finish())
    } else {
        Arc::new(values.clone())
    };
    Read { values: array, faults, unknown, known, identifiers: Vec::new(), fitting: None }
}
