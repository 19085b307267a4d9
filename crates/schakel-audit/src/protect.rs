//! The same tables with more cells masked, until nothing can be derived.
//!
//! Masked cells look all alike and tell no bound: `<5` beside a cell that was masked to protect it would give both
//! away. Percentages of which the whole is masked are masked too. What else goes is chosen cell by cell: the smallest number
//! that leaves enough open in the relation by which something follows.

use std::collections::BTreeSet;
use std::path::PathBuf;

use schakel_source::problem::Problem;

use super::attack::{Attacker, Connected, Origin, Reader, is_narrow};
use super::audit::{Audit, Options, audit_files};
use super::marker::Marker;
use super::report::Report;
use super::table::{Cell, Declared, UNBOUNDED};
use super::world::World;
use super::write;

/// Rounds of masking; every round masks something in every part that leaks.
const MOST_ROUNDS: usize = 500;

/// What protecting cost: cells that were shown and no longer are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Cost {
    /// Cells that were masked already.
    pub masked: u64,
    /// Counts masked because they are small.
    pub small: u64,
    /// Counts masked so that others do not follow.
    pub others: u64,
    /// Percentages masked.
    pub percentages: u64,
}

/// Protected tables.
#[derive(Debug)]
pub struct Protected {
    /// For every file that was given its protected form: the file, and what is to be written.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// What it cost.
    pub cost: Cost,
    /// The audit of the protected tables, read back from what is to be written.
    pub report: Report,
}

/// Masks cells until nothing masked can be derived, and audits the result as a reader would.
///
/// The tables are attacked with every relation that was found in the original, also those that can no longer be told
/// from what is left; then what is to be written is read back, and audited once more.
///
/// # Errors
/// A file that cannot be written in its own form; or, which would be a mistake of the program, something that still
/// follows from the result.
pub fn protect(audit: &Audit, marker: &Marker) -> Result<Protected, Vec<Problem>> {
    let world = &audit.world;
    let threshold = audit.report.threshold;
    let mut masks = Masks::new(world, threshold, marker.text());
    let mut attacker = Attacker::on(world, threshold);
    let mut left = masks.leaks(&mut attacker, threshold);
    for _ in 0..MOST_ROUNDS {
        if left.is_empty() {
            break;
        }
        let chosen = masks.choose(&left, threshold);
        if chosen.is_empty() {
            break;
        }
        masks.mask(chosen);
        left = masks.leaks(&mut attacker, threshold);
    }
    if let Some(leak) = left.first() {
        let (table, count, row) = world.place(leak.cell);
        let own = &world.tables[table];
        return Err(vec![
            Problem::error("audit-protect", "this cell can still be derived, whatever is masked beside it")
                .file(&own.grid.file)
                .row(own.file_row(row))
                .column(own.count_name(count))
                .count(left.len() as u64)
                .hint("Look whether what is shown in this row contradicts itself, and correct it first."),
        ]);
    }
    let files = write::files(audit, &masks.cells, &masks.percents, marker.text())?;
    let report = read_back(audit, &files, marker)?;
    let cost = masks.cost();
    if report.masked < cost.masked + cost.small + cost.others {
        let message = format!("\"{}\" is not read as a mark of a count that is not shown", marker.text());
        return Err(vec![Problem::error("audit-protect", message).hint("Leave --marker out, or give another text.")]);
    }
    if report.derivable + report.narrowed > 0 {
        let problem = Problem::error("audit-protect", "the protected tables still give masked cells away");
        return Err(vec![
            problem.count(report.derivable + report.narrowed).hint("Report this as a fault of the program."),
        ]);
    }
    Ok(Protected { files, cost, report })
}

/// Audits what is to be written as if it were found somewhere. What the marker does not tell itself the reader is told.
fn read_back(audit: &Audit, files: &[(PathBuf, Vec<u8>)], marker: &Marker) -> Result<Report, Vec<Problem>> {
    let fail = |error: std::io::Error| {
        vec![Problem::error("audit-protect", format!("the result could not be read back: {}", error.kind()))]
    };
    let folder = tempfile::tempdir().map_err(fail)?;
    let mut written = Vec::new();
    for (at, ((_, bytes), (_, shown))) in files.iter().zip(&audit.files).enumerate() {
        let path = folder.path().join(at.to_string());
        std::fs::write(&path, bytes).map_err(fail)?;
        written.push((path, shown.clone()));
    }
    let options = if marker.threshold() == Some(audit.report.threshold) {
        Options::default()
    } else {
        let marks = vec![Declared { text: marker.text().to_owned(), bounds: None }];
        Options { marks, threshold: Some(audit.report.threshold) }
    };
    Ok(audit_files(written, &options)?.report)
}

/// A masked cell that can be derived.
struct Leak {
    cell: usize,
    /// The sums and shares that it stands in, among those of its part; the one by which it follows first.
    rules: Vec<Origin>,
}

/// Something that is shown and can be masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Choice {
    Cell(usize),
    Percent(usize),
}

/// Which cells are masked so far.
struct Masks<'w> {
    world: &'w World,
    reader: Reader,
    /// The masked cells.
    cells: Vec<bool>,
    /// The masked shares.
    percents: Vec<bool>,
    /// Per cell the shares of which it is the whole.
    wholes: Vec<Vec<usize>>,
    small: u64,
    masked: u64,
}

impl<'w> Masks<'w> {
    fn new(world: &'w World, threshold: i64, marker: &str) -> Masks<'w> {
        let mut wholes = vec![Vec::new(); world.len()];
        world.shares.iter().for_each(|share| wholes[share.whole].push(share.share));
        let mut masks = Masks {
            world,
            reader: Reader::of(world),
            cells: vec![false; world.len()],
            percents: vec![false; world.percents()],
            wholes,
            small: 0,
            masked: 0,
        };
        let mut first = BTreeSet::new();
        for cell in 0..world.len() {
            let (table, count, row) = world.place(cell);
            let own = &world.tables[table];
            // What already stands there as the marker would be masked for whoever reads the result.
            let is_marker = matches!(own.cells[count][row], Cell::Marked(mark)
                if own.marks[usize::from(mark)].text == marker);
            let small = matches!(own.cells[count][row], Cell::Shown(number @ 1..) if number < threshold);
            if own.is_hidden(count, row) || is_marker || small {
                masks.small += u64::from(small);
                masks.masked += u64::from(!small);
                first.insert(Choice::Cell(cell));
            }
        }
        masks.mask(first);
        masks
    }

    /// Masks what was chosen, and the percentages of which the whole is gone.
    fn mask(&mut self, chosen: BTreeSet<Choice>) {
        for choice in chosen {
            match choice {
                Choice::Percent(share) => {
                    self.percents[share] = true;
                    self.reader.percents[share] = false;
                }
                Choice::Cell(cell) => {
                    self.cells[cell] = true;
                    self.reader.bounds[cell] = (0, UNBOUNDED);
                    for share in self.wholes[cell].iter().filter(|share| self.reader.percents[**share]) {
                        self.percents[*share] = true;
                    }
                    self.wholes[cell].iter().for_each(|share| self.reader.percents[*share] = false);
                }
            }
        }
    }

    fn cost(&self) -> Cost {
        let all = self.cells.iter().filter(|masked| **masked).count() as u64;
        let percentages = self.percents.iter().filter(|masked| **masked).count() as u64;
        Cost { masked: self.masked, small: self.small, others: all - self.masked - self.small, percentages }
    }

    /// What can be derived as things stand.
    fn leaks(&self, attacker: &mut Attacker<'_>, threshold: i64) -> Vec<Leak> {
        let mut leaks = Vec::new();
        for part in attacker.attack(&self.reader) {
            let Some(derived) = &part.derived else { continue };
            for (place, cell) in part.cells.iter().enumerate() {
                if self.cells[*cell] && is_narrow(derived.bounds[place], threshold) {
                    leaks.push(Leak { cell: *cell, rules: self.rules_of(&part, place, derived.by[place]) });
                }
            }
        }
        leaks
    }

    /// The rules of a part, those first by which a cell follows and in which it stands.
    fn rules_of(&self, part: &Connected, place: usize, by: Option<usize>) -> Vec<Origin> {
        let cell = part.cells[place];
        let mut rules: Vec<(usize, Origin)> = part
            .origins
            .iter()
            .enumerate()
            .map(|(at, origin)| {
                let holds = match origin {
                    Origin::Sum(sum) => {
                        let sum = &self.world.sums[*sum];
                        sum.total == cell || sum.parts.contains(&cell)
                    }
                    Origin::Share(share) => {
                        let share = &self.world.shares[*share];
                        share.part == cell || share.whole == cell
                    }
                };
                let rank = match (by == Some(at), holds) {
                    (true, _) => 0,
                    (false, true) => 1,
                    (false, false) => 2,
                };
                (rank, *origin)
            })
            .collect();
        rules.sort();
        rules.into_iter().map(|(_, origin)| origin).collect()
    }

    /// What to mask next: for every leak something of the relation by which it follows, unless something of that goes
    /// already.
    fn choose(&self, leaks: &[Leak], threshold: i64) -> BTreeSet<Choice> {
        let (mut chosen, mut done) = (BTreeSet::new(), BTreeSet::new());
        for leak in leaks {
            let first = leak.rules.iter().find_map(|rule| Some((rule, self.of_rule(*rule, threshold)?)));
            if let Some((rule, choice)) = first
                && done.insert(*rule)
            {
                chosen.insert(choice);
            }
        }
        chosen
    }

    /// What to mask of a relation: of a share the share; of a sum the smallest number that leaves enough open.
    fn of_rule(&self, rule: Origin, threshold: i64) -> Option<Choice> {
        let number = |cell: usize| {
            let (low, high) = self.reader.bounds[cell];
            (low == high).then_some(low)
        };
        let sum = match rule {
            Origin::Share(share) => {
                let share = &self.world.shares[share];
                if self.reader.percents[share.share] {
                    return Some(Choice::Percent(share.share));
                }
                let shown = [share.whole, share.part].into_iter().find(|cell| number(*cell).is_some());
                return shown.map(Choice::Cell);
            }
            Origin::Sum(sum) => &self.world.sums[sum],
        };
        let total = number(sum.total);
        let parts: Vec<(i64, usize)> = sum.parts.iter().filter_map(|part| Some((number(*part)?, *part))).collect();
        // What the masked parts add up to, as far as the total tells.
        let open = total.map(|total| total - parts.iter().map(|(number, _)| number).sum::<i64>());
        let enough = |number: &i64| open.is_none_or(|open| open + number >= threshold);
        let best = parts.iter().filter(|(number, _)| *number > 0 && enough(number)).min();
        let largest = parts.iter().filter(|(number, _)| *number > 0).max();
        let cell = match (best, total, largest) {
            (Some((_, part)), ..) => *part,
            (None, Some(_), _) => sum.total,
            (None, None, Some((_, part))) => *part,
            (None, None, None) => parts.first()?.1,
        };
        Some(Choice::Cell(cell))
    }
}
