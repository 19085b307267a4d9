//! Room, approval, interventions, obstacles and the lists: worked out by hand from the rows above each.

mod common;

use std::sync::LazyLock;

use common::{Facts, Fixture, NOW};

fn staff() -> Fixture {
    let roles = (1..=6).map(|key| format!("{key}|{}|2020-08-01", if key <= 5 { "docent" } else { "decaan" }));
    Fixture::new().rows("staff", "staff_key|teaches", (1..=6).map(|key| format!("{key}|{}", key <= 5))).rows(
        "staff_role",
        "staff_key|role|from",
        roles,
    )
}

/// What follows from the store below, computed once for all tests.
static HOURS: LazyLock<Facts> = LazyLock::new(|| hours().facts());

fn hours() -> Fixture {
    staff().table(
        "time_allocation",
        "allocation_id|school_year|purpose|hours_granted|hours_scheduled|hours_used
1|2025-2026|team_development|300|200|150
2|2025-2026|team_development|180|110|115
3|2025-2026|decanaat|100|90|
4|2023-2024|decanaat|999|999|999",
    )
}

#[test]
fn e1_follows_hours_from_granted_to_used() {
    let facts = &*HOURS;
    let value = |part| facts.value("E1", ["purpose", "team_development", part, NOW]);
    assert_eq!((value("granted"), value("scheduled"), value("used")), (480.0, 310.0, 265.0));
    // 310 / 480 and 265 / 310.
    assert_eq!((value("scheduled_of_granted"), value("used_of_scheduled")), (65.0, 85.0));
    assert_eq!(facts.value("E1", ["all", "all", "granted", NOW]), 580.0);
    // Nobody recorded how many hours of the decanaat were used: not known is not nothing.
    assert_eq!(facts.status("E1", ["purpose", "decanaat", "used", NOW]), "missing");
    assert_eq!(facts.status("E1", ["all", "all", "used_of_scheduled", NOW]), "missing");
}

#[test]
fn hours_that_are_not_in_the_timetable_are_listed_most_first() {
    let facts = &*HOURS;
    let list = facts.list("hours_to_schedule");
    let row = |at: usize| (list[at]["purpose"].clone(), list[at]["to_schedule"].clone());
    assert_eq!((row(0), row(1)), (("team_development".into(), 170.into()), ("decanaat".into(), 10.into())));
    assert_eq!(list[0]["purpose_label"]["nl"], "ontwikkeling van het team");
}

/// What follows from the store below, computed once for all tests.
static INTERVENTIONS: LazyLock<Facts> = LazyLock::new(|| interventions().facts());

/// Started: 1 (approved before), 2 (approved five days after its start) and 4 (a team leader approved it, the leadership
/// was never asked). 3 waits.
fn interventions() -> Fixture {
    staff()
        .table(
            "intervention",
            "intervention_id|title|goal|theme|lead_staff_key|lead_is_alumnus|start_planned|start_actual|end_planned|status
1|In elke vakles|Doel|visie_beleid|1|true|2025-09-15|2025-10-01|2026-07-01|running
2|Driehoeksgesprek|Doel|samenwerking_ouders|6|false|2025-11-01|2025-11-01|2026-01-30|finished
3|Intervisie|Doel|professionalisering|2|true|2026-09-07||2027-03-01|submitted
4|Alumni|Doel|zicht_op_leerling|1|true|2025-11-15|2025-11-17|2026-02-27|adapted",
        )
        .table(
            "approval",
            "approval_id|intervention_id|subject|asked_on|decided_on|decision|decided_by|hours_promised
a|1|intervention|2025-09-01|2025-09-20|approved|schoolleiding|
b|2|intervention|2025-10-27|2025-11-06|conditional||
c|3|intervention|2026-05-12||open|schoolleiding|96
d|4|intervention|2025-11-01|2025-11-02|approved|teamleider|
e|1|intervention|2026-05-01||open|teamleider|",
        )
        .table(
            "step",
            "step_id|intervention_id|description|due|done|status
1|1|Eerste|2025-11-01|2025-10-30|done
2|1|Tweede|2026-03-01|2026-03-09|done
3|1|Derde|2026-06-01||open
4|1|Vierde|2026-06-26||open
5|1|Vervallen|2026-01-01||dropped
6|3|Besluit|2026-07-03||open",
        )
}

#[test]
fn e2_counts_approval_before_the_start() {
    let facts = &*INTERVENTIONS;
    // 1 of 3: what a team leader approved is not approved by the leadership.
    assert_eq!(facts.value("E2", ["all", "all", "", ""]), 33.0);
    // 19 and 10 days: 14.5 in the middle. The day that the team leader took is left out.
    let median = facts.cell("E2", ["median_days", "all", "", ""]);
    assert_eq!((&median["value"], &median["unit"]), (&15.into(), &"days".into()));
}

#[test]
fn f1_counts_steps_that_are_due_and_interventions_per_status() {
    let facts = &*INTERVENTIONS;
    // Due by 15 June 2026 and not dropped: three, of which two are done.
    assert_eq!(facts.value("F1", ["all", "all", "", ""]), 67.0);
    let statuses = ["submitted", "running", "finished", "adapted"];
    for status in statuses {
        assert_eq!(facts.value("F1", ["status", status, "", ""]), 1.0);
    }
    assert_eq!(facts.places("F1").len(), 1 + statuses.len());
}

#[test]
fn the_list_of_interventions_tells_lead_approval_and_next_step() {
    let facts = &*INTERVENTIONS;
    let list = facts.list("interventions");
    let titles: Vec<_> = list.iter().map(|i| i["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["In elke vakles", "Driehoeksgesprek", "Alumni", "Intervisie"]);
    let first = &list[0];
    assert_eq!((&first["start"], &first["end"]), (&"2025-10-01".into(), &"2026-07-01".into()));
    assert_eq!((&first["steps_done"], &first["steps_total"]), (&2.into(), &4.into()));
    assert_eq!((&first["next_step"], &first["next_step_due"]), (&"Derde".into(), &"2026-06-01".into()));
    assert_eq!((&first["approved_on"], &first["decision_label"]["nl"]), (&"2025-09-20".into(), &"akkoord".into()));
    assert_eq!((&list[3]["approved_on"], &list[3]["decision"]), (&().into(), &"open".into()));
    // A team leader approved it, so the leadership was never asked.
    assert_eq!(
        (&list[2]["asked_on"], &list[2]["approved_on"], &list[2]["decision"]),
        (&().into(), &().into(), &().into())
    );
}

#[test]
fn why_an_intervention_was_stopped_or_adapted_is_told_once_it_is_released() {
    let reasons = |fixture: Fixture| {
        let list = fixture.facts().list("interventions").clone();
        list.iter().map(|i| i["reason"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let interventions = || {
        staff().table(
            "intervention",
            "intervention_id|title|status|start_planned|reason
1|Portfolio|stopped|2025-09-01|Het werd een formulier.
2|Bezoek|adapted|2025-09-02|Het kostte te veel tijd.
3|Lessen|running|2025-09-03|Nog niet voor iedereen.
4|Kaart|stopped|2025-09-04|Iemand was ziek.
5|Middag|adapted|2025-09-05|Niet op tijd vrijgegeven.",
        )
    };
    assert_eq!(reasons(interventions()), [const { None }; 5]);
    let released = interventions().table(
        "approval",
        "approval_id|intervention_id|subject|asked_on|decided_on|decision
a|1|data_use|2026-05-01|2026-05-02|approved
b|2|data_use|2026-05-01||approved
c|3|data_use|2026-05-01|2026-05-02|approved
d|4|data_use|2026-05-01|2026-05-02|rejected
e|5|data_use|2026-05-01|2026-06-16|approved
f|4|intervention|2025-08-01|2025-08-02|approved
g||data_use|2026-05-01|2026-05-02|approved",
    );
    // Told of what stopped or changed, when the consent is about that one and was given by the day of the report.
    let told = [Some("Het werd een formulier."), Some("Het kostte te veel tijd."), None, None, None];
    assert_eq!(reasons(released), told.map(|t| t.map(str::to_owned)));
}

#[test]
fn the_lead_is_told_by_the_role_that_says_most_and_never_by_one_of_few() {
    // Three team leaders, three mentors, one LOB coordinator and one of the support staff, all of whom teach as well; 9
    // only teaches.
    let second = |key| match key {
        1..=3 => Some("teamleider"),
        4..=6 => Some("mentor"),
        7 => Some("lob_coordinator"),
        8 => Some("oop"),
        _ => None,
    };
    let roles = (1..=9).flat_map(|key| {
        let other = second(key).map(|role| format!("{key}|{role}|2020-08-01"));
        // Whoever became a docent last is still led by what else they do.
        [Some(format!("{key}|docent|2022-08-01")), other].into_iter().flatten()
    });
    let leads = [1, 4, 7, 8, 9];
    let facts = Fixture::new()
        .rows("staff", "staff_key|teaches", (1..=9).map(|key| format!("{key}|true")))
        .rows("staff_role", "staff_key|role|from", roles)
        .rows(
            "intervention",
            "intervention_id|title|lead_staff_key|start_planned|status",
            leads.map(|key| format!("{key}|T|{key}|2025-09-0{key}|running")),
        )
        .facts();
    let told: Vec<_> = facts.list("interventions").iter().map(|i| i["lead_role"].as_str().unwrap()).collect();
    // Of one coordinator the group is told; a group of other roles says less than that someone teaches.
    assert_eq!(told, ["teamleider", "mentor", "specialist", "docent", "docent"]);
}

#[test]
fn the_lead_is_told_by_role_and_a_lone_decaan_by_group_without_more() {
    let facts = &*INTERVENTIONS;
    let list = facts.list("interventions");
    assert_eq!((&list[0]["lead_role"], &list[0]["lead_is_alumnus"]), (&"docent".into(), &true.into()));
    assert_eq!((&list[1]["lead_role"], &list[1]["lead_is_alumnus"]), (&"specialist".into(), &().into()));
    assert_eq!(list[1]["lead_role_label"]["nl"], "specialisten");
}

#[test]
fn decisions_that_wait_tell_since_when() {
    let facts = &*INTERVENTIONS;
    let list = facts.list("decisions");
    assert_eq!(list.len(), 1);
    assert_eq!((&list[0]["title"], &list[0]["hours"]), (&"Intervisie".into(), &96.into()));
    // 12 May to 15 June.
    assert_eq!((&list[0]["asked_on"], &list[0]["days_waiting"]), (&"2026-05-12".into(), &34.into()));
    assert_eq!(list[0]["start_planned"], "2026-09-07");
}

#[test]
fn next_steps_come_by_date_and_say_what_is_late() {
    let facts = &*INTERVENTIONS;
    let steps: Vec<_> = facts
        .list("next_steps")
        .iter()
        .map(|s| (s["description"].as_str().unwrap(), s["overdue"].as_bool().unwrap()))
        .collect();
    assert_eq!(steps, [("Derde", true), ("Vierde", false), ("Besluit", false)]);
}

#[test]
fn e3_counts_five_parts_of_the_quality_cycle() {
    let facts = staff()
        .table(
            "vision",
            "vision_id|version|date|text|status|in_school_plan|discussed_with_council|adopted_by
v1|1|2024-06-01|Eerst|draft|false|false|
v2|2|2025-06-19|Samen|adopted|true|false|schoolleiding",
        )
        .table(
            "self_assessment",
            "criterion_id|date|filled_by|status\nevaluation_discussed|2026-05-11|teamleider|fully",
        )
        .facts();
    // Adopted, in the plan, and evaluation discussed; not with the council, and no survey among students.
    assert_eq!(facts.value("E3", ["all", "all", "", NOW]), 3.0);
    assert_eq!(facts.cell("E3", ["all", "all", "", NOW])["n"], 5);
    let there = |criterion| facts.value("E3", ["criterion", criterion, "", NOW]);
    assert_eq!((there("vision_adopted"), there("discussed_with_council")), (1.0, 0.0));
    assert_eq!((there("satisfaction_measured"), there("evaluation_discussed")), (0.0, 1.0));
    let visions = facts.list("vision");
    assert_eq!(
        (&visions[0]["text"], &visions[0]["adopted_by_label"]["nl"]),
        (&"Samen".into(), &"schoolleiding".into())
    );
    assert_eq!(visions.len(), 2);
}

/// What follows from the store below, computed once for all tests.
static FINDINGS: LazyLock<Facts> = LazyLock::new(|| findings().facts());

/// Docenten: three times time (one solved), workload once, and once what goes well. Students: four times that they
/// are not known, once time. The decaan: twice time.
fn findings() -> Fixture {
    let finding = |id: &str, perspective: &str, kind: &str, theme: &str, status: &str| {
        format!("{id}|2025-10-14|{perspective}|{kind}|{theme}|Samenvatting {id}|3|{status}")
    };
    staff()
        .rows(
            "finding",
            "finding_id|date|perspective|kind|theme|summary|severity|status",
            [
                finding("1", "docent", "obstacle", "tijd_rooster", "solved"),
                finding("2", "docent", "obstacle", "tijd_rooster", "open"),
                finding("3", "docent", "obstacle", "tijd_rooster", "open"),
                finding("4", "docent", "obstacle", "werkdruk", "open"),
                finding("5", "docent", "goes_well", "kennis", "open"),
                finding("6", "student", "obstacle", "zicht_op_leerling", "open"),
                finding("7", "student", "obstacle", "zicht_op_leerling", "open"),
                finding("8", "student", "obstacle", "zicht_op_leerling", "open"),
                finding("9", "student", "obstacle", "zicht_op_leerling", "open"),
                finding("10", "student", "obstacle", "tijd_rooster", "open"),
                finding("11", "decaan", "obstacle", "tijd_rooster", "open"),
                finding("12", "decaan", "obstacle", "tijd_rooster", "open"),
            ],
        )
        .table(
            "enrolment",
            "enrolment_id|student_key|programme_id|year_level|school_year|on_reference_date\ne1|1|v|5|2025-2026|true",
        )
}

#[test]
fn f2_counts_perspectives_that_were_heard_of_those_present() {
    let facts = &*FINDINGS;
    // Docent, decaan and student are there, and all three were heard.
    assert_eq!(facts.value("F2", ["all", "all", "", ""]), 3.0);
    let parent = "finding_id|date|perspective|kind|theme|summary|status\n20|2026-01-12|parent|wish|overig|x|open";
    let with_coach =
        findings().table("finding", parent).table("staff_role", "staff_key|role|from\n1|coach|2021-08-01").facts();
    // Now also a coach, who was not heard, and a parent, who was: 4 of 5.
    let cell = with_coach.cell("F2", ["all", "all", "", ""]);
    assert_eq!((&cell["value"], &cell["n"]), (&4.into(), &5.into()));
}

#[test]
fn f3_counts_obstacles_by_theme_and_perspective() {
    let facts = &*FINDINGS;
    let value = |theme, perspective| facts.value("F3", ["theme", theme, perspective, ""]);
    assert_eq!((value("tijd_rooster", "docent"), value("tijd_rooster", "student")), (3.0, 1.0));
    assert_eq!((value("werkdruk", "docent"), value("werkdruk", "student")), (1.0, 0.0));
    // The decaan is seen as the specialists, who named fewer than five things.
    assert_eq!(facts.status("F3", ["theme", "tijd_rooster", "specialist", ""]), "suppressed");
    // One of eleven obstacles is solved.
    assert_eq!(facts.value("F3", ["solved", "all", "", ""]), 9.0);
}

#[test]
fn f3_flags_themes_that_one_perspective_sees() {
    let facts = &*FINDINGS;
    let flagged: Vec<_> = facts.places("F3").into_iter().filter(|p| p.starts_with("single_perspective")).collect();
    // Workload was named once, which is no view of docenten.
    assert_eq!(flagged, ["single_perspective/zicht_op_leerling/student/"]);
}

#[test]
fn f3_does_not_flag_a_theme_that_a_perspective_too_small_to_show_named_as_well() {
    let row = |id: u32, perspective: &str| format!("{id}|2025-10-14|{perspective}|obstacle|werkdruk|x|3|open");
    let more = |rows: &[String]| {
        let facts = findings()
            .rows("finding", "finding_id|date|perspective|kind|theme|summary|severity|status", rows.to_vec())
            .facts();
        facts.places("F3").contains(&"single_perspective/werkdruk/docent/".to_owned())
    };
    assert!(more(&[row(13, "docent")]), "twice, and by docenten alone");
    // The team leader said nothing else: as the leadership with one finding it is not shown, and it counts.
    assert!(!more(&[row(13, "docent"), row(14, "teamleider")]));
    assert!(!more(&[row(13, "docent"), row(14, "decaan")]));
}

#[test]
fn obstacles_are_listed_in_the_words_of_the_summary_and_never_under_the_name_of_a_small_role() {
    let facts = &*FINDINGS;
    let list = facts.list("obstacles");
    assert_eq!(list.len(), 11);
    let last = list.iter().find(|o| o["summary"] == "Samenvatting 12").unwrap();
    assert_eq!(
        (&last["perspective"], &last["perspective_label"]["nl"]),
        (&"specialist".into(), &"specialisten".into())
    );
}

#[test]
fn only_released_stories_are_told() {
    let facts = staff()
        .table(
            "story",
            "story_id|title|text|released|released_by|released_on
1|Na de les|Een leerling bleef hangen.|true|docent|2026-05-20
2|Geheim|Dit mag niemand lezen.|false||
3|Later|Nog niet.|true|docent|2026-07-01",
        )
        .facts();
    let stories = facts.list("stories");
    assert_eq!(stories.len(), 1);
    assert_eq!((&stories[0]["title"], &stories[0]["released_by_label"]["nl"]), (&"Na de les".into(), &"docent".into()));
    assert!(!facts.0.to_string().contains("niemand lezen"));
}

#[test]
fn x1_takes_the_highest_level_that_both_raters_found_and_counts_how_often_they_agree() {
    let facts = staff()
        .table("ingredient", "ingredient_id|name\nI1|Gedeelde visie\nI2|Tijd in het rooster")
        .table(
            "ingredient_observation",
            "ingredient_id|wave_number|level|basis|rater_alias|second_rater_level
I1|1|3|interview|A|
I1|2|2|document|A|3
I1|2|3|interview|A|1
I2|2|1|document|B|1",
        )
        .facts();
    // In the last wave both found 2 by the document, and 1 by the interview.
    let told: Vec<_> = facts
        .list("ingredients")
        .iter()
        .map(|i| (i["name"].as_str().unwrap(), i["level"].as_str().unwrap(), i["basis"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("Gedeelde visie", "2", "document"), ("Tijd in het rooster", "1", "document")]);
    // One of three pairs is the same.
    assert_eq!(facts.value("X1", ["all", "all", "", ""]), 33.0);
    assert_eq!(facts.cell("X1", ["all", "all", "", ""])["n"], 3);
    let pair = |at: usize| {
        let row = &facts.list("double_ratings")[at];
        (row["ingredient"].clone(), row["level"].clone(), row["second_level"].clone())
    };
    assert_eq!(pair(0), ("Gedeelde visie".into(), "2".into(), "3".into()));
    assert_eq!(pair(2), ("Tijd in het rooster".into(), "1".into(), "1".into()));
}
