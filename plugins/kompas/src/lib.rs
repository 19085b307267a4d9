//! Plugin of Voorbeeldhogeschool Kompas.
//!
//! Reads the enrolments as 1CijferHO delivers them, the statements of the learning record store, and the school's own lists.

mod cho;
mod groups;
mod guidance;
mod people;
mod school;
mod survey;
mod text;
mod words;
mod xapi;

use std::collections::BTreeMap;

use schakel_plugin::{Config, Plugin, Result, Tables, export_plugin};

use cho::Line;
use groups::Groups;
use people::Employees;
use survey::Surveys;
use xapi::Moment;

/// The plugin, open for the school: everything it reads fits into memory.
#[derive(Debug)]
pub struct Kompas {
    school_id: String,
    school_year: String,
    institution: Vec<(i64, school::Institution)>,
    programmes: Vec<(i64, cho::Decoded)>,
    enrolments: Vec<(i64, Line)>,
    destinations: Vec<(i64, people::Destination)>,
    employees: Employees,
    groups: Groups,
    moments: Vec<Moment>,
    surveys: Surveys,
    quintiles: BTreeMap<String, i64>,
}

export_plugin!(Kompas);

impl Plugin for Kompas {
    fn open(config: &Config) -> Result<Kompas> {
        let quintiles = text::rows::<(String, i64)>(config.file("ses")?, ',', "ses-pc4.csv")?;
        Ok(Kompas {
            school_id: config.school_id.clone(),
            school_year: config.school_year.clone(),
            institution: text::rows(config.file("institution")?, ';', "instelling.csv")?,
            programmes: cho::decode_table(config.file("programmes")?, "Dec_opleiding.asc")?,
            enrolments: cho::read(config.file("enrolments")?, "EV_99KO.asc")?,
            destinations: text::rows(config.file("destinations")?, ';', "bestemmingen.csv")?,
            employees: Employees::read(config)?,
            groups: Groups::read(config)?,
            moments: xapi::read(config.file("statements")?, "statements.ndjson")?,
            surveys: Surveys::read(config)?,
            quintiles: quintiles.into_iter().map(|(_, row)| row).collect(),
        })
    }

    fn tables(&self, tables: &mut Tables<Kompas>) {
        tables
            .rows(Kompas::schools)
            .rows(Kompas::programmes)
            .rows(Kompas::teams)
            .rows(Kompas::groups)
            .rows(Kompas::group_members)
            .rows(Kompas::staff)
            .rows(Kompas::staff_roles)
            .rows(Kompas::students)
            .rows(Kompas::student_backgrounds)
            .rows(Kompas::enrolments)
            .rows(Kompas::transitions)
            .rows(Kompas::moments)
            .rows(Kompas::moment_staff)
            .rows(Kompas::moment_students)
            .rows(Kompas::waves)
            .rows(Kompas::wave_audiences)
            .rows(Kompas::respondents)
            .rows(Kompas::answers);
    }
}
