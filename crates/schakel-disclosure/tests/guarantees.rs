//! The guarantees of disclosure control, one after another.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use schakel_disclosure::{
    Band, Direction, Margin, Measure, Pairing, Place, Protects, Raw, RawCell, RawChange, Reason, ReleasedCell,
    ReleasedChange, Response, Rules, SmallGroup, Status, Term, Unit, release,
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

// Guarantee 7: one marker.

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

// Guarantee 8: derived numbers.

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

// Guarantee 9: the single decaan.

fn comparison(by: &str, persons: u64, released_by_person: bool) -> RawCell {
    RawCell {
        place: Place { by: Term::new(by, "", ""), ..Place::default() },
        small_group: Some(SmallGroup { persons, released: released_by_person }),
        ..cell(Protects::Staff, Measure::Mean { mean: 14.0 }, 40)
    }
}

#[test]
fn one_decaan_is_compared_in_words_for_the_whole_and_not_at_all_per_theme() {
    let whole = released(comparison("all", 1, false));
    assert_eq!((whole.band(), value(&whole)), (Some(Band::Differ), None));
    assert_eq!(released(comparison("theme", 1, false)).status(), Status::Suppressed);
}

#[test]
fn three_specialists_or_a_release_by_the_decaan_give_numbers() {
    assert_eq!(value(&released(comparison("theme", 3, false))), Some(14.0));
    assert_eq!(value(&released(comparison("theme", 1, true))), Some(14.0));
}

/// How guidance is spread over 40 guides, where a group of this many is shown with its share.
fn spread(measure: Measure, few: u64) -> RawCell {
    let small_group = Some(SmallGroup { persons: few, released: false });
    RawCell { unit: Unit::Number, n_min: 10, small_group, ..cell(Protects::Staff, measure, 40) }
}

#[test]
fn how_unevenly_guidance_is_spread_is_not_told_beside_the_share_of_one_or_two_specialists() {
    for measure in [Measure::Amount { value: 2.1 }, share(310.0, 400.0)] {
        for few in [1, 2] {
            let kept = released(spread(measure, few));
            assert_eq!((kept.status(), kept.band()), (Status::Suppressed, None), "{few}");
        }
        assert_eq!(released(spread(measure, 3)).status(), Status::Released);
    }
    // The other rules hold for a spread as well.
    let few_guides = RawCell { n: Some(9), ..spread(Measure::Amount { value: 2.1 }, 3) };
    assert_eq!(released(few_guides).status(), Status::Suppressed);
}

#[test]
fn a_change_of_the_spread_is_kept_back_with_its_ends() {
    let status = |few| {
        let end = |value| (Measure::Amount { value }, 40);
        let small_group = Some(SmallGroup { persons: few, released: false });
        let raw = RawChange { small_group, ..raw_change(end(2.1), end(9.4), Pairing::Complete) };
        release(Raw { changes: vec![raw], ..Raw::default() }, &Rules::default()).changes.remove(0).status()
    };
    assert_eq!((status(2), status(3)), (Status::Suppressed, Status::Released));
}

/// Specialists, teachers and their difference on two themes, and how far they are apart over both.
fn themes(specialist: f64, specialists: u64, teachers: u64, consent: bool) -> Vec<ReleasedCell> {
    let at = |by: &str, theme: &str, part: &str| Place {
        by: Term::new(by, "", ""),
        group: Term::new(theme, "", ""),
        part: Term::new(part, "", ""),
        ..Place::default()
    };
    let compared = |place, measure, n| RawCell {
        place,
        n,
        small_group: Some(SmallGroup { persons: specialists, released: consent }),
        ..cell(Protects::Staff, measure, teachers)
    };
    let theme = |name: &str, mean: f64| {
        [
            compared(at("theme", name, "specialist"), Measure::Mean { mean }, Some(specialists)),
            compared(at("theme", name, "teachers"), Measure::Mean { mean: 76.8 }, Some(teachers)),
            compared(at("theme", name, "difference"), Measure::Difference { mean: mean - 76.8 }, None),
        ]
    };
    let whole = compared(at("all", "all", ""), Measure::Difference { mean: 9.3 }, None);
    let cells = theme("time", specialist).into_iter().chain(theme("words", 81.3)).chain([whole]).collect();
    release(Raw { cells, ..Raw::default() }, &Rules::default()).cells
}

fn statuses(cells: &[ReleasedCell]) -> Vec<bool> {
    cells.iter().map(|c| c.status() == Status::Released).collect()
}

#[test]
fn where_few_specialists_all_gave_the_highest_score_nothing_of_that_theme_is_compared() {
    // With the mean of the teachers and the difference anyone could work the hidden mean out.
    assert_eq!(statuses(&themes(100.0, 4, 64, false)), [false, false, false, true, true, true, true]);
    assert_eq!(statuses(&themes(100.0, 9, 64, false))[..3], [false, false, false]);
    assert_eq!(statuses(&themes(100.0, 10, 64, false)), [true; 7]);
    assert_eq!(statuses(&themes(93.8, 4, 64, false)), [true; 7]);
}

#[test]
fn what_one_decaan_released_may_be_the_highest_score_too() {
    assert_eq!(statuses(&themes(100.0, 1, 64, true)), [true; 7]);
}

// Response.

fn with_response(persons: u64, completed: u64, invited: u64, of_all: bool) -> ReleasedCell {
    let response = Some(Response { completed, invited, of_all });
    released(RawCell { response, ..cell(Protects::Staff, Measure::Mean { mean: 50.0 }, persons) })
}

#[test]
fn low_response_warns_and_very_low_response_hides() {
    assert!(!with_response(30, 30, 60, false).warn());
    assert!(with_response(29, 29, 60, false).warn());
    assert!(with_response(30, 30, 60, true).warn());
    assert_eq!(with_response(14, 14, 60, false).status(), Status::HiddenLowResponse);
    assert_eq!(with_response(15, 15, 60, false).status(), Status::Released);
}

fn response_itself(completed: u64, invited: u64) -> ReleasedCell {
    released(RawCell {
        n: Some(completed),
        population: Some(invited),
        response: Some(Response { completed, invited, of_all: false }),
        ..cell(Protects::Staff, Measure::Response { part: completed as f64, whole: invited as f64 }, invited)
    })
}

#[test]
fn a_response_is_shown_however_low_it_is_and_carries_its_warning() {
    let low = response_itself(2, 18);
    assert_eq!((value(&low), low.warn()), (Some(11.0), true));
    assert!(!response_itself(9, 18).warn());
}

#[test]
fn how_many_of_nine_answered_is_told_as_bands_and_not_as_a_percentage() {
    let sizes = |cell: &ReleasedCell| {
        let json = serde_json::to_value(cell).unwrap();
        [&json["value"], &json["n_band"], &json["population"], &json["population_band"]].map(Clone::clone)
    };
    let (none, few) = (serde_json::Value::Null, serde_json::json!({"from": 0, "to": 9}));
    let five_to_nine = serde_json::json!({"from": 5, "to": 9});
    // All of them, which would be said in words elsewhere, is a count as well.
    for completed in [2, 8, 9] {
        let nine = response_itself(completed, 9);
        assert_eq!((nine.status(), nine.warn()), (Status::Suppressed, false));
        assert_eq!(sizes(&nine), [none.clone(), few.clone(), none.clone(), five_to_nine.clone()]);
    }
    assert_eq!(sizes(&response_itself(8, 10)), [80.into(), few, 10.into(), none.clone()]);
    // Of four nothing is told, not even how many they are.
    assert_eq!(sizes(&response_itself(3, 4)), [none.clone(), none.clone(), none.clone(), none]);
}

#[test]
fn a_small_role_is_never_said_to_have_answered_little() {
    assert_eq!(with_response(0, 0, 1, false).status(), Status::Suppressed);
    assert_eq!(with_response(2, 2, 40, false).status(), Status::Suppressed);
}

#[test]
fn what_nobody_recorded_is_missing_and_not_zero() {
    let hours = RawCell { unit: Unit::Hours, ..cell(Protects::Nobody, Measure::Missing, 0) };
    assert_eq!(released(hours).status(), Status::Missing);
}

// Changes.

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

#[test]
fn an_interval_around_zero_demonstrates_nothing() {
    assert_eq!(pairs(54, 6.0, 22.0).verdict(), Direction::Up);
    assert_eq!(pairs(54, -22.0, -6.0).verdict(), Direction::Down);
    assert_eq!(pairs(54, -1.0, 8.0).verdict(), Direction::None);
}

#[test]
fn an_interval_that_is_shown_as_starting_at_zero_demonstrates_nothing_either() {
    assert_eq!(pairs(54, 0.3, 8.0).verdict(), Direction::None);
}

#[test]
fn fewer_than_eight_pairs_are_kept_back() {
    assert_eq!((pairs(7, 6.0, 22.0).status(), pairs(7, 6.0, 22.0).verdict()), (Status::Suppressed, Direction::Unknown));
    assert_eq!(pairs(8, 6.0, 22.0).status(), Status::Released);
}

#[test]
fn the_difference_is_that_of_the_numbers_shown() {
    // 28.57 % and 42.53 % are shown as 29 and 43: the difference is 14, not 13.96.
    let shown = change((share(20.0, 70.0), 70), (share(37.0, 87.0), 87), Pairing::Complete);
    assert_eq!(shown.diff().unwrap().get(), 14.0);
    assert_eq!(shown.verdict(), Direction::Up);
}

#[test]
fn a_banded_end_keeps_the_change_back() {
    let shown = change((share(0.0, 9.0), 9), (share(20.0, 40.0), 40), Pairing::Complete);
    assert_eq!(shown.status(), Status::Suppressed);
}

#[test]
fn without_an_interval_a_sampled_difference_has_no_verdict() {
    let shown = change((share(20.0, 70.0), 70), (share(37.0, 87.0), 87), Pairing::Groups { interval: None });
    assert_eq!(shown.verdict(), Direction::Unknown);
}
