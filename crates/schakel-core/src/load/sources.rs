//! The files of a school: where they are, their hashes, and what they hold.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::plan::Plan;
use crate::plugin::digest::sha256_of_file;
use crate::problem::Problem;
use crate::project::{Project, School};
use crate::pseudonym::hex;
use crate::source::{self, Place, SourceSpec, SourceTable};
use crate::store::SourceFile;

/// A source of which the file is there.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) spec: SourceSpec,
    base: PathBuf,
    /// How messages name the file: relative to the project file.
    pub(super) shown: String,
    pub(super) sha256: String,
    bytes: u64,
    rows: u64,
}

impl Opened {
    /// The source as the store remembers it.
    pub(super) fn file(&self) -> SourceFile {
        SourceFile {
            name: self.spec.name.clone(),
            kind: self.spec.kind.name().to_owned(),
            file: self.shown.clone(),
            sha256: self.sha256.clone(),
            bytes: self.bytes,
            rows: self.rows,
        }
    }
}

/// Finds and hashes the file of every source. All that are missing are told at once.
pub(super) fn open(project: &Project, school: &School, plan: &Plan) -> Result<Vec<Opened>, Vec<Problem>> {
    let opened: Vec<Result<Opened, Vec<Problem>>> =
        plan.manifest.sources.par_iter().map(|spec| open_one(project, school, plan, spec)).collect();
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for result in opened {
        match result {
            Ok(source) => sources.push(source),
            Err(more) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(sources) } else { Err(problems) }
}

fn open_one(project: &Project, school: &School, plan: &Plan, spec: &SourceSpec) -> Result<Opened, Vec<Problem>> {
    let (place, path) = spec.location();
    let (base, folder) = match place {
        Place::Data => (project.path(&school.data), school.data.as_str()),
        Place::Plugin => (plan.folder.clone(), school.plugin.as_str()),
        Place::Project => (project.folder.clone(), ""),
    };
    let shown = shown(folder, path);
    let named = |problems: Vec<Problem>| -> Vec<Problem> { problems.into_iter().map(|problem| problem.file(&shown)).collect() };
    let files = source::files(spec, &base.join(path)).map_err(named)?;
    let (sha256, bytes) = hash(&files).map_err(|error| {
        named(vec![Problem::error("source-unreadable", format!("the file cannot be read: {}", error.kind()))])
    })?;
    Ok(Opened { spec: spec.clone(), base, sha256, bytes, rows: 0, shown: shown.clone() })
}

fn shown(folder: &str, path: &str) -> String {
    let folder = folder.trim_end_matches('/').trim_start_matches("./");
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

/// The hash of a file, or of the hashes of several, and their bytes.
fn hash(files: &[PathBuf]) -> std::io::Result<(String, u64)> {
    let bytes = |file: &Path| Ok::<u64, std::io::Error>(std::fs::metadata(file)?.len());
    if let [file] = files {
        return Ok((sha256_of_file(file)?, bytes(file)?));
    }
    let (mut all, mut total) = (Sha256::new(), 0);
    for file in files {
        all.update(sha256_of_file(file)?);
        total += bytes(file)?;
    }
    Ok((hex(&all.finalize()), total))
}

/// Reads all sources side by side; gives their tables in the order of plugin.toml.
pub(super) fn read(opened: &mut [Opened]) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let results: Vec<Result<Vec<SourceTable>, Vec<Problem>>> =
        opened.par_iter().map(|source| source::read(&source.spec, &source.base)).collect();
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for (source, result) in opened.iter_mut().zip(results) {
        match result {
            Ok(some) => {
                // What is offered a second time in another form does not count twice.
                let derived = |table: &&SourceTable| !table.name.ends_with("__long") && !table.name.ends_with("__columns");
                source.rows = some.iter().filter(derived).map(SourceTable::rows).sum();
                tables.extend(some);
            }
            Err(more) => problems.extend(more.into_iter().map(|problem| placed(source, problem))),
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

/// What was noticed while a table was read, with the file as messages name it.
pub(super) fn problems_of(opened: &[Opened], table: &SourceTable) -> Vec<Problem> {
    let source = opened.iter().find(|source| source.spec.path == table.file);
    table.problems.iter().map(|problem| match source {
        Some(source) => placed(source, problem.clone()),
        None => problem.clone(),
    }).collect()
}

/// Readers name a file as plugin.toml declares it; a person looks for it from the project file.
fn placed(source: &Opened, problem: Problem) -> Problem {
    match &problem.file {
        Some(file) if *file != source.spec.path => problem,
        _ => problem.file(&source.shown),
    }
}
