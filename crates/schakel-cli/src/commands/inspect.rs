//! `schakel inspect`: what is in a file, without a value of a person.

use anstream::println;
use schakel_core::draft::{self, Draft};
use schakel_source::problem::Problem;
use schakel_source::{ColumnInspection, Guess, Inspection, TableInspection};
use serde_json::json;

use crate::args::InspectArgs;
use crate::commands::{sources_of, together};
use crate::exit::Ended;
use crate::print::{self, DIM, NAME};

/// Looks at every file and prints what was found; a file that cannot be read does not stop the others.
///
/// # Errors
/// A fault when a folder cannot be looked into, or JSON cannot be written.
pub(crate) fn run(args: &InspectArgs) -> Ended {
    let mut problems: Vec<Problem> = Vec::new();
    let mut found: Vec<Inspection> = Vec::new();
    for file in sources_of(&together(&args.files))? {
        match schakel_source::inspect(&file) {
            Ok(inspection) => found.push(inspection),
            Err(unreadable) => problems.extend(unreadable),
        }
    }
    problems.extend(found.iter().flat_map(|inspection| inspection.problems.clone()));
    if args.json {
        let files: Vec<_> = found
            .iter()
            .map(|inspection| {
                let mut file = json!(inspection);
                file["queries"] = json!(mapping(inspection).queries);
                file
            })
            .collect();
        print::json(&json!({"files": files, "problems": problems}))?;
    } else {
        found.iter().for_each(show);
        print::problems(&problems);
    }
    Ok(print::outcome(&problems))
}

fn show(inspection: &Inspection) {
    let details: Vec<String> = [
        Some(inspection.kind.name().to_owned()),
        inspection.encoding.clone(),
        inspection.delimiter.as_ref().map(|delimiter| format!("delimiter {}", visible(delimiter))),
        inspection.header_rows.filter(|rows| *rows != 1).map(|rows| format!("{rows} header rows")),
    ]
    .into_iter()
    .flatten()
    .collect();
    println!("{NAME}{}{NAME:#}  {}", inspection.file, details.join(", "));
    inspection.tables.iter().for_each(show_table);
    println!("\n{DIM}To read it, put this in plugin.toml:{DIM:#}\n\n{}", inspection.source.trim_end());
    for query in &mapping(inspection).queries {
        println!(
            "\n{DIM}To fill {}, {}, look at every line of this and put it in {}.sql:{DIM:#}\n",
            query.table,
            label(query.table),
            query.table
        );
        println!("{}", query.sql.trim_end());
    }
    println!();
}

/// The proposed queries. A file says nothing of the school year that is reported.
fn mapping(inspection: &Inspection) -> Draft {
    draft::draft(std::slice::from_ref(inspection), "…")
}

fn label(table: &str) -> &'static str {
    schakel_model::table(table).map_or("", |table| table.en)
}

fn show_table(table: &TableInspection) {
    let more = if table.more_rows { " or more" } else { "" };
    println!("\n{NAME}{}{NAME:#}  {DIM}{} rows{more}{DIM:#}", table.name, table.rows);
    let mut rows = vec![["  column", "filled", "different", "type", "shapes", "could be"].map(str::to_owned).to_vec()];
    rows.extend(table.columns.iter().map(column));
    print::columns(&rows);
}

fn column(column: &ColumnInspection) -> Vec<String> {
    let renamed = if column.name == column.original { String::new() } else { format!(" ({})", column.original) };
    let proposal = column.proposals.first().map(|proposal| format!("{}.{}", proposal.table, proposal.column));
    let could_be = if column.profile.identifies { Some("a person's own: left out".to_owned()) } else { proposal };
    vec![
        format!("  {}{renamed}", column.name),
        format!("{:.0}%", column.profile.filled * 100.0),
        column.profile.distinct.to_owned(),
        guess(column.profile.guess).to_owned(),
        column.profile.shapes.join("  "),
        could_be.unwrap_or_default(),
    ]
}

fn guess(guess: Guess) -> &'static str {
    match guess {
        Guess::Empty => "empty",
        Guess::TruthValue => "yes/no",
        Guess::WholeNumber => "whole number",
        Guess::DecimalPoint => "number, point",
        Guess::DecimalComma => "number, comma",
        Guess::DateIso => "date, jjjj-mm-dd",
        Guess::DateDayFirst => "date, dd-mm-jjjj",
        Guess::DateMonthFirst => "date, mm/dd/jjjj",
        Guess::DateCompact => "date, jjjjmmdd",
        Guess::Email => "e-mail",
        Guess::Code => "code",
        Guess::Identifier => "identifier",
        Guess::Text => "text",
    }
}

fn visible(delimiter: &str) -> &str {
    if delimiter == "\t" { "tab" } else { delimiter }
}
