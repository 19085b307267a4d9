//! One record per line. A line that cannot be read is left out; the others are kept.

use rayon::prelude::*;
use serde_json::Value;

use super::syntax;
use crate::flatten::Flattener;
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// Lines that are read in parallel before they are put into tables.
const GROUP: usize = 16_384;

/// Reads the records of a text; `source_row` is the number of the line. Gives what was wrong with the lines left out.
pub(super) fn read(spec: &SourceSpec, text: &str, limit: Option<u64>, flattener: &mut Flattener<'_>) -> Vec<Problem> {
    let lines: Vec<(usize, &str)> = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    let mut refused: Vec<Problem> = Vec::new();
    for group in lines.chunks(GROUP) {
        let parsed: Vec<_> =
            group.par_iter().map(|(at, line)| (*at + 1, serde_json::from_str::<Value>(line))).collect();
        for (line, record) in parsed {
            match record {
                Ok(value @ Value::Object(_)) => flattener.record(&value, line as i64),
                Ok(_) => note(
                    &mut refused,
                    Problem::error("source-record", "a line that is not an object; expected { … }").row(line as u64),
                    spec,
                ),
                Err(error) => note(&mut refused, syntax(spec, &error, line), spec),
            }
        }
        if limit.is_some_and(|limit| flattener.records() as u64 >= limit) {
            break;
        }
    }
    refused
}

/// Keeps the first line of every kind of mistake, and how often it occurs.
fn note(refused: &mut Vec<Problem>, problem: Problem, spec: &SourceSpec) {
    let problem = problem.file(&spec.path);
    match refused.iter_mut().find(|other| other.message == problem.message) {
        Some(other) => other.count += 1,
        None => refused.push(problem),
    }
}
