//! Equal chances (G), where students go (H), and how complete the data are (Q).

use crate::common::{BEFORE, Fixture, NOW};
use crate::reached::reach;

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
    // Beside all 20 who left, the 19 from havo would tell of the one of whom it is not known.
    let of = |id, row| facts.status(id, row) == "released";
    assert!(!(of("H2", ["all", "all", "higher", BEFORE]) && of("G1", ["prior_education", "havo", "H2", BEFORE])));
    // There is nobody else to compare with.
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
