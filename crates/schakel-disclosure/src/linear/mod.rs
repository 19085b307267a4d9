//! Everything that is published, as one system of linear relations: what an attacker can derive from it, and what must
//! be left out so that nothing can be derived.
//!
//! Quantities are numbers of persons (whole, not negative) or sums; what everyone knows about them are bounds and
//! relations, such as that groups add up to a total. Statements are what is published, and can be left out one by one.
//!
//! That a quantity is safe rests on witnesses, not on a solver: two completions of all that is left out, which agree
//! with everything published to the last relation, and in which the quantity differs enough. A solver proposes them; a
//! few lines of arithmetic check them. What the solver cannot show counts as exposed.
//!
//! References: M. Fischetti, J.J. Salazar, "Solving the cell suppression problem on tabular data with linear
//! constraints", Management Science 47 (2001) 1008–1027; J.P. Kelly, B.L. Golden, A.A. Assad, "Cell suppression:
//! disclosure protection for sensitive tabular data", Networks 22 (1992) 397–417, for the choice by linear programs.

mod attack;
mod bounds;
mod choose;
mod completions;
mod moves;
mod part;
mod presolve;
mod program;
mod protect;
mod system;

pub use attack::{Attack, Derived};
pub use protect::{Exposed, Need, Protected, protect};
pub use system::{Interval, Quantity, Relation, Statement, System};

/// Differences below this are those of binary fractions.
const EPSILON: f64 = 1e-6;
