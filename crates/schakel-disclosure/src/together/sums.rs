//! What adds up.

use std::collections::{BTreeMap, BTreeSet};

use super::told::{Group, Key, Like, Pair, Told, part_of};
use super::{EPSILON, MEAN_UNCERTAIN, NOT, SIDE_UNCERTAIN, TWICE};
use crate::judge::threshold;
use crate::linear::{Interval, Quantity, Relation};
use crate::{Identity, Measure};

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
        self.twice(&wholes);
        self.answers();
        self.identities();
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
        if let Some((rest, persons)) = self.sum(&wholes, whole.whole) {
            let least = threshold(like.protects, self.rules) as f64;
            if persons < least {
                self.keep(rest, least);
            }
        }
        let parts: Vec<Quantity> = groups.iter().map(|group| group.part).collect();
        self.sum(&parts, whole.part);
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

    /// Persons that are the same.
    pub(super) fn same_persons(&mut self, pairs: &[Pair]) {
        for two in pairs.windows(2) {
            let (one, other) = (two[0].whole, two[1].whole);
            let same = (self.truth[one.place()] - self.truth[other.place()]).abs() < EPSILON;
            if one != other && same && self.summed.insert((vec![one], other)) {
                self.system.relate(Relation::sum(&[one], other));
            }
        }
    }

    /// Those who answered twice are some of those who answered. How many the others are may be known, but where they are few
    /// not what they answered.
    fn twice(&mut self, wholes: &[(Key, Pair, Like)]) {
        for (key, twice, like) in wholes {
            let Some(table) = key.of.strip_suffix(TWICE) else { continue };
            let same = |other: &Key| {
                other.of == table
                    && (&other.by, &other.group, &other.part, &other.period)
                        == (&key.by, &key.group, &key.part, &key.period)
            };
            let Some((_, all, _)) = wholes.iter().find(|(other, ..)| same(other)) else { continue };
            let sum = matches!(like.measure, Measure::Mean { .. });
            let (others, part) = (self.rest(&[twice.whole], all.whole), self.rest(&[twice.part], all.part));
            let most = if sum { 100.0 } else { 1.0 } * others;
            // Who changed role in between is in another group.
            if others < -EPSILON || part < -EPSILON || part > most + EPSILON {
                continue;
            }
            if others < EPSILON {
                self.sum(&[twice.whole], all.whole);
                self.sum(&[twice.part], all.part);
                continue;
            }
            let rest = Pair { whole: self.count(others), part: self.part(part, sum) };
            self.system.relate(Relation::sum(&[twice.whole, rest.whole], all.whole));
            self.system.relate(Relation::sum(&[twice.part, rest.part], all.part));
            self.bound(rest, sum);
            let few = others < threshold(like.protects, self.rules) as f64;
            // Where nobody answered so, or everybody, none of them did, or all.
            let (one, whole) = (self.truth[all.part.place()], self.truth[all.whole.place()]);
            if few && (sum || one > EPSILON && one < whole - EPSILON) {
                self.keep(rest.part, if sum { MEAN_UNCERTAIN * others } else { SIDE_UNCERTAIN.min(others) });
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

    /// What everybody knows of numbers in several tables.
    fn identities(&mut self) {
        for Identity { parts, whole, rest } in self.identities {
            let [first, others @ ..] = parts.as_slice() else { continue };
            let (table, part) = part_of(first, "");
            for (place, pair) in self.parts.iter().filter(|(key, _)| key.of == table && key.part == part) {
                let beside = |name: &String| {
                    let (table, part) = part_of(name, "");
                    let same = |key: &Key| {
                        (&key.by, &key.group, &key.period) == (&place.by, &place.group, &place.period)
                            && key.of == table
                            && key.part == part
                    };
                    self.parts.iter().find(|(key, _)| same(key)).map(|(_, (pair, _))| pair.part)
                };
                let Some(others) = others.iter().map(beside).collect::<Option<Vec<Quantity>>>() else { continue };
                let Some(whole) = whole.as_ref().map_or(Some(pair.0.whole), beside) else { continue };
                let parts: Vec<Quantity> = [pair.0.part].into_iter().chain(others).collect();
                let left = self.rest(&parts, whole);
                if left.abs() < EPSILON && !rest {
                    self.system.relate(Relation::sum(&parts, whole));
                } else if left > -EPSILON && *rest {
                    let terms = parts.into_iter().map(|part| (part, 1.0)).chain([(whole, -1.0)]).collect();
                    self.system.relate(Relation::new(terms, Interval::new(f64::NEG_INFINITY, 0.0)));
                }
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

    /// Groups and a total: gives the rest that they leave of it, and how much that is; `None` when they leave none, and when
    /// that is in the system already.
    fn sum(&mut self, groups: &[Quantity], total: Quantity) -> Option<(Quantity, f64)> {
        let rest = self.rest(groups, total);
        // Numbers that exceed the total are no parts of it.
        if !self.summed.insert((groups.to_vec(), total)) || rest < -EPSILON {
            return None;
        }
        if rest < EPSILON {
            self.system.relate(Relation::sum(groups, total));
            return None;
        }
        let other = self.part(rest, !self.system.is_count(total));
        let all: Vec<Quantity> = groups.iter().copied().chain([other]).collect();
        self.system.relate(Relation::sum(&all, total));
        Some((other, rest))
    }
}
