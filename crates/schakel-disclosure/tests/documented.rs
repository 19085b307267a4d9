//! Every rule in the documentation names the tests that prove it, and they are there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text += &sources(&path);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text += &fs::read_to_string(path).unwrap();
        }
    }
    text
}

#[test]
fn every_rule_has_tests_that_are_there() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(here.join("../../docs/disclosure.md")).unwrap();
    // What is told of several schools is put together elsewhere.
    let folders = ["src", "tests", "../schakel-research/tests", "../schakel-report/tests"];
    let code: String = folders.iter().map(|folder| sources(&here.join(folder))).collect();
    let rules: Vec<&str> = page.lines().filter(|line| line.starts_with("| R")).collect();
    let numbers: Vec<&str> =
        rules.iter().map(|rule| rule.split(['|', ' ']).find(|word| word.starts_with('R')).unwrap()).collect();
    for guarantee in 1..=10 {
        let of_it = |number: &&str| number[1..].trim_end_matches(char::is_alphabetic) == guarantee.to_string();
        assert!(numbers.iter().any(of_it), "no rule R{guarantee}");
    }
    for rule in &rules[1..] {
        let proof = rule.rsplit('|').nth(1).unwrap();
        let tests: Vec<&str> = proof.split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "{rule}");
        for test in tests {
            assert!(code.contains(&format!("fn {test}(")), "{test} is not there");
        }
    }
}
