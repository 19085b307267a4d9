//! Facts of as many schools as wanted: of the size that a real school's facts have, each with its own names, words and numbers.

use schakel_report::facts::{Cell, Facts, Text};

use crate::common::{shared, text};

/// Syllables that invented names and words are made of.
const SYLLABLES: [&str; 24] = [
    "lin", "hoe", "ver", "kast", "mee", "dorp", "vlie", "rozen", "berk", "wa", "ter", "sticht", "bui", "ten", "graaf",
    "zuid", "eik", "maar", "schap", "ring", "slo", "tuin", "veld", "hof",
];
/// Breakdowns that a school with many programmes and roles has, beside those of the shared facts.
const MORE: [(&str, &str, usize); 9] = [
    ("B3", "programme", 14),
    ("C1", "role", 8),
    ("C2", "role", 8),
    ("C3", "role", 8),
    ("C4", "role", 6),
    ("C5", "role", 60),
    ("D1", "role", 14),
    ("H2", "level", 12),
    ("Q1", "role", 12),
];

/// The facts of one of many schools. The same number gives the same facts.
pub(crate) fn numbered(number: usize) -> Facts {
    let mut facts = shared();
    let mut draw = Draw(number as u64 + 1);
    facts.school.id = format!("school-{number}");
    facts.school.name = format!("Voorbeeldlyceum {} {}", capital(&draw.word()), capital(&draw.word()));
    facts.school.students = facts.school.students.map(|students| students + draw.below(400) as f64);
    for (id, by, groups) in MORE {
        let cells = &mut facts.indicators.get_mut(id).expect("an indicator of the shared facts").cells;
        let model = cells.first().cloned().unwrap_or_default();
        cells.extend((0..groups * 2).map(|at| further(&model, by, at, &mut draw)));
    }
    for indicator in facts.indicators.values_mut() {
        for cell in &mut indicator.cells {
            // Margins go along with their value.
            let by = draw.below(5) as f64 - 2.0;
            for value in [&mut cell.value, &mut cell.low, &mut cell.high].into_iter().flatten() {
                *value = (*value + by).clamp(1.0, 99.0);
            }
            if cell.by == "programme" && cell.group_label.nl.len() > 4 {
                cell.group_label = own(&cell.group_label, &mut Draw(number as u64 + cell.group.len() as u64));
            }
        }
    }
    for story in &mut facts.lists.stories {
        let words: Vec<String> = (0..40).map(|_| draw.word()).collect();
        story.text = format!("{} {}.", story.text, capital(&words.join(" ")));
    }
    for intervention in &mut facts.lists.interventions {
        intervention.title = format!("{} {}", intervention.title, draw.word());
    }
    facts
}

fn further(model: &Cell, by: &str, at: usize, draw: &mut Draw) -> Cell {
    Cell {
        by: by.to_owned(),
        group: format!("{by}_{}", at / 2),
        group_label: text(&draw.word()),
        period: if at.is_multiple_of(2) { "before" } else { "after" }.to_owned(),
        value: Some(draw.below(80) as f64 + 10.0),
        ..model.clone()
    }
}

fn own(label: &Text, draw: &mut Draw) -> Text {
    text(&format!("{} {}", label.nl, draw.word()))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Numbers without a pattern, the same on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn word(&mut self) -> String {
        (0..3).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }
}
