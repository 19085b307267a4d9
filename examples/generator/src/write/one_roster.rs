//! OneRoster 1.1 CSV with columns of the supplier, and a registration of guidance beside it.

use super::Files;
use super::names::{mail, staff_id, staff_name, student_id, student_name, team_id};
use super::text::{Encoding, Table, or_empty, word};
use crate::calendar::{YEARS, iso, year_end, year_start};
use crate::sim::School;
use crate::sim::survey::Audience;

/// Words of the school for roles.
pub(super) const FUNCTIONS: &[(&str, &str)] = &[
    ("docent", "doc"),
    ("mentor", "men"),
    ("coach", "coa"),
    ("decaan", "dec"),
    ("lob_coordinator", "lobco"),
    ("teamleider", "tl"),
    ("schoolleiding", "dir"),
    ("oop", "oop"),
    ("zorg", "zorg"),
];
const SCHOOL: &str = "WLG-ORG-01";

pub(super) fn write(school: &School, files: &mut Files) {
    let mut put = |name: &str, bytes: Vec<u8>| {
        files.insert(name.to_owned(), bytes);
    };
    put("oneroster/manifest.csv", manifest().bytes(Encoding::Utf8));
    put("oneroster/orgs.csv", orgs(school).bytes(Encoding::Utf8));
    put("oneroster/academicSessions.csv", sessions().bytes(Encoding::Utf8));
    put("oneroster/courses.csv", courses(school).bytes(Encoding::Utf8));
    put("oneroster/classes.csv", classes(school).bytes_without_last_newline(Encoding::Utf8));
    put("oneroster/users.csv", users(school).bytes(Encoding::Utf8Bom));
    put("oneroster/enrollments.csv", enrollments(school).bytes(Encoding::Utf8));
    put("oneroster/demographics.csv", demographics(school).bytes(Encoding::Utf8));
    put("oneroster/results.csv", header_only().bytes(Encoding::Utf8));
}

fn manifest() -> Table {
    let mut t = Table::new(',');
    t.row(cells!["propertyName", "value"]);
    for (name, value) in [
        ("manifest.version", "1.0"),
        ("oneroster.version", "1.1"),
        ("source.systemName", "Voorbeeldrooster"),
        ("source.systemCode", "VR-1"),
        ("file.academicSessions", "bulk"),
        ("file.classes", "bulk"),
        ("file.courses", "bulk"),
        ("file.demographics", "bulk"),
        ("file.enrollments", "bulk"),
        ("file.orgs", "bulk"),
        ("file.users", "bulk"),
        ("file.results", "bulk"),
        ("file.resources", "absent"),
        ("file.lineItems", "absent"),
    ] {
        t.row(cells![name, value]);
    }
    t
}

fn header_only() -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "sourcedId",
        "status",
        "dateLastModified",
        "lineItemSourcedId",
        "studentSourcedId",
        "scoreStatus",
        "score",
        "scoreDate",
        "comment"
    ]);
    t
}

/// Systems mix their date formats.
fn modified(n: usize) -> &'static str {
    ["2025-09-01", "2025-09-01T07:30:00.000Z", "", "9/1/2025"][n % 4]
}

fn course(at: usize) -> String {
    format!("WLG-CRS-{:02}", at + 1)
}

pub(super) fn class(at: usize) -> String {
    format!("WLG-CLS-{:04}", at + 1)
}

fn orgs(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "sourcedId",
        "status",
        "dateLastModified",
        "name",
        "type",
        "identifier",
        "parentSourcedId",
        "metadata.sector"
    ]);
    t.row(cells![
        SCHOOL,
        "active",
        modified(0),
        &school.name,
        "school",
        school.profile.brin,
        "",
        school.profile.sector
    ]);
    for (at, name) in school.teams().iter().enumerate() {
        t.row(cells![&team_id(school, at), "active", modified(at), name, "department", "", SCHOOL, ""]);
    }
    t
}

fn sessions() -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "sourcedId",
        "status",
        "dateLastModified",
        "title",
        "type",
        "startDate",
        "endDate",
        "parentSourcedId",
        "schoolYear"
    ]);
    for (at, title) in YEARS.iter().enumerate() {
        let ends = title.split('-').nth(1).unwrap_or_default();
        t.row(cells![
            *title,
            "active",
            modified(at),
            title,
            "schoolYear",
            &iso(year_start(at)),
            &iso(year_end(at)),
            "",
            ends
        ]);
    }
    t
}

fn courses(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "sourcedId",
        "status",
        "dateLastModified",
        "schoolYearSourcedId",
        "title",
        "courseCode",
        "grades",
        "orgSourcedId",
        "subjects",
        "metadata.niveau"
    ]);
    for (at, p) in school.profile.programmes.iter().enumerate() {
        let grades: Vec<String> = (p.first..=p.last).map(|l| l.to_string()).collect();
        t.row(cells![&course(at), "active", modified(at), "", p.name, p.code, &grades.join(","), SCHOOL, "", p.level]);
    }
    t
}

fn classes(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "sourcedId",
        "status",
        "dateLastModified",
        "title",
        "grades",
        "courseSourcedId",
        "classCode",
        "classType",
        "location",
        "schoolSourcedId",
        "termSourcedIds",
        "subjects",
        "metadata.team"
    ]);
    for (at, g) in school.groups.iter().enumerate() {
        let kind = if g.subject.is_none() { "homeroom" } else { "scheduled" };
        t.row(cells![
            &class(at),
            "active",
            modified(at),
            &g.code,
            &g.level.to_string(),
            &course(g.programme),
            &g.code,
            kind,
            "",
            SCHOOL,
            YEARS[g.year],
            g.subject.unwrap_or_default(),
            &team_id(school, g.team),
        ]);
    }
    t
}

fn users(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "sourcedId",
        "status",
        "dateLastModified",
        "enabledUser",
        "orgSourcedIds",
        "role",
        "username",
        "userIds",
        "givenName",
        "familyName",
        "middleName",
        "identifier",
        "email",
        "sms",
        "phone",
        "agentSourcedIds",
        "grades",
        "password",
        "metadata.functies",
        "metadata.team",
        "metadata.vak",
        "metadata.fte",
        "metadata.leergang_lc",
        "metadata.taakuren",
        "metadata.in_dienst",
        "metadata.uit_dienst",
        "metadata.tweede_functie_vanaf",
    ]);
    for (at, s) in school.staff.iter().enumerate() {
        let name = staff_name(school, at);
        let functions: Vec<&str> = s.roles.iter().map(|r| word(FUNCTIONS, r.role)).collect();
        let first = s.roles.first();
        let role = match s.main_role() {
            "teamleider" | "schoolleiding" => "administrator",
            "oop" | "zorg" => "aide",
            _ => "teacher",
        };
        let subject = s.roles.iter().find_map(|r| r.subject).unwrap_or_default();
        let second = s.roles.get(1).filter(|r| Some(r.from) != first.map(|f| f.from)).map(|r| iso(r.from));
        t.row(cells![
            &staff_id(school, at),
            "active",
            modified(at),
            "true",
            SCHOOL,
            role,
            &format!("m{at:04}"),
            "",
            &name.0,
            &name.1,
            "",
            "",
            &mail(school, &name),
            "",
            "",
            "",
            "",
            "",
            &functions.join(";"),
            &first.map_or(String::new(), |r| team_id(school, r.team)),
            subject,
            &or_empty(s.fte),
            if s.alumnus { "ja" } else { "nee" },
            &or_empty(s.roles.iter().find_map(|r| r.hours)),
            &first.map_or(String::new(), |r| iso(r.from)),
            &or_empty(first.and_then(|r| r.until).map(iso)),
            &or_empty(second),
        ]);
    }
    for at in 0..school.students.len() {
        let name = student_name(school, at);
        let mut fields = vec![
            student_id(school, at),
            "active".to_owned(),
            modified(at).to_owned(),
            "true".to_owned(),
            SCHOOL.to_owned(),
            "student".to_owned(),
            format!("l{at:05}"),
            String::new(),
            name.0.clone(),
            name.1.clone(),
            String::new(),
            String::new(),
            mail(school, &name),
        ];
        fields.resize(27, String::new());
        t.row(fields);
    }
    // Accounts of the supplier, on their way out: no person of the school.
    for (id, role) in [("WLG-L-99998", "student"), ("WLG-M-9998", "teacher")] {
        let mut fields: Vec<&str> =
            vec![id, "tobedeleted", "", "false", SCHOOL, role, "test", "", "Test", "Leverancier"];
        fields.resize(27, "");
        t.row(fields);
    }
    t
}

fn enrollments(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "sourcedId",
        "status",
        "dateLastModified",
        "classSourcedId",
        "schoolSourcedId",
        "userSourcedId",
        "role",
        "primary",
        "beginDate",
        "endDate",
        "metadata.uitstroom",
        "metadata.peildatum"
    ]);
    let mut n = 0;
    let mut id = || {
        n += 1;
        format!("WLG-ENR-{n:06}")
    };
    for e in &school.enrolments {
        let status = match e.status {
            "graduated" => "diploma",
            "dropped_out" => "zonder diploma",
            "moved" => "over",
            _ => "",
        };
        t.row(cells![
            &id(),
            "active",
            "",
            &class(e.group),
            SCHOOL,
            &student_id(school, e.student),
            "student",
            "",
            &iso(e.from),
            &or_empty(e.until.map(iso)),
            status,
            if e.on_reference_date { "true" } else { "false" },
        ]);
    }
    for (at, g) in school.groups.iter().enumerate() {
        let guide = g.guide.iter().map(|s| (s, "true"));
        for (staff, primary) in guide.chain(g.teachers.iter().map(|s| (s, "false"))) {
            t.row(cells![
                &id(),
                "active",
                "",
                &class(at),
                SCHOOL,
                &staff_id(school, *staff),
                "teacher",
                primary,
                "",
                "",
                "",
                ""
            ]);
        }
    }
    t
}

fn demographics(school: &School) -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "sourcedId",
        "status",
        "dateLastModified",
        "birthDate",
        "sex",
        "countryOfBirthCode",
        "metadata.postcode4",
        "metadata.ouders_gestudeerd",
        "metadata.ondersteuning"
    ]);
    for (at, s) in school.students.iter().enumerate() {
        let sex = word(&[("m", "male"), ("v", "female"), ("x", "other")], s.gender);
        let parents = match s.first_generation {
            Some("ja") => "geen",
            Some("nee") => "een of beide",
            Some(_) => "weet niet",
            None => "",
        };
        t.row(cells![
            &student_id(school, at),
            "active",
            "",
            &iso(s.birth),
            sex,
            "",
            s.postcode,
            parents,
            if s.support { "ja" } else { "nee" }
        ]);
    }
    t
}

/// Whether a list is for staff or students, in file names.
pub(super) fn list_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Staff => "medewerkers",
        Audience::Student => "leerlingen",
    }
}
