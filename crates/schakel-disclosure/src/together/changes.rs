//! What a change tells: its two ends.

use super::rounded::tells;
use super::told::{Hidden, Key, Like, Pair, Told, part_of, whole_key};
use super::{NOT, Said, TWICE};
use crate::judge::threshold;
use crate::linear::{Interval, Relation};
use crate::{Pairing, Place, Protects, RawChange, Status};

impl Told<'_> {
    pub(super) fn change(&mut self, at: usize, change: &RawChange, status: Status) {
        if !matches!(change.protects, Protects::Students | Protects::Staff) {
            return;
        }
        let (of, groups) = match change.pairing {
            Pairing::Pairs { .. } => (format!("{}{TWICE}", change.of), false),
            Pairing::Groups { .. } => (change.of.clone(), true),
            Pairing::Complete => (change.of.clone(), change.from.code == "rest"),
        };
        let mut relations = Vec::new();
        let mut pairs: Vec<Pair> = Vec::new();
        let mut largest = 0.0_f64;
        for (end, (measure, persons)) in [(&change.from, change.first), (&change.to, change.second)] {
            let size = measure.share().map_or(persons as f64, |(_, whole)| whole);
            let paired = matches!(change.pairing, Pairing::Pairs { .. });
            let table = if paired { format!("{}{TWICE}", change.table) } else { change.table.clone() };
            let others = groups && end.code == "rest";
            let place = if others {
                Place {
                    group: crate::Term::new(format!("{NOT}{}", change.place.group.code), "", ""),
                    ..change.place.clone()
                }
            } else {
                change.place.clone()
            };
            let period = if groups { &change.place.period.code } else { &end.code };
            let surveyed = change.response.is_some();
            let partition = change.partition && !others;
            let like = Like { measure, protects: change.protects, partition, surveyed };
            let Some(pair) = self.pair(&table, &of, &place, period, &like, size) else { return };
            relations.extend(tells(&pair, measure, change.unit));
            // Too few pairs to mean something may still be enough persons.
            let few = size < threshold(change.protects, self.rules) as f64;
            if status == Status::Suppressed && paired && (few || change.sensitive) {
                let (protects, sensitive) = (change.protects, change.sensitive);
                let (table, part) = part_of(&table, &place.part.code);
                let total = (table.to_owned(), part.to_owned(), period.clone());
                let by = place.by.code.clone();
                self.hidden.push(Hidden { pair, band: None, measure, protects, sensitive, size, by, total });
            }
            if paired {
                let shown = crate::release::shown_size(persons, change.protects, self.rules);
                relations.push(Relation::of(pair.whole, Interval::new(shown.from as f64, shown.to as f64)));
                pairs.push(pair);
                // Where a table counts pairs too, as many of the same description are the same.
                let key = Key { of: change.of.clone(), ..whole_key(&of, &place, period, size) };
                pairs.extend(self.wholes.get(&key).map(|whole| Pair { whole: *whole, ..pair }));
            }
            largest = largest.max(size);
        }
        self.same_persons(&pairs);
        if status == Status::Released {
            self.say(relations, &change.place, largest, Said::Change(at));
        }
    }
}
