//! The `schakel` program: a thin layer of the command line over the crates.
//!
//! A library too, so that the tests of the workspace run the same program.

pub mod args;
mod commands;
pub mod exit;
mod ledger;
mod pipeline;
mod print;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::exit::Ended;
use crate::print::ERROR;

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    // A plugin host draws its bounds before any thread starts, so it goes before everything else.
    if std::env::args_os().nth(1).is_some_and(|first| first == "plugin-host") {
        return ExitCode::from(u8::try_from(schakel_core::plugin::host_main()).unwrap_or(3));
    }
    let ended = run(&Cli::parse().command);
    if let Err(failure) = &ended {
        anstream::eprintln!("{ERROR}error:{ERROR:#} {failure}");
    }
    exit::code(&ended)
}

fn run(command: &Command) -> Ended {
    match command {
        Command::Report(args) => commands::report::run(args),
        Command::Research(args) => commands::research::run(args),
        Command::Share(args) => commands::share::run(args),
        Command::Collect(args) => commands::collect::run(args),
        Command::Keys(args) => commands::keys::run(args),
        Command::Preview(args) => commands::preview::run(args),
        Command::Templates(args) => commands::templates::run(args),
        Command::Check(args) => commands::check::run(args),
        Command::Indicators(args) => commands::indicators::run(args),
        Command::Explain(args) => commands::explain::run(args),
        Command::Inspect(args) => commands::inspect::run(args),
        Command::Audit(args) => commands::audit::run(args),
        Command::Schema(args) => commands::schema::run(args),
        Command::Workbook(args) => commands::workbook::run(args),
        Command::Privacy(command) => commands::privacy::run(command),
        Command::Plugin(command) => commands::plugin::run(command),
        Command::Completions { shell } => commands::completions::run(*shell),
    }
}
