//! What comes in: numbers as they were computed, with what is needed to judge them.

use serde::{Deserialize, Serialize};

use crate::{FactClass, Margin, Unit};

/// A code with its labels.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Term {
    /// The code.
    #[serde(skip)]
    pub code: String,
    /// Dutch label.
    pub nl: String,
    /// English label.
    pub en: String,
}

impl Term {
    /// A code with a Dutch and an English label.
    #[must_use]
    pub fn new(code: impl Into<String>, nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code: code.into(), nl: nl.into(), en: en.into() }
    }
}

/// Where a number stands in its table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The breakdown, such as `role_group`; `all` for the total.
    pub by: Term,
    /// The group within the breakdown.
    pub group: Term,
    /// A second key, such as an answer category; empty when there is none.
    pub part: Term,
    /// A school year or a survey wave; empty when the number is not about a period.
    pub period: Term,
}

/// Whom a number is about, and so who must not be recognised in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protects {
    /// Students.
    Students,
    /// Members of staff.
    Staff,
    /// Functions in an organisation: how much work a role does. Small roles are merged beforehand
    /// ([`merge_small_roles`](crate::merge_small_roles)), so no threshold of persons applies.
    Functions,
    /// Nobody: facts about the organisation.
    Nobody,
}

/// How many of those invited answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// How many answered.
    pub completed: u64,
    /// How many were invited.
    pub invited: u64,
    /// Whether this is the response of everyone rather than of one role.
    pub of_all: bool,
}

/// A group that may be so small that what is told of it is one person's: a side of a comparison, or, with a share or
/// an amount, a group whose own share is shown beside a number that tells how unevenly something is spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmallGroup {
    /// Persons in the group.
    pub persons: u64,
    /// Whether the persons concerned released their answers.
    pub released: bool,
}

/// A number as it was computed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// A part of a whole; becomes a percentage.
    Share {
        /// The part.
        part: f64,
        /// The whole.
        whole: f64,
    },
    /// How many of those invited answered: a response itself; becomes a percentage.
    Response {
        /// How many answered.
        part: f64,
        /// How many were invited.
        whole: f64,
    },
    /// A mean; of scores, one on a scale of 0 to 100.
    Mean {
        /// The mean, in the unit of the cell.
        mean: f64,
    },
    /// A mean of differences between scores, from −100 to 100.
    Difference {
        /// The mean difference, in the unit of the cell.
        mean: f64,
    },
    /// A count, a sum or an index.
    Amount {
        /// The number, in the unit of the cell.
        value: f64,
    },
    /// Nobody recorded it.
    Missing,
}

impl Measure {
    /// The number in its unit: a share as a percentage.
    pub(crate) fn number(self) -> Option<f64> {
        match self {
            Self::Share { whole: 0.0, .. } | Self::Response { whole: 0.0, .. } | Self::Missing => None,
            Self::Share { part, whole } | Self::Response { part, whole } => Some(100.0 * part / whole),
            Self::Mean { mean } | Self::Difference { mean } => Some(mean),
            Self::Amount { value } => Some(value),
        }
    }

    /// Whether it is a part of a whole.
    #[must_use]
    pub const fn is_share(self) -> bool {
        self.share().is_some()
    }

    /// The part and the whole, of what becomes a percentage.
    pub(crate) const fn share(self) -> Option<(f64, f64)> {
        match self {
            Self::Share { part, whole } | Self::Response { part, whole } => Some((part, whole)),
            _ => None,
        }
    }
}

/// One cell of a table, before anyone judged it.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCell {
    /// The table it stands in.
    pub table: String,
    /// Who or what is counted: cells of the same description, breakdown, group, period and size are about the same
    /// persons.
    pub of: String,
    /// Whether the groups of its breakdown are groups of persons, each in one of them.
    pub partition: bool,
    /// The breakdown and the group of it that its group is part of, such as the group of roles of a role.
    pub within: Option<(String, String)>,
    /// Where it stands.
    pub place: Place,
    /// Whom it is about.
    pub protects: Protects,
    /// Whether its group was formed by a sensitive characteristic.
    pub sensitive: bool,
    /// What the number counts.
    pub unit: Unit,
    /// The number.
    pub measure: Measure,
    /// Its interval in the same unit, when it was sampled.
    pub interval: Option<Margin>,
    /// Persons behind the number; for the threshold.
    pub persons: u64,
    /// Observations behind the number, shown as n.
    pub n: Option<u64>,
    /// Fewest observations at which the number means something.
    pub n_min: u64,
    /// Size of the population it stands for.
    pub population: Option<u64>,
    /// Response to the survey it comes from.
    pub response: Option<Response>,
    /// The small group it compares with, or that its spread could tell of, if any.
    pub small_group: Option<SmallGroup>,
}

/// What everybody knows of numbers in several tables: for each group and period, some are parts of another.
///
/// A number is named by its table, or by table and part as in `B3/0`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The parts.
    pub parts: Vec<String>,
    /// The number whose parts they are; all persons of the group without one.
    #[serde(default)]
    pub whole: Option<String>,
    /// Whether others may be part of it too.
    #[serde(default)]
    pub rest: bool,
}

/// Whether, and how, the two ends of a change belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pairing {
    /// Both ends are complete registrations: nothing was sampled, so there is no interval.
    Complete,
    /// Two samples, or two groups, compared with an interval.
    Groups {
        /// Interval of the difference, in the unit of the change.
        interval: Option<Margin>,
    },
    /// The same persons twice.
    Pairs {
        /// Number of pairs.
        pairs: u64,
        /// Interval of the difference, in the unit of the change.
        interval: Option<Margin>,
    },
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It rose, demonstrably.
    Up,
    /// It fell, demonstrably.
    Down,
    /// No demonstrable change.
    None,
    /// Too little is known, or it may not be shown.
    Unknown,
}

/// A difference between two periods or two groups, before anyone judged it.
#[derive(Debug, Clone, PartialEq)]
pub struct RawChange {
    /// The table it stands in.
    pub table: String,
    /// Who or what is counted, as in a cell.
    pub of: String,
    /// Whether the groups of its breakdown are groups of persons, each in one of them.
    pub partition: bool,
    /// Breakdown, group and part; its `period` is not used.
    pub place: Place,
    /// The first period or group.
    pub from: Term,
    /// The second period or group.
    pub to: Term,
    /// Whom it is about.
    pub protects: Protects,
    /// Whether its group was formed by a sensitive characteristic.
    pub sensitive: bool,
    /// What the numbers count.
    pub unit: Unit,
    /// The number at the first end, with the persons behind it.
    pub first: (Measure, u64),
    /// The number at the second end, with the persons behind it.
    pub second: (Measure, u64),
    /// Fewest observations at which the numbers mean something.
    pub n_min: u64,
    /// How the two ends belong together.
    pub pairing: Pairing,
    /// The lower of the two responses, when they come from surveys.
    pub response: Option<Response>,
    /// The small group that its spread could tell of, at the end where that is smallest, if any.
    pub small_group: Option<SmallGroup>,
}

/// What a fact in a list holds.
#[derive(Debug, Clone, PartialEq)]
pub enum FactValue {
    /// A text, a code or a date.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// A fact about one thing, or a text, that a report would print as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct RawFact {
    /// How careful one must be with it.
    pub class: FactClass,
    /// The fact.
    pub value: FactValue,
}
