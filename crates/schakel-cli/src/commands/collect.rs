//! `schakel collect`: the packages of schools, checked and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anstream::println;
use schakel_core::privacy::State;
use schakel_core::project::{Collect, Project};
use schakel_core::pseudonym::read_secret;
use schakel_research::exchange::{Expected, Kept, Outcome as Collected, PublicKey, ResearchIdentity, collect};
use schakel_source::problem::Problem;
use serde_json::{Value, json};

use crate::args::CollectArgs;
use crate::commands::{keys, open_any_project};
use crate::exit::{Ended, Failure};
use crate::print::{self, DIM, NAME};
use crate::progress::line;

/// Checks the packages, keeps those that are sound and tells why others are not.
///
/// # Errors
/// Wrong use when there is no such project, or no key to read packages with.
pub(crate) fn run(args: &CollectArgs) -> Ended {
    let project = open_any_project(&args.project)?;
    let settings = project.collect.as_ref().ok_or_else(|| Failure::Usage(NOT_COLLECTED.to_owned()))?;
    let keys = registered(settings)?;
    let identity = identity(&project, settings)?;
    let stopped = stopped(&project, keys.keys())?;
    let expected = Expected { project: &project.id, school_year: &project.school_year, keys: &keys, stopped: &stopped };
    let folder = project.default_collected();
    let working = line("checking the packages");
    let came = collect(&args.files, &folder, &identity, &expected);
    working.finish_and_clear();
    let came = came.map_err(|error| Failure::Usage(error.to_string()))?;
    let lacks = |alias: &&String| !stopped.contains(*alias) && !folder.join(alias).is_dir();
    let lacking: Vec<&str> = keys.keys().filter(lacks).map(String::as_str).collect();
    let problems: Vec<Problem> = came.iter().filter_map(refused).collect();
    if args.json {
        let kept: Vec<Value> =
            came.iter().filter_map(|one| Some(kept_json(&one.file, one.result.as_ref().ok()?))).collect();
        print::json(&json!({"kept": kept, "not_collected": lacking, "problems": problems}))?;
        return Ok(print::outcome(&problems));
    }
    print::problems(&problems);
    for kept in came.iter().filter_map(|one| one.result.as_ref().ok()) {
        let Kept { manifest, replaced } = kept;
        let instead = replaced.map_or_else(String::new, |number| format!(", in the place of package {number}"));
        println!(
            "{NAME}{}{NAME:#}  package {} of {}{instead}",
            manifest.alias, manifest.sequence, manifest.school_year
        );
    }
    if !lacking.is_empty() {
        println!("{DIM}not collected yet: {}{DIM:#}", lacking.join(", "));
    }
    Ok(print::outcome(&problems))
}

const NOT_COLLECTED: &str =
    "schakel.toml has no [collect]: add it, with the public key of each school under [collect.keys]";

fn registered(settings: &Collect) -> Result<BTreeMap<String, PublicKey>, Failure> {
    let read = |(alias, key): (&String, &String)| match key.parse() {
        Ok(key) => Ok((alias.clone(), key)),
        Err(error) => Err(Failure::Usage(format!("`{alias}` under [collect.keys] in schakel.toml: {error}"))),
    };
    settings.keys.iter().map(read).collect()
}

/// The schools of which what was collected was removed.
fn stopped<'k>(project: &Project, aliases: impl Iterator<Item = &'k String>) -> Result<BTreeSet<String>, Failure> {
    let mut stopped = BTreeSet::new();
    for alias in aliases {
        let state = State::read_collected(project, alias).map_err(|problem| Failure::Usage(problem.to_string()))?;
        stopped.extend(state.removed.map(|_| alias.clone()));
    }
    Ok(stopped)
}

/// The secret key of the research team.
fn identity(project: &Project, settings: &Collect) -> Result<ResearchIdentity, Failure> {
    let named = std::env::var_os("SCHAKEL_IDENTITY").filter(|named| !named.is_empty()).map(PathBuf::from);
    let file = match named.or_else(|| settings.identity.as_ref().map(|written| project.path(written))) {
        Some(file) => file,
        None => keys::folder()?.research_file(&project.id),
    };
    if within(&file, &project.folder) {
        let what = "lies in the folder of the project, and so in every copy of that: put it elsewhere";
        return Err(Failure::Usage(format!("the secret key {} {what}", file.display())));
    }
    let opened = read_secret(&file).map_err(|problem| {
        keys::unusable(
            problem.hint("Make one with `schakel keys --research`, or put back the one that the schools use."),
        )
    })?;
    print::problems(&opened.notices);
    opened.text.parse().map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))
}

/// Whether a file lies below a folder, wherever links lead.
fn within(file: &Path, folder: &Path) -> bool {
    match (file.canonicalize(), folder.canonicalize()) {
        (Ok(file), Ok(folder)) => file.starts_with(folder),
        _ => false,
    }
}

fn refused(one: &Collected) -> Option<Problem> {
    let refusal = one.result.as_ref().err()?;
    let problem = Problem::error(refusal.code(), refusal.to_string()).file(one.file.to_string_lossy());
    Some(problem.hint(refusal.remedy()))
}

fn kept_json(file: &Path, kept: &Kept) -> Value {
    json!({
        "file": file.to_string_lossy(),
        "alias": kept.manifest.alias,
        "school_year": kept.manifest.school_year,
        "sequence": kept.manifest.sequence,
        "confirmations": kept.manifest.confirmations,
        "agreement": kept.manifest.agreement,
        "replaced": kept.replaced,
    })
}
