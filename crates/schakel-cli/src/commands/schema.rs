//! `schakel schema`: the common model, from its one definition.

use anstream::println;
use schakel_core::editor;
use schakel_core::plugin::MANIFEST_FILE;
use schakel_core::project::PROJECT_FILE;
use schakel_model::{Column, Lang, Table};
use serde_json::{Value, json};

use crate::args::SchemaArgs;
use crate::commands::thresholds;
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
        Some(name) if name == MANIFEST_FILE => print::json(&editor::plugin_schema())?,
        Some(name) if name == PROJECT_FILE => print::json(&editor::project_schema(&thresholds()))?,
        Some(name) => match name.split_once('.') {
            Some((table, column)) => {
                let table = named(table)?;
                let column = table.column(column).ok_or_else(|| unknown_column(table, column))?;
                if args.json { print::json(&column_json(column))? } else { show_column(table, column, lang) }
            }
            None => {
                let table = named(name)?;
                if args.json { print::json(&table_json(table))? } else { show(table, lang) }
            }
        },
    }
    Ok(Outcome::Done)
}

fn unknown_column(table: &Table, name: &str) -> Failure {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let hint = schakel_source::problem::did_you_mean(name, &names)
        .unwrap_or_else(|| format!("`schakel schema {}` lists the columns.", table.name));
    Failure::Usage(format!("`{}` has no column `{name}`. {hint}", table.name))
}

/// All there is to say of a column, with what a query may give for it.
fn show_column(table: &Table, column: &Column, lang: Lang) {
    println!("{NAME}{}.{}{NAME:#}  {}", table.name, column.name, column.label(lang));
    println!("{}", definition(lang, column.definition_nl, column.definition));
    let said = |nl, en| definition(lang, nl, en);
    let needed = if column.required { said("nodig", "needed") } else { said("mag ontbreken", "may be missing") };
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |what: &str, value: Option<String>| {
        rows.extend(value.map(|value| vec![what.to_owned(), value]));
    };
    row("type", Some(format!("{}, {needed}", column.ty.name())));
    row("privacy", Some(format!("{}: {}", column.privacy.name(), column.privacy.meaning(lang))));
    let to = said("tot en met", "to");
    row(said("bereik", "range"), column.range.map(|(low, high)| format!("{low} {to} {high}")));
    row(said("vorm", "form"), column.format.map(|format| format.shape().to_owned()));
    row(said("verwijst naar", "refers to"), column.references.map(|to| format!("{}.{}", to.table, to.column)));
    row(said("heet ook", "also called"), (!column.synonyms.is_empty()).then(|| column.synonyms.join(", ")));
    row(said("voorbeelden", "examples"), examples(column));
    print::columns(&rows);
    if let Some(list) = column.codes() {
        let how = said(
            "de code, of het label in het Nederlands of Engels; hoofdletters maken niet uit",
            "the code, or its Dutch or English label in any case",
        );
        println!("\n{NAME}codes{NAME:#} {DIM}{how}{DIM:#}");
        let codes =
            list.codes.iter().map(|code| vec![format!("  {}", code.code), code.nl.to_owned(), code.en.to_owned()]);
        print::columns(&codes.collect::<Vec<_>>());
    }
}

/// What a query may give, as different schools write it.
fn examples(column: &Column) -> Option<String> {
    let mut examples: Vec<String> = [Lang::Nl, Lang::En].into_iter().filter_map(|lang| column.example(lang)).collect();
    examples.extend(column.codes().and_then(|list| list.codes.first()).map(|code| code.code.to_owned()));
    examples.dedup();
    (!examples.is_empty()).then(|| examples.join(" · "))
}

/// The table that a person means, by its name or its label in either language.
fn named(name: &str) -> Result<&'static Table, Failure> {
    match schakel_model::tables_called(name).as_slice() {
        [table] => Ok(table),
        // `leerling` is the student, and a word of what is about one.
        several => match several.iter().find(|table| table.nl.to_lowercase().starts_with(&name.to_lowercase())) {
            Some(table) => Ok(table),
            None => Err(unknown(name)),
        },
    }
}

fn unknown(name: &str) -> Failure {
    let tables = schakel_model::tables();
    let with_column: Vec<String> = tables
        .iter()
        .filter(|table| table.column(name).is_some())
        .map(|table| format!("`schakel schema {}.{name}`", table.name))
        .collect();
    let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
    let hint = match with_column.is_empty() {
        false => format!("It is a column: {}.", with_column.join(", ")),
        true => schakel_source::problem::did_you_mean(name, &names)
            .unwrap_or_else(|| "`schakel schema` lists the tables.".to_owned()),
    };
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
    let more = definition(
        lang,
        "schakel schema TABEL toont de kolommen van een tabel, schakel schema TABEL.KOLOM een kolom met voorbeelden.",
        "schakel schema TABLE shows a table's columns, schakel schema TABLE.COLUMN one of them with examples.",
    );
    println!("\n{DIM}{more}{DIM:#}");
}

fn show(table: &Table, lang: Lang) {
    println!("{NAME}{}{NAME:#}  {}", table.name, table.label(lang));
    println!("{}", definition(lang, table.definition_nl, table.definition));
    let said = |nl, en| definition(lang, nl, en);
    println!("{DIM}{}{DIM:#} {}\n", said("één rij per", "one row per"), table.key.join(", "));
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
            let one_of = said("één van", "one of");
            println!("\n{NAME}{}{NAME:#} {DIM}{one_of}{DIM:#} {}", column.name, codes.join(", "));
        }
    }
    let marks = said(
        "? mag ontbreken · P0 openbaar, P1 organisatie, P2 pseudoniem, P4 gevoelig, P5 vrije tekst",
        "? may be missing · P0 public, P1 organisation, P2 pseudonymous, P4 sensitive, P5 free text",
    );
    println!("\n{DIM}{marks}{DIM:#}");
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
        "example": {"nl": column.example(Lang::Nl), "en": column.example(Lang::En)},
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_found_by_its_label_and_a_column_is_told_as_one() {
        assert_eq!(named("leerling").map(|table| table.name).ok(), Some("student"));
        assert_eq!(named("Vestiging").map(|table| table.name).ok(), Some("location"));
        let told = |name| named(name).err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(
            told("minutes").contains("It is a column: `schakel schema guidance_moment.minutes`"),
            "{}",
            told("minutes")
        );
        assert!(told("studnt").contains("Did you mean `student`?"), "{}", told("studnt"));
    }
}
