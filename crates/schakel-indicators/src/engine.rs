//! Runs steps on the embedded query engine, each as soon as what it reads is there.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use datafusion::common::TableReference;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::execution::session_state::SessionState;
use datafusion::prelude::{SessionConfig, SessionContext};
use tokio::task::{JoinError, JoinSet};

use crate::answers::Answers;
use crate::rows::Rows;
use crate::steps::{Makes, Query, Step, Steps};
use crate::store::{Part, SchoolFiles, read_table};
use crate::{IndicatorError, shown_roles};

/// A session over some schools.
struct Engine {
    session: SessionContext,
    /// All queries share one copy of the session's state. Its catalogue is that of the session, so that tables
    /// registered later are seen.
    state: SessionState,
    part: Vec<(String, SchoolFiles)>,
    single_role: u64,
}

/// Runs the steps over some schools.
pub(crate) async fn run(steps: &Steps, part: &Part<'_>, single_role: u64) -> Result<Answers, IndicatorError> {
    let engine = Arc::new(Engine::new(part, single_role));
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut waiting: Vec<Step> = steps.iter().cloned().collect();
    let mut there: BTreeSet<String> = BTreeSet::new();
    let mut running = JoinSet::new();
    let mut answers = Answers::default();
    loop {
        while running.len() < cores
            && let Some(next) = waiting.iter().position(|step| step.reads.is_subset(&there))
        {
            let (engine, step) = (Arc::clone(&engine), waiting.remove(next));
            running.spawn(async move { engine.run(&step).await.map(|rows| (step.name, rows)) });
        }
        let Some(done) = running.join_next().await else { break };
        let stopped = |e: JoinError| IndicatorError::shape("the query engine", e.to_string());
        let (name, rows) = done.map_err(stopped)??;
        if let Some(rows) = rows {
            answers.add(&name, rows);
        }
        there.insert(name);
    }
    match waiting.first() {
        None => Ok(answers),
        Some(step) => {
            let missing: Vec<&str> = step.reads.difference(&there).map(String::as_str).collect();
            Err(IndicatorError::shape(&step.name, format!("there is no table {}", missing.join(", "))))
        }
    }
}

impl Engine {
    fn new(part: &Part<'_>, single_role: u64) -> Self {
        // Queries run beside each other, so each has one core: nothing needs to be divided and brought together again.
        let config = SessionConfig::new().with_target_partitions(1).with_information_schema(false);
        let session = SessionContext::new_with_config(config);
        let state = session.state();
        let part = part.iter().map(|(school, files)| ((*school).to_owned(), (*files).clone())).collect();
        Self { session, state, part, single_role }
    }

    /// Runs a step; gives rows when they are an answer.
    async fn run(&self, step: &Step) -> Result<Option<Rows>, IndicatorError> {
        match &step.makes {
            Makes::Table(table) => {
                let part: Part<'_> = self.part.iter().map(|(school, files)| (school.as_str(), files)).collect();
                let (schema, batches) = read_table(table, &part)?;
                self.register(&step.name, schema, batches)?;
                Ok(None)
            }
            Makes::View(query) => {
                let (schema, batches) = self.collect(query).await?;
                self.register(&step.name, schema, batches)?;
                Ok(None)
            }
            Makes::ShownRoles(query) => {
                let rows = self.rows(query).await?;
                let table = shown_roles::table(&shown_roles::shown_roles(&rows, self.single_role)?)?;
                self.register(&step.name, table.schema(), vec![table])?;
                Ok(Some(rows))
            }
            Makes::Answer(query) => Ok(Some(self.rows(query).await?)),
        }
    }

    async fn rows(&self, query: &Query) -> Result<Rows, IndicatorError> {
        let (schema, batches) = self.collect(query).await?;
        Rows::new(&query.file, &schema, &batches)
    }

    async fn collect(&self, query: &Query) -> Result<(SchemaRef, Vec<RecordBatch>), IndicatorError> {
        self.plan_and_run(&query.sql).await.map_err(|e| IndicatorError::query(&query.file, &e))
    }

    async fn plan_and_run(&self, sql: &str) -> Result<(SchemaRef, Vec<RecordBatch>), DataFusionError> {
        let logical = self.state.create_logical_plan(sql).await?;
        let logical = self.state.optimize(&logical)?;
        let plan = self.state.query_planner().create_physical_plan(&logical, &self.state).await?;
        let schema = plan.schema();
        let batches = datafusion::physical_plan::collect(plan, self.state.task_ctx()).await?;
        Ok((schema, batches))
    }

    fn register(&self, name: &str, schema: SchemaRef, batches: Vec<RecordBatch>) -> Result<(), IndicatorError> {
        let failed = |e: DataFusionError| IndicatorError::query(name, &e);
        let table = MemTable::try_new(schema, vec![batches]).map_err(failed)?;
        self.session.register_table(TableReference::bare(name), Arc::new(table)).map_err(failed)?;
        Ok(())
    }
}
