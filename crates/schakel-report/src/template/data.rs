//! From facts to the data of the templates, in one step: every text in one language and without characters that XML doesn't allow, and
//! nothing that is null.

use bumpalo::Bump;
use bumpalo::collections::Vec as Row;
use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use serde_json::{Error, Number};

use super::escape::clean;
use super::fact::Fact;
use crate::document::Lang;

/// A value of the facts as templates see it, in a language. It lies in `memory`.
///
/// # Errors
/// When a value has no form in JSON.
pub(super) fn of<'f>(value: &impl Serialize, lang: Lang, memory: &'f Bump) -> Result<Fact<'f>, Error> {
    value.serialize(Data { lang, memory })
}

#[derive(Clone, Copy)]
struct Data<'f> {
    lang: Lang,
    /// Where the facts will lie.
    memory: &'f Bump,
}

/// Whole numbers.
macro_rules! whole {
    ($($name:ident: $type:ty),+) => {
        $(fn $name(self, value: $type) -> Result<Fact<'f>, Error> {
            Ok(Fact::Number(value.into()))
        })+
    };
}

impl<'f> Serializer for Data<'f> {
    type Ok = Fact<'f>;
    type Error = Error;
    type SerializeSeq = List<'f>;
    type SerializeTuple = List<'f>;
    type SerializeTupleStruct = Impossible<Fact<'f>, Error>;
    type SerializeTupleVariant = Impossible<Fact<'f>, Error>;
    type SerializeMap = Table<'f>;
    type SerializeStruct = Table<'f>;
    type SerializeStructVariant = Impossible<Fact<'f>, Error>;

    whole!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    whole!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_bool(self, value: bool) -> Result<Fact<'f>, Error> {
        Ok(Fact::Bool(value))
    }

    fn serialize_f32(self, value: f32) -> Result<Fact<'f>, Error> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<Fact<'f>, Error> {
        Ok(Number::from_f64(value).map_or(Fact::Null, Fact::Number))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Fact<'f>, Error> {
        Err(unknown("bytes"))
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<Fact<'f>, Error> {
        Err(unknown(name))
    }

    fn serialize_char(self, value: char) -> Result<Fact<'f>, Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<Fact<'f>, Error> {
        Ok(Fact::Text(self.memory.alloc_str(&clean(text))))
    }

    fn serialize_none(self) -> Result<Fact<'f>, Error> {
        Ok(Fact::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Fact<'f>, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Fact<'f>, Error> {
        Ok(Fact::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Fact<'f>, Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<Fact<'f>, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Fact<'f>, Error> {
        let mut table = self.serialize_map(Some(1))?;
        table.add(variant, value)?;
        SerializeMap::end(table)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<List<'f>, Error> {
        Ok(List { data: self, values: Row::with_capacity_in(length.unwrap_or(0), self.memory) })
    }

    fn serialize_tuple(self, length: usize) -> Result<List<'f>, Error> {
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

    fn serialize_map(self, length: Option<usize>) -> Result<Table<'f>, Error> {
        Ok(Table { data: self, members: Row::with_capacity_in(length.unwrap_or(0), self.memory), key: "", text: None })
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Table<'f>, Error> {
        let text = (name == TEXT).then_some("");
        let length = if text.is_some() { 0 } else { length };
        Ok(Table { data: self, members: Row::with_capacity_in(length, self.memory), key: "", text })
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

struct List<'f> {
    data: Data<'f>,
    values: Row<'f, Fact<'f>>,
}

impl<'f> SerializeSeq for List<'f> {
    type Ok = Fact<'f>;
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.values.push(value.serialize(self.data)?);
        Ok(())
    }

    fn end(self) -> Result<Fact<'f>, Error> {
        Ok(Fact::List(self.values.into_bump_slice()))
    }
}

impl<'f> SerializeTuple for List<'f> {
    type Ok = Fact<'f>;
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Fact<'f>, Error> {
        SerializeSeq::end(self)
    }
}

/// Name of the table of a text in several languages: [`crate::facts::Text`].
const TEXT: &str = "Text";

struct Table<'f> {
    data: Data<'f>,
    members: Row<'f, (&'f str, Fact<'f>)>,
    key: &'f str,
    /// For a text in several languages: the one to show.
    text: Option<&'f str>,
}

impl<'f> Table<'f> {
    fn add<T: ?Sized + Serialize>(&mut self, key: &'f str, value: &T) -> Result<(), Error> {
        let value = value.serialize(self.data)?;
        if value != Fact::Null {
            self.members.push((key, value));
        }
        Ok(())
    }
}

impl<'f> SerializeMap for Table<'f> {
    type Ok = Fact<'f>;
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Error> {
        self.key = match key.serialize(self.data)? {
            Fact::Text(key) => key,
            _ => return Err(unknown("a table whose names are no texts")),
        };
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.add(self.key, value)
    }

    fn end(self) -> Result<Fact<'f>, Error> {
        Ok(self.text.map_or(Fact::Table(self.members.into_bump_slice()), Fact::Text))
    }
}

impl<'f> SerializeStruct for Table<'f> {
    type Ok = Fact<'f>;
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        let Some(text) = &mut self.text else {
            return self.add(key, value);
        };
        // Dutch comes first, and stays where there is no English.
        if (key == "nl" || self.data.lang == Lang::En)
            && let Fact::Text(found) = value.serialize(self.data)?
            && !found.is_empty()
        {
            *text = found;
        }
        Ok(())
    }

    fn end(self) -> Result<Fact<'f>, Error> {
        SerializeMap::end(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Text;
    use serde_json::{Value, json};

    fn plain(fact: &Fact<'_>) -> Value {
        match fact {
            Fact::Null => Value::Null,
            Fact::Bool(flag) => json!(flag),
            Fact::Number(number) => json!(number),
            Fact::Text(text) => json!(text),
            Fact::List(list) => list.iter().map(plain).collect(),
            Fact::Table(members) => members.iter().map(|(name, member)| ((*name).to_owned(), plain(member))).collect(),
        }
    }

    #[track_caller]
    fn shown(value: &impl Serialize, lang: Lang, expected: &Value) {
        let memory = Bump::new();
        assert_eq!(plain(&of(value, lang, &memory).unwrap()), *expected);
    }

    #[test]
    fn a_text_in_two_languages_becomes_the_one_that_is_asked_for() {
        let text = |nl: &str, en: &str| Text { nl: nl.to_owned(), en: en.to_owned() };
        let both = vec![text("docent", "teacher"), text("havo", "")];
        shown(&both, Lang::Nl, &json!(["docent", "havo"]));
        shown(&both, Lang::En, &json!(["teacher", "havo"]));
    }

    #[test]
    fn data_cannot_carry_the_marks() {
        let value = json!({"name": "\u{2}<script/>\u{3}", "list": ["a\u{0}b"]});
        shown(&value, Lang::Nl, &json!({"name": "<script/>", "list": ["ab"]}));
    }

    #[test]
    fn what_is_null_is_left_out() {
        let value = json!({"value": null, "low": 1.5, "part": {"n": null, "warn": false}, "list": [null, -1]});
        shown(&value, Lang::Nl, &json!({"low": 1.5, "part": {"warn": false}, "list": [null, -1]}));
    }
}
