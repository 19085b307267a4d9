//! The record as a document, in the words of a language.

use std::collections::BTreeSet;

use schakel_model::{Lang, Person, Privacy};

use super::super::document::{Block, Document};
use super::super::texts::Texts;
use super::facts::Record;
use super::{fields, risks};

/// Composes the document.
pub(super) fn document(record: &Record, say: &Texts, lang: Lang) -> Document {
    let mut blocks = vec![Block::Paragraph(say.get("intro")), about(record, say)];
    let chapters: [(&str, Vec<Block>); 8] = [
        ("own.title", vec![Block::Paragraph(say.get("own.intro")), Block::List(say.all("own"))]),
        ("purpose.title", vec![Block::Paragraph(say.get("purpose"))]),
        ("people.title", vec![people(record, say)]),
        ("classes.title", classes(record, say, lang)),
        ("flow.title", vec![Block::Paragraph(say.get("flow.intro")), flow(record, say)]),
        ("keep.title", vec![retention(record, say)]),
        ("guard.title", vec![Block::List(guards(record, say))]),
        ("rights.title", rights(record, say)),
    ];
    for (title, chapter) in chapters {
        blocks.push(Block::Heading(2, say.get(title)));
        blocks.extend(chapter);
    }
    blocks.extend(risks::chapter(record, say, lang));
    blocks.extend(fields::sources(record, say));
    blocks.extend(fields::model(record, say, lang));
    Document { title: say.fill("title", &[("school", &record.name)]), blocks }
}

/// A name as it stands in files.
pub(super) fn name(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

pub(super) fn header(say: &Texts, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| say.get(name)).collect()
}

fn about(record: &Record, say: &Texts) -> Block {
    let versions = format!("Schakel {}, model {}", record.program, record.model);
    let plugin = format!("{} {}", name(&record.fields.plugin), record.fields.version);
    let rows = [
        ("about.project", record.project.clone()),
        ("about.year", record.school_year.clone()),
        ("about.date", record.report_date.clone()),
        ("about.plugin", plugin),
        ("about.publisher", record.fields.publisher.clone()),
        ("about.versions", versions),
    ];
    let rows = rows.into_iter().map(|(what, value)| vec![say.get(what), value]).collect();
    Block::Table(header(say, &["about.item", "about.value"]), rows)
}

fn people(record: &Record, say: &Texts) -> Block {
    let kinds: BTreeSet<&str> = record
        .kept()
        .filter_map(|(_, column)| match column.column.person()? {
            Person::Staff => Some("people.staff"),
            Person::Student => Some("people.student"),
            Person::Respondent => Some("people.respondent"),
            Person::Link | Person::ByKind => None,
        })
        .collect();
    Block::List(kinds.into_iter().map(|kind| say.get(kind)).collect())
}

fn classes(record: &Record, say: &Texts, lang: Lang) -> Vec<Block> {
    let rows = Privacy::ALL.map(|class| {
        let count = record.kept().filter(|(_, column)| column.column.privacy == class).count();
        vec![class.name().to_owned(), class.meaning(lang).to_owned(), count.to_string()]
    });
    let header = header(say, &["classes.class", "classes.means", "classes.columns"]);
    vec![Block::Table(header, rows.to_vec()), Block::Paragraph(say.get("classes.none"))]
}

fn flow(record: &Record, say: &Texts) -> Block {
    let servers = risks::servers(record);
    let mut files = name(&record.data);
    if !servers.is_empty() {
        files = format!("{files}. {}", say.fill("flow.server", &[("addresses", &servers.join(", "))]));
    }
    let alias = record.alias.clone().unwrap_or_else(|| "–".to_owned());
    let mut steps = vec![
        ("source", files),
        ("read", say.get("flow.read.where")),
        ("gate", say.get("flow.gate.where")),
        ("store", name(&format!(".schakel/store/{}", record.school))),
        ("results", name(".schakel/results")),
        ("ledger", name(&format!(".schakel/ledger/{}.json", record.school))),
        ("left-out", name(&format!("privacy/{}.json", record.school)) + ", " + &name("privacy/log.jsonl")),
        ("report", name(&format!("out/{}", record.school))),
        ("research", name("out/projectopbrengst") + ", " + &name("out/datapackage")),
    ];
    if record.agreement.is_some() {
        steps.push(("package", name(&format!("out/{}", record.school))));
    }
    let agreement = record.agreement.as_deref().unwrap_or_default();
    let rows = steps.into_iter().map(|(step, place)| {
        let of_step =
            |part: &str| say.fill(&format!("flow.{step}{part}"), &[("alias", &alias), ("agreement", agreement)]);
        vec![of_step(""), of_step(".what"), place, of_step(".traced")]
    });
    let rows = rows.collect();
    Block::Table(header(say, &["flow.step", "flow.what", "flow.where", "flow.traced"]), rows)
}

fn retention(record: &Record, say: &Texts) -> Block {
    let until = match &record.retention_until {
        Some(until) => say.fill("keep.until", &[("until", until)]),
        None => say.get("keep.none"),
    };
    Block::List(vec![until, say.get("keep.own")])
}

fn guards(record: &Record, say: &Texts) -> Vec<String> {
    let value = |name: &str| record.settings.get(name).copied().unwrap_or_default().to_string();
    let mut guards = say.all("guard");
    guards.push(say.fill("guard.k", &[("students", &value("students_k")), ("staff", &value("staff_k"))]));
    guards.push(say.fill("guard.sensitive", &[("k", &value("sensitive_k")), ("part", &value("sensitive_part"))]));
    guards.push(say.fill("guard.role", &[("single", &value("single_role"))]));
    guards.extend(record.fields.library.then(|| say.get("guard.library")));
    guards
}

fn rights(record: &Record, say: &Texts) -> Vec<Block> {
    let mut points = vec![match &record.objections {
        Some(file) => say.fill("rights.listed", &[("file", &name(file))]),
        None => say.get("rights.unlisted"),
    }];
    if record.remembered > 0 {
        points.push(say.fill("rights.remembered", &[("count", &record.remembered.to_string())]));
    }
    points.extend([say.get("rights.how"), say.get("rights.limit")]);
    let mut blocks = vec![Block::List(points)];
    if !record.log.is_empty() {
        let rows = record.log.iter().map(|entry| {
            let persons = entry.persons.map_or_else(|| "–".to_owned(), |persons| persons.to_string());
            vec![entry.on.to_string(), name(entry.action.name()), persons]
        });
        blocks.push(Block::Table(header(say, &["rights.day", "rights.done", "rights.persons"]), rows.collect()));
    }
    blocks
}
