//! How far two researchers who scored independently agreed.

use std::collections::BTreeMap;

use crate::facts::Facts;
use crate::facts::across::Agreement;

/// The agreement over all schools; `None` where nothing was scored twice.
pub(super) fn agreement(schools: &[(String, Facts)]) -> Option<Agreement> {
    let ratings = schools.iter().flat_map(|(_, facts)| &facts.lists.double_ratings);
    let pairs: Vec<(&str, &str)> = ratings.map(|r| (r.level.as_str(), r.second_level.as_str())).collect();
    let same = pairs.iter().filter(|(one, other)| one == other).count();
    let percent = (100.0 * same as f64 / pairs.len() as f64).round();
    (!pairs.is_empty()).then(|| Agreement {
        scored: u32::try_from(pairs.len()).unwrap_or(u32::MAX),
        same: u32::try_from(same).unwrap_or(u32::MAX),
        percent,
        kappa: cohens_kappa(&pairs).map(|kappa| (kappa * 100.0).round() / 100.0),
    })
}

/// Cohen's kappa of two raters: `(observed − chance) / (1 − chance)`, where `chance` is how often they would agree if
/// each gave the same levels as often, but independently. From −1 to 1; `None` without ratings, or where both always
/// gave one and the same level, so that chance explains everything.
///
/// Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20: 37–46.
fn cohens_kappa<T: Ord + Copy>(pairs: &[(T, T)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let mut given: BTreeMap<T, (f64, f64)> = BTreeMap::new();
    for (one, other) in pairs {
        given.entry(*one).or_default().0 += 1.0;
        given.entry(*other).or_default().1 += 1.0;
    }
    let observed = pairs.iter().filter(|(one, other)| one == other).count() as f64 / n;
    let chance: f64 = given.values().map(|(first, second)| first / n * second / n).sum();
    (n > 0.0 && chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs in the numbers of a table: rows are the first rater, columns the second.
    fn table<const N: usize>(counts: [[usize; N]; N]) -> Vec<(usize, usize)> {
        let cells = (0..N).flat_map(|one| (0..N).map(move |other| (one, other)));
        cells.flat_map(|(one, other)| vec![(one, other); counts[one][other]]).collect()
    }

    #[test]
    fn published_kappas() {
        // The example that Cohen (1968), Psychological Bulletin 70: 213–220, takes from his article of 1960: 0.492.
        let cohen = cohens_kappa(&table([[44, 5, 1], [7, 20, 3], [9, 5, 6]])).unwrap();
        assert!((cohen - 0.492).abs() < 5e-4, "{cohen}");
        // Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, table 18.1: 0.68.
        let fleiss = cohens_kappa(&table([[75, 1, 4], [5, 4, 1], [0, 0, 10]])).unwrap();
        assert!((fleiss - 0.68).abs() < 5e-3, "{fleiss}");
    }

    #[test]
    fn always_the_same_is_1_and_as_often_as_by_chance_is_0() {
        assert_eq!(cohens_kappa(&table([[3, 0], [0, 5]])), Some(1.0));
        assert_eq!(cohens_kappa(&table([[4, 4], [4, 4]])), Some(0.0));
    }

    #[test]
    fn one_level_only_or_nothing_scored_twice_has_no_kappa() {
        assert_eq!(cohens_kappa(&table([[8]])), None);
        assert_eq!(cohens_kappa::<u8>(&[]), None);
    }
}
