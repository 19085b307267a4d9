//! A change as it is noted, when it does not follow from two cells.

use serde::{Deserialize, Serialize};

use super::entry::{noted, noted_margin};
use crate::{Margin, Measure, Pairing, Place, Protects, RawChange, Response, Status, Term, Unit};

/// A change of a publication, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    pub(super) table: String,
    of: String,
    partition: bool,
    pub(super) by: String,
    pub(super) group: String,
    pub(super) part: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) protects: Protects,
    sensitive: bool,
    unit: Unit,
    pub(super) first: (Measure, u64),
    pub(super) second: (Measure, u64),
    /// Pairs, when the same persons are compared with themselves.
    pairs: Option<u64>,
    pub(super) interval: Option<Margin>,
    response: Option<Response>,
    pub(super) status: Status,
}

/// Whether a change tells something that its cells do not.
pub(super) const fn is_noted(change: &RawChange) -> bool {
    matches!(change.protects, Protects::Students | Protects::Staff)
        && change.small_group.is_none()
        && !matches!(change.pairing, Pairing::Complete)
}

/// The pairs, and the interval as it is noted.
pub(super) fn paired(pairing: Pairing) -> (Option<u64>, Option<Margin>) {
    match pairing {
        Pairing::Complete => (None, None),
        Pairing::Groups { interval } => (None, interval.map(noted_margin)),
        Pairing::Pairs { pairs, interval } => (Some(pairs), interval.map(noted_margin)),
    }
}

impl Change {
    pub(super) fn of((change, status): &(RawChange, Status)) -> Self {
        let Place { by, group, part, .. } = &change.place;
        let (pairs, interval) = paired(change.pairing);
        Self {
            table: change.table.clone(),
            of: change.of.clone(),
            partition: change.partition,
            by: by.code.clone(),
            group: group.code.clone(),
            part: part.code.clone(),
            from: change.from.code.clone(),
            to: change.to.code.clone(),
            protects: change.protects,
            sensitive: change.sensitive,
            unit: change.unit,
            first: (noted(change.first.0), change.first.1),
            second: (noted(change.second.0), change.second.1),
            pairs,
            interval,
            response: change.response,
            status: *status,
        }
    }

    const fn pairing(&self) -> Pairing {
        match self.pairs {
            Some(pairs) => Pairing::Pairs { pairs, interval: self.interval },
            None => Pairing::Groups { interval: self.interval },
        }
    }

    pub(super) fn judged(&self) -> (RawChange, Status) {
        let term = |code: &str| Term::new(code, "", "");
        let place =
            Place { by: term(&self.by), group: term(&self.group), part: term(&self.part), period: Term::default() };
        let change = RawChange {
            table: self.table.clone(),
            of: self.of.clone(),
            partition: self.partition,
            place,
            from: term(&self.from),
            to: term(&self.to),
            protects: self.protects,
            sensitive: self.sensitive,
            unit: self.unit,
            first: self.first,
            second: self.second,
            n_min: 0,
            pairing: self.pairing(),
            response: self.response,
            small_group: None,
        };
        (change, self.status)
    }

    /// Tells a change of now as this one was told.
    pub(super) fn repeat(&self, (now, status): &mut (RawChange, Status)) {
        (now.first, now.second, now.pairing) = (self.first, self.second, self.pairing());
        now.response = self.response;
        *status = self.status;
    }
}
