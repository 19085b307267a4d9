//! Computes all indicators and lists over all schools and has them released, school by school.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use schakel_disclosure::{
    Ledger, Raw, RawCell, RawChange, Reason, ReleasedCell, ReleasedChange, ReleasedFact, ShownRole, Term, release_after,
};

use crate::answers::{Answers, Kept};
use crate::header::Changes;
use crate::labels::Periods;
use crate::lists::{RawValue, raw_lists};
use crate::parameters::Parameters;
use crate::rows::Rows;
use crate::steps::{SCHOOLS, Steps, WAVES, cells_of, changes_of, rows_of};
use crate::store::Part;
use crate::{Catalogue, Indicator, IndicatorError, Request, StoreView, catalogue, cells, engine, shown_roles};

/// What may be told about every school.
#[derive(Debug)]
pub struct Outcome {
    /// What was asked.
    pub request: Request,
    /// The schools, by id.
    pub schools: BTreeMap<String, SchoolOutcome>,
}

/// What may be told about a school.
#[derive(Debug)]
pub struct SchoolOutcome {
    /// The indicators, in the order of the catalogue.
    pub indicators: Vec<IndicatorOutcome>,
    /// The rows of each list, by its name.
    pub lists: BTreeMap<&'static str, Vec<ListRow>>,
    /// The survey waves, by label.
    pub(crate) periods: Periods,
    /// What was told before and is told now: to be kept with the data when this is published.
    pub ledger: Ledger,
    /// How many numbers are told as before, because too few persons changed.
    pub repeated: usize,
    /// Under which name each role is shown.
    pub(crate) shown_roles: Vec<ShownRole>,
}

/// What may be told of an indicator.
#[derive(Debug)]
pub struct IndicatorOutcome {
    /// What it is.
    pub indicator: &'static Indicator,
    /// Its cells.
    pub cells: Vec<ReleasedCell>,
    /// Its changes.
    pub changes: Vec<ReleasedChange>,
    /// How many cells are kept back, per reason.
    pub kept_back: BTreeMap<Reason, usize>,
}

/// A row of a list: column, value (missing where nothing is known or where it may not be told) and, for a
/// code, its labels.
pub type ListRow = Vec<(String, Option<ReleasedFact>, Option<Term>)>;

/// Computes everything for all schools of the store. Runs within a tokio runtime.
///
/// # Errors
/// When the store cannot be read, or a query fails.
pub async fn compute(store: &StoreView, request: &Request) -> Result<Outcome, IndicatorError> {
    let catalogue = catalogue()?;
    let steps = Steps::new(catalogue, &Parameters::new(request)?)?;
    let mut schools = BTreeMap::new();
    for part in store.parts() {
        schools.extend(compute_part(store, catalogue, &steps, &part, request).await?);
    }
    Ok(Outcome { request: request.clone(), schools })
}

/// The same, for callers that are not asynchronous.
///
/// # Errors
/// As [`compute`]; and when no threads can be started.
pub fn compute_blocking(store: &StoreView, request: &Request) -> Result<Outcome, IndicatorError> {
    tokio::runtime::Builder::new_multi_thread()
        .build()
        .map_err(|e| IndicatorError::Request(format!("no threads for the query engine: {e}")))?
        .block_on(compute(store, request))
}

/// Computes everything for schools that are taken together.
async fn compute_part(
    store: &StoreView,
    catalogue: &'static Catalogue,
    steps: &Steps,
    part: &Part<'_>,
    request: &Request,
) -> Result<BTreeMap<String, SchoolOutcome>, IndicatorError> {
    let single_role = request.settings.rules.single_role;
    let kept = store.results.as_deref().map(|folder| Kept::new(folder, steps, part, single_role)).transpose()?;
    let answers = match kept.as_ref().and_then(Kept::read) {
        Some(answers) => answers,
        None => {
            let answers = engine::run(steps, part, single_role).await?;
            if let Some(kept) = &kept {
                kept.write(&answers);
            }
            answers
        }
    };
    schools(&answers, catalogue, request)
}

/// Everything about one school that has not been judged yet.
#[derive(Default)]
struct RawSchool {
    indicators: Vec<(Range<usize>, Range<usize>)>,
    raw: Raw,
    lists: Vec<(&'static str, Vec<Vec<RawValue>>)>,
}

/// Has the answers of the queries released, school by school.
fn schools(
    answers: &Answers,
    catalogue: &'static Catalogue,
    request: &Request,
) -> Result<BTreeMap<String, SchoolOutcome>, IndicatorError> {
    let periods = periods(answers)?;
    let mut shown = shown_roles::shown_roles(answers.get(shown_roles::TABLE)?, request.settings.rules.single_role)?;
    let mut schools: BTreeMap<String, RawSchool> =
        periods.keys().map(|school| (school.clone(), RawSchool::default())).collect();
    for indicator in &catalogue.indicators {
        let cells = answers.get(&cells_of(indicator))?;
        let changes = indicator.change_query.map(|_| answers.get(&changes_of(indicator))).transpose()?;
        let (mut cells, mut changes) = raw(indicator, cells, changes, &periods, request)?;
        for cell in cells.values_mut().flatten() {
            (cell.table, cell.of) = told_of(&cell.place.part.code, indicator, catalogue);
        }
        for change in changes.values_mut().flatten() {
            // What was standardised is a number of its own.
            if change.first.0.is_share() {
                (change.table, change.of) = told_of(&change.place.part.code, indicator, catalogue);
            }
        }
        for (id, school) in &mut schools {
            let cells = append(&mut school.raw.cells, cells.remove(id));
            let changes = append(&mut school.raw.changes, changes.remove(id));
            school.indicators.push((cells, changes));
        }
    }
    for list in &catalogue.lists {
        let mut rows = raw_lists(list, answers.get(&rows_of(list))?)?;
        for (id, school) in &mut schools {
            school.lists.push((&list.header.name, rows.remove(id).unwrap_or_default()));
        }
    }
    Ok(schools
        .into_iter()
        .map(|(id, school)| {
            let periods = periods.get(&id).cloned().unwrap_or_default();
            let shown = shown.remove(&id).unwrap_or_default();
            let ledger = request.earlier.get(&id).cloned().unwrap_or_default();
            let outcome = judge(school, &catalogue.indicators, periods, shown, ledger, request);
            (id, outcome)
        })
        .collect())
}

/// The table that a number belongs to, and who are counted: a part that is itself an indicator tells that indicator.
fn told_of(part: &str, indicator: &Indicator, catalogue: &Catalogue) -> (String, String) {
    let told = catalogue.indicators.iter().find(|other| other.header.id == part).unwrap_or(indicator);
    let id = &told.header.id;
    let table = if part == HIGHER.0 { format!("{id}/{}", HIGHER.1) } else { id.clone() };
    (table, told.header.of())
}

/// Where students went after leaving has several parts; what is compared between groups is one of them.
const HIGHER: (&str, &str) = ("H2", "higher");

type Raws<T> = BTreeMap<String, Vec<T>>;

/// The raw cells and changes of an indicator, per school.
fn raw(
    indicator: &Indicator,
    cells: &Rows,
    changes: Option<&Rows>,
    periods: &BTreeMap<String, Periods>,
    request: &Request,
) -> Result<(Raws<RawCell>, Raws<RawChange>), IndicatorError> {
    let header = &indicator.header;
    let cells = cells::raw_cells(header, cells, periods)?;
    let changes = match (header.changes, changes, &request.previous_school_year) {
        (Changes::Query, Some(rows), _) => cells::raw_changes(header, rows, periods)?,
        (Changes::Complete, _, Some(previous)) => cells
            .iter()
            .map(|(school, cells)| {
                (school.clone(), cells::complete_changes(header, cells, previous, &request.school_year))
            })
            .collect(),
        _ => BTreeMap::new(),
    };
    Ok((cells, changes))
}

/// Every school, with its survey waves.
fn periods(answers: &Answers) -> Result<BTreeMap<String, Periods>, IndicatorError> {
    let schools = answers.get(SCHOOLS)?;
    let ids = schools.texts("school_id")?;
    let mut periods: BTreeMap<String, Periods> =
        (0..schools.len()).map(|row| (ids.get(row).to_owned(), Periods::default())).collect();
    let waves = answers.get(WAVES)?;
    let (school, label, until) = (waves.texts("school_id")?, waves.texts("label")?, waves.texts("until")?);
    for row in 0..waves.len() {
        if let (Some(known), Ok(until)) = (periods.get_mut(school.get(row)), until.get(row).parse::<NaiveDate>()) {
            known.add_wave(label.get(row), until);
        }
    }
    Ok(periods)
}

/// Appends what there is, and says where it came to stand.
fn append<T>(all: &mut Vec<T>, more: Option<Vec<T>>) -> Range<usize> {
    let start = all.len();
    all.extend(more.unwrap_or_default());
    start..all.len()
}

/// Hands everything about a school to disclosure control at once, and puts what comes back in its place.
fn judge(
    school: RawSchool,
    indicators: &'static [Indicator],
    periods: Periods,
    shown_roles: Vec<ShownRole>,
    mut ledger: Ledger,
    request: &Request,
) -> SchoolOutcome {
    let RawSchool { indicators: ranges, mut raw, lists } = school;
    raw.facts =
        lists.iter().flat_map(|(_, rows)| rows.iter().flatten()).filter_map(|value| value.fact.clone()).collect();
    raw.identities = indicators.iter().flat_map(|indicator| indicator.header.adds_up.clone()).collect();
    let released = release_after(&ledger, raw, &request.settings.rules);
    ledger.note(&released);
    let repeated = released.repeated;
    let indicators = indicators
        .iter()
        .zip(ranges)
        .map(|(indicator, (cells, changes))| IndicatorOutcome {
            indicator,
            cells: released.cells[cells.clone()].to_vec(),
            changes: released.changes[changes].to_vec(),
            kept_back: released.tally(cells),
        })
        .collect();
    let mut facts = released.facts.into_iter();
    let lists = lists
        .into_iter()
        .map(|(name, rows)| {
            let rows = rows.into_iter().map(|row| {
                row.into_iter()
                    .map(|value| {
                        let fact = value.fact.and_then(|_| facts.next().flatten());
                        let label = value.label.filter(|_| fact.is_some());
                        (value.column, fact, label)
                    })
                    .collect()
            });
            (name, rows.collect())
        })
        .collect();
    SchoolOutcome { indicators, lists, periods, ledger, repeated, shown_roles }
}
