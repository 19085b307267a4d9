//! Which files a declaration means, and whether they are there and may be read.

use std::path::{Path, PathBuf};

use crate::cijferho;
use crate::kind::{Kind, Takes};
use crate::problem::{Problem, nearest};
use crate::spec::SourceSpec;

/// The files of a source: one, with what is declared beside it; where the kind takes a folder, the files of that folder; where
/// it takes several, all that a `*` in the name stands for (`persons-*.json`, the pages of a service). A server has none.
///
/// # Errors
/// What is missing, empty or may not be read.
pub fn files(spec: &SourceSpec, path: &Path) -> Result<Vec<PathBuf>, Vec<Problem>> {
    if spec.kind.is_server() {
        return Ok(Vec::new());
    }
    let takes = spec.kind.definition().takes;
    if let Takes::Folder(ending) | Takes::FolderOrFiles(ending) = takes
        && path.is_dir()
    {
        let names = folder_files(spec, path, ending).map_err(|problem| vec![problem])?;
        return Ok(names.iter().map(|name| path.join(name)).collect());
    }
    let pattern = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let Some((start, end)) = pattern.split_once('*') else {
        let own = check_file(spec, path).map(|()| path.to_owned());
        let beside = match spec.kind {
            Kind::Cijferho => cijferho::beside(spec, path),
            _ => spec.structure_beside(path).into_iter().collect(),
        };
        let beside = beside.into_iter().map(|(spec, path)| check_file(&spec, &path).map(|()| path));
        return all(std::iter::once(own).chain(beside));
    };
    let takes_several = |takes: Takes| matches!(takes, Takes::Files | Takes::FolderOrFiles(_));
    if !takes_several(takes) {
        let several: Vec<&str> = Kind::all().filter(|kind| takes_several(kind.takes)).map(|kind| kind.name).collect();
        return Err(vec![
            Problem::error(
                "source-option",
                format!("source {}: a `*` in the path works for {} only", spec.name, several.join(", ")),
            )
            .file(&spec.path)
            .hint("Declare one source per file, and put them together with UNION ALL."),
        ]);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut names: Vec<(u64, String)> = file_names(folder)
        .into_iter()
        .filter(|name| name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end))
        .map(|name| (name[start.len()..name.len() - end.len()].parse().unwrap_or(u64::MAX), name))
        .collect();
    names.sort();
    if names.is_empty() {
        return Err(vec![Problem::error("source-missing", "there is no file with such a name").file(&spec.path)]);
    }
    Ok(names.into_iter().map(|(_, name)| folder.join(name)).collect())
}

/// The names of the files in a folder that end so, in their order.
pub(crate) fn folder_files(spec: &SourceSpec, folder: &Path, ending: &str) -> Result<Vec<String>, Problem> {
    let ends = |name: &String, ending: &str| name.to_lowercase().ends_with(&format!(".{ending}"));
    let names = file_names(folder);
    let files: Vec<String> = names.iter().filter(|name| ends(name, ending)).cloned().collect();
    if files.is_empty() {
        let hint = match names.iter().find(|name| ends(name, "zip")) {
            Some(zip) => format!("There is `{zip}`: name it in `path`, or unpack it."),
            None => "Put the export in that folder, or change `path` in plugin.toml.".to_owned(),
        };
        let message = format!("there is no {} file in this folder", ending.to_uppercase());
        return Err(Problem::error("source-missing", message).file(&spec.path).hint(hint));
    }
    Ok(files)
}

/// All of the results, or all of the problems.
fn all<T>(results: impl Iterator<Item = Result<T, Problem>>) -> Result<Vec<T>, Vec<Problem>> {
    let (mut good, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(one) => good.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(good) } else { Err(problems) }
}

/// The names of the files in a folder, in their order.
pub(crate) fn file_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

/// A file that is there and holds something.
pub(crate) fn check_file(spec: &SourceSpec, path: &Path) -> Result<(), Problem> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(missing(spec, path)),
        Err(error) => return Err(unreadable(spec, &error)),
    };
    if metadata.is_dir() {
        return Err(Problem::error("source-missing", "this is a folder; expected a file").file(&spec.path));
    }
    if metadata.len() == 0 {
        return Err(Problem::error("source-empty", "the file is empty (0 bytes)")
            .file(&spec.path)
            .hint("Make the export again, or take the file out of plugin.toml."));
    }
    Ok(())
}

fn missing(spec: &SourceSpec, path: &Path) -> Problem {
    let problem = Problem::error("source-missing", "the file is not there").file(&spec.path);
    let (Some(folder), Some(file)) = (path.parent(), path.file_name()) else { return problem };
    if !folder.is_dir() {
        return problem.hint("The folder it should be in does not exist either: look at `data` in schakel.toml and `path` in plugin.toml.");
    }
    let names = file_names(folder);
    let file = file.to_string_lossy();
    match nearest(&file, names.iter().map(String::as_str)) {
        Some(name) => {
            problem.hint(format!("In that folder there is `{name}`. Rename it, or change `path` in plugin.toml."))
        }
        None => problem.hint("Put the export in that folder, or change `path` in plugin.toml."),
    }
}

/// The operating system did not let the file be read.
pub(crate) fn unreadable(spec: &SourceSpec, error: &std::io::Error) -> Problem {
    let message = match error.kind() {
        std::io::ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
        kind => format!("the file could not be read: {kind}"),
    };
    Problem::error("source-unreadable", message)
        .file(&spec.path)
        .hint("Close it in other programs and look at its rights.")
}
