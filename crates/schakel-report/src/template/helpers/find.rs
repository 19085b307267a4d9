//! Helpers that find cells and changes of indicators, and choose among them.

use std::cmp::Ordering;
use std::rc::Rc;

use super::super::fact::Fact;
use super::super::value::{Group, Value};
use super::call::{Call, Helper, Wrong};

pub(super) const HELPERS: &[(&str, Helper)] = &[
    ("cells", cells),
    ("changes", changes),
    ("grouped", grouped),
    ("sorted", sorted),
    ("only", |call| filtered(call, true)),
    ("without", |call| filtered(call, false)),
    ("situation", |call| Ok(situation(call.value(0).unwrap_or(&Value::Missing)).into())),
    ("cell", cell),
    ("change", change),
    ("indicator", |call| Ok(find_indicator(call)?.map_or(Value::Null, Value::Of))),
    ("highest", |call| best(call, |best, next| next > best)),
    ("lowest", |call| best(call, |best, next| next < best)),
    ("largest", |call| best(call, |best, next| next.abs() > best.abs())),
];

/// What cells and changes of a breakdown are told apart by.
const KEYS: [&str; 8] = ["by", "group", "part", "period", "from", "to", "verdict", "status"];

/// `{{cell "B2" by="programme" group="havo" part="" period=report.previous_school_year}}`: one cell, or null.
/// Without `by` and `group` the total; without `period` that of the report: its school year, its last measurement, or none.
fn cell<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let periods = periods(call);
    let fits = one_group(call);
    let cells = list_of(call, "cells")?.iter().filter(|cell| fits(cell));
    let ranked = cells.filter_map(|cell| Some((periods.iter().position(|period| is(cell, "period", period))?, cell)));
    Ok(ranked.min_by_key(|(rank, _)| *rank).map_or(Value::Null, |(_, cell)| Value::Of(cell)))
}

/// Whether a cell or change is of the group and part that a call names, or else of the whole.
fn one_group(call: &Call<'_, '_>) -> impl Fn(&Fact<'_>) -> bool {
    let named = |word: &str, otherwise| call.named_text(word).unwrap_or(otherwise);
    let (by, group, part) = (named("by", "all"), named("group", "all"), named("part", ""));
    move |fact| is(fact, "by", by) && is(fact, "group", group) && is(fact, "part", part)
}

/// The periods that are meant: the one that is asked for, or else those of the report.
fn periods<'c>(call: &Call<'c, 'c>) -> Vec<&'c str> {
    if let Some(period) = call.named_text("period") {
        return vec![period];
    }
    let report = call.facts.get("report");
    let waves = report.and_then(|report| report.get("waves")).map_or(&[][..], Fact::list);
    let last_wave = waves.last().and_then(|wave| wave.text_of("label"));
    [report.and_then(|report| report.text_of("school_year")), last_wave, Some("after"), Some("")]
        .into_iter()
        .flatten()
        .collect()
}

/// `{{cells "B2" by="programme" part=""}}`: all cells of a breakdown in the period of the report, or in `period`; `part`, `group` and
/// `status` narrow it, `shown=true` leaves out what has no value.
fn cells<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let found = choose(call, "cells")?;
    let period = periods(call).into_iter().find(|period| found.iter().any(|cell| is(cell, "period", period)));
    let of_period = found.into_iter().filter(|cell| period.is_some_and(|period| is(cell, "period", period)));
    Ok(of_period.map(Value::Of).collect())
}

/// `{{change "C2" by="role_group" group="primary_process" from="baseline"}}`: one change, or null.
fn change<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let fits = one_group(call);
    let found = list_of(call, "changes")?.iter().find(|change| {
        fits(change) && ["from", "to"].iter().all(|key| call.named_text(key).is_none_or(|v| is(change, key, v)))
    });
    Ok(found.map_or(Value::Null, Value::Of))
}

/// `{{changes "G1" by="first_generation"}}`: all changes of a breakdown.
fn changes<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    Ok(choose(call, "changes")?.into_iter().map(Value::Of).collect())
}

/// Elements of a list of the indicator.
fn choose<'a>(call: &Call<'_, 'a>, list: &str) -> Result<Vec<&'a Fact<'a>>, Wrong> {
    let shown = call.named("shown").and_then(Value::flag).unwrap_or(false);
    let wanted: Vec<(&str, &str)> = KEYS.iter().filter_map(|key| Some((*key, call.named_text(key)?))).collect();
    let fits = |fact: &&Fact<'_>| wanted.iter().all(|(key, value)| is(fact, key, value)) && (!shown || has_value(fact));
    Ok(list_of(call, list)?.iter().filter(fits).collect())
}

/// `{{highest list}}`, `{{lowest list "diff"}}`, `{{largest list "diff"}}` (the farthest from zero): the element whose number wins over
/// those of the others, or null; of equal ones the first.
fn best<'a>(call: &Call<'_, 'a>, wins: fn(f64, f64) -> bool) -> Result<Value<'a>, Wrong> {
    let key = call.value(1).and_then(Value::text).unwrap_or("value");
    let numbers = call.list(0)?.filter_map(|element| Some((element.get(key).number()?, element)));
    let best = numbers.reduce(|best, next| if wins(best.0, next.0) { next } else { best });
    Ok(best.map_or(Value::Null, |(_, element)| element))
}

/// `{{grouped cells}}`: cells by group, as a list of `group`, `label` and `cells`, in the order in which the groups first stand.
/// `key="part"` gathers by part instead.
fn grouped<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let by_part = call.named_text("key") == Some("part");
    let (key, label) = if by_part { ("part", "part_label") } else { ("group", "group_label") };
    let mut groups: Vec<(Value<'a>, Value<'a>, Vec<Value<'a>>)> = Vec::new();
    for cell in call.list(0)? {
        let code = cell.get(key);
        match groups.iter_mut().find(|group| group.0.text() == code.text()) {
            Some(group) => group.2.push(cell),
            None => groups.push((code, cell.get(label), vec![cell])),
        }
    }
    let gathered =
        groups.into_iter().map(|(code, label, cells)| Group { code, label, cells: cells.into_iter().collect() });
    Ok(gathered.map(|group| Value::Group(Rc::new(group))).collect())
}

/// `{{sorted list "value" down=true}}`: by a field, numbers by size and texts by alphabet; elements without the field stand last.
fn sorted<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let key = call.text(1)?;
    let down = call.named("down").and_then(Value::flag).unwrap_or(false);
    let mut list: Vec<(Value<'a>, Value<'a>)> = call.list(0)?.map(|element| (element.get(key), element)).collect();
    list.sort_by(|(a, _), (b, _)| match (a.number(), b.number()) {
        (Some(a), Some(b)) if down => b.total_cmp(&a),
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => {
            let order = a.text().map(str::to_lowercase).cmp(&b.text().map(str::to_lowercase));
            if down { order.reverse() } else { order }
        }
    });
    Ok(list.into_iter().map(|(_, element)| element).collect())
}

/// `{{only list "status" "running" "finished"}}`: the elements whose field has one of these values; `without` those that have none of them.
fn filtered<'a>(call: &Call<'_, 'a>, keep: bool) -> Result<Value<'a>, Wrong> {
    let key = call.text(1)?;
    let wanted = call.placed.get(2..).unwrap_or_default();
    Ok(call.list(0)?.filter(|element| wanted.iter().any(|value| value.is(&element.get(key))) == keep).collect())
}

/// The indicator that a call is about: with its name, definition, cells and changes; `None` when the facts don't have it.
fn find_indicator<'a>(call: &Call<'_, 'a>) -> Result<Option<&'a Fact<'a>>, Wrong> {
    let id = call.text(0)?;
    Ok(call.facts.get("indicators").and_then(|all| all.get(id)))
}

fn list_of<'a>(call: &Call<'_, 'a>, list: &str) -> Result<&'a [Fact<'a>], Wrong> {
    Ok(find_indicator(call)?.and_then(|indicator| indicator.get(list)).map_or(&[], Fact::list))
}

fn is(fact: &Fact<'_>, key: &str, wanted: &str) -> bool {
    fact.text_of(key) == Some(wanted)
}

fn has_value(fact: &Fact<'_>) -> bool {
    ["value", "band", "to_value"].iter().any(|key| fact.get(key).is_some())
}

/// What may be said about a cell or change: the name under which a text holds its wording.
pub(in crate::template) fn situation<'a>(subject: &Value<'a>) -> &'a str {
    let Value::Of(subject) = subject else {
        return "missing";
    };
    if let Some(verdict) = subject.text_of("verdict") {
        return match verdict {
            "up" => "up",
            "down" => "down",
            "none" => "none",
            _ => "unknown",
        };
    }
    match subject.text_of("status") {
        Some("released") => match subject.text_of("band") {
            Some(band) => band,
            None if subject.get("warn") == Some(&Fact::Bool(true)) => "warn",
            None => "released",
        },
        Some("suppressed") => "suppressed",
        Some("hidden_low_response") => "hidden",
        _ => "missing",
    }
}
