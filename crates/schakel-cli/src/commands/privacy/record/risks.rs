//! What stands out at a school: input for an impact assessment.

use std::collections::BTreeSet;

use schakel_core::load::{Fate, Field, SourceFields};
use schakel_model::{Lang, Privacy};
use schakel_source::Kind;

use super::super::document::Block;
use super::super::texts::Texts;
use super::compose::{header, name};
use super::facts::Record;

/// The chapter, with a row for every point that the school has.
pub(super) fn chapter(record: &Record, say: &Texts, lang: Lang) -> Vec<Block> {
    let of_class = |class: Privacy| -> Vec<String> {
        let columns = record.kept().filter(|(_, column)| column.column.privacy == class);
        let label =
            |table: &str, column: &str, label: &str| format!("{label} ({})", name(&format!("{table}.{column}")));
        columns.map(|(table, column)| label(table.name, column.name, column.column.label(lang))).collect()
    };
    let kept = fields(record).filter(|(_, field)| field.fate == Fate::Kept);
    let kept: Vec<String> = kept.map(|(source, field)| name(&format!("{}: {}", source.name, field.name))).collect();
    let unused: Vec<(&SourceFields, &Field)> = fields(record).filter(|(_, field)| is_unused(field)).collect();
    let sources: BTreeSet<String> = unused.iter().map(|(source, _)| name(&source.name)).collect();
    let sources: Vec<String> = sources.into_iter().collect();
    let unused = match unused.len() {
        0 => Vec::new(),
        count => {
            let (count, sources) = (count.to_string(), sources.join(", "));
            vec![say.fill("risk.unused.seen", &[("count", &count), ("sources", &sources)])]
        }
    };
    let when = |is: bool, text: String| if is { vec![text] } else { Vec::new() };
    let library = say.fill("risk.library.seen", &[("plugin", &name(&record.fields.plugin))]);
    let nobody = record.objections.is_none() && record.remembered == 0;
    let points = [
        ("risk.sensitive", of_class(Privacy::P4), say.get("risk.sensitive.do")),
        ("risk.free", of_class(Privacy::P5), say.get("risk.free.do")),
        ("risk.kept", kept, say.get("risk.kept.do")),
        ("risk.unused", unused, say.get("risk.unused.do")),
        (
            "risk.retention",
            when(record.retention_until.is_none(), say.get("risk.retention.seen")),
            say.get("risk.retention.do"),
        ),
        ("risk.objections", when(nobody, say.get("risk.objections.seen")), say.get("risk.objections.do")),
        ("risk.server", servers(record), say.get("risk.server.do")),
        (
            "risk.library",
            when(record.fields.library, library),
            say.fill("risk.library.do", &[("publisher", &record.fields.publisher)]),
        ),
        ("risk.unseen", record.not_looked_at.clone(), say.get("risk.unseen.do")),
    ];
    let seen = points.into_iter().filter(|(_, seen, _)| !seen.is_empty());
    let rows: Vec<_> = seen.map(|(point, seen, todo)| vec![say.get(point), seen.join(", "), todo]).collect();
    let title = Block::Heading(2, say.get("risk.title"));
    if rows.is_empty() {
        return vec![title, Block::Paragraph(say.get("risk.nothing"))];
    }
    vec![
        title,
        Block::Paragraph(say.get("risk.intro")),
        Block::Table(header(say, &["risk.point", "risk.seen", "risk.do"]), rows),
    ]
}

fn fields(record: &Record) -> impl Iterator<Item = (&SourceFields, &Field)> {
    let sources = record.fields.sources.iter();
    sources.flat_map(|source| {
        source.tables.iter().flat_map(move |table| table.fields.iter().map(move |field| (source, field)))
    })
}

/// Whether a column is read and nothing is done with it.
pub(super) fn is_unused(field: &Field) -> bool {
    matches!(field.fate, Fate::Read | Fate::Kept) && field.used_by.is_empty()
}

/// The addresses of the servers that are read.
pub(super) fn servers(record: &Record) -> Vec<String> {
    let of_server = |source: &&SourceFields| source.kind == Kind::Postgres.name();
    record.fields.sources.iter().filter(of_server).map(|source| name(&source.file)).collect()
}
