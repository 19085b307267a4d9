//! A number that changed by too few persons since an earlier publication is told as it was told then.

use std::collections::BTreeMap;

use super::change::{self, Change};
use super::entry::{Entry, noted};
use super::{Ledger, Record};
use crate::judge::{Judged, Verdict, threshold};
use crate::{Margin, Measure, Place, Protects, RawCell, RawChange, Reason, Rules, Status};

/// Gives the cells that differ by too few persons from an earlier publication the numbers that they had then; how many
/// that are.
pub(crate) fn repeat_cells(publication: &mut [Judged], ledger: &Ledger, rules: &Rules) -> usize {
    repeat(publication, ledger, |record| &record.cells, rules)
}

/// The same for changes.
pub(crate) fn repeat_changes(publication: &mut [(RawChange, Status)], ledger: &Ledger, rules: &Rules) -> usize {
    repeat(publication, ledger, |record| &record.changes, rules)
}

/// Table, and period or periods: what is told anew or repeated as a whole, so that its sums stay right.
type Block = (String, String);
/// Breakdown, group and part.
type Row = (String, String, String);
/// The numbers of a block in one publication.
type Then<'l, T> = BTreeMap<Row, &'l T>;

/// Where a number stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    block: Block,
    row: Row,
}

/// What a number tells, and of whom.
#[derive(Debug, Clone, PartialEq)]
struct Numbers {
    protects: Protects,
    /// One number; two for a change.
    ends: Vec<End>,
    interval: Option<Margin>,
}

/// A number with what is behind it.
#[derive(Debug, Clone, PartialEq)]
struct End {
    measure: Measure,
    observations: Option<u64>,
    persons: u64,
}

/// A number, of now or of an earlier publication.
trait Told {
    fn key(&self) -> Key;
    fn numbers(&self) -> Numbers;
}

/// A number of now.
trait Now: Told {
    /// The same of an earlier publication.
    type Then: Told;
    /// Whether the ledger notes it.
    fn is_noted(&self) -> bool;
    fn is_shown(&self) -> bool;
    /// Keeps it back.
    fn keep_back(&mut self);
    fn repeat(&mut self, then: &Self::Then);
    /// Whether a number was kept back beside others.
    fn was_beside(then: &Self::Then) -> bool;
}

fn repeat<N: Now>(publication: &mut [N], ledger: &Ledger, of: fn(&Record) -> &[N::Then], rules: &Rules) -> usize {
    let mut blocks: BTreeMap<Block, Vec<(usize, Row)>> = BTreeMap::new();
    for (at, now) in publication.iter().enumerate().filter(|(_, now)| now.is_noted()) {
        let Key { block, row } = now.key();
        blocks.entry(block).or_default().push((at, row));
    }
    let mut earlier: BTreeMap<Block, Vec<Then<'_, N::Then>>> = BTreeMap::new();
    for record in ledger.releases.iter().rev() {
        let mut tables: BTreeMap<Block, Then<'_, N::Then>> = BTreeMap::new();
        for then in of(record) {
            let Key { block, row } = then.key();
            tables.entry(block).or_default().insert(row, then);
        }
        tables.into_iter().for_each(|(block, rows)| earlier.entry(block).or_default().push(rows));
    }
    let mut repeated = 0;
    for (block, places) in blocks {
        let earlier = earlier.remove(&block).unwrap_or_default();
        let numbers = || places.iter().map(|(at, row)| (row, publication[*at].numbers()));
        match earlier.iter().find(|then| differs_by_few(numbers(), then, rules)) {
            Some(then) => {
                repeated += places.len();
                for (at, row) in places {
                    match then.get(&row) {
                        Some(then) => publication[at].repeat(then),
                        None => publication[at].keep_back(),
                    }
                }
            }
            None => {
                for (at, row) in places {
                    let last = earlier.iter().find_map(|rows| rows.get(&row));
                    keep_back_again(&mut publication[at], last);
                }
            }
        }
    }
    repeated
}

/// Keeps a number back that was kept back beside others before, as long as it is the same: so that the same data are told
/// in the same way again.
fn keep_back_again<N: Now>(now: &mut N, last: Option<&&N::Then>) {
    if now.is_shown() && last.is_some_and(|then| N::was_beside(then) && then.numbers() == now.numbers()) {
        now.keep_back();
    }
}

/// Whether some number differs from what it was by some persons, but fewer than may be told of.
fn differs_by_few<'r, T: Told>(
    now: impl Iterator<Item = (&'r Row, Numbers)>,
    then: &Then<'_, T>,
    rules: &Rules,
) -> bool {
    let mut gone = then.clone();
    let is_few =
        |difference: f64, protects: Protects| difference != 0.0 && difference.abs() < fewest(protects, rules) as f64;
    let mut few = false;
    for (row, now) in now {
        few |= match gone.remove(row) {
            Some(then) => {
                let then = then.numbers();
                let as_many = |(one, other): (&End, &End)| persons(one).0 == persons(other).0;
                // Numbers of as many persons that are others: someone's answer was corrected.
                let corrected = now.ends.iter().zip(&then.ends).all(as_many)
                    && now != then
                    && now.ends.iter().all(|end| !end.measure.is_share());
                let ends = now.ends.iter().zip(&then.ends);
                corrected
                    || ends.into_iter().any(|(one, other)| {
                        let ((whole, side), (whole_then, side_then)) = (persons(one), persons(other));
                        // Of moments only how many there are is told exactly.
                        let side = side.filter(|_| threshold(now.protects, rules) > 0);
                        is_few(whole - whole_then, now.protects)
                            || side.zip(side_then).is_some_and(|(a, b)| is_few(a - b, now.protects))
                    })
            }
            None => now.ends.iter().any(|end| is_few(persons(end).0, now.protects)),
        };
    }
    few || gone.values().any(|then| {
        let Numbers { protects, ends, .. } = then.numbers();
        ends.iter().any(|end| is_few(persons(end).0, protects))
    })
}

/// By how many a number must change to be told anew: moments are of students, and some moments more or less may be those
/// of one.
const fn fewest(protects: Protects, rules: &Rules) -> u64 {
    match protects {
        Protects::Functions => rules.students_k,
        other => threshold(other, rules),
    }
}

/// The persons (or moments) of a number, and how many of them it tells.
fn persons(end: &End) -> (f64, Option<f64>) {
    match (end.measure.share(), end.measure) {
        (Some((part, whole)), _) => (whole, Some(part)),
        (None, Measure::Amount { value }) if end.observations.is_none() => (value, None),
        _ => (end.observations.unwrap_or(end.persons) as f64, None),
    }
}

fn row(by: &str, group: &str, part: &str) -> Row {
    (by.to_owned(), group.to_owned(), part.to_owned())
}

impl Told for Judged {
    fn key(&self) -> Key {
        let Place { by, group, part, period } = &self.cell.place;
        Key { block: (self.cell.table.clone(), period.code.clone()), row: row(&by.code, &group.code, &part.code) }
    }

    fn numbers(&self) -> Numbers {
        let RawCell { protects, measure, n, persons, .. } = self.cell;
        let ends = vec![End { measure: noted(measure), observations: n, persons }];
        Numbers { protects, ends, interval: None }
    }
}

impl Told for Entry {
    fn key(&self) -> Key {
        Key { block: (self.table.clone(), self.period.clone()), row: row(&self.by, &self.group, &self.part) }
    }

    fn numbers(&self) -> Numbers {
        let ends = vec![End { measure: self.measure, observations: self.n, persons: self.persons }];
        Numbers { protects: self.protects, ends, interval: None }
    }
}

impl Now for Judged {
    type Then = Entry;

    fn is_noted(&self) -> bool {
        !matches!(self.cell.protects, Protects::Nobody) && self.cell.small_group.is_none()
    }

    fn is_shown(&self) -> bool {
        matches!(self.verdict, Verdict::Show | Verdict::Band(_))
    }

    fn keep_back(&mut self) {
        self.verdict = Verdict::Suppress(Reason::Complementary);
    }

    fn repeat(&mut self, then: &Entry) {
        then.repeat(self);
    }

    fn was_beside(then: &Entry) -> bool {
        then.verdict == Verdict::Suppress(Reason::Complementary)
    }
}

impl Told for (RawChange, Status) {
    fn key(&self) -> Key {
        let Place { by, group, part, .. } = &self.0.place;
        let periods = format!("{}\n{}", self.0.from.code, self.0.to.code);
        Key { block: (self.0.table.clone(), periods), row: row(&by.code, &group.code, &part.code) }
    }

    fn numbers(&self) -> Numbers {
        let RawChange { protects, first, second, pairing, .. } = self.0;
        let end = |(measure, persons)| End { measure: noted(measure), observations: Some(persons), persons };
        Numbers { protects, ends: vec![end(first), end(second)], interval: change::paired(pairing).1 }
    }
}

impl Told for Change {
    fn key(&self) -> Key {
        let periods = format!("{}\n{}", self.from, self.to);
        Key { block: (self.table.clone(), periods), row: row(&self.by, &self.group, &self.part) }
    }

    fn numbers(&self) -> Numbers {
        let end = |(measure, persons)| End { measure, observations: Some(persons), persons };
        Numbers { protects: self.protects, ends: vec![end(self.first), end(self.second)], interval: self.interval }
    }
}

impl Now for (RawChange, Status) {
    type Then = Change;

    fn is_noted(&self) -> bool {
        change::is_noted(&self.0)
    }

    fn is_shown(&self) -> bool {
        self.1 == Status::Released
    }

    fn keep_back(&mut self) {
        self.1 = Status::Suppressed;
    }

    fn repeat(&mut self, then: &Change) {
        then.repeat(self);
    }

    fn was_beside(then: &Change) -> bool {
        then.status == Status::Suppressed
    }
}
