//! Columns of a row element: the declared paths, or everything below it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::element_text;
use super::reader::Found;
use crate::flatten::MOST_COLUMNS;

/// The values at the declared paths: `naam/achternaam`, `@key`, `../@key` (of an element around the row), `.`.
pub(super) fn select(found: &Found, wanted: &BTreeMap<String, String>) -> Value {
    let mut object = Map::new();
    for (name, path) in wanted {
        let mut around = found.around.iter().rev();
        let mut rest = path.as_str();
        let mut start = &found.value;
        while let Some(inner) = rest.strip_prefix("../") {
            rest = inner;
            start = around.next().map_or(&Value::Null, Rc::as_ref);
        }
        let mut texts = Vec::new();
        let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        collect(start, &parts, &mut texts);
        object.insert(name.clone(), if texts.is_empty() { Value::Null } else { Value::String(texts.join(";")) });
    }
    Value::Object(object)
}

fn collect<'v>(value: &'v Value, path: &[&str], texts: &mut Vec<&'v str>) {
    match (value, path.split_first()) {
        (Value::Array(list), _) => list.iter().for_each(|value| collect(value, path, texts)),
        (value, None) => texts.extend(element_text(value).filter(|text| !text.is_empty())),
        (Value::Object(object), Some((first, rest))) => {
            if let Some(value) = object.get(*first) {
                collect(value, rest, texts);
            }
        }
        _ => {}
    }
}

/// Notes the paths at which a row has several elements with something inside.
pub(super) fn note_lists(value: &Value, path: &mut String, lists: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let length = path.len();
                path.push('/');
                path.push_str(key);
                note_lists(value, path, lists);
                path.truncate(length);
            }
        }
        Value::Array(list) => {
            if list.iter().any(Value::is_object) && lists.len() < MOST_COLUMNS {
                lists.insert(path.clone());
            }
            list.iter().for_each(|value| note_lists(value, path, lists));
        }
        _ => {}
    }
}

/// Makes a list of an element that is a list in another row.
pub(super) fn with_lists(value: Value, path: &mut String, lists: &BTreeSet<String>) -> Value {
    let inside = |value: Value, path: &mut String| match value {
        Value::Object(object) => {
            let mut changed = Map::new();
            for (key, value) in object {
                let length = path.len();
                path.push('/');
                path.push_str(&key);
                changed.insert(key, with_lists(value, path, lists));
                path.truncate(length);
            }
            Value::Object(changed)
        }
        other => other,
    };
    let is_list = lists.contains(path);
    match value {
        Value::Array(list) => {
            Value::Array(list.into_iter().map(|value| as_object(inside(value, path), is_list)).collect())
        }
        other => {
            let value = inside(other, path);
            if is_list { Value::Array(vec![as_object(value, true)]) } else { value }
        }
    }
}

/// In a list of objects a plain text is an object with a text.
fn as_object(value: Value, wanted: bool) -> Value {
    match value {
        Value::String(text) if wanted => Value::Object(Map::from_iter([("#text".to_owned(), Value::String(text))])),
        other => other,
    }
}
