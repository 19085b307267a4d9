//! The documentation says what the program does.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use schakel_core::editor;
use schakel_core::project::{Key, KeyKind, Project, SETTINGS, keys, research, settings};
use schakel_source::Kind;

const PAGE: &str = include_str!("../../../docs/schakel-toml.md");

#[test]
fn every_setting_is_documented_as_it_is_defined() {
    for row in settings::markdown().lines() {
        assert!(PAGE.contains(row), "docs/schakel-toml.md lacks: {row}");
    }
    assert_eq!(PAGE.lines().filter(|line| line.starts_with("| `") && line.contains('–')).count(), SETTINGS.len());
}

#[test]
fn every_key_is_documented_as_it_is_defined() {
    for row in [keys::PROJECT, keys::SCHOOL, keys::SHARE, keys::COLLECT].map(keys::markdown).concat().lines() {
        assert!(PAGE.contains(row), "docs/schakel-toml.md lacks: {row}");
    }
}

#[test]
fn every_key_of_research_is_documented_and_told_to_editors_as_it_is_defined() {
    for row in [research::RESEARCH, research::CONTRIBUTOR].map(keys::markdown).concat().lines() {
        assert!(PAGE.contains(row), "docs/schakel-toml.md lacks: {row}");
    }
    let schema = editor::project_schema(&[]);
    let (study, who) = (&schema["properties"]["research"], &schema["properties"]["contributor"]["items"]);
    for (section, keys) in [(study, research::RESEARCH), (who, research::CONTRIBUTOR)] {
        let told: Vec<&String> = section["properties"].as_object().unwrap().keys().collect();
        assert_eq!(told, keys.iter().map(|key| key.name).collect::<Vec<_>>());
    }
}

/// A value that a key takes.
fn value(key: &str) -> &'static str {
    match key {
        "school_year" => "2025-2026",
        "previous_school_year" => "2024-2025",
        "report_date" | "retention_until" => "2026-06-15",
        "sector" => "vo",
        _ => "x",
    }
}

fn project(project: &[&Key], school: &[&Key]) -> Result<Project, String> {
    let lines = |keys: &[&Key]| -> String {
        keys.iter().map(|key| format!("{} = \"{}\"\n", key.name, value(key.name))).collect()
    };
    let text = format!("[project]\n{}[[school]]\n{}", lines(project), lines(school));
    Project::parse(&text, "schakel.toml", Path::new("."), &[])
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

#[test]
fn the_keys_that_are_defined_are_the_keys_that_are_read_and_those_that_are_needed_are_asked_for() {
    let of = |keys: &'static [Key]| keys.iter().collect::<Vec<_>>();
    let (whole, school) = (of(keys::PROJECT), of(keys::SCHOOL));
    assert!(project(&whole, &school).is_ok(), "{:?}", project(&whole, &school));
    for left_out in whole.iter().chain(&school) {
        let without = |keys: &[&'static Key]| -> Vec<&Key> {
            keys.iter().copied().filter(|key| !std::ptr::eq(*key, *left_out)).collect()
        };
        let read = project(&without(&whole), &without(&school));
        assert_eq!(read.is_err(), left_out.required, "{}: {read:?}", left_out.name);
    }
}

#[test]
fn the_keys_of_sharing_and_collecting_are_read_and_those_that_are_needed_are_asked_for() {
    let school = keys::SCHOOL.iter().filter(|key| key.required).map(|key| format!("{} = \"x\"\n", key.name));
    let project = keys::PROJECT.iter().filter(|key| key.required);
    let project: String = project.map(|key| format!("{} = \"{}\"\n", key.name, value(key.name))).collect();
    let start = format!("[project]\n{project}[[school]]\n{}", school.collect::<String>());
    for (name, keys) in [("share", keys::SHARE), ("collect", keys::COLLECT)] {
        let read = |left_out: &str| {
            let lines = keys.iter().filter(|key| key.name != left_out).map(|key| match (key.name, key.kind) {
                ("research_key", _) => format!("research_key = \"age1{}\"\n", "q".repeat(58)),
                (name, KeyKind::Text) => format!("{name} = \"x\"\n"),
                (name, KeyKind::Whole(_, most)) => format!("{name} = {most}\n"),
                (name, KeyKind::Flag) => format!("{name} = true\n"),
                (name, KeyKind::Texts) => format!("{name}.A = \"ed25519:{}\"\n", "0".repeat(64)),
            });
            let text = format!("{start}[{name}]\n{}", lines.collect::<String>());
            Project::parse(&text, "schakel.toml", Path::new("."), &[])
        };
        assert!(read("").is_ok(), "{name}: {:?}", read(""));
        for key in keys {
            assert_eq!(read(key.name).is_err(), key.required, "{name}: {}", key.name);
        }
    }
}

#[test]
fn editors_are_told_what_is_read() {
    let schema = editor::project_schema(&[]);
    for (section, keys) in [("share", keys::SHARE), ("collect", keys::COLLECT)] {
        let properties = schema["properties"][section]["properties"].as_object().unwrap();
        assert!(keys.iter().map(|key| key.name).eq(properties.keys()), "{section}");
    }
    assert_eq!(schema["properties"]["share"]["properties"]["confirmations"]["maximum"], 2);
    assert_eq!(schema["properties"]["settings"]["properties"].as_object().unwrap().len(), SETTINGS.len());
    let plugin = editor::plugin_schema();
    let source = &plugin["definitions"]["SourceSpec"];
    assert_eq!(source["additionalProperties"], false, "{plugin:#}");
    for kind in Kind::all() {
        let rule = source["allOf"]
            .as_array()
            .unwrap()
            .iter()
            .find(|rule| rule["if"]["properties"]["kind"]["const"] == kind.name);
        let refused = rule.unwrap()["then"]["properties"].as_object().unwrap();
        assert!(kind.options.iter().all(|option| !refused.contains_key(*option)), "{}", kind.name);
        assert!(kind.options.iter().all(|option| source["properties"].get(option).is_some()), "{}", kind.name);
    }
}

#[test]
fn the_example_of_a_project_file_can_be_read() {
    let example = PAGE.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let project = Project::parse(example, "schakel.toml", Path::new("."), &[]).unwrap();
    assert_eq!(project.schools.len(), 1);
}
