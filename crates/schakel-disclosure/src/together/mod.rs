//! Guarantees 2, 5 and 6: what all numbers of a publication tell together, as one linear system, and which of them are kept
//! back so that those that may not be shown cannot be worked out from the others.
//!
//! A share is a part of a whole, a mean is a sum over a whole; groups of a breakdown add up to the total, and answers to
//! those who answered. What a published number tells of these is what rounding leaves.

mod changes;
mod guard;
mod rounded;
mod sums;
mod told;

use std::collections::BTreeSet;

use told::Told;

use crate::judge::Judged;
use crate::linear::{Protected, Statement, protect};
use crate::{Identity, Ledger, RawChange, Rules, Status};

/// Differences below this are those of binary fractions.
const EPSILON: f64 = 1e-6;
/// How uncertain the mean of a group that is not shown must stay, in points of a scale of 0 to 100.
const MEAN_UNCERTAIN: f64 = 20.0;
/// How uncertain the number on either side of a share must stay when its group is too small to be shown. Groups that are
/// large enough are shown with small numbers on a side, so that together such groups leave no more open than that.
const SIDE_UNCERTAIN: f64 = 3.0;
/// What stands before the name of a group when it is the others that are told of.
const NOT: &str = "not ";
/// What stands after the name of a table when it is those who answered twice that are told of.
const TWICE: &str = ", twice";
/// How much dearer it is to keep a total back than a group.
const TOTAL: f64 = 1000.0;

/// What is kept back besides.
#[derive(Debug, Default)]
pub(crate) struct KeptBack {
    /// Places of cells.
    pub(crate) cells: Vec<usize>,
    /// Places of changes.
    pub(crate) changes: Vec<usize>,
}

/// Finds what must be kept back besides what the rules for single cells kept back.
pub(crate) fn kept_back(
    ledger: &Ledger,
    cells: &[Judged],
    changes: &[(RawChange, Status)],
    identities: &[Identity],
    rules: &Rules,
) -> KeptBack {
    let mut told = Told::new(identities, rules);
    for (cells, changes) in ledger.earlier() {
        told.publication(&cells, &changes);
    }
    told.before = false;
    told.publication(cells, changes);
    let mut kept = KeptBack::default();
    for said in left_out(&told) {
        match told.said.get(&said) {
            Some(Said::Cell(at)) => kept.cells.push(*at),
            Some(Said::Change(at)) => kept.changes.push(*at),
            None => {}
        }
    }
    kept
}

/// The statements that are left out. Where nothing proves that leaving out some of them is enough, nothing new is said about
/// all that is connected with the number: what was published before cannot be mended, and is not made worse.
fn left_out(told: &Told<'_>) -> BTreeSet<Statement> {
    let Told { system, truth, .. } = told;
    let mut silent: BTreeSet<Statement> = BTreeSet::new();
    let mut protected: Vec<Protected> = told.protected.clone();
    // Where nothing new is said, all was proved when it was said.
    protected.retain(|one| !system.statements_about(&system.connected(one.quantity)).is_empty());
    loop {
        let mut shown: Vec<bool> = system.statements().map(|said| !silent.contains(&said)).collect();
        match protect(system, truth, &mut shown, &protected) {
            Ok(besides) => {
                silent.extend(besides);
                return silent;
            }
            Err(exposed) => {
                for quantity in exposed.quantities {
                    let connected = system.connected(quantity);
                    silent.extend(system.statements_about(&connected));
                    protected.retain(|one| !connected.contains(&one.quantity));
                }
            }
        }
    }
}

/// What says something.
#[derive(Debug, Clone, Copy)]
enum Said {
    Cell(usize),
    Change(usize),
}
