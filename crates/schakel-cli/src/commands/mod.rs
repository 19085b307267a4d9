//! One file per command.

mod cells;
pub(crate) mod check;
pub(crate) mod completions;
mod editions;
pub(crate) mod explain;
pub(crate) mod indicators;
pub(crate) mod inspect;
mod page;
pub(crate) mod plugin;
pub(crate) mod preview;
pub(crate) mod privacy;
pub(crate) mod report;
pub(crate) mod research;
pub(crate) mod schema;
pub(crate) mod templates;
mod watch;
pub(crate) mod workbook;

use std::path::{Path, PathBuf};

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

/// The files as sources: a folder is one source when it is one export, and else it is the files in it.
///
/// # Errors
/// A fault when a folder cannot be looked into.
pub(crate) fn sources_of(given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut sources = Vec::new();
    for path in given {
        if !path.is_dir() || schakel_source::is_export(path) {
            sources.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| Failure::fault("looking into a folder", error))?;
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
        inside.sort();
        sources.extend(sources_of(&inside)?);
    }
    Ok(sources)
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
