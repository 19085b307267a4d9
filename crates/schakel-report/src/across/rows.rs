//! Lists with a place for each school.

use std::collections::BTreeMap;

use super::alias::hidden;
use crate::facts::across::{Ingredients, Mark, Member, Noted, Obstacles, SelfAssessments};
use crate::facts::{Facts, Intervention, Story, Text, Vision};

type Schools = [(String, Facts)];

/// The schools, with what each did and told.
pub(super) fn members(schools: &Schools) -> Vec<Member> {
    schools
        .iter()
        .map(|(alias, facts)| Member {
            alias: alias.clone(),
            sector: facts.school.sector.clone(),
            sector_label: facts.school.sector_label.clone(),
            vision: facts.lists.vision.first().map(|vision| Vision { text: String::new(), ..vision.clone() }),
            interventions: facts.lists.interventions.iter().map(|i| intervention(i, alias, facts)).collect(),
            stories: facts.lists.stories.iter().map(|story| told(story, alias, facts)).collect(),
            told: u32::try_from(facts.lists.stories.len()).unwrap_or(u32::MAX),
        })
        .collect()
}

fn intervention(one: &Intervention, alias: &str, facts: &Facts) -> Intervention {
    let hide = |text: &Option<String>| text.as_ref().map(|text| hidden(text, alias, facts));
    Intervention {
        title: hidden(&one.title, alias, facts),
        goal: hide(&one.goal),
        next_step: hide(&one.next_step),
        reason: hide(&one.reason),
        ..one.clone()
    }
}

fn told(story: &Story, alias: &str, facts: &Facts) -> Story {
    Story { title: hidden(&story.title, alias, facts), text: hidden(&story.text, alias, facts), ..story.clone() }
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
                rows.push(Ingredients { name: seen.name.clone(), cells: vec![None; schools.len()] });
                rows.len() - 1
            });
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
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.cells.iter().filter(|cell| cell.all > 0).count()));
    rows
}

fn add(texts: &mut Vec<Text>, text: &Text) {
    if !texts.contains(text) {
        texts.push(text.clone());
    }
}
