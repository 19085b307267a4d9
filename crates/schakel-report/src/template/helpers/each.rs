//! `each` and `with`, as Handlebars has them. Every round is counted: its own would go on for as long as loops within
//! loops last. And what has a name is reached by its path, where its own copy it for every mention.

use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, HelperResult, JsonTruthy, Output,
    PathAndJson, RenderContext, RenderErrorReason, Renderable,
};
use serde_json::Value;

use super::super::limits;
use super::call::{fault, holder};
use super::pointer;

pub(super) fn register(registry: &mut Handlebars<'static>) {
    registry.register_helper("each", Box::new(Each));
    registry.register_helper("with", Box::new(With));
}

/// `{{#each list as |element index|}} … {{else}} … {{/each}}`: the block for every element of a list, or every member of an object.
struct Each;

impl HelperDef for Each {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let value = helper.param(0).ok_or_else(|| fault(helper, "a list is needed"))?;
        let count = match value.value() {
            Value::Array(list) => Some(list.len()),
            Value::Object(map) => Some(map.len()),
            _ => None,
        };
        if count.unwrap_or(0) == 0
            && let Some(otherwise) = helper.inverse()
        {
            return otherwise.render(registry, context, render, out);
        }
        let (Some(count), Some(inner)) = (count, helper.template()) else {
            return match count {
                Some(_) => Ok(()),
                None => Err(RenderErrorReason::MissingVariable(value.relative_path().cloned()).into()),
            };
        };
        render.push_block(BlockContext::new());
        let mut result = Ok(());
        for index in 0..count {
            result = limits::count(1).and_then(|()| {
                if let Some(block) = render.block_mut() {
                    enter(block, helper, value, index, count)?;
                }
                inner.render(registry, context, render, out)
            });
            if result.is_err() {
                break;
            }
        }
        render.pop_block();
        result
    }
}

/// Makes an element the value of the block.
fn enter<'rc>(
    block: &mut BlockContext<'rc>,
    helper: &Helper<'rc>,
    value: &PathAndJson<'rc>,
    index: usize,
    count: usize,
) -> HelperResult {
    let (key, name, element) = match value.value() {
        Value::Array(list) => (Value::from(index), None, list.get(index)),
        Value::Object(map) => {
            let member = map.iter().nth(index);
            let name = member.map(|(name, _)| name.clone());
            (Value::from(name.clone()), name, member.map(|(_, element)| element))
        }
        _ => return Ok(()),
    };
    let Some(element) = element else { return Ok(()) };
    block.set_local_var("first", Value::from(index == 0));
    block.set_local_var("last", Value::from(index + 1 == count));
    block.set_local_var("index", Value::from(index));
    if name.is_some() {
        block.set_local_var("key", key.clone());
    }
    let segment = name.unwrap_or_else(|| index.to_string());
    let path = value.context_path().map(Vec::as_slice);
    let (name, second) = match (helper.block_param(), helper.block_param_pair()) {
        (Some(name), _) => (name, None),
        (None, Some((name, key))) => (name, Some(key)),
        (None, None) => {
            stand_at(block, element, path, Some(&segment));
            return Ok(());
        }
    };
    block.set_block_param(name, holder(element, path, Some(&segment)));
    if let Some(second) = second {
        block.set_block_param(second, BlockParamHolder::value(key));
    }
    Ok(())
}

/// Lets names in a block be read from a value, which has no name of its own there.
fn stand_at(block: &mut BlockContext<'_>, value: &Value, path: Option<&[String]>, segment: Option<&str>) {
    let path = match (pointer::path(value), path) {
        (Some(path), _) => path.map(str::to_owned).collect(),
        (None, Some(path)) => path.iter().map(String::as_str).chain(segment).map(str::to_owned).collect(),
        (None, None) => {
            block.set_base_value(value.clone());
            return;
        }
    };
    *block.base_path_mut() = path;
}

/// `{{#with value as |name|}} … {{else}} … {{/with}}`: the block with a value at hand, where there is one.
struct With;

impl HelperDef for With {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        limits::count(1)?;
        let value = helper.param(0).ok_or_else(|| fault(helper, "a value is needed"))?;
        if !value.value().is_truthy(false) {
            return match helper.inverse() {
                Some(otherwise) => otherwise.render(registry, context, render, out),
                None => Err(RenderErrorReason::MissingVariable(value.relative_path().cloned()).into()),
            };
        }
        let mut block = BlockContext::new();
        if let Some(around) = render.block() {
            block.local_variables_mut().clone_from(around.local_variables());
        }
        let path = value.context_path().map(Vec::as_slice);
        match helper.block_param() {
            Some(name) => block.set_block_param(name, holder(value.value(), path, None)),
            None => stand_at(&mut block, value.value(), path, None),
        }
        render.push_block(block);
        let result = helper.template().map_or(Ok(()), |inner| inner.render(registry, context, render, out));
        render.pop_block();
        result
    }
}
