//! Runs a plugin's SQL over the tables of its sources.
//!
//! A query is one SELECT; names are as they are typed; it reads the declared sources and nothing else, within limits of time,
//! memory and rows. One school's queries never see another school's tables.

mod functions;
mod needs;
mod origins;
mod sql_error;
mod statement;
mod streamed;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use arrow_array::{Array, RecordBatch};
use arrow_schema::SchemaRef;
use datafusion::catalog::TableProvider;
use datafusion::common::TableReference;
use datafusion::datasource::MemTable;
use datafusion::execution::context::SQLOptions;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::GreedyMemoryPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;

use crate::values::Forms;
use schakel_source::Stream;
use schakel_source::problem::Problem;

use functions::Unread;
pub use needs::{Needs, Origin};
pub use origins::Origins;
use streamed::Streamed;

/// Within which limits a query runs.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Seconds that one query may take.
    pub seconds: u64,
    /// Megabytes (2^20 bytes) of working memory for the queries of a school, and of what one query may give.
    pub memory_mb: u64,
    /// Rows that one query may give.
    pub rows: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { seconds: 120, memory_mb: 2_048, rows: 200_000_000 }
    }
}

/// A table that queries can read: of a source, or of a native library.
#[derive(Debug, Clone)]
pub struct Relation {
    /// The name in SQL, exactly as queries write it.
    pub name: String,
    /// The columns.
    pub schema: SchemaRef,
    /// The rows that are kept.
    pub batches: Vec<RecordBatch>,
    /// Where the rows come from when they are not kept.
    pub stream: Option<Stream>,
}

/// A query of a plugin.
#[derive(Debug, Clone, Copy)]
pub struct Query<'q> {
    /// The file it stands in, as messages name it.
    pub file: &'q str,
    /// The text of the file.
    pub text: &'q str,
}

/// What a query gave.
#[derive(Debug)]
pub struct Mapped {
    /// The columns, by the names the query gives them.
    pub schema: SchemaRef,
    /// The rows, in an order that is the same for the same input.
    pub batches: Vec<RecordBatch>,
    /// The tables it reads, in the order in which the query names them.
    pub reads: Vec<String>,
    /// The tables that each column comes from.
    pub origins: Origins,
    /// Texts that a function could not read, and other things worth knowing.
    pub problems: Vec<Problem>,
}

/// The tables of a school's sources, ready to be queried.
pub struct Mapper {
    context: SessionContext,
    columns: BTreeMap<String, Vec<String>>,
    forms: Arc<Forms>,
    limits: Limits,
}

/// Rows per batch: large enough that the work per batch is small beside the work per row.
const BATCH_ROWS: usize = 32_768;
/// Stack of the thread that plans and runs a query; deep expressions take much of it.
const STACK_BYTES: usize = 16 << 20;

impl Mapper {
    /// Makes the tables ready under their names.
    ///
    /// # Errors
    /// When two tables have the same name, or the engine cannot be set up.
    pub fn new(tables: Vec<Relation>, forms: &Arc<Forms>, limits: Limits) -> Result<Mapper, Vec<Problem>> {
        let mut config = SessionConfig::new()
            // One partition: the order of the rows is that of the sources. Schools and tables run side by side instead.
            .with_target_partitions(1)
            .with_batch_size(BATCH_ROWS)
            .with_information_schema(false);
        let parser = &mut config.options_mut().sql_parser;
        parser.enable_ident_normalization = false;
        parser.collect_spans = true;
        parser.map_string_types_to_utf8view = false;
        let memory = usize::try_from(limits.memory_mb << 20).unwrap_or(usize::MAX);
        // Nothing is put aside on disk: it would be rows about persons, as they are, and as many as a join gives.
        let no_disk = DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled);
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(GreedyMemoryPool::new(memory)))
            .with_disk_manager_builder(no_disk)
            .build_arc();
        let broken = |error: datafusion::error::DataFusionError| {
            vec![Problem::error("engine", format!("the query engine cannot start: {}", error.strip_backtrace()))]
        };
        let context = SessionContext::new_with_config_rt(config, runtime.map_err(broken)?);
        let mut mapper = Mapper { context, columns: BTreeMap::new(), forms: forms.clone(), limits };
        let problems: Vec<Problem> = tables.into_iter().filter_map(|table| mapper.register(table).err()).collect();
        if problems.is_empty() { Ok(mapper) } else { Err(problems) }
    }

    fn register(&mut self, table: Relation) -> Result<(), Problem> {
        let names = table.schema.fields().iter().map(|field| field.name().clone()).collect();
        if self.columns.insert(table.name.clone(), names).is_some() {
            return Err(Problem::error("source-name", format!("two sources give a table called `{}`", table.name))
                .hint("Give one of them another name in plugin.toml."));
        }
        let provider: Result<Arc<dyn TableProvider>, _> = match table.stream {
            Some(stream) => Ok(Arc::new(Streamed(stream))),
            None => MemTable::try_new(table.schema, vec![table.batches]).map(|kept| Arc::new(kept) as _),
        };
        let added = provider
            .and_then(|provider| self.context.register_table(TableReference::bare(table.name.as_str()), provider));
        added.map(|_| ()).map_err(|error| {
            Problem::error(
                "engine",
                format!("the table `{}` cannot be queried: {}", table.name, error.strip_backtrace()),
            )
        })
    }

    /// The tables there are, with their columns.
    pub fn tables(&self) -> &BTreeMap<String, Vec<String>> {
        &self.columns
    }

    /// What a query needs, without running it.
    ///
    /// # Errors
    /// Everything that is wrong with the query.
    pub fn needs(&self, query: &Query<'_>) -> Result<Needs, Vec<Problem>> {
        let names: Vec<&str> = self.columns.keys().map(String::as_str).collect();
        let statement = statement::check(query, &names)?.statement;
        let context = self.own_context(&Arc::new(Unread::default()));
        // Deep expressions take much of the stack, as when it runs.
        let engine = |what: &str| Failure::Engine(what.to_owned());
        let planner = std::thread::Builder::new().name("plan".to_owned()).stack_size(STACK_BYTES);
        let needs = std::thread::scope(|scope| {
            let planned =
                planner.spawn_scoped(scope, || needs::of(&context, statement)).map_err(|_| engine("no thread"))?;
            planned.join().map_err(|_| engine("it stopped halfway"))?
        });
        needs.map_err(|failure| self.explain(query, failure))
    }

    /// A session with functions of its own: what they could not read is counted for one query alone.
    fn own_context(&self, unread: &Arc<Unread>) -> SessionContext {
        let context = SessionContext::new_with_state(self.context.state());
        for function in functions::all(&self.forms, unread) {
            context.register_udf(function);
        }
        context
    }

    /// Runs one query.
    ///
    /// # Errors
    /// Everything that is wrong with the query, each with line and column where they are known; or the limit that it passed.
    pub fn run(&self, query: &Query<'_>) -> Result<Mapped, Vec<Problem>> {
        let names: Vec<&str> = self.columns.keys().map(String::as_str).collect();
        let checked = statement::check(query, &names)?;
        let unread = Arc::new(Unread::default());
        let context = self.own_context(&unread);
        let (done, result) = sync_channel(1);
        let (statement, limits) = (checked.statement, self.limits);
        let cancelled = Arc::new(tokio::sync::Notify::new());
        let cancel = cancelled.clone();
        let worker = std::thread::Builder::new().name("query".to_owned()).stack_size(STACK_BYTES).spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
            let outcome = match runtime {
                Ok(runtime) => runtime.block_on(async {
                    tokio::select! {
                        outcome = execute(&context, statement, limits) => outcome,
                        () = cancelled.notified() => Err(Failure::TooLong),
                    }
                }),
                Err(error) => Err(Failure::Engine(error.kind().to_string())),
            };
            // Nobody listens any more when the time was up.
            let _ = done.send(outcome);
        });
        let outcome = match worker {
            Err(error) => Err(Failure::Engine(error.kind().to_string())),
            Ok(_) => match result.recv_timeout(Duration::from_secs(self.limits.seconds)) {
                Ok(outcome) => outcome,
                Err(RecvTimeoutError::Timeout) => {
                    cancel.notify_one();
                    Err(Failure::TooLong)
                }
                Err(RecvTimeoutError::Disconnected) => Err(Failure::Engine("it stopped halfway".to_owned())),
            },
        };
        let (schema, batches, origins) = outcome.map_err(|failure| self.explain(query, failure))?;
        let problems = unread.take().into_iter().filter(|(_, count)| *count > 0).map(|(function, count)| {
            Problem::error("sql-unread", format!("{function} could not read a text; its result is missing"))
                .file(query.file)
                .count(count)
                .hint("Name the form in the second value, or select the text as it is: the gate reads it and names the row.")
        });
        Ok(Mapped { schema, batches, reads: checked.reads, origins, problems: problems.collect() })
    }

    fn explain(&self, query: &Query<'_>, failure: Failure) -> Vec<Problem> {
        const JOIN: &str = "Look for a join without its condition.";
        vec![match failure {
            Failure::Planning(error) => return sql_error::planning(query, &error),
            Failure::Running(error) => sql_error::execution(query, &error),
            Failure::TooLong => {
                let message = format!("the query took longer than {} s", self.limits.seconds);
                let hint = format!("{JOIN} Or raise sql_seconds in [settings] of schakel.toml.");
                Problem::error("sql-time", message).file(query.file).hint(hint)
            }
            Failure::TooMany => {
                let message = format!("the query gives more than {} rows", self.limits.rows);
                Problem::error("sql-rows", message).file(query.file).hint(JOIN)
            }
            Failure::TooLarge => {
                let message = format!("the query gives more than {} megabytes", self.limits.memory_mb);
                let hint = format!("{JOIN} Or raise sql_memory_mb in [settings] of schakel.toml.");
                Problem::error("sql-memory", message).file(query.file).hint(hint)
            }
            Failure::Engine(what) => {
                Problem::error("engine", format!("the query engine cannot run: {what}")).file(query.file)
            }
        }]
    }
}

enum Failure {
    Planning(Box<datafusion::error::DataFusionError>),
    Running(Box<datafusion::error::DataFusionError>),
    TooLong,
    TooMany,
    TooLarge,
    Engine(String),
}

/// What the rows of a batch occupy; a part of a larger column counts for that part.
fn bytes_of(batch: &RecordBatch) -> u64 {
    let columns = batch.columns().iter().map(|column| column.to_data().get_slice_memory_size().unwrap_or_default());
    columns.map(|bytes| bytes as u64).sum()
}

async fn execute(
    context: &SessionContext,
    statement: datafusion::sql::parser::Statement,
    limits: Limits,
) -> Result<(SchemaRef, Vec<RecordBatch>, Origins), Failure> {
    let planning = |error| Failure::Planning(Box::new(error));
    let running = |error| Failure::Running(Box::new(error));
    let plan = context.state().statement_to_plan(statement).await.map_err(planning)?;
    SQLOptions::new()
        .with_allow_ddl(false)
        .with_allow_dml(false)
        .with_allow_statements(false)
        .verify_plan(&plan)
        .map_err(planning)?;
    let origins = origins::of(&plan);
    let frame = context.execute_logical_plan(plan).await.map_err(planning)?;
    // Types that do not fit are found here, before a row is read.
    let task = Arc::new(frame.task_ctx());
    let plan = frame.create_physical_plan().await.map_err(planning)?;
    let mut stream = datafusion::physical_plan::execute_stream(plan, task).map_err(running)?;
    let schema = stream.schema();
    let mut batches = Vec::new();
    let (mut rows, mut bytes) = (0, 0);
    while let Some(batch) = stream.next().await {
        let batch = batch.map_err(running)?;
        rows += batch.num_rows() as u64;
        if rows > limits.rows {
            return Err(Failure::TooMany);
        }
        bytes += bytes_of(&batch);
        if bytes > limits.memory_mb << 20 {
            return Err(Failure::TooLarge);
        }
        if batch.num_rows() > 0 {
            batches.push(batch);
        }
    }
    Ok((schema, batches, origins))
}
