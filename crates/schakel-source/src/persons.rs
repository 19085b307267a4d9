//! Columns that tell who a person is, which programs for surveys export beside the answers and systems of schools
//! beside what is counted. They are not read unless the declaration asks for them: `keep = ["token"]`.

use super::inspect::names_a_person;
use super::known::plain;
use super::spec::SourceSpec;
use super::table::{SourceColumn, SourceTable};
use crate::problem::Problem;

/// What stands in the heading of a column that tells who a student, a parent or a colleague is, where they live, how
/// they are reached, or how they log in; letters and digits only.
const TELLING: [&str; 19] = [
    "bsn",
    "burgerservice",
    "sofinummer",
    "wachtwoord",
    "password",
    "gebruikersnaam",
    "username",
    "iban",
    "rekeningnummer",
    "tussenv",
    "voorl",
    "initialen",
    "woonplaats",
    "geboorteplaats",
    "huisnr",
    "mobiel",
    "noodnummer",
    "verzorger",
    "contactpersoon",
];
/// What a name may be of that is no person.
const THINGS: [&str; 14] = [
    "klas",
    "class",
    "groep",
    "group",
    "vestiging",
    "location",
    "locatie",
    "opleiding",
    "studie",
    "study",
    "vak",
    "school",
    "profiel",
    "profile",
];
/// Who has a name, also where a thing is named with them: `Naam groepsleerkracht`.
const PERSONS: [&str; 6] = ["leerkracht", "docent", "mentor", "ouder", "moeder", "vader"];

/// Whether a heading of an export of a school says that its column tells who a person is.
pub(super) fn tells_of_person(heading: &str) -> bool {
    let name = plain(heading);
    let holds = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_name = name.contains("naam") || name.ends_with("name");
    let place = name.contains("adres") && !name.contains("postcode") || name == "plaats";
    names_a_person(heading) || is_name && (holds(&PERSONS) || !holds(&THINGS)) || place || holds(&TELLING)
}

/// The table without the columns that tell of a person, but for those in `keep`. Those that the declaration does not
/// `drop` itself are told by their names: a column that is simply not there would be looked for.
pub(super) fn leave_out(
    mut table: SourceTable,
    spec: &SourceSpec,
    tells: impl Fn(&SourceColumn) -> bool,
) -> SourceTable {
    let left_out: Vec<usize> = (0..table.columns.len())
        .filter(|&index| tells(&table.columns[index]) && !table.columns[index].is_among(&spec.keep))
        .collect();
    let columns: Vec<SourceColumn> = left_out.iter().map(|&index| table.columns[index].clone()).collect();
    table.problems.extend(notice(spec, &columns));
    table.not_read(&left_out, true)
}

/// What is to be said of columns that were not read, but for those that the declaration drops itself.
pub(super) fn notice(spec: &SourceSpec, left_out: &[SourceColumn]) -> Option<Problem> {
    let told: Vec<&str> =
        left_out.iter().filter(|column| !column.is_among(&spec.drop)).map(|column| column.name.as_str()).collect();
    (!told.is_empty()).then(|| {
        let message = format!("not read, because they tell who a person is: {}", told.join(", "));
        Problem::notice("source-person", message)
            .file(&spec.path)
            .hint("Name them in `drop` in plugin.toml to say that you know; name one in `keep` to have it read.")
    })
}
