//! Which statements to leave out: those that let a quantity move far enough at the least loss of information.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::EPSILON;
use super::bounds::Row;
use super::program::minimise;
use super::protect::Protected;
use super::system::{Interval, Quantity, Statement, System};

/// Quantities that take part in the choice; more when these are not enough.
const NEAR: [usize; 3] = [40, 300, usize::MAX];

/// A way to let a quantity move.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// The statements that are left out for it.
    pub(super) left_out: BTreeSet<Statement>,
    /// The values of what moved.
    pub(super) moved: Vec<(Quantity, f64)>,
}

/// The statements that, left out, let the protected quantity move so far that `least` lies open: one choice per direction;
/// none when it cannot.
pub(super) fn complementary(
    system: &System,
    truth: &[f64],
    shown: &[bool],
    one: &Protected,
    least: f64,
) -> Vec<Choice> {
    let value = truth[one.quantity.0];
    // A small number must be able to be nothing, and to be enough; a larger one moves both ways.
    let (down, up) = if value < least { (value, least - value) } else { (0.5 * least, 0.5 * least) };
    let (down, up) = if system.whole[one.quantity.0] { (down.ceil(), up.ceil()) } else { (down, up) };
    NEAR.into_iter()
        .find_map(|near| {
            let field = Field::around(system, truth, shown, one, near);
            let moved = |by: f64| field.moved(one.quantity, by, truth);
            let both = [-down, up].into_iter().filter(|by| by.abs() > EPSILON).map(moved);
            both.collect::<Option<Vec<Choice>>>().or_else(|| Some(vec![moved(least)?]))
        })
        .unwrap_or_default()
}

/// The statements about quantities that stand in a relation with one, and could be left out.
pub(super) fn beside(system: &System, shown: &[bool], quantity: Quantity) -> Vec<Statement> {
    let relations = system.in_force(quantity, shown);
    let others: BTreeSet<Quantity> =
        relations.flat_map(|at| system.known[at].relation.terms.iter().map(|(other, _)| *other)).collect();
    let statements = others.into_iter().flat_map(|other| system.in_force(other, shown).collect::<Vec<_>>());
    let statements: BTreeSet<Statement> = statements.filter_map(|at| system.known[at].statement).collect();
    statements.into_iter().filter(|said| system.said[said.0].loss.is_finite()).collect()
}

/// A linear program of moves away from the truth, in which it costs to move where something is published.
struct Field<'s> {
    system: &'s System,
    costs: Vec<f64>,
    domains: Vec<Interval>,
    rows: Vec<Row>,
    /// The variables that make up the move of a quantity, with their sign.
    moves: BTreeMap<Quantity, Vec<(usize, f64)>>,
    /// The statements that a variable breaks when it is not zero.
    breaks: Vec<BTreeSet<Statement>>,
}

impl<'s> Field<'s> {
    fn around(system: &'s System, truth: &[f64], shown: &[bool], one: &Protected, near: usize) -> Self {
        let mut field = Field {
            system,
            costs: Vec::new(),
            domains: Vec::new(),
            rows: Vec::new(),
            moves: BTreeMap::new(),
            breaks: Vec::new(),
        };
        let mut queue = VecDeque::from([one.quantity]);
        let mut relations: BTreeSet<usize> = BTreeSet::new();
        while let Some(quantity) = queue.pop_front() {
            if field.moves.contains_key(&quantity) || field.moves.len() >= near || one.knowing == Some(quantity) {
                continue;
            }
            field.add(quantity, truth, shown);
            for at in system.in_force(quantity, shown) {
                if system.known[at].relation.terms.len() > 1 && relations.insert(at) {
                    queue.extend(system.known[at].relation.terms.iter().map(|(other, _)| *other));
                }
            }
        }
        relations.into_iter().for_each(|at| field.relate(at, truth));
        field
    }

    fn variable(&mut self, domain: Interval, cost: f64, breaks: BTreeSet<Statement>) -> usize {
        self.costs.push(cost);
        self.domains.push(domain);
        self.breaks.push(breaks);
        self.costs.len() - 1
    }

    fn loss(&self, at: usize) -> Option<(Statement, f64)> {
        let said = self.system.known[at].statement?;
        Some((said, self.system.said[said.0].loss)).filter(|(_, loss)| loss.is_finite())
    }

    /// A quantity of which nothing is published moves freely within what everybody knows of it; any move of another costs
    /// all that is published of it. (Within what rounding leaves it could move for nothing, but hardly by whole numbers.)
    fn add(&mut self, quantity: Quantity, truth: &[f64], shown: &[bool]) {
        let value = truth[quantity.0];
        let mut bound = self.system.domains[quantity.0];
        let mut told: BTreeMap<Statement, f64> = BTreeMap::new();
        for at in self.system.in_force(quantity, shown) {
            match (self.loss(at), self.system.known[at].relation.single()) {
                (Some((said, loss)), _) => _ = told.insert(said, loss),
                (None, Some((_, range))) => bound = bound.and(range),
                (None, None) => {}
            }
        }
        let bound = Interval::new((bound.low - value).min(0.0), (bound.high - value).max(0.0));
        let moves = if told.is_empty() {
            vec![(self.variable(bound, 0.0, BTreeSet::new()), 1.0)]
        } else {
            let loss = told.values().sum();
            let told: BTreeSet<Statement> = told.into_keys().collect();
            let up = self.variable(Interval::new(0.0, bound.high), loss, told.clone());
            let down = self.variable(Interval::new(0.0, -bound.low), loss, told);
            vec![(up, 1.0), (down, -1.0)]
        };
        self.moves.insert(quantity, moves);
    }

    /// Moves keep a relation, unless it is only published.
    fn relate(&mut self, at: usize, truth: &[f64]) {
        if self.loss(at).is_some() {
            return;
        }
        let relation = &self.system.known[at].relation;
        let now = relation.value(|quantity| truth[quantity.0]);
        let mut terms = Vec::new();
        for (quantity, factor) in &relation.terms {
            let moves = self.moves.get(quantity).into_iter().flatten();
            terms.extend(moves.map(|(variable, sign)| (*variable, sign * factor)));
        }
        let range = Interval::new((relation.range.low - now).min(0.0), (relation.range.high - now).max(0.0));
        self.rows.push(Row { terms, range });
    }

    /// What is left out for a quantity to move by this much; `None` when it cannot.
    fn moved(&self, quantity: Quantity, by: f64, truth: &[f64]) -> Option<Choice> {
        let mut rows = self.rows.clone();
        rows.push(Row { terms: self.moves.get(&quantity)?.clone(), range: Interval::exactly(by) });
        let values = minimise(&self.costs, &self.domains, &rows).ok()?;
        let broken = values.iter().zip(&self.breaks).filter(|(value, _)| **value > EPSILON);
        let left_out = broken.flat_map(|(_, said)| said).copied().collect();
        let by = |variables: &Vec<(usize, f64)>| variables.iter().map(|(at, sign)| sign * values[*at]).sum::<f64>();
        let moved = self.moves.iter().map(|(quantity, variables)| (*quantity, truth[quantity.0] + by(variables)));
        Some(Choice { left_out, moved: moved.collect() })
    }
}
