//! The list of records inside a document, taken one by one so that the document itself is never in memory as a whole.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Sink, syntax};
use crate::problem::{Problem, did_you_mean};
use crate::spec::SourceSpec;

/// Reads the records of a document; `source_row` is the number of the record in its list, counted on from `above`.
pub(crate) fn read(
    spec: &SourceSpec,
    text: &str,
    above: i64,
    limit: Option<u64>,
    sink: &mut dyn Sink,
) -> Result<(), Problem> {
    let path: Vec<&str> =
        spec.items.as_deref().unwrap_or_default().split(['/', '.']).filter(|part| !part.is_empty()).collect();
    let above = above - sink.records();
    let mut state = State { sink, above, limit, found: false, keys: BTreeSet::new(), plain: 0, full: false };
    let mut document = serde_json::Deserializer::from_str(text);
    let seed = Records { path: &path, find_list: path.is_empty(), state: &mut state };
    let read = seed.deserialize(&mut document).and_then(|()| document.end());
    if let Err(error) = read
        && !state.full
    {
        return Err(syntax(spec, &error, error.line()));
    }
    if !state.found {
        let keys: Vec<&str> = state.keys.iter().map(String::as_str).collect();
        let last = path.last().copied().unwrap_or_default();
        let mut problem =
            Problem::error("source-items", format!("there is no list of records at `{}`", path.join("/")))
                .file(&spec.path);
        problem.hint =
            did_you_mean(last, &keys).or_else(|| Some("Set items in plugin.toml to the path of the list.".to_owned()));
        return Err(problem);
    }
    if state.plain > 0 && state.sink.records() == 0 {
        return Err(Problem::error("source-items", "the document holds plain values; expected a list of objects")
            .file(&spec.path)
            .hint("Set items in plugin.toml to the path of the list of records."));
    }
    Ok(())
}

/// Whether a document is an object with this key, as far as its text goes: it may be the beginning of a longer one.
pub(crate) fn has_key(text: &str, key: &str) -> bool {
    struct Key<'k> {
        wanted: &'k str,
        found: bool,
    }
    impl<'de> Visitor<'de> for &mut Key<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<String>()? {
                self.found |= key == self.wanted;
                map.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }
    let mut key = Key { wanted: key, found: false };
    // Where the text ends does not matter: what was met before that counts.
    let _ = serde_json::Deserializer::from_str(text).deserialize_map(&mut key);
    key.found
}

struct State<'s> {
    sink: &'s mut dyn Sink,
    /// By how much rows are ahead of the records that were taken.
    above: i64,
    limit: Option<u64>,
    /// Whether the path led anywhere.
    found: bool,
    /// Keys met where the path went wrong.
    keys: BTreeSet<String>,
    /// Values that are no records.
    plain: u64,
    /// Whether there are as many records as were asked for; the rest is not read.
    full: bool,
}

impl State<'_> {
    fn take(&mut self, value: &Value) {
        self.found = true;
        match value {
            Value::Object(_) => {
                let row = self.above + self.sink.records() + 1;
                self.sink.record(value, row);
            }
            _ => self.plain += 1,
        }
        self.full = self.limit.is_some_and(|limit| self.sink.records() as u64 >= limit);
    }

    /// A document that is one object: the only list of objects in it, or else the object itself.
    fn take_document(&mut self, object: Map<String, Value>) {
        let is_list = |value: &Value| value.as_array().is_some_and(|list| list.iter().any(Value::is_object));
        let lists: Vec<&Value> = object.values().filter(|value| is_list(value)).collect();
        match lists.as_slice() {
            [Value::Array(list)] => list.iter().for_each(|value| self.take(value)),
            _ if object.get("items").is_some_and(Value::is_array) => {
                self.found = true;
                object["items"].as_array().into_iter().flatten().for_each(|value| self.take(value));
            }
            _ => self.take(&Value::Object(object)),
        }
    }
}

struct Records<'p, 's, 'x> {
    path: &'p [&'p str],
    find_list: bool,
    state: &'x mut State<'s>,
}

impl<'de> DeserializeSeed<'de> for Records<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if !self.path.is_empty() {
            // A list of pages: the path goes on inside each.
            while list
                .next_element_seed(Records { path: self.path, find_list: false, state: &mut *self.state })?
                .is_some()
            {}
            return Ok(());
        }
        self.state.found = true;
        while let Some(value) = list.next_element::<Value>()? {
            self.state.take(&value);
            if self.state.full {
                return Err(serde::de::Error::custom("enough"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else {
            let mut object = Map::new();
            while let Some((key, value)) = map.next_entry::<String, Value>()? {
                object.insert(key, value);
            }
            match self.find_list {
                true => self.state.take_document(object),
                false => self.state.take(&Value::Object(object)),
            }
            return Ok(());
        };
        while let Some(key) = map.next_key::<String>()? {
            if key == **first {
                map.next_value_seed(Records { path: rest, find_list: false, state: &mut *self.state })?;
            } else {
                map.next_value::<IgnoredAny>()?;
                self.state.keys.insert(key);
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.plain()
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.plain()
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.plain()
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.plain()
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.plain()
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        self.plain()
    }
}

impl Records<'_, '_, '_> {
    fn plain<E>(self) -> Result<(), E> {
        self.state.plain += 1;
        self.state.found |= self.path.is_empty();
        Ok(())
    }
}
