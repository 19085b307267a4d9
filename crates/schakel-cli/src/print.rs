//! How the command line shows things: problems, tables, JSON. Colours only where the output is a terminal.

use std::io::Write;

use anstream::{eprintln, println};
use anstyle::{AnsiColor, Style};
use schakel_source::problem::{Problem, Severity};
use serde::Serialize;

use crate::exit::{Failure, Outcome};

/// The style of an error's first word.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// The style of a notice's first word.
pub(crate) const NOTICE: Style = AnsiColor::Yellow.on_default().bold();
/// The style of what went well, and of names.
pub(crate) const NAME: Style = Style::new().bold();
/// The style of what matters less.
pub(crate) const DIM: Style = Style::new().dimmed();

/// Prints a value as JSON on standard output, indented, with a newline at the end.
///
/// # Errors
/// A fault when the value cannot be written as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::fault("writing JSON", error))?;
    let mut out = std::io::stdout().lock();
    // A reader that closed its end early (`| head`) is no fault of ours.
    let _ = writeln!(out, "{text}");
    Ok(())
}

/// Prints problems on standard error, the errors first within each school.
pub(crate) fn problems(problems: &[Problem]) {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by(|a, b| (&a.school, a.severity).cmp(&(&b.school, b.severity)));
    for problem in sorted {
        one_problem(problem);
    }
}

fn one_problem(problem: &Problem) {
    let style = match problem.severity {
        Severity::Error => ERROR,
        Severity::Notice => NOTICE,
    };
    let times = if problem.count > 1 { format!(" {DIM}({} times){DIM:#}", problem.count) } else { String::new() };
    eprintln!("{style}{}[{}]{style:#} {}{times}", problem.severity, problem.code, problem.message);
    let place = place(problem);
    if !place.is_empty() {
        eprintln!("  {DIM}at{DIM:#} {place}");
    }
    if let Some(hint) = &problem.hint {
        eprintln!("  {DIM}do{DIM:#} {hint}");
    }
}

fn place(problem: &Problem) -> String {
    let row = problem.row.map(|row| row.to_string());
    [
        ("school", &problem.school),
        ("file", &problem.file),
        ("sheet", &problem.sheet),
        ("row", &row),
        ("column", &problem.column),
    ]
    .into_iter()
    .filter_map(|(what, value)| value.as_ref().map(|value| format!("{what} {value}")))
    .collect::<Vec<_>>()
    .join(", ")
}

/// Whether these problems make the run end with exit code 1.
#[must_use]
pub(crate) fn outcome(problems: &[Problem]) -> Outcome {
    if problems.iter().any(|problem| problem.severity == Severity::Error) { Outcome::Problems } else { Outcome::Done }
}

/// Prints rows of text in aligned columns; the last column is not padded.
pub(crate) fn columns(rows: &[Vec<String>]) {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            line.push_str(cell);
            if column + 1 < row.len() {
                let pad = widths[column] - cell.chars().count() + 2;
                line.extend(std::iter::repeat_n(' ', pad));
            }
        }
        println!("{}", line.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_only_what_is_known() {
        let problem = Problem::error("x", "wrong").school("a").file("b.csv").row(3);
        assert_eq!(place(&problem), "school a, file b.csv, row 3");
    }

    #[test]
    fn notices_alone_do_not_fail_a_run() {
        assert_eq!(outcome(&[Problem::notice("x", "y")]), Outcome::Done);
        assert_eq!(outcome(&[Problem::error("x", "y")]), Outcome::Problems);
    }
}
