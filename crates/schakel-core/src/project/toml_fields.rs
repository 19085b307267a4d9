//! Reads a TOML table key by key, so that every mistake is reported at once, each with its line and column.

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use schakel_source::problem::{Problem, did_you_mean};

/// Where a text stands, and the mistakes found in it so far.
pub(super) struct Reader<'t> {
    text: &'t str,
    file: &'t str,
    pub(super) problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, file: &'t str) -> Reader<'t> {
        Reader { text, file, problems: Vec::new() }
    }

    /// Parses the text, noting every mistake in its grammar.
    pub(super) fn parse(&mut self) -> Spanned<DeTable<'t>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            self.fault(at, error.message().trim().replace('\n', ", "), None);
        }
        table
    }

    /// The line, from 1, in which byte `at` stands.
    pub(super) fn line(&self, at: usize) -> u64 {
        self.text.get(..at).unwrap_or(self.text).matches('\n').count() as u64 + 1
    }

    /// Notes a mistake at byte `at` of the text.
    pub(super) fn fault(&mut self, at: usize, message: impl Into<String>, hint: Option<String>) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let mut problem =
            Problem::error("project-file", message).file(self.file).row(self.line(at)).column(column.to_string());
        problem.hint = hint;
        self.problems.push(problem);
    }
}

/// One table of the text, read key by key.
pub(super) struct Fields<'a, 't> {
    table: &'a DeTable<'t>,
    /// How a message names the table: `[project]`.
    name: &'static str,
    /// Byte at which the table starts.
    pub(super) at: usize,
    known: Vec<&'static str>,
}

impl<'a, 't> Fields<'a, 't> {
    pub(super) fn new(name: &'static str, at: usize, table: &'a DeTable<'t>) -> Fields<'a, 't> {
        Fields { table, name, at, known: Vec::new() }
    }

    fn find(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// The value of `key` as text, with the byte at which it stands.
    pub(super) fn text(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<(String, usize)> {
        let value = self.find(key)?;
        let at = value.span().start;
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some((text.trim().to_owned(), at)),
            Some(_) => {
                reader.fault(at, format!("`{key}` is empty"), Some("Fill it in or leave the line out.".to_owned()));
                None
            }
            None => {
                let kind = value.get_ref().type_str();
                reader.fault(at, format!("`{key}` is of the kind {kind}; expected text between quotes"), None);
                None
            }
        }
    }

    /// As [`Fields::text`], and a mistake when the key is not there.
    pub(super) fn required(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<(String, usize)> {
        let text = self.text(reader, key);
        if text.is_none() && !self.table.keys().any(|name| name.get_ref() == key) {
            reader.fault(
                self.at,
                format!("{} has no `{key}`", self.name),
                Some(format!("Add the line {key} = \"…\".")),
            );
        }
        text
    }

    /// The value of `key` as a date, written as `2026-06-15` with or without quotes.
    pub(super) fn required_date(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<NaiveDate> {
        if !self.table.keys().any(|name| name.get_ref() == key) {
            let hint = format!("Add the line {key} = \"2026-06-15\".");
            reader.fault(self.at, format!("{} has no `{key}`", self.name), Some(hint));
        }
        self.date(reader, key)
    }

    /// As [`Fields::required_date`], of a key that may be left out.
    pub(super) fn date(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<NaiveDate> {
        let value = self.find(key)?;
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        let date = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
        if date.is_none() {
            reader.fault(value.span().start, format!("`{key}` is not a date; expected for example 2026-06-15"), None);
        }
        date
    }

    /// The value of `key` as a whole number from `least` to `most`.
    pub(super) fn whole(&mut self, reader: &mut Reader<'_>, key: &'static str, least: u32, most: u32) -> Option<u32> {
        let value = self.find(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.to_string().parse().ok().filter(|found| (least..=most).contains(found)),
            _ => None,
        };
        if number.is_none() {
            reader.fault(value.span().start, format!("`{key}` is not a whole number from {least} to {most}"), None);
        }
        number
    }

    /// The value of `key` as `true` or `false`.
    pub(super) fn flag(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<bool> {
        let value = self.find(key)?;
        let DeValue::Boolean(flag) = value.get_ref() else {
            reader.fault(value.span().start, format!("`{key}` is not `true` or `false`, without quotes"), None);
            return None;
        };
        Some(*flag)
    }

    /// The section behind `key` with a text behind every name, as (name, text, byte at which the text stands).
    pub(super) fn texts(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<(String, String, usize)> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            reader.fault(value.span().start, format!("`{key}` is not a section with a text behind every name"), None);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for (name, value) in table.iter() {
            match value.get_ref().as_str() {
                Some(text) => texts.push((name.get_ref().to_string(), text.trim().to_owned(), value.span().start)),
                None => {
                    reader.fault(value.span().start, format!("`{}` is not text between quotes", name.get_ref()), None)
                }
            }
        }
        texts
    }

    /// Every key with a number, as (key, byte of the key, value); a mistake for each value that is not a number.
    pub(super) fn numbers(&self, reader: &mut Reader<'_>) -> Vec<(String, usize, f64)> {
        let mut numbers = Vec::new();
        for (key, value) in self.table.iter() {
            let number = match value.get_ref() {
                DeValue::Integer(number) => number.to_string().parse::<f64>().ok(),
                DeValue::Float(number) => number.to_string().parse::<f64>().ok(),
                _ => None,
            };
            match number {
                Some(number) => numbers.push((key.get_ref().to_string(), key.span().start, number)),
                None => reader.fault(value.span().start, format!("`{}` is not a number", key.get_ref()), None),
            }
        }
        numbers
    }

    /// Notes every key that was not asked for.
    pub(super) fn finish(self, reader: &mut Reader<'_>) {
        for key in self.table.keys() {
            if !self.known.contains(&key.get_ref().as_ref()) {
                let message = format!("{} has an unknown key `{}`", self.name, key.get_ref());
                reader.fault(key.span().start, message, did_you_mean(key.get_ref(), &self.known));
            }
        }
    }
}
