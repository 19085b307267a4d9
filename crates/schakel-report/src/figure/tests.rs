use super::draw;
use crate::document::{
    BarRow, ChartData, ChartSpec, Date, Dot, DotsRow, DumbbellRow, Lang, LevelCell, LevelsRow, MatrixCell, MatrixRow,
    Panel, Part, PartsRow, Phase, Shown, TimelineBar, Unit,
};
use crate::draw::{Anchor, Drawing, Face, Item, Measure};
use crate::theme::Theme;

/// Every letter is half as wide as it is high: enough to lay out by.
struct Half;

impl Measure for Half {
    fn width(&self, text: &str, _: Face, size: f32) -> f32 {
        text.chars().count() as f32 * size * 0.5
    }
}

const WIDTH: f32 = 340.0;

fn drawn(unit: Unit, data: ChartData) -> Drawing {
    let chart = ChartSpec { unit, min: None, max: None, data };
    draw(&chart, WIDTH, &Theme::default(), Lang::Nl, &Half)
}

fn bar(label: &str, value: f64) -> BarRow {
    BarRow { label: label.to_owned(), value: Some(value), text: format!("{value}%"), ..BarRow::default() }
}

/// A row that claims to be withheld and yet carries numbers: the worst that could reach a figure.
fn leaking_bar(value: f64) -> BarRow {
    BarRow {
        shown: Shown::Suppressed,
        low: Some(value - 1.0),
        high: Some(value + 1.0),
        mark: Some(value),
        text: "\u{2013}".to_owned(),
        ..bar("klein", value)
    }
}

fn parts(values: &[f64], shown: Shown) -> PartsRow {
    PartsRow {
        label: "rij".to_owned(),
        shown,
        note: String::new(),
        parts: values
            .iter()
            .enumerate()
            .map(|(i, value)| Part {
                label: format!("deel {i}"),
                value: Some(*value),
                text: format!("{value}%"),
                tone: None,
                shown: Shown::Released,
            })
            .collect(),
    }
}

fn dots(values: &[f64]) -> DotsRow {
    let unit = |(index, value): (usize, &f64)| Dot {
        label: char::from(b'A' + index as u8).to_string(),
        value: Some(*value),
        text: format!("{value}%"),
        ..Dot::default()
    };
    DotsRow { label: "rij".to_owned(), dots: values.iter().enumerate().map(unit).collect(), ..DotsRow::default() }
}

fn panel(label: &str, rows: Vec<BarRow>) -> Panel {
    Panel { label: label.to_owned(), rows }
}

fn day(text: &str) -> Option<Date> {
    Date::parse(text)
}

/// Every chart kind with one withheld row that secretly holds `value`.
fn withheld(value: f64) -> Vec<Drawing> {
    let dumbbell = DumbbellRow {
        label: "rij".to_owned(),
        from: Some(value),
        to: Some(value + 3.0),
        low: Some(value),
        high: Some(value + 6.0),
        shown: Shown::Suppressed,
        ..DumbbellRow::default()
    };
    let cell = MatrixCell { value: Some(value), text: String::new(), shown: Shown::Suppressed };
    let hidden_part = {
        let mut row = parts(&[value, 100.0 - value], Shown::Released);
        row.parts[1].shown = Shown::Suppressed;
        row
    };
    let hidden_dot = {
        let mut row = dots(&[40.0, value]);
        row.dots[1].shown = Shown::Suppressed;
        (row.dots[1].low, row.dots[1].high) = (Some(value - 2.0), Some(value + 2.0));
        row
    };
    let hidden_dot_alone = DotsRow { dots: vec![hidden_dot.dots[1].clone()], ..dots(&[]) };
    vec![
        drawn(Unit::Percent, ChartData::Bars(vec![bar("groot", 40.0), leaking_bar(value)])),
        drawn(Unit::Count, ChartData::Bars(vec![leaking_bar(value)])),
        drawn(Unit::Hours, ChartData::Chain(vec![bar("alles", 100.0), leaking_bar(value)])),
        drawn(Unit::Percent, ChartData::Stacked(vec![parts(&[value, 100.0 - value], Shown::Suppressed)])),
        drawn(Unit::Percent, ChartData::Likert(vec![parts(&[value, 100.0 - value], Shown::Suppressed)])),
        drawn(Unit::Percent, ChartData::Likert(vec![hidden_part.clone()])),
        drawn(Unit::Count, ChartData::Multiples(vec![panel("A", vec![bar("rij", 4.0), leaking_bar(value)])])),
        drawn(Unit::Percent, ChartData::Stacked(vec![hidden_part])),
        drawn(
            Unit::Score,
            ChartData::Dumbbell { from_label: "eerst".to_owned(), to_label: "later".to_owned(), rows: vec![dumbbell] },
        ),
        drawn(
            Unit::Count,
            ChartData::Matrix {
                columns: vec!["a".to_owned()],
                rows: vec![MatrixRow { label: "rij".to_owned(), cells: vec![cell] }],
            },
        ),
        drawn(
            Unit::Percent,
            ChartData::Dots(vec![DotsRow { median: Some(value), shown: Shown::Suppressed, ..dots(&[value]) }]),
        ),
        drawn(Unit::Percent, ChartData::Dots(vec![hidden_dot])),
        drawn(Unit::Count, ChartData::Dots(vec![hidden_dot_alone])),
    ]
}

#[test]
fn what_is_withheld_leaves_no_trace_in_any_shape() {
    // Two different secrets must give the same drawing, shape for shape.
    for (index, (a, b)) in withheld(12.0).iter().zip(&withheld(77.0)).enumerate() {
        assert_eq!(a, b, "chart {index}");
        assert!(
            a.items.iter().any(|i| matches!(i, Item::Hatch { .. })),
            "chart {index} shows that something is withheld"
        );
    }
}

#[test]
fn the_same_percentage_is_as_long_in_every_figure() {
    let length = |others: &[f64]| {
        let mut rows = vec![bar("rij", 30.0)];
        rows.extend(others.iter().map(|v| bar("rij", *v)));
        let drawing = drawn(Unit::Percent, ChartData::Bars(rows));
        drawing.items.iter().find_map(|item| match item {
            Item::Rect { w, .. } => Some(*w),
            _ => None,
        })
    };
    assert_eq!(length(&[5.0]), length(&[99.0]));
}

/// Left, right, top and bottom of a text, roughly.
fn text_box(item: &Item) -> Option<(f32, f32, f32, f32, &str)> {
    let Item::Text { x, y, anchor, size, face, text, .. } = item else {
        return None;
    };
    let width = Half.width(text, *face, *size);
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Some((left, left + width, y - size * 0.7, *y, text))
}

fn assert_tidy(drawing: &Drawing) {
    let boxes: Vec<_> = drawing.items.iter().filter_map(text_box).collect();
    for (index, a) in boxes.iter().enumerate() {
        assert!(a.0 >= -0.5 && a.1 <= drawing.width + 0.5, "{} runs out of the figure: {a:?}", a.4);
        assert!(a.3 <= drawing.height + 0.5, "{} runs out below", a.4);
        for b in &boxes[index + 1..] {
            let apart = a.1 <= b.0 + 0.5 || b.1 <= a.0 + 0.5 || a.3 <= b.2 + 0.5 || b.3 <= a.2 + 0.5;
            assert!(apart, "{:?} lies over {:?}", a.4, b.4);
        }
    }
}

#[test]
fn labels_of_bars_never_collide() {
    let row = |label: &str, value: f64, mark: f64| BarRow {
        low: Some((value - 6.0).max(0.0)),
        high: Some((value + 6.0).min(100.0)),
        mark: Some(mark),
        mark_label: "najaar 2024".to_owned(),
        ..bar(label, value)
    };
    assert_tidy(&drawn(
        Unit::Percent,
        ChartData::Bars(vec![
            row("Docenten en mentoren van de onderbouw samen", 99.0, 100.0),
            row("Specialisten", 0.0, 2.0),
            row("Leiding", 47.0, 47.0),
        ]),
    ));
}

#[test]
fn names_and_values_of_narrow_parts_never_collide() {
    assert_tidy(&drawn(
        Unit::Percent,
        ChartData::Stacked(vec![
            parts(&[1.0, 2.0, 1.0, 93.0, 3.0], Shown::Released),
            parts(&[20.0, 20.0, 20.0, 20.0, 20.0], Shown::Released),
        ]),
    ));
}

#[test]
fn dumbbell_names_and_numbers_never_collide() {
    let row = |from: f64, to: f64| DumbbellRow {
        label: "Vaardigheid".to_owned(),
        from: Some(from),
        to: Some(to),
        from_text: format!("{from}"),
        to_text: format!("{to}"),
        low: Some(to - 4.0),
        high: Some(to + 4.0),
        shown: Shown::Released,
    };
    for (from, to) in [(44.0, 58.0), (58.0, 44.0), (71.0, 71.0), (2.0, 96.0), (0.0, 0.0)] {
        assert_tidy(&drawn(
            Unit::Score,
            ChartData::Dumbbell {
                from_label: "najaar 2024".to_owned(),
                to_label: "voorjaar 2026".to_owned(),
                rows: vec![row(from, to)],
            },
        ));
    }
}

#[test]
fn a_timeline_holds_its_texts_apart_and_places_them_clear_of_the_approval() {
    let bar = |label: &str, from: &str, to: &str, phase: Phase, text: &str, approved: &str| TimelineBar {
        label: label.to_owned(),
        from: day(from),
        to: day(to),
        phase,
        text: text.to_owned(),
        approved: day(approved),
    };
    for (from, to) in [("2025-09-01", "2026-07-10"), ("2024-09-01", "2027-02-01")] {
        let drawing = drawn(
            Unit::Count,
            ChartData::Timeline {
                today: day("2026-06-15"),
                bars: vec![
                    bar("Gesprekken in elke vakles", from, to, Phase::Running, "loopt", "2025-10-01"),
                    bar("Kort", "2026-07-01", "2026-07-09", Phase::Submitted, "wacht op akkoord", ""),
                    bar("Zonder datum", "", "", Phase::Idea, "idee", ""),
                    bar("Open", "2026-01-10", "", Phase::Stopped, "gestopt", "2026-01-08"),
                ],
            },
        );
        assert_tidy(&drawing);
    }
}

#[test]
fn dots_that_fall_together_are_stacked_and_their_names_kept_apart() {
    assert_tidy(&drawn(Unit::Percent, ChartData::Dots(vec![dots(&[50.0, 50.0, 51.0, 90.0])])));
}

#[test]
fn the_axis_speaks_the_language_of_the_report() {
    let data = ChartData::Timeline {
        today: day("2026-03-15"),
        bars: vec![TimelineBar {
            label: "x".to_owned(),
            from: day("2026-02-01"),
            to: day("2026-05-01"),
            phase: Phase::Running,
            text: String::new(),
            approved: None,
        }],
    };
    let chart = ChartSpec { unit: Unit::Count, min: None, max: None, data };
    let texts = |lang| {
        draw(&chart, WIDTH, &Theme::default(), lang, &Half)
            .items
            .iter()
            .filter_map(|item| text_box(item).map(|b| b.4.to_owned()))
            .collect::<Vec<_>>()
    };
    assert!(texts(Lang::Nl).contains(&"mrt".to_owned()));
    assert!(texts(Lang::Nl).contains(&"vandaag".to_owned()));
    assert!(texts(Lang::En).contains(&"Mar".to_owned()));
    assert!(texts(Lang::En).contains(&"today".to_owned()));
}

/// Where the dots of a drawing stand.
fn circles(drawing: &Drawing) -> Vec<(f32, f32)> {
    drawing
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Circle { cx, cy, .. } => Some((*cx, *cy)),
            _ => None,
        })
        .collect()
}

#[test]
fn every_school_has_a_dot_and_a_label_however_close_they_are() {
    let drawing = drawn(Unit::Percent, ChartData::Dots(vec![dots(&[50.0, 50.0, 51.0, 52.0, 50.0, 90.0])]));
    assert_tidy(&drawing);
    let places = circles(&drawing);
    assert_eq!(places.len(), 6);
    for (index, a) in places.iter().enumerate() {
        for b in &places[index + 1..] {
            assert!((a.0 - b.0).hypot(a.1 - b.1) >= 7.0, "{a:?} covers {b:?}");
        }
    }
    for name in ["A 50%", "B 50%", "C 51%", "D 52%", "E 50%", "F 90%"] {
        assert!(drawing.items.iter().any(|i| matches!(i, Item::Text { text, .. } if text == name)), "{name}");
    }
}

#[test]
fn strips_of_a_figure_have_one_scale_and_the_median_stands_on_it() {
    let row = |median| DotsRow { median: Some(median), median_text: format!("{median}%"), ..dots(&[median]) };
    let drawing = drawn(Unit::Percent, ChartData::Dots(vec![row(30.0), row(30.0)]));
    let places = circles(&drawing);
    assert_eq!(places[0].0, places[1].0);
    let marks = drawing.items.iter().filter(
        |i| matches!(i, Item::Line { x1, x2, stroke, .. } if x1 == x2 && *x1 == places[0].0 && stroke.width > 1.5),
    );
    assert_eq!(marks.count(), 2, "a median mark through each");
    let words = drawing.items.iter().filter(|i| matches!(i, Item::Text { text, .. } if text.contains("mediaan")));
    assert_eq!(words.count(), 1, "the first one says what it is");
}

#[test]
fn a_school_that_is_kept_back_is_named_beside_the_strip() {
    let mut row = dots(&[40.0, 60.0]);
    row.dots[1] = Dot { label: "B".to_owned(), shown: Shown::Suppressed, ..Dot::default() };
    let drawing = drawn(Unit::Percent, ChartData::Dots(vec![row]));
    assert_tidy(&drawing);
    assert_eq!(circles(&drawing).len(), 1);
    for said in ["niet getoond", "B"] {
        assert!(drawing.items.iter().any(|i| matches!(i, Item::Text { text, .. } if text == said)), "{said}");
    }
}

#[test]
fn a_level_differs_in_shape_and_number_from_every_other_and_from_what_was_not_observed() {
    let cell = |cell| {
        let scale = ["niet", "begin", "deels", "grotendeels", "volledig"].map(str::to_owned).to_vec();
        let rows = vec![LevelsRow { label: "rij".to_owned(), cells: vec![cell] }];
        let data = ChartData::Levels { scale, columns: vec!["A".to_owned()], rows };
        let drawing = drawn(Unit::Count, data);
        assert_tidy(&drawing);
        // Without colour: shapes and texts only.
        let shapes: Vec<String> = drawing.items.iter().map(shape_of).collect();
        shapes.join("\n")
    };
    let mut seen: Vec<String> = (0..5).map(|level| cell(LevelCell::Level(level))).collect();
    seen.push(cell(LevelCell::NotObserved));
    seen.push(cell(LevelCell::Suppressed));
    for (index, one) in seen.iter().enumerate() {
        assert!(seen[index + 1..].iter().all(|other| other != one), "cell {index}");
    }
}

fn shape_of(item: &Item) -> String {
    match item {
        Item::Circle { cx, cy, fill, .. } => format!("circle {cx} {cy} {}", *fill == Some(crate::draw::Color::WHITE)),
        Item::Polygon { points, .. } => format!("polygon {points:?}"),
        Item::Hatch { x, y, .. } => format!("hatch {x} {y}"),
        Item::Text { x, y, text, .. } => format!("text {x} {y} {text}"),
        Item::Rect { .. } | Item::Line { .. } => String::new(),
    }
}

#[test]
fn agreement_and_disagreement_meet_in_the_middle_of_the_neutral_answer() {
    let drawing = drawn(
        Unit::Percent,
        ChartData::Likert(vec![
            parts(&[10.0, 20.0, 30.0, 30.0, 10.0], Shown::Released),
            parts(&[1.0, 2.0, 60.0, 36.0, 1.0], Shown::Released),
        ]),
    );
    assert_tidy(&drawing);
    let bars: Vec<(f32, f32)> = drawing
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Rect { x, w, h, .. } if *h > 13.0 => Some((*x, x + w)),
            _ => None,
        })
        .collect();
    assert_eq!(bars.len(), 10);
    let middle = |(left, right): (f32, f32)| f32::midpoint(left, right);
    assert!((middle(bars[2]) - middle(bars[7])).abs() < 0.6, "{bars:?}");
    let lines = drawing.items.iter().filter_map(|item| match item {
        Item::Line { x1, x2, .. } if x1 == x2 => Some(*x1),
        _ => None,
    });
    assert!(lines.clone().count() > 0);
    assert!(lines.clone().all(|x| (x - middle(bars[2])).abs() < 0.6), "{:?}", lines.collect::<Vec<_>>());
}

#[test]
fn the_same_value_is_as_long_in_every_panel_and_names_stand_once_a_line() {
    let rows = |other: f64| vec![bar("Mentor", 30.0), bar("Docent", other)];
    let panels = vec![panel("A", rows(2.0)), panel("B", rows(97.0)), panel("C", rows(50.0)), panel("D", rows(0.0))];
    let drawing = drawn(Unit::Percent, ChartData::Multiples(panels));
    assert_tidy(&drawing);
    let widths: Vec<f32> = drawing
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Rect { w, h, .. } if (*h - 8.0).abs() < 0.01 => Some(*w),
            _ => None,
        })
        .collect();
    assert_eq!(widths.len(), 8);
    assert!(widths.iter().step_by(2).all(|w| (w - widths[0]).abs() < 0.01), "{widths:?}");
    let names = drawing.items.iter().filter(|i| matches!(i, Item::Text { text, .. } if text == "Mentor")).count();
    assert_eq!(names, 2, "four panels in two lines");
}
