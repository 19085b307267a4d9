//! Notes in the margin and numbers with their sentence.

use super::attributes::{Attributes, squeeze};
use super::inlines::{self, no_text};
use super::problem::Problems;
use super::tree::{Element, Node};
use crate::document::{AsidePart, KeyFigure};

const ASIDE: &[&str] = &["big", "strong", "p"];

pub(super) fn aside(element: &Element, problems: &mut Problems<'_>) -> Vec<AsidePart> {
    Attributes::none(element, problems);
    no_text(element, ASIDE, problems);
    inlines::no_footnote(element, "it is a note itself", problems);
    let mut parts = Vec::new();
    for child in element.elements() {
        match child.name.as_str() {
            "big" => {
                Attributes::none(child, problems);
                parts.push(AsidePart::Big(plain(child, problems)));
            }
            "strong" => {
                Attributes::none(child, problems);
                parts.push(AsidePart::Title(inlines::read(child, problems)));
            }
            "p" => {
                Attributes::none(child, problems);
                parts.push(AsidePart::Paragraph(inlines::read(child, problems)));
            }
            name => {
                let message = "cannot stand in <aside>".to_owned();
                problems.add(child.at, name, message, ASIDE);
            }
        }
    }
    if parts.is_empty() {
        let message = "is empty: a note has to say something".to_owned();
        problems.add(element.at, "aside", message, ASIDE);
    }
    parts
}

fn plain(element: &Element, problems: &mut Problems<'_>) -> String {
    let mut out = String::new();
    for node in &element.children {
        match node {
            Node::Text { text, .. } => out.push_str(text),
            Node::Element(child) => {
                let message = format!("cannot stand in <{}>, which holds plain text", element.name);
                problems.add(child.at, &child.name, message, &[]);
            }
        }
    }
    squeeze(&out)
}

pub(super) fn key_figures(element: &Element, problems: &mut Problems<'_>) -> Vec<KeyFigure> {
    Attributes::none(element, problems);
    no_text(element, &["keyfigure"], problems);
    let mut figures = Vec::new();
    for child in element.elements() {
        if child.name != "keyfigure" {
            let message = "cannot stand in <keyfigures>".to_owned();
            problems.add(child.at, &child.name, message, &["keyfigure"]);
            continue;
        }
        let mut attributes = Attributes::of(child);
        let value = attributes.name("value", problems);
        let unit = attributes.text("unit");
        attributes.finish(problems);
        figures.push(KeyFigure { value, unit, content: inlines::read(child, problems) });
    }
    figures
}
