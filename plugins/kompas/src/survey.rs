//! The two questionnaires: a row per respondent, a column per question.

use std::collections::BTreeMap;

use schakel_plugin::model::record::{Answer, Respondent, Wave, WaveAudience};
use schakel_plugin::{Config, Error, NaiveDate, Place, Result};
use serde::Deserialize;

use crate::words::ROLES;
use crate::{Kompas, text};

#[derive(Debug)]
pub(crate) struct Surveys {
    waves: Vec<WaveSetting>,
    items: BTreeMap<String, Question>,
    invited: Vec<(i64, Invited)>,
    staff: Export,
    students: Export,
}

/// When a questionnaire was open, from `plugin.toml`.
#[derive(Debug, Deserialize)]
struct WaveSetting {
    number: i64,
    label: String,
    from: String,
    until: String,
}

/// A question of the project.
#[derive(Debug, Deserialize)]
struct Question {
    item_id: String,
    code: String,
    kind: String,
}

#[derive(Debug, Deserialize)]
struct Invited {
    meting: i64,
    doelgroep: String,
    rol: String,
    uitgenodigd: i64,
    populatie: i64,
}

/// An export of one questionnaire.
#[derive(Debug)]
struct Export {
    /// Name under `[reads]`.
    source: &'static str,
    file: &'static str,
    instrument: &'static str,
    kind: &'static str,
    header: csv::StringRecord,
    rows: Vec<(i64, csv::StringRecord)>,
}

impl Surveys {
    pub(crate) fn read(config: &Config) -> Result<Surveys> {
        let items = text::rows::<Question>(config.file("items")?, ',', "item.csv")?;
        Ok(Surveys {
            waves: config
                .setting("waves")?
                .ok_or_else(|| Error::new("plugin.toml, settings.waves: expected the waves"))?,
            items: items.into_iter().map(|(_, item)| (item.code.clone(), item)).collect(),
            invited: text::rows(config.file("invited")?, ';', "uitnodigingen.csv")?,
            staff: Export::read(config, "staff_survey", "medewerkers.txt", "MED", "staff")?,
            students: Export::read(config, "student_survey", "studenten.txt", "STU", "student")?,
        })
    }

    fn exports(&self) -> [&Export; 2] {
        [&self.staff, &self.students]
    }
}

impl Export {
    fn read(
        config: &Config,
        source: &'static str,
        file: &'static str,
        instrument: &'static str,
        kind: &'static str,
    ) -> Result<Export> {
        let (header, rows) = text::table(config.file(source)?, '\t', file)?;
        for column in ["id", "meting", "datum", "afgerond", "rol", "koppelcode"] {
            if !header.iter().any(|name| name == column) {
                return Err(Error::new(format!("{file}: expected a column `{column}`")));
            }
        }
        Ok(Export { source, file, instrument, kind, header, rows })
    }

    fn value<'r>(&self, row: &'r csv::StringRecord, column: &str) -> &'r str {
        self.header.iter().position(|name| name == column).and_then(|at| row.get(at)).unwrap_or_default()
    }

    fn wave(&self, number: &str) -> String {
        format!("{}-{number}", self.instrument)
    }
}

impl Kompas {
    pub(crate) fn waves(&self) -> Result<Vec<Wave>> {
        let mut waves = Vec::new();
        for wave in &self.surveys.waves {
            let day = |text: &str| text.parse::<NaiveDate>().place("plugin.toml, settings.waves");
            for export in self.surveys.exports() {
                waves.push(Wave {
                    wave_id: export.wave(&wave.number.to_string()),
                    school_id: self.school_id.clone(),
                    instrument_id: export.instrument.to_owned(),
                    number: wave.number,
                    label: wave.label.clone(),
                    from: day(&wave.from)?,
                    until: day(&wave.until)?,
                    ..Wave::default()
                });
            }
        }
        Ok(waves)
    }

    pub(crate) fn wave_audiences(&self) -> Result<Vec<WaveAudience>> {
        let invited = self.surveys.invited.iter();
        Ok(invited
            .map(|(row, invited)| {
                let students = invited.doelgroep == "studenten";
                let export = if students { &self.surveys.students } else { &self.surveys.staff };
                WaveAudience {
                    wave_id: export.wave(&invited.meting.to_string()),
                    role: ROLES.code(&invited.rol),
                    invited: invited.uitgenodigd,
                    population: invited.populatie,
                    ..WaveAudience::at("invited", *row)
                }
            })
            .collect())
    }

    pub(crate) fn respondents(&self) -> Result<Vec<Respondent>> {
        let mut respondents = Vec::new();
        for export in self.surveys.exports() {
            for (row, record) in &export.rows {
                let code = export.value(record, "koppelcode");
                let date = text::date(export.value(record, "datum"));
                respondents.push(Respondent {
                    respondent_id: export.value(record, "id").to_owned(),
                    wave_id: export.wave(export.value(record, "meting")),
                    kind: export.kind.to_owned(),
                    role: ROLES.code(export.value(record, "rol")),
                    link_code: (!code.is_empty()).then(|| code.to_owned()),
                    completed: export.value(record, "afgerond") == "J",
                    date: date.place_with(|| format!("{}, row {row}, datum", export.file))?,
                    ..Respondent::at(export.source, *row)
                });
            }
        }
        Ok(respondents)
    }

    /// A question that was skipped has no row.
    pub(crate) fn answers(&self) -> Result<Vec<Answer>> {
        let mut answers = Vec::new();
        for export in self.surveys.exports() {
            for (row, record) in &export.rows {
                let respondent = export.value(record, "id");
                for (code, value) in export.header.iter().zip(record).filter(|(_, value)| !value.is_empty()) {
                    let Some(question) = self.surveys.items.get(code) else { continue };
                    let place = || format!("{}, row {row}, {code}", export.file);
                    let answer = Answer {
                        respondent_id: respondent.to_owned(),
                        item_id: question.item_id.clone(),
                        ..Answer::at(export.source, *row)
                    };
                    answers.push(question.answer(value, answer).place_with(place)?);
                }
            }
        }
        Ok(answers)
    }
}

impl Question {
    /// Fills in a value as the kind of question wants it. `nvt` is "not applicable".
    fn answer(&self, value: &str, answer: Answer) -> Result<Answer> {
        let number = |value: &str| value.parse::<f64>().map_err(|_| Error::new("expected a number"));
        Ok(match self.kind.as_str() {
            "text" => Answer { value_text: Some(value.to_owned()), ..answer },
            _ if value == "nvt" => Answer { missing: Some("not_applicable".to_owned()), ..answer },
            "yes_no" => match value {
                "ja" => Answer { value_num: Some(1.0), ..answer },
                "nee" => Answer { value_num: Some(0.0), ..answer },
                _ => return Err(Error::new("expected ja, nee or nvt")),
            },
            "choice" => Answer { value_code: Some(value.to_owned()), ..answer },
            _ => Answer { value_num: Some(number(value)?), ..answer },
        })
    }
}
