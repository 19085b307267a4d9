//! The documentation as a book: every page is in it, every link leads somewhere, and every code of a problem is
//! explained.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use schakel_tests::workspace;

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files below a folder that end so, in the order of their paths.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A page without its blocks of code.
fn prose(page: &str) -> String {
    let mut within = false;
    let lines = page.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        within ^= fence;
        !within && !fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Targets of the links of a page; what stands in code is no link, but a name in code may be the text of one.
fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    for line in prose(page).lines() {
        let outside = line.split('`').step_by(2).collect::<Vec<_>>().concat();
        let targets = outside.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        links.extend(targets.map(|(target, _)| target.to_owned()));
    }
    links
}

/// The anchors of a page: its headings, as mdBook and code hosts make them.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let prose = prose(page);
    let mut anchors = BTreeSet::new();
    for heading in prose.lines().filter(|line| line.starts_with('#')) {
        let mut id = String::new();
        for sign in heading.trim_start_matches('#').trim().chars() {
            match sign {
                ' ' => id.push('-'),
                _ if sign.is_alphanumeric() || sign == '-' || sign == '_' => id.extend(sign.to_lowercase()),
                _ => {}
            }
        }
        let seen = count.entry(id.clone()).or_default();
        anchors.insert(if *seen == 0 { id } else { format!("{id}-{seen}") });
        *seen += 1;
    }
    anchors
}

/// A path without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

#[test]
fn every_page_is_in_the_book_once() {
    let docs = workspace().join("docs");
    let mut listed: Vec<PathBuf> = links(&read(&docs.join("SUMMARY.md"))).iter().map(|link| docs.join(link)).collect();
    listed.sort();
    let mut pages = files(&docs, ".md");
    pages.retain(|page| !page.ends_with("SUMMARY.md"));
    assert_eq!(listed, pages);
}

#[test]
fn every_link_leads_to_a_file_and_every_anchor_to_a_heading() {
    let top = workspace();
    let docs = top.join("docs");
    let mut pages = files(&docs, ".md");
    pages.extend(
        ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "examples/zes-scholen/README.md"].map(|page| top.join(page)),
    );
    let (mut wrong, mut count) = (Vec::new(), 0);
    for page in &pages {
        for link in links(&read(page)).iter().filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            count += 1;
            let (file, anchor) =
                link.split_once('#').map_or((link.as_str(), None), |(file, anchor)| (file, Some(anchor)));
            let target = if file.is_empty() { page.clone() } else { plain(&page.parent().unwrap().join(file)) };
            let leads = target.exists() && anchor.is_none_or(|anchor| anchors(&read(&target)).contains(anchor));
            // A book is only its own pages.
            if !leads || page.starts_with(&docs) && !target.starts_with(&docs) {
                wrong.push(format!("{}: {link}", page.strip_prefix(&top).unwrap().display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 100, "{count}");
}

/// The first part of a code, for those that do not stand directly where a problem is made.
const FAMILIES: [&str; 9] =
    ["source-", "sql-", "plugin-", "survey-", "key-", "project-", "package-", "privacy-", "audit-"];

/// The codes in a source file: what a problem is made with, and texts that look like a code.
fn codes(source: &str) -> BTreeSet<String> {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let texts = source.split('"');
    let is_code = |text: &str| {
        FAMILIES.iter().any(|family| text.strip_prefix(family).is_some_and(|rest| !rest.is_empty()))
            && text.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-')
    };
    let mut codes: BTreeSet<String> = texts.filter(|text| is_code(text)).map(str::to_owned).collect();
    for made in ["Problem::error(", "Problem::notice("] {
        let given = source.split(made).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
        codes.extend(given.filter_map(|rest| rest.split_once('"')).map(|(code, _)| code.to_owned()));
    }
    codes
}

#[test]
fn every_code_that_the_program_can_tell_is_explained_and_no_other() {
    let mut told: BTreeSet<String> = schakel_model::check::checks().iter().map(|check| check.code.to_owned()).collect();
    for crate_folder in ["schakel-source", "schakel-core", "schakel-research", "schakel-audit", "schakel-cli"] {
        for file in files(&workspace().join("crates").join(crate_folder).join("src"), ".rs") {
            told.extend(codes(&read(&file)));
        }
    }
    let page = read(&workspace().join("docs/troubleshooting.md"));
    let first_cells = page.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|row| row.split_once(" |"));
    let explained: BTreeSet<String> = first_cells
        .flat_map(|(cell, _)| cell.split(", ").map(|code| code.trim_matches('`').to_owned()).collect::<Vec<_>>())
        .collect();
    let lacking: Vec<&String> = told.difference(&explained).collect();
    assert!(lacking.is_empty(), "docs/troubleshooting.md does not explain {lacking:?}");
    let over: Vec<&String> = explained.difference(&told).collect();
    assert!(over.is_empty(), "the program tells no {over:?}");
}
