//! From the rows of a query to raw cells and changes, which go to disclosure control.

use std::collections::BTreeMap;

use schakel_disclosure::{Margin, Measure, Pairing, Place, Protects, RawCell, RawChange, Response, SmallGroup, Unit};

use crate::header::{About, Interval};
use crate::labels::{self, Periods};
use crate::rows::Rows;
use crate::statistics::{cronbach_alpha, mean_interval, newcombe_wilson};
use crate::{Header, IndicatorError};

/// The raw cells of an indicator, per school, in the order in which they are shown.
pub(crate) fn raw_cells(
    header: &Header,
    rows: &Rows,
    periods: &BTreeMap<String, Periods>,
) -> Result<BTreeMap<String, Vec<RawCell>>, IndicatorError> {
    let unknown = Periods::default();
    let keys = Keys::read(rows, "period")?;
    let (units, sensitive, signed) = (optional_texts(rows, "unit")?, rows.flags("sensitive")?, rows.flags("signed")?);
    let (is_response, everyone) = (rows.flags("is_response")?, rows.flags("everyone")?);
    let [k, whole, value, mean, sd] = numbers(rows, ["k", "whole", "value", "mean", "sd"])?;
    let [n, persons, population, small_group] = numbers(rows, ["n", "persons", "population", "small_group"])?;
    let [completed, invited] = numbers(rows, ["completed", "invited"])?;
    let [items, item_variance, total_variance] = numbers(rows, ["items", "item_variance", "total_variance"])?;
    let alpha = |row| cronbach_alpha(items.get(row)?, item_variance.get(row)?, total_variance.get(row)?);
    let consent = rows.flags("consent")?;
    let mut cells: BTreeMap<String, Vec<RawCell>> = BTreeMap::new();
    for row in 0..rows.len() {
        let unit = unit_of(header, units.as_ref().map_or("", |u| u.get(row)), rows)?;
        let value = value.get(row).or_else(|| alpha(row));
        let measure = match (mean.get(row), k.get(row), value) {
            (Some(mean), ..) if signed.get(row) => Measure::Difference { mean },
            (Some(mean), ..) => Measure::Mean { mean },
            (_, Some(part), _) => {
                let whole = whole.get(row).or_else(|| n.get(row)).unwrap_or(0.0);
                if is_response.get(row) { Measure::Response { part, whole } } else { Measure::Share { part, whole } }
            }
            (.., Some(value)) => Measure::Amount { value },
            _ => Measure::Missing,
        };
        let size = n.get(row);
        let t_interval = |mean| mean_interval(mean, sd.get(row).unwrap_or(f64::NAN), size.unwrap_or(0.0));
        let interval = match (header.interval, measure) {
            (Interval::Wilson, Measure::Share { .. }) => Some(Margin::Share),
            (Interval::T, Measure::Mean { mean }) => {
                t_interval(mean).map(|(low, high)| Margin::Spread(low.max(0.0), high.min(100.0)))
            }
            (Interval::T, Measure::Difference { mean }) => {
                t_interval(mean).map(|(low, high)| Margin::Spread(low, high))
            }
            _ => None,
        };
        let of_all = everyone.get(row) || !matches!(keys.by(row), "role" | "role_group");
        let (school, place) = keys.place(header, row, periods, &unknown);
        cells.entry(school).or_default().push(RawCell {
            table: header.id.clone(),
            of: header.of(),
            partition: labels::is_partition(keys.by(row)),
            within: labels::within(&place.by.code, &place.group.code),
            place,
            protects: protects(header.protects),
            sensitive: sensitive.get(row),
            unit,
            measure,
            interval,
            persons: persons.count(row).or_else(|| n.count(row)).unwrap_or(0),
            n: n.count(row),
            n_min: header.minimum_n,
            population: population.count(row),
            response: response(completed.count(row), invited.count(row), of_all),
            small_group: small_group.count(row).map(|persons| SmallGroup { persons, released: consent.get(row) }),
        });
    }
    for (school, cells) in &mut cells {
        let periods = periods.get(school).unwrap_or(&unknown);
        cells.sort_by_cached_key(|cell| order(header, &cell.place, periods));
    }
    Ok(cells)
}

/// Differences between the previous and the present school year: both are complete registrations.
pub(crate) fn complete_changes(header: &Header, cells: &[RawCell], previous: &str, present: &str) -> Vec<RawChange> {
    let earlier = |cell: &&RawCell| cell.place.period.code == previous;
    cells
        .iter()
        .filter(|cell| cell.place.period.code == present)
        .filter_map(|cell| {
            let same = |other: &&RawCell| {
                let (a, b) = (&cell.place, &other.place);
                (&a.by.code, &a.group.code, &a.part.code) == (&b.by.code, &b.group.code, &b.part.code)
            };
            let before = cells.iter().filter(earlier).find(same)?;
            Some(RawChange {
                table: cell.table.clone(),
                of: cell.of.clone(),
                partition: cell.partition,
                from: before.place.period.clone(),
                to: cell.place.period.clone(),
                place: Place { period: Default::default(), ..cell.place.clone() },
                protects: cell.protects,
                sensitive: cell.sensitive || before.sensitive,
                unit: cell.unit,
                first: (before.measure, before.persons),
                second: (cell.measure, cell.persons),
                n_min: header.minimum_n,
                pairing: Pairing::Complete,
                response: None,
                small_group: [before.small_group, cell.small_group].into_iter().flatten().min_by_key(|g| g.persons),
            })
        })
        .collect()
}

/// The raw changes that a second query gives, per school, in the order in which they are shown.
pub(crate) fn raw_changes(
    header: &Header,
    rows: &Rows,
    periods: &BTreeMap<String, Periods>,
) -> Result<BTreeMap<String, Vec<RawChange>>, IndicatorError> {
    let unknown = Periods::default();
    let keys = Keys::read(rows, "from")?;
    let to = rows.texts("to")?;
    let sensitive = rows.flags("sensitive")?;
    let [mean_from, mean_to, mean_diff, sd_diff] = numbers(rows, ["mean_from", "mean_to", "mean_diff", "sd_diff"])?;
    let [k_from, n_from, k_to, n_to, n] = numbers(rows, ["k_from", "n_from", "k_to", "n_to", "n"])?;
    let [effective_from, effective_to] = numbers(rows, ["effective_from", "effective_to"])?;
    let [completed, invited] = numbers(rows, ["completed", "invited"])?;
    let unit = unit_of(header, "", rows)?;
    let mut changes: BTreeMap<String, Vec<RawChange>> = BTreeMap::new();
    for row in 0..rows.len() {
        let pairs = n.count(row);
        let paired = |pairs: u64| Pairing::Pairs {
            pairs,
            interval: mean_interval(
                mean_diff.get(row).unwrap_or(f64::NAN),
                sd_diff.get(row).unwrap_or(f64::NAN),
                pairs as f64,
            )
            .map(|(low, high)| Margin::Spread(low, high)),
        };
        let (first, second, pairing) = if let (Some(from), Some(to), Some(n)) =
            (mean_from.get(row), mean_to.get(row), pairs)
        {
            ((Measure::Mean { mean: from }, n), (Measure::Mean { mean: to }, n), paired(n))
        } else if let (Some(from), Some(to), Some(n)) = (k_from.get(row), k_to.get(row), pairs) {
            let share = |part| (Measure::Share { part, whole: n as f64 }, n);
            (share(from), share(to), paired(n))
        } else if let (Some(k1), Some(n1), Some(k2), Some(n2)) =
            (k_from.get(row), n_from.get(row), k_to.get(row), n_to.get(row))
        {
            let share = |part, whole: f64, persons: Option<u64>| (Measure::Share { part, whole }, persons.unwrap_or(0));
            let interval = Some(Margin::Share);
            (share(k1, n1, n_from.count(row)), share(k2, n2, n_to.count(row)), Pairing::Groups { interval })
        } else if let (Some(from), Some(to), Some(e1), Some(e2)) =
            (mean_from.get(row), mean_to.get(row), effective_from.get(row), effective_to.get(row))
        {
            // Rates in percent, each as sure as that of a plain group of the effective number.
            let interval = newcombe_wilson(from / 100.0 * e1, e1, to / 100.0 * e2, e2);
            let interval = interval.map(|(low, high)| Margin::Given(100.0 * low, 100.0 * high));
            let rate = |mean, persons: Option<u64>| (Measure::Mean { mean }, persons.unwrap_or(0));
            (rate(from, n_from.count(row)), rate(to, n_to.count(row)), Pairing::Groups { interval })
        } else {
            return Err(IndicatorError::shape(rows.query(), "expected the numbers of both ends of a change"));
        };
        let (school, mut place) = keys.place(header, row, periods, &unknown);
        let known = periods.get(&school).unwrap_or(&unknown);
        let from = std::mem::take(&mut place.period);
        let (from, to) =
            if from.code == "rest" { (labels::rest(), place.group.clone()) } else { (from, known.term(to.get(row))) };
        let of_all = !matches!(keys.by(row), "role" | "role_group");
        changes.entry(school).or_default().push(RawChange {
            table: header.id.clone(),
            of: header.of(),
            partition: labels::is_partition(keys.by(row)),
            place,
            from,
            to,
            protects: protects(header.protects),
            sensitive: sensitive.get(row),
            unit,
            first,
            second,
            n_min: header.minimum_n,
            pairing,
            response: response(completed.count(row), invited.count(row), of_all),
            small_group: None,
        });
    }
    for (school, changes) in &mut changes {
        let periods = periods.get(school).unwrap_or(&unknown);
        changes.sort_by_cached_key(|change| order(header, &change.place, periods));
    }
    Ok(changes)
}

/// The columns that say where a number stands.
struct Keys {
    school: crate::rows::Texts,
    by: crate::rows::Texts,
    group: crate::rows::Texts,
    part: crate::rows::Texts,
    period: crate::rows::Texts,
}

impl Keys {
    fn read(rows: &Rows, period: &str) -> Result<Self, IndicatorError> {
        Ok(Self {
            school: rows.texts("school_id")?,
            by: rows.texts("by")?,
            group: rows.texts("group")?,
            part: rows.texts("part")?,
            period: rows.texts(period)?,
        })
    }

    fn by(&self, row: usize) -> &str {
        self.by.get(row)
    }

    fn place(
        &self,
        header: &Header,
        row: usize,
        periods: &BTreeMap<String, Periods>,
        unknown: &Periods,
    ) -> (String, Place) {
        let (school, by) = (self.school.get(row), self.by.get(row));
        let place = Place {
            by: labels::breakdown(by),
            group: labels::group(header, by, self.group.get(row)),
            part: labels::part(header, self.part.get(row)),
            period: periods.get(school).unwrap_or(unknown).term(self.period.get(row)),
        };
        (school.to_owned(), place)
    }
}

/// Breakdowns as the header names them, then groups, parts and periods.
fn order(header: &Header, place: &Place, periods: &Periods) -> (usize, usize, String, usize, String, String) {
    let Place { by, group, part, period } = place;
    (
        header.breakdowns.iter().position(|b| *b == by.code).unwrap_or(usize::MAX),
        labels::group_rank(header, &by.code, &group.code),
        group.code.clone(),
        labels::part_rank(header, &part.code),
        part.code.clone(),
        periods.rank(&period.code),
    )
}

fn numbers<const N: usize>(rows: &Rows, names: [&str; N]) -> Result<[crate::rows::Numbers; N], IndicatorError> {
    let columns: Vec<_> = names.iter().map(|name| rows.numbers(name)).collect::<Result<_, _>>()?;
    columns.try_into().map_err(|_| IndicatorError::shape(rows.query(), "expected as many columns as names"))
}

fn optional_texts(rows: &Rows, name: &str) -> Result<Option<crate::rows::Texts>, IndicatorError> {
    rows.column(name).is_some().then(|| rows.texts(name)).transpose()
}

fn unit_of(header: &Header, own: &str, rows: &Rows) -> Result<Unit, IndicatorError> {
    let name = if own.is_empty() { &header.unit } else { own };
    Unit::parse(name).ok_or_else(|| IndicatorError::shape(rows.query(), format!("`{name}` is no unit")))
}

const fn protects(about: About) -> Protects {
    match about {
        About::Students => Protects::Students,
        About::Staff => Protects::Staff,
        About::Functions => Protects::Functions,
        About::None => Protects::Nobody,
    }
}

fn response(completed: Option<u64>, invited: Option<u64>, of_all: bool) -> Option<Response> {
    match (completed, invited) {
        (Some(completed), Some(invited)) if invited > 0 => Some(Response { completed, invited, of_all }),
        _ => None,
    }
}
