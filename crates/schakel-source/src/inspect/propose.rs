//! Which columns of the model the columns of a file could be, from their names.

use std::collections::BTreeMap;

use schakel_model::{Column, Table};
use serde::Serialize;

use super::TableInspection;

/// How like a name must be to be proposed.
const LIKE_ENOUGH: f64 = 0.92;
/// How many columns of the model are proposed for one column.
const PROPOSALS: usize = 12;
/// How like a column is to one whose code list knows its words, whatever the names.
const BY_WORDS: f64 = 0.93;

/// How many columns of a file are compared with the model; a file of more is not mapped by hand.
const COMPARED: usize = 2_000;

/// How columns begin that only a list of lessons has.
const LESSONS: [&str; 3] = ["classcode", "classtype", "periods"];

/// A column of the model that a column could be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// Table of the model.
    pub table: &'static str,
    /// Column of the model.
    pub column: &'static str,
    /// How like the names are, 0 to 1, to two decimals.
    pub likeness: f64,
}

/// Adds proposals to every column. Between columns that are as like, the table that more columns point at goes first.
pub(super) fn add(tables: &mut [TableInspection]) {
    let model: Vec<(&Table, &Column, Vec<String>)> = schakel_model::tables()
        .iter()
        .filter(|table| table.from_plugins())
        .flat_map(|table| table.columns.iter().map(move |column| (*table, column, names(column))))
        .collect();
    let mut left = COMPARED;
    for table in tables {
        let mut votes: BTreeMap<&str, f64> = BTreeMap::new();
        let mut found = Vec::new();
        // Where lessons are listed, a location is a room.
        let in_room =
            table.columns.iter().any(|column| LESSONS.iter().any(|name| plain(&column.original).starts_with(name)));
        for column in table.columns.iter().take(left) {
            let mut given = vec![plain(&column.original), plain(&column.name)];
            given.dedup();
            let mut likely: Vec<Proposal> = Vec::new();
            for (of, model_column, names) in &model {
                if !column.profile.fits(model_column) || in_room && model_column.name == "location_id" {
                    continue;
                }
                let by_name = names.iter().map(|name| likeness(&given, name)).fold(0.0, f64::max);
                let knows = model_column.codes().is_some_and(|list| column.profile.lists.contains(&list.name));
                let likeness = if knows { by_name.max(BY_WORDS) } else { by_name };
                if likeness >= LIKE_ENOUGH {
                    likely.push(Proposal {
                        table: of.name,
                        column: model_column.name,
                        likeness: (likeness * 100.0).round() / 100.0,
                    });
                }
            }
            for proposal in &likely {
                *votes.entry(proposal.table).or_default() += proposal.likeness / likely.len() as f64;
            }
            found.push(likely);
        }
        left -= found.len();
        for (column, mut likely) in table.columns.iter_mut().zip(found) {
            let vote = |proposal: &Proposal| votes.get(proposal.table).copied().unwrap_or_default();
            likely.sort_by(|one, other| {
                other
                    .likeness
                    .total_cmp(&one.likeness)
                    .then_with(|| vote(other).total_cmp(&vote(one)))
                    .then_with(|| one.table.cmp(other.table))
            });
            likely.truncate(PROPOSALS);
            column.proposals = likely;
        }
    }
}

/// Every name by which a column of the model is known.
fn names(column: &Column) -> Vec<String> {
    let mut names: Vec<String> =
        [column.name, column.nl, column.en].iter().chain(column.synonyms).map(|name| plain(name)).collect();
    names.sort();
    names.dedup();
    names
}

fn likeness(given: &[String], name: &str) -> f64 {
    let like = |given: &String| match given == name {
        true => 1.0,
        // Short names are like too much.
        false if given.len() < 5 || name.len() < 5 => 0.0,
        // Names of such different lengths are never like enough, whatever their letters.
        false if given.len().min(name.len()) * 3 < given.len().max(name.len()) * 2 => 0.0,
        false => strsim::jaro_winkler(given, name) * 0.98,
    };
    given.iter().map(like).fold(0.0, f64::max)
}

/// A name without case, spaces and signs.
fn plain(name: &str) -> String {
    super::clean_name(name).to_lowercase().replace('_', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::{ColumnInspection, ColumnProfile, Guess};

    fn proposed(columns: &[&str]) -> Vec<Option<String>> {
        let column = |name: &&str| ColumnInspection {
            name: (*name).to_owned(),
            original: (*name).to_owned(),
            texts: Vec::new(),
            profile: ColumnProfile {
                guess: Guess::Empty,
                filled: 1.0,
                distinct: "1",
                shapes: Vec::new(),
                marks: false,
                identifies: false,
                lists: Vec::new(),
                words: Vec::new(),
                days: Vec::new(),
            },
            proposals: Vec::new(),
        };
        let columns = columns.iter().map(column).collect();
        let mut tables = [TableInspection { name: "a".to_owned(), sheet: None, rows: 1, more_rows: false, columns }];
        add(&mut tables);
        let first = |column: &ColumnInspection| column.proposals.first().map(|p| format!("{}.{}", p.table, p.column));
        tables[0].columns.iter().map(first).collect()
    }

    #[test]
    fn names_of_the_model_are_recognised_and_the_table_is_settled_by_all_columns_together() {
        let found = proposed(&["moment_id", "minutes", "date", "initiative"]);
        let of = |column: &str| Some(format!("guidance_moment.{column}"));
        assert_eq!(found, [of("moment_id"), of("minutes"), of("date"), of("initiative")]);
    }

    #[test]
    fn the_number_of_a_row_is_no_enrolment_and_a_room_no_location() {
        assert_eq!(proposed(&["sourcedId", "name"])[0], None);
        assert_eq!(proposed(&["location_id"])[0].as_deref().map(|found| found.ends_with(".location_id")), Some(true));
        assert_eq!(proposed(&["location_cl", "classCode_cl"])[0], None);
    }

    #[test]
    fn a_name_that_is_like_nothing_gets_no_proposal() {
        assert_eq!(proposed(&["zqxj"]), [None]);
    }

    #[test]
    fn no_more_columns_are_compared_than_anyone_would_map() {
        let mut columns = vec!["q"; COMPARED - 1];
        columns.extend(["moment_id", "moment_id"]);
        let found = proposed(&columns);
        assert_eq!(found[COMPARED - 1].as_deref(), Some("guidance_moment.moment_id"));
        assert_eq!(found[COMPARED], None);
    }
}
