//! Where students went.

use super::{School, Transition};
use crate::random::Random;

/// Transitions after the first year: of those who left it, and of first-years in mbo and hbo.
pub(super) fn transitions(school: &School, random: &mut Random) -> Vec<Transition> {
    let mut all = Vec::new();
    for (index, enrolment) in school.enrolments.iter().enumerate() {
        if enrolment.year != 0 || !enrolment.on_reference_date {
            continue;
        }
        let level = school.profile.programmes[enrolment.programme].level;
        let first_year = enrolment.level == 1 && school.profile.sector != "vo";
        let after_one_year = first_year.then(|| match enrolment.status {
            "dropped_out" => "dropped_out",
            _ if random.chance(0.09) => "switched",
            _ if random.chance(0.03) => "unknown",
            _ => "same",
        });
        let chosen = match enrolment.status {
            "graduated" => random.weighted(destinations(level)),
            "dropped_out" => random.weighted(&[
                (("no_education", "not_applicable"), 0.35),
                (("work", "not_applicable"), 0.30),
                (("unknown", "not_applicable"), 0.35),
            ]),
            _ if first_year => Some(("same_school", "not_applicable")),
            _ => None,
        };
        if let Some((destination, level_change)) = chosen {
            all.push(Transition {
                student: enrolment.student,
                enrolment: index,
                year: 2025,
                destination,
                level_change,
                after_one_year,
            });
        }
    }
    all
}

type Destination = (&'static str, &'static str);

/// Where a school leaver of this level goes, and whether that is a higher level.
fn destinations(level: &str) -> &'static [(Destination, f64)] {
    match level {
        "vmbo_tl" => &[
            (("mbo_4", "higher"), 0.64),
            (("mbo_3", "higher"), 0.12),
            (("vo", "higher"), 0.15),
            (("unknown", "not_applicable"), 0.09),
        ],
        "havo" => &[
            (("hbo_ba", "higher"), 0.71),
            (("vo", "higher"), 0.06),
            (("mbo_4", "lower"), 0.09),
            (("work", "not_applicable"), 0.05),
            (("unknown", "not_applicable"), 0.09),
        ],
        "vwo" => &[
            (("wo", "higher"), 0.70),
            (("hbo_ba", "higher"), 0.14),
            (("no_education", "not_applicable"), 0.08),
            (("unknown", "not_applicable"), 0.08),
        ],
        "mbo_2" => &[
            (("mbo_3", "higher"), 0.44),
            (("mbo_2", "equal"), 0.06),
            (("work", "not_applicable"), 0.37),
            (("unknown", "not_applicable"), 0.13),
        ],
        "mbo_3" => &[
            (("mbo_4", "higher"), 0.36),
            (("mbo_3", "equal"), 0.05),
            (("work", "not_applicable"), 0.48),
            (("unknown", "not_applicable"), 0.11),
        ],
        "mbo_4" => &[
            (("hbo_ba", "higher"), 0.31),
            (("hbo_ad", "higher"), 0.08),
            (("work", "not_applicable"), 0.49),
            (("unknown", "not_applicable"), 0.12),
        ],
        "ad" => {
            &[(("hbo_ba", "higher"), 0.46), (("work", "not_applicable"), 0.42), (("unknown", "not_applicable"), 0.12)]
        }
        _ => &[
            (("wo", "higher"), 0.17),
            (("hbo_ba", "equal"), 0.03),
            (("work", "not_applicable"), 0.66),
            (("unknown", "not_applicable"), 0.14),
        ],
    }
}
