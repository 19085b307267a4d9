//! From values to places, and round ticks.

use super::canvas::{Area, Canvas, SMALL};
use crate::document::{ChartSpec, Unit};
use crate::draw::{Anchor, Stroke};
use crate::wording;

/// Values beyond this are drawn as if they were this: sums and differences of them stay numbers.
const BEYOND: f64 = 1e15;
/// More numbers than an axis ever has.
const MOST_TICKS: usize = 12;

/// A value that can be computed with; what is no number counts as nothing.
fn within_bounds(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(-BEYOND, BEYOND) }
}

/// A linear scale along the x axis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    min: f64,
    max: f64,
    left: f32,
    width: f32,
    unit: Unit,
}

impl Scale {
    /// The scale of a chart over a plot. Percentages and scores always run from 0 to 100 unless the template says otherwise, so that the same
    /// quantity has the same length everywhere; counts and hours run from 0 to a round number above the highest value.
    pub(super) fn new(chart: &ChartSpec, highest: f64, plot: Area) -> Scale {
        let min = within_bounds(chart.min.unwrap_or(0.0));
        let max = within_bounds(chart.max.unwrap_or(match chart.unit {
            Unit::Percent | Unit::Score => 100.0,
            Unit::Hours | Unit::Count => round_up(within_bounds(highest)),
        }));
        Scale { min, max: if max > min { max } else { min + 1.0 }, left: plot.x, width: plot.w, unit: chart.unit }
    }

    /// What the values are.
    pub(super) fn unit(&self) -> Unit {
        self.unit
    }

    /// The place of a value; values off the scale stand at its end.
    pub(super) fn x(&self, value: f64) -> f32 {
        let share = ((within_bounds(value) - self.min) / (self.max - self.min)).clamp(0.0, 1.0);
        self.left + self.width * share as f32
    }

    /// Round values along the scale, both ends included, at most six.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let step = step(self.max - self.min);
        let first = (self.min / step).ceil() as i64;
        let last = (self.max / step + 1e-6).floor() as i64;
        (first..=last).take(MOST_TICKS).map(|i| i as f64 * step).collect()
    }

    /// Draws the grid behind the rows and its numbers below them; returns the height taken below the rows.
    pub(super) fn axis(&self, canvas: &mut Canvas<'_>, chart: &ChartSpec, top: f32, bottom: f32) -> f32 {
        let grid = Stroke::solid(canvas.theme.rule, 0.5);
        let style = canvas.secondary();
        let ticks: Vec<(f32, String)> =
            self.ticks().into_iter().map(|tick| (self.x(tick), plain(tick, chart.unit, canvas))).collect();
        let widths: f32 = ticks.iter().map(|(_, text)| canvas.text_width(text, style)).sum();
        let roomy = widths < self.width || ticks.len() <= 2;
        for (index, (x, text)) in ticks.iter().enumerate() {
            canvas.line((*x, top), (*x, bottom), grid);
            // Where the numbers have no room beside each other, those at the ends tell the scale.
            if roomy || index == 0 || index + 1 == ticks.len() {
                canvas.text(*x, bottom + SMALL + 2.5, Anchor::Middle, style, text);
            }
        }
        SMALL + 6.0
    }
}

/// A value as the axis prints it.
pub(super) fn plain(value: f64, unit: Unit, canvas: &Canvas<'_>) -> String {
    let number = wording::short(value, canvas.lang);
    match unit {
        Unit::Percent => format!("{number}%"),
        Unit::Score | Unit::Hours | Unit::Count => number,
    }
}

/// A step of 1, 2, 2.5 or 5 times a power of ten that gives at most five intervals.
fn step(span: f64) -> f64 {
    let rough = span / 5.0;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|s| *s >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * power);
    // 0, 25, 50, 75, 100 reads better than 0, 20, … for a whole of a hundred.
    if (span - 100.0).abs() < 1e-9 { 25.0 } else { step }
}

fn round_up(highest: f64) -> f64 {
    if highest <= 0.0 {
        return 1.0;
    }
    let step = step(highest);
    (highest / step - 1e-9).ceil() * step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ChartData;

    const PLOT: Area = Area { x: 100.0, y: 0.0, w: 200.0, h: 10.0 };

    fn scale(unit: Unit, highest: f64) -> Scale {
        let chart = ChartSpec { unit, min: None, max: None, data: ChartData::Bars(Vec::new()) };
        Scale::new(&chart, highest, PLOT)
    }

    #[test]
    fn percentages_have_one_scale_whatever_the_values() {
        let (low, high) = (scale(Unit::Percent, 4.0), scale(Unit::Percent, 97.0));
        assert_eq!(low.x(4.0), high.x(4.0));
        assert_eq!(low.ticks(), [0.0, 25.0, 50.0, 75.0, 100.0]);
    }

    #[test]
    fn counts_end_at_a_round_number() {
        for (highest, end) in [(480.0, 500.0), (12.0, 12.5), (3.0, 3.0), (0.0, 1.0)] {
            let scale = scale(Unit::Count, highest);
            assert_eq!(scale.max, end, "{highest}");
            assert!(scale.ticks().len() <= 6);
        }
    }

    #[test]
    fn whatever_the_numbers_are_every_place_is_one_on_the_plot() {
        let numbers = [f64::MIN, -1e15, -1.0, 0.0, f64::MIN_POSITIVE, 1.0, 1e15, f64::MAX, f64::NAN, f64::INFINITY];
        for (min, max) in numbers.into_iter().flat_map(|min| numbers.map(|max| (min, max))) {
            for unit in [Unit::Percent, Unit::Count] {
                let chart = ChartSpec { unit, min: Some(min), max: Some(max), data: ChartData::Bars(Vec::new()) };
                for chart in [ChartSpec { min: None, ..chart.clone() }, ChartSpec { max: None, ..chart.clone() }, chart]
                {
                    let scale = Scale::new(&chart, max, PLOT);
                    let ticks = scale.ticks();
                    assert!(ticks.len() <= MOST_TICKS, "{chart:?}");
                    for value in ticks.into_iter().chain(numbers) {
                        assert!((100.0..=300.0).contains(&scale.x(value)), "{chart:?}: {value}");
                    }
                }
            }
        }
    }

    #[test]
    fn values_off_the_scale_stay_inside_the_plot() {
        let scale = scale(Unit::Percent, 0.0);
        assert_eq!(scale.x(-5.0), 100.0);
        assert_eq!(scale.x(140.0), 300.0);
    }
}
