//! Whether rows are those of the school year that is reported.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use schakel_model::{SchoolYear, Section};

use super::{Rules, Stored};
use schakel_source::problem::Problem;

/// The column with the last day of a row.
const UNTIL: &str = "until";

/// A notice for every table of persons of which all rows ended before the school year of the report: it may be an export of another
/// year. Tables with rows without an end say nothing of it.
pub(super) fn of_another_year<'a>(
    tables: &'a [Stored],
    rules: &'a Rules<'_>,
    origin: impl Fn(&str) -> Option<&'a str> + 'a,
) -> impl Iterator<Item = Problem> + 'a {
    let year = SchoolYear::of(rules.report_date);
    // A first wave may be of the year before.
    let persons = tables.iter().filter(|stored| stored.table.section == Section::People);
    persons.filter_map(move |stored| {
        let (year, last) = (year?, last_day(stored)?);
        if last >= year.first_day() {
            return None;
        }
        let message = format!("`{}`: all rows end before {}, the last on {last}", stored.table.name, year.first_day());
        let problem = Problem::notice("other-year", message)
            .column(UNTIL)
            .hint("Ask for an export of the year that is reported, or correct `school_year` in schakel.toml.");
        Some(match origin(stored.table.name) {
            Some(origin) => problem.file(origin),
            None => problem,
        })
    })
}

/// The last day on which a row of the table ends, when all have one.
fn last_day(stored: &Stored) -> Option<chrono::NaiveDate> {
    let mut last: Option<i32> = None;
    for batch in &stored.batches {
        let days = batch.column_by_name(UNTIL)?.as_primitive_opt::<Date32Type>()?;
        if days.null_count() > 0 {
            return None;
        }
        last = last.max(days.iter().flatten().max());
    }
    Date32Type::to_naive_date_opt(last?)
}
