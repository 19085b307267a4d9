//! One file per command.

pub(crate) mod audit;
mod cells;
pub(crate) mod check;
pub(crate) mod collect;
pub(crate) mod completions;
pub(crate) mod editions;
pub(crate) mod explain;
mod html;
pub(crate) mod indicators;
pub(crate) mod inspect;
pub(crate) mod keys;
pub(crate) mod plugin;
pub(crate) mod preview;
pub(crate) mod privacy;
pub(crate) mod report;
pub(crate) mod research;
pub(crate) mod schema;
pub(crate) mod share;
pub(crate) mod templates;
mod watch;
pub(crate) mod workbook;

use std::path::{Path, PathBuf};

use anstream::eprintln;
use schakel_core::project::{Project, Setting, SettingKind};
use schakel_source::problem::{Problem, did_you_mean};

use crate::exit::Failure;
use crate::print::{self, NOTICE};

/// Opens the project at `path`, keeping only the schools asked for (all when none is named).
///
/// # Errors
/// Wrong use when the project cannot be read or has no such school.
pub(crate) fn open_project(path: &Path, schools: &[String]) -> Result<Project, Failure> {
    let mut project = open_any_project(path)?;
    if project.schools.is_empty() {
        let what = "the project has no [[school]]: it only gathers packages, with `schakel collect`, and makes \
            the report over them, with `schakel research`";
        return Err(Failure::Usage(what.to_owned()));
    }
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

/// Opens the project at `path`, also one that has no school and only gathers packages.
///
/// # Errors
/// Wrong use when the project cannot be read.
pub(crate) fn open_any_project(path: &Path) -> Result<Project, Failure> {
    Project::open_with(path, &thresholds()).map_err(|problems| unusable(&problems))
}

/// The files, with those of one export that are named one by one replaced by its folder; that is said.
pub(crate) fn together(given: &[PathBuf]) -> Vec<PathBuf> {
    let folders: Vec<Option<PathBuf>> = given.iter().map(|file| schakel_source::export_of(file)).collect();
    let mut files: Vec<PathBuf> = Vec::new();
    for (file, folder) in given.iter().zip(&folders) {
        let Some(folder) = folder else {
            files.push(file.clone());
            continue;
        };
        let count = folders.iter().filter(|other| other.as_ref() == Some(folder)).count();
        if count < 2 {
            let (shown, folder) = (file.display(), folder.display());
            eprintln!("{NOTICE}notice{NOTICE:#} {shown} is one file of an export; give {folder} to take them together");
            files.push(file.clone());
        } else if !files.contains(folder) {
            let folder_shown = folder.display();
            eprintln!("{NOTICE}notice{NOTICE:#} {count} files are of one export: {folder_shown} is taken as a whole");
            files.push(folder.clone());
        }
    }
    files
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_export_are_taken_together_and_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        for (name, text) in [
            ("users.csv", "sourcedId,role\n1,student\n"),
            ("Classes.csv", "sourcedId_cl,title_cl\n1,a\n"),
            ("results.csv", "vraag;antwoord\na;b\n"),
        ] {
            std::fs::write(file(name), text).unwrap();
        }
        let given = ["users.csv", "Classes.csv", "results.csv"].map(file);
        assert_eq!(together(&given), [folder.path().to_owned(), file("results.csv")]);
        assert_eq!(together(&given[1..]), given[1..], "one of them may be looked at alone");
    }
}
