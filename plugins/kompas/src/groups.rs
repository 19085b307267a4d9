//! Groups and who is in them.

use std::collections::BTreeMap;

use schakel_plugin::model::record::{Group, GroupMember};
use schakel_plugin::{Config, Result};
use serde::Deserialize;

use crate::words::{FUNCTIONS, GROUPS, PERSONS};
use crate::{Kompas, text};

#[derive(Debug)]
pub(crate) struct Groups {
    groups: Vec<(i64, GroupRow)>,
    members: Vec<(i64, Member)>,
}

#[derive(Debug, Deserialize)]
struct GroupRow {
    groepcode: String,
    naam: String,
    soort: String,
    opleidingscode: String,
    leerjaar: i64,
    vak: Option<String>,
    studiejaar: String,
    team: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Member {
    groepcode: String,
    nummer: String,
    soort: String,
    functie: String,
}

impl Groups {
    pub(crate) fn read(config: &Config) -> Result<Groups> {
        Ok(Groups {
            groups: text::rows(config.file("groups")?, ';', "groepen.csv")?,
            members: text::rows(config.file("members")?, ';', "leden.csv")?,
        })
    }

    /// The guidance group of every student in every school year.
    pub(crate) fn of_students(&self) -> BTreeMap<(&str, &str), &str> {
        let guidance = self.groups.iter().filter(|(_, group)| group.soort == "slb-groep");
        let years: BTreeMap<&str, &str> =
            guidance.map(|(_, group)| (group.groepcode.as_str(), group.studiejaar.as_str())).collect();
        let students = self.members.iter().filter(|(_, member)| member.soort == "student");
        let placed = students.filter_map(|(_, member)| {
            let year = years.get(member.groepcode.as_str())?;
            Some(((member.nummer.as_str(), *year), member.groepcode.as_str()))
        });
        placed.collect()
    }
}

impl Kompas {
    pub(crate) fn groups(&self) -> Result<Vec<Group>> {
        let groups = self.groups.groups.iter();
        Ok(groups
            .map(|(row, group)| Group {
                group_id: group.groepcode.clone(),
                school_id: self.school_id.clone(),
                programme_id: Some(group.opleidingscode.clone()),
                team_id: group.team.clone(),
                name: group.naam.clone(),
                kind: GROUPS.code(&group.soort),
                subject: group.vak.clone(),
                year_level: Some(group.leerjaar),
                school_year: group.studiejaar.clone(),
                ..Group::at("groups", *row)
            })
            .collect())
    }

    pub(crate) fn group_members(&self) -> Result<Vec<GroupMember>> {
        let members = self.groups.members.iter();
        Ok(members
            .map(|(row, member)| GroupMember {
                group_id: member.groepcode.clone(),
                person_kind: PERSONS.code(&member.soort),
                person_id: member.nummer.clone(),
                function: FUNCTIONS.code(&member.functie),
                ..GroupMember::at("members", *row)
            })
            .collect())
    }
}
