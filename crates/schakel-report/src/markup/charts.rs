//! Charts. A row that is suppressed may not carry a number: the reader refuses it, whatever the template says.

mod compared;
mod grids;

use super::attributes::Attributes;
use super::inlines::{childless, no_text};
use super::problem::Problems;
use super::tree::Element;
use crate::document::{
    BarRow, ChartData, ChartSpec, Date, DumbbellRow, Part, PartsRow, Phase, Shown, TimelineBar, Tone, Unit,
};

#[derive(Clone, Copy)]
enum Kind {
    Bars,
    Stacked,
    Dumbbell,
    Chain,
    Timeline,
    Matrix,
    Dots,
    Levels,
    Likert,
    Multiples,
}

const KINDS: &[(&str, Kind)] = &[
    ("bars", Kind::Bars),
    ("stacked", Kind::Stacked),
    ("dumbbell", Kind::Dumbbell),
    ("chain", Kind::Chain),
    ("timeline", Kind::Timeline),
    ("matrix", Kind::Matrix),
    ("dots", Kind::Dots),
    ("levels", Kind::Levels),
    ("likert", Kind::Likert),
    ("multiples", Kind::Multiples),
];
const UNITS: &[(&str, Unit)] =
    &[("percent", Unit::Percent), ("score", Unit::Score), ("hours", Unit::Hours), ("count", Unit::Count)];
const TONES: &[(&str, Tone)] =
    &[("primary", Tone::Primary), ("strong", Tone::Strong), ("soft", Tone::Soft), ("neutral", Tone::Neutral)];
const SHOWN: &[(&str, Shown)] = &[("released", Shown::Released), ("suppressed", Shown::Suppressed)];
const PHASES: &[(&str, Phase)] = &[
    ("idea", Phase::Idea),
    ("submitted", Phase::Submitted),
    ("approved", Phase::Approved),
    ("running", Phase::Running),
    ("finished", Phase::Finished),
    ("stopped", Phase::Stopped),
    ("adapted", Phase::Adapted),
];

pub(super) fn read(element: &Element, problems: &mut Problems<'_>) -> Option<ChartSpec> {
    let mut attributes = Attributes::of(element);
    attributes.required("kind", problems);
    let kind = attributes.choice("kind", KINDS, problems);
    let unit = attributes.choice("unit", UNITS, problems).unwrap_or_default();
    let min = attributes.number("min", problems);
    let max = attributes.number("max", problems);
    if let (Some(low), Some(high)) = (min, max)
        && low >= high
    {
        let message = "the scale ends before it begins: min has to be below max".to_owned();
        problems.add(element.at, "chart", message, &[]);
    }
    let mut today = None;
    let (mut from_label, mut to_label) = (String::new(), String::new());
    match kind {
        Some(Kind::Timeline) => today = date(&mut attributes, "today", problems),
        Some(Kind::Dumbbell) => {
            from_label = attributes.text("from-label");
            to_label = attributes.text("to-label");
        }
        _ => {}
    }
    let kind = match kind {
        Some(kind) => {
            attributes.finish(problems);
            kind
        }
        None => return None,
    };
    let data = match kind {
        Kind::Bars => ChartData::Bars(rows(element, "row", bar_row, problems)),
        Kind::Chain => ChartData::Chain(rows(element, "row", bar_row, problems)),
        Kind::Stacked => ChartData::Stacked(rows(element, "row", parts_row, problems)),
        Kind::Dots => ChartData::Dots(rows(element, "row", compared::dots_row, problems)),
        Kind::Dumbbell => {
            ChartData::Dumbbell { from_label, to_label, rows: rows(element, "row", dumbbell_row, problems) }
        }
        Kind::Timeline => ChartData::Timeline { today, bars: rows(element, "bar", timeline_bar, problems) },
        Kind::Matrix => grids::matrix(element, problems),
        Kind::Levels => grids::levels(element, problems),
        Kind::Likert => ChartData::Likert(compared::likert(element, problems)),
        Kind::Multiples => ChartData::Multiples(compared::panels(element, problems)),
    };
    Some(ChartSpec { unit, min, max, data })
}

fn rows<T>(
    parent: &Element,
    name: &'static str,
    read: impl Fn(&Element, &mut Problems<'_>) -> T,
    problems: &mut Problems<'_>,
) -> Vec<T> {
    no_text(parent, &[name], problems);
    let mut out = Vec::new();
    for child in parent.elements() {
        if child.name == name {
            out.push(read(child, problems));
        } else {
            let message = format!("cannot stand in this <{}>", parent.name);
            problems.add(child.at, &child.name, message, &[name]);
        }
    }
    if out.is_empty() {
        let message = "is empty: leave it out when there is nothing to show".to_owned();
        problems.add(parent.at, &parent.name, message, &[name]);
    }
    out
}

fn shown(attributes: &mut Attributes<'_>, problems: &mut Problems<'_>) -> Shown {
    attributes.choice("status", SHOWN, problems).unwrap_or_default()
}

/// A suppressed row has no number; a released one needs the number it is drawn from.
fn guard(element: &Element, shown: Shown, needed: bool, numbers: &[Option<f64>], problems: &mut Problems<'_>) {
    let given = numbers.iter().any(Option::is_some);
    if shown == Shown::Suppressed && given {
        let message = "is suppressed and carries a number".to_owned();
        problems.add(element.at, &element.name, message, &[]);
    }
    if shown == Shown::Released && needed && !given {
        let message = "has no number and is not suppressed".to_owned();
        problems.add(element.at, &element.name, message, &["status=\"suppressed\""]);
    }
}

fn bar_row(element: &Element, problems: &mut Problems<'_>) -> BarRow {
    let mut attributes = Attributes::of(element);
    let row = BarRow {
        label: attributes.name("label", problems),
        value: attributes.number("value", problems),
        text: attributes.text("text"),
        low: attributes.number("low", problems),
        high: attributes.number("high", problems),
        mark: attributes.number("mark", problems),
        mark_label: attributes.text("mark-label"),
        note: attributes.text("note"),
        tone: attributes.choice("tone", TONES, problems).unwrap_or_default(),
        shown: shown(&mut attributes, problems),
    };
    attributes.finish(problems);
    childless(element, problems);
    guard(element, row.shown, true, &[row.value], problems);
    guard(element, row.shown, false, &[row.low, row.high], problems);
    row
}

fn parts_row(element: &Element, problems: &mut Problems<'_>) -> PartsRow {
    let mut attributes = Attributes::of(element);
    let label = attributes.name("label", problems);
    let note = attributes.text("note");
    let shown = shown(&mut attributes, problems);
    attributes.finish(problems);
    let parts = if shown == Shown::Suppressed && element.elements().next().is_none() {
        Vec::new()
    } else {
        rows(element, "part", part, problems)
    };
    for part in &parts {
        guard(element, shown, false, &[part.value], problems);
    }
    PartsRow { label, parts, note, shown }
}

fn part(element: &Element, problems: &mut Problems<'_>) -> Part {
    let mut attributes = Attributes::of(element);
    let part = Part {
        label: attributes.text("label"),
        value: attributes.number("value", problems),
        text: attributes.text("text"),
        tone: attributes.choice("tone", TONES, problems),
        shown: shown(&mut attributes, problems),
    };
    attributes.finish(problems);
    childless(element, problems);
    guard(element, part.shown, true, &[part.value], problems);
    part
}

fn dumbbell_row(element: &Element, problems: &mut Problems<'_>) -> DumbbellRow {
    let mut attributes = Attributes::of(element);
    let row = DumbbellRow {
        label: attributes.name("label", problems),
        from: attributes.number("from", problems),
        to: attributes.number("to", problems),
        from_text: attributes.text("from-text"),
        to_text: attributes.text("to-text"),
        low: attributes.number("low", problems),
        high: attributes.number("high", problems),
        shown: shown(&mut attributes, problems),
    };
    attributes.finish(problems);
    childless(element, problems);
    guard(element, row.shown, true, &[row.from, row.to], problems);
    guard(element, row.shown, false, &[row.low, row.high], problems);
    row
}

fn date(attributes: &mut Attributes<'_>, name: &'static str, problems: &mut Problems<'_>) -> Option<Date> {
    attributes.parsed(name, "a day written as 2026-06-15", Date::parse, problems)
}

fn timeline_bar(element: &Element, problems: &mut Problems<'_>) -> TimelineBar {
    let mut attributes = Attributes::of(element);
    let label = attributes.name("label", problems);
    let from = date(&mut attributes, "from", problems);
    let to = date(&mut attributes, "to", problems);
    attributes.required("status", problems);
    let phase = attributes.choice("status", PHASES, problems).unwrap_or(Phase::Idea);
    let text = attributes.text("text");
    let approved = date(&mut attributes, "approved", problems);
    attributes.finish(problems);
    childless(element, problems);
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        let message = "ends before it begins".to_owned();
        problems.add(element.at, "bar", message, &[]);
    }
    TimelineBar { label, from, to, phase, text, approved }
}
