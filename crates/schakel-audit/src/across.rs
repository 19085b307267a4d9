//! Relations across rows: rows that are the sum of others, by their labels or by their numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{is_total, is_total_label, words};
use super::relation::{Found, Holds, Kind, Relation, sum_shown};
use super::table::{Map, Table};

/// Labels of a dimension that are tried as a total by their numbers.
const MOST_LABELS: usize = 300;
/// Rows of totals among which subtotals in a sheet are looked for.
const MOST_SUBTOTALS: usize = 200;
/// Rows that are looked at to find codes that begin with another, for all codes together.
const MOST_READ: usize = 200_000_000;
/// Cells that must tell something before numbers alone make a relation.
const ENOUGH: u64 = 3;

/// Each total with its parts.
type Sums = Vec<(u32, Vec<u32>)>;

/// Finds the relations across the rows of a table.
pub(crate) fn across(at: usize, table: &Table) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut take = |sums: Sums, text: String, found: Found, sure: bool| {
        if let Some((counts, holds)) = holding(table, &sums, found, sure) {
            relations.push(Relation { table: at, text, found, holds, kind: Kind::Rows { sums, counts } });
            return true;
        }
        false
    };
    for (dimension, mates) in mates(table).iter().enumerate() {
        let name = &table.columns[table.dimensions[dimension]].name;
        let labels = &table.labels[dimension];
        let groups = alike(table, dimension, mates);
        let is_word = |label: u32| is_total_label(&table.names[label as usize]);
        let different: BTreeSet<u32> = labels.iter().copied().collect();
        let totals: Vec<u32> = different.iter().copied().filter(|label| is_word(*label)).collect();
        let mut found = false;
        for label in &totals {
            let text = &table.names[*label as usize];
            let sums = sums_of(labels, &groups, *label, |part| !totals.contains(&part));
            let shown = if text.is_empty() { "empty".to_owned() } else { format!("\"{text}\"") };
            found |= take(sums, format!("rows: {name} {shown} = the other rows"), Found::Labels, !text.is_empty());
        }
        if !found && different.len() <= MOST_LABELS {
            for label in different.iter().filter(|label| !totals.contains(label)) {
                let sums = sums_of(labels, &groups, *label, |part| !totals.contains(&part));
                let text = format!("rows: {name} \"{}\" = the other rows", table.names[*label as usize]);
                take(sums, text, Found::Numbers, false);
            }
        }
        let levels = below(table, labels, &groups, &different);
        let all = levels.iter().flat_map(|(_, sums)| sums.clone()).collect();
        // What holds at every level needs fewer numbers to show it.
        if !take(all, format!("rows: every {name} = those that begin with it"), Found::Numbers, false) {
            for (label, sums) in levels {
                let text = format!("rows: {name} \"{}\" = those that begin with it", table.names[label as usize]);
                take(sums, text, Found::Numbers, false);
            }
        }
    }
    let together = together(table);
    take(together, "rows: everything = all other rows".to_owned(), Found::Labels, false);
    for (text, sums) in blocks(table) {
        take(sums, text, Found::Labels, false);
    }
    relations
}

/// The counts in which rows add up, and how well.
fn holding(table: &Table, sums: &Sums, found: Found, sure: bool) -> Option<(Vec<usize>, Holds)> {
    if sums.is_empty() {
        return None;
    }
    let (mut counts, mut all) = (Vec::new(), Holds::default());
    for count in 0..table.counts.len() {
        let mut holds = Holds::default();
        for (total, parts) in sums {
            let Some(whole) = table.shown(count, *total as usize) else { continue };
            let parts = parts.iter().map(|row| table.shown(count, *row as usize));
            if let Some((sum, telling)) = sum_shown(parts) {
                holds.take(sum == whole, telling);
            }
        }
        if holds.well() {
            counts.push(count);
            all = all.and(holds);
        } else if found == Found::Numbers {
            return None;
        }
    }
    let enough = match found {
        Found::Numbers => all.exceptions == 0 && all.telling >= ENOUGH,
        _ => all.telling >= 1 || sure && all.complete == 0,
    };
    (enough && !counts.is_empty()).then_some((counts, all))
}

/// Which dimensions say the same in other words, such as a code and its name.
fn mates(table: &Table) -> Vec<Vec<usize>> {
    let determines = |one: usize, other: usize| {
        let mut seen: Map<u32, u32> = Map::default();
        let pairs = table.labels[one].iter().zip(&table.labels[other]);
        pairs.into_iter().all(|(from, to)| *seen.entry(*from).or_insert(*to) == *to)
    };
    let varies = |one: usize| table.labels[one].iter().any(|label| *label != table.labels[one][0]);
    let all = 0..table.dimensions.len();
    let of = |one: usize| {
        let others = all.clone().filter(|other| *other != one && varies(*other));
        others.filter(|other| determines(one, *other) && determines(*other, one)).collect()
    };
    all.clone().map(of).collect()
}

/// Rows that are alike in all but a dimension and its mates, three or more.
fn alike(table: &Table, dimension: usize, mates: &[usize]) -> Vec<Vec<u32>> {
    let mut groups: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
    for row in 0..table.len() {
        let others = table.labels.iter().enumerate().filter(|(at, _)| *at != dimension && !mates.contains(at));
        let key = others.map(|(_, labels)| labels[row]).collect();
        groups.entry(key).or_default().push(row as u32);
    }
    groups.into_values().filter(|rows| rows.len() >= 3).collect()
}

/// Rows with a label, each with the rows beside it whose label is among the parts.
fn sums_of(labels: &[u32], groups: &[Vec<u32>], label: u32, is_part: impl Fn(u32) -> bool) -> Sums {
    let of = |rows: &Vec<u32>| {
        let own = |row: &u32| labels[*row as usize];
        let mut totals = rows.iter().copied().filter(|row| own(row) == label);
        let (total, None) = (totals.next()?, totals.next()) else { return None };
        let parts: Vec<u32> = rows.iter().copied().filter(|row| own(row) != label && is_part(own(row))).collect();
        (parts.len() >= 2).then_some((total, parts))
    };
    groups.iter().filter_map(of).collect()
}

/// Labels that are the beginning of others, such as codes, each with the rows of the next level.
fn below(table: &Table, labels: &[u32], groups: &[Vec<u32>], different: &BTreeSet<u32>) -> Vec<(u32, Sums)> {
    let mut sorted: Vec<(&str, u32)> =
        different.iter().map(|label| (table.names[*label as usize].as_str(), *label)).collect();
    sorted.sort_unstable();
    let (mut found, mut read) = (Vec::new(), 0);
    for (at, (text, label)) in sorted.iter().enumerate().filter(|(_, (text, _))| !text.is_empty()) {
        let longer = sorted[at + 1..].iter().take_while(|(other, _)| other.starts_with(text));
        let mut next: Vec<(&str, u32)> = Vec::new();
        for (other, below) in longer {
            if next.last().is_none_or(|(last, _)| !other.starts_with(last)) {
                next.push((other, *below));
            }
        }
        if next.len() < 2 {
            continue;
        }
        read += labels.len();
        if read > MOST_READ {
            break;
        }
        let next: BTreeSet<u32> = next.into_iter().map(|(_, below)| below).collect();
        let sums = sums_of(labels, groups, *label, |part| next.contains(&part));
        if !sums.is_empty() {
            found.push((*label, sums));
        }
    }
    found
}

/// The one row of which every label that varies is that of a total, with all rows of which none is.
fn together(table: &Table) -> Sums {
    let is_word: Vec<bool> = table.names.iter().map(|name| is_total_label(name)).collect();
    let varying: Vec<&Vec<u32>> =
        table.labels.iter().filter(|labels| labels.iter().any(|label| *label != labels[0])).collect();
    let totals = |row: usize| varying.iter().filter(|labels| is_word[labels[row] as usize]).count();
    if varying.len() < 2 {
        return Sums::new();
    }
    let of =
        |count: usize| (0..table.len()).filter(|row| totals(*row) == count).map(|row| row as u32).collect::<Vec<_>>();
    match of(varying.len())[..] {
        [total] if of(0).len() >= 2 => vec![(total, of(0))],
        _ => Sums::new(),
    }
}

/// Subtotals in a sheet: a row whose first label speaks of a total, with the rows just above or just below it.
fn blocks(table: &Table) -> Vec<(String, Sums)> {
    let Some(labels) = table.labels.first() else { return Vec::new() };
    let text = |row: usize| table.names[labels[row] as usize].as_str();
    let total: Vec<bool> = (0..table.len()).map(|row| !text(row).is_empty() && is_total(&words(text(row)))).collect();
    let totals = total.iter().filter(|total| **total).count();
    if totals > table.len() / 2 || totals > MOST_SUBTOTALS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in (0..table.len()).filter(|row| total[*row]) {
        let above: Vec<u32> = (0..row).rev().take_while(|other| !total[*other]).map(|other| other as u32).collect();
        let below = (row + 1..table.len()).take_while(|other| !total[*other]).map(|other| other as u32).collect();
        let subtotals: Vec<u32> =
            (0..table.len()).filter(|other| *other != row && total[*other]).map(|other| other as u32).collect();
        let of = |what: &str| format!("rows: \"{}\" = {what}", text(row));
        let choices =
            [(above, "the rows just above it"), (below, "the rows just below it"), (subtotals, "the subtotals")];
        for (parts, what) in choices.into_iter().filter(|(parts, _)| parts.len() >= 2) {
            found.push((of(what), vec![(row as u32, parts)]));
        }
    }
    found
}
