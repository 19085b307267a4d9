//! OOAPI 5: the answers of a service, put together per kind of thing.

use schakel_source::{Kind, SourceTable, inspect, read};

use crate::given::{Given, codes, given, names, source_rows, values};

/// A page with these items.
fn page(number: u64, next: bool, items: &str) -> String {
    format!(
        "{{\"pageSize\":2,\"pageNumber\":{number},\"hasPreviousPage\":false,\"hasNextPage\":{next},\"items\":[{items}]}}"
    )
}

/// A folder with these files, as the source `t`.
fn folder(files: &[(&str, String)]) -> Given {
    let given = given(Kind::Ooapi, "README.txt", "x").with(|spec| spec.path = "ooapi".into());
    std::fs::create_dir(given.path().join("ooapi")).unwrap();
    for (name, text) in files {
        std::fs::write(given.path().join("ooapi").join(name), text).unwrap();
    }
    given
}

fn table_names(given: &Given) -> Vec<String> {
    given.tables().iter().map(|table| table.name.clone()).collect()
}

const PERSON: &str = r#"{"personId":"a","primaryCode":{"codeType":"studentNumber","code":"1"},"givenName":"Geheimnaam",
    "surname":"Geheimnaam","displayName":"Geheimnaam","mail":"geheim@school.example","telephoneNumber":"0600000000",
    "address":{"street":"Geheimstraat","city":"Geheimstad"},"cityOfBirth":"Geheimstad","ICEName":"Geheimnaam",
    "activeEnrollment":true,"affiliations":["student","guest"],"dateOfBirth":"2005-09-30","gender":"F",
    "otherCodes":[{"codeType":"nationalIdentityNumber","code":"999990019"},{"codeType":"eckId","code":"e1"}],
    "consumers":[{"consumerKey":"x","roepnaam":"Geheimnaam","klas":"4Hb"}]}"#;

#[test]
fn pages_are_put_together_in_the_order_of_their_numbers() {
    let person = |id: &str| format!("{{\"personId\":\"{id}\"}}");
    let given = folder(&[
        ("persons-10.json", page(3, false, &person("e"))),
        ("persons-2.json", page(2, true, &format!("{},{}", person("c"), person("d")))),
        ("persons-1.json", page(1, true, &format!("{},{}", person("a"), person("b")))),
        ("Academic-Sessions.json", "[]".into()),
        ("vakken.json", "[{\"courseId\":\"c1\",\"name\":[{\"language\":\"nl\",\"value\":\"Wiskunde\"}]}]".into()),
        ("school.json", "{\"organizationId\":\"o1\",\"addresses\":[{\"city\":\"Ergens\"}]}".into()),
    ]);
    assert_eq!(
        table_names(&given),
        [
            "t__persons",
            "t__organizations",
            "t__organizations__addresses",
            "t__academic_sessions",
            "t__courses",
            "t__courses__name"
        ]
    );
    let persons = given.named("t__persons");
    assert_eq!(
        (values(&persons, "personId"), source_rows(&persons)),
        (["a", "b", "c", "d", "e"].map(str::to_owned).to_vec(), vec![1, 2, 3, 4, 5])
    );
    assert_eq!(codes(&persons), Vec::<&str>::new());
    assert_eq!(values(&given.named("t__organizations__addresses"), "city"), ["Ergens"]);
}

#[test]
fn one_file_several_by_a_star_and_a_bare_list_are_read_too() {
    for text in [page(1, false, PERSON), format!("[{PERSON}]"), PERSON.to_owned()] {
        let one = given(Kind::Ooapi, "leerlingen.json", text);
        assert_eq!(values(&one.named("t__persons"), "primaryCode_code"), ["1"]);
    }
    let several = given(Kind::Ooapi, "p-1.json", page(1, true, PERSON)).with(|spec| spec.path = "p-*.json".into());
    std::fs::write(several.path().join("p-2.json"), page(2, false, PERSON)).unwrap();
    assert_eq!(several.named("t__persons").rows(), 2);
}

#[test]
fn names_contact_data_and_citizen_numbers_are_never_read_wherever_a_person_stands() {
    let association = format!("{{\"associationId\":\"x\",\"role\":\"student\",\"person\":{PERSON}}}");
    let mut given = folder(&[("persons.json", PERSON.into()), ("associations.json", page(1, false, &association))]);
    for table in given.tables() {
        let shown = format!("{:?}", table.batches);
        for secret in ["Geheim", "geheim", "0600000000", "999990019"] {
            assert!(!shown.contains(secret), "{} has {secret}", table.name);
        }
    }
    let persons = given.named("t__persons");
    assert_eq!(
        names(&persons),
        [
            "personId",
            "primaryCode_codeType",
            "primaryCode_code",
            "activeEnrollment",
            "affiliations",
            "dateOfBirth",
            "gender"
        ]
    );
    assert_eq!(values(&persons, "affiliations"), ["student;guest"]);
    assert_eq!(values(&given.named("t__persons__otherCodes"), "code"), ["-", "e1"]);
    assert_eq!(values(&given.named("t__persons__consumers"), "klas"), ["4Hb"]);
    assert_eq!(values(&given.named("t__associations"), "person_primaryCode_code"), ["1"]);
    given.spec.keep = vec!["mail".into()];
    assert_eq!(values(&given.named("t__persons"), "mail"), ["geheim@school.example"]);
}

#[test]
fn pages_that_lack_or_are_there_twice_are_told() {
    let person = |id: &str| format!("{{\"personId\":\"{id}\"}}");
    let told = |pages: &[(u64, bool)]| -> Vec<(String, String)> {
        let files: Vec<(String, String)> = pages
            .iter()
            .enumerate()
            .map(|(at, (number, next))| (format!("persons-{at}.json"), page(*number, *next, &person(&at.to_string()))))
            .collect();
        let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
        let table = folder(&files).named("t__persons");
        assert!(table.problems.iter().all(|problem| problem.code == "source-page"));
        table.problems.iter().map(|problem| (problem.sheet.clone().unwrap(), problem.message.clone())).collect()
    };
    assert_eq!(told(&[(1, true), (2, false)]), []);
    assert_eq!(told(&[(0, true), (1, false)]), []);
    let only = |pages: &[(u64, bool)], file: &str, part: &str| {
        let told = told(pages);
        assert_eq!((told.len(), told[0].0.as_str()), (1, file), "{told:?}");
        assert!(told[0].1.contains(part), "{told:?}");
    };
    only(&[(1, true), (3, false)], "persons-1.json", "page 2, before this one, is not there");
    only(&[(4, false)], "persons-0.json", "pages 1 to 3");
    only(&[(1, true), (2, true)], "persons-1.json", "says that there is another");
    only(&[(1, true), (1, true), (2, false)], "persons-1.json", "twice");
    only(&[(u64::MAX, false)], "persons-0.json", "pages 1 to 18446744073709551614");
}

#[test]
fn pages_of_two_answers_about_the_same_are_not_pages_of_each_other() {
    let given = folder(&[
        ("group-4ha-persons-1.json", page(1, false, "{\"personId\":\"a\"}")),
        ("group-4hb-persons-1.json", page(1, false, "{\"personId\":\"b\"}")),
    ]);
    let persons = given.named("t__persons");
    assert_eq!((persons.rows(), codes(&persons)), (2, vec![]));
}

#[test]
fn other_files_are_told_and_damaged_ones_stop_all_of_it() {
    let given = folder(&[("persons.json", PERSON.into()), ("instellingen.json", "{\"kleur\":\"rood\"}".into())]);
    let persons: SourceTable = given.named("t__persons");
    assert_eq!(
        (codes(&persons), persons.problems[0].sheet.as_deref()),
        (vec!["source-file"], Some("instellingen.json"))
    );
    let given =
        folder(&[("a.json", String::new()), ("b.json", "{\"items\":[".into()), ("persons.json", PERSON.into())]);
    let told: Vec<(&str, String)> =
        given.problems().into_iter().map(|problem| (problem.code, problem.sheet.unwrap())).collect();
    assert_eq!(told, [("source-empty", "a.json".to_owned()), ("source-syntax", "b.json".to_owned())]);
    assert_eq!(folder(&[("x.json", "7".into())]).problem().code, "source-missing");
    assert_eq!(folder(&[]).problem().code, "source-missing");
    let deep = format!("{{\"items\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(folder(&[("persons.json", deep)]).problem().code, "source-syntax");
}

#[test]
fn a_folder_and_a_page_are_recognised() {
    let given = folder(&[("persons-1.json", page(1, false, PERSON))]);
    for path in ["ooapi", "ooapi/persons-1.json"] {
        let found = inspect(&given.path().join(path)).unwrap();
        assert_eq!(found.kind, Kind::Ooapi, "{path}");
        assert!(found.tables[0].name.ends_with("__persons") && !found.source.contains("drop"), "{}", found.source);
    }
    assert_eq!(read(&given.spec, given.path()).unwrap().len(), 3);
}
