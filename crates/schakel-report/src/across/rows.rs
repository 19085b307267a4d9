//! Lists with a place for each school.

use std::collections::BTreeMap;

use super::alias::hidden;
use crate::facts::across::{Ingredients, Mark, Member, Noted, Obstacles, SelfAssessments, Tried};
use crate::facts::{Facts, Intervention, Story, Text};

type Schools = [(String, Facts)];

/// With fewer obstacles of a theme, who named it could be a person.
const FEWEST_FINDINGS: u32 = 5;
/// With fewer schools in common, a reader knows which is meant.
const FEWEST_ALIKE: usize = 3;

/// The schools, with what each did.
pub(super) fn members(schools: &Schools) -> Vec<Member> {
    schools
        .iter()
        .map(|(alias, facts)| {
            let adopted = facts.lists.vision.iter().find(|vision| vision.status == "adopted");
            let newest = facts.lists.vision.first();
            let vision = match (adopted, newest) {
                (Some(adopted), Some(newest)) if adopted == newest => "adopted",
                (Some(_), _) => "renewed",
                (None, Some(_)) => "draft",
                (None, None) => "none",
            };
            let shared = shares_sector(schools, &facts.school.sector);
            Member {
                alias: alias.clone(),
                sector_label: shared.then(|| facts.school.sector_label.clone()),
                vision: vision.to_owned(),
                in_school_plan: adopted.and_then(|vision| vision.in_school_plan).unwrap_or(false),
                interventions: facts.lists.interventions.iter().map(|i| tried(i, alias, facts)).collect(),
            }
        })
        .collect()
}

/// Whether enough schools are of a sector for it not to point to one of them.
pub(super) fn shares_sector(schools: &Schools, sector: &str) -> bool {
    schools.iter().filter(|(_, facts)| facts.school.sector == sector).count() >= FEWEST_ALIKE
}

fn tried(one: &Intervention, alias: &str, facts: &Facts) -> Tried {
    let hide = |text: &Option<String>| text.as_ref().map(|text| hidden(text, alias, facts));
    // Days are written yyyy-mm-dd, so their order is that of the texts.
    let approved = match (&one.approved_on, &one.start) {
        (Some(day), Some(start)) if day > start => "after",
        (Some(_), _) => "before",
        (None, _) => "none",
    };
    Tried {
        title: hidden(&one.title, alias, facts),
        goal: hide(&one.goal),
        theme_label: one.theme_label.clone(),
        status: one.status.clone(),
        status_label: one.status_label.clone(),
        approved: approved.to_owned(),
        reason: hide(&one.reason),
    }
}

/// All stories by title, without the school and the day, which together with the school's own report would point to who told it.
pub(super) fn stories(schools: &Schools) -> Vec<Story> {
    let mut all: Vec<Story> = schools
        .iter()
        .flat_map(|(alias, facts)| facts.lists.stories.iter().map(|story| told(story, alias, facts)))
        .collect();
    all.sort_by(|a, b| a.title.cmp(&b.title));
    all
}

fn told(story: &Story, alias: &str, facts: &Facts) -> Story {
    Story {
        title: hidden(&story.title, alias, facts),
        text: hidden(&story.text, alias, facts),
        released_on: None,
        ..story.clone()
    }
}

/// The ingredients, in the order of the first school that has them.
pub(super) fn ingredients(schools: &Schools) -> Vec<Ingredients> {
    let mut rows: Vec<Ingredients> = Vec::new();
    for (place, (_, facts)) in schools.iter().enumerate() {
        for seen in &facts.lists.ingredients {
            let mark = Mark {
                level: seen.level.clone(),
                level_label: seen.level_label.clone(),
                basis_label: Some(seen.basis_label.clone()),
            };
            let known = rows.iter().position(|row| row.name == seen.name);
            let row = known.unwrap_or_else(|| {
                rows.push(Ingredients { name: seen.name.clone(), seen: 0, cells: vec![None; schools.len()] });
                rows.len() - 1
            });
            // 2 is present, 3 is embedded.
            rows[row].seen += u32::from(matches!(seen.level.as_str(), "2" | "3"));
            put(&mut rows[row].cells, place, mark);
        }
    }
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

/// The criteria, by framework.
pub(super) fn self_assessments(schools: &Schools) -> Vec<SelfAssessments> {
    let mut rows: BTreeMap<(String, String), Vec<Option<Mark>>> = BTreeMap::new();
    for (place, (_, facts)) in schools.iter().enumerate() {
        for own in &facts.lists.self_assessments {
            let mark = Mark { level: own.status.clone(), level_label: own.status_label.clone(), basis_label: None };
            let key = (own.framework.clone(), own.criterion.clone());
            put(rows.entry(key).or_insert_with(|| vec![None; schools.len()]), place, mark);
        }
    }
    let rows = rows.into_iter();
    rows.map(|((framework, criterion), cells)| SelfAssessments { framework, criterion, cells }).collect()
}

fn put(cells: &mut [Option<Mark>], place: usize, mark: Mark) {
    if let Some(cell) = cells.get_mut(place) {
        *cell = Some(mark);
    }
}

/// The themes that stand in the way: those that most schools wrote down first, then by name. What was said stays in the school.
pub(super) fn obstacles(schools: &Schools) -> Vec<Obstacles> {
    let mut rows: BTreeMap<String, Obstacles> = BTreeMap::new();
    for (place, (_, facts)) in schools.iter().enumerate() {
        for obstacle in &facts.lists.obstacles {
            let row = rows.entry(obstacle.theme_label.nl.clone()).or_insert_with(|| Obstacles {
                theme_label: obstacle.theme_label.clone(),
                cells: vec![Noted::default(); schools.len()],
                perspectives: Vec::new(),
            });
            if let Some(cell) = row.cells.get_mut(place) {
                cell.all += 1;
                cell.solved += u32::from(obstacle.status == "solved");
            }
            add(&mut row.perspectives, &obstacle.perspective_label);
        }
    }
    let mut rows: Vec<Obstacles> = rows.into_values().collect();
    for row in &mut rows {
        row.perspectives.sort_by(|a, b| a.nl.cmp(&b.nl));
        let all: u32 = row.cells.iter().map(|cell| cell.all).sum();
        let in_schools = row.cells.iter().filter(|cell| cell.all > 0).count();
        if all < FEWEST_FINDINGS || in_schools < FEWEST_ALIKE {
            row.perspectives.clear();
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.cells.iter().filter(|cell| cell.all > 0).count()));
    rows
}

fn add(texts: &mut Vec<Text>, text: &Text) {
    if !texts.contains(text) {
        texts.push(text.clone());
    }
}
