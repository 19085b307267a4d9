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

/// The end of a quantity of a part: the values at which it is lowest, or highest.
pub(super) fn end(part: &Part, place: usize, lowest: bool) -> Result<Values, No> {
    let mut costs = vec![0.0; part.domains.len()];
    costs[place] = if lowest { 1.0 } else { -1.0 };
    minimise(&costs, &part.domains, &part.rows)
}

/// A completion near these values with whole numbers where they must be, in which the quantity at `place` has its value
/// rounded into the part: numbers are rounded one by one, and the others follow.
pub(super) fn whole_near(part: &Part, place: usize, lowest: bool, values: Values) -> Option<Values> {
    let is_whole = |at: usize, values: &[f64]| !part.whole[at] || (values[at] - values[at].round()).abs() < EPSILON;
    let mut values = values;
    let mut domains = part.domains.clone();
    let own = if lowest { (values[place] - EPSILON).ceil() } else { (values[place] + EPSILON).floor() };
    let mut next = if is_whole(place, &values) { None } else { Some((place, own)) };
    let mut costs = vec![0.0; domains.len()];
    costs[place] = if lowest { 1.0 } else { -1.0 };
    for _ in 0..MOST_ROUNDED {
        if next.is_none() {
            let broken = (0..values.len()).find(|at| !is_whole(*at, &values));
            let Some(at) = broken else {
                for (value, _) in values.iter_mut().zip(&part.whole).filter(|(_, whole)| **whole) {
                    *value = value.round();
                }
                return Some(values);
            };
            next = Some((at, values[at].round()));
        }
        let (at, wanted) = next.take()?;
        let other = if wanted > values[at] { wanted - 1.0 } else { wanted + 1.0 };
        let tried = [wanted, other].into_iter().filter_map(|value| {
            let mut fixed = domains.clone();
            fixed[at] = Interval::exactly(value);
            if !domains[at].holds(value) || !tighten(&mut fixed, &part.whole, &part.rows) {
                return None;
            }
            let solved = minimise(&costs, &fixed, &part.rows).ok()?;
            Some((fixed, solved))
        });
        let far = |solved: &Values| costs[place] * solved[place];
        (domains, values) = tried.min_by(|(_, one), (_, other)| far(one).total_cmp(&far(other)))?;
    }
    None
}
