//! Figures: from the data of a chart to shapes.
//!
//! All kinds share one kernel: [`canvas`] holds sizes and primitives, [`scale`] turns values into places and chooses round ticks, [`label`]
//! breaks texts and moves labels apart, [`rows`] lays a column of names beside a plot. The rules that hold for every kind: the same
//! quantity has the same scale in the whole report, marks are labelled directly, colour never speaks alone, and a value that is kept back is
//! hatched over the whole plot, so that nothing of its length can be read.

mod bars;
mod canvas;
mod chain;
mod columns;
mod dots;
mod dumbbell;
mod label;
mod levels;
mod likert;
mod matrix;
mod multiples;
mod rows;
mod scale;
mod segments;
mod stacked;
mod timeline;

use crate::document::{ChartData, ChartSpec, Lang};
use crate::draw::{Drawing, Measure};
use crate::theme::Theme;
use canvas::Canvas;

/// Draws a chart within `width` points; the height follows from the data.
///
/// `lang` sets the words on the axes (months, "vandaag") and the form of the numbers that the chart formats itself.
pub fn draw(chart: &ChartSpec, width: f32, theme: &Theme, lang: Lang, measure: &dyn Measure) -> Drawing {
    let mut canvas = Canvas::new(width, theme, lang, measure);
    match &chart.data {
        ChartData::Bars(rows) => bars::draw(&mut canvas, chart, rows),
        ChartData::Stacked(rows) => stacked::draw(&mut canvas, chart, rows),
        ChartData::Likert(rows) => likert::draw(&mut canvas, chart, rows),
        ChartData::Multiples(panels) => multiples::draw(&mut canvas, chart, panels),
        ChartData::Dumbbell { from_label, to_label, rows } => {
            dumbbell::draw(&mut canvas, chart, from_label, to_label, rows)
        }
        ChartData::Chain(rows) => chain::draw(&mut canvas, chart, rows),
        ChartData::Timeline { today, bars } => timeline::draw(&mut canvas, *today, bars),
        ChartData::Matrix { columns, rows } => matrix::draw(&mut canvas, columns, rows),
        ChartData::Dots(rows) => dots::draw(&mut canvas, chart, rows),
        ChartData::Levels { scale, columns, rows } => levels::draw(&mut canvas, scale, columns, rows),
    }
    canvas.finish()
}

#[cfg(test)]
mod tests;
