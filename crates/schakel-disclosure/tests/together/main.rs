//! What numbers tell together: guarantees 2, 5 and 6 on whole publications.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../common/mod.rs"]
mod common;

mod adding_up;

use common::{place, share};
use schakel_disclosure::{
    Measure, Pairing, Place, Protects, Raw, RawCell, RawChange, ReleasedCell, Rules, Status, Term, Unit, release,
};

fn mean(by: &str, group: &str, mean: f64, n: u64) -> RawCell {
    RawCell {
        unit: Unit::Score,
        protects: Protects::Staff,
        measure: Measure::Mean { mean },
        ..share("C1", by, group, 0, n)
    }
}

fn released(cells: Vec<RawCell>) -> Vec<ReleasedCell> {
    release(Raw { cells, ..Raw::default() }, &Rules::default()).cells
}

fn shown(cells: &[ReleasedCell]) -> Vec<bool> {
    cells.iter().map(|cell| cell.status() == Status::Released).collect()
}

#[test]
fn a_small_group_is_not_what_the_others_leave_of_the_total() {
    let cells = released(vec![
        share("B1", "all", "all", 180, 287),
        share("B1", "programme", "havo", 70, 110),
        share("B1", "programme", "vwo", 104, 170),
        share("B1", "programme", "gymnasium", 6, 7),
    ]);
    assert_eq!(shown(&cells), [true, false, true, false], "one other group is kept back, the one that loses least");
}

#[test]
fn whether_nearly_none_is_none_does_not_follow_from_the_others() {
    // 63 % of 96 are 60 and 74 % of 81 are 60: that would leave nobody for the vwo.
    let cells = released(vec![
        share("B1", "all", "all", 60, 96),
        share("B1", "programme", "havo", 60, 81),
        share("B1", "programme", "vwo", 0, 15),
    ]);
    assert!(!shown(&cells)[1] || !shown(&cells)[2], "{:?}", shown(&cells));
}

#[test]
fn two_small_groups_that_are_enough_together_leave_the_others_alone() {
    let cells = released(vec![
        share("B1", "all", "all", 180, 296),
        share("B1", "programme", "havo", 70, 110),
        share("B1", "programme", "vwo", 98, 170),
        share("B1", "programme", "gymnasium", 6, 9),
        share("B1", "programme", "atheneum", 6, 7),
    ]);
    assert_eq!(shown(&cells), [true, true, true, false, false]);
}

#[test]
fn the_size_of_a_small_group_does_not_follow_from_another_table_about_the_same_students() {
    let table = |name: &str, parts: [u64; 3]| {
        vec![
            share(name, "all", "all", parts.iter().sum(), 287),
            share(name, "programme", "havo", parts[0], 110),
            share(name, "programme", "vwo", parts[1], 170),
            share(name, "programme", "gymnasium", parts[2], 7),
        ]
    };
    let cells = released([table("B1", [70, 104, 6]), table("B2", [40, 61, 3])].concat());
    let shown = shown(&cells);
    let kept_back = |at: usize| !shown[at] && !shown[at + 4];
    assert!(shown[0] && shown[4], "totals stay");
    assert!(kept_back(3), "the small group in both");
    assert!(kept_back(1) || kept_back(2), "the same other group in both: {shown:?}");
}

#[test]
fn who_is_in_no_group_stays_unknown_too() {
    // 110 + 170 of 287: the programme of seven students is not known, and nothing small is shown or kept back.
    let cells = released(vec![
        share("B1", "all", "all", 180, 287),
        share("B1", "programme", "havo", 70, 110),
        share("B1", "programme", "vwo", 104, 170),
    ]);
    assert_eq!(shown(&cells).iter().filter(|shown| !**shown).count(), 1, "the seven would follow from the others");
}

#[test]
fn the_mean_of_a_small_group_does_not_follow_from_the_others() {
    let cells = released(vec![
        mean("all", "all", (40.0 * 60.0 + 30.0 * 50.0 + 3.0 * 90.0) / 73.0, 73),
        mean("role", "docent", 60.0, 40),
        mean("role", "mentor", 50.0, 30),
        mean("role", "decaan", 90.0, 3),
    ]);
    let shown = shown(&cells);
    assert!(shown[0] && !shown[3]);
    assert!(!shown[1] || !shown[2], "{shown:?}");
}

#[test]
fn a_change_is_not_told_when_one_of_its_ends_is_kept_back() {
    let cells = vec![
        share("B1", "all", "all", 180, 287),
        share("B1", "programme", "havo", 70, 110),
        share("B1", "programme", "vwo", 104, 170),
        share("B1", "programme", "gymnasium", 6, 7),
    ];
    let change = |cell: &RawCell| RawChange {
        table: "B1".into(),
        of: "all students".into(),
        partition: true,
        place: Place { period: Term::default(), ..cell.place.clone() },
        from: Term::new("2024-2025", "", ""),
        to: Term::new("2025-2026", "", ""),
        protects: Protects::Students,
        sensitive: false,
        unit: Unit::Percent,
        first: (Measure::Share { part: 60.0, whole: 100.0 }, 100),
        second: (cell.measure, cell.persons),
        n_min: 0,
        pairing: Pairing::Complete,
        response: None,
        small_group: None,
    };
    let changes = cells[1..3].iter().map(change).collect();
    let release = release(Raw { cells, changes, ..Raw::default() }, &Rules::default());
    let told: Vec<bool> = release.changes.iter().map(|change| change.status() == Status::Released).collect();
    assert_eq!(told, shown(&release.cells)[1..3]);
    assert_eq!(told.iter().filter(|told| **told).count(), 1);
}

#[test]
fn nothing_is_kept_back_where_nothing_is_small() {
    let cells = released(vec![
        share("B1", "all", "all", 180, 280),
        share("B1", "programme", "havo", 76, 110),
        share("B1", "programme", "vwo", 104, 170),
    ]);
    assert_eq!(shown(&cells), [true, true, true]);
}

/// A survey of staff with four answers, by group and by role; the specialists are three.
fn survey() -> Vec<RawCell> {
    let groups = [
        ("role_group", "primary_process", 55, [23, 23, 30, 15]),
        ("role_group", "leadership", 7, [2, 2, 3, 1]),
        ("role_group", "specialist", 3, [2, 2, 2, 2]),
        ("role_group", "other", 10, [1, 1, 2, 1]),
        ("role", "docent", 28, [13, 11, 16, 7]),
        ("role", "slb", 27, [10, 12, 14, 8]),
        ("role", "leidinggevende", 7, [2, 2, 3, 1]),
        ("role", "decaan", 3, [2, 2, 2, 2]),
        ("role", "oop", 10, [1, 1, 2, 1]),
        ("all", "all", 75, [28, 28, 37, 19]),
    ];
    let parts = ["knows", "able", "own_way", "all_three"];
    let cells = groups.into_iter().flat_map(|(by, group, n, counts)| {
        parts.into_iter().zip(counts).map(move |(part, count)| RawCell {
            place: place(by, group, part),
            protects: Protects::Staff,
            ..share("C5", by, group, count, n)
        })
    });
    cells.collect()
}

#[test]
fn totals_are_shown_when_one_other_group_is_enough_to_hide_a_small_one() {
    let raw = survey();
    let cells = released(raw.clone());
    let lost: Vec<&str> = raw
        .iter()
        .zip(shown(&cells))
        .filter(|(raw, shown)| !shown && raw.persons >= 5)
        .map(|(raw, _)| raw.place.group.code.as_str())
        .collect();
    assert!(!lost.contains(&"all"), "{lost:?}");
    assert!(!lost.contains(&"primary_process"), "{lost:?}");
    assert!(!lost.is_empty());
}
