//! Text within blocks.

use super::attributes::Attributes;
use super::problem::Problems;
use super::tree::{Element, Node};
use crate::document::{Inline, Lang, Target};

pub(super) const NAMES: &[&str] = &["strong", "em", "a", "span", "br", "ref", "footnote"];

pub(super) fn is_inline(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The content of an element that holds text only.
pub(super) fn read(element: &Element, problems: &mut Problems<'_>) -> Vec<Inline> {
    read_nodes(&element.name, element.children.iter(), problems)
}

pub(super) fn read_nodes<'e>(
    inside: &str,
    nodes: impl Iterator<Item = &'e Node>,
    problems: &mut Problems<'_>,
) -> Vec<Inline> {
    let mut out = Vec::new();
    for node in nodes {
        match node {
            Node::Text { text, .. } => out.push(Inline::Text(text.clone())),
            Node::Element(child) => {
                if let Some(inline) = inline(inside, child, problems) {
                    out.push(inline);
                }
            }
        }
    }
    out
}

fn inline(inside: &str, element: &Element, problems: &mut Problems<'_>) -> Option<Inline> {
    match element.name.as_str() {
        "strong" => {
            Attributes::none(element, problems);
            Some(Inline::Strong(read(element, problems)))
        }
        "em" => {
            Attributes::none(element, problems);
            Some(Inline::Em(read(element, problems)))
        }
        "span" => {
            let mut attributes = Attributes::of(element);
            let lang = attributes.choice("lang", &[("nl", Lang::Nl), ("en", Lang::En)], problems);
            attributes.finish(problems);
            let content = read(element, problems);
            lang.map(|lang| Inline::Span { lang, content })
        }
        "a" => {
            let mut attributes = Attributes::of(element);
            attributes.required("href", problems);
            let target =
                attributes.parsed("href", "#id, https: or mailto:, of at most 2000 characters", target, problems);
            attributes.finish(problems);
            no_footnote(element, "a link leads to one place", problems);
            let content = read(element, problems);
            target.map(|target| Inline::Link { target, content })
        }
        "footnote" => {
            Attributes::none(element, problems);
            no_footnote(element, "a note has no notes of its own", problems);
            let content = read(element, problems);
            if is_blank(&content) {
                let message = "is empty: a note has to say something".to_owned();
                problems.add(element.at, "footnote", message, &[]);
            }
            Some(Inline::Footnote(content))
        }
        "br" => {
            Attributes::none(element, problems);
            childless(element, problems);
            Some(Inline::Break)
        }
        "ref" => {
            let mut attributes = Attributes::of(element);
            let to = attributes.required("to", problems);
            attributes.finish(problems);
            childless(element, problems);
            Some(Inline::Ref { to })
        }
        name => {
            let message = format!("cannot stand in <{inside}>, which holds text");
            problems.add(element.at, name, message, NAMES);
            None
        }
    }
}

/// Longer addresses lead nowhere.
const LONGEST_ADDRESS: usize = 2000;

fn target(href: &str) -> Option<Target> {
    if let Some(id) = href.strip_prefix('#') {
        return (!id.is_empty()).then(|| Target::Id(id.to_owned()));
    }
    let web = href.starts_with("https://") || href.starts_with("mailto:");
    (web && href.is_ascii() && href.len() <= LONGEST_ADDRESS).then(|| Target::Url(href.to_owned()))
}

/// Refuses content in an element that is empty by nature.
pub(super) fn childless(element: &Element, problems: &mut Problems<'_>) {
    if !element.children.is_empty() {
        let message = "is an empty element: it holds nothing".to_owned();
        problems.add(element.at, &element.name, message, &[]);
    }
}

/// Refuses text where only elements may stand.
pub(super) fn no_text(element: &Element, allowed: &[&str], problems: &mut Problems<'_>) {
    for node in &element.children {
        if let Node::Text { at, text } = node
            && !text.trim().is_empty()
        {
            let message = "holds text where only elements may stand".to_owned();
            problems.add(*at, &element.name, message, allowed);
        }
    }
}

/// Refuses footnotes anywhere in an element, for a reason.
pub(super) fn no_footnote(element: &Element, reason: &str, problems: &mut Problems<'_>) {
    for child in element.elements() {
        if child.name == "footnote" {
            let message = format!("cannot stand in <{}>: {reason}", element.name);
            problems.add(child.at, "footnote", message, &[]);
        } else {
            no_footnote(child, reason, problems);
        }
    }
}

/// Whether inlines show anything at all.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Strong(inner)
        | Inline::Em(inner)
        | Inline::Span { content: inner, .. }
        | Inline::Link { content: inner, .. } => is_blank(inner),
        Inline::Break => true,
        Inline::Ref { .. } | Inline::Footnote(_) => false,
    })
}
