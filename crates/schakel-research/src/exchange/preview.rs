//! What leaves a school, in plain words, for the person who decides on it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schakel_disclosure::PERSONS_K;
use schakel_report::facts::{Facts, Status, Text};
use serde::Serialize;

use super::Persons;

/// A language of what a school reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

/// What leaves a school with a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Name of the school in research.
    pub alias: String,
    /// School year of the report.
    pub school_year: String,
    /// Numbers and words that may be seen.
    pub released: usize,
    /// Numbers of which only leaves that they are kept back.
    pub kept_back: usize,
    /// Numbers of which only leaves that nothing was recorded.
    pub missing: usize,
    /// What the numbers are broken down by.
    pub breakdowns: Vec<Text>,
    /// Titles of the stories that were released.
    pub stories: Vec<String>,
    /// What was seen of the ingredients.
    pub ingredients: Vec<Observation>,
    /// Titles of the interventions.
    pub interventions: Vec<String>,
    /// How many versions of the vision leave with their text.
    pub visions: usize,
    /// Of how many obstacles the theme and the perspective leave.
    pub obstacles: usize,
    /// How many perspectives were heard.
    pub perspectives: usize,
    /// How many times the school judged itself.
    pub self_assessments: usize,
    /// Of how many files and databases the kind, the size and a check number leave.
    pub sources: usize,
    /// Rows of persons, when the school shares them.
    pub persons: Vec<PersonRows>,
}

/// Rows of persons that leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonRows {
    /// Who is in them.
    pub of: Text,
    /// How many there are.
    pub rows: usize,
    /// What describes the person.
    pub described_by: Vec<Text>,
    /// What is told of the person beside that.
    pub told: usize,
    /// Whether persons were left out because too few are like them.
    pub left_out: bool,
}

/// What was seen of an ingredient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Observation {
    /// The ingredient.
    pub name: String,
    /// How far it is.
    pub level: Text,
    /// What that is based on.
    pub basis: Text,
}

impl Preview {
    /// What leaves with these facts; `released` are those of the school's own report.
    pub(super) fn of(alias: &str, facts: &Facts, released: &Facts, persons: &[Persons]) -> Preview {
        let indicators = facts.indicators.values();
        let statuses: Vec<Status> = indicators
            .clone()
            .flat_map(|one| {
                let cells = one.cells.iter().map(|cell| cell.status);
                cells.chain(one.changes.iter().map(|change| change.status))
            })
            .collect();
        let count = |wanted: &[Status]| statuses.iter().filter(|status| wanted.contains(status)).count();
        // The total is no breakdown.
        let cells =
            indicators.flat_map(|one| &one.cells).filter(|cell| !cell.by_label.nl.is_empty() && cell.by != "all");
        let breakdowns: BTreeMap<&str, &Text> = cells.map(|cell| (cell.by_label.nl.as_str(), &cell.by_label)).collect();
        let lists = &facts.lists;
        Preview {
            alias: alias.to_owned(),
            school_year: facts.report.school_year.clone(),
            released: count(&[Status::Released]),
            kept_back: count(&[Status::Suppressed, Status::HiddenLowResponse]),
            missing: count(&[Status::Missing]),
            breakdowns: breakdowns.into_values().cloned().collect(),
            stories: lists.stories.iter().map(|story| story.title.clone()).collect(),
            ingredients: lists
                .ingredients
                .iter()
                .map(|one| Observation {
                    name: one.name.clone(),
                    level: one.level_label.clone(),
                    basis: one.basis_label.clone(),
                })
                .collect(),
            interventions: lists.interventions.iter().map(|one| one.title.clone()).collect(),
            visions: lists.vision.len(),
            obstacles: lists.obstacles.len(),
            perspectives: lists.perspectives.len(),
            self_assessments: lists.self_assessments.len(),
            sources: released.sources.len(),
            persons: persons
                .iter()
                .map(|one| PersonRows {
                    of: one.of.clone(),
                    rows: one.released.rows().len(),
                    described_by: one.columns.iter().take(one.released.quasi().len()).cloned().collect(),
                    told: one.released.values().len(),
                    left_out: one.released.left_out(),
                })
                .collect(),
        }
    }

    /// The same as text that a school reads.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let say = |nl: &'static str, en: &'static str| if lang == Lang::Nl { nl } else { en };
        let in_words = |text: &Text| match lang {
            Lang::En if !text.en.is_empty() => text.en.clone(),
            _ => text.nl.clone(),
        };
        let mut out = String::new();
        let (alias, year) = (&self.alias, &self.school_year);
        // Writing to a string cannot fail.
        let _ = match lang {
            Lang::Nl => {
                writeln!(out, "Dit gaat naar het onderzoeksteam. De school heet daar {alias}; het gaat over {year}.")
            }
            Lang::En => {
                writeln!(out, "This goes to the research team. It calls the school {alias}; it is about {year}.")
            }
        };
        let mut item = |nl: String, en: String, below: &[String]| {
            let _ = writeln!(out, "  - {}", if lang == Lang::Nl { nl } else { en });
            for line in below {
                let _ = writeln!(out, "      {line}");
            }
        };
        let split: Vec<String> = self.breakdowns.iter().map(in_words).collect();
        let split = if split.is_empty() { String::new() } else { format!(" ({})", split.join(", ")) };
        item(
            format!("{}{split}", count(self.released, "cijfer uit het rapport", "cijfers uit het rapport")),
            format!("{}{split}", count(self.released, "number of the report", "numbers of the report")),
            &[say(
                "Daarbij staat op hoeveel personen elk cijfer rust. Zo is te zien hoe groot de school is.",
                "With each stands on how many persons it rests. That shows how large the school is.",
            )
            .to_owned()],
        );
        item(
            format!(
                "Van {}: alleen dat het niet getoond wordt, of dat het er niet is. Het cijfer zelf gaat niet mee.",
                count(self.kept_back + self.missing, "ander cijfer", "andere cijfers")
            ),
            format!(
                "Of {}: only that it is not shown, or that there is none. The number itself does not leave.",
                count(self.kept_back + self.missing, "other number", "other numbers")
            ),
            &[],
        );
        item(
            count(self.stories.len(), "verhaal dat vrijgegeven is", "verhalen die vrijgegeven zijn"),
            count(self.stories.len(), "story that was released", "stories that were released"),
            &self.stories,
        );
        let seen: Vec<String> = self
            .ingredients
            .iter()
            .map(|one| format!("{}: {} ({})", one.name, in_words(&one.level), in_words(&one.basis)))
            .collect();
        item(
            count(seen.len(), "waarneming van een ingrediënt", "waarnemingen van ingrediënten"),
            count(seen.len(), "observation of an ingredient", "observations of ingredients"),
            &seen,
        );
        item(
            format!(
                "{}, met doel, thema, status, dagen en de vrijgegeven reden",
                count(self.interventions.len(), "interventie", "interventies")
            ),
            format!(
                "{}, with goal, theme, status, days and the reason that was released",
                count(self.interventions.len(), "intervention", "interventions")
            ),
            &self.interventions,
        );
        item(
            count(self.visions, "versie van de visie, met de tekst", "versies van de visie, met de tekst"),
            count(self.visions, "version of the vision, with its text", "versions of the vision, with their text"),
            &[],
        );
        item(
            format!(
                "Van {}: het thema, uit welke rol het komt en hoe ver het is. Niet wat er gezegd is.",
                count(self.obstacles, "belemmering", "belemmeringen")
            ),
            format!(
                "Of {}: the theme, the role it comes from and how far it is. Not what was said.",
                count(self.obstacles, "obstacle", "obstacles")
            ),
            &[],
        );
        item(
            format!(
                "{} en {}",
                count(self.perspectives, "gehoord perspectief", "gehoorde perspectieven"),
                count(
                    self.self_assessments,
                    "oordeel van de school over zichzelf",
                    "oordelen van de school over zichzelf"
                )
            ),
            format!(
                "{} and {}",
                count(self.perspectives, "perspective that was heard", "perspectives that were heard"),
                count(self.self_assessments, "judgement of the school on itself", "judgements of the school on itself")
            ),
            &[],
        );
        item(
            format!(
                "Van {}: de soort en een controlegetal. Niet wat erin staat.",
                count(self.sources, "bestand", "bestanden")
            ),
            format!("Of {}: the kind and a check number. Not what is in it.", count(self.sources, "file", "files")),
            &[],
        );
        if !self.persons.is_empty() {
            let rows: Vec<String> = self.persons.iter().map(|one| one.line(lang)).collect();
            item(
                format!(
                    "Gegevens per persoon, zonder naam, nummer of pseudoniem: uw school koos daarvoor (`microdata` in \
                     schakel.toml). Elke omschrijving geldt voor minstens {PERSONS_K} personen."
                ),
                format!(
                    "Data per person, without name, number or pseudonym: your school chose this (`microdata` in \
                     schakel.toml). Every description fits at least {PERSONS_K} persons."
                ),
                &rows,
            );
        }
        out.push_str(say("Dit gaat nooit mee:\n", "This never leaves:\n"));
        let of_persons = if self.persons.is_empty() { NO_PERSONS } else { NO_NAMES };
        for (nl, en) in std::iter::once(of_persons).chain(NEVER) {
            let _ = writeln!(out, "  - {}", say(nl, en));
        }
        out.push_str(say(
            "Wie een verhaal of een titel leest en de school kent, kan haar soms herkennen. Lees ze daarom na.\n\
             Alleen het onderzoeksteam kan het pakket openen.\n",
            "Who reads a story or a title and knows the school may sometimes recognise it. So read them again.\n\
             Only the research team can open the package.\n",
        ));
        out
    }
}

impl PersonRows {
    fn line(&self, lang: Lang) -> String {
        let PersonRows { of, rows, told, .. } = self;
        let by = |of: fn(&Text) -> &str| self.described_by.iter().map(of).collect::<Vec<_>>().join(", ");
        let (rows, told) = match lang {
            Lang::Nl => (count(*rows, "rij", "rijen"), count(*told, "gegeven", "gegevens")),
            Lang::En => (count(*rows, "row", "rows"), count(*told, "value", "values")),
        };
        let mut line = match lang {
            Lang::Nl => format!("{rows}: {}; met {}, en {told} per persoon", of.nl, by(|text| &text.nl)),
            Lang::En => format!("{rows}: {}; with {}, and {told} of each person", of.en, by(|text| &text.en)),
        };
        if self.left_out {
            line.push_str(match lang {
                Lang::Nl => ". Wie in te kleine groepen zit, is weggelaten",
                Lang::En => ". Who is in too small a group is left out",
            });
        }
        line
    }
}

/// What is in no package of a school that shares no rows of persons.
const NO_PERSONS: (&str, &str) = (
    "gegevens van één persoon: geen naam, nummer, antwoord of pseudoniem",
    "data of one person: no name, number, answer or pseudonym",
);
/// What is in no package of a school that does.
const NO_NAMES: (&str, &str) = (
    "namen, nummers en pseudoniemen, dagen, open antwoorden, achtergrond en de code waarmee iemand over metingen te volgen is",
    "names, numbers and pseudonyms, days, open answers, background, and the code by which a person could be followed over surveys",
);

/// What is in no package.
const NEVER: [(&str, &str); 4] = [
    (
        "de naam van de school; waar die in een tekst staat, komt daar haar naam in het onderzoek",
        "the name of the school; where it stands in a text, its alias takes its place",
    ),
    ("namen van bestanden en mappen", "names of files and folders"),
    (
        "wat aan de schoolleiding gevraagd is, stappen die open staan, en uren die nog niet in het rooster staan",
        "what was asked of the leadership, steps that are open, and hours that are not in the timetable yet",
    ),
    ("verhalen en redenen die niet vrijgegeven zijn", "stories and reasons that were not released"),
];

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
