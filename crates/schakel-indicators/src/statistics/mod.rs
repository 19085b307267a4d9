//! Intervals: how far a number from a sample may be from the number of everyone. All are 95 %. And how well the items of
//! a scale hang together.

mod mean;
mod reliability;
mod student_t;

pub use mean::mean_interval;
pub use reliability::cronbach_alpha;
pub use schakel_disclosure::{newcombe_wilson, wilson};
pub use student_t::t_quantile;
