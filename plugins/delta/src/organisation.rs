//! The school, its programmes, teams and groups.

use std::collections::BTreeMap;

use schakel_plugin::Result;
use schakel_plugin::model::record::{Group, GroupMember, Programme, School, Team};

use crate::Delta;
use crate::ooapi::dutch;
use crate::words::{FUNCTIONS, GROUPS, LEVELS, TRACKS};

impl Delta {
    pub(crate) fn schools(&self) -> Result<Vec<School>> {
        let roots = self.pages.organizations.iter().filter(|found| found.item.organization_type == "root");
        Ok(roots
            .map(|found| School {
                school_id: self.school_id.clone(),
                name: dutch(&found.item.name),
                brin: Some(found.item.primary_code.code.clone()),
                sector: "hbo".to_owned(),
                ..School::at(&found.file, found.number)
            })
            .collect())
    }

    pub(crate) fn programmes(&self) -> Result<Vec<Programme>> {
        let programs = self.pages.programs.iter();
        Ok(programs
            .map(|found| Programme {
                programme_id: found.item.program_id.clone(),
                school_id: self.school_id.clone(),
                code: Some(found.item.primary_code.code.clone()),
                code_system: "croho".to_owned(),
                name: dutch(&found.item.name),
                level: LEVELS.code(&found.item.level),
                track: TRACKS.optional(&found.item.mode_of_study),
                ..Programme::at(&found.file, found.number)
            })
            .collect())
    }

    /// Teams are departments in OOAPI. They have no year; these are the teams of the report's.
    pub(crate) fn teams(&self) -> Result<Vec<Team>> {
        let departments = self.pages.organizations.iter().filter(|found| found.item.organization_type == "department");
        Ok(departments
            .map(|found| Team {
                team_id: found.item.organization_id.clone(),
                school_id: self.school_id.clone(),
                name: dutch(&found.item.name),
                school_year: self.school_year.clone(),
                ..Team::at(&found.file, found.number)
            })
            .collect())
    }

    pub(crate) fn groups(&self) -> Result<Vec<Group>> {
        let groups = self.pages.groups.iter();
        Ok(groups
            .map(|found| {
                let own = found.item.consumers.first();
                Group {
                    group_id: found.item.group_id.clone(),
                    school_id: self.school_id.clone(),
                    programme_id: own.map(|own| own.program.clone()),
                    team_id: own.and_then(|own| own.team.clone()),
                    name: dutch(&found.item.name),
                    kind: GROUPS.code(&found.item.group_type),
                    subject: own.and_then(|own| own.vak.clone()),
                    year_level: own.map(|own| own.leerjaar),
                    school_year: own.map(|own| own.studiejaar.clone()).unwrap_or_default(),
                    ..Group::at(&found.file, found.number)
                }
            })
            .collect())
    }

    /// Staff stand with the group; students with their enrolment.
    pub(crate) fn group_members(&self) -> Result<Vec<GroupMember>> {
        let mut members = Vec::new();
        for found in &self.pages.members {
            members.extend(found.item.persons.iter().map(|person| GroupMember {
                group_id: found.item.group_id.clone(),
                person_kind: "staff".to_owned(),
                person_id: person.person_id.clone(),
                function: FUNCTIONS.code(&person.role),
                ..GroupMember::at(&found.file, found.number)
            }));
        }
        // A student whose enrolment began anew in the same group is in it once.
        let mut students = BTreeMap::new();
        for found in &self.pages.associations {
            for group in found.item.consumers.iter().filter_map(|own| own.groep.clone()) {
                students.entry((group.clone(), found.item.person.clone())).or_insert_with(|| GroupMember {
                    group_id: group,
                    person_kind: "student".to_owned(),
                    person_id: found.item.person.clone(),
                    function: "student".to_owned(),
                    ..GroupMember::at(&found.file, found.number)
                });
            }
        }
        members.extend(students.into_values());
        Ok(members)
    }
}
