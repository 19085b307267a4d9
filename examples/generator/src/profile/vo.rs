//! The two vo schools.

use super::{Format, Guidance, Profile, Programme, Survey};

const PROGRAMMES: &[Programme] = &[
    Programme { code: "BRUG", name: "Brugklas", level: "brugklas", track: None, first: 1, last: 1, share: 0.0, bridge: None, short: "B" },
    Programme { code: "TL", name: "Vmbo theoretische leerweg", level: "vmbo_tl", track: None, first: 1, last: 4, share: 0.26, bridge: Some(0), short: "M" },
    Programme { code: "HAVO", name: "Havo", level: "havo", track: None, first: 1, last: 5, share: 0.42, bridge: Some(0), short: "H" },
    Programme { code: "VWO", name: "Vwo", level: "vwo", track: None, first: 1, last: 6, share: 0.32, bridge: Some(0), short: "V" },
];

const SUBJECTS: &[&str] = &[
    "Nederlands", "Engels", "wiskunde", "biologie", "geschiedenis", "aardrijkskunde", "economie", "natuurkunde", "scheikunde", "kunst",
];

const TEAMS: &[&str] = &["Onderbouw", "Vmbo-tl", "Bovenbouw havo", "Bovenbouw vwo"];

/// Guidance that went from the specialists to everyone.
pub(super) const WILGENBORCH: Profile = Profile {
    id: "wilgenborch",
    name: "Voorbeeldcollege De Wilgenborch",
    sector: "vo",
    brin: "99WB",
    format: Format::OneRoster,
    number: 1,
    students: 1200,
    staff: &[
        ("docent", 38), ("mentor", 44), ("coach", 6), ("decaan", 3), ("lob_coordinator", 2),
        ("teamleider", 6), ("schoolleiding", 3), ("oop", 6), ("zorg", 2),
    ],
    teams: TEAMS,
    subjects: SUBJECTS,
    programmes: PROGRAMMES,
    group_size: 27,
    guidance: [
        Guidance {
            none: 0.21, multi: 0.22, first_generation_gap: 0.05, specialists: 0.45, active_teachers: 0.24,
            weights: &[("mentor", 5.0), ("docent", 1.5), ("decaan", 3.0), ("lob_coordinator", 1.0), ("coach", 0.4), ("teamleider", 0.1)],
        },
        Guidance {
            none: 0.11, multi: 0.402, first_generation_gap: 0.03, specialists: 0.19, active_teachers: 0.68,
            weights: &[("mentor", 4.5), ("docent", 4.0), ("decaan", 1.5), ("lob_coordinator", 0.4), ("coach", 1.0), ("teamleider", 0.15)],
        },
    ],
    survey: Survey {
        staff_response: [0.72, 0.78],
        role_response: &[],
        student_response: [0.66, 0.71],
        primary: [[48.0, 44.0, 70.0], [59.0, 58.0, 72.0]],
        specialists: [[84.0, 82.0, 88.0], [85.0, 84.0, 90.0]],
        leadership: [[52.0, 50.0, 74.0], [64.0, 58.0, 80.0]],
        other: [[38.0, 36.0, 58.0], [44.0, 41.0, 62.0]],
        contribution: [0.29, 0.43],
        knows_vision: [0.34, 0.71],
        ideal: [82.0, 76.0, 70.0, 84.0, 86.0],
        ideal_specialists: [88.0, 82.0, 76.0, 88.0, 90.0],
        ideal_spread: 15.0,
        current: [[40.0, 34.0, 42.0, 48.0, 50.0], [62.0, 44.0, 46.0, 56.0, 64.0]],
        competences: [[58.0, 54.0, 44.0, 46.0, 36.0], [62.0, 58.0, 53.0, 52.0, 42.0]],
        told_by_two: [0.27, 0.42],
        told_gap: 0.04,
        satisfaction: [3.1, 3.6],
    },
    trajectory: include_str!("../../texts/wilgenborch.toml"),
};

/// Guidance carried by one decaan.
pub(super) const LINDEHAGE: Profile = Profile {
    id: "lindehage",
    name: "Voorbeeldlyceum Lindehage",
    sector: "vo",
    brin: "99LH",
    format: Format::ListExport,
    number: 2,
    students: 1200,
    staff: &[
        ("docent", 44), ("mentor", 42), ("decaan", 1), ("teamleider", 6), ("schoolleiding", 2), ("oop", 11), ("zorg", 4),
    ],
    teams: TEAMS,
    subjects: SUBJECTS,
    programmes: PROGRAMMES,
    group_size: 27,
    guidance: [
        Guidance {
            none: 0.36, multi: 0.07, first_generation_gap: 0.02, specialists: 0.72, active_teachers: 0.12,
            weights: &[("mentor", 4.0), ("docent", 0.8), ("decaan", 6.0), ("teamleider", 0.05)],
        },
        Guidance {
            none: 0.34, multi: 0.08, first_generation_gap: 0.02, specialists: 0.70, active_teachers: 0.15,
            weights: &[("mentor", 4.0), ("docent", 1.0), ("decaan", 6.0), ("teamleider", 0.05)],
        },
    ],
    survey: Survey {
        staff_response: [0.69, 0.66],
        role_response: &[],
        student_response: [0.62, 0.60],
        primary: [[39.0, 41.0, 62.0], [40.0, 41.0, 64.0]],
        specialists: [[90.0, 88.0, 92.0], [90.0, 88.0, 92.0]],
        leadership: [[46.0, 44.0, 64.0], [50.0, 46.0, 68.0]],
        other: [[32.0, 32.0, 50.0], [32.0, 33.0, 50.0]],
        contribution: [0.17, 0.19],
        knows_vision: [0.22, 0.28],
        ideal: [64.0, 70.0, 66.0, 76.0, 78.0],
        ideal_specialists: [84.0, 80.0, 72.0, 86.0, 88.0],
        ideal_spread: 22.0,
        current: [[30.0, 32.0, 38.0, 46.0, 44.0], [32.0, 32.0, 40.0, 46.0, 45.0]],
        competences: [[55.0, 52.0, 40.0, 42.0, 33.0], [56.0, 52.0, 41.0, 43.0, 34.0]],
        told_by_two: [0.15, 0.17],
        told_gap: 0.04,
        satisfaction: [2.9, 2.9],
    },
    trajectory: include_str!("../../texts/lindehage.toml"),
};
