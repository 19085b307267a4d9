//! What adds up, and what is the same in two tables.

use schakel_disclosure::{Measure, Pairing, Protects, Raw, RawCell, RawChange, Response, Rules, Term, Unit, release};

use super::{mean, place, released, share, shown};

/// Where the cells about these groups are shown.
fn shown_groups(raw: &[RawCell]) -> Vec<(String, bool)> {
    let groups = raw.iter().map(|cell| cell.place.group.code.clone());
    groups.zip(shown(&released(raw.to_vec()))).collect()
}

#[test]
fn a_small_role_is_not_what_the_other_roles_leave_of_their_group_of_roles() {
    let role = |group: &str, within: &str, n| RawCell {
        within: Some(("role_group".into(), within.into())),
        ..mean("role", group, 60.0, n)
    };
    let raw = vec![
        mean("all", "all", 60.0, 120),
        mean("role_group", "primary_process", 60.0, 86),
        mean("role_group", "leadership", 60.0, 18),
        mean("role_group", "other", 60.0, 16),
        role("docent", "primary_process", 86),
        role("teamleider", "leadership", 15),
        role("schoolleiding", "leadership", 3),
        role("oop", "other", 12),
        role("zorg", "other", 4),
    ];
    // Together the two small roles are enough among all, but not each within its group of roles.
    let shown = shown_groups(&raw);
    let is_shown = |group: &str| shown.iter().any(|(name, shown)| name == group && *shown);
    assert!(!(is_shown("leadership") && is_shown("teamleider")), "{shown:?}");
    assert!(!(is_shown("other") && is_shown("oop")), "{shown:?}");
    let apart: Vec<RawCell> = raw.iter().map(|cell| RawCell { within: None, ..cell.clone() }).collect();
    assert_eq!(shown_groups(&apart).iter().filter(|(_, shown)| !shown).count(), 2, "not told where roles belong");
}

#[test]
fn students_beside_the_staff_are_no_part_of_it() {
    let staff = |by: &str, group: &str, part, whole| RawCell {
        protects: Protects::Staff,
        ..share("Q", by, group, part, whole)
    };
    let shown = shown_groups(&[
        staff("all", "all", 60, 100),
        staff("role_group", "primary_process", 58, 96),
        staff("role_group", "specialist", 2, 4),
        staff("role_group", "student", 500, 800),
    ]);
    assert!(!(shown[0].1 && shown[1].1), "{shown:?}");
    assert!(shown[3].1, "{shown:?}");
}

#[test]
fn a_number_in_another_table_is_a_part_of_its_total_under_the_name_it_has_there() {
    let higher = |table: &str, by: &str, group: &str, part: &str, (count, whole)| RawCell {
        place: place(by, group, part),
        ..share(table, by, group, count, whole)
    };
    let shown = shown_groups(&[
        higher("H2", "all", "all", "higher", (201, 252)),
        higher("H2/higher", "gender", "m", "H2", (104, 127)),
        higher("H2/higher", "gender", "v", "H2", (94, 121)),
        higher("H2/higher", "gender", "x", "H2", (3, 4)),
    ]);
    assert!(!shown[..3].iter().all(|(_, shown)| *shown), "{shown:?}");
}

#[test]
fn higher_the_same_and_lower_are_all_of_those_who_answered_twice() {
    let scale = |by: &str, group: &str, whole, counts: [u64; 6]| {
        let ways = ["skill_up", "skill_same", "skill_down", "knowledge_up", "knowledge_same", "knowledge_down"];
        let cells = ways.into_iter().zip(counts).map(|(way, count)| RawCell {
            place: place(by, group, way),
            protects: Protects::Staff,
            ..share("C4", by, group, count, whole)
        });
        cells.collect::<Vec<RawCell>>()
    };
    let raw = [
        scale("all", "all", 80, [40, 20, 20, 40, 20, 20]),
        scale("role_group", "primary_process", 72, [36, 19, 17, 36, 19, 17]),
        scale("role_group", "specialist", 4, [2, 1, 1, 2, 1, 1]),
        scale("role_group", "leadership", 4, [2, 0, 2, 2, 0, 2]),
    ]
    .concat();
    let shown = shown(&released(raw));
    for three in [0, 3, 6, 9] {
        let hidden = shown[three..three + 3].iter().filter(|shown| !**shown).count();
        assert_ne!(hidden, 1, "one of three is what the others leave: {shown:?}");
    }
}

#[test]
fn how_many_answered_bounds_how_many_answered_a_question() {
    let response = |by: &str, group: &str, part: u64, whole: u64| RawCell {
        of: "those invited".into(),
        protects: Protects::Staff,
        measure: Measure::Response { part: part as f64, whole: whole as f64 },
        persons: whole,
        n: Some(part),
        population: Some(whole),
        response: Some(Response { completed: part, invited: whole, of_all: true }),
        ..share("Q1", by, group, part, whole)
    };
    let answers = |by: &str, group: &str, n: u64, invited: u64| RawCell {
        response: Some(Response { completed: n, invited, of_all: true }),
        ..mean(by, group, 60.0, n)
    };
    let shown = shown(&released(vec![
        response("all", "all", 80, 100),
        response("role_group", "primary_process", 70, 76),
        response("role_group", "specialist", 4, 12),
        response("role_group", "other", 6, 12),
        answers("all", "all", 80, 100),
        answers("role_group", "primary_process", 70, 76),
        answers("role_group", "specialist", 4, 12),
        answers("role_group", "other", 6, 12),
    ]));
    assert!(!shown[6]);
    assert!(!shown[2], "33 % of twelve is four: {shown:?}");
}

#[test]
fn the_others_than_a_group_are_the_other_groups() {
    let raw = vec![
        share("B2", "all", "all", 480, 1200),
        share("B2", "gender", "m", 236, 590),
        share("B2", "gender", "v", 240, 602),
        share("B2", "gender", "x", 4, 8),
    ];
    let change = RawChange {
        table: "B2".into(),
        of: "all students".into(),
        partition: true,
        place: place("gender", "v", ""),
        from: Term::new("rest", "", ""),
        to: Term::new("v", "", ""),
        protects: Protects::Students,
        sensitive: false,
        unit: Unit::Percent,
        first: (Measure::Share { part: 240.0, whole: 598.0 }, 598),
        second: (Measure::Share { part: 240.0, whole: 602.0 }, 602),
        n_min: 0,
        pairing: Pairing::Groups { interval: None },
        response: None,
        small_group: None,
    };
    let release = release(Raw { cells: raw, changes: vec![change], ..Raw::default() }, &Rules::default());
    let shown = shown(&release.cells);
    assert!(!(shown[0] && shown[1] && shown[2]), "beside a comparison groups add up as well: {shown:?}");
}
