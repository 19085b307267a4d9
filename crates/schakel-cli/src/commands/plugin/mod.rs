//! `schakel plugin …`: one file per sub-command.

mod list;
mod new;
mod test;
mod trust;

use crate::args::PluginCommand;
use crate::exit::Ended;

/// Runs a sub-command of `schakel plugin`.
///
/// # Errors
/// As the sub-command says.
pub(crate) fn run(command: &PluginCommand) -> Ended {
    match command {
        PluginCommand::List { project, json } => list::run(project, *json),
        PluginCommand::New(args) => new::run(args),
        PluginCommand::Test(args) => test::run(args),
        PluginCommand::Trust(args) => trust::run(args),
    }
}
