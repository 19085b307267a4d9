//! Numbers that are none, too large, too small or below zero.

use super::*;
use schakel_report::document::{
    BarRow, ChartData, ChartSpec, Dot, DotsRow, DumbbellRow, MatrixCell, MatrixRow, Panel, Part, PartsRow, Unit,
};
use schakel_report::draw::{Anchor, Item};
use schakel_report::facts::Change;
use schakel_report::figure;

const NUMBERS: &[f64] =
    &[f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, f64::MIN_POSITIVE, -0.0, -1.0, 1e6, 1e15, 100.5];

#[test]
fn numbers_of_the_facts_that_are_none_or_without_measure() {
    for number in NUMBERS {
        let mut facts = common::shared();
        for indicator in facts.indicators.values_mut() {
            for cell in &mut indicator.cells {
                for value in [&mut cell.value, &mut cell.low, &mut cell.high, &mut cell.n] {
                    *value = value.map(|_| *number);
                }
            }
            for change in &mut indicator.changes {
                let Change { from_value, to_value, diff, low, high, .. } = change;
                for value in [from_value, to_value, diff, low, high] {
                    *value = value.map(|_| *number);
                }
            }
        }
        for intervention in &mut facts.lists.interventions {
            (intervention.steps_done, intervention.steps_total) = (Some(*number), Some(*number));
        }
        for hours in &mut facts.lists.hours_to_schedule {
            (hours.granted, hours.scheduled, hours.to_schedule) = (Some(*number), Some(*number), Some(*number));
        }
        made(&facts);
    }
}

fn charts(a: f64, b: f64, text: &str) -> Vec<ChartData> {
    let text = text.to_owned();
    let bar = |value| BarRow {
        label: text.clone(),
        value: Some(value),
        text: text.clone(),
        low: Some(a),
        high: Some(b),
        mark: Some(a),
        mark_label: text.clone(),
        note: text.clone(),
        ..BarRow::default()
    };
    let part = |value| Part { label: text.clone(), value: Some(value), text: text.clone(), ..Part::default() };
    let parts = vec![PartsRow { label: text.clone(), parts: vec![part(a), part(b), part(a)], ..PartsRow::default() }];
    let dot = |value, with: bool| Dot {
        label: text.clone(),
        value: Some(value),
        text: text.clone(),
        low: with.then_some(a),
        high: with.then_some(b),
        ..Dot::default()
    };
    let dots = |with| {
        ChartData::Dots(vec![DotsRow {
            label: text.clone(),
            dots: vec![dot(a, with), dot(b, with)],
            median: Some(a),
            median_text: text.clone(),
            ..DotsRow::default()
        }])
    };
    let dumbbell = DumbbellRow {
        label: text.clone(),
        from: Some(a),
        to: Some(b),
        from_text: text.clone(),
        to_text: text.clone(),
        low: Some(a),
        high: Some(b),
        ..DumbbellRow::default()
    };
    let cell = |value| MatrixCell { value: Some(value), text: text.clone(), ..MatrixCell::default() };
    vec![
        ChartData::Bars(vec![bar(a), bar(b)]),
        ChartData::Chain(vec![bar(a), bar(b)]),
        ChartData::Stacked(parts.clone()),
        ChartData::Likert(parts),
        ChartData::Multiples(vec![Panel { label: text.clone(), rows: vec![bar(a), bar(b)] }]),
        dots(false),
        dots(true),
        ChartData::Dumbbell { from_label: text.clone(), to_label: text.clone(), rows: vec![dumbbell] },
        ChartData::Matrix {
            columns: vec![text.clone(), text.clone()],
            rows: vec![MatrixRow { label: text.clone(), cells: vec![cell(a), cell(b)] }],
        },
    ]
}

#[test]
fn no_figure_has_a_place_that_is_none_and_no_label_is_wider_than_its_figure() {
    let theme = Theme::default();
    let measure = measure().unwrap();
    let texts = ["5%", "een heel lange naam met vele woorden die nergens past", &"w".repeat(300)];
    for (a, b) in NUMBERS.iter().flat_map(|a| NUMBERS.iter().map(move |b| (*a, *b))) {
        for data in texts.iter().flat_map(|text| charts(a, b, text)) {
            for (unit, width) in [(Unit::Percent, 148.0), (Unit::Score, 290.0), (Unit::Count, 484.0)] {
                let chart = ChartSpec { unit, min: None, max: None, data: data.clone() };
                let drawing = figure::draw(&chart, width, &theme, Lang::Nl, measure);
                assert!(drawing.height.is_finite() && drawing.height > 0.0, "{chart:?}");
                for item in drawing.items {
                    assert!(!format!("{item:?}").contains("NaN") && !format!("{item:?}").contains("inf"), "{item:?}");
                    if let Item::Text { x, anchor, size, face, text, .. } = item {
                        let wide = measure.width(&text, face, size);
                        let left = match anchor {
                            Anchor::Start => x,
                            Anchor::Middle => x - wide / 2.0,
                            Anchor::End => x - wide,
                        };
                        assert!(left >= -2.1 && left + wide <= width + 2.1, "{text} at {left} of {width}: {chart:?}");
                    }
                }
            }
        }
    }
}
