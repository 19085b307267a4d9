//! What a template or text is once it is compiled: steps in which every helper is found and every name has its number.

use serde_json::Number;

use super::helpers::Helper;
use super::names::Name;

/// A template, or a wording of a text.
#[derive(Debug)]
pub(super) struct Program {
    /// File within the set; for a text with its key. Error messages show it.
    pub(super) name: String,
    pub(super) body: Body,
}

/// Steps in a row.
#[derive(Debug, Default)]
pub(super) struct Body(pub(super) Vec<Step>);

#[derive(Debug)]
pub(super) struct Step {
    pub(super) what: What,
    /// Line and column in the template, both from 1.
    pub(super) place: (usize, usize),
}

#[derive(Debug)]
pub(super) enum What {
    /// Writes what stands there.
    Write(String),
    /// Writes a value.
    Print {
        value: Expression,
        /// Not so between triple braces.
        escaped: bool,
    },
    /// Steers what stands in it.
    Block(Box<Block>),
}

#[derive(Debug)]
pub(super) enum Expression {
    Literal(Literal),
    Path(Path),
    Call(Box<Call>),
}

/// A value that stands in a template.
#[derive(Debug)]
pub(super) enum Literal {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
}

/// Where a value stands: `c.value`, `this.label`, `@first`.
#[derive(Debug)]
pub(super) struct Path {
    pub(super) start: Start,
    /// Names of members, from there.
    pub(super) members: Vec<String>,
    /// As the template has it.
    pub(super) written: String,
}

#[derive(Debug)]
pub(super) enum Start {
    /// What has this name; without that, the member of `this` that is called so.
    Name(Name, String),
    /// The element of the innermost loop without a name for it; else the facts.
    This,
    /// The facts.
    Root,
    /// Of the innermost loop.
    Loop(OfLoop),
}

/// What a loop tells of the round it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfLoop {
    First,
    Last,
    Index,
    Key,
}

/// A helper that gives a value, with its parameters.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: &'static str,
    pub(super) helper: Giving,
    pub(super) given: Given,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Giving {
    /// It needs its parameters and the facts, and nothing else.
    Plain(Helper),
    /// A text: `t`, or `say`, which chooses by situation.
    Say { by_situation: bool },
}

/// Parameters, by place and by name.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) placed: Vec<Expression>,
    pub(super) named: Vec<Named>,
}

#[derive(Debug)]
pub(super) struct Named {
    pub(super) word: String,
    /// For helpers that make it a name.
    pub(super) name: Name,
    pub(super) value: Expression,
}

/// A helper that steers.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) given: Given,
    /// Names for what it goes over: `as |element index|`.
    pub(super) names: Vec<Name>,
    pub(super) body: Body,
    /// What stands behind `else`.
    pub(super) otherwise: Option<Body>,
}

/// The helpers that steer; `run` has what they do, docs/templates.md describes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    If,
    Unless,
    Each,
    With,
    Let,
    Include,
    ReportWords,
    Findings,
    Finding,
}

impl Kind {
    pub(super) fn of(name: &str) -> Option<Kind> {
        Some(match name {
            "if" => Kind::If,
            "unless" => Kind::Unless,
            "each" => Kind::Each,
            "with" => Kind::With,
            "let" => Kind::Let,
            "include" => Kind::Include,
            "report-words" => Kind::ReportWords,
            "findings" => Kind::Findings,
            "finding" => Kind::Finding,
            _ => return None,
        })
    }
}
