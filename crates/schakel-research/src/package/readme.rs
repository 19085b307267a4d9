//! The text that a reader of the package begins with.

use std::fmt::Write as _;

use super::about::About;
use super::citation;
use super::study::{Language, Study};
use super::table::Table;
use super::write::File;

/// `README.md`.
pub(super) fn write(study: &Study, about: &About, files: &[(File, &Table)]) -> String {
    let language = study.language;
    let mut text = format!("# {}\n\n{}\n", about.title, about.description);
    for (heading, body) in [
        (language.pick("Inhoud", "Contents"), contents(language, files)),
        (language.pick("Hoe de cijfers zijn gemaakt", "How the numbers were made"), methods(language, about)),
        (language.pick("Wat niet te zien is", "What is kept back"), kept_back(language, about)),
        (language.pick("Grenzen", "Limits"), limits(language, about)),
        (language.pick("Licentie", "Licence"), licence(study)),
        (language.pick("Zo verwijst u ernaar", "How to cite"), citation::words(study, about)),
    ] {
        let _ = write!(text, "\n## {heading}\n\n{body}\n");
    }
    text
}

fn contents(language: Language, files: &[(File, &Table)]) -> String {
    let head = language.pick("| bestand | inhoud | rijen | kolommen |", "| file | contents | rows | columns |");
    let mut text = format!("{head}\n|---|---|--:|--:|\n");
    for (file, table) in files {
        let title = language.pick(table.definition.nl, table.definition.en);
        let _ = writeln!(text, "| `{}` | {title} | {} | {} |", file.path, table.rows.len(), table.columns.len());
    }
    text.push_str(language.pick(
        "\n- `tables.xlsx`: tabellenboek, met de scholen naast elkaar.\n\
         - `datapackage.json`: beschrijving van de CSV-bestanden voor programma's (Data Package, versie 2).\n\
         - `ddi-codebook.xml`: codeboek (DDI-Codebook 2.5).\n\
         - `CITATION.cff`: hoe u naar de gegevens verwijst.\n\n\
         CSV: UTF-8, komma, decimale punt. Een lege cel betekent: geen waarde; de kolom `status` zegt waarom. \
         In `cube.sav` staat die reden ook als ontbrekende waarde in `value`, en heet de kolom `by` daar `by_`. \
         Een tekst die een rekenblad voor een formule kan houden, begint met een apostrof.",
        "\n- `tables.xlsx`: table book, with the schools side by side.\n\
         - `datapackage.json`: description of the CSV files for programs (Data Package, version 2).\n\
         - `ddi-codebook.xml`: codebook (DDI-Codebook 2.5).\n\
         - `CITATION.cff`: how to cite the data.\n\n\
         CSV: UTF-8, comma, decimal point. An empty cell means: no value; the column `status` says why. \
         In `cube.sav` that reason also stands in `value` as a missing value, and the column `by` is called `by_` there. \
         A text that a spreadsheet could take for a formula begins with an apostrophe.",
    ));
    text
}

fn methods(language: Language, about: &About) -> String {
    let (years, versions) = (about.school_years.join(", "), about.versions.join(", "));
    language
        .pick(
            &format!(
                "Elke school heeft haar eigen gegevens gelezen en zelf de cijfers berekend, met het programma Schakel \
                 (versie {versions}), over schooljaar {years}. Elke indicator is op elke school op dezelfde manier \
                 berekend. `data/indicators.csv` geeft van elke indicator de definitie, de teller, de noemer en de manier \
                 waarop de marge is berekend. Marges zijn marges van 95%. Cijfers zijn afgerond voordat zij zijn vrijgegeven."
            ),
            &format!(
                "Every school read its own data and computed its own numbers, with the program Schakel (version {versions}), \
                 for school year {years}. Every indicator was computed in the same way at every school. `data/indicators.csv` \
                 gives the definition, numerator, denominator and kind of margin of each indicator. Margins are 95% margins. \
                 Numbers were rounded before they were released."
            ),
        )
        .to_owned()
}

fn kept_back(language: Language, about: &About) -> String {
    let r = &about.rules;
    language
        .pick(
            &format!(
                "Een cijfer is alleen vrijgegeven als het niets zegt over een persoon. De regels:\n\n\
                 - Een cijfer over leerlingen of studenten gaat over minstens {} personen, een cijfer over medewerkers over \
                 minstens {}.\n\
                 - Bij een uitsplitsing naar een gevoelig kenmerk heeft elke groep minstens {} personen, en zijn er minstens {} \
                 personen in de teller en minstens {} daarbuiten.\n\
                 - Een rol met minder dan {} personen is samengevoegd met haar rolgroep.\n\
                 - Een verandering rust op minstens {} personen die twee keer antwoordden.\n\
                 - Bij een respons onder {}% is een cijfer uit een vragenlijst niet te zien. Onder {}% van een rol, of {}% van \
                 iedereen, staat er een waarschuwing bij (`warn`).\n\
                 - Een aandeel dat iets zegt over iedereen in een kleine groep, is in woorden gegeven (`band`).\n\
                 - Een cijfer waarmee een ander cijfer is terug te rekenen, is ook niet te zien.\n\n\
                 Wat niet te zien is, heeft een rij met de status `suppressed` of `hidden_low_response`, zonder waarde. In \
                 `tables.xlsx` staat daar een streepje (–). Waarom precies een cijfer niet te zien is, staat er met opzet niet \
                 bij: dat zou andere cijfers verraden.",
                r.students_k,
                r.staff_k,
                r.sensitive_k,
                r.sensitive_part,
                r.sensitive_part,
                r.single_role,
                r.pairs_min,
                r.response_hide,
                r.response_warn_role,
                r.response_warn_all,
            ),
            &format!(
                "A number is released only where it says nothing of a person. The rules:\n\n\
                 - A number about students is about at least {} persons, a number about staff about at least {}.\n\
                 - In a breakdown by a sensitive characteristic every group has at least {} persons, with at least {} in the \
                 numerator and at least {} outside it.\n\
                 - A role of fewer than {} persons is merged with its role group.\n\
                 - A change rests on at least {} persons who answered twice.\n\
                 - With a response below {}% a number from a survey is not shown. Below {}% of a role, or {}% of all, it carries \
                 a warning (`warn`).\n\
                 - A share that says something of everyone in a small group is given in words (`band`).\n\
                 - A number from which one that is kept back could be worked out is kept back too.\n\n\
                 What is kept back has a row with the status `suppressed` or `hidden_low_response`, without a value. In \
                 `tables.xlsx` there is a dash (–). Why exactly a number is kept back is left out on purpose: it would give away \
                 other numbers.",
                r.students_k,
                r.staff_k,
                r.sensitive_k,
                r.sensitive_part,
                r.sensitive_part,
                r.single_role,
                r.pairs_min,
                r.response_hide,
                r.response_warn_role,
                r.response_warn_all,
            ),
        )
        .to_owned()
}

fn limits(language: Language, about: &About) -> String {
    language
        .pick(
            &format!(
                "- Er zijn {} scholen. Zij zijn niet getrokken uit alle scholen: de cijfers zeggen niets over andere scholen.\n\
                 - Scholen heten alleen bij hun naam in het onderzoek. Aantallen personen, uren, opleidingen en teams staan er \
                 niet in: die wijzen een school aan. Een sector staat er alleen bij als minstens drie scholen hem delen.\n\
                 - Er zijn geen totalen over de scholen: daarmee kan een cijfer dat niet te zien is, worden teruggerekend.\n\
                 - Een verband tussen twee cijfers is nog geen oorzaak.\n\
                 - Probeer niet om scholen of personen te herkennen.",
                about.schools
            ),
            &format!(
                "- There are {} schools. They were not drawn from all schools: the numbers say nothing of other schools.\n\
                 - Schools are called by their name in research only. Numbers of persons, hours, programmes and teams are left \
                 out: they point to a school. A sector is given only where at least three schools share it.\n\
                 - There are no totals over the schools: from those a number that is kept back could be worked out.\n\
                 - That two numbers go together does not make one the cause of the other.\n\
                 - Do not try to recognise schools or persons.",
                about.schools
            ),
        )
        .to_owned()
}

fn licence(study: &Study) -> String {
    match study.licence {
        Some(licence) => format!("[{}]({})", licence.title, licence.address),
        None => study
            .language
            .pick(
                "Er is geen licentie gekozen. Vraag toestemming voordat u de gegevens gebruikt.",
                "No licence was chosen. Ask for permission before you use the data.",
            )
            .to_owned(),
    }
}
