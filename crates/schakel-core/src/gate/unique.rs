//! Refuses rows whose key an earlier row of the table has.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use schakel_model::{SCHOOL_ID, check};

use super::distinct::{Map, Numbered};
use super::intake::Taken;
use super::link::{Fate, Fault, Linked, Why, texts};

/// Refuses rows whose id an earlier row has; gives the row of every id.
pub(super) fn unique_ids<'a>(taken: &'a Taken, column: usize, linked: &mut Linked) -> Map<&'a str, u32> {
    let mut rows: Map<&'a str, u32> = Map::with_capacity_and_hasher(taken.rows, Default::default());
    for batch in &taken.batches {
        let Some(ids) = texts(batch, column) else { continue };
        for (at, id) in ids.iter().enumerate() {
            let Some(id) = id else { continue };
            let row = (batch.start + at) as u32;
            match rows.entry(id) {
                std::collections::hash_map::Entry::Vacant(entry) => _ = entry.insert(row),
                std::collections::hash_map::Entry::Occupied(mut entry) => {
                    let (first, this) = (linked.fates[*entry.get() as usize], linked.fates[row as usize]);
                    if first == Fate::Refused && this != Fate::Refused {
                        entry.insert(row);
                    } else if first == Fate::Kept && this == Fate::Kept {
                        refuse_double(linked, row, column);
                    }
                }
            }
        }
    }
    rows
}

fn refuse_double(linked: &mut Linked, row: u32, column: usize) {
    linked.fates[row as usize] = Fate::Refused;
    linked.faults.push(Fault { row, column, check: &check::UNIQUE, why: Why::Check, refused: true });
}

/// Refuses rows whose key of several columns an earlier row has. A key with a missing part is not compared.
pub(super) fn unique_keys(taken: &Taken, linked: &mut Linked) {
    let key: Vec<usize> =
        taken.table.key.iter().filter(|name| **name != SCHOOL_ID).filter_map(|name| taken.column(name)).collect();
    if taken.table.key.is_empty() {
        return;
    }
    // Every part of a key becomes a small number; two numbers together become one again, until one is left.
    let mut codes: Vec<u32> = vec![1; taken.rows];
    for (place, index) in key.iter().enumerate() {
        let Some(part) = key_part(taken, *index, linked) else { return };
        if place == 0 {
            codes = part;
            continue;
        }
        let mut pairs = Numbered::with_capacity(taken.rows);
        for (code, part) in codes.iter_mut().zip(part) {
            *code = if *code == 0 || part == 0 {
                0
            } else {
                pairs.number((u64::from(*code) << 32) | u64::from(part)).0 + 1
            };
        }
    }
    let mut seen = vec![false; codes.iter().max().map_or(0, |most| *most as usize) + 1];
    let column = key.first().copied().unwrap_or(0);
    for (row, code) in codes.into_iter().enumerate() {
        if code == 0 || linked.fates[row] != Fate::Kept {
            continue;
        }
        if std::mem::replace(&mut seen[code as usize], true) {
            refuse_double(linked, row as u32, column);
        }
    }
}

/// One column of a key as numbers from 1, 0 for a missing value; nothing when the column was not handed over.
fn key_part(taken: &Taken, index: usize, linked: &Linked) -> Option<Vec<u32>> {
    if let Some(numbers) = linked.references.get(&index) {
        return Some(numbers.clone());
    }
    let mut numbers = Vec::with_capacity(taken.rows);
    let mut texts = Numbered::<&str>::with_capacity(0);
    let mut others = Numbered::<u64>::with_capacity(0);
    for batch in &taken.batches {
        let values: &ArrayRef = batch.columns[index].as_ref()?;
        let mut add =
            |row: usize, bits: u64| numbers.push(if values.is_null(row) { 0 } else { others.number(bits).0 + 1 });
        match values.data_type() {
            DataType::Utf8 => {
                numbers.extend(
                    values.as_string::<i32>().iter().map(|text| text.map_or(0, |text| texts.number(text).0 + 1)),
                );
            }
            DataType::Int64 => {
                let values = values.as_primitive::<Int64Type>().values();
                values.iter().enumerate().for_each(|(row, value)| add(row, *value as u64));
            }
            DataType::Float64 => {
                let values = values.as_primitive::<Float64Type>().values();
                values.iter().enumerate().for_each(|(row, value)| add(row, value.to_bits()));
            }
            DataType::Date32 => {
                let values = values.as_primitive::<Date32Type>().values();
                values.iter().enumerate().for_each(|(row, value)| add(row, *value as u32 as u64));
            }
            DataType::Boolean => {
                let values = values.as_boolean().values();
                values.iter().enumerate().for_each(|(row, value)| add(row, u64::from(value)));
            }
            _ => return None,
        }
    }
    Some(numbers)
}
