//! `docs/kinds.md` is the page that the definitions of the kinds print.

#![allow(clippy::unwrap_used, reason = "tests")]

use schakel_source::{Kind, docs};

/// Run with `SCHAKEL_UPDATE=1` to write the page anew.
#[test]
fn the_committed_page_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/kinds.md");
    let page = docs::kinds();
    if std::env::var_os("SCHAKEL_UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(committed == page, "docs/kinds.md is out of date: run SCHAKEL_UPDATE=1 cargo test -p schakel-source");
}

#[test]
fn every_option_of_every_kind_is_explained() {
    let page = docs::kinds();
    for option in Kind::all().flat_map(|kind| kind.options) {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{option}` |"))).unwrap();
        assert!(row.trim_end_matches(" |").rsplit("| ").next().unwrap().len() > 10, "{row}");
    }
}
