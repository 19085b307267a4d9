//! Runs the queries on the embedded engine.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::{Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use datafusion::common::TableReference;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::MemTable;
use datafusion::execution::session_state::SessionState;
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::{SessionConfig, SessionContext};
use schakel_disclosure::{RoleSize, ShownRole, merge_small_roles};

use crate::catalogue::VIEWS;
use crate::parameters::Parameters;
use crate::rows::Rows;
use crate::{IndicatorError, Request, StoreView, store};

/// The table that says under which name each role of a school is shown.
pub(crate) const SHOWN_ROLES: &str = "shown_roles";
/// The view it is made from.
const ROLE_SIZES: &str = "role_sizes";

/// A session in which every table of the model and every view can be queried.
pub(crate) struct Engine {
    session: SessionContext,
    state: SessionState,
    parameters: Parameters,
    reads: BTreeMap<String, BTreeSet<String>>,
    shown_roles: BTreeMap<String, Vec<ShownRole>>,
}

impl Engine {
    pub(crate) async fn open(store: &StoreView, request: &Request) -> Result<Self, IndicatorError> {
        let config = SessionConfig::new().with_target_partitions(2).with_information_schema(false);
        let session = SessionContext::new_with_config(config);
        store::register(&session, store)?;
        let parameters = Parameters::new(request)?;
        let state = session.state();
        let mut engine = Self { session, state, parameters, reads: BTreeMap::new(), shown_roles: BTreeMap::new() };
        for (name, query) in VIEWS {
            engine.materialise(name, query).await?;
            if *name == ROLE_SIZES {
                engine.merge_roles(request.settings.rules.single_role).await?;
            }
        }
        Ok(engine)
    }

    /// Views are computed once: most are read by several queries.
    async fn materialise(&mut self, name: &str, query: &str) -> Result<(), IndicatorError> {
        let file = format!("views/{name}.sql");
        let (logical, schema, batches) = self.collect(&file, query).await?;
        let read = scanned(&logical).map_err(|e| IndicatorError::query(&file, &e))?;
        self.reads.insert(name.to_owned(), read);
        self.add(name, schema, batches)
    }

    /// Plans and runs a query. All queries share one copy of the session's state, whose catalogue is shared too, so
    /// that tables registered later are seen.
    async fn collect(
        &self,
        file: &str,
        query: &str,
    ) -> Result<(LogicalPlan, arrow_schema::SchemaRef, Vec<RecordBatch>), IndicatorError> {
        let failed = |e: &_| IndicatorError::query(file, e);
        let sql = self.parameters.fill(file, query)?;
        let logical = self.state.create_logical_plan(&sql).await.map_err(|e| failed(&e))?;
        let optimized = self.state.optimize(&logical).map_err(|e| failed(&e))?;
        let plan =
            self.state.query_planner().create_physical_plan(&optimized, &self.state).await.map_err(|e| failed(&e))?;
        let schema = plan.schema();
        let batches = datafusion::physical_plan::collect(plan, self.state.task_ctx()).await.map_err(|e| failed(&e))?;
        Ok((logical, schema, batches))
    }

    fn add(
        &self,
        name: &str,
        schema: arrow_schema::SchemaRef,
        batches: Vec<RecordBatch>,
    ) -> Result<(), IndicatorError> {
        let failed = |e: &_| IndicatorError::query(name, e);
        // Two partitions, so that queries over a view use both cores.
        let half = batches.len() / 2;
        let (first, second) = batches.split_at(half);
        let table = MemTable::try_new(schema, vec![first.to_vec(), second.to_vec()]).map_err(|e| failed(&e))?;
        self.session.register_table(TableReference::bare(name), Arc::new(table)).map_err(|e| failed(&e))?;
        Ok(())
    }

    /// Applies the rule of the single decaan, which belongs to disclosure control, to the roles of each school.
    async fn merge_roles(&mut self, single_role: u64) -> Result<(), IndicatorError> {
        let rows = self.run("shown_roles", "SELECT school_id, role, role_group, persons FROM role_sizes").await?;
        let (schools, roles) = (rows.texts("school_id")?, rows.texts("role")?);
        let (groups, persons) = (rows.texts("role_group")?, rows.numbers("persons")?);
        let mut sizes: BTreeMap<String, Vec<RoleSize>> = BTreeMap::new();
        for row in 0..rows.len() {
            let role = roles.get(row).to_owned();
            let group = if is_function(&role) { groups.get(row).to_owned() } else { role.clone() };
            let persons = persons.count(row).unwrap_or(0);
            sizes.entry(schools.get(row).to_owned()).or_default().push(RoleSize { role, group, persons });
        }
        self.shown_roles =
            sizes.into_iter().map(|(school, sizes)| (school, merge_small_roles(&sizes, single_role))).collect();
        let rows: Vec<(&String, &ShownRole)> =
            self.shown_roles.iter().flat_map(|(school, roles)| roles.iter().map(move |role| (school, role))).collect();
        let texts = |text: fn(&(&String, &ShownRole)) -> String| {
            Arc::new(rows.iter().map(text).map(Some).collect::<StringArray>())
        };
        let persons = rows.iter().map(|(_, role)| i64::try_from(role.persons).unwrap_or(i64::MAX));
        let schema = Arc::new(Schema::new(vec![
            Field::new("school_id", DataType::Utf8, false),
            Field::new("role", DataType::Utf8, false),
            Field::new("shown", DataType::Utf8, false),
            Field::new("persons", DataType::Int64, false),
        ]));
        let batch = RecordBatch::try_new(
            Arc::clone(&schema),
            vec![
                texts(|(school, _)| (*school).clone()),
                texts(|(_, role)| role.role.clone()),
                texts(|(_, role)| role.shown.clone()),
                Arc::new(persons.collect::<Int64Array>()),
            ],
        )
        .map_err(|e| IndicatorError::shape(SHOWN_ROLES, e.to_string()))?;
        self.reads.insert(SHOWN_ROLES.to_owned(), BTreeSet::from([ROLE_SIZES.to_owned()]));
        self.add(SHOWN_ROLES, schema, vec![batch])
    }

    /// Under which name each role of a school is shown.
    pub(crate) fn shown_roles(&self, school: &str) -> &[ShownRole] {
        self.shown_roles.get(school).map_or(&[], Vec::as_slice)
    }

    /// A query with the values of the request in it.
    pub(crate) fn filled(&self, file: &str, query: &str) -> Result<String, IndicatorError> {
        self.parameters.fill(file, query)
    }

    /// Runs a query over all schools.
    pub(crate) async fn run(&self, file: &str, query: &str) -> Result<Rows, IndicatorError> {
        let (_, schema, batches) = self.collect(file, query).await?;
        Rows::new(file, &schema, &batches)
    }

    /// Runs queries that do not wait for each other, on all cores; what they give comes in the order of the queries.
    pub(crate) async fn run_all(
        self: &Arc<Self>,
        queries: Vec<(String, &'static str)>,
    ) -> Result<Vec<Rows>, IndicatorError> {
        let running: Vec<_> = queries
            .into_iter()
            .map(|(file, query)| {
                let engine = Arc::clone(self);
                tokio::spawn(async move { engine.run(&file, query).await })
            })
            .collect();
        let mut all = Vec::with_capacity(running.len());
        for one in running {
            let stopped = |e: tokio::task::JoinError| IndicatorError::shape("the query engine", e.to_string());
            all.push(one.await.map_err(stopped)??);
        }
        Ok(all)
    }

    /// The tables of the model that a query reads, directly or through views; and those views.
    pub(crate) async fn sources(
        &self,
        file: &str,
        query: &str,
    ) -> Result<(BTreeSet<String>, BTreeSet<String>), IndicatorError> {
        let sql = self.parameters.fill(file, query)?;
        let plan = self.state.create_logical_plan(&sql).await.map_err(|e| IndicatorError::query(file, &e))?;
        let mut waiting: Vec<String> =
            scanned(&plan).map_err(|e| IndicatorError::query(file, &e))?.into_iter().collect();
        let (mut tables, mut views) = (BTreeSet::new(), BTreeSet::new());
        while let Some(name) = waiting.pop() {
            match self.reads.get(&name) {
                Some(read) => {
                    if views.insert(name) {
                        waiting.extend(read.iter().cloned());
                    }
                }
                None => {
                    tables.insert(name);
                }
            }
        }
        Ok((tables, views))
    }
}

/// Roles that are functions of staff; the others are merged with nobody.
fn is_function(role: &str) -> bool {
    !matches!(role, "extern" | "ouder" | "parent" | "peer" | "student" | "unknown")
}

/// The names of the tables that a plan reads.
fn scanned(plan: &LogicalPlan) -> datafusion::error::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            names.insert(scan.table_name.table().to_owned());
        }
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok(names)
}
