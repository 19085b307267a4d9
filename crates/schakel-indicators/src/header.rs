//! The header of a query file: comment lines that hold TOML.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use schakel_disclosure::Identity;

/// A text in two languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// A code that a query makes itself, with its labels.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnCode {
    /// The code.
    pub code: String,
    /// Dutch label.
    pub nl: String,
    /// English label.
    pub en: String,
}

/// Where the labels of a column come from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Labels {
    /// A code list of the model.
    List(String),
    /// The query's own codes, in the order in which they are shown.
    Own(Vec<OwnCode>),
}

/// Which interval belongs to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Wilson's, for a proportion in a sample.
    Wilson,
    /// Student's t, for a mean of a sample.
    T,
    /// Student's t, for a mean of paired differences.
    Paired,
    /// Newcombe's from two of Wilson's, for a difference between two groups. The numbers of the groups have none.
    Newcombe,
    /// None: a complete registration, or an index.
    None,
}

impl Interval {
    /// The name as facts write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wilson => "wilson",
            Self::T => "t",
            Self::Paired => "paired",
            Self::Newcombe => "newcombe",
            Self::None => "none",
        }
    }
}

/// Whom an indicator is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Students.
    Students,
    /// Members of staff.
    Staff,
    /// Roles, whatever persons fill them.
    Functions,
    /// Nobody in particular.
    None,
}

/// Where the changes of an indicator come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changes {
    /// There are none.
    None,
    /// From the cells of the previous and the present school year, which are complete registrations.
    Complete,
    /// From a second query in the file, after `-- @changes`.
    Query,
}

/// What the header of an indicator says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Short id, such as `B2`.
    pub id: String,
    /// Name for programs, such as `multi_voice_reach`.
    pub name: String,
    /// Dutch name.
    pub nl: String,
    /// English name.
    pub en: String,
    /// Dutch definition; `{name}` stands for a threshold.
    pub definition_nl: String,
    /// English definition.
    pub definition_en: String,
    /// Whom or what the number is about.
    pub population: Bilingual,
    /// What is counted.
    pub numerator: Bilingual,
    /// Of what.
    pub denominator: Bilingual,
    /// `percent`, `score`, `number`, `hours`, `days` or `coefficient`.
    pub unit: String,
    /// The interval of its cells.
    pub interval: Interval,
    /// Who must not be recognised in it.
    pub protects: About,
    /// Fewest observations at which it means something.
    #[serde(default)]
    pub minimum_n: u64,
    /// The breakdowns it gives, in the order in which they are shown.
    pub breakdowns: Vec<String>,
    /// Labels of its parts.
    #[serde(default)]
    pub parts: Option<Labels>,
    /// Labels of groups that no code list of the model names.
    #[serde(default)]
    pub groups: Option<Labels>,
    /// Where its changes come from.
    pub changes: Changes,
    /// What everybody knows of its numbers and those of other indicators.
    #[serde(default)]
    pub adds_up: Vec<Identity>,
    /// Where the idea comes from.
    pub source: String,
}

impl Header {
    /// Who or what is counted, in words: indicators that count the same say so in the same words.
    pub(crate) fn of(&self) -> String {
        format!("{}; {}", self.population.en, self.denominator.en)
    }
}

/// A mistake in a query file, with its line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {message}")]
pub struct HeaderError {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// Splits a query file into its header, read as `H`, and the text below it.
///
/// # Errors
/// When the header is missing, is not TOML, or does not say what `H` needs; with the line.
pub fn split<'a, H: DeserializeOwned>(file: &str, text: &'a str) -> Result<(H, &'a str), HeaderError> {
    let mut header = String::new();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let Some(content) = line.strip_prefix("--") else { break };
        header.push_str(content.strip_prefix(' ').unwrap_or(content));
        end += line.len();
    }
    if header.is_empty() {
        let message = "expected a header: lines that start with `-- ` and hold TOML".to_owned();
        return Err(HeaderError { file: file.to_owned(), line: 1, message });
    }
    match toml::from_str(&header) {
        Ok(read) => Ok((read, &text[end..])),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let line = 1 + header.as_bytes().iter().take(at).filter(|b| **b == b'\n').count();
            Err(HeaderError { file: file.to_owned(), line, message: error.message().to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Small {
        id: String,
        unit: String,
    }

    #[test]
    fn the_header_is_read_and_the_query_is_what_remains() {
        let (header, query) = split::<Small>("X.sql", "-- id = \"X\"\n-- unit = \"percent\"\nSELECT 1\n").unwrap();
        assert_eq!((header.id.as_str(), header.unit.as_str(), query), ("X", "percent", "SELECT 1\n"));
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let error = split::<Small>("X.sql", "-- id = \"X\"\n-- unit = percent\nSELECT 1\n").unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("X.sql", 2));
        let error =
            split::<Small>("X.sql", "-- id = \"X\"\n-- unit = \"percent\"\n-- untis = 1\nSELECT 1\n").unwrap_err();
        assert_eq!(error.line, 3);
        assert!(error.message.contains("untis"), "{error}");
    }

    #[test]
    fn a_file_without_a_header_is_refused() {
        let error = split::<Small>("X.sql", "SELECT 1\n").unwrap_err();
        assert_eq!(error.to_string(), "X.sql, line 1: expected a header: lines that start with `-- ` and hold TOML");
    }
}
