//! Who guides (A).

use std::sync::LazyLock;

use schakel_indicators::explain;

use crate::common::{BEFORE, Facts, Fixture, NOW};
use crate::{moment, staff};

/// What follows from the store below, computed once for all tests.
static MOMENTS: LazyLock<Facts> = LazyLock::new(|| moments().facts());

/// This year 20 registered moments: 1–6 by the decaan (60 minutes each), 7–10 by mentor 7 and docent 1 together
/// (30 minutes), 11–18 by docent 1 to 4, two each (30 minutes), 19–20 by the team leader (time unknown). Last year 10:
/// 8 by the decaan, 2 by docent 1. Five more were reported by students in a survey.
fn moments() -> Fixture {
    let now = (1..=20).map(|id| {
        let minutes = match id {
            1..=6 => "60",
            7..=18 => "30",
            _ => "",
        };
        let setting = match id {
            1..=8 => "mentor_slb_hour",
            9..=12 => "lob_hour",
            _ => "subject_lesson",
        };
        moment(id, "2025-11-03", minutes, setting, "registration")
    });
    let before = (101..=110).map(|id| moment(id, "2024-11-04", "", "outside_class", "registration"));
    let reported = (900..=904).map(|id| moment(id, "2026-03-02", "", "digital", "student_survey"));
    let guides = (1..=20).flat_map(|id| match id {
        1..=6 => vec![format!("{id}|10|decaan")],
        7..=10 => vec![format!("{id}|7|mentor"), format!("{id}|1|docent")],
        11..=18 => vec![format!("{id}|{}|docent", (id - 11) / 2 + 1)],
        _ => vec![format!("{id}|11|teamleider")],
    });
    let guides = guides
        .chain((101..=108).map(|id| format!("{id}|10|decaan")))
        .chain((109..=110).map(|id| format!("{id}|1|docent")))
        .chain((900..=904).map(|id| format!("{id}|6|docent")));
    staff().rows("guidance_moment", "moment_id|date|minutes|setting|evidence", now.chain(before).chain(reported)).rows(
        "guidance_moment_staff",
        "moment_id|staff_key|role",
        guides,
    )
}

#[test]
fn a1_a_moment_with_two_guides_is_divided_between_them() {
    let facts = &*MOMENTS;
    // Decaan 6, mentor 4 × ½ = 2, docent 4 × ½ + 8 = 10, team leader 2; together 20.
    assert_eq!(facts.value("A1", ["role_group", "specialist", "", NOW]), 30.0);
    assert_eq!(facts.value("A1", ["role_group", "primary_process", "", NOW]), 60.0);
    assert_eq!(facts.value("A1", ["role_group", "leadership", "", NOW]), 10.0);
    assert_eq!(facts.value("A1", ["role", "docent", "", NOW]), 50.0);
    assert_eq!(facts.value("A1", ["role", "mentor", "", NOW]), 10.0);
    assert_eq!(facts.cell("A1", ["role", "docent", "", NOW])["n"], 20);
}

#[test]
fn a1_the_single_decaan_and_the_single_team_leader_are_shown_as_their_group() {
    let facts = &*MOMENTS;
    assert_eq!(facts.value("A1", ["role", "specialist", "", NOW]), 30.0);
    assert_eq!(facts.value("A1", ["role", "leadership", "", NOW]), 10.0);
    let places = facts.places("A1");
    assert!(!places.iter().any(|p| p.contains("decaan") || p.contains("teamleider")), "{places:?}");
}

#[test]
fn a1_in_minutes_counts_only_moments_of_which_the_time_is_known() {
    let facts = &*MOMENTS;
    // Decaan 6 × 60 = 360; the others 4 × 30 + 8 × 30 = 360; the team leader's time is not known.
    assert_eq!(facts.value("A1", ["role_group", "specialist", "minutes", NOW]), 50.0);
    assert_eq!(facts.value("A1", ["role_group", "primary_process", "minutes", NOW]), 50.0);
    assert_eq!(facts.value("A1", ["role_group", "leadership", "minutes", NOW]), 0.0);
}

#[test]
fn a1_changes_from_one_complete_registration_to_the_next() {
    let facts = &*MOMENTS;
    // 8 of 10, then 6 of 20.
    let change = facts.change("A1", ["role_group", "specialist", ""]);
    assert_eq!(
        (&change["from"], &change["from_value"], &change["to_value"], &change["diff"], &change["verdict"]),
        (&BEFORE.into(), &80.into(), &30.into(), &(-50).into(), &"down".into())
    );
    assert!(change["low"].is_null() && change["n_pairs"].is_null());
}

#[test]
fn registered_and_self_reported_moments_are_never_added_up() {
    let facts = &*MOMENTS;
    assert_eq!(facts.cell("A6", ["all", "all", "", NOW])["n"], 20);
    assert_eq!(facts.value("Q2", ["evidence", "registration", "", NOW]), 20.0);
    assert!(!facts.places("Q2").iter().any(|p| p.contains("student_survey")));
}

/// Two more specialists, who guided nobody: three together.
const THREE_SPECIALISTS: &str = "staff_key|role|from\n12|decaan|2020-08-01\n13|decaan|2020-08-01";

#[test]
fn a2_is_the_number_of_guides_that_would_do_as_much_each() {
    let facts = moments().table("staff_role", THREE_SPECIALISTS).facts();
    // Moments per person: decaan 6, docent 1 4, mentor 7, docent 2, 3, 4 and the team leader 2 each:
    // 20² / (36 + 16 + 5 × 4) = 400 / 72 = 5.56, and 5.56 / 9 = 61.7 %.
    assert_eq!(facts.value("A2", ["all", "all", "", NOW]), 5.6);
    assert_eq!(facts.value("A2", ["all", "all", "of_teachers", NOW]), 62.0);
    // Seven guides and nine teachers: groups of staff below ten are told as a band.
    let cell = facts.cell("A2", ["all", "all", "", NOW]);
    assert_eq!((&cell["n"], &cell["n_band"]["from"], &cell["n_band"]["to"]), (&().into(), &5.into(), &9.into()));
    assert_eq!((&cell["population"], &cell["population_band"]["to"]), (&().into(), &9.into()));
    // Last year two persons guided: too few.
    assert_eq!(facts.status("A2", ["all", "all", "", BEFORE]), "suppressed");
    assert_eq!(facts.change("A2", ["all", "all", ""])["verdict"], "unknown");
}

#[test]
fn a2_is_not_told_beside_the_share_of_a_single_decaan() {
    // The specialists do 30 %, so 1 / 5.56 = 18 % for the busiest would be the decaan.
    let facts = &*MOMENTS;
    for part in ["", "of_teachers"] {
        assert_eq!(facts.status("A2", ["all", "all", part, NOW]), "suppressed", "{part}");
    }
    assert_eq!(facts.change("A2", ["all", "all", ""])["status"], "suppressed");
    let reasons = explain(moments().store(), &moments().request, "s", "A2").unwrap().unwrap().kept_back;
    assert!(reasons.contains_key(&schakel_disclosure::Reason::SmallGroup), "{reasons:?}");
}

#[test]
fn a2_is_not_told_either_where_a_single_team_leader_may_be_the_busiest() {
    // The team leader has 2 of 20 moments, less than 18 %; with four more the leader has 6 of 24, and the busiest at
    // least 72 + 6² − 2² = 104 / 24² = 18 %.
    let more = (21..=24).map(|id| moment(id, "2025-11-03", "", "outside_class", "registration"));
    let facts = moments()
        .table("staff_role", THREE_SPECIALISTS)
        .rows("guidance_moment", "moment_id|date|minutes|setting|evidence", more)
        .rows("guidance_moment_staff", "moment_id|staff_key|role", (21..=24).map(|id| format!("{id}|11|teamleider")))
        .facts();
    assert_eq!(facts.status("A2", ["all", "all", "", NOW]), "suppressed");
}

/// A store with as many guides, of whom 3 specialists, and this many moments: docent 1 to 3 10, 8 and 6, decaan 25 9,
/// the other docenten one each.
fn busy(guides: u32, specialists: u32) -> Facts {
    let docents = guides - 1;
    let moments = [(1, 10), (2, 8), (3, 6), (25, 9)].into_iter().chain((4..=docents).map(|key| (key, 1)));
    let carried: Vec<u32> = moments.flat_map(|(key, moments)| vec![key; moments]).collect();
    let decanen = (25..25 + specialists).map(|key| format!("{key}|decaan|2020-08-01"));
    let id = |place: usize| place + 1;
    Fixture::new()
        .rows("staff", "staff_key|teaches", (1..=docents).map(|key| format!("{key}|true")))
        .rows(
            "staff_role",
            "staff_key|role|from",
            (1..=docents).map(|key| format!("{key}|docent|2020-08-01")).chain(decanen),
        )
        .rows(
            "guidance_moment",
            "moment_id|date|evidence",
            (0..carried.len()).map(|place| format!("{}|2025-11-03|registration", id(place))),
        )
        .rows(
            "guidance_moment_staff",
            "moment_id|staff_key|role",
            carried
                .iter()
                .enumerate()
                .map(|(place, key)| format!("{}|{key}|{}", id(place), if *key == 25 { "decaan" } else { "docent" })),
        )
        .facts()
}

#[test]
fn a3_is_the_share_of_the_busiest_tenth_of_the_guides() {
    // Of 21 guides the busiest tenth is three: 10 + 9 + 8 of 10 + 8 + 6 + 9 + 17 = 50.
    let at = ["all", "all", "", NOW];
    assert_eq!(busy(21, 3).value("A3", at), 54.0);
    // Of 20 it is two, and of 21 with a single decaan it would tell what that one does.
    assert_eq!(busy(20, 3).status("A3", at), "suppressed");
    assert_eq!(busy(21, 2).status("A3", at), "suppressed");
}

#[test]
fn a4_counts_teachers_with_three_moments() {
    let facts = moments().open().facts();
    // Docent 1 has 4 + 2 = 6 moments and mentor 7 has 4; the other seven teachers have two or none. 2 of 9.
    assert_eq!(facts.value("A4", ["all", "all", "", NOW]), 22.0);
    // Team A is docent 1 to 5: 1 of 5. Team B has four teachers: too few.
    assert_eq!(facts.value("A4", ["team", "Team A", "", NOW]), 20.0);
    assert_eq!(MOMENTS.status("A4", ["team", "Team B", "", NOW]), "suppressed");
}

/// Mathematics in year 1 and 2, Dutch in year 1, biology in year 2, music in year 3. Docent 1 teaches mathematics in year
/// 1, docent 2 in year 2, docent 3 Dutch in year 1; docent 4 teaches biology, and no group of docent 4 is known. Students
/// 1 to 3 are in year 1, 2 and 3.
///
/// In lessons: docent 1 with student 1, docent 2 with student 1 (whom docent 2 does not teach), docent 3 with student 1 who
/// was absent, docent 4 with student 2. In the mentor hour: docent 3 with student 1.
fn lessons() -> Fixture {
    let groups = "group_id|name|kind|subject|year_level|school_year
m1|m1|lesgroep|wiskunde|1|2025-2026
m2|m2|lesgroep|wiskunde|2|2025-2026
m2b|m2b|lesgroep|wiskunde|2|2025-2026
d1|d1|lesgroep|nederlands|1|2025-2026
b2|b2|lesgroep|biologie|2|2025-2026
z3|z3|lesgroep|muziek|3|2025-2026
h|h|mentorgroep||1|2025-2026";
    Fixture::new()
        .table("group", groups)
        .table(
            "group_member",
            "group_id|person_kind|person_key|function\nm1|staff|1|teacher\nm2|staff|2|teacher\nd1|staff|3|teacher",
        )
        .table("staff_role", "staff_key|role|subject|from\n1|docent|biologie|2020-08-01\n4|docent|biologie|2020-08-01")
        .rows(
            "enrolment",
            "enrolment_id|student_key|programme_id|year_level|school_year|on_reference_date",
            (1..=3).map(|key| format!("e{key}|{key}|v|{key}|2025-2026|true")),
        )
        .rows(
            "guidance_moment",
            "moment_id|date|setting|evidence",
            (1..=5).map(|id| {
                let setting = if id == 5 { "mentor_slb_hour" } else { "subject_lesson" };
                format!("{id}|2025-11-03|{setting}|registration")
            }),
        )
        .rows(
            "guidance_moment_staff",
            "moment_id|staff_key|role",
            (1..=5).map(|id| format!("{id}|{}|docent", [1, 2, 3, 4, 3][id - 1])),
        )
        .table("guidance_moment_student", "moment_id|student_key|present\n1|1|yes\n2|1|yes\n3|1|no\n4|2|yes\n5|1|yes")
}

#[test]
fn a5_counts_subjects_per_year_with_guidance_in_a_lesson() {
    let facts = lessons().facts();
    // Mathematics in year 1 (docent 1) and biology in year 2 (docent 4) of five. That docent 1 once taught biology says
    // nothing where the groups of docent 1 are known.
    assert_eq!(facts.value("A5", ["all", "all", "", NOW]), 40.0);
    assert_eq!(facts.cell("A5", ["all", "all", "", NOW])["n"], 5);
    // Two subjects in a year are too few for a percentage.
    assert_eq!(facts.status("A5", ["year_level", "1", "", NOW]), "suppressed");
}

#[test]
fn a6_counts_what_is_not_in_a_guidance_hour() {
    let facts = &*MOMENTS;
    // 13 to 20 are in subject lessons: 8 of 20. Of the primary process: 6 of 4 + 8 = 12.
    assert_eq!(facts.value("A6", ["all", "all", "", NOW]), 40.0);
    assert_eq!(facts.value("A6", ["role_group", "primary_process", "", NOW]), 50.0);
    // The team leader has two moments: too few to say anything.
    assert_eq!(facts.status("A6", ["role_group", "leadership", "", NOW]), "suppressed");
}
