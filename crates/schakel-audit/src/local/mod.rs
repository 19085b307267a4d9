//! A connected part of what is not shown: whole numbers between bounds, with the sums and shares that hold between
//! them; and the least and the most that each of them can be.
//!
//! Bounds are drawn closer relation by relation until nothing changes. Where that may leave room that is not there, in
//! parts that are connected in more than one way, completions are looked for: bounds are those of completions that
//! exist.

mod rule;
mod search;
#[cfg(test)]
mod tests;

pub(crate) use self::rule::{Bounds, Rule, Side, open};
use self::search::{Look, Search};
use super::groups::Groups;
use super::program;

/// A connected part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Part {
    /// What everyone reads of each number.
    pub bounds: Vec<Bounds>,
    /// The relations.
    pub rules: Vec<Rule>,
}

/// What can be derived of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Derived {
    /// The least and the most that each number can be.
    pub bounds: Vec<Bounds>,
    /// By which rule the last bound of each was drawn; none where it took several rules at once.
    pub by: Vec<Option<usize>>,
}

impl Derived {
    /// Ends that were drawn from bounds by several rules at once, where they differ.
    fn new(ends: Vec<Bounds>, bounds: &[Bounds], mut by: Vec<Option<usize>>) -> Derived {
        let drawn = ends.iter().zip(bounds).map(|(end, bound)| end != bound);
        by.iter_mut().zip(drawn).filter(|(_, drawn)| *drawn).for_each(|(by, _)| *by = None);
        Derived { bounds: ends, by }
    }
}

/// Steps that looking for completions of a part may take, and the numbers that are looked at in all of them together.
const MOST_STEPS: (usize, usize) = (30_000, 4_000_000);
/// A rule is applied this many times at most; bounds that go on creeping are left to the search.
const MOST_VISITS: usize = 60;

impl Part {
    /// The least and the most that each number can be; none when what is published contradicts itself. Of parts that
    /// are too large to look at all completions, the numbers that may leave too little open are bounded by linear programs.
    pub(crate) fn derive(&self, is_narrow: impl Fn(Bounds) -> bool) -> Option<Derived> {
        let of = self.rules_of();
        let mut bounds = self.bounds.clone();
        let mut by = vec![None; bounds.len()];
        let all: Vec<usize> = (0..self.rules.len()).collect();
        if !self.tighten(&of, &mut bounds, &all, &mut by) {
            return None;
        }
        if self.is_tree() {
            return Some(Derived { bounds, by });
        }
        let steps = (MOST_STEPS.1 / bounds.len().max(1)).min(MOST_STEPS.0);
        let mut search = Search { part: self, of: &of, steps, seen: None };
        match search.ends(&bounds) {
            Look::Nothing => None,
            Look::GivenUp => {
                let doubtful = |place: usize| search.seen.as_ref().is_none_or(|seen| is_narrow(seen[place]));
                let asked: Vec<bool> =
                    (0..bounds.len()).map(|place| bounds[place].0 < bounds[place].1 && doubtful(place)).collect();
                let ends = program::ends(self, &bounds, &asked);
                Some(Derived::new(ends, &bounds, by))
            }
            Look::Found => Some(Derived::new(search.seen.unwrap_or_else(|| bounds.clone()), &bounds, by)),
        }
    }

    fn rules_of(&self) -> Vec<Vec<usize>> {
        let mut of = vec![Vec::new(); self.bounds.len()];
        for (at, rule) in self.rules.iter().enumerate() {
            rule.each(|place| of[place].push(at));
        }
        of
    }

    /// Whether rules connect numbers in one way only, and none but sums connect any: then bounds drawn rule by rule are
    /// those of completions.
    fn is_tree(&self) -> bool {
        let mut groups = Groups::new(self.bounds.len() + self.rules.len());
        self.rules.iter().enumerate().all(|(at, rule)| {
            let mut once = matches!(rule, Rule::Sum { .. }) || rule.width() < 2;
            rule.each(|place| once &= groups.join(place, self.bounds.len() + at));
            once
        })
    }

    /// Draws the bounds closer by rules, and by others that share a number with them. `false` for a contradiction.
    fn tighten(&self, of: &[Vec<usize>], bounds: &mut [Bounds], first: &[usize], by: &mut [Option<usize>]) -> bool {
        let mut waiting = vec![false; self.rules.len()];
        let mut visits = vec![0_usize; self.rules.len()];
        let mut queue: std::collections::VecDeque<usize> = first.iter().copied().collect();
        first.iter().for_each(|rule| waiting[*rule] = true);
        let mut changed = Vec::new();
        while let Some(at) = queue.pop_front() {
            waiting[at] = false;
            visits[at] += 1;
            changed.clear();
            if !self.rules[at].apply(bounds, &mut changed) {
                return false;
            }
            for place in &changed {
                by[*place] = Some(at);
                for other in &of[*place] {
                    if !waiting[*other] && visits[*other] < MOST_VISITS {
                        waiting[*other] = true;
                        queue.push_back(*other);
                    }
                }
            }
        }
        true
    }
}
