//! Plugin of Voorbeeldhogeschool Delta.
//!
//! Reads the OOAPI pages of the student information system and the CSV files of the guidance register. Questionnaires and the trajectory
//! workbook are mapped beside it, by the queries and the sources in `plugin.toml`.

mod guidance;
mod ooapi;
mod organisation;
mod people;
mod places;
mod words;

use schakel_plugin::{Config, Plugin, Result, Tables, export_plugin};

use guidance::Register;
use ooapi::Pages;
use places::Quintiles;

/// The plugin, open for the school: everything it reads fits into memory.
#[derive(Debug)]
pub struct Delta {
    school_id: String,
    school_year: String,
    pages: Pages,
    register: Register,
    quintiles: Quintiles,
}

export_plugin!(Delta);

impl Plugin for Delta {
    fn open(config: &Config) -> Result<Delta> {
        Ok(Delta {
            school_id: config.school_id.clone(),
            school_year: config.school_year.clone(),
            pages: Pages::read(config.file("ooapi")?)?,
            register: Register::read(config)?,
            quintiles: Quintiles::read(config.file("ses")?)?,
        })
    }

    fn tables(&self, tables: &mut Tables<Delta>) {
        tables
            .rows(Delta::schools)
            .rows(Delta::programmes)
            .rows(Delta::teams)
            .rows(Delta::groups)
            .rows(Delta::group_members)
            .rows(Delta::staff)
            .rows(Delta::staff_roles)
            .rows(Delta::students)
            .rows(Delta::student_backgrounds)
            .rows(Delta::enrolments)
            .rows(Delta::moments)
            .rows(Delta::moment_staff)
            .rows(Delta::moment_students)
            .rows(Delta::transitions);
    }
}
