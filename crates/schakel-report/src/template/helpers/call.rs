//! One call of a helper: its parameters, and errors that name what was expected.

use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, PathAndJson, RenderContext, RenderError,
    RenderErrorReason, ScopedJson,
};
use serde_json::Value;

use super::super::limits;
use super::pointer;
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
        self.helper.param(index).map(|param| self.behind(param)).filter(|v| !v.is_null())
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &'a Value> {
        self.helper.params().iter().map(|param| self.behind(param))
    }

    /// A named parameter; absent and null are the same.
    pub(super) fn named(&self, name: &str) -> Option<&'a Value> {
        self.helper.hash_get(name).map(|param| self.behind(param)).filter(|v| !v.is_null())
    }

    fn behind(&self, param: &'a PathAndJson<'rc>) -> &'a Value {
        pointer::behind(param.value(), self.data)
    }

    /// A parameter as a helper gives it on: by its path where it is part of the facts.
    pub(super) fn given(&self, index: usize) -> Given {
        let Some(param) = self.helper.param(index) else {
            return Given::NOTHING;
        };
        match param.context_path() {
            Some(path) => Given::At(path.clone()),
            None => Given::of(param.value()),
        }
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

    /// The elements of a list.
    pub(super) fn list(&self, index: usize) -> Result<impl ExactSizeIterator<Item = Element<'a>> + Clone, Wrong> {
        let list = self.value(index).and_then(Value::as_array).ok_or_else(|| self.expected(index, "a list"))?;
        let path = self.helper.param(index).and_then(|param| param.context_path()).map(Vec::as_slice);
        let data: &'a Value = self.data;
        Ok(list.iter().enumerate().map(move |(index, element)| Element {
            value: pointer::behind(element, data),
            place: path.map_or(Place::In(element), |path| Place::Of(path, index)),
        }))
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

/// An element of a list.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    pub(super) value: &'a Value,
    place: Place<'a>,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    /// In a list of the facts, whose path this is.
    Of(&'a [String], usize),
    /// In a list that a helper made.
    In(&'a Value),
}

impl Element<'_> {
    /// What stands for it in another list. What is no object is as easily copied.
    pub(super) fn pointer(&self) -> Value {
        match self.place {
            Place::Of(path, index) if self.value.is_object() => pointer::to(path, &index.to_string()),
            Place::Of(..) => self.value.clone(),
            Place::In(element) => element.clone(),
        }
    }

    /// The element alone.
    pub(super) fn given(&self) -> Given {
        match self.place {
            Place::Of(path, index) => Given::At(path.iter().cloned().chain([index.to_string()]).collect()),
            Place::In(element) => Given::of(element),
        }
    }
}

/// What a helper that finds something gives.
pub(super) enum Given {
    /// A part of the facts.
    At(Vec<String>),
    /// Something else.
    New(Value),
}

impl Given {
    pub(super) const NOTHING: Given = Given::New(Value::Null);

    fn of(value: &Value) -> Given {
        match pointer::path(value) {
            Some(path) => Given::At(path.map(str::to_owned).collect()),
            None => Given::New(value.clone()),
        }
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

/// What a helper that finds something does; nothing found is null.
pub(super) type Find = fn(&Call<'_, '_>) -> Result<Given, Wrong>;

/// A helper that finds a part of the facts, and gives its path, which costs far less than a copy of it.
pub(super) struct Finding(pub(super) Find);

impl HelperDef for Finding {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        limits::count(1)?;
        let given = (self.0)(&Call::new(helper, context)).map_err(|wrong| fault(helper, &wrong))?;
        Ok(match given {
            Given::At(path) => {
                let found = path.iter().try_fold(context.data(), |whole, name| pointer::part_of(whole, name));
                found.map_or(ScopedJson::Derived(Value::Null), |value| ScopedJson::Context(value, path))
            }
            Given::New(value) => ScopedJson::Derived(value),
        })
    }
}

/// How a value gets a name in a block: by its path where it is part of the facts, or else as a copy. `segment` leads
/// from the value of the parameter to a member of it.
pub(super) fn holder(value: &Value, path: Option<&[String]>, segment: Option<&str>) -> BlockParamHolder {
    if let Some(path) = pointer::path(value) {
        return BlockParamHolder::path(path.map(str::to_owned).collect());
    }
    match path {
        Some(path) if value.is_object() || value.is_array() => {
            BlockParamHolder::path(path.iter().cloned().chain(segment.map(str::to_owned)).collect())
        }
        _ => BlockParamHolder::value(value.clone()),
    }
}

/// Gives a value a name within a block.
pub(super) fn name_in<'rc>(block: &mut BlockContext<'rc>, name: &'rc str, value: &PathAndJson<'rc>) {
    let holder = if block.base_path().is_empty() {
        holder(value.value(), value.context_path().map(Vec::as_slice), None)
    } else {
        // A path would be read from where the block stands.
        BlockParamHolder::value(value.value().clone())
    };
    block.set_block_param(name, holder);
}

/// An error of a helper, under its name.
pub(in crate::template) fn fault(helper: &Helper<'_>, wrong: &str) -> RenderError {
    RenderErrorReason::Other(format!("`{}`: {wrong}", helper.name())).into()
}
