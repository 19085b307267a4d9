//! What makes each of the six schools the school it is: size, programmes, who guides, and what the surveys say.

mod hbo;
mod mbo;
mod vo;

/// The mix of files a school brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    OneRoster,
    ListExport,
    MboRegister,
    Sqlite,
    Ooapi,
    FixedWidth,
}

/// One programme with the year levels it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Programme {
    /// Code as the school's systems write it (crebo, croho, own).
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// Code of the model's list `level`.
    pub(crate) level: &'static str,
    /// Code of the model's list `track`, if the sector has tracks.
    pub(crate) track: Option<&'static str>,
    pub(crate) first: u8,
    pub(crate) last: u8,
    /// Share of the school's students; 0 for a programme that others pass through (the bridge year).
    pub(crate) share: f64,
    /// Index of the programme in which level 1 is spent, where that is another one.
    pub(crate) bridge: Option<usize>,
    /// Short name in group codes.
    pub(crate) short: &'static str,
}

/// How guidance goes in one school year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guidance {
    /// Share of students with no moment at all.
    pub(crate) none: f64,
    /// Share of students who hear it several times and from different people.
    pub(crate) multi: f64,
    /// How many points lower that share is for first-generation students than for the rest.
    pub(crate) first_generation_gap: f64,
    /// Relative weight per role of who has the next moment with a student.
    pub(crate) weights: &'static [(&'static str, f64)],
    /// Share of all moments held by specialists, which the weights are tuned to.
    pub(crate) specialists: f64,
    /// Share of teachers who take part in guidance at all.
    pub(crate) active_teachers: f64,
}

/// What a group of staff answers, on a scale of 0 to 100: knowledge, skill, attitude per wave.
pub(crate) type Scores = [[f64; 3]; 2];

/// What the surveys of a school say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Survey {
    /// Response of staff per wave.
    pub(crate) staff_response: [f64; 2],
    /// Roles with another response, in both waves.
    pub(crate) role_response: &'static [(&'static str, f64)],
    pub(crate) student_response: [f64; 2],
    pub(crate) primary: Scores,
    pub(crate) specialists: Scores,
    pub(crate) leadership: Scores,
    pub(crate) other: Scores,
    /// Share of staff with 4 or 5 on all three contribution statements, per wave.
    pub(crate) contribution: [f64; 2],
    /// Share of staff with 4 or 5 on "I know the vision", per wave.
    pub(crate) knows_vision: [f64; 2],
    /// What should be, per theme of the vision (0 to 100): everyone but specialists.
    pub(crate) ideal: [f64; 5],
    pub(crate) ideal_specialists: [f64; 5],
    /// Spread of what should be between people, in points.
    pub(crate) ideal_spread: f64,
    /// What is, per theme and wave.
    pub(crate) current: [[f64; 5]; 2],
    /// Students on the five competences, per wave.
    pub(crate) competences: [[f64; 5]; 2],
    /// Share of students whom two or more people told that the next step could be for them, per wave.
    pub(crate) told_by_two: [f64; 2],
    /// How many points lower that is for first-generation students.
    pub(crate) told_gap: f64,
    /// Mean satisfaction of students, 1 to 5.
    pub(crate) satisfaction: [f64; 2],
}

/// Everything that makes a school.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Profile {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// Code of the model's list `sector`.
    pub(crate) sector: &'static str,
    pub(crate) brin: &'static str,
    pub(crate) format: Format,
    /// First digits of the numbers of people, so that a name shows its school.
    pub(crate) number: usize,
    /// Where the random numbers of the example start; chosen so that no story is drowned by chance.
    pub(crate) seed: u64,
    pub(crate) students: usize,
    /// Staff by main role.
    pub(crate) staff: &'static [(&'static str, usize)],
    pub(crate) teams: &'static [&'static str],
    pub(crate) subjects: &'static [&'static str],
    pub(crate) programmes: &'static [Programme],
    pub(crate) group_size: usize,
    pub(crate) guidance: [Guidance; 2],
    pub(crate) survey: Survey,
    /// Trajectory workbook of the school.
    pub(crate) trajectory: &'static str,
}

/// The six schools, in the order of their numbers.
pub(crate) fn six() -> [&'static Profile; 6] {
    [&vo::WILGENBORCH, &vo::LINDEHAGE, &mbo::WATERKANT, &mbo::AMBACHT, &hbo::DELTA, &hbo::KOMPAS]
}

/// The role group of a role, as the common model derives it.
pub(crate) fn role_group(role: &str) -> RoleGroup {
    match role {
        "docent" | "mentor" | "slb" | "coach" | "praktijkbegeleider" => RoleGroup::Primary,
        "decaan" | "lob_coordinator" | "loopbaanbegeleider" => RoleGroup::Specialist,
        "teamleider" | "schoolleiding" => RoleGroup::Leadership,
        _ => RoleGroup::Other,
    }
}

/// Groups of roles that answer alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RoleGroup {
    Primary,
    Specialist,
    Leadership,
    Other,
}
