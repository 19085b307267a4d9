//! `schakel privacy object`, `erase`, `rotate-key` and `expire`: what is removed, and what remains to be done.

use std::io::{BufRead, IsTerminal, Write};
use std::ops::ControlFlow;

use anstream::{eprint, eprintln, println};
use schakel_core::gate::Objections;
use schakel_core::load::Options;
use schakel_core::privacy::{Action, Asked, Done, Entry, Places, State, carry_out, erase_collected};
use schakel_core::project::Project;
use schakel_source::problem::Problem;
use serde_json::json;

use super::log::{many, sentence};
use super::persons;
use crate::args::{EraseArgs, ExpireArgs, ObjectArgs, RemovalArgs, RotateKeyArgs};
use crate::commands::share::CONFIRMED;
use crate::commands::{open_any_project, open_project};
use crate::exit::{Ended, Failure, Outcome};
use crate::ledger::LEDGER;
use crate::print::{self, DIM, NAME, NOTICE};
use crate::progress::SchoolBars;

/// Leaves persons out, or lets them take part again.
///
/// # Errors
/// Wrong use when there is no such project, school or list of persons.
pub(super) fn object(args: &ObjectArgs) -> Ended {
    let office = Office::open(&args.removal, &args.schools)?;
    let persons = args.person.as_deref().map(persons::read).transpose()?;
    let action = if args.withdraw { Action::Withdraw } else { Action::Object };
    office.carry_out(action, persons.as_ref())
}

/// Erases persons, or a school.
///
/// # Errors
/// Wrong use when there is no such project, school or list of persons, or nobody can be asked.
pub(super) fn erase(args: &EraseArgs) -> Ended {
    if let Some(alias) = &args.collected {
        let office = Office::open(&args.removal, &[])?;
        let what =
            format!("{alias}: what was collected of this school is removed, and no package of it is kept any more.");
        if !args.yes && !agreed(&[what], alias)? {
            return Ok(unchanged());
        }
        let (mut done, mut problems) = (Vec::new(), Vec::new());
        office.erase_collected(std::slice::from_ref(alias), &mut done, &mut problems);
        return office.end(&done, problems);
    }
    let office = Office::open(&args.removal, args.school.as_slice())?;
    if let Some(file) = &args.person {
        return office.carry_out(Action::ErasePersons, Some(&persons::read(file)?));
    }
    let school = args.school.clone().unwrap_or_default();
    let what = format!("{school}: store, kept answers, its reports and its keys are removed.");
    if !args.yes && !agreed(&[what], &school)? {
        return Ok(unchanged());
    }
    office.carry_out(Action::EraseSchool, None)
}

/// Gives the pseudonyms of a school another key.
///
/// # Errors
/// As [`erase`].
pub(super) fn rotate_key(args: &RotateKeyArgs) -> Ended {
    let office = Office::open(&args.removal, std::slice::from_ref(&args.school))?;
    let what = format!("{}: the key is replaced; what was kept elsewhere cannot be linked any more.", args.school);
    if !args.yes && !agreed(&[what], &args.school)? {
        return Ok(unchanged());
    }
    office.carry_out(Action::RotateKey, None)
}

/// Removes the schools of which the last day is past.
///
/// # Errors
/// As [`erase`].
pub(super) fn expire(args: &ExpireArgs) -> Ended {
    let mut office = Office::open(&args.removal, &args.schools)?;
    let (project, on) = (&office.project, office.on());
    let mut past = Vec::new();
    for id in &office.schools {
        let Some(school) = project.school(id) else { continue };
        let removed = State::read(project, id).map_err(|problem| Failure::Usage(problem.to_string()))?.removed;
        match (project.retention_of(school), removed) {
            (_, Some(removed)) => eprintln!("{NAME}{id}{NAME:#} was removed on {}", removed.on),
            (None, None) => eprintln!("{NOTICE}notice{NOTICE:#} {id}: schakel.toml names no `retention_until`"),
            (Some(until), None) if until < on => past.push(format!("{id}: could be kept until {until}.")),
            (Some(until), None) => eprintln!("{NAME}{id}{NAME:#} may be kept until {until}"),
        }
    }
    let ids = past.iter().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect();
    let collected = if args.schools.is_empty() { past_collected(project, on) } else { Vec::new() };
    past.extend(collected.iter().map(|alias| format!("collected/{alias}: the last day to keep it is past.")));
    if !past.is_empty() && !args.yes && !agreed(&past, "remove")? {
        return Ok(unchanged());
    }
    office.schools = ids;
    let (mut done, mut problems) = office.removed(Action::Expire, None);
    // Of a school of this project it went with the school.
    let left = |alias: &String| office.project.default_collected().join(alias).is_dir();
    let collected: Vec<String> = collected.into_iter().filter(left).collect();
    office.erase_collected(&collected, &mut done, &mut problems);
    office.end(&done, problems)
}

/// What was collected of schools, by their names in research, and may be kept no longer.
fn past_collected(project: &Project, on: chrono::NaiveDate) -> Vec<String> {
    let until = |alias: &str| {
        let school = project.schools.iter().find(|school| school.alias.as_deref() == Some(alias));
        school.map_or(project.retention_until, |school| project.retention_of(school))
    };
    let folders = std::fs::read_dir(project.default_collected()).into_iter().flatten().flatten();
    let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
    let mut past: Vec<String> =
        names.filter(|name| !name.starts_with('.') && until(name).is_some_and(|until| until < on)).collect();
    past.sort();
    past
}

fn unchanged() -> Outcome {
    println!("nothing was changed");
    Outcome::Problems
}

/// A project at which something is removed.
struct Office<'a> {
    args: &'a RemovalArgs,
    /// With all its schools: which outputs are of others is known from those.
    project: Project,
    /// The schools it is about.
    schools: Vec<String>,
    options: Options,
}

impl<'a> Office<'a> {
    fn open(args: &'a RemovalArgs, schools: &[String]) -> Result<Office<'a>, Failure> {
        // A research team has a project without schools.
        let project = open_any_project(&args.project)?;
        let asked = if schools.is_empty() { &project } else { &open_project(&args.project, schools)? };
        let schools = asked.schools.iter().map(|school| school.id.clone()).collect();
        let options = Options::of(&project).map_err(|problem| Failure::Usage(problem.to_string()))?;
        Ok(Office { args, project, schools, options })
    }

    fn on(&self) -> chrono::NaiveDate {
        self.args.date.unwrap_or(self.project.report_date)
    }

    fn carry_out(&self, action: Action, persons: Option<&Objections>) -> Ended {
        let (done, problems) = self.removed(action, persons);
        self.end(&done, problems)
    }

    /// Carries it out for every school; gives what was done, and what went wrong.
    fn removed(&self, action: Action, persons: Option<&Objections>) -> (Vec<Done>, Vec<Problem>) {
        let places = Places {
            project: &self.project,
            options: &self.options,
            results: self.project.default_results(),
            beside_store: &[LEDGER, CONFIRMED],
        };
        let asked = self.asked(action, persons);
        let bars = SchoolBars::new(self.schools.iter().map(String::as_str));
        let (mut done, mut problems) = (Vec::new(), Vec::new());
        for school in self.schools.iter().filter_map(|id| self.project.school(id)) {
            let now =
                carry_out(&places, school, &asked, &|progress| bars.show(progress), &|_| ControlFlow::Continue(()));
            match now {
                Ok(now) => done.extend(now),
                Err(problem) => problems.push(problem),
            }
            // Where one project both shares and collects.
            let collected = school.alias.as_ref().filter(|_| action.removes_school());
            if let Some(alias) = collected.filter(|alias| self.project.default_collected().join(alias).is_dir()) {
                self.erase_collected(std::slice::from_ref(alias), &mut done, &mut problems);
            }
        }
        bars.finish();
        (done, problems)
    }

    /// Removes what was collected of schools, by their names in research, as far as it is there.
    fn erase_collected(&self, aliases: &[String], done: &mut Vec<Done>, problems: &mut Vec<Problem>) {
        let asked = self.asked(Action::EraseCollected, None);
        for alias in aliases {
            match erase_collected(&self.project, alias, &asked, &|_| ControlFlow::Continue(())) {
                Ok(entry) => done.push(Done { entry, problems: Vec::new() }),
                Err(problem) => problems.push(problem),
            }
        }
    }

    fn asked<'p>(&self, action: Action, persons: Option<&'p Objections>) -> Asked<'p> {
        let out = self.args.out.clone().unwrap_or_else(|| self.project.default_output());
        Asked { action, persons, on: self.on(), out, remove_outputs: self.args.outputs }
    }

    /// Tells what was done, and what went wrong.
    fn end(&self, done: &[Done], mut problems: Vec<Problem>) -> Ended {
        let stopped = !problems.is_empty();
        problems.extend(done.iter().flat_map(|done: &Done| done.problems.clone()));
        if self.args.json {
            let entries: Vec<_> = done.iter().map(|done| &done.entry).collect();
            print::json(&json!({"done": entries, "problems": problems}))?;
        } else {
            print::problems(&problems);
            self.show(done, stopped);
        }
        // What is wrong with rows of the school is not what was asked here; that it cannot be read at all is.
        let stays = |action: Action| !action.removes_school() && action != Action::EraseCollected;
        let unread = |done: &Done| !done.entry.read_again && stays(done.entry.action);
        let failed = stopped || done.iter().any(unread);
        Ok(if failed { Outcome::Problems } else { Outcome::Done })
    }

    fn show(&self, done: &[Done], stopped: bool) {
        if done.is_empty() && !stopped {
            println!("nothing to do: all is as asked already");
        }
        for Done { entry, .. } in done {
            println!("{NAME}{}{NAME:#} {}", entry.school, sentence(entry));
            if entry.found.is_some_and(|found| Some(found) < entry.persons) && entry.action != Action::Withdraw {
                println!("  {NOTICE}notice{NOTICE:#} not all were in the store: look whether the ids are right");
            }
            let shown = |files: &[schakel_core::privacy::OutputFile]| {
                files.iter().for_each(|file| println!("    {}", file.file));
            };
            if !entry.outputs_removed.is_empty() {
                println!("  removed from the output folder:");
                shown(&entry.outputs_removed);
            }
            if !entry.outputs_older.is_empty() {
                let older = many(entry.outputs_older.len() as u64, "file");
                println!("  made before, and may still hold a contribution: {older}");
                shown(&entry.outputs_older);
                println!(
                    "    {DIM}do{DIM:#} make them again, or remove them with --outputs; think of copies sent to others"
                );
            }
            if !entry.told_before.is_empty() && entry.action != Action::RotateKey {
                println!(
                    "  stays with the school, and names nobody: counts of groups that were told, and what was shared"
                );
                shown(&entry.told_before);
                println!(
                    "    {DIM}without it a new report could tell, beside an old one, who is not in it any more{DIM:#}"
                );
            }
            self.remind(entry);
        }
        if !done.is_empty() {
            println!("{DIM}proof: privacy/log.jsonl, line {}{DIM:#}", done.last().map_or(0, |done| done.entry.line));
        }
    }

    /// What the program cannot do.
    fn remind(&self, entry: &Entry) {
        let school = self.project.school(&entry.school);
        let data = school.map(|school| self.project.shown(&self.project.path(&school.data))).unwrap_or_default();
        let todo = match entry.action {
            Action::Object | Action::ErasePersons => format!(
                "remove the list of ids; the school's own files in {data} are as they were, also free text in them"
            ),
            Action::EraseSchool | Action::Expire => format!(
                "take the school out of schakel.toml; its own files in {data} and copies of its keys are yours to remove"
            ),
            Action::EraseCollected => {
                "take its key out of [collect.keys] in schakel.toml, and make the report and the \
                data package again; think of copies that others have"
                    .to_owned()
            }
            Action::RotateKey => "destroy the copy of the old key, and keep one of the new".to_owned(),
            Action::Withdraw => return,
        };
        println!("  {DIM}do{DIM:#} {todo}");
    }
}

/// Asks for a word; only that word is a yes.
fn agreed(what: &[String], word: &str) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Usage(format!("nobody can be asked here; `--yes` does it. {}", what.join(" "))));
    }
    for line in what {
        eprintln!("{line}");
    }
    eprint!("Type {NAME}{word}{NAME:#} to go on: ");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::fault("reading the answer", error))?;
    Ok(answer.trim() == word)
}
