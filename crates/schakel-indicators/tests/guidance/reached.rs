//! Who is reached (B).

use std::sync::LazyLock;

use crate::common::{Facts, Fixture, NOW};
use crate::{moment, staff};

/// What follows from the store below, computed once for all tests.
static REACH: LazyLock<Facts> = LazyLock::new(|| reach().facts());

/// The same, with nothing kept back.
static OPEN_REACH: LazyLock<Facts> = LazyLock::new(|| reach().open().facts());

/// 1–20 in vwo 5, 21–40 in havo 4, 42–44 in pro 2; student 41 was not there on 1 October.
///
/// Moments 1 (docent 1), 2 (mentor 7) with 1–12; 3 (docent 1) with 1–8; 4 (a mentor without a name) with 9–12;
/// 5, 6, 7 (docent 1) with 13–16, and 17 was absent from 5; 8 (docent 2, and someone whose role is not known) with 21–30
/// and 41.
pub(crate) fn reach() -> Fixture {
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
