//! What is told rather than counted. Free text is here only where a person released it.

use serde::{Deserialize, Serialize};

use super::Text;

/// What is told rather than counted.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Lists {
    /// Versions of the vision on guidance, the newest first.
    pub vision: Vec<Vision>,
    /// What the school does or did.
    pub interventions: Vec<Intervention>,
    /// What is asked of the leadership.
    pub decisions: Vec<Decision>,
    /// Steps that are open, the earliest first.
    pub next_steps: Vec<NextStep>,
    /// Purposes for which hours were granted that are not in the timetable, the most hours first.
    pub hours_to_schedule: Vec<HoursToSchedule>,
    /// Stories that were released.
    pub stories: Vec<Story>,
    /// Obstacles in the words of a perspective, as far as those are released.
    pub obstacles: Vec<Obstacle>,
    /// Perspectives that were heard.
    pub perspectives: Vec<Perspective>,
    /// What the research team saw of the ingredients of a shared guidance.
    pub ingredients: Vec<Ingredient>,
    /// Scores of ingredients that two researchers gave independently.
    pub double_ratings: Vec<DoubleRating>,
    /// How the school judged itself.
    pub self_assessments: Vec<SelfAssessment>,
}

/// A version of the vision.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Vision {
    /// Number or name of the version.
    pub version: String,
    /// Day of the version, `yyyy-mm-dd`.
    pub date: Option<String>,
    /// The text.
    pub text: String,
    /// `draft` or `adopted`.
    pub status: String,
    /// Whether it stands in the school plan.
    pub in_school_plan: Option<bool>,
    /// Whether the participation council discussed it.
    pub discussed_with_council: Option<bool>,
    /// Role that adopted it, for a reader.
    pub adopted_by_label: Option<Text>,
}

/// An intervention.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Intervention {
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
    /// Role of who leads it, for a reader.
    pub lead_role_label: Option<Text>,
    /// Whether the lead followed the course on career coaching.
    pub lead_is_alumnus: Option<bool>,
    /// First day, actual or else planned.
    pub start: Option<String>,
    /// Last day, actual or else planned.
    pub end: Option<String>,
    /// Day of the approval.
    pub approved_on: Option<String>,
    /// `approved`, `conditional`, `rejected` or `open`.
    pub decision: Option<String>,
    /// Steps that are done.
    pub steps_done: Option<f64>,
    /// Steps in all.
    pub steps_total: Option<f64>,
    /// The next step.
    pub next_step: Option<String>,
    /// When it is due.
    pub next_step_due: Option<String>,
    /// Why it stopped or changed; only when released.
    pub reason: Option<String>,
}

/// A decision asked of the leadership.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// `intervention`, `hours`, `vision` or `data_use`.
    pub subject: String,
    /// The subject, for a reader.
    pub subject_label: Text,
    /// What it is about, as the school writes it.
    pub title: String,
    /// What it is meant to reach.
    pub goal: Option<String>,
    /// Planned start of what it is about.
    pub start_planned: Option<String>,
    /// Hours that go with it.
    pub hours: Option<f64>,
    /// Day on which it was asked.
    pub asked_on: Option<String>,
    /// Days since it was asked, on the day of the report.
    pub days_waiting: Option<f64>,
}

/// A step that is open.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NextStep {
    /// Title of the intervention.
    pub intervention: String,
    /// What is to be done.
    pub description: String,
    /// When it is due.
    pub due: Option<String>,
    /// Whether that day is past.
    pub overdue: bool,
}

/// Hours for a purpose that were granted and are not all in the timetable.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HoursToSchedule {
    /// Code of the purpose.
    pub purpose: String,
    /// The purpose, for a reader.
    pub purpose_label: Text,
    /// Hours granted.
    pub granted: Option<f64>,
    /// Hours in the timetable.
    pub scheduled: Option<f64>,
    /// Hours that are left.
    pub to_schedule: Option<f64>,
}

/// A story from practice that was released.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Story {
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// Code of the role of who released it.
    pub released_by: Option<String>,
    /// Role of who released it, for a reader.
    pub released_by_label: Option<Text>,
    /// Day of the release.
    pub released_on: Option<String>,
}

/// An obstacle as one perspective sums it up.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Obstacle {
    /// Theme, for a reader.
    pub theme_label: Text,
    /// Code of the perspective: a role, `student` or `parent`.
    pub perspective: String,
    /// Perspective, for a reader.
    pub perspective_label: Text,
    /// What it comes down to.
    pub summary: String,
    /// `open`, `in_progress`, `solved` or `accepted`.
    pub status: String,
    /// The status, for a reader.
    pub status_label: Text,
    /// Day on which it was noted.
    pub date: Option<String>,
}

/// A perspective that was heard.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Perspective {
    /// Code of the perspective.
    pub perspective: String,
    /// The perspective, for a reader.
    pub perspective_label: Text,
    /// How many findings came from it; null when it may not be seen.
    pub findings: Option<f64>,
}

/// An ingredient of a shared guidance.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ingredient {
    /// Name.
    pub name: String,
    /// How far it is, `0` to `3`.
    pub level: String,
    /// How far it is, for a reader.
    pub level_label: Text,
    /// What that is based on, for a reader.
    pub basis_label: Text,
}

/// Two scores of an ingredient, given independently.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DoubleRating {
    /// Name of the ingredient.
    pub ingredient: String,
    /// How far the first researcher found it, `0` to `3`.
    pub level: String,
    /// How far the second researcher found it, `0` to `3`.
    pub second_level: String,
}

/// A criterion on which the school judged itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SelfAssessment {
    /// The framework that the criterion is from.
    pub framework: String,
    /// The criterion.
    pub criterion: String,
    /// `not_started`, `partly` or `fully`.
    pub status: String,
    /// The status, for a reader.
    pub status_label: Text,
    /// Day of the judgement.
    pub date: Option<String>,
}
