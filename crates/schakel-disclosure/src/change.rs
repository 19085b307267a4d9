//! From a raw change to a released one.

use crate::release::{rounded_interval, shown_share, shown_size};
use crate::released::ChangeNumbers;
use crate::{
    Direction, Figure, Margin, Measure, Pairing, RawChange, Reason, ReleasedChange, Rules, Status, judge, margin,
    newcombe_wilson,
};

/// What becomes of a change by itself.
pub(crate) fn status_of(raw: &RawChange, rules: &Rules) -> Status {
    let hidden = raw.response.is_some_and(|r| judge::hidden(r, rules));
    match change_reason(raw, rules) {
        Some(_) => Status::Suppressed,
        None if hidden => Status::HiddenLowResponse,
        None if raw.first.0.number().is_none() || raw.second.0.number().is_none() => Status::Missing,
        None => Status::Released,
    }
}

/// A change with the numbers that may be shown.
pub(crate) fn released_change(raw: RawChange, status: Status, rules: &Rules) -> ReleasedChange {
    let numbers = (status == Status::Released).then(|| change_numbers(&raw, rules)).flatten();
    ReleasedChange {
        status,
        unit: raw.unit,
        verdict: numbers.map_or(Direction::Unknown, |n| n.verdict),
        warn: numbers.is_some() && raw.response.is_some_and(|r| judge::warned(r, rules)),
        numbers,
        place: raw.place,
        from: raw.from,
        to: raw.to,
    }
}

fn change_reason(raw: &RawChange, rules: &Rules) -> Option<Reason> {
    for (measure, persons) in [raw.first, raw.second] {
        if let Some(reason) = judge::too_few(raw.protects, raw.sensitive, measure, persons, rules) {
            return Some(reason);
        }
        if judge::banded(raw.protects, measure, persons, rules).is_some() {
            return Some(Reason::EndIsBanded);
        }
        if judge::tells_each(raw.protects, measure, raw.unit, persons, rules) {
            return Some(Reason::EveryAnswer);
        }
        if let Some((_, whole)) = measure.share()
            && whole < raw.n_min as f64
        {
            return Some(Reason::TooFewObservations);
        }
    }
    match raw.pairing {
        _ if judge::spread_of_few(raw.small_group, rules) => Some(Reason::SmallGroup),
        Pairing::Pairs { pairs, .. } if pairs < rules.pairs_min => Some(Reason::TooFewPairs),
        _ => None,
    }
}

/// The difference of what is shown: it carries nothing that the two ends do not.
fn change_numbers(raw: &RawChange, rules: &Rules) -> Option<ChangeNumbers> {
    let from = Figure::round(raw.first.0.number()?, raw.unit)?;
    let to = Figure::round(raw.second.0.number()?, raw.unit)?;
    let diff = to.minus(from, raw.unit)?;
    let (margin, pairs) = match raw.pairing {
        Pairing::Complete => (None, None),
        Pairing::Groups { interval } => (interval, None),
        Pairing::Pairs { pairs, interval } => (interval, Some(shown_size(pairs, raw.protects, rules))),
    };
    let interval = margin.and_then(|margin| change_interval(margin, raw, rules));
    let verdict = direction(diff, interval, raw);
    // Of few pairs it is told which way they go, but not how far they lie apart.
    let few = margin::few(raw.protects, raw.first.1.min(raw.second.1), rules);
    let interval = interval.filter(|_| !(few && matches!(margin, Some(Margin::Spread(..)))));
    Some(ChangeNumbers { from, to, diff, interval, pairs, verdict })
}

fn change_interval(margin: Margin, raw: &RawChange, rules: &Rules) -> Option<(Figure, Figure)> {
    let interval = match margin {
        Margin::Spread(low, high) | Margin::Given(low, high) => (low, high),
        Margin::Share => {
            let end = |(measure, persons): (Measure, u64)| {
                margin::as_shown(measure, shown_share(persons, raw.protects, rules), raw.unit)
            };
            let ((k1, n1), (k2, n2)) = (end(raw.first)?, end(raw.second)?);
            margin::in_percent(newcombe_wilson(k1, n1, k2, n2)?)
        }
    };
    rounded_interval(interval, raw.unit)
}

/// An interval that holds 0 demonstrates nothing. Without sampling, any difference that can be seen counts.
fn direction(diff: Figure, interval: Option<(Figure, Figure)>, raw: &RawChange) -> Direction {
    let (low, high) = match (raw.pairing, interval) {
        (_, Some((low, high))) => (low.get(), high.get()),
        (Pairing::Complete, None) if diff.get().abs() + 1e-9 >= raw.unit.step() => (diff.get(), diff.get()),
        (Pairing::Complete, None) => return Direction::None,
        (_, None) => return Direction::Unknown,
    };
    if low > 0.0 {
        Direction::Up
    } else if high < 0.0 {
        Direction::Down
    } else {
        Direction::None
    }
}
