//! How well the items of a scale hang together.

/// Cronbach's alpha of a scale of `items` items, from the sum of the variances of the items and the variance of the sum
/// of the items: `items / (items − 1) × (1 − item_variance / total_variance)`. It does not depend on the unit of the
/// scores. `None` for fewer than two items, or when everyone has the same sum.
///
/// Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16: 297–334.
#[must_use]
pub fn cronbach_alpha(items: f64, item_variance: f64, total_variance: f64) -> Option<f64> {
    (items >= 2.0 && total_variance > 0.0).then(|| items / (items - 1.0) * (1.0 - item_variance / total_variance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variance(values: &[f64]) -> f64 {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64
    }

    /// Seven questions to clerks of 30 departments: the data set `attitude` of Chatterjee and Price (1977), of which the
    /// documentation of the R package psych gives an alpha of 0.84.
    const ATTITUDE: [[u8; 30]; 7] = [
        [
            43, 63, 71, 61, 81, 43, 58, 71, 72, 67, 64, 67, 69, 68, 77, 81, 74, 65, 65, 50, 50, 64, 53, 40, 63, 66, 78,
            48, 85, 82,
        ],
        [
            51, 64, 70, 63, 78, 55, 67, 75, 82, 61, 53, 60, 62, 83, 77, 90, 85, 60, 70, 58, 40, 61, 66, 37, 54, 77, 75,
            57, 85, 82,
        ],
        [
            30, 51, 68, 45, 56, 49, 42, 50, 72, 45, 53, 47, 57, 83, 54, 50, 64, 65, 46, 68, 33, 52, 52, 42, 42, 66, 58,
            44, 71, 39,
        ],
        [
            39, 54, 69, 47, 66, 44, 56, 55, 67, 47, 58, 39, 42, 45, 72, 72, 69, 75, 57, 54, 34, 62, 50, 58, 48, 63, 74,
            45, 71, 59,
        ],
        [
            61, 63, 76, 54, 71, 54, 66, 70, 71, 62, 58, 59, 55, 59, 79, 60, 79, 55, 75, 64, 43, 66, 63, 50, 66, 88, 80,
            51, 77, 64,
        ],
        [
            92, 73, 86, 84, 83, 49, 68, 66, 83, 80, 67, 74, 63, 77, 77, 54, 79, 80, 85, 78, 64, 80, 80, 57, 75, 76, 78,
            83, 74, 78,
        ],
        [
            45, 47, 48, 35, 47, 34, 35, 41, 31, 41, 34, 41, 25, 35, 46, 36, 63, 60, 46, 52, 33, 41, 37, 49, 33, 72, 49,
            38, 55, 39,
        ],
    ];

    #[test]
    fn published_alpha_of_chatterjee_and_price() {
        let item = |answers: &[u8; 30]| variance(&answers.map(f64::from));
        let sum = |at: usize| ATTITUDE.iter().map(|item| f64::from(item[at])).sum::<f64>();
        let items = ATTITUDE.iter().map(item).sum();
        let alpha = cronbach_alpha(7.0, items, variance(&(0..30).map(sum).collect::<Vec<_>>())).unwrap();
        assert!((alpha - 0.84).abs() < 5e-3, "{alpha}");
    }

    #[test]
    fn items_that_say_the_same_give_1_and_items_that_have_nothing_in_common_0() {
        // k equal items of variance v: the sum has variance k² v. Unrelated ones: k v.
        assert_eq!(cronbach_alpha(4.0, 4.0 * 25.0, 16.0 * 25.0), Some(1.0));
        assert_eq!(cronbach_alpha(4.0, 4.0 * 25.0, 4.0 * 25.0), Some(0.0));
    }

    #[test]
    fn one_item_or_one_sum_for_all_has_no_alpha() {
        assert_eq!(cronbach_alpha(1.0, 25.0, 25.0), None);
        assert_eq!(cronbach_alpha(4.0, 100.0, 0.0), None);
    }
}
