//! Charts that set units side by side.

use super::super::attributes::Attributes;
use super::super::inlines::childless;
use super::super::problem::Problems;
use super::super::tree::Element;
use super::{TONES, guard, rows, shown};
use crate::document::{Dot, DotsRow, Shown, by_name};

pub(super) fn dots_row(element: &Element, problems: &mut Problems<'_>) -> DotsRow {
    let mut attributes = Attributes::of(element);
    let label = attributes.required("label", problems);
    let median = attributes.number("median", problems);
    let median_text = attributes.text("median-text");
    let shown = shown(&mut attributes, problems);
    attributes.finish(problems);
    guard(element, shown, false, &[median], problems);
    let mut dots = if shown == Shown::Suppressed && element.elements().next().is_none() {
        Vec::new()
    } else {
        rows(element, "part", dot, problems)
    };
    for dot in &dots {
        guard(element, shown, false, &[dot.value], problems);
    }
    dots.sort_by(|a, b| by_name(&a.label, &b.label));
    if let Some(pair) = dots.windows(2).find(|pair| pair[0].label == pair[1].label) {
        let message = format!("has two parts with the label {}", pair[0].label);
        problems.add(element.at, "row", message, &[]);
    }
    DotsRow { label, dots, median, median_text, shown }
}

fn dot(element: &Element, problems: &mut Problems<'_>) -> Dot {
    let mut attributes = Attributes::of(element);
    let dot = Dot {
        label: attributes.required("label", problems),
        value: attributes.number("value", problems),
        text: attributes.text("text"),
        low: attributes.number("low", problems),
        high: attributes.number("high", problems),
        tone: attributes.choice("tone", TONES, problems).unwrap_or_default(),
        shown: shown(&mut attributes, problems),
    };
    attributes.finish(problems);
    childless(element, problems);
    guard(element, dot.shown, true, &[dot.value], problems);
    guard(element, dot.shown, false, &[dot.low, dot.high], problems);
    dot
}
