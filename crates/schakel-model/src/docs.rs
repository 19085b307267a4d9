//! The codebook: `docs/model.md`, printed from the definitions.

use std::fmt::{self, Write};

use crate::check::{Severity, checks};
use crate::{CodeList, Column, Lang, MODEL_VERSION, Privacy, RoleGroup, Section, Table, code_lists, tables};

/// The whole codebook as Markdown. The same model gives the same bytes.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::new();
    // Writing to a String cannot fail; what was written stands either way.
    let _ = write_page(&mut page);
    page
}

fn write_page(page: &mut String) -> fmt::Result {
    writeln!(page, "# The common model, version {MODEL_VERSION}\n")?;
    writeln!(page, "<!-- Printed from crates/schakel-model by `schakel_model::docs::markdown`; do not edit. -->\n")?;
    writeln!(page, "{INTRODUCTION}")?;
    writeln!(page, "| class | meaning |\n|---|---|")?;
    for class in Privacy::ALL {
        writeln!(page, "| {} | {} |", class.name(), class.meaning(Lang::En))?;
    }
    for section in Section::ALL {
        writeln!(page, "\n## {}. {} ({})", section as usize + 1, section.en(), section.nl())?;
        for table in tables().iter().filter(|t| t.section == section) {
            write_table(page, table)?;
        }
    }
    writeln!(page, "\n## Code lists")?;
    for list in code_lists() {
        write_list(page, list)?;
    }
    writeln!(page, "\n## Role groups\n\nDerived from the role, never stored.\n\n| group | roles |\n|---|---|")?;
    for group in RoleGroup::ALL {
        writeln!(page, "| `{}` | {} |", group.code(), ticked(&group.roles()))?;
    }
    write_checks(page)
}

const INTRODUCTION: &str = "\
One vocabulary for every school. A plugin hands over these tables, the gate checks them, and the indicators
read nothing else.

- `id` is opaque text of 1 to 64 characters. `person_id` is an id that the gate replaces by a keyed pseudonym
  before anything is stored. `code` is one code of a list, `set` any number of them joined by `;` in the order
  of the list. `int`, `dec`, `date`, `bool` and `text` are what they say.
- A column with `?` may be missing. A missing value is never 0 and never an empty text.
- Rows of sections 1 to 6 may carry `source_id` and `source_row` (from 1): where they came from.
- In the store every table starts with `school_id`, and every `person_id` becomes a number that is dense per
  school, named `_key` for `_id`; `staff`, `student` and `respondent` keep the pseudonym beside it.

Privacy classes. There is no column of class P3: a direct identifier exists only in the memory of a plugin.
";

fn write_table(page: &mut String, table: &Table) -> fmt::Result {
    writeln!(
        page,
        "\n### `{}`: {} · {}\n\n{}<br>{}\n",
        table.name, table.en, table.nl, table.definition, table.definition_nl
    )?;
    writeln!(page, "Key: {}.", ticked(table.key))?;
    for period in table.periods {
        writeln!(page, "In order: `{}` ≤ `{}`.", period.from, period.until)?;
    }
    writeln!(page, "\n| column | type | class | English | Nederlands |\n|---|---|---|---|---|")?;
    for column in table.columns {
        writeln!(
            page,
            "| `{}`{} | {} | {} | **{}** {} | **{}** {} |",
            column.name,
            if column.required { "" } else { " ?" },
            type_cell(column),
            column.privacy.name(),
            column.en,
            column.definition,
            column.nl,
            column.definition_nl,
        )?;
    }
    Ok(())
}

fn type_cell(column: &Column) -> String {
    let mut cell = column.ty.name().to_owned();
    if let Some(list) = column.codes() {
        // The anchor is the one Markdown renderers make of the heading.
        cell += &format!(" [{0}](#{0})", list.name);
    }
    if let Some(reference) = column.references {
        cell += &format!(" → `{}.{}`", reference.table, reference.column);
    }
    if let Some((low, high)) = column.range {
        cell += &format!(" {low} to {high}");
    }
    if let Some(format) = column.format {
        cell += &format!(" like {}", format.shape());
    }
    cell
}

fn write_list(page: &mut String, list: &CodeList) -> fmt::Result {
    writeln!(
        page,
        "\n### {}\n\n{} · {}\n\n| code | English | Nederlands |\n|---|---|---|",
        list.name, list.en, list.nl
    )?;
    for code in list.codes {
        writeln!(page, "| `{}` | {} | {} |", code.code, code.en, code.nl)?;
    }
    Ok(())
}

fn write_checks(page: &mut String) -> fmt::Result {
    writeln!(page, "\n## Checks\n\n| code | name | severity | what must hold | what to do |\n|---|---|---|---|---|")?;
    for check in checks() {
        let severity = match check.severity {
            Severity::Error => "error",
            Severity::Notice => "notice",
        };
        writeln!(
            page,
            "| {} | {} | {severity} | {}<br>{} | {}<br>{} |",
            check.code, check.name, check.en, check.nl, check.action, check.action_nl
        )?;
    }
    Ok(())
}

fn ticked(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
