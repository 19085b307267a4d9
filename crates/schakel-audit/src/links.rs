//! Relations between tables that share dimensions: what one shows of a group is the sum of what the other shows of its
//! parts, or the same number once more.

use std::collections::BTreeMap;

use super::names::{is_total_label, words};
use super::relation::{Found, Holds, Kind, Relation, sum_shown};
use super::table::Table;

/// Groups that must tell something before numbers alone make a relation.
const ENOUGH: u64 = 3;

/// Finds the relations of a table with another, of which it shows groups.
pub(crate) fn links(at: usize, other_at: usize, tables: &[Table]) -> Vec<Relation> {
    let (table, other) = (&tables[at], &tables[other_at]);
    let sums = match pairs(table, other, at < other_at) {
        Some(sums) if !sums.is_empty() => sums,
        _ => return Vec::new(),
    };
    let same = sums.iter().all(|(_, parts)| parts.len() == 1);
    let mut relations = Vec::new();
    for count in 0..table.counts.len() {
        for theirs in 0..other.counts.len() {
            let mut holds = Holds::default();
            for (row, parts) in &sums {
                let Some(whole) = table.shown(count, *row as usize) else { continue };
                let parts = parts.iter().map(|row| other.shown(theirs, *row as usize));
                if let Some((sum, telling)) = sum_shown(parts) {
                    holds.take(sum == whole, telling || same && whole > 0);
                }
            }
            let named = words(table.count_name(count)) == words(other.count_name(theirs));
            let enough =
                if named { holds.complete >= 1 } else { holds.telling >= ENOUGH && varies(table, count, &sums) };
            if !(enough && holds.exceptions == 0) {
                continue;
            }
            let how = if same { "" } else { "the sum of " };
            let text = format!("{} = {how}{} of {}", table.count_name(count), other.count_name(theirs), other.title());
            let found = if named { Found::Names } else { Found::Numbers };
            let kind = Kind::Tables { other: other_at, counts: (count, theirs), sums: sums.clone() };
            relations.push(Relation { table: at, text, found, holds, kind });
        }
    }
    relations
}

/// Whether a count has several values in the rows that are related: equal constants are no relation.
fn varies(table: &Table, count: usize, sums: &[(u32, Vec<u32>)]) -> bool {
    let mut values = sums.iter().filter_map(|(row, _)| table.shown(count, *row as usize));
    let first = values.next();
    values.any(|value| Some(value) != first)
}

/// Each row of a table with the rows of the other that it is about; `first` says whether tables with the same
/// dimensions are related here, and not the other way round.
fn pairs(table: &Table, other: &Table, first: bool) -> Option<Vec<(u32, Vec<u32>)>> {
    let name = |table: &Table, dimension: usize| words(&table.columns[table.dimensions[dimension]].name).join(" ");
    let theirs: BTreeMap<String, usize> =
        (0..other.dimensions.len()).map(|dimension| (name(other, dimension), dimension)).collect();
    let own = 0..table.dimensions.len();
    let shared: Vec<(usize, usize)> =
        own.filter_map(|dimension| Some((dimension, *theirs.get(&name(table, dimension))?))).collect();
    // What a table is about besides what both share must be one thing only.
    let single = |table: &Table, dimension: usize| {
        table.labels[dimension].iter().all(|label| *label == table.labels[dimension][0])
    };
    let apart =
        (0..table.dimensions.len()).any(|own| !shared.iter().any(|(one, _)| *one == own) && !single(table, own));
    if shared.is_empty() || apart {
        return None;
    }
    let extra: Vec<usize> = (0..other.dimensions.len())
        .filter(|dimension| !shared.iter().any(|(_, one)| one == dimension) && !single(other, *dimension))
        .collect();
    if extra.is_empty() && !first {
        return None;
    }
    let label =
        |table: &Table, dimension: usize, row: usize| table.names[table.labels[dimension][row] as usize].clone();
    let mut groups: BTreeMap<Vec<String>, (Vec<u32>, Vec<u32>)> = BTreeMap::new();
    for row in 0..other.len() {
        let key = shared.iter().map(|(_, theirs)| label(other, *theirs, row)).collect();
        let totals = extra.iter().filter(|dimension| is_total_label(&label(other, **dimension, row))).count();
        let group = groups.entry(key).or_default();
        if totals == extra.len() && !extra.is_empty() {
            group.0.push(row as u32);
        } else if totals == 0 {
            group.1.push(row as u32);
        }
    }
    let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for row in 0..table.len() {
        let key = shared.iter().map(|(own, _)| label(table, *own, row)).collect();
        if seen.insert(key, row as u32).is_some() {
            return None;
        }
    }
    let related = seen.into_iter().filter_map(|(key, row)| {
        let (totals, parts) = groups.get(&key)?;
        let parts = if totals.len() == 1 { totals } else { parts };
        let fine = if extra.is_empty() { parts.len() == 1 } else { !parts.is_empty() };
        fine.then(|| (row, parts.clone()))
    });
    Some(related.collect())
}
