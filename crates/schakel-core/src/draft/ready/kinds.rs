//! Which queries are ready for which kind.

use schakel_source::{Inspection, Kind};

use super::{Asked, Ready, part_of};

/// The queries of a kind: names of tables, each with the file of that name.
macro_rules! queries {
    ($kind:literal: $($table:literal),*) => {
        &[$(($table, include_str!(concat!($kind, "/", $table, ".sql")))),*]
    };
}

const ROLE: Option<(&str, &str)> = Some(("staff_role", "role"));
const LEVEL: Option<(&str, &str)> = Some(("programme", "level"));

const ONEROSTER: Ready = Ready {
    queries: queries!(
        "oneroster":
        "programme", "group", "staff", "staff_role", "student", "student_background", "enrolment", "group_member"
    ),
    otherwise: &[],
    lists: &[Asked {
        name: "leerjaren",
        header: "grade,programme_id,name,level,year_level",
        codes: None,
        of: &[("users", "grades"), ("classes", "grades")],
    }],
};

const EDEXML: Ready = Ready {
    queries: queries!(
        "edexml":
        "programme", "group", "staff", "staff_role", "student", "student_background", "enrolment", "group_member"
    ),
    otherwise: &[],
    lists: &[
        Asked {
            name: "jaargroepen",
            header: "jaargroep,programme_id,name,level",
            codes: None,
            of: &[("leerlingen", "jaargroep"), ("groepen", "jaargroep")],
        },
        Asked {
            name: "rollen",
            header: "word,code",
            codes: ROLE,
            of: &[("leerkrachten", "rol"), ("leerkrachten", "rolomschrijving")],
        },
    ],
};

const SOMTODAY_STUDENTS: Ready = Ready {
    queries: queries!(
        "somtoday": "programme", "group", "student", "student_background", "enrolment", "group_member"
    ),
    otherwise: &[
        ("staff", include_str!("somtoday/staff_mentors.sql")),
        ("staff_role", include_str!("somtoday/staff_role_mentors.sql")),
    ],
    lists: &[Asked {
        name: "opleidingen",
        header: "programme_id,level,name",
        codes: LEVEL,
        of: &[("", "leerlingOpleidingCode")],
    }],
};

const SOMTODAY_STAFF: Ready = Ready {
    queries: queries!("somtoday": "staff", "staff_role"),
    otherwise: &[],
    lists: &[
        Asked { name: "functies", header: "word,code", codes: ROLE, of: &[("", "medewerkerFunctie")] },
        Asked { name: "rollen", header: "word,code", codes: ROLE, of: &[("rollen", "value")] },
    ],
};

const MAGISTER: Ready = Ready {
    queries: queries!(
        "magister": "programme", "group", "student", "student_background", "enrolment", "group_member"
    ),
    otherwise: queries!("magister": "staff", "staff_role"),
    lists: &[Asked { name: "opleidingen", header: "programme_id,level,name", codes: LEVEL, of: &[("", "STUDY")] }],
};

const OOAPI: Ready = Ready {
    queries: queries!(
        "ooapi":
        "programme", "group", "staff", "staff_role", "student", "student_background", "enrolment", "group_member"
    ),
    otherwise: &[],
    lists: &[],
};

const RO: Ready = Ready {
    queries: queries!("ro": "programme", "student", "student_background", "enrolment"),
    otherwise: &[],
    lists: &[Asked {
        name: "opleidingen",
        header: "programme_id,level,name",
        codes: LEVEL,
        of: &[("ISP", "opleidingcode")],
    }],
};

const CIJFERHO: Ready = Ready {
    queries: queries!("cijferho": "programme", "student", "student_background", "enrolment", "transition"),
    otherwise: &[],
    lists: &[],
};

const XAPI: Ready = Ready {
    queries: queries!("xapi": "guidance_moment", "guidance_moment_staff", "guidance_moment_student"),
    otherwise: &[],
    lists: &[Asked { name: "werkwoorden", header: "verb,form,setting", codes: None, of: &[("statements", "verb")] }],
};

const QDPX: Ready = Ready { queries: queries!("qdpx": "code", "fragment"), otherwise: &[], lists: &[] };

const NOTHING: Ready = Ready { queries: &[], otherwise: &[], lists: &[] };

/// What is ready for the kind of a source; none for kinds of which the columns are the school's own.
pub(super) fn ready(inspection: &Inspection) -> Option<Ready> {
    let has = |column: &str| {
        part_of(inspection, "").is_some_and(|table| table.columns.iter().any(|found| found.name == column))
    };
    Some(match inspection.kind {
        Kind::Oneroster => ONEROSTER,
        Kind::Edexml => EDEXML,
        Kind::Somtoday if has("leerlingNummer") => SOMTODAY_STUDENTS,
        Kind::Somtoday => SOMTODAY_STAFF,
        Kind::Magister => MAGISTER,
        Kind::Ooapi => OOAPI,
        Kind::Ro => RO,
        Kind::Cijferho => CIJFERHO,
        Kind::Xapi => XAPI,
        Kind::Qdpx => QDPX,
        kind if why_nothing(kind).is_some() => NOTHING,
        _ => return None,
    })
}

/// Why a kind has nothing that could fill the model by itself.
pub(in crate::draft) fn why_nothing(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Oso => Some(
            "a dossier tells what was advised and wished, not where a student went, and the model has no place for \
             that; `leerlingid` is the number at the school that wrote the dossier",
        ),
        Kind::Tbgi => Some(
            "it is about funding: its students can be tied to those of other files only by the citizen service \
             number, which is not read. The register file (RO) tells the same enrolments",
        ),
        Kind::Duo => Some("it counts students of schools; the model is about the persons of this school"),
        Kind::CbsSes => Some(
            "it tells of areas, not of persons: its scores are used for `ses_quintile` when a list of students that is \
             known has the digits of postcodes",
        ),
        _ => None,
    }
}
