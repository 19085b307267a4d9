//! Answers to forms of Microsoft and Google. No real export is at hand: the files are made after their known form.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use schakel_source::{Kind, SourceSpec, inspect};

use crate::given::{Given, codes, given, names, numbers, source_rows, values};

const GOOGLE: &str = "Tijdstempel,E-mailadres,Wat is je rol?,Met wie sprak je?,Hoe vaak? [Gesprek],Hoe vaak? [Bezoek]\n\
    2025/09/01 9:12:33 p.m. CET,a@voorbeeld.invalid,mentor,\"decaan, mentor\",1,2\n\
    1-9-2025 10:00:00,b@voorbeeld.invalid,,vak,3,\n";

fn google(text: &str) -> Given {
    given(Kind::Forms, "form.csv", text)
}

/// A workbook as Microsoft Forms exports it.
fn microsoft(headings: &[&str], rows: &[&[&str]]) -> Given {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Sheet1").unwrap();
    let moment = Format::new().set_num_format("m/d/yy h:mm:ss");
    for (column, heading) in (0..).zip(headings) {
        sheet.write(0, column, *heading).unwrap();
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match headings[column as usize] {
                "Begintijd" | "Start time" => {
                    let at = ExcelDateTime::parse_from_str(cell).unwrap();
                    sheet.write_with_format(row, column, &at, &moment).unwrap();
                }
                "ID" => {
                    sheet.write(row, column, cell.parse::<f64>().unwrap()).unwrap();
                }
                _ => {
                    sheet.write(row, column, *cell).unwrap();
                }
            };
        }
    }
    given(Kind::Forms, "form.xlsx", workbook.save_to_buffer().unwrap())
}

fn dutch() -> Given {
    microsoft(
        &["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Wat\u{a0}is je rol?\n", "Met wie sprak je?"],
        &[
            &["1", "2025-09-01T09:12:33", "", "anonymous", "Jo", "mentor", "decaan;vader, moeder;"],
            &["2", "2025-09-02T09:00:00", "", "anonymous", "Bo", "decaan", "mentor;"],
        ],
    )
}

fn columns(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, heading)| ((*name).to_owned(), (*heading).to_owned())).collect()
}

#[test]
fn answers_of_microsoft_have_short_names_and_a_table_of_questions() {
    let given = dutch();
    let table = given.named("t");
    assert_eq!(names(&table), ["id", "started", "submitted", "wat_is_je_rol", "met_wie_sprak_je"]);
    assert_eq!(
        (values(&table, "id"), values(&table, "started")[0].as_str()),
        (vec!["1".into(), "2".into()], "2025-09-01T09:12:33")
    );
    assert_eq!((source_rows(&table), codes(&table)), (vec![2, 3], vec!["source-person"]));
    let questions = given.named("t__questions");
    assert_eq!(names(&questions), ["column_name", "original", "question", "part"]);
    assert_eq!(values(&questions, "column_name"), ["wat_is_je_rol", "met_wie_sprak_je"]);
    assert_eq!(values(&questions, "question")[0], "Wat is je rol?");
}

#[test]
fn english_headings_give_the_same_names() {
    let given = microsoft(
        &["ID", "Start time", "Completion time", "Email", "Name", "Language", "Your role?"],
        &[&["1", "2025-09-01T09:12:33", "", "x@voorbeeld.invalid", "Jo", "en", "mentor"]],
    );
    assert_eq!(names(&given.named("t")), ["id", "started", "submitted", "language", "your_role"]);
    let google = google(
        "Timestamp,Email Address,Score,Your role?\n2025/09/01 9:12:33 AM GMT+2,a@voorbeeld.invalid,3 / 5,mentor\n",
    );
    let table = google.named("t");
    assert_eq!(names(&table), ["submitted", "points", "your_role", "id", "started"]);
    assert_eq!(values(&table, "submitted"), ["2025-09-01T09:12:33"]);
}

#[test]
fn each_answer_of_a_cell_is_a_choice_where_all_end_in_a_semicolon() {
    let choices = dutch().named("t__choices");
    assert_eq!(names(&choices), ["parent_row", "column_name", "value"]);
    assert_eq!(
        (values(&choices, "value"), numbers(&choices, "parent_row")),
        (["decaan", "vader, moeder", "mentor"].map(str::to_owned).to_vec(), vec![2, 2, 3])
    );
    assert!(values(&choices, "column_name").iter().all(|name| name == "met_wie_sprak_je"));
    let open = microsoft(
        &["ID", "Begintijd", "Tijd van voltooien", "Licht toe"],
        &[&["1", "2025-09-01T09:12:33", "", "eerst; toen;"], &["2", "2025-09-01T09:12:33", "", "niets"]],
    );
    assert_eq!(open.named("t__choices").rows(), 0);
}

#[test]
fn answers_of_google_are_taken_apart_where_that_is_declared() {
    assert_eq!(google(GOOGLE).named("t__choices").rows(), 0);
    for name in ["Met wie sprak je?", "met_wie_sprak_je"] {
        let choices = google(GOOGLE).with(|spec| spec.multiple = vec![name.into()]).named("t__choices");
        assert_eq!(values(&choices, "value"), ["decaan", "mentor", "vak"]);
    }
    // A question with rows is all of its columns; where `;` stands between answers a comma belongs to one.
    let text = GOOGLE.replace(",1,2\n", ",\"a, b;c\",2\n");
    let choices = google(&text).with(|spec| spec.multiple = vec!["Hoe vaak?".into()]).named("t__choices");
    assert_eq!(values(&choices, "value"), ["a, b", "c", "3", "2"]);
    let unknown = google(GOOGLE).with(|spec| spec.multiple = vec!["Met wie sprak jij?".into()]).problem();
    assert_eq!(
        (unknown.code, unknown.hint.as_deref()),
        ("source-column-missing", Some("Did you mean `Met wie sprak je?`?"))
    );
}

#[test]
fn a_row_of_a_table_of_questions_is_a_part() {
    let questions = google(GOOGLE).named("t__questions");
    assert_eq!(values(&questions, "column_name")[2..], ["hoe_vaak__gesprek", "hoe_vaak__bezoek"]);
    assert_eq!(
        (values(&questions, "question")[3].as_str(), values(&questions, "part")[3].as_str()),
        ("Hoe vaak?", "Bezoek")
    );
    assert_eq!(values(&questions, "original")[3], "Hoe vaak? [Bezoek]");
}

#[test]
fn names_stay_when_questions_are_moved_and_can_be_declared() {
    let moved = google("Tijdstempel,Waarom?,Wat is je rol?\n1,x,y\n").named("t");
    assert_eq!(values(&moved, "wat_is_je_rol"), ["y"]);
    let declared = google(GOOGLE)
        .with(|spec| spec.columns = columns(&[("rol", "Wat is je rol?"), ("gesprek", "Hoe vaak? [Gesprek]")]));
    assert_eq!(
        (values(&declared.named("t"), "rol"), values(&declared.named("t"), "gesprek")),
        (vec!["mentor".into(), "-".into()], vec!["1".into(), "3".into()])
    );
    assert_eq!(values(&declared.named("t__questions"), "column_name")[..2], ["rol", "met_wie_sprak_je"]);
    let wrong =
        google(GOOGLE).with(|spec| spec.columns = columns(&[("je rol", "Wat is je rol?"), ("x", "Wat is de rol?")]));
    assert_eq!(
        wrong.problems().iter().map(|problem| problem.code).collect::<Vec<_>>(),
        ["source-option", "source-column-missing"]
    );
}

#[test]
fn a_form_in_another_language_has_its_moment_declared() {
    let text = "Zeitstempel,Rolle?\n2025/09/01 9:12:33,mentor\n";
    let table = google(text).with(|spec| spec.columns = columns(&[("submitted", "Zeitstempel")]));
    assert_eq!(values(&table.named("t"), "submitted"), ["2025-09-01T09:12:33"]);
    assert_eq!(values(&table.named("t__questions"), "column_name"), ["rolle"]);
    for name in ["source_row", "parent_row", "", "é"] {
        assert_eq!(
            google(text).with(|spec| spec.columns = columns(&[(name, "Rolle?")])).problem().code,
            "source-option"
        );
    }
}

#[test]
fn who_answered_is_not_read_unless_kept() {
    let text = "Tijdstempel,E-mailadres,Wat is je naam?,Hoe praat je met je verzorgers over je naam?\n\
        1,a@voorbeeld.invalid,Jo,goed\n";
    let table = google(text).named("t");
    assert_eq!(names(&table), ["submitted", "hoe_praat_je_met_je_verzorgers_over_je", "id", "started"]);
    assert!(table.problems[0].to_string().contains("E_mailadres, wat_is_je_naam"), "{}", table.problems[0]);
    let kept = google(text).with(|spec| spec.keep = vec!["Wat is je naam?".into()]).named("t");
    assert_eq!(values(&kept, "wat_is_je_naam"), ["Jo"]);
}

#[test]
fn the_long_form_has_the_answers_and_a_dropped_question_is_nowhere() {
    let given = google(GOOGLE).with(|spec| {
        spec.long = true;
        spec.drop = vec!["Met wie sprak je?".into()];
        spec.multiple = vec!["Wat is je rol?".into()];
    });
    assert_eq!(
        given.tables().iter().map(|table| table.name.clone()).collect::<Vec<_>>(),
        ["t", "t__long", "t__questions", "t__choices"]
    );
    assert!(!values(&given.named("t__long"), "column_name").contains(&"met_wie_sprak_je".to_owned()));
    assert!(!values(&given.named("t__questions"), "column_name").contains(&"met_wie_sprak_je".to_owned()));
}

#[test]
fn another_or_a_damaged_file_is_told() {
    assert_eq!(google("id;naam\n1;x\n").problem().code, "source-header");
    assert_eq!(google("").problem().code, "source-empty");
    assert_eq!(codes(&google("Tijdstempel,Wat?\n").named("t")), ["source-no-rows"]);
    assert_eq!(given(Kind::Forms, "f.xlsx", b"PK\x03\x04").problem().code, "source-archive");
}

#[test]
fn inspect_knows_a_form_by_its_headings() {
    let google = google(GOOGLE);
    let microsoft = dutch();
    for path in [google.path().join("form.csv"), microsoft.path().join("form.xlsx")] {
        let inspection = inspect(&path).unwrap();
        assert_eq!(inspection.kind, Kind::Forms, "{}", path.display());
        let spec: SourceSpec = toml::from_str(inspection.source.trim_start_matches("[[source]]")).unwrap();
        assert_eq!((spec.kind, spec.check()), (Kind::Forms, vec![]));
        assert!(!serde_json::to_string(&inspection).unwrap().contains("invalid"));
    }
}
