//! Open answers.

use super::Answer;
use crate::random::Random;

/// Now and then a remark.
pub(super) fn remark(of: &'static [&'static str], random: &mut Random) -> Answer {
    if random.chance(0.07) {
        random.pick(of).map_or(Answer::Skipped, |text| Answer::Text(text))
    } else {
        Answer::Skipped
    }
}

/// With a line break, a semicolon, quotes and accents, as people type.
pub(super) const REMARKS_STAFF: [&str; 8] = [
    "Ik wil dit graag, maar wanneer?\nMijn rooster zit vol.",
    "Fijn dat we dit samen doen.",
    "Een vast uur; dat zou al helpen.",
    "Wat mij hielp: een collega die \"gewoon\" even meekeek.",
    "Ik mis één plek waar alles over vervolgopleidingen staat.",
    "Laten we ook oud-leerlingen vragen.",
    "Ik weet niet goed waar mijn taak ophoudt.",
    "Graag meer ideeën voor mijn eigen vak.",
];

/// What students write.
pub(super) const REMARKS_STUDENT: [&str; 8] = [
    "Mijn mentor, omdat zij doorvroeg.",
    "Niemand echt; ik heb het zelf uitgezocht.",
    "Een docent die vertelde over zijn eigen studie.\nToen dacht ik: dat kan ik ook.",
    "Mijn stage. Daar zag ik hoe het echt is.",
    "De decaan of begeleider, met een goed gesprek.",
    "Mijn vader én mijn tante.",
    "Een oud-leerling die \"gewoon\" eerlijk was.",
    "Ik weet het nog niet.",
];
