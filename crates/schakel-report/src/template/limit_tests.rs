//! Templates that would never end, and what is said of them.

use super::tests::{fault, filled, set, set_with};
use crate::document::Lang;

/// Nothing but a template that brings in others.
fn set_of(files: &[(&str, &str)]) -> super::TemplateSet {
    let mut all = vec![("texts/nl.toml", "a = \"b\""), ("texts/en.toml", "a = \"b\"")];
    all.extend(files);
    let files = all.into_iter().map(|(path, content)| (path.to_owned(), content.to_owned())).collect();
    super::TemplateSet::compile(&files).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_template_that_brings_itself_in_is_stopped_with_the_way_it_went() {
    let error = fault("regel\n  {{include \"report.hbs\"}}");
    assert_eq!((error.template.as_str(), error.line, error.column), ("report.hbs", 2, 3));
    assert!(error.message.contains("more than 20 deep in each other: report.hbs → report.hbs →"), "{error}");
    let around = set_of(&[
        ("report.hbs", "{{include \"a.hbs\"}}"),
        ("a.hbs", "{{include \"b.hbs\"}}"),
        ("b.hbs", "{{include \"a.hbs\"}}"),
    ]);
    let error = around.fill(&super::tests::facts(), Lang::Nl).unwrap_err();
    assert!(error.message.contains("report.hbs → a.hbs → b.hbs → a.hbs"), "{error}");
}

#[test]
fn texts_that_say_each_other_are_stopped() {
    let texts = "a = \"x {{t \\\"b\\\"}}\"\nb = \"{{say \\\"c\\\" 1}}\"\n[c]\nmissing = \"{{t \\\"a\\\"}}\"\n";
    let error = set_with("{{t \"a\"}}", texts).unwrap().fill(&super::tests::facts(), Lang::Nl).unwrap_err();
    assert!(error.template.starts_with("texts/nl.toml: "), "{error}");
    assert!(error.message.contains("report.hbs → texts/nl.toml: a → texts/nl.toml: b → texts/nl.toml: c.missing"));
}

#[test]
fn after_a_template_that_was_stopped_the_next_one_starts_anew() {
    for _ in 0..3 {
        fault("{{include \"report.hbs\"}}");
        assert_eq!(filled("{{num 1}}"), "1");
    }
}

#[test]
fn as_deep_as_the_limits_allow_fits_on_the_stack_of_a_thread() {
    let (open, close) = ("{{#with 1}}{{#if 1}}".repeat(10), "{{/if}}{{/with}}".repeat(10));
    let error = fault(&format!("{open}{{{{include \"report.hbs\"}}}}{close}"));
    assert!(error.message.contains("more than 20 deep"), "{error}");
}

#[test]
fn loops_within_loops_are_stopped_whether_they_write_or_not() {
    let rows = "{{#each (cells \"B2\" by=\"level\")}}";
    for body in ["", "{{#if false}}{{/if}}"] {
        let loops = rows.repeat(16) + body + &"{{/each}}".repeat(16);
        let error = fault(&loops);
        assert!(error.message.contains("2000000 steps"), "{body}: {error}");
        assert_eq!((error.template.as_str(), error.line), ("report.hbs", 1));
    }
}

#[test]
fn a_template_that_writes_without_end_is_stopped() {
    let long = "x".repeat(4000);
    let rows = "{{#each (cells \"B2\" by=\"level\")}}";
    let error = fault(&(rows.repeat(12) + &long + &"{{/each}}".repeat(12)));
    assert!(error.message.contains("write more than the 8 MB"), "{error}");
}

#[test]
fn a_value_that_doubles_and_doubles_is_stopped() {
    let long = "x".repeat(4000);
    let double = "{{#let a=(concat a a a a a)}}";
    let error = fault(&format!("{{{{#let a=\"{long}\"}}}}{}{}{{{{/let}}}}", double.repeat(15), "{{/let}}".repeat(15)));
    assert!(error.message.contains("`concat`: gives more than the 8 MB"), "{error}");
    // Elements are handed on by their path: gathering what was gathered does not double them.
    let grouped = format!("{{{{size {}(cells \"B2\" by=\"level\"){}}}}}", "(grouped ".repeat(18), ")".repeat(18));
    assert_eq!(filled(&grouped), "3");
}

#[test]
fn a_template_too_deep_to_read_is_refused_with_its_place() {
    let refused = |template: &str| set(template).unwrap_err().to_string();
    let deep = format!("regel\n{}{}", "{{#if a}}".repeat(5000), "{{/if}}".repeat(5000));
    assert_eq!(refused(&deep), "report.hbs, line 2, column 181: blocks lie more than 20 deep in each other");
    let chain = format!("{{{{#if a}}}}{}{{{{/if}}}}", "{{else if b}}".repeat(5000));
    assert!(refused(&chain).contains("blocks lie more than 20 deep"));
    let brackets = format!("{{{{num {}1{}}}}}", "(abs ".repeat(5000), ")".repeat(5000));
    assert_eq!(refused(&brackets), "report.hbs, line 1, column 1: brackets lie more than 20 deep in each other");
    let literal = format!("{{{{num {}{}}}}}", "[".repeat(5000), "]".repeat(5000));
    assert!(refused(&literal).contains("brackets lie more than 20 deep"));
    assert!(refused(&"x".repeat((1 << 20) + 1)).contains("more than the 1048576 that are read"));
    // What stands in a comment or in a string is not counted.
    let quiet = format!("{{{{!-- {} --}}}}{{{{num 1}}}}\\{{{{#if", "{{#if a}}".repeat(50));
    assert_eq!(filled(&quiet).trim_end_matches("{{#if"), "1");
}

#[test]
fn partials_are_refused_in_every_form() {
    for template in ["{{> a}}", "{{~>a}}", "{{#> a}}{{/a}}", "{{#*inline \"a\"}}{{/inline}}", "x\n {{>(lookup . 'a')}}"]
    {
        let error = set(template).unwrap_err();
        assert!(error.to_string().contains("partials and decorators are not read: write {{include"), "{error}");
    }
    assert_eq!(set("x\n {{> a}}").unwrap_err().0[0].line, 2);
}

#[test]
fn each_does_as_handlebars_has_it() {
    let cells = "(cells \"B2\" by=\"level\")";
    let filled_each = |body: &str| filled(&format!("{{{{#each {cells}{body}{{{{/each}}}}"));
    assert_eq!(filled_each("}}{{group}}{{#unless @last}},{{/unless}}"), "havo,vwo,vmbo");
    assert_eq!(filled_each(" as |c|}}{{@index}}{{c.group}}{{#if @first}}!{{/if}} "), "0havo! 1vwo 2vmbo ");
    assert_eq!(filled_each(" as |c i|}}{{i}}{{c.group}} "), "0havo 1vwo 2vmbo ");
    let waves = "{{#each report.waves}}{{@index}}{{this.label}} {{/each}}";
    assert_eq!(filled(waves), "0baseline 1after ");
    assert_eq!(filled("{{#each school as |value name|}}{{name}} {{@key}};{{/each}}").matches(';').count(), 4);
    assert_eq!(filled("{{#each (cells \"B9\")}}x{{else}}geen{{/each}}{{#each (cells \"B9\")}}x{{/each}}"), "geen");
    assert!(fault("{{#each school.naam}}x{{/each}}").message.contains("there is no value `school.naam`"));
    assert!(fault("{{num 1 decimals=70000}}").message.contains("at most 15 decimals"));
}
