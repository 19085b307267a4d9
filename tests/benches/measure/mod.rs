//! What the benchmarks share: a run of the program, and figures beside their limits.

use std::path::Path;
use std::process::{Command, Stdio};

use schakel_tests::{Took, watched};

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");

/// Runs a command of the program on a project and watches its memory.
pub(crate) fn run(project: &Path, command: &str) -> Took {
    let mut program = Command::new(PROGRAM);
    program.arg(command).arg("--project").arg(project).env("SCHAKEL_KEYS", project.join("keys")).stdout(Stdio::null());
    watched(&mut program).unwrap()
}

/// Prints a figure beside its limit.
pub(crate) fn told(what: &str, figure: f64, unit: &str, limit: f64) {
    println!("{what}: {figure:.2} {unit}, limit {limit} {unit} ({:.2} of it)", figure / limit);
}

/// Python with these modules, of which SCHAKEL_BENCH_PYTHON may name the program; tells when it is not there.
pub(crate) fn python(modules: &str, left_out: &str) -> Option<String> {
    let python = std::env::var("SCHAKEL_BENCH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", &format!("import {modules}")]).stderr(Stdio::null()).status();
    if there.is_ok_and(|status| status.success()) {
        return Some(python);
    }
    println!("{left_out}: left out, {python} lacks one of {modules}");
    None
}
