//! What Delta calls things.

use schakel_plugin::Words;

/// Roles of staff.
pub(crate) const ROLES: Words = Words::new(&[
    ("studieloopbaanbegeleider", "slb"),
    ("studiecoach", "coach"),
    ("loopbaanadviseur", "loopbaanbegeleider"),
    ("stagebegeleider", "praktijkbegeleider"),
    ("directie", "schoolleiding"),
    ("onderwijsondersteuning", "oop"),
]);

/// Levels of programmes in OOAPI.
pub(crate) const LEVELS: Words =
    Words::new(&[("associate degree", "ad"), ("bachelor", "hbo_bachelor"), ("master", "hbo_master")]);

/// Modes of study in OOAPI.
pub(crate) const TRACKS: Words =
    Words::new(&[("full-time", "voltijd"), ("part-time", "deeltijd"), ("dual training", "duaal")]);

/// Kinds of groups in OOAPI.
pub(crate) const GROUPS: Words = Words::new(&[("class", "slb_groep"), ("learning group", "lesgroep")]);

/// What a member of staff does in a group.
pub(crate) const FUNCTIONS: Words = Words::new(&[("lecturer", "teacher")]);

/// Gender in OOAPI.
pub(crate) const GENDERS: Words = Words::new(&[("M", "m"), ("F", "v"), ("X", "x"), ("U", "unknown")]);

/// Whether a student is the first in the family to study.
pub(crate) const FIRST_GENERATION: Words = Words::new(&[("weet niet", "weet_niet")]);

/// Education before this one.
pub(crate) const PRIOR: Words = Words::new(&[("mbo4", "mbo_4"), ("ho", "hbo_bachelor"), ("anders", "other")]);

/// How an enrolment ended.
pub(crate) const ENDED: Words =
    Words::new(&[("diploma", "graduated"), ("gestopt", "dropped_out"), ("gemaakte overstap", "moved")]);

/// Forms of guidance.
pub(crate) const FORMS: Words = Words::new(&[
    ("individueel gesprek", "individual_talk"),
    ("groepsgesprek", "group_talk"),
    ("driegesprek", "three_way_talk"),
    ("slb-les", "lob_lesson"),
    ("college", "subject_lesson"),
    ("bedrijfsbezoek", "company_visit"),
    ("gastcollege", "guest_lesson"),
    ("open dag", "open_day"),
    ("proefstuderen", "trial_study"),
    ("stagegesprek", "internship"),
    ("carrièrebeurs", "fair"),
    ("informeel", "informal"),
    ("anders", "other"),
]);

/// Where guidance takes place.
pub(crate) const PLACES: Words = Words::new(&[
    ("loopbaanuur", "lob_hour"),
    ("slb-uur", "mentor_slb_hour"),
    ("college", "subject_lesson"),
    ("buiten college", "outside_class"),
    ("extern", "external"),
    ("online", "digital"),
]);

/// What guidance is about.
pub(crate) const TOPICS: Words = Words::new(&[
    ("kwaliteiten", "KR"),
    ("motieven", "MR"),
    ("werk", "WE"),
    ("sturing", "LS"),
    ("netwerk", "NW"),
    ("vervolgstudie", "next_study_choice"),
    ("hoger niveau", "higher_education_possible"),
    ("arbeidsmarkt", "labour_market"),
    ("belemmering", "obstacle"),
    ("anders", "other"),
]);

/// Who asked for it.
pub(crate) const INITIATIVES: Words = Words::new(&[("opleiding", "school"), ("docent", "teacher")]);

/// Whether a student was there.
pub(crate) const PRESENCE: Words = Words::new(&[("ja", "yes"), ("nee", "no"), ("", "unknown")]);
