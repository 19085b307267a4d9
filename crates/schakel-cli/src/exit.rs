//! How a run ends: the exit codes and the errors that lead to them.

use std::process::ExitCode;

/// The outcome of a command that ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All done.
    Done,
    /// There are problems in the data; what could be made is made.
    Problems,
}

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The person asked for something that is not there, or wrote it wrongly.
    #[error("{0}")]
    Usage(String),
    /// The program itself failed.
    #[error("{0}")]
    Fault(String),
}

impl Failure {
    /// A fault of the program, while doing something.
    pub fn fault(doing: &str, error: impl std::fmt::Display) -> Self {
        Self::Fault(format!("{doing}: {error}"))
    }
}

/// What every command returns.
pub type Ended = Result<Outcome, Failure>;

/// The exit code: 0 all done, 1 problems in the data, 2 wrong use, 3 a fault of the program.
#[must_use]
pub fn code(ended: &Ended) -> ExitCode {
    match ended {
        Ok(Outcome::Done) => ExitCode::from(0),
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(Failure::Usage(_)) => ExitCode::from(2),
        Err(Failure::Fault(_)) => ExitCode::from(3),
    }
}
