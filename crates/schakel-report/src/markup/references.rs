//! Ids are given once, and whatever points at one finds it.

use std::collections::BTreeMap;

use super::problem::Problems;
use super::tree::Element;

pub(super) fn check(root: &Element, problems: &mut Problems<'_>) {
    let mut ids = BTreeMap::new();
    collect(root, &mut ids, problems);
    follow(root, &ids, problems);
}

fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let found = element.attributes.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str()).filter(|v| !v.is_empty())
}

fn collect<'e>(element: &'e Element, ids: &mut BTreeMap<&'e str, usize>, problems: &mut Problems<'_>) {
    if let Some(id) = attribute(element, "id")
        && ids.insert(id, element.at).is_some()
    {
        let message = format!("the id {id} is given twice");
        problems.add(element.at, &element.name, message, &[]);
    }
    for child in element.elements() {
        collect(child, ids, problems);
    }
}

fn follow(element: &Element, ids: &BTreeMap<&str, usize>, problems: &mut Problems<'_>) {
    let target = match element.name.as_str() {
        "a" => attribute(element, "href").and_then(|href| href.strip_prefix('#')),
        "ref" => attribute(element, "to"),
        _ => None,
    };
    if let Some(id) = target
        && !ids.contains_key(id)
    {
        let known: Vec<&str> = ids.keys().copied().take(30).collect();
        let message = format!("nothing has the id {id}");
        problems.add(element.at, &element.name, message, &known);
    }
    for child in element.elements() {
        follow(child, ids, problems);
    }
}
