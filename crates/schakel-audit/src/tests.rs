//! What the tests of this crate share.

use super::read::{Format, Grid, GridRow};

/// A grid of rows whose cells are separated by `;`.
pub(crate) fn grid(rows: &[&str]) -> Grid {
    let rows = rows.iter().enumerate().map(|(at, row)| GridRow {
        row: at as u64 + 1,
        cells: row.split(';').map(|cell| cell.trim().into()).collect(),
    });
    let rows = rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
    Grid { file: "t.csv".to_owned(), format: Format::Text, sheet: None, rows }
}
