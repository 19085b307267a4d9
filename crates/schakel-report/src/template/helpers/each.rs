//! `each`, as Handlebars has it, with every round counted: its own would go on for as long as loops within loops last.

use handlebars::{
    BlockContext, BlockParams, Context, Handlebars, Helper, HelperDef, HelperResult, Output, PathAndJson,
    RenderContext, RenderErrorReason, Renderable,
};
use serde_json::Value;

use super::super::limits;
use super::call::fault;

pub(super) fn register(registry: &mut Handlebars<'static>) {
    registry.register_helper("each", Box::new(Each));
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
        let mut block = BlockContext::new();
        if let Some(path) = value.context_path() {
            block.base_path_mut().clone_from(path);
        }
        render.push_block(block);
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
    let path = value.context_path();
    match path {
        Some(path) => {
            let segment = name.unwrap_or_else(|| index.to_string());
            let base = block.base_path_mut();
            base.truncate(path.len());
            base.push(segment);
        }
        None => block.set_base_value(element.clone()),
    }
    let (name, second) = match (helper.block_param(), helper.block_param_pair()) {
        (Some(name), _) => (name, None),
        (None, Some((name, key))) => (name, Some(key)),
        (None, None) => return Ok(()),
    };
    let mut params = BlockParams::new();
    match path {
        // The block stands at the element itself.
        Some(_) => params.add_path(name, Vec::new())?,
        None => params.add_value(name, element.clone())?,
    }
    if let Some(second) = second {
        params.add_value(second, key)?;
    }
    block.set_block_params(params);
    Ok(())
}
