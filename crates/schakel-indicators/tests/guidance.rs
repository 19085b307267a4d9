//! Who guides and who is reached: every number here was worked out by hand from the rows above it.

mod common;

use std::sync::LazyLock;

use common::{BEFORE, Facts, Fixture, NOW};
use schakel_indicators::explain;

/// Nine teachers (six `docent`, three `mentor`), one decaan and one team leader.
fn staff() -> Fixture {
    let roles = (1..=11).map(|key| {
        let role = match key {
            1..=6 => "docent",
            7..=9 => "mentor",
            10 => "decaan",
            _ => "teamleider",
        };
        let team = if key <= 5 { "a" } else { "b" };
        format!("{key}|{role}|{team}|2020-08-01")
    });
    Fixture::new()
        .rows("staff", "staff_key|teaches", (1..=11).map(|key| format!("{key}|{}", key <= 9)))
        .rows("staff_role", "staff_key|role|team_id|from", roles)
        .table("team", "team_id|name|school_year\na|Team A|2025-2026\nb|Team B|2025-2026")
}

fn moment(id: u32, date: &str, minutes: &str, setting: &str, evidence: &str) -> String {
    format!("{id}|{date}|{minutes}|{setting}|{evidence}")
}

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

/// What follows from the store below, computed once for all tests.
static REACH: LazyLock<Facts> = LazyLock::new(|| reach().facts());

/// The same, with nothing kept back.
static OPEN_REACH: LazyLock<Facts> = LazyLock::new(|| reach().open().facts());

/// 1–20 in vwo 5, 21–40 in havo 4, 42–44 in pro 2; student 41 was not there on 1 October.
///
/// Moments 1 (docent 1), 2 (mentor 7) with 1–12; 3 (docent 1) with 1–8; 4 (a mentor without a name) with 9–12;
/// 5, 6, 7 (docent 1) with 13–16, and 17 was absent from 5; 8 (docent 2, and someone whose role is not known) with 21–30
/// and 41.
fn reach() -> Fixture {
    let enrolments = (1..=44).map(|key| {
        let (programme, year) = match key {
            1..=20 => ("v", 5),
            21..=41 => ("h", 4),
            _ => ("p", 2),
        };
        format!("e{key}|{key}|{programme}|{year}|2025-2026|{}", key != 41)
    });
    let present = |moment: u32, keys: std::ops::RangeInclusive<u32>| {
        keys.map(move |key| format!("{moment}|{key}|yes")).collect::<Vec<_>>()
    };
    let mut students = Vec::new();
    for (moment, keys) in
        [(1, 1..=12), (2, 1..=12), (3, 1..=8), (4, 9..=12), (5, 13..=16), (6, 13..=16), (7, 13..=16), (8, 21..=30)]
    {
        students.extend(present(moment, keys));
    }
    students.extend(["5|17|no".to_owned(), "8|41|yes".to_owned()]);
    staff()
        .table("programme", "programme_id|name|level\nv|vwo bovenbouw|vwo\nh|havo bovenbouw|havo\np|praktijkonderwijs|pro")
        .rows("enrolment", "enrolment_id|student_key|programme_id|year_level|school_year|on_reference_date", enrolments)
        .rows(
            "guidance_moment",
            "moment_id|date|minutes|setting|evidence",
            (1..=8).map(|id| moment(id, "2025-10-06", "10", "subject_lesson", "registration")),
        )
        .table(
            "guidance_moment_staff",
            "moment_id|staff_key|role\n1|1|docent\n2|7|mentor\n3|1|docent\n4||mentor\n5|1|docent\n6|1|docent\n7|1|docent\n8|2|docent\n8||unknown",
        )
        .rows("guidance_moment_student", "moment_id|student_key|present", students)
}

#[test]
fn b1_and_b4_count_enrolled_students_with_and_without_a_moment() {
    let facts = &*OPEN_REACH;
    // vwo: 1–16 of 20. havo: 21–30 of 20. All: 26 of 43.
    assert_eq!(facts.value("B1", ["level", "vwo", "", NOW]), 80.0);
    assert_eq!(facts.value("B1", ["level", "havo", "", NOW]), 50.0);
    assert_eq!(facts.value("B1", ["all", "all", "", NOW]), 60.0);
    assert_eq!(facts.value("B4", ["year_level", "5", "", NOW]), 20.0);
    assert_eq!(facts.value("B4", ["programme", "havo bovenbouw", "", NOW]), 50.0);
    assert_eq!(facts.value("B4", ["all", "all", "", NOW]), 40.0);
    assert_eq!(REACH.status("B1", ["level", "pro", "", NOW]), "suppressed");
}

#[test]
fn b2_asks_for_three_moments_two_persons_and_two_roles() {
    let facts = &*OPEN_REACH;
    // 1–8: three moments, docent and mentor. 9–12: three moments, docent and two mentors. 13–16: three moments, but
    // one person. So 12 of 20, and 12 of 43 = 27.9 %.
    assert_eq!(facts.value("B2", ["level", "vwo", "", NOW]), 60.0);
    assert_eq!(facts.value("B2", ["level", "havo", "", NOW]), 0.0);
    assert_eq!(facts.value("B2", ["all", "all", "", NOW]), 28.0);
}

#[test]
fn b3_counts_different_persons_and_an_unknown_guide_is_a_person() {
    let facts = &*OPEN_REACH;
    // vwo: nobody 17–20, one 13–16, two 1–8, three 9–12.
    for (part, value) in [("0", 20.0), ("1", 20.0), ("2", 40.0), ("3", 20.0), ("4plus", 0.0)] {
        assert_eq!(facts.value("B3", ["level", "vwo", part, NOW]), value, "{part}");
    }
    // havo: 21–30 had docent 2 and someone else. All: 17, 4, 18, 4 of 43; the 22nd has 2.
    for (part, value) in [("0", 40.0), ("1", 9.0), ("2", 42.0), ("3", 9.0)] {
        assert_eq!(facts.value("B3", ["all", "all", part, NOW]), value, "{part}");
    }
    assert_eq!(facts.value("B3", ["median", "all", "", NOW]), 2.0);
    assert_eq!(facts.cell("B3", ["median", "all", "", NOW])["unit"], "number");
}

/// Twenty students. A company visit (1), a talk at a company (2), a fair (3), and a talk at school (4). 1–4 called the visit
/// meaningful, 5–10 not; 5–6 called the talk at the company meaningful; 11–12 were at the fair and were not asked; 13–14
/// called the talk at school meaningful; 15 was not there on the visit.
fn encounters() -> Fixture {
    let moments = [("1", "company_visit", "external"), ("2", "individual_talk", "external"), ("3", "fair", "digital")];
    let moments = moments.into_iter().chain([("4", "individual_talk", "outside_class")]);
    let went = |moment: u32, keys: std::ops::RangeInclusive<u32>, meaningful: &'static str| {
        keys.map(move |key| format!("{moment}|{key}|yes|{meaningful}"))
    };
    let students = went(1, 1..=4, "true").chain(went(1, 5..=10, "false")).chain(went(2, 5..=6, "true"));
    let students = students.chain(went(3, 11..=12, "")).chain(went(4, 13..=14, "true"));
    Fixture::new()
        .table("programme", "programme_id|name|level\nv|vwo|vwo")
        .rows(
            "enrolment",
            "enrolment_id|student_key|programme_id|year_level|school_year|on_reference_date",
            (1..=20).map(|key| format!("e{key}|{key}|v|5|2025-2026|true")),
        )
        .rows(
            "guidance_moment",
            "moment_id|date|form|setting|evidence",
            moments.map(|(id, form, setting)| format!("{id}|2025-11-03|{form}|{setting}|registration")),
        )
        .rows(
            "guidance_moment_student",
            "moment_id|student_key|present|meaningful",
            students.chain(["1|15|no|true".to_owned()]),
        )
}

#[test]
fn b6_counts_students_with_a_meaningful_encounter_outside_school() {
    let facts = encounters().facts();
    // 1–6 of 20; with a moment outside, meaningful or not, 1–12.
    assert_eq!(facts.value("B6", ["all", "all", "", NOW]), 30.0);
    assert_eq!(facts.value("B6", ["level", "vwo", "", NOW]), 30.0);
    assert_eq!(facts.value("B6", ["all", "all", "any", NOW]), 60.0);
}

#[test]
fn b6_is_missing_where_nobody_recorded_whether_a_moment_was_meaningful() {
    let facts = reach().facts();
    assert_eq!(facts.status("B6", ["all", "all", "", NOW]), "missing");
    assert_eq!(facts.value("B6", ["all", "all", "any", NOW]), 0.0);
}

#[test]
fn thresholds_are_settings_and_the_definition_prints_them() {
    let mut fixture = reach();
    fixture.request.settings = schakel_indicators::Settings::from_project([("roles_min", 1.0), ("persons_min", 1.0)]);
    let facts = fixture.open().facts();
    // Now 13–16 count too: 16 of 20.
    assert_eq!(facts.value("B2", ["level", "vwo", "", NOW]), 80.0);
    let definition = facts.0["indicators"]["B2"]["definition"]["en"].as_str().unwrap();
    assert!(definition.contains("from at least 1 persons in at least 1 roles"), "{definition}");
}

#[test]
fn g1_compares_a_group_with_the_rest_of_whom_it_is_known() {
    // ja: 1–5 and 21–35, of whom 1–5 have multi-voice reach: 5 of 20. nee: 6–20 and 36–40, of whom 6–12: 7 of 20.
    // weet_niet: 42–44. Girls are 1–4 and 21–36: 4 of 20, which is fewer than five.
    let background = (1..=44).filter(|key| *key != 41).map(|key| {
        let first = match key {
            1..=5 | 21..=35 => "ja",
            6..=20 | 36..=40 => "nee",
            _ => "weet_niet",
        };
        let gender = if matches!(key, 1..=4 | 21..=36) { "v" } else { "m" };
        format!("{key}|2025-2026|{first}|{gender}|las")
    });
    let reach =
        reach().rows("student_background", "student_key|school_year|first_generation|gender|provenance", background);
    let kept_back = reach.facts();
    let facts = reach.open().facts();
    assert_eq!(facts.value("G1", ["first_generation", "ja", "B2", NOW]), 25.0);
    assert_eq!(facts.value("G1", ["first_generation", "nee", "B2", NOW]), 35.0);
    // Newcombe and Wilson of 5/20 − 7/20, worked out apart from this program: −35.7 to 17.6.
    let change = facts.change("G1", ["first_generation", "ja", "B2"]);
    assert_eq!((&change["diff"], &change["low"], &change["high"]), (&(-10).into(), &(-36).into(), &18.into()));
    assert_eq!((&change["verdict"], &change["from"], &change["to"]), (&"none".into(), &"rest".into(), &"ja".into()));
    // Within vwo 5 it is 5 of 5 against 7 of 15, within havo 4 0 of 15 against 0 of 5. There are 20 in each, so both weigh
    // a half: 50 % against 23.3 %. Effective numbers: 1 / (¼ / 5 + ¼ / 15) = 15 for both; the interval is that of 7.5/15 −
    // 3.5/15, worked out apart from this program: −7.2 to 53.5.
    let change = facts.change("G1", ["first_generation", "ja", "B2_within"]);
    assert_eq!((&change["from_value"], &change["to_value"], &change["diff"]), (&23.into(), &50.into(), &27.into()));
    assert_eq!((&change["low"], &change["high"], &change["verdict"]), (&(-7).into(), &53.into(), &"none".into()));
    assert_eq!(kept_back.status("G1", ["gender", "v", "B2", NOW]), "suppressed");
    assert_eq!(kept_back.change("G1", ["gender", "v", "B2"])["status"], "suppressed");
    // A level is not sensitive: 12 of 20 in vwo, 0 of 23 elsewhere.
    let change = facts.change("G1", ["level", "vwo", "B2"]);
    assert_eq!((&change["from_value"], &change["to_value"], &change["verdict"]), (&0.into(), &60.into(), &"up".into()));
    // Everyone of a programme has the same level: there is nobody to compare with within it.
    let changes = facts.0["indicators"]["G1"]["changes"].as_array().unwrap();
    assert!(!changes.iter().any(|c| c["by"] == "level" && c["part"] == "B2_within"), "{changes:?}");
    let changes = kept_back.0["indicators"]["G1"]["changes"].as_array().unwrap();
    assert!(!changes.iter().any(|c| c["by"] == "gender" && c["part"] == "B2_within"), "4 of 20 is too few within, too");
}

#[test]
fn g1_compares_by_area_and_prior_education_and_who_left() {
    // 1–10 live in areas of the two lowest quintiles, of whom 1–8 went to a higher level; of the others 11–15 of 10. All
    // came from havo, but 20, of whom it is not known.
    let keys = || 1..=20;
    let facts = Fixture::new()
        .table("programme", "programme_id|name|level\nv|vwo|vwo")
        .rows(
            "enrolment",
            "enrolment_id|student_key|programme_id|year_level|school_year|on_reference_date",
            keys().map(|key| format!("e{key}|{key}|v|6|2024-2025|true")),
        )
        .rows(
            "student_background",
            "student_key|school_year|ses_quintile|prior_education|provenance",
            keys().map(|key| {
                let before = if key == 20 { "unknown" } else { "havo" };
                format!("{key}|2024-2025|{}|{before}|las", if key <= 10 { 1 + key % 2 } else { 3 + key % 3 })
            }),
        )
        .rows(
            "transition",
            "student_key|from_enrolment_id|reference_year|destination|level_change",
            keys().map(|key| {
                let to = if matches!(key, 1..=8 | 11..=15) { "wo|higher" } else { "work|not_applicable" };
                format!("{key}|e{key}|2025|{to}")
            }),
        )
        .facts();
    // 8 of 10 is too thin for a group by a sensitive characteristic: two of ten did not.
    assert_eq!(facts.status("G1", ["ses_quintile", "low", "H2", BEFORE]), "suppressed");
    assert_eq!(facts.value("G1", ["ses_quintile", "other", "H2", BEFORE]), 50.0);
    assert_eq!(facts.change("G1", ["ses_quintile", "low", "H2"])["status"], "suppressed");
    // 13 of 19; there is nobody else to compare with.
    assert_eq!(facts.value("G1", ["prior_education", "havo", "H2", BEFORE]), 68.0);
    let changes = facts.0["indicators"]["G1"]["changes"].as_array().unwrap();
    assert!(!changes.iter().any(|c| c["by"] == "prior_education"), "{changes:?}");
}

#[test]
fn h2_shows_where_students_went_and_always_who_is_unknown() {
    let enrolments = (1..=21).map(|key| format!("e{key}|{key}|v|6|2024-2025|true"));
    let transitions = (1..=21).map(|key| {
        let (destination, change) = match key {
            1..=12 => ("wo", "higher"),
            13..=16 => ("hbo_ba", "equal"),
            17 => ("mbo_4", "lower"),
            18 => ("work", "not_applicable"),
            19..=20 => ("unknown", "not_applicable"),
            _ => ("same_school", "equal"),
        };
        format!("{key}|e{key}|2025|{destination}|{change}")
    });
    let facts = Fixture::new()
        .table("programme", "programme_id|name|level\nv|vwo|vwo")
        .rows("enrolment", "enrolment_id|student_key|programme_id|year_level|school_year|on_reference_date", enrolments)
        .rows("transition", "student_key|from_enrolment_id|reference_year|destination|level_change", transitions)
        .facts();
    // 20 left: 12, 4, 1, 1, 0 and 2; the one who stayed is not counted.
    for (part, value) in
        [("higher", 60.0), ("equal", 20.0), ("lower", 5.0), ("work", 5.0), ("no_education", 0.0), ("unknown", 10.0)]
    {
        assert_eq!(facts.value("H2", ["all", "all", part, BEFORE]), value, "{part}");
        assert_eq!(facts.value("H2", ["level", "vwo", part, BEFORE]), value, "{part}");
    }
}

#[test]
fn h2_tells_of_first_years_who_switched_and_who_stopped() {
    // 1–20 were in their first year: 12 in the same programme, 4 in another, 3 gone, 1 not known. 21 was in the second.
    let enrolments = (1..=21).map(|key| format!("e{key}|{key}|v|{}|2024-2025|true", if key == 21 { 2 } else { 1 }));
    let transitions = (1..=21).map(|key| {
        let (destination, after) = match key {
            1..=12 => ("same_school", "same"),
            13..=16 => ("same_school", "switched"),
            17..=19 => ("work", "dropped_out"),
            20 => ("unknown", "unknown"),
            _ => ("same_school", "switched"),
        };
        format!("{key}|e{key}|2025|{destination}|not_applicable|{after}")
    });
    let facts = Fixture::new()
        .table("programme", "programme_id|name|level\nv|verpleegkunde|hbo_bachelor")
        .rows("enrolment", "enrolment_id|student_key|programme_id|year_level|school_year|on_reference_date", enrolments)
        .rows(
            "transition",
            "student_key|from_enrolment_id|reference_year|destination|level_change|after_one_year",
            transitions,
        )
        .facts();
    for (part, value) in [("same", 60.0), ("switched", 20.0), ("dropped_out", 15.0), ("unknown", 5.0)] {
        assert_eq!(facts.value("H2", ["first_year", "all", part, BEFORE]), value, "{part}");
    }
    // Four left the school: too few to tell of.
    assert_eq!(facts.status("H2", ["all", "all", "work", BEFORE]), "suppressed");
}

#[test]
fn q2_tells_the_size_of_the_school_and_how_complete_the_data_are() {
    let facts = reach().table("rejected_row", "table_name|reason|message\nstaff|M01|x\nstaff|M01|y").facts();
    assert_eq!(facts.value("Q2", ["population", "students", "", NOW]), 43.0);
    assert_eq!(facts.value("Q2", ["population", "staff", "", NOW]), 11.0);
    assert_eq!(facts.value("Q2", ["population", "teachers", "", NOW]), 9.0);
    assert_eq!(facts.value("Q2", ["coverage", "moments_with_known_role", "", NOW]), 100.0);
    assert_eq!(facts.value("Q2", ["coverage", "moments_with_student", "", NOW]), 100.0);
    // 1–17 and 21–30 occur, present or not: 27 of 43.
    assert_eq!(facts.value("Q2", ["coverage", "students_with_row", "", NOW]), 63.0);
    assert_eq!(facts.value("Q2", ["rejected", "rejected_rows", "", ""]), 2.0);
    assert_eq!((&facts.0["school"]["students"], &facts.0["school"]["staff"]), (&43.into(), &11.into()));
}
