//! Small files that ask for far more memory or time than they are worth: refused, and never the end of the program.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use rusqlite::Connection;
use schakel_source::Kind;

use crate::given::{Given, codes, given, names, source_rows, values};

fn csv(text: String) -> Given {
    given(Kind::Csv, "a.csv", text)
}

#[test]
fn a_header_of_more_columns_than_a_sheet_has_is_refused() {
    let header = |columns: usize| csv(format!("{}\n1\n", vec!["a"; columns].join(";")));
    let widest = header(16_384).table();
    assert_eq!((widest.columns.len(), names(&widest)[16_383]), (16_384, "a_16384"));
    assert_eq!(header(16_385).problem().code, "source-columns");
    assert_eq!(header(500_000).problem().code, "source-columns");
}

#[test]
fn a_row_wider_than_a_sheet_is_left_out_when_there_is_no_header() {
    let without = |columns: usize| {
        csv(format!("1;2\n{}\n3;4\n", vec!["x"; columns].join(";"))).with(|spec| spec.header = Some(false)).table()
    };
    assert_eq!(source_rows(&without(16_384)), [1, 2, 3]);
    let left_out = without(16_385);
    assert_eq!((source_rows(&left_out), codes(&left_out)), (vec![1, 3], vec!["source-row-width"]));
    assert_eq!(left_out.problems[0].row, Some(2));
}

#[test]
fn short_rows_below_a_wide_header_are_read_as_long_as_they_are_few() {
    let rows = |count: usize| csv(format!("{}\n{}", vec!["a"; 16_000].join(";"), "1\n".repeat(count)));
    assert_eq!(rows(200).table().rows(), 200);
    let problem = rows(200_000).problem();
    assert_eq!(problem.code, "source-columns");
    assert!(problem.row.unwrap() < 1_000, "{problem}");
}

#[test]
fn a_wide_row_below_very_many_short_ones_is_refused() {
    let text = format!("{}{}\n", "1\n".repeat(400_000), vec!["x"; 16_000].join(";"));
    let problem = csv(text).with(|spec| (spec.header, spec.delimiter) = (Some(false), Some(";".into()))).problem();
    assert_eq!(problem.code, "source-columns");
    assert!(problem.row.unwrap() >= 400_000, "{problem}");
}

#[test]
fn more_header_rows_than_there_are_rows_end_with_the_file() {
    let table = csv("a;b\n1;2\n".to_owned()).with(|spec| spec.header_rows = Some(i64::MAX as u64)).named("t");
    assert_eq!((table.rows(), table.columns[1].more.clone()), (0, vec!["2".to_owned()]));
}

#[test]
fn records_of_which_hardly_any_field_is_there_are_refused() {
    let fields: Vec<String> = (0..4_000).map(|number| format!("\"f{number}\":1")).collect();
    let lines = |count: usize| {
        given(Kind::Ndjson, "a.ndjson", format!("{{{}}}\n{}", fields.join(","), "{\"f0\":1}\n".repeat(count)))
    };
    assert_eq!(lines(1_000).table().rows(), 1_001);
    assert_eq!(lines(20_000).problem().code, "source-columns");
}

#[test]
fn names_that_are_data_are_refused_as_lists_and_as_paths_too() {
    let lists = |count: usize| {
        let lists: Vec<String> = (0..count).map(|number| format!("\"l{number}\":[{{\"a\":1}}]")).collect();
        given(Kind::Json, "a.json", format!("[{{{}}}]", lists.join(",")))
    };
    assert_eq!(lists(999).tables().len(), 1_000);
    assert_eq!(lists(1_000).problem().code, "source-columns");
    let key = "k".repeat(10_001);
    assert_eq!(given(Kind::Json, "a.json", format!("[{{\"{key}\":1}}]")).problem().code, "source-columns");
}

fn database(sql: &str) -> Given {
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(folder.path().join("a.db")).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    Given { folder, spec: schakel_source::SourceSpec::new("t", Kind::Sqlite, "a.db") }
}

#[test]
fn a_view_that_gives_rows_without_end_is_refused() {
    let given = database(
        "CREATE TABLE klas (code TEXT); INSERT INTO klas VALUES ('4A');
         CREATE VIEW teller AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;",
    );
    let problem = given.problem();
    assert_eq!((problem.code, problem.sheet.as_deref()), ("source-database", Some("teller")));
    let table = given.with(|spec| spec.tables = vec!["klas".into()]).table();
    assert_eq!(values(&table, "code"), ["4A"]);
}

#[test]
fn a_value_of_more_than_64_mb_is_refused() {
    let given = database("CREATE VIEW groot AS SELECT zeroblob(64 * 1024 * 1024 + 1) AS waarde;");
    assert!(given.problem().message.contains("larger than 64 MB"), "{}", given.problem());
}

#[test]
fn rows_without_a_column_that_is_read_do_not_go_on_for_ever() {
    // A schema without columns, and a group of rows: what no program writes can be written by hand.
    let rows = |count: &[u8]| {
        let schema = b"\x15\x04\x19\x1C\x48\x01m\x15\x00\x00";
        let group = [b"\x19\x1C\x19\x0C\x16\x00\x16", count, b"\x00"].concat();
        let footer = [schema, b"\x16".as_slice(), count, &group, b"\x00"].concat();
        let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
        given(Kind::Parquet, "a.parquet", [b"PAR1", footer.as_slice(), &length, b"PAR1"].concat())
    };
    assert_eq!(source_rows(&rows(b"\x06").table()), [1, 2, 3]);
    // 1 << 40, as Thrift writes it.
    assert_eq!(rows(b"\x80\x80\x80\x80\x80\x40").problem().code, "source-archive");
}

#[test]
fn an_empty_text_of_parquet_is_a_missing_value() {
    let batch = RecordBatch::try_from_iter([("a", Arc::new(StringArray::from(vec!["", "x"])) as ArrayRef)]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    assert_eq!(values(&given(Kind::Parquet, "a.parquet", bytes).table(), "a"), ["-", "x"]);
}
