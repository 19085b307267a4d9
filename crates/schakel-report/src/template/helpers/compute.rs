//! Helpers that compare and compute. They work on released numbers only, which are rounded already.

use super::super::fact::Fact;
use super::super::value::Value;
use super::call::{Call, Helper, Wrong};

pub(super) const HELPERS: &[(&str, Helper)] = &[
    ("add", |call| {
        let numbers: Result<Vec<f64>, Wrong> = (0..call.placed.len()).map(|i| call.number(i)).collect();
        Ok(numbers?.iter().sum::<f64>().into())
    }),
    ("sub", |call| Ok((call.number(0)? - call.number(1)?).into())),
    ("abs", |call| Ok(call.number(0)?.abs().into())),
    ("least", |call| Ok(call.number(0)?.min(call.number(1)?).into())),
    ("ceiling", ceiling),
    ("ratio", ratio),
    ("sum", sum),
    ("has", |call| {
        // Whether something is there to talk about: not null, not an empty text or list, and for a cell a value that may be seen.
        Ok(call.placed.iter().all(is_there).into())
    }),
    ("size", |call| {
        // A list that is not there has nothing in it.
        Ok(match call.value(0) {
            None => 0.into(),
            Some(table) if table.is_table() => table.len().into(),
            Some(_) => call.list(0)?.len().into(),
        })
    }),
    ("chunks", |call| {
        let length = (call.number(1)? as usize).max(1);
        let list: Vec<Value<'_>> = call.list(0)?.collect();
        Ok(list.chunks(length).map(|chunk| Value::List(chunk.into())).collect())
    }),
    ("take", |call| Ok(call.list(0)?.take(call.number(1)? as usize).collect())),
    ("either", |call| {
        let empty = |v: &Value<'_>| v.is_nothing() || v.text() == Some("") || v.is_list() && v.len() == 0;
        Ok(call.placed.iter().find(|v| !empty(v)).cloned().unwrap_or(Value::Null))
    }),
    ("item", |call| {
        let index = call.number(1)?;
        let mut list = call.list(0)?;
        let place = if index < 0.0 { list.len() as f64 + index } else { index };
        Ok(list.nth(place as usize).unwrap_or(Value::Null))
    }),
];

/// `{{ratio part whole}}`: a whole percentage.
fn ratio<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let (part, whole) = (call.number(0)?, call.number(1)?);
    if whole == 0.0 {
        return Ok(Value::Null);
    }
    Ok((100.0 * part / whole).round().into())
}

/// `{{sum list "value"}}`: the sum of a field, or null when one element has no value: a sum with a gap is not a sum.
fn sum<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let key = call.text(1)?;
    let numbers: Option<Vec<f64>> = call.list(0)?.map(|v| v.get(key).number()).collect();
    Ok(numbers.map_or(Value::Null, |n| n.iter().sum::<f64>().into()))
}

/// `{{ceiling 20 list other}}`: the first multiple of a step above every value in the lists, as the end of a scale.
fn ceiling<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let step = call.number(0)?;
    if step <= 0.0 {
        return Err("the step must be above zero".to_owned());
    }
    let lists = (1..call.placed.len()).filter_map(|index| call.list(index).ok());
    let highest = lists.flatten().filter_map(|v| v.get("value").number()).fold(step, f64::max);
    Ok(((highest / step).ceil() * step).into())
}

fn is_there(value: &Value<'_>) -> bool {
    if value.is_nothing() {
        return false;
    }
    let shown = |member: &str| !value.get(member).is_nothing();
    match value {
        // A cell of an indicator has a status and a value; an intervention has a status of its own.
        Value::Of(Fact::Table(_)) if shown("status") && shown("period") => shown("value"),
        Value::Of(Fact::Table(_)) if shown("verdict") => shown("to_value"),
        _ if value.is_table() || value.number().is_some() => true,
        _ => value.is_true(),
    }
}
