//! What each table is, and its columns.

use crate::cube::{Code, Column, Kind};
use crate::package::table::{Definition, Refers, column};

/// How many persons there are points to a school, so these columns of the cube are not published.
pub(super) const TELL_SIZE: &[&str] =
    &["n", "n_from", "n_to", "population", "population_from", "population_to", "pairs", "pairs_from", "pairs_to"];

const TO_SCHOOL: Refers = Refers { column: "school", table: "schools" };
const SCHOOL: Column =
    column("school", Kind::Text, true, "school", "school", "Name of the school in research (its alias).");

/// The cube: every number with its status.
pub(in crate::package) static CUBE: Definition = Definition {
    name: "cube",
    nl: "alle cijfers",
    en: "all numbers",
    meaning: "A value of an indicator at a school, or a change or difference of such values. What is kept back has a row too.",
    key: &[],
    refers: &[TO_SCHOOL, Refers { column: "indicator", table: "indicators" }],
};

pub(super) static SCHOOLS: Definition = Definition {
    name: "schools",
    nl: "scholen",
    en: "schools",
    meaning: "A school of the project.",
    key: &["school"],
    refers: &[],
};
const VISIONS: &[Code] = &[
    Code { code: "adopted", nl: "vastgesteld", en: "adopted" },
    Code { code: "renewed", nl: "vastgesteld, met een nieuwer concept", en: "adopted, with a newer draft" },
    Code { code: "draft", nl: "concept", en: "draft" },
    Code { code: "none", nl: "geen", en: "none" },
];
pub(super) static SCHOOL_COLUMNS: &[Column] = &[
    SCHOOL,
    column(
        "sector",
        Kind::Text,
        false,
        "sector",
        "sector",
        "Sector of education. Empty where fewer than three of the schools share it.",
    ),
    column(
        "school_year",
        Kind::Text,
        true,
        "schooljaar van het rapport",
        "school year of the report",
        "School year that the school reports on, as 2025-2026.",
    ),
    Column {
        codes: VISIONS,
        ..column(
            "vision",
            Kind::Text,
            true,
            "visie op LOB",
            "vision on guidance",
            "How far the vision of the school is.",
        )
    },
    column(
        "in_school_plan",
        Kind::Flag,
        true,
        "visie in het schoolplan",
        "vision in the school plan",
        "Whether the adopted vision stands in the school plan.",
    ),
];

pub(super) static INDICATORS: Definition = Definition {
    name: "indicators",
    nl: "indicatoren",
    en: "indicators",
    meaning: "An indicator: what the numbers of the cube say.",
    key: &["indicator"],
    refers: &[],
};
pub(super) static INDICATOR_COLUMNS: &[Column] = &[
    column("indicator", Kind::Text, true, "indicator", "indicator", "Indicator by its id, as B2."),
    column("name_nl", Kind::Text, false, "naam", "name (Dutch)", "Name in Dutch."),
    column("name_en", Kind::Text, false, "naam (Engels)", "name", "Name in English."),
    column("definition_nl", Kind::Text, false, "definitie", "definition (Dutch)", "What it says, in Dutch."),
    column("definition_en", Kind::Text, false, "definitie (Engels)", "definition", "What it says, in English."),
    column("population_nl", Kind::Text, false, "populatie", "population (Dutch)", "Who or what is counted, in Dutch."),
    column(
        "population_en",
        Kind::Text,
        false,
        "populatie (Engels)",
        "population",
        "Who or what is counted, in English.",
    ),
    column(
        "numerator_nl",
        Kind::Text,
        false,
        "teller",
        "numerator (Dutch)",
        "Counted above the line, in Dutch. Empty for means.",
    ),
    column(
        "numerator_en",
        Kind::Text,
        false,
        "teller (Engels)",
        "numerator",
        "Counted above the line, in English. Empty for means.",
    ),
    column(
        "denominator_nl",
        Kind::Text,
        false,
        "noemer",
        "denominator (Dutch)",
        "Counted below the line, in Dutch. Empty for means.",
    ),
    column(
        "denominator_en",
        Kind::Text,
        false,
        "noemer (Engels)",
        "denominator",
        "Counted below the line, in English. Empty for means.",
    ),
    column(
        "unit",
        Kind::Text,
        false,
        "eenheid",
        "unit",
        "What the numbers count, where a row of the cube has no other unit.",
    ),
    column(
        "interval",
        Kind::Text,
        false,
        "marge",
        "margin",
        "How 95% margins are computed: wilson (Wilson score), t (Student), paired (Student, on pairs) or none.",
    ),
    column("source", Kind::Text, false, "herkomst", "source", "Where the idea of the indicator comes from."),
];

pub(super) static INTERVENTIONS: Definition = Definition {
    name: "interventions",
    nl: "interventies",
    en: "interventions",
    meaning: "Something that a school does, did or wants to do for guidance.",
    key: &["school", "intervention"],
    refers: &[TO_SCHOOL],
};
const APPROVED: &[Code] = &[
    Code { code: "before", nl: "voor de start", en: "before the start" },
    Code { code: "after", nl: "na de start", en: "after the start" },
    Code { code: "none", nl: "niet", en: "not" },
];
pub(super) static INTERVENTION_COLUMNS: &[Column] = &[
    SCHOOL,
    column("intervention", Kind::Whole, true, "nummer", "number", "Number within the school, from 1."),
    column("title", Kind::Text, false, "titel", "title", "Title as the school writes it."),
    column("goal", Kind::Text, false, "doel", "goal", "What it is meant to reach, as the school writes it."),
    column("theme_nl", Kind::Text, false, "thema", "theme (Dutch)", "Theme, in Dutch."),
    column("theme_en", Kind::Text, false, "thema (Engels)", "theme", "Theme, in English."),
    column("status", Kind::Text, true, "status", "status", "How far it is."),
    Column {
        codes: APPROVED,
        ..column("approved", Kind::Text, true, "akkoord", "approval", "When the leadership approved it.")
    },
    column(
        "reason",
        Kind::Text,
        false,
        "reden",
        "reason",
        "Why it stopped or changed, where the school released that.",
    ),
];

pub(super) static INGREDIENTS: Definition = Definition {
    name: "ingredients",
    nl: "ingrediënten van gedeelde LOB",
    en: "ingredients of shared guidance",
    meaning: "What the research team saw of an ingredient of shared guidance at a school. No row where nobody looked.",
    key: &["ingredient", "school"],
    refers: &[TO_SCHOOL],
};
pub(super) static INGREDIENT_COLUMNS: &[Column] = &[
    column("ingredient", Kind::Text, true, "ingrediënt", "ingredient", "Name of the ingredient."),
    SCHOOL,
    column("level", Kind::Text, true, "niveau", "level", "How far it is, from 0 to 3."),
    column("basis_nl", Kind::Text, false, "waarop gebaseerd", "basis (Dutch)", "What that is based on, in Dutch."),
    column("basis_en", Kind::Text, false, "waarop gebaseerd (Engels)", "basis", "What that is based on, in English."),
];

pub(super) static SELF_ASSESSMENTS: Definition = Definition {
    name: "self_assessments",
    nl: "zelfevaluaties",
    en: "self-assessments",
    meaning: "How a school judged itself on a criterion. No row where it did not.",
    key: &["framework", "criterion", "school"],
    refers: &[TO_SCHOOL],
};
pub(super) static SELF_ASSESSMENT_COLUMNS: &[Column] = &[
    column("framework", Kind::Text, true, "kader", "framework", "The framework that the criterion is from."),
    column("criterion", Kind::Text, true, "criterium", "criterion", "The criterion."),
    SCHOOL,
    column("level", Kind::Text, true, "oordeel", "judgement", "How the school judged itself."),
];

pub(super) static OBSTACLES: Definition = Definition {
    name: "obstacles",
    nl: "wat in de weg staat",
    en: "what stands in the way",
    meaning: "How often a school wrote down obstacles of a theme.",
    key: &["theme_nl", "school"],
    refers: &[TO_SCHOOL],
};
pub(super) static OBSTACLE_COLUMNS: &[Column] = &[
    column("theme_nl", Kind::Text, true, "thema", "theme (Dutch)", "Theme, in Dutch."),
    column("theme_en", Kind::Text, false, "thema (Engels)", "theme", "Theme, in English."),
    SCHOOL,
    column("noted", Kind::Whole, true, "aantal", "noted", "Obstacles that the school wrote down."),
    column("solved", Kind::Whole, true, "opgelost", "solved", "Of these, solved."),
    column(
        "perspectives_nl",
        Kind::Text,
        false,
        "gezien vanuit",
        "perspectives (Dutch)",
        "From which perspectives the theme was seen in all schools together, in Dutch. Empty where that could point to a person.",
    ),
    column("perspectives_en", Kind::Text, false, "gezien vanuit (Engels)", "perspectives", "The same in English."),
];

pub(super) static STORIES: Definition = Definition {
    name: "stories",
    nl: "verhalen uit de praktijk",
    en: "stories from practice",
    meaning: "A story that was released, without the school it is from.",
    key: &["story"],
    refers: &[],
};
pub(super) static STORY_COLUMNS: &[Column] = &[
    column("story", Kind::Whole, true, "nummer", "number", "Number, from 1."),
    column("title", Kind::Text, false, "titel", "title", "Title."),
    column("text", Kind::Text, false, "tekst", "text", "The story."),
    column("released_by", Kind::Text, false, "vrijgegeven door", "released by", "Role of who released it."),
];

pub(in crate::package) static CODES: Definition = Definition {
    name: "codes",
    nl: "betekenis van codes",
    en: "meaning of codes",
    meaning: "What a code in a column of another table means.",
    key: &["table", "column", "code"],
    refers: &[],
};
pub(super) static CODE_COLUMNS: &[Column] = &[
    column("table", Kind::Text, true, "tabel", "table", "Name of the table."),
    column("column", Kind::Text, true, "kolom", "column", "Name of the column."),
    column("code", Kind::Text, true, "code", "code", "The code."),
    column("label_nl", Kind::Text, false, "betekenis", "meaning (Dutch)", "What it means, in Dutch."),
    column("label_en", Kind::Text, false, "betekenis (Engels)", "meaning", "What it means, in English."),
];
