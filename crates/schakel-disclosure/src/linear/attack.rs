//! What an attacker derives: the interval in which a quantity must lie, given everything that is published.

use super::bounds::tighten;
use super::part::{Beyond, Part};
use super::program::{No, Program};
use super::system::{Interval, Quantity, System, inner_whole};

/// Quantities around the one asked about that are taken into account, unless told otherwise.
const NEAR: usize = 400;

/// What follows about a quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// Where it must lie.
    pub interval: Interval,
    /// The relations from which that follows, by the order in which they were added to the system: one where one is
    /// enough, else all that are connected with it.
    pub through: Vec<usize>,
}

/// An attacker who knows a system, and everything that is published about it.
#[derive(Debug)]
pub struct Attack<'s> {
    system: &'s System,
    shown: Vec<bool>,
    near: usize,
}

impl<'s> Attack<'s> {
    /// An attacker who reads all statements.
    #[must_use]
    pub fn on(system: &'s System) -> Self {
        Self { system, shown: vec![true; system.said.len()], near: NEAR }
    }

    /// An attacker who reads the statements that are marked.
    #[must_use]
    pub fn reading(system: &'s System, shown: &[bool]) -> Self {
        Self { system, shown: shown.to_vec(), near: NEAR }
    }

    /// Takes at most this many quantities around the one asked about into account. What is derived still holds; with
    /// more, more might be derivable.
    #[must_use]
    pub const fn near(mut self, quantities: usize) -> Self {
        self.near = quantities;
        self
    }

    /// What follows about a quantity; `None` where what is published contradicts itself.
    #[must_use]
    pub fn derive(&self, quantity: Quantity) -> Option<Derived> {
        let before = self.system.domain(quantity, &self.shown);
        if before.is_exact() {
            return Some(Derived { interval: before, through: Vec::new() });
        }
        let part = Part::around(self.system, &self.shown, &[quantity], None, self.near, &Beyond::Unknown)?;
        let place = part.place(quantity)?;
        let mut interval = part.domains[place];
        if !interval.is_exact() && !part.rows.is_empty() {
            interval = ends(&part, place)?;
        }
        if interval == before {
            return Some(Derived { interval, through: Vec::new() });
        }
        Some(Derived { interval, through: self.through(&part, quantity, interval) })
    }

    /// The one relation that is enough to know it, or all.
    fn through(&self, part: &Part, quantity: Quantity, interval: Interval) -> Vec<usize> {
        let alone = part.relations.iter().copied().find(|at| {
            let relation = &self.system.known[*at].relation;
            let mut domains: Vec<Interval> =
                relation.terms.iter().map(|(other, _)| self.system.domain(*other, &self.shown)).collect();
            let whole: Vec<bool> = relation.terms.iter().map(|(other, _)| self.system.whole[other.0]).collect();
            let Some(own) = relation.terms.iter().position(|(other, _)| *other == quantity) else { return false };
            let terms = relation.terms.iter().enumerate().map(|(place, (_, factor))| (place, *factor)).collect();
            let row = super::bounds::Row { terms, range: relation.range };
            tighten(&mut domains, &whole, std::slice::from_ref(&row))
                && domains[own].low >= interval.low
                && domains[own].high <= interval.high
        });
        alone.map_or_else(|| part.relations.clone(), |at| vec![at])
    }
}

/// The ends of a quantity by linear programs; its bounds where the solver does not find them.
fn ends(part: &Part, place: usize) -> Option<Interval> {
    let bound = part.domains[place];
    let one = |lowest: bool, otherwise: f64| match Program::end(part, place, lowest).solve() {
        Ok(values) => Some(values[place]),
        Err(No::Solution) => None,
        Err(No::Bound | No::Answer) => Some(otherwise),
    };
    let found = Interval::new(one(true, bound.low)?, one(false, bound.high)?).and(bound);
    let interval = if part.whole[place] { inner_whole(found) } else { found };
    (interval.low <= interval.high + super::EPSILON).then_some(interval)
}

#[cfg(test)]
mod tests {
    use super::super::*;

    /// A row of cells with a published total; `None` is masked.
    fn row(cells: &[Option<f64>], total: f64) -> (System, Vec<Quantity>) {
        let mut system = System::new();
        let any = Interval::new(0.0, f64::INFINITY);
        let quantities: Vec<Quantity> = cells.iter().map(|_| system.count(any)).collect();
        let whole = system.count(any);
        system.relate(Relation::sum(&quantities, whole));
        system.say([Relation::of(whole, Interval::exactly(total))], 1.0);
        for (quantity, cell) in quantities.iter().zip(cells) {
            if let Some(value) = cell {
                system.say([Relation::of(*quantity, Interval::exactly(*value))], 1.0);
            }
        }
        (system, quantities)
    }

    #[test]
    fn one_masked_cell_in_a_row_is_what_the_total_leaves() {
        let (system, cells) = row(&[Some(12.0), None, Some(30.0)], 45.0);
        let derived = Attack::on(&system).derive(cells[1]).unwrap();
        assert_eq!(derived, Derived { interval: Interval::exactly(3.0), through: vec![0] });
    }

    #[test]
    fn two_masked_cells_share_what_is_left() {
        let (system, cells) = row(&[Some(12.0), None, None], 19.0);
        assert_eq!(Attack::on(&system).derive(cells[1]).unwrap().interval, Interval::new(0.0, 7.0));
    }

    #[test]
    fn nothing_left_is_nothing_for_both() {
        let (system, cells) = row(&[Some(12.0), None, None], 12.0);
        assert_eq!(Attack::on(&system).derive(cells[1]).unwrap().interval, Interval::exactly(0.0));
    }

    #[test]
    fn a_percentage_of_a_known_whole_tells_the_count() {
        let mut system = System::new();
        let part = system.count(Interval::new(0.0, 24.0));
        // 13 % of 24, rounded: 12.5 to 13.5 % is 3.0 to 3.24.
        system.say([Relation::of(part, Interval::new(0.125 * 24.0, 0.135 * 24.0))], 1.0);
        assert_eq!(Attack::on(&system).derive(part).unwrap().interval, Interval::exactly(3.0));
    }

    #[test]
    fn a_square_of_masked_cells_is_not_known_from_one_margin_but_narrowed_by_all() {
        // 2 × 2 with margins 3, 40 and 5, 38: x11 is between 0 and 3.
        let mut system = System::new();
        let any = Interval::new(0.0, f64::INFINITY);
        let x: Vec<Quantity> = (0..4).map(|_| system.count(any)).collect();
        for (one, other, total) in [(0, 1, 3.0), (2, 3, 40.0), (0, 2, 5.0), (1, 3, 38.0)] {
            system.relate(Relation::new(vec![(x[one], 1.0), (x[other], 1.0)], Interval::exactly(total)));
        }
        let attack = Attack::on(&system);
        assert_eq!(attack.derive(x[0]).unwrap().interval, Interval::new(0.0, 3.0));
        assert_eq!(attack.derive(x[3]).unwrap().interval, Interval::new(35.0, 38.0));
    }

    #[test]
    fn what_contradicts_itself_tells_nothing() {
        let (system, cells) = row(&[Some(12.0), None, Some(30.0)], 40.0);
        assert_eq!(Attack::on(&system).derive(cells[1]), None);
    }
}
