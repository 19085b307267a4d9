//! The program `schakel`, as the tests start it.

use std::process::ExitCode;

fn main() -> ExitCode {
    schakel_cli::main()
}
