//! Clean column names: what an author types in SQL for what stands in the header of a file.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Name of the row locator that every source table carries.
pub(super) const SOURCE_ROW: &str = "source_row";
/// Column by which a row of a child table points at the `source_row` of the row that it belongs to.
pub(super) const PARENT_ROW: &str = "parent_row";

/// The clean name of one header text.
///
/// The case stays as it is; letters lose their accents; every run of other characters than `A-Z a-z 0-9 _` becomes
/// one `_`, and none is left at either end. LimeSurvey's `code[SQ1]. Question?` becomes `code_SQ1`.
pub fn clean_name(original: &str) -> String {
    cleaned(question_code(original).filter(|code| code.contains('[')).unwrap_or(original))
}

/// The clean names of a whole header: never empty, never equal, never `source_row`.
///
/// When most texts look like LimeSurvey's `code. Question?`, the codes are the names.
pub fn clean_names<S: AsRef<str>>(originals: &[S]) -> Vec<String> {
    let coded = originals.iter().filter(|text| question_code(text.as_ref()).is_some()).count();
    let by_code = originals.len() > 1 && coded * 2 > originals.len();
    let mut taken = BTreeSet::from([SOURCE_ROW.to_owned()]);
    let mut names = Vec::with_capacity(originals.len());
    for (index, original) in originals.iter().enumerate() {
        let original = original.as_ref();
        let name = match question_code(original) {
            Some(code) if by_code => cleaned(code),
            _ => clean_name(original),
        };
        let name = if name.is_empty() { format!("column_{}", index + 1) } else { name };
        names.push(unique(name, &mut taken));
    }
    names
}

/// The name itself, or with `_2`, `_3` … behind it when it is taken.
pub(super) fn unique(name: String, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(name.clone()) {
        return name;
    }
    let numbered = |number: usize| format!("{name}_{number}");
    // Found by doubling and halving: a header may have one name thousands of times.
    let (mut low, mut high) = (1, 2);
    while taken.contains(&numbered(high)) {
        (low, high) = (high, high * 2);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if taken.contains(&numbered(middle)) { low = middle } else { high = middle }
    }
    taken.insert(numbered(high));
    numbered(high)
}

fn cleaned(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.nfd().filter(|c| !is_combining_mark(*c)) {
        if character.is_ascii_alphanumeric() || character == '_' {
            if gap && !name.is_empty() {
                name.push('_');
            }
            gap = false;
            name.push(character);
        } else {
            gap = true;
        }
    }
    name
}

/// The code in `code. Question?` or `code[SQ1]. Question? [part]`.
fn question_code(text: &str) -> Option<&str> {
    let (code, question) = text.split_once(". ")?;
    let starts_with_letter = code.starts_with(|c: char| c.is_ascii_alphabetic());
    let of_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '[' | ']' | '-');
    (starts_with_letter && code.chars().all(of_code) && !question.trim().is_empty()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_stays_and_other_characters_become_one_underscore() {
        assert_eq!(clean_name("sourcedId"), "sourcedId");
        assert_eq!(clean_name(" E-mail (school) "), "E_mail_school");
        assert_eq!(clean_name("studie__begin"), "studie__begin");
        assert_eq!(clean_name("Coördinator privé"), "Coordinator_prive");
    }

    #[test]
    fn a_limesurvey_header_becomes_its_code() {
        assert_eq!(clean_name("code[SQ1]. Question? [sub]"), "code_SQ1");
        assert_eq!(clean_names(&["id. Response ID", "Q1. How?", "Q2[SQ1]. Which? [a]"]), ["id", "Q1", "Q2_SQ1"]);
    }

    #[test]
    fn an_abbreviation_in_a_single_header_is_not_a_question_code() {
        assert_eq!(clean_names(&["Nr. leerling", "klas", "mentor"]), ["Nr_leerling", "klas", "mentor"]);
    }

    #[test]
    fn names_are_never_empty_equal_or_the_row_locator() {
        assert_eq!(
            clean_names(&["naam", "naam", "", "source_row", "naam"]),
            ["naam", "naam_2", "column_3", "source_row_2", "naam_3"]
        );
    }
}
