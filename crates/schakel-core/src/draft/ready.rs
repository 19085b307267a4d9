//! Queries that are ready for kinds of source of which the tables and columns are known.

use schakel_source::{Inspection, Kind};

use super::query::{Proposed, Text, quoted};
use super::words::WordList;

/// What is ready for a kind.
struct Ready {
    queries: &'static [(&'static str, &'static str)],
    /// Lists that the author fills in.
    lists: &'static [Asked],
}

/// A list about the words of a column.
struct Asked {
    name: &'static str,
    /// Header of the CSV: the word, and what is asked of it.
    header: &'static str,
    /// Tables and columns of the source that the words may be of; the first that has any.
    of: &'static [(&'static str, &'static str)],
}

macro_rules! queries {
    ($kind:literal: $($table:literal),+) => {
        &[$(($table, include_str!(concat!("ready/", $kind, "/", $table, ".sql")))),+]
    };
}

const ONEROSTER: Ready = Ready {
    queries: queries!(
        "oneroster":
        "programme", "group", "staff", "staff_role", "student", "student_background", "enrolment", "group_member"
    ),
    lists: &[Asked {
        name: "opleidingen",
        header: "grade,programme_id,name,level,year_level",
        of: &[("users", "grades"), ("classes", "grades")],
    }],
};

/// What every query may ask of the project.
pub(super) struct Year<'a> {
    /// The school year, such as `2025-2026`.
    pub(super) name: &'a str,
}

impl Year<'_> {
    /// A value that may be one of the project's.
    pub(super) fn filled(&self, value: &str) -> String {
        match value {
            "@school_year" => self.name.to_owned(),
            "@first_day" => self.first_day(),
            other => other.to_owned(),
        }
    }

    /// The last day of the school year.
    pub(super) fn last_day(&self) -> String {
        self.name.split_once('-').map_or_else(|| self.name.to_owned(), |(_, last)| format!("{last}-07-31"))
    }

    /// The first day of the school year.
    pub(super) fn first_day(&self) -> String {
        self.name.split_once('-').map_or_else(|| self.name.to_owned(), |(first, _)| format!("{first}-08-01"))
    }
}

/// The queries for what was found, when its kind is known; a query for a table that is not there, or has no rows, is left out.
pub(super) fn queries(inspection: &Inspection, year: &Year<'_>, lists: &mut Vec<WordList>) -> Option<Vec<Proposed>> {
    let ready = match inspection.kind {
        Kind::Oneroster => ONEROSTER,
        _ => return None,
    };
    let mut asked = Vec::new();
    for Asked { name, header, of } in ready.lists {
        let mut found = of.iter().filter_map(|(part, column)| {
            let table = inspection.tables.iter().find(|table| table.name == named(inspection, part))?;
            table.columns.iter().find(|found| found.name == *column && !found.profile.words.is_empty())
        });
        asked.extend(found.next().map(|column| WordList::about(name, header, column)));
    }
    let found = ready.queries.iter().filter_map(|(table, sql)| {
        Some(Proposed {
            table: schakel_model::table(table)?,
            text: Text::Whole(filled_in(sql, inspection, year, &asked)?),
            open: Vec::new(),
        })
    });
    let found = found.collect();
    asked.into_iter().for_each(|list| list.add_to(lists));
    Some(found)
}

/// The name of a part of the source.
fn named(inspection: &Inspection, part: &str) -> String {
    match part {
        "" => inspection.spec.name.clone(),
        part => format!("{}__{part}", inspection.spec.name),
    }
}

/// A query with its marks filled in: `{part}` is a table of the source, `{part.column}` a column of it that may be absent,
/// `{+list}` a list of the author, `{@school_year}` and `{@first_day}` are of the project.
fn filled_in(text: &str, inspection: &Inspection, year: &Year<'_>, lists: &[WordList]) -> Option<String> {
    let mut sql = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (mark, after) = after.split_once('}')?;
        sql.push_str(before);
        match mark {
            _ if mark.starts_with('@') => sql.push_str(&year.filled(mark)),
            _ => sql.push_str(&table_or_column(mark, inspection, lists)?),
        }
        rest = after;
    }
    sql.push_str(rest);
    Some(sql)
}

fn table_or_column(mark: &str, inspection: &Inspection, lists: &[WordList]) -> Option<String> {
    if let Some(list) = mark.strip_prefix('+') {
        return lists.iter().any(|known| known.name() == list).then(|| list.to_owned());
    }
    let (part, column) = mark.split_once('.').map_or((mark, None), |(part, column)| (part, Some(column)));
    let name = named(inspection, part);
    let table = inspection.tables.iter().find(|table| table.name == name)?;
    match column {
        None => Some(quoted(&name)).filter(|_| table.rows > 0),
        Some(column) if table.columns.iter().any(|found| found.name == column) => Some(quoted(column)),
        Some(_) => Some("NULL".to_owned()),
    }
}
