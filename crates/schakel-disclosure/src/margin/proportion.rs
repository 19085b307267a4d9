//! The interval of a proportion.

use super::Z;

/// Wilson's score interval of `k` out of `n`, as two proportions; `None` when `n` is 0.
#[must_use]
pub fn wilson(k: f64, n: f64) -> Option<(f64, f64)> {
    if n <= 0.0 || !(0.0..=n).contains(&k) {
        return None;
    }
    let p = k / n;
    let shrunk = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / shrunk;
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / shrunk;
    Some(((centre - half).max(0.0), (centre + half).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe (1998), Statistics in Medicine 17: 857–872, table I, method 3.
    #[test]
    fn published_intervals_of_newcombe_1998() {
        for (k, n, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0000, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let (l, h) = wilson(k, n).unwrap();
            assert!((l - low).abs() < 5e-5 && (h - high).abs() < 5e-5, "{k}/{n}: {l} to {h}");
        }
    }

    #[test]
    fn all_is_the_mirror_image_of_none() {
        let (low, high) = wilson(20.0, 20.0).unwrap();
        assert!((low - (1.0 - 0.1611)).abs() < 5e-5);
        assert_eq!(high, 1.0);
    }

    #[test]
    fn nobody_asked_gives_no_interval() {
        assert_eq!(wilson(0.0, 0.0), None);
        assert_eq!(wilson(3.0, 2.0), None);
    }
}
