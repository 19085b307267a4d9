//! `schakel privacy log`: what was removed, and the proof of it.

use anstream::println;
use schakel_core::privacy::{Action, Entry, Log, Stored};
use serde_json::json;

use crate::args::LogArgs;
use crate::commands::open_any_project;
use crate::exit::{Ended, Outcome};
use crate::print::{self, DIM, NAME};

/// Shows the log.
///
/// # Errors
/// Wrong use when there is no such project.
pub(super) fn run(args: &LogArgs) -> Ended {
    let project = open_any_project(&args.project)?;
    let log = match Log::read(&project) {
        Ok(log) => log,
        Err(problem) => {
            print::problems(&[problem]);
            return Ok(Outcome::Problems);
        }
    };
    if args.json {
        print::json(&json!({"log": log.entries}))?;
        return Ok(Outcome::Done);
    }
    if log.entries.is_empty() {
        println!("nothing was removed yet");
    }
    for entry in &log.entries {
        println!("{DIM}{:>4}{DIM:#} {} {NAME}{}{NAME:#} {}", entry.line, entry.on, entry.school, sentence(entry));
    }
    Ok(Outcome::Done)
}

/// What was done, in a line.
pub(super) fn sentence(entry: &Entry) -> String {
    let mut parts = vec![entry.action.name().to_owned()];
    parts.extend(entry.persons.map(|persons| many(persons, "person")));
    parts.extend(entry.found.map(|found| format!("{found} found in the store")));
    parts.extend(entry.left.map(|left| format!("{left} left there")));
    let less: Vec<String> = entry.files.iter().filter_map(|(file, rows)| fewer(file, rows)).collect();
    if entry.action == Action::EraseCollected {
        parts.push(format!("{} removed", many(entry.files.len() as u64, "file")));
    } else {
        parts.push(if less.is_empty() { "no other rows".to_owned() } else { format!("rows of {}", less.join(", ")) });
    }
    if !entry.outputs_removed.is_empty() {
        parts.push(format!("{} removed", many(entry.outputs_removed.len() as u64, "output")));
    }
    if entry.key.is_some() {
        parts.push(if entry.action.removes_school() { "key removed" } else { "key replaced" }.to_owned());
    }
    parts.join(", ")
}

/// `student 3 → 2`, for a table of the school that has other rows now.
fn fewer(file: &str, rows: &[Option<Stored>; 2]) -> Option<String> {
    let table = schakel_model::table(file.strip_suffix(".parquet")?).filter(|table| table.from_plugins())?;
    let [before, after] = [0, 1].map(|side: usize| rows[side].as_ref().and_then(|stored| stored.rows).unwrap_or(0));
    (before != after).then(|| format!("{} {before} → {after}", table.name))
}

pub(super) fn many(count: u64, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
