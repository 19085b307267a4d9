//! A value while templates are filled in: a part of the facts, or what a helper made. It is handed on all the time, and nothing in it is copied.

use std::fmt::Write;
use std::rc::Rc;

use serde_json::Number;

use super::fact::Fact;

#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    /// Where a template names what is not there. A helper sees nothing; who prints it is stopped.
    Missing,
    /// Nothing, as a helper gives it that finds nothing.
    Null,
    /// A part of the facts.
    Of(&'a Fact<'a>),
    /// A word of the vocabulary, or what stands in a template.
    Word(&'a str),
    Bool(bool),
    Number(Number),
    Text(Rc<str>),
    List(Rc<[Value<'a>]>),
    Group(Rc<Group<'a>>),
}

/// Cells of one group: `group`, `label` and `cells` for templates.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) code: Value<'a>,
    pub(super) label: Value<'a>,
    pub(super) cells: Value<'a>,
}

impl<'a> Value<'a> {
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Value::Missing | Value::Null | Value::Of(Fact::Null))
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Word(text) => Some(text),
            Value::Of(fact) => fact.text(),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        self.exact().and_then(Number::as_f64)
    }

    /// The number as it stands in the facts, whole or with decimals.
    pub(super) fn exact(&self) -> Option<&Number> {
        match self {
            Value::Number(number) | Value::Of(Fact::Number(number)) => Some(number),
            _ => None,
        }
    }

    pub(super) fn flag(&self) -> Option<bool> {
        match self {
            Value::Bool(flag) | Value::Of(Fact::Bool(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// A member by its name, or an element by its number; else what is missing.
    pub(super) fn get(&self, name: &str) -> Value<'a> {
        match self {
            Value::Of(fact) => fact.get(name).map_or(Value::Missing, Value::Of),
            Value::Group(group) => match name {
                "group" => group.code.clone(),
                "label" => group.label.clone(),
                "cells" => group.cells.clone(),
                _ => Value::Missing,
            },
            Value::List(list) => {
                name.parse::<usize>().ok().and_then(|at| list.get(at)).map_or(Value::Missing, Value::clone)
            }
            _ => Value::Missing,
        }
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self, Value::List(_) | Value::Of(Fact::List(_)))
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self, Value::Group(_) | Value::Of(Fact::Table(_)))
    }

    /// How many elements a list has, or members a table; 0 for anything else.
    pub(super) fn len(&self) -> usize {
        match self {
            Value::List(list) => list.len(),
            Value::Of(fact) => fact.list().len().max(fact.members().len()),
            Value::Group(_) => GROUP.len(),
            _ => 0,
        }
    }

    /// An element of a list, or a member of a table, by its place.
    pub(super) fn at(&self, index: usize) -> Option<Value<'a>> {
        match self {
            Value::List(list) => list.get(index).cloned(),
            Value::Of(Fact::List(list)) => list.get(index).map(Value::Of),
            Value::Of(Fact::Table(members)) => members.get(index).map(|(_, member)| Value::Of(member)),
            Value::Group(_) => GROUP.get(index).map(|name| self.get(name)),
            _ => None,
        }
    }

    /// The name of a member of a table, by its place.
    pub(super) fn name_at(&self, index: usize) -> Option<&str> {
        match self {
            Value::Of(fact) => fact.members().get(index).map(|(name, _)| *name),
            Value::Group(_) => GROUP.get(index).copied(),
            _ => None,
        }
    }

    /// Whether `if` takes it for true: everything but nothing, `false`, zero, and what is empty.
    pub(super) fn is_true(&self) -> bool {
        if let Some(number) = self.number() {
            return number.is_normal();
        }
        if let Some(text) = self.text() {
            return !text.is_empty();
        }
        self.flag().unwrap_or_else(|| self.len() > 0)
    }

    /// About how many bytes it takes; what it shares with others is not counted.
    pub(super) fn size(&self) -> usize {
        match self {
            Value::Text(text) => text.len(),
            Value::List(list) => size_of_val(&**list),
            _ => 0,
        }
    }

    /// As a template prints it, not yet escaped.
    pub(super) fn print(&self, out: &mut String) {
        if let Some(text) = self.text() {
            out.push_str(text);
        } else if let Some(number) = self.exact() {
            // A string takes whatever is written.
            let _ = write!(out, "{number}");
        } else if let Some(flag) = self.flag() {
            out.push_str(if flag { "true" } else { "false" });
        } else if self.is_list() {
            out.push('[');
            for index in 0..self.len() {
                out.push_str(if index > 0 { ", " } else { "" });
                if let Some(element) = self.at(index) {
                    element.print(out);
                }
            }
            out.push(']');
        } else if self.is_table() {
            out.push_str("[object]");
        }
    }

    /// Whether both are the same as a reader would see it: 0 and 0.0 are the same number.
    pub(super) fn is(&self, other: &Value<'_>) -> bool {
        if let (Some(a), Some(b)) = (self.text(), other.text()) {
            return a == b;
        }
        if let (Some(a), Some(b)) = (self.number(), other.number()) {
            return (a - b).abs() < 1e-9;
        }
        if let (Some(a), Some(b)) = (self.flag(), other.flag()) {
            return a == b;
        }
        match (self, other) {
            (Value::Of(a), Value::Of(b)) => a == b,
            _ if self.is_nothing() => other.is_nothing(),
            _ if self.is_list() && other.is_list() => {
                self.len() == other.len()
                    && (0..self.len()).all(|at| match (self.at(at), other.at(at)) {
                        (Some(a), Some(b)) => a.is(&b),
                        _ => false,
                    })
            }
            _ => false,
        }
    }
}

/// The members of a group.
const GROUP: [&str; 3] = ["group", "label", "cells"];

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl From<&str> for Value<'_> {
    fn from(text: &str) -> Self {
        Value::Text(text.into())
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Value::Bool(flag)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(number.into())
    }
}

impl From<f64> for Value<'_> {
    /// What is no number (a division by zero) is nothing.
    fn from(number: f64) -> Self {
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

impl<'a> FromIterator<Value<'a>> for Value<'a> {
    fn from_iter<I: IntoIterator<Item = Value<'a>>>(values: I) -> Self {
        Value::List(values.into_iter().collect())
    }
}
