//! Helpers that steer: names for values, and parts of a report in files of their own.

use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext,
    Renderable,
};
use serde_json::Value;

use super::super::limits;
use super::call::{fault, name_in};

pub(super) fn register(registry: &mut Handlebars<'static>) {
    registry.register_helper("let", Box::new(Let));
    registry.register_helper("include", Box::new(Include));
    registry.register_helper("report-words", Box::new(Words));
}

/// A scope that sees the names of the scope around it. It does not take along `this`: in a loop the element has a name
/// (`as |cell|`), and copying it for every text would be waste.
pub(super) fn scope<'rc>(context: &RenderContext<'_, 'rc>) -> BlockContext<'rc> {
    let mut block = BlockContext::new();
    if let Some(around) = context.block() {
        block.base_path_mut().clone_from(around.base_path());
        block.local_variables_mut().clone_from(around.local_variables());
    }
    block
}

/// `{{#let now=(cell "B1") then=(cell "B1" period=…)}} … {{/let}}`: gives values a name within the block.
struct Let;

impl HelperDef for Let {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        limits::count(1)?;
        let mut block = scope(render);
        for (name, value) in helper.hash() {
            name_in(&mut block, name, value);
        }
        render.push_block(block);
        let result = helper.template().map_or(Ok(()), |inner| inner.render(registry, context, render, out));
        render.pop_block();
        result
    }
}

/// `{{include "sections/reach.hbs"}}`: another template of the set, here. It sees everything that this place sees.
/// Unlike a partial of Handlebars it does not copy the facts, which are large.
struct Include;

impl HelperDef for Include {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = helper
            .param(0)
            .and_then(|p| p.value().as_str())
            .ok_or_else(|| fault(helper, "the name of a template is needed"))?;
        let template =
            registry.get_template(name).ok_or_else(|| fault(helper, &format!("there is no template `{name}`")))?;
        limits::count(1)?;
        let mut block = scope(render);
        for (name, value) in helper.hash() {
            name_in(&mut block, name, value);
        }
        let _inside = limits::enter(name)?;
        let here = render.get_current_template_name();
        render.push_block(block);
        let result = template.render(registry, context, render, out);
        render.pop_block();
        render.set_current_template_name(here);
        result
    }
}

/// `{{#report-words}} … {{/report-words}}`: within it the vocabulary of the sector stands ready by name, as `{{leerlingen}}`, and the parts of the
/// facts (`school.name`, `report.date`) keep their name inside loops too.
struct Words;

impl HelperDef for Words {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        limits::count(1)?;
        let mut block = scope(render);
        for part in context.data().as_object().into_iter().flat_map(|facts| facts.keys()) {
            block.set_block_param(part, BlockParamHolder::path(vec![part.clone()]));
        }
        if let Some(Value::Object(words)) = context.data().get("words") {
            for (name, word) in words {
                block.set_block_param(name, BlockParamHolder::value(word.clone()));
            }
        }
        render.push_block(block);
        let result = helper.template().map_or(Ok(()), |inner| inner.render(registry, context, render, out));
        render.pop_block();
        result
    }
}
