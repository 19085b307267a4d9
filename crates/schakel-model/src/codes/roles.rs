//! Roles in guidance, and the perspectives they give.

use crate::code::joined;
use crate::{Code, CodeList};

const fn role(code: &'static str, nl: &'static str, en: &'static str) -> Code {
    Code::new(code, nl, en)
}

/// Roles of staff and of people from outside the school.
const STAFF_ROLES: [Code; 14] = [
    role("docent", "docent", "teacher"),
    role("mentor", "mentor", "mentor"),
    role("slb", "studieloopbaanbegeleider (slb)", "study career adviser"),
    role("coach", "coach", "coach"),
    role("decaan", "decaan", "career adviser (decaan)"),
    role("studentendecaan", "studentendecaan", "student counsellor (studentendecaan)"),
    role("lob_coordinator", "LOB-coördinator", "career guidance coordinator"),
    role("loopbaanbegeleider", "loopbaanbegeleider", "career counsellor"),
    role("teamleider", "teamleider", "team leader"),
    role("schoolleiding", "schoolleiding", "school management"),
    role("praktijkbegeleider", "praktijkbegeleider", "workplace supervisor"),
    role("oop", "onderwijsondersteunend personeel", "education support staff"),
    role("zorg", "zorg (zoals zorgcoördinator)", "student care (such as care coordinator)"),
    role("extern", "iemand van buiten de school", "someone from outside the school"),
];
const PEER: Code = role("peer", "medeleerling of medestudent", "fellow student");
const UNKNOWN: Code = role("unknown", "onbekend", "unknown");

/// The role in which a person guides. It belongs to an assignment or a moment, not to a person.
pub static ROLE: CodeList = CodeList {
    name: "role",
    nl: "Rol",
    en: "Role",
    codes: &joined::<17>(&STAFF_ROLES, &[role("ouder", "ouder of verzorger", "parent or carer"), PEER, UNKNOWN]),
};

/// From whose point of view something is said: a role, or a student or parent.
pub static PERSPECTIVE: CodeList = CodeList {
    name: "perspective",
    nl: "Perspectief",
    en: "Perspective",
    codes: &joined::<18>(
        &STAFF_ROLES,
        &[
            role("student", "leerling of student", "student"),
            role("parent", "ouder of verzorger", "parent or carer"),
            PEER,
            UNKNOWN,
        ],
    ),
};

code_lists! {
    ROLE_GROUP "role_group" "Groep van rollen" | "Group of roles" {
        "primary_process" "primair proces" | "primary process";
        "specialist" "specialisten" | "specialists";
        "leadership" "leiding" | "leadership";
        "other" "overige rollen" | "other roles";
    }
}
