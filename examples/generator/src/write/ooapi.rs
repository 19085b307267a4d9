//! OOAPI v5 pages in JSON, with what OOAPI has no place for under `consumers`, and CSV beside it.

use serde_json::{Value, json};

use super::lob_lists::note;
use super::names::{mail, staff_id, staff_name, student_id, student_name, team_id, uuid};
use super::text::{Encoding, Table, comma, or_empty, word};
use super::{Files, failed};
use crate::Result;
use crate::calendar::{YEARS, iso, year_end, year_start};
use crate::instrument::Kind;
use crate::sim::School;
use crate::sim::survey::{Answer, Audience};

/// Words of the school for roles.
const FUNCTIONS: &[(&str, &str)] = &[
    ("slb", "studieloopbaanbegeleider"),
    ("coach", "studiecoach"),
    ("loopbaanbegeleider", "loopbaanadviseur"),
    ("praktijkbegeleider", "stagebegeleider"),
    ("schoolleiding", "directie"),
    ("oop", "onderwijsondersteuning"),
];
const FORMS: &[(&str, &str)] = &[
    ("individual_talk", "individueel gesprek"),
    ("group_talk", "groepsgesprek"),
    ("three_way_talk", "driegesprek"),
    ("lob_lesson", "slb-les"),
    ("subject_lesson", "college"),
    ("company_visit", "bedrijfsbezoek"),
    ("guest_lesson", "gastcollege"),
    ("open_day", "open dag"),
    ("trial_study", "proefstuderen"),
    ("internship", "stagegesprek"),
    ("fair", "carrièrebeurs"),
    ("online", "online"),
    ("informal", "informeel"),
];
const PLACES: &[(&str, &str)] = &[
    ("lob_hour", "loopbaanuur"),
    ("mentor_slb_hour", "slb-uur"),
    ("subject_lesson", "college"),
    ("outside_class", "buiten college"),
    ("external", "extern"),
    ("digital", "online"),
];
const TOPICS: &[(&str, &str)] = &[
    ("KR", "kwaliteiten"),
    ("MR", "motieven"),
    ("WE", "werk"),
    ("LS", "sturing"),
    ("NW", "netwerk"),
    ("next_study_choice", "vervolgstudie"),
    ("higher_education_possible", "hoger niveau"),
    ("labour_market", "arbeidsmarkt"),
    ("obstacle", "belemmering"),
    ("other", "anders"),
];
/// People on one page.
const PAGE: usize = 500;

pub(super) fn write(school: &School, files: &mut Files) -> Result<()> {
    let mut put = |name: &str, items: Vec<Value>, page: usize, more: bool| -> Result<()> {
        let page = json!({"pageSize": PAGE, "pageNumber": page, "hasPreviousPage": page > 1, "hasNextPage": more, "items": items});
        let name = format!("ooapi/{name}.json");
        let bytes = serde_json::to_vec(&page).map_err(|e| failed(&name)(&e))?;
        files.insert(name, bytes);
        Ok(())
    };
    put("organizations", organizations(school), 1, false)?;
    put("programs", programs(school), 1, false)?;
    put("programofferings", offerings(school), 1, false)?;
    put("groups", groups(school), 1, false)?;
    put("group-persons", group_persons(school), 1, false)?;
    for (name, items) in [("persons", persons(school)), ("associations", associations(school))] {
        let pages = items.len().div_ceil(PAGE);
        for (at, page) in items.chunks(PAGE).enumerate() {
            put(&format!("{name}-{}", at + 1), page.to_vec(), at + 1, at + 1 < pages)?;
        }
    }
    for (name, table) in [
        ("begeleiding/momenten.csv", moments(school)),
        ("begeleiding/deelnemers.csv", moment_students(school)),
        ("begeleiding/uitnodigingen.csv", invited(school)),
        ("begeleiding/uitstroom.csv", transitions(school)),
        ("vragenlijst/medewerkers.csv", survey(school, Audience::Staff)),
        ("vragenlijst/studenten.csv", survey(school, Audience::Student)),
    ] {
        files.insert(name.to_owned(), table.bytes(Encoding::Utf8));
    }
    Ok(())
}

fn named(text: &str) -> Value {
    json!([{"language": "nl-NL", "value": text}])
}

/// The university itself.
fn root() -> String {
    uuid(6, 1)
}

fn programme(at: usize) -> String {
    uuid(3, at + 1)
}

fn offering(school: &School, programme: usize, year: usize) -> String {
    uuid(4, year * school.profile.programmes.len() + programme + 1)
}

fn group(at: usize) -> String {
    uuid(5, at + 1)
}

fn organizations(school: &School) -> Vec<Value> {
    let mut all = vec![json!({
        "organizationId": root(), "primaryCode": {"codeType": "brin", "code": school.profile.brin},
        "organizationType": "root", "name": named(&school.name), "shortName": "Delta",
    })];
    for (at, name) in school.teams().iter().enumerate() {
        all.push(json!({
            "organizationId": team_id(school, at), "primaryCode": {"codeType": "organizationId", "code": format!("T{}", at + 1)},
            "organizationType": "department", "name": named(name), "shortName": format!("T{}", at + 1), "parent": root(),
        }));
    }
    all
}

fn programs(school: &School) -> Vec<Value> {
    let list = school.profile.programmes.iter().enumerate();
    list.map(|(at, p)| {
        let level = if p.level == "ad" { "associate degree" } else { "bachelor" };
        let mode = word(&[("voltijd", "full-time"), ("deeltijd", "part-time"), ("duaal", "dual training")], p.track.unwrap_or_default());
        json!({
            "programId": programme(at), "primaryCode": {"codeType": "crohoCreboCode", "code": p.code}, "programType": "program",
            "name": named(p.name), "abbreviation": p.short, "description": named(p.name), "teachingLanguage": "nld", "level": level,
            "modeOfStudy": mode,
        })
    })
    .collect()
}

fn offerings(school: &School) -> Vec<Value> {
    let mut all = Vec::new();
    for (year, title) in YEARS.iter().enumerate() {
        for (at, p) in school.profile.programmes.iter().enumerate() {
            all.push(json!({
                "offeringId": offering(school, at, year), "offeringType": "program", "program": programme(at), "academicSession": title,
                "name": named(p.name), "startDate": iso(year_start(year)), "endDate": iso(year_end(year)),
            }));
        }
    }
    all
}

fn persons(school: &School) -> Vec<Value> {
    let mut all = Vec::new();
    for (at, s) in school.staff.iter().enumerate() {
        let name = staff_name(school, at);
        let roles: Vec<Value> = s
            .roles
            .iter()
            .map(|r| {
                json!({
                    "rol": word(FUNCTIONS, r.role), "team": team_id(school, r.team), "vak": r.subject, "van": iso(r.from),
                    "tot": r.until.map(iso), "uren": r.hours,
                })
            })
            .collect();
        all.push(json!({
            "personId": staff_id(school, at), "primaryCode": {"codeType": "identifier", "code": format!("D{:05}", 50_000 + at)},
            "givenName": name.0, "surname": name.1, "displayName": format!("{} {}", name.0, name.1), "affiliations": ["employee"],
            "mail": mail(school, &name), "activeEnrollment": false,
            "consumers": [{"consumerKey": "delta", "aanstelling": s.fte.map(comma), "leergangLoopbaancoaching": s.alumnus, "rollen": roles}],
        }));
    }
    for at in 0..2 {
        all.push(json!({
            "personId": uuid(9, at + 1), "primaryCode": {"codeType": "identifier", "code": format!("TEST{at}")}, "givenName": "Test",
            "surname": "Account", "displayName": "Test Account", "affiliations": ["guest"], "mail": "test@delta.example", "activeEnrollment": false,
        }));
    }
    for (at, s) in school.students.iter().enumerate() {
        let name = student_name(school, at);
        let active = school.enrolments_of(at).iter().any(|e| e.status == "active");
        let mut consumer =
            json!({"consumerKey": "delta", "vooropleiding": prior(s.prior), "postcodecijfers": s.postcode});
        if let (Some(first), Some(fields)) = (s.first_generation, consumer.as_object_mut()) {
            fields.insert("eersteGeneratie".to_owned(), json!(word(&[("weet_niet", "weet niet")], first)));
        }
        all.push(json!({
            "personId": student_id(school, at), "primaryCode": {"codeType": "studentNumber", "code": format!("5{:06}", at + 1)},
            "givenName": name.0, "surname": name.1, "displayName": format!("{} {}", name.0, name.1), "affiliations": ["student"],
            "mail": mail(school, &name), "activeEnrollment": active, "dateOfBirth": iso(s.birth),
            "gender": word(&[("m", "M"), ("v", "F"), ("x", "X"), ("unknown", "U")], s.gender), "consumers": [consumer],
        }));
    }
    all
}

fn prior(code: &'static str) -> &'static str {
    word(&[("mbo_4", "mbo4"), ("hbo_bachelor", "ho")], code)
}

fn groups(school: &School) -> Vec<Value> {
    let list = school.groups.iter().enumerate();
    list.map(|(at, g)| {
        json!({
            "groupId": group(at), "primaryCode": {"codeType": "groupCode", "code": g.code},
            "groupType": if g.subject.is_some() { "learning group" } else { "class" }, "name": named(&g.code),
            "startDate": iso(year_start(g.year)), "endDate": iso(year_end(g.year)),
            "consumers": [{"consumerKey": "delta", "program": programme(g.programme), "leerjaar": g.level, "vak": g.subject,
                "studiejaar": YEARS[g.year], "team": team_id(school, g.team)}],
        })
    })
    .collect()
}

fn group_persons(school: &School) -> Vec<Value> {
    let list = school.groups.iter().enumerate();
    list.map(|(at, g)| {
        let mut persons: Vec<Value> =
            g.guide.iter().map(|s| json!({"personId": staff_id(school, *s), "role": "slb"})).collect();
        persons.extend(g.teachers.iter().map(|s| json!({"personId": staff_id(school, *s), "role": "lecturer"})));
        json!({"groupId": group(at), "persons": persons})
    })
    .collect()
}

fn association(at: usize) -> String {
    uuid(7, at + 1)
}

fn associations(school: &School) -> Vec<Value> {
    let list = school.enrolments.iter().enumerate();
    list.map(|(at, e)| {
        let left = match e.status {
            "graduated" => Some("diploma"),
            "dropped_out" => Some("gestopt"),
            "moved" => Some("gemaakte overstap"),
            _ => None,
        };
        json!({
            "associationId": association(at), "associationType": "programOfferingAssociation", "role": "student",
            "state": if e.status == "dropped_out" { "canceled" } else { "associated" }, "person": student_id(school, e.student),
            "offering": offering(school, e.programme, e.year),
            "consumers": [{"consumerKey": "delta", "leerjaar": e.level, "groep": group(e.group), "van": iso(e.from), "tot": e.until.map(iso),
                "uitstroom": left, "peildatum": e.on_reference_date}],
        })
    })
    .collect()
}

fn moments(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "moment_id",
        "datum",
        "duur_min",
        "vorm",
        "plaats",
        "ingepland",
        "onderwerpen",
        "initiatief",
        "begeleider_1",
        "rol_1",
        "begeleider_2",
        "rol_2",
        "opmerking"
    ]);
    for (at, m) in school.moments.iter().enumerate() {
        let topics: Vec<&str> = m.topics.iter().map(|c| word(TOPICS, c)).collect();
        let guide =
            |n: usize| m.staff.get(n).map(|(s, r)| (staff_id(school, *s), word(FUNCTIONS, r))).unwrap_or_default();
        let (one, two) = (guide(0), guide(1));
        let asked = m.initiative.map_or("", |i| word(&[("school", "opleiding"), ("teacher", "docent")], i));
        t.row(cells![
            &moment_id(at),
            &iso(m.date),
            &or_empty(m.minutes),
            word(FORMS, m.form),
            word(PLACES, m.setting),
            if m.scheduled { "ja" } else { "nee" },
            &topics.join(";"),
            asked,
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
    format!("DM{:06}", at + 1)
}

fn moment_students(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells!["moment_id", "student", "aanwezig", "zinvol"]);
    for (at, m) in school.moments.iter().enumerate() {
        for p in &m.students {
            let useful = p.meaningful.map_or("", |y| if y { "ja" } else { "nee" });
            t.row(cells![&moment_id(at), &student_id(school, p.student), if p.present { "ja" } else { "nee" }, useful]);
        }
    }
    t
}

fn invited(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells!["meting", "doelgroep", "rol", "uitgenodigd", "populatie"]);
    for (wave, roles) in school.survey.audience.iter().enumerate() {
        for (role, count) in roles {
            let n = count.to_string();
            let list = if *role == "student" { "studenten" } else { "medewerkers" };
            t.row(cells![&(wave + 1).to_string(), list, word(FUNCTIONS, role), &n, &n]);
        }
    }
    t
}

fn transitions(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells!["student", "association", "jaar", "bestemming", "niveau", "na_een_jaar"]);
    for x in &school.transitions {
        t.row(cells![
            &student_id(school, x.student),
            &association(x.enrolment),
            &x.year.to_string(),
            x.destination,
            x.level_change,
            x.after_one_year.unwrap_or_default(),
        ]);
    }
    t
}

fn survey(school: &School, audience: Audience) -> Table {
    let items = audience.items();
    let mut t = Table::new(',');
    let fixed = ["respons_id", "meting", "ingevuld_op", "afgerond", "rol", "koppelcode"];
    t.row(fixed.into_iter().chain(items.iter().map(|i| i.code)));
    for (at, r) in school.survey.of(audience).iter().enumerate() {
        let role = if r.role == "student" { "student" } else { word(FUNCTIONS, r.role) };
        let mut row = vec![
            format!("{}{:05}", if audience == Audience::Staff { "RM" } else { "RS" }, at + 1),
            (r.wave + 1).to_string(),
            r.started.format("%Y-%m-%d %H:%M:%S").to_string(),
            if r.completed { "ja" } else { "nee" }.to_owned(),
            role.to_owned(),
            r.link_code.clone().unwrap_or_default(),
        ];
        row.extend(items.iter().zip(&r.answers).map(|(i, a)| plain(i.kind, a)));
        t.row(row);
    }
    t
}

/// An answer as a plain survey tool writes it.
pub(super) fn plain(kind: Kind, answer: &Answer) -> String {
    match (kind, answer) {
        (_, Answer::Skipped) => String::new(),
        (_, Answer::NotApplicable) => "nvt".to_owned(),
        (Kind::YesNo, Answer::Number(n)) => if *n == 1 { "ja" } else { "nee" }.to_owned(),
        (_, Answer::Number(n)) => n.to_string(),
        (_, Answer::Code(code)) => (*code).to_owned(),
        (_, Answer::Text(text)) => (*text).to_owned(),
    }
}
