//! What is left out cannot be derived: random tables, attacked by linear programs and by counting out all completions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod given;

use given::completions;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use schakel_disclosure::linear::{Attack, Interval, Need, Protected, Quantity, Relation, System, protect};

const CASES: u32 = 10_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_protected_cell_of_a_table_can_be_derived(cube in given::cubes()) {
        let mut shown = cube.only_small_left_out();
        let chosen = protect(&cube.system, &cube.truth, &mut shown, &cube.protected()).unwrap();
        let attack = Attack::reading(&cube.system, &shown);
        for one in cube.protected() {
            let derived = attack.derive(one.quantity).unwrap();
            prop_assert!(one.need.met(derived.interval), "{:?} of {cube:?}", derived);
        }
        // Counting out needs no solver, and takes whole numbers into account.
        if let Some(ranges) = completions(&cube, &shown) {
            for one in cube.protected() {
                let range = ranges[cube.cell(one.quantity)];
                prop_assert!(one.need.met(range), "{range:?} of {cube:?}, shown {shown:?}");
            }
        }
        // Without what was left out besides, the attack finds something.
        if !chosen.is_empty() {
            let primary = cube.only_small_left_out();
            let attack = Attack::reading(&cube.system, &primary);
            let caught = cube.protected().iter().any(|one| !one.need.met(attack.derive(one.quantity).unwrap().interval));
            prop_assert!(caught, "{cube:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_total_is_left_out_only_where_all_cells_together_are_not_enough(cube in given::cubes_with_dear_totals()) {
        let primary = cube.only_small_left_out();
        let mut shown = primary.clone();
        protect(&cube.system, &cube.truth, &mut shown, &cube.protected()).unwrap();
        if cube.totals().any(|total| primary[total] && !shown[total]) {
            prop_assert!(!cube.is_safe(&cube.only_totals(&primary)), "{shown:?} of {cube:?}");
        }
    }
}

#[test]
fn what_is_lost_is_close_to_the_least_that_could_be_lost() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut lost, mut least, mut same, mut tables) = (0.0, 0.0, 0, 0);
    while tables < 400 {
        let cube = given::squares().new_tree(&mut runner).unwrap().current();
        let primary = cube.only_small_left_out();
        let mut shown = primary.clone();
        protect(&cube.system, &cube.truth, &mut shown, &cube.protected()).unwrap();
        let ours = cube.loss(&primary, &shown);
        if ours == 0.0 {
            continue;
        }
        let optimum = cube.least_loss(&primary);
        assert!(optimum <= ours + 1e-9, "{optimum} {ours} {cube:?}");
        tables += 1;
        same += usize::from(ours - optimum < 1e-9);
        lost += ours;
        least += optimum;
    }
    println!("{same} of {tables} tables lose the least; together {:.3} times the least", lost / least);
    assert!(lost <= 1.15 * least, "{lost} {least}");
}

fn count(system: &mut System) -> Quantity {
    system.count(Interval::new(0.0, f64::INFINITY))
}

#[test]
fn who_knows_an_own_cell_does_not_find_another() {
    // A row with 1, 3 and 40: left out are 1 and 3, and the one person of the 1 would know the 3.
    let mut system = System::new();
    let cells: Vec<Quantity> = (0..4).map(|_| count(&mut system)).collect();
    let total = count(&mut system);
    system.relate(Relation::sum(&cells, total));
    let truth = [1.0, 3.0, 40.0, 25.0, 69.0];
    for (quantity, value) in cells.iter().chain([&total]).zip(truth) {
        system.say([Relation::of(*quantity, Interval::exactly(value))], 1.0 + f64::ln(1.0 + value));
    }
    let need = Need { least: 4.0 };
    let mut protected = vec![
        Protected { quantity: cells[0], need, knowing: None },
        Protected { quantity: cells[1], need, knowing: None },
    ];
    let mut shown = vec![false, false, true, true, true];
    assert_eq!(protect(&system, &truth, &mut shown.clone(), &protected).unwrap(), []);
    protected.push(Protected { quantity: cells[1], need, knowing: Some(cells[0]) });
    let chosen = protect(&system, &truth, &mut shown, &protected).unwrap();
    assert_eq!(chosen.len(), 1, "{shown:?}");
    assert!(!shown[3], "the smaller of the two others is left out");
}

#[test]
fn what_was_published_before_is_never_left_out_and_exposes() {
    let mut system = System::new();
    let cells: Vec<Quantity> = (0..2).map(|_| count(&mut system)).collect();
    let total = count(&mut system);
    system.relate(Relation::sum(&cells, total));
    system.say([Relation::of(cells[0], Interval::exactly(3.0))], 1.0);
    system.said_before([Relation::of(cells[1], Interval::exactly(20.0))]);
    system.said_before([Relation::of(total, Interval::exactly(23.0))]);
    let protected = [Protected { quantity: cells[0], need: Need { least: 10.0 }, knowing: None }];
    let exposed = protect(&system, &[3.0, 20.0, 23.0], &mut [false, true, true], &protected).unwrap_err();
    assert_eq!(exposed.quantities, [cells[0]]);
}

#[test]
fn a_percentage_is_left_out_with_the_count_it_tells() {
    // 3 of 24 took part: the count is left out, the size and "13 %" would tell it.
    let mut system = System::new();
    let (part, whole) = (count(&mut system), count(&mut system));
    system.say([Relation::of(part, Interval::exactly(3.0))], 1.0);
    system.say([Relation::of(whole, Interval::exactly(24.0))], 5.0);
    let share = |bound: f64, range| Relation::new(vec![(part, 1.0), (whole, -bound)], range);
    system.say(
        [share(0.125, Interval::new(0.0, f64::INFINITY)), share(0.135, Interval::new(f64::NEG_INFINITY, 0.0))],
        2.0,
    );
    system.relate(Relation::new(vec![(part, 1.0), (whole, -1.0)], Interval::new(f64::NEG_INFINITY, 0.0)));
    let protected = [Protected { quantity: part, need: Need { least: 10.0 }, knowing: None }];
    let mut shown = [false, true, true];
    let chosen = protect(&system, &[3.0, 24.0], &mut shown, &protected).unwrap();
    assert_eq!(chosen.len(), 1);
    assert_eq!(shown, [false, true, false], "the percentage costs less than the size");
}
