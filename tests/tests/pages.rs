//! Pages that a reader can follow: every file and command on them is tried, and what they show is what came of it.
//!
//! `SCHAKEL_UPDATE=1 cargo test -p schakel-tests --test pages` puts what came of it on the pages.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use schakel_tests::follow::{Way, follow};
use schakel_tests::page::blocks;
use schakel_tests::workspace;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");

/// Follows a page of `docs`; gives the page.
fn followed(page: &str, way: Way) -> String {
    let file = workspace().join("docs").join(page);
    let shown = fs::read_to_string(&file).unwrap();
    let came = follow(&shown, Path::new(PROGRAM), way).unwrap_or_else(|wrong| panic!("{page}: {wrong}"));
    if came != shown {
        fs::write(file, &came).unwrap();
    }
    came
}

#[test]
fn the_first_school_is_connected_as_the_page_says() {
    let page = followed("connect-your-school.md", Way::Through);
    let commands: String =
        blocks(&page).iter().filter(|block| block.language == "sh").map(|block| block.text).collect();
    for command in ["inspect ", "plugin new ", "check", "check --watch", "plugin test ", "report"] {
        assert!(commands.contains(&format!("schakel {command}")), "{command} is not shown");
    }
}

#[test]
fn the_privacy_officer_can_do_what_the_page_says() {
    let page = followed("privacy.md", Way::Through);
    let commands: String =
        blocks(&page).iter().filter(|block| block.language == "sh").map(|block| block.text).collect();
    for command in ["record", "object", "erase", "rotate-key", "expire", "log"] {
        assert!(commands.contains(&format!("schakel privacy {command}")), "{command} is not shown");
    }
}

#[test]
fn every_recipe_gives_the_rows_that_it_shows() {
    let page = followed("recipes.md", Way::ByHeading);
    let blocks = blocks(&page);
    for heading in page.lines().filter_map(|line| line.strip_prefix("## ")) {
        let shows = |block: &&schakel_tests::page::Block<'_>| {
            block.heading == heading
                && block.file().is_none()
                && block.language == "csv"
                && block.text.lines().count() > 1
        };
        assert!(blocks.iter().any(|block| shows(&block)), "{heading} shows no rows");
    }
}

#[test]
fn a_table_is_audited_and_protected_as_the_page_says() {
    let page = followed("audit.md", Way::Through);
    assert!(page.contains("can be derived exactly") && page.contains("none can be derived"), "both outcomes are shown");
}

#[test]
fn the_research_team_gets_what_the_page_says() {
    let page = followed("research.md", Way::Through);
    let commands: String =
        blocks(&page).iter().filter(|block| block.language == "sh").map(|block| block.text).collect();
    assert!(commands.contains("schakel research --lang nl,en --format pdf,html"), "{commands}");
}
