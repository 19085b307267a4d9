//! Where in a grid the table stands: which rows are its header, what its columns are called, which rows hold data.

use super::cell::{Said, Writing, is_known_mark, said};
use super::read::{Grid, GridRow};

/// Rows among which the header is looked for.
const LOOK_AHEAD: usize = 40;
/// Rows that a header has at most.
const MOST_HEADER_ROWS: usize = 6;

/// Where the table of a grid stands.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Names of the columns that have a name or hold something, with their places in the grid.
    pub columns: Vec<(usize, String)>,
    /// The rows of data, by their places in the grid.
    pub rows: Vec<usize>,
}

/// Finds the table; none when there are no two columns with rows below a header.
pub(crate) fn layout(grid: &Grid) -> Option<Layout> {
    let width = grid.rows.iter().map(|row| row.cells.len()).max()?;
    let filled = |row: &GridRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let usual = usual(grid.rows.iter().map(filled))?;
    if width < 2 || usual < 2 {
        return None;
    }
    // Titles stand above the header; they fill few cells.
    let enough = (usual / 2).max(2);
    let first = grid.rows.iter().take(LOOK_AHEAD).position(|row| filled(row) >= enough)?;
    let mut last = first;
    while last + 1 < grid.rows.len()
        && last + 1 - first < MOST_HEADER_ROWS
        && continues(&grid.rows[last], &grid.rows[last + 1], last == first)
    {
        last += 1;
    }
    let names = names(&grid.rows[first..=last], width);
    let rows: Vec<usize> = (last + 1..grid.rows.len()).collect();
    if rows.is_empty() {
        return None;
    }
    let holds = |at: usize| rows.iter().any(|row| grid.rows[*row].cells.get(at).is_some_and(|cell| !cell.is_empty()));
    let columns = names.into_iter().enumerate().filter(|(at, name)| !name.is_empty() || holds(*at));
    let columns = columns.map(|(at, name)| match name.is_empty() {
        true => (at, format!("column {}", at + 1)),
        false => (at, name),
    });
    Some(Layout { columns: columns.collect(), rows })
}

/// The number of filled cells that most rows have; of equals the larger.
fn usual(filled: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for one in filled.take(10_000) {
        match counts.iter_mut().find(|(value, _)| *value == one) {
            Some((_, count)) => *count += 1,
            None => counts.push((one, 1)),
        }
    }
    counts.into_iter().max_by_key(|(value, count)| (*count, *value)).map(|(value, _)| value)
}

/// Whether a row below a row of the header still belongs to it.
fn continues(above: &GridRow, row: &GridRow, above_is_first: bool) -> bool {
    let is_empty = |row: &GridRow, at: usize| row.cells.get(at).is_none_or(|cell| cell.is_empty());
    let says = |cell: &str| {
        !cell.is_empty() && (matches!(said(cell, Writing::Comma), Said::Number(..)) || is_known_mark(cell))
    };
    let numbers = row.cells.iter().filter(|cell| says(cell)).count();
    // A name over several columns leaves the cells beside it empty, and stands above another row of names.
    let gaps = (1..above.cells.len()).filter(|at| is_empty(above, *at)).count();
    let spans = above_is_first && is_empty(above, 0) && gaps > 0 && !is_empty(row, 0);
    spans
        || is_empty(row, 0) && !row.cells.iter().all(|cell| cell.is_empty() || says(cell))
        || numbers == 0 && {
            // A row of texts only is a row of names when it fills what the header fills.
            row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1
        }
}

/// What the columns are called: the names above each other, and a name over several columns for each of them.
fn names(header: &[GridRow], width: usize) -> Vec<String> {
    let mut names = vec![String::new(); width];
    for (depth, row) in header.iter().enumerate() {
        let mut over = "";
        for (at, name) in names.iter_mut().enumerate() {
            let own = row.cells.get(at).map_or("", |cell| cell);
            let spans = depth + 1 < header.len() && at > 0;
            if !own.is_empty() {
                over = own;
            } else if !spans {
                over = "";
            }
            if !over.is_empty() {
                if !name.is_empty() {
                    name.push_str(" - ");
                }
                name.push_str(&over.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::grid;

    fn found(rows: &[&str]) -> (Vec<String>, usize) {
        let layout = layout(&grid(rows)).unwrap();
        (layout.columns.into_iter().map(|(_, name)| name).collect(), layout.rows.len())
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let (names, rows) = found(&["Leerlingen naar geslacht", "", "School;Man;Vrouw", "A;1;2", "B;3;4"]);
        assert_eq!((names, rows), (["School", "Man", "Vrouw"].map(str::to_owned).to_vec(), 2));
    }

    #[test]
    fn names_over_several_columns_come_before_the_names_below_them() {
        let (names, rows) = found(&[";2023;;2024;", "School;Man;Vrouw;Man;Vrouw", "A;1;2;3;4", "B;1;2;3;4"]);
        assert_eq!(names, ["School", "2023 - Man", "2023 - Vrouw", "2024 - Man", "2024 - Vrouw"]);
        assert_eq!(rows, 2);
    }

    #[test]
    fn years_as_names_are_a_header_and_an_unnamed_first_column_is_none() {
        assert_eq!(found(&["School;2023;2024", "A;1;2", "B;3;4"]).0, ["School", "2023", "2024"]);
        assert_eq!(
            found(&[";man;vrouw", "0;1;2", "1;3;4"]),
            (["column 1", "man", "vrouw"].map(str::to_owned).to_vec(), 2)
        );
    }

    #[test]
    fn a_text_without_columns_is_no_table() {
        assert!(layout(&grid(&["Dit is een tekst.", "Nog een regel."])).is_none());
        assert!(layout(&grid(&["School;Man;Vrouw"])).is_none());
    }
}
