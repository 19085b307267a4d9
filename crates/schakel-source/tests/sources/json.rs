//! JSON documents and lines.

use schakel_source::{Kind, read};

use crate::given::{codes, given, names, numbers, source_rows, values};

const PAGE: &str = r#"{"pageSize":2,"items":[
  {"personId":"a","primaryCode":{"codeType":"studentNumber","code":"1"},"affiliations":["student","guest"],
   "consumers":[{"consumerKey":"delta","rollen":[{"rol":"slb","uren":2.5},{"rol":"docent","uren":null}]}]},
  {"personId":"b","activeEnrollment":true,"score":3.0,"consumers":[{"consumerKey":"delta","rollen":[{"rol":"docent"}]}]}]}"#;

#[test]
fn what_is_nested_becomes_columns_and_lists_of_objects_become_tables() {
    let given = given(Kind::Json, "p.json", PAGE).with(|spec| spec.items = Some("items".into()));
    let persons = given.named("t");
    assert_eq!(
        names(&persons),
        ["personId", "primaryCode_codeType", "primaryCode_code", "affiliations", "activeEnrollment", "score"]
    );
    assert_eq!(values(&persons, "affiliations"), ["student;guest", "-"]);
    assert_eq!(values(&persons, "activeEnrollment"), ["-", "true"]);
    assert_eq!(values(&persons, "score"), ["-", "3"]);
    assert_eq!(source_rows(&persons), [1, 2]);
    assert_eq!(numbers(&given.named("t__consumers"), "parent_row"), [1, 2]);
    let roles = given.named("t__consumers__rollen");
    assert_eq!(numbers(&roles, "parent_row"), [1, 1, 2]);
    assert_eq!(source_rows(&roles), [1, 2, 3]);
    assert_eq!(
        (values(&roles, "rol"), values(&roles, "uren")[0].clone()),
        (vec!["slb".into(), "docent".into(), "docent".into()], "2.5".into())
    );
}

#[test]
fn the_list_is_found_when_there_is_one_only() {
    assert_eq!(given(Kind::Json, "p.json", PAGE).named("t").rows(), 2);
    assert_eq!(given(Kind::Json, "p.json", r#"[{"a":1},{"a":2}]"#).table().rows(), 2);
    assert_eq!(given(Kind::Json, "p.json", r#"{"a":1,"b":{"c":2}}"#).table().rows(), 1);
}

#[test]
fn pages_in_several_files_are_read_in_the_order_of_their_numbers() {
    let given = given(Kind::Json, "p-1.json", r#"{"items":[{"id":"a"}]}"#).with(|spec| spec.path = "p-*.json".into());
    std::fs::write(given.path().join("p-10.json"), r#"{"items":[{"id":"c"}]}"#).unwrap();
    std::fs::write(given.path().join("p-2.json"), r#"{"items":[{"id":"b"}]}"#).unwrap();
    let table = given.table();
    assert_eq!((values(&table, "id"), source_rows(&table)), (vec!["a".into(), "b".into(), "c".into()], vec![1, 2, 3]));
}

#[test]
fn a_damaged_page_is_told_by_its_own_name() {
    let given = given(Kind::Json, "p-1.json", r#"{"items":[{"id":"a"}]}"#).with(|spec| spec.path = "p-*.json".into());
    std::fs::write(given.path().join("p-2.json"), r#"{"items":[{"id":"#).unwrap();
    assert_eq!(given.problem().file.as_deref(), Some("p-2.json"));
}

#[test]
fn json_that_stops_is_told_by_line_and_column() {
    let problem = given(Kind::Json, "p.json", "[{\"a\":1},\n{\"a\":").problem();
    assert_eq!((problem.code, problem.row, problem.column.as_deref()), ("source-syntax", Some(2), Some("5")));
    assert!(problem.message.contains("stops"));
}

#[test]
fn a_wrong_path_is_told_with_the_names_that_are_there() {
    let problem = given(Kind::Json, "p.json", r#"{"persons":[{"a":1}]}"#)
        .with(|spec| spec.items = Some("person".into()))
        .problem();
    assert_eq!(problem.code, "source-items");
    assert!(problem.hint.unwrap().contains("`persons`"));
}

#[test]
fn names_that_are_data_are_refused_instead_of_making_thousands_of_columns() {
    let many: Vec<String> = (0..5_000).map(|id| format!("\"{id}\":{{\"x\":1}}")).collect();
    let problem = given(Kind::Json, "p.json", format!("[{{{}}}]", many.join(","))).problem();
    assert_eq!(problem.code, "source-columns");
}

#[test]
fn a_line_that_cannot_be_read_is_left_out_and_the_others_are_kept() {
    let table = given(Kind::Ndjson, "s.ndjson", "\u{feff}{\"a\":\"x\"}\n\n{\"a\":\n7\n{\"a\":\"y\"}").table();
    assert_eq!((values(&table, "a"), source_rows(&table)), (vec!["x".into(), "y".into()], vec![1, 5]));
    assert_eq!(codes(&table), ["source-syntax", "source-record"]);
    assert_eq!(table.problems.iter().map(|p| p.row.unwrap()).collect::<Vec<_>>(), [3, 4]);
}

#[test]
fn an_xapi_statement_is_a_row() {
    let line =
        r#"{"id":"u","actor":{"account":{"name":"9"}},"context":{"extensions":{"https://k.example/x/rol":"slb"}}}"#;
    let table = given(Kind::Ndjson, "s.ndjson", line).table();
    assert_eq!(names(&table), ["id", "actor_account_name", "context_extensions_https_k_example_x_rol"]);
}

#[test]
fn an_empty_list_is_a_table_without_rows() {
    let given = given(Kind::Json, "p.json", r#"{"items":[]}"#).with(|spec| spec.items = Some("items".into()));
    assert_eq!(codes(&read(&given.spec, given.path()).unwrap()[0]), ["source-no-rows"]);
}

#[test]
fn lists_whose_names_are_cleaned_to_the_same_are_tables_of_their_own() {
    let given =
        given(Kind::Json, "a.json", r#"[{"a b": [{"x": 1}], "a_b": [{"y": 2}], "é!": [{"z": 3}], "!": [{"q": 4}]}]"#);
    let names: Vec<String> = given.tables().iter().map(|table| table.name.clone()).collect();
    assert_eq!(names, ["t", "t__a_b", "t__a_b_2", "t__e", "t__list"]);
}
