//! The plugin on the files of the example, through the same border as in the program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::StringArray;
use schakel_plugin::harness::{self, Harness};
use schakel_plugin::model::record::{
    Enrolment, Group, GroupMember, GuidanceMoment, GuidanceMomentStaff, GuidanceMomentStudent, Programme, School,
    Staff, StaffRole, Student, StudentBackground, Team, Transition,
};
use schakel_plugin_delta::Delta;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/zes-scholen/data/delta");

fn open() -> Harness {
    let file = |path: &str| format!("{DATA}/{path}");
    let files = [
        ("ooapi", file("ooapi")),
        ("moments", file("begeleiding/momenten.csv")),
        ("participants", file("begeleiding/deelnemers.csv")),
        ("transitions", file("begeleiding/uitstroom.csv")),
        ("ses", format!("{}/ses-pc4.csv", env!("CARGO_MANIFEST_DIR"))),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, path)| (*name, path.as_str())).collect();
    harness::open::<Delta>(harness::config("delta", &files)).unwrap()
}

/// The text of a file of the example, read apart from the plugin.
fn text(path: &str) -> String {
    std::fs::read_to_string(format!("{DATA}/{path}")).unwrap()
}

/// The rows of a CSV file of the example.
fn rows(path: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(format!("{DATA}/{path}")).unwrap().records().map(Result::unwrap).collect()
}

#[test]
fn the_school_and_what_it_consists_of_are_read() {
    let plugin = open();
    let schools: Vec<School> = plugin.records().unwrap();
    assert_eq!(schools.len(), 1);
    assert_eq!((schools[0].school_id.as_str(), schools[0].sector.as_str()), ("delta", "hbo"));
    assert_eq!(schools[0].name, "Voorbeeldhogeschool Delta, faculteit Economie");
    assert_eq!(plugin.records::<Team>().unwrap().len(), 5);
    let levels: BTreeSet<String> = plugin.records::<Programme>().unwrap().into_iter().map(|p| p.level).collect();
    assert_eq!(levels.into_iter().collect::<Vec<_>>(), ["ad", "hbo_bachelor"]);
}

#[test]
fn all_pages_are_read_and_test_accounts_are_left_out() {
    let plugin = open();
    let students: Vec<Student> = plugin.records().unwrap();
    let staff: Vec<Staff> = plugin.records().unwrap();
    let pages: Vec<String> = (1..)
        .map(|number| format!("ooapi/persons-{number}.json"))
        .take_while(|page| std::path::Path::new(&format!("{DATA}/{page}")).exists())
        .collect();
    assert!(pages.len() > 1, "the example has several pages");
    let written = |what: &str| pages.iter().map(|page| text(page).matches(what).count()).sum::<usize>();
    assert_eq!(students.len(), written(r#""affiliations":["student"]"#));
    assert_eq!(staff.len(), written(r#""affiliations":["employee"]"#));
    assert!(written(r#""affiliations":["guest"]"#) > 0, "the example has test accounts");
    assert!(students.iter().all(|student| student.birth_year.is_some_and(|year| (1950..2012).contains(&year))));
    let people =
        students.into_iter().map(|student| student.source_id).chain(staff.into_iter().map(|staff| staff.source_id));
    let sources: BTreeSet<String> = people.flatten().collect();
    assert_eq!(sources, pages.into_iter().collect(), "every page, and nothing else");
}

#[test]
fn every_reference_finds_what_it_refers_to() {
    let plugin = open();
    let students: BTreeSet<String> = plugin.records::<Student>().unwrap().into_iter().map(|s| s.student_id).collect();
    let staff: BTreeSet<String> = plugin.records::<Staff>().unwrap().into_iter().map(|s| s.staff_id).collect();
    let groups: BTreeSet<String> = plugin.records::<Group>().unwrap().into_iter().map(|g| g.group_id).collect();
    let enrolments: Vec<Enrolment> = plugin.records().unwrap();
    assert!(enrolments.iter().all(|e| students.contains(&e.student_id)));
    assert!(enrolments.iter().all(|e| e.group_id.as_ref().is_none_or(|group| groups.contains(group))));
    let ids: BTreeSet<&String> = enrolments.iter().map(|e| &e.enrolment_id).collect();
    assert_eq!(ids.len(), enrolments.len(), "an enrolment has a number of its own");
    assert!(plugin.records::<Transition>().unwrap().iter().all(|t| ids.contains(&t.from_enrolment_id)));
    for member in plugin.records::<GroupMember>().unwrap() {
        assert!(groups.contains(&member.group_id));
        let known = if member.person_kind == "staff" { &staff } else { &students };
        assert!(known.contains(&member.person_id));
    }
}

#[test]
fn moments_keep_their_guides_and_students() {
    let plugin = open();
    let moments: Vec<GuidanceMoment> = plugin.records().unwrap();
    let written = rows("begeleiding/momenten.csv");
    assert_eq!(moments.len(), written.len());
    for (moment, row) in moments.iter().zip(&written) {
        assert_eq!(moment.moment_id, row[0]);
        assert_eq!(moment.date.to_string(), row[1]);
        assert_eq!(moment.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(), row[2]);
    }
    assert_eq!(
        (moments[0].source_id.as_deref(), moments[0].source_row),
        (Some("moments"), Some(2)),
        "the header is row 1"
    );

    let mut guides = BTreeMap::<String, u32>::new();
    for guide in plugin.records::<GuidanceMomentStaff>().unwrap() {
        *guides.entry(guide.moment_id).or_default() += 1;
    }
    let two = written.iter().filter(|row| !row[11].is_empty()).count();
    assert!(two > 0, "the example has moments with a second guide");
    assert_eq!(guides.values().filter(|count| **count == 2).count(), two);
    assert_eq!(plugin.records::<GuidanceMomentStudent>().unwrap().len(), rows("begeleiding/deelnemers.csv").len());
}

#[test]
fn every_word_of_the_school_becomes_a_code_of_the_model() {
    use schakel_plugin::model::{Record, Type};
    fn check<T: Record>(plugin: &Harness) {
        let rows = plugin.records::<T>().unwrap();
        assert!(!rows.is_empty(), "{}", T::table().name);
        for row in rows {
            let row = serde_json::to_value(&row).unwrap();
            for column in T::table().columns {
                let (Type::Code(list) | Type::Set(list)) = column.ty else { continue };
                let text = row[column.name].as_str().unwrap_or_default();
                for code in text.split(';').filter(|code| !code.is_empty() || column.required) {
                    assert!(
                        list.codes.iter().any(|known| known.code == code),
                        "{}.{}: `{code}`",
                        T::table().name,
                        column.name
                    );
                }
            }
        }
    }
    let plugin = open();
    check::<School>(&plugin);
    check::<Programme>(&plugin);
    check::<Group>(&plugin);
    check::<GroupMember>(&plugin);
    check::<Staff>(&plugin);
    check::<StaffRole>(&plugin);
    check::<StudentBackground>(&plugin);
    check::<Enrolment>(&plugin);
    check::<GuidanceMoment>(&plugin);
    check::<GuidanceMomentStaff>(&plugin);
    check::<GuidanceMomentStudent>(&plugin);
    check::<Transition>(&plugin);
}

#[test]
fn no_name_and_no_address_leaves_the_plugin() {
    let plugin = open();
    for table in plugin.tables().unwrap() {
        for batch in plugin.batches(&table).unwrap() {
            let texts = batch.columns().iter().filter_map(|column| column.as_any().downcast_ref::<StringArray>());
            for text in texts.flat_map(|column| column.iter().flatten()) {
                assert!(!["Voornaam", "Achternaam", "@"].iter().any(|mark| text.contains(mark)), "{table}");
            }
        }
    }
}
