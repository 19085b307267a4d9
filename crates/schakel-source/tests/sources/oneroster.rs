//! OneRoster: one table per file under the names of the standard, from a folder or a zip.

use schakel_source::problem::{Problem, Severity};
use schakel_source::{Kind, SourceSpec, SourceTable, inspect, read};

use crate::archive_bytes::zipped;
use crate::given::{Given, given, names, source_rows, values};

const MANIFEST_1_1: &str = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n\
    file.users,bulk\nfile.orgs,bulk\nfile.enrollments,bulk\nfile.results,absent";

const USERS: &str = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,\
    middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,ext_stelsel_klas,ext_stelsel_moederNaam\n\
    u1,active,2025-08-20 08:01:05,true,\"o1,o2\",teacher,jbakker,,Jet,Bakker,,9001,jet@voorbeeld.invalid,06,06,,,geheim,,Riet\n\
    u2,tobedeleted,,true,o1,student,plaats,,Pim,Laats,,1001,,,,,09,,4H1,";

const ORGS: &str = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId,metadata.richting\n\
    o1,active,,De Voorbeeldschool,school,,,openbaar\no2,active,,De Dependance,school,,,\n";

const ENROLLMENTS: &str = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,\
    beginDate,endDate\n";

/// A set in a folder, as source `t`.
fn set(files: &[(&str, &str)]) -> Given {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("set")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join("set").join(name), text).unwrap();
    }
    Given { folder, spec: SourceSpec::new("t", Kind::Oneroster, "set") }
}

fn whole() -> Vec<(&'static str, &'static str)> {
    vec![("manifest.csv", MANIFEST_1_1), ("users.csv", USERS), ("orgs.csv", ORGS), ("enrollments.csv", ENROLLMENTS)]
}

/// Every value of a table by column, with the places of the rows.
fn rows(table: &SourceTable) -> (Vec<Vec<String>>, Vec<i64>) {
    (names(table).into_iter().map(|name| values(table, name)).collect(), source_rows(table))
}

fn problems(tables: &[SourceTable]) -> Vec<&Problem> {
    tables.iter().flat_map(|table| &table.problems).collect()
}

#[test]
fn every_file_is_a_table_with_the_columns_of_the_standard() {
    let set = set(&whole());
    let tables: Vec<(String, u64)> = set.tables().iter().map(|table| (table.name.clone(), table.rows())).collect();
    let expected = [("t__orgs", 2), ("t__users", 2), ("t__enrollments", 0), ("t__roles", 3)];
    assert_eq!(tables, expected.map(|(name, rows)| (name.to_owned(), rows)));
    let users = set.named("t__users");
    assert_eq!((values(&users, "sourcedId"), source_rows(&users)), (vec!["u1".into(), "u2".into()], vec![2, 3]));
    assert_eq!(values(&users, "status"), ["active", "tobedeleted"]);
    assert_eq!(values(&set.named("t__orgs"), "metadata_richting"), ["openbaar", "-"]);
    assert_eq!(names(&set.named("t__enrollments")).len(), 10);
}

#[test]
fn what_names_a_person_is_left_out_unless_it_is_kept() {
    let users = set(&whole()).named("t__users");
    assert_eq!(
        names(&users),
        [
            "sourcedId",
            "status",
            "dateLastModified",
            "enabledUser",
            "orgSourcedIds",
            "role",
            "identifier",
            "agentSourcedIds",
            "grades",
            "ext_stelsel_klas"
        ]
    );
    let kept = set(&whole()).with(|spec| {
        spec.keep = vec!["email".into()];
        spec.drop = vec!["identifier".into()];
    });
    let users = kept.named("t__users");
    assert!(names(&users).contains(&"email") && !names(&users).contains(&"identifier"));
}

#[test]
fn roles_of_version_1_1_are_offered_as_in_version_1_2() {
    let roles = set(&whole()).named("t__roles");
    assert!(roles.derived);
    assert_eq!(values(&roles, "userSourcedId"), ["u1", "u1", "u2"]);
    assert_eq!(values(&roles, "orgSourcedId"), ["o1", "o2", "o1"]);
    assert_eq!(values(&roles, "role"), ["teacher", "teacher", "student"]);
    assert_eq!(values(&roles, "roleType"), ["primary", "primary", "primary"]);
    assert_eq!(source_rows(&roles), [2, 2, 3]);
}

#[test]
fn version_1_2_has_its_roles_in_a_file() {
    let users =
        "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades\nu1,,,true,a,b,c,\n";
    let roles =
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId\nr1,,,u1,primary,teacher,o1\n";
    let set = set(&[
        ("manifest.csv", "propertyName,value\noneroster.version,1.2\n"),
        ("users.csv", users),
        ("roles.csv", roles),
    ]);
    let tables = set.tables();
    assert_eq!(tables.len(), 2);
    assert!(problems(&tables).is_empty(), "{:?}", problems(&tables));
    assert_eq!(values(&set.named("t__roles"), "role"), ["teacher"]);
    assert!(names(&set.named("t__roles")).contains(&"beginDate"), "a column that may be absent is empty");
    assert!(names(&set.named("t__users")).contains(&"primaryOrgSourcedId"));
}

#[test]
fn a_zip_gives_what_the_folder_gives_also_with_all_in_one_folder() {
    let folder = set(&whole()).tables();
    for inside in ["", "Export 2025/", "./"] {
        let parts: Vec<(String, &str)> =
            whole().iter().map(|(name, text)| (format!("{inside}{name}"), *text)).collect();
        let mut parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        parts.push(("__MACOSX/._users.csv", "x"));
        let zip = given(Kind::Oneroster, "set.zip", zipped(&parts)).tables();
        assert_eq!(zip.len(), folder.len());
        for (zip, folder) in zip.iter().zip(&folder) {
            assert_eq!((&zip.name, rows(zip), &zip.sheet), (&folder.name, rows(folder), &folder.sheet));
        }
    }
}

#[test]
fn files_and_columns_with_nearly_the_right_name_are_taken_and_that_is_said() {
    let set = set(&[
        (
            "Enrollments_out.csv",
            "EnrollmentId,SOURCED_ID,status,datLastModified,UserId,ClassId,BeginDate\n7,e1,active,,u1,c1,2025-09-01 00:00\n",
        ),
        ("Schools.csv", ORGS),
    ]);
    let enrolments = set.named("t__enrollments");
    assert_eq!([values(&enrolments, "userSourcedId"), values(&enrolments, "classSourcedId")], [["u1"], ["c1"]]);
    assert_eq!([values(&enrolments, "beginDate"), values(&enrolments, "EnrollmentId")], [["2025-09-01"], ["7"]]);
    let tables = set.tables();
    let said: Vec<String> = problems(&tables).iter().map(|problem| problem.to_string()).collect();
    for text in [
        "sheet Enrollments_out.csv: this file was taken for enrollments.csv",
        "sheet Schools.csv: this file was taken for orgs.csv",
        "`datLastModified` for dateLastModified, `UserId` for userSourcedId, `ClassId` for classSourcedId",
    ] {
        assert!(said.iter().any(|said| said.contains(text)), "{text} is not in {said:#?}");
    }
    let missing: Vec<_> = problems(&tables)
        .into_iter()
        .filter(|problem| problem.code == "source-column-missing")
        .map(|problem| (problem.column.as_deref().unwrap(), problem.severity))
        .collect();
    assert_eq!(missing, [("schoolSourcedId", Severity::Error), ("role", Severity::Error)]);
}

#[test]
fn a_column_without_which_rows_are_tied_all_the_same_is_a_notice_that_says_how() {
    let enrolments = "sourcedId,userSourcedId,classSourcedId,primary\ne1,u1,c1,false\n";
    let classes = "sourcedId_cl,title_cl,classType_cl,courseId_cl,orgId_cl,term_cl\nc1,4H1,homeroom,,o1,\n";
    let set =
        set(&[("users.csv", USERS), ("orgs.csv", ORGS), ("enrollments.csv", enrolments), ("Classes.csv", classes)]);
    assert_eq!(values(&set.named("t__classes"), "schoolSourcedId"), ["o1"]);
    let tables = set.tables();
    let missing = problems(&tables).into_iter().filter(|problem| problem.code == "source-column-missing");
    let missing: Vec<_> =
        missing.map(|problem| (problem.column.as_deref(), problem.severity, problem.hint.as_deref())).collect();
    let school = "Nothing: rows are tied by `enrollments.classSourcedId` and `classes.schoolSourcedId`.";
    let role = "Nothing: rows are tied by `enrollments.userSourcedId` and `users.role`.";
    let notice = Severity::Notice;
    assert_eq!(missing, [(Some("schoolSourcedId"), notice, Some(school)), (Some("role"), notice, Some(role))]);
}

#[test]
fn rows_that_nothing_ties_stay_an_error_and_those_of_the_one_school_do_not() {
    let columns_missing = |orgs: &str, users: &str| {
        let set = set(&[("orgs.csv", orgs), ("users.csv", users)]);
        let tables = set.tables();
        let missing = problems(&tables).into_iter().filter(|problem| problem.code == "source-column-missing");
        missing.map(|problem| (problem.column.clone().unwrap(), problem.is_error())).collect::<Vec<_>>()
    };
    let users = "sourcedId,enabledUser,username,givenName,familyName,role\nu1,true,a,b,c,student\n";
    let one = "sourcedId,name,type\no1,De Voorbeeldschool,school\n";
    assert_eq!(columns_missing(one, users), [("orgSourcedIds".to_owned(), false)]);
    assert_eq!(columns_missing(ORGS, users), [("orgSourcedIds".to_owned(), true)]);
    let without_role = "sourcedId,enabledUser,username,givenName,familyName,orgSourcedIds\nu1,true,a,b,c,o1\n";
    assert_eq!(columns_missing(one, without_role), [("role".to_owned(), true)]);
}

#[test]
fn columns_says_which_heading_is_which_in_one_file_or_in_all() {
    let users = "sourcedId,role,functie,naam,orgSourcedIds\nu1,x,student,Jet,o1\n";
    let orgs = "sourcedId,name,type,functie\no1,De Voorbeeldschool,school,a\n";
    let named = |columns: &[(&str, &str)]| {
        let mut set = set(&[("users.csv", users), ("orgs.csv", orgs)]);
        set.spec.columns = columns.iter().map(|(name, heading)| ((*name).to_owned(), (*heading).to_owned())).collect();
        set
    };
    for columns in [[("users.role", "functie")], [("role", "Functie")]] {
        let set = named(&columns);
        let users = set.named("t__users");
        assert_eq!((values(&users, "role"), values(&users, "role_2")), (vec!["student".into()], vec!["x".into()]));
        assert!(problems(&set.tables()).iter().all(|problem| problem.code != "source-column-name"));
    }
    for (columns, told) in [
        (("users.role", "fucntie"), "there is no column `fucntie`, declared for users.role. Did you mean `functie`?"),
        (("users.rol", "functie"), "`users.rol` in `columns` is no column of OneRoster 1.1. Did you mean `role`?"),
        (("user.role", "functie"), "`user.role` in `columns` is of a file that is not there. Did you mean `users`?"),
    ] {
        let problems: Vec<String> = named(&[columns]).problems().iter().map(Problem::to_string).collect();
        assert!(problems.len() == 1 && problems[0].ends_with(told), "{problems:#?}");
    }
}

#[test]
fn references_that_lead_nowhere_are_told_with_the_column_that_they_lead_to() {
    let users = "userId,sourcedId,enabledUser,userIds,orgSourcedIds,role,username,givenName,familyName\n\
        1,aa,true,,o1,student,x,y,z\n2,bb,true,,o9,student,x,y,z\n";
    let enrolments = format!("{ENROLLMENTS}e1,,,c1,o1,1,student,,,\ne2,,,c1,o1,2,student,,,\n");
    let tables = set(&[("users.csv", users), ("orgs.csv", ORGS), ("enrollments.csv", &enrolments)]).tables();
    let told: Vec<String> = problems(&tables)
        .into_iter()
        .filter(|problem| problem.code == "source-reference")
        .map(|problem| problem.to_string())
        .collect();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("sheet users.csv, column orgSourcedIds: 1 of 2"), "{}", told[0]);
    assert!(told[1].contains("column userSourcedId: 2 of 2") && told[1].contains("`userId`"), "{}", told[1]);
    // Where a system wrote another number of the same row, the reference is followed.
    let enrolments = tables.iter().find(|table| table.name == "t__enrollments").unwrap();
    assert_eq!(values(enrolments, "userSourcedId"), ["aa", "bb"]);
    let users = tables.iter().find(|table| table.name == "t__users").unwrap();
    assert_eq!(values(users, "orgSourcedIds"), ["o1", "o9"], "nothing leads to o9, so it stays");
}

#[test]
fn a_number_that_two_rows_have_is_not_followed() {
    let users = "userId,sourcedId,enabledUser,userIds,orgSourcedIds,role,username,givenName,familyName\n\
        1,aa,true,,o1,student,x,y,z\n1,bb,true,,o1,student,x,y,z\n";
    let enrolments = format!("{ENROLLMENTS}e1,,,c1,o1,1,student,,,\n");
    let tables = set(&[("users.csv", users), ("orgs.csv", ORGS), ("enrollments.csv", &enrolments)]).tables();
    let enrolments = tables.iter().find(|table| table.name == "t__enrollments").unwrap();
    assert_eq!(values(enrolments, "userSourcedId"), ["1"]);
}

#[test]
fn what_the_manifest_says_is_compared_with_what_is_there() {
    let manifest = "propertyName,value\noneroster.version,2.0\nfile.users,delta\nfile.orgs,absent\nfile.classes,bulk\n";
    let tables = set(&[("manifest.csv", manifest), ("users.csv", USERS), ("orgs.csv", ORGS)]).tables();
    let found: Vec<_> = problems(&tables)
        .into_iter()
        .filter(|problem| problem.code == "source-manifest")
        .map(|problem| (problem.sheet.as_deref().unwrap(), problem.severity))
        .collect();
    let expected = ["manifest.csv", "orgs.csv", "classes.csv", "users.csv"];
    assert_eq!(found, expected.map(|sheet| (sheet, Severity::Notice)));
}

#[test]
fn dates_become_iso_text_where_they_can_be_read_without_doubt() {
    let text = |first: &str, second: &str| {
        format!(
            "sourcedId,title,type,startDate,endDate,schoolYear\ns1,P1,term,{first},2025-09-01\ns2,P2,term,{second},31/1/2026\n"
        )
    };
    let start = |first: &str, second: &str, form: Option<&str>| {
        let text = text(first, second);
        let set = set(&[("academicSessions.csv", &text)]).with(|spec| spec.date = form.map(str::to_owned));
        let sessions = set.named("t__academicSessions");
        let notice = sessions.problems.iter().find(|problem| problem.code == "source-date").cloned();
        (values(&sessions, "startDate"), notice)
    };
    assert_eq!(start("3/4/2025", "25/4/2025", None).0, ["2025-04-03", "2025-04-25"]);
    assert_eq!(start("3/4/2025", "4/25/2025", None).0, ["2025-03-04", "2025-04-25"]);
    assert_eq!(start("3/4/2025", "5/4/2025", Some("d/m/jjjj")).0, ["2025-04-03", "2025-04-05"]);
    let (values, notice) = start("3/4/2025", "5/4/2025", None);
    assert_eq!(values, ["3/4/2025", "5/4/2025"]);
    let notice = notice.unwrap();
    assert_eq!((notice.row, notice.column.as_deref(), notice.count), (Some(2), Some("startDate"), 2));
}

#[test]
fn inspect_knows_a_set_and_proposes_its_declaration() {
    let folder = set(&whole());
    let zip = given(Kind::Csv, "set.zip", zipped(&whole()));
    for path in [folder.path().join("set"), zip.path().join("set.zip")] {
        let inspection = inspect(&path).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!((inspection.kind, inspection.tables.len()), (Kind::Oneroster, 4));
        assert!(inspection.source.contains("kind = \"oneroster\""), "{}", inspection.source);
        assert!(!inspection.source.contains("drop"), "{}", inspection.source);
    }
}

#[test]
fn inspect_tells_that_references_go_by_another_number_as_reading_does() {
    let users =
        "userId,sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName\n1,aa,true,o1,student,x,y,z\n";
    let enrolments = format!("{ENROLLMENTS}e1,,,c1,o1,1,student,,,\n");
    let set = set(&[("users.csv", users), ("orgs.csv", ORGS), ("enrollments.csv", &enrolments)]);
    let inspection = inspect(&set.path().join("set")).unwrap();
    let told = inspection.problems.iter().find(|problem| problem.code == "source-reference").unwrap();
    assert!(told.to_string().contains("the sourcedId of that row was taken"), "{told}");
}

#[test]
fn inspect_takes_the_name_of_a_school_for_that_of_no_person_and_grades_of_teachers_for_none_of_students() {
    let user = |number: usize, role: &str, grade: &str| format!("u{number},{role},{grade}\n");
    let rows: String =
        (0..6).map(|number| user(number, "student", "09") + &user(number + 10, "teacher", "UG")).collect();
    let set = set(&[("users.csv", &format!("sourcedId,role,grades\n{rows}")), ("orgs.csv", ORGS)]);
    let inspection = inspect(&set.path().join("set")).unwrap();
    let column = |table: &str, name: &str| {
        let table = inspection.tables.iter().find(|found| found.name == format!("set__{table}")).unwrap();
        table.columns.iter().find(|column| column.name == name).unwrap().profile.clone()
    };
    assert!(!column("orgs", "name").identifies);
    assert_eq!(column("users", "grades").words, [("09".to_owned(), 6)]);
}

#[test]
fn the_name_in_a_list_of_persons_stays_one() {
    for (file, text, own) in [
        ("schools.csv", "orgId,name,type\n1,De Linde,school\n", false),
        ("klas_3a.csv", "nr,naam,cijfer\n1,Jet,7\n", true),
        ("groepen.csv", "leerlingnr,naam\n1,Jet\n", true),
        ("klassen.csv", "klas,naam,voornaam\n1,a,b\n", true),
    ] {
        let given = given(Kind::Csv, file, text);
        let inspection = inspect(&given.path().join(file)).unwrap();
        let name = inspection.tables[0].columns.iter().find(|column| ["name", "naam"].contains(&column.name.as_str()));
        assert_eq!(name.unwrap().profile.identifies, own, "{file}");
    }
}

#[test]
fn the_same_set_gives_the_same_tables_whatever_marks_and_ends_its_files_have() {
    let marked = format!("\u{feff}{}", USERS.replace('\n', "\r\n"));
    let one = set(&[("users.csv", USERS), ("orgs.csv", ORGS)]);
    let other = set(&[("users.csv", &marked), ("orgs.csv", ORGS.trim_end())]);
    for (one, other) in one.tables().iter().zip(read(&other.spec, other.path()).unwrap()) {
        assert_eq!(rows(one), rows(&other));
    }
}
