//! `schakel check`: read, map and check, without a report.

mod page;

use std::path::PathBuf;
use std::time::Duration;

use anstream::{eprintln, println};
use schakel_core::load::SchoolLoad;
use schakel_core::project::{PROJECT_FILE, Project};
use serde_json::{Value, json};

use crate::args::CheckArgs;
use crate::commands::editions::write_whole;
use crate::commands::watch::Stamp;
use crate::commands::{open_project, thresholds};
use crate::exit::{Ended, Failure};
use crate::print::{self, DIM, ERROR};
use crate::progress::SchoolBars;
use crate::{exit::Outcome, pipeline};

/// How long between two looks at the files.
const LOOK: Duration = Duration::from_millis(400);

/// Loads the schools and shows every problem; with `--watch` again whenever a file of theirs changes, until it is stopped.
///
/// # Errors
/// Wrong use when there is no such project or school, and a fault when the page cannot be written.
pub(crate) fn run(args: &CheckArgs) -> Ended {
    if !args.watch {
        return once(args);
    }
    let mut seen = Stamp::default();
    loop {
        let now = Stamp::of(&watched(args));
        if now != seen {
            seen = now;
            match once(args) {
                // A project file that is being written may be wrong for a moment.
                Err(Failure::Usage(message)) => eprintln!("{ERROR}error{ERROR:#} {message}"),
                ended => drop(ended?),
            }
            eprintln!("{DIM}Waiting for a file to change. Stop with Ctrl-C.{DIM:#}");
        }
        std::thread::sleep(LOOK);
    }
}

/// The project file, and the folders of plugins and data.
fn watched(args: &CheckArgs) -> Vec<PathBuf> {
    let path = &args.project.project;
    let file = if path.is_dir() { path.join(PROJECT_FILE) } else { path.clone() };
    let mut watched = vec![file];
    if let Ok(project) = Project::open_with(path, &thresholds()) {
        let schools = project.schools.iter();
        watched.extend(schools.flat_map(|school| [project.path(&school.plugin), project.path(&school.data)]));
    }
    watched
}

fn once(args: &CheckArgs) -> Ended {
    let project = open_project(&args.project.project, &args.project.schools)?;
    let bars = SchoolBars::new(project.schools.iter().map(|school| school.id.as_str()));
    let loads = pipeline::load(&project, args.project.fresh, &|progress| bars.show(progress))?;
    bars.finish();
    let problems = pipeline::problems(&loads);
    if let Some(file) = &args.html {
        let schools: Vec<(String, String)> =
            loads.iter().map(|load| (load.school.clone(), state(load).to_owned())).collect();
        write_whole(file, page::page(&project.name, &schools, &problems).as_bytes())?;
    }
    if args.json {
        let schools: Vec<Value> = loads.iter().map(school_json).collect();
        print::json(&json!({"schools": schools, "problems": problems}))?;
    } else {
        print::problems(&problems);
        let mut rows = vec![["school", "rows", "refused", "left out", "problems", ""].map(str::to_owned).to_vec()];
        rows.extend(loads.iter().map(row));
        print::columns(&rows);
        if print::outcome(&problems) == Outcome::Done {
            println!("{DIM}{}{DIM:#}", print::nothing_wrong(&problems));
        }
    }
    Ok(print::outcome(&problems))
}

fn state(load: &SchoolLoad) -> &'static str {
    match (load.loaded, load.reused) {
        (false, _) => "cannot be reported",
        (true, true) => "sources unchanged, not read again",
        (true, false) => "read",
    }
}

/// Rows of all tables together, by what became of them: stored, refused, left out after an objection.
#[must_use]
pub(crate) fn totals(load: &SchoolLoad) -> [u64; 3] {
    load.counts.values().fold([0; 3], |[stored, refused, objected], counts| {
        [stored + counts.stored, refused + counts.refused, objected + counts.objected]
    })
}

fn row(load: &SchoolLoad) -> Vec<String> {
    let [stored, refused, objected] = totals(load);
    let errors = load.problems.iter().filter(|problem| problem.is_error()).count();
    let state = if load.loaded { state(load).to_owned() } else { format!("{ERROR}{}{ERROR:#}", state(load)) };
    let mut row: Vec<String> = vec![load.school.clone()];
    row.extend([stored, refused, objected].map(|count| count.to_string()));
    row.extend([errors.to_string(), state]);
    row
}

fn school_json(load: &SchoolLoad) -> Value {
    json!({
        "school": load.school,
        "loaded": load.loaded,
        "reused": load.reused,
        "tables": load.counts,
        "sources": load.provenance.sources,
        "plugin": {"id": load.provenance.plugin, "version": load.provenance.plugin_version},
    })
}
