//! Helpers that find cells and changes of indicators, and choose among them.

use handlebars::Handlebars;
use serde_json::Value;

use super::call::{Call, Element, Find, Finding, Give, Given, Giving, Wrong};
use super::pointer;

pub(super) fn register(registry: &mut Handlebars<'static>) {
    let giving: &[(&str, Give)] = &[
        ("cells", cells),
        ("changes", changes),
        ("grouped", grouped),
        ("sorted", sorted),
        ("only", only),
        ("without", without),
        ("situation", |call| Ok(situation(call.value(0)).into())),
    ];
    for (name, helper) in giving {
        registry.register_helper(name, Box::new(Giving(*helper)));
    }
    let finding: &[(&str, Find)] = &[
        ("cell", cell),
        ("change", change),
        ("indicator", indicator),
        ("highest", |call| best(call, |best, next| next > best)),
        ("lowest", |call| best(call, |best, next| next < best)),
        ("largest", |call| best(call, |best, next| next.abs() > best.abs())),
    ];
    for (name, helper) in finding {
        registry.register_helper(name, Box::new(Finding(*helper)));
    }
    // It would give what stands for an element, which says nothing to a reader; `item` gives the element.
    registry.unregister_helper("lookup");
}

/// `{{cell "B2" by="programme" group="havo" part="" period=report.previous_school_year}}`: one cell, or null.
/// Without `by` and `group` the total; without `period` that of the report: its school year, its last measurement, or none.
fn cell(call: &Call<'_, '_>) -> Result<Given, Wrong> {
    let Some(indicator) = find_indicator(call)? else {
        return Ok(Given::NOTHING);
    };
    let by = call.named_text("by").unwrap_or("all");
    let group = call.named_text("group").unwrap_or("all");
    let part = call.named_text("part").unwrap_or("");
    let found: Vec<(usize, &Value)> = list_of(indicator, "cells")
        .enumerate()
        .filter(|(_, c)| is(c, "by", by) && is(c, "group", group) && is(c, "part", part))
        .collect();
    let found = periods(call).iter().find_map(|period| found.iter().find(|(_, c)| is(c, "period", period)));
    Ok(found.map_or(Given::NOTHING, |(at, _)| place(call, "cells", *at)))
}

/// An element of one of the lists of the indicator that a call is about.
fn place(call: &Call<'_, '_>, list: &str, at: usize) -> Given {
    let mut path = path_of(call, list).to_vec();
    path.push(at.to_string());
    Given::At(path)
}

fn path_of(call: &Call<'_, '_>, list: &str) -> [String; 3] {
    ["indicators", call.text(0).unwrap_or_default(), list].map(str::to_owned)
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
    let period = periods(call).into_iter().find(|period| found.iter().any(|(_, c)| is(c, "period", period)));
    let found = found.into_iter().filter(|(_, c)| period.is_some_and(|p| is(c, "period", p)));
    Ok(pointers(call, "cells", found))
}

fn pointers<'v>(call: &Call<'_, '_>, list: &str, found: impl Iterator<Item = (usize, &'v Value)>) -> Value {
    let path = path_of(call, list);
    found.map(|(at, _)| pointer::to(&path, &at.to_string())).collect()
}

/// `{{change "C2" by="role_group" group="primary_process" from="baseline"}}`: one change, or null.
fn change(call: &Call<'_, '_>) -> Result<Given, Wrong> {
    let Some(indicator) = find_indicator(call)? else {
        return Ok(Given::NOTHING);
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
    Ok(found.map_or(Given::NOTHING, |(at, _)| place(call, "changes", at)))
}

/// `{{changes "G1" by="first_generation"}}`: all changes of a breakdown.
fn changes(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    Ok(pointers(call, "changes", choose(call, "changes")?.into_iter()))
}

/// Elements of a list of the indicator, each with its place in the list.
fn choose<'rc>(call: &Call<'_, 'rc>, key: &str) -> Result<Vec<(usize, &'rc Value)>, Wrong> {
    let Some(indicator) = find_indicator(call)? else {
        return Ok(Vec::new());
    };
    let shown = call.named("shown").and_then(Value::as_bool).unwrap_or(false);
    let keys = ["by", "group", "part", "period", "from", "to", "verdict", "status"];
    let wanted: Vec<(&str, &str)> = keys.iter().filter_map(|k| Some((*k, call.named_text(k)?))).collect();
    let fits = |c: &Value| wanted.iter().all(|(k, v)| is(c, k, v)) && (!shown || has_value(c));
    Ok(list_of(indicator, key).enumerate().filter(|(_, c)| fits(c)).collect())
}

/// `{{indicator "B2"}}`: the indicator itself, for its name and definition; null when the facts don't have it.
fn indicator(call: &Call<'_, '_>) -> Result<Given, Wrong> {
    let path = || ["indicators", call.text(0).unwrap_or_default()].map(str::to_owned).to_vec();
    Ok(find_indicator(call)?.map_or(Given::NOTHING, |_| Given::At(path())))
}

/// `{{highest list}}`, `{{lowest list "diff"}}`, `{{largest list "diff"}}` (the farthest from zero): the element whose number wins over
/// those of the others, or null; of equal ones the first.
fn best(call: &Call<'_, '_>, wins: fn(f64, f64) -> bool) -> Result<Given, Wrong> {
    let key = call.value(1).and_then(Value::as_str).unwrap_or("value");
    let numbers = call.list(0)?.filter_map(|v| Some((v.value.get(key)?.as_f64()?, v)));
    let best = numbers.reduce(|best, next| if wins(best.0, next.0) { next } else { best });
    Ok(best.map_or(Given::NOTHING, |(_, element)| element.given()))
}

/// `{{grouped cells}}`: cells by group, as a list of `group`, `label` and `cells`, in the order in which the groups first stand.
/// `key="part"` gathers by part instead.
fn grouped(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let by_part = call.named_text("key") == Some("part");
    let (key, label) = if by_part { ("part", "part_label") } else { ("group", "group_label") };
    let mut groups: Vec<(&str, Value, Vec<Value>)> = Vec::new();
    for cell in call.list(0)? {
        let code = cell.value.get(key).and_then(Value::as_str).unwrap_or_default();
        match groups.iter_mut().find(|g| g.0 == code) {
            Some(group) => group.2.push(cell.pointer()),
            None => {
                let label = cell.value.get(label).cloned().unwrap_or(Value::Null);
                groups.push((code, label, vec![cell.pointer()]));
            }
        }
    }
    let gathered = groups
        .into_iter()
        .map(|(code, label, cells)| serde_json::json!({"group": code, "label": label, "cells": cells}));
    Ok(gathered.collect())
}

/// `{{sorted list "value" down=true}}`: by a field, numbers by size and texts by alphabet; elements without the field stand last.
fn sorted(call: &Call<'_, '_>) -> Result<Value, Wrong> {
    let key = call.text(1)?;
    let down = call.named("down").and_then(Value::as_bool).unwrap_or(false);
    let mut list: Vec<Element<'_>> = call.list(0)?.collect();
    let number = |v: &Element<'_>| v.value.get(key).and_then(Value::as_f64);
    list.sort_by(|a, b| match (number(a), number(b)) {
        (Some(a), Some(b)) if down => b.total_cmp(&a),
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => {
            let text = |v: &Element<'_>| v.value.get(key).and_then(Value::as_str).map(str::to_lowercase);
            let order = text(a).cmp(&text(b));
            if down { order.reverse() } else { order }
        }
    });
    Ok(list.iter().map(Element::pointer).collect())
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
    let list = call.list(0)?.filter(|v| {
        let found = v.value.get(key).unwrap_or(&Value::Null);
        wanted.iter().any(|w| same(w, found)) == keep
    });
    Ok(list.map(|element| element.pointer()).collect())
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
