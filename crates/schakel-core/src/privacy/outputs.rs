//! Reports and packages made before: what they hold of a school cannot be taken out, so they are made again.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use super::file::gone;
use super::log::OutputFile;
use crate::plugin::digest::sha256_of_file;
use crate::project::{Project, School};
use schakel_source::problem::Problem;

/// How files end that the program makes; others in the folder are a person's own, and stay.
const MADE: [&str; 12] = ["pdf", "html", "json", "csv", "md", "xlsx", "parquet", "zip", "sav", "xml", "cff", "schakel"];

/// Files of the output folder that may hold a contribution of a school: those that can be removed, and others.
#[derive(Debug, Default)]
pub(super) struct Outputs {
    pub(super) made: Vec<OutputFile>,
    pub(super) others: Vec<OutputFile>,
}

/// Looks through the output folder for what was made before a moment; for everything without one. What lies in the
/// folder of another school than `own` is only about that school.
pub(super) fn of(project: &Project, own: Option<&School>, out: &Path, before: Option<SystemTime>) -> Outputs {
    let older = |data: std::io::Result<fs::Metadata>| {
        before.is_none_or(|before| data.and_then(|data| data.modified()).is_ok_and(|made| made <= before))
    };
    let mut outputs = Outputs::default();
    let mut folders = vec![(String::new(), out.to_owned())];
    while let Some((prefix, folder)) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let of_another = prefix.is_empty() && project.school(&name).is_some_and(|school| Some(school) != own);
            let shown = format!("{prefix}{name}");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !of_another => folders.push((format!("{shown}/"), entry.path())),
                Ok(kind) if kind.is_file() && older(entry.metadata()) => {
                    // What was being written when a run was broken off has no ending yet.
                    let made = Path::new(&name).extension().is_some_and(|end| MADE.iter().any(|made| end == *made))
                        || name.starts_with(".tmp");
                    let file = OutputFile { file: shown, sha256: sha256_of_file(&entry.path()).ok() };
                    if made { outputs.made.push(file) } else { outputs.others.push(file) }
                }
                _ => {}
            }
        }
    }
    outputs.made.sort();
    outputs.others.sort();
    outputs
}

/// Refuses a folder of which the removal of outputs would take more than outputs.
pub(super) fn check(project: &Project, out: &Path, keys: &Path) -> Result<(), Problem> {
    let Ok(out_real) = out.canonicalize() else { return Ok(()) };
    let own = project.schools.iter().flat_map(|school| [project.path(&school.data), project.path(&school.plugin)]);
    let kept: Vec<PathBuf> = own.chain([project.folder.clone(), project.privacy_folder(), keys.to_owned()]).collect();
    let within = |folder: &Path| folder.canonicalize().is_ok_and(|real| real.starts_with(&out_real));
    if kept.iter().any(|folder| within(folder)) {
        return Err(Problem::error(
            "privacy-outputs",
            "the folder holds more than outputs, so none are removed from it",
        )
        .file(project.shown(out))
        .hint("Name the folder of the reports with --out; project, data, plugins and keys do not lie in it."));
    }
    Ok(())
}

/// Removes files of the output folder, and the folders that are empty then. A file that is not as it was any more was
/// made again in the meantime, and stays.
pub(super) fn remove(out: &Path, files: &[OutputFile]) -> std::io::Result<()> {
    for OutputFile { file, sha256 } in files {
        let path = out.join(file);
        let below = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
        if !below || sha256_of_file(&path).ok() != *sha256 {
            continue;
        }
        gone(fs::remove_file(&path))?;
        // A folder that still holds something stays.
        path.ancestors().skip(1).take_while(|folder| *folder != out).for_each(|folder| _ = fs::remove_dir(folder));
    }
    Ok(())
}
