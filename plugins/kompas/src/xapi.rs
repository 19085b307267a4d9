//! xAPI statements: who attended a moment, who missed it and who found it meaningful stand in lines of their own.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use schakel_plugin::{Error, NaiveDate, Place, Result};
use serde::Deserialize;

/// A moment, put together from all statements about it.
#[derive(Debug)]
pub(crate) struct Moment {
    pub(crate) id: String,
    /// The line that says that it was held, and the one about each student.
    pub(crate) row: i64,
    pub(crate) date: NaiveDate,
    pub(crate) minutes: Option<i64>,
    pub(crate) form: String,
    pub(crate) platform: String,
    pub(crate) details: Details,
    pub(crate) guides: Vec<(String, Option<String>)>,
    pub(crate) students: Vec<Attendance>,
}

/// What a statement says of one student.
#[derive(Debug)]
pub(crate) struct Attendance {
    pub(crate) student: String,
    pub(crate) row: i64,
    pub(crate) present: bool,
    pub(crate) meaningful: Option<bool>,
}

/// What Kompas adds to the context.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct Details {
    pub(crate) plaats: String,
    pub(crate) ingepland: bool,
    pub(crate) onderwerpen: Vec<String>,
    pub(crate) initiatief: Option<String>,
    rol: Option<String>,
    rol2: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Statement {
    timestamp: String,
    actor: Actor,
    verb: Id,
    object: Object,
    #[serde(default)]
    context: Context,
    #[serde(default)]
    result: Outcome,
}

#[derive(Debug, Deserialize)]
struct Id {
    id: String,
}

#[derive(Debug, Default, Deserialize)]
struct Actor {
    account: Option<Account>,
    #[serde(default)]
    member: Vec<Actor>,
}

#[derive(Debug, Deserialize)]
struct Account {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Object {
    id: String,
    definition: Option<Definition>,
}

#[derive(Debug, Deserialize)]
struct Definition {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Context {
    platform: String,
    instructor: Actor,
    team: Actor,
    extensions: BTreeMap<String, Details>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Outcome {
    duration: Option<String>,
    success: Option<bool>,
}

/// The moments in the file, in the order in which they were held. Trials of the supplier and other verbs are left out.
pub(crate) fn read(path: &Path, file: &str) -> Result<Vec<Moment>> {
    let lines = BufReader::new(File::open(path).place(file)?).lines().zip(1i64..);
    let (mut moments, mut rest) = (Vec::new(), Vec::new());
    for (line, row) in lines {
        let place = || format!("{file}, row {row}");
        let line = line.place_with(place)?;
        if line.trim().is_empty() {
            continue;
        }
        // The message of the reader could quote a value; its column cannot.
        let not_valid =
            |error: serde_json::Error| Error::new(format!("no valid xAPI statement at column {}", error.column()));
        let statement: Statement = serde_json::from_str(&line).map_err(not_valid).place_with(place)?;
        match last_part(&statement.verb.id) {
            _ if statement.context.platform == "test" => {}
            "attended" => moments.push(held(statement, row).place_with(place)?),
            "missed" | "rated" => rest.push((row, statement)),
            _ => {}
        }
    }
    add(&mut moments, rest);
    Ok(moments)
}

/// What a statement that a moment was held says.
fn held(statement: Statement, row: i64) -> Result<Moment> {
    let day = statement.timestamp.get(..10).and_then(|day| day.parse().ok());
    let minutes = statement.result.duration.as_deref().map(minutes).transpose()?;
    let kind = statement.object.definition.map(|definition| definition.kind).unwrap_or_default();
    let details: Details = statement.context.extensions.into_values().next().unwrap_or_default();
    let first = statement.context.instructor.account.map(|account| (account.name, details.rol.clone()));
    let others = statement.context.team.member.into_iter().filter_map(|member| member.account);
    let second = others.map(|account| (account.name, details.rol2.clone()));
    let actor = statement.actor;
    let students = actor.account.into_iter().chain(actor.member.into_iter().filter_map(|member| member.account));
    Ok(Moment {
        id: last_part(&statement.object.id).to_owned(),
        row,
        date: day.ok_or_else(|| Error::new("timestamp: expected a date and a time"))?,
        minutes,
        form: last_part(&kind).to_owned(),
        platform: statement.context.platform,
        guides: first.into_iter().chain(second).collect(),
        details,
        students: students
            .map(|account| Attendance { student: account.name, row, present: true, meaningful: None })
            .collect(),
    })
}

/// Adds who missed a moment, and who found it meaningful.
fn add(moments: &mut [Moment], statements: Vec<(i64, Statement)>) {
    let places: BTreeMap<String, usize> =
        moments.iter().enumerate().map(|(at, moment)| (moment.id.clone(), at)).collect();
    for (row, statement) in statements {
        let found = places.get(last_part(&statement.object.id)).and_then(|at| moments.get_mut(*at));
        let (Some(moment), Some(account)) = (found, statement.actor.account) else { continue };
        let missed = last_part(&statement.verb.id) == "missed";
        match moment.students.iter_mut().find(|attendance| attendance.student == account.name) {
            Some(attendance) if missed => attendance.present = false,
            Some(attendance) => attendance.meaningful = statement.result.success,
            None if missed => {
                moment.students.push(Attendance { student: account.name, row, present: false, meaningful: None });
            }
            None => {}
        }
    }
}

/// What stands behind the last `/`.
fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// Whole minutes of a duration such as `PT1H5M30S`; half a minute and more counts as one.
fn minutes(duration: &str) -> Result<i64> {
    let wrong = || Error::new("result.duration: expected hours, minutes and seconds as PT1H5M30S");
    let mut rest = duration.strip_prefix("PT").ok_or_else(wrong)?;
    let mut seconds = 0.0;
    for (unit, length) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, more)) = rest.split_once(unit) {
            seconds += number.parse::<f64>().map_err(|_| wrong())? * length;
            rest = more;
        }
    }
    if rest.is_empty() { Ok((seconds / 60.0).round() as i64) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_the_standard_writes_them() {
        assert_eq!(minutes("PT30M").unwrap(), 30);
        assert_eq!(minutes("PT1H5M30S").unwrap(), 66);
        assert_eq!(minutes("PT2H").unwrap(), 120);
        for wrong in ["30", "PT30", "PTxM", "P1D"] {
            assert!(minutes(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn statements_about_one_moment_come_together() {
        let statement = |text: &str| serde_json::from_str::<Statement>(text).unwrap();
        let about = |verb: &str, who: &str, result: &str| {
            statement(&format!(
                r#"{{"timestamp":"2025-01-01T09:00:00+01:00","actor":{{"account":{{"name":"{who}"}}}},
                "verb":{{"id":"x/{verb}"}},"object":{{"id":"x/moment/M1"}},"result":{result}}}"#
            ))
        };
        let group = r#"{"timestamp":"2025-01-01T09:00:00+01:00","actor":{"member":[{"account":{"name":"a"}},{"account":{"name":"b"}}]},
            "verb":{"id":"x/attended"},"object":{"id":"x/moment/M1","definition":{"type":"x/groepsgesprek"}},
            "context":{"platform":"slb-register","instructor":{"account":{"name":"K1"}},"team":{"member":[{"account":{"name":"K2"}}]},
            "extensions":{"x/lob":{"rol":"slb","rol2":"docent"}}},"result":{"duration":"PT30M"}}"#;
        let mut moments = vec![held(statement(group), 1).unwrap()];
        add(&mut moments, vec![(2, about("rated", "b", r#"{"success":true}"#)), (3, about("missed", "c", "{}"))]);
        let moment = &moments[0];
        assert_eq!(
            moment.guides,
            [("K1".to_owned(), Some("slb".to_owned())), ("K2".to_owned(), Some("docent".to_owned()))]
        );
        let students: Vec<_> = moment.students.iter().map(|s| (s.student.as_str(), s.present, s.meaningful)).collect();
        assert_eq!(students, [("a", true, None), ("b", true, Some(true)), ("c", false, None)]);
    }
}
