//! A fixed-width file as 1CijferHO, with decode tables, and tab-separated UTF-16 beside it.

use chrono::{Datelike, NaiveDate};

use super::Files;
use super::names::{mail, staff_id, staff_name, student_id};
use super::ooapi::plain;
use super::text::{Encoding, Table, comma, or_empty, word};
use crate::calendar::{YEARS, compact, date, dutch};
use crate::sim::survey::Audience;
use crate::sim::{Enrolment, School};

/// Words of the school for roles.
pub(super) const FUNCTIONS: &[(&str, &str)] = &[
    ("coach", "studiecoach"),
    ("praktijkbegeleider", "stagebegeleider"),
    ("schoolleiding", "directie"),
    ("oop", "ondersteuning"),
];
/// Positions of a line.
const WIDTH: usize = 253;

pub(super) fn write(school: &School, files: &mut Files) {
    let mut put = |name: &str, bytes: Vec<u8>| {
        files.insert(name.to_owned(), bytes);
    };
    put("1cijferho/EV_99KO.asc", Encoding::Windows1252.bytes(&enrolments(school)));
    put("1cijferho/Dec_opleiding.asc", Encoding::Windows1252.bytes(&programmes(school)));
    put("1cijferho/Dec_vooropleiding.asc", Encoding::Windows1252.bytes(PRIOR));
    put("medewerkers/medewerkers.txt", staff(school).bytes(Encoding::Utf16Le));
    put("medewerkers/rollen.txt", roles(school).bytes(Encoding::Utf16Le));
    put("groepen/groepen.csv", groups(school).bytes(Encoding::Utf8));
    put("groepen/leden.csv", members(school).bytes(Encoding::Utf8));
    put("nazorg/bestemmingen.csv", transitions(school).bytes(Encoding::Utf8));
    put("vragenlijst/uitnodigingen.csv", invited(school).bytes(Encoding::Utf8));
    put("vragenlijst/medewerkers.txt", survey(school, Audience::Staff).bytes(Encoding::Utf16Le));
    put("vragenlijst/studenten.txt", survey(school, Audience::Student).bytes(Encoding::Utf16Le));
    let mut t = Table::new(';');
    t.row(cells!["code", "naam", "sector"]);
    t.row(cells![school.profile.brin, &school.name, school.profile.sector]);
    put("instelling.csv", t.bytes(Encoding::Utf8));
}

const PRIOR: &str = "00000vooropleiding onbekend\r\n00201havo\r\n00301vwo\r\n00404mbo niveau 4\r\n00501hoger onderwijs (bacheloropleiding, geïmmatriculeerd)\r\n";

fn prior(code: &str) -> &'static str {
    match code {
        "havo" => "00201",
        "vwo" => "00301",
        "mbo_4" => "00404",
        "hbo_bachelor" => "00501",
        _ => "00000",
    }
}

fn programmes(school: &School) -> String {
    let names = school.profile.programmes.iter();
    names.map(|p| format!("{}{} {}\r\n", p.code, if p.level == "ad" { "Ad" } else { "B" }, p.name)).collect()
}

fn enrolments(school: &School) -> String {
    let lines: Vec<String> = school.enrolments.iter().map(|e| line(school, e)).collect();
    lines.join("\r\n")
}

/// Puts a value at a position, 1-based, as the description of the file counts.
fn put(line: &mut [char], start: usize, value: &str) {
    for (at, c) in value.chars().enumerate() {
        if let Some(place) = line.get_mut(start - 1 + at) {
            *place = c;
        }
    }
}

fn line(school: &School, e: &Enrolment) -> String {
    let (s, p) = (&school.students[e.student], &school.profile.programmes[e.programme]);
    let year = 2024 + e.year as i32;
    let first = school.enrolments_of(e.student).first().map_or(year, |o| 2024 + o.year as i32 - i32::from(o.level) + 1);
    let ended = word(&[("graduated", "1"), ("dropped_out", "2"), ("moved", "0"), ("active", "0")], e.status);
    let until = e.until.filter(|_| ended != "0");
    let mut line = vec![' '; WIDTH];
    for (start, value) in [
        (1, student_id(school, e.student)),
        (13, year.to_string()),
        (17, school.profile.brin.to_owned()),
        (21, school.profile.brin.to_owned()),
        (25, p.code.to_owned()),
        (30, word(&[("voltijd", "1"), ("deeltijd", "2"), ("duaal", "3")], p.track.unwrap_or_default()).to_owned()),
        (31, if p.level == "ad" { "A" } else { "B" }.to_owned()),
        (32, format!("{:02}", e.from.month())),
        (34, ended.to_owned()),
        (35, until.map(|d| format!("{:02}", d.month())).unwrap_or_default()),
        (40, "1".to_owned()),
        (41, first.to_string()),
        (45, "S".to_owned()),
        (46, "hbo".to_owned()),
        (65, if e.on_reference_date { "1" } else { "2" }.to_owned()),
        (106, prior(s.prior).to_owned()),
        (142, prior(s.prior).to_owned()),
        (155, word(&[("m", "M"), ("v", "V"), ("x", "O"), ("unknown", "O")], s.gender).to_owned()),
        (156, format!("{:03}", age(s.birth, date(year, 10, 1)))),
        (206, s.postcode.to_owned()),
        (226, compact(e.from)),
        (234, until.map(compact).unwrap_or_default()),
        (242, "00".to_owned()),
    ] {
        put(&mut line, start, &value);
    }
    line.into_iter().collect()
}

fn age(birth: NaiveDate, on: NaiveDate) -> i32 {
    on.year() - birth.year() - i32::from((on.month(), on.day()) < (birth.month(), birth.day()))
}

fn tabs() -> Table {
    Table::new('\t').windows()
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "J" } else { "N" }
}

fn staff(school: &School) -> Table {
    let mut t = tabs();
    t.row(cells![
        "personeelsnummer",
        "voornaam",
        "achternaam",
        "e-mail",
        "fte",
        "onderwijzend",
        "leergang loopbaancoaching"
    ]);
    for (at, s) in school.staff.iter().enumerate() {
        let name = staff_name(school, at);
        t.row(cells![
            &staff_id(school, at),
            &name.0,
            &name.1,
            &mail(school, &name),
            &s.fte.map(comma).unwrap_or_default(),
            yes_no(s.teaches),
            yes_no(s.alumnus)
        ]);
    }
    t
}

fn roles(school: &School) -> Table {
    let mut t = tabs();
    t.row(cells!["personeelsnummer", "volgorde", "rol", "team", "vak", "van", "tot", "uren"]);
    for (at, s) in school.staff.iter().enumerate() {
        for (n, r) in s.roles.iter().enumerate() {
            t.row(cells![
                &staff_id(school, at),
                &(n + 1).to_string(),
                word(FUNCTIONS, r.role),
                school.teams()[r.team],
                r.subject.unwrap_or_default(),
                &dutch(r.from),
                &or_empty(r.until.map(dutch)),
                &r.hours.map(comma).unwrap_or_default(),
            ]);
        }
    }
    t
}

fn groups(school: &School) -> Table {
    let mut t = Table::new(';');
    t.row(cells!["groepcode", "naam", "soort", "opleidingscode", "leerjaar", "vak", "studiejaar", "team"]);
    for g in &school.groups {
        t.row(cells![
            &g.code,
            &g.code,
            if g.subject.is_some() { "lesgroep" } else { "slb-groep" },
            school.profile.programmes[g.programme].code,
            &g.level.to_string(),
            g.subject.unwrap_or_default(),
            YEARS[g.year],
            school.teams()[g.team],
        ]);
    }
    t
}

fn members(school: &School) -> Table {
    let mut t = Table::new(';');
    t.row(cells!["groepcode", "nummer", "soort", "functie"]);
    for g in &school.groups {
        if let Some(s) = g.guide {
            t.row(cells![&g.code, &staff_id(school, s), "medewerker", "slb"]);
        }
        for s in &g.teachers {
            t.row(cells![&g.code, &staff_id(school, *s), "medewerker", "docent"]);
        }
        for s in &g.students {
            t.row(cells![&g.code, &student_id(school, *s), "student", "student"]);
        }
    }
    t
}

fn transitions(school: &School) -> Table {
    let mut t = Table::new(';');
    t.row(cells!["persoonsgebonden nummer", "inschrijvingsjaar", "bestemming", "niveau", "na een jaar"]);
    for x in &school.transitions {
        let to = word(
            &[
                ("same_school", "zelfde"),
                ("hbo_ba", "hbo"),
                ("work", "werk"),
                ("no_education", "geen"),
                ("unknown", ""),
            ],
            x.destination,
        );
        let level = word(
            &[("higher", "hoger"), ("equal", "gelijk"), ("lower", "lager"), ("not_applicable", "")],
            x.level_change,
        );
        let later = word(
            &[("same", "zelfde"), ("switched", "switch"), ("dropped_out", "uitval"), ("unknown", "onbekend")],
            x.after_one_year.unwrap_or_default(),
        );
        let year = 2024 + school.enrolments[x.enrolment].year;
        t.row(cells![&student_id(school, x.student), &year.to_string(), to, level, later]);
    }
    t
}

fn invited(school: &School) -> Table {
    let mut t = Table::new(';');
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

fn survey(school: &School, audience: Audience) -> Table {
    let items = audience.items();
    let mut t = tabs();
    let fixed = ["id", "meting", "datum", "afgerond", "rol", "koppelcode"];
    t.row(fixed.into_iter().chain(items.iter().map(|i| i.code)));
    for (at, r) in school.survey.of(audience).iter().enumerate() {
        let role = if r.role == "student" { "student" } else { word(FUNCTIONS, r.role) };
        let mut row = vec![
            format!("{}{}", if audience == Audience::Staff { "M" } else { "S" }, at + 1),
            (r.wave + 1).to_string(),
            dutch(r.started.date()),
            yes_no(r.completed).to_owned(),
            role.to_owned(),
            r.link_code.clone().unwrap_or_default(),
        ];
        row.extend(items.iter().zip(&r.answers).map(|(i, a)| plain(i.kind, a)));
        t.row(row);
    }
    t
}
