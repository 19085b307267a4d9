//! One JSON record per line, of files of any size, packed or not.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use schakel_source::Kind;

use crate::given::{codes, given, source_rows, values};

/// These bytes, packed by gzip.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[test]
fn a_file_of_many_pieces_gives_every_line_once_and_in_order() {
    // 8 MB is read at once; lines are as long as to be cut by that.
    let filler = "é".repeat(500);
    let text: String = (1..=20_000).map(|line| format!("{{\"n\":{line},\"v\":\"{filler}\"}}\r\n")).collect();
    assert!(text.len() > 16 << 20);
    let expected: Vec<String> = (1..=20_000).map(|line| line.to_string()).collect();
    for bytes in [text.as_bytes().to_vec(), packed(text.as_bytes())] {
        let table = given(Kind::Ndjson, "s.ndjson", bytes).table();
        assert_eq!(values(&table, "n"), expected);
        assert_eq!(source_rows(&table), (1..=20_000).collect::<Vec<i64>>());
        assert!(values(&table, "v").iter().all(|value| *value == filler));
    }
}

#[test]
fn one_letter_of_windows_1252_far_into_a_file_settles_all_of_it() {
    let mut bytes = "{\"a\":\"x\"}\n".repeat(20_000).into_bytes();
    bytes.extend(b"{\"a\":\"\xE9\xE9n\"}");
    let table = given(Kind::Ndjson, "s.ndjson", &bytes).table();
    assert_eq!((values(&table, "a").last().unwrap().as_str(), codes(&table)), ("één", vec![]));
    let declared = given(Kind::Ndjson, "s.ndjson", &bytes).with(|spec| spec.encoding = Some("utf-8".into()));
    assert_eq!(declared.problem().code, "source-encoding");
    let utf16: Vec<u8> = "\u{feff}{\"a\":\"één\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(values(&given(Kind::Ndjson, "s.ndjson", utf16).table(), "a"), ["één"]);
}

#[test]
fn lines_of_several_files_are_counted_on_and_what_is_wrong_has_the_line_of_its_own_file() {
    let given = given(Kind::Ndjson, "s-1.ndjson", "{\"a\":1}\n\n{\"a\":[{\"b\":1}]}\n")
        .with(|spec| spec.path = "s-*.ndjson".into());
    std::fs::write(given.path().join("s-2.ndjson"), "{\"a\":[{\"b\":2}]}\n7\n{\"a\":4}").unwrap();
    let table = given.named("t");
    assert_eq!(source_rows(&table), [1, 3, 4, 6]);
    assert_eq!(crate::given::numbers(&given.named("t__a"), "parent_row"), [3, 4]);
    let told = &table.problems[0];
    assert_eq!((told.file.as_deref(), told.row), (Some("s-2.ndjson"), Some(2)));
}

#[test]
fn a_packed_file_that_is_cut_off_or_unpacks_without_end_is_not_read_at_all() {
    let whole = packed("{\"a\":\"x\"}\n".repeat(5_000).as_bytes());
    let cut = given(Kind::Ndjson, "s.ndjson.gz", &whole[..whole.len() / 2]).problem();
    assert_eq!(cut.code, "source-archive");
    assert!(cut.message.contains("cut off"), "{cut}");
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x55;
    assert_eq!(given(Kind::Ndjson, "s.ndjson.gz", damaged).problem().code, "source-archive");
    let bomb = packed(&vec![b' '; 80 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert!(given(Kind::Ndjson, "s.ndjson.gz", bomb).problem().message.contains("far more"));
}

#[test]
fn one_line_without_end_is_refused() {
    let problem = given(Kind::Ndjson, "s.ndjson", vec![b'['; 72 << 20]).problem();
    assert_eq!((problem.code, problem.row), ("source-record", Some(1)));
}
