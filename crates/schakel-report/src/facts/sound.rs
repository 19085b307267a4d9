//! Facts as a report can be made of them. What breaks the contract counts as missing: a number that is none, or larger than anything a school
//! has; a released cell without a value; a day that does not exist, an end before its start; a cell that is told twice. A report then says that something is missing, and never something that is wrong.

use std::borrow::Cow;

use super::across::Ingredients;
use super::{Cell, Change, Facts, Intervention, Status, Verdict, twice};
use crate::document::Date;

/// No number of a school is larger, and sums of such numbers are numbers.
const LARGEST: f64 = 1e15;

impl Facts {
    /// The facts, or a copy in which what breaks the contract is missing.
    pub(crate) fn sound(&self) -> Cow<'_, Facts> {
        let (mut days, mut numbers) = (true, true);
        let mut all = Cow::Borrowed(self);
        each_day(self, |day| days &= is_day(day));
        each_number(self, |number| numbers &= number.is_none_or(is_number));
        let indicators = || self.indicators.values();
        let sound = days
            && numbers
            && indicators().flat_map(|indicator| &indicator.cells).all(cell_is_sound)
            && indicators().flat_map(|indicator| &indicator.changes).all(change_is_sound)
            && self.lists.interventions.iter().all(ends_after_it_starts)
            && self.across.iter().flat_map(|across| &across.ingredients).all(has_levels)
            && is_number(self.quality.refused_rows)
            && is_number(self.quality.unknown_codes)
            && !twice::is_there(self);
        if !sound {
            mend(all.to_mut());
        }
        all
    }
}

fn is_number(number: f64) -> bool {
    number.abs() <= LARGEST
}

fn is_day(day: &Option<String>) -> bool {
    day.as_ref().is_none_or(|day| Date::parse(day).is_some())
}

fn ends_after_it_starts(one: &Intervention) -> bool {
    // Days are written yyyy-mm-dd, so their order is that of the texts.
    !matches!((&one.start, &one.end), (Some(start), Some(end)) if start > end)
}

/// The levels of an ingredient.
const LEVELS: [&str; 4] = ["0", "1", "2", "3"];

fn has_levels(row: &Ingredients) -> bool {
    row.cells.iter().flatten().all(|mark| LEVELS.contains(&mark.level.as_str()))
}

/// Whether two ends of a margin are numbers, or are both absent.
fn is_margin(low: Option<f64>, high: Option<f64>) -> bool {
    match (low, high) {
        (None, None) => true,
        (Some(low), Some(high)) => is_number(low) && is_number(high),
        _ => false,
    }
}

/// A value rests on somebody.
fn counts_are_sound(cell: &Cell) -> bool {
    let counted =
        |count: Option<f64>| count.is_none_or(|count| is_number(count) && (count >= 1.0 || cell.value.is_none()));
    cell.value.is_none_or(is_number) && counted(cell.n) && counted(cell.population)
}

fn cell_is_sound(cell: &Cell) -> bool {
    let told = cell.value.is_some() || cell.band.is_some();
    (cell.status != Status::Released || told) && counts_are_sound(cell) && is_margin(cell.low, cell.high)
}

fn change_is_sound(change: &Change) -> bool {
    let told = [change.from_value, change.to_value, change.diff].iter().all(Option::is_some);
    let numbers = [change.from_value, change.to_value, change.diff].into_iter().flatten().all(is_number);
    let says = change.verdict != Verdict::Unknown || change.status == Status::Released;
    (!says || told) && numbers && is_margin(change.low, change.high)
}

fn mend(facts: &mut Facts) {
    twice::mend(facts);
    for indicator in facts.indicators.values_mut() {
        for cell in indicator.cells.iter_mut().filter(|cell| !cell_is_sound(cell)) {
            if !is_margin(cell.low, cell.high) {
                (cell.low, cell.high) = (None, None);
            }
            for count in [&mut cell.n, &mut cell.population] {
                *count = count.filter(|count| is_number(*count) && *count >= 1.0);
            }
            if !cell_is_sound(cell) {
                (cell.status, cell.value, cell.band) = (Status::Missing, None, None);
            }
        }
        for change in indicator.changes.iter_mut().filter(|change| !change_is_sound(change)) {
            (change.status, change.verdict) = (Status::Missing, Verdict::Unknown);
            for number in
                [&mut change.from_value, &mut change.to_value, &mut change.diff, &mut change.low, &mut change.high]
            {
                *number = None;
            }
        }
    }
    for cell in facts.across.iter_mut().flat_map(|across| &mut across.ingredients).flat_map(|row| &mut row.cells) {
        if cell.as_ref().is_some_and(|mark| !LEVELS.contains(&mark.level.as_str())) {
            *cell = None;
        }
    }
    for intervention in facts.lists.interventions.iter_mut().filter(|one| !ends_after_it_starts(one)) {
        intervention.end = None;
    }
    for count in [&mut facts.quality.refused_rows, &mut facts.quality.unknown_codes] {
        if !is_number(*count) {
            *count = 0.0;
        }
    }
    each_number_mut(facts, |number| *number = number.filter(|number| is_number(*number)));
    each_day_mut(facts, |day| {
        if !is_day(day) {
            *day = None;
        }
    });
}

/// Names every day of the facts once, for reading and for mending.
macro_rules! days {
    ($name:ident, $facts:ty, $day:ty, $iter:ident, [$($ref:tt)+]) => {
        fn $name(facts: $facts, mut each: impl FnMut($day)) {
            let lists = $($ref)+ facts.lists;
            lists.vision.$iter().for_each(|one| each($($ref)+ one.date));
            for one in lists.interventions.$iter() {
                each($($ref)+ one.start);
                each($($ref)+ one.end);
                each($($ref)+ one.approved_on);
                each($($ref)+ one.next_step_due);
            }
            for one in lists.decisions.$iter() {
                each($($ref)+ one.start_planned);
                each($($ref)+ one.asked_on);
            }
            lists.next_steps.$iter().for_each(|one| each($($ref)+ one.due));
            lists.stories.$iter().for_each(|one| each($($ref)+ one.released_on));
            lists.obstacles.$iter().for_each(|one| each($($ref)+ one.date));
            lists.self_assessments.$iter().for_each(|one| each($($ref)+ one.date));
            facts.sources.$iter().for_each(|one| each($($ref)+ one.read_on));
            for one in facts.report.waves.$iter() {
                each($($ref)+ one.from);
                each($($ref)+ one.until);
            }
        }
    };
}
days!(each_day, &Facts, &Option<String>, iter, [&]);
days!(each_day_mut, &mut Facts, &mut Option<String>, iter_mut, [&mut]);

/// Names every number of the lists once, as [`days`] does for days.
macro_rules! numbers {
    ($name:ident, $facts:ty, $number:ty, $iter:ident, [$($ref:tt)+]) => {
        fn $name(facts: $facts, mut each: impl FnMut($number)) {
            each($($ref)+ facts.school.students);
            each($($ref)+ facts.school.staff);
            let lists = $($ref)+ facts.lists;
            for one in lists.interventions.$iter() {
                each($($ref)+ one.steps_done);
                each($($ref)+ one.steps_total);
            }
            for one in lists.decisions.$iter() {
                each($($ref)+ one.hours);
                each($($ref)+ one.days_waiting);
            }
            for one in lists.hours_to_schedule.$iter() {
                each($($ref)+ one.granted);
                each($($ref)+ one.scheduled);
                each($($ref)+ one.to_schedule);
            }
            lists.perspectives.$iter().for_each(|one| each($($ref)+ one.findings));
        }
    };
}
numbers!(each_number, &Facts, &Option<f64>, iter, [&]);
numbers!(each_number_mut, &mut Facts, &mut Option<f64>, iter_mut, [&mut]);

#[cfg(test)]
mod tests {
    use super::*;

    fn shared() -> Facts {
        serde_json::from_str(include_str!("../../tests/facts/shared.json")).unwrap()
    }

    #[test]
    fn facts_that_keep_the_contract_are_not_copied() {
        assert!(matches!(shared().sound(), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_no_number_counts_as_missing() {
        for number in [f64::NAN, f64::INFINITY, f64::MIN, 1.1e15] {
            let mut facts = shared();
            let indicator = facts.indicators.get_mut("C5").unwrap();
            indicator.cells[0].value = Some(number);
            indicator.cells[1].low = Some(number);
            indicator.changes[0].high = Some(number);
            let mended = facts.sound();
            let indicator = &mended.indicators["C5"];
            assert_eq!((indicator.cells[0].status, indicator.cells[0].value), (Status::Missing, None));
            assert_eq!((indicator.cells[1].low, indicator.cells[1].high), (None, None));
            assert_eq!((indicator.cells[1].status, indicator.cells[1].value.is_some()), (Status::Released, true));
            assert_eq!((indicator.changes[0].verdict, indicator.changes[0].diff), (Verdict::Unknown, None));
        }
    }

    #[test]
    fn days_that_do_not_exist_and_ends_before_their_start_are_missing() {
        let mut facts = shared();
        let one = &mut facts.lists.interventions[0];
        (one.start, one.end) = (Some("2026-02-01".to_owned()), Some("2026-01-01".to_owned()));
        facts.sources[0].read_on = Some("31 juni".to_owned());
        let mended = facts.sound();
        assert_eq!(mended.lists.interventions[0].start.as_deref(), Some("2026-02-01"));
        assert_eq!((&mended.lists.interventions[0].end, &mended.sources[0].read_on), (&None, &None));
    }
}
