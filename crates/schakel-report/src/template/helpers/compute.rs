//! Helpers that compare and compute. They work on released numbers only, which are rounded already.

use handlebars::Handlebars;
use serde_json::Value;

use super::call::{Call, Find, Finding, Give, Given, Giving, Wrong};

pub(super) fn register(registry: &mut Handlebars<'static>) {
    let helpers: &[(&str, Give)] = &[
        ("add", |call| {
            let numbers: Result<Vec<f64>, Wrong> = (0..call.values().count()).map(|i| call.number(i)).collect();
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
            Ok(call.values().all(is_there).into())
        }),
        ("size", |call| {
            // A list that is not there has nothing in it.
            Ok(match call.value(0) {
                None => 0.into(),
                Some(Value::Object(map)) => map.len().into(),
                Some(_) => call.list(0)?.len().into(),
            })
        }),
        ("chunks", |call| {
            let length = (call.number(1)? as usize).max(1);
            let pointers: Vec<Value> = call.list(0)?.map(|element| element.pointer()).collect();
            Ok(pointers.chunks(length).map(|chunk| Value::Array(chunk.to_vec())).collect())
        }),
        ("take", |call| {
            let length = call.number(1)? as usize;
            Ok(call.list(0)?.take(length).map(|element| element.pointer()).collect())
        }),
    ];
    for (name, helper) in helpers {
        registry.register_helper(name, Box::new(Giving(*helper)));
    }
    let finding: &[(&str, Find)] = &[
        ("either", |call| {
            let empty = |v: &Value| v.is_null() || v == "" || v.as_array().is_some_and(Vec::is_empty);
            Ok(call.values().position(|v| !empty(v)).map_or(Given::NOTHING, |index| call.given(index)))
        }),
        ("item", |call| {
            let index = call.number(1)?;
            let mut list = call.list(0)?;
            let place = if index < 0.0 { list.len() as f64 + index } else { index };
            Ok(list.nth(place as usize).map_or(Given::NOTHING, |element| element.given()))
        }),
    ];
    for (name, helper) in finding {
        registry.register_helper(name, Box::new(Finding(*helper)));
    }
}

/// `{{ratio part whole}}`: a whole percentage.
fn ratio(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let (part, whole) = (call.number(0)?, call.number(1)?);
    if whole == 0.0 {
        return Ok(Value::Null);
    }
    Ok((100.0 * part / whole).round().into())
}

/// `{{sum list "value"}}`: the sum of a field, or null when one element has no value: a sum with a gap is not a sum.
fn sum(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let key = call.text(1)?;
    let numbers: Option<Vec<f64>> = call.list(0)?.map(|v| v.value.get(key).and_then(Value::as_f64)).collect();
    Ok(numbers.map_or(Value::Null, |n| n.iter().sum::<f64>().into()))
}

/// `{{ceiling 20 list other}}`: the first multiple of a step above every value in the lists, as the end of a scale.
fn ceiling(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let step = call.number(0)?;
    if step <= 0.0 {
        return Err("the step must be above zero".to_owned());
    }
    let lists = (1..call.values().count()).filter_map(|index| call.list(index).ok());
    let highest = lists.flatten().filter_map(|v| v.value.get("value").and_then(Value::as_f64)).fold(step, f64::max);
    Ok(((highest / step).ceil() * step).into())
}

fn is_there(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Number(_) => true,
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => match o.get("status").and_then(Value::as_str) {
            // A cell of an indicator has a status and a value; an intervention has a status of its own.
            Some(_) if o.contains_key("period") => o.get("value").is_some_and(|v| !v.is_null()),
            _ => match o.get("verdict") {
                Some(_) => o.get("to_value").is_some_and(|v| !v.is_null()),
                None => true,
            },
        },
    }
}
