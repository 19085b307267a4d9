//! Queries that are ready for kinds of source of which the tables and columns are known.

mod kinds;
mod marks;

use schakel_source::{Guess, Inspection, TableInspection};

use super::query::{Proposed, Text};
use super::words::WordList;
use super::year::Year;

pub(super) use self::kinds::why_nothing;
use self::marks::Marks;

/// What is ready for a kind: names of tables of the model with their queries.
struct Ready {
    queries: &'static [(&'static str, &'static str)],
    /// Queries for tables that nothing else fills.
    otherwise: &'static [(&'static str, &'static str)],
    /// Lists that the author fills in.
    lists: &'static [Asked],
}

/// A list about the words of a column.
struct Asked {
    name: &'static str,
    /// Header of the CSV: the word, and what is asked of it.
    header: &'static str,
    /// Table and column of the model of which the second column has the codes.
    codes: Option<(&'static str, &'static str)>,
    /// Tables and columns of the source that the words may be of; the first that has any.
    of: &'static [(&'static str, &'static str)],
}

/// The queries for what was found, when its kind is known; one for a table that is not there or has no rows is left out.
pub(super) fn queries(
    inspection: &Inspection,
    all: &[Inspection],
    year: &Year,
    lists: &mut Vec<WordList>,
) -> Option<Vec<Proposed>> {
    let ready = kinds::ready(inspection)?;
    let asked: Vec<WordList> = ready.lists.iter().filter_map(|list| list.about(inspection)).collect();
    let marks = Marks { inspection, all, year, lists: &asked };
    let filled = |(table, sql): &(&str, &str)| Some((schakel_model::table(table)?, marks.fill(sql)?));
    let whole = ready.queries.iter().filter_map(filled).map(|(table, sql)| (table, Text::Whole(sql)));
    let otherwise = ready.otherwise.iter().filter_map(filled).map(|(table, sql)| (table, Text::Otherwise(sql)));
    let found = whole.chain(otherwise).map(|(table, text)| {
        let open = table.columns.iter().filter(|column| text.leaves_open(column)).collect();
        Proposed { table, text, open, origin: Some((inspection.kind, inspection.spec.name.clone())) }
    });
    let found = found.collect();
    asked.into_iter().for_each(|list| list.add_to(lists));
    Some(found)
}

impl Asked {
    /// The list, when the source has the column; words that few rows have are for the author to add.
    fn about(&self, inspection: &Inspection) -> Option<WordList> {
        let mut columns = self.of.iter().filter_map(|(part, column)| {
            let table = part_of(inspection, part)?;
            table.columns.iter().find(|found| found.name == *column && found.profile.guess != Guess::Empty)
        });
        let codes = self.codes.and_then(|(table, column)| schakel_model::table(table)?.column(column)?.codes());
        Some(WordList::about(self.name, self.header, codes, columns.next()?))
    }
}

/// A table of a source; the part without a name is the source itself.
fn part_of<'i>(inspection: &'i Inspection, part: &str) -> Option<&'i TableInspection> {
    let source = inspection.spec.name.as_str();
    let is_part = |table: &&TableInspection| match part {
        "" => table.name == source,
        part => table.name.strip_prefix(source).and_then(|rest| rest.strip_prefix("__")) == Some(part),
    };
    inspection.tables.iter().find(is_part)
}
