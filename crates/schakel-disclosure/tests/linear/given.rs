//! Random tables with margins in two and three dimensions, and an oracle that needs no solver.

use proptest::prelude::*;
use schakel_disclosure::linear::{Interval, Need, Protected, Quantity, Relation, Statement, System};

/// The threshold of these tables.
const K: f64 = 5.0;

/// A table with all its margins: every cell is a quantity and a statement, in the same order.
#[derive(Debug)]
pub(crate) struct Cube {
    pub(crate) system: System,
    pub(crate) truth: Vec<f64>,
    quantities: Vec<Quantity>,
    /// Every sum: the parts and the whole, as places.
    sums: Vec<(Vec<usize>, usize)>,
    /// What leaving each number out loses.
    losses: Vec<f64>,
}

/// Counts as in schools: many small, some none, some large.
fn counts() -> impl Strategy<Value = u32> {
    prop_oneof![2 => Just(0_u32), 4 => 1_u32..8, 3 => 8_u32..40, 1 => 40_u32..400]
}

/// Tables of two or three dimensions.
pub(crate) fn cubes() -> impl Strategy<Value = Cube> {
    let sizes = prop_oneof![
        6 => (2_usize..5, 2_usize..5, Just(1_usize)),
        2 => (2_usize..4, 2_usize..4, 2_usize..3),
        1 => (1_usize..2, 2_usize..9, Just(1_usize)),
    ];
    sizes.prop_flat_map(|(rows, columns, layers)| {
        prop::collection::vec(counts(), rows * columns * layers)
            .prop_map(move |cells| Cube::of(&cells, [rows, columns, layers], 1.0))
    })
}

/// Small tables of two dimensions.
pub(crate) fn squares() -> impl Strategy<Value = Cube> {
    prop::collection::vec(counts(), 9).prop_map(|cells| Cube::of(&cells, [3, 3, 1], 1.0))
}

/// Tables of two or three dimensions, where a total is a thousand times as dear to leave out as a cell.
pub(crate) fn cubes_with_dear_totals() -> impl Strategy<Value = Cube> {
    let sizes = prop_oneof![(2_usize..6, 2_usize..6, Just(1_usize)), (2_usize..4, 2_usize..4, 2_usize..4)];
    sizes.prop_flat_map(|(rows, columns, layers)| {
        prop::collection::vec(counts(), rows * columns * layers)
            .prop_map(move |cells| Cube::of(&cells, [rows, columns, layers], 1000.0))
    })
}

impl Cube {
    fn of(cells: &[u32], sizes: [usize; 3], total: f64) -> Self {
        // Along a dimension of one there is no margin; otherwise the last place is the margin.
        let full = sizes.map(|size| if size == 1 { 1 } else { size + 1 });
        let place = |at: [usize; 3]| (at[0] * full[1] + at[1]) * full[2] + at[2];
        let mut truth = vec![0.0; full.iter().product()];
        let everywhere = |sizes: [usize; 3]| {
            (0..sizes[0]).flat_map(move |a| (0..sizes[1]).flat_map(move |b| (0..sizes[2]).map(move |c| [a, b, c])))
        };
        for (at, cell) in everywhere(sizes).zip(cells) {
            for mask in 0..8_usize {
                let to: Vec<usize> =
                    (0..3).map(|axis| if mask >> axis & 1 == 1 { sizes[axis] } else { at[axis] }).collect();
                let fits = (0..3).all(|axis| mask >> axis & 1 == 0 || sizes[axis] > 1);
                if fits {
                    truth[place([to[0], to[1], to[2]])] += f64::from(*cell);
                }
            }
        }
        let mut sums: Vec<(Vec<usize>, usize)> = Vec::new();
        for axis in (0..3).filter(|axis| sizes[*axis] > 1) {
            for at in everywhere(full).filter(|at| at[axis] == sizes[axis]) {
                let parts = (0..sizes[axis]).map(|step| {
                    let mut part = at;
                    part[axis] = step;
                    place(part)
                });
                sums.push((parts.collect(), place(at)));
            }
        }
        let mut system = System::new();
        let quantities: Vec<Quantity> = truth.iter().map(|_| system.count(Interval::new(0.0, f64::INFINITY))).collect();
        for (parts, whole) in &sums {
            let parts: Vec<Quantity> = parts.iter().map(|part| quantities[*part]).collect();
            system.relate(Relation::sum(&parts, quantities[*whole]));
        }
        let factor = |at: usize| if sums.iter().any(|(_, whole)| *whole == at) { total } else { 1.0 };
        let loss = |(at, value): (usize, &f64)| factor(at) * (1.0 + (1.0 + value).ln());
        let losses: Vec<f64> = truth.iter().enumerate().map(loss).collect();
        let say = |((quantity, value), loss): ((&Quantity, &f64), &f64)| {
            system.say([Relation::of(*quantity, Interval::exactly(*value))], *loss)
        };
        let said: Vec<Statement> = quantities.iter().zip(&truth).zip(&losses).map(say).collect();
        assert_eq!(said.len(), truth.len());
        Self { system, truth, quantities, sums, losses }
    }

    fn small(value: f64) -> bool {
        value > 0.0 && value < K
    }

    /// All statements but those that may not be made.
    pub(crate) fn only_small_left_out(&self) -> Vec<bool> {
        self.truth.iter().map(|value| !Self::small(*value)).collect()
    }

    pub(crate) fn protected(&self) -> Vec<Protected> {
        let cells = self.quantities.iter().zip(&self.truth).filter(|(_, value)| Self::small(**value));
        cells.map(|(quantity, _)| Protected { quantity: *quantity, need: Need { least: K }, knowing: None }).collect()
    }

    pub(crate) fn cell(&self, quantity: Quantity) -> usize {
        self.quantities.iter().position(|other| *other == quantity).unwrap()
    }

    /// What is lost between two ways of publishing.
    pub(crate) fn loss(&self, before: &[bool], after: &[bool]) -> f64 {
        let lost = self.losses.iter().zip(before.iter().zip(after)).filter(|(_, (before, after))| **before && !**after);
        lost.map(|(loss, _)| loss).sum()
    }

    /// The totals.
    pub(crate) fn totals(&self) -> impl Iterator<Item = usize> {
        self.sums.iter().map(|(_, whole)| *whole)
    }

    /// All totals that may be made are, and nothing else.
    pub(crate) fn only_totals(&self, primary: &[bool]) -> Vec<bool> {
        let mut shown = vec![false; primary.len()];
        self.totals().for_each(|at| shown[at] = primary[at]);
        shown
    }

    /// The least that can be lost, by trying everything.
    pub(crate) fn least_loss(&self, primary: &[bool]) -> f64 {
        let open: Vec<usize> = (0..primary.len()).filter(|at| primary[*at]).collect();
        let mut best = f64::INFINITY;
        for chosen in 0_u32..1 << open.len() {
            let mut shown = primary.to_vec();
            let left_out = open.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1);
            left_out.for_each(|(_, at)| shown[*at] = false);
            let lost = self.loss(primary, &shown);
            if lost < best && self.is_safe(&shown) {
                best = lost;
            }
        }
        best
    }

    pub(crate) fn is_safe(&self, shown: &[bool]) -> bool {
        let attack = schakel_disclosure::linear::Attack::reading(&self.system, shown);
        self.protected().iter().all(|one| one.need.met(attack.derive(one.quantity).unwrap().interval))
    }
}

/// More completions than this are not counted out.
const MOST: u64 = 200_000;

/// The lowest and highest value of every cell over all completions; `None` when there are too many to count out.
pub(crate) fn completions(cube: &Cube, shown: &[bool]) -> Option<Vec<Interval>> {
    let mut values: Vec<Option<f64>> =
        cube.truth.iter().zip(shown).map(|(value, shown)| shown.then_some(*value)).collect();
    let mut ranges: Vec<Option<Interval>> = vec![None; values.len()];
    let mut steps = 0;
    let ends = fill(cube, &mut values, &mut ranges, &mut steps);
    ends.then(|| ranges.into_iter().map(Option::unwrap).collect())
}

/// Fills in one cell in every way that the sums allow, and goes on with the next.
fn fill(cube: &Cube, values: &mut Vec<Option<f64>>, ranges: &mut [Option<Interval>], steps: &mut u64) -> bool {
    *steps += 1;
    if *steps > MOST {
        return false;
    }
    let mut known: Vec<usize> = Vec::new();
    // What a single sum tells is filled in first.
    let consistent = loop {
        let mut change = false;
        let mut fits = true;
        for (parts, whole) in &cube.sums {
            let cells: Vec<(usize, f64)> = parts.iter().map(|part| (*part, 1.0)).chain([(*whole, -1.0)]).collect();
            let sum: f64 = cells.iter().filter_map(|(at, sign)| Some(sign * values[*at]?)).sum();
            let open: Vec<&(usize, f64)> = cells.iter().filter(|(at, _)| values[*at].is_none()).collect();
            match open.as_slice() {
                [] => fits &= sum == 0.0,
                [(at, sign)] => {
                    let value = -sum * sign;
                    fits &= value >= 0.0;
                    values[*at] = Some(value);
                    known.push(*at);
                    change = true;
                }
                _ => {}
            }
        }
        if !fits || !change {
            break fits;
        }
    };
    let mut done = true;
    if consistent {
        match values.iter().position(Option::is_none) {
            None => {
                for (range, value) in ranges.iter_mut().zip(values.iter()) {
                    let value = value.unwrap();
                    let now = range.unwrap_or(Interval::exactly(value));
                    *range = Some(Interval::new(now.low.min(value), now.high.max(value)));
                }
            }
            Some(at) => match highest(cube, values, at) {
                Some(most) => {
                    for value in 0..=most {
                        values[at] = Some(f64::from(value));
                        done &= fill(cube, values, ranges, steps);
                        if !done {
                            break;
                        }
                    }
                    values[at] = None;
                }
                None => done = false,
            },
        }
    }
    known.into_iter().for_each(|at| values[at] = None);
    done
}

/// The most that the sums leave for a cell that is a part; `None` when nothing bounds it.
fn highest(cube: &Cube, values: &[Option<f64>], at: usize) -> Option<i32> {
    let bounds = cube.sums.iter().filter(|(parts, _)| parts.contains(&at)).filter_map(|(parts, whole)| {
        let rest: f64 = parts.iter().filter_map(|part| values[*part]).sum();
        Some(values[*whole]? - rest)
    });
    let least = bounds.fold(f64::INFINITY, f64::min);
    // Below zero there is no value at all.
    (least <= 60.0).then_some(least.max(-1.0) as i32)
}
