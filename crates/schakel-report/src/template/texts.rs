//! The texts of a report in one language.
//!
//! A TOML file holds them in a tree. A leaf is a text, or a list of ways to say the same thing, of which the first is taken unless it would open
//! like the sentence before it. Each text is a small template itself: `"Dat is {{pct it.value}}."`. The table `words` is special: its entries are
//! the vocabulary of a sector (`words.vo`, `words.mbo`, `words.hbo`) and stand ready in every template and text by their name.

use std::collections::BTreeMap;

use super::error::TemplateError;
use super::lower::Compiler;
use super::program::Program;
use crate::document::Lang;

/// The folder of the texts within a set.
pub(super) const FOLDER: &str = "texts/";

/// The texts of a language.
#[derive(Debug, Default)]
pub(super) struct Texts {
    file: String,
    /// The wordings of each text, at least one.
    wordings: BTreeMap<String, Vec<Program>>,
    /// The vocabulary of each sector, behind that of all sectors.
    words: BTreeMap<String, Vec<Word>>,
}

/// A word of the vocabulary: its name, and the word.
pub(super) type Word = (String, String);

/// The short name of a language, as in the file names.
pub(super) fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    }
}

impl Texts {
    /// Reads a file of texts and compiles every wording. Mistakes are noted with the compiler.
    pub(super) fn read(file: &str, content: &str, compiler: &mut Compiler) -> Texts {
        let mut texts = Texts { file: file.to_owned(), ..Texts::default() };
        let table: toml::Table = match content.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                let (line, column) = error.span().map_or((0, 0), |span| place(content, span.start));
                let message = error.message().to_owned();
                compiler.errors.push(TemplateError { template: file.to_owned(), line, column, message });
                return texts;
            }
        };
        for (key, value) in &table {
            match (key.as_str(), value) {
                ("words", toml::Value::Table(words)) => texts.read_words(words),
                _ => texts.read_value(key, value, compiler),
            }
        }
        texts
    }

    fn read_words(&mut self, words: &toml::Table) {
        let word = |(name, value): (&String, &toml::Value)| -> Option<Word> {
            Some((name.clone(), value.as_str()?.to_owned()))
        };
        let common: Vec<Word> = words.iter().filter_map(word).collect();
        for (sector, own) in words {
            if let toml::Value::Table(own) = own {
                let all = common.iter().cloned().chain(own.iter().filter_map(word)).collect();
                self.words.insert(sector.clone(), all);
            }
        }
        if self.words.is_empty() {
            self.words.insert(String::new(), common);
        }
    }

    fn read_value(&mut self, key: &str, value: &toml::Value, compiler: &mut Compiler) {
        match value {
            toml::Value::String(text) => self.add(key, &[text.as_str()], compiler),
            toml::Value::Array(list) => {
                let ways: Option<Vec<&str>> = list.iter().map(toml::Value::as_str).collect();
                match ways.filter(|ways| !ways.is_empty()) {
                    Some(ways) => self.add(key, &ways, compiler),
                    None => {
                        compiler.errors.push(self.error(key, "a list of wordings holds texts only, at least one"));
                    }
                }
            }
            toml::Value::Table(table) => {
                for (name, value) in table {
                    self.read_value(&format!("{key}.{name}"), value, compiler);
                }
            }
            _ => compiler.errors.push(self.error(key, "a text stands in quotes")),
        }
    }

    fn add(&mut self, key: &str, ways: &[&str], compiler: &mut Compiler) {
        let compiled = ways.iter().enumerate().map(|(index, way)| {
            let name = match index {
                0 => format!("{}: {key}", self.file),
                _ => format!("{}: {key}, wording {}", self.file, index + 1),
            };
            // A text may run over lines in the file; on the page it is one.
            let way = way.split_whitespace().collect::<Vec<_>>().join(" ");
            compiler.compile(&name, &way)
        });
        let compiled = compiled.collect();
        self.wordings.insert(key.to_owned(), compiled);
    }

    fn error(&self, key: &str, message: &str) -> TemplateError {
        TemplateError::of_file(&format!("{}: {key}", self.file), message)
    }

    /// Another word instead of one of the vocabulary, in all sectors.
    pub(super) fn set_word(&mut self, name: &str, word: &str) {
        for words in self.words.values_mut() {
            words.push((name.to_owned(), word.to_owned()));
        }
    }

    /// The wordings of a text; `None` when there is no such text.
    pub(super) fn wordings(&self, key: &str) -> Option<&[Program]> {
        self.wordings.get(key).map(Vec::as_slice)
    }

    /// The vocabulary of a sector. Of a word that stands in it twice the last one counts.
    pub(super) fn words(&self, sector: &str) -> &[Word] {
        // A sector that the texts don't know borrows the words of the first one they do know.
        self.words.get(sector).or_else(|| self.words.values().next()).map_or(&[], Vec::as_slice)
    }
}

/// Line and column, both from 1, of a byte position.
fn place(content: &str, at: usize) -> (usize, usize) {
    let before = content.get(..at).unwrap_or(content);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}
