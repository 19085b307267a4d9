//! The plugin on the files of the example, through the same border as in the program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use arrow_array::StringArray;
use schakel_plugin::harness::{self, Harness};
use schakel_plugin::model::record::{
    Answer, Enrolment, Group, GroupMember, GuidanceMoment, GuidanceMomentStaff, GuidanceMomentStudent, Programme,
    Respondent, School, Staff, StaffRole, Student, StudentBackground, Team, Transition, Wave, WaveAudience,
};
use schakel_plugin_kompas::Kompas;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/zes-scholen");

fn open() -> Harness {
    let data = |path: &str| format!("{EXAMPLE}/data/kompas/{path}");
    let files = [
        ("institution", data("instelling.csv")),
        ("enrolments", data("1cijferho/EV_99KO.asc")),
        ("programmes", data("1cijferho/Dec_opleiding.asc")),
        ("staff", data("medewerkers/medewerkers.txt")),
        ("roles", data("medewerkers/rollen.txt")),
        ("groups", data("groepen/groepen.csv")),
        ("members", data("groepen/leden.csv")),
        ("statements", data("xapi/statements.ndjson")),
        ("destinations", data("nazorg/bestemmingen.csv")),
        ("staff_survey", data("vragenlijst/medewerkers.txt")),
        ("student_survey", data("vragenlijst/studenten.txt")),
        ("invited", data("vragenlijst/uitnodigingen.csv")),
        ("items", format!("{EXAMPLE}/instrument/item.csv")),
        ("ses", format!("{}/ses-pc4.csv", env!("CARGO_MANIFEST_DIR"))),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, path)| (*name, path.as_str())).collect();
    let mut config = harness::config("kompas", &files);
    let waves = serde_json::json!([
        {"number": 1, "label": "baseline", "from": "2024-10-28", "until": "2024-11-30"},
        {"number": 2, "label": "after", "from": "2026-04-07", "until": "2026-05-15"},
    ]);
    config.settings.insert("waves".to_owned(), waves);
    harness::open::<Kompas>(config).unwrap()
}

/// The text of a file of the example, read apart from the plugin: one character per byte, or per pair in UTF-16.
fn text(path: &str) -> String {
    let bytes = std::fs::read(format!("{EXAMPLE}/data/kompas/{path}")).unwrap();
    match bytes.strip_prefix(&[0xFF, 0xFE]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[test]
fn the_school_and_what_it_consists_of_are_read() {
    let plugin = open();
    let schools: Vec<School> = plugin.records().unwrap();
    assert_eq!(
        (schools[0].name.as_str(), schools[0].sector.as_str()),
        ("Voorbeeldhogeschool Kompas, faculteit Educatie", "hbo")
    );
    let programmes: Vec<Programme> = plugin.records().unwrap();
    let read: Vec<_> =
        programmes.iter().map(|p| (p.name.as_str(), p.level.as_str(), p.track.as_deref().unwrap())).collect();
    assert_eq!(
        read,
        [
            ("Leraar basisonderwijs", "hbo_bachelor", "voltijd"),
            ("Leraar basisonderwijs", "hbo_bachelor", "deeltijd"),
            ("Leraar Nederlands", "hbo_bachelor", "voltijd"),
            ("Leraar economie", "hbo_bachelor", "duaal"),
            ("Pedagogisch educatief professional", "ad", "voltijd"),
        ]
    );
    assert_eq!(plugin.records::<Team>().unwrap().len(), 5);
}

#[test]
fn a_line_per_year_becomes_one_student_with_an_enrolment_per_year() {
    let plugin = open();
    let enrolments: Vec<Enrolment> = plugin.records().unwrap();
    let students: BTreeSet<String> = enrolments.iter().map(|enrolment| enrolment.student_id.clone()).collect();
    let file = text("1cijferho/EV_99KO.asc");
    assert_eq!(enrolments.len(), file.split("\r\n").count());
    assert_eq!(plugin.records::<Student>().unwrap().len(), students.len());
    assert!(enrolments.iter().all(|enrolment| enrolment.group_id.is_some()), "every student has a guidance group");
    assert!(enrolments.iter().all(|enrolment| (1..=4).contains(&enrolment.year_level)));
    let count = |status: &str| enrolments.iter().filter(|enrolment| enrolment.status == status).count();
    let ended = |code: &str| file.split("\r\n").filter(|line| line.get(33..34) == Some(code)).count();
    assert_eq!((count("graduated"), count("dropped_out")), (ended("1"), ended("2")), "position 34");
    assert_eq!(count("active") + count("moved") + count("left"), ended("0"));
    let went_on = enrolments.iter().find(|enrolment| enrolment.status == "moved").unwrap();
    assert_eq!(went_on.until.unwrap().to_string(), "2025-07-31", "a year that ended has an end");
}

#[test]
fn every_reference_finds_what_it_refers_to() {
    let plugin = open();
    let students: BTreeSet<String> = plugin.records::<Student>().unwrap().into_iter().map(|s| s.student_id).collect();
    let staff: BTreeSet<String> = plugin.records::<Staff>().unwrap().into_iter().map(|s| s.staff_id).collect();
    let groups: BTreeSet<String> = plugin.records::<Group>().unwrap().into_iter().map(|g| g.group_id).collect();
    for member in plugin.records::<GroupMember>().unwrap() {
        assert!(groups.contains(&member.group_id));
        let known = if member.person_kind == "staff" { &staff } else { &students };
        assert!(known.contains(&member.person_id));
    }
    let moments: BTreeSet<String> =
        plugin.records::<GuidanceMoment>().unwrap().into_iter().map(|m| m.moment_id).collect();
    assert!(plugin.records::<GuidanceMomentStaff>().unwrap().iter().all(|guide| {
        moments.contains(&guide.moment_id) && guide.staff_id.as_ref().is_some_and(|id| staff.contains(id))
    }));
    assert!(
        plugin
            .records::<GuidanceMomentStudent>()
            .unwrap()
            .iter()
            .all(|student| { moments.contains(&student.moment_id) && students.contains(&student.student_id) })
    );
    assert!(plugin.records::<StaffRole>().unwrap().iter().all(|role| staff.contains(&role.staff_id)));
}

#[test]
fn statements_become_moments_with_those_who_were_there_and_those_who_were_not() {
    let plugin = open();
    let moments: Vec<GuidanceMoment> = plugin.records().unwrap();
    let file = text("xapi/statements.ndjson");
    let lines = |parts: [&str; 2]| file.lines().filter(|line| parts.iter().all(|part| line.contains(part))).count();
    let by = |evidence: &str| moments.iter().filter(|moment| moment.evidence == evidence).count();
    assert_eq!(by("registration"), lines(["/verb/attended", r#""platform":"slb-register""#]));
    assert_eq!(by("xapi"), lines(["/verb/attended", r#""platform":"portfolio""#]));
    assert_eq!(by("registration") + by("xapi"), moments.len(), "trials and other verbs are left out");
    assert!(lines(["/verb/attended", r#""platform":"test""#]) > 0, "the example has trials");
    assert!(moments.iter().any(|moment| moment.topics.as_deref().is_some_and(|topics| topics.contains(';'))));
    let students: Vec<GuidanceMomentStudent> = plugin.records().unwrap();
    assert_eq!(students.iter().filter(|student| student.present == "no").count(), lines(["/verb/missed", ""]));
    assert_eq!(students.iter().filter(|student| student.meaningful.is_some()).count(), lines(["/verb/rated", ""]));
}

#[test]
fn both_questionnaires_and_both_waves_are_read() {
    let plugin = open();
    let waves: Vec<Wave> = plugin.records().unwrap();
    let ids: Vec<&str> = waves.iter().map(|wave| wave.wave_id.as_str()).collect();
    assert_eq!(ids, ["MED-1", "STU-1", "MED-2", "STU-2"]);
    assert_eq!(plugin.records::<WaveAudience>().unwrap().len(), 20);
    let respondents: Vec<Respondent> = plugin.records().unwrap();
    assert!(respondents.iter().all(|respondent| ids.contains(&respondent.wave_id.as_str())));
    let (staff, students) = (text("vragenlijst/medewerkers.txt"), text("vragenlijst/studenten.txt"));
    let rows = |file: &str, letter: char| {
        let id = |line: &&str| {
            line.split('\t').next().is_some_and(|id| id.starts_with(letter) && id[1..].parse::<u32>().is_ok())
        };
        file.split("\r\n").filter(id).count()
    };
    assert_eq!(respondents.len(), rows(&staff, 'M') + rows(&students, 'S'));

    let answers: Vec<Answer> = plugin.records().unwrap();
    let cells = |value: &str| {
        [&staff, &students]
            .iter()
            .map(|file| file.split(['\t', '\r']).filter(|cell| *cell == value).count())
            .sum::<usize>()
    };
    let not_applicable = answers.iter().filter(|answer| answer.missing.as_deref() == Some("not_applicable"));
    assert_eq!(not_applicable.count(), cells("nvt"));
    let yes_no = answers.iter().filter(|answer| answer.item_id.starts_with("OB"));
    assert!(yes_no.clone().any(|answer| answer.value_num == Some(1.0)), "ja is 1");
    assert!(yes_no.clone().any(|answer| answer.value_num == Some(0.0)), "nee is 0");
    let genders: BTreeSet<&str> = answers
        .iter()
        .filter(|answer| answer.item_id == "GEN")
        .filter_map(|answer| answer.value_code.as_deref())
        .collect();
    assert_eq!(genders.into_iter().collect::<Vec<_>>(), ["m", "v", "x"]);
    assert!(answers.iter().all(|answer| answer.value_text.as_deref() != Some("")), "a skipped question has no row");
}

#[test]
fn transitions_belong_to_an_enrolment() {
    let plugin = open();
    let enrolments: BTreeSet<String> =
        plugin.records::<Enrolment>().unwrap().into_iter().map(|enrolment| enrolment.enrolment_id).collect();
    let transitions: Vec<Transition> = plugin.records().unwrap();
    let file = text("nazorg/bestemmingen.csv");
    let rows: Vec<Vec<&str>> = file.lines().skip(1).map(|line| line.split(';').collect()).collect();
    assert_eq!(transitions.len(), rows.len());
    assert!(transitions.iter().all(|transition| enrolments.contains(&transition.from_enrolment_id)));
    let unknown = transitions.iter().filter(|transition| transition.destination == "unknown").count();
    assert_eq!(
        unknown,
        rows.iter().filter(|row| row[2].is_empty()).count(),
        "an empty destination is unknown, not missing"
    );
}

#[test]
fn every_word_of_the_school_becomes_a_code_of_the_model() {
    use schakel_plugin::model::{Record, Type};
    fn check<T: Record>(plugin: &Harness) {
        for row in plugin.records::<T>().unwrap() {
            let row = serde_json::to_value(&row).unwrap();
            for column in T::table().columns {
                let (Type::Code(list) | Type::Set(list)) = column.ty else { continue };
                let text = row[column.name].as_str().unwrap_or_default();
                for code in text.split(';').filter(|code| !code.is_empty() || column.required) {
                    let known = list.codes.iter().any(|known| known.code == code);
                    assert!(known, "{}.{}: `{code}`", T::table().name, column.name);
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
    check::<Wave>(&plugin);
    check::<WaveAudience>(&plugin);
    check::<Respondent>(&plugin);
    check::<Answer>(&plugin);
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
