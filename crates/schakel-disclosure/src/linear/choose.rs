//! Which statements to leave out: those that let a quantity move far enough at the least loss of information.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::EPSILON;
use super::bounds::{Row, tighten};
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
            let moved = |by: f64| field.moved(by, truth);
            let both = [-down, up].into_iter().filter(|by| by.abs() > EPSILON).map(moved);
            both.collect::<Option<Vec<Choice>>>().or_else(|| Some(vec![moved(least)?]))
        })
        .unwrap_or_default()
}

/// Moves of quantities away from the truth, where it costs to move when something is published.
struct Field<'s> {
    system: &'s System,
    /// The quantities that may move, the protected one first.
    quantities: Vec<Quantity>,
    /// How far each can move.
    domains: Vec<Interval>,
    whole: Vec<bool>,
    /// The statements that a move breaks, by quantity.
    breaks: Vec<BTreeSet<Statement>>,
    /// What moves must keep.
    rows: Vec<Row>,
}

impl<'s> Field<'s> {
    fn around(system: &'s System, truth: &[f64], shown: &[bool], one: &Protected, near: usize) -> Self {
        let mut field = Field {
            system,
            quantities: Vec::new(),
            domains: Vec::new(),
            whole: Vec::new(),
            breaks: Vec::new(),
            rows: Vec::new(),
        };
        let mut place: BTreeMap<Quantity, usize> = BTreeMap::new();
        let mut queue = VecDeque::from([one.quantity]);
        let mut relations: BTreeSet<usize> = BTreeSet::new();
        while let Some(quantity) = queue.pop_front() {
            if place.contains_key(&quantity) || place.len() >= near || one.knowing == Some(quantity) {
                continue;
            }
            place.insert(quantity, place.len());
            field.add(quantity, truth, shown);
            for at in system.in_force(quantity, shown) {
                if system.known[at].relation.terms.len() > 1 && relations.insert(at) {
                    queue.extend(system.known[at].relation.terms.iter().map(|(other, _)| *other));
                }
            }
        }
        relations.into_iter().for_each(|at| field.relate(at, truth, &place));
        field
    }

    /// The statement of a relation, when it could be left out.
    fn said(&self, at: usize) -> Option<Statement> {
        self.system.known[at].statement.filter(|said| self.system.said[said.0].loss.is_finite())
    }

    /// A quantity of which nothing is published moves freely within what everybody knows of it; any move of another costs
    /// all that is published of it. (Within what rounding leaves it could move for nothing, but hardly by whole numbers.)
    fn add(&mut self, quantity: Quantity, truth: &[f64], shown: &[bool]) {
        let value = truth[quantity.0];
        let mut bound = self.system.domains[quantity.0];
        let mut breaks: BTreeSet<Statement> = BTreeSet::new();
        for at in self.system.in_force(quantity, shown) {
            match (self.said(at), self.system.known[at].relation.single()) {
                (Some(said), _) => _ = breaks.insert(said),
                (None, Some((_, range))) => bound = bound.and(range),
                (None, None) => {}
            }
        }
        self.quantities.push(quantity);
        self.domains.push(Interval::new((bound.low - value).min(0.0), (bound.high - value).max(0.0)));
        self.whole.push(self.system.whole[quantity.0]);
        self.breaks.push(breaks);
    }

    /// Moves keep a relation, unless it is only published.
    fn relate(&mut self, at: usize, truth: &[f64], place: &BTreeMap<Quantity, usize>) {
        if self.said(at).is_some() {
            return;
        }
        let relation = &self.system.known[at].relation;
        let now = relation.value(|quantity| truth[quantity.0]);
        let terms = relation.terms.iter().filter_map(|(quantity, factor)| Some((*place.get(quantity)?, *factor)));
        let range = Interval::new((relation.range.low - now).min(0.0), (relation.range.high - now).max(0.0));
        self.rows.push(Row { terms: terms.collect(), range });
    }

    /// What is left out for the protected quantity to move by this much; `None` when it cannot.
    fn moved(&self, by: f64, truth: &[f64]) -> Option<Choice> {
        let mut domains = self.domains.clone();
        if !domains[0].holds(by) {
            return None;
        }
        domains[0] = Interval::exactly(by);
        if !tighten(&mut domains, &self.whole, &self.rows) {
            return None;
        }
        // A move that costs is a way up and a way down, each of which costs; the others come first.
        let losses: Vec<f64> = self.breaks.iter().map(|breaks| self.loss(breaks)).collect();
        let mut costs = losses.clone();
        let mut down: Vec<Option<usize>> = vec![None; domains.len()];
        for place in 0..losses.len() {
            let both = domains[place];
            if losses[place] == 0.0 || both.is_exact() {
                continue;
            }
            down[place] = Some(domains.len());
            domains[place] = Interval::new(both.low.max(0.0), both.high.max(0.0));
            domains.push(Interval::new((-both.high).max(0.0), (-both.low).max(0.0)));
            costs.push(losses[place]);
        }
        let with_down = |(place, factor): &(usize, f64)| {
            [Some((*place, *factor)), down[*place].map(|other| (other, -factor))].into_iter().flatten()
        };
        let rows: Vec<Row> = self
            .rows
            .iter()
            .map(|row| Row { terms: row.terms.iter().flat_map(with_down).collect(), range: row.range })
            .collect();
        let values = minimise(&costs, &domains, &rows).ok()?;
        let mut choice = Choice::default();
        for (place, quantity) in self.quantities.iter().enumerate() {
            let by = values[place] - down[place].map_or(0.0, |other| values[other]);
            if by.abs() > EPSILON {
                choice.left_out.extend(&self.breaks[place]);
                choice.moved.push((*quantity, truth[quantity.0] + by));
            }
        }
        Some(choice)
    }

    fn loss(&self, said: &BTreeSet<Statement>) -> f64 {
        said.iter().map(|said| self.system.said[said.0].loss).sum()
    }
}
