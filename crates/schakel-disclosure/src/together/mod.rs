//! Guarantees 2, 5 and 6: what all numbers of a publication tell together, as one linear system, and which of them are kept
//! back so that those that may not be shown cannot be worked out from the others.
//!
//! A share is a part of a whole, a mean is a sum over a whole; groups of a breakdown add up to the total, and answers to
//! those who answered. What a published number tells of these is what rounding leaves.

mod changes;
mod guard;
mod rounded;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use rounded::{banded, tells};

use crate::judge::{Judged, Verdict};
use crate::linear::{Interval, Protected, Quantity, Relation, Statement, System, protect};
use crate::{Band, Band10, Identity, Ledger, Measure, Place, Protects, RawChange, Reason, Rules, Status};

/// Differences below this are those of binary fractions.
const EPSILON: f64 = 1e-6;
/// How uncertain the mean of a group that is not shown must stay, in points of a scale of 0 to 100.
const MEAN_UNCERTAIN: f64 = 20.0;
/// How uncertain the number on either side of a share must stay when its group is too small to be shown. Groups that are
/// large enough are shown with small numbers on a side, so that together such groups leave no more open than that.
const SIDE_UNCERTAIN: f64 = 3.0;
/// What stands before the name of a group when it is the others that are told of.
const NOT: &str = "not ";
/// What stands after the name of a table when it is those who answered twice that are told of.
const TWICE: &str = ", twice";
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
pub(crate) fn kept_back(
    ledger: &Ledger,
    cells: &[Judged],
    changes: &[(RawChange, Status)],
    identities: &[Identity],
    rules: &Rules,
) -> KeptBack {
    let mut told = Told::new(identities, rules);
    for (cells, changes) in ledger.earlier() {
        told.publication(&cells, &changes);
    }
    told.before = false;
    told.publication(cells, changes);
    let mut kept = KeptBack::default();
    for said in left_out(&told) {
        match told.said.get(&said) {
            Some(Said::Cell(at)) => kept.cells.push(*at),
            Some(Said::Change(at)) => kept.changes.push(*at),
            None => {}
        }
    }
    kept
}

/// The statements that are left out. Where nothing proves that leaving out some of them is enough, nothing new is said about
/// all that is connected with the number: what was published before cannot be mended, and is not made worse.
fn left_out(told: &Told<'_>) -> BTreeSet<Statement> {
    let Told { system, truth, .. } = told;
    let mut silent: BTreeSet<Statement> = BTreeSet::new();
    let mut protected: Vec<Protected> = told.protected.clone();
    // Where nothing new is said, all was proved when it was said.
    protected.retain(|one| !system.statements_about(&system.connected(one.quantity)).is_empty());
    loop {
        let mut shown: Vec<bool> = system.statements().map(|said| !silent.contains(&said)).collect();
        match protect(system, truth, &mut shown, &protected) {
            Ok(besides) => {
                silent.extend(besides);
                return silent;
            }
            Err(exposed) => {
                for quantity in exposed.quantities {
                    let connected = system.connected(quantity);
                    silent.extend(system.statements_about(&connected));
                    protected.retain(|one| !connected.contains(&one.quantity));
                }
            }
        }
    }
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

/// A breakdown and a group of it.
type Group = (String, String);

/// A number that is kept back, or told as a band.
#[derive(Debug)]
struct Hidden {
    pair: Pair,
    /// The band; one side of it must stay uncertain.
    band: Option<Band>,
    measure: Measure,
    protects: Protects,
    sensitive: bool,
    size: f64,
    /// The breakdown in which it stands.
    by: String,
    /// Table, part and period of its total.
    total: (String, String, String),
}

/// Everything that is told, as quantities.
struct Told<'r> {
    identities: &'r [Identity],
    rules: &'r Rules,
    system: System,
    truth: Vec<f64>,
    /// Whether what is told is of an earlier publication.
    before: bool,
    wholes: BTreeMap<Key, Quantity>,
    /// All parts, of any publication, by their value: a number that did not change is the same number.
    known: BTreeMap<(Key, u64), Pair>,
    /// What was said before.
    words: BTreeSet<String>,
    /// Sums that are in the system.
    summed: BTreeSet<(Vec<Quantity>, Quantity)>,
    /// The parts of this publication.
    parts: BTreeMap<Key, (Pair, Like)>,
    /// Groups that are part of a group of another breakdown: both as breakdown and group.
    within: BTreeMap<Group, Group>,
    hidden: Vec<Hidden>,
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
    /// Whether it rests on a survey.
    surveyed: bool,
}

impl<'r> Told<'r> {
    fn new(identities: &'r [Identity], rules: &'r Rules) -> Self {
        Self {
            identities,
            rules,
            system: System::new(),
            truth: Vec::new(),
            before: true,
            wholes: BTreeMap::new(),
            known: BTreeMap::new(),
            words: BTreeSet::new(),
            summed: BTreeSet::new(),
            parts: BTreeMap::new(),
            within: BTreeMap::new(),
            hidden: Vec::new(),
            protected: Vec::new(),
            said: BTreeMap::new(),
        }
    }

    fn publication(&mut self, cells: &[Judged], changes: &[(RawChange, Status)]) {
        for (at, judged) in cells.iter().enumerate() {
            self.cell(at, judged);
        }
        for (at, (change, status)) in changes.iter().enumerate() {
            self.change(at, change, *status);
        }
        self.close();
    }

    fn cell(&mut self, at: usize, judged: &Judged) {
        let cell = &judged.cell;
        let counted = matches!(cell.protects, Protects::Students | Protects::Staff) && cell.small_group.is_none();
        let size = cell.n.unwrap_or(cell.persons) as f64;
        if !counted {
            return;
        }
        let Place { by, group, .. } = &cell.place;
        if let Some(whole) = &cell.within {
            self.within.insert((by.code.clone(), group.code.clone()), whole.clone());
        }
        let surveyed = cell.response.is_some();
        let like = Like { measure: cell.measure, protects: cell.protects, partition: cell.partition, surveyed };
        let size = cell.measure.share().map_or(size, |(_, whole)| whole);
        let Some(pair) = self.pair(&cell.table, &cell.of, &cell.place, &cell.place.period.code, &like, size) else {
            return;
        };
        let band = crate::release::shown_n(cell.n.unwrap_or(cell.persons), cell, self.rules);
        let lies_in = |quantity, band: Band10| Relation::of(quantity, Interval::new(band.from as f64, band.to as f64));
        // Of a response, those who answered are the part, and those who were invited are told too.
        let sizes = match (cell.measure, cell.population) {
            (Measure::Response { .. }, Some(invited)) => {
                let invited = crate::release::shown_size(invited, cell.protects, self.rules);
                vec![lies_in(pair.part, band), lies_in(pair.whole, invited)]
            }
            (Measure::Response { .. }, None) => vec![lies_in(pair.part, band)],
            _ => vec![lies_in(pair.whole, band)],
        };
        let relations = match judged.verdict {
            Verdict::Show => [tells(&pair, cell.measure, cell.unit), sizes].concat(),
            Verdict::Band(band) => [banded(&pair, band), sizes].concat(),
            Verdict::SizesOnly(_) => sizes,
            _ => Vec::new(),
        };
        let hides = match judged.verdict {
            Verdict::Band(band) => Some(Some(band)),
            Verdict::Suppress(Reason::TooFewPersons | Reason::SensitiveGroup | Reason::EveryAnswer) => Some(None),
            _ => None,
        };
        if let Some(band) = hides {
            let Place { part, period, .. } = &cell.place;
            let (measure, protects, sensitive) = (cell.measure, cell.protects, cell.sensitive);
            let (table, part) = part_of(&cell.table, &part.code);
            let total = (table.to_owned(), part.to_owned(), period.code.clone());
            self.hidden.push(Hidden {
                pair,
                band,
                measure,
                protects,
                sensitive,
                size,
                by: cell.place.by.code.clone(),
                total,
            });
        }
        self.say(relations, &cell.place, size, Said::Cell(at));
    }

    fn say(&mut self, relations: Vec<Relation>, place: &Place, size: f64, what: Said) {
        if relations.is_empty() {
            return;
        }
        let loss = (1.0 + size.ln_1p()) * if place.by.code == "all" { TOTAL } else { 1.0 };
        let words = format!("{relations:?}");
        if self.before {
            self.words.insert(words);
            self.system.said_before(relations);
            return;
        }
        // To say the same again tells nothing.
        if self.words.contains(&words) {
            return;
        }
        let said = self.system.say(relations, loss);
        self.said.insert(said, what);
    }

    /// The quantities of a number; `None` when it is none of persons.
    fn pair(&mut self, table: &str, of: &str, place: &Place, period: &str, like: &Like, size: f64) -> Option<Pair> {
        let part = match like.measure {
            Measure::Share { part, .. } | Measure::Response { part, .. } => part,
            Measure::Mean { mean } => mean * size,
            Measure::Amount { .. } | Measure::Difference { .. } | Measure::Missing => return None,
        };
        let whole_key = whole_key(of, place, period, size);
        let whole = match self.wholes.get(&whole_key) {
            Some(whole) => *whole,
            None => {
                let whole = self.count(size);
                self.wholes.insert(whole_key.clone(), whole);
                whole
            }
        };
        let (table, part_code) = part_of(table, &place.part.code);
        let key = Key { of: table.to_owned(), part: part_code.to_owned(), ..whole_key };
        // What was noted is rounded to millionths.
        let value = (part * 1e3).round().to_bits();
        if let Some(pair) = self.known.get(&(key.clone(), value)).copied() {
            self.parts.insert(key, (pair, *like));
            return Some(pair);
        }
        let sum = matches!(like.measure, Measure::Mean { .. });
        let pair = Pair { whole, part: self.part(part, sum) };
        self.bound(pair, sum);
        self.known.insert((key.clone(), value), pair);
        self.parts.insert(key, (pair, *like));
        Some(pair)
    }

    /// Ends a publication.
    fn close(&mut self) {
        self.guard();
        self.add_up();
        self.parts.clear();
        self.within.clear();
    }

    fn count(&mut self, value: f64) -> Quantity {
        self.part(value, false)
    }

    /// A number of persons, or a sum of their scores.
    fn part(&mut self, value: f64, sum: bool) -> Quantity {
        self.truth.push(value);
        let any = Interval::new(0.0, f64::INFINITY);
        if sum { self.system.amount(any) } else { self.system.count(any) }
    }

    /// A part is no more than the whole; a score is at most a hundred.
    fn bound(&mut self, pair: Pair, sum: bool) {
        let most = if sum { 100.0 } else { 1.0 };
        let range = Interval::new(f64::NEG_INFINITY, 0.0);
        self.system.relate(Relation::new(vec![(pair.part, 1.0), (pair.whole, -most)], range));
    }
}

/// The persons of a place and period, as many as there are.
fn whole_key(of: &str, place: &Place, period: &str, size: f64) -> Key {
    Key {
        of: of.to_owned(),
        by: place.by.code.clone(),
        group: place.group.code.clone(),
        part: String::new(),
        period: period.to_owned(),
        size: size.to_bits(),
    }
}

/// The table and the part within it; a part that is itself a table is that table, and a table of the form `H2/higher` is
/// that part of it, whatever the number is called where it stands.
fn part_of<'p>(table: &'p str, part: &'p str) -> (&'p str, &'p str) {
    match table.split_once('/') {
        Some(both) => both,
        None if part == table => (table, ""),
        None => (table, part),
    }
}
