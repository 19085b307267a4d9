//! Parts of the facts in lists that helpers make.
//!
//! A list that a helper gives (some cells, sorted) holds no copies of the facts but their paths, each as a text that
//! no fact can be: it begins with a character that [`clean`](super::super::escape::clean) takes out of all of them.
//! Templates hand lists on all the time, and a path is copied in a tenth of the time that a cell takes.

use serde_json::Value;

use super::super::escape::{POINTER_NEXT, POINTER_START};

/// What stands for a part of the facts in a list.
pub(super) fn to(path: &[String], segment: &str) -> Value {
    let length: usize = path.iter().map(|part| part.len() + 1).sum();
    let mut text = String::with_capacity(length + segment.len() + 1);
    text.push(POINTER_START);
    for part in path {
        text.push_str(part);
        text.push(POINTER_NEXT);
    }
    text.push_str(segment);
    Value::String(text)
}

/// The path that a value stands for, if it stands for one.
pub(super) fn path(value: &Value) -> Option<impl Iterator<Item = &str>> {
    let path = value.as_str()?.strip_prefix(POINTER_START)?;
    Some(path.split(POINTER_NEXT))
}

/// The value itself, or the part of the facts that it stands for.
pub(super) fn behind<'v>(value: &'v Value, facts: &'v Value) -> &'v Value {
    let Some(mut path) = path(value) else {
        return value;
    };
    path.try_fold(facts, part_of).unwrap_or(&Value::Null)
}

/// A member of a list or object.
pub(super) fn part_of<'v>(whole: &'v Value, name: &str) -> Option<&'v Value> {
    match whole {
        Value::Array(list) => list.get(name.parse::<usize>().ok()?),
        other => other.get(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_pointer_leads_to_its_part_of_the_facts() {
        let facts = json!({"lists": {"stories": [{"title": "a"}, {"title": "b"}]}});
        let second = to(&["lists".to_owned(), "stories".to_owned()], "1");
        assert_eq!(behind(&second, &facts), &json!({"title": "b"}));
        assert_eq!(path(&second).unwrap().collect::<Vec<_>>(), ["lists", "stories", "1"]);
    }

    #[test]
    fn any_other_value_stands_for_itself() {
        let facts = json!({"a": 1});
        for value in [json!("a"), json!(null), json!({"a": 2}), json!(["a"])] {
            assert_eq!(behind(&value, &facts), &value);
            assert!(path(&value).is_none());
        }
    }

    #[test]
    fn a_pointer_that_leads_nowhere_is_nothing() {
        let facts = json!({"list": [1]});
        for segment in ["1", "x", "0\u{11}deeper"] {
            assert_eq!(behind(&to(&["list".to_owned()], segment), &facts), &Value::Null);
        }
    }
}
