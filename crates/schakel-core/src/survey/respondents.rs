//! Who answered: a row of `respondent` per response.

use std::collections::BTreeMap;

use schakel_model::check;
use schakel_source::problem::{Problem, did_you_mean};

use super::bind::listed;
use super::grid::{Grid, Row, bare, plain};
use super::header::{Found, Header};
use super::rows::Rows;
use super::spec::{From, RESPONDENT_COLUMNS, SurveySpec, Values, WaveSpec};

/// What survey tools call these columns, by letters and digits only; the surest first.
const KNOWN: [(&str, &[&str]); 3] = [
    ("respondent_id", &["responseid", "recordid", "id"]),
    ("completed", &["submitted", "finished", "submitdate"]),
    (
        "date",
        &["submitdate", "recordeddate", "tijdvanvoltooien", "completiontime", "tijdstempel", "timestamp", "enddate"],
    ),
];
/// LimeSurvey writes this day when a response was sent and its date is not known.
pub(crate) const NO_DATE: &str = "1980-01-01";

/// How sure it is that a column, by its name, holds the day of a response, the surest first; nothing for other columns.
pub(crate) fn is_date(name: &str) -> Option<usize> {
    let (_, names) = KNOWN.iter().find(|(column, _)| *column == "date")?;
    let name = bare(name);
    names.iter().position(|known| *known == name)
}

/// A response that is kept.
pub(super) struct Response<'g> {
    pub(super) row: Row<'g>,
    pub(super) id: String,
    pub(super) completed: bool,
}

/// Where the columns of `respondent` come from, for one wave.
pub(super) struct Who {
    origins: BTreeMap<&'static str, Origin>,
    only: Vec<(usize, String)>,
}

#[derive(Default)]
struct Origin {
    column: Option<usize>,
    fixed: Option<String>,
    values: BTreeMap<String, String>,
}

impl Who {
    /// Finds the columns; `audience` is that of the questionnaire, `source` gives a declared source by its name.
    pub(super) fn find<'t>(
        survey: &SurveySpec,
        wave: &WaveSpec,
        header: &Header,
        audience: Option<&str>,
        source: &dyn Fn(&str) -> Result<Grid<'t>, Problem>,
    ) -> Result<Who, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut who = Who { origins: BTreeMap::new(), only: Vec::new() };
        let find = |column: &str, told: String| match header.find(column) {
            Found::One(column) => Ok(column),
            Found::Several(_) => {
                let message = format!("{told} may be one of several columns of {}", wave.source);
                Err(survey.problem(message).hint("Write the name of the column as `schakel inspect` shows it."))
            }
            Found::None => {
                let names: Vec<&str> = header.columns.iter().map(|column| column.name.as_str()).collect();
                let hint = did_you_mean(column, &names).unwrap_or_else(|| format!("There is: {}.", listed(&names)));
                Err(survey.problem(format!("{told}: {} has no column `{column}`", wave.source)).hint(hint))
            }
        };
        for name in RESPONDENT_COLUMNS {
            let told = format!("respondent.{name}");
            let origin = match survey.respondent.get(name) {
                Some(From::Fixed(fixed)) => Ok(Origin::fixed(&fixed.value)),
                Some(From::Column(column)) => find(column, told).map(Origin::column),
                Some(From::Translated(translated)) => find(&translated.column, told).and_then(|column| {
                    let values = match &translated.values {
                        Values::Told(values) => {
                            values.iter().map(|(word, value)| (plain(word), value.clone())).collect()
                        }
                        Values::Source(name) => translation(&source(name)?)?,
                    };
                    Ok(Origin { values, ..Origin::column(column) })
                }),
                None => Ok(Origin::by_itself(name, header, audience)),
            };
            match origin {
                Ok(origin) => _ = who.origins.insert(name, origin),
                Err(problem) => problems.push(problem),
            }
        }
        for (column, value) in &wave.only {
            match find(column, "where".to_owned()) {
                Ok(column) => who.only.push((column, plain(value))),
                Err(problem) => problems.push(problem),
            }
        }
        let role = who.origins.get("role");
        if role.is_some_and(|role| role.column.is_none() && role.fixed.is_none()) {
            let message = "it is not said which role the respondents have";
            let hint = "Write respondent.role = { column = \"…\", values = { … } }, or { value = \"docent\" } when \
                        all have the same.";
            problems.push(survey.problem(message).hint(hint));
        }
        if problems.is_empty() { Ok(who) } else { Err(problems) }
    }

    /// The columns that it reads.
    pub(super) fn columns(&self) -> Vec<usize> {
        let of_where = self.only.iter().map(|(column, _)| *column);
        self.origins.values().filter_map(|origin| origin.column).chain(of_where).collect()
    }

    /// Adds a row per response that is kept. Also gives the number of those that are not, because they were not sent.
    pub(super) fn rows<'g>(
        &self,
        survey: &SurveySpec,
        wave: &WaveSpec,
        grid: &'g Grid<'_>,
        rows: &mut Rows,
    ) -> (Vec<Response<'g>>, u64) {
        let (mut responses, mut unsent) = (Vec::new(), 0);
        for row in grid.rows().filter(|row| self.is_meant(*row)) {
            let get = |name: &str| self.origins.get(name).and_then(|origin| origin.get(row));
            let completed = self.origins.get("completed").is_none_or(|origin| {
                let is_told = origin.column.is_some() || origin.fixed.is_some();
                !is_told || origin.get(row).is_some_and(|text| check::parse_bool(text) != Some(false))
            });
            if !completed && !survey.unfinished {
                unsent += 1;
                continue;
            }
            // Numbers of responses begin anew in every export.
            let number = row.number().to_string();
            let id = format!("{}-{}", wave.wave_id, get("respondent_id").unwrap_or(&number));
            let values = RESPONDENT_COLUMNS.iter().map(|name| match *name {
                "respondent_id" => Some(id.as_str()),
                "completed" => Some(if completed { "true" } else { "false" }),
                "date" => self.date(row),
                name => get(name),
            });
            rows.push(values.chain([Some(wave.wave_id.as_str())]), Some(&grid.source), row.number());
            responses.push(Response { row, id, completed });
        }
        (responses, unsent)
    }

    /// The day of a response as the survey has it.
    pub(super) fn date<'r>(&'r self, row: Row<'r>) -> Option<&'r str> {
        self.origins.get("date")?.get(row).filter(|date| !date.starts_with(NO_DATE))
    }

    fn is_meant(&self, row: Row<'_>) -> bool {
        self.only.iter().all(|(column, value)| row.get(*column).is_some_and(|text| plain(text) == *value))
    }
}

impl Origin {
    fn column(column: usize) -> Origin {
        Origin { column: Some(column), ..Origin::default() }
    }

    fn fixed(value: &str) -> Origin {
        Origin { fixed: Some(value.to_owned()), ..Origin::default() }
    }

    /// Where a column comes from of which nothing is said.
    fn by_itself(name: &str, header: &Header, audience: Option<&str>) -> Origin {
        let known = KNOWN.iter().find(|(column, _)| *column == name).and_then(|(_, names)| header.known(names));
        let fixed = match name {
            "kind" => audience,
            "role" => audience.filter(|audience| *audience == "student"),
            _ => None,
        };
        Origin { column: known, fixed: fixed.map(str::to_owned), values: BTreeMap::new() }
    }

    fn get<'r>(&'r self, row: Row<'r>) -> Option<&'r str> {
        let Some(column) = self.column else { return self.fixed.as_deref() };
        let text = row.get(column)?;
        if self.values.is_empty() {
            return Some(text);
        }
        Some(self.values.get(&plain(text)).map_or(text, String::as_str))
    }
}

/// A translation: the first column holds the words, the second what they mean.
fn translation(grid: &Grid<'_>) -> Result<BTreeMap<String, String>, Problem> {
    if grid.table.columns.len() < 2 {
        return Err(grid.problem("a translation has two columns: the words, and what they mean"));
    }
    Ok(grid.rows().filter_map(|row| Some((plain(row.get(0)?), row.get(1)?.to_owned()))).collect())
}
