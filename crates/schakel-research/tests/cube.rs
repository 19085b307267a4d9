//! The cube: every released number once, and the way to CSV and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use proptest::prelude::*;
use schakel_report::facts::{Facts, Persons, Status};
use schakel_research::cube::{COLUMNS, Datum, Kind, Row, labels, read, rows, write};

fn of(facts: &Facts) -> Vec<Row> {
    rows([("A", facts)])
}

#[test]
fn every_cell_and_every_change_is_one_row() {
    let facts = common::facts();
    let rows = of(&facts);
    for (id, indicator) in &facts.indicators {
        let measured = |measure| rows.iter().filter(|row| row.indicator == *id && row.measure == measure).count();
        assert_eq!(measured("value"), indicator.cells.len(), "{id}");
        assert_eq!(measured("change"), indicator.changes.len(), "{id}");
    }
    assert!(rows.iter().all(|row| (row.school.as_str(), row.school_year.as_str()) == ("A", "2025-2026")));
}

#[test]
fn a_value_and_a_change_stand_as_in_the_report() {
    let rows = of(&common::facts());
    let find = |measure: &str, part: &str| {
        let found = rows.iter().find(|row| {
            (row.indicator.as_str(), row.by.as_str(), row.measure.as_str(), row.part.as_str())
                == ("C4", "all", measure, part)
        });
        found.cloned().unwrap_or_else(|| panic!("no {measure} of {part}"))
    };
    let change = find("change", "skill");
    assert_eq!(
        (change.from_value, change.value, change.low, change.high),
        (Some(44.3), Some(13.9), Some(10.2), Some(17.6))
    );
    assert_eq!((change.pairs, change.paired, change.verdict.as_str()), (Some(54), Some(true), "up"));
    assert_eq!((change.compared_with.as_str(), change.period.as_str()), ("baseline", "after"));
    let value = rows.iter().find(|row| row.indicator == "A2" && row.period == "2025-2026").unwrap();
    assert_eq!((value.value, value.unit.as_str(), value.paired), (Some(9.4), "number", None));
}

#[test]
fn what_is_kept_back_is_a_row_with_a_status_and_no_value_and_a_band_of_persons_keeps_its_ends() {
    let mut facts = common::facts();
    let cell = &mut facts.indicators.get_mut("A2").unwrap().cells[0];
    (cell.status, cell.value, cell.n) = (Status::Suppressed, None, None);
    cell.n_band = Some(Persons { from: 10.0, to: 19.0 });
    let rows = of(&facts);
    let row = rows.iter().find(|row| row.indicator == "A2" && row.status == "suppressed").unwrap();
    assert_eq!((row.value, row.n, row.n_from, row.n_to), (None, None, Some(10), Some(19)));
}

#[test]
fn the_order_of_schools_and_of_cells_does_not_show() {
    let facts = common::facts();
    let mut turned = facts.clone();
    for indicator in turned.indicators.values_mut() {
        indicator.cells.reverse();
        indicator.changes.reverse();
    }
    assert_eq!(rows([("A", &facts), ("B", &facts)]), rows([("B", &turned), ("A", &turned)]));
}

#[test]
fn columns_have_names_of_their_own_labels_and_a_meaning() {
    let mut names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), COLUMNS.len());
    for column in COLUMNS {
        assert!(!column.nl.is_empty() && !column.en.is_empty() && column.meaning.ends_with('.'), "{}", column.name);
        assert!(column.kind == Kind::Text || column.codes.is_empty(), "{}", column.name);
    }
}

#[test]
fn every_code_of_the_facts_is_in_the_list_of_its_column() {
    let facts = common::facts();
    for row in of(&facts) {
        for (column, datum) in COLUMNS.iter().zip(row.data()) {
            if let Datum::Text(text) = datum {
                let listed = column.codes.is_empty() || column.codes.iter().any(|code| code.code == text);
                assert!(listed || (text.is_empty() && !column.required), "{} {text:?}", column.name);
            }
        }
    }
    assert_eq!(labels([&facts])["grp"]["docent"].en, "teacher");
}

#[test]
fn a_file_that_is_no_cube_is_refused_with_every_place() {
    let good = String::from_utf8(write(&of(&common::facts())).unwrap()).unwrap();
    let fault = |text: &str| read(text.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(fault("")[0].starts_with("line 1: expected the head school,sector"));
    assert!(fault(&good.replacen("indicator", "indicators", 1))[0].starts_with("line 1: expected the head"));
    let mut lines: Vec<&str> = good.lines().collect();
    lines[1] = "A,vo";
    let second = lines[2].replace(",released,", ",relased,");
    lines[2] = &second;
    assert_eq!(
        fault(&lines.join("\n")),
        [
            format!("line 2: expected {} fields, found 2", COLUMNS.len()),
            "line 3, column status: expected released, suppressed, hidden_low_response, missing".to_owned(),
        ]
    );
    assert_eq!(fault(&good.replacen(",false\n", ",\n", 1)).len(), 1, "what must be there is missed");
    assert!(read(&[good.as_bytes(), b"\xff\xfe"].concat()).is_err());
    assert!(!fault(&lines.join("\n")).concat().contains("relased"), "no value is shown");
}

/// Any text that a group or a part may be, formulas and line ends too.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,12}", "'{0,2}[=+@\\t\\r-][ -~]{0,5}", "[\"',;\\n\\r ]{0,6}"]
}

fn code(column: &'static str) -> impl Strategy<Value = String> {
    let codes = COLUMNS.iter().find(|one| one.name == column).unwrap().codes;
    proptest::sample::select(codes).prop_map(|code| code.code.to_owned())
}

fn number() -> impl Strategy<Value = Option<f64>> {
    proptest::option::of(prop_oneof![-1e15..1e15, (-1000i32..1000).prop_map(|tenths| f64::from(tenths) / 10.0)])
}

prop_compose! {
    fn row()(
        codes in (code("sector"), code("measure"), code("status"), code("unit"), code("verdict"), code("band")),
        texts in (text(), text(), text(), text(), text()),
        school in "\\PC{1,8}",
        numbers in (number(), number(), number(), number()),
        counts in proptest::array::uniform9(proptest::option::of(any::<u64>())),
        flags in (proptest::option::of(any::<bool>()), any::<bool>()),
    ) -> Row {
        let (sector, measure, status, unit, verdict, band) = codes;
        let (by, grp, part, period, compared_with) = texts;
        let (value, from_value, low, high) = numbers;
        let [n, n_from, n_to, population, population_from, population_to, pairs, pairs_from, pairs_to] = counts;
        Row {
            school, sector, school_year: "2025-2026".to_owned(), indicator: "B2".to_owned(), measure, by, grp, part,
            period, compared_with, status, unit, value, from_value, low, high, n, n_from, n_to, population,
            population_from, population_to, pairs, pairs_from, pairs_to, paired: flags.0, verdict, band,
            warn: Some(flags.1),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(rows in proptest::collection::vec(row(), 0..8)) {
        prop_assert_eq!(read(&write(&rows).unwrap()).unwrap(), rows);
    }

    #[test]
    fn whatever_is_read_gives_rows_or_faults(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut file = write(&[]).unwrap();
        file.extend(bytes);
        let _ = read(&file);
    }

    #[test]
    fn no_field_begins_as_a_formula(row in row()) {
        let written = write(std::slice::from_ref(&row)).unwrap();
        let mut reader = csv::Reader::from_reader(&written[..]);
        for record in reader.records() {
            for (column, field) in COLUMNS.iter().zip(record.unwrap().iter()) {
                prop_assert!(column.kind != Kind::Text || !field.starts_with(['=', '+', '-', '@', '\t', '\r']));
            }
        }
    }
}
