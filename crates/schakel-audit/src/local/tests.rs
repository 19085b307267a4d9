//! Ends of numbers against all completions, found by trying every one.

use proptest::prelude::*;

use super::*;
use crate::table::UNBOUNDED;

/// A sum in which the last number is the total.
fn adds_up(cells: &[Side]) -> Rule {
    let (mut terms, mut constant) = (Vec::new(), 0);
    for (at, cell) in cells.iter().enumerate() {
        let sign = if at + 1 == cells.len() { -1 } else { 1 };
        match cell {
            Side::Known(number) => constant -= sign * number,
            Side::Of(place) => terms.push((*place, sign)),
        }
    }
    Rule::Sum { terms, constant }
}

fn holds(rule: &Rule, values: &[i64]) -> bool {
    let of = |side: &Side| match side {
        Side::Known(number) => *number,
        Side::Of(place) => values[*place],
    };
    match rule {
        Rule::Sum { terms, constant } => {
            terms.iter().map(|(place, sign)| sign * values[*place]).sum::<i64>() == *constant
        }
        Rule::Share { part, whole, shown, unit, halves } => {
            let (part, whole) = (of(part), of(whole));
            // Of nothing no share is shown but that of nothing.
            crate::relation::is_share(part, whole, *shown, *unit, *halves) && (whole > 0 || part == 0 && *shown == 0)
        }
    }
}

/// The ends over every completion with numbers up to `most`.
fn tried(part: &Part, most: i64) -> Option<Vec<Bounds>> {
    let mut ends: Option<Vec<Bounds>> = None;
    let mut values: Vec<i64> = part.bounds.iter().map(|(low, _)| *low).collect();
    loop {
        if part.rules.iter().all(|rule| holds(rule, &values)) {
            let own = ends.get_or_insert_with(|| values.iter().map(|value| (*value, *value)).collect());
            own.iter_mut().zip(&values).for_each(|(end, value)| *end = (end.0.min(*value), end.1.max(*value)));
        }
        let mut at = 0;
        loop {
            if at == values.len() {
                return ends;
            }
            values[at] += 1;
            if values[at] <= part.bounds[at].1.min(most) {
                break;
            }
            values[at] = part.bounds[at].0;
            at += 1;
        }
    }
}

fn derived(part: &Part) -> Option<Vec<Bounds>> {
    part.derive(|_| true).map(|derived| derived.bounds)
}

/// A table with its margins: per dimension so many labels, and behind them the total. Masked cells tell `0 to 3`, or
/// nothing.
fn table(sizes: &[usize], cells: &[i64], masked: &[bool], tells: bool) -> Part {
    let shape: Vec<usize> = sizes.iter().map(|size| size + 1).collect();
    let all: usize = shape.iter().product();
    let places = |at: usize| {
        let mut rest = at;
        shape
            .iter()
            .map(|size| {
                let place = rest % size;
                rest /= size;
                place
            })
            .collect::<Vec<usize>>()
    };
    let at = |places: &[usize]| places.iter().zip(&shape).rev().fold(0, |at, (place, size)| at * size + place);
    let value = |own: usize| {
        let own = places(own);
        (0..all)
            .filter(|other| {
                let other = places(*other);
                (0..sizes.len()).all(|d| other[d] < sizes[d] && (own[d] == sizes[d] || own[d] == other[d]))
            })
            .map(|other| {
                let inner = places(other).iter().zip(sizes).rev().fold(0, |at, (place, size)| at * size + place);
                cells[inner % cells.len()]
            })
            .sum::<i64>()
    };
    let mut bounds = Vec::new();
    let sides: Vec<Side> = (0..all)
        .map(|cell| {
            let number = value(cell);
            if !masked[cell % masked.len()] || tells && number > 3 {
                return Side::Known(number);
            }
            bounds.push((0, if tells { 3 } else { UNBOUNDED }));
            Side::Of(bounds.len() - 1)
        })
        .collect();
    let mut rules = Vec::new();
    for dimension in 0..sizes.len() {
        for first in (0..all).filter(|cell| places(*cell)[dimension] == 0) {
            let line = (0..shape[dimension]).map(|place| {
                let mut own = places(first);
                own[dimension] = place;
                sides[at(&own)]
            });
            rules.push(adds_up(&line.collect::<Vec<Side>>()));
        }
    }
    Part { bounds, rules }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two-way tables with inner cells, margins and the grand total masked at random.
    #[test]
    fn ends_in_two_way_tables_are_those_of_all_completions(
        sizes in (2_usize..4, 2_usize..4),
        cells in prop::collection::vec(0_i64..6, 9),
        masked in prop::collection::vec(prop::bool::weighted(0.35), 16),
        tells in any::<bool>(),
    ) {
        let part = table(&[sizes.0, sizes.1], &cells, &masked, tells);
        let most: i64 = cells.iter().sum();
        // Every number more takes as many times longer to try.
        prop_assume!(part.bounds.len() <= if tells { 8 } else { 4 });
        // A number without an end is tried to where it has no end either.
        let known = derived(&part).unwrap();
        let closed: Vec<Bounds> = known.iter().map(|(low, high)| (*low, (*high).min(most))).collect();
        prop_assert_eq!(Some(closed), tried(&part, most));
    }

    /// The same with three dimensions, in which fractions could complete what whole numbers cannot.
    #[test]
    fn ends_in_three_way_tables_are_those_of_all_completions(
        cells in prop::collection::vec(0_i64..4, 8),
        masked in prop::collection::vec(prop::bool::weighted(0.3), 27),
    ) {
        let part = table(&[2, 2, 2], &cells, &masked, true);
        prop_assume!(part.bounds.len() <= 9);
        prop_assert_eq!(derived(&part), tried(&part, 3));
    }

    /// Counts of men, women and all with the passes among them and rounded percentages, of which any may be masked.
    #[test]
    fn ends_with_percentages_are_those_of_all_completions(
        men in (0_i64..8, 0_i64..8),
        women in (0_i64..8, 0_i64..8),
        masked in prop::collection::vec(any::<bool>(), 6),
        decimals in 0_u32..2,
    ) {
        let whole = [men.0, women.0, men.0 + women.0];
        let passes = [men.0.min(men.1), women.0.min(women.1)];
        let part = [passes[0], passes[1], passes[0] + passes[1]];
        let mut bounds = Vec::new();
        let mut side = |number: i64, masked: bool| {
            if !masked || number > 4 {
                return Side::Known(number);
            }
            bounds.push((0, 4));
            Side::Of(bounds.len() - 1)
        };
        let wholes: Vec<Side> = (0..3).map(|at| side(whole[at], masked[at])).collect();
        let parts: Vec<Side> = (0..3).map(|at| side(part[at], masked[at + 3])).collect();
        let unit = 100 * 10_i64.pow(decimals);
        let mut rules = vec![adds_up(&wholes), adds_up(&parts)];
        for at in 0..3 {
            let exact = part[at] as f64 * unit as f64 / whole[at].max(1) as f64;
            let shown = exact.round() as i64;
            rules.push(Rule::Share { part: parts[at], whole: wholes[at], shown, unit, halves: 1 });
        }
        prop_assume!(!bounds.is_empty());
        let part = Part { bounds, rules };
        prop_assert_eq!(derived(&part), tried(&part, 4));
    }
}

#[test]
fn what_contradicts_itself_has_no_ends() {
    // 2 + x = 1
    let part = Part { bounds: vec![(0, 4)], rules: vec![adds_up(&[Side::Known(2), Side::Of(0), Side::Known(1)])] };
    assert_eq!(derived(&part), None);
}

#[test]
fn a_percentage_of_two_masked_numbers_can_tell_both() {
    // 66.7 % of at most four is two of three.
    let rule = Rule::Share { part: Side::Of(0), whole: Side::Of(1), shown: 667, unit: 1000, halves: 1 };
    assert_eq!(derived(&Part { bounds: vec![(0, 4), (0, 4)], rules: vec![rule] }), Some(vec![(2, 2), (3, 3)]));
}

#[test]
fn without_an_end_above_there_is_none_below_the_total_either() {
    // x + y = z, nothing known of any but that x is 3 at least.
    let part = Part {
        bounds: vec![(3, UNBOUNDED), (0, UNBOUNDED), (0, UNBOUNDED)],
        rules: vec![adds_up(&[Side::Of(0), Side::Of(1), Side::Of(2)])],
    };
    let ends = derived(&part).unwrap();
    assert_eq!(
        ends.iter().map(|(low, high)| (*low, open(*high))).collect::<Vec<_>>(),
        [(3, true), (0, true), (3, true)]
    );
}
