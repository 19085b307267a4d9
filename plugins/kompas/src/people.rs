//! Staff with their roles, students with their background, enrolments and what came after.

use std::collections::{BTreeMap, BTreeSet};

use schakel_plugin::model::SchoolYear;
use schakel_plugin::model::record::{Enrolment, Staff, StaffRole, Student, StudentBackground, Transition};
use schakel_plugin::{Config, Error, Place, Result};
use serde::Deserialize;

use crate::cho::Line;
use crate::words::{A_YEAR_LATER, DESTINATIONS, GENDERS, LEVEL_CHANGES, PRIOR, ROLES};
use crate::{Kompas, text};

#[derive(Debug)]
pub(crate) struct Employees {
    staff: Vec<(i64, Employee)>,
    pub(crate) roles: Vec<(i64, RoleRow)>,
}

/// A row of `medewerkers.txt`. Names and addresses are in the file; there is no field for them here.
#[derive(Debug, Deserialize)]
struct Employee {
    personeelsnummer: String,
    fte: String,
    onderwijzend: String,
    #[serde(rename = "leergang loopbaancoaching")]
    leergang: String,
}

/// A row of `rollen.txt`.
#[derive(Debug, Deserialize)]
pub(crate) struct RoleRow {
    personeelsnummer: String,
    rol: String,
    pub(crate) team: String,
    vak: Option<String>,
    van: String,
    tot: String,
    uren: String,
}

/// A row of `bestemmingen.csv`.
#[derive(Debug, Deserialize)]
pub(crate) struct Destination {
    #[serde(rename = "persoonsgebonden nummer")]
    number: String,
    inschrijvingsjaar: i32,
    bestemming: String,
    niveau: String,
    #[serde(rename = "na een jaar")]
    a_year_later: String,
}

impl Employees {
    pub(crate) fn read(config: &Config) -> Result<Employees> {
        Ok(Employees {
            staff: text::rows(config.file("staff")?, '\t', "medewerkers.txt")?,
            roles: text::rows(config.file("roles")?, '\t', "rollen.txt")?,
        })
    }
}

impl Kompas {
    pub(crate) fn staff(&self) -> Result<Vec<Staff>> {
        let staff = self.employees.staff.iter();
        staff
            .map(|(row, employee)| {
                let fte = text::decimal(&employee.fte).place_with(|| format!("medewerkers.txt, row {row}, fte"))?;
                Ok(Staff {
                    staff_id: employee.personeelsnummer.clone(),
                    school_id: self.school_id.clone(),
                    teaches: employee.onderwijzend == "J",
                    course_alumnus: employee.leergang == "J",
                    contract_class: contract_class(fte).to_owned(),
                    ..Staff::at("staff", *row)
                })
            })
            .collect()
    }

    pub(crate) fn staff_roles(&self) -> Result<Vec<StaffRole>> {
        let roles = self.employees.roles.iter();
        roles
            .map(|(row, role)| {
                let place = |column: &'static str| move || format!("rollen.txt, row {row}, {column}");
                let from = text::date(&role.van).and_then(|day| day.ok_or_else(|| Error::new("expected a date")));
                Ok(StaffRole {
                    staff_id: role.personeelsnummer.clone(),
                    role: ROLES.code(&role.rol),
                    team_id: (!role.team.is_empty()).then(|| role.team.clone()),
                    subject: role.vak.clone(),
                    from: from.place_with(place("van"))?,
                    until: text::date(&role.tot).place_with(place("tot"))?,
                    guidance_hours: text::decimal(&role.uren).place_with(place("uren"))?,
                    ..StaffRole::at("roles", *row)
                })
            })
            .collect()
    }

    /// The file has a line per year; a student is the first of them. It has an age, not a year of birth.
    pub(crate) fn students(&self) -> Result<Vec<Student>> {
        let mut seen = BTreeSet::new();
        let firsts = self.enrolments.iter().filter(|(_, line)| seen.insert(line.number.as_str()));
        Ok(firsts
            .map(|(row, line)| Student {
                student_id: line.number.clone(),
                school_id: self.school_id.clone(),
                ..Student::at("enrolments", *row)
            })
            .collect())
    }

    pub(crate) fn student_backgrounds(&self) -> Result<Vec<StudentBackground>> {
        let lines = self.enrolments.iter();
        Ok(lines
            .map(|(row, line)| StudentBackground {
                student_id: line.number.clone(),
                school_year: line.school_year(),
                gender: GENDERS.code(&line.gender),
                ses_quintile: self.quintiles.get(&line.postcode).copied(),
                prior_education: PRIOR.optional(&line.prior),
                provenance: "las".to_owned(),
                ..StudentBackground::at("enrolments", *row)
            })
            .collect())
    }

    pub(crate) fn enrolments(&self) -> Result<Vec<Enrolment>> {
        let groups = self.groups.of_students();
        let years: BTreeSet<(&str, i32)> =
            self.enrolments.iter().map(|(_, line)| (line.number.as_str(), line.year)).collect();
        let lines = self.enrolments.iter();
        lines
            .map(|(row, line)| {
                let no_year = || Error::new("expected a year of enrolment such as 2024");
                let year = SchoolYear::starting(line.year)
                    .ok_or_else(no_year)
                    .place_with(|| format!("EV_99KO.asc, row {row}"))?;
                let status = self.status(line, &years);
                let until = line.until.or((status != "active").then(|| year.last_day()));
                Ok(Enrolment {
                    enrolment_id: line.enrolment_id(),
                    student_id: line.number.clone(),
                    programme_id: line.programme.clone(),
                    group_id: groups
                        .get(&(line.number.as_str(), &*line.school_year()))
                        .map(|group| (*group).to_owned()),
                    year_level: i64::from(line.year - line.first_year + 1),
                    school_year: line.school_year(),
                    from: line.from,
                    until,
                    status: status.to_owned(),
                    on_reference_date: line.on_reference_date,
                    ..Enrolment::at("enrolments", *row)
                })
            })
            .collect()
    }

    /// The file says how an enrolment ended. One of an earlier year that did not end went on into the next year's line.
    fn status(&self, line: &Line, years: &BTreeSet<(&str, i32)>) -> &'static str {
        match line.ended.as_str() {
            "1" => "graduated",
            "2" => "dropped_out",
            _ if line.school_year() >= self.school_year => "active",
            _ if years.contains(&(line.number.as_str(), line.year + 1)) => "moved",
            _ => "left",
        }
    }

    pub(crate) fn transitions(&self) -> Result<Vec<Transition>> {
        let enrolments: BTreeMap<(&str, i32), &Line> =
            self.enrolments.iter().map(|(_, line)| ((line.number.as_str(), line.year), line)).collect();
        let rows = self.destinations.iter();
        rows.map(|(row, went)| {
            let enrolment = enrolments.get(&(went.number.as_str(), went.inschrijvingsjaar));
            let missing = || Error::new("this student has no enrolment in that year in EV_99KO.asc");
            let enrolment = enrolment.ok_or_else(missing).place_with(|| format!("bestemmingen.csv, row {row}"))?;
            Ok(Transition {
                student_id: went.number.clone(),
                from_enrolment_id: enrolment.enrolment_id(),
                reference_year: i64::from(went.inschrijvingsjaar + 1),
                destination: DESTINATIONS.code(&went.bestemming),
                level_change: LEVEL_CHANGES.code(&went.niveau),
                after_one_year: A_YEAR_LATER.optional(&went.a_year_later),
                provenance: "school_aftercare".to_owned(),
                ..Transition::at("destinations", *row)
            })
        })
        .collect()
    }
}

/// The class of a contract in full-time equivalents.
fn contract_class(fte: Option<f64>) -> &'static str {
    match fte {
        None => "unknown",
        Some(fte) if fte < 0.5 => "lt_0_5",
        Some(fte) if fte <= 0.8 => "0_5_to_0_8",
        Some(_) => "gt_0_8",
    }
}
