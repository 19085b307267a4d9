//! What must be left out besides what may not be shown, so that it cannot be derived.

use std::collections::BTreeMap;

use super::completions::{Completions, NEAREST};
use super::part::Part;
use super::system::{Interval, Quantity, Statement, System};
use super::{EPSILON, choose};

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

struct Guard<'s> {
    system: &'s System,
    truth: &'s [f64],
    shown: &'s mut [bool],
    completions: Completions<'s>,
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
    let mut guard = Guard { system, truth, shown, completions: Completions::of(system, truth), dear: true };
    let mut exposed: Vec<Quantity> = protected.iter().filter(|one| !guard.cover(one)).map(|one| one.quantity).collect();
    if exposed.is_empty() {
        guard.give_back(&before, protected);
        // What was found on the way is believed only as far as it holds at the end.
        guard.completions.keep_agreeing(guard.shown);
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
            chosen.into_iter().for_each(|choice| self.completions.remember(self.shown, choice.moved));
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
                let shown = self.show(said, |guard| {
                    needed.iter().all(|one| guard.completions.safe_within(guard.shown, one, NEAREST))
                });
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
        let others = self.completions.set_aside(said);
        let shown = self.shown.to_vec();
        self.shown[said.0] = true;
        if holds(self) {
            return true;
        }
        self.shown[said.0] = false;
        // Completions found meanwhile agree with more than they need to, unless other statements were left out for them.
        if shown != self.shown {
            self.shown.copy_from_slice(&shown);
            self.completions.keep_agreeing(self.shown);
        }
        self.completions.put_back(others);
        false
    }

    /// The quantities that a statement has to do with, through what is left out; the nearest first.
    fn touched(&self, said: Statement) -> Vec<Quantity> {
        let relations = self.system.of_statement(said).map(|at| &self.system.known[at].relation);
        let start: Vec<Quantity> =
            relations.flat_map(|relation| relation.terms.iter().map(|(quantity, _)| *quantity)).collect();
        Part::connected(self.system, self.shown, &start)
    }

    fn safe(&mut self, one: &Protected) -> bool {
        self.completions.safe(self.shown, one)
    }
}
