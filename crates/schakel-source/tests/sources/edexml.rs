//! Students, groups and staff in UWLR and EDEXML.

use schakel_source::{Kind, SourceTable, inspect};

use crate::given::{Given, codes, given, names, numbers, source_rows, values};

const SCHOOL: &str = r#"<u:school><u:schooljaar>2031-2032</u:schooljaar><u:brincode>99ZZ</u:brincode>
  <u:dependancecode>00</u:dependancecode><u:auteur>A. Bedacht</u:auteur></u:school>
 <u:vestigingen><u:vestiging key="v1"><u:naam>Noord</u:naam></u:vestiging></u:vestigingen>
 <u:groepen><u:groep key="g1"><u:naam>H3a</u:naam><u:jaargroep>13</u:jaargroep></u:groep>
  <u:samengestelde_groep key="s1"><u:naam>h3.lob1</u:naam></u:samengestelde_groep>
  <u:samengestelde_groep key="s2"><u:naam>h3.wi</u:naam></u:samengestelde_groep></u:groepen>"#;

const PERSONS: &str = r#"<u:leerlingen>
  <u:leerling key="l1" eckid="https://id.example/1"><u:achternaam>Bedacht</u:achternaam><u:roepnaam>B</u:roepnaam>
   <u:geboortedatum>2016-02-03</u:geboortedatum><u:groep key="g1"/><u:samengestelde_groepen>
   <u:samengestelde_groep key="s1"/><u:samengestelde_groep key="s2"/></u:samengestelde_groepen>
   <u:vestiging key="v1"/><u:bsn>000000000</u:bsn><u:postcodenl>0000AA</u:postcodenl>
   <u:toevoegingen><u:blok><u:code>x</u:code></u:blok></u:toevoegingen></u:leerling>
  <u:leerling key="l2"><u:roepnaam>C</u:roepnaam><u:samengestelde_groepen><u:samengestelde_groep key="s2"/>
   </u:samengestelde_groepen></u:leerling></u:leerlingen>
 <u:leerkrachten><u:leerkracht key="k1"><u:achternaam>Verzonnen</u:achternaam><u:emailadres>a@example.nl</u:emailadres>
   <u:rol>decaan bovenbouw &amp; mentor</u:rol><u:rolomschrijving>LOB</u:rolomschrijving><u:rol>LOC</u:rol>
   <u:groepen><u:groep key="g1"><u:rol>mentor</u:rol></u:groep><u:samengestelde_groep key="s1"/></u:groepen>
  </u:leerkracht></u:leerkrachten>"#;

pub(crate) fn document() -> String {
    format!("<u:leerlinggegevens xmlns:u='http://x.example'>{SCHOOL}{PERSONS}</u:leerlinggegevens>")
}

fn edexml(text: impl AsRef<[u8]>) -> Given {
    given(Kind::Edexml, "e.xml", text)
}

fn named(part: &str) -> SourceTable {
    edexml(document()).named(&format!("t__{part}"))
}

#[test]
fn every_list_of_the_standard_is_a_table_under_its_name() {
    let tables = edexml(document()).tables();
    let rows: Vec<(&str, u64)> = tables.iter().map(|table| (table.name.as_str(), table.rows())).collect();
    let expected = [
        ("t__school", 1),
        ("t__vestigingen", 1),
        ("t__groepen", 1),
        ("t__samengestelde_groepen", 2),
        ("t__leerlingen", 2),
        ("t__leerling_groepen", 3),
        ("t__leerkrachten", 1),
        ("t__leerkracht_groepen", 2),
    ];
    assert_eq!(rows, expected);
    // The list of school years in the schema has an end; a file of later years is read all the same.
    assert_eq!(values(&named("school"), "schooljaar"), ["2031-2032"]);
    assert_eq!(values(&named("samengestelde_groepen"), "key"), ["s1", "s2"]);
}

#[test]
fn a_student_has_keys_and_no_name() {
    let students = named("leerlingen");
    assert_eq!(
        names(&students),
        [
            "key",
            "eckid",
            "geboortedatum",
            "geslacht",
            "start_ondw_jgr3",
            "jaargroep",
            "groep",
            "vestiging",
            "gewicht_nieuw",
            "gewicht",
            "instroomdatum",
            "uitstroomdatum",
            "mutatiedatum"
        ]
    );
    assert_eq!(values(&students, "key"), ["l1", "l2"]);
    assert_eq!(values(&students, "eckid"), ["https://id.example/1", "-"]);
    assert_eq!(values(&students, "groep"), ["g1", "-"]);
    assert_eq!(source_rows(&students), [1, 2]);
    assert_eq!(codes(&students), ["source-person"]);
    assert!(
        students.problems[0].message.ends_with("achternaam, roepnaam, bsn, postcodenl"),
        "{}",
        students.problems[0]
    );
}

#[test]
fn a_column_that_tells_of_a_person_is_read_when_it_is_asked_for() {
    let given = edexml(document()).with(|spec| {
        spec.keep = vec!["postcodenl".to_owned(), "voorletters-1".to_owned()];
        spec.drop = ["achternaam", "roepnaam", "bsn", "groep"].map(str::to_owned).to_vec();
    });
    let students = given.named("t__leerlingen");
    assert_eq!(values(&students, "postcodenl"), ["0000AA", "-"]);
    assert_eq!(values(&students, "voorletters_1"), ["-", "-"]);
    assert_eq!(codes(&students), Vec::<&str>::new());
    assert!(!names(&students).contains(&"groep"));
}

#[test]
fn groups_of_students_and_staff_are_tied_by_key_and_by_row() {
    let groups = named("leerling_groepen");
    assert_eq!(values(&groups, "leerling"), ["l1", "l1", "l2"]);
    assert_eq!(values(&groups, "samengestelde_groep"), ["s1", "s2", "s2"]);
    assert_eq!(numbers(&groups, "parent_row"), [1, 1, 2]);
    let groups = named("leerkracht_groepen");
    assert_eq!(names(&groups), ["parent_row", "leerkracht", "groep", "rol", "rolomschrijving", "samengestelde_groep"]);
    assert_eq!(values(&groups, "leerkracht"), ["k1", "k1"]);
    assert_eq!(values(&groups, "groep"), ["g1", "-"]);
    assert_eq!(values(&groups, "samengestelde_groep"), ["-", "s1"]);
    assert_eq!(values(&groups, "rol"), ["mentor", "-"]);
}

#[test]
fn what_a_role_says_is_read_as_it_stands() {
    assert_eq!(values(&named("leerkrachten"), "rol"), ["decaan bovenbouw & mentor;LOC"]);
    assert_eq!(values(&named("leerkrachten"), "rolomschrijving"), ["LOB"]);
}

#[test]
fn an_envelope_and_another_prefix_or_none_make_no_difference() {
    let bare = document().replace("u:", "");
    let other = document().replace("u:", "leerling-2:");
    let envelope = format!(
        "<soap:Envelope xmlns:soap='http://s.example'><soap:Header><a/><b>x</b></soap:Header><soap:Body>\
         <u:leerlinggegevens_antwoord>{}</u:leerlinggegevens_antwoord></soap:Body></soap:Envelope>",
        document()
    );
    let edex = bare.replace("leerlinggegevens", "EDEX");
    for text in [bare, other, envelope, edex] {
        let given = edexml(&text);
        assert_eq!(values(&given.named("t__leerling_groepen"), "leerling"), ["l1", "l1", "l2"], "{text}");
        assert_eq!(inspect(&given.path().join("e.xml")).unwrap().kind, Kind::Edexml, "{text}");
    }
}

#[test]
fn inspect_proposes_a_declaration_that_can_be_read() {
    let given = edexml(document());
    let found = inspect(&given.path().join("e.xml")).unwrap();
    assert_eq!(
        found.source.lines().collect::<Vec<_>>(),
        ["[[source]]", "name = \"e\"", "kind = \"edexml\"", "path = \"e.xml\""]
    );
}

#[test]
fn tables_of_which_the_document_has_no_rows_are_there_and_empty() {
    let part = format!("<u:leerlinggegevens-structuur xmlns:u='x'>{SCHOOL}</u:leerlinggegevens-structuur>");
    let students = edexml(part).named("t__leerlingen");
    assert_eq!((students.rows(), names(&students)[0]), (0, "key"));
}

#[test]
fn a_document_without_data_or_cut_off_or_of_another_kind_is_told() {
    for text in ["<leerlinggegevens_antwoord><geengegevens/></leerlinggegevens_antwoord>", "<html><p>x</p></html>"] {
        assert_eq!(edexml(text).problem().code, "source-records");
    }
    let whole = document();
    for length in [whole.len() - 1, whole.len() / 2, 30] {
        assert_eq!(edexml(&whole[..length]).problem().code, "source-syntax");
    }
    assert_eq!(edexml("PK\u{3}\u{4}").problem().code, "source-records");
    assert_eq!(edexml(" ").problem().code, "source-records");
}
