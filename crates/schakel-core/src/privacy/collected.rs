//! What a research team collected of a school, when that school stops.

use std::fs;

use super::contents::Contents;
use super::file::{fault, gone};
use super::log::{Entry, Log};
use super::outputs;
use super::state::{Pending, Removed, State};
use super::steps::{Step, Watch};
use super::{Action, Asked};
use crate::project::Project;
use schakel_source::problem::Problem;

/// Removes what was collected of a school, by its name in research, and notes that no package of it is kept any more.
/// Gives the line of the log; a call that was broken off is finished by the next.
///
/// # Errors
/// When nothing of such a school was collected, the folder of outputs holds more than outputs, or a file cannot be read,
/// removed or written.
pub fn erase_collected(project: &Project, alias: &str, asked: &Asked<'_>, watch: Watch<'_>) -> Result<Entry, Problem> {
    let kept = project.default_collected();
    let folder = kept.join(alias);
    let io = |error: std::io::Error| {
        fault(&format!("collected/{alias}"), &format!("cannot be read or removed: {}", error.kind()))
    };
    let mut state = State::read_collected(project, alias)?;
    let pending = match state.pending.take() {
        Some(pending) => pending,
        None => {
            let name_fits = !alias.is_empty() && !alias.starts_with('.') && !alias.contains(['/', '\\']);
            if !name_fits || !folder.is_dir() {
                return Err(nothing(alias));
            }
            if asked.remove_outputs {
                outputs::check(project, &asked.out, &kept)?;
            }
            // What was made of all schools together holds numbers of this one.
            let found = outputs::of(project, None, &asked.out, None);
            let (remove, mut older) =
                if asked.remove_outputs { (found.made, Vec::new()) } else { (Vec::new(), found.made) };
            older.extend(found.others);
            let pending = Pending {
                action: Action::EraseCollected,
                on: asked.on,
                after_line: Log::read(project)?.entries.len() as u64,
                persons: None,
                found: None,
                before: Contents::of(&folder).map_err(io)?,
                results: 0,
                key: None,
                out: asked.out.clone(),
                remove,
                older,
            };
            let removed = Some(Removed { on: asked.on, why: Action::EraseCollected });
            state = State { removed, pending: Some(pending.clone()), ..State::default() };
            state.write_collected(project, alias)?;
            state.pending = None;
            pending
        }
    };
    let done = |step| if watch(step).is_break() { Err(pending.notice(alias)) } else { Ok(()) };
    done(Step::Begun)?;
    if !pending.remove.is_empty() {
        outputs::check(project, &pending.out, &kept)?;
    }
    // Also what stepped aside for a later package, and what was being written, when a run was broken off.
    for left in [folder.clone(), kept.join(format!(".{alias}.old"))] {
        gone(fs::remove_dir_all(left)).map_err(io)?;
    }
    for entry in fs::read_dir(&kept).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(".new-") {
            gone(fs::remove_dir_all(entry.path())).map_err(io)?;
        }
    }
    done(Step::StoreRemoved)?;
    outputs::remove(&pending.out, &pending.remove).map_err(io)?;
    done(Step::OutputsRemoved)?;
    let log = Log::read(project)?;
    let mut since = log.entries.iter().skip(usize::try_from(pending.after_line).unwrap_or(usize::MAX));
    let logged = since.find(|entry| entry.school == alias && entry.action == pending.action).cloned();
    let entry = match logged {
        Some(logged) => logged,
        None => log.add(project, entry(alias, &pending))?,
    };
    done(Step::Logged)?;
    state.write_collected(project, alias)?;
    Ok(entry)
}

fn entry(alias: &str, pending: &Pending) -> Entry {
    let before = pending.before.0.iter();
    let files = before.map(|(name, stored)| (name.clone(), [Some(stored.clone()), None])).collect();
    Entry {
        line: 0,
        on: pending.on,
        action: pending.action,
        school: alias.to_owned(),
        persons: None,
        found: None,
        left: None,
        remembered: 0,
        read_again: false,
        files,
        results: 0,
        outputs_removed: pending.remove.clone(),
        outputs_older: pending.older.clone(),
        told_before: Vec::new(),
        key: None,
        previous: String::new(),
    }
}

fn nothing(alias: &str) -> Problem {
    Problem::error("privacy-collected", format!("nothing was collected of a school `{alias}`"))
        .hint("The folders below `collected` have the names in research that there are, such as A.")
}
