//! Facts of invented schools: one that is told in full, and others made from it by changing what their story needs.
#![allow(dead_code)]

use schakel_report::facts::{Change, Facts, Intervention, Status, Text, Verdict};

/// A school where guidance came to be shared.
pub(crate) fn shared() -> Facts {
    serde_json::from_str(include_str!("../facts/shared.json")).unwrap()
}

/// A school where the specialists carry guidance alone.
pub(crate) fn carried() -> Facts {
    let mut facts = named("Voorbeeldlyceum Lindehage", "vo");
    for (group, before, now) in [
        ("specialist", 66.0, 68.0),
        ("mentor", 24.0, 23.0),
        ("docent", 4.0, 3.0),
        ("leadership", 3.0, 3.0),
        ("other", 3.0, 3.0),
    ] {
        set_share(&mut facts, group, before, now);
    }
    set_both(&mut facts, "A2", "all", "all", "", 1.9, 1.8);
    set_both(&mut facts, "A4", "all", "all", "", 12.0, 11.0);
    set_both(&mut facts, "A6", "all", "all", "", 9.0, 8.0);
    set_both(&mut facts, "B2", "all", "all", "", 11.0, 12.0);
    set_both(&mut facts, "B4", "all", "all", "", 33.0, 31.0);
    set_change(&mut facts, "C5", "all_three", 21.0, 23.0, (-8.0, 12.0));
    set_change(&mut facts, "C4", "skill", 39.2, 40.4, (-2.9, 5.1));
    set_change(&mut facts, "C4", "knowledge", 45.0, 46.1, (-3.0, 5.0));
    set_change(&mut facts, "D1", "", 55.0, 38.0, (-29.0, -5.0));
    no_gap(&mut facts);
    facts
}

/// A school with a demonstrable difference between groups of students, in vocational education.
pub(crate) fn unequal() -> Facts {
    let mut facts = named("Voorbeeld-mbo Waterkant, sector Zorg en Welzijn", "mbo");
    for change in &mut facts.indicators.get_mut("G1").unwrap().changes {
        if change.by == "first_generation" {
            change.from_value = Some(52.0);
            change.to_value = Some(24.0);
            change.diff = Some(-28.0);
            change.low = Some(-36.0);
            change.high = Some(-19.0);
        }
    }
    let levels = [("vmbo_tl", "mbo_2", "niveau 2"), ("havo", "mbo_3", "niveau 3"), ("vwo", "mbo_4", "niveau 4")];
    for indicator in facts.indicators.values_mut() {
        for (old, new, label) in levels {
            let same = |group: &str| group == old || group.replace('-', "_") == old;
            for cell in indicator.cells.iter_mut().filter(|c| same(&c.group)) {
                cell.group = new.to_owned();
                cell.group_label = text(label);
            }
            for change in indicator.changes.iter_mut().filter(|c| c.by == "level" && c.group == old) {
                change.group = new.to_owned();
                change.group_label = text(label);
            }
        }
    }
    facts
}

/// A school that stopped an intervention.
pub(crate) fn stopped() -> Facts {
    let mut facts = named("Voorbeeld-mbo Ambacht, sector Techniek", "mbo");
    facts.lists.interventions.push(Intervention {
        title: "Loopbaanlogboek in de app".to_owned(),
        goal: Some("Studenten houden zelf bij wat zij leerden.".to_owned()),
        status: "stopped".to_owned(),
        status_label: text("gestopt"),
        lead_role_label: Some(text("docent")),
        start: Some("2025-09-15".to_owned()),
        end: Some("2026-01-30".to_owned()),
        approved_on: Some("2025-09-01".to_owned()),
        decision: Some("approved".to_owned()),
        steps_done: Some(3.0),
        steps_total: Some(6.0),
        reason: Some("Studenten gebruikten de app niet.".to_owned()),
        ..Intervention::default()
    });
    no_gap(&mut facts);
    set_share(&mut facts, "specialist", 30.0, 30.0);
    facts
}

/// A school of which few staff answered.
pub(crate) fn quiet() -> Facts {
    let mut facts = named("Voorbeeldhogeschool Delta, faculteit Economie", "hbo");
    for id in ["C1", "C2", "C3", "C5", "D1", "D2", "D3"] {
        for cell in &mut facts.indicators.get_mut(id).unwrap().cells {
            hide(cell, Status::HiddenLowResponse);
        }
        for change in &mut facts.indicators.get_mut(id).unwrap().changes {
            unknown(change);
        }
    }
    for change in &mut facts.indicators.get_mut("C4").unwrap().changes {
        unknown(change);
    }
    for cell in &mut facts.indicators.get_mut("Q1").unwrap().cells {
        if cell.by == "all" && cell.period == "after" {
            cell.value = Some(21.0);
            cell.n = Some(24.0);
            cell.warn = true;
        }
    }
    no_gap(&mut facts);
    facts
}

/// A school where somewhat less than half of the staff answered: shown, with a warning.
pub(crate) fn half_answered() -> Facts {
    let mut facts = shared();
    for id in ["C1", "C2", "C3", "C5", "D1", "Q1"] {
        for cell in &mut facts.indicators.get_mut(id).unwrap().cells {
            cell.warn = true;
            if id == "Q1" && cell.by == "all" && cell.period == "after" {
                cell.value = Some(41.0);
            }
        }
    }
    facts
}

/// A school where specialists and teachers disagree on the vision, with enough specialists to show it.
pub(crate) fn apart() -> Facts {
    let mut facts = named("Voorbeeldhogeschool Kompas, faculteit Educatie", "hbo");
    let themes = [
        ("visie_beleid", 80.0, 78.0),
        ("rolopvatting", 74.0, 81.0),
        ("gedeelde_taal", 85.0, 71.0),
        ("zicht_op_leerling", 90.0, 84.0),
        ("samenwerking_ouders", 88.0, 61.0),
    ];
    for cell in &mut facts.indicators.get_mut("D4").unwrap().cells {
        let Some((_, specialist, teacher)) = themes.iter().find(|t| t.0 == cell.group) else {
            cell.band = None;
            cell.value = Some(26.2);
            continue;
        };
        cell.status = Status::Released;
        cell.value = Some(match cell.part.as_str() {
            "specialist" => *specialist,
            "primary_process" => *teacher,
            _ => specialist - teacher,
        });
    }
    no_gap(&mut facts);
    facts
}

/// A school that handed in nothing but its name.
pub(crate) fn empty() -> Facts {
    let facts = shared();
    Facts {
        indicators: Default::default(),
        lists: Default::default(),
        sources: Vec::new(),
        quality: Default::default(),
        school: schakel_report::facts::School { students: None, staff: None, ..facts.school.clone() },
        ..facts
    }
}

/// A school of which every value is kept back.
pub(crate) fn suppressed() -> Facts {
    let mut facts = shared();
    for indicator in facts.indicators.values_mut() {
        for cell in &mut indicator.cells {
            hide(cell, Status::Suppressed);
        }
        for change in &mut indicator.changes {
            unknown(change);
        }
    }
    facts
}

/// All of them, with a short name.
pub(crate) fn all() -> Vec<(&'static str, Facts)> {
    vec![
        ("shared", shared()),
        ("carried", carried()),
        ("unequal", unequal()),
        ("stopped", stopped()),
        ("quiet", quiet()),
        ("half-answered", half_answered()),
        ("apart", apart()),
        ("empty", empty()),
        ("suppressed", suppressed()),
    ]
}

fn named(name: &str, sector: &str) -> Facts {
    let mut facts = shared();
    facts.school.name = name.to_owned();
    facts.school.sector = sector.to_owned();
    facts.school.sector_label = text(match sector {
        "vo" => "voortgezet onderwijs",
        "mbo" => "middelbaar beroepsonderwijs",
        _ => "hoger beroepsonderwijs",
    });
    facts
}

pub(crate) fn text(nl: &str) -> Text {
    Text { nl: nl.to_owned(), en: String::new() }
}

fn hide(cell: &mut schakel_report::facts::Cell, status: Status) {
    cell.status = status;
    cell.value = None;
    cell.low = None;
    cell.high = None;
    cell.n = None;
    cell.band = None;
}

fn unknown(change: &mut Change) {
    change.verdict = Verdict::Unknown;
    for number in [&mut change.from_value, &mut change.to_value, &mut change.diff, &mut change.low, &mut change.high] {
        *number = None;
    }
}

fn no_gap(facts: &mut Facts) {
    for change in &mut facts.indicators.get_mut("G1").unwrap().changes {
        let value = change.from_value;
        change.to_value = value.map(|v| v + 1.0);
        change.diff = Some(1.0);
        change.low = Some(-5.0);
        change.high = Some(7.0);
        change.verdict = Verdict::None;
    }
}

/// The share of a role or role group in both school years, with the verdict that goes with a whole registration.
pub(crate) fn set_share(facts: &mut Facts, group: &str, before: f64, now: f64) {
    for by in ["role", "role_group"] {
        set_both(facts, "A1", by, group, "", before, now);
    }
}

/// A value in both school years, and the change between them.
pub(crate) fn set_both(facts: &mut Facts, id: &str, by: &str, group: &str, part: &str, before: f64, now: f64) {
    let indicator = facts.indicators.get_mut(id).unwrap();
    for cell in &mut indicator.cells {
        if cell.by == by && cell.group == group && cell.part == part {
            cell.value = Some(if cell.period == "2025-2026" { now } else { before });
        }
    }
    for change in &mut indicator.changes {
        if change.by == by && change.group == group && change.part == part {
            change.from_value = Some(before);
            change.to_value = Some(now);
            change.diff = Some(now - before);
            change.verdict = match now.total_cmp(&before) {
                std::cmp::Ordering::Greater => Verdict::Up,
                std::cmp::Ordering::Less => Verdict::Down,
                std::cmp::Ordering::Equal => Verdict::None,
            };
        }
    }
}

/// A change of the whole staff between two measurements, with the verdict that its margin gives.
pub(crate) fn set_change(facts: &mut Facts, id: &str, part: &str, before: f64, now: f64, margin: (f64, f64)) {
    let indicator = facts.indicators.get_mut(id).unwrap();
    for cell in &mut indicator.cells {
        if cell.by == "all" && cell.part == part {
            cell.value = Some(if cell.period == "after" { now } else { before });
            cell.low = cell.value.map(|v| v - 10.0);
            cell.high = cell.value.map(|v| v + 10.0);
        }
    }
    for change in &mut indicator.changes {
        if change.by == "all" && change.part == part {
            change.from_value = Some(before);
            change.to_value = Some(now);
            change.diff = Some(now - before);
            change.low = Some(margin.0);
            change.high = Some(margin.1);
            change.verdict = if margin.0 > 0.0 {
                Verdict::Up
            } else if margin.1 < 0.0 {
                Verdict::Down
            } else {
                Verdict::None
            };
        }
    }
}
