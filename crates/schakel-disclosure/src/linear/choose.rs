//! Which statements to leave out: those that let a quantity move far enough at the least loss of information.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::EPSILON;
use super::bounds::Row;
use super::moves::Moves;
use super::protect::{Need, Protected};
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

/// The statements that, left out, let the protected quantity move so far that `least` lies open, without what is dear
/// unless that may go too: one choice per direction; none when it cannot.
pub(super) fn complementary(
    system: &System,
    truth: &[f64],
    shown: &[bool],
    dear: bool,
    one: &Protected,
    least: f64,
) -> Vec<Choice> {
    let wider = Protected { need: Need { least }, ..*one };
    let (down, up) = wider.ways(truth[one.quantity.0], system.whole[one.quantity.0]);
    let cost = |choice: &Choice| choice.left_out.iter().map(|said| system.said[said.0].loss).sum::<f64>();
    let mut best: Option<(f64, Vec<Choice>)> = None;
    for near in NEAR {
        let field = Field::around(system, truth, shown, dear, one, near);
        let moved = |by: f64| field.moved(by, truth);
        let both = [-down, up].into_iter().filter(|by| by.abs() > EPSILON).map(moved).collect::<Option<Vec<Choice>>>();
        // Where it cannot move both ways, all the way in one of them.
        let one_way =
            || [least, -least].into_iter().filter_map(moved).min_by(|one, other| cost(one).total_cmp(&cost(other)));
        let Some(choices) = both.or_else(|| Some(vec![one_way()?])) else { continue };
        let dearest = choices.iter().flat_map(|choice| &choice.left_out).map(|said| system.said[said.0].loss);
        let dearest = dearest.fold(0.0, f64::max);
        if best.as_ref().is_none_or(|(loss, _)| dearest < *loss) {
            best = Some((dearest, choices));
        }
        // Further away there may be a way round what is dear.
        if !system.is_dear(dearest) {
            break;
        }
    }
    best.map(|(_, choices)| choices).unwrap_or_default()
}

/// Quantities that may move away from the truth, where it costs to move when something is published.
struct Field<'s> {
    system: &'s System,
    /// The loss from which on a statement stays.
    stays: f64,
    /// The quantities, the protected one first.
    quantities: Vec<Quantity>,
    /// The statements that a move breaks, by quantity.
    breaks: Vec<BTreeSet<Statement>>,
    moves: Moves,
}

impl<'s> Field<'s> {
    fn around(system: &'s System, truth: &[f64], shown: &[bool], dear: bool, one: &Protected, near: usize) -> Self {
        let stays = if dear { f64::INFINITY } else { system.dear() };
        let mut field = Field { system, stays, quantities: Vec::new(), breaks: Vec::new(), moves: Moves::default() };
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
        self.system.known[at].statement.filter(|said| self.system.said[said.0].loss < self.stays)
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
        let moves = &mut self.moves;
        moves.domains.push(Interval::new((bound.low - value).min(0.0), (bound.high - value).max(0.0)));
        moves.whole.push(self.system.whole[quantity.0]);
        moves.costs.push(breaks.iter().map(|said| self.system.said[said.0].loss).sum());
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
        self.moves.rows.push(Row { terms: terms.collect(), range });
    }

    /// What is left out for the protected quantity to move by this much; `None` when it cannot.
    fn moved(&self, by: f64, truth: &[f64]) -> Option<Choice> {
        let mut choice = Choice::default();
        for (place, by) in self.moves.by(0, by, false)?.into_iter().enumerate().filter(|(_, by)| *by != 0.0) {
            choice.left_out.extend(&self.breaks[place]);
            choice.moved.push((self.quantities[place], truth[self.quantities[place].0] + by));
        }
        Some(choice)
    }
}
