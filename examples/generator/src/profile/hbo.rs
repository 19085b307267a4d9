//! The two faculties of hbo.

use super::{Format, Guidance, Profile, Programme, Survey};

const ECONOMY: &[Programme] = &[
    Programme { code: "93401", name: "Commerciële Economie", level: "hbo_bachelor", track: Some("voltijd"), first: 1, last: 4, share: 0.30, bridge: None, short: "CE" },
    Programme { code: "93402", name: "Finance en Control", level: "hbo_bachelor", track: Some("voltijd"), first: 1, last: 4, share: 0.24, bridge: None, short: "FC" },
    Programme { code: "93403", name: "Human Resource Management", level: "hbo_bachelor", track: Some("deeltijd"), first: 1, last: 4, share: 0.18, bridge: None, short: "HR" },
    Programme { code: "93404", name: "Logistics Management", level: "hbo_bachelor", track: Some("voltijd"), first: 1, last: 4, share: 0.16, bridge: None, short: "LM" },
    Programme { code: "93801", name: "Ondernemen", level: "ad", track: Some("voltijd"), first: 1, last: 2, share: 0.12, bridge: None, short: "AO" },
];

const EDUCATION: &[Programme] = &[
    Programme { code: "94501", name: "Leraar basisonderwijs", level: "hbo_bachelor", track: Some("voltijd"), first: 1, last: 4, share: 0.38, bridge: None, short: "LB" },
    Programme { code: "94502", name: "Leraar basisonderwijs", level: "hbo_bachelor", track: Some("deeltijd"), first: 1, last: 4, share: 0.16, bridge: None, short: "LD" },
    Programme { code: "94503", name: "Leraar Nederlands", level: "hbo_bachelor", track: Some("voltijd"), first: 1, last: 4, share: 0.16, bridge: None, short: "LN" },
    Programme { code: "94504", name: "Leraar economie", level: "hbo_bachelor", track: Some("duaal"), first: 1, last: 4, share: 0.14, bridge: None, short: "LE" },
    Programme { code: "94801", name: "Pedagogisch educatief professional", level: "ad", track: Some("voltijd"), first: 1, last: 2, share: 0.16, bridge: None, short: "PE" },
];

/// Low response: much cannot be said, and the report has to say so.
pub(super) const DELTA: Profile = Profile {
    id: "delta",
    name: "Voorbeeldhogeschool Delta, faculteit Economie",
    sector: "hbo",
    brin: "99DE",
    format: Format::Ooapi,
    number: 5,
    students: 1800,
    staff: &[
        ("docent", 70), ("slb", 34), ("coach", 8), ("loopbaanbegeleider", 6), ("studentendecaan", 3),
        ("praktijkbegeleider", 18), ("teamleider", 8), ("schoolleiding", 4), ("oop", 9),
    ],
    teams: &["Commerciële Economie", "Finance en Control", "HRM", "Logistiek", "Ad Ondernemen"],
    subjects: &["bedrijfseconomie", "marketing", "recht", "statistiek", "communicatie", "onderzoek", "Engels", "organisatiekunde"],
    programmes: ECONOMY,
    group_size: 25,
    guidance: [
        Guidance {
            none: 0.27, multi: 0.24, first_generation_gap: 0.03, specialists: 0.25, active_teachers: 0.28,
            weights: &[("slb", 5.0), ("docent", 1.5), ("coach", 1.0), ("loopbaanbegeleider", 1.4), ("praktijkbegeleider", 1.2), ("studentendecaan", 0.4)],
        },
        Guidance {
            none: 0.25, multi: 0.27, first_generation_gap: 0.03, specialists: 0.23, active_teachers: 0.32,
            weights: &[("slb", 5.0), ("docent", 1.8), ("coach", 1.0), ("loopbaanbegeleider", 1.3), ("praktijkbegeleider", 1.4), ("studentendecaan", 0.4)],
        },
    ],
    survey: Survey {
        staff_response: [0.45, 0.41],
        role_response: &[("praktijkbegeleider", 0.18)],
        student_response: [0.44, 0.41],
        primary: [[50.0, 50.0, 66.0], [51.0, 51.0, 68.0]],
        specialists: [[84.0, 82.0, 88.0], [84.0, 82.0, 88.0]],
        leadership: [[52.0, 48.0, 70.0], [54.0, 50.0, 72.0]],
        other: [[38.0, 38.0, 54.0], [39.0, 38.0, 55.0]],
        contribution: [0.27, 0.30],
        knows_vision: [0.31, 0.35],
        ideal: [72.0, 74.0, 44.0, 78.0, 80.0],
        ideal_specialists: [80.0, 78.0, 50.0, 84.0, 86.0],
        ideal_spread: 19.0,
        current: [[44.0, 38.0, 24.0, 48.0, 46.0], [46.0, 39.0, 25.0, 49.0, 48.0]],
        competences: [[62.0, 60.0, 52.0, 54.0, 46.0], [63.0, 61.0, 54.0, 55.0, 48.0]],
        told_by_two: [0.28, 0.30],
        told_gap: 0.03,
        satisfaction: [3.2, 3.3],
    },
    trajectory: include_str!("../../texts/delta.toml"),
};

/// Specialists and teachers disagree on what guidance should be.
pub(super) const KOMPAS: Profile = Profile {
    id: "kompas",
    name: "Voorbeeldhogeschool Kompas, faculteit Educatie",
    sector: "hbo",
    brin: "99KO",
    format: Format::FixedWidth,
    number: 6,
    students: 1800,
    staff: &[
        ("docent", 66), ("slb", 36), ("coach", 8), ("loopbaanbegeleider", 11), ("studentendecaan", 3),
        ("praktijkbegeleider", 14), ("teamleider", 8), ("schoolleiding", 4), ("oop", 10),
    ],
    teams: &["Pabo voltijd", "Pabo deeltijd", "Tweedegraads Nederlands", "Tweedegraads economie", "Ad Pedagogiek"],
    subjects: &["pedagogiek", "didactiek", "taal", "rekenen", "onderzoek", "burgerschap", "vakdidactiek", "onderwijskunde"],
    programmes: EDUCATION,
    group_size: 25,
    guidance: [
        Guidance {
            none: 0.20, multi: 0.28, first_generation_gap: 0.04, specialists: 0.38, active_teachers: 0.30,
            weights: &[("slb", 4.5), ("docent", 1.4), ("coach", 0.8), ("loopbaanbegeleider", 2.6), ("praktijkbegeleider", 1.4), ("studentendecaan", 0.3)],
        },
        Guidance {
            none: 0.18, multi: 0.32, first_generation_gap: 0.03, specialists: 0.34, active_teachers: 0.36,
            weights: &[("slb", 4.5), ("docent", 1.8), ("coach", 0.8), ("loopbaanbegeleider", 2.4), ("praktijkbegeleider", 1.6), ("studentendecaan", 0.3)],
        },
    ],
    survey: Survey {
        staff_response: [0.70, 0.72],
        role_response: &[("loopbaanbegeleider", 0.92)],
        student_response: [0.60, 0.63],
        primary: [[55.0, 56.0, 66.0], [58.0, 59.0, 67.0]],
        specialists: [[86.0, 84.0, 90.0], [88.0, 86.0, 92.0]],
        leadership: [[56.0, 52.0, 70.0], [60.0, 56.0, 72.0]],
        other: [[40.0, 39.0, 56.0], [41.0, 40.0, 57.0]],
        contribution: [0.32, 0.36],
        knows_vision: [0.44, 0.49],
        ideal: [52.0, 54.0, 68.0, 62.0, 74.0],
        ideal_specialists: [92.0, 90.0, 38.0, 95.0, 80.0],
        ideal_spread: 15.0,
        current: [[46.0, 40.0, 34.0, 52.0, 54.0], [48.0, 42.0, 35.0, 54.0, 56.0]],
        competences: [[66.0, 64.0, 58.0, 56.0, 50.0], [67.0, 66.0, 60.0, 58.0, 52.0]],
        told_by_two: [0.31, 0.34],
        told_gap: 0.04,
        satisfaction: [3.4, 3.5],
    },
    trajectory: include_str!("../../texts/kompas.toml"),
};
