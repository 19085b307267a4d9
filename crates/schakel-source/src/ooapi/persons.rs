//! What tells who a person is, wherever a person stands in an answer.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::inspect::names_a_person;
use crate::spec::SourceSpec;

/// Fields that are about a person wherever they stand.
const ALWAYS: [&str; 15] = [
    "givenName",
    "surnamePrefix",
    "surname",
    "displayName",
    "initials",
    "mail",
    "secondaryMail",
    "telephoneNumber",
    "mobileNumber",
    "photoSocial",
    "photoOfficial",
    "ICEName",
    "ICEPhoneNumber",
    "authors",
    "contactEmail",
];
/// Fields that other things have too, not read of a person.
const OF_PERSONS: [&str; 11] = [
    "preferredName",
    "titlePrefix",
    "titleSuffix",
    "office",
    "address",
    "addresses",
    "cityOfBirth",
    "countryOfBirth",
    "nationality",
    "dateOfNationality",
    "ICERelation",
];
/// Kinds of code that are a citizen service number or a number of a document.
const CODES_OF_PERSONS: [&str; 4] = ["nationalIdentityNumber", "bsn", "onderwijsnummer", "passportNumber"];

/// Takes what tells who a person is out of a record, but for what the declaration keeps.
///
/// A record of persons is a person; elsewhere an object is one that has a `personId` or that stands at `person`. The names of
/// what was taken out are added to `met`.
pub(super) fn leave_out(record: &mut Value, is_person: bool, spec: &SourceSpec, met: &mut BTreeSet<String>) {
    match record {
        Value::Array(list) => list.iter_mut().for_each(|value| leave_out(value, is_person, spec, met)),
        Value::Object(object) => {
            let is_person = is_person || object.contains_key("personId");
            object.retain(|key, _| {
                let left_out = !spec.keep.contains(key) && tells(key, is_person);
                if left_out && !met.contains(key) {
                    met.insert(key.clone());
                }
                !left_out
            });
            without_code(object, spec);
            for (key, value) in object {
                leave_out(value, is_person || key == "person", spec, met);
            }
        }
        _ => {}
    }
}

fn tells(key: &str, is_person: bool) -> bool {
    ALWAYS.contains(&key) || is_person && (OF_PERSONS.contains(&key) || names_a_person(key))
}

/// An identifier `{codeType, code}` that is a citizen service number keeps its kind only.
fn without_code(object: &mut Map<String, Value>, spec: &SourceSpec) {
    let kind = object.get("codeType").and_then(Value::as_str);
    let of_person = kind.is_some_and(|kind| CODES_OF_PERSONS.iter().any(|code| code.eq_ignore_ascii_case(kind)));
    if of_person && !kind.is_some_and(|kind| spec.keep.iter().any(|keep| keep == kind)) {
        object.remove("code");
    }
}
