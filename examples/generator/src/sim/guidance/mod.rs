//! Who guided whom in a school year.
//!
//! The reach of guidance is decided per student first (nobody, one voice, several voices), so that a school's story
//! shows in its numbers; the moments follow from it. Lessons and visits that students share become one moment.

mod form;
mod guides;

use std::collections::BTreeMap;

use super::{Moment, Presence, School};
use crate::profile::{RoleGroup, role_group};
use crate::random::Random;

use form::{forms, held};
use guides::Guides;

/// How many voices a student hears in a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    None,
    Limited,
    Multi,
}

/// The moments of one school year.
pub(super) fn moments(school: &School, year: usize, seed: u64) -> Vec<Moment> {
    let target = school.profile.guidance[year].specialists;
    let (mut low, mut high) = (0.02, 20.0);
    let mut best = (f64::MAX, Vec::new());
    // The weight of specialists that gives them their share: bisection on a logarithmic scale.
    for _ in 0..13 {
        let weight = f64::sqrt(low * high);
        let held = with_weight(school, year, weight, seed);
        let share = specialist_share(&held);
        if share < target {
            low = weight;
        } else {
            high = weight;
        }
        if (share - target).abs() < best.0 {
            best = ((share - target).abs(), held);
        }
    }
    best.1
}

/// The share of moments that specialists hold; a moment of two people counts half for each.
pub(crate) fn specialist_share(moments: &[Moment]) -> f64 {
    share_of(moments, |role| role_group(role) == RoleGroup::Specialist)
}

/// The share of moments held in roles of a kind.
pub(crate) fn share_of(moments: &[Moment], is: impl Fn(&str) -> bool) -> f64 {
    let part: f64 = moments
        .iter()
        .map(|m| m.staff.iter().filter(|(_, r)| is(r)).count() as f64 / m.staff.len().max(1) as f64)
        .sum();
    part / moments.len().max(1) as f64
}

/// One planned moment of one student.
type Slot = (usize, &'static str);

/// What students of one group share: group, guide, role, index of the form, and how many times before.
type Shared = (usize, usize, &'static str, usize, usize);

fn with_weight(school: &School, year: usize, specialist_weight: f64, seed: u64) -> Vec<Moment> {
    let mut random = Random::new(seed, if year == 0 { "guidance 1" } else { "guidance 2" });
    let plan = &school.profile.guidance[year];
    let weights: Vec<(&'static str, f64)> = plan
        .weights
        .iter()
        .map(|&(role, w)| match role_group(role) {
            RoleGroup::Specialist => (role, w * specialist_weight),
            _ => (role, w),
        })
        .collect();
    let guides = Guides::new(school, year);
    let reach = reach(school, year, &mut random);
    let mut shared: BTreeMap<Shared, Vec<usize>> = BTreeMap::new();
    let mut moments = Vec::new();
    for (&enrolment, &reach) in &reach {
        let alone = reach != Reach::Multi;
        let slots = slots(enrolment, reach, &weights, &guides, &mut random);
        let mut before: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let e = &school.enrolments[enrolment];
        for (staff, role) in slots {
            let of: Vec<(usize, f64)> = forms(role).iter().enumerate().map(|(i, f)| (i, f.weight)).collect();
            let at = random.weighted(&of).unwrap_or(0);
            let Some(form) = forms(role).get(at) else { continue };
            if form.together == 1 {
                moments.push(held(school, year, form, (staff, role), &[e.student], &mut random));
            } else {
                // A class goes to a lesson or a visit together: of one teacher, where nobody's only voice changes by it.
                let staff =
                    if alone || role != "docent" { staff } else { guides.of_class(e.group, at).unwrap_or(staff) };
                let times = before.entry((staff, at)).or_default();
                shared.entry((e.group, staff, role, at, *times)).or_default().push(e.student);
                *times += 1;
            }
        }
    }
    for ((group, staff, role, at, _), students) in shared {
        let Some(form) = forms(role).get(at) else { continue };
        for part in students.chunks(form.together) {
            let mut moment = held(school, year, form, (staff, role), part, &mut random);
            if part.len() >= 8 && random.chance(0.3) {
                moment.students.extend(absent(school, group, &moment, &mut random));
            }
            moments.push(moment);
        }
    }
    second_guides(school, year, &reach, &mut moments, &mut random);
    moments
}

/// Decides per enrolment how many voices a student hears: shares of the profile, exactly, in two strata.
fn reach(school: &School, year: usize, random: &mut Random) -> BTreeMap<usize, Reach> {
    let plan = &school.profile.guidance[year];
    let enrolled: Vec<usize> = (0..school.enrolments.len()).filter(|&e| school.enrolments[e].year == year).collect();
    let first = |e: &usize| school.students[school.enrolments[*e].student].is_first_generation();
    let share = enrolled.iter().filter(|e| first(e)).count() as f64 / enrolled.len().max(1) as f64;
    let rest_rate = plan.multi + share * plan.first_generation_gap;
    let rest_none = plan.none - share * plan.first_generation_gap / 3.0;
    let mut reach = BTreeMap::new();
    for stratum in [true, false] {
        let mut ranked: Vec<(f64, usize)> =
            enrolled.iter().filter(|e| first(e) == stratum).map(|&e| (random.unit() + leaning(school, e), e)).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
        let gap = if stratum { plan.first_generation_gap } else { 0.0 };
        let none = ((rest_none + gap / 3.0) * ranked.len() as f64).round() as usize;
        let multi = ((rest_rate - gap) * ranked.len() as f64).round() as usize;
        let from = ranked.len().saturating_sub(multi);
        for (place, (_, e)) in ranked.into_iter().enumerate() {
            let kind = match place {
                p if p < none => Reach::None,
                p if p >= from => Reach::Multi,
                _ => Reach::Limited,
            };
            reach.insert(e, kind);
        }
    }
    reach
}

/// Students near the end hear more; students who learn at work hear less.
fn leaning(school: &School, enrolment: usize) -> f64 {
    let e = &school.enrolments[enrolment];
    let programme = &school.profile.programmes[e.programme];
    let last = if e.level == programme.last && programme.last > 1 { 0.25 } else { 0.0 };
    let at_work = if matches!(programme.track, Some("bbl" | "deeltijd" | "duaal")) { -0.2 } else { 0.0 };
    last + at_work
}

fn slots(
    enrolment: usize,
    reach: Reach,
    weights: &[(&'static str, f64)],
    guides: &Guides<'_>,
    random: &mut Random,
) -> Vec<Slot> {
    match reach {
        Reach::None => Vec::new(),
        Reach::Limited if random.chance(0.3) => several(enrolment, 2, weights, guides, random),
        Reach::Limited => {
            let slot = random.weighted(weights).and_then(|role| guides.one(enrolment, role, random));
            let times = 1 + random.below(guides.at_most());
            slot.map(|s| vec![s; times]).unwrap_or_default()
        }
        Reach::Multi => {
            let often =
                if guides.at_most() == 3 { [(3, 0.5), (4, 0.3), (5, 0.2)] } else { [(3, 0.8), (4, 0.15), (5, 0.05)] };
            let count = random.weighted(&often).unwrap_or(3);
            several(enrolment, count, weights, guides, random)
        }
    }
}

/// This many moments, with at least two people in at least two roles.
fn several(
    enrolment: usize,
    count: usize,
    weights: &[(&'static str, f64)],
    guides: &Guides<'_>,
    random: &mut Random,
) -> Vec<Slot> {
    for _ in 0..40 {
        let slots: Vec<Slot> = (0..count)
            .filter_map(|_| random.weighted(weights).and_then(|role| guides.one(enrolment, role, random)))
            .collect();
        let first = slots.first();
        let two_people = slots.iter().any(|s| first.is_some_and(|f| f.0 != s.0));
        let two_roles = slots.iter().any(|s| first.is_some_and(|f| f.1 != s.1));
        if slots.len() == count && two_people && two_roles {
            return slots;
        }
    }
    // With one role nearly alone, the other voice is the guide of the group and the specialist repeats.
    let mut slots: Vec<Slot> =
        ["mentor", "slb"].iter().filter_map(|role| guides.one(enrolment, role, random)).collect();
    let specialist = weights.iter().find_map(|(role, _)| {
        (role_group(role) == RoleGroup::Specialist).then(|| guides.one(enrolment, role, random)).flatten()
    });
    slots.extend(std::iter::repeat_n(specialist, count.saturating_sub(1)).flatten());
    slots
}

/// Someone of the group who should have been there.
fn absent(school: &School, group: usize, moment: &Moment, random: &mut Random) -> Option<Presence> {
    let student = *random.pick(&school.groups[group].students)?;
    let there = moment.students.iter().any(|p| p.student == student);
    (!there).then_some(Presence { student, present: false, meaningful: None })
}

/// Sometimes the guide of the group joins, where every student hears several voices anyway.
fn second_guides(
    school: &School,
    year: usize,
    reach: &BTreeMap<usize, Reach>,
    moments: &mut [Moment],
    random: &mut Random,
) {
    let multi: BTreeMap<usize, usize> =
        reach.iter().filter(|(_, r)| **r == Reach::Multi).map(|(&e, _)| (school.enrolments[e].student, e)).collect();
    let role = if school.profile.sector == "vo" { "mentor" } else { "slb" };
    for moment in moments.iter_mut().filter(|m| m.year == year) {
        let all_multi = moment.students.iter().all(|p| multi.contains_key(&p.student));
        if !all_multi || !random.chance(0.08) {
            continue;
        }
        let enrolment = moment.students.first().and_then(|p| multi.get(&p.student));
        let guide = enrolment.and_then(|&e| school.groups[school.enrolments[e].group].guide);
        if let Some(guide) = guide
            && moment.staff.iter().all(|(s, _)| *s != guide)
        {
            moment.staff.push((guide, role));
        }
    }
}
