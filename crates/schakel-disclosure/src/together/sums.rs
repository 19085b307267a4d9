//! What adds up.

use std::collections::{BTreeMap, BTreeSet};

use super::{EPSILON, Group, Key, Like, NOT, Pair, Told};
use crate::Measure;
use crate::judge::threshold;
use crate::linear::{Interval, Quantity, Relation};

impl Told<'_> {
    /// Groups add up to the total, groups within a group to that group, and answers to those who answered; who is in no group
    /// is a group too.
    pub(super) fn add_up(&mut self) {
        let wholes: Vec<(Key, Pair, Like)> =
            self.parts.iter().map(|(key, (pair, like))| (key.clone(), *pair, *like)).collect();
        let within: BTreeSet<&Group> = self.within.values().collect();
        let group = |key: &Key| (key.by.clone(), key.group.clone());
        let totals: Vec<&(Key, Pair, Like)> =
            wholes.iter().filter(|(key, ..)| key.by == "all" || within.contains(&group(key))).collect();
        for (whole, pair, like) in totals {
            let mut breakdowns: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
            for (key, group, _) in wholes.iter().filter(|(key, _, like)| like.partition && self.is_part(key, whole)) {
                // Whom there are more of than of the whole are no part of it, such as students beside all staff.
                if self.truth[group.whole.place()] <= self.truth[pair.whole.place()] + EPSILON {
                    breakdowns.entry(key.by.clone()).or_default().push(*group);
                }
            }
            for groups in breakdowns.into_values() {
                self.groups(&groups, *pair, *like);
            }
        }
        self.others(&wholes);
        self.answers();
        self.answered(&wholes);
    }

    /// Whether the persons of a number are some of those of another.
    fn is_part(&self, key: &Key, of: &Key) -> bool {
        let within = || self.within.get(&(key.by.clone(), key.group.clone()));
        let same = key.of == of.of && key.period == of.period && key.part == of.part;
        same && (of.by == "all" || within().is_some_and(|(by, group)| (by, group) == (&of.by, &of.group)))
    }

    /// The groups of a breakdown, and the whole of which they are parts.
    fn groups(&mut self, groups: &[Pair], whole: Pair, like: Like) {
        let wholes: Vec<Quantity> = groups.iter().map(|group| group.whole).collect();
        // Groups that overlap are no parts of the total.
        if self.rest(&wholes, whole.whole) < -EPSILON {
            return;
        }
        if self.summed.insert((wholes.clone(), whole.whole)) {
            self.sum(&wholes, whole.whole, false, threshold(like.protects, self.rules));
        }
        let parts: Vec<Quantity> = groups.iter().map(|group| group.part).collect();
        if self.summed.insert((parts.clone(), whole.part)) {
            self.sum(&parts, whole.part, matches!(like.measure, Measure::Mean { .. }), 0);
        }
    }

    /// The others than a group are the other groups together.
    fn others(&mut self, wholes: &[(Key, Pair, Like)]) {
        for (key, others, like) in wholes {
            let Some(one) = key.group.strip_prefix(NOT) else { continue };
            let beside = |other: &Key| {
                let same =
                    (&other.of, &other.by, &other.period, &other.part) == (&key.of, &key.by, &key.period, &key.part);
                same && other.group != one
            };
            let groups: Vec<Pair> = wholes
                .iter()
                .filter(|(key, _, like)| like.partition && beside(key))
                .map(|(_, group, _)| *group)
                .collect();
            let wholes: Vec<Quantity> = groups.iter().map(|group| group.whole).collect();
            if self.rest(&wholes, others.whole).abs() < EPSILON {
                self.groups(&groups, *others, *like);
            }
        }
    }

    /// Answers of which everybody gave one: all parts of a table, or those whose names begin alike (`skill_up`, `skill_same`,
    /// `skill_down`).
    fn answers(&mut self) {
        let mut answers: BTreeMap<(Quantity, &str, &str), Vec<Quantity>> = BTreeMap::new();
        for (key, (pair, like)) in &self.parts {
            if !key.part.is_empty() && matches!(like.measure, Measure::Share { .. }) {
                let begin = key.part.rsplit_once('_').map_or("", |(begin, _)| begin);
                for begin in if begin.is_empty() { vec![""] } else { vec!["", begin] } {
                    answers.entry((pair.whole, &key.of, begin)).or_default().push(pair.part);
                }
            }
        }
        let answers: Vec<(Quantity, Vec<Quantity>)> = answers
            .into_iter()
            .map(|((whole, ..), parts)| (whole, parts))
            .filter(|(_, parts)| parts.len() > 1)
            .collect();
        for (whole, parts) in answers {
            if self.rest(&parts, whole).abs() < EPSILON {
                self.system.relate(Relation::sum(&parts, whole));
            }
        }
    }

    /// Nobody answers a question who did not complete the survey.
    fn answered(&mut self, wholes: &[(Key, Pair, Like)]) {
        let place = |key: &Key| (key.by.clone(), key.group.clone(), key.period.clone());
        let completed: BTreeMap<_, Pair> = wholes
            .iter()
            .filter(|(.., like)| matches!(like.measure, Measure::Response { .. }))
            .map(|(key, pair, _)| (place(key), *pair))
            .collect();
        for (key, pair, like) in wholes.iter().filter(|(.., like)| like.surveyed) {
            let Some(completed) = completed.get(&place(key)) else { continue };
            let (one, all) = (pair.whole, completed.part);
            let fits = self.truth[one.place()] <= self.truth[all.place()] + EPSILON;
            if !matches!(like.measure, Measure::Response { .. }) && fits && self.summed.insert((vec![one], all)) {
                let range = Interval::new(f64::NEG_INFINITY, 0.0);
                self.system.relate(Relation::new(vec![(one, 1.0), (all, -1.0)], range));
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
