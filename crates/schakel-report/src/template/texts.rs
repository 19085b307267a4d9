//! The texts of a report in one language.
//!
//! A TOML file holds them in a tree. A leaf is a text, or a list of ways to say the same thing, of which the first is taken unless it would open
//! like the sentence before it. Each text is a small template itself: `"Dat is {{pct it.value}}."`. The table `words` is special: its entries are
//! the vocabulary of a sector (`words.vo`, `words.mbo`, `words.hbo`) and stand ready in every template and text by their name.

use std::collections::BTreeMap;

use handlebars::Handlebars;
use serde_json::{Map, Value};

use super::error::{TemplateError, TemplateErrors};
use super::scan;
use crate::document::Lang;

/// The folder of the texts within a set.
pub(super) const FOLDER: &str = "texts/";

/// The texts of a language: how many wordings each has. The wordings themselves are templates of the registry.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    file: String,
    wordings: BTreeMap<String, usize>,
    words: BTreeMap<String, Value>,
    common: Map<String, Value>,
}

/// The short name of a language, as in the file names.
pub(super) fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    }
}

impl Texts {
    /// Reads a file of texts and registers every wording as a template.
    pub(super) fn read(file: &str, content: &str, registry: &mut Handlebars<'static>) -> Result<Texts, TemplateErrors> {
        let table: toml::Table = content.parse().map_err(|e: toml::de::Error| {
            let (line, column) = e.span().map_or((0, 0), |span| place(content, span.start));
            TemplateError { template: file.to_owned(), line, column, message: e.message().to_owned() }
        })?;
        let mut texts =
            Texts { file: file.to_owned(), wordings: BTreeMap::new(), words: BTreeMap::new(), common: Map::new() };
        let mut errors = Vec::new();
        for (key, value) in &table {
            match (key.as_str(), value) {
                ("words", toml::Value::Table(words)) => texts.read_words(words),
                _ => texts.read_value(key, value, registry, &mut errors),
            }
        }
        if errors.is_empty() { Ok(texts) } else { Err(TemplateErrors(errors)) }
    }

    fn read_words(&mut self, words: &toml::Table) {
        for (name, value) in words {
            match value {
                toml::Value::Table(sector) => {
                    let map = sector
                        .iter()
                        .filter_map(|(k, v)| Some((k.clone(), Value::from(v.as_str()?))))
                        .collect::<Map<_, _>>();
                    self.words.insert(name.clone(), Value::Object(map));
                }
                toml::Value::String(text) => {
                    self.common.insert(name.clone(), Value::from(text.clone()));
                }
                _ => {}
            }
        }
    }

    fn read_value(
        &mut self,
        key: &str,
        value: &toml::Value,
        registry: &mut Handlebars<'static>,
        errors: &mut Vec<TemplateError>,
    ) {
        match value {
            toml::Value::String(text) => self.add(key, &[text.as_str()], registry, errors),
            toml::Value::Array(list) => {
                let ways: Option<Vec<&str>> = list.iter().map(toml::Value::as_str).collect();
                match ways.filter(|ways| !ways.is_empty()) {
                    Some(ways) => self.add(key, &ways, registry, errors),
                    None => errors.push(self.error(key, "a list of wordings holds texts only, at least one")),
                }
            }
            toml::Value::Table(table) => {
                for (name, value) in table {
                    self.read_value(&format!("{key}.{name}"), value, registry, errors);
                }
            }
            _ => errors.push(self.error(key, "a text stands in quotes")),
        }
    }

    fn add(&mut self, key: &str, ways: &[&str], registry: &mut Handlebars<'static>, errors: &mut Vec<TemplateError>) {
        for (index, way) in ways.iter().enumerate() {
            let name = self.template(key, index);
            // A text may run over lines in the file; on the page it is one.
            let way = way.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Err(error) = scan::check(&name, &way) {
                errors.push(error);
            } else if let Err(error) = registry.register_template_string(&name, way) {
                errors.push(TemplateError::parsing(&name, &error));
            }
        }
        self.wordings.insert(key.to_owned(), ways.len());
    }

    fn error(&self, key: &str, message: &str) -> TemplateError {
        TemplateError::of_file(&format!("{}: {key}", self.file), message)
    }

    /// The name under which a wording is registered, which is also what error messages show.
    pub(super) fn template(&self, key: &str, wording: usize) -> String {
        if wording == 0 {
            format!("{}: {key}", self.file)
        } else {
            format!("{}: {key}, wording {}", self.file, wording + 1)
        }
    }

    /// How many wordings a text has; `None` when there is no such text.
    pub(super) fn wordings(&self, key: &str) -> Option<usize> {
        self.wordings.get(key).copied()
    }

    /// The vocabulary of a sector over that of all sectors.
    pub(super) fn words(&self, sector: &str) -> Value {
        let mut words = self.common.clone();
        // A sector that the texts don't know borrows the words of the first one they do know.
        let own = self.words.get(sector).or_else(|| self.words.values().next());
        if let Some(Value::Object(own)) = own {
            words.extend(own.clone());
        }
        Value::Object(words)
    }
}

/// Line and column, both from 1, of a byte position.
fn place(content: &str, at: usize) -> (usize, usize) {
    let before = content.get(..at).unwrap_or(content);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}
