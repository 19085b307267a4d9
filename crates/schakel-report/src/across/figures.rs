//! Indicators with a cell for each school.

use std::collections::BTreeMap;

use crate::facts::{Cell, Change, Facts, Indicator, Status, Text};

/// The breakdown of cells that stand side by side: `school` for the totals of schools, `school.role_group` for a breakdown of them.
const BY: &str = "school";
/// Breakdowns that mean the same in every school. Others (programme, team) go by names that point to a school.
const COMPARABLE: [&str; 9] =
    ["all", "role_group", "competence", "theme", "coverage", "solved", "first_generation", "gender", "median"];
/// An amount of hours tells how large a school is.
const TELLS_SIZE: &str = "hours";
/// The breakdown of what is said of the schools together, in place of `school`.
const PROJECT: &str = "project";
/// The group that holds the middle of the schools.
const MEDIAN: &str = "median";
/// A middle over fewer says little.
const FEWEST_FOR_MEDIAN: usize = 3;

/// The indicators of all schools, each with the newest cell of every school, its changes, and the middle of the schools.
pub(super) fn indicators(schools: &[(String, Facts)]) -> BTreeMap<String, Indicator> {
    let mut all: BTreeMap<String, Indicator> = BTreeMap::new();
    for (alias, facts) in schools {
        for (id, indicator) in &facts.indicators {
            let here = all.entry(id.clone()).or_insert_with(|| Indicator {
                cells: Vec::new(),
                changes: Vec::new(),
                ..indicator.clone()
            });
            let cells = newest(facts, indicator);
            here.cells.extend(cells.filter(|cell| of_schools(cell, indicator)).map(|c| side_by_side(c, alias, facts)));
            here.changes.extend(comparable_changes(indicator).map(|change| moved(change, alias)));
        }
    }
    for indicator in all.values_mut() {
        let medians = medians(&indicator.cells);
        indicator.cells.extend(medians);
    }
    all
}

/// The indicators of one school as far as they may stand beside those of others, of all periods.
pub(super) fn comparable(facts: &Facts) -> BTreeMap<String, Indicator> {
    let of_one = |indicator: &Indicator| Indicator {
        cells: indicator.cells.iter().filter(|cell| of_schools(cell, indicator)).map(without_size).collect(),
        changes: comparable_changes(indicator).map(without_pairs).collect(),
        ..indicator.clone()
    };
    facts.indicators.iter().map(|(id, indicator)| (id.clone(), of_one(indicator))).collect()
}

fn comparable_changes(indicator: &Indicator) -> impl Iterator<Item = &Change> {
    let told = indicator.unit != TELLS_SIZE;
    indicator.changes.iter().filter(move |change| told && COMPARABLE.contains(&change.by.as_str()))
}

/// The cells of the period that a school's own report speaks of: its school year, its last measurement, or none.
fn newest<'a>(facts: &'a Facts, indicator: &'a Indicator) -> impl Iterator<Item = &'a Cell> {
    let last_wave = facts.report.waves.last().map_or("after", |wave| wave.label.as_str());
    let rank =
        move |period: &str| [&facts.report.school_year, last_wave, "after", ""].iter().position(|p| *p == period);
    let best = indicator.cells.iter().filter_map(|cell| rank(&cell.period)).min();
    // Transitions are known a year later: then the only period there is counts.
    let only = indicator.cells.first().map(|cell| cell.period.as_str());
    indicator.cells.iter().filter(move |cell| match best {
        Some(best) => rank(&cell.period) == Some(best),
        None => only == Some(cell.period.as_str()),
    })
}

fn of_schools(cell: &Cell, indicator: &Indicator) -> bool {
    COMPARABLE.contains(&cell.by.as_str()) && cell.unit.as_ref().unwrap_or(&indicator.unit) != TELLS_SIZE
}

/// A cell of a school, under its name in research and without what tells its size.
fn side_by_side(cell: &Cell, alias: &str, facts: &Facts) -> Cell {
    Cell {
        by: by(&cell.by),
        by_label: Text::default(),
        group: alias.to_owned(),
        group_label: same(alias),
        part: part(&cell.by, &cell.group, &cell.part),
        part_label: if cell.part.is_empty() { cell.group_label.clone() } else { cell.part_label.clone() },
        period: facts.report.school_year.clone(),
        ..without_size(cell)
    }
}

/// A cell without how many persons it is about, and with a number only where it may be seen: no number over the schools can
/// be made of one that is kept back.
fn without_size(cell: &Cell) -> Cell {
    let seen = |number: Option<f64>| number.filter(|_| cell.status == Status::Released && cell.band.is_none());
    let (value, low, high) = (seen(cell.value), seen(cell.low), seen(cell.high));
    Cell { value, low, high, n: None, n_band: None, population: None, population_band: None, ..cell.clone() }
}

fn moved(change: &Change, alias: &str) -> Change {
    Change {
        by: by(&change.by),
        group: alias.to_owned(),
        group_label: same(alias),
        part: part(&change.by, &change.group, &change.part),
        part_label: if change.part.is_empty() { change.group_label.clone() } else { change.part_label.clone() },
        ..without_pairs(change)
    }
}

fn without_pairs(change: &Change) -> Change {
    let paired = change.paired || change.n_pairs.is_some() || change.n_pairs_band.is_some();
    let seen = |number: Option<f64>| number.filter(|_| change.status == Status::Released);
    Change {
        from_value: seen(change.from_value),
        to_value: seen(change.to_value),
        diff: seen(change.diff),
        low: seen(change.low),
        high: seen(change.high),
        paired,
        n_pairs: None,
        n_pairs_band: None,
        ..change.clone()
    }
}

fn by(by: &str) -> String {
    if by == "all" { BY.to_owned() } else { format!("{BY}.{by}") }
}

/// What a cell is about within its school: `specialist`, `all_three`, or both as `specialist/all_three`.
fn part(by: &str, group: &str, part: &str) -> String {
    let group = if by == "all" { "" } else { group };
    match (group, part) {
        ("", part) => part.to_owned(),
        (group, "") => group.to_owned(),
        (group, part) => format!("{group}/{part}"),
    }
}

fn same(text: &str) -> Text {
    Text { nl: text.to_owned(), en: text.to_owned() }
}

/// The middle of the schools, wherever enough of them have a value that may be seen.
fn medians(cells: &[Cell]) -> Vec<Cell> {
    let mut values: BTreeMap<(&str, &str), Vec<f64>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.status == Status::Released) {
        if let Some(value) = cell.value {
            values.entry((&cell.by, &cell.part)).or_default().push(value);
        }
    }
    let enough = values.into_iter().filter(|(_, values)| values.len() >= FEWEST_FOR_MEDIAN);
    enough
        .filter_map(|((by, part), mut values)| {
            let like = cells.iter().find(|cell| cell.by == by && cell.part == part)?;
            values.sort_by(f64::total_cmp);
            let middle = middle(&values)?;
            // Between two whole percentages there can be a half; rounding that would round twice.
            let median = (middle * 10.0).round() / 10.0;
            Some(Cell {
                by: by.replacen(BY, PROJECT, 1),
                group: MEDIAN.to_owned(),
                value: Some(median),
                status: Status::Released,
                band: None,
                low: None,
                high: None,
                warn: false,
                ..like.clone()
            })
        })
        .collect()
}

/// The middle of sorted values; of an even number, halfway between the two in the middle.
fn middle(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    let upper = sorted.get(half)?;
    if sorted.len() % 2 == 1 { Some(*upper) } else { Some(f64::midpoint(*sorted.get(half - 1)?, *upper)) }
}
