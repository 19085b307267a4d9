//! One file per command.

mod cells;
pub(crate) mod check;
pub(crate) mod completions;
mod editions;
pub(crate) mod explain;
pub(crate) mod indicators;
pub(crate) mod inspect;
pub(crate) mod plugin;
pub(crate) mod preview;
pub(crate) mod report;
pub(crate) mod research;
pub(crate) mod schema;
pub(crate) mod templates;
mod watch;
pub(crate) mod workbook;

use std::path::Path;

use schakel_core::project::{Project, Setting, SettingKind};
use schakel_source::problem::{Problem, did_you_mean};

use crate::exit::Failure;
use crate::print;

/// Opens the project at `path`, keeping only the schools asked for (all when none is named).
///
/// # Errors
/// Wrong use when the project cannot be read or has no such school.
pub(crate) fn open_project(path: &Path, schools: &[String]) -> Result<Project, Failure> {
    let mut project = Project::open_with(path, &thresholds()).map_err(|problems| unusable(&problems))?;
    for asked in schools {
        if project.school(asked).is_none() {
            let ids: Vec<&str> = project.schools.iter().map(|school| school.id.as_str()).collect();
            let hint = did_you_mean(asked, &ids).unwrap_or_default();
            return Err(Failure::Usage(format!("the project has no school `{asked}`. {hint}")));
        }
    }
    if !schools.is_empty() {
        project.schools.retain(|school| schools.contains(&school.id));
    }
    Ok(project)
}

/// The thresholds of the indicators, which a project may set beside its other settings.
pub(crate) fn thresholds() -> Vec<Setting> {
    let setting = |threshold: &schakel_indicators::Threshold| Setting {
        name: threshold.name,
        kind: SettingKind::Whole,
        default: threshold.default,
        range: (0.0, 1_000.0),
        meaning: threshold.meaning,
    };
    schakel_indicators::THRESHOLDS.iter().map(setting).collect()
}

fn unusable(problems: &[Problem]) -> Failure {
    print::problems(problems);
    Failure::Usage("the project file cannot be used".to_owned())
}
