//! The registration of guidance that De Wilgenborch keeps beside its roster.

use super::Files;
use super::names::{staff_id, student_id};
use super::one_roster::{FUNCTIONS, class};
use super::text::{Encoding, Table, or_empty, word};
use crate::calendar::iso;
use crate::sim::School;

const FORMS: &[(&str, &str)] = &[
    ("individual_talk", "gesprek"),
    ("group_talk", "groepsgesprek"),
    ("three_way_talk", "driehoeksgesprek"),
    ("lob_lesson", "lobles"),
    ("subject_lesson", "vakles"),
    ("company_visit", "bedrijfsbezoek"),
    ("guest_lesson", "gastles"),
    ("open_day", "opendag"),
    ("trial_study", "meeloopdag"),
    ("fair", "beurs"),
    ("online", "online"),
    ("informal", "tussendoor"),
];
const PLACES: &[(&str, &str)] = &[
    ("lob_hour", "lobuur"),
    ("mentor_slb_hour", "mentoruur"),
    ("subject_lesson", "vakles"),
    ("outside_class", "school"),
    ("external", "buiten"),
    ("digital", "digitaal"),
];
const TOPICS: &[(&str, &str)] = &[
    ("profile_choice", "profielkeuze"),
    ("next_study_choice", "vervolgkeuze"),
    ("higher_education_possible", "hoger"),
    ("labour_market", "arbeidsmarkt"),
    ("obstacle", "belemmering"),
    ("other", "anders"),
];
const INITIATIVES: &[(&str, &str)] =
    &[("school", "school"), ("student", "leerling"), ("parent", "ouder"), ("teacher", "docent")];

pub(super) fn write(school: &School, files: &mut Files) {
    let mut put = |name: &str, bytes: Vec<u8>| {
        files.insert(name.to_owned(), bytes);
    };
    put("lob/momenten.csv", moments(school).bytes(Encoding::Utf8Bom));
    put("lob/moment-leerlingen.csv", moment_students(school).bytes(Encoding::Utf8));
    put("lob/doorstroom.csv", transitions(school).bytes(Encoding::Utf8));
    put("lob/uitgenodigd.csv", invited(school).bytes(Encoding::Utf8));
}

/// Notes of guides, with what people type; never selected by the plugin.
pub(super) fn note(at: usize) -> &'static str {
    match at % 53 {
        7 => "Wil nog nadenken;\nkomt volgende week terug",
        19 => "Zei: \"ik wil iets met mensen\"",
        31 => "Afspraak verzet, daarna prima gesprek",
        _ => "",
    }
}

fn moments(school: &School) -> Table {
    let mut t = Table::new(',').windows();
    t.row(cells![
        "id",
        "datum",
        "soort",
        "waar",
        "gepland",
        "duur",
        "themas",
        "initiatief",
        "begeleider1",
        "functie1",
        "begeleider2",
        "functie2",
        "notitie"
    ]);
    for (at, m) in school.moments.iter().enumerate() {
        let topics: Vec<&str> = m.topics.iter().map(|c| word(TOPICS, c)).collect();
        let guide = |n: usize| m.staff.get(n).map(|(s, r)| (staff_id(school, *s), word(FUNCTIONS, r)));
        let (one, two) = (guide(0).unwrap_or_default(), guide(1).unwrap_or_default());
        t.row(cells![
            &moment_id(at),
            &iso(m.date),
            word(FORMS, m.form),
            word(PLACES, m.setting),
            if m.scheduled { "ja" } else { "nee" },
            &or_empty(m.minutes),
            &topics.join(";"),
            m.initiative.map_or("", |i| word(INITIATIVES, i)),
            &one.0,
            one.1,
            &two.0,
            two.1,
            note(at),
        ]);
    }
    t
}

fn moment_id(at: usize) -> String {
    format!("WLG-MOM-{:06}", at + 1)
}

fn moment_students(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells!["moment", "leerling", "aanwezig", "zinvol"]);
    for (at, m) in school.moments.iter().enumerate() {
        for p in &m.students {
            let useful = p.meaningful.map_or("", |y| if y { "ja" } else { "nee" });
            t.row(cells![&moment_id(at), &student_id(school, p.student), if p.present { "ja" } else { "nee" }, useful]);
        }
    }
    t
}

fn transitions(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells!["leerling", "klas", "jaar", "naar", "niveau"]);
    for x in &school.transitions {
        let e = &school.enrolments[x.enrolment];
        t.row(cells![
            &student_id(school, x.student),
            &class(e.group),
            &x.year.to_string(),
            x.destination,
            x.level_change
        ]);
    }
    t
}

fn invited(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells!["meting", "lijst", "rol", "uitgenodigd", "populatie"]);
    for (wave, roles) in school.survey.audience.iter().enumerate() {
        for (role, count) in roles {
            let list = if *role == "student" { "leerlingen" } else { "medewerkers" };
            let n = count.to_string();
            t.row(cells![&(wave + 1).to_string(), list, word(FUNCTIONS, role), &n, &n]);
        }
    }
    t
}
