//! The part of a system that has to do with one quantity: what is not known exactly, and connected with it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::bounds::{Row, tighten};
use super::moves::Moves;
use super::system::{Interval, Quantity, System};

/// Quantities that are connected by relations and not known exactly, with the relations between them.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The quantities, in the order in which they were found from the one asked about.
    pub(super) quantities: Vec<Quantity>,
    pub(super) domains: Vec<Interval>,
    pub(super) whole: Vec<bool>,
    pub(super) rows: Vec<Row>,
    /// The numbers of the relations that the rows are.
    pub(super) relations: Vec<usize>,
    /// Whether quantities lie further away than the part reaches.
    pub(super) cut: bool,
    /// Whether quantities that are not known exactly keep their values because something is published of them.
    pub(super) held: bool,
}

/// How a part is cut off from what lies further away.
pub(super) enum Beyond<'v> {
    /// Relations with what lies further are left out: what is derived holds, but more might be derivable.
    Unknown,
    /// What lies further keeps these values: completions that are found are completions of everything.
    Kept {
        /// The values.
        values: &'v [f64],
        /// Whether everything of which something is published keeps its value too. What is left is sums of whole numbers
        /// then, without the ranges of rounded percentages, between which whole numbers are hard to find.
        told: bool,
    },
}

impl Part {
    const fn empty() -> Self {
        Self {
            quantities: Vec::new(),
            domains: Vec::new(),
            whole: Vec::new(),
            rows: Vec::new(),
            relations: Vec::new(),
            cut: false,
            held: false,
        }
    }

    /// What is connected with a quantity, the nearest `most` quantities of it; `known` are known exactly besides what is
    /// published. `None` when what is published contradicts itself.
    pub(super) fn around(
        system: &System,
        shown: &[bool],
        start: &[Quantity],
        known: Option<(Quantity, f64)>,
        most: usize,
        beyond: &Beyond<'_>,
    ) -> Option<Self> {
        let domain = |quantity: Quantity| match known {
            Some((one, value)) if one == quantity => Interval::exactly(value),
            _ => system.domain(quantity, shown),
        };
        let mut place: BTreeMap<Quantity, usize> = BTreeMap::new();
        let mut part = Self::empty();
        let mut queue: VecDeque<Quantity> = start.iter().copied().collect();
        let mut met: BTreeSet<usize> = BTreeSet::new();
        while let Some(quantity) = queue.pop_front() {
            if place.contains_key(&quantity) {
                continue;
            }
            let own = domain(quantity);
            if !start.contains(&quantity) {
                let told = || system.in_force(quantity, shown).any(|at| system.known[at].statement.is_some());
                if own.is_exact() {
                    continue;
                }
                if matches!(beyond, Beyond::Kept { told: true, .. }) && told() {
                    part.held = true;
                    continue;
                }
            }
            if part.quantities.len() >= most {
                part.cut = true;
                break;
            }
            place.insert(quantity, part.quantities.len());
            part.quantities.push(quantity);
            part.domains.push(own);
            part.whole.push(system.whole[quantity.0]);
            for at in system.in_force(quantity, shown) {
                if system.known[at].relation.terms.len() > 1 && met.insert(at) {
                    queue.extend(system.known[at].relation.terms.iter().map(|(other, _)| *other));
                }
            }
        }
        for at in met {
            let relation = &system.known[at].relation;
            let (mut terms, mut fixed, mut cut) = (Vec::new(), 0.0, false);
            for (quantity, factor) in &relation.terms {
                let own = domain(*quantity);
                match (place.get(quantity), beyond) {
                    (Some(place), _) => terms.push((*place, *factor)),
                    (None, _) if own.is_exact() => fixed += factor * own.low,
                    (None, Beyond::Kept { values, .. }) => fixed += factor * values[quantity.0],
                    (None, Beyond::Unknown) => cut = true,
                }
            }
            if !cut {
                let range = Interval::new(relation.range.low - fixed, relation.range.high - fixed);
                part.rows.push(Row { terms, range });
                part.relations.push(at);
            }
        }
        tighten(&mut part.domains, &part.whole, &part.rows).then_some(part)
    }

    /// All that is connected with some quantities through what is not known exactly, the nearest first.
    pub(super) fn connected(system: &System, shown: &[bool], start: &[Quantity]) -> Vec<Quantity> {
        let mut found: Vec<Quantity> = Vec::new();
        let mut seen = vec![false; system.len()];
        let mut met: BTreeSet<usize> = BTreeSet::new();
        let mut queue: VecDeque<Quantity> = start.iter().copied().collect();
        while let Some(quantity) = queue.pop_front() {
            if std::mem::replace(&mut seen[quantity.0], true)
                || !start.contains(&quantity) && system.domain(quantity, shown).is_exact()
            {
                continue;
            }
            found.push(quantity);
            for at in system.in_force(quantity, shown) {
                if met.insert(at) {
                    queue.extend(system.known[at].relation.terms.iter().map(|(other, _)| *other));
                }
            }
        }
        found
    }

    /// The quantities as moves away from values that agree with everything: the fewer move, the better.
    pub(super) fn moves(&self, from: impl Fn(Quantity) -> f64) -> Moves {
        let from: Vec<f64> = self.quantities.iter().map(|quantity| from(*quantity)).collect();
        let apart =
            |range: Interval, value: f64| Interval::new((range.low - value).min(0.0), (range.high - value).max(0.0));
        let row = |row: &Row| {
            let value: f64 = row.terms.iter().map(|(place, factor)| factor * from[*place]).sum();
            Row { terms: row.terms.clone(), range: apart(row.range, value) }
        };
        Moves {
            domains: self.domains.iter().zip(&from).map(|(domain, value)| apart(*domain, *value)).collect(),
            whole: self.whole.clone(),
            // Sums of scores are larger than numbers of persons, and easier to move.
            costs: self.whole.iter().map(|whole| if *whole { 1.0 } else { 0.01 }).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }

    pub(super) fn place(&self, quantity: Quantity) -> Option<usize> {
        self.quantities.iter().position(|other| *other == quantity)
    }
}
