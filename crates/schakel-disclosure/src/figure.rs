//! Numbers as they are released: rounded to what the unit allows.

use serde::{Deserialize, Serialize, Serializer};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole percentages, 0 to 100.
    Percent,
    /// Points on a scale of 0 to 100, one decimal.
    Score,
    /// A plain number, one decimal where it has any.
    Number,
    /// Whole hours.
    Hours,
    /// Whole days.
    Days,
    /// A coefficient between −1 and 1, two decimals.
    Coefficient,
}

impl Unit {
    /// Reads the name as an indicator's header writes it.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "percent" => Some(Self::Percent),
            "score" => Some(Self::Score),
            "number" => Some(Self::Number),
            "hours" => Some(Self::Hours),
            "days" => Some(Self::Days),
            "coefficient" => Some(Self::Coefficient),
            _ => None,
        }
    }

    /// The name as headers and facts write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Score => "score",
            Self::Number => "number",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Coefficient => "coefficient",
        }
    }

    const fn decimals(self) -> i32 {
        match self {
            Self::Percent | Self::Hours | Self::Days => 0,
            Self::Score | Self::Number => 1,
            Self::Coefficient => 2,
        }
    }

    /// How far apart two figures are at least.
    pub(crate) fn rounding(self) -> f64 {
        10f64.powi(-self.decimals())
    }

    /// The smallest difference that is a difference when nothing was sampled.
    pub(crate) const fn step(self) -> f64 {
        match self {
            Self::Percent | Self::Hours | Self::Days | Self::Score => 1.0,
            Self::Number => 0.1,
            Self::Coefficient => 0.01,
        }
    }
}

/// A rounded number. It is written without decimals when it has none.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Figure(f64);

impl Figure {
    /// Rounds half away from zero to the decimals of the unit; `None` for what is not a number.
    pub(crate) fn round(value: f64, unit: Unit) -> Option<Self> {
        let scale = 10f64.powi(unit.decimals());
        // A half that binary fractions put a hair below itself still counts as a half.
        let rounded = (value * scale + value.signum() * 1e-9).round() / scale;
        value.is_finite().then_some(Self(if rounded == 0.0 { 0.0 } else { rounded }))
    }

    pub(crate) fn minus(self, other: Self, unit: Unit) -> Option<Self> {
        Self::round(self.0 - other.0, unit)
    }

    /// The rounded number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 9e15 {
            // The check above makes the conversion exact.
            #[allow(clippy::cast_possible_truncation)]
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

/// A number of persons, exact or as a band of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Band10 {
    /// Lowest number it can be.
    pub from: u64,
    /// Highest number it can be; equal to `from` when the number is exact.
    pub to: u64,
}

impl Band10 {
    pub(crate) const fn exact(n: u64) -> Self {
        Self { from: n, to: n }
    }

    /// The band of ten that `n` lies in. It starts at `least` where `n` cannot be smaller, which is known
    /// anyway; a smaller `n` has the whole band, because a start at `n` itself would tell it.
    pub(crate) const fn band(n: u64, least: u64) -> Self {
        let from = n / 10 * 10;
        Self { from: if n >= least && least > from { least } else { from }, to: from + 9 }
    }

    /// The number itself, when it is exact.
    #[must_use]
    pub const fn number(self) -> Option<u64> {
        if self.from == self.to { Some(self.from) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(value: f64, unit: Unit) -> f64 {
        Figure::round(value, unit).unwrap().get()
    }

    #[test]
    fn percentages_hours_and_days_are_whole_and_scores_have_one_decimal() {
        assert_eq!(rounded(42.5, Unit::Percent), 43.0);
        assert_eq!(rounded(-42.5, Unit::Percent), -43.0);
        assert_eq!(rounded(57.349, Unit::Score), 57.3);
        assert_eq!(rounded(170.4, Unit::Hours), 170.0);
        assert_eq!(rounded(9.44, Unit::Number), 9.4);
        assert_eq!(rounded(0.846, Unit::Coefficient), 0.85);
    }

    #[test]
    fn a_half_is_a_half_also_where_binary_fractions_fall_short_of_it() {
        // 1.005 × 100 = 100.49999999999999 in binary, and 0.15 + 0.2 = 0.35 is 0.35 exactly written.
        assert_eq!(rounded(100.0 * 0.285, Unit::Percent), 29.0);
        assert_eq!(rounded(0.35, Unit::Number), 0.4);
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign() {
        assert!(Figure::round(-0.2, Unit::Percent).unwrap().get().is_sign_positive());
    }

    #[test]
    fn what_is_not_a_number_is_not_a_figure() {
        assert_eq!(Figure::round(f64::NAN, Unit::Score), None);
        assert_eq!(Figure::round(f64::INFINITY, Unit::Score), None);
    }

    #[test]
    fn whole_figures_are_written_without_decimals() {
        let json = |value, unit| serde_json::to_string(&Figure::round(value, unit)).unwrap();
        assert_eq!(json(43.0, Unit::Percent), "43");
        assert_eq!(json(58.0, Unit::Score), "58");
        assert_eq!(json(57.3, Unit::Score), "57.3");
    }

    #[test]
    fn a_band_of_persons_is_ten_wide_and_starts_no_lower_than_the_threshold() {
        assert_eq!(Band10::band(27, 10), Band10 { from: 20, to: 29 });
        assert_eq!(Band10::band(7, 5), Band10 { from: 5, to: 9 });
        assert_eq!(Band10::band(3, 5), Band10 { from: 0, to: 9 });
        assert_eq!(Band10::band(27, 10).number(), None);
        assert_eq!(Band10::exact(78).number(), Some(78));
    }
}
