//! `schakel indicators`: definitions and, for a project, released values.

use anstream::println;
use schakel_indicators::{Bilingual, Catalogue, Indicator, Settings};
use serde_json::{Value, json};

use crate::args::{IndicatorsArgs, Lang};
use crate::commands::{cells, open_project};
use crate::exit::{Ended, Failure, Outcome};
use crate::pipeline;
use crate::print::{self, DIM, NAME};
use crate::progress::line;

/// Prints the definitions asked for, and their released values where a project is given.
///
/// # Errors
/// Wrong use when there is no such indicator, project or school.
pub(crate) fn run(args: &IndicatorsArgs) -> Ended {
    let catalogue = catalogue()?;
    let indicators: Vec<&Indicator> = match &args.id {
        Some(id) => vec![find(catalogue, id)?],
        None => catalogue.indicators.iter().collect(),
    };
    match &args.project {
        None => definitions(args, &indicators)?,
        Some(project) => return values(args, project, &indicators),
    }
    Ok(Outcome::Done)
}

/// The indicators that this program knows.
///
/// # Errors
/// A fault when a definition in the program cannot be read.
pub(crate) fn catalogue() -> Result<&'static Catalogue, Failure> {
    schakel_indicators::catalogue().map_err(|error| Failure::fault("reading the indicators", error))
}

/// The indicator with this id, in whatever case it is written.
///
/// # Errors
/// Wrong use when there is none.
pub(crate) fn find(catalogue: &'static Catalogue, id: &str) -> Result<&'static Indicator, Failure> {
    catalogue.indicators.iter().find(|indicator| indicator.header.id.eq_ignore_ascii_case(id)).ok_or_else(|| {
        let ids: Vec<&str> = catalogue.indicators.iter().map(|indicator| indicator.header.id.as_str()).collect();
        Failure::Usage(format!("there is no indicator `{id}`. There is: {}.", ids.join(", ")))
    })
}

fn definitions(args: &IndicatorsArgs, indicators: &[&Indicator]) -> Result<(), Failure> {
    if args.json {
        let all: Vec<Value> = indicators.iter().map(|indicator| definition_json(indicator)).collect();
        return print::json(&all);
    }
    if args.id.is_none() {
        let rows: Vec<Vec<String>> = indicators
            .iter()
            .map(|indicator| vec![indicator.header.id.clone(), name(indicator, args.lang).to_owned()])
            .collect();
        print::columns(&rows);
        println!("\n{DIM}schakel indicators ID shows a definition.{DIM:#}");
    }
    for indicator in indicators.iter().filter(|_| args.id.is_some()) {
        show_definition(indicator, args.lang);
    }
    Ok(())
}

/// Prints the definition of an indicator, with the default thresholds filled in.
fn show_definition(indicator: &Indicator, lang: Lang) {
    let header = &indicator.header;
    let settings = Settings::default();
    println!("{NAME}{} {}{NAME:#}", header.id, name(indicator, lang));
    let definition = if lang == Lang::Nl { &header.definition_nl } else { &header.definition_en };
    println!("{}\n", settings.fill(definition));
    let text = |both: &Bilingual| settings.fill(if lang == Lang::Nl { &both.nl } else { &both.en });
    print::columns(&[
        vec!["  population".to_owned(), text(&header.population)],
        vec!["  numerator".to_owned(), text(&header.numerator)],
        vec!["  denominator".to_owned(), text(&header.denominator)],
        vec!["  unit".to_owned(), header.unit.clone()],
        vec!["  interval".to_owned(), header.interval.name().to_owned()],
        vec!["  by".to_owned(), header.breakdowns.join(", ")],
        vec!["  source".to_owned(), header.source.clone()],
    ]);
}

fn name(indicator: &Indicator, lang: Lang) -> &str {
    match lang {
        Lang::Nl => &indicator.header.nl,
        Lang::En => &indicator.header.en,
    }
}

fn definition_json(indicator: &Indicator) -> Value {
    let header = &indicator.header;
    let settings = Settings::default();
    let filled = |text: &Bilingual| json!({"nl": settings.fill(&text.nl), "en": settings.fill(&text.en)});
    json!({
        "id": header.id,
        "name": {"nl": header.nl, "en": header.en},
        "definition": {"nl": settings.fill(&header.definition_nl), "en": settings.fill(&header.definition_en)},
        "population": filled(&header.population),
        "numerator": filled(&header.numerator),
        "denominator": filled(&header.denominator),
        "unit": header.unit,
        "interval": header.interval.name(),
        "breakdowns": header.breakdowns,
        "source": header.source,
    })
}

fn values(args: &IndicatorsArgs, path: &std::path::Path, indicators: &[&Indicator]) -> Ended {
    let project = open_project(path, &args.schools)?;
    let working = line("reading the schools");
    let loads = pipeline::load(&project, false, &|_| {})?;
    working.set_message("computing the indicators");
    let computed = pipeline::compute(&project, &loads)?;
    working.finish_and_clear();
    let asked = |id: &str| indicators.iter().any(|indicator| indicator.header.id == id);
    let problems = pipeline::problems(&loads);
    if args.json {
        let schools: Vec<Value> = computed
            .schools
            .iter()
            .map(|(school, outcome)| {
                let values: Vec<Value> = outcome
                    .indicators
                    .iter()
                    .filter(|outcome| asked(&outcome.indicator.header.id))
                    .map(|outcome| {
                        json!({"id": outcome.indicator.header.id, "cells": outcome.cells, "changes": outcome.changes})
                    })
                    .collect();
                json!({"school": school, "indicators": values})
            })
            .collect();
        print::json(&json!({"schools": schools, "problems": problems}))?;
    } else {
        for (school, outcome) in &computed.schools {
            println!("{NAME}{school}{NAME:#}");
            for outcome in outcome.indicators.iter().filter(|outcome| asked(&outcome.indicator.header.id)) {
                println!("  {} {}", outcome.indicator.header.id, name(outcome.indicator, args.lang));
                cells::show(&outcome.cells, args.lang);
            }
        }
        print::problems(&problems);
    }
    Ok(print::outcome(&problems))
}
