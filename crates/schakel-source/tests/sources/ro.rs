//! Register files of mbo: one table per kind of record.

use schakel_source::{Kind, SourceTable};

use crate::given::{codes, given, names, source_rows, values};

const FILE: &str = "SLR;4;2;;;;;;\r\n\
    PER;1;;24-2-2005;M;;;;\r\n\
    ISG;1;;1;1-8-2024;31-7-2027;;;\r\n\
    ISP;1;;1;1-8-2024;25618;BBL;;J\r\n\
    ISP;1;;1;1-8-2025;25618;BOL;;J\r\n\
    PER;2;;3-5-2006;V;;;;\r\n\
    ISG;2;;C2;1-8-2025;31-7-2026;31-1-2026;7;\r\n\
    XYZ;2;;9;;;;;\r\n\
    VLP;99ZZ;30-7-2026;31-7-2026;;;;;\r\n";

fn table(text: &str, kind: &str) -> SourceTable {
    given(Kind::Ro, "ro.csv", text).named(&format!("t__{kind}"))
}

#[test]
fn every_kind_of_record_is_a_table_tied_to_the_record_above() {
    let tables: Vec<(String, u64)> =
        given(Kind::Ro, "ro.csv", FILE).tables().iter().map(|table| (table.name.clone(), table.rows())).collect();
    let expected = [("t__SLR", 1), ("t__PER", 2), ("t__ISG", 2), ("t__ISP", 2), ("t__XYZ", 1), ("t__VLP", 1)];
    assert_eq!(tables, expected.map(|(name, rows)| (name.to_owned(), rows)));
    assert_eq!(source_rows(&table(FILE, "PER")), [2, 6]);
    assert_eq!(values(&table(FILE, "ISG"), "parent_row"), ["2", "6"]);
    assert_eq!(values(&table(FILE, "ISP"), "parent_row"), ["3", "3"]);
    assert_eq!(values(&table(FILE, "XYZ"), "parent_row"), ["6"]);
    assert_eq!(values(&table(FILE, "VLP"), "parent_row"), ["-"]);
}

#[test]
fn fields_that_are_known_have_names_and_others_their_number() {
    let periods = table(FILE, "ISP");
    assert_eq!(
        names(&periods),
        [
            "parent_row",
            "persoon",
            "field_3",
            "volgnummer",
            "begindatum",
            "opleidingcode",
            "leertraject",
            "field_8",
            "field_9"
        ]
    );
    assert_eq!(values(&periods, "leertraject"), ["BBL", "BOL"]);
    assert_eq!(values(&table(FILE, "ISG"), "uitschrijfdatum"), ["-", "31-1-2026"]);
    assert_eq!(names(&table(FILE, "XYZ")), ["parent_row", "field_2", "field_3", "field_4"]);
    assert_eq!(values(&table(FILE, "VLP"), "brin"), ["99ZZ"]);
}

#[test]
fn the_other_delimiter_and_records_of_any_width_give_the_same() {
    let short: String =
        FILE.replace(';', "|").lines().map(|line| format!("{}\n", line.trim_end_matches('|'))).collect();
    for kind in ["PER", "ISG", "ISP", "VLP"] {
        let (one, other) = (table(FILE, kind), table(&short, kind));
        assert_eq!(names(&one), names(&other));
        for name in names(&one) {
            assert_eq!(values(&one, name), values(&other, name), "{kind}.{name}");
        }
    }
}

#[test]
fn a_record_without_the_one_above_and_a_line_that_is_no_record_are_told() {
    let text = "ISG;1;;1;1-8-2024\nGeheimnaam;1\nGeheimnaam\nPER;1;;1-1-2005;M\nISP;1;;2\n";
    let isg = table(text, "ISG");
    assert_eq!(codes(&isg), ["source-record-alone", "source-record"]);
    let places: Vec<_> = isg.problems.iter().map(|problem| (problem.row, problem.count)).collect();
    assert_eq!(places, [(Some(1), 1), (Some(2), 2)]);
    // There is no enrolment with this number.
    assert_eq!(
        (codes(&table(text, "ISP")), values(&table(text, "ISP"), "parent_row")),
        (vec!["source-record-alone"], vec!["-".to_owned()])
    );
    assert!(isg.problems.iter().all(|problem| !problem.to_string().contains("Geheimnaam")));
}

#[test]
fn a_file_that_is_empty_or_of_another_kind_is_told() {
    assert_eq!(given(Kind::Ro, "ro.csv", "").problem().code, "source-empty");
    assert_eq!(given(Kind::Ro, "ro.csv", " \n").problem().code, "source-empty");
    assert_eq!(given(Kind::Ro, "ro.csv", "id;naam\n1;x\n").problem().code, "source-records");
    let utf8 = given(Kind::Ro, "ro.csv", b"PER;\xEB\n").with(|spec| spec.encoding = Some("utf-8".into()));
    assert_eq!(utf8.problem().code, "source-encoding");
    assert_eq!(values(&given(Kind::Ro, "ro.csv", b"PER;\xEB\n").named("t__PER"), "persoon"), ["\u{eb}"]);
}
