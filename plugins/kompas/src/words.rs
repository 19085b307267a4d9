//! What Kompas calls things, and the codes of 1CijferHO.

use schakel_plugin::Words;

/// Roles of staff.
pub(crate) const ROLES: Words = Words::new(&[
    ("studiecoach", "coach"),
    ("stagebegeleider", "praktijkbegeleider"),
    ("directie", "schoolleiding"),
    ("ondersteuning", "oop"),
]);

/// Opleidingsvorm.
pub(crate) const TRACKS: Words = Words::new(&[("1", "voltijd"), ("2", "deeltijd"), ("3", "duaal")]);

/// Opleidingsfase.
pub(crate) const LEVELS: Words = Words::new(&[("A", "ad"), ("B", "hbo_bachelor"), ("M", "hbo_master")]);

/// Geslacht; O is "onbekend".
pub(crate) const GENDERS: Words = Words::new(&[("M", "m"), ("V", "v"), ("O", "unknown")]);

/// Hoogste vooropleiding vóór het HO.
pub(crate) const PRIOR: Words = Words::new(&[
    ("00201", "havo"),
    ("00301", "vwo"),
    ("00404", "mbo_4"),
    ("00501", "hbo_bachelor"),
    ("00000", "unknown"),
]);

/// Kinds of groups.
pub(crate) const GROUPS: Words = Words::new(&[("slb-groep", "slb_groep")]);

/// Kinds of persons.
pub(crate) const PERSONS: Words = Words::new(&[("medewerker", "staff")]);

/// What someone does in a group.
pub(crate) const FUNCTIONS: Words = Words::new(&[("docent", "teacher")]);

/// Forms of guidance: the last part of the type of an xAPI activity.
pub(crate) const FORMS: Words = Words::new(&[
    ("individueel-gesprek", "individual_talk"),
    ("groepsgesprek", "group_talk"),
    ("driegesprek", "three_way_talk"),
    ("slb-les", "lob_lesson"),
    ("vakles", "subject_lesson"),
    ("bedrijfsbezoek", "company_visit"),
    ("gastles", "guest_lesson"),
    ("open-dag", "open_day"),
    ("meeloopdag", "trial_study"),
    ("stage", "internship"),
    ("beurs", "fair"),
    ("informeel", "informal"),
    ("anders", "other"),
]);

/// Where guidance takes place.
pub(crate) const PLACES: Words = Words::new(&[
    ("lob-uur", "lob_hour"),
    ("slb-uur", "mentor_slb_hour"),
    ("vakles", "subject_lesson"),
    ("buiten-de-les", "outside_class"),
    ("extern", "external"),
    ("digitaal", "digital"),
]);

/// Topics are codes of the model already.
pub(crate) const TOPICS: Words = Words::new(&[]);

/// Who asked for it.
pub(crate) const INITIATIVES: Words = Words::new(&[("opleiding", "school"), ("docent", "teacher")]);

/// Which system recorded a moment.
pub(crate) const PLATFORMS: Words = Words::new(&[("slb-register", "registration"), ("portfolio", "xapi")]);

/// Where students went.
pub(crate) const DESTINATIONS: Words = Words::new(&[
    ("zelfde", "same_school"),
    ("hbo", "hbo_ba"),
    ("werk", "work"),
    ("geen", "no_education"),
    ("", "unknown"),
]);

/// Whether that is a higher level.
pub(crate) const LEVEL_CHANGES: Words =
    Words::new(&[("hoger", "higher"), ("gelijk", "equal"), ("lager", "lower"), ("", "not_applicable")]);

/// And a year later.
pub(crate) const A_YEAR_LATER: Words =
    Words::new(&[("zelfde", "same"), ("switch", "switched"), ("uitval", "dropped_out"), ("onbekend", "unknown")]);
