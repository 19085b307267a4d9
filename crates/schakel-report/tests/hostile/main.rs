//! Values that nobody would write on purpose, in every place of the facts: no report breaks on them, none shows them as anything but text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;
mod empty;
mod many;
mod markup;
mod numbers;
mod pages;
mod scripts;
mod words;

use std::sync::OnceLock;

use schakel_report::across::across;
use schakel_report::document::Lang;
use schakel_report::facts::Facts;
use schakel_report::template::TemplateSet;
use schakel_report::{Rendered, Report, attachment, compose, measure, render_html, render_with, theme::Theme};
use serde_json::Value;

/// A report in both editions.
struct Made {
    pdf: Rendered,
    /// The text of the pages, as another program finds it, without spaces.
    text: String,
    html: String,
}

fn set(report: Report) -> &'static TemplateSet {
    static SETS: OnceLock<[TemplateSet; 2]> = OnceLock::new();
    let sets = SETS.get_or_init(|| {
        [Report::VisionAndProgress, Report::ProjectOutcome]
            .map(|report| TemplateSet::of(report).unwrap_or_else(|e| panic!("{e}")))
    });
    &sets[usize::from(report == Report::ProjectOutcome)]
}

/// The facts over three schools, each of them these.
fn project(facts: &Facts) -> Facts {
    let ids = [("A", "overzijde"), ("B", "lindehage"), ("C", "waterkant")];
    let schools = ids.map(|(alias, id)| {
        let mut school = facts.clone();
        school.school.id = id.to_owned();
        // A name that is nothing but a sign would be found everywhere.
        school.school.name = format!("School {id}");
        (alias.to_owned(), school)
    });
    across("voorbeeld", schools.into()).unwrap()
}

/// Makes both editions and checks what holds for every report.
#[track_caller]
fn made_as(report: Report, facts: &Facts, lang: Lang) -> Made {
    let attachments = attachment::figures(facts, lang).unwrap();
    let pdf = render_with(facts, set(report), lang, &attachments).unwrap_or_else(|e| panic!("{}: {e}", report.name()));
    let html = render_html(facts, set(report), lang).unwrap_or_else(|e| panic!("{}: {e}", report.name()));
    checked(pdf, html)
}

#[track_caller]
fn checked(pdf: Rendered, html: String) -> Made {
    let text = pages::checked_text(&pdf.pdf);
    for attribute in [" x=\"", " y=\"", " cx=\"", " width=\"", " height=\"", " points=\"", " viewBox=\"", " d=\""] {
        for rest in html.split(attribute).skip(1) {
            let value = rest.split('"').next().unwrap();
            assert!(!value.contains("NaN") && !value.contains("inf"), "{attribute}{value}\"");
        }
    }
    Made { pdf, text, html }
}

/// The report of a school in Dutch, after those in English and of a project of such schools.
#[track_caller]
fn made(facts: &Facts) -> Made {
    made_as(Report::VisionAndProgress, facts, Lang::En);
    let project = project(facts);
    for lang in [Lang::Nl, Lang::En] {
        made_as(Report::ProjectOutcome, &project, lang);
    }
    made_as(Report::VisionAndProgress, facts, Lang::Nl)
}

/// A document of markup, for what no facts lead to.
#[track_caller]
fn made_of(body: &str) -> Made {
    let markup = format!("<report lang=\"nl\" title=\"T\">{body}</report>");
    let document = schakel_report::markup::read(&markup).unwrap_or_else(|problems| panic!("{}", problems[0]));
    let pdf = compose(&document, &Theme::default()).unwrap_or_else(|e| panic!("{e}"));
    let html = schakel_report::html(&document, &Theme::default(), measure().unwrap());
    checked(Rendered { pdf: pdf.bytes, pages: pdf.pages, warnings: Vec::new() }, html)
}

/// Members that hold what a person wrote, or a name for a reader.
const FREE: &[&str] = &[
    "name",
    "title",
    "goal",
    "text",
    "summary",
    "description",
    "reason",
    "next_step",
    "intervention",
    "criterion",
    "framework",
    "nl",
    "en",
    "file",
    "source",
    "project",
    "version",
    "kind",
];

/// The facts of the shared school with every free text made into another.
fn written(change: impl Fn(&str) -> String) -> Facts {
    fn walk(value: &mut Value, key: &str, change: &dyn Fn(&str) -> String) {
        match value {
            Value::Object(map) => map.iter_mut().for_each(|(key, inner)| walk(inner, key, change)),
            Value::Array(list) => list.iter_mut().for_each(|inner| walk(inner, key, change)),
            Value::String(text) if FREE.contains(&key) => *text = change(text),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(common::shared()).unwrap();
    walk(&mut value, "", &change);
    serde_json::from_value(value).unwrap()
}

/// A text without its spaces, as [`Made::text`] has it.
fn squeezed(text: &str) -> String {
    // A glyph beside another one for the same letter stands for a space without width.
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}')).collect()
}
