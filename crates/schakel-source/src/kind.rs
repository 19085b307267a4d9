//! The kinds of source: each is told once, in the module that reads it, and reading, checks of options, the JSON Schema and
//! the documentation all come from that.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::spec::SourceSpec;
use crate::table::SourceTable;
use crate::{
    cbs_ses, cijferho, csv, duo, edexml, fixed, forms, json, limesurvey, oneroster, ooapi, oso, parquet, postgres,
    qdpx, qualtrics, ro, sis, spreadsheet, sqlite, tbgi, workbook, xapi, xml,
};

/// The kinds of source that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Delimited text, also with tab, `;` or `|`.
    Csv,
    /// A Qualtrics export: delimited text with header rows for names, texts and import ids.
    Qualtrics,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// JSON: a list of objects, or an object that holds one.
    Json,
    /// One JSON object per line, as xAPI statements often come.
    Ndjson,
    /// XML with one element per row.
    Xml,
    /// Text with fields at fixed positions.
    Fixed,
    /// A SQLite database file.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
    /// A Parquet file.
    Parquet,
    /// A LimeSurvey archive: the structure of the survey and its responses.
    Lsa,
    /// The results of a LimeSurvey survey, exported to CSV.
    Limesurvey,
    /// OOAPI 5: answers of a service as JSON.
    Ooapi,
    /// xAPI statements.
    Xapi,
    /// The project's own workbook for the tables of a trajectory.
    TrajectoryWorkbook,
    /// OneRoster 1.1 or 1.2: a folder or a zip of CSV files.
    Oneroster,
    /// A register file of mbo (RO): records of several kinds.
    Ro,
    /// An export of SOMtoday: students or staff.
    Somtoday,
    /// A list export of Magister.
    Magister,
    /// 1CijferHO: text of fixed width with a description of its fields and decode tables.
    Cijferho,
    /// Open data of DUO: wide by year and sex, small counts masked.
    Duo,
    /// Scores of socio-economic status by postcode, of CBS, and the list of APCG postcodes.
    CbsSes,
    /// Answers to a form of Microsoft or Google.
    Forms,
    /// A terugkoppeling of mbo (TBGI): the grounds of funding per enrolment and diploma.
    Tbgi,
    /// Students, groups and staff in UWLR or EDEXML.
    Edexml,
    /// OSO transfer dossiers: a file or a folder of them.
    Oso,
    /// A project of qualitative analysis in REFI-QDA.
    Qdpx,
}

/// How a kind is read: the declaration, where the file or folder is, and how many rows are wanted at most.
type Read = fn(&SourceSpec, &Path, Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>>;

/// All there is to say of a kind.
#[derive(Debug)]
pub struct Definition {
    /// The kind.
    pub kind: Kind,
    /// How `plugin.toml` calls it.
    pub name: &'static str,
    /// What a person calls it.
    pub title: &'static str,
    /// What its path may be.
    pub takes: Takes,
    /// The options it takes besides name, kind and path.
    pub options: &'static [&'static str],
    /// What it gives, in sentences of Markdown.
    pub gives: &'static str,
    /// A `[[source]]` as it could stand in `plugin.toml`, without that first line.
    pub example: &'static str,
    /// What reads it.
    pub(crate) read: Read,
}

/// What the path of a source may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One file.
    File,
    /// One file, or several by a name with `*`.
    Files,
    /// One file, or a folder with files that end so.
    Folder(&'static str),
    /// One file, several by a name with `*`, or a folder with files that end so.
    FolderOrFiles(&'static str),
    /// The address of a server.
    Server,
}

/// Every kind, in the order of the documentation.
static DEFINITIONS: [&Definition; 28] = [
    &csv::KIND,
    &qualtrics::KIND,
    &spreadsheet::XLSX,
    &spreadsheet::ODS,
    &json::JSON,
    &json::NDJSON,
    &xml::KIND,
    &fixed::KIND,
    &sqlite::KIND,
    &postgres::KIND,
    &parquet::KIND,
    &limesurvey::ARCHIVE,
    &limesurvey::EXPORT,
    &ooapi::KIND,
    &xapi::KIND,
    &workbook::KIND,
    &oneroster::KIND,
    &ro::KIND,
    &sis::SOMTODAY_KIND,
    &sis::MAGISTER_KIND,
    &cijferho::KIND,
    &duo::KIND,
    &cbs_ses::KIND,
    &forms::KIND,
    &tbgi::KIND,
    &edexml::KIND,
    &oso::KIND,
    &qdpx::KIND,
];

impl Kind {
    /// All there is to say of it.
    #[must_use]
    pub fn definition(self) -> &'static Definition {
        // A test holds that every kind has a definition of its own.
        DEFINITIONS.iter().copied().find(|definition| definition.kind == self).unwrap_or(&csv::KIND)
    }

    /// Every kind, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = &'static Definition> {
        DEFINITIONS.iter().copied()
    }

    /// Whether it is read from a server: there is no file then, and what it gives may change at any moment.
    #[must_use]
    pub fn is_server(self) -> bool {
        self.definition().takes == Takes::Server
    }

    /// The options this kind takes besides name, kind and path.
    #[must_use]
    pub fn options(self) -> &'static [&'static str] {
        self.definition().options
    }

    /// The name as it is written in `plugin.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.definition().name
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_defined_once_under_the_name_that_is_read() {
        for definition in Kind::all() {
            assert_eq!(serde_json::to_value(definition.kind).unwrap(), definition.name);
            assert_eq!(Kind::all().filter(|other| other.kind == definition.kind).count(), 1);
        }
    }

    #[test]
    fn the_example_of_every_kind_is_a_declaration_without_faults() {
        for definition in Kind::all() {
            let spec: SourceSpec = toml::from_str(definition.example).unwrap();
            assert_eq!(spec.kind, definition.kind);
            assert_eq!(spec.check(), [], "{}", definition.name);
        }
    }
}
