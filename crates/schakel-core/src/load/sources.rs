//! The files and servers of a school: where they are, their hashes, and what they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::plan::Plan;
use crate::plugin::digest::sha256_of_file;
use crate::plugin::native::{self, NativeTable};
use crate::project::{Project, School};
use crate::pseudonym::hex;
use crate::store::SourceFile;
use schakel_source::problem::Problem;
use schakel_source::{Place, SourceSpec, SourceTable};

/// A source of which the file is there, or of which the server gave what it holds.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) spec: SourceSpec,
    base: PathBuf,
    /// How messages name the file: relative to the project file.
    pub(super) shown: String,
    pub(super) sha256: String,
    bytes: u64,
    rows: u64,
    /// Whether its rows are read from the file again by every query.
    streamed: bool,
    /// What a server gave: it has no file whose hash would tell whether anything changed.
    tables: Option<Vec<SourceTable>>,
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
    if spec.kind.is_server() {
        return ask_server(project, school, plan, spec);
    }
    let (base, path, shown) = locate(project, school, plan, &spec.path);
    let named = |problems: Vec<Problem>| -> Vec<Problem> {
        problems.into_iter().map(|problem| placed(spec, &shown, problem)).collect()
    };
    let real = base.join(path).canonicalize();
    if real.is_ok_and(|real| native::leads_into(&real, &plan.off_limits)) {
        let problem = Problem::error("source-outside", "the path leads to the data of another school, or to the store")
            .hint("A plugin reads the files of its own school. Correct `path` in plugin.toml.");
        return Err(named(vec![problem]));
    }
    let files = schakel_source::files(spec, &base.join(path)).map_err(named)?;
    let (sha256, bytes) = hash(&files).map_err(|error| {
        named(vec![Problem::error("source-unreadable", format!("the file cannot be read: {}", error.kind()))])
    })?;
    Ok(Opened { spec: spec.clone(), base, sha256, bytes, rows: 0, streamed: false, shown: shown.clone(), tables: None })
}

/// How messages name the file of a source, and its tables with the first rows.
pub(super) fn first(
    project: &Project,
    school: &School,
    plan: &Plan,
    spec: &SourceSpec,
    rows: u64,
) -> Result<(String, Vec<SourceTable>), Vec<Problem>> {
    let opened = open_one(project, school, plan, spec)?;
    let tables = match opened.tables {
        Some(tables) => Ok(tables),
        None => schakel_source::read_first(&opened.spec, &opened.base, rows),
    };
    let tables = tables.map_err(|problems| {
        problems.into_iter().map(|problem| placed(spec, &opened.shown, problem)).collect::<Vec<Problem>>()
    })?;
    Ok((opened.shown, tables))
}

/// Reads a server, in every run: only what it gives tells whether anything changed.
fn ask_server(project: &Project, school: &School, plan: &Plan, spec: &SourceSpec) -> Result<Opened, Vec<Problem>> {
    let mut spec = spec.clone();
    let mut beside = Vec::new();
    for file in [&mut spec.ca, &mut spec.pgpass].into_iter().flatten() {
        let (base, path, shown) = locate(project, school, plan, file);
        *file = base.join(path).to_string_lossy().into_owned();
        beside.push((file.clone(), shown));
    }
    let named = |problem: Problem| match beside.iter().find(|(file, _)| problem.file.as_ref() == Some(file)) {
        Some((_, shown)) => problem.file(shown),
        None => problem,
    };
    let base = project.folder.clone();
    let tables = schakel_source::read(&spec, &base)
        .map_err(|problems| problems.into_iter().map(named).collect::<Vec<Problem>>())?;
    let (sha256, bytes) = hash_tables(&tables);
    Ok(Opened { shown: spec.path.clone(), spec, base, sha256, bytes, rows: 0, streamed: false, tables: Some(tables) })
}

/// The hash of everything in some tables, and the bytes of their values.
fn hash_tables(tables: &[SourceTable]) -> (String, u64) {
    let (mut all, mut total) = (Sha256::new(), 0);
    let mut add = |part: &str| {
        all.update((part.len() as u64).to_le_bytes());
        all.update(part.as_bytes());
        total += part.len() as u64;
    };
    for table in tables {
        add(&format!("{} {} {}", table.name, table.columns.len(), table.rows()));
        for column in &table.columns {
            add(&column.original);
        }
        for batch in &table.batches {
            for values in batch.columns().iter().filter_map(|values| values.as_string_opt::<i32>()) {
                // No value is an empty text, so a missing one is told apart.
                values.iter().for_each(|value| add(value.unwrap_or_default()));
            }
        }
    }
    (hex(&all.finalize()), total)
}

/// The folder that a path of plugin.toml begins in, the path below it, and how messages name the file.
fn locate<'p>(project: &Project, school: &School, plan: &Plan, path: &'p str) -> (PathBuf, &'p str, String) {
    let (place, path) = Place::of(path);
    let (base, folder) = match place {
        Place::Data => (project.path(&school.data), school.data.as_str()),
        Place::Plugin => (plan.folder.clone(), school.plugin.as_str()),
        Place::Project => (project.folder.clone(), ""),
    };
    (base, path, shown(folder, path))
}

/// The files that the library of the plugin read itself, with the number of their rows that its tables name.
pub(super) fn of_library(project: &Project, school: &School, plan: &Plan, tables: &[NativeTable]) -> Vec<SourceFile> {
    let files = plan.library_files(project, school);
    let mut named: BTreeMap<&str, BTreeSet<(&str, i64)>> = BTreeMap::new();
    for (source, row) in tables.iter().flat_map(NativeTable::places) {
        named.entry(source.split('/').next().unwrap_or(source)).or_default().insert((source, row));
    }
    let read = plan.manifest.reads.iter().filter_map(|(name, path)| {
        let below =
            |file: &str| file == name || file.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('/'));
        let files: Vec<PathBuf> = files.iter().filter(|(file, _)| below(file)).map(|(_, path)| path.clone()).collect();
        let (sha256, bytes) = hash(&files).ok()?;
        let (_, _, file) = locate(project, school, plan, path);
        let rows = named.get(name.as_str()).map_or(0, |rows| rows.len() as u64);
        Some(SourceFile { name: name.clone(), kind: "library".to_owned(), file, sha256, bytes, rows })
    });
    read.collect()
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
        // The name of a file can say what it holds (OneRoster).
        all.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        all.update(sha256_of_file(file)?);
        total += bytes(file)?;
    }
    Ok((hex(&all.finalize()), total))
}

/// Reads all sources side by side; gives their tables in the order of plugin.toml.
/// Of a file with more than `most_kept` bytes the rows are not kept, unless a survey reads them.
pub(super) fn read(
    opened: &mut [Opened],
    surveys: &BTreeSet<&str>,
    most_kept: u64,
) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let results: Vec<Result<Vec<SourceTable>, Vec<Problem>>> = opened
        .par_iter_mut()
        .map(|source| match source.tables.take() {
            Some(tables) => Ok(tables),
            None if surveys.contains(source.spec.name.as_str()) => schakel_source::read(&source.spec, &source.base),
            None => schakel_source::read_within(&source.spec, &source.base, most_kept),
        })
        .collect();
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for (source, result) in opened.iter_mut().zip(results) {
        match result {
            Ok(some) => {
                // What is offered a second time in another form does not count twice.
                source.streamed = some.iter().any(|table| table.stream.is_some());
                source.rows = some.iter().filter(|table| !table.derived).map(SourceTable::rows).sum();
                tables.extend(some);
            }
            Err(more) => problems.extend(more.into_iter().map(|problem| placed(&source.spec, &source.shown, problem))),
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(problems) }
}

/// Looks whether the files that were read more than once still are what they were when the school was opened.
pub(super) fn unchanged(opened: &[Opened]) -> Result<(), Vec<Problem>> {
    let changed = opened.par_iter().filter(|source| source.streamed).filter(|source| {
        let files = schakel_source::files(&source.spec, &source.spec.resolve(&source.base));
        let hash = files.ok().and_then(|files| hash(&files).ok());
        hash.is_none_or(|(sha256, _)| sha256 != source.sha256)
    });
    let problems: Vec<Problem> = changed.map(|source| schakel_source::changed(&source.shown)).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// What was noticed while a table was read, with the file as messages name it.
pub(super) fn problems_of(opened: &[Opened], table: &SourceTable) -> Vec<Problem> {
    let source = opened.iter().find(|source| source.spec.path == table.file);
    table
        .problems
        .iter()
        .map(|problem| match source {
            Some(source) => placed(&source.spec, &source.shown, problem.clone()),
            None => problem.clone(),
        })
        .collect()
}

/// Readers name a file as plugin.toml declares it, and one beside it likewise; a person looks for it from the project file.
fn placed(spec: &SourceSpec, shown: &str, problem: Problem) -> Problem {
    if spec.kind.is_server() {
        // What is wrong may be about a file beside the declaration.
        return problem;
    }
    let (_, own) = Place::of(&spec.path);
    match (&problem.file, shown.strip_suffix(own)) {
        (Some(file), Some(folder)) => {
            let file = format!("{folder}{}", Place::of(file).1);
            problem.file(file)
        }
        _ => problem.file(shown),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use schakel_source::Kind;

    use super::*;

    fn hashed(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.csv"), text).unwrap();
        let tables = schakel_source::read(&SourceSpec::new("a", Kind::Csv, "a.csv"), folder.path()).unwrap();
        hash_tables(&tables).0
    }

    #[test]
    fn what_a_server_gave_is_known_by_its_names_and_its_values_in_their_places() {
        let hash = hashed("a,b\nx,\n,y\n");
        assert_eq!(hashed("a,b\nx,\n,y\n"), hash);
        for other in ["a,b\nx,\n,z\n", "a,b\n,x\n,y\n", "a,c\nx,\n,y\n", "a,b\n,y\nx,\n", "a,b\nx,\n", "a\nx\ny\n"] {
            assert_ne!(hashed(other), hash, "{other}");
        }
    }
}
