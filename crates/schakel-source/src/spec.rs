//! What a plugin declares about one source: where it is, of which kind, and how to read it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use schakel_model::check::DateFormat;

use crate::kind::Kind;
use crate::postgres;
use crate::problem::Problem;

/// A field of a fixed-width file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FixedField {
    /// Name of the column.
    pub name: String,
    /// Position of its first character in the line; the first position is 1.
    pub start: usize,
    /// How many characters it takes.
    pub length: usize,
}

/// One `[[source]]` of a `plugin.toml`. An option that is absent takes the default of its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceSpec {
    /// Name of the table in SQL.
    pub name: String,
    /// How the file is read.
    pub kind: Kind,
    /// The file: relative to the school's data folder, or `plugin:…` or `project:…`. For a server its address:
    /// `postgresql://user@host:5432/database`, without a password.
    pub path: String,

    /// Values that mean "missing", besides the empty string (text kinds).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub null: Vec<String>,
    /// Columns that are left out while reading, by their name in the file or their clean name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<String>,
    /// Columns that tell of a person and are read all the same, named as in `drop`; these kinds leave them out by
    /// themselves (surveys, forms, and the standards and systems of schools such as oneroster and edexml).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<String>,
    /// How dates are written that are not ISO dates, such as `dd-mm-jjjj` (oneroster).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Offer `<name>__long(source_row, column_name, value)` too.
    #[serde(default, skip_serializing_if = "is_false")]
    pub long: bool,
    /// `","`: numbers written with a decimal comma are delivered with a decimal point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,

    /// Which heading of the file is which column: `{ leerlingNummer = "Lln.nr" }` (oneroster, somtoday, magister, forms).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Questions of which a cell may hold several answers, by their text or the name of their column (forms).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub multiple: Vec<String>,
    /// A count that stands for itself and all smaller ones but 0, such as `"4"`; `<5` is known (duo).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub masked: Option<String>,

    /// Character between fields; found by looking when absent (csv, qualtrics).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// Character around fields that hold delimiters or newlines; `""` for none (csv, qualtrics).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Name of the encoding, such as `utf-8`, `windows-1252`, `utf-16le`; found by looking when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Whether there is a header; without one the columns are `column_1`, `column_2` … (csv, xlsx, ods).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// Row of the header, 1-based (csv, xlsx, ods); in workbooks found by looking when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
    /// How many rows the header has: the first holds the names, the others are offered as `<name>__columns`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u64>,

    /// Name of the sheet, or its number from 1 (xlsx, ods); the first visible one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<SheetName>,
    /// Several sheets, each as `<name>__<sheet>`; `["*"]` for all visible ones (xlsx, ods).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// The cells to read, such as `B3:H40` or `A:F` (xlsx, ods).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<String>,
    /// Stop at the first blank row below the header, before totals and remarks (xlsx, ods).
    #[serde(default, skip_serializing_if = "is_false")]
    pub until_blank: bool,
    /// Give every cell of a merged area the value of the area (xlsx).
    #[serde(default, skip_serializing_if = "is_false")]
    pub fill_merged: bool,

    /// Path of the list of rows, such as `items` or `data/persons` (json, ndjson).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// Path of the element that is a row, such as `leerlinggegevens/leerlingen/leerling` (xml).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// Columns by name with the path below the row: `naam/achternaam`, `@key`, `groep/@key` (xml); in a fixed-width
    /// file the list of `{ name, start, length }`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<Fields>,

    /// The structure of the survey: the name of a .lss file in the same folder (limesurvey).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub structure: Option<String>,

    /// The description of the fields: the name of a text file in the same folder (cijferho).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The decode tables to read: names of files in the same folder; all `Dec_*.asc` when absent (cijferho).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decode: Vec<String>,

    /// The tables to read, each as `<name>__<table>`; all when absent (sqlite, postgres).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<String>,
    /// The one table to read, as `<name>` (sqlite, postgres).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The schema that holds the tables; `public` when absent (postgres).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Whether the connection is encrypted; `require` when absent. A socket on this machine needs none (postgres).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<TlsMode>,
    /// The certificate of the authority that signed the server's, a PEM file named as in `path`; those of the system
    /// when absent (postgres).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<String>,
    /// A file with passwords in the form of PostgreSQL (`host:port:database:user:password`), named as in `path`, which
    /// only its owner may read; `~/.pgpass` when absent (postgres).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pgpass: Option<String>,
    /// Seconds that one answer of the server may take; 60 when absent (postgres).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
}

/// Whether a connection is encrypted. A certificate is always checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TlsMode {
    /// Always.
    Require,
    /// When the server offers it.
    Prefer,
    /// Never: password and rows can be read on the way.
    Off,
}

/// A sheet by its name or by its number from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SheetName {
    /// By number, the first is 1.
    Number(u64),
    /// By name.
    Name(String),
}

/// The option `fields`: a list for fixed-width files, a table for XML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Fields {
    /// Positions in a fixed-width line.
    Fixed(Vec<FixedField>),
    /// Column name and path below the row element.
    Paths(BTreeMap<String, String>),
}

/// What a path of a source is relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The data folder of the school.
    Data,
    /// The folder of the plugin (`plugin:`).
    Plugin,
    /// The folder of the project file (`project:`).
    Project,
}

impl Place {
    /// What a path of `plugin.toml` is relative to, and the path without the prefix that says so.
    pub fn of(path: &str) -> (Place, &str) {
        if let Some(path) = path.strip_prefix("plugin:") {
            (Place::Plugin, path)
        } else if let Some(path) = path.strip_prefix("project:") {
            (Place::Project, path)
        } else {
            (Place::Data, path)
        }
    }
}

impl SourceSpec {
    /// A source with the defaults of its kind.
    pub fn new(name: impl Into<String>, kind: Kind, path: impl Into<String>) -> SourceSpec {
        SourceSpec {
            name: name.into(),
            kind,
            path: path.into(),
            null: Vec::new(),
            drop: Vec::new(),
            keep: Vec::new(),
            date: None,
            long: false,
            decimal: None,
            columns: BTreeMap::new(),
            multiple: Vec::new(),
            masked: None,
            delimiter: None,
            quote: None,
            encoding: None,
            header: None,
            header_row: None,
            header_rows: None,
            sheet: None,
            sheets: Vec::new(),
            range: None,
            until_blank: false,
            fill_merged: false,
            items: None,
            row: None,
            fields: None,
            structure: None,
            description: None,
            decode: Vec::new(),
            tables: Vec::new(),
            table: None,
            schema: None,
            tls: None,
            ca: None,
            pgpass: None,
            seconds: None,
        }
    }

    /// What the path is relative to, and the path itself without the prefix that says so.
    pub fn location(&self) -> (Place, &str) {
        Place::of(&self.path)
    }

    /// The file below `base`, the folder that [`SourceSpec::location`] asks for; for a server that folder itself, in
    /// which the files that the declaration names beside it lie.
    pub fn resolve(&self, base: &Path) -> PathBuf {
        if self.kind.is_server() { base.to_owned() } else { base.join(self.location().1) }
    }

    /// The structure of the survey as a file of its own, and where it is when the source is at `path`.
    pub(super) fn structure_beside(&self, path: &Path) -> Option<(SourceSpec, PathBuf)> {
        self.structure.as_deref().map(|name| self.beside(path, name))
    }

    /// A file in the same folder as a source of its own, and where it is when the source is at `path`.
    pub(super) fn beside(&self, path: &Path, name: &str) -> (SourceSpec, PathBuf) {
        let folder = self.path.rfind(['/', ':']).map_or("", |at| &self.path[..=at]);
        let beside = SourceSpec { path: format!("{folder}{name}"), encoding: None, ..self.clone() };
        (beside, path.with_file_name(name))
    }

    /// Everything that is wrong with the declaration itself, before a file is opened.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |message: String, hint: &str| {
            problems.push(
                Problem::error("source-option", format!("source {}: {message}", self.name))
                    .file(postgres::without_password(&self.path))
                    .hint(hint),
            );
        };
        if self.name.is_empty() || !self.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            wrong("the name may hold letters, digits and _ only".to_owned(), "It becomes the name of a table in SQL.");
        }
        let known = self.kind.options();
        for option in self.options_set() {
            if !known.contains(&option.as_str()) {
                wrong(
                    format!("option `{option}` does not belong to kind {}", self.kind),
                    &format!("This kind takes: {}.", known.join(", ")),
                );
            }
        }
        for (option, text) in [("delimiter", &self.delimiter), ("quote", &self.quote)] {
            if text.as_deref().is_some_and(|text| character(text).is_none() && !(option == "quote" && text.is_empty()))
            {
                wrong(format!("option `{option}` must be one character"), "Write for example \";\" or \"tab\".");
            }
        }
        if self.decimal.as_deref().is_some_and(|decimal| decimal != "," && decimal != ".") {
            wrong("option `decimal` must be \",\" or \".\"".to_owned(), "Leave it out for a decimal point.");
        }
        if self.masked.as_deref().is_some_and(|masked| masked.parse::<u64>().map_or(true, |count| count == 0)) {
            wrong(
                "option `masked` must be a count".to_owned(),
                "Write the number that stands for it and fewer: \"4\".",
            );
        }
        if let Some(Err(error)) = self.date.as_deref().map(str::parse::<DateFormat>) {
            wrong(format!("option `date`: {error}"), "Write how the system writes dates, such as \"m/d/jjjj\".");
        }
        if self.header_row == Some(0) || self.header_rows == Some(0) {
            wrong("rows are counted from 1".to_owned(), "Write header = false when there is no header.");
        }
        if self.sheet.is_some() && !self.sheets.is_empty() {
            wrong("`sheet` and `sheets` cannot both be given".to_owned(), "Use `sheets` to read several sheets.");
        }
        for column in self.keep.iter().filter(|column| self.drop.contains(column)) {
            wrong(format!("column `{column}` is in both `keep` and `drop`"), "Take it out of one of the two.");
        }
        let beside = [("structure", &self.structure), ("description", &self.description)];
        let beside = beside.into_iter().filter_map(|(option, name)| Some((option, name.as_ref()?)));
        for (option, name) in beside.chain(self.decode.iter().map(|name| ("decode", name))) {
            if name.is_empty() || name.contains(['/', '\\', ':']) {
                wrong(
                    format!("option `{option}` must be the name of a file"),
                    "Put that file into the folder of the source and give its name without the folder.",
                );
            }
        }
        if self.table.is_some() && !self.tables.is_empty() {
            wrong("`table` and `tables` cannot both be given".to_owned(), "Use `tables` to read several tables.");
        }
        if self.kind == Kind::Postgres
            && let Err((message, hint)) = postgres::check(self)
        {
            wrong(message.to_owned(), hint);
        }
        if self.seconds.is_some_and(|seconds| !(1..=3600).contains(&seconds)) {
            wrong("option `seconds` must be 1 to 3600".to_owned(), "Leave it out for 60 seconds.");
        }
        problems
    }

    fn options_set(&self) -> Vec<String> {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(map)) => map
                .into_iter()
                .map(|(key, _)| key)
                .filter(|key| !["name", "kind", "path"].contains(&key.as_str()))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// The single ASCII character that an option names.
pub(super) fn character(text: &str) -> Option<u8> {
    match text.as_bytes() {
        _ if text == "tab" => Some(b'\t'),
        [byte] if byte.is_ascii() => Some(*byte),
        _ => None,
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(text: &str) -> SourceSpec {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn an_option_of_another_kind_is_refused_with_the_ones_that_belong() {
        let problems = spec("name = 'a'\nkind = 'csv'\npath = 'a.csv'\nsheet = 'x'").check();
        assert_eq!(problems.len(), 1);
        assert!(problems[0].message.contains("`sheet` does not belong to kind csv"), "{}", problems[0]);
        assert!(problems[0].hint.as_deref().unwrap().contains("delimiter"));
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let problems = spec("name = 'a b'\nkind = 'csv'\npath = 'a.csv'\ndelimiter = '::'\ndecimal = 'x'").check();
        assert_eq!(problems.len(), 3);
    }

    #[test]
    fn the_prefix_of_a_path_says_what_it_is_relative_to() {
        assert_eq!(SourceSpec::new("a", Kind::Csv, "plugin:roles.csv").location(), (Place::Plugin, "roles.csv"));
        assert_eq!(
            SourceSpec::new("a", Kind::Csv, "project:instrument/item.csv").location(),
            (Place::Project, "instrument/item.csv")
        );
        assert_eq!(SourceSpec::new("a", Kind::Csv, "x/users.csv").location(), (Place::Data, "x/users.csv"));
    }

    #[test]
    fn fields_are_a_table_for_xml_and_a_list_for_fixed_width() {
        let xml = spec("name = 'a'\nkind = 'xml'\npath = 'a.xml'\nfields = { sleutel = '@key', naam = 'naam' }");
        assert!(matches!(xml.fields, Some(Fields::Paths(fields)) if fields["sleutel"] == "@key"));
        let fixed =
            spec("name = 'a'\nkind = 'fixed'\npath = 'a.asc'\nfields = [{ name = 'jaar', start = 13, length = 4 }]");
        assert!(matches!(fixed.fields, Some(Fields::Fixed(fields)) if fields[0].start == 13));
    }
}
