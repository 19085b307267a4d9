//! What must be left out besides what may not be shown, so that it cannot be derived.

use std::collections::BTreeMap;

use super::part::{Beyond, Part};
use super::program::Program;
use super::system::{Interval, Quantity, Statement, System};
use super::{EPSILON, choose};

/// Quantities around a protected one in which a completion may differ; more when these are not enough.
const NEAR: [usize; 3] = [30, 200, 2000];
/// Quantities of a part of which the ends are looked for, at most.
const MOST_ENDS: usize = 200;
/// Attempts to protect a quantity, each wider than the one before.
const ATTEMPTS: u32 = 3;
/// Relations on end, at most, within which all is left out when nothing less protects a quantity.
const WIDEST: usize = 4;

/// How uncertain a quantity must stay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need {
    /// The interval must hold 0 and this many, or be this wide.
    pub least: f64,
}

impl Need {
    /// Whether an interval leaves enough open.
    #[must_use]
    pub fn met(&self, range: Interval) -> bool {
        range.low <= EPSILON && range.high >= self.least - EPSILON || range.width() >= self.least - EPSILON
    }
}

/// A quantity that must not be derivable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Protected {
    /// The quantity.
    pub quantity: Quantity,
    /// How uncertain it must stay.
    pub need: Need,
    /// A quantity that the attacker knows by own experience, such as the only one of a group.
    pub knowing: Option<Quantity>,
}

impl Protected {
    /// How far down and up it must be able to move from its value: a small number to nothing, and until it is enough; a
    /// larger one both ways.
    pub(super) fn ways(&self, value: f64, whole: bool) -> (f64, f64) {
        let least = self.need.least;
        let (down, up) = if value < least { (value, least - value) } else { (0.5 * least, 0.5 * least) };
        if whole { (down.ceil(), up.ceil()) } else { (down, up) }
    }
}

/// Occurs when quantities stay derivable whatever is left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} quantities can be derived from what is published, whatever is left out", quantities.len())]
pub struct Exposed {
    /// The quantities.
    pub quantities: Vec<Quantity>,
}

/// A completion that agrees with everything published: where it differs from the truth, by quantity.
type Witness = Vec<(Quantity, f64)>;

struct Guard<'s> {
    system: &'s System,
    truth: &'s [f64],
    shown: &'s mut [bool],
    witnesses: Vec<Witness>,
    /// Whether what is dear is left out too.
    dear: bool,
}

/// Leaves out statements, besides those that are not `shown` already, until every protected quantity is uncertain enough;
/// gives what it left out. `truth` holds the values of all quantities (or any completion, where the truth is not known).
///
/// # Errors
/// [`Exposed`] when that cannot be reached or not be proved; nothing may be published then.
pub fn protect(
    system: &System,
    truth: &[f64],
    shown: &mut [bool],
    protected: &[Protected],
) -> Result<Vec<Statement>, Exposed> {
    let before = shown.to_vec();
    let mut guard = Guard { system, truth, shown, witnesses: Vec::new(), dear: true };
    let mut exposed: Vec<Quantity> = protected.iter().filter(|one| !guard.cover(one)).map(|one| one.quantity).collect();
    if exposed.is_empty() {
        guard.give_back(&before, protected);
        // What was found on the way is believed only as far as it holds at the end.
        guard.witnesses.retain(|witness| agrees(system, truth, guard.shown, witness));
        exposed = protected.iter().filter(|one| !guard.safe(one)).map(|one| one.quantity).collect();
    }
    if !exposed.is_empty() {
        exposed.sort_unstable();
        exposed.dedup();
        return Err(Exposed { quantities: exposed });
    }
    Ok(system.statements().filter(|said| before[said.0] && !shown[said.0]).collect())
}

impl Guard<'_> {
    /// Leaves out until a quantity is safe.
    fn cover(&mut self, one: &Protected) -> bool {
        for attempt in 0..ATTEMPTS {
            if self.safe(one) {
                return true;
            }
            let wider = one.need.least + f64::from(attempt);
            let chosen = choose::complementary(self.system, self.truth, self.shown, self.dear, one, wider);
            if chosen.is_empty() {
                break;
            }
            for said in chosen.iter().flat_map(|choice| &choice.left_out) {
                self.shown[said.0] = false;
            }
            chosen.into_iter().for_each(|choice| self.remember(choice.moved));
        }
        if self.safe(one) {
            return true;
        }
        // The dear way: all around it, what is dear last. What turns out not to be needed is shown again.
        for dear in if self.dear { vec![false, true] } else { vec![false] } {
            for steps in 1..=WIDEST {
                let mut around = self.system.statements_about(&self.system.around(one.quantity, steps));
                let spared = |said: &Statement| !dear && self.system.is_dear(self.system.said[said.0].loss);
                around.retain(|said| self.shown[said.0] && !spared(said));
                around.iter().for_each(|said| self.shown[said.0] = false);
                if !around.is_empty() && self.safe(one) {
                    return true;
                }
            }
        }
        false
    }

    /// Shows again what turns out not to be needed, the dearest first. What is dear and needed is shown again as well where
    /// leaving out what is not dear does instead.
    fn give_back(&mut self, before: &[bool], protected: &[Protected]) {
        let mut of: BTreeMap<Quantity, Vec<&Protected>> = BTreeMap::new();
        for one in protected {
            of.entry(one.quantity).or_default().push(one);
        }
        let all: Vec<&Protected> = protected.iter().collect();
        let from = self.system.dear();
        for dear in [true, false] {
            let loss = |said: &Statement| self.system.said[said.0].loss;
            let left_out = |said: &Statement| before[said.0] && !self.shown[said.0] && (loss(said) > from) == dear;
            let mut left_out: Vec<Statement> = self.system.statements().filter(left_out).collect();
            left_out.sort_by(|one, other| loss(other).total_cmp(&loss(one)).then_with(|| one.cmp(other)));
            for said in left_out {
                let touched = self.touched(said);
                let needed: Vec<&Protected> =
                    touched.iter().flat_map(|one| of.get(one).into_iter().flatten()).copied().collect();
                // What is hard to prove stays left out: there are many to try.
                let shown = self.show(said, |guard| needed.iter().all(|one| guard.safe_within(one, &NEAR[..2])));
                if dear && !shown {
                    self.dear = false;
                    self.show(said, |guard| needed.iter().chain(&all).all(|one| guard.cover(one)));
                    self.dear = true;
                }
            }
        }
    }

    /// Shows a statement again, if then all holds; else leaves everything as it was.
    fn show(&mut self, said: Statement, holds: impl FnOnce(&mut Self) -> bool) -> bool {
        let relations: Vec<usize> = self.system.of_statement(said).collect();
        let agrees = |witness: &Witness| {
            relations.iter().all(|at| {
                let relation = &self.system.known[*at].relation;
                relation.range.holds(relation.value(|quantity| value_in(witness, self.truth, quantity)))
            })
        };
        let (agreeing, mut others): (Vec<Witness>, Vec<Witness>) = self.witnesses.drain(..).partition(agrees);
        let shown = self.shown.to_vec();
        self.witnesses = agreeing;
        self.shown[said.0] = true;
        if holds(self) {
            return true;
        }
        self.shown[said.0] = false;
        // Completions found meanwhile agree with more than they need to, unless other statements were left out for them.
        if shown != self.shown {
            self.shown.copy_from_slice(&shown);
            self.witnesses.retain(|witness| self::agrees(self.system, self.truth, self.shown, witness));
        }
        self.witnesses.append(&mut others);
        false
    }

    /// The quantities that a statement has to do with, through what is left out; the nearest first.
    fn touched(&self, said: Statement) -> Vec<Quantity> {
        let relations = self.system.of_statement(said).map(|at| &self.system.known[at].relation);
        let start: Vec<Quantity> =
            relations.flat_map(|relation| relation.terms.iter().map(|(quantity, _)| *quantity)).collect();
        Part::connected(self.system, self.shown, &start)
    }

    /// Whether completions show that a quantity is uncertain enough; looks for them when there are none yet.
    fn safe(&mut self, one: &Protected) -> bool {
        self.safe_within(one, &NEAR)
    }

    /// The same with completions among so many quantities, at first those where everything of which something is published
    /// keeps its value.
    fn safe_within(&mut self, one: &Protected, sizes: &[usize]) -> bool {
        if one.need.met(self.range(one)) {
            return true;
        }
        for told in [true, false] {
            let mut held = false;
            for &near in sizes {
                let known = one.knowing.map(|quantity| (quantity, self.truth[quantity.0]));
                let beyond = Beyond::Kept { values: self.truth, told };
                let part = Part::around(self.system, self.shown, &[one.quantity], known, near, &beyond);
                let Some(part) = part else {
                    held = true;
                    continue;
                };
                let cut = part.cut;
                held |= part.held;
                if self.look(one, part) {
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
    fn look(&mut self, one: &Protected, mut part: Part) -> bool {
        let Some(place) = part.place(one.quantity) else { return false };
        // Far enough is far enough: what lies further takes longer to find.
        let (truth, least) = (self.truth[one.quantity.0], one.need.least);
        part.domains[place] = part.domains[place].and(Interval::new(truth - least, least.max(truth + least)));
        if !one.need.met(part.domains[place]) {
            return false;
        }
        self.move_a_little(one, &part, place)
            || part.quantities.len() <= MOST_ENDS && self.go_to_the_ends(one, part, place)
    }

    /// Looks for completions in which as little moves as is needed.
    fn move_a_little(&mut self, one: &Protected, part: &Part, place: usize) -> bool {
        let moves = part.moves(|quantity| self.truth[quantity.0]);
        let (down, up) = one.ways(self.truth[one.quantity.0], part.whole[place]);
        let mut ways = vec![up, -down];
        ways.sort_by(|one, other| other.abs().total_cmp(&one.abs()));
        ways.extend([one.need.least, -one.need.least]);
        for by in ways.into_iter().filter(|by| by.abs() > EPSILON) {
            if let Some(moved) = moves.by(place, by, true) {
                let truth = self.truth;
                self.remember(
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
    fn go_to_the_ends(&mut self, one: &Protected, mut part: Part, place: usize) -> bool {
        for lowest in [false, true] {
            let Ok(values) = Program::end(&part, place, lowest).solve() else { continue };
            let furthest = values[place];
            if let Some(values) = Program::end(&part, place, lowest).whole_numbers(Some(values)) {
                self.remember(part.quantities.iter().copied().zip(values));
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
    fn remember(&mut self, values: impl IntoIterator<Item = (Quantity, f64)>) {
        let moved = |(quantity, value): &(Quantity, f64)| (self.truth[quantity.0] - value).abs() > EPSILON;
        let mut witness: Witness = values.into_iter().filter(moved).collect();
        witness.sort_unstable_by_key(|(quantity, _)| *quantity);
        let mirror =
            witness.iter().map(|(quantity, value)| (*quantity, 2.0 * self.truth[quantity.0] - value)).collect();
        for witness in [witness, mirror] {
            if agrees(self.system, self.truth, self.shown, &witness) {
                self.witnesses.push(witness);
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
        let values = self.witnesses.iter().filter(knows).map(|witness| of(witness, one.quantity));
        values.fold(Interval::exactly(truth), |range, value| Interval::new(range.low.min(value), range.high.max(value)))
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
