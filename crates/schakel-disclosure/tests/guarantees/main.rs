//! The guarantees of disclosure control, one after another.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod changes;
mod shown;
mod specialists;

use schakel_disclosure::{
    Band, Margin, Measure, Pairing, Place, Protects, Raw, RawCell, RawChange, ReleasedCell, ReleasedChange, Rules,
    Status, Term, Unit, release,
};

fn cell(protects: Protects, measure: Measure, persons: u64) -> RawCell {
    RawCell {
        table: "B1".into(),
        of: "everyone".into(),
        partition: false,
        within: None,
        place: Place { by: Term::new("all", "totaal", "total"), ..Place::default() },
        protects,
        sensitive: false,
        unit: if matches!(measure, Measure::Share { .. } | Measure::Response { .. }) {
            Unit::Percent
        } else {
            Unit::Score
        },
        measure,
        interval: None,
        persons,
        n: Some(persons),
        n_min: 0,
        population: None,
        response: None,
        small_group: None,
    }
}

fn share(part: f64, whole: f64) -> Measure {
    Measure::Share { part, whole }
}

fn released(cell: RawCell) -> ReleasedCell {
    let raw = Raw { cells: vec![cell], ..Raw::default() };
    release(raw, &Rules::default()).cells.remove(0)
}

fn students(part: f64, whole: u64) -> ReleasedCell {
    released(cell(Protects::Students, share(part, whole as f64), whole))
}

fn value(cell: &ReleasedCell) -> Option<f64> {
    cell.value().map(|v| v.get())
}

fn raw_change(first: (Measure, u64), second: (Measure, u64), pairing: Pairing) -> RawChange {
    RawChange {
        table: "B1".into(),
        of: "everyone".into(),
        partition: false,
        place: Place::default(),
        from: Term::new("baseline", "", ""),
        to: Term::new("after", "", ""),
        protects: Protects::Staff,
        sensitive: false,
        unit: Unit::Percent,
        first,
        second,
        n_min: 0,
        pairing,
        response: None,
        small_group: None,
    }
}

fn change(first: (Measure, u64), second: (Measure, u64), pairing: Pairing) -> ReleasedChange {
    let raw = raw_change(first, second, pairing);
    release(Raw { changes: vec![raw], ..Raw::default() }, &Rules::default()).changes.remove(0)
}

fn pairs(pairs: u64, low: f64, high: f64) -> ReleasedChange {
    let end = |part| (share(part, pairs as f64), pairs);
    change(end(3.0), end(5.0), Pairing::Pairs { pairs, interval: Some(Margin::Spread(low, high)) })
}

// Guarantee 3: the primary rule.

#[test]
fn nine_students_are_too_few_and_ten_are_enough() {
    assert_eq!(students(4.0, 9).status(), Status::Suppressed);
    assert_eq!(value(&students(4.0, 10)), Some(40.0));
}

#[test]
fn four_members_of_staff_are_too_few_and_five_are_enough() {
    let mean = Measure::Mean { mean: 57.36 };
    assert_eq!(released(cell(Protects::Staff, mean, 4)).status(), Status::Suppressed);
    assert_eq!(value(&released(cell(Protects::Staff, mean, 5))), Some(57.4));
}

#[test]
fn a_count_of_students_between_nothing_and_ten_is_kept_back() {
    let count = |value| {
        released(RawCell { unit: Unit::Number, n: None, ..cell(Protects::Students, Measure::Amount { value }, 1000) })
    };
    assert_eq!(count(3.0).status(), Status::Suppressed);
    assert_eq!(value(&count(0.0)), Some(0.0));
    assert_eq!(value(&count(10.0)), Some(10.0));
}

#[test]
fn a_sensitive_group_needs_ten_and_five_on_both_sides() {
    let sensitive = |part, whole: u64| {
        released(RawCell { sensitive: true, ..cell(Protects::Students, share(part, whole as f64), whole) }).status()
    };
    assert_eq!(sensitive(5.0, 10), Status::Released);
    assert_eq!(sensitive(4.0, 60), Status::Suppressed);
    assert_eq!(sensitive(56.0, 60), Status::Suppressed);
    assert_eq!(sensitive(30.0, 60), Status::Released);
}

#[test]
fn organisational_activity_needs_observations_not_persons() {
    let activity = |moments: u64| {
        released(RawCell { n_min: 10, ..cell(Protects::Functions, share(2.0, moments as f64), moments) }).status()
    };
    assert_eq!(activity(9), Status::Suppressed);
    assert_eq!(activity(10), Status::Released);
}

// Guarantee 4: group disclosure.

#[test]
fn all_or_none_of_a_small_group_is_said_in_words() {
    let all = students(19.0, 19);
    assert_eq!((all.status(), all.band(), value(&all)), (Status::Released, Some(Band::NearlyAll), None));
    assert_eq!(students(0.0, 19).band(), Some(Band::NearlyNone));
}

#[test]
fn the_words_for_all_or_none_stand_for_one_person_less_or_more_as_well() {
    assert_eq!(students(18.0, 19).band(), Some(Band::NearlyAll));
    assert_eq!(students(1.0, 19).band(), Some(Band::NearlyNone));
    assert_eq!((students(17.0, 19).band(), value(&students(17.0, 19))), (None, Some(89.0)));
    assert_eq!(value(&students(1.0, 20)), Some(5.0));
}

#[test]
fn all_of_a_large_group_is_a_number() {
    assert_eq!(value(&students(20.0, 20)), Some(100.0));
}

fn mean_of(mean: f64, persons: u64) -> ReleasedCell {
    released(cell(Protects::Staff, Measure::Mean { mean }, persons))
}

#[test]
fn a_mean_at_the_end_of_the_scale_tells_what_each_of_nine_answered_and_is_kept_back() {
    for mean in [0.0, 0.04, 99.96, 100.0] {
        assert_eq!(mean_of(mean, 9).status(), Status::Suppressed, "{mean}");
        assert_eq!(mean_of(mean, 10).status(), Status::Released, "{mean}");
    }
    // 99.9 is not everyone at the end: someone answered something else.
    assert_eq!(value(&mean_of(99.9, 9)), Some(99.9));
    assert_eq!(value(&mean_of(0.1, 9)), Some(0.1));
}

#[test]
fn of_a_difference_the_ends_are_a_hundred_apart_and_zero_tells_nothing() {
    let difference = |mean| released(cell(Protects::Staff, Measure::Difference { mean }, 9));
    assert_eq!(difference(100.0).status(), Status::Suppressed);
    assert_eq!(difference(-100.0).status(), Status::Suppressed);
    assert_eq!(value(&difference(0.0)), Some(0.0));
}

#[test]
fn a_change_from_or_to_the_end_of_the_scale_is_kept_back_as_well() {
    let ends = |first, pairs| {
        let interval = Some(Margin::Spread(-40.0, -10.0));
        let (first, second) = (Measure::Mean { mean: first }, Measure::Mean { mean: 75.0 });
        let raw = RawChange {
            table: "B1".into(),
            of: "everyone".into(),
            partition: false,
            unit: Unit::Score,
            ..raw_change((first, pairs), (second, pairs), Pairing::Pairs { pairs, interval })
        };
        release(Raw { changes: vec![raw], ..Raw::default() }, &Rules::default()).changes.remove(0).status()
    };
    assert_eq!(ends(100.0, 9), Status::Suppressed);
    assert_eq!(ends(100.0, 10), Status::Released);
    assert_eq!(ends(97.2, 9), Status::Released);
}
