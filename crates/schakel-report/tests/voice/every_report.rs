//! What holds for every report, whatever its school.

use super::*;

#[test]
fn every_school_gets_a_report_that_the_strict_reader_accepts_in_both_languages() {
    for (_, facts) in common::all() {
        for lang in [Lang::Nl, Lang::En] {
            markup_of(&facts, lang);
        }
    }
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
    assert!(lead(&common::unequal()).starts_with("Van de studenten van wie de ouders niet studeerden, werd 24% minstens drie keer begeleid, door mensen in verschillende rollen. Bij de anderen was dat 52%."));
    assert!(
        lead(&common::stopped()).starts_with(
            "Het team stopte met ‘Loopbaanlogboek in de app’. De reden: studenten gebruikten de app niet."
        )
    );
    assert!(lead(&common::quiet()).starts_with("Slechts 21% van de medewerkers vulde de vragenlijst in."));
    assert!(lead(&common::apart()).starts_with("Specialisten en docenten verschillen het meest van mening over samenwerking met ouders: 88 tegen 61 op een schaal van 0 tot 100."));
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
                // A footnote is no part of how a sentence opens.
                let part = part.split("<footnote>").next().unwrap_or_default();
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
fn what_a_school_wrote_is_said_to_be_dutch_in_an_english_report() {
    let mut found = 0;
    for (_, facts) in common::all() {
        let markup = markup_of(&facts, Lang::En);
        let lists = &facts.lists;
        let interventions = lists
            .interventions
            .iter()
            .flat_map(|i| [Some(i.title.clone()), i.reason.clone(), i.next_step.clone()].into_iter().flatten());
        let teams = facts.indicators.get("A4").into_iter().flat_map(|a4| &a4.cells).filter(|c| c.by == "team");
        let written: Vec<String> = interventions
            .chain(lists.decisions.iter().map(|d| d.title.clone()))
            .chain(lists.next_steps.iter().map(|s| s.description.clone()))
            .chain(lists.obstacles.iter().map(|o| o.summary.clone()))
            .chain(lists.stories.iter().flat_map(|s| [s.title.clone(), s.text.clone()]))
            .chain(lists.vision.iter().map(|v| v.text.clone()))
            .chain(teams.map(|c| c.group_label.nl.clone()))
            .collect();
        for text in written {
            for (at, _) in markup.match_indices(&text) {
                let before = &markup[..at];
                // An attribute tells no language.
                if before.rfind('<') < before.rfind('>') {
                    assert!(before.ends_with("<span lang=\"nl\">"), "{text} after {}", &before[before.len() - 60..]);
                    found += 1;
                }
            }
        }
    }
    assert!(found > 100, "{found}");
}

#[test]
fn an_abbreviation_is_explained_where_the_report_uses_it() {
    let explained = |facts: &Facts, lang: Lang| {
        let markup = markup_of(facts, lang);
        let guide = markup.split("<section id=\"leeswijzer\">").nth(1).unwrap().split("</section>").next().unwrap();
        let rest = visible(&markup.replace(guide, "")).to_lowercase();
        let mut terms = Vec::new();
        for term in ["LOB", "Slb", "Vmbo-bb", "Vmbo-tl", "Havo", "Vwo", "Ad", "Bpv", "bol", "bbl", "IG"] {
            if guide.contains(&format!("<strong>{term}</strong>")) {
                assert!(rest.contains(&term.to_lowercase()), "{term} is explained and not used");
                terms.push(term);
            }
        }
        terms
    };
    assert_eq!(explained(&common::shared(), Lang::Nl), ["LOB", "Slb", "Vmbo-tl", "Havo", "Vwo"]);
    assert_eq!(explained(&common::shared(), Lang::En), ["LOB", "Vmbo-tl", "Havo", "Vwo"]);
    assert_eq!(explained(&common::unequal(), Lang::Nl), ["LOB", "Slb"]);
    assert!(explained(&common::empty(), Lang::Nl).is_empty());
    let mut basic = common::shared();
    for cell in basic.indicators.values_mut().flat_map(|indicator| &mut indicator.cells) {
        if cell.group == "vmbo_tl" {
            "vmbo_bb".clone_into(&mut cell.group);
        }
    }
    assert!(explained(&basic, Lang::Nl).contains(&"Vmbo-bb"));
    let mut company = common::unequal();
    company.lists.interventions[0].title = "Bpv-gesprek".to_owned();
    assert!(explained(&company, Lang::Nl).contains(&"Bpv"));
}

#[test]
fn a_key_figure_is_not_a_number_of_the_lead_above_it() {
    let percentages = |text: &str| -> Vec<i64> {
        let words = text.split(|c: char| !c.is_ascii_digit() && c != '%');
        words.filter_map(|word| word.strip_suffix('%')?.parse().ok()).collect()
    };
    for (name, facts) in common::all() {
        let markup = markup_of(&facts, Lang::Nl);
        let lead = percentages(markup.split("<p class=\"lead\">").nth(1).unwrap().split("</p>").next().unwrap());
        for figure in markup.split("<keyfigure value=\"").skip(1) {
            let (value, rest) = figure.split_once('"').unwrap();
            if let (true, Ok(value)) = (rest.starts_with(" unit=\"%\""), value.parse::<i64>()) {
                assert!(!lead.contains(&value) && !lead.contains(&(100 - value)), "{name}: {value}% beside {lead:?}");
            }
        }
    }
}
