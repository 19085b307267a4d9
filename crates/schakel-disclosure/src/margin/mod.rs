//! What sampling leaves open. A margin is published beside its number, so it may tell no more about the persons behind it than
//! the number does: Wilson's follows from a share and a number of persons, and is made of those that are shown; that of a
//! mean tells how far the values lie apart, and is not shown for few.

mod difference;
mod proportion;

pub use difference::newcombe_wilson;
pub use proportion::wilson;

use serde::{Deserialize, Serialize};

use crate::judge::threshold;
use crate::{Band10, Figure, Measure, Protects, Rules, Unit};

/// The 97.5 % point of the normal distribution: half of a 95 % interval lies on each side.
const Z: f64 = 1.959_963_984_540_054;

/// Where a 95 % interval comes from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Margin {
    /// It follows from the share, or from the two shares, and the number of persons.
    Share,
    /// It was computed from how far the values lie apart.
    Spread(f64, f64),
    /// It was computed from something else, such as rates that were standardised.
    Given(f64, f64),
}

/// A share as a reader sees it: the part and the whole.
///
/// With a band of sizes the whole is the smallest of it: the margin is never too narrow, and the same for every size in the
/// band.
pub(crate) fn as_shown(measure: Measure, size: Band10, unit: Unit) -> Option<(f64, f64)> {
    let (part, whole) = measure.share()?;
    if size.number().is_some() {
        return Some((part, whole));
    }
    let shown = Figure::round(measure.number()?, unit)?;
    Some((shown.get() / 100.0 * size.from as f64, size.from as f64))
}

/// The interval of a number as it may be shown.
pub(crate) fn of_one(
    margin: Margin,
    measure: Measure,
    size: Band10,
    (protects, persons, unit): (Protects, u64, Unit),
    rules: &Rules,
) -> Option<(f64, f64)> {
    match margin {
        Margin::Share => as_shown(measure, size, unit).and_then(|(part, whole)| wilson(part, whole)).map(in_percent),
        Margin::Spread(low, high) => (!few(protects, persons, rules)).then_some((low, high)),
        Margin::Given(low, high) => Some((low, high)),
    }
}

/// Whether persons are so few that how far their values lie apart is not shown.
pub(crate) const fn few(protects: Protects, persons: u64, rules: &Rules) -> bool {
    persons < 2 * threshold(protects, rules)
}

pub(crate) fn in_percent((low, high): (f64, f64)) -> (f64, f64) {
    (100.0 * low, 100.0 * high)
}
