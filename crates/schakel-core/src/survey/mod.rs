//! Questionnaires that are mapped without SQL: `[[survey]]` of plugin.toml makes rows of `instrument`, `item`,
//! `respondent` and `answer`, and of `wave` when it says when that was.
//!
//! What it makes goes through the gate as the result of a query does: as text, with source and row. A declaration that
//! cannot be meant stops the school; what may well be meant (a question that is no item) is a notice.

mod answers;
mod bind;
mod declared;
mod grid;
mod header;
mod item_rows;
mod items;
mod meanings;
mod respondents;
mod rows;
mod spec;

use std::collections::{BTreeMap, BTreeSet};

use schakel_model::Table;
use schakel_source::SourceTable;
use schakel_source::problem::{Problem, did_you_mean};

pub(crate) use declared::OPEN;
pub(crate) use header::is_of_the_tool;
pub(crate) use respondents::{NO_DATE, is_date};
pub use spec::{Answers, Described, Fixed, From, Instrument, SurveySpec, Translated, Values, WaveSpec};

use crate::gate::Input;
use crate::values::Forms;
use grid::Grid;
use header::Header;
use items::Items;
use meanings::Meanings;
use respondents::Who;
use rows::Rows;

/// The tables that surveys fill; `wave` only when one of them says when it was open.
const FILLS: [&str; 4] = ["instrument", "item", "respondent", "answer"];
const WAVE_COLUMNS: [&str; 6] = ["wave_id", "instrument_id", "number", "label", "from", "until"];

/// What surveys are made of.
pub(crate) struct Given<'t> {
    /// The tables of all sources.
    pub(crate) tables: &'t [SourceTable],
    /// The source that a table belongs to, and its file as messages name it.
    pub(crate) place: &'t dyn Fn(&str) -> (String, String),
    /// How messages name plugin.toml.
    pub(crate) manifest_file: &'t str,
    /// How text is read as dates and numbers.
    pub(crate) forms: &'t Forms,
}

/// The tables that these surveys fill.
pub(crate) fn fills(surveys: &[SurveySpec]) -> Vec<&'static str> {
    if surveys.is_empty() {
        return Vec::new();
    }
    let waves = surveys.iter().any(SurveySpec::tells_waves);
    FILLS.into_iter().chain(waves.then_some("wave")).collect()
}

/// What the surveys give to the gate, and what is worth knowing.
///
/// # Errors
/// Everything in the declarations, and in the tables that they name, that cannot be meant.
pub(crate) fn inputs(surveys: &[SurveySpec], given: &Given<'_>) -> Result<(Vec<Input>, Vec<Problem>), Vec<Problem>> {
    let Some(mut made) = Made::new() else { return Err(Vec::new()) };
    let mut problems = Vec::new();
    for survey in surveys {
        if let Err(more) = made.survey(survey, given) {
            // Those about the declaration itself do not say which file that is.
            problems.extend(more.into_iter().map(|problem| match problem.file {
                Some(_) => problem,
                None => problem.file(given.manifest_file),
            }));
        }
    }
    if !problems.is_empty() {
        // What is wrong with a survey is found in each of its waves.
        let mut told = BTreeSet::new();
        problems.retain(|problem| told.insert(problem.clone()));
        return Err(problems);
    }
    let Made { instrument, item, wave, respondent, answer, notices, .. } = made;
    let wave = surveys.iter().any(SurveySpec::tells_waves).then_some(wave);
    let rows = [instrument, item].into_iter().chain(wave).chain([respondent, answer]);
    Ok((rows.map(|rows| rows.input(given.manifest_file)).collect(), notices))
}

/// The rows that were made.
struct Made {
    instrument: Rows,
    item: Rows,
    wave: Rows,
    respondent: Rows,
    answer: Rows,
    /// Questionnaires, items and waves that are there already: two surveys may say the same of them.
    known: BTreeSet<Vec<String>>,
    notices: Vec<Problem>,
}

impl Made {
    fn new() -> Option<Made> {
        let table = schakel_model::table;
        let all = |table: &'static Table| table.columns.iter().map(|column| column.name).collect::<Vec<_>>();
        let respondent: Vec<&str> = spec::RESPONDENT_COLUMNS.into_iter().chain(["wave_id"]).collect();
        Some(Made {
            instrument: Rows::new(table("instrument")?, &all(table("instrument")?)),
            item: Rows::new(table("item")?, &all(table("item")?)),
            wave: Rows::new(table("wave")?, &WAVE_COLUMNS),
            respondent: Rows::new(table("respondent")?, &respondent),
            answer: Rows::new(table("answer")?, &answers::COLUMNS),
            known: BTreeSet::new(),
            notices: Vec::new(),
        })
    }

    /// Whether this is said for the first time.
    fn first<'s>(&mut self, said: impl IntoIterator<Item = &'s str>) -> bool {
        self.known.insert(said.into_iter().map(str::to_owned).collect())
    }

    fn survey(&mut self, survey: &SurveySpec, given: &Given<'_>) -> Result<(), Vec<Problem>> {
        let grid = |name: &str| given.grid(survey, name);
        let optional = |name: Option<&String>| name.map(|name| grid(name)).transpose();
        let sources = (grid(&survey.items), optional(survey.questions.as_ref()), optional(survey.instruments.as_ref()));
        let (items, questions, instruments) = match sources {
            (Ok(items), Ok(questions), Ok(instruments)) => (items, questions, instruments),
            (items, questions, instruments) => {
                return Err([items.err(), questions.err(), instruments.err()].into_iter().flatten().collect());
            }
        };
        let audience = self.instrument(survey, instruments.as_ref())?;
        let items = Items::read(survey, items, questions)?;
        let meanings = Meanings::read(survey, &items, &grid)?;

        let (mut read, mut problems) = (Vec::new(), Vec::new());
        for wave in &survey.wave {
            match self.look(survey, wave, given, &items, audience.as_deref()) {
                Ok(looked) => read.push(looked),
                Err(more) => problems.extend(more),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let told = item_rows::told(&items, &read);
        let kinds = item_rows::kinds(&items, &told)?;
        for item in items.list.iter().zip(told).zip(&kinds) {
            let ((item, told), kind) = item;
            if self.first(["item", &survey.items, &item.id]) {
                item_rows::push(survey, &items, item, kind, &told, &meanings, &mut self.item);
            }
        }
        for (wave, looked) in survey.wave.iter().zip(read) {
            self.wave(survey, wave, &looked, &items, &kinds, &meanings, given);
        }
        Ok(())
    }

    /// Adds the questionnaire; gives who fills it in.
    fn instrument(
        &mut self,
        survey: &SurveySpec,
        instruments: Option<&Grid<'_>>,
    ) -> Result<Option<String>, Vec<Problem>> {
        let table = schakel_model::table("instrument").ok_or_else(Vec::new)?;
        let id = survey.instrument.id();
        let (values, source, row): (BTreeMap<&str, String>, _, _) = match (&survey.instrument, instruments) {
            (Instrument::Described(described), _) => {
                let Described { instrument_id, name, version, audience, licence, language } = described;
                let values = [instrument_id, name, version, audience, licence, language];
                let names = table.columns.iter().map(|column| column.name);
                (names.zip(values.map(Clone::clone)).collect(), None, 0)
            }
            (Instrument::Id(_), Some(grid)) => {
                let columns = items::columns_of(table, grid);
                let key = columns.get("instrument_id").copied();
                let Some(row) = grid.rows().find(|row| key.and_then(|key| row.get(key)) == Some(id)) else {
                    let ids: Vec<&str> = grid.rows().filter_map(|row| row.get(key?)).collect();
                    let hint = did_you_mean(id, &ids)
                        .unwrap_or_else(|| "It needs the columns of the table `instrument`.".to_owned());
                    return Err(vec![grid.problem(format!("there is no questionnaire `{id}`")).hint(hint)]);
                };
                let values =
                    columns.iter().filter_map(|(name, column)| Some((*name, row.get(*column)?.to_owned()))).collect();
                (values, Some(grid.source.as_str()), row.number())
            }
            // Told where the declaration is checked.
            (Instrument::Id(_), None) => return Ok(None),
        };
        if self.first(["instrument"].into_iter().chain(values.values().map(String::as_str))) {
            let in_order = table.columns.iter().map(|column| values.get(column.name).map(String::as_str));
            self.instrument.push(in_order, source, row);
        }
        let audience = values.get("audience").map(String::as_str);
        let audience = audience.and_then(|text| schakel_model::codes::AUDIENCE.recognise(text));
        Ok(audience.map(|code| code.code.to_owned()))
    }

    /// Finds out which column of the responses is what.
    fn look<'t>(
        &mut self,
        survey: &SurveySpec,
        wave: &WaveSpec,
        given: &Given<'t>,
        items: &Items<'t>,
        audience: Option<&str>,
    ) -> Result<Looked<'t>, Vec<Problem>> {
        let grid = given.grid(survey, &wave.source).map_err(|problem| vec![problem])?;
        let header = Header::read(&grid, given.tables);
        let who = Who::find(survey, wave, &header, audience, &|name| given.grid(survey, name));
        let used = who.as_ref().map(Who::columns).unwrap_or_default();
        match (who, bind::bind(items, &grid, &header, &used)) {
            (Ok(who), Ok((bound, notices))) => {
                self.notices.extend(notices);
                Ok(Looked { grid, header, who, bound })
            }
            (who, bound) => Err([who.err(), bound.err()].into_iter().flatten().flatten().collect()),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a survey, its wave and its items are; each is used once")]
    fn wave(
        &mut self,
        survey: &SurveySpec,
        wave: &WaveSpec,
        looked: &Looked<'_>,
        items: &Items<'_>,
        kinds: &[&'static str],
        meanings: &Meanings,
        given: &Given<'_>,
    ) {
        let WaveSpec { wave_id, number, label, from, until, .. } = wave;
        if let (Some(number), Some(label), Some(from), Some(until)) = (number, label, from, until) {
            let number = number.to_string();
            let told = [wave_id, survey.instrument.id(), &number, label, from, until];
            if self.first(["wave"].into_iter().chain(told)) {
                self.wave.push(told.map(Some), None, 0);
            }
        }
        let Looked { grid, header, who, bound } = looked;
        let (responses, unsent) = who.rows(survey, wave, grid, &mut self.respondent);
        let mut notice = |message: &str, count: u64, hint: &str| {
            let problem = Problem::notice("survey-response", format!("wave {wave_id}: {message}")).count(count);
            self.notices.push(grid.placed(problem).hint(hint));
        };
        if unsent > 0 {
            notice("responses that were not sent are left out", unsent, "Set unfinished = true to keep them.");
        }
        let open = from.as_ref().zip(until.as_ref());
        let open = open.and_then(|(from, until)| Some(given.day(from)?..=given.day(until)?));
        if let Some(open) = open.filter(|open| !open.is_empty()) {
            let days = responses.iter().filter_map(|response| given.day(who.date(response.row)?));
            let outside = days.filter(|day| !open.contains(day)).count() as u64;
            if outside > 0 {
                let hint = "Correct `from` and `until`, or look whether `source` and `where` are of this wave.";
                notice("responses are of days on which it was not open", outside, hint);
            }
        }
        if responses.is_empty() && unsent == 0 {
            notice("there is no response", 1, "Check `source` and `where` of the wave.");
        }
        let reader = answers::Reader {
            grid,
            header,
            items: &items.list,
            kinds,
            bound,
            meanings,
            decimal: given.forms.decimal,
            separator: &survey.separator,
        };
        self.notices.extend(reader.rows(&responses, &mut self.answer));
    }
}

/// A table with responses, and what its columns are.
struct Looked<'t> {
    grid: Grid<'t>,
    header: Header,
    who: Who,
    bound: Vec<bind::Bound>,
}

impl<'t> Given<'t> {
    /// The day in a text, in days since 1970-01-01.
    fn day(&self, text: &str) -> Option<i32> {
        self.forms.date.read(text)
    }

    /// A table by its name.
    fn grid(&self, survey: &SurveySpec, name: &str) -> Result<Grid<'t>, Problem> {
        let Some(table) = self.tables.iter().find(|table| table.name == name) else {
            let names: Vec<&str> =
                self.tables.iter().filter(|table| !table.derived).map(|table| table.name.as_str()).collect();
            let hint = did_you_mean(name, &names).unwrap_or_else(|| "Declare it as a [[source]].".to_owned());
            return Err(survey.problem(format!("there is no source `{name}`")).hint(hint));
        };
        let (source, file) = (self.place)(name);
        Ok(Grid::new(table, source, file))
    }
}
