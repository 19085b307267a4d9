//! XML documents.

use schakel_source::{Fields, Kind};

use crate::given::{Given, given, names, numbers, values};

const UWLR: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<e:leerlinggegevens xmlns:e="http://x.example"><school><schooljaar>2025-2026</schooljaar></school>
 <leerlingen>
  <leerling key="1"><roepnaam>A &amp; B</roepnaam><groep key="g1"/><vak>ne</vak><vak>wi</vak></leerling>
  <leerling key="2"><roepnaam><![CDATA[<C>]]></roepnaam><groep key="g1"/><groep key="g2"/><vak>ne</vak></leerling>
 </leerlingen></e:leerlinggegevens>"#;

fn xml(text: &str, row: &str) -> Given {
    given(Kind::Xml, "l.xml", text).with(|spec| spec.row = Some(row.into()))
}

#[test]
fn attributes_and_elements_below_a_row_are_its_columns() {
    let given = xml(UWLR, "leerlingen/leerling");
    let table = given.named("t");
    assert_eq!(names(&table), ["key", "roepnaam", "vak"]);
    assert_eq!(values(&table, "roepnaam"), ["A & B", "<C>"]);
    assert_eq!(values(&table, "vak"), ["ne;wi", "ne"]);
}

#[test]
fn an_element_that_repeats_in_one_row_is_a_table_for_all_rows() {
    let groups = xml(UWLR, "leerling").named("t__groep");
    assert_eq!(
        (values(&groups, "key"), numbers(&groups, "parent_row")),
        (vec!["g1".into(), "g1".into(), "g2".into()], vec![1, 2, 2])
    );
}

#[test]
fn declared_fields_are_taken_by_their_path() {
    let fields = [("sleutel", "@key"), ("groep", "groep/@key"), ("niets", "a/b")];
    let fields = fields.map(|(name, path)| (name.to_owned(), path.to_owned())).into();
    let table = xml(UWLR, "leerling").with(|spec| spec.fields = Some(Fields::Paths(fields))).table();
    assert_eq!(names(&table), ["groep", "niets", "sleutel"]);
    assert_eq!(
        (values(&table, "groep"), values(&table, "niets")),
        (vec!["g1".into(), "g1;g2".into()], vec!["-".into(), "-".into()])
    );
}

#[test]
fn a_field_may_be_an_attribute_of_an_element_around_the_row() {
    let fields = [("klas".to_owned(), "../@naam".to_owned())].into();
    let table = xml("<s><klas naam='H3'><l k='1'/></klas><klas naam='H4'><l k='2'/></klas></s>", "klas/l")
        .with(|spec| spec.fields = Some(Fields::Paths(fields)))
        .table();
    assert_eq!(values(&table, "klas"), ["H3", "H4"]);
}

#[test]
fn entities_that_a_document_defines_are_never_expanded() {
    let text = r#"<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><d><r><x>&b;&f;&#233;</x></r></d>"#;
    let table = xml(text, "r").table();
    assert_eq!(values(&table, "x"), ["é"]);
    assert_eq!((table.problems[0].code, table.problems[0].count), ("source-entity", 2));
}

#[test]
fn a_document_that_stops_or_is_not_well_formed_is_told_by_its_line() {
    assert_eq!(xml("<a>\n<r><x>1</x></r>\n<r>", "r").problem().row, Some(3));
    assert_eq!(xml("<a>\n<r></x></r></a>", "r").problem().row, Some(2));
    let deep = "<a>".repeat(5_000);
    assert!(xml(&deep, "r").problem().message.contains("inside each other"));
}

#[test]
fn a_path_without_elements_is_told_with_the_names_that_are_there() {
    let problem = xml(UWLR, "leerlingen/leerlng").problem();
    assert_eq!(problem.code, "source-row-path");
    assert!(problem.hint.unwrap().contains("leerling"));
    assert_eq!(given(Kind::Xml, "l.xml", UWLR).problem().code, "source-option");
}

#[test]
fn the_encoding_in_use_is_found_by_looking() {
    let text = UWLR.replace("A &amp; B", "Zoë");
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let table = given(Kind::Xml, "l.xml", bytes).with(|spec| spec.row = Some("leerling".into())).named("t");
    assert_eq!(values(&table, "roepnaam")[0], "Zoë");
}

#[test]
fn a_document_may_be_larger_than_what_one_row_may_be() {
    let between = format!("<!--{}-->\n", "x".repeat(1 << 20));
    let rows: Vec<String> = (0..40).map(|row| format!("<r k='{row}'/>{between}")).collect();
    let table = xml(&format!("<d>{}</d>", rows.concat()), "r").table();
    assert_eq!(values(&table, "k"), (0..40).map(|row| row.to_string()).collect::<Vec<_>>());
    let one_row =
        xml(&format!("<d>\n<r>{}</r></d>", format!("<v>{}</v>", "x".repeat(1000)).repeat(33 << 10)), "r").problem();
    assert_eq!(one_row.code, "source-element");
    assert!(one_row.to_string().contains("row 2: an element is larger than 32 MB"), "{one_row}");
    let one_text = xml(&format!("<d><r/>{between}{}</d>", "x".repeat(33 << 20)), "r").problem();
    assert_eq!((one_text.code, one_text.row), ("source-element", Some(2)));
}

#[test]
fn a_document_of_two_bytes_per_character_is_told_by_its_lines_too() {
    let bytes: Vec<u8> = "\u{feff}<a>\n<r><x>één</x></r>\n<r>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(given(Kind::Xml, "l.xml", &bytes).with(|spec| spec.row = Some("r".into())).problem().row, Some(3));
    let whole = [&bytes[..], &"</r></a>".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
    let table = given(Kind::Xml, "l.xml", whole).with(|spec| spec.row = Some("r".into())).table();
    assert_eq!(values(&table, "x"), ["één", "-"]);
}

#[test]
fn an_element_with_attributes_without_end_is_refused() {
    let attributes: String = (0..2000).map(|number| format!(" a{number}='1'")).collect();
    assert!(xml(&format!("<a><r{attributes}/></a>"), "r").problem().message.contains("attributes"));
}
