//! The page about the kinds of source, from their definitions and from the documentation of the options.

use std::fmt::Write;

use schemars::schema_for;
use serde_json::Value;

use crate::kind::{Definition, Kind, Takes};
use crate::spec::SourceSpec;

/// The page, in Markdown.
#[must_use]
pub fn kinds() -> String {
    let options = schema_for!(SourceSpec).to_value();
    let mut page = String::from(
        "# Kinds of source\n\n\
         Each kind reads the files of a system or a format into tables for SQL. `schakel inspect FILE` says which kind a file is and\n\
         proposes its declaration. What every source gives, and what is said of a damaged file, stands in [sources](sources.md).\n\n\
         | kind | for |\n|---|---|\n",
    );
    // Writing to a string cannot fail.
    for kind in Kind::all() {
        let _ = writeln!(page, "| [`{0}`](#{0}) | {1} |", kind.name, kind.title);
    }
    page.push_str("\n`<name>` is the name of the source.\n");
    for kind in Kind::all() {
        section(&mut page, kind);
    }
    page.push_str("\n## Options\n\n| option | of | says |\n|---|---|---|\n");
    for (name, option) in options["properties"].as_object().into_iter().flatten() {
        let kinds: Vec<&str> =
            Kind::all().filter(|kind| kind.options.contains(&name.as_str())).map(|kind| kind.name).collect();
        if !kinds.is_empty() {
            let of = if kinds.len() == Kind::all().count() { "all".to_owned() } else { kinds.join(", ") };
            let _ = writeln!(page, "| `{name}` | {of} | {} |", says(option));
        }
    }
    page
}

fn section(page: &mut String, kind: &Definition) {
    let path = match kind.takes {
        Takes::File => String::new(),
        Takes::Files => " The path may hold a `*` for several files.".to_owned(),
        Takes::Folder(ending) => format!(" The path may be a folder with `.{ending}` files."),
        Takes::FolderOrFiles(ending) => {
            format!(" The path may hold a `*` for several files, or be a folder with `.{ending}` files.")
        }
        Takes::Server => " The path is the address of a server.".to_owned(),
    };
    let _ = write!(
        page,
        "\n## `{}`\n\n{}. {}{path}\n\n```toml\n[[source]]\n{}\n```\n\nOptions: {}.\n",
        kind.name,
        kind.title,
        kind.gives,
        kind.example,
        kind.options.iter().map(|option| format!("`{option}`")).collect::<Vec<_>>().join(", "),
    );
}

/// What an option says, on one line.
fn says(option: &Value) -> String {
    let text = option["description"].as_str().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
