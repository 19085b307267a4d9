//! The passages that codings stand at, out of the texts of their sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};

use super::project::Text;
use crate::archive::Archive;
use crate::encoding;
use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::{SourceColumn, SourceTable};

/// What all passages together may be, in bytes: many codings of the same long passage are not worth more.
const MOST: usize = 256 << 20;
/// Characters between two places that are known in a text.
const STEP: usize = 1024;

/// The texts of a project, of which one is open at a time.
pub(super) struct Passages<'p, 's> {
    spec: &'s SourceSpec,
    archive: &'p mut Archive<'s>,
    /// The files of the archive by the lower case of their names without folder.
    files: BTreeMap<String, String>,
    texts: BTreeMap<String, Text>,
    wide_breaks: bool,
    open: Option<(String, Option<Measured>)>,
    left: usize,
    lost: u64,
    outside: u64,
}

/// A text of which the place of every so many characters is known.
struct Measured {
    text: String,
    places: Vec<usize>,
}

impl<'p, 's> Passages<'p, 's> {
    pub(super) fn new(
        spec: &'s SourceSpec,
        archive: &'p mut Archive<'s>,
        texts: BTreeMap<String, Text>,
        wide_breaks: bool,
    ) -> Passages<'p, 's> {
        let own_name = |path: &String| path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase();
        let files = archive.names().into_iter().map(|path| (own_name(&path), path)).collect();
        Passages { spec, archive, files, texts, wide_breaks, open: None, left: MOST, lost: 0, outside: 0 }
    }

    /// The codings with a column `text` behind the others, and notices of what could not be found.
    pub(super) fn add_to(&mut self, table: SourceTable) -> Result<SourceTable, Problem> {
        let mut texts: Vec<ArrayRef> = Vec::new();
        for batch in &table.batches {
            texts.push(self.of(batch)?);
        }
        let mut table = table.appended(SourceColumn::same("text"), texts);
        let notice = |message: &str, count: u64| {
            let problem = Problem::notice("source-passage", message).file(&self.spec.path).count(count);
            (count > 0).then_some(problem)
        };
        table.problems.extend(
            notice("a text that is not in the archive: its passages are missing", self.lost)
                .map(|problem| problem.hint("Have the project exported with its sources, as plain text.")),
        );
        table
            .problems
            .extend(notice("a coding that does not lie within its text: the passage is missing", self.outside));
        Ok(table)
    }

    fn of(&mut self, batch: &RecordBatch) -> Result<ArrayRef, Problem> {
        let column = |name: &str| batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
        let [types, sources, starts, ends] = ["type", "source", "start", "end"].map(column);
        let value = |values: Option<&'_ StringArray>, row: usize| {
            values.filter(|values| values.is_valid(row)).map(|values| values.value(row).to_owned())
        };
        let mut passages = Vec::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            let of_text = value(types, row).is_some_and(|kind| kind == "PlainTextSelection");
            passages.push(match value(sources, row).filter(|_| of_text) {
                Some(source) => self.passage(&source, value(starts, row), value(ends, row))?,
                None => None,
            });
        }
        Ok(Arc::new(StringArray::from(passages)))
    }

    fn passage(&mut self, source: &str, start: Option<String>, end: Option<String>) -> Result<Option<String>, Problem> {
        self.open(source)?;
        let Some((_, Some(text))) = &self.open else { return Ok(None) };
        let place = |place: Option<String>| text.place(place?.parse().ok()?);
        let Some(passage) = place(start).zip(place(end)).and_then(|(start, end)| text.text.get(start..end)) else {
            self.outside += 1;
            return Ok(None);
        };
        self.left = self.left.checked_sub(passage.len()).ok_or_else(|| {
            Problem::error("source-passage", format!("the passages are together larger than {} MB", MOST >> 20))
                .file(&self.spec.path)
                .hint(
                    "The same text seems to be coded as a whole again and again. Look whether this is the right file.",
                )
        })?;
        Ok(Some(passage.trim().to_owned()).filter(|passage| !passage.is_empty()))
    }

    /// Opens the text of a source, unless it is open; codings of one source stand together.
    fn open(&mut self, source: &str) -> Result<(), Problem> {
        if self.open.as_ref().is_some_and(|(open, _)| open == source) {
            return Ok(());
        }
        let text = match self.texts.get(source) {
            Some(Text::Inline(text)) => Some(text.clone()),
            Some(Text::At(path)) => {
                // Only what is in the archive is read, by its own name: no path leads anywhere else.
                let file = path.strip_prefix("internal://").and_then(|name| self.files.get(&name.to_lowercase()));
                let bytes = file.map(|file| self.archive.bytes(file)).transpose()?;
                bytes.and_then(|bytes| encoding::decode(bytes, None)).map(|(text, _)| text)
            }
            None => None,
        };
        self.lost += u64::from(text.is_none());
        let text = text.map(|text| if self.wide_breaks { text.replace("\r\n", "\n") } else { text });
        self.open = Some((source.to_owned(), text.map(Measured::new)));
        Ok(())
    }
}

impl Measured {
    fn new(text: String) -> Measured {
        let places = text.char_indices().step_by(STEP).map(|(place, _)| place).collect();
        Measured { text, places }
    }

    /// Where a character begins; the one behind the last begins at the end.
    fn place(&self, character: usize) -> Option<usize> {
        if character == 0 {
            return Some(0);
        }
        let known = *self.places.get(character / STEP).or_else(|| self.places.last())?;
        let passed = (character / STEP).min(self.places.len() - 1) * STEP;
        let rest = &self.text[known..];
        match rest.char_indices().nth(character - passed) {
            Some((place, _)) => Some(known + place),
            None => (rest.chars().take(STEP + 1).count() == character - passed).then_some(self.text.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters_up_to_the_end() {
        for length in [0, 1, STEP - 1, STEP, STEP + 1, 3 * STEP] {
            let text = Measured::new("é".repeat(length));
            for character in [0, 1, STEP - 1, STEP, STEP + 1, 3 * STEP, 3 * STEP + 1] {
                assert_eq!(
                    text.place(character),
                    (character <= length).then_some(character * 2),
                    "{length} {character}"
                );
            }
        }
    }
}
