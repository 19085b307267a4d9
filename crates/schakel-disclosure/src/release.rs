//! From raw to released: every cell, change and fact of a publication at once.

use std::collections::BTreeMap;

use crate::change::{released_change, status_of};
use crate::judge::{self, Judged, STEPS, Verdict};
use crate::ledger::{Record, repeat_cells, repeat_changes};
use crate::{
    Band10, Figure, Identity, Ledger, Measure, Pairing, Protects, RawCell, RawChange, RawFact, Reason, ReleasedCell,
    ReleasedChange, ReleasedFact, Rules, Status, Unit, margin, together,
};

/// Everything that one publication would say, before anyone judged it.
#[derive(Debug, Clone, Default)]
pub struct Raw {
    /// The cells of its tables.
    pub cells: Vec<RawCell>,
    /// The changes and differences.
    pub changes: Vec<RawChange>,
    /// The facts in its lists.
    pub facts: Vec<RawFact>,
    /// What everybody knows of its numbers and of those of earlier publications.
    pub identities: Vec<Identity>,
}

/// What a publication may say, in the order in which it was handed in.
#[derive(Debug)]
pub struct Release {
    /// One for every raw cell.
    pub cells: Vec<ReleasedCell>,
    /// One for every raw change.
    pub changes: Vec<ReleasedChange>,
    /// One for every raw fact; `None` where it may not be printed.
    pub facts: Vec<Option<ReleasedFact>>,
    /// How many cells are told as they were told before, because too few persons changed.
    pub repeated: usize,
    reasons: Vec<Option<Reason>>,
    /// What the ledger notes.
    pub(crate) record: Record,
}

impl Release {
    /// How many of the cells with these positions are kept back, per reason. Which cell has which reason
    /// is not told, because a reader could work values out from that.
    pub fn tally(&self, cells: impl IntoIterator<Item = usize>) -> BTreeMap<Reason, usize> {
        let mut tally = BTreeMap::new();
        for reason in cells.into_iter().filter_map(|i| self.reasons.get(i).copied().flatten()) {
            *tally.entry(reason).or_default() += 1;
        }
        tally
    }
}

/// Judges everything a publication would say and rounds what may be shown.
#[must_use]
pub fn release(raw: Raw, rules: &Rules) -> Release {
    release_after(&Ledger::default(), raw, rules)
}

/// The same, after earlier publications about the school: what follows from them together is kept back as well.
#[must_use]
pub fn release_after(ledger: &Ledger, raw: Raw, rules: &Rules) -> Release {
    let mut judged: Vec<Judged> = raw.cells.into_iter().map(Judged::new).collect();
    for step in STEPS {
        step.apply(&mut judged, rules);
    }
    let mut changes: Vec<(RawChange, Status)> = raw
        .changes
        .into_iter()
        .map(|change| {
            let status = status_of(&change, rules);
            (change, status)
        })
        .collect();
    let repeated = repeat_cells(&mut judged, ledger, rules);
    repeat_changes(&mut changes, ledger, rules);
    for (change, status) in changes.iter_mut().filter(|_| repeated > 0) {
        *status = told_again(change, &judged, *status, rules);
    }
    let kept = together::kept_back(ledger, &judged, &changes, &raw.identities, rules);
    for at in kept.cells {
        judged[at].verdict = Verdict::Suppress(Reason::Complementary);
    }
    for at in kept.changes {
        changes[at].1 = Status::Suppressed;
    }
    for (change, status) in changes.iter_mut().filter(|(_, status)| *status == Status::Released) {
        if judged.iter().any(|cell| ends_in(change, cell)) {
            *status = Status::Suppressed;
        }
    }
    let reasons = judged
        .iter()
        .map(|j| match j.verdict {
            Verdict::Suppress(reason) | Verdict::SizesOnly(reason) => Some(reason),
            _ => None,
        })
        .collect();
    let record = Record::of(&judged, &changes);
    Release {
        repeated,
        record,
        cells: judged.into_iter().map(|j| released_cell(j, rules)).collect(),
        changes: changes.into_iter().map(|(change, status)| released_change(change, status, rules)).collect(),
        facts: raw.facts.into_iter().map(|f| crate::fact::release_fact(f, rules)).collect(),
        reasons,
    }
}

/// Gives a change the numbers with which its ends are told, when both are cells.
fn told_again(change: &mut RawChange, cells: &[Judged], status: Status, rules: &Rules) -> Status {
    let end = |period: &str| {
        let of_it = |judged: &&Judged| judged.cell.place.period.code == period && is_row_of(change, &judged.cell);
        cells.iter().find(of_it).map(|judged| (judged.cell.measure, judged.cell.persons))
    };
    let (Some(first), Some(second)) = (end(&change.from.code), end(&change.to.code)) else { return status };
    if !matches!(change.pairing, Pairing::Complete) {
        return status;
    }
    (change.first, change.second) = (first, second);
    status_of(change, rules)
}

fn is_row_of(change: &RawChange, cell: &crate::RawCell) -> bool {
    let (to, at) = (&change.place, &cell.place);
    cell.table == change.table
        && (&to.by.code, &to.group.code, &to.part.code) == (&at.by.code, &at.group.code, &at.part.code)
}

/// Whether one end of a change is a cell that is kept back: what its table does not show, the change does not show either.
fn ends_in(change: &RawChange, Judged { cell, verdict }: &Judged) -> bool {
    let end = |term: &crate::Term| term.code == cell.place.period.code;
    matches!(verdict, Verdict::Suppress(_))
        && matches!(change.pairing, Pairing::Complete)
        && is_row_of(change, cell)
        && (end(&change.from) || end(&change.to))
}

fn released_cell(Judged { cell, verdict }: Judged, rules: &Rules) -> ReleasedCell {
    let (status, band) = match verdict {
        Verdict::Show => (Status::Released, None),
        Verdict::Band(band) => (Status::Released, Some(band)),
        Verdict::Suppress(_) | Verdict::SizesOnly(_) => (Status::Suppressed, None),
        Verdict::HideLowResponse => (Status::HiddenLowResponse, None),
        Verdict::Missing => (Status::Missing, None),
    };
    let shown = status == Status::Released;
    let number = shown && band.is_none();
    let sized = shown || matches!(verdict, Verdict::SizesOnly(_));
    let shown_size_of = |n: u64| shown_n(n, &cell, rules);
    let interval = cell.interval.filter(|_| number).and_then(|margin| {
        let about = (cell.protects, cell.persons, cell.unit);
        margin::of_one(margin, cell.measure, shown_size_of(cell.n.unwrap_or(cell.persons)), about, rules)
    });
    ReleasedCell {
        status,
        unit: cell.unit,
        value: cell.measure.number().filter(|_| number).and_then(|v| Figure::round(v, cell.unit)),
        interval: interval.and_then(|i| rounded_interval(i, cell.unit)),
        n: cell.n.filter(|_| sized).map(shown_size_of),
        population: cell.population.filter(|_| sized).map(|size| shown_size(size, cell.protects, rules)),
        warn: shown && cell.response.is_some_and(|r| judge::warned(r, rules)),
        band,
        place: cell.place,
    }
}

/// The number of observations as a cell shows it.
pub(crate) fn shown_n(n: u64, cell: &RawCell, rules: &Rules) -> Band10 {
    match cell.measure {
        // Of those invited any number may have answered, so that a band that starts later would tell which.
        Measure::Response { .. } => shown_whole(n, cell.protects, 0, rules),
        Measure::Share { .. } => shown_share(n, cell.protects, rules),
        _ => shown_size(n, cell.protects, rules),
    }
}

/// The persons behind a share.
pub(crate) const fn shown_share(n: u64, protects: Protects, rules: &Rules) -> Band10 {
    shown_whole(n, protects, judge::threshold(protects, rules), rules)
}

/// With the exact n of a small group a percentage is a count of persons.
const fn shown_whole(n: u64, protects: Protects, least: u64, rules: &Rules) -> Band10 {
    if matches!(protects, Protects::Students | Protects::Staff) && n < rules.n_exact_from {
        Band10::band(n, least)
    } else {
        shown_size(n, protects, rules)
    }
}

/// The size of a small group of staff is told in one form wherever it stands: two forms beside each other tell more
/// than either.
pub(crate) const fn shown_size(size: u64, protects: Protects, rules: &Rules) -> Band10 {
    if matches!(protects, Protects::Staff) && size < rules.staff_exact_from {
        Band10::band(size, judge::threshold(protects, rules))
    } else {
        Band10::exact(size)
    }
}

pub(crate) fn rounded_interval((low, high): (f64, f64), unit: Unit) -> Option<(Figure, Figure)> {
    Some((Figure::round(low, unit)?, Figure::round(high, unit)?))
}
