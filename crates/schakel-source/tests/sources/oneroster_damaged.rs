//! What is said of a set of OneRoster that is not one, or not whole.

use schakel_source::{Kind, SourceSpec, read};

use crate::archive_bytes::zipped;
use crate::given::{codes, given};

const USERS: &str =
    "sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName\nu1,true,o1,student,a,Geheimnaam,c\n";

/// The problems of a folder with these files.
fn folder(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let problems = read(&SourceSpec::new("t", Kind::Oneroster, "."), folder.path()).unwrap_err();
    problems.iter().map(|problem| format!("{}: {problem}", problem.code)).collect()
}

#[test]
fn every_file_that_cannot_be_read_is_told_at_once() {
    let problems = folder(&[
        ("users.csv", ""),
        ("orgs.csv", " \n"),
        ("classes.csv", "sourcedId,title\n1,\"2\n"),
        ("roles.csv", USERS),
    ]);
    assert_eq!(problems.len(), 3, "{problems:#?}");
    for (problem, file) in problems.iter().zip(["orgs.csv", "classes.csv", "users.csv"]) {
        assert!(problem.contains(&format!("sheet {file}")), "{problem}");
    }
}

#[test]
fn a_folder_without_such_files_is_told_with_what_was_expected() {
    let none = folder(&[("lijst.txt", "x")]);
    assert!(none[0].starts_with("source-missing") && none[0].contains("no CSV file"), "{none:?}");
    let zip = folder(&[("export.zip", "x")]);
    assert!(zip[0].contains("`export.zip`"), "{zip:?}");
    let other = folder(&[("prijzen.csv", "a,b\n1,2\n")]);
    assert!(other[0].starts_with("source-missing") && other[0].contains("users.csv"), "{other:?}");
}

#[test]
fn two_files_for_one_table_are_an_error() {
    let problems = folder(&[("users_2024.csv", USERS), ("users_2025.csv", USERS)]);
    assert!(problems[0].contains("`users_2024.csv`, `users_2025.csv`"), "{problems:?}");
}

#[test]
fn a_zip_that_is_empty_cut_off_or_of_another_kind_is_told() {
    let zip = zipped(&[("users.csv", USERS), ("orgs.csv", USERS)]);
    let problem = |bytes: &[u8]| given(Kind::Oneroster, "set.zip", bytes).problem();
    assert_eq!(problem(b"").code, "source-empty");
    assert!(problem(&zip[..zip.len() / 2]).message.contains("not whole"));
    assert!(problem(USERS.as_bytes()).message.contains("this is text"));
    assert_eq!(problem(&zipped(&[("lees mij.txt", "x")])).code, "source-missing");
    assert_eq!(problem(&zipped(&[("../users.csv", USERS)])).code, "source-missing");
    let missing =
        read(&SourceSpec::new("t", Kind::Oneroster, "niet.zip"), std::path::Path::new("/niet-hier")).unwrap_err();
    assert_eq!(missing[0].code, "source-missing");
}

#[test]
fn a_header_that_is_there_twice_is_told_and_no_value_is() {
    let twice = USERS.replace("username", "role").replace(",c\n", ",c,d\n");
    let set =
        given(Kind::Oneroster, "set.zip", zipped(&[("users.csv", &twice), ("orgs.csv", "sourcedId,name,type\n")]));
    let users = set.named("t__users");
    assert!(codes(&users).contains(&"source-column-twice") && codes(&users).contains(&"source-row-width"));
    for problem in set.tables().iter().flat_map(|table| table.problems.clone()) {
        assert!(!problem.to_string().contains("Geheimnaam"), "{problem}");
    }
}

#[test]
fn options_are_checked() {
    let given = given(Kind::Oneroster, "set.zip", "x").with(|spec| {
        spec.date = Some("morgen".into());
        spec.delimiter = Some(";".into());
    });
    let problems = given.problems();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["source-option"; 2]);
}
