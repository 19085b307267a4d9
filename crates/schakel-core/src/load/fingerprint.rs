//! One hash over everything that the stored tables of a school depend on.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::plan::Plan;
use super::sources::Opened;
use crate::gate::Objections;
use crate::plugin::digest::sha256_of_file;
use crate::project::{Project, School};
use crate::pseudonym::{Key, hex};
use schakel_source::problem::Problem;

/// Changes when the same sources would be stored in another way.
const STORE_FORM: &str = "1";

/// The hash: equal for loads that give equal tables.
pub(super) fn of(
    project: &Project,
    school: &School,
    plan: &Plan,
    opened: &[Opened],
    key: &Key,
    objections: &Objections,
) -> Result<String, Vec<Problem>> {
    let mut hash = Sha256::new();
    let mut add = |name: &str, value: &str| {
        for part in [name, value] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    };
    add("store", STORE_FORM);
    add("program", env!("CARGO_PKG_VERSION"));
    // The printed model rather than its number: a code or a range that is added changes what passes the gate.
    add("model", &hex(&Sha256::digest(schakel_model::docs::markdown())));
    let dates = [project.report_date.to_string()];
    let years = [Some(&project.school_year), project.previous_school_year.as_ref()];
    for text in dates.iter().chain(years.into_iter().flatten()) {
        add("project", text);
    }
    add("project", &project.id);
    let School { id, plugin: _, data: _, name, sector, alias, brin, objections: _, retention_until: _, line: _ } =
        school;
    for (field, value) in [
        ("id", Some(id)),
        ("name", name.as_ref()),
        ("sector", sector.as_ref()),
        ("alias", alias.as_ref()),
        ("brin", brin.as_ref()),
    ] {
        add(field, value.map_or("", String::as_str));
    }
    add("key", &key.fingerprint());
    add("objections", &format!("{objections:?}"));
    for source in opened {
        add(&source.spec.name, &source.shown);
        add("sha256", &source.sha256);
    }
    let libraries = plan.library_files(project, school).into_iter().flat_map(|(name, path)| files_below(&name, path));
    for (name, file) in files_below("", plan.folder.clone()).into_iter().chain(libraries) {
        let sha256 = sha256_of_file(&file).map_err(|error| {
            vec![
                Problem::error("plugin-missing", format!("a file of the plugin cannot be read: {}", error.kind()))
                    .file(&name),
            ]
        })?;
        add(&name, &sha256);
    }
    Ok(hex(&hash.finalize()))
}

/// A file, or the files in a folder in the order of their names.
fn files_below(name: &str, path: PathBuf) -> Vec<(String, PathBuf)> {
    if path.is_file() {
        return vec![(name.to_owned(), path)];
    }
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), path)];
    while let Some((prefix, folder)) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // What a compiler leaves beside the source of a library is not part of a plugin.
            if name.starts_with('.') || (prefix.is_empty() && name == "target") {
                continue;
            }
            let name = format!("{prefix}{name}");
            if entry.path().is_dir() {
                folders.push((format!("{name}/"), entry.path()));
            } else {
                files.push((name, entry.path()));
            }
        }
    }
    files.sort();
    files
}
