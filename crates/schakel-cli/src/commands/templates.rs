//! `schakel templates`: the program's templates, and copies of them for a project to change.

use anstream::println;
use schakel_source::problem::did_you_mean;

use crate::args::TemplatesArgs;
use crate::commands::{editions, open_project};
use crate::exit::{Ended, Failure, Outcome};
use crate::print::{DIM, NAME};

/// Lists the files of a report's templates, or copies some into the project; a file that is there already stays as it is.
///
/// # Errors
/// Wrong use when there is no such project or file, or a copy cannot be written.
pub(crate) fn run(args: &TemplatesArgs) -> Ended {
    let project = open_project(&args.project, &[])?;
    let report = args.report.report();
    let own = editions::own_templates(&project, report);
    let files = report.files();
    if args.copy.is_empty() {
        for name in files.keys() {
            let whose = if own.join(name).is_file() { "the project's own" } else { "the program's" };
            println!("{NAME}{name:<32}{NAME:#} {DIM}{whose}{DIM:#}");
        }
        return Ok(Outcome::Done);
    }
    let unknown = args.copy.iter().find(|name| !files.contains_key(*name));
    if let Some(name) = unknown {
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let hint = did_you_mean(name, &names).unwrap_or_default();
        return Err(Failure::Usage(format!("{} has no template `{name}`. {hint}", report.name())));
    }
    for name in &args.copy {
        let to = own.join(name);
        if to.exists() {
            println!("{NAME}{}{NAME:#} {DIM}(is there already, not changed){DIM:#}", project.shown(&to));
            continue;
        }
        editions::write_whole(&to, files[name].as_bytes())?;
        println!("{NAME}{}{NAME:#}", project.shown(&to));
    }
    Ok(Outcome::Done)
}
