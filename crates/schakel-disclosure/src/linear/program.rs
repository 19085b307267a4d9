//! Linear programs over a part. The solver is not trusted: it may fail, and what it proposes is checked.

use std::panic::{AssertUnwindSafe, catch_unwind};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::EPSILON;
use super::bounds::{Row, tighten};
use super::part::Part;
use super::presolve::Smaller;
use super::system::Interval;

/// Quantities of a part that are rounded one by one, at most.
const MOST_ROUNDED: usize = 120;

/// A solution of a linear program: the values of the variables.
pub(super) type Values = Vec<f64>;

/// Why there is no solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum No {
    /// There is none.
    Solution,
    /// The objective has no bound.
    Bound,
    /// The solver gave up.
    Answer,
}

/// Minimises `Σ cost · variable` under rows and bounds.
pub(super) fn minimise(costs: &[f64], domains: &[Interval], rows: &[Row]) -> Result<Values, No> {
    let smaller = Smaller::of(domains, rows).ok_or(No::Solution)?;
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut variables: Vec<Option<Variable>> = vec![None; domains.len()];
    for (place, domain, cost) in smaller.variables(costs) {
        variables[place] = Some(problem.add_var(cost, (domain.low, domain.high)));
    }
    for row in &smaller.rows {
        let terms: Vec<(Variable, f64)> =
            row.terms.iter().filter_map(|(place, factor)| Some((variables[*place]?, *factor))).collect();
        if row.range.is_exact() {
            problem.add_constraint(terms.as_slice(), ComparisonOp::Eq, row.range.low);
            continue;
        }
        if row.range.low.is_finite() {
            problem.add_constraint(terms.as_slice(), ComparisonOp::Ge, row.range.low);
        }
        if row.range.high.is_finite() {
            problem.add_constraint(terms.as_slice(), ComparisonOp::Le, row.range.high);
        }
    }
    // The solver says of itself that it may panic on harder problems.
    let solved = catch_unwind(AssertUnwindSafe(|| {
        let solution = problem.solve()?;
        let alone = |place: usize| variables[place].map_or(f64::NAN, |variable| *solution.var_value_raw(variable));
        Ok((0..domains.len()).map(|place| smaller.value(place, alone)).collect::<Values>())
    }));
    match solved {
        Ok(Ok(values)) if values.iter().all(|value| value.is_finite()) => Ok(values),
        Ok(Err(microlp::Error::Infeasible)) => Err(No::Solution),
        Ok(Err(microlp::Error::Unbounded)) => Err(No::Bound),
        _ => Err(No::Answer),
    }
}

/// A linear program: which values of variables, within bounds and rows, cost least.
#[derive(Debug)]
pub(super) struct Program<'p> {
    pub(super) costs: Vec<f64>,
    pub(super) domains: Vec<Interval>,
    /// The variables that are whole numbers, when whole numbers are asked for.
    pub(super) whole: Vec<bool>,
    pub(super) rows: &'p [Row],
}

impl<'p> Program<'p> {
    /// Where a quantity of a part is lowest, or highest.
    pub(super) fn end(part: &'p Part, place: usize, lowest: bool) -> Self {
        let mut costs = vec![0.0; part.domains.len()];
        costs[place] = if lowest { 1.0 } else { -1.0 };
        Self { costs, domains: part.domains.clone(), whole: part.whole.clone(), rows: &part.rows }
    }

    pub(super) fn solve(&self) -> Result<Values, No> {
        minimise(&self.costs, &self.domains, self.rows)
    }

    /// A solution with whole numbers where they must be, near one without: numbers are rounded one by one, and the others
    /// follow.
    pub(super) fn whole_numbers(mut self, near: Option<Values>) -> Option<Values> {
        let is_whole = |at: usize, values: &[f64]| !self.whole[at] || (values[at] - values[at].round()).abs() < EPSILON;
        let cost = |values: &Values| self.costs.iter().zip(values).map(|(cost, value)| cost * value).sum::<f64>();
        let mut values = near.or_else(|| self.solve().ok())?;
        let mut domains = std::mem::take(&mut self.domains);
        for _ in 0..MOST_ROUNDED {
            let broken = (0..values.len()).find(|at| !is_whole(*at, &values));
            let Some(at) = broken else {
                for (value, _) in values.iter_mut().zip(&self.whole).filter(|(_, whole)| **whole) {
                    *value = value.round();
                }
                return Some(values);
            };
            let wanted = values[at].round();
            let other = if wanted > values[at] { wanted - 1.0 } else { wanted + 1.0 };
            let tried = [wanted, other].into_iter().filter_map(|value| {
                let mut fixed = domains.clone();
                fixed[at] = Interval::exactly(value);
                if !domains[at].holds(value) || !tighten(&mut fixed, &self.whole, self.rows) {
                    return None;
                }
                let solved = minimise(&self.costs, &fixed, self.rows).ok()?;
                Some((fixed, solved))
            });
            (domains, values) = tried.min_by(|(_, one), (_, other)| cost(one).total_cmp(&cost(other)))?;
        }
        None
    }
}
