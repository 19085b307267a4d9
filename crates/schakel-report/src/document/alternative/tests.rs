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
        "Mentoren doen het meest. Staafdiagram: Mentor: 46%, najaar 2024 38%; Leiding: niet getoond."
    );
}

#[test]
fn a_suppressed_part_says_no_number() {
    let row = PartsRow {
        label: "vwo".to_owned(),
        parts: vec![
            Part { label: "niemand".to_owned(), shown: Shown::Suppressed, ..Part::default() },
            Part { label: "meer".to_owned(), value: Some(12.5), ..Part::default() },
        ],
        ..PartsRow::default()
    };
    let text = figure(ChartData::Stacked(vec![row]), Unit::Score).alternative_text(Lang::En);
    assert!(text.ends_with("vwo: niemand not shown, meer 12.5."), "{text}");
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
