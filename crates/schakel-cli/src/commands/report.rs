//! `schakel report`: from the schools' files to their reports.

use std::io::Write;
use std::path::{Path, PathBuf};

use anstream::println;
use rayon::prelude::*;
use schakel_core::load::SchoolLoad;
use schakel_core::problem::Problem;
use schakel_core::project::Project;
use schakel_indicators::Outcome as Computed;
use schakel_report::document::Lang as ReportLang;
use schakel_report::facts::Facts;
use schakel_report::template::TemplateSet;
use serde_json::{Value, json};

use crate::args::{Lang, ReportArgs};
use crate::commands::open_project;
use crate::exit::{Ended, Failure};
use crate::pipeline;
use crate::print::{self, DIM, NAME, NOTICE};
use crate::progress::{SchoolBars, line};

/// The name of the report, as its files are called.
const REPORT: &str = "visie-en-voortgang";

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
    let computed = pipeline::compute(&project, &loads)?;
    working.set_message("composing the reports");
    let out = args.out.clone().unwrap_or_else(|| project.default_output());
    let made = make(&project, &loads, &computed, args, &out);
    working.finish_and_clear();
    let made = made?;

    let problems = pipeline::problems(&loads);
    show(&project, &loads, &made, &problems, args.json)?;
    Ok(print::outcome(&problems))
}

/// A report that was written.
struct Made {
    school: String,
    lang: Lang,
    file: PathBuf,
    pages: usize,
    bytes: usize,
    warnings: Vec<String>,
}

fn make(
    project: &Project,
    loads: &[SchoolLoad],
    computed: &Computed,
    args: &ReportArgs,
    out: &Path,
) -> Result<Vec<Made>, Failure> {
    let templates = templates(project)?;
    let mut wanted: Vec<(&SchoolLoad, Lang)> = Vec::new();
    let mut langs = args.lang.clone();
    langs.sort_unstable();
    langs.dedup();
    for load in loads.iter().filter(|load| load.loaded) {
        wanted.extend(langs.iter().map(|lang| (load, *lang)));
    }
    wanted
        .par_iter()
        .map(|(load, lang)| {
            let facts = computed
                .facts(&load.school, pipeline::provenance(load))
                .ok_or_else(|| Failure::Fault(format!("the store has no row of school {}", load.school)))?;
            let name = format!("{REPORT}-{}-{}", project.school_year, lang.tag());
            let file = out.join(&load.school).join(format!("{name}.pdf"));
            if args.facts && *lang == langs[0] {
                let text = serde_json::to_vec_pretty(&facts).map_err(|e| Failure::fault("writing facts", e))?;
                write_whole(&out.join(&load.school).join(format!("{REPORT}-{}.json", project.school_year)), &text)?;
            }
            let facts: Facts = serde_json::from_value(facts).map_err(|e| Failure::fault("reading the facts", e))?;
            let rendered = schakel_report::render(&facts, &templates, report_lang(*lang))
                .map_err(|error| Failure::fault(&format!("composing the report of {}", load.school), error))?;

            write_whole(&file, &rendered.pdf)?;
            Ok(Made {
                school: load.school.clone(),
                lang: *lang,
                file,
                pages: rendered.pages,
                bytes: rendered.pdf.len(),
                warnings: rendered.warnings,
            })
        })
        .collect()
}

/// The templates of the report: those of the program, with the files that the project has in place of them.
fn templates(project: &Project) -> Result<TemplateSet, Failure> {
    let own = project.folder.join("report-templates").join(REPORT);
    if own.is_dir() {
        let failed = |error| Failure::Usage(format!("the templates in {}:\n{error}", project.shown(&own)));
        TemplateSet::vision_and_progress_from(&own).map_err(failed)
    } else {
        TemplateSet::vision_and_progress().map_err(|error| Failure::fault("reading the template", error))
    }
}

fn report_lang(lang: Lang) -> ReportLang {
    match lang {
        Lang::Nl => ReportLang::Nl,
        Lang::En => ReportLang::En,
    }
}

/// Writes a file whole or not at all: beside its place first, then renamed into it.
fn write_whole(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Usage(format!("cannot write {}: {error}", file.display()));
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    beside.write_all(bytes).map_err(|error| failed(&error))?;
    beside.persist(file).map_err(|error| failed(&error.error))?;
    Ok(())
}

fn show(
    project: &Project,
    loads: &[SchoolLoad],
    made: &[Made],
    problems: &[Problem],
    as_json: bool,
) -> Result<(), Failure> {
    if as_json {
        let reports: Vec<Value> = made
            .iter()
            .map(|made| {
                json!({
                    "school": made.school, "lang": made.lang.tag(), "file": project.shown(&made.file),
                    "pages": made.pages, "bytes": made.bytes, "warnings": made.warnings,
                })
            })
            .collect();
        let missing: Vec<&str> = loads.iter().filter(|load| !load.loaded).map(|load| load.school.as_str()).collect();
        return print::json(&json!({"reports": reports, "not_reported": missing, "problems": problems}));
    }
    print::problems(problems);
    for load in loads {
        let how = if load.reused { "unchanged, not read again" } else { "read" };
        if !load.loaded {
            println!("{NAME}{}{NAME:#}  no report: see the problems above", load.school);
        }
        for made in made.iter().filter(|made| made.school == load.school) {
            println!(
                "{NAME}{:<14}{NAME:#} {} {DIM}({} pages, {} kB; {how}){DIM:#}",
                made.school,
                made.file.display(),
                made.pages,
                made.bytes.div_ceil(1000),
            );
            for warning in &made.warnings {
                anstream::eprintln!("{NOTICE}notice{NOTICE:#} {}: {warning}", made.file.display());
            }
        }
    }
    Ok(())
}
