//! Workbooks that are not whole, not workbooks, or made to do harm.

use rust_xlsxwriter::Workbook;
use schakel_source::Kind;

use crate::archive_bytes::zipped;
use crate::given::{Given, codes, given, source_rows, values};

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..500 {
        sheet.write_row(row, 0, [format!("naam {row}"), format!("waarde {}", row * 7919 % 503)]).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// A workbook with this XML as its only sheet.
fn with_sheet(rows: &str) -> Given {
    let bytes = zipped(&[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#
            ),
        ),
    ]);
    given(Kind::Xlsx, "map.xlsx", bytes)
}

fn cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn a_cell_in_the_last_corner_of_the_sheet_costs_no_memory() {
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2">{}</row><row r="1048576">{}</row>"#,
        cell("A1", "id"),
        cell("B1", "rol"),
        cell("A2", "1"),
        cell("XFD1048576", "x")
    );
    let table = with_sheet(&rows).table();
    assert_eq!((values(&table, "id"), source_rows(&table)), (vec!["1".into()], vec![2]));
    assert_eq!(codes(&table), ["source-beside"]);
}

#[test]
fn a_formula_that_was_never_calculated_is_told() {
    let rows = format!(
        r#"<row r="1">{}{}</row><row r="2">{}<c r="B2"><f>1+1</f></c></row>"#,
        cell("A1", "id"),
        cell("B1", "uren"),
        cell("A2", "1")
    );
    let table = with_sheet(&rows).table();
    assert_eq!((codes(&table), values(&table, "uren")), (vec!["source-formula"], vec!["-".into()]));
}

#[test]
fn a_workbook_that_was_cut_off_is_told() {
    let whole = workbook();
    for share in [2, 3, 10] {
        let problem = given(Kind::Xlsx, "map.xlsx", &whole[..whole.len() / share * (share - 1)]).problem();
        assert_eq!(problem.code, "source-archive");
        assert!(problem.message.contains("not whole"), "{problem}");
    }
}

#[test]
fn a_byte_that_changed_inside_is_told_or_harmless() {
    let whole = workbook();
    for at in (100..whole.len()).step_by(whole.len() / 60) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let given = given(Kind::Xlsx, "map.xlsx", changed);
        if let Err(problems) = schakel_source::read(&given.spec, given.path()) {
            assert!(problems.iter().all(|problem| problem.hint.is_some() && problem.file.is_some()), "{problems:?}");
        }
    }
}

#[test]
fn text_under_the_name_of_a_workbook_is_told() {
    assert!(given(Kind::Xlsx, "map.xlsx", "id;naam\n1;x\n").problem().message.contains("this is text"));
}

#[test]
fn an_empty_sheet_is_told_by_its_name() {
    let problem = with_sheet("").problem();
    assert_eq!((problem.code, problem.sheet.as_deref()), ("source-empty", Some("Blad1")));
}

#[test]
fn what_a_damaged_cell_holds_is_not_shown() {
    for cell in [
        r#"<c r="A2" t="e"><v>Bedacht</v></c>"#,
        r#"<c r="A2" t="Bedacht"><v>1</v></c>"#,
        r#"<c r="A2" t="s"><v>Bedacht</v></c>"#,
        r#"<c r="A2" t="str"><v>&Bedacht;</v></c>"#,
    ] {
        let problem =
            with_sheet(&format!(r#"<row r="1">{}</row><row r="2">{cell}</row>"#, self::cell("A1", "id"))).problem();
        assert_eq!(problem.code, "source-damaged");
        assert!(!format!("{problem:?}").contains("Bedacht"), "{problem}");
    }
}

#[test]
fn merged_areas_as_large_as_the_sheet_are_refused_before_they_are_filled() {
    let rows: String =
        (1..=3).map(|row| format!(r#"<row r="{row}">{}</row>"#, cell(&format!("A{row}"), "x"))).collect();
    let areas = r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(20_000);
    let given = with_sheet(&format!("{rows}</sheetData><mergeCells>{areas}</mergeCells><sheetData>"));
    let problem = given.with(|spec| spec.fill_merged = true).problem();
    assert_eq!(problem.code, "source-damaged");
}

#[test]
fn a_document_whose_content_ends_in_a_table_is_refused_and_not_read_for_ever() {
    let head = r#"<office:document-content xmlns:office="o" xmlns:table="t"><office:body><office:spreadsheet>"#;
    for end in [
        "<table:table table:name=\"A\">",
        "<table:table table:name=\"A\"><table:table-row>",
        "<table:table table:name=\"A\"></t",
    ] {
        let content = format!("{head}{end}");
        let bytes = zipped(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            (
                "META-INF/manifest.xml",
                r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#,
            ),
            ("content.xml", &content),
        ]);
        let problems = given(Kind::Ods, "map.ods", bytes).problems();
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["source-damaged"], "{end}");
    }
}

#[test]
fn a_cell_beyond_the_last_column_of_a_sheet_is_left_out_and_told() {
    // ZZZZ is column 475,254; a table without a header would have as many columns.
    let given = with_sheet(r#"<row r="1"><c r="A1"><v>1</v></c><c r="ZZZZ1"><v>2</v></c></row>"#);
    let table = given.with(|spec| spec.header = Some(false)).table();
    assert_eq!((values(&table, "column_1"), codes(&table)), (vec!["1".into()], vec!["source-beside"]));
    let given = with_sheet(
        r#"<row r="1"><c r="A1" t="str"><v>a</v></c><c r="ZZZZ1" t="str"><v>b</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#,
    );
    assert_eq!((codes(&given.table()), source_rows(&given.table())), (vec!["source-beside"], vec![2]));
}
