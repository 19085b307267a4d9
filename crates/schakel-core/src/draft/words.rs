//! The words of a school that must be translated into codes of the model: a small CSV beside the query.

use schakel_model::{CodeList, Column, Type};
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
        let name = format!("{}_{}", source.name.to_lowercase(), column.name);
        Some(WordList::about(&name, "word,code", Some(codes), source))
    }

    /// A list with other questions, about the words of a column; the first of them may be one for a code.
    pub(super) fn about(
        name: &str,
        asked: &str,
        codes: Option<&'static CodeList>,
        source: &ColumnInspection,
    ) -> WordList {
        let code = |word: &str| codes.map_or("", |codes| likely(codes, word));
        let words = source.profile.words.iter().map(|(word, _)| (word.clone(), code(word))).collect();
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
        let mut asked = self.asked.split(',');
        let word = asked.next().unwrap_or_default();
        let what = asked.collect::<Vec<_>>().join(", ");
        format!(
            "# For every {word}: {what}.\n[[source]]\nname = \"{0}\"\nkind = \"csv\"\npath = \"plugin:{0}.csv\"\n",
            self.name
        )
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

/// The code that a word is, or nearly is: a wrong proposal is worse than none.
fn likely(codes: &'static CodeList, word: &str) -> &'static str {
    let labels = || codes.codes.iter().flat_map(|code| [(code.code, code), (code.nl, code), (code.en, code)]);
    let like = |(label, _): &(&str, _)| strsim::jaro_winkler(&word.to_lowercase(), &label.to_lowercase()) > 0.9;
    let truth: &[&str] = match word.to_lowercase().as_str() {
        "j" | "ja" | "y" | "1" | "true" => &["yes", "ja"],
        "n" | "nee" | "0" | "false" => &["no", "nee"],
        _ => &[],
    };
    let told = || truth.iter().find_map(|word| codes.recognise(word));
    let code = codes.recognise(word).or_else(told).or_else(|| labels().find(like).map(|(_, code)| code));
    code.map_or("", |code| code.code)
}
