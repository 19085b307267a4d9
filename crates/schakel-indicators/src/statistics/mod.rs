//! Intervals: how far a number from a sample may be from the number of everyone. All are 95 %. And how well the items of
//! a scale hang together.

mod difference;
mod mean;
mod proportion;
mod reliability;
mod student_t;

pub use difference::newcombe_wilson;
pub use mean::mean_interval;
pub use proportion::wilson;
pub use reliability::cronbach_alpha;
pub use student_t::t_quantile;

/// The 97.5 % point of the normal distribution: half of a 95 % interval lies on each side.
const Z: f64 = 1.959_963_984_540_054;
