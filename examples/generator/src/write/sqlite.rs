//! The school's own database, as one SQLite file, with trial rows of the supplier among the data.

use rusqlite::{Connection, Transaction, params};

use super::lob_lists::note;
use super::names::{mail, staff_id, staff_name, student_id, student_name};
use super::text::word;
use super::{Files, failed};
use crate::Result;
use crate::calendar::{YEARS, iso};
use crate::sim::School;

const FILE: &str = "ambacht.sqlite";

/// Words of the school for roles.
pub(super) const FUNCTIONS: &[(&str, &str)] = &[
    ("docent", "DOC"),
    ("slb", "SLB"),
    ("praktijkbegeleider", "BPV"),
    ("loopbaanbegeleider", "LBA"),
    ("lob_coordinator", "LOBCO"),
    ("teamleider", "TL"),
    ("schoolleiding", "DIR"),
    ("oop", "OOP"),
    ("zorg", "ZORG"),
];
const FORMS: &[(&str, i64)] = &[
    ("individual_talk", 1),
    ("group_talk", 2),
    ("three_way_talk", 3),
    ("lob_lesson", 4),
    ("subject_lesson", 5),
    ("company_visit", 6),
    ("guest_lesson", 7),
    ("open_day", 8),
    ("trial_study", 9),
    ("internship", 10),
    ("fair", 11),
    ("online", 12),
    ("informal", 13),
];
const PLACES: &[(&str, &str)] = &[
    ("lob_hour", "LOB"),
    ("mentor_slb_hour", "SLB"),
    ("subject_lesson", "LES"),
    ("outside_class", "SCHOOL"),
    ("external", "BEDRIJF"),
    ("digital", "ONLINE"),
];

const SCHEMA: &str = "
CREATE TABLE instelling (brin TEXT PRIMARY KEY, naam TEXT NOT NULL, sector TEXT NOT NULL);
CREATE TABLE team (team_id INTEGER PRIMARY KEY, naam TEXT NOT NULL);
CREATE TABLE opleiding (crebo TEXT PRIMARY KEY, naam TEXT NOT NULL, niveau INTEGER NOT NULL, leerweg TEXT NOT NULL);
CREATE TABLE medewerker (nr TEXT PRIMARY KEY, voornaam TEXT, achternaam TEXT, email TEXT, wtf REAL, geeft_les INTEGER, loopbaancoach INTEGER, is_test INTEGER NOT NULL DEFAULT 0);
CREATE TABLE medewerker_rol (nr TEXT NOT NULL, volgorde INTEGER NOT NULL, rol TEXT NOT NULL, team_id INTEGER, vak TEXT, van TEXT NOT NULL, tot TEXT, uren REAL, PRIMARY KEY (nr, volgorde));
CREATE TABLE deelnemer (nr TEXT PRIMARY KEY, voornaam TEXT, achternaam TEXT, email TEXT, geboren TEXT, geslacht TEXT, is_test INTEGER NOT NULL DEFAULT 0);
CREATE TABLE intake (nr TEXT PRIMARY KEY, vooropleiding TEXT, ouders_gestudeerd TEXT, postcode TEXT, ondersteuning INTEGER);
CREATE TABLE groep (groep_id INTEGER PRIMARY KEY, code TEXT NOT NULL, studiejaar TEXT NOT NULL, crebo TEXT NOT NULL, leerjaar INTEGER NOT NULL, vak TEXT, team_id INTEGER, slb TEXT);
CREATE TABLE groep_docent (groep_id INTEGER NOT NULL, nr TEXT NOT NULL, PRIMARY KEY (groep_id, nr));
CREATE TABLE verbintenis (verbintenis_id INTEGER PRIMARY KEY, nr TEXT NOT NULL, groep_id INTEGER NOT NULL, van TEXT NOT NULL, tot TEXT, einde TEXT, op_teldatum INTEGER NOT NULL);
CREATE TABLE soort_gesprek (soort INTEGER PRIMARY KEY, naam TEXT NOT NULL);
CREATE TABLE gesprek (gesprek_id INTEGER PRIMARY KEY, datum TEXT NOT NULL, soort INTEGER NOT NULL, plek TEXT NOT NULL, ingepland INTEGER NOT NULL, minuten INTEGER, initiatief TEXT, notitie TEXT, is_test INTEGER NOT NULL DEFAULT 0);
CREATE TABLE gesprek_onderwerp (gesprek_id INTEGER NOT NULL, onderwerp TEXT NOT NULL);
CREATE TABLE gesprek_medewerker (gesprek_id INTEGER NOT NULL, nr TEXT NOT NULL, rol TEXT NOT NULL);
CREATE TABLE gesprek_deelnemer (gesprek_id INTEGER NOT NULL, nr TEXT NOT NULL, aanwezig INTEGER, zinvol INTEGER);
CREATE TABLE vervolg (nr TEXT NOT NULL, verbintenis_id INTEGER NOT NULL, jaar INTEGER NOT NULL, bestemming TEXT, niveau TEXT, na_een_jaar TEXT);
CREATE TABLE uitgenodigd (meting INTEGER NOT NULL, lijst TEXT NOT NULL, rol TEXT NOT NULL, aantal INTEGER NOT NULL, totaal INTEGER NOT NULL);
";

pub(super) fn write(school: &School, files: &mut Files) -> Result<()> {
    let wrong = failed(FILE);
    let folder = tempfile::tempdir().map_err(|e| wrong(&e))?;
    let path = folder.path().join(FILE);
    fill(school, &path).map_err(|e| wrong(&e))?;
    let bytes = std::fs::read(&path).map_err(|e| wrong(&e))?;
    files.insert(FILE.to_owned(), bytes);
    Ok(())
}

fn fill(school: &School, path: &std::path::Path) -> rusqlite::Result<()> {
    let mut connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")?;
    let all = connection.transaction()?;
    all.execute_batch(SCHEMA)?;
    organisation(school, &all)?;
    staff(school, &all)?;
    students(school, &all)?;
    groups(school, &all)?;
    moments(school, &all)?;
    trials(&all)?;
    rest(school, &all)?;
    all.commit()?;
    connection.execute_batch("VACUUM;")
}

fn organisation(school: &School, all: &Transaction<'_>) -> rusqlite::Result<()> {
    let p = school.profile;
    all.execute("INSERT INTO instelling VALUES (?, ?, ?)", params![p.brin, school.name, p.sector])?;
    for (at, name) in school.teams().iter().enumerate() {
        all.execute("INSERT INTO team VALUES (?, ?)", params![at as i64 + 1, name])?;
    }
    for x in p.programmes {
        let level = x.level.replace("mbo_", "");
        all.execute(
            "INSERT INTO opleiding VALUES (?, ?, ?, ?)",
            params![x.code, x.name, level, x.track.unwrap_or_default().to_uppercase()],
        )?;
    }
    for (form, number) in FORMS {
        all.execute("INSERT INTO soort_gesprek VALUES (?, ?)", params![number, dutch_form(form)])?;
    }
    Ok(())
}

fn dutch_form(form: &str) -> &str {
    word(
        &[
            ("individual_talk", "Gesprek"),
            ("group_talk", "Groepsgesprek"),
            ("three_way_talk", "Driegesprek"),
            ("lob_lesson", "LOB-les"),
            ("subject_lesson", "In de les"),
            ("company_visit", "Bedrijfsbezoek"),
            ("guest_lesson", "Gastles"),
            ("open_day", "Open dag"),
            ("trial_study", "Meeloopdag"),
            ("internship", "BPV-gesprek"),
            ("fair", "Beurs"),
            ("online", "Online"),
            ("informal", "Tussendoor"),
        ],
        form,
    )
}

fn staff(school: &School, all: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut person = all.prepare("INSERT INTO medewerker VALUES (?, ?, ?, ?, ?, ?, ?, 0)")?;
    let mut role = all.prepare("INSERT INTO medewerker_rol VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (at, s) in school.staff.iter().enumerate() {
        let (id, name) = (staff_id(school, at), staff_name(school, at));
        person.execute(params![id, name.0, name.1, mail(school, &name), s.fte, s.teaches, s.alumnus])?;
        for (n, r) in s.roles.iter().enumerate() {
            role.execute(params![
                id,
                n as i64 + 1,
                word(FUNCTIONS, r.role),
                r.team as i64 + 1,
                r.subject,
                iso(r.from),
                r.until.map(iso),
                r.hours
            ])?;
        }
    }
    Ok(())
}

fn students(school: &School, all: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut person = all.prepare("INSERT INTO deelnemer VALUES (?, ?, ?, ?, ?, ?, 0)")?;
    let mut intake = all.prepare("INSERT INTO intake VALUES (?, ?, ?, ?, ?)")?;
    for (at, s) in school.students.iter().enumerate() {
        let (id, name) = (student_id(school, at), student_name(school, at));
        person.execute(params![id, name.0, name.1, mail(school, &name), iso(s.birth), s.gender])?;
        intake.execute(params![
            id,
            s.prior,
            s.first_generation.map(|f| word(&[("ja", "nee"), ("nee", "ja")], f)),
            s.postcode,
            s.support
        ])?;
    }
    let mut place = all.prepare("INSERT INTO verbintenis VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    for (at, e) in school.enrolments.iter().enumerate() {
        let end = match e.status {
            "graduated" => Some("diploma"),
            "dropped_out" => Some("gestopt"),
            "moved" => Some("volgend jaar"),
            _ => None,
        };
        place.execute(params![
            at as i64 + 1,
            student_id(school, e.student),
            e.group as i64 + 1,
            iso(e.from),
            e.until.map(iso),
            end,
            e.on_reference_date
        ])?;
    }
    Ok(())
}

fn groups(school: &School, all: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut group = all.prepare("INSERT INTO groep VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut teacher = all.prepare("INSERT OR IGNORE INTO groep_docent VALUES (?, ?)")?;
    for (at, g) in school.groups.iter().enumerate() {
        let crebo = school.profile.programmes[g.programme].code;
        let guide = g.guide.map(|s| staff_id(school, s));
        group.execute(params![
            at as i64 + 1,
            g.code,
            YEARS[g.year],
            crebo,
            g.level,
            g.subject,
            g.team as i64 + 1,
            guide
        ])?;
        for s in &g.teachers {
            teacher.execute(params![at as i64 + 1, staff_id(school, *s)])?;
        }
    }
    Ok(())
}

fn moments(school: &School, all: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut talk = all.prepare("INSERT INTO gesprek VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)")?;
    let mut topic = all.prepare("INSERT INTO gesprek_onderwerp VALUES (?, ?)")?;
    let mut guide = all.prepare("INSERT INTO gesprek_medewerker VALUES (?, ?, ?)")?;
    let mut student = all.prepare("INSERT INTO gesprek_deelnemer VALUES (?, ?, ?, ?)")?;
    for (at, m) in school.moments.iter().enumerate() {
        let id = at as i64 + 1;
        let form = FORMS.iter().find(|(f, _)| *f == m.form).map_or(0, |(_, n)| *n);
        let asked =
            m.initiative.map(|i| word(&[("school", "school"), ("student", "deelnemer"), ("teacher", "docent")], i));
        let noted = Some(note(at)).filter(|n| !n.is_empty());
        talk.execute(params![id, iso(m.date), form, word(PLACES, m.setting), m.scheduled, m.minutes, asked, noted])?;
        for t in &m.topics {
            topic.execute(params![id, t])?;
        }
        for (s, role) in &m.staff {
            guide.execute(params![id, staff_id(school, *s), word(FUNCTIONS, role)])?;
        }
        for p in &m.students {
            student.execute(params![id, student_id(school, p.student), p.present, p.meaningful])?;
        }
    }
    Ok(())
}

/// What the supplier left behind after a trial.
fn trials(all: &Transaction<'_>) -> rusqlite::Result<()> {
    all.execute_batch(
        "INSERT INTO medewerker VALUES ('TEST1', 'Test', 'Leverancier', NULL, 1.0, 1, 0, 1);
         INSERT INTO deelnemer VALUES ('TEST2', 'Test', 'Deelnemer', NULL, '1900-01-01', 'm', 1);
         INSERT INTO gesprek VALUES (999001, '2025-01-01', 1, 'SCHOOL', 0, 5, NULL, 'proef', 1);
         INSERT INTO gesprek_medewerker VALUES (999001, 'TEST1', 'DOC');
         INSERT INTO gesprek_deelnemer VALUES (999001, 'TEST2', 1, NULL);",
    )
}

fn rest(school: &School, all: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut next = all.prepare("INSERT INTO vervolg VALUES (?, ?, ?, ?, ?, ?)")?;
    for x in &school.transitions {
        let to = Some(x.destination).filter(|d| *d != "unknown");
        next.execute(params![
            student_id(school, x.student),
            x.enrolment as i64 + 1,
            x.year,
            to,
            x.level_change,
            x.after_one_year
        ])?;
    }
    let mut invited = all.prepare("INSERT INTO uitgenodigd VALUES (?, ?, ?, ?, ?)")?;
    for (wave, roles) in school.survey.audience.iter().enumerate() {
        for (role, count) in roles {
            let (list, role) =
                if *role == "student" { ("deelnemers", "DEELNEMER") } else { ("medewerkers", word(FUNCTIONS, role)) };
            invited.execute(params![wave as i64 + 1, list, role, *count as i64, *count as i64])?;
        }
    }
    Ok(())
}
