//! What a moment looks like: the forms a role gives, and the moment that follows.

use crate::calendar::school_day;
use crate::profile::{RoleGroup, role_group};
use crate::random::Random;
use crate::sim::{Moment, Presence, School};

/// A form of guidance as a role gives it: how often, how many students at once, and where.
pub(super) struct Form {
    pub(super) form: &'static str,
    pub(super) weight: f64,
    pub(super) together: usize,
    pub(super) setting: &'static str,
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

/// The forms that a role gives.
pub(super) fn forms(role: &str) -> &'static [Form] {
    match role {
        "mentor" | "slb" => GUIDE,
        "docent" => TEACHER,
        "praktijkbegeleider" => WORKPLACE,
        _ if role_group(role) == RoleGroup::Specialist => SPECIALIST,
        _ => OTHERS,
    }
}

/// A moment of this form, on some day of the year.
pub(super) fn held(
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
        "company_visit" | "open_day" | "trial_study" | "fair" => {
            random.weighted(&[(Some(120), 0.5), (Some(180), 0.3), (Some(240), 0.2)])
        }
        "lob_lesson" | "subject_lesson" | "guest_lesson" => {
            random.weighted(&[(Some(45), 0.5), (Some(50), 0.4), (None, 0.1)])
        }
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
    ("KR", 3.0),
    ("MR", 3.0),
    ("WE", 2.0),
    ("LS", 2.2),
    ("NW", 0.8),
    ("profile_choice", 1.6),
    ("next_study_choice", 2.4),
    ("higher_education_possible", 1.2),
    ("labour_market", 1.2),
    ("obstacle", 0.7),
    ("other", 0.4),
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
