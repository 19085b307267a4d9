//! xAPI statements: one row each, without what tells who a person is.

use schakel_source::{Kind, SourceTable, inspect};

use crate::given::{Given, codes, given, names, numbers, source_rows, values};
use crate::ndjson::packed;

/// A statement with this id and what is given beside actor, verb and object.
fn statement(id: &str, more: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"actor\":{{\"objectType\":\"Agent\",\"name\":\"Geheimnaam\",\"account\":{{\"homePage\":\
         \"https://school.example\",\"name\":\"s{id}\"}}}},\"verb\":{{\"id\":\"https://w3id.example/completed\",\"display\":\
         {{\"fr\":\"fini\",\"nl-NL\":\"voltooid\"}}}},\"object\":{{\"id\":\"https://school.example/lob/1\"}}{more}}}"
    )
}

fn void(id: &str, of: &str) -> String {
    statement(id, "").replace("https://w3id.example/completed", "http://adlnet.gov/expapi/verbs/voided").replace(
        "{\"id\":\"https://school.example/lob/1\"}",
        &format!("{{\"objectType\":\"StatementRef\",\"id\":\"{of}\"}}"),
    )
}

fn lines(statements: &[String]) -> Given {
    given(Kind::Xapi, "s.ndjson", statements.join("\n"))
}

fn statements(given: &Given) -> SourceTable {
    given.named("t__statements")
}

const RICH: &str = r#","timestamp":"2025-09-01T10:30:00Z","stored":"2025-09-01T10:31:00Z",
    "result":{"success":true,"completion":false,"score":{"scaled":0.85,"raw":17},"duration":"PT1H30M",
      "extensions":{"https://lrs.example/x/pogingen":2,"https://lrs.example/x/email":"geheim@school.example",
        "https://lrs.example/x/vakken":["ne","wi"],"https://lrs.example/x/meer":{"a":1}}},
    "context":{"registration":"r1","platform":"elo","language":"nl",
      "instructor":{"name":"Geheimnaam","account":{"homePage":"https://school.example","name":"doc"}},
      "team":{"objectType":"Group","name":"4Hb","account":{"homePage":"https://school.example","name":"g1"}},
      "contextActivities":{"parent":[{"id":"https://school.example/lob"}],
        "category":{"id":"https://school.example/soort","definition":{"type":"https://school.example/t","name":{"en":"kind"}}}}}"#;

#[test]
fn a_statement_is_a_row_with_what_it_says() {
    let given = lines(&[statement("a", &RICH.replace('\n', " ")), statement("b", "")]);
    let table = statements(&given);
    for (column, expected) in [
        ("statement_id", ["a", "b"]),
        ("timestamp", ["2025-09-01T10:30:00Z", "-"]),
        ("actor_account_name", ["sa", "sb"]),
        ("verb_name", ["voltooid", "voltooid"]),
        ("object_type", ["Activity", "Activity"]),
        ("result_success", ["true", "-"]),
        ("result_completion", ["false", "-"]),
        ("result_score_scaled", ["0.85", "-"]),
        ("duration_seconds", ["5400", "-"]),
        ("registration", ["r1", "-"]),
        ("instructor_account_name", ["doc", "-"]),
        ("team_account_name", ["g1", "-"]),
        ("parent_activity", ["https://school.example/lob", "-"]),
    ] {
        assert_eq!(values(&table, column), expected, "{column}");
    }
    assert_eq!(source_rows(&table), [1, 2]);
    let activities = given.named("t__context_activities");
    assert_eq!(numbers(&activities, "parent_row"), [1, 1]);
    let columns = names(&activities)[1..].to_vec();
    assert_eq!(columns, ["relation", "activity_id", "activity_name", "activity_definition_type"]);
    assert_eq!(activities.rows(), 2);
    let extensions = given.named("t__extensions");
    assert_eq!(values(&extensions, "key"), ["https://lrs.example/x/pogingen", "https://lrs.example/x/vakken"]);
    assert_eq!(values(&extensions, "value"), ["2", "ne;wi"]);
    assert_eq!(codes(&table), ["source-type"]);
}

#[test]
fn names_and_addresses_of_persons_are_read_only_when_they_are_kept() {
    let mut given = lines(&[statement("a", &RICH.replace('\n', " "))]);
    for table in given.tables() {
        assert!(!format!("{:?}", table.batches).contains("Geheimnaam"), "{}", table.name);
        assert!(!format!("{:?}", table.batches).contains("geheim@"), "{}", table.name);
    }
    given.spec.keep = vec!["actor_name".into(), "https://lrs.example/x/email".into()];
    assert_eq!(values(&statements(&given), "actor_name"), ["Geheimnaam"]);
    assert_eq!(given.named("t__extensions").rows(), 3);
}

#[test]
fn lines_a_list_a_response_and_a_packed_file_give_the_same() {
    let both = [statement("a", ""), statement("b", "")];
    let list = format!("[\n{}]", both.join(",\n"));
    let response = format!("{{\n \"statements\": {list}, \"more\": \"\"}}");
    let one_line = format!("{{\"statements\":[{}],\"more\":\"\"}}", both.join(","));
    let expected = statements(&lines(&both)).batches;
    for text in [list, response, one_line, both.join("\r\n")] {
        for bytes in [text.clone().into_bytes(), packed(text.as_bytes())] {
            assert_eq!(statements(&given(Kind::Xapi, "s.json", bytes)).batches, expected, "{text}");
        }
    }
    // One statement, on one line or on several; and a response in one line that is longer than what is looked at.
    assert_eq!(statements(&lines(&both[..1])).rows(), 1);
    assert_eq!(statements(&given(Kind::Xapi, "s.json", both[0].replace(",\"verb\"", ",\n\"verb\""))).rows(), 1);
    let many = vec![statement("a", ""); 2_000].join(",");
    let long = format!("{{\"more\":\"\",\"statements\":[{many}]}}");
    assert_eq!(statements(&given(Kind::Xapi, "s.json", long)).rows(), 2_000);
    let utf16: Vec<u8> = both.join("\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(statements(&given(Kind::Xapi, "s.json", utf16)).batches, expected);
}

#[test]
fn what_is_no_statement_is_left_out_with_its_row_and_reason() {
    let good = statement("a", "");
    let table = statements(&lines(&[
        good.clone(),
        good.replace("\"verb\"", "\"werkwoord\""),
        good.replace("\"account\"", "\"rekening\""),
        good.replace("\"object\"", "\"ding\""),
        good.replace("\"verb\"", "\"werkwoord\""),
        "{\"id\":".into(),
        good.replace("\"id\":\"a\"", "\"id\":\"b\""),
    ]));
    assert_eq!(source_rows(&table), [1, 7]);
    let told: Vec<(&str, Option<u64>, u64)> =
        table.problems.iter().map(|problem| (problem.code, problem.row, problem.count)).collect();
    assert_eq!(
        told,
        [
            ("source-statement", Some(2), 2),
            ("source-statement", Some(3), 1),
            ("source-statement", Some(4), 1),
            ("source-syntax", Some(6), 1)
        ]
    );
    assert!(table.problems.iter().all(|problem| !problem.to_string().contains("Geheim")));
}

#[test]
fn what_was_taken_back_is_left_out_wherever_it_stands_and_counted() {
    let parent = ",\"context\":{\"contextActivities\":{\"parent\":[{\"id\":\"x\"}]}}";
    let given = lines(&[
        void("v1", "LATER"),
        statement("first", parent),
        void("v2", "first"),
        statement("later", parent),
        statement("stays", parent),
        void("v3", "elsewhere"),
    ]);
    let table = statements(&given);
    assert_eq!((values(&table, "statement_id"), source_rows(&table)), (vec!["stays".into()], vec![5]));
    assert_eq!(numbers(&given.named("t__context_activities"), "parent_row"), [5]);
    assert_eq!(codes(&table), ["source-voided"]);
    assert!(table.problems[0].message.starts_with("3 statements that take back another, and 2 that"));
}

#[test]
fn a_last_response_that_says_there_is_more_is_told() {
    let page = |more: &str| format!("{{\"statements\":[{}],\"more\":\"{more}\"}}", statement("a", ""));
    let given = given(Kind::Xapi, "p-1.json", page("/xapi/more")).with(|spec| spec.path = "p-*.json".into());
    std::fs::write(given.path().join("p-2.json"), page("")).unwrap();
    assert_eq!((codes(&statements(&given)), source_rows(&statements(&given))), (vec![], vec![1, 2]));
    std::fs::write(given.path().join("p-2.json"), page("/xapi/more?cursor=geheim")).unwrap();
    let table = statements(&given);
    assert_eq!((codes(&table), table.problems[0].file.as_deref()), (vec!["source-page"], Some("p-2.json")));
    assert!(!table.problems[0].to_string().contains("cursor"));
}

#[test]
fn a_duration_of_months_is_missing_and_told() {
    let table = statements(&lines(&[statement("a", ",\"result\":{\"duration\":\"P2M\"}")]));
    assert_eq!((values(&table, "duration_seconds"), codes(&table)), (vec!["-".into()], vec!["source-cell"]));
}

#[test]
fn files_that_are_empty_cut_off_or_of_another_kind_are_told() {
    assert_eq!(given(Kind::Xapi, "s.json", "").problem().code, "source-empty");
    assert_eq!(codes(&statements(&given(Kind::Xapi, "s.json", "[]"))), ["source-no-rows"]);
    assert_eq!(given(Kind::Xapi, "s.json", "[{\"id\":").problem().code, "source-syntax");
    assert_eq!(codes(&statements(&given(Kind::Xapi, "s.json", "{\n\"items\":[]}"))), ["source-no-rows"]);
    assert_eq!(given(Kind::Xapi, "s.json", "id;naam\n1;x").problems()[0].code, "source-syntax");
    assert_eq!(codes(&statements(&given(Kind::Xapi, "s.json", "{\"a\":1}"))), ["source-statement"]);
}

#[test]
fn statements_are_recognised_packed_or_not() {
    let text = format!("{}\n{}\n", statement("a", ""), statement("b", ""));
    for (file, bytes) in [("s.ndjson", text.clone().into_bytes()), ("s.ndjson.gz", packed(text.as_bytes()))] {
        let given = given(Kind::Xapi, file, bytes);
        let found = inspect(&given.path().join(file)).unwrap();
        assert_eq!((found.kind, found.tables[0].rows), (Kind::Xapi, 2));
        assert!(found.source.contains("kind = \"xapi\""));
    }
}

#[test]
fn rows_are_counted_on_through_files_of_different_forms() {
    let statement =
        |id: u8| format!(r#"{{"id":"{id}","actor":{{"mbox":"mailto:x"}},"verb":{{"id":"v"}},"object":{{"id":"o"}}}}"#);
    let given = given(Kind::Xapi, "s-1.json", format!("{}\n\n{}\n", statement(1), statement(2)));
    std::fs::write(given.path().join("s-2.json"), format!("[{},{}]", statement(3), statement(4))).unwrap();
    std::fs::write(given.path().join("s-3.json"), format!("\n{}\n", statement(5))).unwrap();
    let table = given.with(|spec| spec.path = "s-*.json".into()).named("t__statements");
    assert_eq!(values(&table, "statement_id"), ["1", "2", "3", "4", "5"]);
    assert_eq!(source_rows(&table), [1, 3, 4, 5, 7]);
}
