//! What the report says in each situation: rose, fell, asked, stopped, apart.

use super::*;

#[test]
fn rose_demonstrably() {
    let text = nl(&common::shared());
    says(&text, "Medewerkers voelen zich vaardiger dan in het najaar van 2024: de score steeg van 44 naar 58.");
    never_says(&text, "significant");
    never_says(&text, "p <");
}

#[test]
fn fell_demonstrably() {
    let text = nl(&common::carried());
    says(
        &text,
        "Minder medewerkers kennen de visie: 38% van wie twee keer antwoordde, tegen 55% in het najaar van 2024.",
    );
    never_says(&text, "Helaas");
    never_says(&text, "Meer medewerkers kennen de visie");
}

#[test]
fn no_demonstrable_change() {
    let text = nl(&common::shared());
    says(&text, "De houding was al positief en veranderde niet aantoonbaar: 71 in het najaar van 2024, 73 nu.");
    never_says(&text, "De houding werd");
    let text = nl(&common::carried());
    says(&text, "De vaardigheid veranderde niet aantoonbaar: 39 in het najaar van 2024, 40 nu.");
    never_says(&text, "vaardiger dan");
}

#[test]
fn a_change_that_is_not_known_claims_nothing() {
    let text = nl(&common::quiet());
    for claim in ["voelen zich vaardiger", "voelen zich minder vaardig", "kennis nam", "houding werd"] {
        never_says(&text, claim);
    }
}

#[test]
fn a_proportion_in_words_with_its_number() {
    let mut facts = common::shared();
    facts.indicators.get_mut("C5").unwrap().changes.clear();
    let text = nl(&facts);
    says(&text, "Ruim vier op de tien medewerkers (43%) zeggen bij alle drie ja.");
    never_says(&text, "43,0%");
}

#[test]
fn a_decision_asked() {
    let text = nl(&common::shared());
    says(&text, "Gevraagd: twee besluiten");
    says(&text, "Akkoord op ‘Intervisie per team’");
    says(&text, "De start staat gepland op 7 september 2026");
    never_says(&text, "status open");
    let mut facts = common::shared();
    facts.lists.decisions.clear();
    facts.lists.hours_to_schedule.clear();
    says(&nl(&facts), "Er wacht op dit moment niets op uw akkoord.");
}

#[test]
fn stopped_and_adapted_are_ordinary_outcomes() {
    let text = nl(&common::stopped());
    says(&text, "Met ‘Loopbaanlogboek in de app’ is het team gestopt. De reden: studenten gebruikten de app niet.");
    says(
        &text,
        "Bij ‘Alumni vertellen’ paste het team de opzet aan. De volgende stap: nieuwe opzet met oud-leerlingen uit het mbo.",
    );
    for blame in ["Niet gehaald", "mislukt", "gefaald", "helaas"] {
        never_says(&text, blame);
    }
}

#[test]
fn an_obstacle_from_one_side() {
    let text = nl(&common::shared());
    says(&text, "‘Zicht op de leerling’ komt vooral van leerlingen. De anderen noemen het zelden.");
    let mut facts = common::shared();
    let cells = &mut facts.indicators.get_mut("F3").unwrap().cells;
    let mut only = cells.iter().find(|c| c.group == "rolopvatting" && c.part == "docent").unwrap().clone();
    only.by = "single_perspective".to_owned();
    only.value = Some(2.0);
    cells.push(only);
    says(&nl(&facts), "Alleen docenten noemen ‘de eigen rol’.");
}

#[test]
fn a_demonstrable_gap_between_groups() {
    let text = nl(&common::shared());
    says(
        &text,
        "Van de leerlingen van wie de ouders niet studeerden, werd 31% minstens drie keer begeleid, door mensen in verschillende rollen. Bij de anderen was dat meer: 44%.",
    );
    never_says(&text, "Eerstegeneratieleerlingen");
    never_says(&text, "scoren slechter");
}

#[test]
fn no_demonstrable_gap_is_no_gap() {
    let text = nl(&common::shared());
    says(&text, "Tussen meisjes en jongens is het verschil in begeleiding niet aantoonbaar: 45% en 43%.");
    never_says(&text, "Meisjes werden");
    let text = nl(&common::carried());
    says(&text, "Hoe vaak verschillende mensen begeleidden, verschilt weinig tussen groepen leerlingen");
    never_says(&text, "Bij de anderen was dat");
    never_says(&text, "meer dan één reden");
}

#[test]
fn a_gap_of_a_complete_registration_is_small_or_it_is_not() {
    let mut facts = common::shared();
    for change in &mut facts.indicators.get_mut("G1").unwrap().changes {
        if change.by == "gender" && change.part == "B2" {
            (change.low, change.high, change.verdict) = (None, None, Verdict::Up);
        }
    }
    let text = nl(&facts);
    says(&text, "Tussen meisjes en jongens is het verschil in begeleiding klein: 45% en 43%.");
    never_says(&text, "Meisjes werden vaker");
}

#[test]
fn transitions_keep_the_unknown_in_sight_and_claim_no_cause() {
    let text = nl(&common::shared());
    says(&text, "Van de leerlingen die vertrokken, ging 61% naar een hoger niveau. Van 7% weten we het niet.");
    for cause in ["Dankzij", "dankzij", "Door de begeleiding", "leidde tot", "zorgt voor"] {
        never_says(&text, cause);
    }
}

#[test]
fn specialists_and_teachers_that_differ() {
    let text = nl(&common::apart());
    says(
        &text,
        "Aan ‘samenwerking met ouders’ geven specialisten een hogere score dan docenten: 88 tegen 61. Aan ‘de eigen rol’ geven docenten een hogere score dan specialisten: 81 tegen 74. Bespreek dat verschil: het is geen fout van een van beiden.",
    );
    never_says(&text, "De decaan wil meer");
}

#[test]
fn competences_are_what_students_say_of_themselves() {
    let text = nl(&common::shared());
    says(&text, "Leerlingen geven zichzelf het hoogste cijfer voor kwaliteitenreflectie (zelfrapportage)");
    never_says(&text, "beheersen");
}

#[test]
fn a_small_change_of_a_whole_registration_is_called_nearly_the_same() {
    let mut facts = common::shared();
    common::set_share(&mut facts, "specialist", 21.0, 19.0);
    let text = nl(&facts);
    says(
        &text,
        "Van alle begeleiding komt 19% van de specialisten, vrijwel evenveel als in schooljaar 2024-2025 (21%).",
    );
    never_says(&text, "De begeleiding is meer gedeeld");
}

#[test]
fn those_who_answered_twice_are_told_apart_from_all_who_answered() {
    let mut facts = common::shared();
    for change in &mut facts.indicators.get_mut("C5").unwrap().changes {
        change.to_value = change.to_value.map(|v| v + 3.0);
    }
    let text = nl(&facts);
    says(&text, "Bij hen die twee keer antwoordden, steeg het van 29% naar 46% (marge van dat verschil:");
    says(
        &text,
        "Meer medewerkers zeggen bij alle drie ja: 46% van wie twee keer antwoordde, tegen 29% in het najaar van 2024. Van iedereen",
    );
}

#[test]
fn what_changed_stands_before_what_did_not() {
    let list = |facts: &Facts| {
        let markup = markup_of(facts, Lang::Nl);
        let (_, rest) = markup.split_once("Wat veranderde</h2>").unwrap();
        visible(rest.split_once("</ul>").unwrap().0)
    };
    let changed = list(&common::shared());
    says(&changed, "64% van wie twee keer antwoordde");
    never_says(&changed, "niet aantoonbaar");
    let mut steady = common::shared();
    for id in ["A4", "A6", "A1", "B2", "B4", "B5", "C4", "D1"] {
        let changes = &mut steady.indicators.get_mut(id).unwrap().changes;
        for change in changes.iter_mut().filter(|c| c.to_value.is_some()) {
            (change.verdict, change.diff) = (Verdict::None, Some(0.0));
        }
    }
    says(&list(&steady), "Drie dingen veranderden niet aantoonbaar: hoeveel medewerkers de visie kennen");
}

#[test]
fn a_group_that_did_better_is_never_the_message() {
    let mut facts = common::shared();
    facts.indicators.get_mut("G1").unwrap().changes.retain(|c| c.verdict != Verdict::Down);
    let text = nl(&facts);
    let first_page = text.split("Inhoud en leeswijzer").next().unwrap();
    never_says(first_page, "vaker door mensen");
}

#[test]
fn a_verdict_decides_the_sentence_and_not_the_numbers() {
    let mut facts = common::shared();
    for change in &mut facts.indicators.get_mut("D1").unwrap().changes {
        change.verdict = Verdict::None;
    }
    let text = nl(&facts);
    says(
        &text,
        "Hoeveel medewerkers de visie kennen, veranderde niet aantoonbaar bij wie twee keer antwoordde: 41% in het najaar van 2024, 64% nu.",
    );
    never_says(&text, "Meer medewerkers kennen de visie");
}

#[test]
fn the_bar_of_a_specialist_bears_the_name_of_the_sentence_above_it() {
    let mut facts = common::shared();
    for cell in &mut facts.indicators.get_mut("A1").unwrap().cells {
        if cell.by == "role" && cell.group == "specialist" {
            cell.group = "loopbaanbegeleider".to_owned();
            cell.group_label = common::text("loopbaanbegeleider");
        }
    }
    let markup = markup_of(&facts, Lang::Nl);
    let figure = markup.split("<figure id=\"fig-rollen\" title=\"").nth(1).unwrap();
    assert!(figure.starts_with("Het aandeel van de specialisten"), "{figure}");
    says(figure, "<row label=\"Specialisten: loopbaanbegeleider\"");
}

#[test]
fn a_step_that_was_not_taken_is_not_told_as_if_it_was() {
    let mut facts = common::shared();
    let e3 = facts.indicators.get_mut("E3").unwrap();
    for cell in e3.cells.iter_mut().filter(|c| c.by == "criterion") {
        cell.value = Some(if cell.group == "evaluation_discussed" { 0.0 } else { 1.0 });
    }
    let text = nl(&facts);
    says(&text, "zijn er vier gezet: de visie vaststellen, de visie opnemen in het schoolplan,");
    says(&text, "Nog niet gezet, of nog maar deels: de evaluatie bespreken in het team.");
    never_says(&text, "de evaluatie is besproken");
}

#[test]
fn where_there_is_no_vision_and_no_step_nothing_is_said_of_steps() {
    let mut facts = common::shared();
    let e3 = facts.indicators.get_mut("E3").unwrap();
    e3.cells.iter_mut().filter(|c| c.by == "criterion").for_each(|c| c.value = Some(0.0));
    says(&nl(&facts), "Van de vijf stappen is er nog geen gezet.");
    facts.lists.vision.clear();
    let text = nl(&facts);
    says(&text, "Welke stappen zijn gezet, is nog niet te zien. Het trajectwerkboek vult dit aan.");
    never_says(&text, "nog geen gezet");
}

#[test]
fn the_share_that_talked_to_few_people_is_the_one_of_the_figure() {
    let mut facts = common::shared();
    says(&nl(&facts), "leerlingen (76%) sprak met hoogstens 2 verschillende mensen.");
    for cell in facts.indicators.get_mut("B3").unwrap().cells.iter_mut().filter(|c| c.by == "all" && c.part == "1") {
        (cell.status, cell.value) = (Status::Suppressed, None);
    }
    says(&nl(&facts), "Minstens de helft van de leerlingen sprak met hoogstens 2 verschillende mensen.");
}

#[test]
fn a_comparison_by_education_of_parents_that_cannot_be_shown_is_named() {
    let silent = "Of dit verschilt naar de opleiding van de ouders, kunnen we niet laten zien";
    let mut facts = common::shared();
    never_says(&nl(&facts), silent);
    facts.indicators.get_mut("G1").unwrap().changes.retain(|c| c.by != "first_generation");
    says(&nl(&facts), silent);
}

#[test]
fn a_theme_that_is_kept_back_is_hatched_beside_the_others() {
    let mut facts = common::apart();
    for cell in &mut facts.indicators.get_mut("D4").unwrap().cells {
        if cell.group == "gedeelde_taal" {
            (cell.status, cell.value) = (Status::Suppressed, None);
        }
    }
    let markup = markup_of(&facts, Lang::Nl);
    let figure = markup.split("id=\"fig-verschil\"").nth(1).unwrap().split("</figure>").next().unwrap();
    assert_eq!(figure.matches("status=\"suppressed\"").count(), 1, "{figure}");
    assert!(figure.contains("Gearceerd"), "{figure}");
}

#[test]
fn a_team_is_asked_only_about_a_fall_of_five_points() {
    let falls = |points: f64| {
        let mut facts = common::shared();
        let a4 = facts.indicators.get_mut("A4").unwrap();
        let team = a4.cells.iter().find(|c| c.by == "team").unwrap().group.clone();
        let mut change = a4.changes.iter().find(|c| c.by == "all").unwrap().clone();
        (change.by, change.group, change.verdict) = ("team".to_owned(), team, Verdict::Down);
        (change.from_value, change.to_value, change.diff) = (Some(77.0), Some(77.0 - points), Some(-points));
        a4.changes.retain(|c| c.by != "team");
        a4.changes.push(change);
        nl(&facts)
    };
    never_says(&falls(4.0), "Vraag het team wat daar nodig is.");
    says(&falls(5.0), "Vraag het team wat daar nodig is.");
}

#[test]
fn two_competences_are_two_scores() {
    let with = |risen: &[&str]| {
        let mut facts = common::shared();
        for change in facts.indicators.get_mut("H1").unwrap().changes.iter_mut().filter(|c| c.by == "competence") {
            change.verdict = if risen.contains(&change.group.as_str()) { Verdict::Up } else { Verdict::None };
        }
        nl(&facts)
    };
    says(&with(&["LS"]), "Het cijfer voor loopbaansturing is hoger dan in");
    says(&with(&["LS", "NW"]), "De cijfers voor loopbaansturing en netwerken zijn hoger dan in");
}

#[test]
fn abbreviations_in_what_a_school_wrote_are_explained_in_english_too() {
    let mut facts = common::unequal();
    let plain = visible(&markup_of(&facts, Lang::En));
    says(&plain, "Titles, reasons and stories are in the school’s own words, in Dutch.");
    never_says(&plain, "practical training at a company");
    facts.lists.obstacles[0].summary = "In de bpv is er geen tijd, zegt de slb'er.".to_owned();
    let text = visible(&markup_of(&facts, Lang::En));
    says(&text, "is practical training at a company");
    says(&text, "is study career guidance");
}

#[test]
fn an_intervention_that_runs_on_is_drawn_until_today() {
    let mut facts = common::shared();
    let today = facts.report.date.clone();
    let running = facts.lists.interventions.iter_mut().find(|i| i.status == "running").unwrap();
    (running.start, running.end) = (Some("2026-02-02".to_owned()), Some("2026-03-31".to_owned()));
    let markup = markup_of(&facts, Lang::Nl);
    assert!(markup.contains(&format!("text=\"loopt langer dan gepland\" from=\"2026-02-02\" to=\"{today}\"")));
    never_says(&nl(&common::shared()), "langer dan gepland");
}

#[test]
fn what_waits_for_approval_is_named() {
    let text = nl(&common::shared());
    says(&text, "Nog één vraag ligt bij u: akkoord op ‘Intervisie per team’.");
}

#[test]
fn a_dash_among_the_hours_is_explained() {
    let note = "Een streepje (–): dit is niet aangeleverd, of we tonen het niet.";
    let mut facts = common::shared();
    never_says(&nl(&facts), note);
    let cells = &mut facts.indicators.get_mut("E1").unwrap().cells;
    let cell = cells.iter_mut().find(|c| c.by == "purpose" && c.part == "used" && c.period == "2025-2026").unwrap();
    (cell.status, cell.value) = (Status::Missing, None);
    says(&nl(&facts), note);
}

#[test]
fn the_bridge_year_comes_first_in_the_figure_as_in_the_table() {
    let mut facts = common::shared();
    for cell in facts.indicators.get_mut("B3").unwrap().cells.iter_mut().filter(|c| c.group == "havo") {
        cell.group = "brugklas".to_owned();
    }
    let markup = markup_of(&facts, Lang::Nl);
    let figure = markup.split("id=\"fig-stemmen\"").nth(1).unwrap();
    let first = figure.split("<row label=\"").nth(1).unwrap();
    assert!(first.starts_with("Brugklas"), "{first}");
}
