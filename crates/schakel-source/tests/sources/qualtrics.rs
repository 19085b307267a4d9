//! Qualtrics exports: what tells of a person, and previews.

use schakel_source::{Kind, inspect};

use crate::given::{codes, given, names, source_rows, values};

const IDS: &str = "\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"ipAddress\"\"}\",\
    \"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"recipientEmail\"\"}\",\
    \"{\"\"ImportId\"\":\"\"locationLatitude\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n";

fn export(rows: &str) -> String {
    format!(
        "Status,IPAddress,ResponseId,Ontvanger,LocationLatitude,Q1\nSoort,IP-adres,Id,Mail,Breedte,Hoe vaak?\n{IDS}{rows}"
    )
}

#[test]
fn columns_that_tell_of_a_person_are_known_by_name_and_by_import_id() {
    let all = given(Kind::Qualtrics, "q.csv", export("0,192.0.2.1,R_1,x@y.example,52.1,3\n"));
    let table = all.named("t");
    assert_eq!(names(&table), ["Status", "ResponseId", "Q1"]);
    assert_eq!(codes(&table), ["source-person"]);
    assert!(table.problems[0].message.contains("IPAddress, Ontvanger, LocationLatitude"), "{}", table.problems[0]);
    assert_eq!(values(&all.named("t__columns"), "column_name"), ["Status", "ResponseId", "Q1"]);
    let kept = all.with(|spec| spec.keep = vec!["Ontvanger".into()]).named("t");
    assert_eq!(names(&kept), ["Status", "ResponseId", "Ontvanger", "Q1"]);
}

#[test]
fn previews_are_left_out_and_counted() {
    let rows = "0,,R_1,,,3\n1,,R_2,,,4\nSurvey Preview,,R_3,,,5\nIP Address,,R_4,,,1\n";
    let table = given(Kind::Qualtrics, "q.csv", export(rows)).named("t");
    assert_eq!((values(&table, "ResponseId"), source_rows(&table)), (vec!["R_1".into(), "R_4".into()], vec![4, 7]));
    let preview = table.problems.iter().find(|problem| problem.code == "source-preview").unwrap();
    assert_eq!((preview.count, preview.is_error()), (2, false));
}

#[test]
fn the_older_export_says_in_its_texts_what_tells_of_a_person() {
    let text = "\u{feff}V1,V3,V5,V6,V7,Q1,LocationAccuracy,\n\
        ResponseID,Name,EmailAddress,IPAddress,Status,Name,LocationAccuracy,\nR_1,Piet,x@y.example,192.0.2.1,0,3,-1,\n";
    let table = given(Kind::Qualtrics, "q.csv", text).named("t");
    // A question may be called "Name" too.
    assert_eq!(names(&table), ["V1", "V7", "Q1"]);
}

#[test]
fn an_export_of_the_older_form_is_known_by_its_second_row() {
    let given = given(Kind::Qualtrics, "a.csv", "V1,V2,V3,Q1\nResponseID,ResponseSet,Name,Wat vindt u?\nR_1,x,y,4\n");
    let found = inspect(&given.path().join("a.csv")).unwrap();
    assert_eq!((found.kind, found.header_rows), (Kind::Qualtrics, Some(2)));
}
