//! `schakel schema`: the common model, from its one definition.

use anstream::println;
use schakel_model::{Column, Lang, Table};
use serde_json::{Value, json};

use crate::args::SchemaArgs;
use crate::exit::{Ended, Failure, Outcome};
use crate::print::{self, DIM, NAME};

/// Prints the list of tables, or one table with its columns.
///
/// # Errors
/// Wrong use when the table does not exist.
pub(crate) fn run(args: &SchemaArgs) -> Ended {
    let lang = args.lang.model();
    match &args.table {
        None if args.json => {
            print::json(&schakel_model::tables().iter().map(|table| table_json(table)).collect::<Vec<_>>())?
        }
        None => list(lang),
        Some(name) => {
            let table = schakel_model::table(name).ok_or_else(|| unknown(name))?;
            if args.json { print::json(&table_json(table))? } else { show(table, lang) }
        }
    }
    Ok(Outcome::Done)
}

fn unknown(name: &str) -> Failure {
    let names: Vec<&str> = schakel_model::tables().iter().map(|table| table.name).collect();
    let hint = schakel_source::problem::did_you_mean(name, &names)
        .unwrap_or_else(|| "`schakel schema` lists the tables.".to_owned());
    Failure::Usage(format!("the model has no table `{name}`. {hint}"))
}

fn list(lang: Lang) {
    let mut section = None;
    for table in schakel_model::tables() {
        if section != Some(table.section) {
            section = Some(table.section);
            let title = match lang {
                Lang::Nl => table.section.nl(),
                Lang::En => table.section.en(),
            };
            println!("\n{NAME}{title}{NAME:#}");
        }
        println!("  {:<24} {}", table.name, table.label(lang));
    }
    println!("\n{DIM}schakel schema TABLE shows a table's columns.{DIM:#}");
}

fn show(table: &Table, lang: Lang) {
    println!("{NAME}{}{NAME:#}  {}", table.name, table.label(lang));
    println!("{}", definition(lang, table.definition_nl, table.definition));
    println!("{DIM}one row per{DIM:#} {}\n", table.key.join(", "));
    let rows: Vec<Vec<String>> = table
        .columns
        .iter()
        .map(|column| {
            let needed = if column.required { "" } else { "?" };
            vec![
                format!("  {}{needed}", column.name),
                column.ty.name().to_owned(),
                column.privacy.name().to_owned(),
                format!("{}: {}", column.label(lang), definition(lang, column.definition_nl, column.definition)),
            ]
        })
        .collect();
    print::columns(&rows);
    for column in table.columns {
        if let Some(list) = column.codes() {
            let codes: Vec<&str> = list.codes.iter().map(|code| code.code).collect();
            println!("\n{NAME}{}{NAME:#} {DIM}one of{DIM:#} {}", column.name, codes.join(", "));
        }
    }
    println!(
        "\n{DIM}? may be missing · P0 public, P1 organisation, P2 pseudonymous, P4 sensitive, P5 free text{DIM:#}"
    );
}

fn definition(lang: Lang, nl: &'static str, en: &'static str) -> &'static str {
    if lang == Lang::Nl { nl } else { en }
}

fn table_json(table: &Table) -> Value {
    json!({
        "name": table.name,
        "section": table.section.en(),
        "label": {"nl": table.nl, "en": table.en},
        "definition": {"nl": table.definition_nl, "en": table.definition},
        "key": table.key,
        "columns": table.columns.iter().map(column_json).collect::<Vec<_>>(),
    })
}

fn column_json(column: &Column) -> Value {
    json!({
        "name": column.name,
        "type": column.ty.name(),
        "required": column.required,
        "privacy": column.privacy.name(),
        "label": {"nl": column.nl, "en": column.en},
        "definition": {"nl": column.definition_nl, "en": column.definition},
        "range": column.range.map(|(from, until)| [from, until]),
        "format": column.format.map(|format| format.shape()),
        "references": column.references.map(|to| format!("{}.{}", to.table, to.column)),
        "codes": column.codes().map(|list| {
            list.codes
                .iter()
                .map(|code| json!({"code": code.code, "nl": code.nl, "en": code.en}))
                .collect::<Vec<_>>()
        }),
    })
}
