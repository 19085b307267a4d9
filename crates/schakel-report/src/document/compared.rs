//! Data of charts that set units side by side: schools by alias, or groups.

use std::cmp::Ordering;

use super::{BarRow, Shown, Tone};

/// A row of `dots`: a strip with a dot per unit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DotsRow {
    /// Name of the row.
    pub label: String,
    /// Units, in the order of [`by_name`]; empty when the row is suppressed.
    pub dots: Vec<Dot>,
    /// The middle of the units; `None` when it is not given.
    pub median: Option<f64>,
    /// The median as it is printed.
    pub median_text: String,
    /// Whether the row may be seen.
    pub shown: Shown,
}

/// A unit on a strip.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dot {
    /// Short name of the unit: the alias of a school.
    pub label: String,
    /// Value; `None` exactly when it is suppressed.
    pub value: Option<f64>,
    /// The value as it is printed.
    pub text: String,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
    /// How strongly the dot speaks.
    pub tone: Tone,
    /// Whether the value may be seen.
    pub shown: Shown,
}

/// The order in which units are named: short names before long ones, then by the alphabet. It never follows their values, so that a list of
/// units is no ranking.
pub fn by_name(a: &str, b: &str) -> Ordering {
    a.chars().count().cmp(&b.chars().count()).then_with(|| a.cmp(b))
}

/// A panel of `multiples`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Panel {
    /// Name of the unit.
    pub label: String,
    /// Its rows, with the same names in every panel.
    pub rows: Vec<BarRow>,
}

/// A row of `levels`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LevelsRow {
    /// Name of the row.
    pub label: String,
    /// Cells, one per column.
    pub cells: Vec<LevelCell>,
}

/// A cell of `levels`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelCell {
    /// A level, 0 or higher; its word stands in the scale of the chart.
    Level(usize),
    /// Nobody looked, so there is no level: this is not level 0.
    NotObserved,
    /// The level is kept back.
    Suppressed,
}
