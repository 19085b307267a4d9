//! What stands side by side in the report over several schools: lists with a place for each school.

use serde::{Deserialize, Serialize};

use super::{Story, Text};

/// Several schools side by side, each under the name it has in research. Only the facts of a project have it.
///
/// Every list that goes over the schools has its cells in the order of `schools`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Across {
    /// The schools, by the name they have in research.
    pub schools: Vec<Member>,
    /// What the research team saw of the ingredients of a shared guidance.
    pub ingredients: Vec<Ingredients>,
    /// How far two researchers who scored independently agreed; null where none did.
    pub agreement: Option<Agreement>,
    /// How the schools judged themselves.
    pub self_assessments: Vec<SelfAssessments>,
    /// What stands in the way, by theme.
    pub obstacles: Vec<Obstacles>,
    /// Stories that were released, without the school they are from.
    pub stories: Vec<Story>,
}

/// A school of the project.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// Name of the school in research, as `A`.
    pub alias: String,
    /// The sector written out, for a reader; null where fewer than three of the schools share it.
    pub sector_label: Option<Text>,
    /// How far its vision is: `adopted`, `renewed` (adopted, with a newer draft), `draft` or `none`.
    pub vision: String,
    /// Whether the adopted vision stands in the school plan.
    pub in_school_plan: bool,
    /// What it does, did or wants to do.
    pub interventions: Vec<Tried>,
}

/// An intervention of a school, without its days: those stand in the school's own report.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Tried {
    /// Title as the school writes it.
    pub title: String,
    /// What it is meant to reach.
    pub goal: Option<String>,
    /// Theme, for a reader.
    pub theme_label: Option<Text>,
    /// `idea`, `submitted`, `approved`, `running`, `finished`, `stopped` or `adapted`.
    pub status: String,
    /// The status, for a reader.
    pub status_label: Text,
    /// The approval of the leadership: `before` the start, `after` it, or `none`.
    pub approved: String,
    /// Why it stopped or changed; only when released.
    pub reason: Option<String>,
}

/// An ingredient over the schools.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ingredients {
    /// Name of the ingredient.
    pub name: String,
    /// In how many schools it is present or embedded.
    pub seen: u32,
    /// How far each school is; null where nobody looked.
    pub cells: Vec<Option<Mark>>,
}

/// How far researchers who scored the ingredients independently agreed, over all schools.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreement {
    /// How often two scored the same ingredient.
    pub scored: u32,
    /// In how many of these they gave the same level.
    pub same: u32,
    /// The same in whole percent.
    pub percent: f64,
    /// Cohen's kappa, two decimals; null where chance alone would have them agree.
    pub kappa: Option<f64>,
}

/// A criterion over the schools.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SelfAssessments {
    /// The framework that the criterion is from.
    pub framework: String,
    /// The criterion.
    pub criterion: String,
    /// How each school judged itself; null where it did not.
    pub cells: Vec<Option<Mark>>,
}

/// A judgement on a scale.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// Code on the scale.
    pub level: String,
    /// The same for a reader.
    pub level_label: Text,
    /// What it is based on, for a reader; null for what a school says of itself.
    pub basis_label: Option<Text>,
}

/// A theme that stands in the way, over the schools.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Obstacles {
    /// The theme, for a reader.
    pub theme_label: Text,
    /// What each school wrote down about it.
    pub cells: Vec<Noted>,
    /// From which perspectives it was seen; empty where that could point to a person: fewer than three schools, or too few obstacles.
    pub perspectives: Vec<Text>,
}

/// How often a school wrote down a theme.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Noted {
    /// Obstacles in all.
    pub all: u32,
    /// Of these, solved.
    pub solved: u32,
}
