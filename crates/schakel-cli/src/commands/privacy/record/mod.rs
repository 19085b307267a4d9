//! `schakel privacy record`: the record of processing of a school, from the plugin and the model in use.

mod compose;
mod facts;
mod fields;
mod risks;

use anstream::println;
use schakel_core::load::{self, Options};
use schakel_source::problem::Problem;
use serde_json::json;

use super::texts::Texts;
use crate::args::RecordArgs;
use crate::args::RecordFormat;
use crate::commands::editions::{each_once, write_whole};
use crate::commands::open_project;
use crate::exit::{Ended, Failure};
use crate::pipeline;
use crate::print::{self, NAME};
use crate::progress::line;
use facts::Record;

/// How the files are called.
const NAME_OF_FILE: &str = "verwerkingsregister";

/// Writes the records of the schools.
///
/// # Errors
/// Wrong use when there is no such project or school, or a file cannot be written.
pub(super) fn run(args: &RecordArgs) -> Ended {
    let project = open_project(&args.project, &args.schools)?;
    let options = Options::of(&project).map_err(|problem| Failure::Usage(problem.to_string()))?;
    let uses = schakel_indicators::uses(&pipeline::request(&project)?)
        .map_err(|error| Failure::fault("looking what the indicators need", error))?;
    let working = line("looking at the fields");
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    for school in &project.schools {
        match load::fields(&project, school, &options) {
            Ok(fields) => {
                problems.extend(of_school(&fields.problems, &school.id));
                records.push(Record::new(&project, school, fields, &uses).map_err(|p| Failure::Usage(p.to_string()))?);
            }
            Err(more) => problems.extend(of_school(&more, &school.id)),
        }
    }
    working.finish_and_clear();
    if args.json {
        print::json(&json!({"records": records, "problems": problems}))?;
        return Ok(print::outcome(&problems));
    }
    let out = args.out.clone().unwrap_or_else(|| project.privacy_folder());
    for record in &records {
        for lang in each_once(&args.lang) {
            let document = compose::document(record, &Texts::of(lang)?, lang.model());
            for format in each_once(&args.format) {
                let name = format!("{NAME_OF_FILE}-{}-{}.{}", record.school_year, lang.tag(), format.extension());
                let file = out.join(&record.school).join(name);
                let text = match format {
                    RecordFormat::Md => document.markdown(),
                    RecordFormat::Html => document.html(lang.tag()),
                };
                write_whole(&file, text.as_bytes())?;
                println!("{NAME}{:<14}{NAME:#} {}", record.school, project.shown(&file));
            }
        }
    }
    print::problems(&problems);
    Ok(print::outcome(&problems))
}

fn of_school(problems: &[Problem], school: &str) -> Vec<Problem> {
    problems.iter().map(|problem| problem.clone().school(school)).collect()
}
