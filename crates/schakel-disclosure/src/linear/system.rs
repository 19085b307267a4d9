//! Quantities, relations and statements.

use super::EPSILON;

/// How many times the smallest loss is a dear one.
const DEAR: f64 = 100.0;

/// A number that exists, whether it is published or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(pub(super) usize);

impl Quantity {
    /// The place of its value among the values of all quantities: they are numbered from 0, in the order in which they
    /// were added.
    #[must_use]
    pub const fn place(self) -> usize {
        self.0
    }
}

/// Something that is published about quantities, and could be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Statement(pub(super) usize);

/// From `low` to `high`, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lowest number.
    pub low: f64,
    /// The highest number; infinite where there is no bound.
    pub high: f64,
}

impl Interval {
    /// From `low` to `high`.
    #[must_use]
    pub const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// One number.
    #[must_use]
    pub const fn exactly(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// How far the ends are apart.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.high - self.low
    }

    /// Whether it is one number.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.width() < EPSILON
    }

    pub(super) fn holds(&self, value: f64) -> bool {
        value >= self.low - EPSILON && value <= self.high + EPSILON
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.min(other.high) }
    }
}

/// `low ≤ Σ factor · quantity ≤ high`.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    pub(super) terms: Vec<(Quantity, f64)>,
    pub(super) range: Interval,
}

impl Relation {
    /// A sum that lies in a range.
    #[must_use]
    pub fn new(terms: Vec<(Quantity, f64)>, range: Interval) -> Self {
        Self { terms, range }
    }

    /// Parts that add up to a whole.
    #[must_use]
    pub fn sum(parts: &[Quantity], whole: Quantity) -> Self {
        let terms = parts.iter().map(|part| (*part, 1.0)).chain([(whole, -1.0)]).collect();
        Self { terms, range: Interval::exactly(0.0) }
    }

    /// A quantity that lies in a range.
    #[must_use]
    pub fn of(quantity: Quantity, range: Interval) -> Self {
        Self { terms: vec![(quantity, 1.0)], range }
    }

    /// The quantity, when it is about one.
    pub(super) fn single(&self) -> Option<(Quantity, Interval)> {
        let [(quantity, factor)] = self.terms.as_slice() else { return None };
        let (one, other) = (self.range.low / factor, self.range.high / factor);
        Some((*quantity, Interval::new(one.min(other), one.max(other))))
    }

    pub(super) fn value(&self, of: impl Fn(Quantity) -> f64) -> f64 {
        self.terms.iter().map(|(quantity, factor)| factor * of(*quantity)).sum()
    }
}

/// A relation of the system: one that everybody knows, or one of a statement.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) relation: Relation,
    pub(super) statement: Option<Statement>,
}

/// What leaving a statement out costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// Information that is lost; infinite for what is published already.
    pub(super) loss: f64,
    /// The first of its relations, and the one after the last.
    relations: (usize, usize),
}

/// All quantities with what is known of them and what is published.
#[derive(Debug, Default)]
pub struct System {
    pub(super) domains: Vec<Interval>,
    pub(super) whole: Vec<bool>,
    pub(super) known: Vec<Known>,
    pub(super) said: Vec<Said>,
    /// The relations in which a quantity stands.
    pub(super) of: Vec<Vec<usize>>,
}

impl System {
    /// A system without anything in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A number of persons or things, which everybody knows to be in `domain`.
    pub fn count(&mut self, domain: Interval) -> Quantity {
        self.add(domain, true)
    }

    /// A number that need not be whole, such as a sum of scores.
    pub fn amount(&mut self, domain: Interval) -> Quantity {
        self.add(domain, false)
    }

    /// Whether a quantity is a number of persons or things.
    #[must_use]
    pub fn is_count(&self, quantity: Quantity) -> bool {
        self.whole[quantity.0]
    }

    fn add(&mut self, domain: Interval, whole: bool) -> Quantity {
        self.domains.push(domain);
        self.whole.push(whole);
        self.of.push(Vec::new());
        Quantity(self.domains.len() - 1)
    }

    /// What everybody knows, such as that groups add up to a total.
    pub fn relate(&mut self, relation: Relation) {
        self.know(relation, None);
    }

    /// What is published by one statement; leaving it out loses `loss` of information.
    pub fn say(&mut self, relations: impl IntoIterator<Item = Relation>, loss: f64) -> Statement {
        let statement = Statement(self.said.len());
        let first = self.known.len();
        for relation in relations {
            self.know(relation, Some(statement));
        }
        self.said.push(Said { loss, relations: (first, self.known.len()) });
        statement
    }

    /// What was published before, and cannot be taken back.
    pub fn said_before(&mut self, relations: impl IntoIterator<Item = Relation>) -> Statement {
        self.say(relations, f64::INFINITY)
    }

    fn know(&mut self, relation: Relation, statement: Option<Statement>) {
        for (quantity, _) in &relation.terms {
            self.of[quantity.0].push(self.known.len());
        }
        self.known.push(Known { relation, statement });
    }

    /// The number of quantities.
    #[must_use]
    pub fn len(&self) -> usize {
        self.domains.len()
    }

    /// Whether it has no quantities.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty()
    }

    /// The statements.
    pub fn statements(&self) -> impl Iterator<Item = Statement> + use<> {
        (0..self.said.len()).map(Statement)
    }

    /// Everything that is connected with a quantity by relations through what is not known exactly, whatever of what can be
    /// left out is left out.
    #[must_use]
    pub fn connected(&self, with: Quantity) -> Vec<Quantity> {
        let said_before: Vec<bool> = self.said.iter().map(|said| said.loss.is_infinite()).collect();
        super::part::Part::connected(self, &said_before, &[with])
    }

    /// What stands in a relation with a quantity, or in this many relations on end.
    #[must_use]
    pub fn around(&self, quantity: Quantity, steps: usize) -> Vec<Quantity> {
        let mut seen = vec![false; self.len()];
        let mut found = vec![quantity];
        seen[quantity.0] = true;
        let mut from = 0;
        for _ in 0..steps {
            let until = found.len();
            for at in from..until {
                let relations = self.of[found[at].0].iter().map(|at| &self.known[*at].relation);
                for (other, _) in relations.flat_map(|relation| relation.terms.iter()) {
                    if !std::mem::replace(&mut seen[other.0], true) {
                        found.push(*other);
                    }
                }
            }
            from = until;
        }
        found
    }

    /// The statements about quantities that can be left out.
    #[must_use]
    pub fn statements_about(&self, quantities: &[Quantity]) -> Vec<Statement> {
        let relations = quantities.iter().flat_map(|quantity| &self.of[quantity.0]);
        let mut statements: Vec<Statement> = relations.filter_map(|at| self.known[*at].statement).collect();
        statements.retain(|said| self.said[said.0].loss.is_finite());
        statements.sort_unstable();
        statements.dedup();
        statements
    }

    /// A loss far above the smallest of a statement, as that of a total beside groups.
    pub(super) fn dear(&self) -> f64 {
        DEAR * self.said.iter().map(|said| said.loss).fold(f64::INFINITY, f64::min)
    }

    /// Whether a loss is as large as that.
    pub(super) fn is_dear(&self, loss: f64) -> bool {
        loss > self.dear()
    }

    /// The relations of a statement.
    pub(super) fn of_statement(&self, said: Statement) -> impl Iterator<Item = usize> + use<> {
        let (first, end) = self.said[said.0].relations;
        first..end
    }

    /// The relations in force when these statements are published.
    pub(super) fn in_force<'s>(&'s self, of: Quantity, shown: &'s [bool]) -> impl Iterator<Item = usize> + 's {
        self.of[of.0].iter().copied().filter(|at| self.known[*at].statement.is_none_or(|said| shown[said.0]))
    }

    /// What is known of a quantity by itself.
    pub(super) fn domain(&self, of: Quantity, shown: &[bool]) -> Interval {
        let singles = self.in_force(of, shown).filter_map(|at| self.known[at].relation.single());
        let domain = singles.fold(self.domains[of.0], |domain, (_, range)| domain.and(range));
        if self.whole[of.0] { inner_whole(domain) } else { domain }
    }

    /// Whether values agree with everything that is known when these statements are published.
    pub(super) fn agrees(
        &self,
        values: impl Fn(Quantity) -> f64,
        shown: &[bool],
        about: impl IntoIterator<Item = Quantity>,
    ) -> bool {
        about.into_iter().all(|quantity| {
            let value = values(quantity);
            self.domains[quantity.0].holds(value)
                && (!self.whole[quantity.0] || (value - value.round()).abs() < EPSILON)
                && self.in_force(quantity, shown).all(|at| {
                    let relation = &self.known[at].relation;
                    relation.range.holds(relation.value(&values))
                })
        })
    }
}

/// The whole numbers in an interval.
pub(super) fn inner_whole(range: Interval) -> Interval {
    Interval::new((range.low - EPSILON).ceil(), (range.high + EPSILON).floor())
}
