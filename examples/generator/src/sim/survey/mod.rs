//! Two waves of two questionnaires: who answered, and what.
//!
//! An answer is a level of the group, the level of the person, the level of the person on this scale, and chance, so
//! that items of one scale agree and both waves of one person do too. Shares that tell a school's story are reached by
//! shifting the level of all until the share fits.

mod remark;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::School;
use crate::calendar::date;
use crate::instrument::{Item, Kind, STAFF, STUDENT};
use crate::profile::{RoleGroup, Scores, role_group};
use crate::random::Random;

use remark::{REMARKS_STAFF, REMARKS_STUDENT, remark};

/// An answer to one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Skipped,
    NotApplicable,
    Number(i64),
    Code(&'static str),
    Text(&'static str),
}

/// Which questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Audience {
    Staff,
    Student,
}

impl Audience {
    /// The items of the questionnaire.
    pub(crate) fn items(self) -> &'static [Item] {
        match self {
            Self::Staff => &STAFF,
            Self::Student => &STUDENT,
        }
    }
}

/// Someone who answered.
#[derive(Clone, Debug)]
pub(crate) struct Respondent {
    /// 0 or 1.
    pub(crate) wave: usize,
    /// Code of the model's list `perspective`.
    pub(crate) role: &'static str,
    pub(crate) link_code: Option<String>,
    pub(crate) completed: bool,
    pub(crate) started: NaiveDateTime,
    pub(crate) minutes: u32,
    /// One per item, in order.
    pub(crate) answers: Vec<Answer>,
}

/// Everything the surveys gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Survey {
    pub(crate) staff: Vec<Respondent>,
    pub(crate) students: Vec<Respondent>,
    /// Number of people per wave and role, all invited.
    pub(crate) audience: [BTreeMap<&'static str, usize>; 2],
}

impl Survey {
    /// The answers to one questionnaire.
    pub(crate) fn of(&self, audience: Audience) -> &[Respondent] {
        match audience {
            Audience::Staff => &self.staff,
            Audience::Student => &self.students,
        }
    }
}

/// First and last day of a wave.
pub(crate) fn wave_days(wave: usize) -> (NaiveDate, NaiveDate) {
    match wave {
        0 => (date(2024, 10, 28), date(2024, 11, 30)),
        _ => (date(2026, 4, 7), date(2026, 5, 15)),
    }
}

/// The surveys of a school.
pub(super) fn simulate(school: &School, random: &mut Random) -> Survey {
    let mut survey = Survey::default();
    for wave in 0..2 {
        let (day, _) = wave_days(wave);
        let here: Vec<usize> = (0..school.staff.len()).filter(|&s| school.staff[s].active_on(day)).collect();
        let mut by_role: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        for s in here {
            by_role.entry(school.staff[s].main_role()).or_default().push(s);
        }
        let mut answering = Vec::new();
        for (role, people) in by_role {
            survey.audience[wave].insert(role, people.len());
            answering.extend(chosen(people, response(school, wave, role), random));
        }
        survey.staff.extend(staff_answers(school, wave, &answering, random));
        let students: Vec<usize> =
            school.enrolments.iter().filter(|e| e.year == wave && e.on_reference_date).map(|e| e.student).collect();
        survey.audience[wave].insert("student", students.len());
        let rate = school.profile.survey.student_response[wave];
        let answering = chosen(students, rate, random);
        survey.students.extend(student_answers(school, wave, &answering, random));
    }
    for list in [&mut survey.staff, &mut survey.students] {
        list.sort_by_key(|r| (r.wave, r.started));
    }
    survey
}

fn response(school: &School, wave: usize, role: &str) -> f64 {
    let survey = &school.profile.survey;
    let own = survey.role_response.iter().find(|(r, _)| *r == role).map(|(_, rate)| *rate);
    own.unwrap_or(survey.staff_response[wave])
}

/// This share of these people.
fn chosen(mut people: Vec<usize>, rate: f64, random: &mut Random) -> Vec<usize> {
    let count = (people.len() as f64 * rate).round() as usize;
    random.shuffle(&mut people);
    people.truncate(count);
    people.sort_unstable();
    people
}

/// What is fixed for one person before the level of the school is known.
struct Draft {
    person: usize,
    /// One deviation per item.
    noise: Vec<f64>,
}

fn drafts(people: &[usize], items: &[Item], level: impl Fn(usize) -> f64, random: &mut Random) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = people
        .iter()
        .map(|&person| {
            let own = level(person);
            let mut scales: BTreeMap<&str, f64> = BTreeMap::new();
            let noise = items
                .iter()
                .map(|item| {
                    let key = if item.scale.is_empty() { item.code } else { item.scale };
                    let scale = *scales.entry(key).or_insert_with(|| {
                        // What someone is like on a scale stays for the most part; the person's level stands for the person.
                        let lasting = Random::new(own.to_bits(), key).normal();
                        0.55 * own + 0.68 * lasting + 0.42 * random.normal()
                    });
                    0.85 * scale + 0.52 * random.normal()
                })
                .collect();
            Draft { person, noise }
        })
        .collect();
    centre(&mut drafts, items.len());
    drafts
}

/// Who happens to answer moves no mean: the means are those of the profile.
fn centre(drafts: &mut [Draft], items: usize) {
    for at in 0..items {
        let mean = drafts.iter().map(|d| d.noise[at]).sum::<f64>() / drafts.len().max(1) as f64;
        for draft in drafts.iter_mut() {
            draft.noise[at] -= mean;
        }
    }
}

/// The score from 0 to 100 as a point from 1 to 5, with this deviation.
fn likert(score: f64, noise: f64, reversed: bool) -> Answer {
    let point = (1.0 + score / 25.0 + noise).round().clamp(1.0, 5.0) as i64;
    Answer::Number(if reversed { 6 - point } else { point })
}

/// The level at which a share of these people has 4 or 5 on all items of a kind.
fn level_for(share: f64, drafts: &[Draft], at: &[usize]) -> f64 {
    let mut best = (f64::MAX, 50.0);
    for step in 0..=400 {
        let level = f64::from(step) / 4.0;
        let high = drafts
            .iter()
            .filter(|d| at.iter().all(|&i| matches!(likert(level, d.noise[i], false), Answer::Number(4..))))
            .count();
        let off = (high as f64 / drafts.len().max(1) as f64 - share).abs();
        if off < best.0 {
            best = (off, level);
        }
    }
    best.1
}

fn places(items: &[Item], of: impl Fn(&Item) -> bool) -> Vec<usize> {
    items.iter().enumerate().filter(|(_, i)| of(i)).map(|(n, _)| n).collect()
}

fn staff_answers(school: &School, wave: usize, people: &[usize], random: &mut Random) -> Vec<Respondent> {
    let plan = &school.profile.survey;
    let drafts = drafts(people, &STAFF, |s| school.staff[s].level, random);
    let contribution = level_for(plan.contribution[wave], &drafts, &places(&STAFF, |i| i.dimension == "contribution"));
    let vision = level_for(plan.knows_vision[wave], &drafts, &places(&STAFF, |i| i.scale == "knows_vision"));
    drafts
        .iter()
        .map(|draft| {
            let staff = &school.staff[draft.person];
            let group = role_group(staff.main_role());
            let scores: &Scores = match group {
                RoleGroup::Primary => &plan.primary,
                RoleGroup::Specialist => &plan.specialists,
                RoleGroup::Leadership => &plan.leadership,
                RoleGroup::Other => &plan.other,
            };
            let answers = STAFF
                .iter()
                .zip(&draft.noise)
                .map(|(item, &noise)| {
                    let theme = crate::instrument::THEMES.iter().position(|t| *t == item.theme).unwrap_or(0);
                    let score = match item.dimension {
                        "knowledge" => scores[wave][0],
                        "skill" => scores[wave][1],
                        "attitude" => scores[wave][2],
                        "contribution" => contribution,
                        "experience" => vision,
                        "vision_ideal" => {
                            let ideal =
                                if group == RoleGroup::Specialist { plan.ideal_specialists } else { plan.ideal };
                            return likert(ideal[theme], noise * plan.ideal_spread / 22.0, false);
                        }
                        "vision_current" => plan.current[wave][theme],
                        "room" => scores[wave][0] * 0.6 + 10.0 + 8.0 * wave as f64,
                        "obstacle" => return obstacle(item, wave, random),
                        _ => return remark(&REMARKS_STAFF, random),
                    };
                    likert(score, noise, item.reversed)
                })
                .collect();
            finish(wave, staff.main_role(), &staff.link_code, answers, &STAFF, random)
        })
        .collect()
}

/// Whether someone ticked an obstacle.
fn obstacle(item: &Item, wave: usize, random: &mut Random) -> Answer {
    let often = match item.code {
        "OB1" => 0.62,
        "OB2" => 0.44 - 0.12 * wave as f64,
        "OB3" => 0.31 - 0.08 * wave as f64,
        "OB4" => 0.55,
        _ => 0.18,
    };
    Answer::Number(i64::from(random.chance(often)))
}

fn student_answers(school: &School, wave: usize, people: &[usize], random: &mut Random) -> Vec<Respondent> {
    let plan = &school.profile.survey;
    let drafts = drafts(people, &STUDENT, |s| school.students[s].level, random);
    let first = drafts.iter().filter(|d| school.students[d.person].is_first_generation()).count();
    let share = first as f64 / drafts.len().max(1) as f64;
    let rest = plan.told_by_two[wave] + share * plan.told_gap;
    drafts
        .iter()
        .map(|draft| {
            let student = &school.students[draft.person];
            let gap = if student.is_first_generation() { plan.told_gap } else { 0.0 };
            let answers = STUDENT
                .iter()
                .zip(&draft.noise)
                .map(|(item, &noise)| match item.code {
                    "TOLD" => told(rest - gap, random),
                    "SAT" => likert((plan.satisfaction[wave] - 1.0) * 25.0, noise, false),
                    "FG" => Answer::Code(student.first_generation.unwrap_or("wil_niet_zeggen")),
                    "GEN" => Answer::Code(student.gender),
                    "LOPEN" => remark(&REMARKS_STUDENT, random),
                    _ => {
                        let at = ["KR", "MR", "WE", "LS", "NW"].iter().position(|c| *c == item.competence).unwrap_or(0);
                        likert(plan.competences[wave][at], noise, item.reversed)
                    }
                })
                .collect();
            finish(wave, "student", &student.link_code, answers, &STUDENT, random)
        })
        .collect()
}

/// How many people said it, with two or more this often.
fn told(by_two: f64, random: &mut Random) -> Answer {
    let many = random.chance(by_two);
    let some =
        random.weighted(if many { &[(2, 0.62), (3, 0.25), (4, 0.09), (5, 0.04)] } else { &[(0, 0.45), (1, 0.55)] });
    Answer::Number(some.unwrap_or(0))
}

/// What is the same in both questionnaires: gaps, codes, the moment of filling in.
fn finish(
    wave: usize,
    role: &'static str,
    link_code: &str,
    mut answers: Vec<Answer>,
    items: &[Item],
    random: &mut Random,
) -> Respondent {
    let completed = !random.chance(0.035);
    let broke_off = items.len() / 2 + random.below(items.len() / 3);
    for (at, answer) in answers.iter_mut().enumerate() {
        let open = matches!(items[at].kind, Kind::Text);
        let broken = !completed && at >= broke_off;
        if broken || (!open && random.chance(0.008)) {
            *answer = Answer::Skipped;
        } else if items[at].dimension == "vision_current" && random.chance(0.02) {
            *answer = Answer::NotApplicable;
        }
    }
    let (from, until) = wave_days(wave);
    let days = (until - from).num_days().unsigned_abs() as usize;
    // Most fill it in during the first days.
    let day = from + Days::new((random.unit() * random.unit() * days as f64) as u64);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(28_800 + random.below(36_000) as u32, 0);
    let time = time.unwrap_or_default();
    Respondent {
        wave,
        role,
        link_code: (!random.chance(0.06)).then(|| link_code.to_owned()),
        completed,
        started: day.and_time(time),
        minutes: 4 + random.below(14) as u32,
        answers,
    }
}
