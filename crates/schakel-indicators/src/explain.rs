//! Where a number comes from: definition, query, tables, counts, and how much was kept back.

use schakel_disclosure::{ReleasedCell, ReleasedChange};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::VIEWS;
use crate::engine::{Engine, SHOWN_ROLES};
use crate::facts::indicator_json;
use crate::outcome::{runtime, schools};
use crate::{IndicatorError, Request, StoreView, catalogue};

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
    indicator: &str,
) -> Result<Option<Explanation>, IndicatorError> {
    runtime()?.block_on(explain_async(store, request, school, indicator))
}

async fn explain_async(
    store: &StoreView,
    request: &Request,
    school: &str,
    id: &str,
) -> Result<Option<Explanation>, IndicatorError> {
    let catalogue = catalogue()?;
    let Some(indicator) = catalogue.indicator(id) else { return Ok(None) };
    let engine = Arc::new(Engine::open(store, request).await?);
    let mut outcomes = schools(&engine, catalogue, &[indicator], request).await?;
    let Some(outcome) = outcomes.remove(school).and_then(|mut o| o.indicators.pop()) else { return Ok(None) };
    let file = format!("{}.sql", indicator.header.id);
    let (mut tables, mut used) = engine.sources(&file, indicator.query).await?;
    if let Some(query) = indicator.change_query {
        let (more_tables, more_views) = engine.sources(&file, query).await?;
        tables.extend(more_tables);
        used.extend(more_views);
    }
    let mut counted = Vec::with_capacity(tables.len());
    for table in tables {
        let query = format!("SELECT school_id, count(*) AS n FROM \"{table}\" GROUP BY school_id");
        let rows = engine.run(&table, &query).await?;
        let (schools, n) = (rows.texts("school_id")?, rows.numbers("n")?);
        let own = (0..rows.len()).find(|row| schools.get(*row) == school);
        counted.push(TableRead { rows: own.and_then(|row| n.count(row)).unwrap_or(0), table });
    }
    let mut views = Vec::new();
    for (name, query) in VIEWS.iter().filter(|(name, _)| used.contains(*name)) {
        views.push(((*name).to_owned(), engine.filled(name, query)?));
    }
    let mut definition = indicator_json(&outcome, request);
    if let Value::Object(fields) = &mut definition {
        fields.retain(|name, _| name != "cells" && name != "changes");
    }
    let roles = if used.contains(SHOWN_ROLES) { engine.shown_roles(school) } else { &[] };
    let merged = roles.iter().filter(|r| r.role != r.shown);
    Ok(Some(Explanation {
        school: school.to_owned(),
        definition,
        sql: engine.filled(&file, indicator.query)?,
        change_sql: indicator.change_query.map(|query| engine.filled(&file, query)).transpose()?,
        views,
        tables: counted,
        merged_roles: merged.map(|r| (r.role.clone(), r.shown.clone())).collect(),
        cells: outcome.cells,
        changes: outcome.changes,
        kept_back: outcome.kept_back,
    }))
}
