//! What must stay uncertain.

use std::collections::BTreeMap;

use super::told::{Hidden, Told};
use super::{MEAN_UNCERTAIN, SIDE_UNCERTAIN};
use crate::judge::{NEARLY, threshold};
use crate::linear::{Need, Protected, Quantity, Relation};
use crate::{Band, Measure};

impl Told<'_> {
    /// What the numbers that are kept back protect: how many there are, and how many (or how much) on both sides. Where the
    /// total has nobody on a side, no group has, which everyone may know.
    pub(super) fn guard(&mut self) {
        let totals: BTreeMap<(String, String, String), Measure> = self
            .parts
            .iter()
            .filter(|(key, _)| key.by == "all")
            .map(|(key, (_, like))| ((key.of.clone(), key.part.clone(), key.period.clone()), like.measure))
            .collect();
        let hidden = std::mem::take(&mut self.hidden);
        self.beside_single_persons(&hidden);
        for hidden in hidden {
            let Hidden { pair, band, measure, protects, sensitive, size, total, .. } = hidden;
            let least = threshold(protects, self.rules) as f64;
            if size > 0.0 && size < least {
                self.keep(pair.whole, least);
            }
            let Some((part, whole)) = measure.share() else {
                self.keep(pair.part, MEAN_UNCERTAIN * size.max(1.0));
                continue;
            };
            let least = match band {
                // With a threshold of one, single persons may be told.
                Some(_) => NEARLY.min(least - 1.0),
                None if sensitive => self.rules.sensitive_part as f64,
                None => SIDE_UNCERTAIN,
            };
            let (all, of) = totals.get(&total).and_then(|total| total.share()).unwrap_or((f64::NAN, f64::NAN));
            if band != Some(Band::NearlyAll) && (all > 0.0 || all.is_nan()) {
                self.keep(pair.part, least);
            }
            if band != Some(Band::NearlyNone) && (all < of || all.is_nan()) {
                let other = self.count(whole - part);
                self.system.relate(Relation::sum(&[pair.part, other], pair.whole));
                self.keep(other, least);
            }
        }
    }

    /// Who is alone in a group knows its number, and must not find that of another group by it.
    fn beside_single_persons(&mut self, hidden: &[Hidden]) {
        for single in hidden.iter().filter(|one| one.size == 1.0) {
            let others = hidden.iter().filter(|one| one.by == single.by && one.total == single.total && one.size > 1.0);
            self.protected.extend(others.map(|other| Protected {
                quantity: other.pair.part,
                need: Need { least: 1.0 },
                knowing: Some(single.pair.part),
            }));
        }
    }

    pub(super) fn keep(&mut self, quantity: Quantity, least: f64) {
        self.protected.push(Protected { quantity, need: Need { least }, knowing: None });
    }
}
