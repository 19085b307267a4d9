//! What `inspect` says about a file that nobody has declared yet.

use rust_xlsxwriter::Workbook;
use schakel_source::{Guess, Inspection, Kind, SourceSpec, inspect};

use crate::given::given;

fn inspected(file: &str, bytes: impl AsRef<[u8]>) -> Inspection {
    let given = given(Kind::Csv, file, bytes);
    inspect(&given.path().join(file)).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn declared(inspection: &Inspection) -> SourceSpec {
    #[derive(serde::Deserialize)]
    struct Plugin {
        source: Vec<SourceSpec>,
    }
    toml::from_str::<Plugin>(&inspection.source).unwrap().source.remove(0)
}

#[test]
fn encoding_delimiter_columns_and_a_declaration_are_found() {
    let mut text = String::from("Stamnr;Achternaam;geboortedatum;gesprek op;uren\n");
    for row in 0..40 {
        text.push_str(&format!("10{row:02};Jansén;1-9-20{:02};;{},5\n", row % 20, row % 3));
    }
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let inspection = inspected("Leerlingen 2025.csv", latin);
    assert_eq!(
        (inspection.encoding.as_deref(), inspection.delimiter.as_deref()),
        (Some("windows-1252"), Some("\";\""))
    );
    let guesses: Vec<Guess> = inspection.tables[0].columns.iter().map(|column| column.profile.guess).collect();
    assert_eq!(guesses, [Guess::Identifier, Guess::Code, Guess::DateDayFirst, Guess::Empty, Guess::DecimalComma]);
    let spec = declared(&inspection);
    assert_eq!(
        (spec.name.as_str(), spec.delimiter.as_deref(), spec.drop.as_slice()),
        ("leerlingen_2025", Some(";"), &["Achternaam".to_owned()][..])
    );
    assert!(spec.check().is_empty());
}

#[test]
fn nothing_that_is_shown_holds_a_value() {
    let mut text = String::from("naam,rol,stad\n");
    for row in 0..30 {
        text.push_str(&format!("Zwanenburg{row},Wiskundedocent,Ouderkerk aan den IJssel\n"));
    }
    let shown = serde_json::to_string(&inspected("a.csv", text)).unwrap();
    for value in ["Zwanenburg", "Wiskunde", "Ouderkerk"] {
        assert!(!shown.contains(value), "{shown}");
    }
    assert!(shown.contains("Aaaaa"));
}

#[test]
fn columns_are_proposed_for_the_model() {
    let inspection = inspected("momenten.csv", "moment_id,date,minutes\nm1,2025-09-01,30\n");
    let first: Vec<String> = inspection.tables[0]
        .columns
        .iter()
        .map(|c| format!("{}.{}", c.proposals[0].table, c.proposals[0].column))
        .collect();
    assert_eq!(first, ["guidance_moment.moment_id", "guidance_moment.date", "guidance_moment.minutes"]);
}

#[test]
fn the_kind_is_seen_from_the_content_and_not_from_the_name() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_row(0, 0, ["id", "rol"]).unwrap();
    let xlsx = workbook.save_to_buffer().unwrap();
    assert_eq!(inspected("a.csv", xlsx).kind, Kind::Xlsx);
    assert_eq!(inspected("a.txt", "{\"a\":1}\n{\"a\":2}\n").kind, Kind::Ndjson);
    assert_eq!(inspected("a.txt", "[{\"a\":1}]").kind, Kind::Json);
    let xml = inspected("a.txt", "<s><l k='1'><n>x</n></l><l k='2'><n>y</n></l></s>");
    assert_eq!((xml.kind, declared(&xml).row.as_deref()), (Kind::Xml, Some("l")));
    let fixed = inspected("a.asc", "0001  havo      2024\n0002  vwo       2025\n0003  mbo       2025\n");
    assert_eq!((fixed.kind, fixed.tables[0].columns.len()), (Kind::Fixed, 3));
    let numbers = inspected("cijfers.csv", "636;640;809\n1;24-2-1992;7\n");
    assert_eq!((numbers.kind, declared(&numbers).header), (Kind::Csv, Some(false)));
    let register = inspected("ro.csv", "SLR;636;640;809\nPER;1;;24-2-1992\n");
    assert_eq!((register.kind, register.tables.len()), (Kind::Ro, 2));
    let qualtrics =
        inspected("q.csv", "A,B\na,b\n\"{\"\"ImportId\"\":\"\"x\"\"}\",\"{\"\"ImportId\"\":\"\"y\"\"}\"\n1,2\n");
    assert_eq!((qualtrics.kind, qualtrics.header_rows), (Kind::Qualtrics, Some(3)));
}

#[test]
fn results_of_limesurvey_are_proposed_with_the_structure_beside_them() {
    let text = "id;submitdate;ipaddr;Q1;Q2[SQ1]\n1;;192.0.2.1;3;4\n";
    let alone = inspected("r.csv", text);
    let spec = declared(&alone);
    assert_eq!((alone.kind, spec.long, &spec.structure, spec.check().len()), (Kind::Limesurvey, true, &None, 0));
    assert_eq!(alone.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["source-person"]);
    let given = given(Kind::Csv, "r.csv", text);
    let structure = crate::lsa::structure().replace("KENNIS", "Q2").replace("6SQ", "SQ1").replace("ROL", "Q1");
    std::fs::write(given.path().join("survey.lss"), structure).unwrap();
    let beside = inspect(&given.path().join("r.csv")).unwrap();
    assert_eq!(declared(&beside).structure.as_deref(), Some("survey.lss"));
    assert_eq!(beside.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>()[3], "r__options");
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let given = given(Kind::Csv, "a.csv", "");
    assert_eq!(inspect(&given.path().join("a.csv")).unwrap_err()[0].code, "source-empty");
    assert_eq!(inspect(&given.path().join("b.csv")).unwrap_err()[0].code, "source-missing");
}
