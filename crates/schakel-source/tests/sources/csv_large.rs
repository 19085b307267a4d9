//! Files that are read in more than one chunk, in parallel, give what a plain reader would.

use std::fmt::Write;

use proptest::prelude::*;
use schakel_source::Kind;

use crate::given::{given, names, source_rows, values};

/// Rows with quoted newlines and delimiters, larger than a few chunks together.
fn large(rows: usize, odd: impl Fn(usize) -> Option<&'static str>) -> String {
    let mut text = String::from("id,opmerking,klas\n");
    for row in 0..rows {
        match odd(row) {
            Some(line) => text.push_str(line),
            None => {
                let _ = writeln!(
                    text,
                    "{row},\"regel {row}\nmet, \"\"komma\"\" en meer tekst om het vol te maken\",H{}",
                    row % 7
                );
            }
        }
    }
    text
}

fn check(rows: usize, text: String, skipped: usize) {
    let table = given(Kind::Csv, "a.csv", text).table();
    assert!(table.batches.len() > 3, "several chunks");
    let ids = values(&table, "id");
    assert_eq!(ids.len(), rows - skipped);
    let places = source_rows(&table);
    for (id, place) in ids.iter().zip(&places).filter(|(id, _)| *id != "pijp") {
        assert_eq!(id.parse::<i64>().unwrap() + 2, *place);
    }
    let last = values(&table, "opmerking").pop().unwrap();
    assert_eq!(last, format!("regel {}\nmet, \"komma\" en meer tekst om het vol te maken", rows - 1));
}

#[test]
fn rows_keep_their_order_and_number_over_chunks() {
    check(120_000, large(120_000, |_| None), 0);
}

#[test]
fn a_stray_quote_does_not_shift_the_rows_of_later_chunks() {
    let odd = |row| [100, 50_000, 50_001].contains(&row).then_some("pijp,5\" dik,H1\n");
    check(120_000, large(120_000, odd), 0);
}

#[test]
fn blank_lines_and_refused_rows_are_counted_over_chunks() {
    let odd = |row| if row == 90_000 { Some("1,2,3,4\n") } else { (row % 40_000 == 7).then_some("\n") };
    let text = large(120_000, odd);
    check(120_000, text.clone(), 4);
    let problem = given(Kind::Csv, "a.csv", text).table().problems.remove(0);
    assert_eq!((problem.code, problem.row, problem.count), ("source-row-width", Some(90_002), 1));
}

#[test]
fn a_byte_of_windows_1252_far_into_the_file_changes_the_reading_of_all_of_it() {
    let mut bytes = large(60_000, |_| None).into_bytes();
    bytes.extend_from_slice(b"60000,Zo\xEB,H1\n");
    let table = given(Kind::Csv, "a.csv", bytes).table();
    assert_eq!(values(&table, "opmerking").pop().unwrap(), "Zoë");
    assert_eq!(table.rows(), 60_001);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in the cells, what is written between quotes is read back.
    #[test]
    fn what_is_written_is_read(
        cells in proptest::collection::vec(proptest::collection::vec("[a-z \"\n;,|\t'éë]{0,6}", 3), 1..30),
        delimiter in proptest::sample::select(vec![';', ',', '\t', '|']),
    ) {
        let mut text = ["x", "y", "z"].join(&delimiter.to_string());
        for row in &cells {
            text.push('\n');
            let quoted: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&quoted.join(&delimiter.to_string()));
        }
        let table = given(Kind::Csv, "a.csv", text).with(|spec| spec.delimiter = Some(delimiter.to_string())).table();
        prop_assert_eq!(names(&table), ["x", "y", "z"]);
        for (column, name) in ["x", "y", "z"].iter().enumerate() {
            let expected: Vec<&str> = cells.iter().map(|row| if row[column].is_empty() { "-" } else { row[column].as_str() }).collect();
            prop_assert_eq!(values(&table, name), expected);
        }
        prop_assert_eq!(source_rows(&table), (2..cells.len() as i64 + 2).collect::<Vec<_>>());
    }
}
