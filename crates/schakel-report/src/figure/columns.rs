//! The names above the columns of a matrix.

use super::canvas::{Canvas, LINE, SMALL};
use super::label::wrap;
use crate::draw::Anchor;

/// Draws the names above columns of so wide, ending on the same line; gives the height that they take.
pub(super) fn draw_names(canvas: &mut Canvas<'_>, columns: &[String], left: f32, step: f32) -> f32 {
    let style = canvas.secondary().bold().color(canvas.theme.ink);
    let heads: Vec<Vec<String>> = columns.iter().map(|name| wrap(canvas, name, style, step - 4.0)).collect();
    let lines = heads.iter().map(Vec::len).max().unwrap_or(0);
    for (index, head) in heads.iter().enumerate() {
        let x = left + step * (index as f32 + 0.5);
        let first = lines - head.len();
        for (line, text) in head.iter().enumerate() {
            let y = SMALL + (first + line) as f32 * (LINE - 1.2);
            canvas.text(x, y, Anchor::Middle, style, text);
        }
    }
    SMALL + lines.saturating_sub(1) as f32 * (LINE - 1.2) + 5.0
}
