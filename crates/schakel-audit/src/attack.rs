//! What a reader can derive: every connected part of what is not shown, with the least and the most of each number.

use rayon::prelude::*;

use super::groups::Groups;
use super::local::{Bounds, Derived, Part, Rule, Side};
use super::table::Map;
use super::world::World;

/// What a reader sees: the bounds of every cell, and which shares are there.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    /// The bounds of every cell.
    pub bounds: Vec<Bounds>,
    /// Whether a share is shown.
    pub percents: Vec<bool>,
}

impl Reader {
    /// A reader of the tables as they are.
    pub(crate) fn of(world: &World) -> Reader {
        let mut percents = vec![false; world.percents()];
        world.shares.iter().for_each(|share| percents[share.share] = share.shown.is_some());
        Reader { bounds: world.read(), percents }
    }
}

/// A rule of a part in the terms of the tables: a sum or a share by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// A sum.
    Sum(usize),
    /// A share.
    Share(usize),
}

/// A connected part with what it is made of.
#[derive(Debug)]
pub(crate) struct Connected {
    /// Its cells, in the order of its numbers.
    pub cells: Vec<usize>,
    /// Where its rules come from, in their order.
    pub origins: Vec<Origin>,
    /// What can be derived; none when what is published contradicts itself.
    pub derived: Option<Derived>,
}

/// An attacker, who knows a part again that was solved before.
#[derive(Debug)]
pub(crate) struct Attacker<'w> {
    world: &'w World,
    threshold: i64,
    known: Map<Part, Option<Derived>>,
}

impl<'w> Attacker<'w> {
    /// An attacker of tables, for whom numbers below the threshold are worth knowing.
    pub(crate) fn on(world: &'w World, threshold: i64) -> Attacker<'w> {
        Attacker { world, threshold, known: Map::default() }
    }

    /// Derives all there is to derive from what a reader sees. Cells without any relation are in no part.
    pub(crate) fn attack(&mut self, reader: &Reader) -> Vec<Connected> {
        let (parts, mut connected) = parts(self.world, reader);
        // Parts that are the same but for their places are solved once.
        let mut new: Vec<&Part> = parts.iter().filter(|part| !self.known.contains_key(*part)).collect();
        let mut seen: std::collections::HashSet<&Part, foldhash::fast::FixedState> = Default::default();
        new.retain(|part| seen.insert(part));
        let threshold = self.threshold;
        let derived: Vec<(Part, Option<Derived>)> =
            new.par_iter().map(|part| ((*part).clone(), part.derive(|bounds| is_narrow(bounds, threshold)))).collect();
        self.known.extend(derived);
        for (one, part) in connected.iter_mut().zip(&parts) {
            one.derived = self.known.get(part).cloned().flatten();
        }
        connected
    }
}

/// Whether bounds leave so little open that a number below the threshold would be known: they do not when zero and the
/// threshold are both possible, or when they are as wide as the threshold.
pub(crate) fn is_narrow((low, high): Bounds, threshold: i64) -> bool {
    !(low <= 0 && high >= threshold || high - low >= threshold)
}

/// The connected parts of what is not known exactly.
fn parts(world: &World, reader: &Reader) -> (Vec<Part>, Vec<Connected>) {
    let is_open = |cell: usize| reader.bounds[cell].0 < reader.bounds[cell].1;
    let mut groups = Groups::new(world.len());
    let mut rules: Vec<(usize, Origin)> = Vec::new();
    for (at, sum) in world.sums.iter().enumerate() {
        let mut open = sum.parts.iter().chain([&sum.total]).copied().filter(|cell| is_open(*cell));
        let Some(first) = open.next() else { continue };
        for other in open {
            groups.join(first, other);
        }
        rules.push((first, Origin::Sum(at)));
    }
    for (at, share) in world.shares.iter().enumerate() {
        let mut open = [share.part, share.whole].into_iter().filter(|cell| is_open(*cell));
        let Some(first) = open.next() else { continue };
        for other in open {
            groups.join(first, other);
        }
        rules.push((first, Origin::Share(at)));
    }
    let mut by_top: std::collections::BTreeMap<usize, Vec<Origin>> = std::collections::BTreeMap::new();
    for (cell, origin) in rules {
        by_top.entry(groups.top(cell)).or_default().push(origin);
    }
    by_top.into_values().map(|origins| part(world, reader, origins)).unzip()
}

fn part(world: &World, reader: &Reader, origins: Vec<Origin>) -> (Part, Connected) {
    let mut places: Map<usize, usize> = Map::default();
    let mut cells = Vec::new();
    let mut side = |cell: usize| {
        let (low, high) = reader.bounds[cell];
        if low >= high {
            return Side::Known(low);
        }
        Side::Of(*places.entry(cell).or_insert_with(|| {
            cells.push(cell);
            cells.len() - 1
        }))
    };
    let rules = origins.iter().map(|origin| match origin {
        Origin::Sum(sum) => {
            let sum = &world.sums[*sum];
            let (mut terms, mut constant) = (Vec::new(), 0);
            for (cell, sign) in sum.parts.iter().map(|part| (*part, 1)).chain([(sum.total, -1)]) {
                match side(cell) {
                    Side::Known(number) => constant -= sign * number,
                    Side::Of(place) => terms.push((place, sign)),
                }
            }
            Rule::Sum { terms, constant }
        }
        Origin::Share(share) => {
            let share = &world.shares[*share];
            let (part, whole) = (side(share.part), side(share.whole));
            match share.shown.filter(|_| reader.percents[share.share]) {
                Some(shown) => Rule::Share { part, whole, shown, unit: share.unit, halves: share.halves },
                // Half, give or take a half: all there is to know is that the part is not more than the whole.
                None => Rule::Share { part, whole, shown: share.unit / 2, unit: share.unit, halves: share.unit },
            }
        }
    });
    let rules = rules.collect();
    let bounds = cells.iter().map(|cell| reader.bounds[*cell]).collect();
    (Part { bounds, rules }, Connected { cells, origins, derived: None })
}
