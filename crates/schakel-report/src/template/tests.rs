use std::collections::BTreeMap;

use super::*;
use crate::document::Lang;
use crate::facts::Facts;

const TEXTS: &str = r#"
gap = "{{label it.label}}: {{num it.value}}"
greeting = ["Dag {{name}}.", "Hallo {{name}}."]
[words.vo]
leerlingen = "leerlingen"
[words.mbo]
leerlingen = "studenten"
[change]
up = "steeg naar {{pct it.to_value}}"
none = "veranderde niet aantoonbaar"
[otherwise]
unknown = "weten we niet"
"#;

pub(super) fn set(report: &str) -> Result<TemplateSet, TemplateErrors> {
    set_with(report, TEXTS)
}

pub(super) fn set_with(report: &str, texts: &str) -> Result<TemplateSet, TemplateErrors> {
    let files = [("report.hbs", report), ("texts/nl.toml", texts), ("texts/en.toml", texts)];
    let files: BTreeMap<String, String> = files.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())).collect();
    TemplateSet::compile(&files)
}

pub(super) fn facts() -> Facts {
    serde_json::from_value(serde_json::json!({
        "facts_version": 1,
        "report": {"school_year": "2025-2026", "previous_school_year": "2024-2025", "date": "2025-10-12",
            "waves": [{"label": "baseline"}, {"label": "after"}]},
        "school": {"id": "a", "name": "Anne & <Frank>", "sector": "vo"},
        "indicators": {"B2": {"id": "B2",
            "cells": [
                {"by": "all", "group": "all", "period": "2025-2026", "status": "released", "value": 44, "n": 1214},
                {"by": "all", "group": "all", "period": "2024-2025", "status": "released", "value": 26},
                {"by": "level", "group": "havo", "period": "2025-2026", "status": "released", "value": 46},
                {"by": "level", "group": "vwo", "period": "2025-2026", "status": "suppressed"},
                {"by": "level", "group": "vmbo", "period": "2025-2026", "status": "released", "value": 58}],
            "changes": [
                {"by": "all", "group": "all", "from": "2024-2025", "to": "2025-2026", "from_value": 26, "to_value": 44,
                 "diff": 18, "verdict": "up"},
                {"by": "level", "group": "vwo", "from": "2024-2025", "to": "2025-2026", "verdict": "unknown"}]}}
    }))
    .unwrap()
}

#[track_caller]
pub(super) fn filled(report: &str) -> String {
    filled_in(report, Lang::Nl)
}

#[track_caller]
fn filled_in(report: &str, lang: Lang) -> String {
    let report = format!("{{{{#report-words}}}}{report}{{{{/report-words}}}}");
    set(&report).unwrap_or_else(|e| panic!("{e}")).fill(&facts(), lang).unwrap_or_else(|e| panic!("{e}"))
}

#[track_caller]
pub(super) fn fault(report: &str) -> TemplateError {
    set(report).unwrap_or_else(|e| panic!("{e}")).fill(&facts(), Lang::Nl).unwrap_err()
}

#[test]
fn numbers_and_dates_take_the_form_of_the_language() {
    let template = r#"{{num 1214}} {{num 9.44 decimals=1}} {{pct 43}} {{date "2025-10-12"}} {{short-date "2025-10-12"}} {{month "2025-10-12"}}"#;
    assert_eq!(filled(template), "1.214 9,4 43% 12\u{a0}oktober\u{a0}2025 12\u{a0}okt\u{a0}2025 oktober\u{a0}2025");
    assert_eq!(
        filled_in(template, Lang::En),
        "1,214 9.4 43% 12\u{a0}October\u{a0}2025 12\u{a0}Oct\u{a0}2025 October\u{a0}2025"
    );
}

#[test]
fn nouns_and_verbs_agree_with_their_number() {
    assert_eq!(filled(r#"{{count 1 "docent" "docenten"}} {{agree 1 "is" "zijn"}}"#), "1\u{a0}docent is");
    assert_eq!(filled(r#"{{count 3 "docent" "docenten"}} {{agree 3 "is" "zijn"}}"#), "3\u{a0}docenten zijn");
    assert_eq!(
        filled(r#"{{capital (proportion 20 leerlingen)}} {{proportion-verb 20 "hoort" "horen"}}"#),
        "Eén op de vijf leerlingen hoort"
    );
    assert_eq!(filled("{{spell 3}} {{spell 13}}"), "drie 13");
}

#[test]
fn periods_stand_in_a_sentence_as_a_person_would_say_them() {
    let label = r#"{{#let p=(cell "B2")}}{{period p.period_label}}{{/let}}"#;
    let period = |nl: &str, lang| {
        let mut facts = facts();
        let cell = &mut facts.indicators.get_mut("B2").unwrap().cells[0];
        cell.period_label.nl = nl.to_owned();
        set(label).unwrap().fill(&facts, lang).unwrap()
    };
    assert_eq!(period("najaar 2024", Lang::Nl), "het najaar van\u{a0}2024");
    assert_eq!(period("schooljaar 2024-2025", Lang::Nl), "schooljaar 2024-2025");
}

#[test]
fn cells_are_found_by_their_keys_and_by_the_period_of_the_report() {
    assert_eq!(filled(r#"{{#with (cell "B2") as |c|}}{{c.value}}{{/with}}"#), "44.0");
    let before = r#"{{#with (cell "B2" period=report.previous_school_year) as |c|}}{{c.value}}{{/with}}"#;
    assert_eq!(filled(before), "26.0");
    assert_eq!(filled(r#"{{#if (cell "B9")}}er{{else}}niet{{/if}}"#), "niet");
    assert_eq!(filled(r#"{{size (cells "B2" by="level")}} {{size (cells "B2" by="level" shown=true)}}"#), "3 2");
}

#[test]
fn the_highest_and_lowest_are_chosen_among_what_may_be_seen() {
    let template = r#"{{#with (highest (cells "B2" by="level")) as |c|}}{{c.group}}{{/with}} {{#with (lowest (cells "B2" by="level")) as |c|}}{{c.group}}{{/with}}"#;
    assert_eq!(filled(template), "vmbo havo");
    let order = r#"{{#each (sorted (cells "B2" by="level") "value") as |c|}}{{c.group}} {{/each}}"#;
    assert_eq!(filled(order), "havo vmbo vwo ");
}

#[test]
fn the_verdict_chooses_the_wording() {
    assert_eq!(filled(r#"{{say "change" (change "B2")}}"#), "steeg naar 44%");
    assert_eq!(filled(r#"{{say "change" (change "B2" by="level" group="vwo")}}"#), "weten we niet");
}

#[test]
fn words_are_those_of_the_sector() {
    assert_eq!(filled("{{leerlingen}}"), "leerlingen");
    let mut facts = facts();
    facts.school.sector = "mbo".to_owned();
    let set = set("{{#report-words}}{{leerlingen}}{{/report-words}}").unwrap();
    assert_eq!(set.fill(&facts, Lang::Nl).unwrap(), "studenten");
}

#[test]
fn values_are_escaped_once_in_text_and_in_attributes() {
    assert_eq!(filled("{{school.name}}"), "Anne &amp; &lt;Frank&gt;");
    assert_eq!(filled(r#"{{t "greeting" name=school.name}}"#), "Dag Anne &amp; &lt;Frank&gt;.");
    assert_eq!(filled(r#"<a{{attr "title" school.name}}/>"#), "<a title=\"Anne &amp; &lt;Frank&gt;\"/>");
    assert_eq!(filled(r#"<a{{attr "low" (cell "B9")}}/>"#), "<a/>");
}

#[test]
fn a_list_is_joined_as_a_sentence() {
    assert_eq!(filled(r#"{{join (cells "B2" by="level") "group"}}"#), "havo, vwo en vmbo");
    assert_eq!(
        filled_in(r#"{{join (cells "B2" by="level") "group" quote=true}}"#, Lang::En),
        "‘havo’, ‘vwo’ and ‘vmbo’"
    );
}

#[test]
fn a_mistake_has_its_template_line_and_column() {
    let error = fault("eerste regel\n  {{school.naam}}");
    assert_eq!((error.template.as_str(), error.line, error.column), ("report.hbs", 2, 3));
    assert!(error.message.contains("school.naam"), "{error}");

    let error = fault(r#"{{t "greeting"}}"#);
    assert_eq!(error.template, "texts/nl.toml: greeting");
    assert_eq!((error.line, error.column), (1, 5));

    let error = fault(r#"{{t "afscheid"}}"#);
    assert!(error.message.contains("have no `afscheid`"), "{error}");
}

#[test]
fn a_hole_where_a_number_should_be_is_a_mistake() {
    let error = fault(r#"{{#with (cell "B2" by="level" group="vwo") as |c|}}{{pct c.value}}{{/with}}"#);
    assert!(error.message.contains("`pct`: parameter 1 is nothing, not a number"), "{error}");
}

#[test]
fn all_mistakes_of_a_set_are_reported_at_once() {
    let errors = set_with("{{#if x}}", "a = \"{{#if}\"\nb = 3\n").unwrap_err();
    let shown = errors.to_string();
    for part in ["report.hbs, line 1", "texts/nl.toml: a", "texts/nl.toml: b", "texts/en.toml: b"] {
        assert!(shown.contains(part), "{shown}");
    }
    let error = set_with("x", "a = \"b\"\nc = = 1\n").unwrap_err();
    assert_eq!((error.0[0].template.as_str(), error.0[0].line), ("texts/nl.toml", 2));
}

#[test]
fn a_school_may_bring_its_own_texts() {
    let folder = std::env::temp_dir().join(format!("schakel-report-set-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("texts")).unwrap();
    std::fs::write(folder.join("theme.toml"), "primary = \"#8a1c4a\"").unwrap();
    let set = TemplateSet::with_own(crate::Report::VisionAndProgress, &folder);
    std::fs::write(folder.join("theme.toml"), "primary = \"#ffffff\"").unwrap();
    let wrong = TemplateSet::with_own(crate::Report::VisionAndProgress, &folder);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(set.unwrap().theme().primary, crate::draw::Color::hex(0x8A_1C_4A));
    assert!(wrong.unwrap_err().to_string().starts_with("theme.toml: `primary` stands out too little"));
}

#[test]
fn a_project_brings_its_logo_and_the_name_of_its_report() {
    let folder = std::env::temp_dir().join(format!("schakel-report-logo-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let theme = "name = \"Onze <stand>\"\nlogo = \"logo.png\"\nlogo_alt = \"School\"";
    std::fs::write(folder.join("theme.toml"), theme).unwrap();
    std::fs::write(folder.join("logo.png"), include_bytes!("../../tests/pages/logo.png")).unwrap();
    let set = TemplateSet::with_own(crate::Report::VisionAndProgress, &folder);
    std::fs::write(folder.join("logo.png"), b"\xFF\xD8\xFF").unwrap();
    let wrong = TemplateSet::with_own(crate::Report::VisionAndProgress, &folder);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(set.unwrap().theme().logo.as_ref().unwrap().alt, "School");
    assert_eq!(wrong.unwrap_err().to_string(), "theme.toml: `logo.png` is a JPEG file, and has to be a PNG file");
    let files = |theme: &str| {
        let named = "{{#report-words}}{{report-name}}{{/report-words}}";
        let texts = "title = \"x\"\n[words]\nreport-name = \"Verslag\"\n";
        let files = [("report.hbs", named), ("theme.toml", theme), ("texts/nl.toml", texts), ("texts/en.toml", texts)];
        files.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())).collect::<BTreeMap<_, _>>()
    };
    let filled = |theme: &str| TemplateSet::compile(&files(theme)).unwrap().fill(&facts(), Lang::Nl).unwrap();
    assert_eq!(filled(""), "Verslag");
    assert_eq!(filled("name = \"Onze <stand>\""), "Onze &lt;stand&gt;");
}

#[test]
fn no_template_or_text_prints_anything_unescaped() {
    for (path, content) in crate::Report::VisionAndProgress.files() {
        assert!(!content.contains("{{{") && !content.contains("{{&"), "{path}");
    }
}

#[test]
fn what_has_no_meaning_is_refused_before_anything_is_filled_in() {
    let refused = |report: &str| set(report).unwrap_err().to_string();
    assert_eq!(
        refused("{{num 1}}\n {{helaas 3}}"),
        "report.hbs, line 2, column 2: there is no helper `helaas`; docs/templates.md lists them"
    );
    assert!(refused("{{#helaas 3}}{{/helaas}}").contains("there is no helper `helaas`"));
    assert!(refused("{{num (helaas 3)}}").contains("there is no helper `helaas`"));
    assert!(refused("{{if 1}}").contains("`if` goes around something: {{#if …}}"));
    assert!(refused("{{#if}}{{/if}}").contains("`if` needs a value"));
    assert!(refused("{{num (let a=1)}}").contains("`let` gives no value"));
    assert!(refused("{{(cell \"B2\")}}").contains("without brackets around it"));
    assert!(refused("{{#each report.waves}}{{../school.name}}{{/each}}").contains("give what it means a name"));
    assert!(refused("{{#each report.waves}}{{@../index}}{{/each}}").contains("give what it means a name"));
    assert!(refused("{{#each report.waves}}{{@nummer}}{{/each}}").contains("@first, @last, @index and @key"));
    // All at once, those within blocks too.
    assert_eq!(refused("{{#if 1}}{{a 1}}{{else}}{{b 1}}{{/if}}{{c 1}}").matches("there is no helper").count(), 3);
}

#[test]
fn a_helper_that_gives_a_value_may_stand_around_something() {
    assert_eq!(filled("{{#eq 1 1.0}}ja{{else}}nee{{/eq}}{{#gt 1 2}}ja{{else}}nee{{/gt}}"), "janee");
    assert_eq!(filled("{{#has (cell \"B9\")}}ja{{else if (cell \"B2\")}}nee{{/has}}"), "nee");
}

#[test]
fn what_is_compared_must_be_there() {
    assert!(fault("{{#if (eq school.naam 1)}}x{{/if}}").message.contains("`eq`: parameter 1 is nothing, not a value"));
    assert!(fault("{{#if (gt 1 school.naam)}}x{{/if}}").message.contains("`gt`: parameter 2 is nothing"));
    assert_eq!(
        filled("{{#if (eq (cell \"B9\") null)}}geen{{/if}}{{eq 1 \"1\"}}{{lt \"a\" \"b\"}}{{gt 1 \"a\"}}"),
        "geenfalsetruefalse"
    );
}

#[test]
fn a_message_about_a_value_does_not_show_it() {
    let error = fault("{{num school.name}}");
    assert!(error.message.contains("parameter 1 is a text, not a number"), "{error}");
    assert!(!fault("{{date school.name}}").to_string().contains("Anne"));
}

#[test]
fn a_finding_stands_within_findings() {
    assert!(fault("{{#finding weight=1}}x{{/finding}}").message.contains("stands within `findings`"));
    let nested = r#"{{#findings max=1}}{{#finding weight=1}}a{{#findings max=1}}{{#finding weight=9}}b{{/finding}}{{/findings}}{{/finding}}{{/findings}}"#;
    assert_eq!(filled(nested), "ab");
}

#[test]
fn every_helper_is_described_for_authors() {
    let page = include_str!("../../../../docs/templates.md");
    let steering = ["if", "unless", "each", "with", "let", "include", "report-words", "findings", "finding"];
    for name in super::helpers::names().chain(steering).chain(["t", "say"]) {
        assert!(page.contains(&format!("`{name}")), "docs/templates.md does not describe {name}");
    }
}
