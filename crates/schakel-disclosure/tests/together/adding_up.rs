//! What adds up, and what is the same in two tables.

use schakel_disclosure::{
    Identity, Measure, Pairing, Protects, Raw, RawCell, RawChange, Response, Rules, Status, Term, Unit, release,
};

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
        partition: true,
        place: place("gender", "v", ""),
        from: Term::new("rest", "", ""),
        to: Term::new("v", "", ""),
        protects: Protects::Students,
        first: (Measure::Share { part: 240.0, whole: 598.0 }, 598),
        second: (Measure::Share { part: 240.0, whole: 602.0 }, 602),
        pairing: Pairing::Groups { interval: None },
        ..change_of_pairs("B2", 602, 240, 240)
    };
    let release = release(Raw { cells: raw, changes: vec![change], ..Raw::default() }, &Rules::default());
    let shown = shown(&release.cells);
    assert!(!(shown[0] && shown[1] && shown[2]), "beside a comparison groups add up as well: {shown:?}");
}

/// A change from the first to the second wave over those who answered twice.
fn change_of_pairs(table: &str, pairs: u64, first: u64, second: u64) -> RawChange {
    let share = |part: u64| (Measure::Share { part: part as f64, whole: pairs as f64 }, pairs);
    RawChange {
        table: table.into(),
        of: "all students".into(),
        partition: false,
        place: place("all", "all", ""),
        from: Term::new("2025-2026", "", ""),
        to: Term::new("after", "", ""),
        protects: Protects::Staff,
        sensitive: false,
        unit: Unit::Percent,
        first: share(first),
        second: share(second),
        n_min: 0,
        pairing: Pairing::Pairs { pairs, interval: None },
        response: None,
        small_group: None,
    }
}

#[test]
fn what_the_few_said_who_answered_once_does_not_follow_from_those_who_answered_twice() {
    // 50 % of 60 are 30, and 52 % of 58 too: the other two would have said no.
    let all = RawCell { protects: Protects::Staff, ..share("D1", "all", "all", 30, 60) };
    let told = |table: &str, pairs| {
        let changes = vec![change_of_pairs(table, pairs, 30, 36)];
        let release = release(Raw { cells: vec![all.clone()], changes, ..Raw::default() }, &Rules::default());
        (shown(&release.cells)[0], release.changes[0].status() == Status::Released)
    };
    assert_ne!(told("D1", 58), (true, true));
    assert_eq!(told("D2", 58), (true, true), "another question");
    assert_eq!(told("D1", 54), (true, true), "six are enough");
}

#[test]
fn pairs_are_as_many_in_a_table_as_in_a_change() {
    // 31 answered twice, of whom 27 in the primary process and 4 specialists. The table alone tells too little of how many
    // they are, and the changes alone as well; together they tell what the specialists answered.
    let cells = |of: &str| -> Vec<RawCell> {
        let groups = [
            ("all", "all", 31, [10, 10, 11]),
            ("role_group", "primary_process", 27, [9, 9, 9]),
            ("role_group", "specialist", 4, [1, 1, 2]),
        ];
        let cells = groups.into_iter().flat_map(|(by, group, n, counts)| {
            ["skill_up", "skill_same", "skill_down"].into_iter().zip(counts).map(move |(way, count)| RawCell {
                of: of.into(),
                protects: Protects::Staff,
                place: place(by, group, way),
                ..share("C4", by, group, count, n)
            })
        });
        cells.collect()
    };
    let change = |by: &str, group: &str, pairs, mean: f64| RawChange {
        place: place(by, group, ""),
        partition: by != "all",
        unit: Unit::Score,
        first: (Measure::Mean { mean }, pairs),
        second: (Measure::Mean { mean: 70.0 }, pairs),
        ..change_of_pairs("C4", pairs, 0, 0)
    };
    let changes = vec![
        change("all", "all", 31, 60.0),
        change("role_group", "primary_process", 27, 58.0),
        change("role_group", "specialist", 4, 73.5),
    ];
    let told = |of: &str| {
        let raw = Raw { cells: cells(of), changes: changes.clone(), ..Raw::default() };
        shown(&release(raw, &Rules::default()).cells)
    };
    assert_eq!(told("others")[..6], [true; 6]);
    assert_eq!(told("all students")[..6], [true, true, true, false, false, false]);
}

#[test]
fn numbers_that_everybody_knows_to_add_up_are_kept_back_together() {
    // 63 % of 96 are 60, and 26 % of 81 are 21: that would leave 60 of the havo, and nobody of the vwo.
    let cells = vec![
        share("B1", "all", "all", 60, 96),
        share("B1", "programme", "havo", 60, 81),
        share("B1", "programme", "vwo", 0, 15),
        share("B4", "programme", "havo", 21, 81),
    ];
    let told = |identities| {
        let release = release(Raw { cells: cells.clone(), identities, ..Raw::default() }, &Rules::default());
        let shown = shown(&release.cells);
        (shown[0], shown[3])
    };
    let identity = |parts: &[&str], whole: Option<&str>, rest| Identity {
        parts: parts.iter().map(|part| (*part).into()).collect(),
        whole: whole.map(Into::into),
        rest,
    };
    assert_eq!(told(Vec::new()), (true, true), "not told that they belong together");
    assert_eq!(told(vec![identity(&["B4"], Some("B1"), true)]), (true, true), "no more than is not all");
    assert_ne!(told(vec![identity(&["B1", "B4"], None, false)]), (true, true));
}
