//! What is told twice. Of two values for one cell a report cannot know which holds, so the cell counts as missing; it stands once.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::{Cell, Change, Facts, Status, Verdict};

/// Whether some cell or change of an indicator is there twice.
pub(super) fn is_there(facts: &Facts) -> bool {
    facts.indicators.values().any(|indicator| repeats(&indicator.cells, cell) || repeats(&indicator.changes, change))
}

/// Keeps each once, the first; what was there twice is missing from then on.
pub(super) fn mend(facts: &mut Facts) {
    for indicator in facts.indicators.values_mut() {
        once(&mut indicator.cells, cell, |cell| {
            (cell.status, cell.value, cell.band, cell.low, cell.high) = (Status::Missing, None, None, None, None);
        });
        once(&mut indicator.changes, change, |change| {
            (change.status, change.verdict) = (Status::Missing, Verdict::Unknown);
            (change.from_value, change.to_value, change.diff) = (None, None, None);
            (change.low, change.high) = (None, None);
        });
    }
}

/// What cells are told apart by.
fn cell(cell: &Cell) -> [&str; 4] {
    [&cell.by, &cell.group, &cell.part, &cell.period]
}

/// What changes are told apart by.
fn change(change: &Change) -> [&str; 5] {
    [&change.by, &change.group, &change.part, &change.from, &change.to]
}

fn repeats<'f, T, const N: usize>(list: &'f [T], key: fn(&'f T) -> [&'f str; N]) -> bool {
    let mut seen = HashSet::with_capacity_and_hasher(list.len(), RandomState::default());
    !list.iter().all(|one| seen.insert(key(one)))
}

fn once<T, const N: usize>(list: &mut Vec<T>, key: fn(&T) -> [&str; N], missing: fn(&mut T)) {
    let owned = |one: &T| key(one).map(str::to_owned);
    let (mut seen, mut twice) = (HashSet::new(), HashSet::new());
    list.retain(|one| {
        let new = seen.insert(owned(one));
        if !new {
            twice.insert(owned(one));
        }
        new
    });
    list.iter_mut().filter(|one| twice.contains(&owned(one))).for_each(missing);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_or_change_that_is_told_twice_stands_once_and_is_missing() {
        let shared = || serde_json::from_str::<Facts>(include_str!("../../tests/facts/shared.json")).unwrap();
        let mut facts = shared();
        assert!(!is_there(&facts));
        let indicator = facts.indicators.get_mut("C5").unwrap();
        indicator.cells.push(indicator.cells[0].clone());
        indicator.changes.push(indicator.changes[0].clone());
        assert!(is_there(&facts));
        let mended = facts.sound();
        let (mended, known) = (&mended.indicators["C5"], &shared().indicators["C5"]);
        assert_eq!((mended.cells.len(), mended.changes.len()), (known.cells.len(), known.changes.len()));
        assert_eq!((mended.cells[0].status, mended.cells[0].value), (Status::Missing, None));
        assert_eq!((mended.changes[0].verdict, mended.changes[0].diff), (Verdict::Unknown, None));
        assert_eq!((&mended.cells[1..], &mended.changes[1..]), (&known.cells[1..], &known.changes[1..]));
    }
}
