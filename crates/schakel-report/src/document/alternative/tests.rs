use super::super::{ChartSpec, Dot, DotsRow, LevelCell, LevelsRow, PartsRow};
use super::*;

fn figure(data: ChartData, unit: Unit) -> Figure {
    Figure {
        id: String::new(),
        title: "Mentoren doen het meest".to_owned(),
        caption: String::new(),
        alt_extra: String::new(),
        chart: ChartSpec { unit, min: None, max: None, data },
    }
}

#[test]
fn message_and_numbers_are_said() {
    let rows = vec![
        BarRow {
            label: "Mentor".to_owned(),
            value: Some(46.0),
            mark: Some(38.0),
            mark_label: "najaar 2024".to_owned(),
            ..BarRow::default()
        },
        BarRow { label: "Leiding".to_owned(), shown: Shown::Suppressed, ..BarRow::default() },
    ];
    assert_eq!(
        figure(ChartData::Bars(rows), Unit::Percent).alternative_text(Lang::Nl),
        "Mentoren doen het meest. Staafdiagram: Mentor: 46%, najaar 2024: 38%; Leiding: niet getoond."
    );
}

#[test]
fn a_row_with_a_suppressed_part_says_nothing_of_its_other_parts() {
    let part = |label: &str, value| Part { label: label.to_owned(), value: Some(value), ..Part::default() };
    let row = |label: &str, parts| PartsRow {
        label: label.to_owned(),
        parts,
        note: format!("n {label}"),
        ..PartsRow::default()
    };
    let hidden = Part { label: "niemand".to_owned(), shown: Shown::Suppressed, ..Part::default() };
    let rows = vec![
        row("havo", vec![part("niemand", 20.0), part("meer", 80.0)]),
        // A hundred without 88 is 12: whoever sees one part knows the other.
        row("vwo", vec![hidden, part("meer", 88.0)]),
    ];
    for data in [ChartData::Stacked(rows.clone()), ChartData::Likert(rows)] {
        let figure = figure(data, Unit::Percent);
        let text = figure.alternative_text(Lang::Nl);
        assert!(text.ends_with("havo (n havo): niemand 20%, meer 80%; vwo: niet getoond."), "{text}");
        let table = figure.data_table(Lang::Nl);
        assert_eq!(table.head, ["naam", "niemand", "meer", "toelichting"]);
        assert_eq!(table.rows[0], ["havo", "20%", "80%", "n havo"]);
        assert_eq!(table.rows[1], ["vwo", "niet getoond", "niet getoond", "–"]);
    }
}

#[test]
fn dates_are_written_out() {
    let bar = TimelineBar {
        label: "Intervisie".to_owned(),
        from: Date::parse("2026-02-02"),
        to: None,
        phase: Phase::Submitted,
        text: String::new(),
        approved: None,
    };
    let data = ChartData::Timeline { today: None, bars: vec![bar] };
    let text = figure(data, Unit::Count).alternative_text(Lang::Nl);
    assert!(text.contains("Intervisie: wacht op akkoord, van 2 februari 2026"), "{text}");
}

fn dot(label: &str, value: f64) -> Dot {
    Dot { label: label.to_owned(), value: Some(value), ..Dot::default() }
}

#[test]
fn units_are_said_by_name_and_those_kept_back_without_a_number() {
    let hidden = Dot { label: "C".to_owned(), shown: Shown::Suppressed, ..Dot::default() };
    let row = DotsRow {
        label: "Bereik".to_owned(),
        dots: vec![dot("A", 44.0), Dot { low: Some(20.0), high: Some(31.0), ..dot("B", 25.0) }, hidden],
        median: Some(34.5),
        ..DotsRow::default()
    };
    let figure = figure(ChartData::Dots(vec![row]), Unit::Percent);
    let text = figure.alternative_text(Lang::Nl);
    assert!(text.ends_with("Bereik: A 44%, B 25% (marge 20 tot 31), C niet getoond, mediaan 34,5%."), "{text}");
    let table = figure.data_table(Lang::Nl);
    assert_eq!(table.head, ["naam", "A", "B", "C", "mediaan"]);
    assert_eq!(table.rows[0], ["Bereik", "44%", "25% (marge 20 tot 31)", "niet getoond", "34,5%"]);
}

#[test]
fn columns_of_units_follow_their_names_in_whatever_order_rows_give_them() {
    let row = |label: &str, dots| DotsRow { label: label.to_owned(), dots, ..DotsRow::default() };
    let rows = vec![row("een", vec![dot("F", 90.0)]), row("twee", vec![dot("B", 20.0), dot("A", 10.0)])];
    let table = figure(ChartData::Dots(rows), Unit::Count).data_table(Lang::En);
    assert_eq!(table.head, ["name", "A", "B", "F"]);
    assert_eq!(table.rows, [["een", "–", "–", "90"], ["twee", "10", "20", "–"]]);
}

#[test]
fn a_level_is_a_number_with_its_word_and_not_observed_is_no_level() {
    let row = LevelsRow {
        label: "Tijd".to_owned(),
        cells: vec![LevelCell::Level(0), LevelCell::NotObserved, LevelCell::Suppressed],
    };
    let data = ChartData::Levels {
        scale: vec!["afwezig".to_owned(), "begin".to_owned()],
        columns: vec!["A".to_owned(), "B".to_owned(), "C".to_owned()],
        rows: vec![row],
    };
    let text = figure(data, Unit::Count).alternative_text(Lang::Nl);
    assert!(text.ends_with("Tijd: A 0 (afwezig), B niet waargenomen, C niet getoond."), "{text}");
}
