//! The interval of a difference between two groups.

use super::wilson;

/// Newcombe's interval of `k2/n2 − k1/n1` from the Wilson intervals of both, for two groups of
/// different persons; `None` when a group is empty.
#[must_use]
pub fn newcombe_wilson(k1: f64, n1: f64, k2: f64, n2: f64) -> Option<(f64, f64)> {
    let (low1, high1) = wilson(k1, n1)?;
    let (low2, high2) = wilson(k2, n2)?;
    let (p1, p2) = (k1 / n1, k2 / n2);
    let difference = p2 - p1;
    Some((difference - (p2 - low2).hypot(high1 - p1), difference + (high2 - p2).hypot(p1 - low1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe (1998), Statistics in Medicine 17: 873–890, table II, method 10.
    #[test]
    fn published_intervals_of_newcombe_1998() {
        for ((k2, n2), (k1, n1), low, high) in
            [((56.0, 70.0), (48.0, 80.0), 0.0524, 0.3339), ((9.0, 10.0), (3.0, 10.0), 0.1705, 0.8090)]
        {
            let (l, h) = newcombe_wilson(k1, n1, k2, n2).unwrap();
            assert!((l - low).abs() < 5e-5 && (h - high).abs() < 5e-5, "{k2}/{n2} − {k1}/{n1}: {l} to {h}");
        }
    }

    #[test]
    fn exchanging_the_groups_mirrors_the_interval() {
        let (low, high) = newcombe_wilson(48.0, 80.0, 56.0, 70.0).unwrap();
        let (l, h) = newcombe_wilson(56.0, 70.0, 48.0, 80.0).unwrap();
        assert!((low + h).abs() < 1e-12 && (high + l).abs() < 1e-12);
    }
}
