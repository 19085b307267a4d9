//! JSON Schemas of `plugin.toml` and `schakel.toml`, by which editors complete and check them while they are written.
//!
//! Both are made from the definitions that the files are read by. Draft 7, which every editor for TOML knows.

use schakel_source::Kind;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::plugin::Manifest;
use crate::project::{Key, KeyKind, SETTINGS, Setting, SettingKind, keys, research};

/// The schema of `plugin.toml`.
#[must_use]
pub fn plugin_schema() -> Value {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Manifest>();
    let mut schema = schema.to_value();
    if let Some(source) = schema.pointer_mut("/definitions/SourceSpec").and_then(Value::as_object_mut) {
        let options: Vec<String> =
            source["properties"].as_object().map(|all| all.keys().cloned().collect()).unwrap_or_default();
        source.insert("allOf".to_owned(), Kind::all().map(|kind| of_kind(kind.name, kind.options, &options)).collect());
    }
    schema
}

/// Options that a kind does not take are refused.
fn of_kind(name: &str, takes: &[&str], options: &[String]) -> Value {
    let always = ["name", "kind", "path"];
    let refused =
        options.iter().filter(|option| !always.contains(&option.as_str()) && !takes.contains(&option.as_str()));
    let refused: Map<String, Value> = refused.map(|option| (option.clone(), Value::Bool(false))).collect();
    json!({"if": {"properties": {"kind": {"const": name}}}, "then": {"properties": refused}})
}

/// The schema of `schakel.toml`; `more` are the settings of later steps beside [`SETTINGS`].
#[must_use]
pub fn project_schema(more: &[Setting]) -> Value {
    let settings: Map<String, Value> =
        SETTINGS.iter().chain(more).map(|setting| (setting.name.to_owned(), of_setting(setting))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "schakel.toml",
        "type": "object",
        "additionalProperties": false,
        "required": ["project"],
        // Who gathers packages needs no data of a school.
        "anyOf": [{"required": ["school"]}, {"required": ["collect"]}],
        "properties": {
            "project": section(keys::PROJECT),
            "settings": {"type": "object", "additionalProperties": false, "properties": settings},
            "research": section(research::RESEARCH),
            "contributor": {"type": "array", "items": section(research::CONTRIBUTOR)},
            "share": section(keys::SHARE),
            "collect": section(keys::COLLECT),
            "school": {"type": "array", "minItems": 1, "items": section(keys::SCHOOL)},
        },
    })
}

fn section(keys: &[Key]) -> Value {
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut of_key = match key.kind {
                KeyKind::Text => json!({"type": "string"}),
                KeyKind::Whole(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
                KeyKind::Flag => json!({"type": "boolean"}),
                KeyKind::Texts => json!({"type": "object", "additionalProperties": {"type": "string"}}),
            };
            of_key["description"] = json!(key.meaning);
            if !key.values.is_empty() {
                of_key["enum"] = json!(key.values);
            }
            (key.name.to_owned(), of_key)
        })
        .collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

fn of_setting(setting: &Setting) -> Value {
    let kind = match setting.kind {
        SettingKind::Whole => "integer",
        SettingKind::Share => "number",
    };
    json!({
        "type": kind,
        "minimum": setting.range.0,
        "maximum": setting.range.1,
        "default": setting.default,
        "description": setting.meaning,
    })
}
