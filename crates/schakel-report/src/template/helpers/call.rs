//! One call of a helper: its parameters, and errors that name what was expected.

use super::super::fact::Fact;
use super::super::value::Value;
use crate::document::Lang;

/// What a helper does: it finds a value in the facts, or makes one.
pub(in crate::template) type Helper = for<'c, 'a> fn(&Call<'c, 'a>) -> Result<Value<'a>, Wrong>;

/// What is wrong with a call, in words for an author.
pub(in crate::template) type Wrong = String;

/// What a helper sees.
pub(in crate::template) struct Call<'c, 'a> {
    /// Parameters by their place.
    pub(in crate::template) placed: &'c [Value<'a>],
    /// Parameters by their name.
    pub(in crate::template) named: &'c [(&'a str, Value<'a>)],
    /// All facts.
    pub(in crate::template) facts: &'a Fact<'a>,
    pub(in crate::template) lang: Lang,
}

impl<'c, 'a> Call<'c, 'a> {
    /// A parameter by its place; absent and null are the same.
    pub(super) fn value(&self, index: usize) -> Option<&'c Value<'a>> {
        self.placed.get(index).filter(|value| !value.is_nothing())
    }

    /// A named parameter; absent and null are the same.
    pub(super) fn named(&self, name: &str) -> Option<&'c Value<'a>> {
        self.named.iter().find(|(own, _)| *own == name).map(|(_, value)| value).filter(|value| !value.is_nothing())
    }

    pub(super) fn named_text(&self, name: &str) -> Option<&'c str> {
        self.named(name).and_then(Value::text)
    }

    pub(super) fn text(&self, index: usize) -> Result<&'c str, Wrong> {
        self.value(index).and_then(Value::text).ok_or_else(|| self.expected(index, "a text"))
    }

    pub(super) fn number(&self, index: usize) -> Result<f64, Wrong> {
        self.value(index).and_then(Value::number).ok_or_else(|| self.expected(index, "a number"))
    }

    /// The elements of a list.
    pub(super) fn list(&self, index: usize) -> Result<impl ExactSizeIterator<Item = Value<'a>> + use<'c, 'a>, Wrong> {
        let list = self.value(index).filter(|value| value.is_list()).ok_or_else(|| self.expected(index, "a list"))?;
        Ok((0..list.len()).map(|at| list.at(at).unwrap_or(Value::Missing)))
    }

    /// A parameter that must be there, whatever it is.
    pub(super) fn present(&self, index: usize) -> Result<&'c Value<'a>, Wrong> {
        let present = self.placed.get(index).filter(|value| !matches!(value, Value::Missing));
        present.ok_or_else(|| self.expected(index, "a value"))
    }

    fn expected(&self, index: usize, what: &str) -> Wrong {
        let found = match self.value(index) {
            None => "nothing",
            Some(value) if value.is_table() => "an object",
            Some(value) if value.is_list() => "a list",
            Some(value) if value.text().is_some() => "a text",
            Some(value) if value.number().is_some() => "a number",
            Some(_) => "true or false",
        };
        format!("parameter {} is {found}, not {what}", index + 1)
    }
}
