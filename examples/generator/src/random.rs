//! A small generator of pseudo-random numbers (SplitMix64): the same seed gives the same schools on every machine.

/// A stream of pseudo-random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// A stream for a seed and a purpose, so that a change in one part of a school leaves the others as they were.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let mut state = seed ^ 0x5CA4_4E1D_2026_0615;
        for byte in purpose.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
        let mut random = Random(state);
        random.bits();
        random
    }

    /// 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A whole number below `n`; 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Roughly normal with mean 0 and standard deviation 1 (sum of twelve, so that no library function of the machine
    /// decides the last bit).
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// One of these; the first when all weights are 0.
    pub(crate) fn weighted<T: Copy>(&mut self, of: &[(T, f64)]) -> Option<T> {
        let total: f64 = of.iter().map(|(_, w)| w).sum();
        let mut left = self.unit() * total;
        for (value, weight) in of {
            left -= weight;
            if left < 0.0 {
                return Some(*value);
            }
        }
        of.first().map(|(value, _)| *value)
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len());
        of.get(at)
    }

    /// In another order.
    pub(crate) fn shuffle<T>(&mut self, of: &mut [T]) {
        for i in (1..of.len()).rev() {
            let j = self.below(i + 1);
            of.swap(i, j);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_purpose_give_the_same_numbers() {
        let mut a = Random::new(1, "people");
        let mut b = Random::new(1, "people");
        let mut c = Random::new(1, "survey");
        let first = a.bits();
        assert_eq!(first, b.bits());
        assert_ne!(first, c.bits());
    }

    #[test]
    fn numbers_below_n_cover_the_range_and_stay_in_it() {
        let mut random = Random::new(7, "range");
        let mut seen = [false; 5];
        for _ in 0..200 {
            seen[random.below(5)] = true;
        }
        assert_eq!(seen, [true; 5]);
    }

    #[test]
    fn weights_decide_how_often() {
        let mut random = Random::new(7, "weights");
        let often = (0..1000).filter(|_| random.weighted(&[("a", 3.0), ("b", 1.0)]) == Some("a")).count();
        assert!((700..800).contains(&often), "{often}");
    }
}
