//! From the facts of schools to rows.

use std::collections::BTreeMap;

use schakel_report::facts::{Cell, Change, Facts, Indicator, Persons, Status, Text, Verdict};

use super::Row;

/// Labels by column of the cube and code: what the codes mean that are not listed in [`super::COLUMNS`].
pub type Labels = BTreeMap<&'static str, BTreeMap<String, Text>>;

/// The rows of schools, each under the name in research that comes with it. Their order follows from what they say: it
/// tells nothing of the order of the schools, and is the same for the same facts.
#[must_use]
pub fn rows<'f>(schools: impl IntoIterator<Item = (&'f str, &'f Facts)>) -> Vec<Row> {
    let mut rows: Vec<Row> = schools.into_iter().flat_map(|(alias, facts)| of_school(alias, facts)).collect();
    rows.sort_by(|a, b| key(a).cmp(&key(b)));
    rows
}

/// What rows are told apart by.
fn key(row: &Row) -> [&str; 8] {
    // A value comes before the changes of its indicator.
    let measure = if row.measure == VALUE { "" } else { &row.measure };
    [&row.school, &row.indicator, measure, &row.by, &row.grp, &row.part, &row.period, &row.compared_with]
}

const VALUE: &str = "value";
const CHANGE: &str = "change";

fn of_school<'f>(alias: &'f str, facts: &'f Facts) -> impl Iterator<Item = Row> + 'f {
    let start = Row {
        school: alias.to_owned(),
        sector: facts.school.sector.clone(),
        school_year: facts.report.school_year.clone(),
        ..Row::default()
    };
    facts.indicators.iter().flat_map(move |(id, indicator)| {
        let start = Row { indicator: id.clone(), ..start.clone() };
        let cells: Vec<Row> = indicator.cells.iter().map(|one| cell(&start, indicator, one)).collect();
        let changes: Vec<Row> = indicator.changes.iter().map(|one| change(&start, indicator, one)).collect();
        cells.into_iter().chain(changes)
    })
}

fn cell(start: &Row, indicator: &Indicator, cell: &Cell) -> Row {
    let (n, n_from, n_to) = persons(cell.n, cell.n_band);
    let (population, population_from, population_to) = persons(cell.population, cell.population_band);
    Row {
        measure: VALUE.to_owned(),
        by: cell.by.clone(),
        grp: cell.group.clone(),
        part: cell.part.clone(),
        period: cell.period.clone(),
        status: status(cell.status).to_owned(),
        unit: unit(cell, indicator).to_owned(),
        value: cell.value,
        low: cell.low,
        high: cell.high,
        n,
        n_from,
        n_to,
        population,
        population_from,
        population_to,
        band: cell.band.clone().unwrap_or_default(),
        warn: Some(cell.warn),
        ..start.clone()
    }
}

fn change(start: &Row, indicator: &Indicator, change: &Change) -> Row {
    let (pairs, pairs_from, pairs_to) = persons(change.n_pairs, change.n_pairs_band);
    let about = |cell: &&Cell| (&cell.by, &cell.group, &cell.part) == (&change.by, &change.group, &change.part);
    Row {
        measure: CHANGE.to_owned(),
        by: change.by.clone(),
        grp: change.group.clone(),
        part: change.part.clone(),
        period: change.to.clone(),
        compared_with: change.from.clone(),
        status: status(change.status).to_owned(),
        unit: indicator.cells.iter().find(about).map_or(&*indicator.unit, |cell| unit(cell, indicator)).to_owned(),
        value: change.diff,
        from_value: change.from_value,
        low: change.low,
        high: change.high,
        pairs,
        pairs_from,
        pairs_to,
        paired: Some(change.paired || change.n_pairs.is_some() || change.n_pairs_band.is_some()),
        verdict: verdict(change.verdict).to_owned(),
        warn: Some(change.warn),
        ..start.clone()
    }
}

fn unit<'f>(cell: &'f Cell, indicator: &'f Indicator) -> &'f str {
    cell.unit.as_deref().filter(|unit| !unit.is_empty()).unwrap_or(&indicator.unit)
}

/// A number of persons: exact, or the lowest and the highest it can be.
fn persons(exact: Option<f64>, band: Option<Persons>) -> (Option<u64>, Option<u64>, Option<u64>) {
    (exact.and_then(whole), band.and_then(|band| whole(band.from)), band.and_then(|band| whole(band.to)))
}

/// Persons are counted in whole numbers, and below 2^53 every one of those is itself as a float.
fn whole(number: f64) -> Option<u64> {
    let counts = number.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(&number);
    // The check makes the conversion exact.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    counts.then_some(number as u64)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Released => "released",
        Status::Suppressed => "suppressed",
        Status::HiddenLowResponse => "hidden_low_response",
        Status::Missing => "missing",
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Up => "up",
        Verdict::Down => "down",
        Verdict::None => "none",
        Verdict::Unknown => "unknown",
    }
}

/// What the codes in the cube of these facts mean to a reader; where schools have different words for one code, the
/// first.
#[must_use]
pub fn labels<'f>(schools: impl IntoIterator<Item = &'f Facts>) -> Labels {
    let mut labels = Labels::new();
    let mut add = |column: &'static str, code: &str, label: &Text| {
        if !code.is_empty() && !label.nl.is_empty() {
            labels.entry(column).or_default().entry(code.to_owned()).or_insert_with(|| label.clone());
        }
    };
    for (id, indicator) in schools.into_iter().flat_map(|facts| &facts.indicators) {
        add("indicator", id, &indicator.name);
        for cell in &indicator.cells {
            add("by", &cell.by, &cell.by_label);
            add("grp", &cell.group, &cell.group_label);
            add("part", &cell.part, &cell.part_label);
            add("period", &cell.period, &cell.period_label);
        }
        for change in &indicator.changes {
            add("grp", &change.group, &change.group_label);
            add("part", &change.part, &change.part_label);
            add("period", &change.to, &change.to_label);
            add("compared_with", &change.from, &change.from_label);
        }
    }
    labels
}
