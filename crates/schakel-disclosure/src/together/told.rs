//! Everything that is told, as quantities and what is said of them.

use std::collections::{BTreeMap, BTreeSet};

use super::rounded::{banded, tells};
use super::{Said, TOTAL};
use crate::judge::{Judged, Verdict};
use crate::linear::{Interval, Protected, Quantity, Relation, Statement, System};
use crate::{Band, Band10, Identity, Measure, Place, Protects, RawChange, Reason, Rules, Status};

/// Whose numbers these are: a table or a population, a breakdown, a group, a part and a period; and the size of a whole,
/// because persons of the same description are the same persons only when they are as many.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) of: String,
    pub(super) by: String,
    pub(super) group: String,
    pub(super) part: String,
    pub(super) period: String,
    pub(super) size: u64,
}

/// The persons of a number, and how many of them (or what sum) it tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) whole: Quantity,
    pub(super) part: Quantity,
}

/// A breakdown and a group of it.
pub(super) type Group = (String, String);

/// A number that is kept back, or told as a band.
#[derive(Debug)]
pub(super) struct Hidden {
    pub(super) pair: Pair,
    /// The band; one side of it must stay uncertain.
    pub(super) band: Option<Band>,
    pub(super) measure: Measure,
    pub(super) protects: Protects,
    pub(super) sensitive: bool,
    pub(super) size: f64,
    /// The breakdown in which it stands.
    pub(super) by: String,
    /// Table, part and period of its total.
    pub(super) total: (String, String, String),
}

/// Everything that is told, as quantities.
pub(super) struct Told<'r> {
    pub(super) identities: &'r [Identity],
    pub(super) rules: &'r Rules,
    pub(super) system: System,
    pub(super) truth: Vec<f64>,
    /// Whether what is told is of an earlier publication.
    pub(super) before: bool,
    pub(super) wholes: BTreeMap<Key, Quantity>,
    /// All parts, of any publication, by their value: a number that did not change is the same number.
    pub(super) known: BTreeMap<(Key, u64), Pair>,
    /// What was said before.
    pub(super) words: BTreeSet<String>,
    /// Sums that are in the system.
    pub(super) summed: BTreeSet<(Vec<Quantity>, Quantity)>,
    /// The parts of this publication.
    pub(super) parts: BTreeMap<Key, (Pair, Like)>,
    /// Groups that are part of a group of another breakdown: both as breakdown and group.
    pub(super) within: BTreeMap<Group, Group>,
    pub(super) hidden: Vec<Hidden>,
    pub(super) protected: Vec<Protected>,
    pub(super) said: BTreeMap<Statement, Said>,
}

/// What a number is like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Like {
    pub(super) measure: Measure,
    pub(super) protects: Protects,
    /// Whether the groups of its breakdown are groups of persons, each in one of them.
    pub(super) partition: bool,
    /// Whether it rests on a survey.
    pub(super) surveyed: bool,
}

impl<'r> Told<'r> {
    pub(super) fn new(identities: &'r [Identity], rules: &'r Rules) -> Self {
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

    pub(super) fn publication(&mut self, cells: &[Judged], changes: &[(RawChange, Status)]) {
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

    pub(super) fn say(&mut self, relations: Vec<Relation>, place: &Place, size: f64, what: Said) {
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
    pub(super) fn pair(
        &mut self,
        table: &str,
        of: &str,
        place: &Place,
        period: &str,
        like: &Like,
        size: f64,
    ) -> Option<Pair> {
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

    pub(super) fn count(&mut self, value: f64) -> Quantity {
        self.part(value, false)
    }

    /// A number of persons, or a sum of their scores.
    pub(super) fn part(&mut self, value: f64, sum: bool) -> Quantity {
        self.truth.push(value);
        let any = Interval::new(0.0, f64::INFINITY);
        if sum { self.system.amount(any) } else { self.system.count(any) }
    }

    /// A part is no more than the whole; a score is at most a hundred.
    pub(super) fn bound(&mut self, pair: Pair, sum: bool) {
        let most = if sum { 100.0 } else { 1.0 };
        let range = Interval::new(f64::NEG_INFINITY, 0.0);
        self.system.relate(Relation::new(vec![(pair.part, 1.0), (pair.whole, -most)], range));
    }
}

/// The persons of a place and period, as many as there are.
pub(super) fn whole_key(of: &str, place: &Place, period: &str, size: f64) -> Key {
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
pub(super) fn part_of<'p>(table: &'p str, part: &'p str) -> (&'p str, &'p str) {
    match table.split_once('/') {
        Some(both) => both,
        None if part == table => (table, ""),
        None => (table, part),
    }
}
