//! What a published number tells.

use super::told::Pair;
use crate::judge::NEARLY;
use crate::linear::{Interval, Relation};
use crate::{Band, Measure};

/// What a published number tells: what rounds to it.
pub(super) fn tells(pair: &Pair, measure: Measure, unit: crate::Unit) -> Vec<Relation> {
    let Some(shown) = measure.number().and_then(|number| crate::Figure::round(number, unit)) else { return Vec::new() };
    let scale = if measure.share().is_some() { 0.01 } else { 1.0 };
    let half = unit.rounding() / 2.0;
    let bound = |factor: f64, range| Relation::new(vec![(pair.part, 1.0), (pair.whole, -factor)], range);
    vec![
        bound((shown.get() - half) * scale, Interval::new(0.0, f64::INFINITY)),
        bound((shown.get() + half) * scale, Interval::new(f64::NEG_INFINITY, 0.0)),
    ]
}

/// What a band tells: who knows the rules knows that one side of it is nobody, or hardly anybody.
pub(super) fn banded(pair: &Pair, band: Band) -> Vec<Relation> {
    let few = Interval::new(0.0, NEARLY);
    match band {
        Band::NearlyNone => vec![Relation::of(pair.part, few)],
        Band::NearlyAll => vec![Relation::new(vec![(pair.whole, 1.0), (pair.part, -1.0)], few)],
        Band::Differ | Band::Similar => Vec::new(),
    }
}
