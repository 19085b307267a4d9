//! Finding tables and code lists by name, and the order in which tables depend on each other.

use crate::codes::LISTS;
use crate::record::*;
use crate::{Code, CodeList, Lang, Table};

static TABLES: [&Table; 41] = [
    School::TABLE,
    Location::TABLE,
    Programme::TABLE,
    Team::TABLE,
    Group::TABLE,
    Staff::TABLE,
    StaffRole::TABLE,
    Student::TABLE,
    StudentBackground::TABLE,
    Enrolment::TABLE,
    GroupMember::TABLE,
    GuidanceMoment::TABLE,
    GuidanceMomentStaff::TABLE,
    GuidanceMomentStudent::TABLE,
    TimeAllocation::TABLE,
    Instrument::TABLE,
    Item::TABLE,
    Wave::TABLE,
    WaveAudience::TABLE,
    Respondent::TABLE,
    Answer::TABLE,
    Vision::TABLE,
    Finding::TABLE,
    Intervention::TABLE,
    Step::TABLE,
    Approval::TABLE,
    Participation::TABLE,
    Ingredient::TABLE,
    IngredientObservation::TABLE,
    Story::TABLE,
    FragmentCode::TABLE,
    Fragment::TABLE,
    Framework::TABLE,
    FrameworkCriterion::TABLE,
    SelfAssessment::TABLE,
    Transition::TABLE,
    Source::TABLE,
    LoadRun::TABLE,
    RejectedRow::TABLE,
    UnmappedCode::TABLE,
    QualityFinding::TABLE,
];

/// Every table of the model, section by section.
#[must_use]
pub fn tables() -> &'static [&'static Table] {
    &TABLES
}

/// The table with this name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|t| t.name == name)
}

/// The tables that a person could mean by a name: the one that is called so, else those whose label in either language is
/// that, else those whose label has it as a word.
#[must_use]
pub fn tables_called(name: &str) -> Vec<&'static Table> {
    let wanted = name.to_lowercase();
    let labels = |table: &Table| [table.name, table.nl, table.en].map(str::to_lowercase);
    let words = |label: &String| label.split(' ').any(|word| word == wanted);
    let same: Vec<_> = TABLES.iter().copied().filter(|table| labels(table).contains(&wanted)).collect();
    match same.is_empty() {
        true => TABLES.iter().copied().filter(|table| labels(table).iter().any(words)).collect(),
        false => same,
    }
}

/// Every code list of the model.
#[must_use]
pub fn code_lists() -> &'static [&'static CodeList] {
    LISTS
}

/// The code list with this name.
#[must_use]
pub fn code_list(name: &str) -> Option<&'static CodeList> {
    LISTS.iter().copied().find(|l| l.name == name)
}

/// The label of a code of a list in a language.
#[must_use]
pub fn code_label(list: &str, code: &str, lang: Lang) -> Option<&'static str> {
    code_list(list)?.find(code).map(|c: &Code| c.label(lang))
}

/// Every table after the tables it refers to, so that references can be checked in one pass;
/// otherwise in the order of the model.
#[must_use]
pub fn dependency_order() -> Vec<&'static Table> {
    let mut ordered: Vec<&'static Table> = Vec::with_capacity(TABLES.len());
    let mut waiting: Vec<&'static Table> = TABLES.to_vec();
    while !waiting.is_empty() {
        let ready = waiting
            .iter()
            .position(|t| t.parents().iter().all(|p| ordered.iter().any(|o| o.name == *p)))
            // Tables that wait for each other would be a mistake in the model, which a test excludes.
            .unwrap_or(0);
        ordered.push(waiting.remove(ready));
    }
    ordered
}

static TRAJECTORY_SHEETS: [&Table; 10] = [
    Vision::TABLE,
    Finding::TABLE,
    Intervention::TABLE,
    Step::TABLE,
    Approval::TABLE,
    Participation::TABLE,
    TimeAllocation::TABLE,
    IngredientObservation::TABLE,
    Story::TABLE,
    SelfAssessment::TABLE,
];

/// The tables that are sheets of the trajectory workbook, in the order of its sheets. The sheet is
/// named by the table's Dutch label, its headers are the Dutch labels of the columns.
#[must_use]
pub fn trajectory_sheets() -> &'static [&'static Table] {
    &TRAJECTORY_SHEETS
}
