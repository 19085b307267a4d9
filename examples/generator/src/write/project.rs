//! What a project has besides its schools: the project file, and the lists that all schools share.

use std::fmt::Write as _;

use super::Files;
use super::text::{Encoding, Table};
use crate::instrument::{Item, Kind, STAFF, STUDENT};

/// A school in the project file.
pub(crate) struct SchoolEntry {
    pub(crate) id: String,
    /// Path of the plugin as it stands in the project file.
    pub(crate) plugin: String,
}

/// Project file, questionnaires, ingredients and frameworks.
pub(crate) fn project_files(id: &str, name: &str, schools: &[SchoolEntry]) -> Files {
    let mut files = Files::new();
    files.insert("schakel.toml".to_owned(), project(id, name, schools).into_bytes());
    for (file, table) in [
        ("instrument", instruments()),
        ("item", items()),
        ("ingredient", fixed(INGREDIENTS)),
        ("framework", fixed(FRAMEWORKS)),
        ("framework_criterion", fixed(CRITERIA)),
    ] {
        files.insert(format!("instrument/{file}.csv"), table.bytes(Encoding::Utf8));
    }
    files
}

fn project(id: &str, name: &str, schools: &[SchoolEntry]) -> String {
    let mut text = format!(
        "# Schools that do not exist; see README.md.\n[project]\nid = \"{id}\"\nname = \"{name}\"\nschool_year = \"2025-2026\"\nprevious_school_year = \"2024-2025\"\n# The \"today\" of the reports.\nreport_date = \"2026-06-15\"\n"
    );
    let aliases = aliases(schools);
    for (school, alias) in schools.iter().zip(aliases) {
        let _ = write!(
            text,
            "\n[[school]]\nid = \"{}\"\nalias = \"{alias}\"\nplugin = \"{}\"\ndata = \"data/{}\"\n",
            school.id,
            school.plugin.replace('\\', "/"),
            school.id
        );
    }
    text
}

/// Names for research, in an order of their own: A, B, … for up to 26 schools, A1, B1, … after those.
fn aliases(schools: &[SchoolEntry]) -> Vec<String> {
    let mut order: Vec<usize> = (0..schools.len()).collect();
    // Backwards by the reversed id: fixed, and not the order of the file, the sector or the name.
    order.sort_by_key(|&place| schools[place].id.chars().rev().collect::<String>());
    let mut names = vec![String::new(); schools.len()];
    for (rank, place) in order.into_iter().enumerate() {
        let letter = char::from(b'A' + u8::try_from(rank % 26).unwrap_or_default());
        names[place] = if rank < 26 { letter.to_string() } else { format!("{letter}{}", rank / 26) };
    }
    names
}

fn instruments() -> Table {
    let mut t = Table::new(',');
    t.row(cells!["instrument_id", "name", "version", "audience", "licence", "language"]);
    t.row(cells![
        "MED",
        "Vragenlijst medewerkers (eigen voorbeeld)",
        "1",
        "staff",
        "EUPL-1.2; eigen items, niet gevalideerd",
        "nl"
    ]);
    t.row(cells![
        "STU",
        "Vragenlijst leerlingen en studenten (eigen voorbeeld)",
        "1",
        "student",
        "EUPL-1.2; eigen items, niet gevalideerd",
        "nl"
    ]);
    t
}

fn items() -> Table {
    let mut t = Table::new(',');
    t.row(cells![
        "item_id",
        "instrument_id",
        "code",
        "text",
        "scale_id",
        "dimension",
        "theme",
        "competence",
        "kind",
        "min",
        "max",
        "reversed"
    ]);
    for (instrument, list) in [("MED", &STAFF[..]), ("STU", &STUDENT[..])] {
        for item in list {
            let (kind, min, max) = kind(item);
            t.row(cells![
                item.code,
                instrument,
                item.code,
                item.text,
                item.scale,
                item.dimension,
                item.theme,
                item.competence,
                kind,
                min,
                max,
                if item.reversed { "true" } else { "false" },
            ]);
        }
    }
    t
}

fn kind(item: &Item) -> (&'static str, &'static str, &'static str) {
    match item.kind {
        Kind::Likert => ("likert", "1", "5"),
        Kind::YesNo => ("yes_no", "0", "1"),
        Kind::Count => ("count", "0", ""),
        Kind::Choice(_) => ("choice", "", ""),
        Kind::Text => ("text", "", ""),
    }
}

fn fixed(rows: &[&[&str]]) -> Table {
    let mut t = Table::new(',');
    for row in rows {
        t.row(*row);
    }
    t
}

const INGREDIENTS: &[&[&str]] = &[
    &["ingredient_id", "name", "description", "origin"],
    &["ING1", "Gedeelde visie", "Iedereen kent de visie op begeleiding en herkent zich erin.", "project_team"],
    &["ING2", "Tijd in het rooster", "Uren voor begeleiding zijn toegekend en staan in het rooster.", "project_team"],
    &["ING3", "Leren in het team", "Collega's leren van elkaar hoe zij begeleiden.", "literature"],
    &["ING4", "Steun van de leiding", "De leiding vraagt ernaar, beslist op tijd en doet zelf mee.", "project_team"],
    &["ING5", "Begeleiding in de vakles", "Docenten leggen in hun vak een verband met de toekomst.", "literature"],
    &["ING6", "Zicht op wie niet bereikt wordt", "De school ziet wie weinig hoort en doet daar iets mee.", "school"],
];

const FRAMEWORKS: &[&[&str]] = &[
    &["framework_id", "name", "version", "publisher"],
    &["KC", "Kwaliteitscyclus van het voorbeeldproject", "1", "Voorbeeldproject Zes scholen"],
];

const CRITERIA: &[&[&str]] = &[
    &["criterion_id", "framework_id", "code", "text"],
    &["vision_adopted", "KC", "1", "De visie op begeleiding is vastgesteld."],
    &["vision_in_plan", "KC", "2", "De visie staat in het schoolplan of jaarplan."],
    &["council_discussed", "KC", "3", "De visie is dit jaar besproken met de medezeggenschap."],
    &["satisfaction_measured", "KC", "4", "De tevredenheid van leerlingen of studenten is gemeten."],
    &["evaluation_discussed", "KC", "5", "De uitkomsten zijn in het team besproken."],
];
