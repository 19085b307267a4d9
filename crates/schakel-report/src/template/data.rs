//! From facts to the data of the templates, in one step: every text in one language and without characters that XML doesn't allow, and
//! nothing that is null. Templates copy values all the time: a plain text is far cheaper to copy than a table of languages.

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use serde_json::value::Serializer as Plain;
use serde_json::{Error, Map, Value};

use super::escape::clean;
use crate::document::Lang;

/// A value of the facts as templates see it, in a language.
///
/// # Errors
/// When a value has no form in JSON.
pub(super) fn of(value: &impl Serialize, lang: Lang) -> Result<Value, Error> {
    value.serialize(Data { lang })
}

#[derive(Clone, Copy)]
struct Data {
    lang: Lang,
}

/// Hands on what needs no change.
macro_rules! plain {
    ($($name:ident: $type:ty),+) => {
        $(fn $name(self, value: $type) -> Result<Value, Error> {
            Plain.$name(value)
        })+
    };
}

impl Serializer for Data {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = Impossible<Value, Error>;
    type SerializeTupleVariant = Impossible<Value, Error>;
    type SerializeMap = Table;
    type SerializeStruct = Table;
    type SerializeStructVariant = Impossible<Value, Error>;

    plain!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    plain!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    plain!(serialize_f32: f32, serialize_f64: f64, serialize_bytes: &[u8], serialize_unit_struct: &'static str);

    fn serialize_char(self, value: char) -> Result<Value, Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<Value, Error> {
        Ok(Value::String(clean(text)))
    }

    fn serialize_none(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Value, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<Value, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        let mut table = self.serialize_map(Some(1))?;
        table.add(variant.to_owned(), value)?;
        SerializeMap::end(table)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<List, Error> {
        Ok(List { data: self, values: Vec::with_capacity(length.unwrap_or(0)) })
    }

    fn serialize_tuple(self, length: usize) -> Result<List, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(unknown(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(unknown(name))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Table, Error> {
        let map = Map::with_capacity(length.unwrap_or(0));
        Ok(Table { data: self, map, key: String::new(), text: None })
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Table, Error> {
        let text = (name == TEXT).then(String::new);
        let map = if text.is_some() { Map::new() } else { Map::with_capacity(length) };
        Ok(Table { data: self, map, key: String::new(), text })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(unknown(name))
    }
}

/// The facts have no such values; one that is added must say here how templates see it.
fn unknown(name: &str) -> Error {
    Error::custom(format!("templates have no form for {name}"))
}

struct List {
    data: Data,
    values: Vec<Value>,
}

impl SerializeSeq for List {
    type Ok = Value;
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.values.push(value.serialize(self.data)?);
        Ok(())
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Array(self.values))
    }
}

impl SerializeTuple for List {
    type Ok = Value;
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Value, Error> {
        SerializeSeq::end(self)
    }
}

/// Name of the table of a text in several languages: [`crate::facts::Text`].
const TEXT: &str = "Text";

struct Table {
    data: Data,
    map: Map<String, Value>,
    key: String,
    /// For a text in several languages: the one to show.
    text: Option<String>,
}

impl Table {
    fn add<T: ?Sized + Serialize>(&mut self, key: String, value: &T) -> Result<(), Error> {
        let value = value.serialize(self.data)?;
        if !value.is_null() {
            self.map.insert(key, value);
        }
        Ok(())
    }
}

impl SerializeMap for Table {
    type Ok = Value;
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Error> {
        self.key = match key.serialize(self.data)? {
            Value::String(key) => key,
            other => other.to_string(),
        };
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        let key = std::mem::take(&mut self.key);
        self.add(key, value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(self.text.map_or(Value::Object(self.map), Value::String))
    }
}

impl SerializeStruct for Table {
    type Ok = Value;
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        let Some(text) = &mut self.text else {
            return self.add(key.to_owned(), value);
        };
        // Dutch comes first, and stays where there is no English.
        if (key == "nl" || self.data.lang == Lang::En)
            && let Value::String(found) = value.serialize(self.data)?
            && !found.is_empty()
        {
            *text = found;
        }
        Ok(())
    }

    fn end(self) -> Result<Value, Error> {
        SerializeMap::end(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Text;
    use serde_json::json;

    #[test]
    fn a_text_in_two_languages_becomes_the_one_that_is_asked_for() {
        let text = |nl: &str, en: &str| Text { nl: nl.to_owned(), en: en.to_owned() };
        let both = vec![text("docent", "teacher"), text("havo", "")];
        assert_eq!(of(&both, Lang::Nl).unwrap(), json!(["docent", "havo"]));
        assert_eq!(of(&both, Lang::En).unwrap(), json!(["teacher", "havo"]));
    }

    #[test]
    fn data_cannot_carry_the_marks() {
        let value = json!({"name": "\u{2}<script/>\u{3}", "list": ["a\u{0}b"]});
        assert_eq!(of(&value, Lang::Nl).unwrap(), json!({"name": "<script/>", "list": ["ab"]}));
    }

    #[test]
    fn what_is_null_is_left_out() {
        let value = json!({"value": null, "low": 1.5, "part": {"n": null, "warn": false}, "list": [null, -1]});
        assert_eq!(of(&value, Lang::Nl).unwrap(), json!({"low": 1.5, "part": {"warn": false}, "list": [null, -1]}));
    }
}
