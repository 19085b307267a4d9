//! What was answered: a row of `answer` per item that has one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use schakel_model::check::{self, DecimalMark};
use schakel_source::problem::Problem;

use super::bind::{Bound, Choice};
use super::grid::{Grid, Row, plain};
use super::header::{Asked, Header};
use super::items::Item;
use super::meanings::{Meanings, missing_reason};
use super::respondents::Response;
use super::rows::Rows;
use crate::gate::Map;

/// The columns of `answer`, in the order in which rows are made.
pub(super) const COLUMNS: [&str; 6] = ["respondent_id", "item_id", "value_num", "value_code", "value_text", "missing"];

/// What is made of the answers to an item, as the same few are given over and over: by the cell and whether a blank one
/// means something; with whether it is odd.
type Made<'r> = Map<(Option<&'r str>, bool), (Option<Answer<'r>>, bool)>;

/// Different answers to an item that are remembered; beyond that there is little to gain.
const MOST_MADE: usize = 1_024;

/// How the answers of one wave are read.
pub(super) struct Reader<'a> {
    pub(super) grid: &'a Grid<'a>,
    pub(super) header: &'a Header,
    pub(super) items: &'a [Item],
    /// The kind of every item.
    pub(super) kinds: &'a [&'static str],
    pub(super) bound: &'a [Bound],
    pub(super) meanings: &'a Meanings,
    pub(super) decimal: DecimalMark,
    /// What stands between several answers in one cell.
    pub(super) separator: &'a str,
}

/// An answer to an item.
enum Answer<'r> {
    Number(Cow<'r, str>),
    Code(Cow<'r, str>),
    Text(&'r str),
    Missing(&'static str),
}

impl Answer<'_> {
    fn number(&self) -> Option<&str> {
        match self {
            Answer::Number(text) => Some(text),
            _ => None,
        }
    }
}

/// Cells in which something stands that was not expected, by column.
#[derive(Default)]
struct Odd(BTreeMap<usize, (u64, u64)>);

impl Odd {
    fn add(&mut self, column: usize, row: Row<'_>) {
        self.0.entry(column).or_insert((row.place(), 0)).1 += 1;
    }
}

impl Reader<'_> {
    /// Adds the rows; gives what is worth knowing.
    pub(super) fn rows<'r>(&'r self, responses: &[Response<'r>], rows: &mut Rows) -> Vec<Problem> {
        let lists = self.lists();
        let mut made: Vec<Made<'r>> = self.bound.iter().map(|_| Made::default()).collect();
        let (mut odd, mut beside) = (Odd::default(), Odd::default());
        let mut silent = 0;
        for response in responses {
            let row = response.row;
            let columns = self.bound.iter().flat_map(|bound| &bound.columns).map(|(column, _)| *column);
            let answered = columns.into_iter().any(|column| row.get(column).is_some());
            silent += u64::from(!answered);
            // Only who sent in a list, and did not leave all of it open, said something by leaving a box open.
            let blank_means = response.completed && answered;
            let chosen = self.chosen(row, &lists, &mut beside);
            for (bound, made) in self.bound.iter().zip(&mut made) {
                let (item, kind) = (&self.items[bound.item], self.kinds[bound.item]);
                let read = |answer: Option<Answer<'r>>| {
                    let number = answer.as_ref().and_then(Answer::number);
                    let odd = number.is_some_and(|text| check::parse_decimal(text, self.decimal).is_none());
                    (answer, odd)
                };
                let of_options;
                let (answer, is_odd) = match bound.columns[..] {
                    [(column, None)] => {
                        if made.len() >= MOST_MADE {
                            made.clear();
                        }
                        let single = || read(self.single(item, kind, column, row, blank_means));
                        &*made.entry((row.get(column), blank_means)).or_insert_with(single)
                    }
                    _ => {
                        of_options = read(self.of_options(bound, item, kind, row, &chosen, blank_means));
                        &of_options
                    }
                };
                let Some(answer) = answer else { continue };
                if *is_odd && let Some((column, _)) = bound.columns.first() {
                    odd.add(*column, row);
                }
                let (mut number, mut code, mut text, mut missing) = (None, None, None, None);
                match answer {
                    Answer::Number(value) => number = Some(value.as_ref()),
                    Answer::Code(value) => code = Some(value.as_ref()),
                    Answer::Text(value) => text = Some(*value),
                    Answer::Missing(reason) => missing = Some(*reason),
                }
                let values = [Some(response.id.as_str()), Some(&item.id), number, code, text, missing];
                rows.push(values, Some(&self.grid.source), row.number());
            }
        }
        self.notices(&odd, &beside, silent)
    }

    fn notices(&self, odd: &Odd, beside: &Odd, silent: u64) -> Vec<Problem> {
        let told = |odd: &Odd, message: &str, hint: &str| {
            let told = odd.0.iter().map(|(column, (row, count))| {
                let problem = Problem::notice("survey-answer", message).row(*row).count(*count).hint(hint);
                self.grid.placed(problem).column(&self.header.columns[*column].name)
            });
            told.collect::<Vec<Problem>>()
        };
        let mut notices = told(
            odd,
            "an answer that is no number, and of which `answers` does not say what it means",
            "Say in `answers` what the answers mean: a number, yes or no, or a reason such as not_applicable.",
        );
        notices.extend(told(
            beside,
            "something stands in the cell beside the options that are items",
            "Compare the column `option` with the answers of the survey, and `separator` with what stands \
             between them.",
        ));
        if silent > 0 {
            let message = "responses in which no item is answered; they count as respondents";
            notices.push(self.grid.placed(Problem::notice("survey-response", message).count(silent)));
        }
        notices
    }

    fn single<'r>(
        &'r self,
        item: &Item,
        kind: &str,
        column: usize,
        row: Row<'r>,
        blank_means: bool,
    ) -> Option<Answer<'r>> {
        let asked = &self.header.columns[column];
        let Some(cell) = row.get(column) else {
            let ticked = kind == "yes_no" && asked.kind.is_some_and(|kind| matches!(kind, 'M' | 'P'));
            let meaning = self.meanings.of(&item.id, kind, "").or(ticked.then_some("0"));
            return answer(kind, Cow::Borrowed(meaning.filter(|_| blank_means)?));
        };
        match kind {
            "text" => Some(Answer::Text(cell)),
            "multiple_choice" => {
                let parts = cell.split(self.separator.trim()).map(str::trim).filter(|part| !part.is_empty());
                let codes: Vec<&str> = parts.map(|part| self.meaning(item, kind, asked, part)).collect();
                match codes[..] {
                    [] => None,
                    [code] => answer(kind, Cow::Borrowed(code)),
                    _ => Some(Answer::Code(Cow::Owned(codes.join(";")))),
                }
            }
            _ => answer(kind, Cow::Borrowed(self.meaning(item, kind, asked, cell))),
        }
    }

    /// What an answer means: as `answers` says, or the code of the answer that has this text, or what stands there.
    fn meaning<'r>(&'r self, item: &Item, kind: &str, asked: &'r Asked, cell: &'r str) -> &'r str {
        let compared = plain(cell);
        let of = |answer: &str| self.meanings.of(&item.id, kind, answer);
        of(&compared).unwrap_or_else(|| match asked.options.iter().find(|(text, _)| *text == compared) {
            Some((_, code)) => of(&plain(code)).unwrap_or(code),
            None => cell,
        })
    }

    /// The answer to an item that is about some of the answers to a question.
    fn of_options<'r>(
        &'r self,
        bound: &'r Bound,
        item: &Item,
        kind: &str,
        row: Row<'r>,
        chosen: &BTreeSet<(usize, &str)>,
        blank_means: bool,
    ) -> Option<Answer<'r>> {
        let has = |column: &usize, choice: &Choice| chosen.contains(&(*column, choice.compared.as_str()));
        let choices = bound.columns.iter().filter_map(|(column, choice)| Some((*column, choice.as_ref()?)));
        let said: Vec<&Choice> =
            choices.filter(|(column, choice)| has(column, choice)).map(|(_, choice)| choice).collect();
        if kind == "multiple_choice" {
            let code = |choice: &&'r Choice| self.meanings.of(&item.id, kind, &choice.compared).unwrap_or(&choice.code);
            let codes: Vec<&str> = said.iter().map(code).collect();
            return (!codes.is_empty()).then(|| Answer::Code(Cow::Owned(codes.join(";"))));
        }
        let is_told = blank_means || bound.columns.iter().any(|(column, _)| row.get(*column).is_some());
        is_told.then_some(Answer::Number(Cow::Borrowed(if said.is_empty() { "0" } else { "1" })))
    }

    /// The columns of which the answers are items, with those answers, the longest first.
    fn lists(&self) -> BTreeMap<usize, Vec<&str>> {
        let mut lists: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (column, choice) in self.bound.iter().flat_map(|bound| &bound.columns) {
            if let Some(choice) = choice {
                lists.entry(*column).or_default().push(&choice.compared);
            }
        }
        for choices in lists.values_mut() {
            choices.sort_by_key(|choice| (std::cmp::Reverse(choice.len()), *choice));
        }
        lists
    }

    /// The answers that were chosen in a row, by column.
    fn chosen<'l>(
        &self,
        row: Row<'_>,
        lists: &BTreeMap<usize, Vec<&'l str>>,
        beside: &mut Odd,
    ) -> BTreeSet<(usize, &'l str)> {
        let mut chosen = BTreeSet::new();
        for (column, choices) in lists {
            let Some(cell) = row.get(*column) else { continue };
            let (found, rest) = contained(&plain(cell), choices, self.separator.trim());
            match choices[..] {
                // A column per answer: whatever stands there but no says that it was ticked.
                [only] if found.is_empty() && check::parse_bool(cell) != Some(false) => {
                    chosen.insert((*column, only));
                }
                [_] => {}
                _ if rest => beside.add(*column, row),
                _ => {}
            }
            chosen.extend(found.into_iter().map(|choice| (*column, choice)));
        }
        chosen
    }
}

/// A value as the answer to an item of a kind.
fn answer<'r>(kind: &str, value: Cow<'r, str>) -> Option<Answer<'r>> {
    if let Some(reason) = missing_reason(&value) {
        return Some(Answer::Missing(reason));
    }
    Some(match kind {
        "choice" | "multiple_choice" => Answer::Code(value),
        "yes_no" => match check::parse_bool(&value) {
            Some(yes) => Answer::Number(Cow::Borrowed(if yes { "1" } else { "0" })),
            None => Answer::Number(value),
        },
        _ => Answer::Number(value),
    })
}

/// Which of the choices, the longest first, stand in a cell with the separator between them; and whether more does.
fn contained<'l>(cell: &str, choices: &[&'l str], separator: &str) -> (Vec<&'l str>, bool) {
    let mut rest = cell.to_owned();
    let mut found = Vec::new();
    for choice in choices {
        let at = rest.match_indices(choice).map(|(at, _)| at).find(|&at| {
            let (before, after) = (rest[..at].trim_end(), rest[at + choice.len()..].trim_start());
            (before.is_empty() || before.ends_with(separator)) && (after.is_empty() || after.starts_with(separator))
        });
        if let Some(at) = at {
            rest.replace_range(at..at + choice.len(), "");
            found.push(*choice);
        }
    }
    let more = rest.split(separator).any(|part| !part.trim().is_empty());
    (found, more)
}

#[cfg(test)]
mod tests {
    use super::contained;

    #[test]
    fn answers_in_one_cell_are_told_apart_also_when_they_hold_the_separator() {
        let choices = ["te weinig tijd, ook in het rooster", "te weinig kennis", "tijd"];
        let forms = contained("te weinig kennis;tijd;", &choices, ";");
        assert_eq!(forms, (vec!["te weinig kennis", "tijd"], false));
        let google = contained("te weinig tijd, ook in het rooster, te weinig kennis", &choices, ",");
        assert_eq!(google, (vec!["te weinig tijd, ook in het rooster", "te weinig kennis"], false));
    }

    #[test]
    fn a_part_of_an_answer_is_not_that_answer_and_what_is_over_is_noticed() {
        assert_eq!(contained("geen tijd;", &["tijd"], ";"), (vec![], true));
        assert_eq!(contained("tijd; iets anders", &["tijd"], ";"), (vec!["tijd"], true));
        assert_eq!(contained(";", &["tijd"], ";"), (vec![], false));
    }
}
