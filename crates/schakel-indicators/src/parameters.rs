//! Puts the values of a request into a query: `{name}` becomes a literal.

use std::collections::BTreeMap;

use schakel_model::{Type, role_group};

use crate::{IndicatorError, Request, THRESHOLDS};

/// Literals by name.
#[derive(Debug)]
pub(crate) struct Parameters(BTreeMap<&'static str, String>);

impl Parameters {
    pub(crate) fn new(request: &Request) -> Result<Self, IndicatorError> {
        let years: Vec<String> = request
            .years()?
            .into_iter()
            .map(|y| {
                let (first, last, reference) = (y.first_day(), y.last_day(), y.reference_date());
                format!("({}, DATE '{first}', DATE '{last}', DATE '{reference}')", quoted(&y.to_string()))
            })
            .collect();
        let mut literals = BTreeMap::from([
            ("school_year", quoted(&request.school_year)),
            ("report_date", format!("DATE '{}'", request.report_date)),
            ("years", years.join(", ")),
            ("roles", roles()),
        ]);
        for name in THRESHOLDS.iter().map(|t| t.name).chain(["students_k", "staff_k", "sensitive_k", "sensitive_part"])
        {
            if let Some(value) = request.settings.threshold(name) {
                literals.insert(name, value.to_string());
            }
        }
        Ok(Self(literals))
    }

    /// The query with every `{name}` replaced.
    pub(crate) fn fill(&self, file: &str, query: &str) -> Result<String, IndicatorError> {
        let mut filled = String::with_capacity(query.len());
        let mut rest = query;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                return Err(IndicatorError::shape(file, "a `{` without a `}`"));
            };
            let Some(literal) = self.0.get(name) else {
                return Err(IndicatorError::shape(file, format!("there is no setting `{name}`")));
            };
            filled.push_str(literal);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Every role and perspective of the model with its role group, as rows of VALUES.
fn roles() -> String {
    let mut codes: Vec<&str> = Vec::new();
    for (table, column) in [("guidance_moment_staff", "role"), ("respondent", "role")] {
        let list = schakel_model::table(table).and_then(|t| t.column(column)).map(|c| c.ty);
        if let Some(Type::Code(list)) = list {
            codes.extend(list.codes.iter().map(|c| c.code).filter(|c| !codes.contains(c)).collect::<Vec<_>>());
        }
    }
    let rows: Vec<String> =
        codes.iter().map(|code| format!("({}, {})", quoted(code), quoted(role_group(code).code()))).collect();
    rows.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    fn parameters() -> Parameters {
        Parameters::new(&Request {
            project: String::new(),
            school_year: "2025-2026".into(),
            previous_school_year: Some("2024-2025".into()),
            report_date: chrono::NaiveDate::from_ymd_opt(2026, 6, 15).unwrap(),
            settings: Settings::from_project([("moments_min", 4.0)]),
            earlier: Default::default(),
        })
        .unwrap()
    }

    #[test]
    fn names_in_braces_become_literals() {
        let query = "WHERE year = {school_year} AND due < {report_date} AND n >= {moments_min}";
        assert_eq!(
            parameters().fill("X.sql", query).unwrap(),
            "WHERE year = '2025-2026' AND due < DATE '2026-06-15' AND n >= 4"
        );
    }

    #[test]
    fn the_years_come_with_their_days() {
        let years = parameters().fill("X.sql", "{years}").unwrap();
        assert!(
            years.starts_with("('2024-2025', DATE '2024-08-01', DATE '2025-07-31', DATE '2024-10-01'), "),
            "{years}"
        );
    }

    #[test]
    fn every_role_and_perspective_has_a_group() {
        let roles = parameters().fill("X.sql", "{roles}").unwrap();
        for row in
            ["('docent', 'primary_process')", "('decaan', 'specialist')", "('student', 'other')", "('ouder', 'other')"]
        {
            assert!(roles.contains(row), "{row} in {roles}");
        }
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_file() {
        let error = parameters().fill("X.sql", "{school_yaer}").unwrap_err();
        assert_eq!(error.to_string(), "X.sql: there is no setting `school_yaer`");
    }
}
