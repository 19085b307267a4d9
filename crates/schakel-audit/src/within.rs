//! Relations within a row: columns that add up by their names or by their numbers, and shares of one in another.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::names::{families, likeness, words};
use super::relation::{Found, Holds, Kind, Relation, is_share, sum_shown, unit_of};
use super::table::Table;

/// Rows by which a guess is given up soon.
const LOOK: usize = 400;
/// More columns than this are not tried in every way, only in runs beside each other.
const MANY: usize = 120;
/// Of more columns than this nothing is found by numbers: it would take too long.
const TOO_MANY: usize = 2_000;
/// Columns between a part and its whole at most, where there are many.
const NEAR: usize = 12;
/// Parts of a total that is found by numbers.
const MOST_PARTS: usize = 14;
/// Rows that must tell something before numbers alone make a relation.
const ENOUGH: u64 = 3;

/// Finds the relations within the rows of a table.
pub(crate) fn within(at: usize, table: &Table) -> Vec<Relation> {
    let names: Vec<&str> = (0..table.counts.len()).map(|count| table.count_name(count)).collect();
    let mut known: BTreeSet<(usize, Vec<usize>)> = BTreeSet::new();
    let mut relations = Vec::new();
    let mut take = |total: usize, parts: Vec<usize>, found: Found, holds: Holds| {
        if known.insert((total, parts.clone())) {
            let sum: Vec<&str> = parts.iter().map(|part| names[*part]).collect();
            let text = format!("{} = {}", names[total], sum.join(" + "));
            relations.push(Relation { table: at, text, found, holds, kind: Kind::Columns { total, parts } });
        }
    };
    for mut family in families(&names) {
        family.parts.sort_unstable();
        let Some(holds) = holds(table, family.total, &family.parts, table.len()) else { continue };
        if holds.complete > 0 || family.sure {
            take(family.total, family.parts, Found::Names, holds);
        }
    }
    let guesses = guesses(table.counts.len());
    let by_numbers: Vec<(usize, Vec<usize>, Holds)> = guesses
        .par_iter()
        .flat_map_iter(|parts| (0..table.counts.len()).map(move |total| (total, parts)))
        .filter(|(total, parts)| !parts.contains(total))
        .filter_map(|(total, parts)| {
            let first = holds(table, total, parts, LOOK)?;
            if first.exceptions > 0 {
                return None;
            }
            let holds = holds(table, total, parts, table.len())?;
            let counted = holds.exceptions == 0 && holds.telling >= ENOUGH && all_count(table, total, parts);
            counted.then(|| (total, parts.clone(), holds))
        })
        .collect();
    for (total, parts, holds) in by_numbers {
        take(total, parts, Found::Numbers, holds);
    }
    relations.extend(shares(at, table));
    relations
}

/// How well a sum holds in the first rows; none when there are too many exceptions.
fn holds(table: &Table, total: usize, parts: &[usize], rows: usize) -> Option<Holds> {
    let mut holds = Holds::default();
    for row in 0..rows.min(table.len()) {
        let Some(whole) = table.shown(total, row) else { continue };
        let Some((sum, telling)) = sum_shown(parts.iter().map(|part| table.shown(*part, row))) else { continue };
        holds.take(sum == whole, telling);
        if holds.exceptions > 2 && !holds.well() {
            return None;
        }
    }
    holds.well().then_some(holds)
}

/// Whether every part is more than zero somewhere that the sum is shown: a column of zeros belongs to any sum.
fn all_count(table: &Table, total: usize, parts: &[usize]) -> bool {
    let complete =
        |row: &usize| table.shown(total, *row).is_some() && parts.iter().all(|part| table.shown(*part, *row).is_some());
    let rows: Vec<usize> = (0..table.len()).filter(complete).collect();
    parts.iter().all(|part| rows.iter().any(|row| table.shown(*part, *row).is_some_and(|number| number > 0)))
}

/// Columns that may be the parts of a total: runs of neighbours, every so-many-th column, and all pairs.
fn guesses(columns: usize) -> Vec<Vec<usize>> {
    if columns > TOO_MANY {
        return Vec::new();
    }
    let strides = if columns > MANY { 1 } else { (columns / 2).max(1) };
    let mut guesses = BTreeSet::new();
    for stride in 1..=strides {
        for start in 0..columns {
            for length in 2..=MOST_PARTS {
                let run: Vec<usize> = (0..length).map(|place| start + place * stride).collect();
                if run.last().is_some_and(|last| *last < columns) {
                    guesses.insert(run);
                }
            }
        }
    }
    if columns <= MANY {
        guesses.extend((0..columns).flat_map(|one| (one + 1..columns).map(move |other| vec![one, other])));
    }
    guesses.into_iter().collect()
}

/// Finds for every share the part and the whole that give it.
fn shares(at: usize, table: &Table) -> Vec<Relation> {
    let split = |count: usize| words(table.count_name(count));
    let counts: Vec<Vec<String>> = (0..table.counts.len()).map(split).collect();
    let of_share = |share: usize| {
        let name = &table.columns[table.shares[share]].name;
        let own = words(name);
        let many = counts.len() > MANY;
        let pairs = (0..counts.len()).flat_map(|part| {
            let near = part.saturating_sub(NEAR)..counts.len().min(part + NEAR + 1);
            let wholes = if many { near } else { 0..counts.len() };
            wholes.map(move |whole| (part, whole))
        });
        let candidates = pairs.filter(|(part, whole)| part != whole).flat_map(|pair| [(pair, 1), (pair, 2)]);
        let fitting = candidates.filter_map(|((part, whole), halves)| {
            share_holds(table, (share, part, whole, halves), LOOK)?;
            let holds = share_holds(table, (share, part, whole, halves), table.len())?;
            let alike = likeness(&own, &counts[part]) + likeness(&own, &counts[whole]);
            let enough = holds.telling >= ENOUGH || holds.telling >= 1 && alike >= 2;
            enough.then_some(((alike, -halves, holds.telling), part, whole, halves, holds))
        });
        let (_, part, whole, halves, holds) = fitting.max_by_key(|(rank, ..)| *rank)?;
        let text = format!("{name} = {} / {}", table.count_name(part), table.count_name(whole));
        let kind = Kind::Share { share, part, whole, halves };
        Some(Relation { table: at, text, found: Found::Numbers, holds, kind })
    };
    if table.counts.len() + table.shares.len() > TOO_MANY {
        return Vec::new();
    }
    (0..table.shares.len()).into_par_iter().filter_map(of_share).collect()
}

/// How well a share is that of a part in a whole, in the first rows; none when there are too many exceptions.
fn share_holds(table: &Table, of: (usize, usize, usize, i64), rows: usize) -> Option<Holds> {
    let (share, part, whole, halves) = of;
    let unit = unit_of(table, share);
    let mut holds = Holds::default();
    for row in 0..rows.min(table.len()) {
        let (Some(part), Some(whole)) = (table.shown(part, row), table.shown(whole, row)) else { continue };
        let Some(shown) = table.percents[share][row] else { continue };
        if whole > 0 {
            holds.take(is_share(part, whole, shown, unit, halves), part > 0 && part < whole);
        }
        if holds.exceptions > 2 && !holds.well() {
            return None;
        }
    }
    holds.well().then_some(holds)
}
