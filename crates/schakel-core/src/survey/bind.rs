//! Which columns of a survey are which items.

use std::collections::BTreeMap;

use schakel_source::problem::{Problem, nearest};

use super::grid::{Grid, plain};
use super::header::{Found, Header};
use super::items::{Item, Items, Said};

/// The most names that a message lists.
const MOST_NAMES: usize = 20;

/// An item and the columns that hold its answers.
pub(super) struct Bound {
    /// Place in the list of items.
    pub(super) item: usize,
    /// Column of the survey and, when the item is about one answer to it, that answer as it is compared and as a code.
    pub(super) columns: Vec<(usize, Option<Choice>)>,
}

/// One of the answers to a question.
pub(super) struct Choice {
    pub(super) compared: String,
    pub(super) code: String,
}

/// Binds the items to the columns; `used` are columns that say who answered. The notices are worth knowing.
pub(super) fn bind(
    items: &Items<'_>,
    grid: &Grid<'_>,
    header: &Header,
    used: &[usize],
) -> Result<(Vec<Bound>, Vec<Problem>), Vec<Problem>> {
    let mut binding =
        Binding { items, grid, header, bound: BTreeMap::new(), lacking: BTreeMap::new(), problems: Vec::new() };
    let mut explicit = vec![false; items.list.len()];
    for said in &items.said {
        explicit[said.item] = true;
        binding.said(said);
    }
    let (mut absent, mut notices) = (Vec::new(), Vec::new());
    for (index, item) in items.list.iter().enumerate().filter(|(index, _)| !explicit[*index]) {
        match found_by_itself(header, item) {
            Found::One(column) => binding.bound.entry(index).or_default().push((column, None)),
            Found::Several(columns) => {
                let problem = items.grid.problem(binding.several(&item.id, &columns)).row(item.row.unsigned_abs());
                binding.problems.push(problem.hint("Say in the table `questions` which of them it is."));
            }
            Found::None => absent.push(item.id.as_str()),
        }
    }
    binding.shared();
    if binding.bound.is_empty() && binding.problems.is_empty() {
        let message = "no question is an item: none is called like the code, the text or the id of one".to_owned();
        let hint = format!(
            "The questions are: {}. Say in a table with the columns question and item_id which is which, \
             and name it in `questions`.",
            listed(&binding.questions(used))
        );
        return Err(vec![grid.placed(Problem::error("survey-question", message).hint(hint))]);
    }
    if !absent.is_empty() {
        let message = format!("no question is item {}", listed(&absent));
        notices.push(
            grid.placed(Problem::notice("survey-item", message).count(absent.len() as u64)).hint(
                "Nothing to do when they were not asked. Else say in `questions` which question each of them is.",
            ),
        );
    }
    let over = binding.questions(used);
    notices.extend(binding.lacking(&over));
    if !over.is_empty() {
        let message = format!("questions that are no item, so that nothing is done with them: {}", listed(&over));
        notices.push(grid.placed(Problem::notice("survey-question", message).count(over.len() as u64)));
    }
    let Binding { bound, problems, .. } = binding;
    let bound = bound.into_iter().map(|(item, columns)| Bound { item, columns }).collect();
    if problems.is_empty() { Ok((bound, notices)) } else { Err(problems) }
}

struct Binding<'a> {
    items: &'a Items<'a>,
    grid: &'a Grid<'a>,
    header: &'a Header,
    bound: BTreeMap<usize, Vec<(usize, Option<Choice>)>>,
    /// Questions that the survey lacks: the first row that names one, and how many do.
    lacking: BTreeMap<&'a str, (u64, u64)>,
    problems: Vec<Problem>,
}

impl<'a> Binding<'a> {
    fn said(&mut self, said: &'a Said) {
        let place = |problem: Problem| self.items.saying().placed(problem).row(said.row).column("question");
        match self.header.find(&said.question) {
            Found::One(column) => {
                let choice =
                    said.option.as_ref().map(|option| Choice { compared: plain(option), code: option.clone() });
                self.bound.entry(said.item).or_default().push((column, choice));
            }
            Found::Several(columns) => {
                let message = self.several(&said.question, &columns);
                let hint = "Write the name of the column that is meant.";
                self.problems.push(place(Problem::error("survey-question", message).hint(hint)));
            }
            Found::None => self.lacking.entry(&said.question).or_insert((said.row, 0)).1 += 1,
        }
    }

    /// That the survey lacks questions; `over` are those of its own that are no item.
    fn lacking(&self, over: &[&str]) -> Vec<Problem> {
        let notice = |(question, (row, count)): (&&str, &(u64, u64))| {
            let hint = match nearest(question, over.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`? Nothing to do when it was not asked."),
                None if over.is_empty() => "Nothing to do when it was not asked.".to_owned(),
                None => format!("Nothing to do when it was not asked. Questions that are no item: {}.", listed(over)),
            };
            let message = format!("{} has no question `{question}`", self.grid.file);
            let notice = Problem::notice("survey-question", message).count(*count).hint(hint);
            self.items.saying().placed(notice).row(*row).column("question")
        };
        self.lacking.iter().map(notice).collect()
    }

    fn several(&self, wanted: &str, columns: &[usize]) -> String {
        let names: Vec<&str> = columns.iter().map(|&column| self.header.columns[column].name.as_str()).collect();
        format!("`{wanted}` may be one of {} columns of {}: {}", columns.len(), self.grid.file, listed(&names))
    }

    /// A column is one item, unless every item is about another answer.
    fn shared(&mut self) {
        let mut of_column: BTreeMap<usize, Vec<(&str, Option<&str>)>> = BTreeMap::new();
        for (item, columns) in &self.bound {
            for (column, choice) in columns {
                let choice = choice.as_ref().map(|choice| choice.compared.as_str());
                of_column.entry(*column).or_default().push((self.items.list[*item].id.as_str(), choice));
            }
        }
        for (column, uses) in of_column {
            let mut answers = BTreeMap::new();
            let clash = uses.iter().find_map(|(item, choice)| {
                let whole = if choice.is_some() { answers.get(&None) } else { answers.values().next() };
                let other: Option<&str> = whole.or_else(|| answers.get(choice)).copied();
                answers.entry(*choice).or_insert(*item);
                Some((other?, *item))
            });
            if let Some((first, second)) = clash {
                let name = &self.header.columns[column].name;
                self.problems.push(
                    self.grid
                        .placed(Problem::error(
                            "survey-question",
                            format!("the question is both item `{first}` and item `{second}`"),
                        ))
                        .column(name)
                        .hint("A question is one item, unless each has an `option` of its own."),
                );
            }
        }
    }

    /// The questions that are no item and say nothing of who answered.
    fn questions(&self, used: &[usize]) -> Vec<&str> {
        let is_bound = |column: usize| self.bound.values().flatten().any(|(bound, _)| *bound == column);
        let columns = self.header.columns.iter().enumerate();
        let over = columns.filter(|(index, column)| column.is_question && !used.contains(index) && !is_bound(*index));
        over.map(|(_, column)| column.name.as_str()).collect()
    }
}

/// An item that nobody says the question of is the column with its code, its text or its id.
fn found_by_itself(header: &Header, item: &Item) -> Found {
    let names = [item.given.get("code"), item.given.get("text"), Some(&item.id)];
    for name in names.into_iter().flatten() {
        match header.find(name) {
            Found::None => {}
            found => return found,
        }
    }
    Found::None
}

/// Names with commas between them; not more than a person reads.
pub(super) fn listed(names: &[&str]) -> String {
    let shown = names[..names.len().min(MOST_NAMES)].join(", ");
    if names.len() > MOST_NAMES { format!("{shown} and {} more", names.len() - MOST_NAMES) } else { shown }
}
