//! Bounds that follow from one relation at a time.

use super::EPSILON;
use super::system::{Interval, inner_whole};

/// A relation between quantities of a part, by their places.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) terms: Vec<(usize, f64)>,
    pub(super) range: Interval,
}

/// A row is looked at this many times at most; bounds that go on creeping are left to the solver.
const MOST_VISITS: usize = 40;

/// Draws the bounds as close as single relations allow. Returns `false` when they contradict each other.
pub(super) fn tighten(domains: &mut [Interval], whole: &[bool], rows: &[Row]) -> bool {
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); domains.len()];
    for (at, row) in rows.iter().enumerate() {
        row.terms.iter().for_each(|(place, _)| of[*place].push(at));
    }
    let mut visits = vec![0_usize; rows.len()];
    let mut waiting: Vec<bool> = vec![true; rows.len()];
    let mut queue: std::collections::VecDeque<usize> = (0..rows.len()).collect();
    while let Some(at) = queue.pop_front() {
        waiting[at] = false;
        visits[at] += 1;
        let Some(changed) = tighten_by(&rows[at], domains, whole) else { return false };
        for other in changed.into_iter().flat_map(|place| &of[place]).copied() {
            if !waiting[other] && visits[other] < MOST_VISITS {
                waiting[other] = true;
                queue.push_back(other);
            }
        }
    }
    domains.iter().all(|domain| domain.low <= domain.high + EPSILON)
}

/// The lowest (or highest) that a term can be.
fn end(factor: f64, domain: Interval, lowest: bool) -> f64 {
    if (factor > 0.0) == lowest { factor * domain.low } else { factor * domain.high }
}

/// The places whose bounds changed; `None` when the relation cannot hold.
fn tighten_by(row: &Row, domains: &mut [Interval], whole: &[bool]) -> Option<Vec<usize>> {
    let mut changed = Vec::new();
    let ends = |lowest: bool, domains: &[Interval]| {
        let all = row.terms.iter().map(|(place, factor)| end(*factor, domains[*place], lowest));
        all.fold((0.0, 0_usize), |(sum, open), one| if one.is_finite() { (sum + one, open) } else { (sum, open + 1) })
    };
    let (low, low_open) = ends(true, domains);
    let (high, high_open) = ends(false, domains);
    if low_open == 0 && low > row.range.high + EPSILON || high_open == 0 && high < row.range.low - EPSILON {
        return None;
    }
    // Bounds of the others as they were at the start: looser than they could be, and so still right.
    for (place, factor) in &row.terms {
        let domain = domains[*place];
        let without = |sum: f64, open: usize, own: f64| match (open, own.is_finite()) {
            (0, true) => Some(sum - own),
            (1, false) => Some(sum),
            _ => None,
        };
        let most = without(low, low_open, end(*factor, domain, true)).map(|others| row.range.high - others);
        let least = without(high, high_open, end(*factor, domain, false)).map(|others| row.range.low - others);
        let (mut lowest, mut highest) = (least.map(|bound| bound / factor), most.map(|bound| bound / factor));
        if *factor < 0.0 {
            std::mem::swap(&mut lowest, &mut highest);
        }
        let mut tighter =
            domain.and(Interval::new(lowest.unwrap_or(f64::NEG_INFINITY), highest.unwrap_or(f64::INFINITY)));
        if whole[*place] {
            tighter = inner_whole(tighter);
        }
        if tighter.low > domain.low + EPSILON || tighter.high < domain.high - EPSILON {
            if tighter.low > tighter.high + EPSILON {
                return None;
            }
            domains[*place] = tighter;
            changed.push(*place);
        }
    }
    Some(changed)
}
