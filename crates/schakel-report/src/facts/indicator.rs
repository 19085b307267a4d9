//! Indicators: released cells and changes.

use serde::{Deserialize, Serialize};

use super::Text;

/// An indicator with all its released values.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Indicator {
    /// Id, as `B2`.
    pub id: String,
    /// Name.
    #[serde(default)]
    pub name: Text,
    /// What it says, in one sentence: the header of the query that ran.
    #[serde(default)]
    pub definition: Text,
    /// Who or what is counted.
    #[serde(default)]
    pub population: Text,
    /// What is counted above the line; empty for means.
    #[serde(default)]
    pub numerator: Text,
    /// What is counted below the line; empty for means.
    #[serde(default)]
    pub denominator: Text,
    /// `percent` (whole, 0 to 100), `score` (0 to 100), `number`, `hours`, `days` or `coefficient` (−1 to 1).
    #[serde(default)]
    pub unit: String,
    /// How margins are computed: `wilson`, `t`, `paired`, `newcombe` (of a difference between two groups) or `none`.
    #[serde(default)]
    pub interval: String,
    /// Where the idea comes from.
    #[serde(default)]
    pub source: String,
    /// Values by breakdown, group, part and period.
    #[serde(default)]
    pub cells: Vec<Cell>,
    /// Changes between two measurements, and differences between two groups.
    #[serde(default)]
    pub changes: Vec<Change>,
}

/// One value of an indicator.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Breakdown: `all` for the total, else its name (`programme`, `role_group`).
    pub by: String,
    /// Name of the breakdown for a reader.
    #[serde(default)]
    pub by_label: Text,
    /// Group within the breakdown.
    pub group: String,
    /// Name of the group for a reader.
    #[serde(default)]
    pub group_label: Text,
    /// Second key, as a theme or an answer; empty when there is none.
    #[serde(default)]
    pub part: String,
    /// Name of the part for a reader.
    #[serde(default)]
    pub part_label: Text,
    /// School year, or `baseline`, `before`, `during`, `after` for a measurement.
    #[serde(default)]
    pub period: String,
    /// Name of the period for a reader.
    #[serde(default)]
    pub period_label: Text,
    /// Whether the value may be seen, and if not, why.
    #[serde(default)]
    pub status: Status,
    /// The value; null unless `status` is `released` and there is no `band`.
    #[serde(default)]
    pub value: Option<f64>,
    /// Lower end of the 95% margin; null for a whole population, and for a mean over few persons.
    #[serde(default)]
    pub low: Option<f64>,
    /// Upper end of the 95% margin; null for a whole population, and for a mean over few persons.
    #[serde(default)]
    pub high: Option<f64>,
    /// On how many it rests; null where that is told as a band.
    #[serde(default)]
    pub n: Option<f64>,
    /// Between which numbers of persons it rests, where the exact number may not be told.
    #[serde(default)]
    pub n_band: Option<Persons>,
    /// How many there are in all.
    #[serde(default)]
    pub population: Option<f64>,
    /// Between which numbers of persons that lies, where the exact number may not be told.
    #[serde(default)]
    pub population_band: Option<Persons>,
    /// Whether the response is low enough to warn.
    #[serde(default)]
    pub warn: bool,
    /// Set where a value is told in words only: `nearly_all` and `nearly_none` for a share that would tell something about each person;
    /// `similar` and `differ` for a comparison with very few people.
    #[serde(default)]
    pub band: Option<String>,
    /// Unit of this value where it differs from the indicator's; empty otherwise.
    #[serde(default)]
    pub unit: Option<String>,
}

/// A number of persons told as a band.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Persons {
    /// Lowest number it can be.
    pub from: f64,
    /// Highest number it can be.
    pub to: f64,
}

/// Whether a value may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It may.
    Released,
    /// It is about too few, or would give away another value.
    Suppressed,
    /// Too few answered to say anything about the group.
    HiddenLowResponse,
    /// There is nothing to compute it from.
    #[default]
    Missing,
}

/// A change of a group between two measurements, or the difference of a group with the rest.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Change {
    /// Breakdown.
    pub by: String,
    /// Group within the breakdown.
    pub group: String,
    /// Name of the group for a reader.
    #[serde(default)]
    pub group_label: Text,
    /// Second key; empty when there is none.
    #[serde(default)]
    pub part: String,
    /// Name of the part for a reader.
    #[serde(default)]
    pub part_label: Text,
    /// The earlier period, or the group compared with.
    #[serde(default)]
    pub from: String,
    /// Name of the earlier period for a reader.
    #[serde(default)]
    pub from_label: Text,
    /// The later period, or the group itself.
    #[serde(default)]
    pub to: String,
    /// Name of the later period for a reader.
    #[serde(default)]
    pub to_label: Text,
    /// The earlier value.
    #[serde(default)]
    pub from_value: Option<f64>,
    /// The later value.
    #[serde(default)]
    pub to_value: Option<f64>,
    /// The difference, later less earlier.
    #[serde(default)]
    pub diff: Option<f64>,
    /// Lower end of the 95% margin of the difference.
    #[serde(default)]
    pub low: Option<f64>,
    /// Upper end of the 95% margin of the difference.
    #[serde(default)]
    pub high: Option<f64>,
    /// Whether it may be seen.
    #[serde(default)]
    pub status: Status,
    /// What may be said about it.
    #[serde(default)]
    pub verdict: Verdict,
    /// How many persons answered both times; null where answers are not linked.
    #[serde(default)]
    pub n_pairs: Option<f64>,
    /// Between which numbers of persons that lies, where the exact number may not be told.
    #[serde(default)]
    pub n_pairs_band: Option<Persons>,
    /// Whether it rests on persons who answered both times; told by `n_pairs` in the facts of a school, and by this in those of a project.
    #[serde(default)]
    pub paired: bool,
    /// Whether the response is low enough to warn.
    #[serde(default)]
    pub warn: bool,
}

/// What may be said about a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It rose, demonstrably.
    Up,
    /// It fell, demonstrably.
    Down,
    /// No demonstrable change: the margin contains zero.
    None,
    /// One of the two values is missing or may not be seen.
    #[default]
    Unknown,
}
