//! The interval of a mean.

use super::t_quantile;

/// The t-interval of a mean of `n` values with standard deviation `sd` (with n − 1); `None` for fewer
/// than two values. The same interval serves a mean of paired differences.
#[must_use]
pub fn mean_interval(mean: f64, sd: f64, n: f64) -> Option<(f64, f64)> {
    if n < 2.0 || !sd.is_finite() {
        return None;
    }
    let half = t_quantile(0.975, n - 1.0)? * sd / n.sqrt();
    Some((mean - half, mean + half))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student (1908), "The probable error of a mean", on the extra hours of sleep of ten patients: the
    /// paired differences 1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4 have mean 1.58 and standard
    /// deviation 1.22999; textbooks give the 95 % interval as 0.70 to 2.46.
    #[test]
    fn the_sleep_of_students_ten_patients() {
        let hours: [f64; 10] = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let mean = hours.iter().sum::<f64>() / 10.0;
        let sd = (hours.iter().map(|h| (h - mean).powi(2)).sum::<f64>() / 9.0).sqrt();
        let (low, high) = mean_interval(mean, sd, 10.0).unwrap();
        assert!((low - 0.7001).abs() < 5e-4 && (high - 2.4599).abs() < 5e-4, "{low} to {high}");
    }

    #[test]
    fn one_value_has_no_interval() {
        assert_eq!(mean_interval(50.0, 0.0, 1.0), None);
        assert_eq!(mean_interval(50.0, f64::NAN, 5.0), None);
    }
}
