//! The blank trajectory workbook, and what a person does to it before it comes back.

use std::io::Read;

use calamine::{Data, Reader, Xlsx};
use schakel_model::{Type, trajectory_sheets};
use schakel_source::Kind;
use schakel_source::blank_workbook::blank;

use crate::given::{codes, given, names};

/// A part of the file, such as `xl/worksheets/sheet2.xml`.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn opened(bytes: &[u8]) -> Xlsx<std::io::Cursor<&[u8]>> {
    calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap()
}

#[test]
fn every_sheet_and_column_is_read_back_by_its_kind_of_source() {
    let bytes = blank().unwrap();
    let given = given(Kind::TrajectoryWorkbook, "trajectwerkboek.xlsx", &bytes);
    let tables = given.tables();
    assert_eq!(tables.len(), trajectory_sheets().len());
    for (table, model) in tables.iter().zip(trajectory_sheets()) {
        assert_eq!(table.name, format!("t__{}", model.name));
        let expected: Vec<&str> =
            model.columns.iter().map(|column| column.name).filter(|n| *n != "school_id").collect();
        assert_eq!(names(table), expected);
        assert_eq!((table.rows(), codes(table)), (0, vec!["source-no-rows"]), "{}", table.name);
    }
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(blank().unwrap(), blank().unwrap());
}

#[test]
fn what_can_be_chosen_stands_in_a_hidden_sheet_that_the_drop_downs_point_to() {
    let bytes = blank().unwrap();
    let choices = opened(&bytes).worksheet_range("Keuzes").unwrap();
    let lists: Vec<Vec<String>> = (0..choices.width())
        .map(|column| {
            let cells = choices.rows().skip(1).map(|row| row[column].to_string());
            cells.filter(|cell| !cell.is_empty()).collect()
        })
        .collect();
    for column in trajectory_sheets().iter().flat_map(|table| table.columns) {
        if let Type::Code(list) = column.ty {
            let labels: Vec<&str> = list.codes.iter().map(|code| code.nl).collect();
            assert!(lists.iter().any(|known| known == &labels), "{}", column.name);
        }
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("name=\"Keuzes\" sheetId=\"12\" state=\"hidden\""));
    // The sheet of the visions is the second one.
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<formula1>Keuzes!$A$2:$A$3</formula1>"), "{sheet}");
    assert!(sheet.contains("type=\"date\"") && sheet.contains("<sheetProtection"), "{sheet}");
}

#[test]
fn every_column_is_explained_with_an_example_where_there_is_one() {
    let bytes = blank().unwrap();
    let page = opened(&bytes).worksheet_range("Uitleg").unwrap();
    let rows: Vec<Vec<String>> = page.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    for column in trajectory_sheets().iter().flat_map(|table| table.columns).filter(|c| c.name != "school_id") {
        let row = rows.iter().find(|row| row[1] == column.nl && row[3] == column.definition_nl);
        let row = row.unwrap_or_else(|| panic!("{} is not explained", column.name));
        assert_eq!(row[2], if column.required { "altijd" } else { "mag" });
        assert_eq!(row[4].is_empty(), matches!(column.ty, Type::Text) && column.format.is_none(), "{}", column.name);
    }
}
