//! A school as it is, before any system has written it down.

pub(crate) mod guidance;
mod outcome;
mod people;
mod roster;
#[cfg(test)]
mod story;
pub(crate) mod survey;

use chrono::NaiveDate;

use crate::profile::Profile;
use crate::random::Random;

/// One assignment of a member of staff.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    /// Code of the model's list `role`.
    pub(crate) role: &'static str,
    pub(crate) team: usize,
    pub(crate) subject: Option<&'static str>,
    pub(crate) from: NaiveDate,
    pub(crate) until: Option<NaiveDate>,
    /// Hours for guidance in the task allocation, per school year.
    pub(crate) hours: Option<f64>,
}

/// A member of staff; the first role is the main one.
#[derive(Clone, Debug)]
pub(crate) struct Staff {
    pub(crate) roles: Vec<Role>,
    pub(crate) teaches: bool,
    pub(crate) alumnus: bool,
    pub(crate) fte: Option<f64>,
    pub(crate) link_code: String,
    /// How much of a team's guidance falls to this person, per school year; 0 for a teacher who takes no part.
    pub(crate) activity: [f64; 2],
    /// Personal level in surveys, in standard deviations.
    pub(crate) level: f64,
}

impl Staff {
    /// The code of the main role.
    pub(crate) fn main_role(&self) -> &'static str {
        self.roles.first().map_or("unknown", |r| r.role)
    }

    /// Whether someone works here on this day.
    pub(crate) fn active_on(&self, day: NaiveDate) -> bool {
        self.roles.iter().any(|r| r.from <= day && r.until.is_none_or(|u| u >= day))
    }

    /// Whether someone has this role on this day.
    pub(crate) fn has_role_on(&self, role: &str, day: NaiveDate) -> bool {
        self.roles.iter().any(|r| r.role == role && r.from <= day && r.until.is_none_or(|u| u >= day))
    }
}

/// A student.
#[derive(Clone, Debug)]
pub(crate) struct Student {
    pub(crate) gender: &'static str,
    pub(crate) birth: NaiveDate,
    /// Four digits that no real postcode has.
    pub(crate) postcode: &'static str,
    pub(crate) first_generation: Option<&'static str>,
    pub(crate) prior: &'static str,
    pub(crate) support: bool,
    pub(crate) link_code: String,
    pub(crate) level: f64,
}

impl Student {
    /// Whether the student says that neither parent studied.
    pub(crate) fn is_first_generation(&self) -> bool {
        self.first_generation == Some("ja")
    }
}

/// One student in one programme in one school year.
#[derive(Clone, Debug)]
pub(crate) struct Enrolment {
    pub(crate) student: usize,
    pub(crate) programme: usize,
    pub(crate) group: usize,
    pub(crate) level: u8,
    pub(crate) year: usize,
    pub(crate) from: NaiveDate,
    pub(crate) until: Option<NaiveDate>,
    /// Code of the model's list `enrolment_status`.
    pub(crate) status: &'static str,
    pub(crate) on_reference_date: bool,
}

/// A group with a guide, or a teaching group of one subject and year level.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) code: String,
    pub(crate) programme: usize,
    pub(crate) subject: Option<&'static str>,
    pub(crate) level: u8,
    pub(crate) year: usize,
    pub(crate) team: usize,
    /// Mentor or slb; none for a teaching group.
    pub(crate) guide: Option<usize>,
    pub(crate) teachers: Vec<usize>,
    pub(crate) students: Vec<usize>,
}

/// Someone guided someone.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) date: NaiveDate,
    pub(crate) year: usize,
    pub(crate) minutes: Option<u32>,
    pub(crate) form: &'static str,
    pub(crate) setting: &'static str,
    pub(crate) scheduled: bool,
    /// Codes in the order of the model's list.
    pub(crate) topics: Vec<&'static str>,
    pub(crate) initiative: Option<&'static str>,
    /// Who guided, in which role.
    pub(crate) staff: Vec<(usize, &'static str)>,
    pub(crate) students: Vec<Presence>,
}

/// A student at a moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Presence {
    pub(crate) student: usize,
    pub(crate) present: bool,
    pub(crate) meaningful: Option<bool>,
}

/// Where a student went after leaving or after a year.
#[derive(Clone, Debug)]
pub(crate) struct Transition {
    pub(crate) student: usize,
    pub(crate) enrolment: usize,
    pub(crate) year: i32,
    pub(crate) destination: &'static str,
    pub(crate) level_change: &'static str,
    pub(crate) after_one_year: Option<&'static str>,
}

/// A school with everything that happened in two years.
#[derive(Clone, Debug)]
pub(crate) struct School {
    pub(crate) profile: &'static Profile,
    pub(crate) name: String,
    pub(crate) staff: Vec<Staff>,
    pub(crate) students: Vec<Student>,
    pub(crate) enrolments: Vec<Enrolment>,
    /// Groups with a guide first, teaching groups after them.
    pub(crate) groups: Vec<Group>,
    pub(crate) moments: Vec<Moment>,
    pub(crate) transitions: Vec<Transition>,
    pub(crate) survey: survey::Survey,
}

impl School {
    /// A school of this profile; `size` multiplies its students and staff.
    pub(crate) fn simulate(profile: &'static Profile, name: &str, seed: u64, size: f64) -> Self {
        let mut people = Random::new(seed, "people");
        let staff = people::staff(profile, size, &mut people);
        let mut rosters = Random::new(seed, "roster");
        let roster = roster::roster(profile, &staff, size, &mut rosters);
        let mut school = School {
            profile,
            name: name.to_owned(),
            staff,
            students: roster.students,
            enrolments: roster.enrolments,
            groups: roster.groups,
            moments: Vec::new(),
            transitions: Vec::new(),
            survey: survey::Survey::default(),
        };
        for year in 0..2 {
            let held = guidance::moments(&school, year, seed);
            school.moments.extend(held);
        }
        school.moments.sort_by_key(|m| m.date);
        school.transitions = outcome::transitions(&school, &mut Random::new(seed, "outcome"));
        school.survey = survey::simulate(&school, &mut Random::new(seed, "survey"));
        school
    }

    /// The enrolments of a student, in order; they stand together, students in their order.
    pub(crate) fn enrolments_of(&self, student: usize) -> &[Enrolment] {
        let from = self.enrolments.partition_point(|e| e.student < student);
        let until = self.enrolments.partition_point(|e| e.student <= student);
        self.enrolments.get(from..until).unwrap_or_default()
    }

    /// Teams of this school.
    pub(crate) fn teams(&self) -> &'static [&'static str] {
        self.profile.teams
    }
}
