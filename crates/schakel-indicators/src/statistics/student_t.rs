//! Student's t distribution: its quantile, by bisection on the incomplete beta function.

/// The value that a t-distributed number with `df` degrees of freedom stays below with probability
/// `p`; `None` outside 0.5 ≤ p < 1 or for no degrees of freedom.
#[must_use]
pub fn t_quantile(p: f64, df: f64) -> Option<f64> {
    if !(0.5..1.0).contains(&p) || df <= 0.0 || !df.is_finite() {
        return None;
    }
    let (mut low, mut high) = (0.0, 1.0);
    while cumulative(high, df) < p && high < 1e9 {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if cumulative(middle, df) < p { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}

/// Probability that a t-distributed number stays below `t`, for t ≥ 0.
fn cumulative(t: f64, df: f64) -> f64 {
    1.0 - 0.5 * incomplete_beta(df / (df + t * t), 0.5 * df, 0.5)
}

/// The regularised incomplete beta function.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    // The fraction converges fast on one side of the mean; on the other side its mirror image does.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(x, a, b) / a
    } else {
        1.0 - front * beta_fraction(1.0 - x, b, a) / b
    }
}

/// The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), evaluated
/// from the front.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let nonzero = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / nonzero(1.0 + term * d);
            c = nonzero(1.0 + term / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// The logarithm of the gamma function, for x > 0, by Stirling's series after shifting x upwards.
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut shift) = (x, 0.0);
    while x < 12.0 {
        shift += x.ln();
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y / 1680.0))) / x;
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series - shift
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fisher and Yates, Statistical Tables, table III (two-sided 5 % and 1 %).
    #[test]
    fn published_table_of_t() {
        for (p, df, t) in [
            (0.975, 1.0, 12.706),
            (0.975, 2.0, 4.303),
            (0.975, 4.0, 2.776),
            (0.975, 7.0, 2.365),
            (0.975, 9.0, 2.262),
            (0.975, 29.0, 2.045),
            (0.975, 53.0, 2.006),
            (0.975, 120.0, 1.980),
            (0.995, 10.0, 3.169),
        ] {
            let found = t_quantile(p, df).unwrap();
            assert!((found - t).abs() < 5.01e-4, "p {p}, df {df}: {found}");
        }
    }

    #[test]
    fn many_degrees_of_freedom_give_the_normal_distribution() {
        assert!((t_quantile(0.975, 1e7).unwrap() - 1.959_964).abs() < 1e-5);
    }

    #[test]
    fn the_middle_is_zero_and_what_is_no_probability_is_refused() {
        assert!(t_quantile(0.5, 5.0).unwrap() < 1e-9);
        assert_eq!(t_quantile(1.0, 5.0), None);
        assert_eq!(t_quantile(0.975, 0.0), None);
    }
}
