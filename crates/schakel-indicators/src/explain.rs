//! Where a number comes from: definition, query, tables, counts, and how much was kept back.

use schakel_disclosure::{ReleasedCell, ReleasedChange};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

use crate::facts::indicator_json;
use crate::parameters::Parameters;
use crate::steps::{Makes, Step, Steps, cells_of, changes_of};
use crate::store::count_rows;
use crate::{IndicatorError, Request, StoreView, catalogue, compute_blocking};

/// A table that an indicator reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRead {
    /// Table of the model.
    pub table: String,
    /// Rows that the school has in it.
    pub rows: u64,
}

/// Where the numbers of an indicator come from at a school.
#[derive(Debug, Serialize)]
pub struct Explanation {
    /// Id of the school.
    pub school: String,
    /// The indicator as the facts have it, without its cells.
    pub definition: Value,
    /// The query that ran.
    pub sql: String,
    /// The query of its changes that ran, if it has one.
    pub change_sql: Option<String>,
    /// The views that it reads, each with its query, in the order in which they are made.
    pub views: Vec<(String, String)>,
    /// The tables of the model that it reads.
    pub tables: Vec<TableRead>,
    /// The name under which a role is shown where that is not its own, if the indicator shows roles like that.
    pub merged_roles: BTreeMap<String, String>,
    /// Released cells.
    pub cells: Vec<ReleasedCell>,
    /// Released changes.
    pub changes: Vec<ReleasedChange>,
    /// How many cells are kept back, per reason.
    pub kept_back: BTreeMap<schakel_disclosure::Reason, usize>,
}

/// Explains an indicator at a school; `None` when there is no such indicator or school.
///
/// # Errors
/// As [`compute`](crate::compute).
pub fn explain(
    store: &StoreView,
    request: &Request,
    school: &str,
    id: &str,
) -> Result<Option<Explanation>, IndicatorError> {
    let catalogue = catalogue()?;
    let mut outcome = compute_blocking(store, request)?;
    let (Some(indicator), Some(files), Some(mut of_school)) =
        (catalogue.indicator(id), store.schools.get(school), outcome.schools.remove(school))
    else {
        return Ok(None);
    };
    let Some(place) = of_school.indicators.iter().position(|o| o.indicator == indicator) else { return Ok(None) };
    let released = of_school.indicators.swap_remove(place);

    let steps = Steps::new(catalogue, &Parameters::new(request)?)?;
    let (cells, changes) = (cells_of(indicator), changes_of(indicator));
    let behind: Vec<&Step> = steps.behind(&[&cells, &changes]);
    let mut tables = Vec::new();
    let mut views = Vec::new();
    let mut merged_roles = BTreeMap::new();
    for step in behind {
        match &step.makes {
            Makes::Table(table) => {
                tables.push(TableRead { rows: count_rows(files, table.name)?, table: table.name.to_owned() });
            }
            Makes::View(query) => views.push((step.name.clone(), query.sql.clone())),
            Makes::ShownRoles(_) => {
                let merged = of_school.shown_roles.iter().filter(|r| r.role != r.shown);
                merged_roles = merged.map(|r| (r.role.clone(), r.shown.clone())).collect();
            }
            Makes::Answer(_) => {}
        }
    }
    tables.sort_by(|one, other| one.table.cmp(&other.table));
    let mut definition = indicator_json(&released, request);
    if let Value::Object(fields) = &mut definition {
        fields.retain(|name, _| name != "cells" && name != "changes");
    }
    let sql = |name| steps.sql(name).map(str::to_owned);
    Ok(Some(Explanation {
        school: school.to_owned(),
        definition,
        sql: sql(&cells).unwrap_or_default(),
        change_sql: sql(&changes),
        views,
        tables,
        merged_roles,
        cells: released.cells,
        changes: released.changes,
        kept_back: released.kept_back,
    }))
}
