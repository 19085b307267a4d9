//! The thresholds, and the reasons for keeping a number back.

use serde::{Deserialize, Serialize};

/// The thresholds of disclosure control. A project may set them; a report prints those it used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rules {
    /// Fewest students behind a percentage, mean or count.
    pub students_k: u64,
    /// Fewest members of staff behind a percentage, mean or count.
    pub staff_k: u64,
    /// A role filled by fewer persons than this is shown within its role group, and a group of fewer is
    /// compared with others in words only.
    pub single_role: u64,
    /// Fewest persons in a group formed by a sensitive characteristic.
    pub sensitive_k: u64,
    /// Fewest persons in the numerator, and in its complement, of a share within such a group.
    pub sensitive_part: u64,
    /// Fewest linked pairs behind a change.
    pub pairs_min: u64,
    /// Response of a role, in percent, below which a survey result carries a warning.
    pub response_warn_role: u64,
    /// Response of everyone, in percent, below which a survey result carries a warning.
    pub response_warn_all: u64,
    /// Response in percent below which a survey result is not shown.
    pub response_hide: u64,
    /// Percentages over fewer persons than this show the number of persons as a band of ten.
    pub n_exact_from: u64,
    /// A group of fewer members of staff shows its size as a band of ten, and no percentage of it that answered:
    /// with the size, which colleagues know, that would be a count.
    pub staff_exact_from: u64,
    /// Mean difference, in points of a hundred, from which two groups too small for numbers are said to differ.
    pub differ_from: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            students_k: 10,
            staff_k: 5,
            single_role: 3,
            sensitive_k: 10,
            sensitive_part: 5,
            pairs_min: 8,
            response_warn_role: 50,
            response_warn_all: 60,
            response_hide: 25,
            n_exact_from: 50,
            staff_exact_from: 10,
            differ_from: 10,
        }
    }
}

/// Why a number is kept back. Readers see one marker for all of these, because telling them apart gives
/// values away; only counts per reason leave this crate ([`Release::tally`](crate::Release::tally)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Fewer persons than the threshold.
    TooFewPersons,
    /// A group by a sensitive characteristic, or a part of it, is too small.
    SensitiveGroup,
    /// Fewer observations than the indicator needs to mean something.
    TooFewObservations,
    /// Fewer linked pairs than a change needs.
    TooFewPairs,
    /// A comparison with a group of one or two persons who did not release their answers, or a spread over persons
    /// beside the share of such a group.
    SmallGroup,
    /// One end of a change is shown as a band, so the change would give it away.
    EndIsBanded,
    /// Together with other numbers it would tell one that is kept back.
    Complementary,
    /// A mean at the end of its scale over few persons, which tells what each of them answered; or the other side of
    /// a comparison with it.
    EveryAnswer,
}
