//! Rows: a column of names at the left, a plot beside it.

use super::canvas::{Area, Canvas, LINE, PITCH, baseline};
use super::label::wrap;
use crate::draw::Anchor;

/// The widest share of a figure that the column of names may take.
pub(super) const WIDEST: f32 = 0.34;
/// Space between names and plot.
const BESIDE: f32 = 8.0;

/// Names of rows, broken over lines, with the height that each row needs.
pub(super) struct Rows {
    names: Vec<Vec<String>>,
    column: f32,
    heights: Vec<f32>,
}

impl Rows {
    /// Prepares the names; every row is at least `pitch` high.
    pub(super) fn new<'t>(canvas: &Canvas<'_>, names: impl Iterator<Item = &'t str>, pitch: f32) -> Rows {
        Rows::within(canvas, names, pitch, canvas.width * WIDEST)
    }

    /// As [`Rows::new`], with a column of names of at most `widest` points.
    pub(super) fn within<'t>(
        canvas: &Canvas<'_>,
        names: impl Iterator<Item = &'t str>,
        pitch: f32,
        widest: f32,
    ) -> Rows {
        let style = canvas.name();
        let names: Vec<Vec<String>> = names.map(|n| wrap(canvas, n, style, widest)).collect();
        let column = names.iter().flatten().map(|line| canvas.text_width(line, style)).fold(0.0, f32::max);
        let heights = names.iter().map(|lines| pitch.max(lines.len() as f32 * LINE + PITCH - LINE - 2.0)).collect();
        Rows { names, column, heights }
    }

    /// The same names, with every row at least as high as its own pitch.
    pub(super) fn raised(mut self, pitches: &[f32]) -> Rows {
        for (height, pitch) in self.heights.iter_mut().zip(pitches) {
            *height = height.max(*pitch);
        }
        self
    }

    /// Where the plot begins.
    pub(super) fn plot_left(&self) -> f32 {
        self.column + BESIDE
    }

    /// Height of all rows together.
    pub(super) fn height(&self) -> f32 {
        self.heights.iter().sum()
    }

    /// The areas of the rows within a plot from `left` to `right`, beginning at `top`.
    pub(super) fn areas(&self, left: f32, right: f32, top: f32) -> Vec<Area> {
        let mut y = top;
        self.heights
            .iter()
            .map(|h| {
                let area = Area { x: left, y, w: right - left, h: *h };
                y += h;
                area
            })
            .collect()
    }

    /// Draws the names, right aligned against the plot.
    pub(super) fn draw_names(&self, canvas: &mut Canvas<'_>, areas: &[Area]) {
        let style = canvas.name();
        for (lines, area) in self.names.iter().zip(areas) {
            let block = (lines.len() as f32 - 1.0) * LINE;
            let mut y = baseline(area.middle() - block / 2.0, style.size);
            for line in lines {
                canvas.text(self.column, y, Anchor::End, style, line);
                y += LINE;
            }
        }
    }
}
