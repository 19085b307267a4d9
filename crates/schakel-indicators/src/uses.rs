//! Which columns of the model every indicator and list needs, as the query engine finds it in their queries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_schema::SchemaRef;
use datafusion::common::TableReference;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::parameters::Parameters;
use crate::steps::{Makes, Query, Steps, cells_of, changes_of, rows_of};
use crate::{IndicatorError, Request, catalogue, shown_roles};

/// Columns by table, as the store names them.
pub type Columns = BTreeMap<String, BTreeSet<String>>;

/// What an indicator or a list needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Id of the indicator, or name of the list.
    pub name: String,
    /// Whether it is a list: facts told one by one.
    pub list: bool,
    /// The columns of the model that its query and the views behind it read.
    pub columns: Columns,
}

/// What every indicator and every list needs, in the order of the catalogue.
///
/// The queries are planned over tables without rows: what the optimised plan still reads is what is needed.
///
/// # Errors
/// When a query cannot be planned, or the engine cannot start.
pub fn uses(request: &Request) -> Result<Vec<Use>, IndicatorError> {
    let catalogue = catalogue()?;
    let steps = Steps::new(catalogue, &Parameters::new(request)?)?;
    let read = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| IndicatorError::Request(format!("no thread for the query engine: {error}")))?
        .block_on(read_by(&steps))?;
    let of = |name: &str, list: bool, answers: &[&str]| {
        let mut columns = Columns::new();
        for step in steps.behind(answers).iter().map(|step| step.name.as_str()).chain(answers.iter().copied()) {
            for (table, names) in read.get(step).into_iter().flatten() {
                // A view is accounted for by what it reads itself.
                if schakel_model::table(table).is_some() {
                    columns.entry(table.clone()).or_default().extend(names.iter().cloned());
                }
            }
        }
        Use { name: name.to_owned(), list, columns }
    };
    let indicators = catalogue.indicators.iter().map(|indicator| {
        of(&indicator.header.id, false, &[cells_of(indicator).as_str(), changes_of(indicator).as_str()])
    });
    let lists = catalogue.lists.iter().map(|list| of(&list.header.name, true, &[rows_of(list).as_str()]));
    Ok(indicators.chain(lists).collect())
}

/// The columns that every step reads, of tables and of views.
async fn read_by(steps: &Steps) -> Result<BTreeMap<String, Columns>, IndicatorError> {
    let session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
    let mut read = BTreeMap::new();
    for step in steps.iter() {
        let made = match &step.makes {
            Makes::Table(table) => Some(table.store_schema()),
            Makes::View(query) | Makes::ShownRoles(query) | Makes::Answer(query) => {
                let failed = |error: DataFusionError| IndicatorError::query(&query.file, &error);
                let (columns, schema) = planned(&session, query).await.map_err(failed)?;
                read.insert(step.name.clone(), columns);
                match &step.makes {
                    Makes::View(_) => Some(schema),
                    Makes::ShownRoles(_) => Some(shown_roles::table(&BTreeMap::new())?.schema()),
                    _ => None,
                }
            }
        };
        if let Some(schema) = made {
            let failed = |error: DataFusionError| IndicatorError::query(&step.name, &error);
            let table = MemTable::try_new(schema, vec![Vec::new()]).map_err(failed)?;
            session.register_table(TableReference::bare(step.name.as_str()), Arc::new(table)).map_err(failed)?;
        }
    }
    Ok(read)
}

/// What a query reads, and the columns that it gives.
async fn planned(session: &SessionContext, query: &Query) -> Result<(Columns, SchemaRef), DataFusionError> {
    let state = session.state();
    let plan = state.create_logical_plan(&query.sql).await?;
    let schema = Arc::new(plan.schema().as_arrow().clone());
    let mut columns = Columns::new();
    state.optimize(&plan)?.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            let names = columns.entry(scan.table_name.table().to_owned()).or_default();
            names.extend(scan.projected_schema.fields().iter().map(|field| field.name().clone()));
            let filtered = scan.filters.iter().flat_map(datafusion::logical_expr::Expr::column_refs);
            names.extend(filtered.map(|column| column.name.clone()));
        }
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok((columns, schema))
}
