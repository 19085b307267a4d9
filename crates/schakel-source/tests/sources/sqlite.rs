//! SQLite databases.

use rusqlite::Connection;
use schakel_source::{Kind, SourceSpec};

use crate::given::{Given, codes, given, names, values};

fn database(sql: &str) -> Given {
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(folder.path().join("las #1.db")).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    Given { folder, spec: SourceSpec::new("t", Kind::Sqlite, "las #1.db") }
}

const SCHOOL: &str =
    "CREATE TABLE student (nummer INTEGER PRIMARY KEY, \"naam leerling\" TEXT, cijfer REAL, foto BLOB);
    INSERT INTO student VALUES (7, 'x', 6.5, NULL), (8, '', 7.0, x'00');
    CREATE TABLE groep (code TEXT); CREATE VIEW jaar AS SELECT 2025 AS jaar;";

#[test]
fn all_tables_and_views_are_read_as_text() {
    let given = database(SCHOOL);
    assert_eq!(
        given.tables().iter().map(|table| table.name.clone()).collect::<Vec<_>>(),
        ["t__groep", "t__jaar", "t__student"]
    );
    let table = given.named("t__student");
    assert_eq!(names(&table), ["nummer", "naam_leerling", "cijfer", "foto"]);
    assert_eq!(
        (values(&table, "nummer"), values(&table, "cijfer")),
        (vec!["7".into(), "8".into()], vec!["6.5".into(), "7".into()])
    );
    assert_eq!(values(&table, "naam_leerling"), ["x", "-"]);
    assert_eq!((codes(&table), table.problems[0].row), (vec!["source-type"], Some(2)));
}

#[test]
fn one_table_may_carry_the_name_of_the_source() {
    assert_eq!(database(SCHOOL).with(|spec| spec.table = Some("Student".into())).table().name, "t");
}

#[test]
fn missing_tables_are_all_told() {
    let problems =
        database(SCHOOL).with(|spec| spec.tables = vec!["studnt".into(), "groep".into(), "x".into()]).problems();
    assert_eq!(problems.len(), 2);
    assert!(problems[0].hint.as_deref().unwrap().contains("`student`"));
}

#[test]
fn nothing_is_written_beside_the_database() {
    let given = database(&format!("PRAGMA journal_mode = WAL; {SCHOOL}"));
    given.tables();
    let files: Vec<_> = std::fs::read_dir(given.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["las #1.db"]);
}

#[test]
fn another_file_and_a_damaged_database_are_told_apart() {
    assert!(
        given(Kind::Sqlite, "a.db", "id;naam\n1;x\n".repeat(100)).problem().message.contains("not a SQLite database")
    );
    let whole = database(&format!(
        "{SCHOOL} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) INSERT INTO groep SELECT i FROM n;"
    ));
    let path = whole.path().join("las #1.db");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert!(whole.problems()[0].message.contains("damaged"), "{:?}", whole.problems());
}

#[test]
fn tables_whose_names_are_cleaned_to_the_same_have_names_of_their_own() {
    let given = database("CREATE TABLE \"a b\" (x); CREATE TABLE a_b (x); CREATE TABLE \"a-b\" (x);");
    let names: Vec<String> = given.tables().iter().map(|table| table.name.clone()).collect();
    assert_eq!(names, ["t__a_b", "t__a_b_2", "t__a_b_3"]);
}

#[test]
fn what_the_database_says_of_a_value_is_not_repeated() {
    let problem = database("CREATE VIEW v AS SELECT json_extract('{}', 'Bedacht');").problem();
    assert_eq!((problem.code, problem.sheet.as_deref()), ("source-database", Some("v")));
    assert!(!format!("{problem:?}").contains("Bedacht"), "{problem}");
}
