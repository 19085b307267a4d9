//! Relations between numbers of a part, and the bounds that follow from one at a time.

use crate::table::UNBOUNDED;

/// Values at an end of a range that are tried before the range is taken as it is.
const MOST_TRIES: i64 = 2_000;

/// A side of a share: a number that is shown, or one that is not, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// A number that is shown.
    Known(i64),
    /// One that is not.
    Of(usize),
}

/// A relation between numbers of a part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Rule {
    /// `Σ sign · number = constant`
    Sum {
        /// The numbers by their places, each with 1 or -1.
        terms: Vec<(usize, i64)>,
        /// What they add up to.
        constant: i64,
    },
    /// `part / whole` is shown as `shown` of `unit`, within so many halves.
    Share {
        /// The part.
        part: Side,
        /// The whole.
        whole: Side,
        /// What is shown.
        shown: i64,
        /// What all would be shown as.
        unit: i64,
        /// How far it may be off.
        halves: i64,
    },
}

/// Bounds of a number, both ends included.
pub(crate) type Bounds = (i64, i64);

impl Rule {
    /// Names every number of the rule.
    pub(crate) fn each(&self, mut take: impl FnMut(usize)) {
        match self {
            Rule::Sum { terms, .. } => terms.iter().for_each(|(place, _)| take(*place)),
            Rule::Share { part, whole, .. } => {
                for side in [part, whole] {
                    if let Side::Of(place) = side {
                        take(*place);
                    }
                }
            }
        }
    }

    /// How many numbers it has.
    pub(super) fn width(&self) -> usize {
        let mut width = 0;
        self.each(|_| width += 1);
        width
    }

    /// Draws bounds closer; `false` when the rule cannot hold.
    pub(super) fn apply(&self, bounds: &mut [Bounds], changed: &mut Vec<usize>) -> bool {
        match self {
            Rule::Sum { terms, constant } => apply_sum(terms, *constant, bounds, changed),
            Rule::Share { part, whole, shown, unit, halves } => {
                let read = |side: &Side, bounds: &[Bounds]| match side {
                    Side::Known(number) => (*number, *number),
                    Side::Of(place) => bounds[*place],
                };
                let share = ShareRule { shown: *shown, unit: *unit, halves: *halves };
                let own = (read(part, bounds), read(whole, bounds));
                let Some((new_part, new_whole)) = share.closer(own.0, own.1) else { return false };
                for (side, old, new) in [(part, own.0, new_part), (whole, own.1, new_whole)] {
                    if let (Side::Of(place), true) = (side, new != old) {
                        bounds[*place] = new;
                        changed.push(*place);
                    }
                }
                true
            }
        }
    }
}

/// Whether a bound is none.
pub(crate) fn open(bound: i64) -> bool {
    // Sums and differences with counts stay above the half.
    bound >= UNBOUNDED / 2
}

fn apply_sum(terms: &[(usize, i64)], constant: i64, bounds: &mut [Bounds], changed: &mut Vec<usize>) -> bool {
    // The sum at its lowest and at its highest, with how many terms have no end there.
    let (mut low, mut high, mut low_open, mut high_open) = (0_i64, 0_i64, 0, 0);
    for (place, sign) in terms {
        let (least, most) = bounds[*place];
        let ends = if *sign > 0 { (least, most, false, open(most)) } else { (-most, -least, open(most), false) };
        if ends.2 {
            low_open += 1
        } else {
            low += ends.0
        }
        if ends.3 { high_open += 1 } else { high += ends.1 }
    }
    if low_open == 0 && low > constant || high_open == 0 && high < constant {
        return false;
    }
    for (place, sign) in terms {
        let (least, most) = bounds[*place];
        let (own_low, own_high) = if *sign > 0 { (least, most) } else { (-most, -least) };
        let (own_low_open, own_high_open) = if *sign > 0 { (false, open(most)) } else { (open(most), false) };
        // What is left for this term when the others are at their lowest, or highest.
        let at_most = match low_open {
            0 => Some(constant - (low - own_low)),
            1 if own_low_open => Some(constant - low),
            _ => None,
        };
        let at_least = match high_open {
            0 => Some(constant - (high - own_high)),
            1 if own_high_open => Some(constant - high),
            _ => None,
        };
        let (new_least, new_most) = if *sign > 0 {
            (at_least.unwrap_or(least).max(least), at_most.unwrap_or(most).min(most))
        } else {
            (at_most.map_or(least, |bound| -bound).max(least), at_least.map_or(most, |bound| -bound).min(most))
        };
        if new_least > new_most {
            return false;
        }
        if (new_least, new_most) != (least, most) {
            bounds[*place] = (new_least, new_most);
            changed.push(*place);
            // Bounds of the others as they were: looser than they could be, and so still right.
        }
    }
    true
}

/// A share as it is shown.
#[derive(Debug, Clone, Copy)]
struct ShareRule {
    shown: i64,
    unit: i64,
    halves: i64,
}

impl ShareRule {
    /// Closer bounds of part and whole; none when they cannot both hold.
    fn closer(self, part: Bounds, whole: Bounds) -> Option<(Bounds, Bounds)> {
        // What is shown as more than nothing is a part of something.
        let least = i64::from(2 * self.shown > self.halves);
        let (mut part, mut whole) = ((part.0.max(least), part.1), (whole.0.max(least), whole.1));
        for _ in 0..8 {
            let before = (part, whole);
            part = first_and_last(part, |number| overlap(self.wholes(number), whole))?;
            let drawn = (self.parts(whole.0).0, self.parts(whole.1).1);
            part = (part.0.max(drawn.0), part.1.min(drawn.1));
            whole = first_and_last(whole, |number| overlap(self.parts(number), part))?;
            let drawn = (self.wholes(part.0).0, self.wholes(part.1).1);
            whole = (whole.0.max(drawn.0), whole.1.min(drawn.1));
            if part.0 > part.1 || whole.0 > whole.1 {
                return None;
            }
            if (part, whole) == before {
                break;
            }
        }
        Some((part, whole))
    }

    /// The parts that a whole may have.
    fn parts(self, whole: i64) -> Bounds {
        if open(whole) {
            return (0, UNBOUNDED);
        }
        let (least, most) = (2 * self.shown - self.halves, 2 * self.shown + self.halves);
        let (whole, unit) = (i128::from(whole), 2 * i128::from(self.unit));
        let low = up(i128::from(least) * whole, unit).max(0);
        let high = i128::from(most) * whole / unit;
        (small(low), small(high))
    }

    /// The wholes that a part may be of.
    fn wholes(self, part: i64) -> Bounds {
        let (least, most) = (2 * self.shown - self.halves, 2 * self.shown + self.halves);
        let unit = 2 * i128::from(self.unit);
        if open(part) {
            return (0, UNBOUNDED);
        }
        let low = if most > 0 { up(i128::from(part) * unit, i128::from(most)) } else { 0 };
        let high = if least > 0 { i128::from(part) * unit / i128::from(least) } else { i128::from(UNBOUNDED) };
        (small(low), small(high))
    }
}

/// `number / by`, rounded up.
fn up(number: i128, by: i128) -> i128 {
    (number + by - 1).div_euclid(by)
}

fn small(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(UNBOUNDED).min(UNBOUNDED)
}

fn overlap(one: Bounds, other: Bounds) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}

/// The bounds without numbers at their ends that do not fit, as far as is tried.
fn first_and_last(bounds: Bounds, fits: impl Fn(i64) -> bool) -> Option<Bounds> {
    let (mut low, mut high) = bounds;
    let mut tries = 0;
    while low <= high && !fits(low) {
        low += 1;
        tries += 1;
        if tries > MOST_TRIES {
            break;
        }
    }
    tries = 0;
    while high > low && !open(high) && !fits(high) {
        high -= 1;
        tries += 1;
        if tries > MOST_TRIES {
            break;
        }
    }
    (low <= high).then_some((low, high))
}
