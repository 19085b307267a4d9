//! `schakel report`: from the schools' files to their reports.

use std::path::Path;

use anstream::println;
use rayon::prelude::*;
use schakel_core::load::SchoolLoad;
use schakel_core::project::Project;
use schakel_indicators::Outcome as Computed;
use schakel_report::Report;
use schakel_source::problem::Problem;
use serde_json::{Value, json};

use crate::args::{Lang, ReportArgs};
use crate::commands::editions::{self, Made, Wanted, each_once, write_whole};
use crate::commands::open_project;
use crate::exit::{Ended, Failure};
use crate::ledger;
use crate::pipeline;
use crate::print::{self, DIM, NAME, NOTICE};
use crate::progress::{SchoolBars, line};

/// Makes the reports of the schools that could be loaded; shows the problems of all.
///
/// # Errors
/// Wrong use when there is no such project or school; a fault when a report cannot be made or written.
pub(crate) fn run(args: &ReportArgs) -> Ended {
    let project = open_project(&args.project.project, &args.project.schools)?;
    let bars = SchoolBars::new(project.schools.iter().map(|school| school.id.as_str()));
    let loads = pipeline::load(&project, args.project.fresh, &|progress| bars.show(progress))?;
    bars.finish();

    let working = line("computing the indicators");
    if args.forget {
        ledger::forget(&project)?;
    }
    let computed = pipeline::compute(&project, &loads)?;
    // Noted before anyone can see it: what was told and not noted could not be guarded any more.
    if !args.draft {
        ledger::keep(&project, &computed)?;
    }
    working.set_message("composing the reports");
    let out = args.output.out.clone().unwrap_or_else(|| project.default_output());
    let made = make(&project, &loads, &computed, args, &out);
    working.finish_and_clear();
    let made = made?;

    let problems = pipeline::problems(&loads);
    show(&project, &loads, &computed, &made, &problems, args)?;
    Ok(print::outcome(&problems))
}

fn make(
    project: &Project,
    loads: &[SchoolLoad],
    computed: &Computed,
    args: &ReportArgs,
    out: &Path,
) -> Result<Vec<Made>, Failure> {
    let templates = editions::templates_or_stop(project, Report::VisionAndProgress)?;
    let name = Report::VisionAndProgress.name();
    let (langs, formats) = (each_once(&args.output.lang), each_once(&args.output.format));
    let mut wanted: Vec<(&SchoolLoad, Lang)> = Vec::new();
    for load in loads.iter().filter(|load| load.loaded) {
        wanted.extend(langs.iter().map(|lang| (load, *lang)));
    }
    let made: Vec<Vec<Made>> = wanted
        .par_iter()
        .map(|(load, lang)| {
            let facts = pipeline::facts(computed, load)?;
            let folder = out.join(&load.school);
            if args.output.facts && *lang == langs[0] {
                let text = serde_json::to_vec_pretty(&facts).map_err(|e| Failure::fault("writing facts", e))?;
                write_whole(&folder.join(format!("{name}-{}.json", project.school_year)), &text)?;
            }
            let editions = formats.iter().map(|format| {
                let file = format!("{name}-{}-{}.{}", project.school_year, lang.tag(), format.extension());
                let wanted = Wanted { lang: *lang, format: *format, attach: args.output.attach };
                editions::write(&facts, &templates, wanted, folder.join(file), &load.school)
            });
            editions.collect()
        })
        .collect::<Result<_, Failure>>()?;
    Ok(made.into_iter().flatten().collect())
}

fn show(
    project: &Project,
    loads: &[SchoolLoad],
    computed: &Computed,
    made: &[Made],
    problems: &[Problem],
    args: &ReportArgs,
) -> Result<(), Failure> {
    if args.output.json {
        let reports: Vec<Value> = made
            .iter()
            .map(|made| {
                let mut report = made.json(project);
                report["school"] = json!(made.about);
                report
            })
            .collect();
        let missing: Vec<&str> = loads.iter().filter(|load| !load.loaded).map(|load| load.school.as_str()).collect();
        return print::json(&json!({
            "reports": reports, "not_reported": missing, "noted": !args.draft, "problems": problems,
        }));
    }
    print::errors(problems);
    for load in loads {
        let how = if load.reused { "sources unchanged, not read again" } else { "read" };
        if !load.loaded {
            println!("{NAME}{}{NAME:#}  no report: see the problems above", load.school);
        }
        for made in made.iter().filter(|made| made.about == load.school) {
            made.show(how);
        }
        let repeated = computed.schools.get(&load.school).map_or(0, |school| school.repeated);
        if repeated > 0 {
            println!(
                "{NOTICE}notice{NOTICE:#} {}: {repeated} numbers are told as in an earlier report, because too few persons \
                 changed since",
                load.school
            );
            println!(
                "  {DIM}do{DIM:#} Nothing; or, when nobody outside saw the earlier report, make it again with --forget."
            );
        }
    }
    if args.draft {
        println!("{DIM}a draft: what it tells is not noted, so nobody else should see it{DIM:#}");
    }
    Ok(())
}
