//! What the items of a line come to, for any line in one step.

use super::Item;

/// What items come to together, in points.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    pub(super) width: f32,
    pub(super) stretch: f32,
    pub(super) shrink: f32,
    /// Width of the text alone.
    pub(super) letters: f32,
}

/// The sums of all beginnings of a row of items.
pub(super) struct Sums(Vec<Sum>);

impl Sums {
    /// Ragged lines have fixed spaces and letters.
    pub(super) fn of(items: &[Item], ragged: bool) -> Sums {
        let mut sums = Vec::with_capacity(items.len() + 1);
        let mut sum = Sum::default();
        sums.push(sum);
        for item in items {
            match *item {
                Item::Box { width } => {
                    sum.width += width;
                    if !ragged {
                        sum.letters += width;
                    }
                }
                Item::Glue { width, stretch, shrink, .. } => {
                    sum.width += width;
                    if !ragged {
                        sum.stretch += stretch;
                        sum.shrink += shrink;
                    }
                }
                Item::Penalty { .. } | Item::Forced => {}
            }
            sums.push(sum);
        }
        Sums(sums)
    }

    /// The sum of the items from one on, up to another; nothing when that does not come after it.
    pub(super) fn between(&self, start: usize, end: usize) -> Sum {
        match (self.0.get(start), self.0.get(end)) {
            (Some(from), Some(to)) if end > start => Sum {
                width: to.width - from.width,
                stretch: to.stretch - from.stretch,
                shrink: to.shrink - from.shrink,
                letters: to.letters - from.letters,
            },
            _ => Sum::default(),
        }
    }
}
