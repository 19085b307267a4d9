//! Breaks a paragraph into lines, all at once: the method of Knuth and Plass.
//!
//! A paragraph is a row of boxes (text), glue (spaces that stretch and shrink) and penalties (places for a
//! hyphen). Every way to break it has demerits: for lines that are loose or tight, for hyphens, for hyphens on
//! lines in a row, for a tight line beside a loose one, for a last line of one short word. The way with the
//! fewest is taken.

mod best;
mod sums;

use best::{Best, Node};
use sums::{Sum, Sums};

/// An element of a paragraph. Widths are points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Item {
    /// Text that is not broken.
    Box { width: f32 },
    /// A space. A break replaces it; `cost` is infinite where there may be none.
    Glue { width: f32, stretch: f32, shrink: f32, cost: f32 },
    /// A place in a word where it may be broken; `width` is what a break adds. `hyphen` when it adds a hyphen.
    Penalty { width: f32, cost: f32, hyphen: bool },
    /// A line ends here.
    Forced,
}

/// How lines are to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Length of the lines in points.
    pub(crate) width: f32,
    /// Lines of unequal length with fixed spaces.
    pub(crate) ragged: bool,
}

/// A chosen break: the line ends before this item, its spaces are set at `ratio` (of stretch above zero, of
/// shrink below).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Break {
    pub(crate) item: usize,
    pub(crate) ratio: f32,
}

const LINE: f32 = 10.0;
const CONSECUTIVE_HYPHENS: f64 = 12_000.0;
const UNEVEN_NEIGHBOURS: f64 = 6_000.0;
const SHORT_LAST_LINE: f64 = 5e6;
/// Less than what a hyphen costs there.
const SHORT_RAGGED_LAST_LINE: f64 = 50_000.0;
/// A last line that begins within a word is only taken when nothing else is possible.
const HYPHEN_BEFORE_LAST_LINE: f64 = 1e9;
/// A hyphen on a third line in a row, and gaps too wide to read over, are avoided before all else.
const LAST_RESORT: f64 = 1e12;
/// A last line below this share of the measure, or below this length in points, is short.
const SHORT: f32 = 0.13;
const SHORT_POINTS: f32 = 22.0;
/// Looser lines than this are only taken when nothing else is possible. With the stretch of a text space (a
/// fifth of the type size, of which six tenths stretch) its gaps are half the type size wide.
const LOOSEST: f32 = 2.5;
/// What letters give, in parts of their width, when spaces alone would become too wide or too narrow: less than
/// the eye sees, and together as much as a word or two of a long line.
const LETTERS_STRETCH: f32 = 0.02;
const LETTERS_SHRINK: f32 = 0.01;
/// Letters help from this looseness on.
pub(crate) const EASED: f32 = 1.8;
/// Ragged lines may fall short of the measure by this share of it at the price of stretching fully.
const RAGGED_SHARE: f32 = 0.16;
/// Rounding of widths, in points.
const SLACK: f32 = 0.01;

/// Breaks a paragraph. The last break is after the last item.
pub(crate) fn break_lines(items: &[Item], measure: Measure) -> Vec<Break> {
    if items.is_empty() {
        return Vec::new();
    }
    if fits_on_one_line(items, measure) {
        return vec![Break { item: items.len(), ratio: 0.0 }];
    }
    let sums = Sums::of(items, measure.ragged);
    let search = Search { items, measure, sums: &sums };
    search.run(LOOSEST).or_else(|| search.run(f32::INFINITY)).unwrap_or_default()
}

/// Most labels and cells are one line, and nothing has to be weighed for them.
fn fits_on_one_line(items: &[Item], measure: Measure) -> bool {
    let mut natural = 0.0;
    for item in items {
        match *item {
            Item::Box { width } | Item::Glue { width, .. } => natural += width,
            Item::Penalty { .. } => {}
            Item::Forced => return false,
        }
    }
    natural <= measure.width
}

struct Search<'a> {
    items: &'a [Item],
    measure: Measure,
    sums: &'a Sums,
}

/// A line between two places, measured.
#[derive(Clone, Copy)]
struct Fitted {
    /// First item of the line.
    start: usize,
    natural: f32,
    too_wide: bool,
    ratio: f32,
    /// How loose its spaces are.
    gaps: f32,
    /// What it costs, whatever the line before it is.
    demerits: f64,
    fitness: u8,
}

impl Search<'_> {
    /// The best way with no line looser than `loosest`; `None` when there is none. With infinity there always
    /// is one: a box that is wider than the line then sticks out.
    fn run(&self, loosest: f32) -> Option<Vec<Break>> {
        let mut nodes = Vec::with_capacity(self.items.len());
        nodes.push(Node {
            item: 0,
            start: self.line_start(0),
            demerits: 0.0,
            previous: 0,
            ratio: 0.0,
            fitness: 1,
            hyphens: 0,
        });
        let mut active = vec![0_usize];
        let mut best = Best::default();
        for at in 0..=self.items.len() {
            let Some(kind) = self.place(at) else { continue };
            let start = self.next_start(at);
            let mut keep_from = 0;
            // Ways to one place differ in their demerits only: the line from there is measured once.
            let mut known: Option<Fitted> = None;
            for (index, &from) in active.iter().enumerate() {
                let node = nodes[from];
                let fitted = match known {
                    Some(fitted) if fitted.start == node.start => fitted,
                    _ => self.fit(node.start, at, kind),
                };
                known = Some(fitted);
                if fitted.too_wide {
                    keep_from = index + 1;
                    continue;
                }
                if fitted.gaps > loosest {
                    // Later nodes make shorter, looser lines still.
                    break;
                }
                let candidate = Node { item: at, start, ..self.candidate(&node, from, fitted, kind) };
                best.add(candidate);
            }
            let dead = keep_from >= active.len();
            let last_alive = active.last().copied();
            let forced = matches!(kind, Place::Forced | Place::End);
            active.drain(..keep_from.min(active.len()));
            if forced {
                active.clear();
            }
            let known = nodes.len();
            best.take(&mut nodes);
            active.extend(known..nodes.len());
            if nodes.len() == known && (dead || forced) {
                if loosest.is_finite() {
                    return None;
                }
                // Nothing fits: the line sticks out from the last place where it could begin.
                let from = last_alive?;
                let node = nodes[from];
                let fitted = self.fit(node.start, at, kind);
                let line = self.sums.between(node.start, at);
                let ratio = self.ratio(line, fitted.natural, kind).clamp(-1.0, LOOSEST);
                let fitted = self.weighed(Fitted { ratio, gaps: self.gaps(line, ratio), ..fitted }, kind);
                nodes.push(Node { item: at, start, ..self.candidate(&node, from, fitted, kind) });
                active.push(nodes.len() - 1);
            }
        }
        let end = active.into_iter().min_by(|&a, &b| nodes[a].demerits.total_cmp(&nodes[b].demerits))?;
        Some(trace(&nodes, end))
    }

    fn place(&self, at: usize) -> Option<Place> {
        let Some(item) = self.items.get(at) else {
            return Some(Place::End);
        };
        match *item {
            Item::Forced => Some(Place::Forced),
            Item::Penalty { cost, hyphen, .. } => Some(Place::Inside { cost, hyphen }),
            Item::Glue { cost, .. } if cost.is_finite() && at > 0 => {
                matches!(self.items[at - 1], Item::Box { .. }).then_some(Place::Space { cost })
            }
            Item::Glue { .. } | Item::Box { .. } => None,
        }
    }

    /// Spaces and hyphenation places at the start of a line vanish.
    fn line_start(&self, after: usize) -> usize {
        let mut at = after;
        while at < self.items.len() && matches!(self.items[at], Item::Glue { .. } | Item::Penalty { .. }) {
            at += 1;
        }
        at
    }

    /// Whether the line is too wide even when its spaces and letters give all that they can.
    fn too_wide(&self, line: Sum, natural: f32) -> bool {
        // Without a space the letters have nothing to even out.
        let letters = if line.shrink > 0.0 { line.letters * LETTERS_SHRINK } else { 0.0 };
        natural - line.shrink - letters > self.measure.width + SLACK
    }

    fn ratio(&self, line: Sum, natural: f32, kind: Place) -> f32 {
        let room = self.measure.width - natural;
        if room < 0.0 {
            return if line.shrink > 0.0 { room / line.shrink } else { 0.0 };
        }
        if matches!(kind, Place::End | Place::Forced) {
            return 0.0;
        }
        if self.measure.ragged {
            return room / (self.measure.width * RAGGED_SHARE);
        }
        if line.stretch > 0.0 {
            room / line.stretch
        } else if room > SLACK {
            f32::MAX
        } else {
            0.0
        }
    }

    /// How loose the spaces of a line are when its letters help.
    fn gaps(&self, line: Sum, ratio: f32) -> f32 {
        if ratio <= EASED || self.measure.ragged {
            return ratio;
        }
        let help = line.letters * LETTERS_STRETCH / line.stretch.max(SLACK);
        (ratio - help).max(EASED)
    }

    /// Measures the line between two places.
    fn fit(&self, start: usize, at: usize, kind: Place) -> Fitted {
        let line = self.sums.between(start, at);
        let added = match self.items.get(at) {
            Some(Item::Penalty { width, .. }) if at > start => *width,
            _ => 0.0,
        };
        let natural = line.width + added;
        let too_wide = self.too_wide(line, natural);
        let ratio = if too_wide { 0.0 } else { self.ratio(line, natural, kind) };
        let fitted =
            Fitted { start, natural, too_wide, ratio, gaps: self.gaps(line, ratio), demerits: 0.0, fitness: 0 };
        if too_wide { fitted } else { self.weighed(fitted, kind) }
    }

    /// The line with what it costs.
    fn weighed(&self, fitted: Fitted, kind: Place) -> Fitted {
        let Fitted { ratio, gaps, .. } = fitted;
        let badness = 100.0 * ratio.abs().min(20.0).powi(3);
        let cost = match kind {
            Place::Inside { cost, .. } | Place::Space { cost } => cost,
            Place::Forced | Place::End => 0.0,
        };
        let mut demerits = f64::from(LINE + badness + cost.max(0.0)).powi(2);
        if !self.measure.ragged {
            // Two lines that are a little too loose rather than one with holes.
            let excess = (gaps - LOOSEST).clamp(0.0, 20.0);
            demerits += LAST_RESORT * f64::from(excess).powi(2);
        }
        let fitness = match ratio {
            r if r < -0.5 => 0,
            r if r <= 0.5 => 1,
            r if r <= 1.0 => 2,
            _ => 3,
        };
        Fitted { demerits, fitness, ..fitted }
    }

    /// Where the line after a break at this item begins.
    fn next_start(&self, at: usize) -> usize {
        self.line_start(match self.items.get(at) {
            Some(Item::Forced) => at + 1,
            _ => at,
        })
    }

    /// The way on from a node; its item and start are filled in by the caller.
    fn candidate(&self, node: &Node, from: usize, fitted: Fitted, kind: Place) -> Node {
        let Fitted { ratio, natural, mut demerits, fitness, .. } = fitted;
        let hyphen = matches!(kind, Place::Inside { hyphen: true, .. });
        if node.item > 0 && !matches!(kind, Place::End) && fitness.abs_diff(node.fitness) > 1 {
            demerits += UNEVEN_NEIGHBOURS;
        }
        let hyphens = if hyphen { (node.hyphens + 1).min(best::MOST_HYPHENS) } else { 0 };
        demerits += match hyphens {
            0 | 1 => 0.0,
            2 => CONSECUTIVE_HYPHENS,
            _ => LAST_RESORT,
        };
        if matches!(kind, Place::End | Place::Forced) && node.item > 0 {
            if node.hyphens > 0 {
                demerits += HYPHEN_BEFORE_LAST_LINE;
            }
            if natural < SHORT_POINTS.max(self.measure.width * SHORT) {
                demerits += if self.measure.ragged { SHORT_RAGGED_LAST_LINE } else { SHORT_LAST_LINE };
            }
        }
        Node {
            item: node.item,
            start: node.start,
            demerits: node.demerits + demerits,
            previous: from,
            ratio,
            fitness,
            hyphens,
        }
    }
}

#[derive(Clone, Copy)]
enum Place {
    Space { cost: f32 },
    Inside { cost: f32, hyphen: bool },
    Forced,
    End,
}

fn trace(nodes: &[Node], end: usize) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut at = end;
    while at != 0 {
        let node = &nodes[at];
        breaks.push(Break { item: node.item, ratio: node.ratio });
        at = node.previous;
    }
    breaks.reverse();
    breaks
}

#[cfg(test)]
mod tests;
