//! One call of a helper: its parameters, and errors that name what was expected.

use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, PathAndJson, RenderContext, RenderError,
    RenderErrorReason, ScopedJson,
};
use serde_json::Value;

use super::super::limits;
use crate::document::Lang;

/// What a helper that gives a value sees.
pub(super) struct Call<'a, 'rc> {
    helper: &'a Helper<'rc>,
    data: &'rc Value,
}

/// What is wrong with a call, in words for an author.
pub(super) type Wrong = String;

impl<'a, 'rc> Call<'a, 'rc> {
    pub(super) fn new(helper: &'a Helper<'rc>, context: &'rc Context) -> Call<'a, 'rc> {
        Call { helper, data: context.data() }
    }

    /// All facts.
    pub(super) fn data(&self) -> &'rc Value {
        self.data
    }

    pub(super) fn lang(&self) -> Lang {
        lang(self.data)
    }

    /// A parameter by its place; absent and null are the same.
    pub(super) fn value(&self, index: usize) -> Option<&'a Value> {
        self.helper.param(index).map(handlebars::PathAndJson::value).filter(|v| !v.is_null())
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &'a Value> {
        self.helper.params().iter().map(handlebars::PathAndJson::value)
    }

    /// A named parameter; absent and null are the same.
    pub(super) fn named(&self, name: &str) -> Option<&'a Value> {
        self.helper.hash_get(name).map(handlebars::PathAndJson::value).filter(|v| !v.is_null())
    }

    pub(super) fn named_text(&self, name: &str) -> Option<&'a str> {
        self.named(name).and_then(Value::as_str)
    }

    pub(super) fn text(&self, index: usize) -> Result<&'a str, Wrong> {
        self.value(index).and_then(Value::as_str).ok_or_else(|| self.expected(index, "a text"))
    }

    pub(super) fn number(&self, index: usize) -> Result<f64, Wrong> {
        self.value(index).and_then(Value::as_f64).ok_or_else(|| self.expected(index, "a number"))
    }

    pub(super) fn list(&self, index: usize) -> Result<&'a Vec<Value>, Wrong> {
        self.value(index).and_then(Value::as_array).ok_or_else(|| self.expected(index, "a list"))
    }

    fn expected(&self, index: usize, what: &str) -> Wrong {
        let found = match self.value(index) {
            None => "nothing".to_owned(),
            Some(Value::Object(_)) => "an object".to_owned(),
            Some(Value::Array(_)) => "a list".to_owned(),
            Some(other) => format!("`{other}`"),
        };
        format!("parameter {} is {found}, not {what}", index + 1)
    }
}

/// The language that the facts are told in.
pub(super) fn lang(data: &Value) -> Lang {
    data.get("lang").and_then(Value::as_str).and_then(Lang::parse).unwrap_or_default()
}

/// What a helper that gives a value does.
pub(super) type Give = fn(&Call<'_, '_>) -> Result<Value, Wrong>;

/// A helper that gives a value: usable in print and as a parameter of another.
pub(super) struct Giving(pub(super) Give);

impl HelperDef for Giving {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let given = (self.0)(&Call::new(helper, context)).and_then(|value| {
            limits::count_value(size(&value))?;
            Ok(value)
        });
        given.map(ScopedJson::Derived).map_err(|wrong| fault(helper, &wrong))
    }
}

/// About how many bytes a value takes.
fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(|element| ELEMENT + size(element)).sum(),
        Value::Object(map) => map.values().map(|member| ELEMENT + size(member)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// About how many bytes an element takes beside its text.
const ELEMENT: usize = 16;

/// A value of the facts with the path that leads to it.
pub(super) type Place<'rc> = (&'rc Value, Vec<String>);

/// What a helper that points at a value of the facts does; nothing found is null.
pub(super) type Point = for<'rc> fn(&Call<'_, 'rc>) -> Result<Option<Place<'rc>>, Wrong>;

/// A helper that points at a value of the facts, which costs far less than a copy of it.
pub(super) struct Pointing(pub(super) Point);

impl HelperDef for Pointing {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        limits::count(1)?;
        let found = (self.0)(&Call::new(helper, context)).map_err(|wrong| fault(helper, &wrong))?;
        Ok(found.map_or(ScopedJson::Derived(Value::Null), |(value, path)| ScopedJson::Context(value, path)))
    }
}

/// Gives a value a name within a block: by its path where it is part of the facts, or else as a copy.
pub(super) fn name_in<'rc>(block: &mut BlockContext<'rc>, name: &'rc str, value: &PathAndJson<'rc>) {
    // A path would be read from where the block stands.
    let path = value.context_path().filter(|_| block.base_path().is_empty());
    let holder = match path {
        Some(path) if value.value().is_object() || value.value().is_array() => BlockParamHolder::path(path.clone()),
        _ => BlockParamHolder::value(value.value().clone()),
    };
    block.set_block_param(name, holder);
}

/// An error of a helper, under its name.
pub(in crate::template) fn fault(helper: &Helper<'_>, wrong: &str) -> RenderError {
    RenderErrorReason::Other(format!("`{}`: {wrong}", helper.name())).into()
}
