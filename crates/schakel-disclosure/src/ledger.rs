//! What was told before. Two publications about nearly the same persons tell, by subtraction, about those in whom they
//! differ; so a number that changed by too few persons is told as it was told then.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::judge::{Judged, Verdict, threshold};
use crate::{Measure, Place, Protects, RawCell, Reason, Release, Response, Rules, Term, Unit};

/// The publications about a school, the earliest first. It holds the numbers as they were computed, those that were kept
/// back too: it stays where the data of the school are, and goes nowhere else.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    releases: Vec<Vec<Entry>>,
}

/// A number of a publication, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    table: String,
    of: String,
    partition: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within: Option<(String, String)>,
    by: String,
    group: String,
    part: String,
    period: String,
    protects: Protects,
    sensitive: bool,
    unit: Unit,
    measure: Measure,
    interval: Option<(f64, f64)>,
    persons: u64,
    n: Option<u64>,
    population: Option<u64>,
    response: Option<Response>,
    verdict: Verdict,
}

impl Ledger {
    /// Notes a publication; one that says what the last one said is not noted again.
    pub fn note(&mut self, release: &Release) {
        if self.releases.last() != Some(&release.record) {
            self.releases.push(release.record.clone());
        }
    }

    /// How many publications are noted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.releases.len()
    }

    /// Whether nothing was published before.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.releases.is_empty()
    }

    /// The numbers of every earlier publication, with what became of them.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = Vec<Judged>> {
        self.releases.iter().map(|entries| entries.iter().map(Entry::judged).collect())
    }
}

impl Entry {
    pub(crate) fn of(Judged { cell, verdict }: &Judged) -> Self {
        let Place { by, group, part, period } = &cell.place;
        Self {
            table: cell.table.clone(),
            of: cell.of.clone(),
            partition: cell.partition,
            within: cell.within.clone(),
            by: by.code.clone(),
            group: group.code.clone(),
            part: part.code.clone(),
            period: period.code.clone(),
            protects: cell.protects,
            sensitive: cell.sensitive,
            unit: cell.unit,
            measure: noted(cell.measure),
            interval: cell.interval.map(|(low, high)| (millionths(low), millionths(high))),
            persons: cell.persons,
            n: cell.n,
            population: cell.population,
            response: cell.response,
            verdict: *verdict,
        }
    }

    fn judged(&self) -> Judged {
        let term = |code: &str| Term::new(code, "", "");
        let place =
            Place { by: term(&self.by), group: term(&self.group), part: term(&self.part), period: term(&self.period) };
        let cell = RawCell {
            table: self.table.clone(),
            of: self.of.clone(),
            partition: self.partition,
            within: self.within.clone(),
            place,
            protects: self.protects,
            sensitive: self.sensitive,
            unit: self.unit,
            measure: self.measure,
            interval: self.interval,
            persons: self.persons,
            n: self.n,
            n_min: 0,
            population: self.population,
            response: self.response,
            small_group: None,
        };
        Judged { cell, verdict: self.verdict }
    }

    /// Tells a number of now as this one was told.
    fn repeat(&self, now: &mut Judged) {
        let RawCell { measure, interval, persons, n, population, response, .. } = &mut now.cell;
        (*measure, *interval, *persons) = (self.measure, self.interval, self.persons);
        (*n, *population, *response) = (self.n, self.population, self.response);
        now.verdict = self.verdict;
    }
}

/// A number as it is noted: short enough to be read from text as it was written.
fn noted(measure: Measure) -> Measure {
    match measure {
        Measure::Mean { mean } => Measure::Mean { mean: millionths(mean) },
        Measure::Difference { mean } => Measure::Difference { mean: millionths(mean) },
        Measure::Amount { value } => Measure::Amount { value: millionths(value) },
        other => other,
    }
}

fn millionths(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// Breakdown, group and part.
type Row<'t> = (&'t str, &'t str, &'t str);
/// Table and period: what is told anew or repeated as a whole, so that its sums stay right.
type Block<'t> = (&'t str, &'t str);

/// Tells the blocks that differ by too few persons from an earlier publication as they were told then; gives how many
/// numbers that are.
pub(crate) fn repeat(publication: &mut [Judged], ledger: &Ledger, rules: &Rules) -> usize {
    let mut blocks: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, judged) in publication.iter().enumerate() {
        let cell = &judged.cell;
        if cell.small_group.is_none() && fewest(cell.protects, rules) > 0 {
            blocks.entry((cell.table.clone(), cell.place.period.code.clone())).or_default().push(at);
        }
    }
    let mut repeated = 0;
    for ((table, period), places) in blocks {
        let earlier = ledger.releases.iter().rev().map(|entries| rows(entries, (&table, &period)));
        let near = |then: &BTreeMap<Row<'_>, &Entry>| {
            !then.is_empty() && differs_by_few(places.iter().map(|at| &publication[*at].cell), then, rules)
        };
        let Some(then) = earlier.into_iter().find(near) else {
            for at in places {
                keep_back(&mut publication[at], ledger);
            }
            continue;
        };
        for at in places {
            let Place { by, group, part, .. } = publication[at].cell.place.clone();
            repeated += 1;
            match then.get(&(by.code.as_str(), group.code.as_str(), part.code.as_str())) {
                Some(entry) => entry.repeat(&mut publication[at]),
                None => publication[at].verdict = Verdict::Suppress(Reason::Complementary),
            }
        }
    }
    repeated
}

/// Keeps a number back that was kept back beside others before, as long as it is the same: so that the same data are told
/// in the same way again.
fn keep_back(now: &mut Judged, ledger: &Ledger) {
    let Place { by, group, part, period } = &now.cell.place;
    let last = ledger.releases.iter().rev().find_map(|entries| {
        entries.iter().find(|entry| {
            entry.table == now.cell.table
                && (&entry.by, &entry.group, &entry.part, &entry.period)
                    == (&by.code, &group.code, &part.code, &period.code)
        })
    });
    let same = |entry: &Entry| (noted(now.cell.measure), now.cell.n) == (entry.measure, entry.n);
    if matches!(now.verdict, Verdict::Show | Verdict::Band(_))
        && last.is_some_and(|entry| entry.verdict == Verdict::Suppress(Reason::Complementary) && same(entry))
    {
        now.verdict = Verdict::Suppress(Reason::Complementary);
    }
}

fn rows<'e>(entries: &'e [Entry], (table, period): Block<'_>) -> BTreeMap<Row<'e>, &'e Entry> {
    let of_it = entries.iter().filter(|entry| entry.table == table && entry.period == period);
    of_it.map(|entry| ((entry.by.as_str(), entry.group.as_str(), entry.part.as_str()), entry)).collect()
}

/// Whether some number differs from what it was by some persons, but fewer than may be told of.
fn differs_by_few<'c>(now: impl Iterator<Item = &'c RawCell>, then: &BTreeMap<Row<'_>, &Entry>, rules: &Rules) -> bool {
    let mut gone = then.clone();
    let mut few = false;
    for cell in now {
        let Place { by, group, part, .. } = &cell.place;
        let least = fewest(cell.protects, rules) as f64;
        let is_few = |difference: f64| difference != 0.0 && difference.abs() < least;
        let (whole, side) = persons(cell.measure, cell.n, cell.persons);
        few |= match gone.remove(&(by.code.as_str(), group.code.as_str(), part.code.as_str())) {
            Some(entry) => {
                let (whole_then, side_then) = persons(entry.measure, entry.n, entry.persons);
                // A mean of as many persons that is another one: someone's answer was corrected.
                let corrected =
                    whole == whole_then && cell.measure.share().is_none() && noted(cell.measure) != entry.measure;
                // Of moments only how many there are is told exactly.
                let side = side.zip(side_then).filter(|_| threshold(cell.protects, rules) > 0);
                is_few(whole - whole_then) || corrected || side.is_some_and(|(a, b)| is_few(a - b))
            }
            None => is_few(whole),
        };
    }
    few || gone.values().any(|entry| {
        let (whole, _) = persons(entry.measure, entry.n, entry.persons);
        whole > 0.0 && whole < fewest(entry.protects, rules) as f64
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
fn persons(measure: Measure, n: Option<u64>, persons: u64) -> (f64, Option<f64>) {
    match (measure.share(), measure) {
        (Some((part, whole)), _) => (whole, Some(part)),
        (None, Measure::Amount { value }) if n.is_none() => (value, None),
        _ => (n.unwrap_or(persons) as f64, None),
    }
}
