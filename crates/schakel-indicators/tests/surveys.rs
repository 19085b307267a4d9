//! What staff and students say: every number here was worked out by hand from the rows above it.

mod common;

use std::sync::LazyLock;

use common::{Facts, Fixture};

/// Two waves for staff. Ten docenten (linked by a code) and the decaan answered both. In the second wave docent 11
/// answered one item of three, and docent 12 did not finish. Invited were 12 docenten and 1 decaan.
fn staff() -> Fixture {
    let who = |wave: u32| {
        let offset = wave * 100;
        let docents = (1..=10).map(move |key| format!("{}|w{wave}|staff|docent|code{key}|true", offset + key));
        let decaan = format!("{}|w{wave}|staff|decaan|code90|true", offset + 90);
        docents.chain([decaan]).collect::<Vec<_>>()
    };
    let mut respondents = [who(1), who(2)].concat();
    respondents.extend(["211|w2|staff|docent|code11|true".to_owned(), "212|w2|staff|docent|code12|false".to_owned()]);
    Fixture::new()
        .table("instrument", "instrument_id|audience\ni|staff")
        .table(
            "wave",
            "wave_id|instrument_id|number|label|from|until\nw1|i|1|baseline|2024-11-01|2024-11-30\nw2|i|2|after|2026-04-20|2026-05-15",
        )
        .table(
            "wave_audience",
            "wave_id|role|invited|population\nw1|docent|12|12\nw1|decaan|1|1\nw2|docent|12|12\nw2|decaan|1|1",
        )
        .rows("respondent", "respondent_key|wave_id|kind|role|link_code|completed", respondents)
}

const ITEMS: &str = "item_id|instrument_id|code|scale_id|dimension|theme|kind|min|max|reversed
k1|i|K1|knowledge|knowledge||likert|1|5|false
k2|i|K2|knowledge|knowledge||likert|1|5|true
k3|i|K3|knowledge|knowledge||likert|1|5|false
c1|i|C_KNOW|contribution|contribution||likert|1|5|false
c2|i|C_ABLE|contribution|contribution||likert|1|5|false
c3|i|C_OWNWAY|contribution|contribution||likert|1|5|false
vis|i|VIS|knows_vision|experience||likert|1|5|false
i1|i|VI1||vision_ideal|rolopvatting|likert|1|5|false
i2|i|VI2||vision_ideal|tijd_rooster|likert|1|5|false
n1|i|VC1||vision_current|rolopvatting|likert|1|5|false
n2|i|VC2||vision_current|tijd_rooster|likert|1|5|false";

fn answers(rows: impl IntoIterator<Item = (u32, Vec<(&'static str, u32)>)>) -> Vec<String> {
    rows.into_iter()
        .flat_map(|(who, answers)| {
            answers.into_iter().map(move |(item, value)| format!("{who}|{item}|{value}")).collect::<Vec<_>>()
        })
        .collect()
}

/// What follows from the store below, computed once for all tests.
static KNOWLEDGE: LazyLock<Facts> = LazyLock::new(|| knowledge().facts());

/// The same, with nothing kept back.
static OPEN_KNOWLEDGE: LazyLock<Facts> = LazyLock::new(|| knowledge().open().facts());

/// Knowledge. First everyone gives the middle: 50. Then docent 1, 3, 5, 7, 9 give 75, 75, 75 and docent 2, 4, 6, 8, 10 give
/// 75, 75, 100 (83.33), the second item being reversed; the decaan gives 25.
fn knowledge() -> Fixture {
    let first = (1..=10).chain([90]).map(|key| (100 + key, vec![("k1", 3), ("k2", 3), ("k3", 3)]));
    let second = (1..=10).map(|key| (200 + key, vec![("k1", 4), ("k2", 2), ("k3", if key % 2 == 1 { 4 } else { 5 })]));
    let others = [
        (290, vec![("k1", 2), ("k2", 4), ("k3", 2)]),
        (211, vec![("k1", 5)]),
        (212, vec![("k1", 5), ("k2", 1), ("k3", 5)]),
    ];
    staff().table("item", ITEMS).rows(
        "answer",
        "respondent_key|item_id|value_num",
        answers(first.chain(second).chain(others)),
    )
}

#[test]
fn c1_is_a_scale_score_with_reversed_items_turned_and_a_t_interval() {
    let facts = &*OPEN_KNOWLEDGE;
    let at = ["role_group", "primary_process", "", "after"];
    // Mean (5 × 75 + 5 × 83.333) / 10 = 79.167; standard deviation 4.392; t(9) = 2.262: ± 3.142.
    assert_eq!(facts.value("C1", at), 79.2);
    let cell = facts.cell("C1", at);
    assert_eq!((&cell["low"], &cell["high"], &cell["n"]), (&76.into(), &82.3.into(), &10.into()));
    assert_eq!(facts.cell("C1", at)["population"], 12);
    // With the decaan: (791.667 + 25) / 11.
    assert_eq!(facts.value("C1", ["all", "all", "", "after"]), 74.2);
    assert_eq!(facts.value("C1", ["all", "all", "", "baseline"]), 50.0);
}

#[test]
fn c1_does_not_show_what_one_decaan_answered() {
    let facts = &*KNOWLEDGE;
    assert_eq!(facts.status("C1", ["role_group", "specialist", "", "after"]), "suppressed");
    assert_eq!(facts.status("C1", ["role", "decaan", "", "after"]), "suppressed");
}

/// As many docenten: a third give 100 on all three items on knowledge, a third 100, 100 and 0, and a third 0.
fn scale(docents: u32) -> Facts {
    let given = |key: u32| match key % 3 {
        0 => vec![("k1", 5), ("k2", 1), ("k3", 5)],
        1 => vec![("k1", 5), ("k2", 1), ("k3", 1)],
        _ => vec![("k1", 1), ("k2", 5), ("k3", 1)],
    };
    // The last of them left an item open, and counts for the score only.
    let open = [(docents + 1, vec![("k1", 3), ("k2", 3)])];
    Fixture::new()
        .table("instrument", "instrument_id|audience\ni|staff")
        .table("wave", "wave_id|instrument_id|number|label|from|until\nw1|i|1|baseline|2024-11-01|2024-11-30")
        .table("wave_audience", &format!("wave_id|role|invited|population\nw1|docent|{docents}|{docents}"))
        .rows(
            "respondent",
            "respondent_key|wave_id|kind|role|completed",
            (1..=docents + 1).map(|key| format!("{key}|w1|staff|docent|true")),
        )
        .table("item", ITEMS)
        .rows(
            "answer",
            "respondent_key|item_id|value_num",
            answers((1..=docents).map(|key| (key, given(key))).chain(open)),
        )
        .facts()
}

#[test]
fn c1_tells_how_well_the_items_hang_together_from_thirty_complete_answers() {
    // Two of three give 100 on the first two items and one of three on the third: each has variance 10000 × 2/9 × 30/29.
    // The sums 300, 200 and 0 have variance (133.3² + 33.3² + 166.7²) / 3 × 30/29. So 3/2 × (1 − 6666.7 / 15555.6) = 6/7.
    let facts = scale(30);
    let cell = facts.cell("C1", ["reliability", "all", "", "baseline"]);
    assert_eq!((&cell["value"], &cell["unit"], &cell["n"]), (&0.86.into(), &"coefficient".into(), &30.into()));
    let few = scale(29).places("C1");
    assert!(!few.iter().any(|place| place.starts_with("reliability")), "{few:?}");
}

#[test]
fn waves_are_named_by_their_season_and_come_in_order() {
    let facts = &*KNOWLEDGE;
    assert_eq!(facts.cell("C1", ["all", "all", "", "baseline"])["period_label"]["nl"], "najaar 2024");
    let places = facts.places("C1");
    assert_eq!(places[..2], ["all/all//baseline", "all/all//after"]);
}

#[test]
fn c4_compares_the_same_persons() {
    let facts = &*OPEN_KNOWLEDGE;
    // Docenten: differences 25 (five) and 33.333 (five): mean 29.167, standard deviation 4.392, ± 3.142.
    let change = facts.change("C4", ["role_group", "primary_process", "knowledge"]);
    assert_eq!((&change["from_value"], &change["to_value"], &change["diff"]), (&50.into(), &79.2.into(), &29.2.into()));
    assert_eq!((&change["low"], &change["high"], &change["n_pairs"]), (&26.into(), &32.3.into(), &10.into()));
    assert_eq!(change["verdict"], "up");
    // With the decaan, who fell by 25: mean 24.242, standard deviation 16.855, t(10) = 2.228: ± 11.323.
    let change = facts.change("C4", ["all", "all", "knowledge"]);
    assert_eq!((&change["low"], &change["high"], &change["n_pairs"]), (&12.9.into(), &35.6.into(), &11.into()));
    assert_eq!(KNOWLEDGE.change("C4", ["role_group", "specialist", "knowledge"])["status"], "suppressed");
    // Ten of eleven rose, and one fell.
    let share = |part| facts.value("C4", ["all", "all", part, "after"]);
    assert_eq!((share("knowledge_up"), share("knowledge_same"), share("knowledge_down")), (91.0, 0.0, 9.0));
    // Of a single pair nothing is told.
    assert_eq!(facts.status("C4", ["role_group", "specialist", "knowledge_up", "after"]), "suppressed");
}

#[test]
fn a_code_that_two_persons_use_links_nobody() {
    let facts = knowledge()
        .table("respondent", "respondent_key|wave_id|kind|role|link_code|completed\n299|w2|staff|docent|code1|true");
    let change = facts.open().facts();
    let change = change.change("C4", ["role_group", "primary_process", "knowledge"]);
    // Nine pairs are left, told as a band.
    assert_eq!(
        (&change["n_pairs"], &change["n_pairs_band"]["from"], &change["n_pairs_band"]["to"]),
        (&().into(), &1.into(), &9.into())
    );
}

/// What follows from the store below, computed once for all tests.
static CONTRIBUTION: LazyLock<Facts> = LazyLock::new(|| contribution().facts());

/// Contribution. First docent 1–2 agree with all three, 3–10 with none, the decaan with all. Then 1–6 agree with all, 7–8 not
/// with the third, 9–10 with the third only, docent 11 answers only the first, and the decaan agrees with all.
fn contribution() -> Fixture {
    let three = |a, b, c| vec![("c1", a), ("c2", b), ("c3", c)];
    let first = (1..=10).map(|key| (100 + key, if key <= 2 { three(4, 4, 4) } else { three(3, 3, 3) }));
    let second = (1..=10).map(|key| {
        let answers = match key {
            1..=6 => three(4, 5, 4),
            7..=8 => three(4, 4, 3),
            _ => three(2, 2, 5),
        };
        (200 + key, answers)
    });
    let others = [(190, three(5, 5, 5)), (290, three(5, 5, 5)), (211, vec![("c1", 4)])];
    let vision = (1..=10).chain([90]).map(|key| (200 + key, vec![("vis", if key <= 5 || key == 90 { 4 } else { 2 })]));
    staff().table("item", ITEMS).rows(
        "answer",
        "respondent_key|item_id|value_num",
        answers(first.chain(second).chain(others).chain(vision)),
    )
}

#[test]
fn c5_counts_who_agrees_with_each_statement_and_with_all_three() {
    let facts = contribution().open().facts();
    let value = |part| facts.value("C5", ["all", "all", part, "after"]);
    // 1–8, 11 and the decaan of 12; 1–8 and the decaan of 11; 1–6, 9–10 and the decaan of 11; 1–6 and the decaan of 11.
    assert_eq!((value("knows"), value("able"), value("own_way"), value("all_three")), (83.0, 82.0, 82.0, 64.0));
    assert_eq!(facts.value("C5", ["role_group", "primary_process", "all_three", "after"]), 60.0);
    // 11 is told as 10 to 19, so Wilson for 64 % of 10, worked out apart from this program: 34.5 to 85.7.
    let cell = facts.cell("C5", ["all", "all", "all_three", "after"]);
    assert_eq!((&cell["low"], &cell["high"]), (&35.into(), &86.into()));
    assert_eq!((&cell["n"], &cell["n_band"]["from"], &cell["n_band"]["to"]), (&().into(), &10.into(), &19.into()));
}

#[test]
fn c5_changes_are_paired() {
    let facts = &*CONTRIBUTION;
    // 3 of 11 then, 7 of 11 now; four rose, nobody fell: mean 36.36, standard deviation 50.45, ± 33.89: 2.5 to 70.3.
    let change = facts.change("C5", ["all", "all", "all_three"]);
    assert_eq!((&change["from_value"], &change["to_value"], &change["diff"]), (&27.into(), &64.into(), &37.into()));
    assert_eq!((&change["low"], &change["high"], &change["n_pairs"]), (&2.into(), &70.into(), &11.into()));
    assert_eq!(change["verdict"], "up");
}

#[test]
fn d1_counts_who_knows_the_vision() {
    let facts = contribution().open().facts();
    // Docent 1–5 and the decaan: 6 of 11.
    assert_eq!(facts.value("D1", ["all", "all", "", "after"]), 55.0);
    assert_eq!(facts.value("D1", ["role_group", "primary_process", "", "after"]), 50.0);
}

/// What follows from the store below, computed once for all tests.
static VISION: LazyLock<Facts> = LazyLock::new(|| vision().facts());

/// Vision. On the first theme docenten give 100 and the decaan 50. On the second, docent 1–5 give 100, 6–10 give 0, and
/// the decaan 50. Everyone finds that it is 50 now.
fn vision() -> Fixture {
    let docents =
        (1..=10).map(|key| (200 + key, vec![("i1", 5), ("i2", if key <= 5 { 5 } else { 1 }), ("n1", 3), ("n2", 3)]));
    let decaan = (290, vec![("i1", 3), ("i2", 3), ("n1", 3), ("n2", 3)]);
    staff().table("item", ITEMS).rows("answer", "respondent_key|item_id|value_num", answers(docents.chain([decaan])))
}

#[test]
fn d2_is_100_for_agreement_and_0_for_two_halves() {
    let facts = &*VISION;
    // Standard deviations over all: 14.374 and 47.673, of at most 50.
    assert_eq!(facts.value("D2", ["theme", "rolopvatting", "", "after"]), 71.3);
    assert_eq!(facts.value("D2", ["theme", "tijd_rooster", "", "after"]), 4.7);
    assert_eq!(facts.value("D2", ["all", "all", "", "after"]), 38.0);
}

#[test]
fn d3_sets_ideal_beside_current() {
    let facts = &*VISION;
    // (10 × 100 + 50) / 11 = 95.45 against 50.
    assert_eq!(facts.value("D3", ["theme", "rolopvatting", "ideal", "after"]), 95.5);
    assert_eq!(facts.value("D3", ["theme", "rolopvatting", "current", "after"]), 50.0);
    assert_eq!(facts.value("D3", ["theme", "rolopvatting", "gap", "after"]), 45.5);
    // The difference on the second theme is 0 on average; its interval goes below 0.
    assert!(facts.cell("D3", ["theme", "tijd_rooster", "gap", "after"])["low"].as_f64().unwrap() < 0.0);
}

#[test]
fn d4_says_only_in_words_that_one_decaan_and_the_teachers_differ() {
    let facts = &*VISION;
    // |50 − 100| = 50 and |50 − 50| = 0: 25 on average.
    let whole = facts.cell("D4", ["all", "all", "", "after"]);
    assert_eq!((&whole["status"], &whole["value"], &whole["band"]), (&"released".into(), &().into(), &"differ".into()));
    for part in ["specialist", "primary_process", "difference"] {
        assert_eq!(facts.status("D4", ["theme", "rolopvatting", part, "after"]), "suppressed");
    }
}

#[test]
fn d4_gives_numbers_when_the_decaan_released_the_answers() {
    let consent = "approval_id|subject|asked_on|decision\na|data_use|2026-05-20|approved";
    let facts = vision().table("approval", consent).facts();
    assert_eq!(facts.value("D4", ["all", "all", "", "after"]), 25.0);
    assert_eq!(facts.value("D4", ["theme", "rolopvatting", "difference", "after"]), -50.0);
}

/// Five specialists and ten teachers. On the first theme all specialists give 100 and teachers 50; on the second two
/// specialists give 100 and three 50, and teachers 50.
fn specialists_agree(specialists: u32) -> Facts {
    let keys = 300..300 + specialists;
    let who = keys.clone().map(|key| format!("{key}|w2|staff|loopbaanbegeleider||true"));
    let second = |key: u32| if key < 302 { 5 } else { 3 };
    let given = keys.map(|key| (key, vec![("i1", 5), ("i2", second(key))]));
    let teachers = (201..=210).map(|key| (key, vec![("i1", 3), ("i2", 3)]));
    staff()
        .table("item", ITEMS)
        .rows("respondent", "respondent_key|wave_id|kind|role|link_code|completed", who)
        .rows("answer", "respondent_key|item_id|value_num", answers(given.chain(teachers)))
        .facts()
}

#[test]
fn d4_keeps_back_a_theme_on_which_all_specialists_gave_the_highest_score() {
    let facts = specialists_agree(5);
    for part in ["specialist", "primary_process", "difference"] {
        assert_eq!(facts.status("D4", ["theme", "rolopvatting", part, "after"]), "suppressed", "{part}");
    }
    // (2 × 100 + 3 × 50) / 5 = 70, against 50.
    let value = |part| facts.value("D4", ["theme", "tijd_rooster", part, "after"]);
    assert_eq!((value("specialist"), value("primary_process"), value("difference")), (70.0, 50.0, 20.0));
    // (50 + 20) / 2: how far they are apart over both themes.
    assert_eq!(facts.value("D4", ["all", "all", "", "after"]), 35.0);
    // Ten specialists are enough for the mean not to be an answer of a few.
    assert_eq!(specialists_agree(10).value("D4", ["theme", "rolopvatting", "specialist", "after"]), 100.0);
}

#[test]
fn d4_does_not_take_consent_about_an_intervention_for_consent_of_the_decaan() {
    let consent = "approval_id|intervention_id|subject|asked_on|decision\na|1|data_use|2026-05-20|approved";
    let facts = vision().table("approval", consent).facts();
    assert_eq!(facts.cell("D4", ["all", "all", "", "after"])["band"], "differ");
}

#[test]
fn q1_warns_when_few_answered_and_is_shown_even_when_so_few_did_that_nothing_else_is() {
    let more = |invited: u32| {
        let audience = format!("wave_id|role|invited|population\nw2|mentor|{invited}|{invited}");
        knowledge().table("wave_audience", &audience).facts()
    };
    // 12 of 20 is 60 %, 12 of 21 is 57 % and 12 of 73 is 16 %.
    let told = |invited| {
        let cell = more(invited).cell("Q1", ["all", "all", "", "after"]).clone();
        (cell["value"].as_f64().unwrap(), cell["warn"].as_bool().unwrap())
    };
    assert_eq!((told(7), told(8), told(60)), ((60.0, false), (57.0, true), (16.0, true)));
}

#[test]
fn q1_warns_about_all_students_from_the_same_share_as_about_all_staff() {
    // 20 of 40 students: above half, the least for one role, and below 60 %, the least for everyone.
    let facts = &*STUDENTS;
    let cell = facts.cell("Q1", ["role_group", "student", "", "after"]);
    assert_eq!((&cell["value"], &cell["warn"]), (&50.into(), &true.into()));
}

#[test]
fn q1_tells_of_fewer_than_ten_invited_only_roughly_how_many_they_are() {
    let rows = "wave_id|role|invited|population\nw2|mentor|9|9\nw2|coach|10|10";
    let facts = knowledge().table("wave_audience", rows).facts();
    let nine = facts.cell("Q1", ["role", "mentor", "", "after"]);
    assert_eq!(
        (&nine["value"], &nine["population"], &nine["population_band"]["to"]),
        (&().into(), &().into(), &9.into())
    );
    let ten = facts.cell("Q1", ["role", "coach", "", "after"]);
    assert_eq!((&ten["population"], &ten["value"]), (&10.into(), &0.into()));
}

#[test]
fn q1_is_the_response_of_those_invited() {
    let facts = &*OPEN_KNOWLEDGE;
    // 11 of 12 docenten finished the second wave; with the decaan 12 of 13.
    assert_eq!(facts.value("Q1", ["role", "docent", "", "after"]), 92.0);
    assert_eq!(facts.value("Q1", ["all", "all", "", "after"]), 92.0);
    // Whether one decaan answered is not said.
    assert_eq!(KNOWLEDGE.status("Q1", ["role", "decaan", "", "after"]), "suppressed");
}

#[test]
fn a_survey_that_few_answered_is_not_shown() {
    let more = "wave_id|role|invited|population\nw2|mentor|60|60";
    let facts = knowledge().table("wave_audience", more).facts();
    // 12 of 73 is below a quarter; of the docenten 11 of 12 answered.
    assert_eq!(facts.status("C1", ["all", "all", "", "after"]), "hidden_low_response");
    assert_ne!(facts.status("C1", ["role", "docent", "", "after"]), "hidden_low_response");
    assert_eq!(facts.change("C4", ["all", "all", "knowledge"])["status"], "hidden_low_response");
}

/// What follows from the store below, computed once for all tests.
static STUDENTS: LazyLock<Facts> = LazyLock::new(|| students().facts());

/// Twenty of forty students answered both waves. They heard it from two people: 5, then 12. On both items about qualities
/// they gave 50 first; then 1–10 gave 75 and 11–20 gave 50.
fn students() -> Fixture {
    let respondents = (1..=2)
        .flat_map(|wave| (1..=20).map(move |key| format!("{}|s{wave}|student|student|c{key}|true", wave * 100 + key)));
    let rows = (1..=20).flat_map(|key| {
        let told = |limit| if key <= limit { 2 } else { 1 };
        let now = if key <= 10 { 4 } else { 3 };
        [
            (100 + key, vec![("told", told(5)), ("kr1", 3), ("kr2", 3)]),
            (200 + key, vec![("told", told(12)), ("kr1", now), ("kr2", now)]),
        ]
    });
    Fixture::new()
        .table("instrument", "instrument_id|audience\ns|student")
        .table(
            "wave",
            "wave_id|instrument_id|number|label|from|until\ns1|s|1|baseline|2024-11-01|2024-11-30\ns2|s|2|after|2026-04-20|2026-05-15",
        )
        .table("wave_audience", "wave_id|role|invited|population\ns1|student|40|40\ns2|student|40|40")
        .table(
            "item",
            "item_id|instrument_id|code|scale_id|dimension|competence|kind|min|max|reversed
told|s|TOLD|told_possible|experience||count|||false
kr1|s|KR1|KR|competence|KR|likert|1|5|false
kr2|s|KR2|KR|competence|KR|likert|1|5|false
fg|s|FG|first_generation|background||choice|||false",
        )
        .rows("respondent", "respondent_key|wave_id|kind|role|link_code|completed", respondents)
        .rows("answer", "respondent_key|item_id|value_num", answers(rows))
}

#[test]
fn b5_counts_who_heard_it_from_two_people() {
    let facts = &*STUDENTS;
    // 12 of 20; Wilson, worked out apart from this program: 38.7 to 78.1.
    let cell = facts.cell("B5", ["all", "all", "", "after"]);
    assert_eq!((&cell["value"], &cell["low"], &cell["high"]), (&60.into(), &39.into(), &78.into()));
    // 20 of 40 answered: a warning, because the response of all is below 60 %.
    assert_eq!((&cell["warn"], &cell["population"]), (&true.into(), &40.into()));
    // 12/20 − 5/20, Newcombe–Wilson, worked out apart from this program: 4.4 to 57.8.
    let change = facts.change("B5", ["all", "all", ""]);
    assert_eq!((&change["diff"], &change["verdict"]), (&35.into(), &"up".into()));
}

#[test]
fn h1_is_the_mean_of_what_students_say_of_themselves() {
    let facts = &*STUDENTS;
    // Ten give 75 and ten 50: mean 62.5, standard deviation 12.825, t(19) = 2.093: ± 6.002.
    let cell = facts.cell("H1", ["competence", "KR", "", "after"]);
    assert_eq!((&cell["value"], &cell["low"], &cell["high"]), (&62.5.into(), &56.5.into(), &68.5.into()));
    let change = facts.change("H1", ["competence", "KR", ""]);
    assert_eq!((&change["diff"], &change["low"], &change["n_pairs"]), (&12.5.into(), &6.5.into(), &20.into()));
}

#[test]
fn g1_uses_the_background_that_students_gave_in_the_survey() {
    // ja: 1–6 and 11–14, of whom 1–6, 11 and 12 heard it: 8 of 10, which leaves two who did not: too few.
    // With 15–20 as ja as well it is 8 of 16, and of nee 7–10 heard it: 4 of 4.
    let answers = (1..=20).map(|key| {
        let answer = if matches!(key, 1..=6 | 11..=20) { "ja" } else { "nee" };
        format!("{}|fg|{answer}", 200 + key)
    });
    let students = students().rows("answer", "respondent_key|item_id|value_code", answers);
    let facts = students.facts();
    assert_eq!(students.open().facts().value("G1", ["first_generation", "ja", "B5", "after"]), 50.0);
    assert_eq!(facts.status("G1", ["first_generation", "nee", "B5", "after"]), "suppressed");
    assert_eq!(facts.change("G1", ["first_generation", "ja", "B5"])["status"], "suppressed");
}
