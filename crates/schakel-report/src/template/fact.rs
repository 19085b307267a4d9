//! The facts as templates see them: a tree of values in one language.
//!
//! It is made for every report and read thousands of times, mostly by names that the code knows. So a table is a row of members in their
//! order, of which no name is copied, and which is run through: quicker than hashing as long as tables are small.

use std::borrow::Cow;

use serde_json::{Number, Value};

/// A value of the facts, or a literal of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fact {
    /// Nothing.
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Fact>),
    /// Members with their names, in the order of the contract.
    Table(Vec<(Cow<'static, str>, Fact)>),
}

/// Nothing, for as long as anybody wants it.
pub(super) static NULL: Fact = Fact::Null;

impl Fact {
    /// A member of a table by its name, or an element of a list by its number.
    pub(super) fn get(&self, name: &str) -> Option<&Fact> {
        match self {
            Fact::Table(members) => members.iter().find(|(own, _)| own == name).map(|(_, member)| member),
            Fact::List(list) => list.get(name.parse::<usize>().ok()?),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Fact::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list; of anything else none.
    pub(super) fn list(&self) -> &[Fact] {
        match self {
            Fact::List(list) => list,
            _ => &[],
        }
    }

    /// The members of a table; of anything else none.
    pub(super) fn members(&self) -> &[(Cow<'static, str>, Fact)] {
        match self {
            Fact::Table(members) => members,
            _ => &[],
        }
    }

    /// The text of a member.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Fact::text)
    }
}

impl From<&Value> for Fact {
    fn from(value: &Value) -> Fact {
        match value {
            Value::Null => Fact::Null,
            Value::Bool(flag) => Fact::Bool(*flag),
            Value::Number(number) => Fact::Number(number.clone()),
            Value::String(text) => Fact::Text(text.clone()),
            Value::Array(list) => Fact::List(list.iter().map(Fact::from).collect()),
            Value::Object(map) => {
                Fact::Table(map.iter().map(|(name, member)| (name.clone().into(), member.into())).collect())
            }
        }
    }
}
