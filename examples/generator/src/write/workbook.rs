//! The trajectory workbook: what a school writes down about its own trajectory, sheet by sheet as the common model
//! names them. The texts of the six schools are in `texts/`; people and teams are filled in from the school.

use schakel_model::{Column, Lang, Table, Type, trajectory_sheets};
use toml::Value;
use toml::map::Map;

use super::names::{staff_id, team_id};
use super::{failed, sheet};
use crate::random::Random;
use crate::sim::School;
use crate::{Error, Result};

const FILE: &str = "trajectwerkboek.xlsx";

type Row = Map<String, Value>;

/// The workbook of a school.
pub(super) fn write(school: &School) -> Result<Vec<u8>> {
    let texts: Map<String, Value> = toml::from_str(school.profile.trajectory).map_err(|e| failed(FILE)(&e))?;
    let mut book = sheet::Book::new(FILE);
    for table in trajectory_sheets() {
        let mut rows = rows(&texts, table.name);
        match table.name {
            "participation" => rows = participation(school, &rows),
            "intervention" => rows.iter_mut().for_each(|row| lead(school, row)),
            _ => {}
        }
        fill(school, &mut book, table, &rows)?;
    }
    book.bytes()
}

fn rows(texts: &Map<String, Value>, table: &str) -> Vec<Row> {
    let list = texts.get(table).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_table).cloned().collect()
}

fn fill(school: &School, book: &mut sheet::Book, table: &Table, rows: &[Row]) -> Result<()> {
    // The school itself is known from the file.
    let columns: Vec<&Column> = table.columns.iter().filter(|c| c.name != "school_id").collect();
    let out = book.sheet(table.label(Lang::Nl))?;
    for (at, column) in columns.iter().enumerate() {
        let width = if matches!(column.ty, Type::Text) { 42.0 } else { 20.0 };
        out.head(0, at as u16, column.label(Lang::Nl), width)?;
    }
    for (n, row) in rows.iter().enumerate() {
        if let Some(unknown) = row.keys().find(|k| !columns.iter().any(|c| c.name == k.as_str())) {
            return Err(wrong(table, n, unknown, "the model has no such column"));
        }
        for (at, column) in columns.iter().enumerate() {
            if let Some(value) = row.get(column.name) {
                cell(school, out, (n as u32 + 1, at as u16), column, value)
                    .map_err(|cause| wrong(table, n, column.name, &cause))?;
            } else if column.required {
                return Err(wrong(table, n, column.name, "a value is required"));
            }
        }
    }
    Ok(())
}

fn wrong(table: &Table, row: usize, column: &str, cause: &str) -> Error {
    Error::Write { file: FILE.to_owned(), cause: format!("{}, row {}, {column}: {cause}", table.name, row + 1) }
}

/// Writes a value as a person would: labels for codes, `ja` and `nee`, dates as dates.
fn cell(
    school: &School,
    out: &mut sheet::Sheet,
    (row, at): (u32, u16),
    column: &Column,
    value: &Value,
) -> std::result::Result<(), String> {
    let done = match (column.ty, value) {
        (Type::Code(list), Value::String(code)) => {
            let label = list.label(code, Lang::Nl).ok_or_else(|| format!("{code} is not in the list {}", list.name))?;
            out.text(row, at, label)
        }
        (Type::Bool, Value::Boolean(yes)) => out.text(row, at, if *yes { "ja" } else { "nee" }),
        (Type::Date, Value::String(day)) => {
            let day = day.parse().map_err(|_| format!("{day} is not a date"))?;
            out.date(row, at, day)
        }
        (Type::Int | Type::Dec, Value::Integer(n)) => out.number(row, at, *n as f64),
        (Type::Dec, Value::Float(n)) => out.number(row, at, *n),
        (Type::PersonId(_), Value::String(who)) => out.text(row, at, &person(school, who)?),
        (Type::Id, Value::String(id)) if column.name == "team_id" => out.text(row, at, &team(school, id)?),
        (Type::Id | Type::Text, Value::String(text)) => out.text(row, at, text),
        _ => return Err(format!("{value} does not fit {}", column.ty.name())),
    };
    done.map_err(|e| e.to_string())
}

/// `docent:3` is the fourth member of staff whose main role is docent, `docent*:0` the first who did the course; a number
/// of the school stands for itself.
fn person(school: &School, who: &str) -> std::result::Result<String, String> {
    let Some((role, at)) = who.split_once(':') else { return Ok(who.to_owned()) };
    let at: usize = at.parse().map_err(|_| format!("{who} is not role:number"))?;
    let (role, alumni) = role.strip_suffix('*').map_or((role, false), |r| (r, true));
    let mut people = with_role(school, role);
    // In a small school perhaps nobody did the course.
    if alumni && people.iter().any(|&s| school.staff[s].alumnus) {
        people.retain(|&s| school.staff[s].alumnus);
    }
    let found = people.get(at % people.len().max(1)).ok_or_else(|| format!("nobody has the role {role}"))?;
    Ok(staff_id(school, *found))
}

fn with_role(school: &School, role: &str) -> Vec<usize> {
    // Whoever left before the second year leads nothing in it.
    let day = crate::calendar::date(2025, 10, 1);
    (0..school.staff.len()).filter(|&s| school.staff[s].main_role() == role && school.staff[s].active_on(day)).collect()
}

/// `2` is the third team.
fn team(school: &School, at: &str) -> std::result::Result<String, String> {
    let at: usize = at.parse().map_err(|_| format!("{at} is not the number of a team"))?;
    Ok(team_id(school, at % school.teams().len()))
}

/// Whether the lead of an intervention did the course follows from the staff.
fn lead(school: &School, row: &mut Row) {
    let who = row.get("lead_staff_id").and_then(Value::as_str).and_then(|who| person(school, who).ok());
    let alumnus = (0..school.staff.len()).any(|s| school.staff[s].alumnus && Some(staff_id(school, s)) == who);
    row.insert("lead_is_alumnus".to_owned(), Value::Boolean(alumnus));
}

/// In the texts a row stands for a number of people in a role: `count` people, `sessions_planned`, and the share of
/// sessions `attended`.
fn participation(school: &School, plans: &[Row]) -> Vec<Row> {
    let mut random = Random::new(school.profile.number as u64, "participation");
    let mut rows = Vec::new();
    for plan in plans {
        let text = |name: &str| plan.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |name: &str| plan.get(name).and_then(Value::as_integer).unwrap_or_default();
        let share = plan.get("attended").and_then(Value::as_float).unwrap_or(0.8);
        let role = text("role");
        let people = with_role(school, &role).len() as i64;
        for at in 0..number("count").min(people) {
            let mut row = Row::new();
            let planned = number("sessions_planned");
            let attended = (0..planned).filter(|_| random.chance(share)).count() as i64;
            row.insert("intervention_id".to_owned(), Value::String(text("intervention_id")));
            row.insert("staff_id".to_owned(), Value::String(format!("{role}:{at}")));
            row.insert("role".to_owned(), Value::String(role.clone()));
            row.insert("sessions_planned".to_owned(), Value::Integer(planned));
            row.insert("sessions_attended".to_owned(), Value::Integer(attended));
            rows.push(row);
        }
    }
    rows
}
