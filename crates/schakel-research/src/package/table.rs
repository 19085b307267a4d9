//! A table of the package: its definition, its rows, and the labels of its codes.

use std::collections::BTreeMap;

use schakel_report::facts::Text;

use crate::cube::{Code, Column, Datum, Kind, Labels, looks_like_formula};

/// A value as every format has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Empty,
    Text(String),
    Whole(u64),
    Number(f64),
    Flag(bool),
}

impl Value {
    /// A text that every format can hold; see [`clean`]. It has an apostrophe in front where a spreadsheet could take it for a formula.
    pub(super) fn text(text: &str) -> Value {
        match clean(text) {
            text if text.is_empty() => Value::Empty,
            text if looks_like_formula(&text) => Value::Text(format!("'{text}")),
            text => Value::Text(text),
        }
    }

    pub(super) fn whole(number: impl TryInto<u64>) -> Value {
        number.try_into().map_or(Value::Empty, Value::Whole)
    }

    /// As a file of text has it: a point in numbers, nothing for what is not there.
    pub(super) fn written(&self) -> String {
        match self {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Whole(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
        }
    }
}

/// A text without space at its end and without control characters but the end of a line; XML 1.0 (2.2) has no place for those.
pub(super) fn clean(text: &str) -> String {
    let fits = |c: &char| *c == '\n' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    let clean: String = text.chars().filter(fits).collect();
    clean.trim_end().to_owned()
}

impl From<Datum<'_>> for Value {
    fn from(datum: Datum<'_>) -> Value {
        match datum {
            Datum::Text(text) => Value::text(text),
            Datum::Whole(number) => number.map_or(Value::Empty, Value::Whole),
            Datum::Number(number) => number.map_or(Value::Empty, Value::Number),
            Datum::Flag(flag) => flag.map_or(Value::Empty, Value::Flag),
        }
    }
}

/// A column whose values stand in the key of another table.
pub(super) struct Refers {
    pub(super) column: &'static str,
    pub(super) table: &'static str,
}

/// What a table is.
pub(super) struct Definition {
    pub(super) name: &'static str,
    pub(super) nl: &'static str,
    pub(super) en: &'static str,
    /// What a row is.
    pub(super) meaning: &'static str,
    pub(super) key: &'static [&'static str],
    pub(super) refers: &'static [Refers],
}

/// A table with its rows; every row has a value for every column.
pub(super) struct Table {
    pub(super) definition: &'static Definition,
    pub(super) columns: Vec<&'static Column>,
    /// What the codes mean of columns whose codes are not fixed.
    pub(super) labels: Labels,
    pub(super) rows: Vec<Vec<Value>>,
}

/// A code with its labels.
pub(super) struct Labelled {
    pub(super) code: String,
    pub(super) nl: String,
    pub(super) en: String,
}

impl Table {
    pub(super) fn of(definition: &'static Definition, columns: &'static [Column]) -> Table {
        Table { definition, columns: columns.iter().collect(), labels: Labels::new(), rows: Vec::new() }
    }

    /// Remembers what a code means; the first label counts.
    pub(super) fn label(&mut self, column: &'static str, code: &str, label: &Text) {
        if let (Value::Text(code), false) = (Value::text(code), label.nl.is_empty()) {
            self.labels.entry(column).or_default().entry(code).or_insert_with(|| label.clone());
        }
    }

    /// The codes of a column with their labels: the fixed ones, or else those that are labelled.
    pub(super) fn codes(&self, column: &Column) -> Vec<Labelled> {
        let fixed = |code: &Code| Labelled { code: code.code.into(), nl: code.nl.into(), en: code.en.into() };
        let open = |(code, label): (&String, &Text)| Labelled {
            code: code.clone(),
            nl: written(&label.nl),
            en: written(if label.en.is_empty() { &label.nl } else { &label.en }),
        };
        if column.codes.is_empty() {
            self.labels.get(column.name).into_iter().flatten().map(open).collect()
        } else {
            column.codes.iter().map(fixed).collect()
        }
    }

    /// The values of a column.
    pub(super) fn values(&self, place: usize) -> impl Iterator<Item = &Value> + '_ {
        self.rows.iter().map(move |row| row.get(place).unwrap_or(&Value::Empty))
    }

    /// The labels of a column by code, in a language.
    pub(super) fn names(&self, column: &str, pick: impl Fn(&Labelled) -> String) -> BTreeMap<String, String> {
        let column = self.columns.iter().find(|known| known.name == column);
        column.map(|column| self.codes(column)).unwrap_or_default().iter().map(|c| (c.code.clone(), pick(c))).collect()
    }

    pub(super) fn file(&self, extension: &str) -> String {
        format!("data/{}.{extension}", self.definition.name)
    }

    /// The table as CSV (RFC 4180, but for line ends): UTF-8, comma, decimal point, a head with the names of the columns.
    pub(super) fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| column.name))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Value::written))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }
}

fn written(text: &str) -> String {
    Value::text(text).written()
}

/// A column of a table that is not the cube.
pub(super) const fn column(
    name: &'static str,
    kind: Kind,
    required: bool,
    nl: &'static str,
    en: &'static str,
    meaning: &'static str,
) -> Column {
    Column { name, kind, required, nl, en, meaning, codes: &[] }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A table with a column of every kind, a row with everything and a row with nothing.
    pub(in crate::package) fn small() -> Table {
        static SMALL: Definition =
            Definition { name: "small", nl: "klein", en: "small", meaning: "A row.", key: &[], refers: &[] };
        static COLUMNS: &[Column] = &[
            column("by", Kind::Text, false, "uitsplitsing", "breakdown", "A text."),
            column("n", Kind::Whole, false, "aantal", "number", "A whole number."),
            column("value", Kind::Number, false, "waarde", "value", "A number."),
            column("warn", Kind::Flag, false, "let op", "warning", "A flag."),
        ];
        let mut table = Table::of(&SMALL, COLUMNS);
        table.rows = vec![
            vec![Value::text("één\n\"regel\", en meer"), Value::Whole(3), Value::Number(-2.5), Value::Flag(true)],
            vec![Value::Empty, Value::Empty, Value::Empty, Value::Empty],
        ];
        table
    }

    #[test]
    fn a_text_fits_in_every_format() {
        let written = |text: &str| Value::text(text).written();
        assert_eq!(written("één\u{0}\u{7}\u{fffe} regel\r\nen nog een \n"), "één regel\nen nog een");
        assert_eq!(written("=1+1"), "'=1+1");
        assert_eq!(written("\u{1}=1+1"), "'=1+1");
        assert_eq!(Value::text(" \n"), Value::Empty);
    }
}
