//! Guarantees 2, 5 and 6: what all numbers of a publication tell together, as one linear system, and which of them are kept
//! back so that those that may not be shown cannot be worked out from the others.
//!
//! A share is a part of a whole, a mean is a sum over a whole; groups of a breakdown add up to the total, and answers to
//! those who answered. What a published number tells of these is what rounding leaves.

use std::collections::{BTreeMap, BTreeSet};

use crate::judge::{Judged, Verdict, threshold};
use crate::linear::{Exposed, Interval, Need, Protected, Quantity, Relation, Statement, System, protect};
use crate::{Band, Measure, Pairing, Place, Protects, RawChange, Reason, Rules, Status};

/// Differences below this are those of binary fractions.
const EPSILON: f64 = 1e-6;
/// How uncertain the mean of a group that is not shown must stay, in points of a scale of 0 to 100.
const MEAN_UNCERTAIN: f64 = 20.0;
/// How uncertain the number on either side of a share must stay when its group is too small to be shown. Groups that are
/// large enough are shown with small numbers on a side, so that together such groups leave no more open than that.
const SIDE_UNCERTAIN: f64 = 3.0;
/// How much dearer it is to keep a total back than a group.
const TOTAL: f64 = 1000.0;

/// What is kept back besides.
#[derive(Debug, Default)]
pub(crate) struct KeptBack {
    /// Places of cells.
    pub(crate) cells: Vec<usize>,
    /// Places of changes.
    pub(crate) changes: Vec<usize>,
}

/// Finds what must be kept back besides what the rules for single cells kept back.
///
/// # Errors
/// When something stays derivable whatever is kept back.
pub(crate) fn kept_back(cells: &[Judged], changes: &[(RawChange, Status)], rules: &Rules) -> Result<KeptBack, Exposed> {
    let mut told = Told::new(rules);
    for (at, judged) in cells.iter().enumerate() {
        told.cell(at, judged);
    }
    for (at, (change, status)) in changes.iter().enumerate() {
        told.change(at, change, *status);
    }
    told.add_up();
    let mut shown: Vec<bool> = told.system.statements().map(|_| true).collect();
    let left_out = protect(&told.system, &told.truth, &mut shown, &told.protected)?;
    let mut kept = KeptBack::default();
    for said in left_out {
        match told.said.get(&said) {
            Some(Said::Cell(at)) => kept.cells.push(*at),
            Some(Said::Change(at)) => kept.changes.push(*at),
            None => {}
        }
    }
    Ok(kept)
}

/// What says something.
#[derive(Debug, Clone, Copy)]
enum Said {
    Cell(usize),
    Change(usize),
}

/// Whose numbers these are: a table or a population, a breakdown, a group, a part and a period; and the size of a whole,
/// because persons of the same description are the same persons only when they are as many.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    of: String,
    by: String,
    group: String,
    part: String,
    period: String,
    size: u64,
}

/// The persons of a number, and how many of them (or what sum) it tells.
#[derive(Debug, Clone, Copy)]
struct Pair {
    whole: Quantity,
    part: Quantity,
}

/// Everything that is told, as quantities.
struct Told<'r> {
    rules: &'r Rules,
    system: System,
    truth: Vec<f64>,
    wholes: BTreeMap<Key, Quantity>,
    parts: BTreeMap<Key, (Pair, Like)>,
    protected: Vec<Protected>,
    said: BTreeMap<Statement, Said>,
}

/// What a number is like.
#[derive(Debug, Clone, Copy)]
struct Like {
    measure: Measure,
    protects: Protects,
    /// Whether the groups of its breakdown are groups of persons, each in one of them.
    partition: bool,
}

impl<'r> Told<'r> {
    fn new(rules: &'r Rules) -> Self {
        Self {
            rules,
            system: System::new(),
            truth: Vec::new(),
            wholes: BTreeMap::new(),
            parts: BTreeMap::new(),
            protected: Vec::new(),
            said: BTreeMap::new(),
        }
    }

    fn cell(&mut self, at: usize, judged: &Judged) {
        let cell = &judged.cell;
        let counted = matches!(cell.protects, Protects::Students | Protects::Staff) && cell.small_group.is_none();
        let size = cell.n.unwrap_or(cell.persons) as f64;
        if !counted {
            return;
        }
        let like = Like { measure: cell.measure, protects: cell.protects, partition: cell.partition };
        let size = cell.measure.share().map_or(size, |(_, whole)| whole);
        let Some(pair) = self.pair(&cell.table, &cell.of, &cell.place, &cell.place.period.code, &like, size) else {
            return;
        };
        let band = crate::release::shown_n(cell.n.unwrap_or(cell.persons), cell, self.rules);
        // Of a response, those who answered are the part.
        let counted = if matches!(cell.measure, Measure::Response { .. }) { pair.part } else { pair.whole };
        let size_told = Relation::of(counted, Interval::new(band.from as f64, band.to as f64));
        let relations = match judged.verdict {
            Verdict::Show => [tells(&pair, cell.measure, cell.unit), vec![size_told]].concat(),
            Verdict::Band(band) => [banded(&pair, band), vec![size_told]].concat(),
            Verdict::SizesOnly(_) => vec![size_told],
            _ => Vec::new(),
        };
        let hides = matches!(
            judged.verdict,
            Verdict::Suppress(Reason::TooFewPersons | Reason::SensitiveGroup | Reason::EveryAnswer)
        );
        if hides {
            self.protect(&pair, cell.measure, cell.protects, cell.sensitive, size);
        }
        self.say(relations, &cell.place, size, Said::Cell(at));
    }

    fn say(&mut self, relations: Vec<Relation>, place: &Place, size: f64, what: Said) {
        if relations.is_empty() {
            return;
        }
        let loss = (1.0 + size.ln_1p()) * if place.by.code == "all" { TOTAL } else { 1.0 };
        let said = self.system.say(relations, loss);
        self.said.insert(said, what);
    }

    fn change(&mut self, at: usize, change: &RawChange, status: Status) {
        if !matches!(change.protects, Protects::Students | Protects::Staff) {
            return;
        }
        let (of, groups) = match change.pairing {
            Pairing::Pairs { .. } => (format!("{}, twice", change.of), false),
            Pairing::Groups { .. } => (change.of.clone(), true),
            Pairing::Complete => (change.of.clone(), change.from.code == "rest"),
        };
        let mut relations = Vec::new();
        let mut largest = 0.0_f64;
        for (end, (measure, persons)) in [(&change.from, change.first), (&change.to, change.second)] {
            let size = measure.share().map_or(persons as f64, |(_, whole)| whole);
            let paired = matches!(change.pairing, Pairing::Pairs { .. });
            let table = if paired { format!("{}, twice", change.table) } else { change.table.clone() };
            let place = if groups && end.code == "rest" {
                Place {
                    group: crate::Term::new(format!("not {}", change.place.group.code), "", ""),
                    ..change.place.clone()
                }
            } else {
                change.place.clone()
            };
            let period = if groups { &change.place.period.code } else { &end.code };
            let like = Like { measure, protects: change.protects, partition: change.partition };
            let Some(pair) = self.pair(&table, &of, &place, period, &like, size) else { return };
            relations.extend(tells(&pair, measure, change.unit));
            if status == Status::Suppressed && paired {
                self.protect(&pair, measure, change.protects, change.sensitive, size);
            }
            if paired {
                let shown = crate::release::shown_size(persons, change.protects, self.rules);
                relations.push(Relation::of(pair.whole, Interval::new(shown.from as f64, shown.to as f64)));
            }
            largest = largest.max(size);
        }
        if status == Status::Released {
            self.say(relations, &change.place, largest, Said::Change(at));
        }
    }

    /// The quantities of a number; `None` when it is none of persons.
    fn pair(&mut self, table: &str, of: &str, place: &Place, period: &str, like: &Like, size: f64) -> Option<Pair> {
        let part = match like.measure {
            Measure::Share { part, .. } | Measure::Response { part, .. } => part,
            Measure::Mean { mean } => mean * size,
            Measure::Amount { .. } | Measure::Difference { .. } | Measure::Missing => return None,
        };
        let key = |of: &str, part: &str| Key {
            of: of.to_owned(),
            by: place.by.code.clone(),
            group: place.group.code.clone(),
            part: part.to_owned(),
            period: period.to_owned(),
            size: size.to_bits(),
        };
        let whole_key = key(of, "");
        let whole = match self.wholes.get(&whole_key) {
            Some(whole) => *whole,
            None => {
                let whole = self.count(size);
                self.wholes.insert(whole_key, whole);
                whole
            }
        };
        // A part that is itself a table is that table.
        let key = key(table, if place.part.code == table { "" } else { &place.part.code });
        if let Some((pair, known)) = self.parts.get(&key)
            && same(known.measure, like.measure)
        {
            return Some(*pair);
        }
        let sum = matches!(like.measure, Measure::Mean { .. });
        let any = Interval::new(0.0, f64::INFINITY);
        let quantity = if sum { self.system.amount(any) } else { self.system.count(any) };
        self.truth.push(part);
        // A part is no more than the whole; a score is at most a hundred.
        let most = if sum { 100.0 } else { 1.0 };
        self.system.relate(Relation::new(vec![(quantity, 1.0), (whole, -most)], Interval::new(f64::NEG_INFINITY, 0.0)));
        let pair = Pair { whole, part: quantity };
        self.parts.insert(key, (pair, *like));
        Some(pair)
    }

    fn count(&mut self, value: f64) -> Quantity {
        self.truth.push(value);
        self.system.count(Interval::new(0.0, f64::INFINITY))
    }

    /// What a number that is kept back protects: how many there are, and how many (or how much) on both sides.
    fn protect(&mut self, pair: &Pair, measure: Measure, protects: Protects, sensitive: bool, size: f64) {
        let least = threshold(protects, self.rules) as f64;
        if size > 0.0 && size < least {
            self.keep(pair.whole, least);
        }
        let Some((part, whole)) = measure.share() else {
            return self.keep(pair.part, MEAN_UNCERTAIN * size.max(1.0));
        };
        let least = if sensitive { self.rules.sensitive_part as f64 } else { SIDE_UNCERTAIN };
        let other = self.count(whole - part);
        self.system.relate(Relation::sum(&[pair.part, other], pair.whole));
        self.keep(pair.part, least);
        self.keep(other, least);
    }

    fn keep(&mut self, quantity: Quantity, least: f64) {
        self.protected.push(Protected { quantity, need: Need { least }, knowing: None });
    }

    /// Groups add up to the total, and answers to those who answered; who is in no group is a group too.
    fn add_up(&mut self) {
        let totals: Vec<(Key, Pair, Like)> = self
            .parts
            .iter()
            .filter(|(key, _)| key.by == "all")
            .map(|(key, (pair, like))| (key.clone(), *pair, *like))
            .collect();
        let mut summed = BTreeSet::new();
        for (total, pair, like) in totals {
            let amounts = matches!(like.measure, Measure::Mean { .. });
            let least = threshold(like.protects, self.rules);
            let mut breakdowns: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
            for (key, (group, like)) in &self.parts {
                if like.partition && key.of == total.of && key.period == total.period && key.part == total.part {
                    breakdowns.entry(key.by.clone()).or_default().push(*group);
                }
            }
            for groups in breakdowns.into_values() {
                let wholes: Vec<Quantity> = groups.iter().map(|group| group.whole).collect();
                // Groups that overlap are no parts of the total.
                let overlap = self.rest(&wholes, pair.whole) < -EPSILON;
                if !overlap && summed.insert((wholes.clone(), pair.whole)) {
                    self.sum(&wholes, pair.whole, false, least);
                }
                let parts: Vec<Quantity> = groups.iter().map(|group| group.part).collect();
                if !overlap {
                    self.sum(&parts, pair.part, amounts, 0);
                }
            }
        }
        self.answers();
    }

    fn answers(&mut self) {
        let mut answers: BTreeMap<(Quantity, &str), Vec<Quantity>> = BTreeMap::new();
        for (key, (pair, like)) in &self.parts {
            if !key.part.is_empty() && matches!(like.measure, Measure::Share { .. }) {
                answers.entry((pair.whole, &key.of)).or_default().push(pair.part);
            }
        }
        let answers: Vec<(Quantity, Vec<Quantity>)> = answers
            .into_iter()
            .map(|((whole, _), parts)| (whole, parts))
            .filter(|(_, parts)| parts.len() > 1)
            .collect();
        for (whole, parts) in answers {
            if self.rest(&parts, whole).abs() < EPSILON {
                self.system.relate(Relation::sum(&parts, whole));
            }
        }
    }

    fn rest(&self, groups: &[Quantity], total: Quantity) -> f64 {
        self.truth[total.place()] - groups.iter().map(|group| self.truth[group.place()]).sum::<f64>()
    }

    /// Groups and a total, of which they may leave a rest; a rest of fewer than `least` persons is a small group.
    fn sum(&mut self, groups: &[Quantity], total: Quantity, amounts: bool, least: u64) {
        let rest = self.rest(groups, total);
        if rest < EPSILON {
            self.system.relate(Relation::sum(groups, total));
            return;
        }
        let any = Interval::new(0.0, f64::INFINITY);
        let other = if amounts { self.system.amount(any) } else { self.system.count(any) };
        self.truth.push(rest);
        if rest < least as f64 {
            self.keep(other, least as f64);
        }
        let all: Vec<Quantity> = groups.iter().copied().chain([other]).collect();
        self.system.relate(Relation::sum(&all, total));
    }
}

/// Whether two numbers of the same place are the same number.
fn same(one: Measure, other: Measure) -> bool {
    one.share() == other.share() && one.number() == other.number()
}

/// What a published number tells: what rounds to it.
fn tells(pair: &Pair, measure: Measure, unit: crate::Unit) -> Vec<Relation> {
    let Some(shown) = measure.number().and_then(|number| crate::Figure::round(number, unit)) else { return Vec::new() };
    let (scale, half) = if measure.share().is_some() { (0.01, 0.5) } else { (1.0, 0.05) };
    let bound = |factor: f64, range| Relation::new(vec![(pair.part, 1.0), (pair.whole, -factor)], range);
    vec![
        bound((shown.get() - half) * scale, Interval::new(0.0, f64::INFINITY)),
        bound((shown.get() + half) * scale, Interval::new(f64::NEG_INFINITY, 0.0)),
    ]
}

/// What a band tells: who knows the rules knows that it stands for none or all.
fn banded(pair: &Pair, band: Band) -> Vec<Relation> {
    let none = Interval::exactly(0.0);
    match band {
        Band::NearlyNone => vec![Relation::of(pair.part, none)],
        Band::NearlyAll => vec![Relation::new(vec![(pair.part, 1.0), (pair.whole, -1.0)], none)],
        Band::Differ | Band::Similar => Vec::new(),
    }
}
