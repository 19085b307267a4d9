//! What stands side by side in the report over several schools: lists with a place for each school.

use serde::{Deserialize, Serialize};

use super::{Intervention, Story, Text, Vision};

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
    /// How the schools judged themselves.
    pub self_assessments: Vec<SelfAssessments>,
    /// What stands in the way, by theme.
    pub obstacles: Vec<Obstacles>,
}

/// A school of the project.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Member {
    /// Name of the school in research, as `A`.
    pub alias: String,
    /// `vo`, `mbo` or `hbo`.
    pub sector: String,
    /// The sector written out, for a reader.
    pub sector_label: Text,
    /// The newest version of its vision, without the text.
    pub vision: Option<Vision>,
    /// What it does or did.
    pub interventions: Vec<Intervention>,
    /// Its stories that were released.
    pub stories: Vec<Story>,
    /// How many stories that are.
    pub told: u32,
}

/// An ingredient over the schools.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ingredients {
    /// Name of the ingredient.
    pub name: String,
    /// How far each school is; null where nobody looked.
    pub cells: Vec<Option<Mark>>,
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
    /// From which perspectives it was seen, in any of the schools.
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
