//! Students through two school years, their groups, and who teaches and guides these.

use super::{Enrolment, Group, Staff, Student, people};
use crate::calendar::{date, year_end, year_start};
use crate::profile::{Profile, Programme};
use crate::random::Random;

/// Students, enrolments and groups of a school.
pub(super) struct Roster {
    pub(super) students: Vec<Student>,
    pub(super) enrolments: Vec<Enrolment>,
    pub(super) groups: Vec<Group>,
}

/// One cohort per programme and level; each is a year further in the second year.
pub(super) fn roster(profile: &Profile, staff: &[Staff], size: f64, random: &mut Random) -> Roster {
    let mut roster = Roster { students: Vec::new(), enrolments: Vec::new(), groups: Vec::new() };
    for (index, programme) in profile.programmes.iter().enumerate() {
        if programme.share == 0.0 {
            continue;
        }
        let levels = usize::from(programme.last - programme.first + 1);
        let cohort = (profile.students as f64 * size * programme.share / levels as f64).round() as usize;
        // The level a cohort has in the first year; one below the first comes in the second year.
        for level in (programme.first - 1)..=programme.last {
            for _ in 0..cohort.max(1) {
                enrol(profile, index, programme, level, &mut roster, random);
            }
        }
    }
    home_groups(profile, staff, &mut roster);
    teaching_groups(profile, staff, &mut roster);
    roster
}

fn enrol(profile: &Profile, index: usize, programme: &Programme, level: u8, roster: &mut Roster, random: &mut Random) {
    let age = match profile.sector {
        "vo" => 12,
        "mbo" => 17,
        _ => 18,
    };
    let birth = 2024 - age - i32::from(level) + 1 - random.below(2) as i32;
    let student = roster.students.len();
    roster.students.push(people::student(profile, student, birth, random));
    let mut stays = true;
    for year in 0..2 {
        let now = level + year as u8;
        if now < programme.first || now > programme.last || !stays {
            continue;
        }
        let stopped = random.chance(if profile.sector == "vo" { 0.012 } else { 0.04 });
        let last = now == programme.last;
        // The second year is not over at the date of the report: nobody has graduated from it yet.
        let (until, status) = match (stopped, last, year) {
            (true, _, 0) => (Some(date(2025, 2, 1 + random.below(27) as u32)), "dropped_out"),
            (true, _, _) => (Some(date(2026, 1, 5 + random.below(20) as u32)), "dropped_out"),
            (false, true, 0) => (Some(year_end(0)), "graduated"),
            (false, _, 0) => (Some(year_end(0)), "moved"),
            _ => (None, "active"),
        };
        // A few come after the reference date of 1 October.
        let late = random.chance(0.008) && level == 0;
        let from = if late { date(2024 + year as i32, 11, 3) } else { year_start(year) };
        roster.enrolments.push(Enrolment {
            student,
            programme: programme.bridge.filter(|_| now == 1).unwrap_or(index),
            group: 0,
            level: now,
            year,
            from,
            until,
            status,
            on_reference_date: !late,
        });
        stays = !stopped;
    }
}

/// Groups of about the usual size, each with a mentor or slb.
fn home_groups(profile: &Profile, staff: &[Staff], roster: &mut Roster) {
    let guide_role = if profile.sector == "vo" { "mentor" } else { "slb" };
    let guides: Vec<usize> = (0..staff.len()).filter(|&s| staff[s].main_role() == guide_role).collect();
    let mut turn = 0;
    for year in 0..2 {
        for (index, programme) in profile.programmes.iter().enumerate() {
            for level in programme.first..=programme.last {
                let members: Vec<usize> = (0..roster.enrolments.len())
                    .filter(|&e| {
                        let e = &roster.enrolments[e];
                        e.year == year && e.programme == index && e.level == level
                    })
                    .collect();
                let parts = members.len().div_ceil(profile.group_size).max(1);
                for part in 0..parts {
                    let own: Vec<usize> = members.iter().copied().skip(part).step_by(parts).collect();
                    if own.is_empty() {
                        continue;
                    }
                    let group = roster.groups.len();
                    for &e in &own {
                        roster.enrolments[e].group = group;
                    }
                    let students = own.iter().map(|&e| roster.enrolments[e].student).collect();
                    let guide = guides.get(turn % guides.len().max(1)).copied();
                    turn += 1;
                    roster.groups.push(Group {
                        code: format!("{}-{}{}{}", ["2425", "2526"][year], programme.short, level, part_name(part)),
                        programme: index,
                        subject: None,
                        level,
                        year,
                        team: team_of(profile, index),
                        guide,
                        teachers: Vec::new(),
                        students,
                    });
                }
            }
        }
    }
}

/// a, b, … z, then numbers.
fn part_name(part: usize) -> String {
    match u8::try_from(part) {
        Ok(n) if n < 26 => char::from(b'a' + n).to_string(),
        _ => format!("{}", part + 1),
    }
}

/// One teaching group per programme, level and subject, with one or two teachers.
fn teaching_groups(profile: &Profile, staff: &[Staff], roster: &mut Roster) {
    let mut turn = vec![0usize; profile.subjects.len()];
    for year in 0..2 {
        let day = date(2024 + year as i32, 10, 1);
        for (index, programme) in profile.programmes.iter().enumerate() {
            for level in programme.first..=programme.last {
                if !roster.groups.iter().any(|g| g.year == year && g.programme == index && g.level == level) {
                    continue;
                }
                for (s, subject) in profile.subjects.iter().enumerate() {
                    // Not every subject in every year.
                    if (s + usize::from(level)).is_multiple_of(5) {
                        continue;
                    }
                    let teachers: Vec<usize> = (0..staff.len())
                        .filter(|&t| {
                            staff[t].teaches
                                && staff[t].active_on(day)
                                && staff[t].roles.iter().any(|r| r.subject == Some(*subject))
                        })
                        .collect();
                    if teachers.is_empty() {
                        continue;
                    }
                    let mut chosen = Vec::new();
                    for _ in 0..2.min(teachers.len()) {
                        chosen.extend(teachers.get(turn[s] % teachers.len()));
                        turn[s] += 1;
                    }
                    roster.groups.push(Group {
                        code: format!("{}-{}{}-{}", ["2425", "2526"][year], programme.short, level, short(subject)),
                        programme: index,
                        subject: Some(subject),
                        level,
                        year,
                        team: team_of(profile, index),
                        guide: None,
                        teachers: chosen,
                        students: Vec::new(),
                    });
                }
            }
        }
    }
}

/// Letters of a subject that tell it from the others of a school.
fn short(subject: &str) -> String {
    let consonants: String = subject.chars().filter(|c| !"aeiou ".contains(*c)).take(4).collect();
    consonants.to_lowercase()
}

fn team_of(profile: &Profile, programme: usize) -> usize {
    programme % profile.teams.len()
}
