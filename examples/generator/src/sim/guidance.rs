//! Who guided whom in a school year.
//!
//! The reach of guidance is decided per student first (nobody, one voice, several voices), so that a school's story
//! shows in its numbers; the moments follow from it. Lessons and visits that students share become one moment.

use std::collections::BTreeMap;

use super::{Moment, Presence, School};
use crate::calendar::{date, school_day};
use crate::profile::{RoleGroup, role_group};
use crate::random::Random;

/// A form of guidance as a role gives it: how often, how many students at once, and where.
struct Form {
    form: &'static str,
    weight: f64,
    together: usize,
    setting: &'static str,
}

const fn form(form: &'static str, weight: f64, together: usize, setting: &'static str) -> Form {
    Form { form, weight, together, setting }
}

const GUIDE: &[Form] = &[
    form("individual_talk", 0.37, 1, "mentor_slb_hour"),
    form("lob_lesson", 0.43, 30, "lob_hour"),
    form("three_way_talk", 0.08, 1, "mentor_slb_hour"),
    form("group_talk", 0.08, 6, "mentor_slb_hour"),
    form("informal", 0.04, 1, "outside_class"),
];
const TEACHER: &[Form] = &[
    form("subject_lesson", 0.48, 30, "subject_lesson"),
    form("informal", 0.17, 1, "outside_class"),
    form("individual_talk", 0.15, 1, "outside_class"),
    form("guest_lesson", 0.10, 30, "subject_lesson"),
    form("company_visit", 0.10, 18, "external"),
];
const SPECIALIST: &[Form] = &[
    form("individual_talk", 0.68, 1, "outside_class"),
    form("group_talk", 0.12, 6, "outside_class"),
    form("online", 0.06, 1, "digital"),
    form("trial_study", 0.05, 10, "external"),
    form("fair", 0.04, 20, "external"),
    form("open_day", 0.05, 12, "external"),
];
const WORKPLACE: &[Form] = &[
    form("internship", 0.70, 1, "external"),
    form("company_visit", 0.15, 12, "external"),
    form("individual_talk", 0.15, 1, "external"),
];
const OTHERS: &[Form] = &[
    form("individual_talk", 0.75, 1, "outside_class"),
    form("group_talk", 0.15, 6, "outside_class"),
    form("informal", 0.10, 1, "outside_class"),
];

fn forms(role: &str) -> &'static [Form] {
    match role {
        "mentor" | "slb" => GUIDE,
        "docent" => TEACHER,
        "praktijkbegeleider" => WORKPLACE,
        _ if role_group(role) == RoleGroup::Specialist => SPECIALIST,
        _ => OTHERS,
    }
}

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
                let staff = if alone || role != "docent" { staff } else { guides.of_class(e.group, at).unwrap_or(staff) };
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
    let enrolled: Vec<usize> = (0..school.enrolments.len())
        .filter(|&e| school.enrolments[e].year == year)
        .collect();
    let first = |e: &usize| school.students[school.enrolments[*e].student].is_first_generation();
    let share = enrolled.iter().filter(|e| first(e)).count() as f64 / enrolled.len().max(1) as f64;
    let rest_rate = plan.multi + share * plan.first_generation_gap;
    let rest_none = plan.none - share * plan.first_generation_gap / 3.0;
    let mut reach = BTreeMap::new();
    for stratum in [true, false] {
        let mut ranked: Vec<(f64, usize)> = enrolled
            .iter()
            .filter(|e| first(e) == stratum)
            .map(|&e| (random.unit() + leaning(school, e), e))
            .collect();
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
            let often = if guides.at_most() == 3 { [(3, 0.5), (4, 0.3), (5, 0.2)] } else { [(3, 0.8), (4, 0.15), (5, 0.05)] };
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
    let mut slots: Vec<Slot> = ["mentor", "slb"]
        .iter()
        .filter_map(|role| guides.one(enrolment, role, random))
        .collect();
    let specialist = weights.iter().find_map(|(role, _)| {
        (role_group(role) == RoleGroup::Specialist).then(|| guides.one(enrolment, role, random)).flatten()
    });
    slots.extend(std::iter::repeat_n(specialist, count.saturating_sub(1)).flatten());
    slots
}

/// Who can be asked by whom.
struct Guides<'a> {
    school: &'a School,
    /// Teachers with their activity, per programme, level and school year of a group.
    teachers: BTreeMap<(usize, u8), Vec<(usize, f64)>>,
    others: BTreeMap<&'static str, Vec<usize>>,
}

impl<'a> Guides<'a> {
    fn new(school: &'a School, year: usize) -> Self {
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
    fn at_most(&self) -> usize {
        if self.school.profile.sector == "hbo" { 2 } else { 3 }
    }

    /// The teacher who gives the lesson or visit of this kind to a class.
    fn of_class(&self, group: usize, form: usize) -> Option<usize> {
        let of = &self.school.groups[group];
        let all = self.teachers.get(&(of.programme, of.level))?;
        let able: Vec<usize> =
            all.iter().filter(|(t, weight)| Some(*t) != of.guide && *weight > 0.0).map(|(t, _)| *t).collect();
        able.get((group * 7 + form) % able.len().max(1)).copied()
    }

    /// Someone in this role for this student; none if there is nobody.
    fn one(&self, enrolment: usize, role: &'static str, random: &mut Random) -> Option<Slot> {
        let e = &self.school.enrolments[enrolment];
        let group = &self.school.groups[e.group];
        match role {
            "mentor" | "slb" => {
                let right = self.school.profile.sector == "vo";
                group.guide.filter(|_| (role == "mentor") == right).map(|g| (g, role))
            }
            "docent" => {
                let all = self.teachers.get(&(group.programme, group.level))?;
                let able: Vec<(usize, f64)> = all
                    .iter()
                    .copied()
                    .filter(|(t, weight)| Some(*t) != group.guide && *weight > 0.0)
                    .collect();
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

fn held(
    school: &School,
    year: usize,
    form: &Form,
    guide: (usize, &'static str),
    students: &[usize],
    random: &mut Random,
) -> Moment {
    let talk = matches!(form.form, "individual_talk" | "three_way_talk");
    let parents = school.profile.sector == "vo";
    let initiative = if form.together > 6 {
        random.weighted(&[(Some("school"), 0.8), (Some("teacher"), 0.15), (None, 0.05)])
    } else {
        random.weighted(&[
            (Some("school"), 0.46),
            (Some("student"), 0.28),
            (Some("teacher"), 0.14),
            (Some("parent"), if parents { 0.05 } else { 0.0 }),
            (None, 0.07),
        ])
    };
    let minutes = match form.form {
        "informal" => random.weighted(&[(Some(5), 0.3), (Some(10), 0.4), (None, 0.3)]),
        "company_visit" | "open_day" | "trial_study" | "fair" => random.weighted(&[(Some(120), 0.5), (Some(180), 0.3), (Some(240), 0.2)]),
        "lob_lesson" | "subject_lesson" | "guest_lesson" => random.weighted(&[(Some(45), 0.5), (Some(50), 0.4), (None, 0.1)]),
        _ => random.weighted(&[(Some(15), 0.2), (Some(20), 0.35), (Some(30), 0.3), (Some(45), 0.1), (None, 0.05)]),
    };
    let external = form.setting == "external" || form.form == "guest_lesson";
    Moment {
        date: school_day(year, random),
        year,
        minutes: minutes.flatten(),
        form: form.form,
        setting: form.setting,
        scheduled: match form.form {
            "informal" => false,
            "lob_lesson" | "three_way_talk" | "company_visit" => true,
            _ => random.chance(0.7),
        },
        topics: topics(school, talk, random),
        initiative: initiative.flatten(),
        staff: vec![guide],
        students: students
            .iter()
            .map(|&student| Presence {
                student,
                present: true,
                meaningful: if external && random.chance(0.8) { Some(random.chance(0.62)) } else { None },
            })
            .collect(),
    }
}

const TOPICS: [(&str, f64); 11] = [
    ("KR", 3.0), ("MR", 3.0), ("WE", 2.0), ("LS", 2.2), ("NW", 0.8), ("profile_choice", 1.6), ("next_study_choice", 2.4),
    ("higher_education_possible", 1.2), ("labour_market", 1.2), ("obstacle", 0.7), ("other", 0.4),
];

/// One to three topics, in the order of the model.
fn topics(school: &School, talk: bool, random: &mut Random) -> Vec<&'static str> {
    let count = 1 + random.below(if talk { 3 } else { 2 });
    let of: Vec<(usize, f64)> = TOPICS
        .iter()
        .enumerate()
        .map(|(i, (t, w))| (i, if *t == "profile_choice" && school.profile.sector != "vo" { 0.0 } else { *w }))
        .collect();
    let mut chosen: Vec<usize> = (0..count).filter_map(|_| random.weighted(&of)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.into_iter().filter_map(|i| TOPICS.get(i).map(|t| t.0)).collect()
}

/// Someone of the group who should have been there.
fn absent(school: &School, group: usize, moment: &Moment, random: &mut Random) -> Option<Presence> {
    let student = *random.pick(&school.groups[group].students)?;
    let there = moment.students.iter().any(|p| p.student == student);
    (!there).then_some(Presence { student, present: false, meaningful: None })
}

/// Sometimes the guide of the group joins, where every student hears several voices anyway.
fn second_guides(school: &School, year: usize, reach: &BTreeMap<usize, Reach>, moments: &mut [Moment], random: &mut Random) {
    let multi: BTreeMap<usize, usize> = reach
        .iter()
        .filter(|(_, r)| **r == Reach::Multi)
        .map(|(&e, _)| (school.enrolments[e].student, e))
        .collect();
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
