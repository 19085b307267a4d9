//! From the text of a template to a program. Handlebars reads the text; here helpers are found, names get their numbers, and what has no meaning
//! is refused with its place.

use handlebars::template::{BlockParam, HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path as Written, PathSeg, Template};
use serde_json::Value;

use super::error::TemplateError;
use super::helpers;
use super::names::{Name, Names};
use super::program::{
    Block, Body, Call, Expression, Given, Giving, Kind, Literal, Named, OfLoop, Path, Program, Start, Step, What,
};
use super::scan;

/// Compiles the templates and texts of one set, which share their names.
#[derive(Default)]
pub(super) struct Compiler {
    pub(super) names: Names,
    /// Every mistake so far.
    pub(super) errors: Vec<TemplateError>,
}

impl Compiler {
    /// The program of a template. After a mistake, which is noted, it lacks what could not be read.
    pub(super) fn compile(&mut self, name: &str, content: &str) -> Program {
        let mut program = Program { name: name.to_owned(), body: Body::default() };
        if let Err(error) = scan::check(name, content) {
            self.errors.push(error);
            return program;
        }
        match Template::compile(content) {
            Ok(template) => program.body = self.body(name, &template),
            Err(error) => self.errors.push(TemplateError::parsing(name, &error)),
        }
        program
    }

    fn body(&mut self, template: &str, written: &Template) -> Body {
        let mut steps = Vec::with_capacity(written.elements.len());
        for (index, element) in written.elements.iter().enumerate() {
            let place = written.mapping.get(index).map_or((0, 0), |mapping| (mapping.0, mapping.1));
            match self.what(template, element) {
                Ok(what) => steps.extend(what.map(|what| Step { what, place })),
                Err(message) => {
                    let (line, column) = place;
                    self.errors.push(TemplateError { template: template.to_owned(), line, column, message });
                }
            }
        }
        Body(steps)
    }

    fn what(&mut self, template: &str, element: &TemplateElement) -> Result<Option<What>, String> {
        Ok(Some(match element {
            TemplateElement::Comment(_) => return Ok(None),
            TemplateElement::RawString(text) => What::Write(text.clone()),
            TemplateElement::Expression(written) => self.printed(template, written, true)?,
            TemplateElement::HtmlExpression(written) => self.printed(template, written, false)?,
            TemplateElement::HelperBlock(written) => What::Block(Box::new(self.block(template, written)?)),
            // The scan refuses them before.
            _ => return Err("partials and decorators are not read".to_owned()),
        }))
    }

    /// A value or helper between braces.
    fn printed(&mut self, template: &str, written: &HelperTemplate, escaped: bool) -> Result<What, String> {
        let name = helper_name(&written.name)?;
        let alone = written.params.is_empty() && written.hash.is_empty();
        if let Some(kind) = Kind::of(name) {
            return match kind {
                Kind::Include => Ok(What::Block(Box::new(self.block(template, written)?))),
                _ => Err(format!("`{name}` goes around something: {{{{#{name} …}}}} … {{{{/{name}}}}}")),
            };
        }
        let value = if alone && giving(name).is_none() {
            self.parameter(&written.name)?
        } else {
            self.call(name, &written.params, &written.hash)?
        };
        Ok(What::Print { value, escaped })
    }

    fn block(&mut self, template: &str, written: &HelperTemplate) -> Result<Block, String> {
        let name = helper_name(&written.name)?;
        let (kind, given) = match Kind::of(name) {
            Some(kind) => (kind, self.given(&written.params, &written.hash)?),
            // A helper that gives a value, around something: `if` of that value.
            None => {
                let value = self.call(name, &written.params, &written.hash)?;
                (Kind::If, Given { placed: vec![value], named: Vec::new() })
            }
        };
        if matches!(kind, Kind::If | Kind::Unless | Kind::Each | Kind::With | Kind::Include) && given.placed.is_empty()
        {
            return Err(format!("`{name}` needs a value"));
        }
        let names = match &written.block_param {
            None => Vec::new(),
            Some(BlockParam::Single(name)) => vec![self.name(name)?],
            Some(BlockParam::Pair((name, key))) => vec![self.name(name)?, self.name(key)?],
            Some(_) => return Err("there are too many names behind `as`".to_owned()),
        };
        let body = written.template.as_ref().map(|inner| self.body(template, inner)).unwrap_or_default();
        let otherwise = written.inverse.as_ref().map(|inner| self.body(template, inner));
        Ok(Block { kind, given, names, body, otherwise })
    }

    fn call<'w>(
        &mut self,
        name: &str,
        placed: &[Parameter],
        named: impl IntoIterator<Item = (&'w String, &'w Parameter)>,
    ) -> Result<Expression, String> {
        let (name, helper) = giving(name).ok_or_else(|| match Kind::of(name) {
            Some(_) => format!("`{name}` gives no value"),
            None => format!("there is no helper `{name}`; docs/templates.md lists them"),
        })?;
        Ok(Expression::Call(Box::new(Call { name, helper, given: self.given(placed, named)? })))
    }

    fn given<'w>(
        &mut self,
        placed: &[Parameter],
        named: impl IntoIterator<Item = (&'w String, &'w Parameter)>,
    ) -> Result<Given, String> {
        let placed: Result<Vec<Expression>, String> = placed.iter().map(|written| self.parameter(written)).collect();
        // Handlebars keeps them in a map without an order.
        let mut sorted: Vec<_> = named.into_iter().collect();
        sorted.sort_by_key(|(word, _)| *word);
        let named: Result<Vec<Named>, String> = sorted
            .into_iter()
            .map(|(word, written)| {
                Ok(Named { word: word.clone(), name: self.names.of(word), value: self.parameter(written)? })
            })
            .collect();
        Ok(Given { placed: placed?, named: named? })
    }

    fn parameter(&mut self, written: &Parameter) -> Result<Expression, String> {
        match written {
            Parameter::Literal(value) => literal(value).map(Expression::Literal),
            Parameter::Path(path) => self.path(path).map(Expression::Path),
            Parameter::Name(name) => Ok(Expression::Path(self.named_value(name, Vec::new(), name))),
            Parameter::Subexpression(inner) => match inner.as_element() {
                TemplateElement::Expression(written) => {
                    self.call(helper_name(&written.name)?, &written.params, &written.hash)
                }
                _ => Err("between brackets stands a helper".to_owned()),
            },
            _ => Err("this is no value".to_owned()),
        }
    }

    fn path(&mut self, path: &Written) -> Result<Path, String> {
        let (segments, written) = match path {
            Written::Relative((segments, written)) => (segments, written),
            Written::Local((0, name, written)) => {
                let start = Start::Loop(match name.as_str() {
                    "first" => OfLoop::First,
                    "last" => OfLoop::Last,
                    "index" => OfLoop::Index,
                    "key" => OfLoop::Key,
                    _ => return Err(format!("there is no `{written}`; a loop has @first, @last, @index and @key")),
                });
                return Ok(Path { start, members: Vec::new(), written: written.clone() });
            }
            Written::Local((_, _, written)) => return Err(outward(written)),
        };
        let mut members: Vec<String> = segments
            .iter()
            .filter_map(|segment| match segment {
                PathSeg::Named(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        let root = written.starts_with("@root");
        if segments.len() - members.len() > usize::from(root) {
            return Err(outward(written));
        }
        if root {
            return Ok(Path { start: Start::Root, members, written: written.clone() });
        }
        if members.is_empty() || written.starts_with("this") && written != &members.join(".") {
            return Ok(Path { start: Start::This, members, written: written.clone() });
        }
        let first = members.remove(0);
        Ok(self.named_value(&first, members, written))
    }

    fn named_value(&mut self, first: &str, members: Vec<String>, written: &str) -> Path {
        let start = Start::Name(self.names.of(first), first.to_owned());
        Path { start, members, written: written.to_owned() }
    }

    fn name(&mut self, written: &Parameter) -> Result<Name, String> {
        written.as_name().map(|name| self.names.of(name)).ok_or_else(|| "behind `as` stand names".to_owned())
    }
}

fn literal(value: &Value) -> Result<Literal, String> {
    Ok(match value {
        Value::Null => Literal::Null,
        Value::Bool(flag) => Literal::Bool(*flag),
        Value::Number(number) => Literal::Number(number.clone()),
        Value::String(text) => Literal::Text(text.clone()),
        Value::Array(_) | Value::Object(_) => {
            return Err("lists and objects come from the facts, not from a template".to_owned());
        }
    })
}

/// A helper that gives a value, by its name.
fn giving(name: &str) -> Option<(&'static str, Giving)> {
    match name {
        "t" => Some(("t", Giving::Say { by_situation: false })),
        "say" => Some(("say", Giving::Say { by_situation: true })),
        _ => helpers::find(name).map(|(name, helper)| (name, Giving::Plain(helper))),
    }
}

fn helper_name(written: &Parameter) -> Result<&str, String> {
    written.as_name().ok_or_else(|| "a helper or a value stands between braces, without brackets around it".to_owned())
}

/// What is said of a way out of a loop.
fn outward(written: &str) -> String {
    format!("`{written}` is not read: give what it means a name, as in {{{{#each list as |element|}}}}")
}
