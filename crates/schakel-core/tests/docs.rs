//! The documentation says what the program does.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use schakel_core::editor;
use schakel_core::project::{Key, Project, SETTINGS, keys, settings};
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
    for row in [keys::PROJECT, keys::SCHOOL].map(keys::markdown).concat().lines() {
        assert!(PAGE.contains(row), "docs/schakel-toml.md lacks: {row}");
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
fn editors_are_told_what_is_read() {
    let schema = editor::project_schema(&[]);
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
