//! The facts: everything a report may know about a school, as one JSON document.

use schakel_disclosure::{FactValue, ReleasedFact, Status};
use serde_json::{Map, Value, json};

use crate::outcome::{IndicatorOutcome, ListRow, SchoolOutcome};
use crate::{Bilingual, Outcome, Request};

/// The version of the facts that this crate writes.
pub const FACTS_VERSION: u32 = 1;

/// Lists that are told elsewhere in the facts.
const ABOUT_SCHOOL: &str = "school";
const ABOUT_WAVES: &str = "waves";

/// What the caller knows and the store does not: where the data came from and what the checks found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Provenance {
    /// The files and databases that were read.
    pub sources: Value,
    /// What the checks found.
    pub quality: Value,
    /// Versions of the program, the model and the plugin.
    pub versions: Value,
}

impl Outcome {
    /// The facts about a school; `None` for a school that is not there.
    #[must_use]
    pub fn facts(&self, school: &str, provenance: Provenance) -> Option<Value> {
        let outcome = self.schools.get(school)?;
        let mut indicators = Map::new();
        for indicator in &outcome.indicators {
            indicators.insert(indicator.indicator.header.id.clone(), indicator_json(indicator, &self.request));
        }
        let mut lists = Map::new();
        for (name, rows) in outcome.lists.iter().filter(|(name, _)| ![ABOUT_SCHOOL, ABOUT_WAVES].contains(name)) {
            lists.insert((*name).to_owned(), rows.iter().map(row_json).collect());
        }
        Some(json!({
            "facts_version": FACTS_VERSION,
            "report": report_json(outcome, &self.request),
            "school": school_json(school, outcome, &self.request),
            "settings": self.request.settings.to_json(),
            "indicators": indicators,
            "lists": lists,
            "sources": provenance.sources,
            "quality": provenance.quality,
            "versions": provenance.versions,
        }))
    }
}

/// An indicator with its released cells and changes.
pub(crate) fn indicator_json(outcome: &IndicatorOutcome, request: &Request) -> Value {
    let header = &outcome.indicator.header;
    let filled =
        |text: &Bilingual| json!({ "nl": request.settings.fill(&text.nl), "en": request.settings.fill(&text.en) });
    json!({
        "id": header.id,
        "name": { "nl": header.nl, "en": header.en },
        "definition": {
            "nl": request.settings.fill(&header.definition_nl),
            "en": request.settings.fill(&header.definition_en),
        },
        "population": filled(&header.population),
        "numerator": filled(&header.numerator),
        "denominator": filled(&header.denominator),
        "unit": header.unit,
        "interval": header.interval.name(),
        "source": header.source,
        "cells": outcome.cells,
        "changes": outcome.changes,
    })
}

fn report_json(outcome: &SchoolOutcome, request: &Request) -> Value {
    let waves: Vec<Value> = outcome
        .lists
        .get(ABOUT_WAVES)
        .into_iter()
        .flatten()
        .map(|row| {
            let label = text(row, "label").unwrap_or_default();
            json!({
                "label": label,
                "period_label": outcome.periods.term(label),
                "from": text(row, "from"),
                "until": text(row, "until"),
            })
        })
        .collect();
    json!({
        "school_year": request.school_year,
        "previous_school_year": request.previous_school_year.as_deref().unwrap_or_default(),
        "date": request.report_date.to_string(),
        "project": request.project,
        "waves": waves,
    })
}

fn school_json(id: &str, outcome: &SchoolOutcome, request: &Request) -> Value {
    let row = outcome.lists.get(ABOUT_SCHOOL).and_then(|rows| rows.first());
    let sector = row.and_then(|row| row.iter().find(|(column, ..)| column == "sector"));
    let size = |group: &str| {
        let cells = outcome.indicators.iter().filter(|i| i.indicator.header.id == "Q2").flat_map(|i| &i.cells);
        cells
            .filter(|c| c.status() == Status::Released)
            .find(|c| {
                let place = c.place();
                place.by.code == "population" && place.group.code == group && place.period.code == request.school_year
            })
            .and_then(|c| serde_json::to_value(c.value()).ok())
    };
    json!({
        "id": id,
        "name": row.and_then(|row| text(row, "name")),
        "sector": row.and_then(|row| text(row, "sector")),
        "sector_label": sector.and_then(|(_, _, label)| label.as_ref()),
        "students": size("students"),
        "staff": size("staff"),
    })
}

fn row_json(row: &ListRow) -> Value {
    let mut json = Map::new();
    for (column, fact, label) in row {
        json.insert(column.clone(), json!(fact));
        if let Some(label) = label {
            json.insert(format!("{column}_label"), json!(label));
        }
    }
    Value::Object(json)
}

fn text<'r>(row: &'r ListRow, column: &str) -> Option<&'r str> {
    let (_, fact, _) = row.iter().find(|(name, ..)| name == column)?;
    match fact.as_ref().map(ReleasedFact::value) {
        Some(FactValue::Text(text)) => Some(text),
        _ => None,
    }
}
