//! `schakel plugin test`: the tables that a plugin gives, compared with those that it should.

use std::path::Path;

use anstream::println;
use schakel_core::golden::{self, Case};
use serde_json::json;

use crate::args::TestPluginArgs;
use crate::commands::thresholds;
use crate::exit::{Ended, Failure, Outcome};
use crate::print::{self, DIM, ERROR, NAME};

/// Runs every case of the plugins and shows what differs; with `--update` what came out is expected from now on.
///
/// # Errors
/// A fault when what is expected cannot be written.
pub(super) fn run(args: &TestPluginArgs) -> Ended {
    let (mut problems, mut run) = (Vec::new(), Vec::new());
    for plugin in &args.plugins {
        match golden::cases(plugin) {
            Err(problem) => problems.push(problem),
            Ok(cases) => {
                for folder in cases {
                    match golden::run(&folder, &thresholds(), None) {
                        Err(found) => problems.extend(found),
                        Ok(case) => run.push((plugin, folder, case)),
                    }
                }
            }
        }
    }
    if args.update {
        for (_, folder, case) in run.iter().filter(|(.., case)| !case.differences.is_empty()) {
            golden::accept(folder, case).map_err(|error| Failure::fault("writing what is expected", error))?;
        }
    }
    if args.json {
        let cases: Vec<_> = run.iter().map(|(plugin, _, case)| to_json(plugin, case)).collect();
        print::json(&json!({"cases": cases, "problems": problems}))?;
    } else {
        for (plugin, _, case) in &run {
            show(plugin, case, args.update);
        }
        print::problems(&problems);
    }
    let differs = !args.update && run.iter().any(|(.., case)| !case.differences.is_empty());
    Ok(if differs { Outcome::Problems } else { print::outcome(&problems) })
}

fn show(plugin: &Path, case: &Case, updated: bool) {
    let name = format!("{}: {}", plugin.display(), case.name);
    let tables = case.files.keys().filter(|file| file.ends_with(".csv")).count();
    if case.differences.is_empty() {
        println!("{NAME}{name}{NAME:#}  {DIM}as expected, {tables} tables{DIM:#}");
        return;
    }
    match updated {
        true => println!("{NAME}{name}{NAME:#}  {DIM}written; look at what changed before you keep it{DIM:#}"),
        false => println!("{NAME}{name}{NAME:#}  {ERROR}differs{ERROR:#}"),
    }
    let rows = case.differences.iter().map(|found| vec![format!("  {}", found.file), found.what.clone()]);
    print::columns(&rows.collect::<Vec<_>>());
    if !updated {
        println!("  {DIM}If that is right, run it with --update and look at what changed.{DIM:#}");
    }
}

fn to_json(plugin: &Path, case: &Case) -> serde_json::Value {
    json!({
        "plugin": plugin.to_string_lossy(),
        "case": case.name,
        "as_expected": case.differences.is_empty(),
        "differences": case.differences,
    })
}
