//! The two mbo schools.

use super::{Format, Guidance, Profile, Programme, Survey};

const CARE: &[Programme] = &[
    Programme { code: "90211", name: "Helpende zorg en welzijn", level: "mbo_2", track: Some("bol"), first: 1, last: 2, share: 0.13, bridge: None, short: "HZ" },
    Programme { code: "90212", name: "Helpende zorg en welzijn", level: "mbo_2", track: Some("bbl"), first: 1, last: 2, share: 0.09, bridge: None, short: "HB" },
    Programme { code: "90321", name: "Verzorgende IG", level: "mbo_3", track: Some("bol"), first: 1, last: 3, share: 0.20, bridge: None, short: "VZ" },
    Programme { code: "90322", name: "Verzorgende IG", level: "mbo_3", track: Some("bbl"), first: 1, last: 3, share: 0.14, bridge: None, short: "VB" },
    Programme { code: "90431", name: "Verpleegkundige", level: "mbo_4", track: Some("bol"), first: 1, last: 4, share: 0.26, bridge: None, short: "VP" },
    Programme { code: "90433", name: "Pedagogisch professional", level: "mbo_4", track: Some("bol"), first: 1, last: 3, share: 0.18, bridge: None, short: "PP" },
];

const TECH: &[Programme] = &[
    Programme { code: "91211", name: "Monteur installaties", level: "mbo_2", track: Some("bbl"), first: 1, last: 2, share: 0.16, bridge: None, short: "MI" },
    Programme { code: "91215", name: "Autotechnicus", level: "mbo_2", track: Some("bol"), first: 1, last: 2, share: 0.12, bridge: None, short: "AT" },
    Programme { code: "91321", name: "Eerste monteur mechatronica", level: "mbo_3", track: Some("bbl"), first: 1, last: 3, share: 0.17, bridge: None, short: "EM" },
    Programme { code: "91325", name: "Allround timmerman", level: "mbo_3", track: Some("bol"), first: 1, last: 3, share: 0.15, bridge: None, short: "TM" },
    Programme { code: "91431", name: "Technicus engineering", level: "mbo_4", track: Some("bol"), first: 1, last: 4, share: 0.24, bridge: None, short: "TE" },
    Programme { code: "91435", name: "Middenkader bouw", level: "mbo_4", track: Some("bol"), first: 1, last: 3, share: 0.16, bridge: None, short: "MB" },
];

const STAFF: &[(&str, usize)] = &[
    ("docent", 48), ("slb", 34), ("praktijkbegeleider", 14), ("loopbaanbegeleider", 5), ("lob_coordinator", 2),
    ("teamleider", 8), ("schoolleiding", 3), ("oop", 10), ("zorg", 6),
];

/// An equity gap: who has parents that studied, is heard by more people.
pub(super) const WATERKANT: Profile = Profile {
    id: "waterkant",
    name: "Voorbeeld-mbo Waterkant, sector Zorg en Welzijn",
    sector: "mbo",
    brin: "99WK",
    format: Format::MboRegister,
    number: 3,
    students: 1500,
    staff: STAFF,
    teams: &["Helpende", "Verzorgende", "Verpleegkunde", "Pedagogisch werk"],
    subjects: &["Nederlands", "Engels", "rekenen", "burgerschap", "zorgvaardigheden", "anatomie", "communicatie", "methodiek"],
    programmes: CARE,
    group_size: 25,
    guidance: [
        Guidance {
            none: 0.19, multi: 0.34, first_generation_gap: 0.14, specialists: 0.24, active_teachers: 0.40,
            weights: &[("slb", 5.0), ("docent", 2.2), ("praktijkbegeleider", 1.6), ("loopbaanbegeleider", 1.4), ("lob_coordinator", 0.2), ("teamleider", 0.1)],
        },
        Guidance {
            none: 0.16, multi: 0.382, first_generation_gap: 0.13, specialists: 0.21, active_teachers: 0.46,
            weights: &[("slb", 5.0), ("docent", 2.6), ("praktijkbegeleider", 1.8), ("loopbaanbegeleider", 1.3), ("lob_coordinator", 0.2), ("teamleider", 0.1)],
        },
    ],
    survey: Survey {
        staff_response: [0.68, 0.71],
        role_response: &[],
        student_response: [0.61, 0.64],
        primary: [[52.0, 51.0, 71.0], [57.0, 57.0, 74.0]],
        specialists: [[84.0, 80.0, 86.0], [86.0, 82.0, 88.0]],
        leadership: [[56.0, 52.0, 74.0], [60.0, 56.0, 78.0]],
        other: [[40.0, 38.0, 58.0], [42.0, 40.0, 60.0]],
        contribution: [0.30, 0.37],
        knows_vision: [0.38, 0.55],
        ideal: [78.0, 74.0, 62.0, 88.0, 84.0],
        ideal_specialists: [84.0, 78.0, 68.0, 92.0, 88.0],
        ideal_spread: 16.0,
        current: [[50.0, 40.0, 36.0, 44.0, 54.0], [55.0, 43.0, 38.0, 47.0, 58.0]],
        competences: [[60.0, 57.0, 55.0, 47.0, 41.0], [62.0, 60.0, 57.0, 50.0, 44.0]],
        told_by_two: [0.33, 0.37],
        told_gap: 0.13,
        satisfaction: [3.3, 3.4],
    },
    trajectory: include_str!("../../texts/waterkant.toml"),
};

/// One intervention stopped, another adapted: both with a reason.
pub(super) const AMBACHT: Profile = Profile {
    id: "ambacht",
    name: "Voorbeeld-mbo Ambacht, sector Techniek",
    sector: "mbo",
    brin: "99AM",
    format: Format::Sqlite,
    number: 4,
    students: 1500,
    staff: STAFF,
    teams: &["Installatie en mechatronica", "Mobiliteit", "Bouw", "Engineering"],
    subjects: &["Nederlands", "Engels", "rekenen", "burgerschap", "werkplaats", "materialenkennis", "tekenen", "elektrotechniek"],
    programmes: TECH,
    group_size: 25,
    guidance: [
        Guidance {
            none: 0.24, multi: 0.26, first_generation_gap: 0.03, specialists: 0.31, active_teachers: 0.30,
            weights: &[("slb", 4.5), ("docent", 1.6), ("praktijkbegeleider", 1.8), ("loopbaanbegeleider", 1.8), ("lob_coordinator", 0.3), ("teamleider", 0.1)],
        },
        Guidance {
            none: 0.20, multi: 0.33, first_generation_gap: 0.02, specialists: 0.25, active_teachers: 0.42,
            weights: &[("slb", 4.5), ("docent", 2.0), ("praktijkbegeleider", 2.6), ("loopbaanbegeleider", 1.6), ("lob_coordinator", 0.3), ("teamleider", 0.1)],
        },
    ],
    survey: Survey {
        staff_response: [0.63, 0.67],
        role_response: &[],
        student_response: [0.61, 0.62],
        primary: [[46.0, 42.0, 60.0], [52.0, 50.0, 66.0]],
        specialists: [[82.0, 80.0, 86.0], [84.0, 82.0, 88.0]],
        leadership: [[50.0, 46.0, 66.0], [58.0, 52.0, 72.0]],
        other: [[34.0, 33.0, 50.0], [37.0, 35.0, 53.0]],
        contribution: [0.24, 0.33],
        knows_vision: [0.29, 0.51],
        ideal: [70.0, 78.0, 58.0, 72.0, 76.0],
        ideal_specialists: [78.0, 82.0, 66.0, 80.0, 84.0],
        ideal_spread: 18.0,
        current: [[42.0, 30.0, 34.0, 50.0, 46.0], [50.0, 34.0, 36.0, 54.0, 52.0]],
        competences: [[56.0, 53.0, 60.0, 44.0, 40.0], [58.0, 55.0, 63.0, 47.0, 45.0]],
        told_by_two: [0.26, 0.31],
        told_gap: 0.03,
        satisfaction: [3.2, 3.3],
    },
    trajectory: include_str!("../../texts/ambacht.toml"),
};
