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

use crate::args::{Format, Lang, ReportArgs};
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
    format: Format,
    file: PathBuf,
    /// Only pages are counted.
    pages: Option<usize>,
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
    let (langs, formats) = (each_once(&args.lang), each_once(&args.format));
    let mut wanted: Vec<(&SchoolLoad, Lang)> = Vec::new();
    for load in loads.iter().filter(|load| load.loaded) {
        wanted.extend(langs.iter().map(|lang| (load, *lang)));
    }
    let made: Vec<Vec<Made>> = wanted
        .par_iter()
        .map(|(load, lang)| {
            let facts = computed
                .facts(&load.school, pipeline::provenance(load))
                .ok_or_else(|| Failure::Fault(format!("the store has no row of school {}", load.school)))?;
            let folder = out.join(&load.school);
            if args.facts && *lang == langs[0] {
                let text = serde_json::to_vec_pretty(&facts).map_err(|e| Failure::fault("writing facts", e))?;
                write_whole(&folder.join(format!("{REPORT}-{}.json", project.school_year)), &text)?;
            }
            let facts: Facts = serde_json::from_value(facts).map_err(|e| Failure::fault("reading the facts", e))?;
            let editions = formats.iter().map(|format| {
                let name = format!("{REPORT}-{}-{}.{}", project.school_year, lang.tag(), format.extension());
                edition(&facts, &templates, *lang, *format, folder.join(name), &load.school)
            });
            editions.collect()
        })
        .collect::<Result<_, Failure>>()?;
    Ok(made.into_iter().flatten().collect())
}

/// Makes one edition of the report of a school and writes it.
fn edition(
    facts: &Facts,
    templates: &TemplateSet,
    lang: Lang,
    format: Format,
    file: PathBuf,
    school: &str,
) -> Result<Made, Failure> {
    let failed = |error| Failure::fault(&format!("composing the report of {school}"), error);
    let (bytes, pages, warnings) = match format {
        Format::Pdf => {
            let rendered = schakel_report::render(facts, templates, report_lang(lang)).map_err(failed)?;
            (rendered.pdf, Some(rendered.pages), rendered.warnings)
        }
        Format::Html => {
            let html = schakel_report::render_html(facts, templates, report_lang(lang)).map_err(failed)?;
            (html.into_bytes(), None, Vec::new())
        }
    };
    write_whole(&file, &bytes)?;
    Ok(Made { school: school.to_owned(), lang, format, file, pages, bytes: bytes.len(), warnings })
}

/// What was asked for, each once and in a fixed order.
fn each_once<T: Copy + Ord>(asked: &[T]) -> Vec<T> {
    let mut once = asked.to_vec();
    once.sort_unstable();
    once.dedup();
    once
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
                    "school": made.school, "lang": made.lang.tag(), "format": made.format.extension(),
                    "file": project.shown(&made.file),
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
            let pages = made.pages.map_or_else(String::new, |pages| format!("{pages} pages, "));
            println!(
                "{NAME}{:<14}{NAME:#} {} {DIM}({pages}{} kB; {how}){DIM:#}",
                made.school,
                made.file.display(),
                made.bytes.div_ceil(1000),
            );
            for warning in &made.warnings {
                anstream::eprintln!("{NOTICE}notice{NOTICE:#} {}: {warning}", made.file.display());
            }
        }
    }
    Ok(())
}
