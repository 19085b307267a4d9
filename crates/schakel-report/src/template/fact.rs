//! The facts as templates see them: a tree of values in one language.
//!
//! It is made for every report and read thousands of times, mostly by names that the code knows. So it lies in one piece of memory that goes
//! as a whole, and a table is a row of members in their order, which is run through: quicker than hashing as long as tables are small.

use serde_json::Number;

/// A value of the facts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fact<'f> {
    /// Nothing.
    Null,
    Bool(bool),
    Number(Number),
    Text(&'f str),
    List(&'f [Fact<'f>]),
    /// Members with their names, in the order of the contract.
    Table(&'f [(&'f str, Fact<'f>)]),
}

impl<'f> Fact<'f> {
    /// A member of a table by its name, or an element of a list by its number.
    pub(super) fn get(&self, name: &str) -> Option<&'f Fact<'f>> {
        match self {
            Fact::Table(members) => members.iter().find(|(own, _)| *own == name).map(|(_, member)| member),
            Fact::List(list) => list.get(name.parse::<usize>().ok()?),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&'f str> {
        match self {
            Fact::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list; of anything else none.
    pub(super) fn list(&self) -> &'f [Fact<'f>] {
        match self {
            Fact::List(list) => list,
            _ => &[],
        }
    }

    /// The members of a table; of anything else none.
    pub(super) fn members(&self) -> &'f [(&'f str, Fact<'f>)] {
        match self {
            Fact::Table(members) => members,
            _ => &[],
        }
    }

    /// The text of a member.
    pub(super) fn text_of(&self, name: &str) -> Option<&'f str> {
        self.get(name).and_then(Fact::text)
    }
}
