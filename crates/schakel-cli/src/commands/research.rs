//! `schakel research`: the schools of a project side by side, and the data package with their numbers, for the research team.

mod data_package;

use std::path::Path;

use anstream::println;
use schakel_core::load::SchoolLoad;
use schakel_core::project::Project;
use schakel_indicators::Outcome as Computed;
use schakel_report::Report;
use schakel_report::across::across;
use schakel_report::facts::Facts;
use schakel_research::exchange::collected;
use schakel_research::package::Written;
use schakel_source::problem::Problem;
use serde_json::json;

use crate::args::ResearchArgs;
use crate::commands::editions::{self, Made, Wanted, each_once, write_whole};
use crate::commands::{open_any_project, open_project};
use crate::exit::{Ended, Failure, Outcome};
use crate::ledger;
use crate::pipeline;
use crate::print::{self, NOTICE};
use crate::progress::{SchoolBars, line};

/// Makes the report over the schools of a project that could be loaded; shows the problems of all.
///
/// # Errors
/// Wrong use when there is no such project, or its schools have no names for research; a fault when a report cannot be made or written.
pub(crate) fn run(args: &ResearchArgs) -> Ended {
    let any = open_any_project(&args.project)?;
    // A research team has a project without schools, and what it collected.
    let gathers = any.schools.is_empty().then(|| any.default_collected());
    if let Some(folder) = args.collected.clone().or(gathers) {
        return from_packages(&any, args, &folder);
    }
    let project = open_project(&args.project, &[])?;
    let bars = SchoolBars::new(project.schools.iter().map(|school| school.id.as_str()));
    let loads = pipeline::load(&project, args.fresh, &|progress| bars.show(progress))?;
    bars.finish();
    let working = line("computing the indicators");
    let computed = pipeline::compute(&project, &loads)?;
    ledger::keep(&project, &computed)?;
    working.set_message("composing the report and the data package");
    let given = named(&project, &loads, &computed).and_then(|schools| give(&project, schools, args));
    working.finish_and_clear();
    let given = given?;
    let problems = pipeline::problems(&loads);
    let left_out: Vec<&str> = loads.iter().filter(|load| !load.loaded).map(|load| load.school.as_str()).collect();
    show(&project, &given, &left_out, &problems, args.output.json)?;
    Ok(print::outcome(&problems))
}

/// The same from packages that were collected: no data of a school is read.
fn from_packages(project: &Project, args: &ResearchArgs, folder: &Path) -> Ended {
    let schools = collected(folder).map_err(|error| Failure::Usage(error.to_string()))?;
    let working = line("composing the report and the data package");
    let given = give(project, schools, args);
    working.finish_and_clear();
    show(project, &given?, &[], &[], args.output.json)?;
    Ok(Outcome::Done)
}

/// What the research team gets.
struct Given {
    schools: usize,
    reports: Vec<Made>,
    package: Written,
}

fn give(project: &Project, schools: Vec<(String, Facts)>, args: &ResearchArgs) -> Result<Given, Failure> {
    let facts = across(&project.id, schools.clone()).map_err(|error| Failure::Usage(error.to_string()))?;
    let reports = make(project, &facts, args)?;
    let package = data_package::write(project, &schools, &args.output)?;
    Ok(Given { schools: schools.len(), reports, package })
}

fn show(
    project: &Project,
    given: &Given,
    left_out: &[&str],
    problems: &[Problem],
    as_json: bool,
) -> Result<(), Failure> {
    if as_json {
        let reports: Vec<_> = given.reports.iter().map(|made| made.json(project)).collect();
        let package = data_package::json(project, &given.package);
        return print::json(&json!({
            "reports": reports, "data_package": package, "not_included": left_out, "problems": problems,
        }));
    }
    print::errors(problems);
    for made in &given.reports {
        made.show(&format!("{} schools", given.schools));
    }
    data_package::show(project, &given.package);
    for school in left_out {
        println!("{NOTICE}notice{NOTICE:#} {school} is not in it: see the problems above");
    }
    Ok(())
}

fn make(project: &Project, facts: &Facts, args: &ResearchArgs) -> Result<Vec<Made>, Failure> {
    let templates = editions::templates_or_stop(project, Report::ProjectOutcome)?;
    let report = Report::ProjectOutcome.name();
    let folder = args.output.out.clone().unwrap_or_else(|| project.default_output()).join(report);
    if args.output.facts {
        let text = serde_json::to_vec_pretty(facts).map_err(|e| Failure::fault("writing facts", e))?;
        write_whole(&folder.join(format!("{report}-{}.json", project.school_year)), &text)?;
    }
    let mut made = Vec::new();
    for lang in each_once(&args.output.lang) {
        for format in each_once(&args.output.format) {
            let name = format!("{report}-{}-{}.{}", project.school_year, lang.tag(), format.extension());
            let wanted = Wanted { lang, format, attach: args.output.attach };
            made.push(editions::write(facts, &templates, wanted, folder.join(name), &project.id)?);
        }
    }
    Ok(made)
}

/// The facts of the schools that could be loaded, side by side.
///
/// # Errors
/// Wrong use when the schools have no names for research; a fault when one is not in the store.
pub(crate) fn facts(project: &Project, loads: &[SchoolLoad], computed: &Computed) -> Result<Facts, Failure> {
    across(&project.id, named(project, loads, computed)?).map_err(|error| Failure::Usage(error.to_string()))
}

/// The facts of the schools that could be loaded, each with its name for research.
fn named(project: &Project, loads: &[SchoolLoad], computed: &Computed) -> Result<Vec<(String, Facts)>, Failure> {
    let mut schools = Vec::new();
    for load in loads.iter().filter(|load| load.loaded) {
        let alias = project.school(&load.school).and_then(|school| school.alias.clone()).unwrap_or_default();
        schools.push((alias, pipeline::facts(computed, load)?));
    }
    Ok(schools)
}
