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

/// The problems of a school, by the file they are in.
pub(crate) struct Grouped<'p> {
    /// The school; none for what is of no school.
    pub(crate) school: Option<&'p str>,
    /// The files in the order of their names, each with its problems: errors first, then by place.
    pub(crate) files: Vec<(Option<&'p str>, Vec<&'p Problem>)>,
}

impl<'p> Grouped<'p> {
    /// All problems, school by school.
    pub(crate) fn of(problems: &'p [Problem]) -> Vec<Grouped<'p>> {
        let mut sorted: Vec<&Problem> = problems.iter().collect();
        sorted.sort_by_key(|problem| {
            (&problem.school, &problem.file, problem.severity, &problem.sheet, problem.row, problem.code)
        });
        let mut groups: Vec<Grouped<'p>> = Vec::new();
        for problem in sorted {
            let (school, file) = (problem.school.as_deref(), problem.file.as_deref());
            if groups.last().is_none_or(|group| group.school != school) {
                groups.push(Grouped { school, files: Vec::new() });
            }
            let Some(group) = groups.last_mut() else { continue };
            match group.files.last_mut() {
                Some((last, problems)) if *last == file => problems.push(problem),
                _ => group.files.push((file, vec![problem])),
            }
        }
        groups
    }

    /// How many errors and notices there are, counted as often as they were found.
    pub(crate) fn count<'a>(problems: impl Iterator<Item = &'a Problem>) -> (u64, u64) {
        problems.fold((0, 0), |(errors, notices), problem| match problem.severity {
            Severity::Error => (errors + problem.count, notices),
            Severity::Notice => (errors, notices + problem.count),
        })
    }
}

/// Prints problems on standard error, school by school and file by file.
pub(crate) fn problems(problems: &[Problem]) {
    for group in Grouped::of(problems) {
        if let Some(school) = group.school {
            let (errors, notices) =
                Grouped::count(group.files.iter().flat_map(|(_, problems)| problems.iter().copied()));
            eprintln!("{NAME}{school}{NAME:#} {DIM}{}{DIM:#}", counted(errors, notices));
        }
        for (file, problems) in group.files {
            if let Some(file) = file {
                eprintln!("  {NAME}{file}{NAME:#}");
            }
            problems.into_iter().for_each(one_problem);
        }
    }
}

/// Prints the errors among problems, and notices of what the program did, as [`problems`] does; of notices about data only
/// how many there are. For commands of which checking is not the work.
pub(crate) fn errors(all: &[Problem]) {
    let about_data = |problem: &Problem| problem.severity == Severity::Notice && problem.file.is_some();
    let (notices, shown): (Vec<Problem>, Vec<Problem>) = all.iter().cloned().partition(about_data);
    problems(&shown);
    for group in Grouped::of(&notices) {
        let (_, notices) = Grouped::count(group.files.iter().flat_map(|(_, problems)| problems.iter().copied()));
        if let Some(school) = group.school {
            let count = counted(0, notices);
            eprintln!("{NAME}{school}{NAME:#} {DIM}{count} about its data; `schakel check` shows them{DIM:#}");
        }
    }
}

/// That there is no error, with how many notices there are.
pub(crate) fn nothing_wrong(problems: &[Problem]) -> String {
    match Grouped::count(problems.iter()).1 {
        0 => "no problems".to_owned(),
        notices => format!("no errors, {}", counted(0, notices)),
    }
}

fn counted(errors: u64, notices: u64) -> String {
    let many = |count: u64, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match (errors, notices) {
        (errors, 0) => many(errors, "error"),
        (0, notices) => many(notices, "notice"),
        (errors, notices) => format!("{}, {}", many(errors, "error"), many(notices, "notice")),
    }
}

fn one_problem(problem: &Problem) {
    let style = match problem.severity {
        Severity::Error => ERROR,
        Severity::Notice => NOTICE,
    };
    let times = if problem.count > 1 { format!(" {DIM}({} times){DIM:#}", problem.count) } else { String::new() };
    let place = place_in_file(problem);
    let place = if place.is_empty() { place } else { format!("{place}: ") };
    eprintln!("    {style}{}[{}]{style:#} {place}{}{times}", problem.severity, problem.code, problem.message);
    if let Some(hint) = &problem.hint {
        eprintln!("      {DIM}do{DIM:#} {hint}");
    }
}

/// Where in its file a problem is.
pub(crate) fn place_in_file(problem: &Problem) -> String {
    let row = problem.row.map(|row| row.to_string());
    [("sheet", &problem.sheet), ("row", &row), ("column", &problem.column)]
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
        assert_eq!(place_in_file(&problem), "row 3");
    }

    #[test]
    fn problems_are_grouped_by_school_and_file_with_the_errors_first() {
        let problem = |school: &str, file: &str, row| Problem::error("x", "wrong").school(school).file(file).row(row);
        let notice = Problem::notice("y", "odd").school("a").file("1.csv").row(1);
        let problems = [problem("b", "2.csv", 1), notice, problem("a", "1.csv", 9), problem("a", "0.csv", 2)];
        let groups = Grouped::of(&problems);
        let mut shown = Vec::new();
        for (school, file, found) in
            groups.iter().flat_map(|group| group.files.iter().map(|(file, found)| (group.school, file, found)))
        {
            let rows: Vec<String> = found.iter().map(|one| one.row.unwrap().to_string()).collect();
            shown.push(format!("{} {} {}", school.unwrap(), file.unwrap(), rows.join(" ")));
        }
        assert_eq!(shown, ["a 0.csv 2", "a 1.csv 9 1", "b 2.csv 1"]);
        assert_eq!(counted(1, 2), "1 error, 2 notices");
    }

    #[test]
    fn notices_alone_do_not_fail_a_run() {
        assert_eq!(outcome(&[Problem::notice("x", "y")]), Outcome::Done);
        assert_eq!(outcome(&[Problem::error("x", "y")]), Outcome::Problems);
    }
}
