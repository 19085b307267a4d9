//! What a query needs of its sources and what becomes of it, as the query engine finds it: planned, not run.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::common::JoinType;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::logical_expr::{Distinct, Expr, LogicalPlan};
use datafusion::prelude::SessionContext;
use datafusion::sql::parser::Statement;

use super::Failure;

/// A column of a table that a query reads.
pub type Origin = (String, String);

/// The columns that a query reads and gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// The columns it reads, by table: to give them, or to choose and to join rows.
    pub reads: BTreeMap<String, BTreeSet<String>>,
    /// The columns it gives, in their order, each with the columns that its values are made of.
    pub gives: Vec<(String, BTreeSet<Origin>)>,
}

pub(super) fn of(context: &SessionContext, statement: Statement) -> Result<Needs, Failure> {
    let planning = |error| Failure::Planning(Box::new(error));
    let state = context.state();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| Failure::Engine(error.kind().to_string()))?;
    let plan = runtime.block_on(state.statement_to_plan(statement)).map_err(planning)?;
    let plan = state.optimize(&plan).map_err(planning)?;
    let mut reads: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            let columns = reads.entry(scan.table_name.table().to_owned()).or_default();
            columns.extend(scan.projected_schema.fields().iter().map(|field| field.name().clone()));
            columns.extend(scan.filters.iter().flat_map(Expr::column_refs).map(|column| column.name.clone()));
        }
        Ok(TreeNodeRecursion::Continue)
    })
    .map_err(planning)?;
    let given = plan.schema().fields().iter().enumerate().map(|(index, field)| {
        let mut origins = BTreeSet::new();
        origins_of(&plan, index, &mut origins);
        (field.name().clone(), origins)
    });
    Ok(Needs { reads, gives: given.collect() })
}

/// The columns of tables that a column of a plan is made of.
fn origins_of(plan: &LogicalPlan, index: usize, origins: &mut BTreeSet<Origin>) {
    let mut of_expression = |input: &LogicalPlan, expression: Option<&Expr>| {
        for column in expression.into_iter().flat_map(Expr::column_refs) {
            if let Ok(index) = input.schema().index_of_column(column) {
                origins_of(input, index, origins);
            }
        }
    };
    match plan {
        LogicalPlan::TableScan(scan) => {
            let field = scan.projected_schema.fields().get(index);
            origins.extend(field.map(|field| (scan.table_name.table().to_owned(), field.name().clone())));
        }
        LogicalPlan::Projection(node) => of_expression(&node.input, node.expr.get(index)),
        LogicalPlan::Aggregate(node) => {
            let of_group = node.group_expr.len();
            let made = index.checked_sub(of_group).and_then(|index| node.aggr_expr.get(index));
            of_expression(&node.input, node.group_expr.get(index).or(made));
        }
        LogicalPlan::Window(node) => match index.checked_sub(node.input.schema().fields().len()) {
            Some(made) => of_expression(&node.input, node.window_expr.get(made)),
            None => origins_of(&node.input, index, origins),
        },
        LogicalPlan::Join(node) => {
            // A join that only chooses rows gives the columns of one side.
            let right_only = matches!(node.join_type, JoinType::RightSemi | JoinType::RightAnti | JoinType::RightMark);
            let left = if right_only { 0 } else { node.left.schema().fields().len() };
            match index.checked_sub(left) {
                Some(index) => origins_of(&node.right, index, origins),
                None => origins_of(&node.left, index, origins),
            }
        }
        LogicalPlan::Union(node) => node.inputs.iter().for_each(|input| origins_of(input, index, origins)),
        LogicalPlan::Distinct(Distinct::On(node)) => of_expression(&node.input, node.select_expr.get(index)),
        // The others give the columns of what they read, in the same order.
        other => other.inputs().into_iter().for_each(|input| origins_of(input, index, origins)),
    }
}
