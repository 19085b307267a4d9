//! `schakel privacy`: what a privacy officer needs.

mod document;
mod log;
mod persons;
mod record;
mod removal;
mod texts;

use crate::args::PrivacyCommand;
use crate::exit::Ended;

/// Runs a command for the privacy officer.
///
/// # Errors
/// Those of the command.
pub(crate) fn run(command: &PrivacyCommand) -> Ended {
    match command {
        PrivacyCommand::Record(args) => record::run(args),
        PrivacyCommand::Object(args) => removal::object(args),
        PrivacyCommand::Erase(args) => removal::erase(args),
        PrivacyCommand::RotateKey(args) => removal::rotate_key(args),
        PrivacyCommand::Expire(args) => removal::expire(args),
        PrivacyCommand::Log(args) => log::run(args),
    }
}
