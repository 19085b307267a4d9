//! Moves of quantities away from the truth that cost as little as possible.

use super::EPSILON;
use super::bounds::{Row, tighten};
use super::program::{Program, Values};
use super::system::Interval;

/// Quantities that may move, and what their moves must keep.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// How far each can move.
    pub(super) domains: Vec<Interval>,
    pub(super) whole: Vec<bool>,
    /// What it costs to move each by one.
    pub(super) costs: Vec<f64>,
    /// What moves must keep; not moving keeps it.
    pub(super) rows: Vec<Row>,
}

impl Moves {
    /// The moves when the quantity at `place` moves by this much, by whole numbers where `whole` asks for them; `None` when
    /// it cannot, or when none were found.
    pub(super) fn by(&self, place: usize, by: f64, whole: bool) -> Option<Values> {
        let mut domains = self.domains.clone();
        if !domains[place].holds(by) {
            return None;
        }
        domains[place] = Interval::exactly(by);
        if !tighten(&mut domains, &self.whole, &self.rows) {
            return None;
        }
        // A move that costs is a way up and a way down, each of which costs; the ways down come after all others.
        let count = domains.len();
        let (mut costs, mut wholes) = (self.costs.clone(), self.whole.clone());
        let mut down: Vec<Option<usize>> = vec![None; count];
        for place in 0..count {
            let both = domains[place];
            if costs[place] == 0.0 || both.is_exact() {
                continue;
            }
            down[place] = Some(domains.len());
            domains[place] = Interval::new(both.low.max(0.0), both.high.max(0.0));
            domains.push(Interval::new((-both.high).max(0.0), (-both.low).max(0.0)));
            costs.push(costs[place]);
            wholes.push(wholes[place]);
        }
        let with_down = |(place, factor): &(usize, f64)| {
            [Some((*place, *factor)), down[*place].map(|other| (other, -factor))].into_iter().flatten()
        };
        let rows: Vec<Row> = self
            .rows
            .iter()
            .map(|row| Row { terms: row.terms.iter().flat_map(with_down).collect(), range: row.range })
            .collect();
        let program = Program { costs, domains, whole: wholes, rows: &rows };
        let values = if whole { program.whole_numbers(None)? } else { program.solve().ok()? };
        let move_of = |place: usize| values[place] - down[place].map_or(0.0, |other| values[other]);
        Some((0..count).map(move_of).map(|by| if by.abs() > EPSILON { by } else { 0.0 }).collect())
    }
}
