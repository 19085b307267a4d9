//! The facts as a whole, and where a number comes from.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Fixture, NOW};
use schakel_indicators::{Labels, Provenance, catalogue, docs, explain};
use serde_json::{Value, json};

#[test]
fn a_school_without_any_data_has_facts_that_say_so() {
    let facts = Fixture::new().facts();
    assert_eq!(facts.0["facts_version"], 1);
    assert_eq!((&facts.0["school"]["id"], &facts.0["school"]["name"]), (&"s".into(), &"Proefschool".into()));
    assert_eq!(facts.0["school"]["sector_label"]["nl"], "voortgezet onderwijs");
    for indicator in &catalogue().unwrap().indicators {
        let id = &indicator.header.id;
        assert!(facts.0["indicators"][id]["cells"].is_array(), "{id}");
    }
    assert!(facts.list("interventions").is_empty());
}

#[test]
fn every_cell_has_the_fields_of_the_contract() {
    let facts = Fixture::new().facts();
    let cell = facts.cell("E3", ["all", "all", "", NOW]).as_object().unwrap();
    let fields: Vec<&str> = cell.keys().map(String::as_str).collect();
    assert_eq!(
        fields,
        [
            "by",
            "by_label",
            "group",
            "group_label",
            "part",
            "part_label",
            "period",
            "period_label",
            "status",
            "unit",
            "value",
            "low",
            "high",
            "n",
            "n_band",
            "population",
            "population_band",
            "warn",
            "band"
        ]
    );
}

#[test]
fn what_the_caller_knows_is_passed_on() {
    let provenance = Provenance {
        sources: json!([{ "name": "users", "kind": "csv" }]),
        quality: json!({ "refused_rows": 2 }),
        versions: json!({ "schakel": "0.1.0" }),
    };
    let outcome = Fixture::new().outcome();
    let facts = outcome.facts("s", provenance).unwrap();
    assert_eq!(facts["sources"][0]["name"], "users");
    assert_eq!(facts["quality"]["refused_rows"], 2);
    assert_eq!(facts["settings"]["students_k"], 10);
    assert_eq!(facts["report"]["date"], "2026-06-15");
    assert!(outcome.facts("x", Provenance::default()).is_none());
}

fn two_schools() -> Fixture {
    let moments =
        (1..=20).map(|id| format!("{}|{id}|2025-11-03|subject_lesson|registration", if id <= 12 { "s" } else { "t" }));
    Fixture::new().table("school", "school_id|name|sector\nt|Andere school|mbo").rows(
        "guidance_moment",
        "school_id|moment_id|date|setting|evidence",
        moments,
    )
}

#[test]
fn schools_are_computed_together_and_kept_apart() {
    let outcome = two_schools().outcome();
    let n = |school: &str| -> Value {
        let facts = outcome.facts(school, Provenance::default()).unwrap();
        facts["indicators"]["A6"]["cells"][0]["n"].clone()
    };
    // Twelve moments at one school; the eight of the other are too few.
    assert_eq!(n("s"), 12);
    assert_eq!(n("t"), Value::Null);
}

#[test]
fn the_same_store_gives_the_same_bytes() {
    let fixture = two_schools();
    let text = || fixture.outcome().facts("s", Provenance::default()).unwrap().to_string();
    assert_eq!(text(), text());
}

/// The one file in which answers are kept, and what is in it.
#[allow(clippy::unwrap_used, reason = "what a test does not expect may end it")]
fn kept(folder: &Path) -> (PathBuf, Vec<u8>) {
    let files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    (files[0].clone(), fs::read(&files[0]).unwrap())
}

#[test]
fn answers_that_were_kept_tell_the_same_as_answers_computed_anew() {
    let mut fixture = two_schools();
    let text = |fixture: &Fixture| fixture.outcome().facts("s", Provenance::default()).unwrap().to_string();
    let computed = text(&fixture);
    let folder = fixture.keeping();
    assert_eq!(text(&fixture), computed);
    let (file, bytes) = kept(&folder);
    assert_eq!(text(&fixture), computed);
    // Damaged answers are computed anew, and kept whole again; their rows come in any order.
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(text(&fixture), computed);
    assert_eq!(kept(&folder).1.len(), bytes.len());
}

#[test]
fn kept_answers_are_read_as_long_as_the_rows_and_the_queries_are_the_same() {
    let mut fixture = two_schools();
    let folder = fixture.keeping();
    let n = |fixture: &Fixture| fixture.facts().cell("A6", ["all", "all", "", NOW])["n"].clone();
    assert_eq!(n(&fixture), 12);
    let (file, twelve) = kept(&folder);
    let more =
        fixture.table("guidance_moment", "moment_id|date|setting|evidence\n21|2025-11-03|subject_lesson|registration");
    assert_eq!(n(&more), 13);
    let (_, thirteen) = kept(&folder);
    assert_ne!(twelve, thirteen);
    fs::write(&file, &twelve).unwrap();
    assert_eq!(n(&more), 13, "answers of fewer rows are not taken for those of more");
    let mut other = more;
    other.request.previous_school_year = None;
    assert_eq!(n(&other), 13);
    assert_ne!(kept(&folder).1, thirteen, "other years, other queries");
}

#[test]
fn an_explanation_names_tables_rows_query_and_reasons() {
    let fixture = two_schools();
    let explained = explain(fixture.store(), &fixture.request, "t", "a6").unwrap().unwrap();
    assert_eq!(explained.definition["id"], "A6");
    let tables: Vec<_> = explained.tables.iter().map(|t| (t.table.as_str(), t.rows)).collect();
    assert_eq!(tables, [("guidance_moment", 8), ("guidance_moment_staff", 0)]);
    assert!(explained.sql.contains("FROM moments"));
    assert!(explained.views.iter().any(|(name, sql)| name == "years" && sql.contains("'2025-2026'")));
    let reasons = serde_json::to_value(&explained.kept_back).unwrap();
    assert_eq!(reasons, json!({ "too_few_observations": 1 }));
    assert!(explain(fixture.store(), &fixture.request, "t", "Z9").unwrap().is_none());
    assert!(explain(fixture.store(), &fixture.request, "x", "A6").unwrap().is_none());
}

#[test]
fn the_documentation_is_what_the_headers_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/indicators.md");
    let page = docs::markdown().unwrap();
    if std::env::var_os("SCHAKEL_UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == page,
        "docs/indicators.md is out of date: run SCHAKEL_UPDATE=1 cargo test -p schakel-indicators"
    );
}

#[test]
fn what_adds_up_names_numbers_that_are_there() {
    let catalogue = catalogue().unwrap();
    for header in catalogue.indicators.iter().map(|indicator| &indicator.header) {
        for name in header.adds_up.iter().flat_map(|identity| identity.parts.iter().chain(&identity.whole)) {
            let (id, part) = name.split_once('/').unwrap_or((name, ""));
            let of = catalogue.indicator(id).unwrap_or_else(|| panic!("{}: no indicator {id}", header.id));
            let known = match &of.header.parts {
                Some(Labels::Own(codes)) => codes.iter().any(|own| own.code == part),
                _ => false,
            };
            assert!(part.is_empty() || known, "{}: {id} has no part {part}", header.id);
        }
    }
}

#[test]
fn lists_show_nothing_above_a_fact_about_the_organisation_unless_it_is_released() {
    for list in &catalogue().unwrap().lists {
        for (name, column) in &list.header.columns {
            assert_eq!(column.objection(), None, "{}: {name}", list.header.name);
        }
    }
}
