//! Findings: a template offers more than there is room for, and the data decide which are told.

use handlebars::{Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, Renderable};
use serde_json::Value;

use super::escape::{FINDING_BODY, FINDING_END, FINDING_START};
use super::helpers::fault;
use super::limits::{self, Limited};

pub(super) fn register(registry: &mut Handlebars<'static>) {
    registry.register_helper("findings", Box::new(Findings));
    registry.register_helper("finding", Box::new(Finding));
}

/// `{{#finding weight=30 topic="reach"}} … {{/finding}}`: something that could be told. The heavier, the sooner.
struct Finding;

impl HelperDef for Finding {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        limits::count(1)?;
        let named = |name: &str| helper.hash_get(name).map(handlebars::PathAndJson::value);
        let weight = named("weight").and_then(Value::as_f64).ok_or_else(|| fault(helper, "a finding has a weight"))?;
        let topic = named("topic").and_then(Value::as_str).unwrap_or("");
        out.write(&format!("{FINDING_START}{weight} {topic}{FINDING_BODY}"))?;
        if let Some(inner) = helper.template() {
            inner.render(registry, context, render, out)?;
        }
        out.write(&FINDING_END.to_string())?;
        Ok(())
    }
}

/// `{{#findings max=5}} … {{/findings}}`: the heaviest findings inside it, the heaviest first, at most one for each topic.
/// With equal weights the order of the template decides. Anything outside a finding is dropped; without findings the `else` part is written.
struct Findings;

impl HelperDef for Findings {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        limits::count(1)?;
        let max = helper
            .hash_get("max")
            .and_then(|p| p.value().as_u64())
            .and_then(|max| usize::try_from(max).ok())
            .ok_or_else(|| fault(helper, "`max` says how many findings there may be"))?;
        let mut offered = Limited::default();
        if let Some(inner) = helper.template() {
            inner.render(registry, context, render, &mut offered)?;
        }
        let offered = offered.into_text();
        let chosen = heaviest(&offered, max);
        if chosen.is_empty()
            && let Some(otherwise) = helper.inverse()
        {
            return otherwise.render(registry, context, render, out);
        }
        for body in chosen {
            out.write(body)?;
        }
        Ok(())
    }
}

fn heaviest(offered: &str, max: usize) -> Vec<&str> {
    let mut findings: Vec<(f64, &str, &str)> = offered
        .split(FINDING_START)
        .skip(1)
        .filter_map(|text| {
            let (head, rest) = text.split_once(FINDING_BODY)?;
            let (body, _) = rest.split_once(FINDING_END)?;
            let (weight, topic) = head.split_once(' ')?;
            Some((weight.parse().ok()?, topic, body))
        })
        .filter(|(_, _, body)| !body.trim().is_empty())
        .collect();
    findings.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut topics: Vec<&str> = Vec::new();
    findings
        .into_iter()
        .filter(|(_, topic, _)| {
            let new = topic.is_empty() || !topics.contains(topic);
            topics.push(topic);
            new
        })
        .take(max)
        .map(|(_, _, body)| body)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(weight: f64, topic: &str, body: &str) -> String {
        format!("{FINDING_START}{weight} {topic}{FINDING_BODY}{body}{FINDING_END}")
    }

    #[test]
    fn the_heaviest_findings_are_told_one_for_each_topic() {
        let offered = [
            finding(1.0, "a", "licht"),
            finding(9.0, "b", "zwaar"),
            finding(8.0, "b", "zelfde onderwerp"),
            finding(5.5, "c", "midden"),
        ]
        .join("\n");
        assert_eq!(heaviest(&offered, 2), ["zwaar", "midden"]);
        assert_eq!(heaviest(&offered, 9), ["zwaar", "midden", "licht"]);
    }

    #[test]
    fn equal_weights_keep_the_order_of_the_template() {
        let offered = finding(2.0, "", "een") + &finding(2.0, "", "twee");
        assert_eq!(heaviest(&offered, 5), ["een", "twee"]);
    }

    #[test]
    fn an_empty_finding_takes_no_place() {
        let offered = finding(9.0, "", "  ") + &finding(2.0, "", "iets");
        assert_eq!(heaviest(&offered, 1), ["iets"]);
    }
}
