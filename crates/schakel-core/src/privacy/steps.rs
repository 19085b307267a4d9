//! Carries out what was asked, step by step. Whatever step a run was broken off at, the next one finishes the work:
//! what is to be done is written down, with the persons who are left out from then on, before anything else is
//! touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;

use super::contents::{self, Contents};
use super::file::{self, gone};
use super::log::{Entry, Log};
use super::outputs::{self, Outputs};
use super::state::{Pending, Removed, State};
use super::{Action, Asked, Places};
use crate::gate::Objections;
use crate::load::{OnProgress, load_school};
use crate::project::School;
use crate::pseudonym::{KeyOf, Pseudonyms};
use crate::store::LOAD_FILE;
use schakel_source::problem::Problem;

/// A step that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// It is written down what is to be done, and who is left out from now on.
    Begun,
    /// The store holds nothing of the school.
    StoreRemoved,
    /// Nothing is kept of what queries gave.
    ResultsRemoved,
    /// The key is another one, or gone, where that was asked.
    KeyDone,
    /// The outputs are removed that should be.
    OutputsRemoved,
    /// The school is read again, where it stays.
    ReadAgain,
    /// The log has its line.
    Logged,
}

impl Step {
    /// All steps in their order.
    pub const ALL: [Step; 7] = [
        Step::Begun,
        Step::StoreRemoved,
        Step::ResultsRemoved,
        Step::KeyDone,
        Step::OutputsRemoved,
        Step::ReadAgain,
        Step::Logged,
    ];
}

/// Told after every step; can break off there.
pub type Watch<'a> = &'a dyn Fn(Step) -> ControlFlow<()>;

/// What was done.
#[derive(Debug)]
pub struct Done {
    /// Its line in the log.
    pub entry: Entry,
    /// What was wrong or worth knowing when the school was read again.
    pub problems: Vec<Problem>,
}

/// Carries out what is asked of a school, after what was begun earlier; gives what was done, in order. Nothing when
/// all was as asked already.
///
/// # Errors
/// When the school was removed already, what is known of it cannot be read, or a file cannot be removed or written.
/// Then the next call goes on where this one stopped.
pub fn carry_out(
    places: &Places<'_>,
    school: &School,
    asked: &Asked<'_>,
    progress: OnProgress<'_>,
    watch: Watch<'_>,
) -> Result<Vec<Done>, Problem> {
    if asked.remove_outputs || asked.action == Action::EraseSchool {
        outputs::check(places.project, &asked.out, places.options.keys.path())?;
    }
    let earlier = finish(places, school, asked.persons, progress, watch)?;
    // Who asks for nothing of their own only wants that finished.
    if earlier.is_some() && asked.persons.is_none() && asked.action == Action::Object {
        return Ok(earlier.into_iter().collect());
    }
    let mut done: Vec<Done> = earlier.into_iter().collect();
    if let Some(notices) = begin(places, school, asked)? {
        watched(places, school, watch, Step::Begun)?;
        let now = finish(places, school, asked.persons, progress, watch)?;
        done.extend(now.map(|now| Done { problems: notices.into_iter().chain(now.problems).collect(), ..now }));
    }
    Ok(done)
}

/// Writes down what is to be done, and gives what is worth knowing then; nothing when there is nothing to do.
fn begin(places: &Places<'_>, school: &School, asked: &Asked<'_>) -> Result<Option<Vec<Problem>>, Problem> {
    let (project, keys) = (places.project, &places.options.keys);
    let mut state = State::read(project, &school.id)?;
    if state.removed.is_some() && !asked.action.removes_school() {
        super::may_be_read(project, school)?;
    }
    let nobody = asked.persons.is_none() && school.objections.is_none() && state.objections.is_empty();
    if asked.action == Action::Object && nobody {
        return Ok(None);
    }
    let folder = places.options.store.school(&school.id);
    let key = keys.read(KeyOf::Pseudonyms, &project.id, &school.id)?;
    let found = in_store(places, school, asked.persons)?;
    let (mut changed, mut notices) = (true, Vec::new());
    if let Some(persons) = asked.persons {
        let (mut remembered, told) = state.remembered(project, &school.id, keys)?;
        notices = told;
        let withdraw = asked.action == Action::Withdraw;
        let new = persons.ids().filter(|(who, id)| match withdraw {
            true => remembered.forget(*who, id),
            false => remembered.add(*who, id),
        });
        changed = new.count() > 0 || (found.is_some_and(|found| found > 0) && !withdraw);
        let made_with = keys.read(KeyOf::Objections, &project.id, &school.id)?.map(|key| key.fingerprint());
        state.remember(&remembered, made_with.unwrap_or_default());
    }
    // Where nothing changes now, only what was made before the last reading is out of date.
    let read = fs::metadata(folder.join(LOAD_FILE)).and_then(|data| data.modified()).ok();
    let before = if changed { None } else { read };
    let (remove, older) = chosen(outputs::of(project, Some(school), &asked.out, before), school, asked);
    if !changed && remove.is_empty() {
        return Ok(None);
    }
    if asked.action.removes_school() {
        state = State { removed: Some(Removed { on: asked.on, why: asked.action }), ..State::default() };
    }
    let io = |error: std::io::Error| unfinished(school, &format!("the store cannot be read: {}", error.kind()));
    let replaces_key = asked.action.removes_school() || asked.action == Action::RotateKey;
    state.pending = Some(Pending {
        action: asked.action,
        on: asked.on,
        after_line: Log::read(project)?.entries.len() as u64,
        persons: asked.persons.map(|persons| persons.ids().count() as u64),
        found,
        before: Contents::of(&folder).map_err(io)?,
        results: fs::read_dir(&places.results).map_or(0, |files| files.count() as u64),
        key: key.filter(|_| replaces_key).map(|key| key.fingerprint()),
        out: asked.out.clone(),
        remove,
        older,
    });
    state.write(project, &school.id)?;
    Ok(Some(notices))
}

/// Which outputs are removed, and which stay although they are older. None holds a pseudonym, so another key leaves
/// them good.
fn chosen(outputs: Outputs, school: &School, asked: &Asked<'_>) -> (Vec<super::OutputFile>, Vec<super::OutputFile>) {
    if asked.action == Action::RotateKey {
        return (Vec::new(), Vec::new());
    }
    let own = format!("{}/", school.id);
    let removed = |file: &super::OutputFile| {
        asked.remove_outputs || (asked.action == Action::EraseSchool && file.file.starts_with(&own))
    };
    let (remove, mut older): (Vec<_>, Vec<_>) = outputs.made.into_iter().partition(removed);
    older.extend(outputs.others);
    (remove, older)
}

/// Finishes what was begun; nothing when nothing was. `persons` are those it was about, where they are known.
///
/// # Errors
/// As [`carry_out`].
pub fn finish(
    places: &Places<'_>,
    school: &School,
    persons: Option<&Objections>,
    progress: OnProgress<'_>,
    watch: Watch<'_>,
) -> Result<Option<Done>, Problem> {
    let (project, options) = (places.project, places.options);
    let mut state = State::read(project, &school.id)?;
    let Some(pending) = state.pending.take() else { return Ok(None) };
    let done = |step| watched(places, school, watch, step);

    options.store.remove(&school.id)?;
    done(Step::StoreRemoved)?;
    let mut removed = gone(fs::remove_dir_all(&places.results));
    if pending.action.removes_school() {
        let mut files = places.beside(school);
        removed = removed.and_then(|()| files.try_for_each(|file| file::remove(&file)));
    }
    removed.map_err(|error| unfinished(school, &format!("what is kept beside the store: {}", error.kind())))?;
    done(Step::ResultsRemoved)?;
    if pending.action.removes_school() {
        options.keys.remove(&project.id, &school.id)?;
    } else if pending.action == Action::RotateKey {
        options.keys.replace(&project.id, &school.id)?;
    }
    done(Step::KeyDone)?;
    outputs::check(project, &pending.out, options.keys.path())
        .or_else(|problem| if pending.remove.is_empty() { Ok(()) } else { Err(problem) })?;
    outputs::remove(&pending.out, &pending.remove)
        .map_err(|error| unfinished(school, &format!("an output cannot be removed: {}", error.kind())))?;
    done(Step::OutputsRemoved)?;
    let (mut read_again, mut problems) = (false, Vec::new());
    if !pending.action.removes_school() {
        let load = load_school(project, school, options, progress);
        (read_again, problems) = (load.loaded, load.problems);
        // That something is not finished is what is being mended here.
        problems.retain(|problem| problem.code != Pending::CODE);
    }
    done(Step::ReadAgain)?;
    let log = Log::read(project)?;
    // It was logged already when the run was broken off just before its end.
    let mut since = log.entries.iter().skip(usize::try_from(pending.after_line).unwrap_or(usize::MAX));
    let logged = since.find(|entry| entry.school == school.id && entry.action == pending.action).cloned();
    let entry = match logged {
        Some(logged) => logged,
        None => {
            // Of other persons than it was about nothing is proved.
            let of_these = match persons.filter(|_| pending.persons.is_some() && state.key.is_some()) {
                None => None,
                Some(persons) => {
                    let (remembered, _) = state.remembered(project, &school.id, &options.keys)?;
                    Some(persons).filter(|persons| persons.ids().all(|(who, id)| remembered.contains(who, id)))
                }
            };
            log.add(project, entry(places, school, &state, &pending, of_these, read_again)?)?
        }
    };
    done(Step::Logged)?;
    state.write(project, &school.id)?;
    Ok(Some(Done { entry, problems }))
}

/// How many of these persons the store holds; nothing where that cannot be told.
fn in_store(places: &Places<'_>, school: &School, persons: Option<&Objections>) -> Result<Option<u64>, Problem> {
    let (project, options) = (places.project, places.options);
    let key = options.keys.read(KeyOf::Pseudonyms, &project.id, &school.id)?;
    let folder = options.store.school(&school.id);
    let count = |(key, persons)| contents::persons(&folder, persons, &Pseudonyms::new(key, &project.id));
    Ok(key.zip(persons).and_then(count))
}

/// The line of the log for what is done by now; the log numbers it.
fn entry(
    places: &Places<'_>,
    school: &School,
    state: &State,
    pending: &Pending,
    persons: Option<&Objections>,
    read_again: bool,
) -> Result<Entry, Problem> {
    let (project, options) = (places.project, places.options);
    let folder = options.store.school(&school.id);
    let after = Contents::of(&folder)
        .map_err(|error| unfinished(school, &format!("the store cannot be read: {}", error.kind())))?;
    let names: BTreeSet<&String> = pending.before.0.keys().chain(after.0.keys()).collect();
    let both =
        names.into_iter().map(|name| (name.clone(), [&pending.before, &after].map(|of| of.0.get(name).cloned())));
    let files: BTreeMap<_, _> = both.filter(|(_, [before, after])| before != after).collect();
    let key = options.keys.read(KeyOf::Pseudonyms, &project.id, &school.id)?;
    let left = in_store(places, school, persons)?;
    let replaced = pending.action.removes_school() || pending.action == Action::RotateKey;
    Ok(Entry {
        line: 0,
        on: pending.on,
        action: pending.action,
        school: school.id.clone(),
        persons: pending.persons,
        found: pending.found,
        left,
        remembered: state.objections.len() as u64,
        read_again,
        files,
        results: pending.results,
        outputs_removed: pending.remove.iter().filter(|file| !pending.out.join(&file.file).exists()).cloned().collect(),
        outputs_older: pending.older.clone(),
        told_before: places.told_before(school),
        key: replaced.then(|| [pending.key.clone(), key.map(|key| key.fingerprint())]),
        previous: String::new(),
    })
}

fn watched(places: &Places<'_>, school: &School, watch: Watch<'_>, step: Step) -> Result<(), Problem> {
    match watch(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => {
            let state = State::read(places.project, &school.id)?;
            Err(state.pending.map_or_else(|| unfinished(school, "it was broken off"), |begun| begun.notice(&school.id)))
        }
    }
}

fn unfinished(school: &School, what: &str) -> Problem {
    Problem::error("privacy-stopped", format!("not finished: {what}"))
        .school(&school.id)
        .hint("Check rights and free space. The same command goes on where this one stopped.")
}
