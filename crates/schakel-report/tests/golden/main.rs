//! What a reader who does not see the page is read: the structure of a whole report in the file, and the HTML edition of the example
//! document, each as it was last found good.
//!
//! After a change on purpose, write them anew with `UPDATE_GOLDEN=1 cargo test -p schakel-report --test golden` and read the difference.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests are tests too

#[path = "../common/mod.rs"]
mod common;
mod reading;

use std::path::Path;

use schakel_report::Report;
use schakel_report::document::Lang;
use schakel_report::template::TemplateSet;
use schakel_report::theme::Theme;

/// Compares a text with the golden file of this name, or writes that file anew when the environment asks for it.
#[track_caller]
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if known == found {
        return;
    }
    let mut lines = known.lines().zip(found.lines()).enumerate();
    let (number, known, found) = match lines.find(|(_, (known, found))| known != found) {
        Some((at, (known, found))) => (at + 1, known, found),
        None => (known.lines().count().min(found.lines().count()) + 1, "", ""),
    };
    panic!(
        "{name} differs from line {number} on\nknown: {known}\nfound: {found}\n\
         If the change is meant, run with UPDATE_GOLDEN=1 and read the difference."
    );
}

#[test]
fn a_whole_report_is_read_as_it_was() {
    let templates = TemplateSet::of(Report::VisionAndProgress).unwrap();
    let report = schakel_report::render(&common::shared(), &templates, Lang::Nl).unwrap();
    golden("tag-tree.txt", &reading::of(&report.pdf));
}

#[test]
fn the_html_edition_of_the_example_is_as_it_was() {
    let document = schakel_report::markup::read(include_str!("../pages/voorbeeld.xml")).unwrap();
    golden("voorbeeld.html", &schakel_report::html(&document, &Theme::default(), schakel_report::measure().unwrap()));
}
