//! What answers mean that are not numbers, codes, or yes and no by themselves.

use std::collections::{BTreeMap, BTreeSet};

use schakel_model::codes::{ITEM_KIND, MISSING_REASON};
use schakel_source::problem::{Problem, did_you_mean};

use super::grid::{Grid, Row, plain};
use super::items::{ITEM_ID, Items};
use super::spec::{Answers, SurveySpec, Values};

const ANSWER: [&str; 2] = ["answer", "antwoord"];
const VALUE: [&str; 2] = ["value", "waarde"];
const KIND: [&str; 2] = ["kind", "soort"];

/// What answers mean, by item or kind of item (empty: any) and answer as it is compared (empty: a blank cell).
#[derive(Default)]
pub(super) struct Meanings(BTreeMap<String, BTreeMap<String, String>>);

impl Meanings {
    /// Reads what plugin.toml says, and the sources that it names; `source` gives one by its name.
    pub(super) fn read<'t>(
        survey: &SurveySpec,
        items: &Items<'_>,
        source: &dyn Fn(&str) -> Result<Grid<'t>, Problem>,
    ) -> Result<Meanings, Vec<Problem>> {
        let mut meanings = Meanings::default();
        let told = match &survey.answers {
            None => return Ok(meanings),
            Some(Answers::Source(name)) => {
                meanings.of_source(items, "", &source(name).map_err(|problem| vec![problem])?)?;
                return Ok(meanings);
            }
            Some(Answers::Told(told)) => told,
        };
        let mut problems = Vec::new();
        for (of, values) in told {
            if !ITEM_KIND.contains(of) && !items.known.contains(of) {
                let known: Vec<&str> = items.known.iter().map(String::as_str).chain(kinds()).collect();
                let hint = did_you_mean(of, &known).unwrap_or_else(|| "Name a kind of item or an item.".to_owned());
                let message = format!("`answers.{of}` is no kind of item and no item");
                problems.push(survey.problem(message).hint(hint));
            }
            let read = match values {
                Values::Source(name) => {
                    source(name).map_err(|problem| vec![problem]).and_then(|grid| meanings.of_source(items, of, &grid))
                }
                Values::Told(values) => {
                    let values = values.iter().map(|(answer, value)| (plain(answer), value.trim().to_owned()));
                    meanings.0.entry(of.clone()).or_default().extend(values);
                    Ok(())
                }
            };
            problems.extend(read.err().into_iter().flatten());
        }
        if problems.is_empty() { Ok(meanings) } else { Err(problems) }
    }

    /// Adds what a source says, of `of` unless a row names its own item or kind of item.
    fn of_source(&mut self, items: &Items<'_>, of: &str, grid: &Grid<'_>) -> Result<(), Vec<Problem>> {
        let what = "the table of answers";
        let (answer, value) = match (grid.needed(&ANSWER, what), grid.needed(&VALUE, what)) {
            (Ok(answer), Ok(value)) => (answer, value),
            (answer, value) => return Err([answer.err(), value.err()].into_iter().flatten().collect()),
        };
        let (item, kind) = (grid.column(&ITEM_ID), grid.column(&KIND));
        let mut problems = Vec::new();
        for row in grid.rows() {
            let Some(value) = row.get(value) else { continue };
            let get = |column: Option<usize>| column.and_then(|column| row.get(column));
            let of = match (get(item), get(kind).map(|kind| ITEM_KIND.recognise(kind).ok_or(kind))) {
                (Some(id), _) => {
                    if !items.known.contains(id) {
                        problems.push(items.unknown(grid, id, row));
                    }
                    id
                }
                (None, Some(Ok(code))) => code.code,
                (None, Some(Err(kind))) => {
                    problems.push(unknown_kind(grid, kind, row));
                    continue;
                }
                (None, None) => of,
            };
            let answer = plain(row.get(answer).unwrap_or_default());
            let before = self.0.entry(of.to_owned()).or_default().insert(answer, value.to_owned());
            if before.is_some_and(|before| before != value) {
                let message = "the same answer means something else in a row before";
                problems.push(grid.problem(message).row(row.place()).column("answer").hint("Keep one of the two."));
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// What an answer to an item means: what is said of the item, else of its kind, else of any. A blank cell is "".
    pub(super) fn of(&self, item: &str, kind: &str, answer: &str) -> Option<&str> {
        [item, kind, ""].into_iter().find_map(|of| Some(self.0.get(of)?.get(answer)?.as_str()))
    }

    /// All values that answers to an item can mean.
    pub(super) fn values(&self, item: &str, kind: &str) -> BTreeSet<&str> {
        let of = [item, kind, ""].into_iter().filter_map(|of| self.0.get(of));
        of.flat_map(BTreeMap::values).map(String::as_str).collect()
    }
}

/// Whether a value is a reason why there is no answer.
pub(super) fn missing_reason(value: &str) -> Option<&'static str> {
    MISSING_REASON.find(value).map(|code| code.code)
}

/// That a text is not a kind of item.
pub(super) fn unknown_kind(grid: &Grid<'_>, kind: &str, row: Row<'_>) -> Problem {
    let known: Vec<&str> = kinds().collect();
    let hint = did_you_mean(kind, &known).unwrap_or_default();
    grid.problem("this is not a kind of item").row(row.place()).column("kind").hint(hint)
}

fn kinds<'k>() -> impl Iterator<Item = &'k str> {
    ITEM_KIND.codes.iter().map(|code| code.code)
}
