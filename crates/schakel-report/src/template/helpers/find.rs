//! Helpers that find cells and changes of indicators, and choose among them.

use handlebars::Handlebars;
use serde_json::Value;

use super::call::{Call, Give, Giving, Place, Point, Pointing, Wrong};

pub(super) fn register(registry: &mut Handlebars<'static>) {
    let helpers: &[(&str, Give)] = &[
        ("cells", cells),
        ("changes", changes),
        ("indicator", indicator),
        ("highest", highest),
        ("lowest", lowest),
        ("largest", largest),
        ("grouped", grouped),
        ("sorted", sorted),
        ("only", only),
        ("without", without),
        ("situation", |call| Ok(situation(call.value(0)).into())),
    ];
    for (name, helper) in helpers {
        registry.register_helper(name, Box::new(Giving(*helper)));
    }
    for (name, helper) in [("cell", cell as Point), ("change", change)] {
        registry.register_helper(name, Box::new(Pointing(helper)));
    }
}

/// `{{cell "B2" by="programme" group="havo" part="" period=report.previous_school_year}}`: one cell, or null.
/// Without `by` and `group` the total; without `period` that of the report: its school year, its last measurement, or none.
fn cell<'rc>(call: &Call<'_, 'rc>) -> Result<Option<Place<'rc>>, Wrong> {
    let Some(indicator) = find_indicator(call)? else {
        return Ok(None);
    };
    let by = call.named_text("by").unwrap_or("all");
    let group = call.named_text("group").unwrap_or("all");
    let part = call.named_text("part").unwrap_or("");
    let found: Vec<(usize, &Value)> = list_of(indicator, "cells")
        .enumerate()
        .filter(|(_, c)| is(c, "by", by) && is(c, "group", group) && is(c, "part", part))
        .collect();
    let found = periods(call).iter().find_map(|period| found.iter().find(|(_, c)| is(c, "period", period)));
    Ok(found.map(|(at, cell)| place(call, "cells", *at, cell)))
}

fn place<'rc>(call: &Call<'_, '_>, list: &str, at: usize, value: &'rc Value) -> Place<'rc> {
    let id = call.text(0).unwrap_or_default();
    (value, vec!["indicators".to_owned(), id.to_owned(), list.to_owned(), at.to_string()])
}

/// The periods that are meant: the one that is asked for, or else those of the report.
fn periods<'a>(call: &Call<'a, 'a>) -> Vec<&'a str> {
    if let Some(period) = call.named_text("period") {
        return vec![period];
    }
    let report = &call.data()["report"];
    let last_wave = report["waves"].as_array().and_then(|waves| waves.last()?.get("label")?.as_str());
    [report["school_year"].as_str(), last_wave, Some("after"), Some("")].into_iter().flatten().collect()
}

/// `{{cells "B2" by="programme" part=""}}`: all cells of a breakdown in the period of the report, or in `period`; `part`, `group` and
/// `status` narrow it, `shown=true` leaves out what has no value.
fn cells(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let found = choose(call, "cells")?;
    let period = periods(call).into_iter().find(|period| found.iter().any(|c| is(c, "period", period)));
    let found = found.into_iter().filter(|c| period.is_some_and(|p| is(c, "period", p)));
    Ok(found.cloned().collect())
}

/// `{{change "C2" by="role_group" group="primary_process" from="baseline"}}`: one change, or null.
fn change<'rc>(call: &Call<'_, 'rc>) -> Result<Option<Place<'rc>>, Wrong> {
    let Some(indicator) = find_indicator(call)? else {
        return Ok(None);
    };
    let by = call.named_text("by").unwrap_or("all");
    let group = call.named_text("group").unwrap_or("all");
    let part = call.named_text("part").unwrap_or("");
    let found = list_of(indicator, "changes").enumerate().find(|(_, c)| {
        is(c, "by", by)
            && is(c, "group", group)
            && is(c, "part", part)
            && ["from", "to"].iter().all(|key| call.named_text(key).is_none_or(|v| is(c, key, v)))
    });
    Ok(found.map(|(at, change)| place(call, "changes", at, change)))
}

/// `{{changes "G1" by="first_generation"}}`: all changes of a breakdown.
fn changes(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    Ok(choose(call, "changes")?.into_iter().cloned().collect())
}

fn choose<'rc>(call: &Call<'_, 'rc>, key: &str) -> Result<Vec<&'rc Value>, Wrong> {
    let Some(indicator) = find_indicator(call)? else {
        return Ok(Vec::new());
    };
    let shown = call.named("shown").and_then(Value::as_bool).unwrap_or(false);
    let keys = ["by", "group", "part", "period", "from", "to", "verdict", "status"];
    let wanted: Vec<(&str, &str)> = keys.iter().filter_map(|k| Some((*k, call.named_text(k)?))).collect();
    let found =
        list_of(indicator, key).filter(|c| wanted.iter().all(|(k, v)| is(c, k, v))).filter(|c| !shown || has_value(c));
    Ok(found.collect())
}

/// `{{indicator "B2"}}`: the indicator itself, for its name and definition; null when the facts don't have it.
fn indicator(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let Some(Value::Object(found)) = find_indicator(call)? else {
        return Ok(Value::Null);
    };
    // Without the lists: they are found with the other helpers, and copying them for a name would be waste.
    let slim = found
        .iter()
        .filter(|(key, _)| !matches!(key.as_str(), "cells" | "changes"))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    Ok(Value::Object(slim))
}

/// `{{highest list}}` or `{{highest list "diff"}}`: the element with the highest value that may be seen, or null.
fn highest(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let key = call.value(1).and_then(Value::as_str).unwrap_or("value");
    let list = with_number(call.list(0)?, key);
    let best = list.reduce(|best, next| if next.0 > best.0 { next } else { best });
    Ok(best.map_or(Value::Null, |(_, v)| v.clone()))
}

/// `{{lowest list}}` or `{{lowest list "diff"}}`: the element with the lowest value that may be seen, or null.
fn lowest(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let key = call.value(1).and_then(Value::as_str).unwrap_or("value");
    let list = with_number(call.list(0)?, key);
    let best = list.reduce(|best, next| if next.0 < best.0 { next } else { best });
    Ok(best.map_or(Value::Null, |(_, v)| v.clone()))
}

/// `{{largest list "diff"}}`: the element whose number is farthest from zero, or null.
fn largest(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let key = call.value(1).and_then(Value::as_str).unwrap_or("value");
    let list = with_number(call.list(0)?, key);
    let best = list.reduce(|best, next| if next.0.abs() > best.0.abs() { next } else { best });
    Ok(best.map_or(Value::Null, |(_, v)| v.clone()))
}

/// `{{grouped cells}}`: cells by group, as a list of `group`, `label`, `cells` and `part` (the same cells by their part), in the order in which
/// the groups first stand. `key="part"` gathers by part instead, with the cells by their group in `part`.
fn grouped(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let by_part = call.named_text("key") == Some("part");
    let (key, label, other) = if by_part { ("part", "part_label", "group") } else { ("group", "group_label", "part") };
    let mut groups: Vec<(String, Value, Vec<Value>)> = Vec::new();
    for cell in call.list(0)? {
        let code = cell.get(key).and_then(Value::as_str).unwrap_or_default();
        match groups.iter_mut().find(|g| g.0 == code) {
            Some(group) => group.2.push(cell.clone()),
            None => {
                let label = cell.get(label).cloned().unwrap_or(Value::Null);
                groups.push((code.to_owned(), label, vec![cell.clone()]));
            }
        }
    }
    let gathered = groups.into_iter().map(|(code, label, cells)| {
        let by_code: serde_json::Map<String, Value> = cells
            .iter()
            .map(|c| {
                let code = c.get(other).and_then(Value::as_str).unwrap_or_default();
                (code.to_owned(), c.clone())
            })
            .collect();
        serde_json::json!({"group": code, "label": label, "cells": cells, "part": by_code})
    });
    Ok(gathered.collect())
}

fn with_number<'v>(list: &'v [Value], key: &str) -> impl Iterator<Item = (f64, &'v Value)> {
    list.iter().filter_map(move |v| v.get(key).and_then(Value::as_f64).map(|n| (n, v)))
}

/// `{{sorted list "value" down=true}}`: by a field, numbers by size and texts by alphabet; elements without the field stand last.
fn sorted(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let key = call.text(1)?;
    let down = call.named("down").and_then(Value::as_bool).unwrap_or(false);
    let mut list = call.list(0)?.clone();
    let number = |v: &Value| v.get(key).and_then(Value::as_f64);
    list.sort_by(|a, b| match (number(a), number(b)) {
        (Some(a), Some(b)) if down => b.total_cmp(&a),
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => {
            let text = |v: &Value| v.get(key).and_then(Value::as_str).map(str::to_lowercase);
            let order = text(a).cmp(&text(b));
            if down { order.reverse() } else { order }
        }
    });
    Ok(Value::Array(list))
}

/// `{{only list "status" "running" "finished"}}`: the elements whose field has one of these texts.
fn only(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    filtered(call, true)
}

/// `{{without list "group" "unknown"}}`: the elements whose field has none of these texts.
fn without(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    filtered(call, false)
}

fn filtered(call: &Call<'_, '_>, keep: bool) -> Result<Value, Wrong> {
    let key = call.text(1)?;
    let wanted: Vec<&Value> = call.values().skip(2).collect();
    let list = call.list(0)?.iter().filter(|v| {
        let found = v.get(key).unwrap_or(&Value::Null);
        wanted.iter().any(|w| same(w, found)) == keep
    });
    Ok(Value::Array(list.cloned().collect()))
}

/// Equal as a reader would see it: 0 and 0.0 are the same number.
fn same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        _ => a == b,
    }
}

fn find_indicator<'rc>(call: &Call<'_, 'rc>) -> Result<Option<&'rc Value>, Wrong> {
    let id = call.text(0)?;
    Ok(call.data().get("indicators").and_then(|i| i.get(id)))
}

fn list_of<'v>(indicator: &'v Value, key: &str) -> impl DoubleEndedIterator<Item = &'v Value> + use<'v> {
    indicator.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default().iter()
}

fn is(value: &Value, key: &str, wanted: &str) -> bool {
    // What cells are sought by stands at their head: running through is quicker than hashing.
    let member = value.as_object().and_then(|map| map.iter().find(|(name, _)| *name == key));
    member.and_then(|(_, found)| found.as_str()) == Some(wanted)
}

fn has_value(value: &Value) -> bool {
    let seen = |key: &str| value.get(key).is_some_and(|v| !v.is_null());
    seen("value") || seen("band") || seen("to_value")
}

/// What may be said about a cell or change: the name under which a text holds its wording.
pub(super) fn situation(subject: Option<&Value>) -> &str {
    let Some(subject) = subject.filter(|v| !v.is_null()) else {
        return "missing";
    };
    let text = |key: &str| subject.get(key).and_then(Value::as_str);
    if let Some(verdict) = text("verdict") {
        return match verdict {
            "up" => "up",
            "down" => "down",
            "none" => "none",
            _ => "unknown",
        };
    }
    match text("status") {
        Some("released") => match text("band") {
            Some(band) => band,
            None if subject.get("warn").and_then(Value::as_bool) == Some(true) => "warn",
            None => "released",
        },
        Some("suppressed") => "suppressed",
        Some("hidden_low_response") => "hidden",
        _ => "missing",
    }
}
