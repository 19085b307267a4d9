//! A table whose rows are read from its file whenever a query scans it.
//!
//! It tells how many rows it has, so that a query is planned as it would be over rows that are kept.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::stats::Precision;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{ColumnStatistics, DataFusionError, Result, Statistics};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_expr::{EquivalenceProperties, Partitioning, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType, ReplaceChildrenOptions};
use datafusion::physical_plan::statistics::StatisticsArgs;
use datafusion::physical_plan::stream::RecordBatchReceiverStreamBuilder;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, PlanProperties};

use schakel_source::Stream;
use schakel_source::problem::Problem;

/// Batches that may wait for the query; the reading waits then.
const WAITING: usize = 2;

/// The table.
#[derive(Debug)]
pub(super) struct Streamed(pub(super) Stream);

/// Why the rows could not be read again.
#[derive(Debug)]
pub(super) struct Unread(pub(super) Problem);

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Unread {}

#[async_trait]
impl TableProvider for Streamed {
    fn schema(&self) -> SchemaRef {
        self.0.schema().clone()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let schema = self.0.schema();
        let columns = projection.cloned().unwrap_or_else(|| (0..schema.fields().len()).collect());
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::new(schema.project(&columns)?)),
            Partitioning::UnknownPartitioning(1),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Arc::new(Scan { stream: self.0.clone(), columns, properties: Arc::new(properties) }))
    }
}

/// One reading of some of the columns.
#[derive(Debug)]
struct Scan {
    stream: Stream,
    columns: Vec<usize>,
    properties: Arc<PlanProperties>,
}

impl DisplayAs for Scan {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scan")
    }
}

impl ExecutionPlan for Scan {
    fn name(&self) -> &'static str {
        "Scan"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        _: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn with_new_children(self: Arc<Self>, _: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(&self, _partition: usize, _: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let mut rows = RecordBatchReceiverStreamBuilder::new(self.schema(), WAITING);
        let (stream, columns, sender) = (self.stream.clone(), self.columns.clone(), rows.tx());
        rows.spawn_blocking(move || {
            let read = stream.read(&mut |batch| {
                let batch = batch.project(&columns).map_err(DataFusionError::from);
                // Nobody listens any more when the query has what it wants, or was stopped.
                sender.blocking_send(batch).is_ok()
            });
            read.map_err(|problem| DataFusionError::External(Box::new(Unread(problem))))
        });
        Ok(rows.build())
    }

    fn statistics_from_inputs(&self, _: &[Arc<Statistics>], _: &StatisticsArgs) -> Result<Arc<Statistics>> {
        let all = self.stream.schema().fields().len().max(1) as u64;
        let bytes = self.stream.bytes() / all * self.columns.len() as u64;
        Ok(Arc::new(Statistics {
            num_rows: Precision::Exact(usize::try_from(self.stream.rows()).unwrap_or(usize::MAX)),
            total_byte_size: Precision::Inexact(usize::try_from(bytes).unwrap_or(usize::MAX)),
            column_statistics: vec![ColumnStatistics::new_unknown(); self.columns.len()],
        }))
    }
}
