//! `schakel explain`: where a printed number comes from.

use anstream::println;
use schakel_core::load::SchoolLoad;
use schakel_disclosure::Reason;
use schakel_indicators::Explanation;
use serde_json::json;

use crate::args::{ExplainArgs, Lang};
use crate::commands::indicators::{catalogue, find};
use crate::commands::{cells, open_project};
use crate::exit::{Ended, Failure};
use crate::pipeline;
use crate::print::{self, DIM, NAME};
use crate::progress::line;

/// Explains an indicator at a school.
///
/// # Errors
/// Wrong use when there is no such project, school or indicator, or the school cannot be read.
pub(crate) fn run(args: &ExplainArgs) -> Ended {
    let indicator = find(catalogue()?, &args.indicator)?;
    let project = open_project(&args.project, std::slice::from_ref(&args.school))?;
    let working = line("reading the school");
    let loads = pipeline::load(&project, false, &|_| {})?;
    let problems = pipeline::problems(&loads);
    let Some(load) = loads.iter().find(|load| load.loaded) else {
        working.finish_and_clear();
        print::problems(&problems);
        return Ok(print::outcome(&problems));
    };
    let store = pipeline::store_view(&project, &loads);
    let id = &indicator.header.id;
    let explanation = schakel_indicators::explain(&store, &pipeline::request(&project)?, &args.school, id);
    working.finish_and_clear();
    let explanation = explanation
        .map_err(|error| Failure::fault("explaining", error))?
        .ok_or_else(|| Failure::Fault(format!("the store has no row of school {}", args.school)))?;
    if args.json {
        print::json(&json!({
            "explanation": explanation,
            "plugin": {"id": load.provenance.plugin, "version": load.provenance.plugin_version},
            "sources": load.provenance.sources,
            "problems": problems,
        }))?;
    } else {
        show(&explanation, load, args.lang);
        print::problems(&problems);
    }
    Ok(print::outcome(&problems))
}

fn show(explanation: &Explanation, load: &SchoolLoad, lang: Lang) {
    let text = |field: &str| {
        let both = &explanation.definition[field];
        both[lang.tag()].as_str().unwrap_or_default().to_owned()
    };
    let id = explanation.definition["id"].as_str().unwrap_or_default();
    println!("{NAME}{id} {}{NAME:#} at {NAME}{}{NAME:#}", text("name"), explanation.school);
    println!("{}", text("definition"));
    print::columns(&[
        vec!["  population".to_owned(), text("population")],
        vec!["  numerator".to_owned(), text("numerator")],
        vec!["  denominator".to_owned(), text("denominator")],
    ]);

    println!("\n{NAME}Values{NAME:#}");
    cells::show(&explanation.cells, lang);
    for (reason, count) in &explanation.kept_back {
        println!("    {DIM}{count} kept back: {}{DIM:#}", why(*reason));
    }
    for (role, shown) in &explanation.merged_roles {
        println!("    {DIM}role {role} is shown as {shown}: too few persons{DIM:#}");
    }

    println!("\n{NAME}Tables of the model{NAME:#}");
    print::columns(
        &explanation.tables.iter().map(|read| vec![format!("  {}", read.table), rows(read.rows)]).collect::<Vec<_>>(),
    );

    println!("\n{NAME}Sources{NAME:#}, read by plugin {} {}", load.provenance.plugin, load.provenance.plugin_version);
    let mut sources: Vec<Vec<String>> = Vec::new();
    for source in &load.provenance.sources {
        let hash = source.sha256.get(..16).unwrap_or(&source.sha256);
        sources.push(vec![
            format!("  {}", source.file),
            source.kind.clone(),
            rows(source.rows),
            format!("sha256 {hash}…"),
        ]);
    }
    print::columns(&sources);

    for (name, query) in &explanation.views {
        println!("\n{NAME}View {name}{NAME:#}\n{}", query.trim());
    }
    println!("\n{NAME}Query{NAME:#}\n{}", explanation.sql.trim());
    if let Some(query) = &explanation.change_sql {
        println!("\n{NAME}Query of the change{NAME:#}\n{}", query.trim());
    }
}

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::TooFewPersons => "too few persons",
        Reason::SensitiveGroup => "a group by a sensitive characteristic is too small",
        Reason::TooFewObservations => "too few observations to mean something",
        Reason::TooFewPairs => "too few linked pairs",
        Reason::SmallGroup => "a comparison with one or two persons",
        Reason::Complementary => "together with other numbers it would tell one that is kept back",
        Reason::EndIsBanded => "one end is shown as a band",
        Reason::EveryAnswer => "a mean that would tell what each person answered",
    }
}

fn rows(count: u64) -> String {
    match count {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    }
}
