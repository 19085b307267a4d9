//! Helpers that say a text of the language of the report.

use std::collections::BTreeMap;
use std::sync::Arc;

use handlebars::{Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, Renderable, ScopedJson};
use serde_json::Value;

use super::super::escape::{CHOICE_END, CHOICE_NEXT, CHOICE_START, markup};
use super::super::limits::{self, Limited};
use super::super::texts::{self, Texts};
use super::call::{fault, lang, name_in};
use super::find::situation;
use super::flow::scope;

/// Texts that stand in where a text has no wording of its own for a situation, such as too few answers.
const OTHERWISE: &str = "otherwise";
/// Bytes of most texts.
const MOST_TEXTS: usize = 256;

pub(super) fn register(registry: &mut Handlebars<'static>, texts: &BTreeMap<&'static str, Texts>) {
    let texts = Arc::new(texts.clone());
    let fixed = Say { texts: Arc::clone(&texts), by_situation: false };
    let chosen = Say { texts, by_situation: true };
    registry.register_helper("t", Box::new(fixed));
    registry.register_helper("say", Box::new(chosen));
}

/// `{{t "reach.title" n=5}}` says a text; its named values stand ready in the text. With more names, as in `{{t (concat "group." code)
/// "group.other"}}`, it says the first text that there is.
///
/// `{{say "reach.total" cell who=(…)}}` says the wording that fits what may be said about a cell or change, which is `it` in the text:
/// `reach.total.up`, `.down`, `.none`, `.unknown` for a change; `.released`, `.warn`, `.nearly_all`, `.nearly_none`, `.suppressed`, `.hidden`,
/// `.missing` for a cell. With `steady=3` a change of less than 3 is said as `.steady`, where the text has that wording. Without a wording of its own, `warn` is said as `released`, and every other situation as in `otherwise`.
struct Say {
    texts: Arc<BTreeMap<&'static str, Texts>>,
    by_situation: bool,
}

impl Say {
    fn find<'t>(&self, helper: &Helper<'_>, texts: &'t Texts) -> Result<(&'t Texts, String, usize), RenderError> {
        let named = || helper.params().iter().map_while(|p| p.value().as_str());
        let key = named().next().ok_or_else(|| fault(helper, "the name of a text is needed"))?;
        let keys = if self.by_situation {
            let subject = helper.param(1).map(handlebars::PathAndJson::value);
            let situation = situation(subject);
            let mut keys = vec![format!("{key}.{situation}")];
            if is_steady(helper, subject) {
                keys.insert(0, format!("{key}.steady"));
            }
            if situation == "warn" {
                keys.push(format!("{key}.released"));
            }
            keys.push(format!("{OTHERWISE}.{situation}"));
            keys
        } else {
            named().map(str::to_owned).collect()
        };
        keys.iter().find_map(|k| Some((texts, k.clone(), texts.wordings(k)?))).ok_or_else(|| {
            let wanted = keys.join("` or `");
            fault(helper, &format!("the texts of this language have no `{wanted}`"))
        })
    }
}

/// Whether a change is smaller than what the call names as `steady`.
fn is_steady(helper: &Helper<'_>, subject: Option<&Value>) -> bool {
    let least = helper.hash_get("steady").and_then(|p| p.value().as_f64());
    let change = subject.and_then(|s| s.get("diff")).and_then(Value::as_f64);
    matches!((least, change), (Some(least), Some(change)) if change != 0.0 && change.abs() < least)
}

impl HelperDef for Say {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        limits::count(1)?;
        let language = texts::code(lang(context.data()));
        let texts = self.texts.get(language).ok_or_else(|| fault(helper, "there are no texts in this language"))?;
        let (texts, key, wordings) = self.find(helper, texts)?;

        let mut block = scope(render);
        for (name, value) in helper.hash() {
            name_in(&mut block, name, value);
        }
        if let Some(subject) = helper.param(1).filter(|_| self.by_situation) {
            name_in(&mut block, "it", subject);
        }
        let here = render.get_current_template_name();
        // A text inside a text takes its first wording; see `openings`.
        let wordings = if here.is_some_and(|name| name.starts_with(texts::FOLDER)) { 1 } else { wordings };
        // A text is escaped as such, also when it is said between triple braces or inside another text.
        render.push_block(block);
        let ways: Result<Vec<String>, RenderError> = (0..wordings)
            .map(|wording| {
                let name = texts.template(&key, wording);
                let template =
                    registry.get_template(&name).ok_or_else(|| fault(helper, "the text is not registered"))?;
                let _inside = limits::enter(&name)?;
                let mut out = Limited::with_capacity(MOST_TEXTS);
                template.render(registry, context, render, &mut out)?;
                Ok(out.into_text())
            })
            .collect();
        render.pop_block();
        render.set_current_template_name(here);
        let ways = ways?.join(&CHOICE_NEXT.to_string());
        let said = markup(&format!("{CHOICE_START}{ways}{CHOICE_END}"));
        Ok(ScopedJson::Derived(Value::String(said)))
    }
}
