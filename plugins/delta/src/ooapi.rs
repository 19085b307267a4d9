//! OOAPI v5 as the school's system delivers it: pages of items, with the school's own fields under `consumers`.

use std::fs;
use std::path::{Path, PathBuf};

use schakel_plugin::{Error, Place, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Everything in the folder `ooapi`.
#[derive(Debug)]
pub(crate) struct Pages {
    pub(crate) organizations: Vec<Found<Organization>>,
    pub(crate) programs: Vec<Found<Program>>,
    pub(crate) offerings: Vec<Found<Offering>>,
    pub(crate) persons: Vec<Found<Person>>,
    pub(crate) groups: Vec<Found<Group>>,
    pub(crate) members: Vec<Found<GroupPersons>>,
    pub(crate) associations: Vec<Found<Association>>,
}

/// An item and where it stands.
#[derive(Debug)]
pub(crate) struct Found<T> {
    pub(crate) item: T,
    /// The file, as it is declared: `ooapi/persons-1.json`.
    pub(crate) file: String,
    /// Which item of the file, from 1.
    pub(crate) number: i64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page<T> {
    page_number: u32,
    has_next_page: bool,
    items: Vec<T>,
}

/// A text in one or more languages.
#[derive(Debug, Deserialize)]
pub(crate) struct Text {
    pub(crate) language: String,
    pub(crate) value: String,
}

/// The Dutch text, or the first one.
pub(crate) fn dutch(texts: &[Text]) -> String {
    let dutch = texts.iter().find(|text| text.language.starts_with("nl"));
    dutch.or(texts.first()).map(|text| text.value.clone()).unwrap_or_default()
}

#[derive(Debug, Deserialize)]
pub(crate) struct Code {
    pub(crate) code: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Organization {
    pub(crate) organization_id: String,
    pub(crate) primary_code: Code,
    pub(crate) organization_type: String,
    pub(crate) name: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Program {
    pub(crate) program_id: String,
    pub(crate) primary_code: Code,
    pub(crate) name: Vec<Text>,
    pub(crate) level: String,
    pub(crate) mode_of_study: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Offering {
    pub(crate) offering_id: String,
    pub(crate) program: String,
    pub(crate) academic_session: String,
}

/// A person. Names and addresses are in the file; there is no field for them here, so they are never read.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Person {
    pub(crate) person_id: String,
    pub(crate) affiliations: Vec<String>,
    pub(crate) date_of_birth: Option<String>,
    pub(crate) gender: Option<String>,
    #[serde(default)]
    pub(crate) consumers: Vec<PersonOfDelta>,
}

/// What Delta knows of a person besides OOAPI: of a student the first three, of an employee the others.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct PersonOfDelta {
    pub(crate) vooropleiding: Option<String>,
    pub(crate) eerste_generatie: Option<String>,
    pub(crate) postcodecijfers: Option<String>,
    pub(crate) aanstelling: Option<String>,
    pub(crate) leergang_loopbaancoaching: bool,
    pub(crate) rollen: Vec<Role>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Role {
    pub(crate) rol: String,
    pub(crate) team: Option<String>,
    pub(crate) vak: Option<String>,
    pub(crate) van: String,
    pub(crate) tot: Option<String>,
    pub(crate) uren: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Group {
    pub(crate) group_id: String,
    pub(crate) group_type: String,
    pub(crate) name: Vec<Text>,
    #[serde(default)]
    pub(crate) consumers: Vec<GroupOfDelta>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GroupOfDelta {
    pub(crate) program: String,
    pub(crate) leerjaar: i64,
    pub(crate) vak: Option<String>,
    pub(crate) studiejaar: String,
    pub(crate) team: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupPersons {
    pub(crate) group_id: String,
    pub(crate) persons: Vec<Member>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Member {
    pub(crate) person_id: String,
    pub(crate) role: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Association {
    pub(crate) association_id: String,
    pub(crate) person: String,
    pub(crate) offering: String,
    #[serde(default)]
    pub(crate) consumers: Vec<AssociationOfDelta>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct AssociationOfDelta {
    pub(crate) leerjaar: i64,
    pub(crate) groep: Option<String>,
    pub(crate) van: String,
    pub(crate) tot: Option<String>,
    pub(crate) uitstroom: Option<String>,
    #[serde(default)]
    pub(crate) peildatum: bool,
}

impl Pages {
    pub(crate) fn read(folder: &Path) -> Result<Pages> {
        Ok(Pages {
            organizations: read(folder, "organizations")?,
            programs: read(folder, "programs")?,
            offerings: read(folder, "programofferings")?,
            persons: read(folder, "persons")?,
            groups: read(folder, "groups")?,
            members: read(folder, "group-persons")?,
            associations: read(folder, "associations")?,
        })
    }
}

/// The items of `name.json`, or of `name-1.json`, `name-2.json` … until a page says that it is the last one.
fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<Found<T>>> {
    let mut found = Vec::new();
    for number in 1.. {
        let (file, path) = page_file(folder, name, number);
        let text = fs::read(&path).place(&file)?;
        let page: Page<T> = serde_json::from_slice(&text).map_err(|error| wrong(&error)).place(&file)?;
        if page.page_number != number {
            return Err(Error::new(format!("{file}: this is page {}; expected page {number}", page.page_number)));
        }
        let items = page.items.into_iter().zip(1..);
        found.extend(items.map(|(item, number)| Found { item, file: file.clone(), number }));
        if !page.has_next_page {
            break;
        }
    }
    Ok(found)
}

/// What is wrong with a page. Of the reader's own words only those are kept that cannot quote a value of a person.
fn wrong(error: &serde_json::Error) -> Error {
    let words = error.to_string();
    let what = if words.starts_with("missing field") { words.split(" at line").next() } else { None };
    let what = what.unwrap_or("not what OOAPI v5 says");
    Error::new(format!("line {}, column {}: {what}", error.line(), error.column()))
}

fn page_file(folder: &Path, name: &str, number: u32) -> (String, PathBuf) {
    let single = format!("{name}.json");
    let file = if number == 1 && folder.join(&single).exists() { single } else { format!("{name}-{number}.json") };
    (format!("ooapi/{file}"), folder.join(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_in_a_page_names_the_place_and_the_field_and_never_a_value() {
        let error = |text: &str| wrong(&serde_json::from_str::<Page<Member>>(text).unwrap_err()).to_string();
        let page = |item: &str| format!(r#"{{"pageNumber":1,"hasNextPage":false,"items":[{item}]}}"#);
        assert_eq!(error(&page(r#"{"role":"slb"}"#)), "line 1, column 59: missing field `personId`");
        let wrong_type = error(&page(r#"{"personId":{"achternaam":"De Vries"},"role":"slb"}"#));
        assert_eq!(wrong_type, "line 1, column 57: not what OOAPI v5 says");
    }
}
