//! What the report says in each situation, and what it never says.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests are tests too

#[path = "../common/mod.rs"]
mod common;
mod every_report;
mod indicators;
mod kept_back;
mod situations;

use std::sync::OnceLock;

use schakel_report::document::Lang;
use schakel_report::facts::{Cell, Facts, Persons, Status, Verdict};
use schakel_report::markup;
use schakel_report::template::TemplateSet;

fn set() -> &'static TemplateSet {
    static SET: OnceLock<TemplateSet> = OnceLock::new();
    SET.get_or_init(|| TemplateSet::of(schakel_report::Report::VisionAndProgress).unwrap_or_else(|e| panic!("{e}")))
}

/// The report as markup, checked by the strict reader.
fn markup_of(facts: &Facts, lang: Lang) -> String {
    let markup = set().fill(facts, lang).unwrap_or_else(|e| panic!("{e}"));
    if let Err(problems) = markup::read(&markup) {
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}\n{markup}", list.join("\n"));
    }
    markup
}

/// Everything that is read, one after the other: texts, and the titles and captions that stand in attributes. Footnotes come last.
fn visible(markup: &str) -> String {
    let mut parts = markup.split("<footnote>");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut notes = String::new();
    for part in parts {
        let (note, after) = part.split_once("</footnote>").unwrap();
        text.push_str(after);
        notes.push_str(&format!(" {note}"));
    }
    let plain = (text + &notes).replace(['<', '>', '"', '\u{a0}'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn nl(facts: &Facts) -> String {
    visible(&markup_of(facts, Lang::Nl))
}

#[track_caller]
fn says(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "does not say: {wanted}");
}

#[track_caller]
fn never_says(text: &str, unwanted: &str) {
    assert!(!text.contains(unwanted), "says: {unwanted}");
}
