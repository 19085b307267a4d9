//! List exports as a school defined them: `;`, windows-1252, `dd-mm-jjjj`, decimal comma.

use super::Files;
use super::lob_lists::note;
use super::names::{mail, staff_id, staff_name, student_id, student_name};
use super::sheet;
use super::text::{Encoding, Table, comma, or_empty, word};
use crate::Result;
use crate::calendar::{YEARS, dutch};
use crate::sim::School;

/// Words of the school for roles, with an accent that only the right encoding reads.
pub(super) const FUNCTIONS: &[(&str, &str)] = &[
    ("docent", "docent"),
    ("mentor", "mentor"),
    ("coach", "coach"),
    ("decaan", "decaan"),
    ("lob_coordinator", "LOB-coördinator"),
    ("teamleider", "teamleider"),
    ("schoolleiding", "directie"),
    ("oop", "ondersteuning"),
    ("zorg", "zorgcoördinator"),
];
const FORMS: &[(&str, &str)] = &[
    ("individual_talk", "één op één"),
    ("group_talk", "groep"),
    ("three_way_talk", "met ouders"),
    ("lob_lesson", "LOB-les"),
    ("subject_lesson", "in de les"),
    ("company_visit", "bedrijfsbezoek"),
    ("guest_lesson", "gastles"),
    ("open_day", "open dag"),
    ("trial_study", "meeloopdag"),
    ("fair", "beurs"),
    ("online", "online"),
    ("informal", "tussendoor"),
];
const PLACES: &[(&str, &str)] = &[
    ("lob_hour", "LOB-uur"),
    ("mentor_slb_hour", "mentoruur"),
    ("subject_lesson", "vakles"),
    ("outside_class", "kamer"),
    ("external", "buiten school"),
    ("digital", "Teams"),
];
const TOPICS: &[(&str, &str)] = &[
    ("KR", "kwaliteiten"),
    ("MR", "motieven"),
    ("WE", "werk verkennen"),
    ("LS", "sturen"),
    ("NW", "netwerk"),
    ("profile_choice", "profielkeuze"),
    ("next_study_choice", "vervolgstudie"),
    ("higher_education_possible", "hoger kan ook"),
    ("labour_market", "arbeidsmarkt"),
    ("obstacle", "knelpunt"),
    ("other", "overig"),
];
const INITIATIVES: &[(&str, &str)] = &[("school", "S"), ("student", "L"), ("parent", "O"), ("teacher", "D")];
const DESTINATIONS: &[(&str, &str)] = &[
    ("mbo_3", "mbo niveau 3"),
    ("mbo_4", "mbo niveau 4"),
    ("vo", "ander vo"),
    ("hbo_ba", "hbo"),
    ("wo", "universiteit"),
    ("work", "werk"),
    ("no_education", "tussenjaar"),
    ("unknown", "onbekend"),
];

const YES_NO: [&str; 2] = ["N", "J"];

fn yes_no(yes: bool) -> &'static str {
    YES_NO[usize::from(yes)]
}

pub(super) fn write(school: &School, files: &mut Files) -> Result<()> {
    let mut put = |name: String, table: &Table| {
        files.insert(name, table.bytes(Encoding::Windows1252));
    };
    put("export/school.csv".to_owned(), &organisation(school));
    put("export/medewerkers.csv".to_owned(), &staff(school));
    put("export/klassen.csv".to_owned(), &classes(school));
    put("export/uitgenodigd.csv".to_owned(), &invited(school));
    for (year, title) in YEARS.iter().enumerate() {
        put(format!("export/leerlingen_{title}.csv"), &students(school, year));
        put(format!("export/gesprekken_{title}.csv"), &talks(school, year));
    }
    files.insert("export/uitstroom_2025.xlsx".to_owned(), destinations(school)?);
    Ok(())
}

fn table() -> Table {
    Table::new(';').windows()
}

fn organisation(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["BRIN", "NAAM", "SECTOR", "TEAM"]);
    for team in school.teams() {
        t.row(cells![school.profile.brin, &school.name, school.profile.sector, team]);
    }
    t
}

fn staff(school: &School) -> Table {
    let mut t = table();
    t.row(cells![
        "AFK",
        "ACHTERNAAM",
        "ROEPNAAM",
        "E-MAIL",
        "FUNCTIES",
        "TEAM",
        "VAK",
        "WTF",
        "LOB-UREN",
        "IN DIENST",
        "UIT DIENST",
        "ONDERWIJZEND",
        "LEERGANG LOOPBAANCOACHING",
        "2E FUNCTIE VANAF"
    ]);
    for (at, s) in school.staff.iter().enumerate() {
        let name = staff_name(school, at);
        let functions: Vec<&str> = s.roles.iter().map(|r| word(FUNCTIONS, r.role)).collect();
        let Some(first) = s.roles.first() else { continue };
        let second = s.roles.get(1).filter(|r| r.from != first.from).map(|r| dutch(r.from));
        t.row(cells![
            &staff_id(school, at),
            &name.1,
            &name.0,
            &mail(school, &name),
            &functions.join("; "),
            school.teams()[first.team],
            s.roles.iter().find_map(|r| r.subject).unwrap_or_default(),
            &s.fte.map(comma).unwrap_or_default(),
            &s.roles.iter().find_map(|r| r.hours).map(comma).unwrap_or_default(),
            &dutch(first.from),
            &or_empty(first.until.map(dutch)),
            yes_no(s.teaches),
            yes_no(s.alumnus),
            &or_empty(second),
        ]);
    }
    t
}

fn classes(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["KLAS", "SCHOOLJAAR", "STUDIE", "LEERJAAR", "SOORT", "VAK", "MENTOR", "DOCENT 1", "DOCENT 2", "TEAM"]);
    for g in &school.groups {
        let teacher = |n: usize| g.teachers.get(n).map(|s| staff_id(school, *s)).unwrap_or_default();
        t.row(cells![
            &g.code,
            YEARS[g.year],
            school.profile.programmes[g.programme].code,
            &g.level.to_string(),
            if g.subject.is_some() { "lesgroep" } else { "stamklas" },
            g.subject.unwrap_or_default(),
            &g.guide.map(|s| staff_id(school, s)).unwrap_or_default(),
            &teacher(0),
            &teacher(1),
            school.teams()[g.team],
        ]);
    }
    t
}

fn students(school: &School, year: usize) -> Table {
    let mut t = table();
    t.row(cells![
        "STAMNR",
        "ACHTERNAAM",
        "TUSSENV",
        "ROEPNAAM",
        "GESLACHT",
        "GEB.DATUM",
        "POSTCODE",
        "KLAS",
        "STUDIE",
        "LEERJAAR",
        "INSCHR.VAN",
        "INSCHR.TOT",
        "VERTREK",
        "TELDATUM",
        "OUDERS GESTUDEERD",
        "EXTRA ONDERSTEUNING"
    ]);
    for e in school.enrolments.iter().filter(|e| e.year == year) {
        let s = &school.students[e.student];
        let name = student_name(school, e.student);
        let left = word(
            &[
                ("graduated", "diploma"),
                ("dropped_out", "zonder diploma"),
                ("moved", "volgend leerjaar"),
                ("active", ""),
            ],
            e.status,
        );
        let parents =
            word(&[("ja", "nee"), ("nee", "ja"), ("weet_niet", "?"), ("", "")], s.first_generation.unwrap_or_default());
        t.row(cells![
            &student_id(school, e.student),
            &name.1,
            "",
            &name.0,
            &s.gender.to_uppercase(),
            &dutch(s.birth),
            &format!("{} XX", s.postcode),
            &school.groups[e.group].code,
            school.profile.programmes[e.programme].code,
            &e.level.to_string(),
            &dutch(e.from),
            &or_empty(e.until.map(dutch)),
            left,
            yes_no(e.on_reference_date),
            parents,
            yes_no(s.support),
        ]);
    }
    t
}

/// One row per student: a talk with a group has several rows with one number.
fn talks(school: &School, year: usize) -> Table {
    let mut t = table();
    t.row(cells![
        "NR",
        "DATUM",
        "SOORT",
        "WAAR",
        "GEPLAND",
        "MINUTEN",
        "ONDERWERPEN",
        "INITIATIEF",
        "BEGELEIDER",
        "FUNCTIE",
        "BEGELEIDER 2",
        "FUNCTIE 2",
        "STAMNR",
        "AANWEZIG",
        "ZINVOL",
        "OPMERKING"
    ]);
    for (at, m) in school.moments.iter().enumerate().filter(|(_, m)| m.year == year) {
        let topics: Vec<&str> = m.topics.iter().map(|c| word(TOPICS, c)).collect();
        let guide =
            |n: usize| m.staff.get(n).map(|(s, r)| (staff_id(school, *s), word(FUNCTIONS, r))).unwrap_or_default();
        let (one, two) = (guide(0), guide(1));
        for p in &m.students {
            t.row(cells![
                &format!("G{:05}", at + 1),
                &dutch(m.date),
                word(FORMS, m.form),
                word(PLACES, m.setting),
                yes_no(m.scheduled),
                &or_empty(m.minutes),
                &topics.join(", "),
                m.initiative.map_or("", |i| word(INITIATIVES, i)),
                &one.0,
                one.1,
                &two.0,
                two.1,
                &student_id(school, p.student),
                yes_no(p.present),
                p.meaningful.map_or("", yes_no),
                note(at),
            ]);
        }
    }
    t
}

fn invited(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["METING", "DOELGROEP", "FUNCTIE", "UITGENODIGD", "TOTAAL"]);
    for (wave, roles) in school.survey.audience.iter().enumerate() {
        for (role, count) in roles {
            let n = count.to_string();
            let (list, role) =
                if *role == "student" { ("leerlingen", "leerling") } else { ("medewerkers", word(FUNCTIONS, role)) };
            t.row(cells![&(wave + 1).to_string(), list, role, &n, &n]);
        }
    }
    t
}

/// A sheet by hand: title rows above the header, totals below.
fn destinations(school: &School) -> Result<Vec<u8>> {
    let mut book = sheet::Book::new("export/uitstroom_2025.xlsx");
    let s = book.sheet("Uitstroom 2025")?;
    s.title(0, 0, 4, "Uitstroom schooljaar 2024-2025")?;
    s.text(1, 0, "Bijgewerkt door het decanaat")?;
    for (at, head) in ["Stamnr", "Klas", "Bestemming", "Niveau", "Jaar"].iter().enumerate() {
        s.text(3, at as u16, head)?;
    }
    let mut row = 4;
    for x in &school.transitions {
        let level = word(
            &[("higher", "hoger"), ("equal", "gelijk"), ("lower", "lager"), ("not_applicable", "")],
            x.level_change,
        );
        let class = &school.groups[school.enrolments[x.enrolment].group].code;
        s.text(row, 0, &student_id(school, x.student))?;
        s.text(row, 1, class)?;
        s.text(row, 2, word(DESTINATIONS, x.destination))?;
        s.text(row, 3, level)?;
        s.number(row, 4, f64::from(x.year))?;
        row += 1;
    }
    s.text(row + 1, 0, "Totaal")?;
    s.number(row + 1, 1, school.transitions.len() as f64)?;
    book.bytes()
}
