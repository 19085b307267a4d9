//! LimeSurvey: the archive of a survey (kind `lsa`), and the CSV export of its results (kind `limesurvey`).
//!
//! Both give the same names to the same columns, so that one query and one table of items serve both.

mod archive;
mod asked;
mod export;
mod heading;
mod structure;
mod submitted;

pub(super) use self::archive::read as read_archive;
pub(super) use self::export::read as read_export;
pub(super) use self::heading::{is_export, last_in_brackets};

use super::table::SourceColumn;
use crate::kind::{Definition, Kind, Takes};

/// The kind `limesurvey`.
pub(crate) const EXPORT: Definition = Definition {
    kind: Kind::Limesurvey,
    name: "limesurvey",
    title: "LimeSurvey results as CSV",
    takes: Takes::File,
    options: &["structure", "delimiter", "quote", "encoding", "null", "decimal", "drop", "keep", "long"],
    gives: "LimeSurvey results as CSV, with the columns of `lsa`. The headings may be codes (`Q2[SQ001]`), codes and \
            texts (`Q2[SQ001]. Question? [part]`) or field names (`841748X3X3SQ001`). `<name>__questions(column_name, \
            original, question_code, part_code, type, group, question, part)` as far as the headings tell; with the \
            structure all of it, codes for field names, and `<name>__options`.",
    example: r#"name = "enquete"
kind = "limesurvey"
path = "results-survey.csv"
structure = "survey.lss""#,
    read: read_export,
};

/// The kind `lsa`.
pub(crate) const ARCHIVE: Definition = Definition {
    kind: Kind::Lsa,
    name: "lsa",
    title: "LimeSurvey archive",
    takes: Takes::File,
    options: &["null", "drop", "keep", "long"],
    gives: "LimeSurvey archive: `<name>` with the responses by question code (`Q1`, `Q2_SQ001`), \
            `<name>__questions(column_name, field, question_code, part_code, type, group, question, part)`, \
            `<name>__options(question_code, code, answer)`. Behind `submitdate` stands `submitted` (`yes`, `no`): a date \
            of 1980-01-01 means that the response was sent and its date is not known; it is missing.",
    example: r#"name = "enquete"
kind = "lsa"
path = "enquete.lsa""#,
    read: read_archive,
};

/// Columns that LimeSurvey adds beside the answers.
const OWN_COLUMNS: [&str; 9] =
    ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "interviewtime", "completed"];
/// Columns that tell who answered: their place on the network, and what the list of participants says.
const PERSON_COLUMNS: [&str; 8] =
    ["ipaddr", "refurl", "token", "firstname", "lastname", "email", "emailstatus", "participant_id"];

/// Whether a column holds no answer but something that LimeSurvey keeps with it, by its code.
fn is_own(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    OWN_COLUMNS.contains(&code.as_str()) || PERSON_COLUMNS.contains(&code.as_str()) || code.starts_with("attribute_")
}

/// Whether a column tells who answered, by the name it has in SQL.
fn tells_of_person(column: &SourceColumn) -> bool {
    PERSON_COLUMNS.contains(&column.name.to_ascii_lowercase().as_str())
}
