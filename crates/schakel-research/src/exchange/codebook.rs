//! `codebook.json`: what the columns of the cube mean, and the codes in it.

use schakel_report::facts::Facts;
use serde_json::{Map, Value, json};

use super::Persons;
use crate::cube::{self, COLUMNS, Column, Kind};

/// The codebook of the cube of these facts, and of rows of persons.
pub(super) fn codebook(facts: &Facts, persons: &[Persons]) -> Value {
    let labels = cube::labels([facts]);
    let columns: Vec<Value> = COLUMNS
        .iter()
        .map(|column| {
            let mut codes = listed(column);
            if let Some(seen) = labels.get(column.name) {
                codes.extend(seen.iter().map(|(code, label)| (code.clone(), json!({"nl": label.nl, "en": label.en}))));
            }
            json!({
                "name": column.name,
                "type": kind(column.kind),
                "required": column.required,
                "label": {"nl": column.nl, "en": column.en},
                "meaning": column.meaning,
                "codes": codes,
            })
        })
        .collect();
    let indicators: Vec<Value> = facts
        .indicators
        .iter()
        .map(|(id, indicator)| {
            json!({
                "id": id,
                "name": indicator.name,
                "definition": indicator.definition,
                "population": indicator.population,
                "numerator": indicator.numerator,
                "denominator": indicator.denominator,
                "unit": indicator.unit,
                "interval": indicator.interval,
                "source": indicator.source,
            })
        })
        .collect();
    let persons: Vec<Value> = persons.iter().map(Persons::codebook).collect();
    json!({"columns": columns, "indicators": indicators, "persons": persons})
}

fn listed(column: &Column) -> Map<String, Value> {
    column.codes.iter().map(|code| (code.code.to_owned(), json!({"nl": code.nl, "en": code.en}))).collect()
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Whole => "whole number",
        Kind::Number => "number",
        Kind::Flag => "true or false",
    }
}
