//! Staff with roles, and the traits of students.

use chrono::NaiveDate;

use super::{Role, Staff, Student};
use crate::calendar::date;
use crate::profile::{Profile, RoleGroup, role_group};
use crate::random::Random;

/// Postcodes that do not exist, from a poorer to a richer neighbourhood; five make one quintile.
pub(crate) const POSTCODES: [&str; 25] = [
    "0111", "0112", "0113", "0114", "0115", "0121", "0122", "0123", "0124", "0125", "0131", "0132", "0133", "0134",
    "0135", "0141", "0142", "0143", "0144", "0145", "0151", "0152", "0153", "0154", "0155",
];

/// The staff of a school, main roles in the numbers of the profile.
pub(super) fn staff(profile: &Profile, size: f64, random: &mut Random) -> Vec<Staff> {
    let mut all = Vec::new();
    for &(role, count) in profile.staff {
        let count = ((count as f64 * size).round() as usize).max(1);
        for _ in 0..count {
            let person = member(profile, role, all.len(), random);
            all.push(person);
        }
    }
    all
}

fn member(profile: &Profile, main: &'static str, index: usize, random: &mut Random) -> Staff {
    let team = index % profile.teams.len();
    let (from, until) = employment(main, index);
    let subject = profile.subjects.get(index % profile.subjects.len()).copied();
    let teaches = match main {
        "docent" | "mentor" | "slb" | "decaan" | "lob_coordinator" => true,
        "praktijkbegeleider" => index.is_multiple_of(2),
        "teamleider" => index.is_multiple_of(3),
        _ => false,
    };
    let role = |role: &'static str, subject, hours| Role { role, team, subject, from, until, hours };
    let hours = match main {
        "mentor" | "slb" => Some(40.0 + 20.0 * random.below(3) as f64),
        "decaan" => Some(320.0),
        "lob_coordinator" => Some(160.0),
        "loopbaanbegeleider" => Some(480.0),
        "coach" | "studentendecaan" => Some(120.0),
        "praktijkbegeleider" => Some(37.5),
        _ => None,
    };
    let mut roles = vec![role(main, if main == "docent" { subject } else { None }, hours)];
    if teaches && main != "docent" {
        roles.push(role("docent", subject, None));
    }
    // In the second year some teachers took up a second task.
    if main == "docent" && index.is_multiple_of(12) && profile.sector == "vo" && until.is_none() {
        roles.push(Role { from: date(2025, 8, 1), ..role("coach", None, Some(20.0)) });
    }
    let group = role_group(main);
    let alumnus = match group {
        RoleGroup::Specialist => random.chance(0.6),
        RoleGroup::Primary => random.chance(0.09),
        _ => random.chance(0.04),
    };
    let spread = 0.35 + random.unit() + random.unit() * random.unit() * 2.5;
    let joins = random.unit();
    let activity = profile.guidance.map(|year| {
        let takes_part =
            group != RoleGroup::Primary || main == "mentor" || main == "slb" || joins < year.active_teachers;
        if takes_part { spread } else { 0.0 }
    });
    Staff {
        roles,
        teaches,
        alumnus,
        fte: if random.chance(0.03) {
            None
        } else {
            random.weighted(&[(0.4, 1.0), (0.6, 2.0), (0.8, 3.0), (1.0, 3.0)])
        },
        link_code: link_code(index, 'M'),
        activity,
        level: random.normal(),
    }
}

/// Some came in the second year and some left after the first; guides of few stay.
fn employment(main: &str, index: usize) -> (NaiveDate, Option<NaiveDate>) {
    let changes = matches!(main, "docent" | "oop");
    match index % 17 {
        5 if changes => (date(2025, 8, 1), None),
        11 if changes => (date(2018, 8, 1), Some(date(2025, 7, 31))),
        n => (date(2012 + (n as i32 % 11), 8, 1), None),
    }
}

/// A code that someone makes up once and gives in every survey.
fn link_code(index: usize, kind: char) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    format!("{}{}{}{:02}{}", kind, letter(index / 26), letter(index), index * 7 % 31 + 1, letter(index / 676 + 3))
}

/// A student of this birth year.
pub(super) fn student(profile: &Profile, index: usize, birth_year: i32, random: &mut Random) -> Student {
    let gender = match profile.id {
        "waterkant" | "kompas" => random.weighted(&[("v", 0.76), ("m", 0.225), ("x", 0.015)]),
        "ambacht" => random.weighted(&[("m", 0.81), ("v", 0.18), ("x", 0.01)]),
        _ => random.weighted(&[("v", 0.50), ("m", 0.485), ("x", 0.015)]),
    };
    let postcode = random.below(POSTCODES.len());
    let poor = postcode < 10;
    let first = match (profile.sector, poor) {
        ("vo", true) => 0.48,
        ("vo", false) => 0.26,
        ("mbo", true) => 0.62,
        ("mbo", false) => 0.44,
        (_, true) => 0.46,
        _ => 0.32,
    };
    let first_generation = if random.chance(0.04) {
        None
    } else if random.chance(0.06) {
        Some("weet_niet")
    } else if random.chance(first) {
        Some("ja")
    } else {
        Some("nee")
    };
    let prior = match profile.sector {
        "vo" => random.weighted(&[("po", 1.0)]),
        "mbo" => {
            random.weighted(&[("vmbo_bb", 0.26), ("vmbo_kb", 0.30), ("vmbo_tl", 0.30), ("havo", 0.08), ("mbo_2", 0.06)])
        }
        _ => random.weighted(&[("havo", 0.52), ("mbo_4", 0.33), ("vwo", 0.11), ("hbo_bachelor", 0.04)]),
    };
    Student {
        gender: gender.unwrap_or("unknown"),
        birth: date(birth_year, 1 + random.below(12) as u32, 1 + random.below(28) as u32),
        postcode: POSTCODES.get(postcode).copied().unwrap_or("0111"),
        first_generation,
        prior: prior.unwrap_or("unknown"),
        support: random.chance(0.08),
        link_code: link_code(index, 'L'),
        level: random.normal(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_codes_of_a_large_school_are_all_different() {
        let codes: std::collections::BTreeSet<_> = (0..8_000).map(|i| link_code(i, 'L')).collect();
        assert_eq!(codes.len(), 8_000);
    }
}
