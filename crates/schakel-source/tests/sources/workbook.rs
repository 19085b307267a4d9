//! Workbooks as people make them by hand.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use schakel_source::{Kind, SheetName};

use crate::archive_bytes::zipped;
use crate::given::{Given, codes, given, names, source_rows, values};

fn xlsx(fill: impl FnOnce(&mut Workbook)) -> Given {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    given(Kind::Xlsx, "map.xlsx", workbook.save_to_buffer().unwrap())
}

/// One sheet with texts; an empty text is an empty cell.
fn sheet(rows: &[&[&str]]) -> Given {
    xlsx(|workbook| {
        let sheet = workbook.add_worksheet();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                sheet.write(row as u32, column as u16, *text).unwrap();
            }
        }
    })
}

#[test]
fn dates_are_iso_numbers_are_plain_and_truth_is_a_word() {
    let given = xlsx(|workbook| {
        let date = Format::new().set_num_format("dd-mm-yyyy");
        let time = Format::new().set_num_format("dd-mm-yyyy hh:mm");
        let sheet = workbook.add_worksheet();
        sheet.write_row(0, 0, ["dag", "moment", "uren", "nummer", "gedaan"]).unwrap();
        sheet.write_with_format(1, 0, ExcelDateTime::from_ymd(2025, 9, 1).unwrap(), &date).unwrap();
        sheet
            .write_with_format(1, 1, ExcelDateTime::from_ymd(2025, 9, 1).unwrap().and_hms(10, 30, 0).unwrap(), &time)
            .unwrap();
        sheet.write(1, 2, 2.5).unwrap();
        sheet.write(1, 3, 12345678).unwrap();
        sheet.write(1, 4, true).unwrap();
    });
    let table = given.table();
    let row: Vec<String> = names(&table).iter().map(|name| values(&table, name).remove(0)).collect();
    assert_eq!(row, ["2025-09-01", "2025-09-01T10:30:00", "2.5", "12345678", "true"]);
}

#[test]
fn the_header_is_found_below_titles_and_that_is_said() {
    let table =
        sheet(&[&["Begeleiding 2025"], &[], &["id", "rol", "uren"], &["1", "mentor", "2"], &[], &["2", "decaan"]])
            .table();
    assert_eq!(names(&table), ["id", "rol", "uren"]);
    assert_eq!((values(&table, "rol"), source_rows(&table)), (vec!["mentor".into(), "decaan".into()], vec![4, 6]));
    assert_eq!((codes(&table), table.problems[0].row), (vec!["source-header"], Some(3)));
}

#[test]
fn header_row_range_and_the_first_blank_row_can_be_declared() {
    let rows: &[&[&str]] = &[&["x", "y"], &["kop", "id", "rol"], &["", "1", "mentor"], &[], &["Totaal", "", "1"]];
    let declared = sheet(rows).with(|spec| {
        spec.range = Some("B2:C10".into());
        spec.until_blank = true;
    });
    let table = declared.table();
    assert_eq!((names(&table), source_rows(&table), codes(&table)), (vec!["id", "rol"], vec![3], vec![]));
    let by_row = sheet(rows).with(|spec| spec.header_row = Some(2)).table();
    assert_eq!(names(&by_row), ["kop", "id", "rol"]);
}

#[test]
fn cells_beside_the_table_are_left_out_and_noticed() {
    let table = sheet(&[&["id", "rol"], &["1", "mentor", "", "let op!"]]).table();
    assert_eq!((names(&table), codes(&table)), (vec!["id", "rol"], vec!["source-beside"]));
    assert_eq!(table.problems[0].column.as_deref(), Some("D"));
}

#[test]
fn without_a_header_columns_are_numbered() {
    let table = sheet(&[&["1", "mentor"], &["2", "decaan", "x"]]).with(|spec| spec.header = Some(false)).table();
    assert_eq!(names(&table), ["column_1", "column_2", "column_3"]);
    assert_eq!(source_rows(&table), [1, 2]);
}

#[test]
fn a_formula_that_is_an_error_is_missing_and_told_with_sheet_row_and_column() {
    let given = xlsx(|workbook| {
        let sheet = workbook.add_worksheet().set_name("Uren").unwrap();
        sheet.write_row(0, 0, ["id", "uren"]).unwrap();
        sheet.write(1, 0, 1).unwrap();
        sheet.write_formula(1, 1, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(2, 0, 2).unwrap();
        sheet.write_formula(2, 1, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    });
    let table = given.table();
    assert_eq!(values(&table, "uren"), ["-", "2"]);
    let problem = &table.problems[0];
    let place = (problem.sheet.as_deref(), problem.row, problem.column.as_deref());
    assert_eq!((problem.code, place), ("source-cell", (Some("Uren"), Some(2), Some("uren (B)"))));
}

#[test]
fn merged_cells_can_be_filled() {
    let merged = || {
        xlsx(|workbook| {
            let sheet = workbook.add_worksheet();
            sheet.write_row(0, 0, ["team", "rol"]).unwrap();
            sheet.merge_range(1, 0, 2, 0, "Zorg", &Format::new()).unwrap();
            sheet.write(1, 1, "mentor").unwrap();
            sheet.write(2, 1, "slb").unwrap();
        })
    };
    assert_eq!(values(&merged().table(), "team"), ["Zorg", "-"]);
    assert_eq!(values(&merged().with(|spec| spec.fill_merged = true).table(), "team"), ["Zorg", "Zorg"]);
}

fn three_sheets() -> Given {
    xlsx(|workbook| {
        for (name, text) in [("Uitleg", "a"), ("Mentoren 25-26", "b"), ("Verborgen", "c")] {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            sheet.write_row(0, 0, ["id", "kolom"]).unwrap();
            sheet.write_row(1, 0, ["1", text]).unwrap();
            sheet.set_hidden(name == "Verborgen");
        }
    })
}

#[test]
fn sheets_are_chosen_by_name_by_number_or_all_visible_ones() {
    let by = |name: SheetName| values(&three_sheets().with(|spec| spec.sheet = Some(name)).table(), "kolom");
    assert_eq!(values(&three_sheets().table(), "kolom"), ["a"]);
    assert_eq!(by(SheetName::Name("mentoren 25-26 ".into())), ["b"]);
    assert_eq!(by(SheetName::Number(3)), ["c"]);
    let all = three_sheets().with(|spec| spec.sheets = vec!["*".into()]);
    assert_eq!(
        all.tables().iter().map(|table| table.name.clone()).collect::<Vec<_>>(),
        ["t__Uitleg", "t__Mentoren_25_26"]
    );
}

#[test]
fn a_renamed_sheet_is_told_with_the_nearest_name() {
    let problem = three_sheets().with(|spec| spec.sheet = Some(SheetName::Name("Mentoren 24-25".into()))).problem();
    assert_eq!(problem.code, "source-sheet");
    assert!(problem.hint.unwrap().contains("`Mentoren 25-26`"));
}

#[test]
fn an_opendocument_sheet_is_read_the_same_way() {
    let content = r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Blad1">
<table:table-row><table:table-cell office:value-type="string"><text:p>dag</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>uren</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2025-09-01"><text:p>1-9-25</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2.5"><text:p>2,5</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"#;
    let bytes = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#,
        ),
        ("content.xml", content),
    ]);
    let table = given(Kind::Ods, "map.ods", bytes).table();
    assert_eq!((values(&table, "dag"), values(&table, "uren")), (vec!["2025-09-01".into()], vec!["2.5".into()]));
    assert_eq!(source_rows(&table), [2]);
}
