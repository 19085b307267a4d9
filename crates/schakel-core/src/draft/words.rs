//! The words of a school that must be translated into codes of the model: a small CSV beside the query.

use schakel_model::{Column, Type};
use schakel_source::ColumnInspection;

/// Words of one column, with what each may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordList {
    name: String,
    /// What is asked about every word, as header of the CSV.
    asked: String,
    words: Vec<(String, &'static str)>,
}

impl WordList {
    /// The list for a column of codes of which not all words are codes or labels; none when nothing must be translated.
    pub(super) fn needed(column: &Column, source: &ColumnInspection) -> Option<WordList> {
        let Type::Code(codes) = column.ty else { return None };
        let words = &source.profile.words;
        if words.is_empty() || words.iter().all(|(word, _)| codes.recognise(word).is_some()) {
            return None;
        }
        let labels = || codes.codes.iter().flat_map(|code| [(code.code, code), (code.nl, code), (code.en, code)]);
        let code = |word: &str| {
            // A wrong proposal is worse than none: only words that are nearly the same.
            let like = |(label, _): &(&str, _)| strsim::jaro_winkler(&word.to_lowercase(), &label.to_lowercase()) > 0.9;
            let code = codes.recognise(word).or_else(|| labels().find(like).map(|(_, code)| code));
            code.map_or("", |code| code.code)
        };
        let words = words.iter().map(|(word, _)| (word.clone(), code(word))).collect();
        Some(WordList {
            name: format!("{}_{}", source.name.to_lowercase(), column.name),
            asked: "word,code".to_owned(),
            words,
        })
    }

    /// A list with other questions, about the words of a column.
    pub(super) fn about(name: &str, asked: &str, source: &ColumnInspection) -> WordList {
        let words = source.profile.words.iter().map(|(word, _)| (word.clone(), "")).collect();
        WordList { name: name.to_owned(), asked: asked.to_owned(), words }
    }

    /// Adds it to the lists; words of a column that several files have are one list.
    pub(super) fn add_to(self, lists: &mut Vec<WordList>) {
        match lists.iter_mut().find(|known| known.name == self.name) {
            None => lists.push(self),
            Some(known) => {
                let new = self.words.into_iter().filter(|(word, _)| known.words.iter().all(|(one, _)| one != word));
                let new: Vec<_> = new.collect();
                known.words.extend(new);
                known.words.sort();
            }
        }
    }

    /// Its name in SQL.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Its file, beside the queries.
    pub(super) fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// Its declaration in `plugin.toml`.
    pub(super) fn declaration(&self) -> String {
        format!("[[source]]\nname = \"{0}\"\nkind = \"csv\"\npath = \"plugin:{0}.csv\"\n", self.name)
    }

    /// Its text: a code that is only likely is there to be looked at, one that nobody can tell is left open.
    pub(super) fn csv(&self) -> String {
        let field = |text: &str| match text.contains([',', '"', '\n', '\r']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.to_owned(),
        };
        let more = ",".repeat(self.asked.matches(',').count().saturating_sub(1));
        let rows = self.words.iter().map(|(word, code)| format!("{},{code}{more}\n", field(word)));
        format!("{}\n{}", self.asked, rows.collect::<String>())
    }
}
