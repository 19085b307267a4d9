//! What goes out. Nothing outside this crate can make these types.

use serde::{Deserialize, Serialize, Serializer};

use crate::{Band10, Direction, FactValue, Figure, Place, Term, Unit};

/// What became of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is shown, as a number or as a band.
    Released,
    /// It is kept back; why is not said.
    Suppressed,
    /// Too few of those invited answered.
    HiddenLowResponse,
    /// Nobody recorded it.
    Missing,
}

/// What is said in words where a number would say too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// All, or nearly all.
    NearlyAll,
    /// None, or nearly none.
    NearlyNone,
    /// Two groups differ.
    Differ,
    /// Two groups are about the same.
    Similar,
}

/// A number that may be shown, or the fact that it may not.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedCell {
    pub(crate) place: Place,
    pub(crate) status: Status,
    pub(crate) unit: Unit,
    pub(crate) value: Option<Figure>,
    pub(crate) interval: Option<(Figure, Figure)>,
    pub(crate) n: Option<Band10>,
    pub(crate) population: Option<Band10>,
    pub(crate) warn: bool,
    pub(crate) band: Option<Band>,
}

impl ReleasedCell {
    /// Where the number stands.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// What became of it.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.status
    }

    /// The rounded number, when it is shown as one.
    #[must_use]
    pub const fn value(&self) -> Option<Figure> {
        self.value
    }

    /// The rounded interval.
    #[must_use]
    pub const fn interval(&self) -> Option<(Figure, Figure)> {
        self.interval
    }

    /// The words that take the place of the number.
    #[must_use]
    pub const fn band(&self) -> Option<Band> {
        self.band
    }

    /// The number of observations, exact or as a band of ten.
    #[must_use]
    pub const fn n(&self) -> Option<Band10> {
        self.n
    }

    /// Whether the number carries a warning about the response.
    #[must_use]
    pub const fn warn(&self) -> bool {
        self.warn
    }
}

/// A term as facts write it: the code under one name, the labels under another.
#[derive(Serialize)]
struct CellJson<'a> {
    by: &'a str,
    by_label: &'a Term,
    group: &'a str,
    group_label: &'a Term,
    part: &'a str,
    part_label: &'a Term,
    period: &'a str,
    period_label: &'a Term,
    status: Status,
    unit: Unit,
    value: Option<Figure>,
    low: Option<Figure>,
    high: Option<Figure>,
    n: Option<u64>,
    n_band: Option<Band10>,
    population: Option<u64>,
    population_band: Option<Band10>,
    warn: bool,
    band: Option<Band>,
}

/// A number of persons as facts write it: exact under one name, or as a band under another.
fn exact_or_band(persons: Option<Band10>) -> (Option<u64>, Option<Band10>) {
    let exact = persons.and_then(Band10::number);
    (exact, if exact.is_some() { None } else { persons })
}

impl Serialize for ReleasedCell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Place { by, group, part, period } = &self.place;
        let (n, n_band) = exact_or_band(self.n);
        let (population, population_band) = exact_or_band(self.population);
        CellJson {
            by: &by.code,
            by_label: by,
            group: &group.code,
            group_label: group,
            part: &part.code,
            part_label: part,
            period: &period.code,
            period_label: period,
            status: self.status,
            unit: self.unit,
            value: self.value,
            low: self.interval.map(|(low, _)| low),
            high: self.interval.map(|(_, high)| high),
            n,
            n_band,
            population,
            population_band,
            warn: self.warn,
            band: self.band,
        }
        .serialize(to)
    }
}

/// A difference that may be shown, or the fact that it may not.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedChange {
    pub(crate) place: Place,
    pub(crate) from: Term,
    pub(crate) to: Term,
    pub(crate) status: Status,
    pub(crate) unit: Unit,
    pub(crate) numbers: Option<ChangeNumbers>,
    pub(crate) verdict: Direction,
    pub(crate) warn: bool,
}

/// The rounded numbers of a change that is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ChangeNumbers {
    pub(crate) from: Figure,
    pub(crate) to: Figure,
    pub(crate) diff: Figure,
    pub(crate) interval: Option<(Figure, Figure)>,
    pub(crate) pairs: Option<Band10>,
    pub(crate) verdict: Direction,
}

impl ReleasedChange {
    /// What became of it.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.status
    }

    /// Which way it goes.
    #[must_use]
    pub const fn verdict(&self) -> Direction {
        self.verdict
    }

    /// Breakdown, group and part; the period is empty.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// The rounded difference.
    #[must_use]
    pub fn diff(&self) -> Option<Figure> {
        self.numbers.map(|n| n.diff)
    }

    /// The rounded interval of the difference.
    #[must_use]
    pub fn interval(&self) -> Option<(Figure, Figure)> {
        self.numbers.and_then(|n| n.interval)
    }
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    by: &'a str,
    by_label: &'a Term,
    group: &'a str,
    group_label: &'a Term,
    part: &'a str,
    part_label: &'a Term,
    from: &'a str,
    from_label: &'a Term,
    to: &'a str,
    to_label: &'a Term,
    status: Status,
    unit: Unit,
    from_value: Option<Figure>,
    to_value: Option<Figure>,
    diff: Option<Figure>,
    low: Option<Figure>,
    high: Option<Figure>,
    verdict: Direction,
    n_pairs: Option<u64>,
    n_pairs_band: Option<Band10>,
    warn: bool,
}

impl Serialize for ReleasedChange {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Place { by, group, part, .. } = &self.place;
        let numbers = self.numbers;
        let interval = self.interval();
        let (n_pairs, n_pairs_band) = exact_or_band(numbers.and_then(|n| n.pairs));
        ChangeJson {
            by: &by.code,
            by_label: by,
            group: &group.code,
            group_label: group,
            part: &part.code,
            part_label: part,
            from: &self.from.code,
            from_label: &self.from,
            to: &self.to.code,
            to_label: &self.to,
            status: self.status,
            unit: self.unit,
            from_value: numbers.map(|n| n.from),
            to_value: numbers.map(|n| n.to),
            diff: self.diff(),
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            verdict: self.verdict,
            n_pairs,
            n_pairs_band,
            warn: self.warn,
        }
        .serialize(to)
    }
}

/// A fact that may be printed as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedFact(FactValue);

impl ReleasedFact {
    pub(crate) const fn new(value: FactValue) -> Self {
        Self(value)
    }

    /// The fact.
    #[must_use]
    pub const fn value(&self) -> &FactValue {
        &self.0
    }
}

impl Serialize for ReleasedFact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            FactValue::Text(text) => to.serialize_str(text),
            FactValue::Flag(flag) => to.serialize_bool(*flag),
            FactValue::Number(number) => Figure::round(*number, Unit::Number).serialize(to),
        }
    }
}
