//! A linear program made smaller: variables that have one value, or follow from one other, and rows that hold anyhow, are
//! not the solver's work.

use super::EPSILON;
use super::bounds::Row;
use super::system::Interval;

/// Times that the rows are read for variables that follow from one other.
const PASSES: usize = 4;

/// A variable of the program, in terms of the smaller one.
#[derive(Debug, Clone, Copy)]
enum Stands {
    /// For itself.
    Alone,
    /// It has one value.
    Fixed(f64),
    /// It is `constant + sign · another`.
    Follows { other: usize, sign: f64, constant: f64 },
}

/// What is left for the solver.
#[derive(Debug)]
pub(super) struct Smaller {
    stands: Vec<Stands>,
    /// The bounds of all variables; only those that stand alone are the solver's.
    domains: Vec<Interval>,
    /// The rows, in terms of the variables that stand alone.
    pub(super) rows: Vec<Row>,
}

impl Smaller {
    /// Makes a program smaller; `None` when it has no solution.
    pub(super) fn of(domains: &[Interval], rows: &[Row]) -> Option<Self> {
        let fixed = |domain: &Interval| if domain.is_exact() { Stands::Fixed(domain.low) } else { Stands::Alone };
        let stands = domains.iter().map(fixed).collect();
        let mut smaller = Self { stands, domains: domains.to_vec(), rows: Vec::new() };
        for _ in 0..PASSES {
            let mut found = false;
            for row in rows.iter().filter(|row| row.range.is_exact()) {
                found |= smaller.follow(&smaller.reduced(row))?;
            }
            if !found {
                break;
            }
        }
        for row in rows {
            let row = smaller.reduced(row);
            match row.terms.is_empty() {
                // Binary fractions may leave a little of a row that holds exactly.
                true if !row.range.holds(0.0) => return None,
                false if !smaller.holds_anyhow(&row) => smaller.rows.push(row),
                _ => {}
            }
        }
        Some(smaller)
    }

    /// The variables of the smaller program with their bounds and what they cost.
    pub(super) fn variables(&self, costs: &[f64]) -> Vec<(usize, Interval, f64)> {
        let mut total = vec![0.0; costs.len()];
        for (place, cost) in costs.iter().enumerate().filter(|(_, cost)| **cost != 0.0) {
            if let (Some((other, sign)), _) = self.resolved(place) {
                total[other] += sign * cost;
            }
        }
        let alone = (0..costs.len()).filter(|place| matches!(self.stands[*place], Stands::Alone));
        alone.map(|place| (place, self.domains[place], total[place])).collect()
    }

    /// The value of a variable, given those of the variables that stand alone.
    pub(super) fn value(&self, place: usize, alone: impl Fn(usize) -> f64) -> f64 {
        match self.resolved(place) {
            (Some((other, sign)), constant) => constant + sign * alone(other),
            (None, constant) => constant,
        }
    }

    /// The variable that one follows from, with its sign, and the constant.
    fn resolved(&self, place: usize) -> (Option<(usize, f64)>, f64) {
        let (mut at, mut sign, mut constant) = (place, 1.0, 0.0);
        loop {
            match self.stands[at] {
                Stands::Alone => return (Some((at, sign)), constant),
                Stands::Fixed(value) => return (None, constant + sign * value),
                Stands::Follows { other, sign: next, constant: more } => {
                    constant += sign * more;
                    sign *= next;
                    at = other;
                }
            }
        }
    }

    /// A row in terms of the variables that stand alone.
    fn reduced(&self, row: &Row) -> Row {
        let mut terms: Vec<(usize, f64)> = Vec::with_capacity(row.terms.len());
        let mut known = 0.0;
        for (place, factor) in &row.terms {
            let (other, constant) = self.resolved(*place);
            known += factor * constant;
            let Some((other, sign)) = other else { continue };
            match terms.iter_mut().find(|(one, _)| *one == other) {
                Some((_, sum)) => *sum += factor * sign,
                None => terms.push((other, factor * sign)),
            }
        }
        terms.retain(|(_, factor)| factor.abs() > EPSILON);
        Row { terms, range: Interval::new(row.range.low - known, row.range.high - known) }
    }

    /// Draws from a row that holds exactly; whether it told something. `None` when it cannot hold.
    fn follow(&mut self, row: &Row) -> Option<bool> {
        let total = row.range.low;
        match *row.terms.as_slice() {
            [(one, factor)] => {
                let value = total / factor;
                self.stands[one] = Stands::Fixed(value);
                self.domains[one].holds(value).then_some(true)
            }
            [(one, factor), (other, second)] if factor.abs() == second.abs() => {
                let (sign, constant) = (-second / factor, total / factor);
                let Interval { low, high } = self.domains[one];
                // Where the other must lie so that the one lies within its bounds.
                let (first, last) = ((low - constant) / sign, (high - constant) / sign);
                self.domains[other] = self.domains[other].and(Interval::new(first.min(last), first.max(last)));
                let domain = self.domains[other];
                self.stands[one] = Stands::Follows { other, sign, constant };
                if domain.is_exact() {
                    self.stands[other] = Stands::Fixed(domain.low);
                }
                (domain.low <= domain.high + EPSILON).then_some(true)
            }
            _ => Some(false),
        }
    }

    fn holds_anyhow(&self, row: &Row) -> bool {
        let (mut low, mut high) = (0.0, 0.0);
        for (place, factor) in &row.terms {
            let (one, other) = (factor * self.domains[*place].low, factor * self.domains[*place].high);
            (low, high) = (low + one.min(other), high + one.max(other));
        }
        low >= row.range.low && high <= row.range.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: Interval = Interval::new(0.0, f64::INFINITY);

    fn row(terms: &[(usize, f64)], range: Interval) -> Row {
        Row { terms: terms.to_vec(), range }
    }

    #[test]
    fn what_binary_fractions_leave_of_a_row_is_no_contradiction() {
        // 0.17500000000000002 × 40 is a little more than 7.
        let rows =
            [row(&[(0, 1.0), (1, -0.17500000000000002)], ANY), row(&[(2, 1.0), (3, 1.0)], Interval::exactly(5.0))];
        let smaller = Smaller::of(&[Interval::exactly(7.0), Interval::exactly(40.0), ANY, ANY], &rows).unwrap();
        assert!(smaller.rows.is_empty(), "{:?}", smaller.rows);
        assert!(Smaller::of(&[Interval::exactly(6.9), Interval::exactly(40.0), ANY, ANY], &rows).is_none());
    }

    #[test]
    fn a_variable_that_follows_from_another_has_its_bounds_too() {
        // x + y = 5 with x ≤ 2: y is at least 3, and x follows from it.
        let domains = [Interval::new(0.0, 2.0), ANY];
        let smaller = Smaller::of(&domains, &[row(&[(0, 1.0), (1, 1.0)], Interval::exactly(5.0))]).unwrap();
        assert_eq!(smaller.variables(&[1.0, 0.0]), [(1, Interval::new(3.0, 5.0), -1.0)]);
        assert_eq!(smaller.value(0, |_| 4.0), 1.0);
    }

    #[test]
    fn a_chain_ends_at_one_variable() {
        // x = y, y = z, z + x = 8: all are 4.
        let rows = [
            row(&[(0, 1.0), (1, -1.0)], Interval::exactly(0.0)),
            row(&[(1, 1.0), (2, -1.0)], Interval::exactly(0.0)),
            row(&[(2, 1.0), (0, 1.0)], Interval::exactly(8.0)),
        ];
        let smaller = Smaller::of(&[ANY; 3], &rows).unwrap();
        assert!((0..3).all(|place| (smaller.value(place, |_| f64::NAN) - 4.0).abs() < EPSILON));
    }
}
