//! Completions of a part: numbers in place of all that is not shown, with which every rule holds.

use super::{Bounds, Part};

/// Looks for completions.
pub(super) struct Search<'p> {
    pub(super) part: &'p Part,
    pub(super) of: &'p [Vec<usize>],
    /// How many steps are left.
    pub(super) steps: usize,
    /// The least and most of each number in the completions that were found.
    pub(super) seen: Option<Vec<Bounds>>,
}

/// What looking gave.
pub(super) enum Look {
    /// One, or with `ends` all that matter.
    Found,
    /// There is none.
    Nothing,
    /// It took too long.
    GivenUp,
}

impl Search<'_> {
    /// The ends of every number over all completions.
    pub(super) fn ends(&mut self, bounds: &[Bounds]) -> Look {
        match self.complete(bounds.to_vec(), None) {
            Look::Found => {}
            ended => return ended,
        }
        for place in 0..bounds.len() {
            for lowest in [true, false] {
                loop {
                    let Some(seen) = &self.seen else { return Look::GivenUp };
                    let mut asked = bounds.to_vec();
                    let own = &mut asked[place];
                    *own = if lowest { (own.0, seen[place].0 - 1) } else { (seen[place].1 + 1, own.1) };
                    if own.0 > own.1 {
                        break;
                    }
                    let mut by = vec![None; bounds.len()];
                    if !self.part.tighten(self.of, &mut asked, &self.of[place], &mut by) {
                        break;
                    }
                    match self.complete(asked, Some((place, lowest))) {
                        Look::Found => {}
                        Look::Nothing => break,
                        Look::GivenUp => return Look::GivenUp,
                    }
                }
            }
        }
        Look::Found
    }

    /// Looks for a completion within bounds, with one number as low or as high as can be first.
    fn complete(&mut self, bounds: Vec<Bounds>, first: Option<(usize, bool)>) -> Look {
        let is_open = |place: &usize| bounds[*place].0 < bounds[*place].1;
        let asked = first.filter(|(place, _)| is_open(place));
        let narrowest = || (0..bounds.len()).filter(is_open).min_by_key(|place| bounds[*place].1 - bounds[*place].0);
        let Some((place, lowest)) = asked.or_else(|| narrowest().map(|place| (place, true))) else {
            self.note(&bounds);
            return Look::Found;
        };
        let (low, high) = bounds[place];
        for step in 0..=high - low {
            let value = if lowest { low + step } else { high - step };
            let mut fixed = bounds.clone();
            fixed[place] = (value, value);
            let mut by = vec![None; bounds.len()];
            let Some(left) = self.steps.checked_sub(1) else { return Look::GivenUp };
            self.steps = left;
            if !self.part.tighten(self.of, &mut fixed, &self.of[place], &mut by) {
                continue;
            }
            match self.complete(fixed, None) {
                Look::Nothing => {}
                ended => return ended,
            }
        }
        Look::Nothing
    }

    fn note(&mut self, found: &[Bounds]) {
        match &mut self.seen {
            None => self.seen = Some(found.to_vec()),
            Some(seen) => {
                for (seen, found) in seen.iter_mut().zip(found) {
                    *seen = (seen.0.min(found.0), seen.1.max(found.1));
                }
            }
        }
    }
}
