//! Charts that set units side by side.

use super::super::attributes::Attributes;
use super::super::inlines::childless;
use super::super::problem::Problems;
use super::super::tree::Element;
use super::{TONES, bar_row, guard, parts_row, rows, shown};
use crate::document::{BarRow, Dot, DotsRow, Panel, PartsRow, Shown, by_name};

pub(super) fn dots_row(element: &Element, problems: &mut Problems<'_>) -> DotsRow {
    let mut attributes = Attributes::of(element);
    let label = attributes.name("label", problems);
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
        label: attributes.name("label", problems),
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

/// Rows of answers in one order: a bar around the middle says nothing when its parts change places.
pub(super) fn likert(element: &Element, problems: &mut Problems<'_>) -> Vec<PartsRow> {
    const ANSWERS: std::ops::RangeInclusive<usize> = 2..=7;
    let found = rows(element, "row", parts_row, problems);
    let answers = |row: &PartsRow| row.parts.iter().map(|part| part.label.clone()).collect::<Vec<_>>();
    let first = found.iter().map(answers).find(|answers| !answers.is_empty()).unwrap_or_default();
    for (row, at) in found.iter().zip(element.elements()) {
        let own = answers(row);
        if !own.is_empty() && own != first {
            let message = "has other answers than the first row, or in another order".to_owned();
            let allowed: Vec<&str> = first.iter().map(String::as_str).collect();
            problems.add(at.at, "row", message, &allowed);
        } else if !own.is_empty() && !ANSWERS.contains(&own.len()) {
            let message = format!("has {} answers where 2 to 7 can be shown", own.len());
            problems.add(at.at, "row", message, &[]);
        }
    }
    found
}

pub(super) fn panels(element: &Element, problems: &mut Problems<'_>) -> Vec<Panel> {
    let found = rows(element, "panel", panel, problems);
    let names = |panel: &Panel| panel.rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>();
    let first = found.first().map(names).unwrap_or_default();
    for (panel, at) in found.iter().zip(element.elements()) {
        if names(panel) != first {
            let message = "has other rows than the first panel, or in another order".to_owned();
            let allowed: Vec<&str> = first.iter().map(String::as_str).collect();
            problems.add(at.at, "panel", message, &allowed);
        }
    }
    found
}

fn panel(element: &Element, problems: &mut Problems<'_>) -> Panel {
    let mut attributes = Attributes::of(element);
    let label = attributes.name("label", problems);
    attributes.finish(problems);
    let rows: Vec<BarRow> = rows(element, "row", bar_row, problems);
    Panel { label, rows }
}
