//! A questionnaire as `[[survey]]`: its questions in a list to complete, and its waves.

use std::collections::{BTreeMap, BTreeSet};

use schakel_source::{ColumnInspection, Guess, Inspection, Kind, TableInspection};

use super::Draft;
use super::year::Year;
use crate::survey::{NO_DATE, OPEN, is_date, is_of_the_tool};

/// Whether a kind is of a tool for surveys.
pub(super) fn is_survey(kind: Kind) -> bool {
    matches!(kind, Kind::Lsa | Kind::Limesurvey | Kind::Qualtrics | Kind::Forms)
}

/// Adds what is proposed for all questionnaires: sources that ask the same are waves of one.
pub(super) fn add(inspections: &[Inspection], year: &Year, draft: &mut Draft) {
    let mut questionnaires: BTreeMap<Vec<&str>, Vec<&Inspection>> = BTreeMap::new();
    for inspection in inspections.iter().filter(|inspection| is_survey(inspection.kind)) {
        let asked: Vec<&str> = questions(inspection).map(|column| column.name.as_str()).collect();
        if !asked.is_empty() {
            questionnaires.entry(asked).or_default().push(inspection);
        }
    }
    for waves in questionnaires.into_values() {
        let Some(first) = waves.first() else { continue };
        let id = name(&waves);
        draft.lists.insert(format!("vragen_{id}.csv"), list(first));
        draft
            .list_sources
            .push(format!("[[source]]\nname = \"vragen_{id}\"\nkind = \"csv\"\npath = \"plugin:vragen_{id}.csv\"\n"));
        draft.surveys.push(declaration(&id, &waves, year));
        draft.used.extend(waves.iter().map(|wave| wave.spec.name.clone()));
    }
}

/// The table with a row per response.
fn responses(inspection: &Inspection) -> Option<&TableInspection> {
    inspection.tables.iter().find(|table| table.name == inspection.spec.name)
}

/// The columns that were asked, not those that the tool adds or that say who answered.
fn questions(inspection: &Inspection) -> impl Iterator<Item = &ColumnInspection> {
    let columns = responses(inspection).map(|table| table.columns.as_slice()).unwrap_or_default();
    columns.iter().filter(|column| {
        !column.profile.identifies && !is_of_the_tool(&column.name) && !is_role(column) && !is_link(column)
    })
}

fn is_role(column: &ColumnInspection) -> bool {
    let name = column.name.to_lowercase();
    column.profile.guess == Guess::Code
        && ["rol", "role", "functie"].iter().any(|word| name.split('_').any(|part| part == *word))
}

fn is_link(column: &ColumnInspection) -> bool {
    let name = column.name.to_lowercase();
    ["koppel", "persoonlijke_code", "link_code"].iter().any(|part| name.contains(part))
}

/// What the names of the sources have in common, without the number of the wave.
fn name(waves: &[&Inspection]) -> String {
    let names: Vec<&str> = waves.iter().map(|wave| wave.spec.name.as_str()).collect();
    let first = names.first().copied().unwrap_or_default();
    let shared = (0..=first.len())
        .rev()
        .filter_map(|end| first.get(..end))
        .find(|start| names.iter().all(|name| name.starts_with(start)))
        .unwrap_or_default();
    let shared = shared.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let shared = shared.strip_suffix("_meting").or_else(|| shared.strip_suffix("meting")).unwrap_or(shared);
    let shared = shared.trim_end_matches('_');
    if shared.is_empty() { first.to_owned() } else { shared.to_owned() }
}

/// Every question with the kind that its answers look like; what it measures is for the author to say.
fn list(inspection: &Inspection) -> String {
    let mut list = "question,item_id,text,kind,scale_id,dimension,theme,reversed\n".to_owned();
    // What nobody answered says nothing of its kind.
    for column in questions(inspection).filter(|column| column.profile.guess != Guess::Empty) {
        let text = column.texts.iter().find(|text| !text.starts_with('{')).unwrap_or(&column.original);
        let fields = [&column.name, &column.name, text].map(|field| quoted(field));
        list.push_str(&format!("{},{},,,,no\n", fields.join(","), kind(column)));
    }
    list
}

fn kind(column: &ColumnInspection) -> &'static str {
    match column.profile.guess {
        Guess::TruthValue => "yes_no",
        Guess::WholeNumber | Guess::DecimalPoint | Guess::DecimalComma => "likert",
        Guess::Code => "choice",
        Guess::Empty => "",
        _ => "text",
    }
}

fn quoted(field: &str) -> String {
    let line = field.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.contains([',', '"', ';']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}

fn declaration(id: &str, waves: &[&Inspection], year: &Year) -> String {
    let audience = audience(id).unwrap_or(OPEN);
    let language = language(waves).unwrap_or_else(|| OPEN.to_owned());
    let columns = || waves.iter().filter_map(|wave| responses(wave)).flat_map(|table| &table.columns);
    let dated = waves.iter().all(|wave| days(wave).is_some());
    let open = if dated { "those of the first and the last response" } else { "those of the whole school year" };
    let mut text = format!(
        "# Complete vragen_{id}.csv: what every question measures (schakel schema item.dimension). Leave out rows that are no items.\n\
         # Complete every \"{OPEN}\" below: schakel schema instrument shows what is meant. Correct name, licence, language and the\n\
         # days on which it was open: they are {open}.\n\
         [[survey]]\n\
         instrument = {{ instrument_id = \"{id}\", name = \"{id}\", version = \"1\", audience = \"{audience}\", licence = \"own\", language = \"{language}\" }}\n\
         items = \"vragen_{id}\"\n"
    );
    match columns().find(|column| is_role(column)) {
        Some(role) => text.push_str(&format!(
            "respondent.role = {{ column = \"{}\", values = {{ {} }} }}\n",
            role.name,
            role.profile
                .words
                .iter()
                .map(|(word, _)| format!("{word:?} = \"{}\"", of_role(word)))
                .collect::<Vec<_>>()
                .join(", ")
        )),
        None if audience == "student" => {}
        None => text.push_str(&format!("respondent.role = {{ value = \"{OPEN}\" }}\n")),
    }
    if let Some(link) = columns().find(|column| is_link(column)) {
        text.push_str(&format!("respondent.link_code = \"{}\"\n", link.name));
    }
    for (wave, number) in waves.iter().zip(1..) {
        let year = year.of_file(&wave.file);
        let label = if number == 1 { "before" } else { "during" };
        let (from, until) = days(wave).unwrap_or_else(|| (year.first_day(), year.last_day()));
        text.push_str(&format!(
            "[[survey.wave]]\nwave_id = \"{id}-{number}\"\nsource = \"{}\"\nnumber = {number}\nlabel = \"{label}\"\nfrom = \"{from}\"\nuntil = \"{until}\"\n",
            wave.spec.name,
        ));
    }
    text
}

/// Who fills it in, when its name says so.
fn audience(id: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| id.contains(word));
    if has(&["leerling", "student", "deelnemer"]) {
        Some("student")
    } else if has(&["docent", "medewerker", "personeel", "mentor", "staff", "teacher"]) {
        Some("staff")
    } else {
        // Those of the older years are no parents.
        let is_parents = |part: &str| ["ouder", "ouders", "parent", "parents"].contains(&part);
        id.split('_').any(is_parents).then_some("parent")
    }
}

/// The first and the last day of the responses, when all of them were looked at.
fn days(wave: &Inspection) -> Option<(String, String)> {
    let table = responses(wave).filter(|table| !table.more_rows)?;
    let of = |column: &ColumnInspection| is_date(&column.name).or_else(|| is_date(&column.original));
    let dated = table.columns.iter().filter(|column| !column.profile.days.is_empty());
    let column = dated.filter_map(|column| Some((of(column)?, column))).min_by_key(|(sure, _)| *sure)?.1;
    let mut days = column.profile.days.iter().map(ToString::to_string).filter(|day| day != NO_DATE);
    let first = days.next()?;
    let last = days.next_back().unwrap_or_else(|| first.clone());
    Some((first, last))
}

/// The language in which all who answered had the questions before them, when the tool tells.
fn language(waves: &[&Inspection]) -> Option<String> {
    const COLUMNS: [&str; 4] = ["userlanguage", "startlanguage", "language", "taal"];
    const NAMES: [(&str, &str); 4] = [("nederlands", "nl"), ("dutch", "nl"), ("engels", "en"), ("english", "en")];
    let columns = waves.iter().filter_map(|wave| responses(wave)).flat_map(|table| &table.columns);
    let told = columns.filter(|column| COLUMNS.contains(&column.name.to_lowercase().as_str()));
    let words: BTreeSet<String> =
        told.flat_map(|column| &column.profile.words).map(|(word, _)| word.to_lowercase()).collect();
    let [word]: [String; 1] = Vec::from_iter(words).try_into().ok()?;
    let named = NAMES.iter().find(|(name, _)| word.starts_with(name)).map(|(_, code)| (*code).to_owned());
    let code = || word.split(['-', '_']).next().filter(|code| code.len() == 2).map(str::to_owned);
    named.or_else(code)
}

/// The role that a word is, or the word itself for the author to translate.
fn of_role(word: &str) -> String {
    let known = schakel_model::code_list("perspective").and_then(|list| list.recognise(word));
    known.map_or_else(|| word.replace('"', ""), |code| code.code.to_owned())
}
