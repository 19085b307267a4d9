//! The last check before a package is written: nothing in it names a school.

use schakel_report::across::short;
use schakel_report::facts::Facts;

use super::about::About;
use super::error::PackageError;
use super::study::Study;
use super::table::{Table, Value};

/// Checks that nothing names a school.
pub(super) fn nameless(
    study: &Study,
    about: &About,
    schools: &[(String, Facts)],
    tables: &[Table],
) -> Result<(), PackageError> {
    for (alias, facts) in schools {
        let alias = alias.trim();
        let names: Vec<String> = [&facts.school.name, &facts.school.id]
            .into_iter()
            .map(|name| name.trim())
            // A package that was collected knows the school by its name in research alone.
            .filter(|name| short(name) != short(alias))
            .map(str::to_lowercase)
            .filter(|name| name.chars().count() >= 4)
            .collect();
        let named = |text: &str| names.iter().any(|name| has_words(&text.to_lowercase(), name));
        let texts = [("title", &about.title), ("description", &about.description), ("id", &study.id)];
        if let Some((what, _)) = texts.into_iter().find(|(_, text)| named(text)) {
            return Err(PackageError::StudyNamesSchool { alias: alias.to_owned(), what });
        }
        for table in tables {
            for (row, values) in table.rows.iter().enumerate() {
                let told = |value: &Value| matches!(value, Value::Text(text) if named(text));
                if let Some((column, _)) = table.columns.iter().zip(values).find(|(_, value)| told(value)) {
                    let (table, column) = (table.definition.name, column.name);
                    return Err(PackageError::NamesSchool { alias: alias.to_owned(), table, column, row: row + 1 });
                }
            }
        }
    }
    Ok(())
}

/// Whether the words stand in the text as words of their own.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_is_named_where_its_name_stands_as_words_of_their_own() {
        assert!(has_words("op de linde.", "de linde"));
        assert!(has_words("linde", "linde"));
        assert!(!has_words("lindelaan", "linde"));
        assert!(!has_words("gelinde", "linde"));
    }
}
