//! Grounds of funding of mbo.

use schakel_source::{Kind, inspect};

use crate::given::{Given, codes, given, names, numbers, source_rows, values};

pub(crate) const FILE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Bekostigingsgrondslagen xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <Inschrijving><BRIN>99ZZ</BRIN><Burgerservicenummer>000000001</Burgerservicenummer><Onderwijsnummer xsi:nil="true"/>
  <Inschrijvingvolgnummer>002</Inschrijvingvolgnummer><DatumInschrijving>2031-02-01</DatumInschrijving>
  <Teldatum><Teldatum>2031-10-01</Teldatum><Niveau>MBO-1</Niveau><NieuwVeld>x</NieuwVeld>
   <BekostigingsrelevanteBPV><Volgnummer xsi:nil="true"/></BekostigingsrelevanteBPV>
   <Signaal><Signaalcode xsi:nil="true"/><Parameter><Parameternaam xsi:nil="true"/></Parameter></Signaal></Teldatum>
  <Teldatum><Teldatum>2032-02-01</Teldatum><Niveau>MBO-2</Niveau>
   <BekostigingsrelevanteBPV><Volgnummer>7</Volgnummer></BekostigingsrelevanteBPV>
   <Signaal><Signaalcode>S1</Signaalcode><Parameter><Parameternaam>p</Parameternaam></Parameter>
    <Parameter><Parameternaam>q</Parameternaam></Parameter></Signaal></Teldatum></Inschrijving>
 <Inschrijving><BRIN>99ZZ</BRIN><Inschrijvingvolgnummer>001</Inschrijvingvolgnummer></Inschrijving>
 <Diploma><BRIN>99ZZ</BRIN><Niveau>MBO-4</Niveau><Opleidingcode>25000</Opleidingcode>
  <Signaal><Signaalcode/><Parameter><Parameternaam>alleen</Parameternaam></Parameter></Signaal></Diploma>
 <Diploma><BRIN xsi:nil="true"/></Diploma>
</Bekostigingsgrondslagen>"#;

fn tbgi(text: &str) -> Given {
    given(Kind::Tbgi, "TBGI.XML", text)
}

#[test]
fn every_kind_of_record_is_a_table_tied_to_the_record_around_it() {
    let given = tbgi(FILE);
    let tables: Vec<(String, u64)> = given.tables().iter().map(|table| (table.name.clone(), table.rows())).collect();
    let expected = [
        ("Inschrijving", 2),
        ("Teldatum", 2),
        ("BekostigingsrelevanteBPV", 1),
        ("Teldatum_Signaal", 1),
        ("Teldatum_Signaal_Parameter", 2),
        ("Diploma", 1),
        ("Diploma_Signaal", 1),
        ("Diploma_Signaal_Parameter", 1),
    ];
    assert_eq!(tables, expected.map(|(name, rows)| (format!("t__{name}"), rows)));
    assert_eq!(numbers(&given.named("t__Teldatum"), "parent_row"), [1, 1]);
    assert_eq!(values(&given.named("t__Teldatum"), "Teldatum"), ["2031-10-01", "2032-02-01"]);
    // The first is nil in all its values: the number says that it was the second.
    let signals = given.named("t__Teldatum_Signaal");
    assert_eq!((numbers(&signals, "parent_row"), source_rows(&signals)), (vec![2], vec![2]));
    assert_eq!(numbers(&given.named("t__Teldatum_Signaal_Parameter"), "parent_row"), [2, 2]);
    assert_eq!(numbers(&given.named("t__BekostigingsrelevanteBPV"), "parent_row"), [2]);
}

#[test]
fn a_record_with_nothing_but_a_record_inside_is_there() {
    let signals = tbgi(FILE).named("t__Diploma_Signaal");
    assert_eq!(values(&signals, "Signaalcode"), ["-"]);
}

#[test]
fn a_number_of_a_citizen_is_read_only_when_asked_for() {
    let given = tbgi(FILE);
    let enrolments = given.named("t__Inschrijving");
    assert_eq!(codes(&enrolments), ["source-person"]);
    assert!(enrolments.problems[0].message.ends_with(": Burgerservicenummer"), "{}", enrolments.problems[0]);
    let kept = given.with(|spec| spec.keep = vec!["Burgerservicenummer".into()]).named("t__Inschrijving");
    assert_eq!(values(&kept, "Burgerservicenummer"), ["000000001", "-"]);
}

#[test]
fn a_field_that_is_new_is_a_column_and_a_record_that_is_new_is_told() {
    let counting = tbgi(FILE).named("t__Teldatum");
    assert_eq!(
        (names(&counting).last(), values(&counting, "NieuwVeld")),
        (Some(&"NieuwVeld"), vec!["x".into(), "-".into()])
    );
    let text = FILE
        .replace("<NieuwVeld>x</NieuwVeld>", "<Nieuw>\n<Diep><Dieper>x</Dieper></Diep></Nieuw>")
        .replace("</Bekostigingsgrondslagen>", "<Vavo><BRIN>99ZZ</BRIN></Vavo></Bekostigingsgrondslagen>");
    let given = tbgi(&text);
    let told = |name: &str| {
        let table = given.named(name);
        let told = table.problems.iter().find(|problem| problem.code == "source-element").unwrap().clone();
        (told.column.unwrap(), told.row.unwrap())
    };
    assert_eq!(told("t__Teldatum"), ("Diep".to_owned(), 6));
    assert_eq!(told("t__Inschrijving"), ("Vavo".to_owned(), 17));
    assert!(!names(&given.named("t__Teldatum")).contains(&"Nieuw"));
}

#[test]
fn names_of_elements_that_are_data_do_not_become_columns_without_end() {
    let fields: String = (0..5000).map(|number| format!("<n{number}>x</n{number}>")).collect();
    assert_eq!(tbgi(&FILE.replace("<NieuwVeld>x</NieuwVeld>", &fields)).problem().code, "source-columns");
}

#[test]
fn a_file_of_another_kind_or_cut_off_is_told_and_inspect_knows_the_right_one() {
    assert_eq!(tbgi("<Bekostigingsgrondslagen/>").problem().code, "source-records");
    assert_eq!(tbgi("<Inschrijving><BRIN>1</BRIN></Inschrijving>").problem().code, "source-records");
    assert_eq!(tbgi(&FILE[..FILE.len() - 20]).problem().code, "source-syntax");
    let found = inspect(&tbgi(FILE).path().join("TBGI.XML")).unwrap();
    assert_eq!(found.kind, Kind::Tbgi);
    assert!(!found.source.contains("drop"), "{}", found.source);
}
