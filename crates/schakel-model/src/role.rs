//! The derived grouping of roles.

use crate::codes::ROLE_GROUP;
use crate::{Code, Lang};

/// The kind of work a role belongs to. Derived from the role, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoleGroup {
    /// Works with students day by day: teachers, mentors, coaches.
    PrimaryProcess,
    /// Guidance is the job itself: the decaan and colleagues.
    Specialist,
    /// Leads a team or a school.
    Leadership,
    /// Everyone else, and whoever's role is not known.
    Other,
}

impl RoleGroup {
    /// All groups, in the order of the code list `role_group`.
    pub const ALL: [Self; 4] = [Self::PrimaryProcess, Self::Specialist, Self::Leadership, Self::Other];

    /// The code in the list `role_group`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.entry().code
    }

    /// The label in a language.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        self.entry().label(lang)
    }

    /// The roles that belong to the group, in the order of the list `role`; for
    /// [`Other`](Self::Other) these are the remaining ones.
    #[must_use]
    pub fn roles(self) -> Vec<&'static str> {
        crate::codes::ROLE.codes.iter().map(|c| c.code).filter(|role| role_group(role) == self).collect()
    }

    const fn entry(self) -> &'static Code {
        &ROLE_GROUP.codes[self as usize]
    }
}

/// The group of a role. A role outside the list `role` is in [`RoleGroup::Other`]; so is
/// `studentendecaan`, which in higher education is another job than `decaan`.
#[must_use]
pub fn role_group(role: &str) -> RoleGroup {
    match role {
        "docent" | "mentor" | "slb" | "coach" | "praktijkbegeleider" => RoleGroup::PrimaryProcess,
        "decaan" | "lob_coordinator" | "loopbaanbegeleider" => RoleGroup::Specialist,
        "teamleider" | "schoolleiding" => RoleGroup::Leadership,
        _ => RoleGroup::Other,
    }
}
