//! From a project to what may be told about its schools: load, compute, release.

use std::path::PathBuf;

use schakel_core::load::{self, Options, Progress, SchoolLoad};
use schakel_core::project::{Project, School};
use schakel_indicators::{Outcome, Provenance, Request, SchoolFiles, Settings, StoreView};
use schakel_model::MODEL_VERSION;
use schakel_report::facts::Facts;
use schakel_source::problem::Problem;
use serde_json::{Value, json};

use crate::exit::Failure;
use crate::ledger;

/// Loads the schools of a project into its store.
///
/// # Errors
/// Wrong use when there is no place for keys.
pub(crate) fn load(
    project: &Project,
    fresh: bool,
    progress: &(dyn Fn(Progress<'_>) + Sync),
) -> Result<Vec<SchoolLoad>, Failure> {
    let mut options = Options::of(project).map_err(|problem| Failure::Usage(problem.to_string()))?;
    options.fresh = fresh;
    let schools: Vec<&School> = project.schools.iter().collect();
    Ok(load::load_all(project, &schools, &options, progress))
}

/// Every problem of these loads.
#[must_use]
pub(crate) fn problems(loads: &[SchoolLoad]) -> Vec<Problem> {
    loads.iter().flat_map(|load| load.problems.clone()).collect()
}

/// Computes all indicators over the schools that are in the store, and has them released.
///
/// # Errors
/// A fault when a query fails.
pub(crate) fn compute(project: &Project, loads: &[SchoolLoad]) -> Result<Outcome, Failure> {
    schakel_indicators::compute_blocking(&store_view(project, loads), &request(project)?)
        .map_err(|error| Failure::fault("computing the indicators", error))
}

/// The tables in the store of the schools that were loaded, and where what the queries give is kept.
#[must_use]
pub(crate) fn store_view(project: &Project, loads: &[SchoolLoad]) -> StoreView {
    let store = project.default_store();
    let mut view = StoreView { results: Some(project.default_results()), ..StoreView::default() };
    for load in loads.iter().filter(|load| load.loaded) {
        let mut files = SchoolFiles::new();
        for table in schakel_model::tables() {
            let file: PathBuf = store.join(&load.school).join(format!("{}.parquet", table.name));
            if file.exists() {
                files.insert(table.name.to_owned(), vec![file]);
            }
        }
        view.schools.insert(load.school.clone(), files);
    }
    view
}

/// What the project asks of the indicators.
///
/// # Errors
/// A fault when what was told before cannot be read.
pub(crate) fn request(project: &Project) -> Result<Request, Failure> {
    Ok(Request {
        project: project.name.clone(),
        school_year: project.school_year.clone(),
        previous_school_year: project.previous_school_year.clone(),
        report_date: project.report_date,
        settings: Settings::from_project(project.settings.iter()),
        earlier: ledger::read(project)?,
    })
}

/// What may be told about a school that was loaded.
///
/// # Errors
/// A fault when the store has no row of the school, or the facts are not those of the contract.
pub(crate) fn facts(computed: &Outcome, load: &SchoolLoad) -> Result<Facts, Failure> {
    let facts = computed
        .facts(&load.school, provenance(load))
        .ok_or_else(|| Failure::Fault(format!("the store has no row of school {}", load.school)))?;
    serde_json::from_value(facts).map_err(|error| Failure::fault("reading the facts", error))
}

/// Where the facts about a school come from, for its report.
#[must_use]
pub(crate) fn provenance(load: &SchoolLoad) -> Provenance {
    let sources: Vec<Value> = load
        .provenance
        .sources
        .iter()
        .map(|source| {
            // How many rows a file has is not told: of two reports that differ by one person it would tell how often that
            // person stands in each of them.
            json!({ "name": source.name, "kind": source.kind, "file": source.file, "sha256": source.sha256 })
        })
        .collect();
    let refused: u64 = load.counts.values().map(|counts| counts.refused).sum();
    let unknown: u64 = load.problems.iter().filter(|p| p.code == UNKNOWN_CODE).map(|p| p.count).sum();
    Provenance {
        sources: Value::Array(sources),
        quality: json!({"refused_rows": refused, "unknown_codes": unknown}),
        versions: json!({
            "schakel": env!("CARGO_PKG_VERSION"),
            "model": MODEL_VERSION,
            "plugin": {"id": load.provenance.plugin, "version": load.provenance.plugin_version},
        }),
    }
}

/// The code of the problem that counts values outside a code list.
const UNKNOWN_CODE: &str = schakel_model::check::ENUMERATION.code;
