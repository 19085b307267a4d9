//! A table: its dimensions, its counts and its percentages, and what the marks in it stand for.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::cell::{Said, bounds, said};
use super::layout::layout;
use super::read::Grid;
use super::role::{Profile, Role, roles};

/// A map whose order is never looked at, hashed the same in every run.
pub(crate) type Map<K, V> = HashMap<K, V, FixedState>;

/// Stands for "no upper bound": more than any count, and small enough to add up.
pub(crate) const UNBOUNDED: i64 = 1 << 50;

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its name, of all rows of the header.
    pub name: String,
    /// Its place in the grid.
    pub at: usize,
    /// What it holds.
    pub role: Role,
}

/// What a mark means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A number that is not shown.
    Hidden,
    /// Zero.
    Zero,
    /// Nothing is said: the number may be there or not.
    Absent,
}

/// A text that stands where a number could stand.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// The text; empty for an empty cell.
    pub text: String,
    /// The least that it can stand for.
    pub low: i64,
    /// The most that it can stand for; [`UNBOUNDED`] when it does not say.
    pub high: i64,
    /// What it means.
    pub meaning: Meaning,
    /// In how many cells of counts it stands.
    pub cells: u64,
}

/// A cell of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    /// A number that is shown.
    Shown(i64),
    /// A mark, by its place among the marks of the table.
    Marked(u16),
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    /// The grid that it stands in.
    pub grid: Grid,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows of data, by their places in the grid.
    pub rows: Vec<usize>,
    /// The columns that are dimensions, counts and shares.
    pub dimensions: Vec<usize>,
    /// The columns that are counts.
    pub counts: Vec<usize>,
    /// The columns that are shares.
    pub shares: Vec<usize>,
    /// Per dimension the label of every row, by its place in `names`.
    pub labels: Vec<Vec<u32>>,
    /// The labels.
    pub names: Vec<String>,
    /// Per count the cell of every row.
    pub cells: Vec<Vec<Cell>>,
    /// Per share the number of every row, times ten to the power of its decimals.
    pub percents: Vec<Vec<Option<i64>>>,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// A mark that a person declared, with the counts it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The text of the mark; it may be a number.
    pub text: String,
    /// The counts it stands for, both ends included; none when it does not say.
    pub bounds: Option<(i64, i64)>,
}

impl Table {
    /// The table in a grid; none when there is none, or none with counts.
    pub(crate) fn of(grid: Grid, declared: &[Declared]) -> Option<Table> {
        let found = layout(&grid)?;
        let columns: Vec<(usize, String, Profile)> = found
            .columns
            .into_iter()
            .map(|(at, name)| {
                let profile = Profile::of(&grid, &found.rows, at, declared);
                (at, name, profile)
            })
            .collect();
        let roles = roles(&columns);
        // A row in which no number nor mark stands is a heading or a note.
        let speaks = |row: &usize| {
            let mut measures = columns.iter().zip(&roles).filter(|(_, role)| **role != Role::Dimension);
            let text = |at: usize| grid.rows[*row].cells.get(at).map_or("", |cell| cell);
            measures.any(|((at, ..), _)| !text(*at).is_empty())
        };
        let rows: Vec<usize> = found.rows.into_iter().filter(speaks).collect();
        let mut table = Table {
            grid,
            columns: Vec::new(),
            rows,
            dimensions: Vec::new(),
            counts: Vec::new(),
            shares: Vec::new(),
            labels: Vec::new(),
            names: Vec::new(),
            cells: Vec::new(),
            percents: Vec::new(),
            marks: Vec::new(),
        };
        let (mut names, mut marks) = (Map::default(), Map::default());
        for ((at, name, profile), role) in columns.into_iter().zip(roles) {
            let place = table.columns.len();
            match role {
                Role::Dimension => {
                    let labels = table.rows.iter().map(|row| text_at(&table.grid, *row, at));
                    let labels = labels.map(|label| place_of(label, &mut names, &mut table.names)).collect();
                    table.labels.push(labels);
                    table.dimensions.push(place);
                }
                Role::Count => {
                    let cells = table.rows.iter().map(|row| {
                        let text = text_at(&table.grid, *row, at);
                        let declared = declared.iter().find(|mark| mark.text == text);
                        match said(text, profile.writing) {
                            Said::Number(number, _) if declared.is_none() && number >= 0.0 => {
                                Cell::Shown(number as i64)
                            }
                            _ => Cell::Marked(mark_of(text, declared, &mut marks, &mut table.marks)),
                        }
                    });
                    let cells = cells.collect();
                    table.cells.push(cells);
                    table.counts.push(place);
                }
                Role::Share { decimals, .. } => {
                    let power = 10_f64.powi(decimals as i32);
                    let percents =
                        table.rows.iter().map(|row| match said(text_at(&table.grid, *row, at), profile.writing) {
                            Said::Number(number, _) if (number * power).abs() < UNBOUNDED as f64 => {
                                Some((number * power).round() as i64)
                            }
                            _ => None,
                        });
                    let percents = percents.collect();
                    table.percents.push(percents);
                    table.shares.push(place);
                }
                Role::Other => {}
            }
            table.columns.push(Column { name, at, role });
        }
        if table.counts.is_empty() || table.rows.is_empty() {
            return None;
        }
        table.settle_marks(declared);
        Some(table)
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// What the table is called: its file, and its sheet.
    pub(crate) fn title(&self) -> String {
        match &self.grid.sheet {
            Some(sheet) => format!("{} [{sheet}]", self.grid.file),
            None => self.grid.file.clone(),
        }
    }

    /// The name of a count.
    pub(crate) fn count_name(&self, count: usize) -> &str {
        &self.columns[self.counts[count]].name
    }

    /// The row in the file of a row of data.
    pub(crate) fn file_row(&self, row: usize) -> u64 {
        self.grid.rows[self.rows[row]].row
    }

    /// The number in a cell that is shown; marks that mean zero are zero.
    pub(crate) fn shown(&self, count: usize, row: usize) -> Option<i64> {
        match self.cells[count][row] {
            Cell::Shown(number) => Some(number),
            Cell::Marked(mark) => (self.marks[usize::from(mark)].meaning == Meaning::Zero).then_some(0),
        }
    }

    /// What everyone reads in a cell: the bounds of its number.
    pub(crate) fn read(&self, count: usize, row: usize) -> (i64, i64) {
        match (self.shown(count, row), self.cells[count][row]) {
            (Some(number), _) => (number, number),
            (None, Cell::Marked(mark)) => (self.marks[usize::from(mark)].low, self.marks[usize::from(mark)].high),
            (None, Cell::Shown(number)) => (number, number),
        }
    }

    /// Whether something is hidden in a cell.
    pub(crate) fn is_hidden(&self, count: usize, row: usize) -> bool {
        match self.cells[count][row] {
            Cell::Shown(_) => false,
            Cell::Marked(mark) => self.marks[usize::from(mark)].meaning == Meaning::Hidden,
        }
    }

    /// Counts the marks, and says what they mean as far as they tell themselves.
    fn settle_marks(&mut self, declared: &[Declared]) {
        let shows_zero = self.cells.iter().flatten().any(|cell| *cell == Cell::Shown(0));
        for cell in self.cells.iter().flatten() {
            if let Cell::Marked(mark) = cell {
                self.marks[usize::from(*mark)].cells += 1;
            }
        }
        // Where an empty cell stands beside other marks it says that there is nothing to say.
        let others = self.marks.iter().any(|mark| !mark.text.is_empty() && mark.meaning == Meaning::Hidden);
        for mark in &mut self.marks {
            if declared.iter().any(|one| one.text == mark.text) {
                continue;
            }
            // Where zeros are shown as 0, `<5` does not stand for one.
            if shows_zero && mark.high < UNBOUNDED {
                mark.low = mark.low.max(1);
            }
            if mark.text.is_empty() && others {
                mark.meaning = Meaning::Absent;
            }
        }
    }
}

/// What stands in a cell of a grid.
pub(crate) fn text_at(grid: &Grid, row: usize, at: usize) -> &str {
    grid.rows[row].cells.get(at).map_or("", |cell| cell)
}

fn place_of(label: &str, places: &mut Map<String, u32>, names: &mut Vec<String>) -> u32 {
    if let Some(place) = places.get(label) {
        return *place;
    }
    let place = names.len() as u32;
    names.push(label.to_owned());
    places.insert(label.to_owned(), place);
    place
}

fn mark_of(text: &str, declared: Option<&Declared>, places: &mut Map<String, u16>, marks: &mut Vec<Mark>) -> u16 {
    if let Some(place) = places.get(text) {
        return *place;
    }
    if marks.len() >= MOST_MARKS {
        return (MOST_MARKS - 1) as u16;
    }
    let (low, high) = match declared {
        Some(mark) => mark.bounds.unwrap_or((0, UNBOUNDED)),
        None => bounds(text).unwrap_or((0, UNBOUNDED)),
    };
    let place = marks.len() as u16;
    marks.push(Mark { text: text.to_owned(), low, high, meaning: Meaning::Hidden, cells: 0 });
    places.insert(text.to_owned(), place);
    place
}

/// Texts that are told apart as marks; what comes after counts as the last.
const MOST_MARKS: usize = 200;
