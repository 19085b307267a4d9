//! Every enumeration of the model, with its Dutch and English labels.
//!
//! A code keeps the Dutch term where English has none (`decaan`, `vmbo_bb`).

use crate::CodeList;

/// Defines code lists: `NAME "name" "Dutch" | "English" { "code" "Dutch" | "English"; … }`; a
/// code whose label changed keeps the old one: `"code" "Dutch" | "English", formerly "old label";`.
macro_rules! code_lists {
    ($(
        $list:ident $name:literal $nl:literal | $en:literal
        { $($code:literal $code_nl:literal | $code_en:literal $(, formerly $($former:literal)+)?;)+ }
    )+) => {$(
        #[doc = concat!($en, ".")]
        pub static $list: $crate::CodeList = $crate::CodeList {
            name: $name,
            nl: $nl,
            en: $en,
            codes: &[$($crate::Code { formerly: &[$($($former),+)?], ..$crate::Code::new($code, $code_nl, $code_en) }),+],
        };
    )+};
}

mod guidance;
mod organisation;
mod outcomes;
mod people;
mod roles;
mod surveys;
mod trajectory;

pub use guidance::*;
pub use organisation::*;
pub use outcomes::*;
pub use people::*;
pub use roles::*;
pub use surveys::*;
pub use trajectory::*;

/// All lists, in the order of the model.
pub(crate) static LISTS: &[&CodeList] = &[
    &SECTOR,
    &CODE_SYSTEM,
    &LEVEL,
    &TRACK,
    &GROUP_KIND,
    &ROLE,
    &ROLE_GROUP,
    &PERSPECTIVE,
    &CONTRACT_CLASS,
    &GENDER,
    &FIRST_GENERATION,
    &ORIGIN,
    &PRIOR_EDUCATION,
    &BACKGROUND_PROVENANCE,
    &ENROLMENT_STATUS,
    &PERSON_KIND,
    &MEMBER_FUNCTION,
    &MOMENT_FORM,
    &MOMENT_SETTING,
    &COMPETENCE,
    &TOPIC,
    &INITIATIVE,
    &MOMENT_EVIDENCE,
    &PRESENCE,
    &ALLOCATION_PURPOSE,
    &ALLOCATION_EVIDENCE,
    &AUDIENCE,
    &DIMENSION,
    &ITEM_KIND,
    &WAVE_LABEL,
    &MISSING_REASON,
    &THEME,
    &VISION_STATUS,
    &FINDING_KIND,
    &FINDING_STATUS,
    &INTERVENTION_STATUS,
    &STEP_STATUS,
    &APPROVAL_SUBJECT,
    &DECISION,
    &INGREDIENT_ORIGIN,
    &INGREDIENT_LEVEL,
    &OBSERVATION_BASIS,
    &CRITERION_STATUS,
    &DESTINATION,
    &LEVEL_CHANGE,
    &AFTER_ONE_YEAR,
    &TRANSITION_PROVENANCE,
    &SEVERITY,
];
