//! The fields, one by one: of the sources, and of the store.

use schakel_core::gate::Treatment;
use schakel_core::load::{Fate, Field};
use schakel_model::Lang;

use super::super::document::Block;
use super::super::texts::Texts;
use super::compose::{header, name};
use super::facts::{Record, StoredColumn};
use super::risks::is_unused;

/// What becomes of every field of every source.
pub(super) fn sources(record: &Record, say: &Texts) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(2, say.get("sources.title")), Block::Paragraph(say.get("sources.intro"))];
    for source in &record.fields.sources {
        let (source_name, file) = (name(&source.name), name(&source.file));
        let title = [("name", source_name.as_str()), ("kind", &source.kind), ("file", &file)];
        blocks.push(Block::Heading(3, say.fill("sources.source", &title)));
        for table in &source.tables {
            if source.tables.len() > 1 {
                blocks.push(Block::Paragraph(say.fill("sources.table", &[("table", &name(&table.name))])));
            }
            let rows = table.fields.iter().map(|field| {
                vec![name(&field.name), say.get(fate(field)), names(&field.used_by), names(&field.becomes)]
            });
            let header = header(say, &["sources.field", "sources.fate", "sources.used", "sources.becomes"]);
            blocks.push(Block::Table(header, rows.collect()));
        }
    }
    blocks
}

fn names(of: &[String]) -> String {
    of.iter().map(|one| name(one)).collect::<Vec<_>>().join(", ")
}

/// The text that says what becomes of a field of a source.
fn fate(field: &Field) -> &'static str {
    match field.fate {
        Fate::Kept => "fate.kept",
        Fate::TellsOfPerson => "fate.tells-of-person",
        Fate::Dropped => "fate.dropped",
        Fate::Read if is_unused(field) => "fate.read.unused",
        Fate::Read if !field.becomes.is_empty() && field.becomes.iter().all(|to| is_hashed(to)) => "fate.read.hashed",
        Fate::Read => "fate.read",
    }
}

/// Whether the store has a pseudonym or a number in place of the values of a column, given as `table.column`.
fn is_hashed(to: &str) -> bool {
    let column = to.split_once('.').and_then(|(table, column)| {
        let table = schakel_model::table(table)?;
        Some(Treatment::of(table, table.column(column)?))
    });
    column.is_some_and(|treatment| {
        matches!(
            treatment,
            Treatment::Pseudonym | Treatment::PersonNumber | Treatment::LinkPseudonym | Treatment::RowNumber
        )
    })
}

/// What is kept in every column of every table that is filled.
pub(super) fn model(record: &Record, say: &Texts, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(2, say.get("model.title")), Block::Paragraph(say.get("model.intro"))];
    for table in &record.tables {
        let by = if table.by.is_empty() { say.get("model.school") } else { name(&table.by) };
        let title = [("label", table.table.label(lang)), ("table", table.name), ("by", &by)];
        blocks.push(Block::Heading(3, say.fill("model.table", &title)));
        let rows = table.columns.iter().map(|column| row(column, say, lang)).collect();
        let header = header(say, &["model.field", "model.class", "model.treatment", "model.filled", "model.needed"]);
        blocks.push(Block::Table(header, rows));
    }
    blocks
}

fn row(column: &StoredColumn, say: &Texts, lang: Lang) -> Vec<String> {
    let treatment = match column.treatment {
        Treatment::Pseudonym => "treatment.pseudonym",
        Treatment::PersonNumber => "treatment.person-number",
        Treatment::LinkPseudonym => "treatment.link-pseudonym",
        Treatment::RowNumber => "treatment.row-number",
        Treatment::Code => "treatment.code",
        Treatment::FreeText => "treatment.free-text",
        Treatment::Kept => "treatment.kept",
    };
    let filled = match column.filled {
        Some(true) => "model.yes",
        Some(false) => "model.no",
        None => "model.unknown",
    };
    vec![
        format!("{} ({})", column.column.label(lang), name(column.name)),
        column.privacy.to_owned(),
        say.get(treatment),
        say.get(filled),
        column.needed_for.join(", "),
    ]
}
