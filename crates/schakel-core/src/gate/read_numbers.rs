//! Reads numbers, dates and yes or no.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, PrimitiveArray, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use chrono::{Datelike, NaiveDate};
use schakel_model::check::{self, Check};

use super::distinct::Memo;
use super::read::{Read, Reading, text};
use crate::values::{Fitting, Forms};

/// Reads text value by value; a value that cannot be read fails the check.
fn parsed<T: arrow_array::ArrowPrimitiveType>(
    values: &StringArray,
    failed: &'static Check,
    mut read: impl FnMut(&str) -> Option<T::Native>,
) -> Read {
    let mut faults = Vec::new();
    let mut row = 0;
    let array: PrimitiveArray<T> = values
        .iter()
        .map(|text| {
            row += 1;
            let value = read(text?);
            if value.is_none() {
                faults.push((row - 1, failed));
            }
            value
        })
        .collect();
    Read::of(Arc::new(array), faults)
}

pub(super) fn whole(values: &ArrayRef) -> Option<Read> {
    if values.data_type().is_integer() {
        return Some(Read::of(cast(values, &DataType::Int64).ok()?, Vec::new()));
    }
    if values.data_type().is_floating() || matches!(values.data_type(), DataType::Decimal128(..)) {
        let numbers = cast(values, &DataType::Float64).ok()?;
        let mut faults = Vec::new();
        let mut row = 0;
        let whole: Int64Array = numbers
            .as_primitive::<Float64Type>()
            .iter()
            .map(|number| {
                row += 1;
                let number = number?;
                let fits = number.fract() == 0.0 && number.abs() < 9.0e15;
                if !fits {
                    faults.push((row - 1, &check::TYPE));
                }
                fits.then_some(number as i64)
            })
            .collect();
        return Some(Read::of(Arc::new(whole), faults));
    }
    Some(parsed::<Int64Type>(&text(values)?, &check::TYPE, check::parse_int))
}

pub(super) fn decimals(values: &ArrayRef, forms: &Forms) -> Option<Read> {
    if values.data_type().is_numeric() {
        let numbers = cast(values, &DataType::Float64).ok()?;
        let numbers = numbers.as_primitive::<Float64Type>();
        let odd = |row: &u32| numbers.is_valid(*row as usize) && !numbers.value(*row as usize).is_finite();
        let faults: Vec<(u32, &'static Check)> =
            (0..numbers.len() as u32).filter(odd).map(|row| (row, &check::TYPE)).collect();
        let finite: Float64Array = numbers.iter().map(|number| number.filter(|number| number.is_finite())).collect();
        return Some(Read::of(Arc::new(finite), faults));
    }
    Some(parsed::<Float64Type>(&text(values)?, &check::TYPE, |text| check::parse_decimal(text, forms.decimal)))
}

pub(super) fn dates(values: &ArrayRef, how: Reading<'_>) -> Option<Read> {
    let mut read = if values.data_type().is_temporal() {
        Read::of(cast(values, &DataType::Date32).ok()?, Vec::new())
    } else {
        let mut last: (String, Option<i32>) = (String::new(), None);
        let texts = text(values)?;
        let mut read = parsed::<Date32Type>(&texts, &check::DATE, |text| {
            // Files are mostly in the order of their dates.
            if text != last.0 {
                last.1 = how.forms.date.read(text);
                last.0.clear();
                last.0.push_str(text);
            }
            last.1
        });
        if !read.faults.is_empty() {
            read.fitting = Some(Fitting::all(texts.iter().flatten()));
        }
        read
    };
    let days = read.values.as_primitive::<Date32Type>().clone();
    let sane = |days: i32| {
        NaiveDate::from_epoch_days(days).is_some_and(|date| check::date_in_range(date, how.report_date.year()))
    };
    let (mut first, mut last) = (i32::MAX, i32::MIN);
    for day in days.iter().flatten() {
        first = first.min(day);
        last = last.max(day);
    }
    if first <= last && !(sane(first) && sane(last)) {
        let odd = days.iter().enumerate().filter(|(_, day)| day.is_some_and(|day| !sane(day)));
        read.faults.extend(odd.map(|(row, _)| (row as u32, &check::DATE_RANGE)));
        read.values = Arc::new(days.iter().map(|day| day.filter(|day| sane(*day))).collect::<Date32Array>());
    }
    Some(read)
}

pub(super) fn booleans(values: &ArrayRef) -> Option<Read> {
    if matches!(values.data_type(), DataType::Boolean) {
        return Some(Read::of(values.clone(), Vec::new()));
    }
    let texts = text(values)?;
    let mut memo = Memo::default();
    let mut faults = Vec::new();
    let read: BooleanArray = texts
        .iter()
        .enumerate()
        .map(|(row, text)| {
            let value = *memo.get(text?, check::parse_bool);
            if value.is_none() {
                faults.push((row as u32, &check::TYPE));
            }
            value
        })
        .collect();
    Some(Read::of(Arc::new(read), faults))
}

pub(super) fn keep_range(read: &mut Read, range: (f64, f64)) {
    let outside: Vec<u32> = match read.values.data_type() {
        DataType::Int64 => rows_outside(read.values.as_primitive::<Int64Type>(), |number| number as f64, range),
        DataType::Float64 => rows_outside(read.values.as_primitive::<Float64Type>(), |number| number, range),
        _ => return,
    };
    if outside.is_empty() {
        return;
    }
    let mut keep = vec![true; read.values.len()];
    for row in &outside {
        keep[*row as usize] = false;
    }
    read.faults.extend(outside.into_iter().map(|row| (row, &check::RANGE)));
    read.values = match read.values.data_type() {
        DataType::Int64 => {
            let numbers = read.values.as_primitive::<Int64Type>().iter().zip(&keep);
            Arc::new(numbers.map(|(number, keep)| number.filter(|_| *keep)).collect::<Int64Array>())
        }
        _ => {
            let numbers = read.values.as_primitive::<Float64Type>().iter().zip(&keep);
            Arc::new(numbers.map(|(number, keep)| number.filter(|_| *keep)).collect::<Float64Array>())
        }
    };
}

fn rows_outside<T: arrow_array::ArrowPrimitiveType>(
    values: &PrimitiveArray<T>,
    number: impl Fn(T::Native) -> f64,
    range: (f64, f64),
) -> Vec<u32> {
    let rows = values.iter().enumerate();
    rows.filter(|(_, value)| value.is_some_and(|value| !check::in_range(number(value), range)))
        .map(|(row, _)| row as u32)
        .collect()
}
