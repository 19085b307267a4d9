//! The documentation says what the program does.

use std::path::Path;

use schakel_core::project::{Project, SETTINGS, settings};

const PAGE: &str = include_str!("../../../docs/schakel-toml.md");

#[test]
fn every_setting_is_documented_as_it_is_defined() {
    for row in settings::markdown().lines() {
        assert!(PAGE.contains(row), "docs/schakel-toml.md lacks: {row}");
    }
    assert_eq!(PAGE.lines().filter(|line| line.starts_with("| `") && line.contains('–')).count(), SETTINGS.len());
}

#[test]
fn the_example_of_a_project_file_can_be_read() {
    let example = PAGE.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let project = Project::parse(example, "schakel.toml", Path::new("."), &[]).unwrap();
    assert_eq!(project.schools.len(), 1);
}
