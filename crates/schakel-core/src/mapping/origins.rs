//! From which tables the values of a query's columns come: a problem is mended where the value stands, which need not be
//! the row that the query follows.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{Column, DFSchema};
use datafusion::logical_expr::{Distinct, Expr, JoinType, LogicalPlan};

/// The tables that each column of a result comes from: none for a value that the query makes itself. A column of which that
/// cannot be told is not among them.
pub type Origins = BTreeMap<String, BTreeSet<String>>;

/// The tables of one column; `None` when that cannot be told.
type Tables = Option<BTreeSet<String>>;

/// Looks where the columns of a plan come from. A number of rows, such as `count(*)`, comes from no column and is not made by
/// the query either: that cannot be told.
pub(super) fn of(plan: &LogicalPlan) -> Origins {
    let names = plan.schema().fields().iter().map(|field| field.name().clone());
    names.zip(columns(plan)).filter_map(|(name, tables)| Some((name, tables?))).collect()
}

/// The tables of every column of a plan, in their order.
fn columns(plan: &LogicalPlan) -> Vec<Tables> {
    let width = plan.schema().fields().len();
    let found = match plan {
        LogicalPlan::TableScan(scan) => vec![Some(BTreeSet::from([scan.table_name.table().to_owned()])); width],
        LogicalPlan::Projection(projection) => {
            let below = columns(&projection.input);
            projection.expr.iter().map(|expr| tables(expr, projection.input.schema(), &below)).collect()
        }
        LogicalPlan::Distinct(Distinct::On(distinct)) => {
            let below = columns(&distinct.input);
            distinct.select_expr.iter().map(|expr| tables(expr, distinct.input.schema(), &below)).collect()
        }
        LogicalPlan::Aggregate(aggregate) => {
            let below = columns(&aggregate.input);
            let of = |expr| tables(expr, aggregate.input.schema(), &below);
            let made = aggregate.aggr_expr.iter().map(|expr| of(expr).filter(|tables| !tables.is_empty()));
            aggregate.group_expr.iter().map(of).chain(made).collect()
        }
        LogicalPlan::Window(window) => {
            let below = columns(&window.input);
            let made = window.window_expr.iter().map(|expr| tables(expr, window.input.schema(), &below));
            let made: Vec<Tables> = made.map(|made| made.filter(|tables| !tables.is_empty())).collect();
            below.into_iter().chain(made).collect()
        }
        LogicalPlan::Join(join) => match join.join_type {
            JoinType::LeftSemi | JoinType::LeftAnti => columns(&join.left),
            JoinType::RightSemi | JoinType::RightAnti => columns(&join.right),
            _ => columns(&join.left).into_iter().chain(columns(&join.right)).collect(),
        },
        LogicalPlan::Union(union) => {
            // Every row is of one of the parts: what they do not have in common cannot be told of all.
            let mut parts = union.inputs.iter().map(|input| columns(input));
            let first = parts.next().unwrap_or_default();
            let same = |(one, other): (Tables, Tables)| one.filter(|one| other.as_ref() == Some(one));
            parts.fold(first, |so_far, part| so_far.into_iter().zip(part).map(same).collect())
        }
        LogicalPlan::EmptyRelation(_) | LogicalPlan::Values(_) => vec![Some(BTreeSet::new()); width],
        // Rows are chosen, put in order or called otherwise; the columns stay.
        other => match other.inputs().as_slice() {
            [input] => columns(input),
            _ => Vec::new(),
        },
    };
    // A form of plan that gives other columns than its input is not looked into.
    if found.len() == width { found } else { vec![None; width] }
}

/// The tables that an expression reads.
fn tables(expr: &Expr, schema: &DFSchema, below: &[Tables]) -> Tables {
    let mut found: Tables = Some(BTreeSet::new());
    // Walking over an expression cannot fail.
    let _ = expr.apply(|part| {
        match part {
            Expr::Column(column) => found = both(found.take(), of_column(column, schema, below)),
            Expr::ScalarSubquery(_) | Expr::Exists(_) | Expr::InSubquery(_) | Expr::OuterReferenceColumn(..) => {
                found = None;
            }
            _ => {}
        }
        Ok(if found.is_some() { TreeNodeRecursion::Continue } else { TreeNodeRecursion::Stop })
    });
    found
}

fn of_column(column: &Column, schema: &DFSchema, below: &[Tables]) -> Tables {
    below.get(schema.maybe_index_of_column(column)?)?.clone()
}

fn both(one: Tables, other: Tables) -> Tables {
    let (mut one, other) = (one?, other?);
    one.extend(other);
    Some(one)
}
