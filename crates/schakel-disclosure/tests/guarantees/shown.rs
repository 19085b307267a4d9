//! What is shown at all, how, and how precisely.

use schakel_disclosure::{Direction, Margin, Measure, Pairing, Protects, Raw, RawCell, Reason, Rules, release};

use super::{cell, change, pairs, released, share, students};

#[test]
fn whatever_is_kept_back_looks_the_same() {
    let json = |cell| serde_json::to_string(&released(cell)).unwrap();
    let few = cell(Protects::Students, share(4.0, 9.0), 9);
    let sensitive = RawCell { sensitive: true, ..cell(Protects::Students, share(2.0, 80.0), 80) };
    let thin = RawCell { n_min: 100, ..cell(Protects::Students, share(20.0, 80.0), 80) };
    assert_eq!(json(few.clone()), json(sensitive));
    assert_eq!(json(few), json(thin));
}

#[test]
fn reasons_leave_only_as_counts() {
    let raw = Raw {
        cells: vec![
            cell(Protects::Students, share(4.0, 9.0), 9),
            RawCell { sensitive: true, ..cell(Protects::Students, share(2.0, 80.0), 80) },
            cell(Protects::Students, share(40.0, 80.0), 80),
        ],
        ..Raw::default()
    };
    let tally = release(raw, &Rules::default()).tally(0..3);
    assert_eq!(tally.into_iter().collect::<Vec<_>>(), [(Reason::TooFewPersons, 1), (Reason::SensitiveGroup, 1)]);
}

#[test]
fn the_number_of_persons_behind_a_percentage_is_a_band_below_fifty() {
    let json = serde_json::to_value(students(9.0, 27)).unwrap();
    assert_eq!(json["n"], serde_json::Value::Null);
    assert_eq!(json["n_band"], serde_json::json!({"from": 20, "to": 29}));
    let json = serde_json::to_value(students(9.0, 50)).unwrap();
    assert_eq!((&json["n"], &json["n_band"]), (&serde_json::json!(50), &serde_json::Value::Null));
}

#[test]
fn intervals_are_rounded_like_the_number_they_belong_to() {
    let cell =
        RawCell { interval: Some(Margin::Given(25.53, 36.62)), ..cell(Protects::Students, share(81.0, 263.0), 263) };
    let (low, high) = released(cell).interval().unwrap();
    assert_eq!((low.get(), high.get()), (26.0, 37.0));
}

fn margin_of(cell: RawCell) -> Option<(f64, f64)> {
    released(cell).interval().map(|(low, high)| (low.get(), high.get()))
}

#[test]
fn the_margin_of_a_share_does_not_tell_where_in_its_band_the_number_of_persons_lies() {
    let margin = |part, whole: f64| {
        let cell = cell(Protects::Students, share(part, whole), whole as u64);
        margin_of(RawCell { interval: Some(Margin::Share), ..cell })
    };
    // 50 % of 20, 24 and 28: the margin of 10 of 20, Newcombe (1998).
    assert_eq!(margin(10.0, 20.0), Some((30.0, 70.0)));
    assert_eq!(margin(12.0, 24.0), margin(10.0, 20.0));
    assert_eq!(margin(14.0, 28.0), margin(10.0, 20.0));
    // 81 of 263 is shown with its number of persons.
    assert_eq!(margin(81.0, 263.0), Some((26.0, 37.0)));
}

#[test]
fn the_margin_of_a_difference_between_groups_follows_from_what_is_shown_too() {
    let margin = |first: (f64, u64), second: (f64, u64)| {
        let end = |(part, persons): (f64, u64)| (share(part, persons as f64), persons);
        let change = change(end(first), end(second), Pairing::Groups { interval: Some(Margin::Share) });
        change.interval().map(|(low, high)| (low.get(), high.get()))
    };
    assert_eq!(margin((12.0, 24), (84.0, 120)), margin((10.0, 20), (84.0, 120)));
    // 48 of 80 and 56 of 70, Newcombe (1998): 5.24 to 33.39.
    assert_eq!(margin((48.0, 80), (56.0, 70)), Some((5.0, 33.0)));
}

#[test]
fn how_far_the_values_of_few_lie_apart_is_not_shown() {
    let mean = |protects, persons| {
        let cell = cell(protects, Measure::Mean { mean: 57.3 }, persons);
        margin_of(RawCell { interval: Some(Margin::Spread(50.0, 64.6)), ..cell })
    };
    assert_eq!((mean(Protects::Staff, 9), mean(Protects::Staff, 10)), (None, Some((50.0, 64.6))));
    assert_eq!((mean(Protects::Students, 19), mean(Protects::Students, 20)), (None, Some((50.0, 64.6))));
}

#[test]
fn a_change_of_few_pairs_tells_its_direction_without_a_margin() {
    assert_eq!((pairs(9, 6.0, 22.0).verdict(), pairs(9, 6.0, 22.0).interval()), (Direction::Up, None));
    assert!(pairs(10, 6.0, 22.0).interval().is_some());
}

#[test]
fn a_group_of_fewer_than_ten_members_of_staff_shows_its_size_as_a_band_wherever_it_stands() {
    let sizes = |persons: u64| {
        let mean = cell(Protects::Staff, Measure::Mean { mean: 57.3 }, persons);
        let json = serde_json::to_value(released(RawCell { population: Some(persons), ..mean })).unwrap();
        [&json["n"], &json["n_band"], &json["population"], &json["population_band"]].map(Clone::clone)
    };
    let (none, band) = (serde_json::Value::Null, serde_json::json!({"from": 5, "to": 9}));
    assert_eq!(sizes(9), [none.clone(), band.clone(), none.clone(), band]);
    assert_eq!(sizes(10), [10.into(), none.clone(), 10.into(), none]);
}

#[test]
fn nine_linked_pairs_are_a_band_and_ten_are_a_number() {
    let json = serde_json::to_value(pairs(9, 6.0, 22.0)).unwrap();
    assert_eq!((&json["n_pairs"], &json["n_pairs_band"]["to"]), (&serde_json::Value::Null, &9.into()));
    let json = serde_json::to_value(pairs(10, 6.0, 22.0)).unwrap();
    assert_eq!((&json["n_pairs"], &json["n_pairs_band"]), (&10.into(), &serde_json::Value::Null));
}
