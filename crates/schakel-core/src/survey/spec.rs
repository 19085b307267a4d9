//! `[[survey]]` of plugin.toml: which questions of a questionnaire are which items, and who answered.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use schakel_source::problem::{Problem, did_you_mean};

use super::declared;

/// A questionnaire that is mapped without SQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveySpec {
    /// The questionnaire: its id in `instruments`, or all that there is to say about it.
    pub instrument: Instrument,
    /// The source with the questionnaires, in columns of the table `instrument`; when `instrument` is only an id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instruments: Option<String>,
    /// The source with the items, in columns of the table `item`, and perhaps `question` and `option`.
    pub items: String,
    /// The source that says which question is which item, in columns `question`, `item_id` and perhaps `option`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<String>,
    /// What answers mean that are not numbers, codes, or yes and no by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
    /// What stands between several answers in one cell.
    #[serde(default = "semicolon")]
    pub separator: String,
    /// Whether responses are kept that were not sent.
    #[serde(default)]
    pub unfinished: bool,
    /// The times that it was filled in.
    #[serde(default)]
    pub wave: Vec<WaveSpec>,
    /// Where the columns of the table `respondent` come from.
    #[serde(default)]
    pub respondent: BTreeMap<String, From>,
    /// The line of plugin.toml in which it begins; 0 when it is not known.
    #[serde(skip)]
    pub line: u64,
}

/// A questionnaire: by its id, or described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "`instrument` is the id of a questionnaire, or a table with instrument_id, name, version, audience, \
                 licence and language"
)]
pub enum Instrument {
    /// Its id in the source `instruments`.
    Id(String),
    /// The columns of the table `instrument`.
    Described(Described),
}

/// A questionnaire as the table `instrument` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// Number or code of the questionnaire.
    pub instrument_id: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Who fills it in: a code of `audience`.
    pub audience: String,
    /// The terms on which the items may be used.
    pub licence: String,
    /// The language of the items, such as `nl`.
    pub language: String,
}

impl Instrument {
    pub(super) fn id(&self) -> &str {
        match self {
            Instrument::Id(id) => id,
            Instrument::Described(described) => &described.instrument_id,
        }
    }
}

/// What answers mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "`answers` is the name of a source, or has a table per kind of item or item, such as \
                 `answers.likert = { \"9\" = \"not_applicable\" }`"
)]
pub enum Answers {
    /// A source with columns `answer` and `value`, and perhaps `kind` or `item_id`.
    Source(String),
    /// By kind of item or item: the answers and what they mean, or the source that says so.
    Told(BTreeMap<String, Values>),
}

/// One time that a questionnaire was filled in, and where the responses are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaveSpec {
    /// Number or code of the wave.
    pub wave_id: String,
    /// The table with one row per response: the name of a source, or `<name>__<part>`.
    pub source: String,
    /// Only the rows that have this value in this column, when a table holds more than one wave.
    #[serde(default, rename = "where", skip_serializing_if = "BTreeMap::is_empty")]
    pub only: BTreeMap<String, String>,
    /// Which wave it is; with this and the three below, the table `wave` is filled too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Where in the trajectory it falls: a code of `wave_label`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The first day that the survey was open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day that the survey was open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Where a column of `respondent` comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "a column of `respondent` comes from a column of the survey, `\"ROL\"` or \
                 `{ column = \"ROL\", values = … }`, or is the same for all, `{ value = \"student\" }`"
)]
pub enum From {
    /// A column of the survey.
    Column(String),
    /// The same for all respondents.
    Fixed(Fixed),
    /// A column of the survey whose words are translated.
    Translated(Translated),
}

/// A value that is the same for all respondents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fixed {
    /// The value.
    pub value: String,
}

/// A column of the survey whose words are translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translated {
    /// The column.
    pub column: String,
    /// What its words mean; a word that is not there stays as it is.
    pub values: Values,
}

/// A translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "`values` is the name of a source, or a table such as `{ doc = \"docent\" }`")]
pub enum Values {
    /// The source that has it.
    Source(String),
    /// The words and what they mean.
    Told(BTreeMap<String, String>),
}

fn semicolon() -> String {
    ";".to_owned()
}

/// Columns of `respondent` that a survey may say the origin of.
pub(super) const RESPONDENT_COLUMNS: [&str; 9] =
    ["respondent_id", "kind", "role", "team_id", "staff_id", "student_id", "link_code", "completed", "date"];

impl SurveySpec {
    /// Everything that is wrong with the declaration itself, before a file is opened.
    pub(crate) fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |message: String, hint: String| problems.push(self.problem(message).hint(hint));
        match (&self.instrument, &self.instruments) {
            (Instrument::Id(id), None) => wrong(
                format!("it is not said what the questionnaire `{id}` is"),
                "Name the source with the questionnaires in `instruments`, or write instrument = { instrument_id = …, \
                 name = …, version = …, audience = …, licence = …, language = … }."
                    .to_owned(),
            ),
            (Instrument::Described(_), Some(_)) => wrong(
                "`instrument` describes the questionnaire, and `instruments` names a source that does".to_owned(),
                "Take one of the two out.".to_owned(),
            ),
            _ => {}
        }
        if self.wave.is_empty() {
            wrong(
                "it has no wave".to_owned(),
                "Add wave = [{ wave_id = \"…\", source = \"…\" }] with the source that holds the responses.".to_owned(),
            );
        }
        if self.separator.trim().is_empty() {
            wrong("`separator` is blank".to_owned(), "Write what stands between answers, such as \";\".".to_owned());
        }
        let mut waves = BTreeSet::new();
        for wave in &self.wave {
            if !waves.insert((&wave.wave_id, &wave.source, &wave.only)) {
                wrong(format!("the wave `{}` is given twice", wave.wave_id), "Take one of the two out.".to_owned());
            }
            let told = [wave.number.is_some(), wave.label.is_some(), wave.from.is_some(), wave.until.is_some()];
            if told.contains(&true) && told.contains(&false) {
                wrong(
                    format!("the wave `{}` says only some of number, label, from and until", wave.wave_id),
                    "Write all four, or none when wave.sql gives them.".to_owned(),
                );
            }
        }
        for column in self.respondent.keys().filter(|column| !RESPONDENT_COLUMNS.contains(&column.as_str())) {
            let hint = did_you_mean(column, &RESPONDENT_COLUMNS);
            wrong(
                format!("`respondent.{column}` is not a column that a survey fills"),
                hint.unwrap_or_else(|| format!("There is: {}.", RESPONDENT_COLUMNS.join(", "))),
            );
        }
        problems.extend(declared::problems(self));
        problems
    }

    /// The tables of sources that it names.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &str> {
        fn of(values: &Values) -> Option<&str> {
            match values {
                Values::Source(name) => Some(name),
                Values::Told(_) => None,
            }
        }
        let mut tables = vec![self.items.as_str()];
        tables.extend(self.questions.as_deref().into_iter().chain(self.instruments.as_deref()));
        match &self.answers {
            Some(Answers::Source(name)) => tables.push(name),
            Some(Answers::Told(told)) => tables.extend(told.values().filter_map(of)),
            None => {}
        }
        tables.extend(self.wave.iter().map(|wave| wave.source.as_str()));
        tables.extend(self.respondent.values().filter_map(|from| match from {
            From::Translated(translated) => of(&translated.values),
            From::Column(_) | From::Fixed(_) => None,
        }));
        tables.into_iter()
    }

    /// Whether it says of its waves when they were.
    pub(crate) fn tells_waves(&self) -> bool {
        self.wave.iter().any(|wave| wave.number.is_some())
    }

    /// An error about the declaration; the file is not named yet.
    pub(super) fn problem(&self, message: impl AsRef<str>) -> Problem {
        let message = format!("survey {}: {}", self.instrument.id(), message.as_ref());
        let problem = Problem::error("survey-declared", message);
        if self.line > 0 { problem.row(self.line) } else { problem }
    }
}
