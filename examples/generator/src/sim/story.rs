//! The stories of the six schools, as they can be counted in what was simulated.

use std::collections::{BTreeMap, BTreeSet};

use super::School;
use super::guidance::{share_of, specialist_share};
use super::survey::{Answer, Audience, Respondent};
use crate::profile::{RoleGroup, role_group, six};

fn school(id: &str) -> School {
    let profile = six().into_iter().find(|p| p.id == id).unwrap();
    School::simulate(profile, profile.name, profile.seed, 1.0)
}

/// Share of students with three moments or more, of two people or more in two roles or more.
fn multi_voice(school: &School, year: usize, who: impl Fn(usize) -> bool) -> f64 {
    let mut heard: BTreeMap<usize, (usize, BTreeSet<usize>, BTreeSet<&str>)> = BTreeMap::new();
    for moment in school.moments.iter().filter(|m| m.year == year) {
        for presence in moment.students.iter().filter(|p| p.present) {
            let of = heard.entry(presence.student).or_default();
            of.0 += 1;
            of.1.extend(moment.staff.iter().map(|(s, _)| *s));
            of.2.extend(moment.staff.iter().map(|(_, r)| *r));
        }
    }
    let all: Vec<usize> = school
        .enrolments
        .iter()
        .filter(|e| e.year == year && e.on_reference_date && who(e.student))
        .map(|e| e.student)
        .collect();
    let multi =
        all.iter().filter(|s| heard.get(s).is_some_and(|(n, p, r)| *n >= 3 && p.len() >= 2 && r.len() >= 2)).count();
    multi as f64 / all.len() as f64
}

fn held(school: &School, year: usize) -> Vec<super::Moment> {
    school.moments.iter().filter(|m| m.year == year).cloned().collect()
}

fn wave(school: &School, audience: Audience, wave: usize) -> Vec<&Respondent> {
    school.survey.of(audience).iter().filter(|r| r.wave == wave).collect()
}

fn places(audience: Audience, of: impl Fn(&crate::instrument::Item) -> bool) -> Vec<usize> {
    audience.items().iter().enumerate().filter(|(_, i)| of(i)).map(|(n, _)| n).collect()
}

fn all_high(r: &Respondent, at: &[usize]) -> bool {
    at.iter().all(|&i| matches!(r.answers[i], Answer::Number(4..)))
}

fn contribution(school: &School, w: usize) -> f64 {
    let at = places(Audience::Staff, |i| i.dimension == "contribution");
    let all = wave(school, Audience::Staff, w);
    all.iter().filter(|r| all_high(r, &at)).count() as f64 / all.len() as f64
}

#[track_caller]
fn about(value: f64, expected: f64, margin: f64) {
    assert!((value - expected).abs() <= margin, "{value:.3} is not about {expected}");
}

/// Cronbach's alpha of the answers to these items, reversed ones turned.
fn alpha(answers: &[&Respondent], audience: Audience, at: &[usize]) -> f64 {
    let rows: Vec<Vec<f64>> = answers
        .iter()
        .filter_map(|r| {
            at.iter()
                .map(|&i| match r.answers[i] {
                    Answer::Number(n) if audience.items()[i].reversed => Some(6.0 - n as f64),
                    Answer::Number(n) => Some(n as f64),
                    _ => None,
                })
                .collect()
        })
        .collect();
    let variance = |values: Vec<f64>| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64
    };
    let k = at.len() as f64;
    let items: f64 = (0..at.len()).map(|i| variance(rows.iter().map(|r| r[i]).collect())).sum();
    let total = variance(rows.iter().map(|r| r.iter().sum()).collect());
    k / (k - 1.0) * (1.0 - items / total)
}

fn response(school: &School, audience: Audience, w: usize, role: Option<&str>) -> f64 {
    let of = |r: &str| role.map_or(r != "student" || audience == Audience::Student, |x| x == r);
    let given = wave(school, audience, w).iter().filter(|r| of(r.role)).count();
    let asked: usize = school.survey.audience[w]
        .iter()
        .filter(|(r, _)| of(r) && (**r == "student") == (audience == Audience::Student))
        .map(|(_, n)| n)
        .sum();
    given as f64 / asked as f64
}

#[test]
fn at_wilgenborch_guidance_went_from_specialists_to_everyone() {
    let school = school("wilgenborch");
    about(specialist_share(&held(&school, 0)), 0.45, 0.01);
    about(specialist_share(&held(&school, 1)), 0.19, 0.01);
    about(multi_voice(&school, 1, |_| true), 0.40, 0.015);
    assert!(multi_voice(&school, 0, |_| true) < 0.25);
    about(contribution(&school, 0), 0.29, 0.02);
    about(contribution(&school, 1), 0.43, 0.02);
}

#[test]
fn at_lindehage_one_decaan_holds_about_seven_in_ten_moments() {
    let school = school("lindehage");
    for year in [0, 1] {
        about(share_of(&held(&school, year), |r| r == "decaan"), 0.70, 0.03);
    }
    assert_eq!(school.staff.iter().filter(|s| s.main_role() == "decaan").count(), 1);
}

#[test]
fn at_waterkant_first_generation_students_are_reached_less() {
    let school = school("waterkant");
    about(multi_voice(&school, 1, |s| school.students[s].is_first_generation()), 0.31, 0.015);
    about(multi_voice(&school, 1, |s| !school.students[s].is_first_generation()), 0.44, 0.015);
}

#[test]
fn at_delta_few_answer_and_one_role_hardly_does() {
    let school = school("delta");
    about(response(&school, Audience::Staff, 1, None), 0.38, 0.02);
    about(response(&school, Audience::Student, 1, None), 0.41, 0.01);
    assert!(response(&school, Audience::Staff, 1, Some("praktijkbegeleider")) < 0.25);
}

#[test]
fn at_kompas_specialists_and_teachers_want_different_things() {
    let school = school("kompas");
    let all = wave(&school, Audience::Staff, 1);
    let mean = |group: RoleGroup, at: usize| {
        let values: Vec<f64> = all
            .iter()
            .filter(|r| role_group(r.role) == group)
            .filter_map(|r| if let Answer::Number(n) = r.answers[at] { Some((n as f64 - 1.0) * 25.0) } else { None })
            .collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    assert!(all.iter().filter(|r| role_group(r.role) == RoleGroup::Specialist).count() >= 8);
    let gaps: Vec<f64> = places(Audience::Staff, |i| i.dimension == "vision_ideal")
        .into_iter()
        .map(|at| mean(RoleGroup::Specialist, at) - mean(RoleGroup::Primary, at))
        .collect();
    assert!(gaps.iter().filter(|g| g.abs() >= 20.0).count() >= 3, "{gaps:?}");
}

#[test]
fn items_of_one_scale_agree_and_both_waves_of_a_person_can_be_linked() {
    for profile in six() {
        let school = school(profile.id);
        for (audience, scales) in [
            (Audience::Staff, &["knowledge", "skill", "attitude", "contribution"][..]),
            (Audience::Student, &["KR", "MR", "WE", "LS", "NW"][..]),
        ] {
            for w in [0, 1] {
                let all = wave(&school, audience, w);
                for scale in scales {
                    let value = alpha(&all, audience, &places(audience, |i| i.scale == *scale));
                    assert!(value >= 0.70, "{} {scale} wave {w}: {value:.2}", profile.id);
                }
            }
            let codes =
                |w| wave(&school, audience, w).iter().filter_map(|r| r.link_code.clone()).collect::<BTreeSet<_>>();
            let pairs = codes(0).intersection(&codes(1)).count();
            assert!(pairs >= 20, "{}: {pairs} pairs", profile.id);
        }
    }
}

/// Mean score of a person on a dimension, 0 to 100.
fn score(r: &Respondent, audience: Audience, dimension: &str) -> Option<f64> {
    let values: Vec<f64> = places(audience, |i| i.dimension == dimension)
        .into_iter()
        .filter_map(|i| match r.answers[i] {
            Answer::Number(n) if audience.items()[i].reversed => Some((5.0 - n as f64) * 25.0),
            Answer::Number(n) => Some((n as f64 - 1.0) * 25.0),
            _ => None,
        })
        .collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[test]
fn people_who_can_be_linked_change_about_as_much_as_all() {
    let mut off = Vec::new();
    for profile in six() {
        let school = school(profile.id);
        for dimension in ["knowledge", "skill", "attitude", "contribution"] {
            let waves = [0, 1].map(|w| wave(&school, Audience::Staff, w));
            let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
            let all = [0, 1]
                .map(|w: usize| mean(waves[w].iter().filter_map(|r| score(r, Audience::Staff, dimension)).collect()));
            let pairs = waves[0].iter().filter_map(|a| {
                let b = waves[1].iter().find(|b| a.link_code.is_some() && b.link_code == a.link_code)?;
                Some(score(b, Audience::Staff, dimension)? - score(a, Audience::Staff, dimension)?)
            });
            let linked = mean(pairs.collect());
            println!("{} {dimension}: all {:.1}, linked {linked:.1}", profile.id, all[1] - all[0]);
            if (linked - (all[1] - all[0])).abs() > 5.0 {
                off.push(format!("{} {dimension}: all {:.1}, linked {linked:.1}", profile.id, all[1] - all[0]));
            }
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

/// Prints what was measured; run with `--nocapture` to see it.
#[test]
fn every_school_reaches_some_and_misses_some() {
    for profile in six() {
        let school = school(profile.id);
        for year in [0, 1] {
            let held = held(&school, year);
            let multi = multi_voice(&school, year, |_| true);
            println!(
                "{} {}: students {}, staff {}, moments {}, specialists {:.2}, multi-voice {:.3} (first generation {:.3}, rest {:.3}), contribution {:.2}, response staff {:.2} students {:.2}",
                profile.id,
                year,
                school.enrolments.iter().filter(|e| e.year == year).count(),
                school.staff.len(),
                held.len(),
                specialist_share(&held),
                multi,
                multi_voice(&school, year, |s| school.students[s].is_first_generation()),
                multi_voice(&school, year, |s| !school.students[s].is_first_generation()),
                contribution(&school, year),
                response(&school, Audience::Staff, year, None),
                response(&school, Audience::Student, year, None),
            );
            assert!(multi > 0.04 && multi < 0.6);
        }
    }
}
