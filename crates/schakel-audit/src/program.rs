//! Ends of numbers by linear programs, for parts of which not all completions could be looked at.

use schakel_disclosure::linear::{Attack, Interval, Quantity, Relation, System};

use super::local::{Bounds, Part, Rule, Side, open};
use super::table::UNBOUNDED;

/// Numbers of a part for which programs are solved, at most.
const MOST_ASKED: usize = 400;

/// The ends of the numbers that are asked, given bounds that hold; as they were where no program was solved.
/// Completions need not be whole numbers here: what is derived holds, but a little more might be derivable.
pub(crate) fn ends(part: &Part, bounds: &[Bounds], asked: &[bool]) -> Vec<Bounds> {
    let mut system = System::new();
    let end = |bound: i64| if open(bound) { f64::INFINITY } else { bound as f64 };
    let quantities: Vec<Quantity> =
        bounds.iter().map(|(low, high)| system.count(Interval::new(*low as f64, end(*high)))).collect();
    for rule in &part.rules {
        match rule {
            Rule::Sum { terms, constant } => {
                let terms = terms.iter().map(|(place, sign)| (quantities[*place], *sign as f64)).collect();
                system.relate(Relation::new(terms, Interval::exactly(*constant as f64)));
            }
            Rule::Share { part, whole, shown, unit, halves } => {
                // (2 shown − halves) whole ≤ 2 unit part ≤ (2 shown + halves) whole, in shares of all.
                for (sign, edge) in [(1.0, 2 * shown + halves), (-1.0, 2 * shown - halves)] {
                    let (mut terms, mut fixed) = (Vec::new(), 0.0);
                    for (side, factor) in [(part, -sign), (whole, sign * edge as f64 / (2.0 * *unit as f64))] {
                        match side {
                            Side::Known(number) => fixed += factor * *number as f64,
                            Side::Of(place) => terms.push((quantities[*place], factor)),
                        }
                    }
                    system.relate(Relation::new(terms, Interval::new(-fixed, f64::INFINITY)));
                }
            }
        }
    }
    let attack = Attack::on(&system);
    let mut ends = bounds.to_vec();
    let places = asked.iter().enumerate().filter(|(_, asked)| **asked).map(|(place, _)| place);
    for place in places.take(MOST_ASKED) {
        if let Some(derived) = attack.derive(quantities[place]) {
            let Interval { low, high } = derived.interval;
            let (low, high) = (low.max(0.0) as i64, if high < UNBOUNDED as f64 { high as i64 } else { UNBOUNDED });
            ends[place] = (low.max(bounds[place].0), high.min(bounds[place].1));
        }
    }
    ends
}
