//! One or two specialists, and how few of a small group answered.

use schakel_disclosure::{
    Band, Measure, Pairing, Place, Protects, Raw, RawCell, RawChange, ReleasedCell, Response, Rules, SmallGroup,
    Status, Term, Unit, release,
};

use super::{cell, raw_change, released, share, value};

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
