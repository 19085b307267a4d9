//! Tables with known leaks, from files to findings and back to protected files.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use schakel_audit::{Audit, Declared, Found, Marker, Options, Report, audit, protect};
use schakel_source::problem::Severity;

/// Files in a folder of their own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

fn audited(paths: &[PathBuf]) -> Audit {
    audit(paths, &Options::default()).unwrap()
}

fn report(table: &str) -> Report {
    audited(&[Folder::new().file("t.csv", table)]).report
}

/// A marker that tells no threshold.
fn x() -> Marker {
    "x".parse().unwrap()
}

/// What follows: row, column, least, most.
fn cells(report: &Report) -> Vec<(u64, &str, i64, Option<i64>)> {
    report.cells.iter().map(|cell| (cell.row, cell.column.as_str(), cell.low, cell.high)).collect()
}

const SCHOOLS: &str = "\
School;Leerlingen man;Leerlingen vrouw;Leerlingen totaal
A;12;14;26
B;<5;20;23
C;<5;<5;8
D;<5;<5;6
E;<5;30;<5
F;9;0;9
";

#[test]
fn one_masked_part_of_a_total_is_what_the_others_leave() {
    let report = report(SCHOOLS);
    let how = "Leerlingen man = Leerlingen totaal − Leerlingen vrouw";
    // B: 23 − 20. C: two of at most 4 that make 8 are 4 and 4. D: 6 leaves 2 to 4 for each.
    // E contradicts itself: 30 women are more than a total below 5. 0 is shown in F, so <5 is 1 to 4.
    assert_eq!(
        cells(&report),
        [
            (3, "Leerlingen man", 3, Some(3)),
            (4, "Leerlingen man", 4, Some(4)),
            (4, "Leerlingen vrouw", 4, Some(4)),
            (5, "Leerlingen man", 2, Some(4)),
            (5, "Leerlingen vrouw", 2, Some(4)),
        ]
    );
    assert_eq!(report.cells[0].how, how);
    assert_eq!((report.masked, report.derivable, report.narrowed, report.contradictions), (7, 3, 2, 1));
    assert_eq!((report.threshold, report.tables[0].marks[0].low), (5, 1));
}

#[test]
fn a_relation_tells_how_it_was_found_and_how_well_it_holds() {
    let report = report(SCHOOLS);
    let relation = &report.relations[0];
    assert_eq!(relation.relation, "Leerlingen totaal = Leerlingen man + Leerlingen vrouw");
    assert_eq!((relation.found, relation.complete, relation.exceptions), (Found::Names, 2, 0));
}

#[test]
fn a_percentage_of_a_count_that_is_shown_tells_the_masked_part() {
    let report = report(
        "School;Kandidaten;Geslaagd;Slaagperc\nA;40;35;87,5\nB;24;<5;12,5\nC;30;27;90\nD;9;<5;33,3\nE;50;20;40\n",
    );
    // B: 12,5 % of 24 is 3. D: 33,3 % of 9 is 3.
    assert_eq!(cells(&report), [(3, "Geslaagd", 3, Some(3)), (5, "Geslaagd", 3, Some(3))]);
    assert_eq!(report.cells[0].how, "Slaagperc = Geslaagd / Kandidaten");
}

#[test]
fn sums_are_found_by_numbers_where_names_tell_nothing() {
    let report = report("id;a;b;c;d\nA;1;20;5;26\nB;7;8;9;24\nC;30;5;6;41\nD;11;12;13;36\nE;10;x;10;50\n");
    assert_eq!(report.relations[0].relation, "d = a + b + c");
    assert_eq!(report.relations[0].found, Found::Numbers);
    assert_eq!(cells(&report), [(6, "b", 30, Some(30))]);
}

#[test]
fn a_row_of_totals_is_found_by_its_label_in_wide_and_in_long_form() {
    let wide = report("Gemeente;Aantal;Anders\nDelft;12;7\nGouda;x;9\nLeiden;20;30\nTotaal;45;46\n");
    assert_eq!(cells(&wide), [(3, "Aantal", 13, Some(13))]);
    assert_eq!(wide.cells[0].how, "rows: Gemeente \"Totaal\" = the other rows");
    let long = report(
        "Gemeente;Geslacht;Aantal\nDelft;Man;12\nDelft;Vrouw;<5\nDelft;Totaal;15\n\
         Gouda;Man;8\nGouda;Vrouw;9\nGouda;Totaal;17\n",
    );
    assert_eq!(cells(&long), [(3, "Aantal", 3, Some(3))]);
}

#[test]
fn a_dimension_that_says_the_same_as_another_does_not_hide_a_total() {
    // The code and the name of the total differ from those of its parts together.
    let report = report("Code;Naam;Aantal;Meer\n01;Noord;12;30\n02;Zuid;x;40\n03;West;30;50\nT;Totaal;50;120\n");
    assert_eq!(cells(&report), [(3, "Aantal", 8, Some(8))]);
}

#[test]
fn codes_that_begin_with_another_are_below_it() {
    let report = report("Code;Een;Twee\nA1;30;60\nA11;10;20\nA12;20;40\nB2;25;50\nB21;15;30\nB22;x;20\n");
    assert_eq!(cells(&report), [(7, "Een", 10, Some(10))]);
}

#[test]
fn a_mark_with_which_all_sums_hold_is_zero_and_nothing_is_hidden_by_it() {
    let report = report("s;man;vrouw;totaal\nA;3;4;7\nB;-;9;9\nC;8;-;8\nD;-;12;12\nE;x;20;26\n");
    assert_eq!(cells(&report), [(6, "man", 6, Some(6))]);
    let means: Vec<(&str, &str)> = report.tables[0].marks.iter().map(|mark| (mark.text.as_str(), mark.means)).collect();
    assert_eq!(means, [("-", "zero"), ("x", "hidden")]);
}

#[test]
fn a_number_can_be_declared_as_a_mark() {
    let folder = Folder::new();
    let path = folder.file("t.csv", "s;man;vrouw;totaal\nA;10;14;24\nB;4;20;23\nC;9;9;18\n");
    let marks = vec![Declared { text: "4".to_owned(), bounds: Some((1, 4)) }];
    let report = audit(&[path], &Options { marks, threshold: None }).unwrap().report;
    assert_eq!(cells(&report), [(3, "man", 3, Some(3))]);
}

#[test]
fn what_one_table_masks_and_another_shows_is_no_secret() {
    let folder = Folder::new();
    folder.file("a.csv", "Gemeente;Geslacht;Leerlingen\nDelft;Man;12\nDelft;Vrouw;x\nGouda;Man;8\nGouda;Vrouw;9\n");
    folder.file("b.csv", "Gemeente;Leerlingen;Scholen\nDelft;15;3\nGouda;17;4\n");
    let report = audited(&[folder.0.path().to_owned()]).report;
    assert_eq!(cells(&report), [(3, "Leerlingen", 3, Some(3))]);
    assert!(report.cells[0].table.ends_with("a.csv"));
}

#[test]
fn a_file_without_a_table_is_no_mistake_beside_tables() {
    let folder = Folder::new();
    folder.file("a.csv", SCHOOLS);
    folder.file("lees.csv", "Naam;Plaats\nJanssen;Delft\nJanssen;Gouda\n");
    let audit = audited(&[folder.0.path().to_owned()]);
    let told: Vec<_> = audit.problems.iter().map(|problem| (problem.code, problem.severity)).collect();
    assert_eq!(told, [("audit-no-table", Severity::Notice)]);
    assert_eq!(audit.report.derivable, 3);
}

#[test]
fn small_counts_that_are_shown_are_listed() {
    let report = report("s;man;vrouw;totaal\nA;3;14;17\nB;<5;20;23\nC;9;9;18\n");
    let shown: Vec<(u64, &str, i64)> =
        report.shown.iter().map(|cell| (cell.row, cell.column.as_str(), cell.count)).collect();
    assert_eq!(shown, [(2, "man", 3)]);
}

#[test]
fn enough_left_open_is_no_leak() {
    // Two masked cells that make 40 together may be 0 to 40 each.
    let report = report("s;man;vrouw;totaal\nA;10;14;24\nB;x;x;40\nC;9;9;18\n");
    assert_eq!(cells(&report), []);
    assert_eq!(report.masked, 2);
}

#[test]
fn a_protected_table_gives_nothing_away_and_keeps_every_other_byte() {
    let folder = Folder::new();
    let table = "\u{feff}\"School\";\"Man\";\"Vrouw\";\"Totaal\"\r\n\r\n\
        \"Ålesund, \"\"A\"\"\";\"12\";\"14\";\"26\"\r\n\
        \"B\";<5;20;23\r\n\"C\";30;40;70\r\n";
    let path = folder.file("t.csv", table);
    let protected = protect(&audited(&[path]), &x()).unwrap();
    let written = String::from_utf8(protected.files[0].1.clone()).unwrap();
    // The man of B and the smallest number that keeps him open.
    assert_eq!(written, table.replace("<5;20;23", "x;x;23"));
    assert_eq!((protected.cost.masked, protected.cost.small, protected.cost.others), (1, 0, 1));
    assert_eq!((protected.report.derivable, protected.report.narrowed), (0, 0));
}

#[test]
fn a_protected_table_is_safe_from_relations_that_can_no_longer_be_told_from_it() {
    // What is found by three rows in the original is held against the result, however many are left in that.
    let folder = Folder::new();
    let path = folder.file("t.csv", "s;a;b;c\nA;7;8;15\nB;<5;20;23\nC;<5;9;12\nD;6;<5;9\nE;20;30;50\nF;9;9;18\n");
    let protected = protect(&audited(std::slice::from_ref(&path)), &x()).unwrap();
    folder.file("t.csv", &protected.files[0].1);
    // Marks without a bound tell no threshold; the original told 5.
    let again = audit(&[path], &Options { threshold: Some(5), ..Options::default() }).unwrap().report;
    assert_eq!((again.derivable, again.narrowed), (0, 0));
    for line in String::from_utf8(protected.files[0].1.clone()).unwrap().lines().skip(1) {
        assert_ne!(line.matches('x').count(), 1, "{line}: one masked cell is what the others leave");
    }
}

#[test]
fn who_audits_a_protected_table_anew_comes_to_the_same_verdict() {
    let table = "s;man;vrouw;totaal\nA;7;8;15\nB;<5;20;23\nC;x;9;12\nD;6;<5;9\nE;20;30;50\nF;9;9;18\nG;7;x;15\n";
    for threshold in [None, Some(3), Some(5), Some(10), Some(15)] {
        let folder = Folder::new();
        let path = folder.file("t.csv", table);
        let audit = audit(std::slice::from_ref(&path), &Options { threshold, ..Options::default() }).unwrap();
        let protected = protect(&audit, &Marker::telling(audit.report.threshold)).unwrap();
        let written = folder.file("t.csv", &protected.files[0].1);
        let again = audited(&[written]).report;
        assert_eq!(again, protected.report, "{threshold:?}");
        assert_eq!(again.threshold, threshold.unwrap_or(5));
        assert_eq!((again.derivable, again.narrowed, again.small), (0, 0, 0), "{threshold:?}");
    }
}

#[test]
fn a_marker_that_is_not_read_as_one_is_refused() {
    // All of a column is masked: what stands in it then is taken for names.
    let table = "s;man;vrouw\nA;1;20\nB;2;30\nC;3;40\n";
    let folder = Folder::new();
    let audit = audited(&[folder.file("t.csv", table)]);
    assert_eq!(protect(&audit, &x()).unwrap().report.masked, 3);
    let marker = "verborgen".parse().unwrap();
    let masked = protect(&audit, &marker).map(|protected| protected.report.masked);
    assert_eq!(masked.map_err(|problems| problems[0].code), Err("audit-protect"));
}

fn workbook(path: &Path) {
    let mut book = Workbook::new();
    for (name, rows) in [
        (
            "2024",
            [
                ["School", "Man", "Vrouw", "Totaal"],
                ["A", "12", "14", "26"],
                ["B", "x", "20", "23"],
                ["C", "19", "18", "37"],
            ],
        ),
        ("Uitleg", [["Leerlingen op 1 oktober", "", "", ""], ["", "", "", ""], ["", "", "", ""], ["", "", "", ""]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row as u32, column as u16, number).unwrap(),
                    Err(_) => sheet.write_string(row as u32, column as u16, *text).unwrap(),
                };
            }
        }
    }
    book.add_worksheet().set_name("Leeg").unwrap();
    book.save(path).unwrap();
}

#[test]
fn sheets_of_a_workbook_are_tables_and_are_protected_in_a_workbook() {
    let folder = Folder::new();
    let path = folder.0.path().join("t.xlsx");
    workbook(&path);
    let audit = audited(std::slice::from_ref(&path));
    assert_eq!(cells(&audit.report), [(3, "Man", 3, Some(3))]);
    assert!(audit.report.tables[0].table.ends_with("t.xlsx [2024]"));
    let (once, twice) = (protect(&audit, &x()).unwrap(), protect(&audit, &x()).unwrap());
    assert_eq!(once.files, twice.files, "the same table gives the same bytes");
    folder.file("t.xlsx", &once.files[0].1);
    let again = audited(&[path]).report;
    assert_eq!((again.masked, again.derivable), (2, 0));
}

#[test]
fn what_is_no_table_is_told_by_file_and_never_by_a_value() {
    let folder = Folder::new();
    let book = folder.0.path().join("cut.xlsx");
    workbook(&book);
    let whole = fs::read(&book).unwrap();
    for (name, bytes, code) in [
        ("leeg.csv", &b""[..], "source-empty"),
        ("wit.csv", b" \n\n", "source-empty"),
        ("brief.txt", b"Geachte heer Janssen,\nhierbij de cijfers.\n", "audit-no-table"),
        ("namen.csv", b"Naam;Plaats\nJanssen;Delft\nJanssen;Gouda\n", "audit-no-table"),
        ("a.pdf", b"%PDF-1.7 Janssen", "audit-kind"),
        ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Janssen", "audit-kind"),
        ("cut.xlsx", &whole[..whole.len() / 2], "source-archive"),
    ] {
        let path = folder.file(name, bytes);
        let problems = audit(&[path], &Options::default()).unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [code], "{name}");
        assert!(problems[0].file.as_deref().unwrap().ends_with(name));
        assert!(!problems[0].to_string().contains("Janssen"), "{}", problems[0]);
    }
    let missing = audit(&[folder.0.path().join("weg.csv")], &Options::default()).unwrap_err();
    assert_eq!(missing[0].code, "source-missing");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(audit(&[empty.path().to_owned()], &Options::default()).unwrap_err()[0].code, "audit-folder");
}

/// DUO's counts of candidates and passes, read independently: by subtraction within man, woman and total 4,904 of its
/// 15,434 masked cells follow; with percentages, and with all completions of a school's year tried one by one, 6,665
/// follow exactly and 3,743 more are narrowed.
#[test]
fn as_much_follows_from_a_published_table_as_from_all_its_completions() {
    let name = "shared/data/duo/examen-first-1999-rows.csv";
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let Some(path) = folders.map(|folder| folder.join(name)).find(|path| path.exists()) else {
        println!("skipped: the sample {name} is not on this machine");
        return;
    };
    let audit = audited(&[path]);
    let report = &audit.report;
    assert_eq!((report.masked, report.derivable, report.narrowed), (15_434, 6_665, 3_743));
    let protected = protect(&audit, &x()).unwrap();
    assert_eq!((protected.report.derivable, protected.report.narrowed), (0, 0));
}
