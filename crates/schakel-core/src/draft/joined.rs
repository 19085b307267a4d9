//! Everything that is proposed for a table of the model, as one query.

use std::collections::BTreeSet;

use schakel_model::{Column, Section, Table};

use super::ProposedQuery;
use super::query::{Proposed, Text, quoted};

/// Everything that is proposed for a table, as one query.
pub(super) fn joined(parts: &[Proposed]) -> Option<ProposedQuery> {
    let table = parts.first()?.table;
    let guessed: Vec<&Proposed> = parts.iter().filter(|part| matches!(part.text, Text::Parts { .. })).collect();
    let whole = |beside| ready(table, parts, |text| matches!(text, Text::Whole(_)), beside);
    let known = whole(false);
    // What is known of a kind goes before what names suggest; but moments are registered in more than one place.
    if known.is_some() && (table.section != Section::Guidance || guessed.is_empty()) {
        return known;
    }
    if guessed.is_empty() {
        return ready(table, parts, |text| matches!(text, Text::Otherwise(_)), false);
    }
    let (parts, known) = (guessed, whole(true));
    // Tables that are put together have the same columns.
    let all: BTreeSet<usize> = parts.iter().flat_map(|part| part.columns()).collect();
    // Rows of several sources say of which they are: the number of a row alone could name the wrong file.
    let sources: BTreeSet<&str> = parts.iter().filter_map(|part| part.source()).collect();
    let several = sources.len() > 1 || known.is_some();
    let selects: Vec<String> = parts.iter().map(|part| part.select(&all, several)).collect();
    let open: Vec<&Column> = table
        .columns
        .iter()
        .filter(|column| parts.iter().any(|part| part.open.iter().any(|open| open.name == column.name)))
        .collect();
    let remarks: String = open
        .iter()
        .map(|column| {
            format!(
                "-- {} is needed, and no column was found for it. {}{}\n",
                column.name,
                column.definition,
                codes(column)
            )
        })
        .collect();
    let sql = match table.key {
        // The same person or group may stand in several files.
        [key] if selects.len() > 1 && is_in_several_files(table) => {
            let values = all.iter().filter_map(|at| table.columns.get(*at)).filter(|column| column.name != *key);
            let values = values.map(|column| format!("  max({0}) AS {0},\n", quoted(column.name)));
            format!(
                "SELECT\n  {key},\n{}{}\nFROM (\n{}) AS one_of_each\nGROUP BY {key}\n",
                values.collect::<String>(),
                if several { FIRST_PLACE } else { "  min(source_row) AS source_row" },
                selects.join("UNION ALL\n"),
            )
        }
        _ => selects.join("UNION ALL\n"),
    };
    let known = known.map_or_else(String::new, |known| format!("UNION ALL BY NAME\n{}", known.sql));
    let sql = format!("{remarks}{sql}{known}");
    Some(ProposedQuery { table: table.name, sql, open: open.iter().map(|column| column.name).collect(), ready: false })
}

/// The place of one of several rows, with its source.
const FIRST_PLACE: &str = "  first_value(source_id ORDER BY source_id, source_row) AS source_id,\n  \
    first_value(source_row ORDER BY source_id, source_row) AS source_row";

/// Whether the same person or thing may stand in several files.
fn is_in_several_files(table: &Table) -> bool {
    matches!(table.section, Section::Organisation | Section::People) && table.key.len() == 1
}

/// The ready queries for a table as one; `beside` when rows of other sources are put to theirs.
fn ready(
    table: &'static Table,
    parts: &[Proposed],
    wanted: impl Fn(&Text) -> bool,
    beside: bool,
) -> Option<ProposedQuery> {
    let parts = parts.iter().filter(|part| wanted(&part.text));
    let first = parts.clone().find_map(|part| part.origin.as_ref()).map(|(kind, _)| *kind)?;
    let is_first = |part: &&Proposed| part.origin.as_ref().is_some_and(|(kind, _)| *kind == first);
    let (parts, others): (Vec<&Proposed>, Vec<&Proposed>) = parts.partition(is_first);
    // The same persons are known to different systems by different numbers.
    let others = others.iter().filter_map(|part| part.origin.as_ref()).map(|(_, name)| {
        format!(
            "-- The source {name} could fill this too, and is not used: else persons and things would be there twice.\n"
        )
    });
    let others: String = others.collect();
    let several = beside || parts.len() > 1;
    let text = |part: &&Proposed| {
        let text = part.text.whole()?.trim_end();
        let source = part.source().filter(|_| several);
        Some(match source {
            Some(source) => format!("SELECT *, '{source}' AS source_id FROM (\n{text}\n) AS of_{source}"),
            None => text.to_owned(),
        })
    };
    let texts: Vec<String> = parts.iter().filter_map(text).collect();
    let sql = match (texts.as_slice(), table.key) {
        ([], _) => return None,
        ([text], _) => format!("{text}\n"),
        (_, [key]) if is_in_several_files(table) => format!(
            "SELECT DISTINCT ON ({key}) * FROM (\n{}\n) AS one_of_each\nORDER BY {key}, source_id, source_row\n",
            texts.join("\nUNION ALL\n"),
        ),
        _ => format!("{}\n", texts.join("\nUNION ALL\n")),
    };
    let sql = format!("{others}{sql}");
    let mut open: Vec<&'static str> = parts.iter().flat_map(|part| &part.open).map(|column| column.name).collect();
    open.sort_unstable();
    open.dedup();
    Some(ProposedQuery { table: table.name, sql, open, ready: true })
}

impl Proposed {
    fn columns(&self) -> Vec<usize> {
        match &self.text {
            Text::Whole(_) | Text::Otherwise(_) => Vec::new(),
            Text::Parts { values, .. } => values.keys().copied().collect(),
        }
    }

    /// The name of the source that it reads.
    fn source(&self) -> Option<&str> {
        match &self.text {
            Text::Whole(_) | Text::Otherwise(_) => self.origin.as_ref().map(|(_, name)| name.as_str()),
            Text::Parts { source, .. } => Some(source),
        }
    }

    /// The rows of one source; `with_source` when they are put together with those of others.
    fn select(&self, all: &BTreeSet<usize>, with_source: bool) -> String {
        let Text::Parts { values, row, from, source } = &self.text else { return String::new() };
        let lines = all.iter().filter_map(|at| {
            let name = self.table.columns.get(*at)?.name;
            let value = values.get(at).map_or("NULL", String::as_str);
            Some(if value == name { format!("  {value},\n") } else { format!("  {value} AS {},\n", quoted(name)) })
        });
        let row = if row == "source_row" { row.clone() } else { format!("{row} AS source_row") };
        let source = if with_source { format!("  '{source}' AS source_id,\n") } else { String::new() };
        format!("SELECT\n{}{source}  {row}\n{from}", lines.collect::<String>())
    }
}

fn codes(column: &Column) -> String {
    let Some(list) = column.codes() else { return String::new() };
    let codes: Vec<&str> = list.codes.iter().map(|code| code.code).collect();
    format!(" One of {}.", codes.join(", "))
}
