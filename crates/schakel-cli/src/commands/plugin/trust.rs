//! `schakel plugin trust`: shows the native libraries of a project as they are, and trusts them when a person says so.

use std::io::{BufRead, IsTerminal, Write};

use anstream::{eprint, println};
use schakel_core::plugin::library::{self, Library, Standing, Subject};
use schakel_core::plugin::{Lock, Pin, platform};
use schakel_core::project::Project;
use schakel_source::problem::{Problem, did_you_mean};

use super::list::manifest;
use crate::args::TrustArgs;
use crate::commands::open_project;
use crate::exit::{Ended, Failure, Outcome};
use crate::print::{self, DIM, NAME};

/// Runs the command.
///
/// # Errors
/// Wrong use when there is no such project or plugin, or nobody can be asked.
pub(super) fn run(args: &TrustArgs) -> Ended {
    let project = open_project(&args.project, &[])?;
    let mut lock = Lock::read(&project.folder).map_err(|problem| Failure::Usage(problem.to_string()))?;
    let (candidates, problems) = candidates(&project, args.plugin.as_deref(), &lock)?;
    print::problems(&problems);
    let wanting: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.needs_trust()).collect();
    for candidate in &candidates {
        candidate.show();
    }
    if wanting.is_empty() {
        println!("nothing to trust");
        return Ok(print::outcome(&problems));
    }
    if !args.yes && !agreed()? {
        println!("nothing was changed");
        return Ok(Outcome::Problems);
    }
    for candidate in &wanting {
        lock.trust(candidate.pin.clone());
    }
    lock.write(&project.folder).map_err(|problem| Failure::Usage(problem.to_string()))?;
    println!(
        "trusted from now on: {}",
        wanting.iter().map(|one| one.pin.plugin.as_str()).collect::<Vec<_>>().join(", ")
    );
    Ok(print::outcome(&problems))
}

/// A library that could be trusted.
struct Candidate {
    pin: Pin,
    library: Library,
    /// The file as a person finds it.
    shown: String,
    standing: Standing,
}

impl Candidate {
    fn needs_trust(&self) -> bool {
        matches!(self.standing, Standing::Unknown | Standing::Changed(_))
    }

    fn show(&self) {
        let Pin { plugin, platform, version, publisher, sha256, .. } = &self.pin;
        println!("{NAME}{plugin}{NAME:#} {version}, published by {publisher}, for {platform}");
        println!("  {DIM}file{DIM:#}   {}", self.shown);
        println!("  {DIM}sha256{DIM:#} {sha256}");
        println!("  {DIM}now{DIM:#}    {}", self.news());
    }

    fn news(&self) -> String {
        match &self.standing {
            Standing::BesideProgram => "lies with the program, and is trusted as the program is".to_owned(),
            Standing::Trusted => "trusted, unchanged".to_owned(),
            Standing::Unknown => "not trusted yet".to_owned(),
            Standing::Changed(Pin { version, publisher, sha256, .. }) => {
                format!("another file was trusted: {version}, published by {publisher}, sha256 {sha256}")
            }
        }
    }
}

/// The libraries of the project, each once, in the order of their plugins; and what kept some from being looked at.
fn candidates(project: &Project, only: Option<&str>, lock: &Lock) -> Result<(Vec<Candidate>, Vec<Problem>), Failure> {
    let (mut found, mut ids, mut problems) = (Vec::<Candidate>::new(), Vec::new(), Vec::new());
    for school in &project.schools {
        let (manifest, manifest_file) = match manifest(project, school) {
            Ok(read) => read,
            Err(wrong) => {
                problems.extend(wrong);
                continue;
            }
        };
        ids.push(manifest.id.clone());
        if only.is_some_and(|only| only != manifest.id) {
            continue;
        }
        let folder = project.path(&school.plugin);
        let subject =
            Subject { school: &school.id, manifest: &manifest, manifest_file: &manifest_file, folder: &folder };
        match library::find(&subject) {
            Ok(None) => {}
            Err(problem) => problems.push(problem),
            Ok(Some(library)) => match found.iter().find(|known| known.pin.plugin == manifest.id) {
                Some(known) if known.library.sha256 != library.sha256 => problems.push(two_of_one_name(&manifest.id)),
                Some(_) => {}
                None => found.push(candidate(project, library, &manifest, lock)),
            },
        }
    }
    match only {
        Some(only) if !ids.iter().any(|id| id == only) => {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let hint = did_you_mean(only, &ids).unwrap_or_default();
            Err(Failure::Usage(format!("no school of the project has a plugin `{only}`. {hint}")))
        }
        _ => {
            found.sort_by(|one, other| one.pin.plugin.cmp(&other.pin.plugin));
            Ok((found, problems))
        }
    }
}

fn candidate(project: &Project, library: Library, manifest: &schakel_core::plugin::Manifest, lock: &Lock) -> Candidate {
    let standing = library::standing(&library, &manifest.id, lock);
    let pin = Pin {
        plugin: manifest.id.clone(),
        platform: platform(),
        version: manifest.version.clone(),
        publisher: manifest.publisher.clone(),
        file: library.file_name.clone(),
        sha256: library.sha256.clone(),
    };
    Candidate { pin, shown: project.shown(&library.path), library, standing }
}

fn two_of_one_name(plugin: &str) -> Problem {
    Problem::error("plugin-manifest", format!("two plugins with different libraries are both called `{plugin}`"))
        .hint("Give one of them another `id` in its plugin.toml.")
}

/// Asks the person; only a `y` is a yes.
fn agreed() -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Usage("nobody can be asked here; `--yes` trusts what is shown above".to_owned()));
    }
    eprint!("Trust what is not trusted yet? [y/N] ");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|error| Failure::fault("reading the answer", error))?;
    Ok(answer.trim().eq_ignore_ascii_case("y"))
}
