//! `schakel check`: read, map and check, without a report.

use anstream::println;
use schakel_core::load::SchoolLoad;
use serde_json::{Value, json};

use crate::args::CheckArgs;
use crate::commands::open_project;
use crate::exit::Ended;
use crate::print::{self, DIM, ERROR};
use crate::progress::SchoolBars;
use crate::{exit::Outcome, pipeline};

/// Loads the schools and shows every problem.
///
/// # Errors
/// Wrong use when there is no such project or school.
pub(crate) fn run(args: &CheckArgs) -> Ended {
    let project = open_project(&args.project.project, &args.project.schools)?;
    let bars = SchoolBars::new(project.schools.iter().map(|school| school.id.as_str()));
    let loads = pipeline::load(&project, args.project.fresh, &|progress| bars.show(progress))?;
    bars.finish();
    let problems = pipeline::problems(&loads);
    if args.json {
        let schools: Vec<Value> = loads.iter().map(school_json).collect();
        print::json(&json!({"schools": schools, "problems": problems}))?;
    } else {
        print::problems(&problems);
        let mut rows = vec![["school", "rows", "refused", "left out", "problems", ""].map(str::to_owned).to_vec()];
        rows.extend(loads.iter().map(row));
        print::columns(&rows);
        if print::outcome(&problems) == Outcome::Done {
            println!("{DIM}no problems{DIM:#}");
        }
    }
    Ok(print::outcome(&problems))
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
    let state = match (load.loaded, load.reused) {
        (false, _) => format!("{ERROR}cannot be reported{ERROR:#}"),
        (true, true) => "unchanged, not read again".to_owned(),
        (true, false) => "read".to_owned(),
    };
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
