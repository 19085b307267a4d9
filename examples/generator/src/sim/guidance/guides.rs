//! Who guides a student in which role.

use std::collections::BTreeMap;

use super::Slot;
use crate::calendar::date;
use crate::random::Random;
use crate::sim::School;

/// Who can be asked by whom.
pub(super) struct Guides<'a> {
    school: &'a School,
    /// Teachers with their activity, per programme, level and school year of a group.
    teachers: BTreeMap<(usize, u8), Vec<(usize, f64)>>,
    others: BTreeMap<&'static str, Vec<usize>>,
}

impl<'a> Guides<'a> {
    /// Guides of one school year.
    pub(super) fn new(school: &'a School, year: usize) -> Self {
        let day = date(2024 + year as i32, 10, 1);
        let mut teachers: BTreeMap<(usize, u8), Vec<(usize, f64)>> = BTreeMap::new();
        for group in school.groups.iter().filter(|g| g.year == year && g.subject.is_some()) {
            let of = teachers.entry((group.programme, group.level)).or_default();
            of.extend(group.teachers.iter().map(|&t| (t, school.staff[t].activity[year])));
        }
        let mut others: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        for (role, _) in school.profile.guidance[year].weights {
            let with = (0..school.staff.len()).filter(|&s| school.staff[s].has_role_on(role, day)).collect();
            others.insert(role, with);
        }
        Self { school, teachers, others }
    }

    /// How often at most someone's only voice is heard in a year; students in hbo come less often.
    pub(super) fn at_most(&self) -> usize {
        if self.school.profile.sector == "hbo" { 2 } else { 3 }
    }

    /// The teacher who gives the lesson or visit of this kind to a class.
    pub(super) fn of_class(&self, group: usize, form: usize) -> Option<usize> {
        let of = &self.school.groups[group];
        let all = self.teachers.get(&(of.programme, of.level))?;
        let able: Vec<usize> =
            all.iter().filter(|(t, weight)| Some(*t) != of.guide && *weight > 0.0).map(|(t, _)| *t).collect();
        able.get((group * 7 + form) % able.len().max(1)).copied()
    }

    /// Someone in this role for this student; none if there is nobody.
    pub(super) fn one(&self, enrolment: usize, role: &'static str, random: &mut Random) -> Option<Slot> {
        let e = &self.school.enrolments[enrolment];
        let group = &self.school.groups[e.group];
        match role {
            "mentor" | "slb" => {
                let right = self.school.profile.sector == "vo";
                group.guide.filter(|_| (role == "mentor") == right).map(|g| (g, role))
            }
            "docent" => {
                let all = self.teachers.get(&(group.programme, group.level))?;
                let able: Vec<(usize, f64)> =
                    all.iter().copied().filter(|(t, weight)| Some(*t) != group.guide && *weight > 0.0).collect();
                random.weighted(&able).map(|t| (t, role))
            }
            _ => {
                // A student keeps the same person in a role.
                let all = self.others.get(role)?;
                all.get(e.student * 7 % all.len().max(1)).map(|&s| (s, role))
            }
        }
    }
}
