//! What too few answers, too few people or a low response keep back, and how that is said.

use std::collections::BTreeMap;

use super::*;

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
fn one_mention_is_not_called_a_view_of_one_side() {
    let mut facts = common::shared();
    let cells = &mut facts.indicators.get_mut("F3").unwrap().cells;
    let mut only = cells.iter().find(|c| c.group == "rolopvatting" && c.part == "docent").unwrap().clone();
    only.by = "single_perspective".to_owned();
    only.value = Some(1.0);
    cells.push(only);
    never_says(&nl(&facts), "wordt alleen genoemd door");
}

#[test]
fn few_specialists_are_told_in_words_only() {
    let text = nl(&common::shared());
    says(
        &text,
        "Specialisten en docenten willen ongeveer hetzelfde. Cijfers tonen we niet, omdat er maar een paar specialisten zijn.",
    );
    never_says(&text, "fig-verschil");
}

#[test]
fn nothing_yet_says_what_would_fill_it() {
    let text = nl(&common::empty());
    for wanted in [
        "Er is nog geen visie vastgelegd. Zet haar in het trajectwerkboek, dan staat ze hier.",
        "Een logboek, een rooster of een leerlingvolgsysteem met gesprekken en activiteiten vult dit aan.",
        "Daarvoor zijn inschrijvingen nodig, en een registratie van gesprekken en activiteiten.",
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
fn a_number_of_persons_that_may_not_be_told_is_told_as_a_band() {
    let mut facts = common::shared();
    facts.indicators.get_mut("Q1").unwrap().cells.retain(|c| c.by != "role_group");
    for cell in &mut facts.indicators.get_mut("C2").unwrap().cells {
        if cell.by == "role_group" && cell.group == "leadership" {
            cell.population = None;
            cell.n = None;
            cell.n_band = Some(Persons { from: 10.0, to: 19.0 });
        }
    }
    says(&nl(&facts), "10–19");
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
fn hours_have_a_total_but_not_beside_a_part_that_it_would_tell() {
    let mut facts = common::shared();
    says(&nl(&facts), "row Samen /th");
    let cells = &mut facts.indicators.get_mut("E1").unwrap().cells;
    let cell = cells.iter_mut().find(|c| c.by == "purpose" && c.part == "used" && c.period == "2025-2026").unwrap();
    (cell.status, cell.value) = (Status::Suppressed, None);
    never_says(&nl(&facts), "row Samen /th");
}

#[test]
fn a_share_is_not_told_beside_a_range_that_it_would_tell() {
    let mut facts = common::shared();
    let cells = &mut facts.indicators.get_mut("Q1").unwrap().cells;
    let cell = cells.iter_mut().find(|c| c.by == "role_group" && c.group == "primary_process").unwrap();
    cell.population = Some(11.0);
    (cell.value, cell.n, cell.n_band) = (Some(73.0), Some(8.0), None);
    says(&nl(&facts), "right 73% /td");
    let cells = &mut facts.indicators.get_mut("Q1").unwrap().cells;
    let cell = cells.iter_mut().find(|c| c.by == "role_group" && c.group == "primary_process").unwrap();
    (cell.n, cell.n_band) = (None, Some(Persons { from: 5.0, to: 9.0 }));
    let text = nl(&facts);
    says(&text, "5–9");
    never_says(&text, "right 73% /td");
    says(&text, "Naast een bereik staat geen percentage: daarmee is het precieze aantal te berekenen.");
}

/// A school where `invited` teachers were asked, and how many answered is told as a range only.
fn teachers_as_range(invited: f64, range: (f64, f64)) -> Facts {
    let mut facts = common::shared();
    for cell in &mut facts.indicators.get_mut("Q1").unwrap().cells {
        if cell.by == "role_group" && cell.group == "primary_process" {
            (cell.population, cell.n, cell.n_band) =
                (Some(invited), None, Some(Persons { from: range.0, to: range.1 }));
        }
    }
    for cell in &mut facts.indicators.get_mut("C2").unwrap().cells {
        if cell.by == "role_group" && cell.group == "primary_process" {
            cell.n = Some(47.0);
        }
    }
    facts
}

#[test]
fn answers_of_a_group_are_told_as_its_response_tells_them() {
    let text = nl(&teachers_as_range(126.0, (40.0, 49.0)));
    assert_eq!(text.matches("right 40–49 /td").count(), 2);
    never_says(&text, "right 47 /td");
}

#[test]
fn a_range_of_answers_does_not_go_beyond_who_was_invited() {
    let text = nl(&teachers_as_range(11.0, (10.0, 19.0)));
    assert_eq!(text.matches("right 10–11 /td").count(), 2);
    never_says(&text, "10–19");
}

/// A school of which one group of every breakdown is kept back.
fn one_group_kept_back() -> Facts {
    let mut facts = common::shared();
    for indicator in facts.indicators.values_mut() {
        let mut kept = BTreeMap::new();
        for cell in indicator.cells.iter_mut().filter(|c| c.by != "all") {
            if *kept.entry(cell.by.clone()).or_insert_with(|| cell.group.clone()) == cell.group {
                (cell.status, cell.value, cell.low, cell.high, cell.n) = (Status::Suppressed, None, None, None, None);
            }
        }
    }
    facts
}

#[test]
fn hatching_is_explained_at_the_figure_that_has_it_and_nowhere_else() {
    for (lang, explained) in [(Lang::Nl, "Gearceerd"), (Lang::En, "Hatched")] {
        let mut hatched = 0;
        let schools = common::all().into_iter().map(|(_, facts)| facts);
        for facts in schools.chain([one_group_kept_back()]) {
            let markup = markup_of(&facts, lang);
            let mut told = 0;
            for figure in markup.split("<figure ").skip(1).filter_map(|rest| rest.split("</figure>").next()) {
                assert_eq!(figure.contains(explained), figure.contains("\"suppressed\""), "{figure}");
                told += figure.matches(explained).count();
            }
            assert_eq!(markup.matches(explained).count(), told, "{explained} outside a figure");
            hatched += told;
        }
        assert!(hatched >= 3, "{hatched} figures with hatching");
    }
}

/// A small school has shares that are told in words only.
fn in_words_only(cell: &mut Cell, band: &str) {
    (cell.band, cell.value, cell.low, cell.high) = (Some(band.to_owned()), None, None, None);
}

#[test]
fn a_share_of_nearly_all_or_nearly_none_stops_no_report_wherever_it_stands() {
    let whole = common::shared();
    let mut failed = Vec::new();
    for band in ["nearly_all", "nearly_none"] {
        let mut small = whole.clone();
        for (id, indicator) in &whole.indicators {
            let is_share =
                |cell: &Cell| cell.value.is_some() && cell.unit.as_ref().unwrap_or(&indicator.unit) == "percent";
            for (at, cell) in indicator.cells.iter().enumerate().filter(|(_, cell)| is_share(cell)) {
                let mut facts = whole.clone();
                for facts in [&mut facts, &mut small] {
                    in_words_only(&mut facts.indicators.get_mut(id).unwrap().cells[at], band);
                }
                if let Err(error) = set().fill(&facts, Lang::Nl) {
                    failed.push(format!("{id} by {} {} {}: {error}", cell.by, cell.group, cell.part));
                }
            }
        }
        for lang in [Lang::Nl, Lang::En] {
            failed.extend(set().fill(&small, lang).err().map(|error| format!("all at once, {lang:?}: {error}")));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
