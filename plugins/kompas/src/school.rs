//! The school, its programmes and teams.

use std::collections::BTreeMap;

use schakel_plugin::Result;
use schakel_plugin::model::record::{Programme, School, Team};
use serde::Deserialize;

use crate::Kompas;
use crate::words::{LEVELS, TRACKS};

/// The row of `instelling.csv`.
#[derive(Debug, Deserialize)]
pub(crate) struct Institution {
    code: String,
    naam: String,
    sector: String,
}

impl Kompas {
    pub(crate) fn schools(&self) -> Result<Vec<School>> {
        let rows = self.institution.iter();
        Ok(rows
            .map(|(row, institution)| School {
                school_id: self.school_id.clone(),
                name: institution.naam.clone(),
                brin: Some(institution.code.clone()),
                sector: institution.sector.clone(),
                ..School::at("institution", *row)
            })
            .collect())
    }

    /// The decode table has the names; form and phase stand with the enrolments.
    pub(crate) fn programmes(&self) -> Result<Vec<Programme>> {
        let mut known = BTreeMap::new();
        for (_, line) in &self.enrolments {
            known.entry(line.programme.as_str()).or_insert(line);
        }
        let rows = self.programmes.iter();
        Ok(rows
            .map(|(row, programme)| {
                let line = known.get(programme.code.as_str());
                // A name begins with the phase: `B Leraar Nederlands`.
                let name = ["B ", "Ad ", "M "].iter().find_map(|phase| programme.name.strip_prefix(phase));
                Programme {
                    programme_id: programme.code.clone(),
                    school_id: self.school_id.clone(),
                    code: Some(programme.code.clone()),
                    code_system: "croho".to_owned(),
                    name: name.unwrap_or(&programme.name).to_owned(),
                    level: line.map(|line| LEVELS.code(&line.phase)).unwrap_or_default(),
                    track: line.and_then(|line| TRACKS.optional(&line.form)),
                    ..Programme::at("programmes", *row)
                }
            })
            .collect())
    }

    /// Teams have a name only; it stands with every role.
    pub(crate) fn teams(&self) -> Result<Vec<Team>> {
        let mut teams = BTreeMap::new();
        for (row, role) in self.employees.roles.iter().filter(|(_, role)| !role.team.is_empty()) {
            teams.entry(role.team.clone()).or_insert_with(|| Team {
                team_id: role.team.clone(),
                school_id: self.school_id.clone(),
                name: role.team.clone(),
                school_year: self.school_year.clone(),
                ..Team::at("roles", *row)
            });
        }
        Ok(teams.into_values().collect())
    }
}
