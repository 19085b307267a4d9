//! Loads schools: from their own files, through plugin and gate, into the store.

mod fields;
mod fingerprint;
mod inputs;
mod ledger;
mod plan;
mod sources;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use schakel_model::MODEL_VERSION;

use crate::gate::{self, Counts, Gated, Objections, Rules};
use crate::privacy;
use crate::project::{Project, School};
use crate::pseudonym::{KeyFolder, Pseudonyms};
use crate::store::{LoadFile, SourceFile, StoreFolder, StoredProblem, write_table};
use schakel_source::Place;
use schakel_source::problem::Problem;

pub use fields::{Fate, Field, Filled, SchoolFields, SourceFields, TableFields, fields};
use plan::Plan;
use sources::Opened;

/// Where a load reads keys and writes tables, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The store.
    pub store: StoreFolder,
    /// The keys of pseudonyms.
    pub keys: KeyFolder,
    /// Reads a school again even when nothing changed.
    pub fresh: bool,
    /// The program that has the subcommand `plugin-host`; the running one when absent.
    pub host: Option<PathBuf>,
    /// Passes on what a native library prints, for its author.
    pub echo: bool,
}

impl Options {
    /// The store in the project's folder and the keys of this user.
    ///
    /// # Errors
    /// When there is no folder for keys.
    pub fn of(project: &Project) -> Result<Options, Problem> {
        let store = StoreFolder::new(project.default_store());
        Ok(Options { store, keys: KeyFolder::of_this_user()?, fresh: false, host: None, echo: false })
    }
}

/// What a load is doing, for a person who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Id of the school.
    pub school: &'a str,
    /// The step that begins.
    pub step: Step,
}

/// The steps of a load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Looking at plugin and files, and whether they changed.
    Looking,
    /// Reading the sources.
    Reading,
    /// Running the plugin.
    Mapping,
    /// Checking the rows.
    Checking,
    /// Writing the store.
    Writing,
    /// Done, or stopped by a problem.
    Done,
}

/// Receives [`Progress`] from several threads.
pub type OnProgress<'a> = &'a (dyn Fn(Progress<'_>) + Sync);

/// What came of loading a school.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolLoad {
    /// Id of the school.
    pub school: String,
    /// Whether the store holds the school as its sources are now. Otherwise a problem says why not, and it holds nothing of it.
    pub loaded: bool,
    /// Whether nothing had changed, so that nothing was read.
    pub reused: bool,
    /// What was wrong or worth knowing.
    pub problems: Vec<Problem>,
    /// Rows per table.
    pub counts: BTreeMap<String, Counts>,
    /// What the stored tables were made from.
    pub provenance: Provenance,
}

/// What the stored tables of a school were made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Id of the plugin.
    pub plugin: String,
    /// Version of the plugin.
    pub plugin_version: String,
    /// The files that were read: the sources in the order of plugin.toml, then what a library read itself.
    pub sources: Vec<SourceFile>,
    /// Hash of sources, plugin, model, settings and key together.
    pub key: String,
}

/// Loads several schools side by side, in the order given.
pub fn load_all(
    project: &Project,
    schools: &[&School],
    options: &Options,
    progress: OnProgress<'_>,
) -> Vec<SchoolLoad> {
    schools.par_iter().map(|school| load_school(project, school, options, progress)).collect()
}

/// Loads a school into the store. What is wrong with one school never stops another.
pub fn load_school(project: &Project, school: &School, options: &Options, progress: OnProgress<'_>) -> SchoolLoad {
    let tell = |step| progress(Progress { school: &school.id, step });
    let mut load = SchoolLoad {
        school: school.id.clone(),
        loaded: false,
        reused: false,
        problems: Vec::new(),
        counts: BTreeMap::new(),
        provenance: Provenance::default(),
    };
    match run(project, school, options, &tell, &mut load) {
        Ok(()) => load.loaded = true,
        Err(problems) => {
            load.problems.extend(problems);
            load.problems.extend(options.store.remove(&school.id).err());
        }
    }
    for problem in &mut load.problems {
        problem.school.get_or_insert_with(|| school.id.clone());
    }
    tell(Step::Done);
    load
}

fn run(
    project: &Project,
    school: &School,
    options: &Options,
    tell: &dyn Fn(Step),
    load: &mut SchoolLoad,
) -> Result<(), Vec<Problem>> {
    tell(Step::Looking);
    load.problems.extend(privacy::may_be_read(project, school).map_err(|problem| vec![problem])?);
    let plan = Plan::read(project, school)?;
    load.provenance.plugin.clone_from(&plan.manifest.id);
    load.provenance.plugin_version.clone_from(&plan.manifest.version);
    let key = options.keys.open(&project.id, &school.id).map_err(|problem| vec![problem])?;
    load.problems.extend(key.notices);
    let objections = objections(project, school)?;
    let objections = privacy::with_remembered(project, school, options, objections).map_err(|problem| vec![problem])?;
    let mut opened = sources::open(project, school, &plan)?;
    let fingerprint = fingerprint::of(project, school, &plan, &opened, &key.key, &objections)?;
    load.provenance.key.clone_from(&fingerprint);
    if !options.fresh
        && let Some(stored) = options.store.load_file(&school.id).filter(|stored| stored.key == fingerprint)
    {
        load.reused = true;
        load.problems.extend(stored.problems.into_iter().map(Problem::from));
        load.provenance.sources = stored.sources;
        load.counts = stored.counts;
        return Ok(());
    }

    tell(Step::Reading);
    let surveys = plan.survey_sources();
    let most_kept = project.settings.whole("source_memory_mb") << 20;
    let (tables, native) =
        rayon::join(|| sources::read(&mut opened, &surveys, most_kept), || plan.run_library(project, school, options));
    let (tables, native) = match (tables, native) {
        (Ok(tables), Ok(native)) => (tables, native),
        (tables, native) => {
            return Err([tables.err(), native.err()].into_iter().flatten().flatten().collect());
        }
    };
    let of_library = sources::of_library(project, school, &plan, &native);
    let mut kept: Vec<Problem> = tables.iter().flat_map(|table| sources::problems_of(&opened, table)).collect();

    let of_sources = opened.iter().map(|source| (source.spec.name.clone(), source.shown.clone()));
    let files = of_library.iter().map(|file| (file.name.clone(), file.file.clone())).chain(of_sources).collect();
    let beside = opened.iter().filter(|source| Place::of(&source.spec.path).0 == Place::Plugin);
    let lists = beside.map(|source| source.spec.name.clone()).collect();

    tell(Step::Mapping);
    let mapped = inputs::inputs(project, school, &plan, tables, native, &files);
    // Before anything else that may be wrong: it may be wrong because of this.
    sources::unchanged(&opened)?;
    let (inputs, notices) = mapped?;
    kept.extend(notices);

    tell(Step::Checking);
    let rules = Rules {
        school: &school.id,
        report_date: project.report_date,
        forms: &plan.forms,
        pseudonyms: &Pseudonyms::new(key.key, &project.id),
        objections: &objections,
        sources: &files,
        lists: &lists,
    };
    let mut gated = gate::pass(inputs, &rules)?;
    for problem in &mut kept {
        let of_person = |row: u64| {
            let is_here = |(_, file): &(&String, &String)| problem.file.as_ref() == Some(*file);
            let mut sources = files.iter().filter(is_here).map(|(source, _)| source);
            sources.any(|source| gated.left_out.hold(Some(source), i64::try_from(row).unwrap_or(i64::MAX)))
        };
        problem.row = problem.row.filter(|row| !of_person(*row));
    }
    kept.append(&mut gated.problems);

    tell(Step::Writing);
    load.provenance.sources = opened.iter().map(Opened::file).chain(of_library).collect();
    load.counts = gated.counts.iter().map(|(table, counts)| ((*table).to_owned(), *counts)).collect();
    let file = LoadFile {
        key: fingerprint,
        plugin: plan.manifest.id.clone(),
        plugin_version: plan.manifest.version.clone(),
        model: MODEL_VERSION.to_owned(),
        sources: load.provenance.sources.clone(),
        counts: load.counts.clone(),
        problems: kept.iter().map(StoredProblem::from).collect(),
    };
    load.problems.append(&mut kept);
    write(project, school, options, &gated, &file).map_err(|problem| vec![problem])
}

fn objections(project: &Project, school: &School) -> Result<Objections, Vec<Problem>> {
    let Some(written) = &school.objections else { return Ok(Objections::default()) };
    match std::fs::read_to_string(project.path(written)) {
        Ok(text) => Ok(Objections::parse(&text)),
        // Going on without the list would use data that a person asked not to use.
        Err(error) => Err(vec![
            Problem::error("objections", format!("the list of objections cannot be read: {}", error.kind()))
                .file(written)
                .hint("Correct `objections` in schakel.toml. Nothing of this school is used until the list is there."),
        ]),
    }
}

fn write(project: &Project, school: &School, options: &Options, gated: &Gated, file: &LoadFile) -> Result<(), Problem> {
    let writing = options.store.write(&school.id)?;
    let own = ledger::tables(project, school, gated, file).map_err(|error| {
        Problem::error("store", format!("the tables about the data cannot be made: {error}"))
            .hint("This is a fault of the program; please report it.")
    })?;
    let tables: Vec<_> = gated.tables.iter().chain(&own).collect();
    let written: Result<Vec<()>, _> = tables
        .par_iter()
        .map(|stored| {
            let key = stored.table.store_key();
            // One key column with another value in every row gains nothing by a dictionary.
            let unique: Vec<&str> = if key.len() == 1 { key.iter().map(String::as_str).collect() } else { Vec::new() };
            write_table(&writing.table(stored.table.name), &stored.table.store_schema(), &stored.batches, &unique)
        })
        .collect();
    written.map_err(|error| {
        Problem::error("store", format!("the store cannot write a table: {error}"))
            .hint("Check the rights and the free space of the folder, or name another one.")
    })?;
    writing.finish(file)
}
