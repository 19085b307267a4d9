//! xAPI statements, one per line: what the register of guidance sends to a learning record store, which gives them
//! their ids.

use serde_json::{Map, Value, json};

use super::fixed_width::FUNCTIONS;
use super::names::{staff_id, student_id};
use super::text::word;
use super::{Files, failed};
use crate::Result;
use crate::sim::{Moment, Presence, School};

const SITE: &str = "https://kompas.example";
const FILE: &str = "xapi/statements.ndjson";
const FORMS: &[(&str, &str)] = &[
    ("individual_talk", "individueel-gesprek"),
    ("group_talk", "groepsgesprek"),
    ("three_way_talk", "driegesprek"),
    ("lob_lesson", "slb-les"),
    ("subject_lesson", "vakles"),
    ("company_visit", "bedrijfsbezoek"),
    ("guest_lesson", "gastles"),
    ("open_day", "open-dag"),
    ("trial_study", "meeloopdag"),
    ("internship", "stage"),
    ("fair", "beurs"),
    ("online", "online"),
    ("informal", "informeel"),
    ("other", "anders"),
];
const PLACES: &[(&str, &str)] = &[
    ("lob_hour", "lob-uur"),
    ("mentor_slb_hour", "slb-uur"),
    ("subject_lesson", "vakles"),
    ("outside_class", "buiten-de-les"),
    ("external", "extern"),
    ("digital", "digitaal"),
];

pub(super) fn write(school: &School, files: &mut Files) -> Result<()> {
    let mut lines = Lines::default();
    for (at, moment) in school.moments.iter().enumerate() {
        lines.add(&held(school, at, moment)).map_err(|e| failed(FILE)(&e))?;
        for p in &moment.students {
            for statement in more(school, at, moment, p) {
                lines.add(&statement).map_err(|e| failed(FILE)(&e))?;
            }
        }
        if at % 40 == 3 {
            lines.add(&portfolio(school, at, moment)).map_err(|e| failed(FILE)(&e))?;
        }
        if at % 60 == 5 {
            lines.add(&noise(school, at, moment)).map_err(|e| failed(FILE)(&e))?;
        }
    }
    files.insert(FILE.to_owned(), lines.0.into_bytes());
    Ok(())
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, statement: &Value) -> serde_json::Result<()> {
        self.0.push_str(&serde_json::to_string(statement)?);
        self.0.push('\n');
        Ok(())
    }
}

fn account(name: &str) -> Value {
    json!({"account": {"homePage": SITE, "name": name}})
}

fn agent(school: &School, student: usize) -> Value {
    account(&student_id(school, student))
}

fn object(at: usize, form: &str) -> Value {
    json!({"id": format!("{SITE}/lob/moment/{}", moment_id(at)), "definition": {"type": format!("{SITE}/lob/{}", word(FORMS, form))}})
}

fn moment_id(at: usize) -> String {
    format!("KM{:06}", at + 1)
}

fn verb(name: &str) -> Value {
    json!({"id": format!("{SITE}/verb/{name}")})
}

fn time(at: usize, moment: &Moment) -> String {
    // Winter time or summer time, as the register wrote it.
    let summer = matches!(chrono::Datelike::month(&moment.date), 4..=10);
    format!("{}T{:02}:{:02}:00+0{}:00", moment.date, 8 + at % 9, at % 4 * 15, if summer { 2 } else { 1 })
}

fn held(school: &School, at: usize, m: &Moment) -> Value {
    let there: Vec<&Presence> = m.students.iter().filter(|p| p.present).collect();
    let actor = match there.as_slice() {
        [one] => agent(school, one.student),
        many => {
            let members: Vec<Value> = many.iter().map(|p| account(&student_id(school, p.student))).collect();
            json!({"objectType": "Group", "member": members})
        }
    };
    let mut extensions = Map::new();
    let mut put = |name: &str, value: Value| {
        extensions.insert(name.to_owned(), value);
    };
    put("plaats", json!(word(PLACES, m.setting)));
    put("ingepland", json!(m.scheduled));
    put("onderwerpen", json!(m.topics));
    if let Some(asked) = m.initiative {
        put("initiatief", json!(word(&[("school", "opleiding"), ("teacher", "docent")], asked)));
    }
    let mut context = json!({"platform": "slb-register"});
    if let Some(fields) = context.as_object_mut() {
        if let Some((s, role)) = m.staff.first() {
            fields.insert("instructor".to_owned(), account(&staff_id(school, *s)));
            put("rol", json!(word(FUNCTIONS, role)));
        }
        if let Some((s, role)) = m.staff.get(1) {
            fields
                .insert("team".to_owned(), json!({"objectType": "Group", "member": [account(&staff_id(school, *s))]}));
            put("rol2", json!(word(FUNCTIONS, role)));
        }
        fields.insert("extensions".to_owned(), json!({format!("{SITE}/lob"): Value::Object(extensions)}));
    }
    let mut statement = json!({
        "timestamp": time(at, m), "actor": actor, "verb": verb("attended"), "object": object(at, m.form),
        "context": context,
    });
    if let (Some(minutes), Some(fields)) = (m.minutes, statement.as_object_mut()) {
        fields.insert("result".to_owned(), json!({"duration": format!("PT{minutes}M")}));
    }
    statement
}

/// Who was absent, and who said whether it was meaningful.
fn more(school: &School, at: usize, m: &Moment, p: &Presence) -> Vec<Value> {
    let statement = |name: &str, result: Option<bool>| {
        let mut statement = json!({
            "timestamp": time(at, m), "actor": agent(school, p.student), "verb": verb(name),
            "object": {"id": format!("{SITE}/lob/moment/{}", moment_id(at))},
        });
        if let (Some(success), Some(fields)) = (result, statement.as_object_mut()) {
            fields.insert("result".to_owned(), json!({"success": success}));
        }
        statement
    };
    if p.present {
        p.meaningful.map(|useful| statement("rated", Some(useful))).into_iter().collect()
    } else {
        vec![statement("missed", None)]
    }
}

/// Something a student did alone, in the digital portfolio.
fn portfolio(school: &School, at: usize, m: &Moment) -> Value {
    let student = m.students.first().map_or(0, |p| p.student);
    json!({
        "timestamp": time(at + 2, m), "actor": agent(school, student), "verb": verb("attended"),
        "object": {"id": format!("{SITE}/lob/moment/KP{:06}", at + 1), "definition": {"type": format!("{SITE}/lob/online")}},
        "result": {"duration": "PT1H5M30S"},
        "context": {"platform": "portfolio", "extensions": {format!("{SITE}/lob"): {"plaats": "digitaal", "onderwerpen": ["KR"]}}},
    })
}

/// Statements that are no guidance: trials of the supplier, and pages opened.
fn noise(school: &School, at: usize, m: &Moment) -> Value {
    let student = m.students.first().map_or(0, |p| p.student);
    if at.is_multiple_of(2) {
        json!({
            "timestamp": time(at, m), "actor": agent(school, student), "verb": verb("opened"),
            "object": {"id": format!("{SITE}/portfolio/page/{}", at % 7)}, "context": {"platform": "portfolio"},
        })
    } else {
        json!({
            "timestamp": time(at, m), "actor": account("test"),
            "verb": verb("attended"), "object": {"id": format!("{SITE}/lob/moment/TEST{at}"), "definition": {"type": format!("{SITE}/lob/online")}},
            "context": {"platform": "test"},
        })
    }
}
