//! Fills templates in: runs the programs of a set with the facts of one report.

use super::collect::{self, Finding};
use super::escape::escape_into;
use super::fact::Fact;
use super::helpers;
use super::limits::Limits;
use super::names::Scope;
use super::program::{Block, Body, Call, Expression, Given, Giving, Kind, Literal, OfLoop, Path, Program, Start, What};
use super::set::Library;
use super::texts::{self, Texts, Word};
use super::value::Value;
use crate::document::Lang;
use crate::template::TemplateError;

/// The name that the language of the report has in templates: `{{lang}}`.
const LANG: &str = "lang";

/// What ends a run.
pub(super) enum Stop {
    /// What is wrong where the run is now.
    Here(String),
    /// What is wrong, with its place.
    At(TemplateError),
}

impl From<String> for Stop {
    fn from(message: String) -> Stop {
        Stop::Here(message)
    }
}

/// One report that is being filled in.
pub(super) struct Run<'a> {
    pub(super) library: &'a Library,
    pub(super) texts: &'a Texts,
    pub(super) facts: &'a Fact<'a>,
    /// The vocabulary of the sector.
    words: &'a [Word],
    pub(super) lang: Lang,
    pub(super) scope: Scope<'a>,
    pub(super) limits: Limits<'a>,
    /// Whether a text is being said.
    pub(super) in_text: bool,
    this: Value<'a>,
    round: Option<Round<'a>>,
    /// What has been offered so far to each `findings` that is open, the innermost last.
    offered: Vec<Vec<Finding>>,
}

/// A round of a loop.
#[derive(Clone)]
struct Round<'a> {
    index: usize,
    count: usize,
    key: Value<'a>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        library: &'a Library,
        texts: &'a Texts,
        facts: &'a Fact<'a>,
        lang: Lang,
        words: &'a [Word],
    ) -> Run<'a> {
        let mut scope = Scope::of(&library.names);
        if let Some(name) = library.names.find(LANG) {
            scope.give(name, Value::Word(texts::code(lang)));
        }
        Run {
            library,
            texts,
            facts,
            words,
            lang,
            scope,
            limits: Limits::default(),
            in_text: false,
            this: Value::Of(facts),
            round: None,
            offered: Vec::new(),
        }
    }

    /// Writes a template or text behind `out`.
    pub(super) fn program(&mut self, program: &'a Program, out: &mut String) -> Result<(), Stop> {
        self.limits.enter(&program.name)?;
        self.body(&program.body, out).map_err(|stop| match stop {
            // A step has given its place.
            Stop::At(error) if error.template.is_empty() => {
                Stop::At(TemplateError { template: program.name.clone(), ..error })
            }
            stop => stop,
        })?;
        self.limits.leave();
        Ok(())
    }

    fn body(&mut self, body: &'a Body, out: &mut String) -> Result<(), Stop> {
        for step in &body.0 {
            let done = match &step.what {
                What::Write(text) => self.write(text, out),
                What::Print { value, escaped } => self.print(value, *escaped, out),
                What::Block(block) => self.block(block, out),
            };
            done.map_err(|stop| match stop {
                Stop::Here(message) => {
                    let (line, column) = step.place;
                    Stop::At(TemplateError { template: String::new(), line, column, message })
                }
                stop @ Stop::At(_) => stop,
            })?;
        }
        Ok(())
    }

    fn write(&mut self, text: &str, out: &mut String) -> Result<(), Stop> {
        out.push_str(text);
        Ok(self.limits.count_written(out, text.len())?)
    }

    fn print(&mut self, expression: &'a Expression, escaped: bool, out: &mut String) -> Result<(), Stop> {
        let before = out.len();
        if let Expression::Call(call) = expression
            && let Giving::Say { by_situation } = call.helper
        {
            // What a text says is markup already, and needs no value of its own.
            return self.say(call, by_situation, out);
        }
        let value = self.value(expression)?;
        match (&value, expression) {
            (Value::Missing, Expression::Path(path)) => return Err(missing(path).into()),
            _ if !escaped => value.print(out),
            _ => match value.text() {
                Some(text) => escape_into(text, out),
                None => {
                    let mut plain = String::new();
                    value.print(&mut plain);
                    escape_into(&plain, out);
                }
            },
        }
        Ok(self.limits.count_written(out, out.len() - before)?)
    }

    pub(super) fn value(&mut self, expression: &'a Expression) -> Result<Value<'a>, Stop> {
        match expression {
            Expression::Literal(literal) => Ok(match literal {
                Literal::Null => Value::Null,
                Literal::Bool(flag) => Value::Bool(*flag),
                Literal::Number(number) => Value::Number(number.clone()),
                Literal::Text(text) => Value::Word(text),
            }),
            Expression::Path(path) => Ok(self.found(path)),
            Expression::Call(call) => self.call(call),
        }
    }

    fn found(&self, path: &Path) -> Value<'a> {
        let start = match &path.start {
            Start::Name(name, written) => match self.scope.get(*name) {
                Value::Missing => self.this.get(written),
                value => value.clone(),
            },
            Start::This => self.this.clone(),
            Start::Root => Value::Of(self.facts),
            Start::Loop(what) => self.round.as_ref().map_or(Value::Missing, |round| match what {
                OfLoop::First => (round.index == 0).into(),
                OfLoop::Last => (round.index + 1 == round.count).into(),
                OfLoop::Index => round.index.into(),
                OfLoop::Key => round.key.clone(),
            }),
        };
        path.members.iter().fold(start, |whole, member| whole.get(member))
    }

    fn call(&mut self, call: &'a Call) -> Result<Value<'a>, Stop> {
        let value = match call.helper {
            Giving::Plain(helper) => {
                let placed = self.placed(&call.given)?;
                let mut named = Vec::with_capacity(call.given.named.len());
                for given in &call.given.named {
                    named.push((given.word.as_str(), self.value(&given.value)?));
                }
                let call = helpers::Call { placed: &placed, named: &named, facts: self.facts, lang: self.lang };
                helper(&call)
            }
            Giving::Say { by_situation } => {
                let mut said = String::new();
                self.say(call, by_situation, &mut said)?;
                Ok(said.into())
            }
        };
        let counted = value.and_then(|value| {
            self.limits.count_value(value.size())?;
            Ok(value)
        });
        Ok(counted.map_err(|wrong| fault(call.name, &wrong))?)
    }

    pub(super) fn placed(&mut self, given: &'a Given) -> Result<Vec<Value<'a>>, Stop> {
        let mut values = Vec::with_capacity(given.placed.len());
        for expression in &given.placed {
            values.push(self.value(expression)?);
        }
        Ok(values)
    }

    /// Makes names of named parameters. All are found before any is given.
    pub(super) fn give_names(&mut self, given: &'a Given) -> Result<(), Stop> {
        let mut values = Vec::with_capacity(given.named.len());
        for named in &given.named {
            values.push((named.name, self.value(&named.value)?));
        }
        for (name, value) in values {
            self.scope.give(name, value);
        }
        Ok(())
    }

    fn block(&mut self, block: &'a Block, out: &mut String) -> Result<(), Stop> {
        let moment = self.scope.moment();
        match block.kind {
            Kind::If | Kind::Unless => {
                let value = self.first(block)?;
                let zero = self.named(block, "includeZero")?.is_true() && value.number().is_some();
                let body = if (value.is_true() || zero) == (block.kind == Kind::If) {
                    Some(&block.body)
                } else {
                    block.otherwise.as_ref()
                };
                return body.map_or(Ok(()), |body| self.body(body, out));
            }
            Kind::Each => self.each(block, out)?,
            Kind::With => self.with(block, out)?,
            Kind::Let => {
                self.limits.count(1)?;
                self.give_names(&block.given)?;
                self.body(&block.body, out)?;
            }
            Kind::Include => {
                self.limits.count(1)?;
                let name = self.first(block)?;
                let name = name.text().ok_or_else(|| fault("include", "the name of a template is needed"))?;
                let program = self.library.templates.get(name);
                let program = program.ok_or_else(|| fault("include", &format!("there is no template `{name}`")))?;
                self.give_names(&block.given)?;
                self.program(program, out)?;
            }
            Kind::ReportWords => {
                self.limits.count(1)?;
                let parts = self.facts.members().iter().map(|(name, part)| (*name, Value::Of(part)));
                let words = self.words.iter().map(|(name, word)| (name.as_str(), Value::Word(word)));
                for (name, value) in parts.chain(words) {
                    if let Some(name) = self.library.names.find(name) {
                        self.scope.give(name, value);
                    }
                }
                self.body(&block.body, out)?;
            }
            Kind::Findings => self.findings(block, out)?,
            Kind::Finding => self.finding(block)?,
        }
        self.scope.back_to(&moment);
        Ok(())
    }

    /// The parameter that a block cannot do without.
    fn first(&mut self, block: &'a Block) -> Result<Value<'a>, Stop> {
        block.given.placed.first().map_or(Ok(Value::Missing), |expression| self.value(expression))
    }

    fn named(&mut self, block: &'a Block, word: &str) -> Result<Value<'a>, Stop> {
        let named = block.given.named.iter().find(|named| named.word == word);
        named.map_or(Ok(Value::Missing), |named| self.value(&named.value))
    }

    fn each(&mut self, block: &'a Block, out: &mut String) -> Result<(), Stop> {
        let list = self.first(block)?;
        let count = list.len();
        if count == 0 {
            return match &block.otherwise {
                Some(otherwise) => self.body(otherwise, out),
                None if list.is_list() || list.is_table() => Ok(()),
                None => Err(no_value(block).into()),
            };
        }
        let around = (self.this.clone(), self.round.take());
        for index in 0..count {
            self.limits.count(1)?;
            let Some(element) = list.at(index) else { break };
            let name = list.name_at(index).map(Value::from);
            let second = name.clone().unwrap_or_else(|| index.into());
            self.round = Some(Round { index, count, key: name.unwrap_or(Value::Missing) });
            let moment = self.scope.moment();
            match block.names.as_slice() {
                [] => self.this = element,
                [name, more @ ..] => {
                    self.scope.give(*name, element);
                    if let [key] = more {
                        self.scope.give(*key, second);
                    }
                }
            }
            self.body(&block.body, out)?;
            self.scope.back_to(&moment);
        }
        (self.this, self.round) = around;
        Ok(())
    }

    fn with(&mut self, block: &'a Block, out: &mut String) -> Result<(), Stop> {
        self.limits.count(1)?;
        let value = self.first(block)?;
        if !value.is_true() {
            return match &block.otherwise {
                Some(otherwise) => self.body(otherwise, out),
                None => Err(no_value(block).into()),
            };
        }
        match block.names.first() {
            Some(name) => {
                self.scope.give(*name, value);
                self.body(&block.body, out)
            }
            None => {
                let around = std::mem::replace(&mut self.this, value);
                self.body(&block.body, out)?;
                self.this = around;
                Ok(())
            }
        }
    }

    fn findings(&mut self, block: &'a Block, out: &mut String) -> Result<(), Stop> {
        self.limits.count(1)?;
        let max = self.named(block, "max")?.number().filter(|max| *max >= 0.0);
        let max = max.ok_or_else(|| fault("findings", "`max` says how many findings there may be"))?;
        self.offered.push(Vec::new());
        // What stands outside a finding is dropped.
        self.body(&block.body, &mut String::new())?;
        let chosen = collect::heaviest(self.offered.pop().unwrap_or_default(), max as usize);
        match &block.otherwise {
            Some(otherwise) if chosen.is_empty() => self.body(otherwise, out),
            _ => chosen.iter().try_for_each(|finding| self.write(&finding.body, out)),
        }
    }

    fn finding(&mut self, block: &'a Block) -> Result<(), Stop> {
        self.limits.count(1)?;
        let weight = self.named(block, "weight")?.number();
        let weight = weight.ok_or_else(|| fault("finding", "a finding has a weight"))?;
        let topic = self.named(block, "topic")?.text().unwrap_or_default().to_owned();
        let mut body = String::new();
        self.body(&block.body, &mut body)?;
        let offered = self.offered.last_mut().ok_or_else(|| fault("finding", "it stands within `findings`"))?;
        offered.push(Finding { weight, topic, body });
        Ok(())
    }
}

/// An error of a helper, under its name.
pub(super) fn fault(helper: &str, wrong: &str) -> String {
    format!("`{helper}`: {wrong}")
}

fn missing(path: &Path) -> String {
    format!("there is no value `{}` here", path.written)
}

fn no_value(block: &Block) -> String {
    match block.given.placed.first() {
        Some(Expression::Path(path)) => missing(path),
        _ => "there is no such value here".to_owned(),
    }
}
