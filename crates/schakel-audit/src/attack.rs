//! What a reader can derive: every connected part of what is not shown, with the least and the most of each number.

use rayon::prelude::*;

use super::local::{Bounds, Derived, Part, Rule, Side};
use super::table::Map;
use super::world::World;

/// What a reader sees: the bounds of every cell, and which shares are there.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The bounds of every cell.
    pub bounds: Vec<Bounds>,
    /// Whether a share is shown.
    pub percents: Vec<bool>,
}

impl Reader {
    /// A reader of the tables as they are.
    pub fn of(world: &World) -> Reader {
        Reader { bounds: world.read(), percents: vec![true; world.percents()] }
    }
}

/// A rule of a part in the terms of the tables: a sum or a share by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A sum.
    Sum(usize),
    /// A share.
    Share(usize),
}

/// A connected part with what it is made of.
#[derive(Debug)]
pub struct Connected {
    /// Its cells, in the order of its numbers.
    pub cells: Vec<usize>,
    /// Where its rules come from, in their order.
    pub origins: Vec<Origin>,
    /// What can be derived; none when what is published contradicts itself.
    pub derived: Option<Derived>,
}

/// Derives all there is to derive. Cells without any relation are in no part.
pub fn attack(world: &World, reader: &Reader) -> Vec<Connected> {
    let (parts, mut connected) = parts(world, reader);
    // Parts that are the same but for their places are solved once.
    let mut places: Map<Part, usize> = Map::default();
    let mut different: Vec<Part> = Vec::new();
    let which: Vec<usize> = parts
        .into_iter()
        .map(|part| match places.get(&part) {
            Some(place) => *place,
            None => {
                different.push(part.clone());
                places.insert(part, different.len() - 1);
                different.len() - 1
            }
        })
        .collect();
    let derived: Vec<Option<Derived>> = different.par_iter().map(Part::derive).collect();
    for (one, which) in connected.iter_mut().zip(which) {
        one.derived = derived[which].clone();
    }
    connected
}

/// Cells that are connected, by the smallest of each part.
struct Groups(Vec<usize>);

impl Groups {
    fn top(&mut self, at: usize) -> usize {
        let mut top = at;
        while self.0[top] != top {
            self.0[top] = self.0[self.0[top]];
            top = self.0[top];
        }
        top
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.top(one), self.top(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// The connected parts of what is not known exactly.
fn parts(world: &World, reader: &Reader) -> (Vec<Part>, Vec<Connected>) {
    let is_open = |cell: usize| reader.bounds[cell].0 < reader.bounds[cell].1;
    let mut groups = Groups((0..world.len()).collect());
    let mut rules: Vec<(usize, Origin)> = Vec::new();
    for (at, sum) in world.sums.iter().enumerate() {
        let mut open = sum.parts.iter().chain([&sum.total]).copied().filter(|cell| is_open(*cell));
        let Some(first) = open.next() else { continue };
        open.for_each(|other| groups.join(first, other));
        rules.push((first, Origin::Sum(at)));
    }
    for (at, share) in world.shares.iter().enumerate().filter(|(_, share)| reader.percents[share.share]) {
        let mut open = [share.part, share.whole].into_iter().filter(|cell| is_open(*cell));
        let Some(first) = open.next() else { continue };
        open.for_each(|other| groups.join(first, other));
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
            Rule::Share { part, whole, shown: share.shown, unit: share.unit, halves: share.halves }
        }
    });
    let rules = rules.collect();
    let bounds = cells.iter().map(|cell| reader.bounds[*cell]).collect();
    (Part { bounds, rules }, Connected { cells, origins, derived: None })
}
