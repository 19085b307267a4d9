//! What can be wrong with a project, a plugin or a source, as something a person can act on.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a [`Problem`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was left out or could not be done.
    Error,
    /// Worth knowing; everything was kept.
    Notice,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Notice => "notice",
        })
    }
}

/// One thing that is wrong, with its place and what to do about it.
///
/// A problem never holds a value that describes a person: it names files, rows, columns, codes of the model and
/// counts. Paths are relative to the project file, so that the same input gives the same bytes on every machine.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// Which kind of problem this is, stable across versions (`source-missing`, `sql-column`, …).
    pub code: &'static str,
    /// Whether something was lost.
    pub severity: Severity,
    /// Id of the school whose data or plugin this is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// The file, relative to the project file (or as it was given on the command line).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Sheet or table inside the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// First row it was found in: 1-based, as a person sees it in the file; for SQL and TOML the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column by its name; for SQL and TOML the column number within the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What is wrong and what was expected, in one sentence.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// How often it was found; 1 for a problem that can only occur once.
    pub count: u64,
}

impl Problem {
    /// A problem by which something is lost or not done.
    pub fn error(code: &'static str, message: impl Into<String>) -> Problem {
        Problem {
            code,
            severity: Severity::Error,
            school: None,
            file: None,
            sheet: None,
            row: None,
            column: None,
            message: message.into(),
            hint: None,
            count: 1,
        }
    }

    /// Something worth knowing by which nothing is lost.
    pub fn notice(code: &'static str, message: impl Into<String>) -> Problem {
        Problem { severity: Severity::Notice, ..Problem::error(code, message) }
    }

    /// Names the school.
    #[must_use]
    pub fn school(mut self, school: impl Into<String>) -> Problem {
        self.school = Some(school.into());
        self
    }

    /// Names the file, relative to the project file.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Problem {
        self.file = Some(file.into());
        self
    }

    /// Names the sheet or the table inside the file.
    #[must_use]
    pub fn sheet(mut self, sheet: impl Into<String>) -> Problem {
        self.sheet = Some(sheet.into());
        self
    }

    /// Names the row (1-based, as a person sees it) or the line.
    #[must_use]
    pub fn row(mut self, row: u64) -> Problem {
        self.row = Some(row);
        self
    }

    /// Names the column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Problem {
        self.column = Some(column.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }

    /// Says how often it was found.
    #[must_use]
    pub fn count(mut self, count: u64) -> Problem {
        self.count = count;
        self
    }

    /// Whether something was lost or not done.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// `file, sheet, row 3, column x: message (4 times). hint`, without the parts that are not known.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut place = Vec::new();
        place.extend(self.file.clone());
        place.extend(self.sheet.as_ref().map(|sheet| format!("sheet {sheet}")));
        place.extend(self.row.map(|row| format!("row {row}")));
        place.extend(self.column.as_ref().map(|column| format!("column {column}")));
        if place.is_empty() {
            place.extend(self.school.clone());
        }
        if !place.is_empty() {
            write!(f, "{}: ", place.join(", "))?;
        }
        f.write_str(&self.message)?;
        if self.count > 1 {
            write!(f, " ({} times)", self.count)?;
        }
        if let Some(hint) = &self.hint {
            let end = if self.message.ends_with(['.', '?', '!']) { "" } else { "." };
            write!(f, "{end} {hint}")?;
        }
        Ok(())
    }
}

/// The name in `names` that was most likely meant by `given`, when one is near enough to be worth naming.
///
/// Compares without regard to case; the order of `names` decides between equals.
pub fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = given.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        let likeness = strsim::jaro_winkler(&wanted, &name.to_lowercase());
        if likeness >= 0.75 && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The code that was most likely meant by `given`: codes are short, so no more than a third of its letters may differ.
pub fn nearest_code<'a>(given: &str, codes: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = given.to_lowercase();
    let most = wanted.chars().count() / 3;
    let differing = codes.into_iter().map(|code| (strsim::osa_distance(&wanted, &code.to_lowercase()), code));
    differing.filter(|(letters, _)| *letters <= most).min_by_key(|(letters, _)| *letters).map(|(_, code)| code)
}

/// "Did you mean `x`?", or the names there are when none is near and they are few.
pub fn did_you_mean(given: &str, names: &[&str]) -> Option<String> {
    match nearest(given, names.iter().copied()) {
        Some(name) => Some(format!("Did you mean `{name}`?")),
        None if names.is_empty() => None,
        None if names.len() <= 24 => Some(format!("There is: {}.", names.join(", "))),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_place_first_and_its_remedy_last() {
        let problem = Problem::error("date", "not a date of the form dd-mm-jjjj")
            .file("data/w/users.csv")
            .row(12)
            .column("beginDate")
            .hint("Set formats.date in plugin.toml.")
            .count(3);
        assert_eq!(
            problem.to_string(),
            "data/w/users.csv, row 12, column beginDate: not a date of the form dd-mm-jjjj (3 times). Set formats.date in plugin.toml."
        );
    }

    #[test]
    fn without_a_file_the_school_is_the_place() {
        assert_eq!(Problem::notice("x", "no objections list").school("delta").to_string(), "delta: no objections list");
    }

    #[test]
    fn the_nearest_name_is_found_whatever_its_case() {
        assert_eq!(nearest("Users", ["classes", "users"]), Some("users"));
        assert_eq!(nearest("given_name", ["givenName", "familyName"]), Some("givenName"));
        assert_eq!(nearest("zzz", ["users"]), None);
    }

    #[test]
    fn a_code_is_near_when_a_third_of_its_letters_differs_at_most() {
        assert_eq!(nearest_code("havvo", ["vwo", "havo"]), Some("havo"));
        assert_eq!(nearest_code("Mentoor", ["docent", "mentor"]), Some("mentor"));
        assert_eq!(nearest_code("leraar", ["decaan", "docent", "lesgroep"]), None);
        assert_eq!(nearest_code("ab", ["abc"]), None);
    }

    #[test]
    fn few_names_are_all_named_when_none_is_near() {
        assert_eq!(did_you_mean("zzz", &["users", "orgs"]), Some("There is: users, orgs.".to_owned()));
    }
}
