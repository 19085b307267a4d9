//! The program's side of a native plugin: finds the library, says what it may see, runs it and takes its tables.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use schakel_plugin::Config;

use schakel_source::Place;
use schakel_source::problem::Problem;

use super::Manifest;
use super::failure::{About, Failure, Hint, Stage};
use super::library::Approved;
use super::os::Guarantees;
use super::protocol::Request;
pub use super::session::NativeTable;
use super::watch;

/// Where the paths of a plugin begin.
#[derive(Debug, Clone, Copy)]
pub struct Folders<'a> {
    /// The school's data folder.
    pub data: &'a Path,
    /// The plugin's folder.
    pub plugin: &'a Path,
    /// The folder of the project file.
    pub project: &'a Path,
    /// Where no path of this plugin may lead: the data of other schools, the store.
    pub off_limits: &'a [PathBuf],
}

/// One run of a native plugin for one school.
#[derive(Debug, Clone, Copy)]
pub struct NativeRun<'a> {
    /// What `plugin.toml` says.
    pub manifest: &'a Manifest,
    /// How messages name `plugin.toml` (relative to the project file).
    pub manifest_file: &'a str,
    /// Its library.
    pub library: &'a Approved,
    /// Id of the school in the project file.
    pub school_id: &'a str,
    /// Name of the school, for the library.
    pub school_name: &'a str,
    /// School year of the report.
    pub school_year: &'a str,
    /// The school year before it.
    pub previous_school_year: &'a str,
    /// The day that counts as today, `jjjj-mm-dd`.
    pub report_date: &'a str,
    /// Where the plugin's paths begin.
    pub folders: Folders<'a>,
    /// The program that has the subcommand `plugin-host`; the running one when absent.
    pub host: Option<&'a Path>,
    /// Passes on what the library prints to standard error: for its author, not for a school.
    pub echo: bool,
}

/// What a native plugin handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct NativeTables {
    /// Name that the library gives itself.
    pub library: String,
    /// Version that the library gives itself.
    pub version: String,
    /// SHA-256 of the library file, in hexadecimal.
    pub sha256: String,
    /// What this system enforced while the library ran, and what it could not.
    pub guarantees: Guarantees,
    /// The tables in the order of the plugin.
    pub tables: Vec<NativeTable>,
}

/// Runs the library of a plugin in a process of its own, and takes its tables.
///
/// # Errors
/// One problem that names school, plugin and library, says what happened and what to do, when not every table arrived whole.
pub fn read_tables(run: &NativeRun<'_>) -> Result<NativeTables, Vec<Problem>> {
    let library = run.library.library();
    let about = About::of(run.school_id, run.manifest, run.manifest_file, &library.file_name);
    let give_up = |failure: Failure| vec![failure.problem(&about, &Stage::Starting, &Hint::default())];
    let files = files(run).map_err(|failures| failures.into_iter().flat_map(give_up).collect::<Vec<_>>())?;
    let host = match run.host {
        Some(host) => host.to_owned(),
        None => std::env::current_exe().map_err(|error| give_up(Failure::NoHost(error.to_string())))?,
    };
    let request = request(run, &library.path, &library.sha256, files).map_err(give_up)?;
    let session = watch::run(&host, &request, run.manifest.limits, run.echo)
        .map_err(|stopped| vec![stopped.failure.problem(&about, &stopped.stage, &stopped.printed)])?;
    let (name, version) = session.library.map(|library| (library.name, library.version)).unwrap_or_default();
    let sha256 = library.sha256.clone();
    Ok(NativeTables { library: name, version, sha256, guarantees: session.guarantees, tables: session.tables })
}

/// The files that the library of a plugin reads itself, by name, as far as they are there.
pub(crate) fn files_of_library(manifest: &Manifest, folders: &Folders<'_>) -> Vec<(String, PathBuf)> {
    let reads = manifest.reads.iter().filter_map(|(name, path)| Some((name.clone(), resolve(path, folders)?)));
    reads.flat_map(|(name, path)| files_below(name, path)).collect()
}

/// The file itself; for a folder every file in it, named after the folder, in the order of their names.
fn files_below(name: String, path: PathBuf) -> Vec<(String, PathBuf)> {
    if path.is_file() {
        return vec![(name, path)];
    }
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let named = entries.into_iter().filter_map(|path| {
        let file = path.file_name()?.to_str()?.to_owned();
        Some((format!("{name}/{file}"), path))
    });
    named.flat_map(|(name, path)| files_below(name, path)).collect()
}

/// The files that the library may ask for, by name.
fn files(run: &NativeRun<'_>) -> Result<BTreeMap<String, PathBuf>, Vec<Failure>> {
    let (mut files, mut failures) = (BTreeMap::new(), Vec::new());
    for (name, path) in &run.manifest.reads {
        match resolve(path, &run.folders) {
            Some(found) if found.exists() => match stays(path, &found, &run.folders) {
                true => drop(files.insert(name.clone(), found)),
                false => failures.push(outside(name, path)),
            },
            Some(_) => failures.push(Failure::File { name: name.clone(), path: path.clone(), what: "is not there" }),
            None => failures.push(outside(name, path)),
        }
    }
    for (name, path) in run.manifest.source_paths() {
        // A missing source is told by who reads it; the library may not need it.
        if let Some(found) = resolve(path, &run.folders).filter(|found| stays(path, found, &run.folders)) {
            files.entry(name.to_owned()).or_insert(found);
        }
    }
    if failures.is_empty() { Ok(files) } else { Err(failures) }
}

fn outside(name: &str, path: &str) -> Failure {
    Failure::File { name: name.to_owned(), path: path.to_owned(), what: "lies outside its folder" }
}

/// Whether what a path leads to, when all links are followed, is there and may be read.
///
/// The school may keep its data elsewhere behind a link. Who wrote the plugin may not point beyond its folder, or the
/// project's.
fn stays(path: &str, found: &Path, folders: &Folders<'_>) -> bool {
    let Ok(real) = found.canonicalize() else { return false };
    let below = |folder: &Path| folder.canonicalize().is_ok_and(|folder| real.starts_with(folder));
    let inside = match Place::of(path).0 {
        Place::Data => true,
        Place::Plugin => below(folders.plugin),
        Place::Project => below(folders.project),
    };
    inside && !leads_into(&real, folders.off_limits)
}

/// Whether a path that was followed to its end lies in one of these folders, or holds one of them.
pub(crate) fn leads_into(real: &Path, off_limits: &[PathBuf]) -> bool {
    let forbidden = off_limits.iter().filter_map(|folder| folder.canonicalize().ok());
    forbidden.into_iter().any(|folder| real.starts_with(&folder) || folder.starts_with(real))
}

/// The place that a path of `plugin.toml` means; nothing when it leads out of its folder.
fn resolve(path: &str, folders: &Folders<'_>) -> Option<PathBuf> {
    let (place, path) = Place::of(path);
    let folder = match place {
        Place::Data => folders.data,
        Place::Plugin => folders.plugin,
        Place::Project => folders.project,
    };
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    inside.then(|| folder.join(path))
}

fn request(
    run: &NativeRun<'_>,
    library: &Path,
    sha256: &str,
    files: BTreeMap<String, PathBuf>,
) -> Result<Request, Failure> {
    let absolute = |path: &Path| std::path::absolute(path).map_err(|error| Failure::NoHost(error.to_string()));
    let files: BTreeMap<String, PathBuf> =
        files.into_iter().map(|(name, path)| Ok((name, absolute(&path)?))).collect::<Result<_, Failure>>()?;
    let mut readable: Vec<PathBuf> = files.values().cloned().collect();
    readable.push(absolute(run.folders.plugin)?);
    let settings = match serde_json::to_value(&run.manifest.settings) {
        Ok(serde_json::Value::Object(settings)) => settings,
        _ => serde_json::Map::new(),
    };
    let limits = run.manifest.limits;
    Ok(Request {
        library: absolute(library)?,
        sha256: sha256.to_owned(),
        config: Config {
            school_id: run.school_id.to_owned(),
            school_name: run.school_name.to_owned(),
            school_year: run.school_year.to_owned(),
            previous_school_year: run.previous_school_year.to_owned(),
            report_date: run.report_date.to_owned(),
            files,
            settings,
        },
        readable,
        memory_bytes: limits.memory_mb.saturating_mul(1 << 20),
        // The clock on the wall is watched from outside; this ends a host that nobody watches any more.
        cpu_seconds: limits.seconds.saturating_mul(2),
        parent: std::process::id(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_in_the_folder_it_is_relative_to() {
        let (data, plugin, project) = (Path::new("d"), Path::new("p"), Path::new("j"));
        let folders = Folders { data, plugin, project, off_limits: &[] };
        let resolved = |path| resolve(path, &folders);
        assert_eq!(resolved("a/b.csv"), Some(PathBuf::from("d/a/b.csv")));
        assert_eq!(resolved("plugin:b.csv"), Some(PathBuf::from("p/b.csv")));
        assert_eq!(resolved("project:b.csv"), Some(PathBuf::from("j/b.csv")));
        assert_eq!(resolved("../other/b.csv"), None);
        assert_eq!(resolved("/etc/passwd"), None);
    }

    #[test]
    fn a_folder_stands_for_the_files_in_it_in_order() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        for file in ["c.json", "a.json", "b/d.json"] {
            std::fs::write(folder.path().join(file), "").unwrap();
        }
        let names: Vec<String> =
            files_below("ooapi".to_owned(), folder.path().to_owned()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["ooapi/a.json", "ooapi/b/d.json", "ooapi/c.json"]);
        assert_eq!(files_below("x".to_owned(), folder.path().join("none")), []);
    }

    #[test]
    #[cfg(unix)]
    fn a_path_leads_neither_to_another_school_nor_by_a_link_out_of_the_plugins_folder() {
        let top = tempfile::tempdir().unwrap();
        let at = |name: &str| top.path().join(name);
        for folder in ["data/own", "data/other", "plugin", "elsewhere"] {
            std::fs::create_dir_all(at(folder)).unwrap();
            std::fs::write(at(folder).join("list.csv"), "").unwrap();
        }
        std::os::unix::fs::symlink(at("data/other/list.csv"), at("plugin/link.csv")).unwrap();
        std::os::unix::fs::symlink(at("elsewhere"), at("plugin/link")).unwrap();
        std::os::unix::fs::symlink(at("elsewhere"), at("data/own/link")).unwrap();
        let off_limits = [at("data/other"), at(".schakel")];
        let (data, plugin) = (at("data/own"), at("plugin"));
        let folders = Folders { data: &data, plugin: &plugin, project: top.path(), off_limits: &off_limits };
        let stays = |path| stays(path, &resolve(path, &folders).unwrap(), &folders);
        for path in ["list.csv", "link/list.csv", "plugin:list.csv", "project:data/own/list.csv", "project:elsewhere"] {
            assert!(stays(path), "{path}");
        }
        for path in
            ["plugin:link.csv", "plugin:link/list.csv", "project:data/other/list.csv", "project:data", "project:."]
        {
            assert!(!stays(path), "{path}");
        }
    }
}
