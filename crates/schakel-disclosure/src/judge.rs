//! The rules, one step each. A step sees every cell of the publication, and may only make a verdict
//! stricter. Complementary suppression and the attack belong here as further steps: they need all
//! cells at once, which is why steps are not functions of one cell.

use serde::{Deserialize, Serialize};

use crate::{Band, Figure, Measure, Place, Protects, RawCell, Reason, Response, Rules, SmallGroup, Unit};

/// What happens to a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    Show,
    Band(Band),
    Suppress(Reason),
    /// Only how large the group is, as a band.
    SizesOnly(Reason),
    HideLowResponse,
    Missing,
}

/// A cell with its verdict so far.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) cell: RawCell,
    pub(crate) verdict: Verdict,
}

impl Judged {
    pub(crate) const fn new(cell: RawCell) -> Self {
        Self { cell, verdict: Verdict::Show }
    }
}

/// One rule, applied to a whole publication.
pub(crate) trait Step {
    fn apply(&self, publication: &mut [Judged], rules: &Rules);
}

/// The rules in the order in which they are applied. Suppression comes before low response, so that a
/// small role is never said to have answered little: that would tell who did not answer.
pub(crate) const STEPS: [&dyn Step; 7] =
    [&PrimaryRule, &SmallGroupRule, &SpreadRule, &GroupDisclosure, &EndOfScale, &SmallResponse, &LowResponse];

/// Guarantee 3: no number about too few persons.
struct PrimaryRule;

impl Step for PrimaryRule {
    fn apply(&self, publication: &mut [Judged], rules: &Rules) {
        for judged in publication.iter_mut().filter(|j| !compares(&j.cell)) {
            let cell = &judged.cell;
            if let Some(reason) = too_few(cell.protects, cell.sensitive, cell.measure, cell.persons, rules)
                .or_else(|| count_of_few(cell, rules))
                .or_else(|| (cell.n.unwrap_or(u64::MAX) < cell.n_min).then_some(Reason::TooFewObservations))
            {
                judged.verdict = Verdict::Suppress(reason);
            } else if cell.measure.number().is_none() {
                judged.verdict = Verdict::Missing;
            }
        }
    }
}

/// The fewest persons a number of this kind may be about.
pub(crate) const fn threshold(protects: Protects, rules: &Rules) -> u64 {
    match protects {
        Protects::Students => rules.students_k,
        Protects::Staff => rules.staff_k,
        Protects::Functions | Protects::Nobody => 0,
    }
}

/// Why a number about these persons may not be shown, if so.
pub(crate) fn too_few(
    protects: Protects,
    sensitive: bool,
    measure: Measure,
    persons: u64,
    rules: &Rules,
) -> Option<Reason> {
    if persons < threshold(protects, rules) {
        return Some(Reason::TooFewPersons);
    }
    if sensitive {
        let least = rules.sensitive_part as f64;
        let thin = measure.share().is_some_and(|(part, whole)| part < least || whole - part < least);
        if persons < rules.sensitive_k || thin {
            return Some(Reason::SensitiveGroup);
        }
    }
    None
}

/// A count of persons is itself a number of persons: 0 and k or more may be shown, what lies between may not.
fn count_of_few(cell: &RawCell, rules: &Rules) -> Option<Reason> {
    let Measure::Amount { value } = cell.measure else { return None };
    let counts_persons = cell.unit == Unit::Number && cell.n.is_none();
    (counts_persons && value > 0.0 && value < threshold(cell.protects, rules) as f64).then_some(Reason::TooFewPersons)
}

/// Guarantee 9: a group of one or two persons is compared with others in words only, unless they
/// released their answers.
struct SmallGroupRule;

impl Step for SmallGroupRule {
    fn apply(&self, publication: &mut [Judged], rules: &Rules) {
        for judged in publication.iter_mut().filter(|j| compares(&j.cell)) {
            let Some(group) = judged.cell.small_group else { continue };
            let cell = &judged.cell;
            judged.verdict = if cell.persons < threshold(cell.protects, rules) || group.persons == 0 {
                Verdict::Suppress(Reason::TooFewPersons)
            } else if group.persons >= rules.single_role || group.released {
                Verdict::Show
            } else if cell.place.by.code == "all"
                && let Some(difference) = cell.measure.number()
            {
                let differ = difference.abs() >= rules.differ_from as f64;
                Verdict::Band(if differ { Band::Differ } else { Band::Similar })
            } else {
                Verdict::Suppress(Reason::SmallGroup)
            };
        }
    }
}

/// Whether a cell compares a small group with others, rather than telling how something is spread over persons.
const fn compares(cell: &RawCell) -> bool {
    cell.small_group.is_some() && !matches!(cell.measure, Measure::Amount { .. } | Measure::Share { .. })
}

/// The single decaan once more: how unevenly guidance is spread tells, beside the share of a group of one or two, what
/// one of them does. Such a number is not told in words either.
struct SpreadRule;

impl Step for SpreadRule {
    fn apply(&self, publication: &mut [Judged], rules: &Rules) {
        for judged in publication.iter_mut().filter(|j| j.verdict == Verdict::Show && !compares(&j.cell)) {
            if spread_of_few(judged.cell.small_group, rules) {
                judged.verdict = Verdict::Suppress(Reason::SmallGroup);
            }
        }
    }
}

/// Whether a spread over persons could tell what one of a small group does.
pub(crate) fn spread_of_few(group: Option<SmallGroup>, rules: &Rules) -> bool {
    group.is_some_and(|group| group.persons < rules.single_role && !group.released)
}

/// Guarantee 4: 0 % or 100 % of a small group says something about each of its members. So that the words for it do not
/// say it either, they stand for one person less or more as well.
struct GroupDisclosure;

impl Step for GroupDisclosure {
    fn apply(&self, publication: &mut [Judged], rules: &Rules) {
        for judged in publication.iter_mut().filter(|j| j.verdict == Verdict::Show) {
            if let Some(band) = banded(judged.cell.protects, judged.cell.measure, judged.cell.persons, rules) {
                judged.verdict = Verdict::Band(band);
            }
        }
    }
}

/// How many persons may be on the other side of "(nearly) all" or "(nearly) none".
pub(crate) const NEARLY: f64 = 1.0;

/// The band that takes the place of a share of a small group in which (nearly) all or none have a part.
pub(crate) fn banded(protects: Protects, measure: Measure, persons: u64, rules: &Rules) -> Option<Band> {
    let (part, whole) = measure.share()?;
    if persons >= 2 * threshold(protects, rules) {
        return None;
    }
    if part <= NEARLY {
        Some(Band::NearlyNone)
    } else if whole - part <= NEARLY {
        Some(Band::NearlyAll)
    } else {
        None
    }
}

/// Guarantee 4 for means: one at the end of its scale says what each member of a small group answered.
struct EndOfScale;

impl Step for EndOfScale {
    fn apply(&self, publication: &mut [Judged], rules: &Rules) {
        let told: Vec<usize> = (0..publication.len())
            .filter(|at| publication[*at].verdict == Verdict::Show)
            .filter(|at| {
                let cell = &publication[*at].cell;
                let persons = cell.n.unwrap_or(cell.persons);
                let own = cell
                    .small_group
                    .is_some_and(|g| g.released && g.persons < rules.single_role && g.persons == persons);
                !own && tells_each(cell.protects, cell.measure, cell.unit, persons, rules)
            })
            .collect();
        // The other side of a comparison and the difference would together give the mean back, so they go with it. The
        // mean over all themes may stay: from that follows how far apart the two are, not where either of them is.
        let comparisons: Vec<Place> = told
            .iter()
            .map(|at| &publication[*at].cell)
            .filter(|cell| compares(cell))
            .map(|cell| cell.place.clone())
            .collect();
        let same = |a: &Place, b: &Place| a.by == b.by && a.group == b.group && a.period == b.period;
        for (at, judged) in publication.iter_mut().enumerate() {
            let side = compares(&judged.cell)
                && matches!(judged.verdict, Verdict::Show | Verdict::Band(_))
                && comparisons.iter().any(|place| same(place, &judged.cell.place));
            if side || told.contains(&at) {
                judged.verdict = Verdict::Suppress(Reason::EveryAnswer);
            }
        }
    }
}

/// Whether a mean can only come about by one answer of each: all persons at the same end of the scale.
pub(crate) fn tells_each(protects: Protects, measure: Measure, unit: Unit, persons: u64, rules: &Rules) -> bool {
    let ends: &[f64] = match measure {
        Measure::Mean { .. } => &[0.0, 100.0],
        Measure::Difference { .. } => &[-100.0, 100.0],
        _ => return false,
    };
    // What is judged is what a reader would see.
    let seen = measure.number().and_then(|mean| Figure::round(mean, unit));
    unit == Unit::Score
        && persons < 2 * threshold(protects, rules)
        && seen.is_some_and(|mean| ends.contains(&mean.get()))
}

/// The percentage of a small group that answered is a count for whoever knows the size of the group.
struct SmallResponse;

impl Step for SmallResponse {
    fn apply(&self, publication: &mut [Judged], rules: &Rules) {
        for judged in publication.iter_mut().filter(|j| matches!(j.verdict, Verdict::Show | Verdict::Band(_))) {
            let cell = &judged.cell;
            if cell.protects == Protects::Staff
                && matches!(cell.measure, Measure::Response { whole, .. } if whole < rules.staff_exact_from as f64)
            {
                judged.verdict = Verdict::SizesOnly(Reason::TooFewPersons);
            }
        }
    }
}

/// A survey that few answered: hidden below one threshold, with a warning below another.
struct LowResponse;

impl Step for LowResponse {
    fn apply(&self, publication: &mut [Judged], rules: &Rules) {
        for judged in publication {
            // That few answered is what a response is there to tell.
            let shown = matches!(judged.verdict, Verdict::Show | Verdict::Band(_))
                && !matches!(judged.cell.measure, Measure::Response { .. });
            if shown && judged.cell.response.is_some_and(|r| hidden(r, rules)) {
                judged.verdict = Verdict::HideLowResponse;
            }
        }
    }
}

/// Whether so few answered that the result is not shown.
pub(crate) const fn hidden(response: Response, rules: &Rules) -> bool {
    response.completed * 100 < response.invited * rules.response_hide
}

/// Whether so few answered that the result is shown with a warning.
pub(crate) const fn warned(response: Response, rules: &Rules) -> bool {
    let least = if response.of_all { rules.response_warn_all } else { rules.response_warn_role };
    response.completed * 100 < response.invited * least
}
