//! `schakel keys`: the public keys by which schools and the research team know each other.

use anstream::println;
use schakel_core::project::Project;
use schakel_core::pseudonym::KeyFolder;
use schakel_research::exchange::{ResearchIdentity, SchoolKey};
use schakel_source::problem::Problem;
use serde_json::json;

use crate::args::KeysArgs;
use crate::commands::{open_any_project, open_project};
use crate::exit::{Ended, Failure, Outcome};
use crate::print;

/// Prints the public key asked for; makes the key when there is none.
///
/// # Errors
/// Wrong use when there is no such project or school, or a key cannot be read or made.
pub(crate) fn run(args: &KeysArgs) -> Ended {
    let (whose, public) = match &args.school {
        Some(school) => {
            let project = open_project(&args.project, std::slice::from_ref(school))?;
            (school.as_str(), signing_key(&project, school)?.public().to_string())
        }
        None => ("research", research_key(&open_any_project(&args.project)?)?.public().to_string()),
    };
    if args.json {
        print::json(&json!({"of": whose, "public_key": public}))?;
    } else {
        println!("{public}");
    }
    Ok(Outcome::Done)
}

/// The key by which a school signs; made the first time.
///
/// # Errors
/// Wrong use when it cannot be read or made.
pub(crate) fn signing_key(project: &Project, school: &str) -> Result<SchoolKey, Failure> {
    let opened = folder()?.open_signing(&project.id, school).map_err(unusable)?;
    print::problems(&opened.notices);
    Ok(SchoolKey::new(opened.key.secret()))
}

fn research_key(project: &Project) -> Result<ResearchIdentity, Failure> {
    let opened = folder()?.open_research(&project.id, || ResearchIdentity::generate().file()).map_err(unusable)?;
    print::problems(&opened.notices);
    opened.text.parse().map_err(|error| Failure::Usage(format!("the secret key of the research team: {error}")))
}

/// The folder in which keys are kept.
///
/// # Errors
/// Wrong use when the system names none.
pub(crate) fn folder() -> Result<KeyFolder, Failure> {
    KeyFolder::of_this_user().map_err(unusable)
}

/// A problem with a key stops a command.
pub(crate) fn unusable(problem: Problem) -> Failure {
    Failure::Usage(problem.to_string())
}
