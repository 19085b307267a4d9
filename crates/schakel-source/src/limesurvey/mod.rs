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
pub(super) use self::heading::is_export;

use super::table::SourceColumn;

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
