//! Names and numbers of people: plainly made up, and recognisable, so that a test can look for all of them in an output.

use crate::profile::Format;
use crate::sim::School;

/// Number of a student in names.
fn student_number(school: &School, student: usize) -> usize {
    school.profile.number * 10_000 + student + 1
}

/// Number of a member of staff in names.
fn staff_number(school: &School, staff: usize) -> usize {
    school.profile.number * 10_000 + 9_000 + staff + 1
}

/// First and last name of a student.
pub(super) fn student_name(school: &School, student: usize) -> (String, String) {
    name(student_number(school, student))
}

/// First and last name of a member of staff.
pub(super) fn staff_name(school: &School, staff: usize) -> (String, String) {
    name(staff_number(school, staff))
}

fn name(number: usize) -> (String, String) {
    (format!("Voornaam{number:05}"), format!("Achternaam{number:05}"))
}

/// Address that cannot exist.
pub(super) fn mail(school: &School, name: &(String, String)) -> String {
    format!("{}.{}@{}.example", name.0.to_lowercase(), name.1.to_lowercase(), school.profile.id)
}

/// The number of a student in the systems of the school.
pub(super) fn student_id(school: &School, student: usize) -> String {
    let n = student + 1;
    match school.profile.format {
        Format::OneRoster => format!("WLG-L-{n:05}"),
        Format::ListExport => format!("00{:05}", 20_000 + n),
        Format::MboRegister => format!("WK3{n:04}"),
        Format::Sqlite => format!("AMB4{n:04}"),
        Format::Ooapi => uuid(1, n),
        Format::FixedWidth => format!("999{n:09}"),
    }
}

/// The number of a member of staff in the systems of the school.
pub(super) fn staff_id(school: &School, staff: usize) -> String {
    let n = staff + 1;
    match school.profile.format {
        Format::OneRoster => format!("WLG-M-{n:04}"),
        Format::ListExport => format!("LHM{n:04}"),
        Format::MboRegister => format!("WKM{n:04}"),
        Format::Sqlite => format!("AMBM{n:04}"),
        Format::Ooapi => uuid(2, n),
        Format::FixedWidth => format!("K9{n:05}"),
    }
}

/// The key of a team in the systems of the school: a number, or just its name.
pub(super) fn team_id(school: &School, team: usize) -> String {
    match school.profile.format {
        Format::OneRoster => format!("WLG-TEAM-{:02}", team + 1),
        Format::Sqlite => (team + 1).to_string(),
        Format::Ooapi => uuid(6, team + 2),
        _ => school.teams().get(team).copied().unwrap_or_default().to_owned(),
    }
}

/// A UUID of this kind of object of the fictitious university.
pub(super) fn uuid(kind: u16, number: usize) -> String {
    format!("de17a000-{kind:04}-4000-8000-{number:012}")
}

/// Every name, number, e-mail address and link code of a school, for tests that look for them.
pub(crate) fn identifiers(school: &School) -> Vec<String> {
    let mut all = Vec::new();
    for student in 0..school.students.len() {
        let name = student_name(school, student);
        all.push(student_id(school, student));
        all.push(mail(school, &name));
        all.push(school.students[student].link_code.clone());
        all.extend([name.0, name.1]);
    }
    for staff in 0..school.staff.len() {
        let name = staff_name(school, staff);
        all.push(staff_id(school, staff));
        all.push(mail(school, &name));
        all.push(school.staff[staff].link_code.clone());
        all.extend([name.0, name.1]);
    }
    all
}
