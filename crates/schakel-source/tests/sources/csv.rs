//! Delimited text.

use schakel_source::problem::Severity;
use schakel_source::{Kind, SourceSpec, read};

use crate::given::{Given, codes, given, names, source_rows, values};

fn csv(bytes: impl AsRef<[u8]>) -> Given {
    given(Kind::Csv, "users.csv", bytes)
}

#[test]
fn every_encoding_gives_the_same_text() {
    let text = "id;naam\n1;Zoë Coördinator\n2;€ ‘x’\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let windows: Vec<u8> = b"id;naam\n1;Zo\xEB Co\xF6rdinator\n2;\x80 \x91x\x92\n".to_vec();
    let all = [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        [b"\xFF\xFE".to_vec(), utf16(u16::to_le_bytes)].concat(),
        [b"\xFE\xFF".to_vec(), utf16(u16::to_be_bytes)].concat(),
        utf16(u16::to_le_bytes),
        windows,
    ];
    for bytes in all {
        let table = csv(bytes).table();
        assert_eq!(names(&table), ["id", "naam"]);
        assert_eq!(values(&table, "naam"), ["Zoë Coördinator", "€ ‘x’"]);
    }
}

#[test]
fn text_that_is_not_utf8_is_read_as_windows_1252_and_that_is_said() {
    let table = csv(b"id,naam\n1,Zo\xEB\n").table();
    assert_eq!(codes(&table), ["source-encoding"]);
    let declared = csv(b"id,naam\n1,Zo\xEB\n").with(|spec| spec.encoding = Some("windows-1252".into())).table();
    assert_eq!(codes(&declared), [""; 0]);
}

#[test]
fn a_byte_that_is_not_of_the_declared_encoding_is_told_by_its_row() {
    let problem = csv(b"id,naam\n1,x\n2,Zo\xEB\n").with(|spec| spec.encoding = Some("utf-8".into())).problem();
    assert_eq!((problem.code, problem.row), ("source-encoding", Some(3)));
    assert!(problem.hint.unwrap().contains("windows-1252"));
}

#[test]
fn the_delimiter_is_found() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = format!("id{delimiter}naam\n1{delimiter}x\n");
        assert_eq!(names(&csv(text).table()), ["id", "naam"], "{delimiter:?}");
    }
    let excel = csv("sep=;\nid;naam\n1;x\n").table();
    assert_eq!((names(&excel), source_rows(&excel)), (vec!["id", "naam"], vec![3]));
}

#[test]
fn a_wrong_delimiter_is_told_with_the_one_it_looks_like() {
    let problem = csv("id;naam\n1;x\n").with(|spec| spec.delimiter = Some(",".into())).problem();
    assert_eq!(problem.code, "source-delimiter");
    assert!(problem.message.contains("\",\"") && problem.message.contains("\";\""), "{problem}");
}

#[test]
fn a_file_of_one_column_needs_no_delimiter() {
    let table = csv("opmerking\nja, maar\nnee\n").table();
    assert_eq!(values(&table, "opmerking"), ["ja, maar", "nee"]);
}

#[test]
fn a_row_is_numbered_as_a_spreadsheet_shows_it() {
    let table = csv("id,naam\r\n1,\"twee\r\nregels\"\r\n\r\n2,x").table();
    assert_eq!(values(&table, "naam"), ["twee\r\nregels", "x"]);
    assert_eq!(source_rows(&table), [2, 4]);
}

#[test]
fn an_empty_value_and_a_declared_one_are_missing() {
    let table = csv("id,naam\n1,\n2,\"\"\n3,NVT\n").with(|spec| spec.null = vec!["NVT".into()]).table();
    assert_eq!(values(&table, "naam"), ["-", "-", "-"]);
}

#[test]
fn a_row_with_too_many_values_is_left_out_and_one_with_too_few_completed() {
    let table = csv("id,naam,rol\n1,Jansen, A.,mentor\n2,Bos\n3,Vos,decaan,,\n").table();
    assert_eq!(values(&table, "id"), ["2", "3"]);
    assert_eq!(values(&table, "rol"), ["-", "decaan"]);
    let problems: Vec<_> = table.problems.iter().map(|p| (p.severity, p.code, p.row, p.count)).collect();
    assert_eq!(
        problems,
        [(Severity::Notice, "source-row-short", Some(3), 1), (Severity::Error, "source-row-width", Some(2), 1)]
    );
}

#[test]
fn no_message_holds_a_value_of_a_row() {
    let table = csv("id,naam,rol\n1,Geheimnaam, A.,mentor\n2,Geheimnaam\n").table();
    for problem in &table.problems {
        assert!(!problem.to_string().contains("Geheimnaam"), "{problem}");
    }
}

#[test]
fn headers_that_are_equal_or_empty_still_give_every_column_a_name() {
    let table = csv("naam,naam,,x,\n1,2,3,4,\n").table();
    assert_eq!(names(&table), ["naam", "naam_2", "column_3", "x"]);
    assert_eq!(codes(&table), ["source-column-twice"]);
}

#[test]
fn rows_above_the_header_are_skipped_when_its_row_is_declared() {
    let table = csv("Export van 1 juni\n\nid;naam\n1;x\n").with(|spec| spec.header_row = Some(3)).table();
    assert_eq!((names(&table), source_rows(&table)), (vec!["id", "naam"], vec![4]));
}

#[test]
fn without_a_header_the_records_may_have_any_width() {
    let table = csv("VLP;25LX;2027\nPER;1;;24-2-1992;M\nPER;2\n").with(|spec| spec.header = Some(false)).table();
    assert_eq!(names(&table), ["column_1", "column_2", "column_3", "column_4", "column_5"]);
    assert_eq!(values(&table, "column_5"), ["-", "M", "-"]);
    assert_eq!(codes(&table), [""; 0]);
    assert_eq!(source_rows(&table), [1, 2, 3]);
}

#[test]
fn old_mac_line_ends_are_line_ends() {
    let table = csv("id,naam\r1,x\r2,y\r").table();
    assert_eq!(values(&table, "naam"), ["x", "y"]);
}

#[test]
fn a_wide_table_is_offered_long_with_the_columns_beside_it() {
    let given =
        csv("id. Nummer,\"Q1[A]. Hoe vaak? [gesprek]\",Q2. Waarom?\n7,ja,\n8,,nee\n").with(|spec| spec.long = true);
    let long = given.named("t__long");
    assert_eq!(values(&long, "column_name"), ["id", "Q1_A", "id", "Q2"]);
    assert_eq!(values(&long, "value"), ["7", "ja", "8", "nee"]);
    assert_eq!(source_rows(&long), [2, 2, 3, 3]);
    let columns = given.named("t__columns");
    assert_eq!(values(&columns, "column_name"), ["id", "Q1_A", "Q2"]);
    assert_eq!(values(&columns, "original")[1], "Q1[A]. Hoe vaak? [gesprek]");
}

#[test]
fn qualtrics_names_texts_and_import_ids_stand_above_the_rows() {
    let text = "StartDate,Q1\nStartdatum,\"Hoe\nvaak?\"\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n2026-04-01,3\n";
    let given = given(Kind::Qualtrics, "q.csv", text);
    let rows = given.named("t");
    assert_eq!((values(&rows, "Q1"), source_rows(&rows)), (vec!["3".to_owned()], vec![4]));
    let columns = given.named("t__columns");
    assert_eq!(values(&columns, "header_2"), ["Startdatum", "Hoe\nvaak?"]);
    assert_eq!(values(&columns, "header_3")[1], "{\"ImportId\":\"QID1\"}");
}

#[test]
fn the_older_qualtrics_export_has_two_header_rows_and_a_mark() {
    let text = "\u{feff}V1,Q1,\nResponseID,Hoe vaak?,\nR_1,3,\n";
    let rows = given(Kind::Qualtrics, "q.csv", text).named("t");
    assert_eq!((names(&rows), values(&rows, "Q1")), (vec!["V1", "Q1"], vec!["3".to_owned()]));
}

#[test]
fn columns_can_be_left_out_and_decimal_commas_turned() {
    let given = csv("id;BSN;score\n1;123;3,5\n2;456;geen\n").with(|spec| {
        spec.drop = vec!["BSN".into()];
        spec.decimal = Some(",".into());
    });
    let table = given.table();
    assert_eq!(names(&table), ["id", "score"]);
    assert_eq!(values(&table, "score"), ["3.5", "geen"]);
    assert_eq!(table.schema().fields().len(), 3);
    assert_eq!(table.batches[0].schema(), table.schema());
}

#[test]
fn a_header_alone_is_a_table_without_rows() {
    let table = csv("id,naam").table();
    assert_eq!((names(&table), table.rows()), (vec!["id", "naam"], 0));
    assert_eq!(codes(&table), ["source-no-rows"]);
}

#[test]
fn an_empty_a_blank_and_a_missing_file_are_told_apart() {
    assert!(csv("").problem().message.contains("0 bytes"));
    assert!(csv(" \r\n\n").problem().message.contains("white space"));
    let there = csv("id\n1\n");
    let problem = read(&SourceSpec::new("t", Kind::Csv, "user.csv"), there.path()).unwrap_err().remove(0);
    assert_eq!(problem.code, "source-missing");
    assert!(problem.hint.unwrap().contains("`users.csv`"));
}

#[test]
fn a_quote_that_is_never_closed_is_told_by_its_row() {
    let problem = csv("id,naam\n1,x\n2,\"y\n3,z\n").problem();
    assert_eq!((problem.code, problem.row), ("source-quote", Some(3)));
    let plain = csv("id,naam\n1,x\n2,\"y\n3,z\n").with(|spec| spec.quote = Some(String::new())).table();
    assert_eq!(values(&plain, "naam"), ["x", "\"y", "z"]);
}

#[test]
fn wrong_options_are_all_told_before_the_file_is_opened() {
    let given = csv("").with(|spec| {
        spec.sheet = Some(schakel_source::SheetName::Number(1));
        spec.delimiter = Some("::".into());
    });
    assert_eq!(given.problems().len(), 2);
}
