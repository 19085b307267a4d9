//! What adds up.

use std::collections::BTreeMap;

use super::{EPSILON, Key, Like, Pair, Told};
use crate::Measure;
use crate::judge::threshold;
use crate::linear::{Interval, Quantity, Relation};

impl Told<'_> {
    /// Groups add up to the total, and answers to those who answered; who is in no group is a group too.
    pub(super) fn add_up(&mut self) {
        let totals: Vec<(Key, Pair, Like)> = self
            .parts
            .iter()
            .filter(|(key, _)| key.by == "all")
            .map(|(key, (pair, like))| (key.clone(), *pair, *like))
            .collect();
        for (total, pair, like) in totals {
            let amounts = matches!(like.measure, Measure::Mean { .. });
            let least = threshold(like.protects, self.rules);
            let mut breakdowns: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
            for (key, (group, like)) in &self.parts {
                if like.partition && key.of == total.of && key.period == total.period && key.part == total.part {
                    breakdowns.entry(key.by.clone()).or_default().push(*group);
                }
            }
            for groups in breakdowns.into_values() {
                let wholes: Vec<Quantity> = groups.iter().map(|group| group.whole).collect();
                // Groups that overlap are no parts of the total.
                let overlap = self.rest(&wholes, pair.whole) < -EPSILON;
                if !overlap && self.summed.insert((wholes.clone(), pair.whole)) {
                    self.sum(&wholes, pair.whole, false, least);
                }
                let parts: Vec<Quantity> = groups.iter().map(|group| group.part).collect();
                if !overlap && self.summed.insert((parts.clone(), pair.part)) {
                    self.sum(&parts, pair.part, amounts, 0);
                }
            }
        }
        self.answers();
    }

    fn answers(&mut self) {
        let mut answers: BTreeMap<(Quantity, &str), Vec<Quantity>> = BTreeMap::new();
        for (key, (pair, like)) in &self.parts {
            if !key.part.is_empty() && matches!(like.measure, Measure::Share { .. }) {
                answers.entry((pair.whole, &key.of)).or_default().push(pair.part);
            }
        }
        let answers: Vec<(Quantity, Vec<Quantity>)> = answers
            .into_iter()
            .map(|((whole, _), parts)| (whole, parts))
            .filter(|(_, parts)| parts.len() > 1)
            .collect();
        for (whole, parts) in answers {
            if self.rest(&parts, whole).abs() < EPSILON {
                self.system.relate(Relation::sum(&parts, whole));
            }
        }
    }

    fn rest(&self, groups: &[Quantity], total: Quantity) -> f64 {
        self.truth[total.place()] - groups.iter().map(|group| self.truth[group.place()]).sum::<f64>()
    }

    /// Groups and a total, of which they may leave a rest; a rest of fewer than `least` persons is a small group.
    fn sum(&mut self, groups: &[Quantity], total: Quantity, amounts: bool, least: u64) {
        let rest = self.rest(groups, total);
        // Numbers that exceed the total are no parts of it.
        if rest < -EPSILON {
            return;
        }
        if rest < EPSILON {
            self.system.relate(Relation::sum(groups, total));
            return;
        }
        let any = Interval::new(0.0, f64::INFINITY);
        let other = if amounts { self.system.amount(any) } else { self.system.count(any) };
        self.truth.push(rest);
        if rest < least as f64 {
            self.keep(other, least as f64);
        }
        let all: Vec<Quantity> = groups.iter().copied().chain([other]).collect();
        self.system.relate(Relation::sum(&all, total));
    }
}
