//! The project's own workbook.

use rust_xlsxwriter::Workbook;
use schakel_model::{Type, table};
use schakel_source::Kind;

use crate::given::{codes, given, names, values};

/// A workbook with the sheet of one table, one row, and a sheet that explains.
fn workbook(of: &str, row: &[(&str, &str)]) -> Vec<u8> {
    let model = table(of).unwrap();
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Uitleg").unwrap().write(0, 0, "Vul in wat bekend is.").unwrap();
    let short: String = model.nl.chars().take(31).collect();
    let sheet = workbook.add_worksheet().set_name(short).unwrap();
    for (index, (column, value)) in row.iter().enumerate() {
        let label = model.column(column).map_or(*column, |column| column.nl);
        sheet.write(0, index as u16, label).unwrap();
        sheet.write(1, index as u16, *value).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn dutch_labels_become_the_columns_and_codes_of_the_model() {
    let Type::Code(statuses) = table("vision").unwrap().column("status").unwrap().ty else { panic!("a code") };
    let adopted = statuses.codes.iter().find(|code| code.code == "adopted").unwrap();
    let bytes = workbook(
        "vision",
        &[("vision_id", "V1"), ("status", adopted.nl), ("in_school_plan", "Ja"), ("date", "2025-09-01")],
    );
    let vision = given(Kind::TrajectoryWorkbook, "trajectwerkboek.xlsx", bytes).named("t__vision");
    assert_eq!(names(&vision), ["vision_id", "status", "in_school_plan", "date"]);
    assert_eq!(
        (values(&vision, "status"), values(&vision, "in_school_plan")),
        (vec!["adopted".into()], vec!["true".into()])
    );
}

#[test]
fn a_value_that_is_no_label_is_left_for_the_gate_to_refuse() {
    let bytes = workbook("vision", &[("vision_id", "V1"), ("status", "bijna")]);
    assert_eq!(values(&given(Kind::TrajectoryWorkbook, "w.xlsx", bytes).named("t__vision"), "status"), ["bijna"]);
}

#[test]
fn a_column_that_the_model_does_not_know_is_left_out_and_noticed() {
    let bytes = workbook("vision", &[("vision_id", "V1"), ("Eigen kolom van ons", "x"), ("status", "draft")]);
    let vision = given(Kind::TrajectoryWorkbook, "w.xlsx", bytes).named("t__vision");
    assert_eq!((names(&vision), codes(&vision)), (vec!["vision_id", "status"], vec!["source-column"]));
}

#[test]
fn a_workbook_without_any_of_the_sheets_is_told_with_their_names() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "x").unwrap();
    let problem = given(Kind::TrajectoryWorkbook, "w.xlsx", workbook.save_to_buffer().unwrap()).problem();
    assert!(problem.message.contains(table("vision").unwrap().nl), "{problem}");
}
