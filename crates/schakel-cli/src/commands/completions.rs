//! `schakel completions`: what a shell needs to complete commands and options.

use clap::CommandFactory;

use crate::args::Cli;
use crate::exit::{Ended, Outcome};

/// Writes the completion script of a shell to standard output.
///
/// # Errors
/// None: a closed output is no fault.
pub(crate) fn run(shell: clap_complete::Shell) -> Ended {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "schakel", &mut script);
    let _ = std::io::Write::write_all(&mut std::io::stdout(), &script);
    Ok(Outcome::Done)
}
