//! A number as it is noted.

use serde::{Deserialize, Serialize};

use crate::judge::{Judged, Verdict};
use crate::{Margin, Measure, Place, Protects, RawCell, Response, Term, Unit};

/// A number of a publication, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(super) table: String,
    of: String,
    partition: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within: Option<(String, String)>,
    pub(super) by: String,
    pub(super) group: String,
    pub(super) part: String,
    pub(super) period: String,
    pub(super) protects: Protects,
    sensitive: bool,
    unit: Unit,
    pub(super) measure: Measure,
    interval: Option<Margin>,
    pub(super) persons: u64,
    pub(super) n: Option<u64>,
    population: Option<u64>,
    response: Option<Response>,
    pub(super) verdict: Verdict,
}

impl Entry {
    pub(crate) fn of(Judged { cell, verdict }: &Judged) -> Self {
        let Place { by, group, part, period } = &cell.place;
        Self {
            table: cell.table.clone(),
            of: cell.of.clone(),
            partition: cell.partition,
            within: cell.within.clone(),
            by: by.code.clone(),
            group: group.code.clone(),
            part: part.code.clone(),
            period: period.code.clone(),
            protects: cell.protects,
            sensitive: cell.sensitive,
            unit: cell.unit,
            measure: noted(cell.measure),
            interval: cell.interval.map(noted_margin),
            persons: cell.persons,
            n: cell.n,
            population: cell.population,
            response: cell.response,
            verdict: *verdict,
        }
    }

    pub(super) fn judged(&self) -> Judged {
        let term = |code: &str| Term::new(code, "", "");
        let place =
            Place { by: term(&self.by), group: term(&self.group), part: term(&self.part), period: term(&self.period) };
        let cell = RawCell {
            table: self.table.clone(),
            of: self.of.clone(),
            partition: self.partition,
            within: self.within.clone(),
            place,
            protects: self.protects,
            sensitive: self.sensitive,
            unit: self.unit,
            measure: self.measure,
            interval: self.interval,
            persons: self.persons,
            n: self.n,
            n_min: 0,
            population: self.population,
            response: self.response,
            small_group: None,
        };
        Judged { cell, verdict: self.verdict }
    }

    /// Tells a number of now as this one was told.
    pub(super) fn repeat(&self, now: &mut Judged) {
        let RawCell { measure, interval, persons, n, population, response, .. } = &mut now.cell;
        (*measure, *interval, *persons) = (self.measure, self.interval, self.persons);
        (*n, *population, *response) = (self.n, self.population, self.response);
        now.verdict = self.verdict;
    }
}

/// A number as it is noted: short enough to be read from text as it was written.
pub(super) fn noted(measure: Measure) -> Measure {
    match measure {
        Measure::Mean { mean } => Measure::Mean { mean: millionths(mean) },
        Measure::Difference { mean } => Measure::Difference { mean: millionths(mean) },
        Measure::Amount { value } => Measure::Amount { value: millionths(value) },
        other => other,
    }
}

pub(super) fn noted_margin(margin: Margin) -> Margin {
    match margin {
        Margin::Share => Margin::Share,
        Margin::Spread(low, high) => Margin::Spread(millionths(low), millionths(high)),
        Margin::Given(low, high) => Margin::Given(millionths(low), millionths(high)),
    }
}

fn millionths(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
