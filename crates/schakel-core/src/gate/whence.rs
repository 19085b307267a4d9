//! Where a value that is wrong stands, so that the message leads to what can be mended.

use std::collections::BTreeSet;

use schakel_model::Column;

use super::Rules;
use super::intake::Taken;

/// Where the values of a column stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whence {
    /// In the row of the source; also in these files, when a list translates them.
    Row(Vec<String>),
    /// In the row of a list that the plugin has itself.
    List,
    /// In other files than that of the row, by a join.
    Joined(Vec<String>),
    /// In the plugin itself.
    Plugin,
}

impl Whence {
    /// In the row of the source alone.
    pub(super) fn row() -> Whence {
        Whence::Row(Vec::new())
    }

    /// Where a column of a table comes from, in a row of this source.
    pub(super) fn of(taken: &Taken, column: &Column, source: Option<&str>, rules: &Rules<'_>) -> Whence {
        let Some(sources) = taken.origins.get(column.name) else { return Whence::row() };
        if sources.is_empty() {
            return Whence::Plugin;
        }
        let others = || sources.iter().filter(|name| Some(name.as_str()) != source);
        let files: BTreeSet<String> = others().filter_map(|name| rules.file_of(name)).collect();
        let files: Vec<String> = files.into_iter().collect();
        let in_row = source.is_none_or(|source| sources.contains(source));
        if in_row && files.is_empty() && source.is_some_and(|source| rules.lists.contains(source)) {
            return Whence::List;
        }
        if in_row || files.is_empty() { Whence::Row(files) } else { Whence::Joined(files) }
    }
}

/// Names of files in a sentence.
pub(super) fn listed(files: &[String]) -> String {
    files.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(" and ")
}
