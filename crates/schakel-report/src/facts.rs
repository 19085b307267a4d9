//! The facts: everything a report may know, as the disclosure step hands it over.
//!
//! This is a contract between programs, so it is written down in serde types. A fact is released already: values are rounded, what may not
//! be seen has no value.

pub mod across;
pub mod docs;
mod indicator;
mod lists;
mod quality;
mod sound;
mod twice;

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

pub use across::Across;
pub use indicator::{Cell, Change, Indicator, Persons, Status, Verdict};
pub use lists::{
    Decision, DoubleRating, HoursToSchedule, Ingredient, Intervention, Lists, NextStep, Obstacle, Perspective,
    SelfAssessment, Story, Vision,
};
pub use quality::{PluginVersion, Quality, Source, Versions};

/// The version of the facts that this program reads.
pub const FACTS_VERSION: u32 = 1;

/// Everything that one report is made from: of one school, or of a project (`across`).
///
/// A member that is null counts as absent: it takes its default where it has one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Facts {
    /// Version of this contract; see [`FACTS_VERSION`].
    pub facts_version: u32,
    /// What the report is about and when it is made.
    pub report: ReportInfo,
    /// The school.
    pub school: School,
    /// Thresholds and other settings, printed in the accountability section.
    #[serde(default)]
    pub settings: BTreeMap<String, serde_json::Value>,
    /// Indicators by their id (`B2`).
    #[serde(default)]
    pub indicators: BTreeMap<String, Indicator>,
    /// What is told rather than counted: vision, interventions, decisions, stories, obstacles.
    #[serde(default)]
    pub lists: Lists,
    /// Several schools side by side; null in the facts of one school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub across: Option<Across>,
    /// The files and databases that were read.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// What the checks found.
    #[serde(default)]
    pub quality: Quality,
    /// Versions of what made the report.
    #[serde(default)]
    pub versions: Versions,
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Facts::serialize(self, to)
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Facts, D::Error> {
        let mut value = Value::deserialize(from)?;
        drop_nulls(&mut value);
        let mut facts = Facts::deserialize(value).map_err(D::Error::custom)?;
        if facts.school.name.is_empty() {
            facts.school.name.clone_from(&facts.school.id);
        }
        Ok(facts)
    }
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, member| !member.is_null());
            map.values_mut().for_each(drop_nulls);
        }
        Value::Array(list) => list.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

/// What the report is about and when it is made.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReportInfo {
    /// School year of the report, `2025-2026`.
    pub school_year: String,
    /// The school year it is compared with; empty when there is none.
    #[serde(default)]
    pub previous_school_year: String,
    /// Day of the report, `yyyy-mm-dd`: the "today" of every sentence and figure.
    pub date: String,
    /// Name of the project.
    #[serde(default)]
    pub project: String,
    /// Measurements by survey, the earliest first.
    #[serde(default)]
    pub waves: Vec<Wave>,
}

/// A measurement by survey.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Wave {
    /// `baseline`, `before`, `during` or `after`: the period of the cells that rest on it.
    pub label: String,
    /// Name for a reader, as "najaar 2024".
    #[serde(default)]
    pub period_label: Text,
    /// First day.
    #[serde(default)]
    pub from: Option<String>,
    /// Last day.
    #[serde(default)]
    pub until: Option<String>,
}

/// The school.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct School {
    /// Id in the project.
    pub id: String,
    /// Name as the school writes it; its id where it has none.
    #[serde(default)]
    pub name: String,
    /// `vo`, `mbo` or `hbo`.
    #[serde(default)]
    pub sector: String,
    /// The sector written out, for a reader.
    #[serde(default)]
    pub sector_label: Text,
    /// How many students it has.
    #[serde(default)]
    pub students: Option<f64>,
    /// How many staff it has.
    #[serde(default)]
    pub staff: Option<f64>,
}

/// A text in the languages of the reports.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// Dutch.
    #[serde(default)]
    pub nl: String,
    /// English; the Dutch text stands in where it is empty.
    #[serde(default)]
    pub en: String,
}
