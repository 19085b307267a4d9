//! Completions: other values of all that is left out, which agree with everything published.

use super::EPSILON;
use super::part::{Beyond, Part};
use super::program::Program;
use super::protect::Protected;
use super::system::{Interval, Quantity, Statement, System};

/// Quantities around a protected one in which a completion may differ; more when these are not enough.
const NEAR: [usize; 3] = [30, 200, 2000];
/// Quantities of a part of which the ends are looked for, at most.
const MOST_ENDS: usize = 200;

/// Quantities around a protected one, where there are many to try.
pub(super) const NEAREST: &[usize] = NEAR.split_at(2).0;

/// A completion that agrees with everything published: where it differs from the truth, by quantity.
pub(super) type Witness = Vec<(Quantity, f64)>;

/// The completions that were found.
pub(super) struct Completions<'s> {
    system: &'s System,
    truth: &'s [f64],
    found: Vec<Witness>,
}

impl<'s> Completions<'s> {
    pub(super) const fn of(system: &'s System, truth: &'s [f64]) -> Self {
        Self { system, truth, found: Vec::new() }
    }

    /// Whether completions show that a quantity is uncertain enough; looks for them when there are none yet.
    pub(super) fn safe(&mut self, shown: &[bool], one: &Protected) -> bool {
        self.safe_within(shown, one, &NEAR)
    }

    /// The same with completions among so many quantities, at first those where everything of which something is published
    /// keeps its value.
    pub(super) fn safe_within(&mut self, shown: &[bool], one: &Protected, sizes: &[usize]) -> bool {
        if one.need.met(self.range(one)) {
            return true;
        }
        for told in [true, false] {
            let mut held = false;
            for &near in sizes {
                let known = one.knowing.map(|quantity| (quantity, self.truth[quantity.0]));
                let beyond = Beyond::Kept { values: self.truth, told };
                let part = Part::around(self.system, shown, &[one.quantity], known, near, &beyond);
                let Some(part) = part else {
                    held = true;
                    continue;
                };
                let cut = part.cut;
                held |= part.held;
                if self.look(shown, one, part) {
                    return true;
                }
                if !cut {
                    break;
                }
            }
            if !held {
                break;
            }
        }
        false
    }

    /// Looks for completions that differ in a part.
    fn look(&mut self, shown: &[bool], one: &Protected, mut part: Part) -> bool {
        let Some(place) = part.place(one.quantity) else { return false };
        // Far enough is far enough: what lies further takes longer to find.
        let (truth, least) = (self.truth[one.quantity.0], one.need.least);
        part.domains[place] = part.domains[place].and(Interval::new(truth - least, least.max(truth + least)));
        if !one.need.met(part.domains[place]) {
            return false;
        }
        self.move_a_little(shown, one, &part, place)
            || part.quantities.len() <= MOST_ENDS && self.go_to_the_ends(shown, one, part, place)
    }

    /// Looks for completions in which as little moves as is needed.
    fn move_a_little(&mut self, shown: &[bool], one: &Protected, part: &Part, place: usize) -> bool {
        let moves = part.moves(|quantity| self.truth[quantity.0]);
        let (down, up) = one.ways(self.truth[one.quantity.0], part.whole[place]);
        let mut ways = vec![up, -down];
        ways.sort_by(|one, other| other.abs().total_cmp(&one.abs()));
        ways.extend([one.need.least, -one.need.least]);
        for by in ways.into_iter().filter(|by| by.abs() > EPSILON) {
            if let Some(moved) = moves.by(place, by, true) {
                let truth = self.truth;
                self.remember(
                    shown,
                    part.quantities.iter().zip(moved).map(|(quantity, by)| (*quantity, truth[quantity.0] + by)),
                );
                if one.need.met(self.range(one)) {
                    return true;
                }
            }
        }
        false
    }

    /// Looks for the completions in which a quantity is lowest, and highest.
    fn go_to_the_ends(&mut self, shown: &[bool], one: &Protected, mut part: Part, place: usize) -> bool {
        for lowest in [false, true] {
            let Ok(values) = Program::end(&part, place, lowest).solve() else { continue };
            let furthest = values[place];
            if let Some(values) = Program::end(&part, place, lowest).whole_numbers(Some(values)) {
                self.remember(shown, part.quantities.iter().copied().zip(values));
                if one.need.met(self.range(one)) {
                    return true;
                }
            }
            // What lies beyond the end that a solver found is no way out.
            let domain = &mut part.domains[place];
            let within = if lowest {
                Interval::new(furthest, f64::INFINITY)
            } else {
                Interval::new(f64::NEG_INFINITY, furthest)
            };
            *domain = domain.and(within);
            if !one.need.met(*domain) {
                return false;
            }
        }
        false
    }

    /// Keeps a completion, and its mirror image in the truth, as far as they agree with everything published.
    pub(super) fn remember(&mut self, shown: &[bool], values: impl IntoIterator<Item = (Quantity, f64)>) {
        let moved = |(quantity, value): &(Quantity, f64)| (self.truth[quantity.0] - value).abs() > EPSILON;
        let mut witness: Witness = values.into_iter().filter(moved).collect();
        witness.sort_unstable_by_key(|(quantity, _)| *quantity);
        let mirror =
            witness.iter().map(|(quantity, value)| (*quantity, 2.0 * self.truth[quantity.0] - value)).collect();
        for witness in [witness, mirror] {
            if agrees(self.system, self.truth, shown, &witness) {
                self.found.push(witness);
            }
        }
    }

    /// How far completions differ in a quantity.
    fn range(&self, one: &Protected) -> Interval {
        let truth = self.truth[one.quantity.0];
        let of = |witness: &Witness, quantity: Quantity| value_in(witness, self.truth, quantity);
        let knows = |witness: &&Witness| {
            one.knowing.is_none_or(|known| (of(witness, known) - self.truth[known.0]).abs() < EPSILON)
        };
        let values = self.found.iter().filter(knows).map(|witness| of(witness, one.quantity));
        values.fold(Interval::exactly(truth), |range, value| Interval::new(range.low.min(value), range.high.max(value)))
    }

    /// Forgets those that do not agree with what is published.
    pub(super) fn keep_agreeing(&mut self, shown: &[bool]) {
        self.found.retain(|witness| agrees(self.system, self.truth, shown, witness));
    }

    /// Takes out those that do not agree with a statement.
    pub(super) fn set_aside(&mut self, said: Statement) -> Vec<Witness> {
        let relations: Vec<usize> = self.system.of_statement(said).collect();
        let holds = |witness: &Witness| {
            relations.iter().all(|at| {
                let relation = &self.system.known[*at].relation;
                relation.range.holds(relation.value(|quantity| value_in(witness, self.truth, quantity)))
            })
        };
        let (agreeing, others) = self.found.drain(..).partition(holds);
        self.found = agreeing;
        others
    }

    /// Puts back what was set aside.
    pub(super) fn put_back(&mut self, mut others: Vec<Witness>) {
        self.found.append(&mut others);
    }
}

/// The value of a quantity in a completion.
fn value_in(witness: &Witness, truth: &[f64], quantity: Quantity) -> f64 {
    let place = witness.binary_search_by_key(&quantity, |(other, _)| *other).ok();
    place.and_then(|place| witness.get(place)).map_or(truth[quantity.0], |(_, value)| *value)
}

/// Whether a completion agrees with everything that is known.
fn agrees(system: &System, truth: &[f64], shown: &[bool], witness: &Witness) -> bool {
    let values = |quantity| value_in(witness, truth, quantity);
    system.agrees(values, shown, witness.iter().map(|(quantity, _)| *quantity))
}
