//! The items of a questionnaire, and which questions a person says they are.

use std::collections::{BTreeMap, BTreeSet};

use schakel_model::Table;
use schakel_model::codes::ITEM_KIND;
use schakel_source::problem::{Problem, did_you_mean};

use super::grid::{Grid, Row};
use super::meanings::unknown_kind;
use super::spec::SurveySpec;

/// Headings of the columns that say which question is which item.
const QUESTION: [&str; 2] = ["question", "vraag"];
const OPTION: [&str; 2] = ["option", "optie"];
pub(super) const ITEM_ID: [&str; 2] = ["item_id", "item"];

/// The most items of a questionnaire, and rows that say which question is which; more are no questionnaire.
const MOST: usize = 10_000;

/// An item: a row of the table `item`, as far as the school or the project says what stands in it.
pub(super) struct Item {
    pub(super) id: String,
    /// Code of `item_kind`; nothing when the structure of the survey must tell it.
    pub(super) kind: Option<&'static str>,
    /// What is given, by column of the model.
    pub(super) given: BTreeMap<&'static str, String>,
    /// Row in the table of items.
    pub(super) row: i64,
}

/// That a question, or an answer to it, is an item.
pub(super) struct Said {
    /// Place in the list of items.
    pub(super) item: usize,
    pub(super) question: String,
    /// The answer that the item is about, when others share the question.
    pub(super) option: Option<String>,
    /// Row in the table that says so.
    pub(super) row: u64,
}

/// The items of a survey.
pub(super) struct Items<'t> {
    pub(super) grid: Grid<'t>,
    pub(super) list: Vec<Item>,
    /// The ids of all items of the table, also those of other questionnaires.
    pub(super) known: BTreeSet<String>,
    /// The table that says which question is which item: that of the items when there is no other.
    pub(super) questions: Option<Grid<'t>>,
    pub(super) said: Vec<Said>,
}

impl<'t> Items<'t> {
    /// Reads the table of items, and the table of questions when there is one.
    pub(super) fn read(
        survey: &SurveySpec,
        grid: Grid<'t>,
        questions: Option<Grid<'t>>,
    ) -> Result<Items<'t>, Vec<Problem>> {
        let Some(table) = schakel_model::table("item") else { return Err(Vec::new()) };
        let columns = columns_of(table, &grid);
        let id = columns.get("item_id").copied().or_else(|| grid.column(&ITEM_ID));
        let Some(id) = id else {
            return Err(vec![grid.needed(&ITEM_ID, "the table of items").err().unwrap_or_else(|| grid.problem(""))]);
        };
        let mut items = Items { list: Vec::new(), known: BTreeSet::new(), questions, said: Vec::new(), grid };
        let mut problems = Vec::new();
        let (mut list, mut own): (Vec<Item>, BTreeSet<String>) = Default::default();
        for row in items.grid.rows() {
            let Some(item_id) = row.get(id) else { continue };
            items.known.insert(item_id.to_owned());
            let get = |name: &str| columns.get(name).and_then(|&column| row.get(column));
            if get("instrument_id").is_some_and(|instrument| instrument != survey.instrument.id()) {
                continue;
            }
            // Several rows of one item: each says a question or an option more.
            if !own.insert(item_id.to_owned()) {
                continue;
            }
            if list.len() == MOST {
                return Err(vec![too_many(&items.grid)]);
            }
            let kind =
                get("kind").map(|kind| ITEM_KIND.recognise(kind).ok_or_else(|| unknown_kind(&items.grid, kind, row)));
            let kind = kind.transpose().unwrap_or_else(|problem| {
                problems.push(problem);
                None
            });
            let kind = kind.map(|code| code.code);
            let given = columns.keys().filter_map(|&name| Some((name, get(name)?.to_owned()))).collect();
            list.push(Item { id: item_id.to_owned(), kind, given, row: row.number() });
        }
        items.list = list;
        if items.list.is_empty() {
            problems.push(
                items
                    .grid
                    .problem(format!("it has no item of the questionnaire `{}`", survey.instrument.id()))
                    .hint("Check `instrument` of the survey and the column `instrument_id` of the table."),
            );
        }
        match items.said() {
            Ok(said) => items.said = said,
            Err(more) => problems.extend(more),
        }
        if problems.is_empty() { Ok(items) } else { Err(problems) }
    }

    /// The table that says which question is which item.
    pub(super) fn saying(&self) -> &Grid<'t> {
        self.questions.as_ref().unwrap_or(&self.grid)
    }

    fn said(&self) -> Result<Vec<Said>, Vec<Problem>> {
        let grid = self.saying();
        let question = match &self.questions {
            Some(_) => Some(grid.needed(&QUESTION, "the table of questions")),
            None => grid.column(&QUESTION).map(Ok),
        };
        let Some(question) = question.transpose().map_err(|problem| vec![problem])? else { return Ok(Vec::new()) };
        let id = grid.needed(&ITEM_ID, "the table of questions").map_err(|problem| vec![problem])?;
        let option = grid.column(&OPTION);
        let places: BTreeMap<&str, usize> = self.list.iter().map(|item| item.id.as_str()).zip(0..).collect();
        let (mut said, mut problems) = (Vec::new(), Vec::new());
        for row in grid.rows() {
            let (Some(question), Some(id)) = (row.get(question), row.get(id)) else { continue };
            if said.len() == MOST {
                return Err(vec![too_many(grid)]);
            }
            match places.get(id) {
                Some(&item) => {
                    let option = option.and_then(|option| row.get(option)).map(str::to_owned);
                    said.push(Said { item, question: question.to_owned(), option, row: row.place() });
                }
                // An item of another questionnaire: the table serves both.
                None if self.known.contains(id) => {}
                None => problems.push(self.unknown(grid, id, row)),
            }
        }
        problems.extend(self.twice(grid, &said));
        if problems.is_empty() { Ok(said) } else { Err(problems) }
    }

    /// That an item is not in the table of items.
    pub(super) fn unknown(&self, grid: &Grid<'_>, id: &str, row: Row<'_>) -> Problem {
        let known: Vec<&str> = self.known.iter().map(String::as_str).collect();
        let hint = did_you_mean(id, &known).unwrap_or_else(|| format!("Add it to {}.", self.grid.file));
        grid.problem(format!("there is no item `{id}`")).row(row.place()).column("item_id").hint(hint)
    }

    /// Only an item with several answers can be several questions.
    fn twice(&self, grid: &Grid<'_>, said: &[Said]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut first: BTreeMap<usize, u64> = BTreeMap::new();
        for one in said {
            let item = &self.list[one.item];
            let by_option = item.kind.is_none_or(|kind| ["yes_no", "multiple_choice"].contains(&kind));
            if one.option.is_some() && !by_option {
                problems.push(
                    grid.problem(format!("item `{}` is about one answer, and of another kind than yes_no", item.id))
                        .row(one.row)
                        .column("option")
                        .hint("Only items of the kind yes_no and multiple_choice have an `option`."),
                );
            }
            let several = item.kind == Some("multiple_choice") && one.option.is_some();
            let before = first.get(&one.item).copied();
            first.entry(one.item).or_insert(one.row);
            if let Some(before) = before.filter(|_| !several) {
                problems.push(
                    grid.problem(format!("item `{}` is given twice; before in row {before}", item.id))
                        .row(one.row)
                        .column("item_id")
                        .hint(
                            "Keep the question that it is. Only an item of the kind multiple_choice can be several \
                             questions, each with its `option`.",
                        ),
                );
            }
        }
        problems
    }
}

fn too_many(grid: &Grid<'_>) -> Problem {
    grid.problem(format!("a questionnaire has at most {MOST} items")).hint("Check which source this is.")
}

/// The columns of a source that are columns of a table of the model.
pub(super) fn columns_of(table: &'static Table, grid: &Grid<'_>) -> BTreeMap<&'static str, usize> {
    let mut columns = BTreeMap::new();
    for (index, column) in grid.table.columns.iter().enumerate() {
        let known = table.column_labelled(&column.name).or_else(|| table.column_labelled(&column.original));
        if let Some(known) = known {
            columns.entry(known.name).or_insert(index);
        }
    }
    columns
}
