//! Facts that bytes describe: those of the shared school, or of a project of such schools, with as many changes as the bytes tell. Almost every
//! input keeps the form of the contract, so that it gets as far as the page.

use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};
use schakel_report::Report;
use schakel_report::across::across;
use schakel_report::document::Lang;
use schakel_report::facts::{Facts, Status};
use serde_json::{Value, json};

use crate::hostile;

/// Most changes of one input.
const MOST: usize = 40;
/// Longest text of the facts as JSON: time is for many inputs, not for one.
const LONGEST: usize = 1_500_000;

/// Members that are lists over schools, or hold them.
const SIDE_BY_SIDE: &[&str] = &["schools", "cells", "across"];

/// A report to make.
pub struct Case {
    /// What it is made from.
    pub facts: Facts,
    /// Which report.
    pub report: Report,
    /// In which language.
    pub lang: Lang,
}

fn shared() -> Facts {
    serde_json::from_str(include_str!("../../tests/facts/shared.json")).expect("the shared facts can be read")
}

fn base(report: Report) -> &'static Value {
    static BASES: OnceLock<[Value; 2]> = OnceLock::new();
    let bases = BASES.get_or_init(|| {
        let schools = [("A", "overzijde"), ("B", "lindehage"), ("C", "waterkant")].map(|(alias, id)| {
            let mut school = shared();
            school.school.id = id.to_owned();
            (alias.to_owned(), school)
        });
        let project = across("voorbeeld", schools.into()).expect("the schools can stand side by side");
        [shared(), project].map(|facts| serde_json::to_value(facts).expect("facts have a form in JSON"))
    });
    match report {
        Report::VisionAndProgress => &bases[0],
        Report::ProjectOutcome => &bases[1],
    }
}

/// The report that the bytes describe; `None` when they leave the form of the contract.
pub fn read(bytes: &[u8]) -> Option<Case> {
    let mut u = Unstructured::new(bytes);
    let report = if u.arbitrary().ok()? { Report::VisionAndProgress } else { Report::ProjectOutcome };
    let lang = if u.arbitrary().ok()? { Lang::Nl } else { Lang::En };
    let mut value = base(report).clone();
    let mut size = 0;
    for _ in 0..MOST {
        // What the input leaves undecided stays as it is.
        if u.is_empty() || change(&mut value, "", &mut u, &mut size).is_err() {
            break;
        }
    }
    let mut facts: Facts = serde_json::from_value(value).ok()?;
    let _ = beyond_json(&mut facts, &mut u);
    Some(Case { facts, report, lang })
}

/// Walks down to a value and changes it.
fn change(value: &mut Value, key: &str, u: &mut Unstructured<'_>, size: &mut usize) -> Result<()> {
    match value {
        Value::Object(map) if !map.is_empty() => {
            let keys: Vec<String> = map.keys().filter(|key| *key != "facts_version").cloned().collect();
            let chosen = u.choose(&keys)?;
            if u.ratio(1, 24)? && !SIDE_BY_SIDE.contains(&chosen.as_str()) {
                map.remove(chosen);
                return Ok(());
            }
            map.get_mut(chosen).map_or(Ok(()), |inner| change(inner, chosen, u, size))
        }
        Value::Array(list) if !list.is_empty() => {
            // Lists over the schools of a project have a place for each of them.
            let per_school = SIDE_BY_SIDE.contains(&key) && list.iter().all(|element| element.get("by").is_none());
            if !per_school && u.ratio(1, 3)? {
                return resize(list, u, size);
            }
            let index = u.choose_index(list.len())?;
            change(&mut list[index], key, u, size)
        }
        Value::String(text) => {
            *text = string(key, text, u)?;
            *size += text.len();
            Ok(())
        }
        Value::Number(_) | Value::Null => {
            let number = hostile::number(u)?;
            // Where a text or a table was expected the facts cannot be read, which costs one input.
            if value.is_number() || u.ratio(1, 8)? {
                *value = json!(number);
            }
            Ok(())
        }
        Value::Bool(yes) => {
            *yes = !*yes;
            Ok(())
        }
        Value::Object(_) | Value::Array(_) => Ok(()),
    }
}

/// No rows, fewer of them, or many.
fn resize(list: &mut Vec<Value>, u: &mut Unstructured<'_>, size: &mut usize) -> Result<()> {
    let index = u.choose_index(list.len())?;
    match u.int_in_range(0..=3)? {
        0 => list.clear(),
        1 => {
            list.remove(index);
        }
        _ => {
            let copies: usize = *u.choose(&[1, 2, 7, 60, 1000])?;
            let length = serde_json::to_string(&list[index]).map_or(0, |text| text.len());
            let copies = copies.min(LONGEST.saturating_sub(*size) / length.max(1));
            *size += copies * length;
            let copy = list[index].clone();
            list.splice(index..index, std::iter::repeat_n(copy, copies));
        }
    }
    Ok(())
}

/// Another text for a member: codes and days keep their form, everything else may become anything.
fn string(key: &str, now: &str, u: &mut Unstructured<'_>) -> Result<String> {
    const STATUSES: &[&str] = &["released", "suppressed", "hidden_low_response", "missing"];
    const VERDICTS: &[&str] = &["up", "down", "none", "unknown"];
    const DAYS: &[&str] = &["0000-01-01", "9999-12-31", "2026-06-15", "2024-02-29", "1999-07-01"];
    const PHASES: &[&str] = &["idea", "submitted", "approved", "running", "finished", "stopped", "adapted"];
    const CODES: &[&str] =
        &["", "all", "baseline", "after", "2025-2026", "2024-2025", "specialist", "student", "0", "3"];
    let is_day = now.len() == 10 && now.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let choices = match key {
        "status" if STATUSES.contains(&now) => STATUSES,
        "status" => PHASES,
        "verdict" => VERDICTS,
        "by" | "group" | "part" | "period" | "from" | "to" | "level" | "sector" if u.ratio(3, 4)? => CODES,
        _ if is_day => DAYS,
        _ => return hostile::text(u),
    };
    Ok((*u.choose(choices)?).to_owned())
}

/// Numbers that JSON has no form for, which a program that calls this one can hand over.
fn beyond_json(facts: &mut Facts, u: &mut Unstructured<'_>) -> Result<()> {
    while !u.is_empty() {
        let count = facts.indicators.len();
        if count == 0 {
            break;
        }
        let index = u.choose_index(count)?;
        let Some(indicator) = facts.indicators.values_mut().nth(index) else { break };
        if indicator.cells.is_empty() {
            continue;
        }
        let index = u.choose_index(indicator.cells.len())?;
        let cell = &mut indicator.cells[index];
        cell.status = Status::Released;
        let number = Some(hostile::number(u)?);
        match u.int_in_range(0..=3)? {
            0 => cell.value = number,
            1 => cell.low = number,
            2 => cell.high = number,
            _ => cell.n = number,
        }
    }
    Ok(())
}
