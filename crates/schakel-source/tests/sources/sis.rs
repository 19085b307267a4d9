//! Exports of SOMtoday and Magister: the names of the system, whatever the school called its columns.

use rust_xlsxwriter::Workbook;
use schakel_source::problem::Severity;
use schakel_source::{Kind, SourceTable, inspect};

use crate::given::{Given, codes, given, names, numbers, source_rows, values};

const STUDENTS: &str = "leerlingNummer;leerlingAchternaam;leerlingBSN;Wachtwoord;leerlingStamgroep;leerlingMentoren;\
    leerlingLesgroepenVakken;leerlingAdresPostcode;Onze code\r\n\
    1001;Voorbeeld;999;geheim;4H1;\"BAK, VRI\";\"4h1.ne, 4h1.en\";1234 AB;x\r\n\
    1002;Proef;998;geheim;4H2;;4h2.ne;B-2000;\r\n";

fn somtoday(text: impl AsRef<[u8]>) -> Given {
    given(Kind::Somtoday, "ll.csv", text)
}

fn columns(pairs: &[(&str, &str)]) -> impl Fn(&mut schakel_source::SourceSpec) {
    let columns = pairs.iter().map(|(name, heading)| ((*name).to_owned(), (*heading).to_owned()));
    let columns: std::collections::BTreeMap<String, String> = columns.collect();
    move |spec| spec.columns.clone_from(&columns)
}

fn texts(table: &SourceTable) -> String {
    table.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn students_have_the_names_of_the_system_and_columns_of_the_school_stay() {
    let table = somtoday(STUDENTS).named("t");
    assert_eq!(
        names(&table),
        [
            "leerlingNummer",
            "leerlingStamgroep",
            "leerlingMentoren",
            "leerlingLesgroepenVakken",
            "leerlingAdresPostcode",
            "Onze_code",
            "leerlingLeerjaar",
            "leerlingOpleidingCode",
            "leerlingProfielSector",
            "leerlingVestigingAfkorting",
            "leerlingGeslacht",
            "leerlingEckID"
        ]
    );
    assert_eq!(
        (values(&table, "leerlingNummer"), values(&table, "leerlingLeerjaar")),
        texts_of(["1001", "1002"], ["-", "-"])
    );
    assert_eq!(source_rows(&table), [2, 3]);
}

fn texts_of(one: [&str; 2], other: [&str; 2]) -> (Vec<String>, Vec<String>) {
    (one.map(str::to_owned).to_vec(), other.map(str::to_owned).to_vec())
}

#[test]
fn what_tells_who_a_person_is_is_not_read_unless_kept() {
    let table = somtoday(STUDENTS).named("t");
    assert_eq!(codes(&table), ["source-person", "source-postcode"]);
    assert!(texts(&table).contains("leerlingAchternaam, leerlingBSN, Wachtwoord"), "{}", texts(&table));
    for value in ["Voorbeeld", "999", "geheim", "2000"] {
        assert!(!texts(&table).contains(value), "{}", texts(&table));
    }
    let kept = somtoday(STUDENTS).with(|spec| spec.keep = vec!["leerlingAchternaam".into()]).named("t");
    assert_eq!(values(&kept, "leerlingAchternaam"), ["Voorbeeld", "Proef"]);
}

#[test]
fn of_a_postcode_the_digits_are_read_unless_it_is_kept() {
    let table = somtoday(STUDENTS).named("t");
    assert_eq!(values(&table, "leerlingAdresPostcode"), ["1234", "-"]);
    assert_eq!(table.problems[1].row, Some(3));
    let kept = somtoday(STUDENTS).with(|spec| spec.keep = vec!["leerlingAdresPostcode".into()]).named("t");
    assert_eq!(values(&kept, "leerlingAdresPostcode"), ["1234 AB", "B-2000"]);
    let own = "leerlingNummer;leerlingStamgroep;Postcode moeder\n1;4H1;12345\n2;4H1;4321\n";
    assert_eq!(values(&somtoday(own).named("t"), "Postcode_moeder"), ["-", "4321"]);
}

#[test]
fn lists_are_child_tables_with_a_value_per_row() {
    let given = somtoday(STUDENTS);
    let mentors = given.named("t__mentoren");
    assert_eq!(
        (values_of(&mentors), numbers(&mentors, "parent_row")),
        (["BAK", "VRI"].map(str::to_owned).to_vec(), vec![2, 2])
    );
    assert_eq!(numbers(&given.named("t__lesgroepenVakken"), "parent_row"), [2, 2, 3]);
    // A comma belongs to the value where `;` stands between values.
    let text = "leerlingNummer\tleerlingMentoren\n1\tBAK, Jo; VRI ;\n2\tVRI\n";
    assert_eq!(values_of(&somtoday(text).named("t__mentoren")), ["BAK, Jo", "VRI", "VRI"]);
    let dropped = somtoday(text).with(|spec| spec.drop = vec!["leerlingMentoren".into()]);
    assert!(dropped.tables().iter().all(|table| table.name != "t__mentoren"));
    let empty = somtoday("leerlingNummer;leerlingStamgroep\n1;4H1\n").named("t__mentoren");
    assert_eq!((empty.rows(), names(&empty)), (0, vec!["parent_row", "value"]));
}

fn values_of(table: &SourceTable) -> Vec<String> {
    values(table, "value")
}

#[test]
fn an_export_of_staff_is_known_from_its_headings() {
    let text = "medewerkerAfkorting;medewerkerBSN;Medewerker functie;medewerkerRollen\nBAK;9;docent;mentor,decaan\n";
    let given = somtoday(text);
    let staff = given.named("t");
    let expected = ["medewerkerAfkorting", "medewerkerFunctie", "medewerkerRollen", "medewerkerOnderwijzend"];
    assert_eq!((names(&staff), codes(&staff)), (expected.to_vec(), vec!["source-person"]));
    assert_eq!(values_of(&given.named("t__rollen")), ["mentor", "decaan"]);
}

#[test]
fn usual_spellings_and_misspelt_names_are_recognised_and_told() {
    let table = somtoday("Stamnr;Klas;leerlingLeerjar;Vakken;Naam mentor\n1;4H1;4;ne;Jo\n").named("t");
    assert_eq!(
        names(&table)[..4],
        ["leerlingNummer", "leerlingStamgroep", "leerlingLeerjaar", "leerlingLesgroepenVakken"]
    );
    assert_eq!(codes(&table), ["source-column-name", "source-person"]);
    assert!(texts(&table).contains("`Klas` for leerlingStamgroep, `leerlingLeerjar` for leerlingLeerjaar"));
    // A name with other case and separators is the name itself.
    assert_eq!(codes(&somtoday("LEERLING_NUMMER;Leerling stamgroep\n1;4H1\n").named("t")), [""; 0]);
}

#[test]
fn columns_says_which_heading_is_which() {
    let text = "Lln.nr;Basis (klas);Klas\n1001;4H1;vorig jaar\n";
    let declared = columns(&[("leerlingNummer", "Lln.nr"), ("leerlingStamgroep", "Basis (klas)")]);
    let table = somtoday(text).with(declared).named("t");
    assert_eq!((values(&table, "leerlingStamgroep"), codes(&table)), (vec!["4H1".to_owned()], vec![]));
    // What is declared goes before what is recognised.
    assert_eq!(values(&table, "Klas"), ["vorig jaar"]);
}

#[test]
fn everything_wrong_in_columns_is_told_at_once_with_the_nearest_name() {
    let declared = columns(&[("leerlingNumer", "Klas"), ("leerlingStamgroep", "Klass")]);
    let problems = somtoday("Lln.nr;Klas\n1;4H1\n").with(declared).problems();
    assert_eq!(
        problems.iter().map(|problem| problem.code).collect::<Vec<_>>(),
        ["source-option", "source-column-missing"]
    );
    assert!(problems[0].hint.as_deref().unwrap().contains("leerlingNummer"));
    assert!(problems[1].hint.as_deref().unwrap().contains("`Klas`"));
    let twice = columns(&[("leerlingLeerjaar", "Klas"), ("leerlingStamgroep", "klas")]);
    assert_eq!(somtoday("Lln.nr;Klas\n1;4H1\n").with(twice).problem().code, "source-option");
}

#[test]
fn without_its_key_rows_are_there_and_the_lack_is_an_error() {
    let table = somtoday("leerlingStamgroep;leerlingLeerjaar\n4H1;4\n").named("t");
    assert_eq!((table.rows(), values(&table, "leerlingNummer")), (1, vec!["-".to_owned()]));
    assert_eq!((table.problems[0].code, table.problems[0].severity), ("source-column-missing", Severity::Error));
}

#[test]
fn another_file_is_refused_with_what_was_expected() {
    let problem = somtoday("id;score\n1;2\n").problem();
    assert_eq!((problem.code, problem.row), ("source-header", Some(1)));
    assert!(problem.hint.unwrap().contains("leerlingNummer (students) or medewerkerAfkorting (staff)"));
    assert_eq!(somtoday("").problem().code, "source-empty");
    assert_eq!(somtoday(b"PK\x03\x04cut off").problem().code, "source-archive");
    assert_eq!(somtoday("leerlingNummer;leerlingStamgroep\n").named("t").problems[0].code, "source-no-rows");
}

#[test]
fn a_workbook_gives_the_same_as_text() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Leerlingen van De Voorbeeldschool").unwrap();
    for (row, cells) in [
        ["leerlingNummer", "leerlingAchternaam", "leerlingMentoren", "leerlingLeerjaar"],
        ["1001", "Voorbeeld", "BAK,VRI", "4"],
    ]
    .iter()
    .enumerate()
    {
        sheet.write_row(row as u32 + 2, 0, cells.iter().copied()).unwrap();
    }
    let given = given(Kind::Somtoday, "ll.xlsx", workbook.save_to_buffer().unwrap());
    let table = given.named("t");
    assert_eq!((values(&table, "leerlingNummer"), source_rows(&table)), (vec!["1001".to_owned()], vec![4]));
    assert_eq!(
        (values_of(&given.named("t__mentoren")).len(), numbers(&given.named("t__mentoren"), "parent_row")),
        (2, vec![4, 4])
    );
    assert!(!names(&table).contains(&"leerlingAchternaam"));
    assert_eq!(inspect(&given.path().join("ll.xlsx")).unwrap().kind, Kind::Somtoday);
}

#[test]
fn a_list_of_magister_in_windows_1252_with_dutch_dates_is_read() {
    let text = b"STAMNR;PMENTORNAME;Klas;LOCATION;studiebegindatum;STUDYPERIOD\r\n\
        1001;Jo Voorbeeld;4H1;Co\xF6rdinaat;01-08-2025;2025-2026\r\n";
    let table = given(Kind::Magister, "m.csv", text).named("t");
    assert_eq!(names(&table)[..3], ["STAMNR", "CLASS", "LOCATION"]);
    assert_eq!(
        (values(&table, "LOCATION"), values(&table, "studiebegindatum")),
        (vec!["Coördinaat".to_owned()], vec!["01-08-2025".to_owned()])
    );
    assert_eq!(codes(&table), ["source-column-name", "source-encoding", "source-person"]);
    assert_eq!(
        (values(&table, "CMENTORCODE"), values(&table, "vertrekdatum")),
        (vec!["-".to_owned()], vec!["-".to_owned()])
    );
}

#[test]
fn inspect_knows_the_exports_by_the_names_of_the_system() {
    let kind = |text: &str| {
        let given = given(Kind::Csv, "a.csv", text);
        inspect(&given.path().join("a.csv")).unwrap().kind
    };
    assert_eq!(kind(STUDENTS), Kind::Somtoday);
    assert_eq!(kind("STAMNR;CLASS;STUDY\n1;4H1;havo\n"), Kind::Magister);
    assert_eq!(kind("Stamnr;Klas;Studie\n1;4H1;havo\n"), Kind::Csv);
}
