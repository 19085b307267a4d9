//! What a declaration says itself in codes of the model: told before a file is opened, with the value as it stands there.

use schakel_model::Column;
use schakel_source::problem::{Problem, nearest_code};

use super::spec::{Described, From, Instrument, SurveySpec, Values};

/// What `schakel plugin new` writes where only the school knows.
pub(crate) const OPEN: &str = "?";

/// Values that are open, and codes that there are not.
pub(super) fn problems(survey: &SurveySpec) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut check = |table: &str, column: &str, told: &str, value: &str| {
        let model = schakel_model::table(table).and_then(|table| table.column(column));
        problems.extend(model.and_then(|model| wrong(survey, table, model, told, value)));
    };
    if let Instrument::Described(described) = &survey.instrument {
        let Described { instrument_id, name, version, audience, licence, language } = described;
        let columns = ["instrument_id", "name", "version", "audience", "licence", "language"];
        for (column, value) in columns.into_iter().zip([instrument_id, name, version, audience, licence, language]) {
            check("instrument", column, column, value);
        }
    }
    for wave in &survey.wave {
        let told = [("label", &wave.label), ("from", &wave.from), ("until", &wave.until)];
        for (column, value) in told.into_iter().filter_map(|(column, value)| Some((column, value.as_ref()?))) {
            check("wave", column, column, value);
        }
    }
    for (column, from) in &survey.respondent {
        let told = format!("respondent.{column}");
        match from {
            From::Fixed(fixed) => check("respondent", column, &told, &fixed.value),
            From::Translated(translated) => {
                if let Values::Told(values) = &translated.values {
                    values
                        .iter()
                        .for_each(|(word, value)| check("respondent", column, &format!("{told}: {word}"), value));
                }
            }
            From::Column(_) => {}
        }
    }
    problems
}

/// What is wrong with a value of a column; `told` is how the declaration calls it.
fn wrong(survey: &SurveySpec, table: &str, column: &Column, told: &str, value: &str) -> Option<Problem> {
    let schema = format!("`schakel schema {table}.{}`", column.name);
    let codes: Vec<&str> =
        column.codes().map_or_else(Vec::new, |list| list.codes.iter().map(|code| code.code).collect());
    let all = if codes.is_empty() {
        format!("{} ({schema})", column.definition)
    } else {
        format!("It is one of {} ({schema}).", codes.join(", "))
    };
    if value == OPEN {
        return Some(survey.problem(format!("`{told}` is still to be completed")).hint(all));
    }
    let list = column.codes().filter(|list| list.recognise(value).is_none())?;
    let hint = nearest_code(value, codes.iter().copied()).map_or(all, |code| format!("Did you mean `{code}`?"));
    Some(survey.problem(format!("`{told} = \"{value}\"` is not in the code list `{}`", list.name)).hint(hint))
}
