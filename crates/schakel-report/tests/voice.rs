//! What the report says in each situation, and what it never says.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests are tests too

mod common;

use std::sync::OnceLock;

use schakel_report::document::Lang;
use schakel_report::facts::{Facts, Persons, Status, Verdict};
use schakel_report::markup;
use schakel_report::template::TemplateSet;

fn set() -> &'static TemplateSet {
    static SET: OnceLock<TemplateSet> = OnceLock::new();
    SET.get_or_init(|| TemplateSet::of(schakel_report::Report::VisionAndProgress).unwrap_or_else(|e| panic!("{e}")))
}

/// The report as markup, checked by the strict reader.
fn markup_of(facts: &Facts, lang: Lang) -> String {
    let markup = set().fill(facts, lang).unwrap_or_else(|e| panic!("{e}"));
    if let Err(problems) = markup::read(&markup) {
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}\n{markup}", list.join("\n"));
    }
    markup
}

/// Everything that is read, one after the other: texts, and the titles and captions that stand in attributes.
fn visible(markup: &str) -> String {
    let plain = markup.replace(['<', '>', '"', '\u{a0}'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn nl(facts: &Facts) -> String {
    visible(&markup_of(facts, Lang::Nl))
}

#[track_caller]
fn says(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "does not say: {wanted}");
}

#[track_caller]
fn never_says(text: &str, unwanted: &str) {
    assert!(!text.contains(unwanted), "says: {unwanted}");
}

#[test]
fn every_school_gets_a_report_that_the_strict_reader_accepts_in_both_languages() {
    for (_, facts) in common::all() {
        for lang in [Lang::Nl, Lang::En] {
            markup_of(&facts, lang);
        }
    }
}

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
fn few_answers() {
    let text = nl(&common::shared());
    says(&text, "Van de groep ‘overige rollen’ antwoordden er te weinig om iets over de groep te zeggen.");
    never_says(&text, "n = 3");
}

#[test]
fn low_response_warns_beside_the_figure() {
    let text = nl(&common::half_answered());
    says(
        &text,
        "Let op: 41% van de medewerkers vulde de vragenlijst in. De uitkomst kan anders zijn dan die van het hele team.",
    );
    says(
        &text,
        "Slechts 41% van de medewerkers vulde de vragenlijst in. Over de hele groep medewerkers kan dit rapport daarom weinig zeggen.",
    );
    never_says(&text, "Respons: 41%");
    never_says(&nl(&common::shared()), "vulde de vragenlijst in. De uitkomst kan anders zijn");
}

#[test]
fn very_low_response_shows_no_figure_and_says_why() {
    let text = nl(&common::quiet());
    says(
        &text,
        "Over kennis, vaardigheid en houding kunnen we niets zeggen: te weinig medewerkers vulden de vragenlijst in.",
    );
    never_says(&text, "fig-kva");
}

#[test]
fn suppressed_in_words_and_never_as_a_code() {
    let text = nl(&common::suppressed());
    says(&text, "omdat het over te weinig");
    for code in ["<5", "&lt;5", "n.v.t.", "***", "null", "NaN"] {
        never_says(&text, code);
    }
    let mut facts = common::shared();
    for cell in &mut facts.indicators.get_mut("B2").unwrap().cells {
        if cell.by == "programme" && cell.group == "havo" {
            cell.status = Status::Suppressed;
            cell.value = None;
            cell.n = None;
        }
    }
    says(&nl(&facts), "Voor de kleinste opleidingen tonen we geen cijfer, omdat het over te weinig leerlingen gaat.");
}

#[test]
fn a_whole_population_has_no_margin() {
    let text = nl(&common::shared());
    says(&text, "Dit geldt voor alle 1.214 leerlingen.");
    never_says(&text, "95%-BI");
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
    says(&nl(&facts), "‘De eigen rol’ noemen alleen docenten.");
}

#[test]
fn one_mention_is_not_called_a_view_of_one_side() {
    let mut facts = common::shared();
    let cells = &mut facts.indicators.get_mut("F3").unwrap().cells;
    let mut only = cells.iter().find(|c| c.group == "rolopvatting" && c.part == "docent").unwrap().clone();
    only.by = "single_perspective".to_owned();
    only.value = Some(1.0);
    cells.push(only);
    never_says(&nl(&facts), "noemen alleen");
}

#[test]
fn a_demonstrable_gap_between_groups() {
    let text = nl(&common::shared());
    says(
        &text,
        "Leerlingen van wie de ouders niet studeerden, werden minder vaak door mensen in verschillende rollen begeleid: 31%, tegen 44% van de anderen.",
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
    never_says(&text, "minder vaak door mensen in verschillende rollen");
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
fn few_specialists_are_told_in_words_only() {
    let text = nl(&common::shared());
    says(
        &text,
        "Specialisten en docenten wensen ongeveer hetzelfde. Cijfers tonen we niet, omdat er maar een paar specialisten zijn.",
    );
    never_says(&text, "fig-verschil");
}

#[test]
fn nothing_yet_says_what_would_fill_it() {
    let text = nl(&common::empty());
    for wanted in [
        "Er is nog geen visie vastgelegd. Zet haar in het trajectwerkboek, dan staat ze hier.",
        "Een logboek, een rooster of een leerlingvolgsysteem met gesprekken en activiteiten vult dit aan.",
        "Een lijst van inschrijvingen en een registratie van gesprekken en activiteiten vullen dit aan.",
        "De vragenlijst voor medewerkers vult dit aan.",
        "Het taakbeleid en het rooster vullen dit aan.",
        "Er zijn nog geen interventies vastgelegd.",
        "Er zijn nog geen obstakels vastgelegd.",
        "Er zijn nog geen verhalen vrijgegeven.",
    ] {
        says(&text, wanted);
    }
}

#[test]
fn competences_are_what_students_say_of_themselves() {
    let text = nl(&common::shared());
    says(&text, "Leerlingen geven zichzelf het hoogste cijfer voor kwaliteitenreflectie (zelfrapportage)");
    never_says(&text, "beheersen");
}

#[test]
fn every_school_opens_with_its_own_story() {
    let lead = |facts: &Facts| {
        let markup = markup_of(facts, Lang::Nl);
        let (_, rest) = markup.split_once("<p class=\"lead\">").unwrap();
        visible(rest.split_once("</p>").unwrap().0)
    };
    says(&lead(&common::shared()), "De begeleiding is meer gedeeld: ");
    says(
        &lead(&common::carried()),
        "De begeleiding rust op weinig mensen: bijna zeven op de tien gesprekken en activiteiten (68%) komen van de specialisten.",
    );
    assert!(lead(&common::unequal()).starts_with("Studenten van wie de ouders niet studeerden, werden minder vaak door mensen in verschillende rollen begeleid: 24%, tegen 52% van de anderen."));
    assert!(
        lead(&common::stopped()).starts_with(
            "Het team stopte met ‘Loopbaanlogboek in de app’. De reden: studenten gebruikten de app niet."
        )
    );
    assert!(lead(&common::quiet()).starts_with("Slechts 21% van de medewerkers vulde de vragenlijst in."));
    assert!(lead(&common::apart()).starts_with("Specialisten en docenten verschillen het meest over samenwerking met ouders: 88 tegen 61 op een schaal van 0 tot 100."));
    assert!(lead(&common::empty()).starts_with("Er zijn nog geen gegevens over begeleiding aangeleverd."));
}

#[test]
fn pupils_are_leerlingen_in_vo_and_studenten_elsewhere() {
    let vo = nl(&common::shared());
    let told = vo.split("Wat de cijfers betekenen").next().unwrap();
    never_says(&told.replace("leerlingen of studenten", "").replace("Leerling of student", ""), "student");
    for facts in [common::unequal(), common::apart()] {
        let text = nl(&facts);
        // Words that the facts bring along are the school's own.
        let own = [
            "Oud-leerlingen",
            "oud-leerlingen",
            "leerling of student",
            "tevredenheid van leerlingen",
            "zicht op de leerling",
            "begeleiding van leerlingen",
        ];
        let text = own.iter().fold(text.to_lowercase(), |t, own| t.replace(&own.to_lowercase(), ""));
        let told = text.split("wat de cijfers betekenen").next().unwrap();
        let told = told
            .replace("elke leerling hoort", "")
            .replace("een leerling bleef", "")
            .replace("leerlingvolgsysteem", "")
            .replace("leerling, ouder en mentor", "");
        assert!(
            !told.contains("leerling"),
            "{}",
            &told[told.find("leerling").unwrap_or(0)..].chars().take(80).collect::<String>()
        );
    }
}

#[test]
fn no_two_findings_in_a_row_open_alike() {
    for (name, facts) in common::all() {
        for lang in [Lang::Nl, Lang::En] {
            let markup = markup_of(&facts, lang);
            let mut openings = Vec::new();
            for part in markup.split("<li>").skip(1).chain(markup.split("<keyfigure ").skip(1)) {
                let part = part.trim_start_matches("<span lang=\"nl\">").split("</").next().unwrap_or_default();
                let shown = visible(&format!("<li {part}"));
                openings.push(shown.split_whitespace().skip(1).take(3).collect::<Vec<_>>().join(" "));
            }
            for pair in openings.windows(2) {
                assert_ne!(pair[0], pair[1], "{name}");
            }
        }
    }
}

#[test]
fn no_sentence_has_a_hole_or_a_stray_mark() {
    for (name, facts) in common::all() {
        for lang in [Lang::Nl, Lang::En] {
            let markup = markup_of(&facts, lang);
            assert!(
                !markup.chars().any(|c| c.is_control() && c != '\n'),
                "{name}: a mark of the template step is left"
            );
            let text = visible(&markup);
            for hole in [
                "{{",
                "}}",
                " ,",
                " .",
                "()",
                "‘’",
                "null",
                "van %",
                "..",
                " een een ",
                " de de ",
                "&amp;lt;",
                "[object",
            ] {
                assert!(!text.contains(hole), "{name}: {hole:?} in {:?}", around(&text, hole));
            }
        }
    }
}

fn around<'t>(text: &'t str, what: &str) -> &'t str {
    let at = text.find(what).unwrap_or(0);
    let from = text[..at].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
    let to = text[at..].char_indices().nth(40).map_or(text.len(), |(i, _)| at + i);
    &text[from..to]
}

#[test]
fn names_are_text_and_never_markup() {
    let mut facts = common::shared();
    let evil = "</p><script>alert('x')</script>\u{2}<b>\u{3}\" onload=\"&amp;";
    facts.school.name = evil.to_owned();
    facts.lists.interventions[0].title = evil.to_owned();
    facts.lists.decisions[0].title = evil.to_owned();
    facts.lists.stories[0].text = evil.to_owned();
    facts.lists.vision[0].text = evil.to_owned();
    for indicator in facts.indicators.values_mut() {
        for cell in indicator.cells.iter_mut().filter(|c| c.by == "team") {
            cell.group_label = common::text(evil);
        }
    }
    for lang in [Lang::Nl, Lang::En] {
        // The strict reader would refuse every element and attribute that the names try to bring in.
        let markup = markup_of(&facts, lang);
        assert!(!markup.contains("<script"));
        assert!(markup.contains("&lt;script&gt;"));
    }
}

#[test]
fn a_suppressed_row_reaches_the_markup_without_a_number() {
    let markup = markup_of(&common::suppressed(), Lang::Nl);
    for row in markup.split("<row ").skip(1) {
        let row = row.split('>').next().unwrap_or_default();
        if row.contains("suppressed") {
            for number in ["value=", "low=", "high=", "mark=", "from=", "to="] {
                assert!(!row.contains(number), "{row}");
            }
        }
    }
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
    says(&text, "Bij wie twee keer antwoordde, steeg het van 29% naar 46%");
    says(
        &text,
        "Meer medewerkers zeggen bij alle drie ja: 46% van wie twee keer antwoordde, tegen 29% in het najaar van 2024. Van iedereen",
    );
}

#[test]
fn a_number_of_persons_that_may_not_be_told_is_told_as_a_band() {
    let mut facts = common::shared();
    for cell in &mut facts.indicators.get_mut("C2").unwrap().cells {
        if cell.by == "role_group" && cell.group == "leadership" {
            cell.n = None;
            cell.n_band = Some(Persons { from: 10.0, to: 19.0 });
        }
    }
    says(&nl(&facts), "10–19");
}

#[test]
fn nulls_and_absent_members_are_the_same() {
    let json = serde_json::json!({
        "facts_version": 1,
        "report": {"school_year": "2025-2026", "date": "2026-06-15", "previous_school_year": null},
        "school": {"id": "x", "name": null, "sector": "vo", "sector_label": null},
        "lists": {"interventions": [{"title": "Titel", "status": "idea", "reason": null, "status_label": null}]},
        "sources": null,
    });
    let facts: Facts = serde_json::from_value(json).unwrap();
    markup_of(&facts, Lang::Nl);
}

#[test]
fn the_same_facts_give_the_same_markup() {
    let facts = common::shared();
    assert_eq!(markup_of(&facts, Lang::Nl), markup_of(&facts, Lang::Nl));
}

#[test]
fn who_named_an_obstacle_is_told_only_of_groups_that_are_shown() {
    let mut facts = common::shared();
    for (perspective, summary) in [("teamleider", "Het rooster is vol."), ("docent", "De uren zijn verdeeld.")] {
        let mut obstacle = facts.lists.obstacles[0].clone();
        perspective.clone_into(&mut obstacle.perspective);
        summary.clone_into(&mut obstacle.summary);
        obstacle.status_label = common::text("open");
        facts.lists.obstacles.insert(0, obstacle);
    }
    let text = nl(&facts);
    says(&text, "Het rooster is vol. (open)");
    says(&text, "De uren zijn verdeeld. (een docent, open)");
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
    says(&list(&steady), "in geen van de drie is een aantoonbare verandering");
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
