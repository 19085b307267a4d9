//! The register file of an mbo school, and lists with `|` beside it.

use super::Files;
use super::lob_lists::note;
use super::names::{mail, staff_id, staff_name, student_id, student_name};
use super::text::{Encoding, Table, comma, or_empty, word};
use crate::calendar::{YEARS, dutch_short, iso, year_end, year_start};
use crate::sim::School;

/// Words of the school for roles.
pub(super) const FUNCTIONS: &[(&str, &str)] = &[
    ("docent", "docent"),
    ("slb", "slb'er"),
    ("praktijkbegeleider", "bpv-begeleider"),
    ("loopbaanbegeleider", "loopbaanadviseur"),
    ("lob_coordinator", "coördinator LOB"),
    ("teamleider", "teamleider"),
    ("schoolleiding", "sectordirecteur"),
    ("oop", "ondersteuning"),
    ("zorg", "zorgteam"),
];
const FORMS: &[(&str, &str)] = &[
    ("individual_talk", "gesprek"),
    ("group_talk", "groepsgesprek"),
    ("three_way_talk", "driegesprek"),
    ("lob_lesson", "loopbaanles"),
    ("subject_lesson", "les"),
    ("company_visit", "instellingsbezoek"),
    ("guest_lesson", "gastles"),
    ("open_day", "open dag"),
    ("trial_study", "proefstuderen"),
    ("fair", "markt"),
    ("online", "beeldbellen"),
    ("informal", "tussendoor"),
    ("internship", "bpv-gesprek"),
];
const PLACES: &[(&str, &str)] = &[
    ("lob_hour", "loopbaanuur"),
    ("mentor_slb_hour", "slb-uur"),
    ("subject_lesson", "les"),
    ("outside_class", "school"),
    ("external", "bpv of extern"),
    ("digital", "digitaal"),
];
const INITIATIVES: &[(&str, &str)] = &[("school", "school"), ("student", "student"), ("teacher", "docent")];

pub(super) fn write(school: &School, files: &mut Files) {
    let mut put = |name: &str, bytes: Vec<u8>| {
        files.insert(name.to_owned(), bytes);
    };
    put("register/RO_20251001.csv", register(school).bytes_without_last_newline(Encoding::Utf8));
    let lists: [(&str, Table); 10] = [
        ("instelling", organisation(school)),
        ("studenten", students(school)),
        ("intake", intake(school)),
        ("groepen", groups(school)),
        ("medewerkers", staff(school)),
        ("functies", functions(school)),
        ("momenten", moments(school)),
        ("moment_studenten", moment_students(school)),
        ("vervolg", transitions(school)),
        ("uitgenodigd", invited(school)),
    ];
    for (name, table) in lists {
        put(&format!("lijsten/{name}.txt"), table.bytes(Encoding::Utf8));
    }
}

/// Records of different kinds and widths, no header: VLP, and per student PER, ISG and one ISP per year.
fn register(school: &School) -> Table {
    let mut t = Table::new(';').windows();
    t.row(cells!["VLP", school.profile.brin, "1-8-2024", "31-7-2026"]);
    let mut total = 0;
    for (at, s) in school.students.iter().enumerate() {
        let id = student_id(school, at);
        let own = school.enrolments_of(at);
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        t.row(cells!["PER", &id, "", &dutch_short(s.birth), &s.gender.to_uppercase()]);
        let ended = last.until.filter(|_| last.status != "moved").map(dutch_short);
        let reason = word(&[("graduated", "1"), ("dropped_out", "7"), ("active", ""), ("moved", "")], last.status);
        t.row(cells![
            "ISG",
            &id,
            "",
            "1",
            &dutch_short(first.from),
            &dutch_short(year_end(1)),
            &or_empty(ended),
            reason
        ]);
        for e in own {
            let p = &school.profile.programmes[e.programme];
            let track = p.track.unwrap_or_default().to_uppercase();
            let from = if e.from < year_start(e.year) { year_start(e.year) } else { e.from };
            t.row(cells![
                "ISP",
                &id,
                "",
                "1",
                &dutch_short(from),
                p.code,
                &track,
                "",
                if e.on_reference_date { "J" } else { "N" },
                "",
                "199A741",
                "199X974",
            ]);
            total += 1;
        }
    }
    t.row(cells!["SLR", &school.students.len().to_string(), &total.to_string()]);
    t
}

fn table() -> Table {
    Table::new('|')
}

fn organisation(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["brin", "naam", "sector", "team"]);
    for team in school.teams() {
        t.row(cells![school.profile.brin, &school.name, school.profile.sector, team]);
    }
    t
}

fn students(school: &School) -> Table {
    let mut t = table();
    t.row(cells![
        "studentnummer",
        "achternaam",
        "voornaam",
        "e-mail",
        "studiejaar",
        "groep",
        "leerjaar",
        "van",
        "tot",
        "uitschrijving"
    ]);
    for e in &school.enrolments {
        let name = student_name(school, e.student);
        let left =
            word(&[("graduated", "diploma"), ("dropped_out", "gestopt"), ("moved", "door"), ("active", "")], e.status);
        t.row(cells![
            &student_id(school, e.student),
            &name.1,
            &name.0,
            &mail(school, &name),
            YEARS[e.year],
            &school.groups[e.group].code,
            &e.level.to_string(),
            &iso(e.from),
            &or_empty(e.until.map(iso)),
            left,
        ]);
    }
    t
}

fn intake(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["studentnummer", "vooropleiding", "ouders hebben gestudeerd", "postcode", "extra ondersteuning"]);
    let prior = &[
        ("vmbo_bb", "vmbo basis"),
        ("vmbo_kb", "vmbo kader"),
        ("vmbo_tl", "vmbo tl"),
        ("havo", "havo"),
        ("mbo_2", "mbo 2"),
    ];
    for (at, s) in school.students.iter().enumerate() {
        let parents = word(
            &[("ja", "nee"), ("nee", "ja"), ("weet_niet", "weet niet"), ("", "")],
            s.first_generation.unwrap_or_default(),
        );
        t.row(cells![
            &student_id(school, at),
            word(prior, s.prior),
            parents,
            s.postcode,
            if s.support { "J" } else { "N" }
        ]);
    }
    t
}

fn groups(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["groep", "studiejaar", "crebo", "leerjaar", "soort", "vak", "slb'er", "docent 1", "docent 2", "team"]);
    for g in &school.groups {
        let teacher = |n: usize| g.teachers.get(n).map(|s| staff_id(school, *s)).unwrap_or_default();
        t.row(cells![
            &g.code,
            YEARS[g.year],
            school.profile.programmes[g.programme].code,
            &g.level.to_string(),
            if g.subject.is_some() { "lesgroep" } else { "basisgroep" },
            g.subject.unwrap_or_default(),
            &g.guide.map(|s| staff_id(school, s)).unwrap_or_default(),
            &teacher(0),
            &teacher(1),
            school.teams()[g.team],
        ]);
    }
    t
}

fn staff(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["nummer", "achternaam", "voornaam", "e-mail", "wtf", "geeft les", "leergang loopbaancoaching"]);
    for (at, s) in school.staff.iter().enumerate() {
        let name = staff_name(school, at);
        t.row(cells![
            &staff_id(school, at),
            &name.1,
            &name.0,
            &mail(school, &name),
            &s.fte.map(comma).unwrap_or_default(),
            if s.teaches { "J" } else { "N" },
            if s.alumnus { "J" } else { "N" },
        ]);
    }
    t
}

fn functions(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["nummer", "functie", "team", "vak", "van", "tot", "uren begeleiding"]);
    for (at, s) in school.staff.iter().enumerate() {
        for r in &s.roles {
            t.row(cells![
                &staff_id(school, at),
                word(FUNCTIONS, r.role),
                school.teams()[r.team],
                r.subject.unwrap_or_default(),
                &dutch_short(r.from),
                &or_empty(r.until.map(dutch_short)),
                &r.hours.map(comma).unwrap_or_default(),
            ]);
        }
    }
    t
}

fn moments(school: &School) -> Table {
    let mut t = table();
    t.row(cells![
        "nr",
        "datum",
        "soort",
        "plek",
        "gepland",
        "min",
        "competenties",
        "over",
        "initiatief",
        "begeleider",
        "functie",
        "begeleider 2",
        "functie 2",
        "notitie"
    ]);
    for (at, m) in school.moments.iter().enumerate() {
        let (competences, about): (Vec<&str>, Vec<&str>) =
            m.topics.iter().partition(|c| matches!(**c, "KR" | "MR" | "WE" | "LS" | "NW"));
        let guide =
            |n: usize| m.staff.get(n).map(|(s, r)| (staff_id(school, *s), word(FUNCTIONS, r))).unwrap_or_default();
        let (one, two) = (guide(0), guide(1));
        t.row(cells![
            &moment_id(at),
            &dutch_short(m.date),
            word(FORMS, m.form),
            word(PLACES, m.setting),
            if m.scheduled { "J" } else { "N" },
            &or_empty(m.minutes),
            &competences.join(" "),
            &about.join(" "),
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
    format!("WK-{:06}", at + 1)
}

fn moment_students(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["nr", "studentnummer", "aanwezig", "zinvol"]);
    for (at, m) in school.moments.iter().enumerate() {
        for p in &m.students {
            let useful = p.meaningful.map_or("", |y| if y { "J" } else { "N" });
            t.row(cells![&moment_id(at), &student_id(school, p.student), if p.present { "J" } else { "N" }, useful]);
        }
    }
    t
}

fn transitions(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["studentnummer", "groep", "jaar", "bestemming", "niveau", "na een jaar"]);
    for x in &school.transitions {
        let group = &school.groups[school.enrolments[x.enrolment].group].code;
        let level = word(
            &[("higher", "hoger"), ("equal", "gelijk"), ("lower", "lager"), ("not_applicable", "")],
            x.level_change,
        );
        let later = word(
            &[
                ("same", "zelfde"),
                ("switched", "overgestapt"),
                ("dropped_out", "gestopt"),
                ("unknown", "onbekend"),
                ("", ""),
            ],
            x.after_one_year.unwrap_or_default(),
        );
        let to = word(
            &[
                ("same_school", "deze school"),
                ("hbo_ba", "hbo bachelor"),
                ("hbo_ad", "hbo ad"),
                ("work", "werk"),
                ("no_education", "geen onderwijs"),
                ("unknown", ""),
            ],
            x.destination,
        );
        t.row(cells![
            &student_id(school, x.student),
            group,
            &x.year.to_string(),
            &to.replace("mbo_", "mbo "),
            level,
            later
        ]);
    }
    t
}

fn invited(school: &School) -> Table {
    let mut t = table();
    t.row(cells!["meting", "lijst", "functie", "uitgenodigd", "totaal"]);
    for (wave, roles) in school.survey.audience.iter().enumerate() {
        for (role, count) in roles {
            let n = count.to_string();
            let (list, role) =
                if *role == "student" { ("studenten", "student") } else { ("medewerkers", word(FUNCTIONS, role)) };
            t.row(cells![&(wave + 1).to_string(), list, role, &n, &n]);
        }
    }
    t
}
