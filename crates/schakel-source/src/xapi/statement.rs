//! What one statement says, by the names of the standard.

use serde_json::{Map, Value};

use crate::flatten::scalar;

/// Columns of a statement with the path to the value; what tells who a person is stands apart.
pub(super) const COLUMNS: [(&str, &str); 38] = [
    ("statement_id", "id"),
    ("timestamp", "timestamp"),
    ("stored", "stored"),
    ("actor_type", "actor/objectType"),
    ("actor_account_home_page", "actor/account/homePage"),
    ("actor_account_name", "actor/account/name"),
    ("actor_mbox_sha1sum", "actor/mbox_sha1sum"),
    ("verb", "verb/id"),
    ("verb_name", "verb/display/*"),
    ("object_type", "object/objectType"),
    ("object_id", "object/id"),
    ("object_name", "object/definition/name/*"),
    ("object_definition_type", "object/definition/type"),
    ("object_account_home_page", "object/account/homePage"),
    ("object_account_name", "object/account/name"),
    ("result_success", "result/success"),
    ("result_completion", "result/completion"),
    ("result_response", "result/response"),
    ("result_score_scaled", "result/score/scaled"),
    ("result_score_raw", "result/score/raw"),
    ("result_score_min", "result/score/min"),
    ("result_score_max", "result/score/max"),
    ("duration_seconds", "result/duration"),
    ("registration", "context/registration"),
    ("instructor_account_home_page", "context/instructor/account/homePage"),
    ("instructor_account_name", "context/instructor/account/name"),
    ("instructor_mbox_sha1sum", "context/instructor/mbox_sha1sum"),
    ("team_name", "context/team/name"),
    ("team_account_home_page", "context/team/account/homePage"),
    ("team_account_name", "context/team/account/name"),
    ("platform", "context/platform"),
    ("language", "context/language"),
    ("revision", "context/revision"),
    ("parent_activity", "context/contextActivities/parent/id"),
    ("grouping_activity", "context/contextActivities/grouping/id"),
    ("authority_account_home_page", "authority/account/homePage"),
    ("authority_account_name", "authority/account/name"),
    ("version", "version"),
];

/// Columns that tell who a person is, read only when the declaration keeps them.
pub(super) const OF_PERSONS: [(&str, &str); 8] = [
    ("actor_name", "actor/name"),
    ("actor_mbox", "actor/mbox"),
    ("actor_openid", "actor/openid"),
    ("instructor_name", "context/instructor/name"),
    ("instructor_mbox", "context/instructor/mbox"),
    ("instructor_openid", "context/instructor/openid"),
    ("object_person_name", "object/name"),
    ("object_person_mbox", "object/mbox"),
];

/// The verb by which a statement takes back another.
const VOIDED: &str = "http://adlnet.gov/expapi/verbs/voided";

/// The value at a path. `*` takes the text of one language, Dutch or English when they are there; the first of a list
/// stands for the list.
pub(super) fn value<'v>(statement: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('/').try_fold(statement, |value, key| match (key, value) {
        ("*", Value::Object(languages)) => one_language(languages),
        (_, Value::Array(list)) => list.first()?.get(key),
        _ => value.get(key),
    })
}

/// The same as text.
pub(super) fn text(statement: &Value, path: &str) -> Option<String> {
    value(statement, path).and_then(scalar)
}

/// The text in one of several languages; which one does not depend on their order.
pub(super) fn one_language(languages: &Map<String, Value>) -> Option<&Value> {
    let place = |language: &str| match language.to_lowercase() {
        code if code.starts_with("nl") => 0,
        code if code.starts_with("en") => 1,
        _ => 2,
    };
    languages.iter().min_by_key(|(language, _)| (place(language), language.as_str())).map(|(_, text)| text)
}

/// Why a statement is not one, when it is not.
pub(super) fn fault(statement: &Value) -> Option<&'static str> {
    let has =
        |path: &str| value(statement, path).is_some_and(|value| value.as_str().is_some_and(|text| !text.is_empty()));
    let identified = ["actor/account/name", "actor/mbox", "actor/mbox_sha1sum", "actor/openid"].into_iter().any(has)
        || value(statement, "actor/member").is_some_and(Value::is_array);
    let object = value(statement, "object").is_some_and(Value::is_object)
        && (has("object/id")
            || value(statement, "object/objectType")
                .and_then(Value::as_str)
                .is_some_and(|kind| matches!(kind, "Agent" | "Group" | "SubStatement")));
    match () {
        () if !identified => Some("a statement without an actor that can be told apart"),
        () if !has("verb/id") => Some("a statement without a verb"),
        () if !object => Some("a statement without an object"),
        () => None,
    }
}

/// The id of the statement that this one takes back.
pub(super) fn voids(statement: &Value) -> Option<&str> {
    let is_void = value(statement, "verb/id").and_then(Value::as_str) == Some(VOIDED);
    value(statement, "object/id").and_then(Value::as_str).filter(|_| is_void)
}
