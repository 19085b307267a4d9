//! The names that schools have in research.

use crate::facts::Facts;

/// With fewer schools a reader knows which is which.
const FEWEST: usize = 3;

/// Why schools cannot be put side by side.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AliasError {
    /// Occurs when there are too few schools to hide among.
    #[error("a report over schools needs at least {FEWEST} schools that can be reported on; found {found}")]
    TooFew {
        /// How many there are.
        found: usize,
    },
    /// Occurs when a school has no name in research.
    #[error("school {school} has no name for research: give it one in schakel.toml, as alias = \"A\"")]
    Missing {
        /// Id of the school.
        school: String,
    },
    /// Occurs when two schools have the same name in research.
    #[error("schools {one} and {other} have the same alias in schakel.toml: give each its own")]
    Twice {
        /// Id of a school.
        one: String,
        /// Id of the other.
        other: String,
    },
    /// Occurs when the name in research is the name or the id of the school.
    #[error("the alias of school {school} in schakel.toml is its own name or id: choose one that does not point to it")]
    Own {
        /// Id of the school.
        school: String,
    },
}

/// The schools by their name in research, which says nothing about the order of the project file; in texts a school is called by it too.
pub(super) fn order(schools: Vec<(String, Facts)>) -> Result<Vec<(String, Facts)>, AliasError> {
    if schools.len() < FEWEST {
        return Err(AliasError::TooFew { found: schools.len() });
    }
    let mut named = Vec::new();
    for (alias, facts) in schools {
        let short = short(&alias).to_owned();
        let id = facts.school.id.clone();
        if short.is_empty() {
            return Err(AliasError::Missing { school: id });
        }
        if [&facts.school.id, &facts.school.name].iter().any(|own| own.eq_ignore_ascii_case(&short)) {
            return Err(AliasError::Own { school: id });
        }
        named.push((short, facts));
    }
    named.sort_by(|a, b| a.0.cmp(&b.0));
    for pair in named.windows(2) {
        if let [(one, first), (other, second)] = pair
            && one == other
        {
            return Err(AliasError::Twice { one: first.school.id.clone(), other: second.school.id.clone() });
        }
    }
    Ok(named)
}

/// `A` for `School A`: the texts say "school" themselves.
#[must_use]
pub fn short(alias: &str) -> &str {
    let alias = alias.trim();
    ["School ", "school "].iter().find_map(|word| alias.strip_prefix(word)).unwrap_or(alias).trim()
}

/// A text of a school in which its name is replaced by the name it has in research, in its [`short`] form.
#[must_use]
pub fn hidden(text: &str, alias: &str, facts: &Facts) -> String {
    let instead = format!("school {alias}");
    let mut names: Vec<&str> = Vec::new();
    for name in [facts.school.name.as_str(), facts.school.id.as_str()] {
        // "Voorbeeldcollege De Linde, sector Techniek" is also called "Voorbeeldcollege De Linde" and "De Linde".
        let head = name.split(',').next().unwrap_or(name);
        names.extend([name, head]);
        names.extend(head.split_once(' ').map(|(_, tail)| tail));
        names.extend(head.rsplit(' ').next().filter(|last| last.chars().count() >= 5));
    }
    names.retain(|name| name.chars().count() >= 4);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names.iter().fold(text.to_owned(), |text, name| replace(&text, name, &instead))
}

/// Replaces a name where it stands as words of its own, in any case.
fn replace(text: &str, name: &str, instead: &str) -> String {
    let (low, low_name) = (text.to_lowercase(), name.to_lowercase());
    // Lower case can be longer than upper case in some alphabets; then places differ, and only the exact name is looked for.
    let (searched, wanted) = if low.len() == text.len() { (low.as_str(), low_name.as_str()) } else { (text, name) };
    let mut out = String::new();
    let mut from = 0;
    for (at, found) in searched.match_indices(wanted) {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let end = at + found.len();
        let (Some(before), Some(after)) = (text.get(..at), text.get(end..)) else { continue };
        if at < from || letter(before.chars().next_back()) || letter(after.chars().next()) {
            continue;
        }
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(instead);
        from = end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(id: &str, name: &str) -> Facts {
        serde_json::from_value(serde_json::json!({
            "facts_version": 1, "report": {"school_year": "2025-2026", "date": "2026-06-15"},
            "school": {"id": id, "name": name},
        }))
        .unwrap()
    }

    fn three(aliases: [&str; 3]) -> Result<Vec<(String, Facts)>, AliasError> {
        let ids = ["linde", "beuk", "eik"];
        order(aliases.iter().zip(ids).map(|(alias, id)| ((*alias).to_owned(), school(id, id))).collect())
    }

    #[test]
    fn schools_come_in_the_order_of_their_names_in_research() {
        let order = three(["School C", "A", "school B"]).unwrap();
        let names: Vec<(&str, &str)> = order.iter().map(|(a, f)| (a.as_str(), f.school.id.as_str())).collect();
        assert_eq!(names, [("A", "beuk"), ("B", "eik"), ("C", "linde")]);
    }

    #[test]
    fn a_name_that_is_missing_used_twice_or_the_schools_own_is_refused() {
        assert_eq!(three(["A", "", "C"]), Err(AliasError::Missing { school: "beuk".into() }));
        assert_eq!(three(["A", "A", "C"]), Err(AliasError::Twice { one: "linde".into(), other: "beuk".into() }));
        assert_eq!(three(["A", "Beuk", "C"]), Err(AliasError::Own { school: "beuk".into() }));
    }

    #[test]
    fn two_schools_are_too_few() {
        let two = vec![("A".to_owned(), school("linde", "Linde")), ("B".to_owned(), school("beuk", "Beuk"))];
        assert_eq!(order(two), Err(AliasError::TooFew { found: 2 }));
    }

    #[test]
    fn the_name_of_a_school_is_replaced_in_its_texts_however_it_is_written() {
        let facts = school("linde", "Voorbeeldcollege De Linde, sector Techniek");
        let hide = |text: &str| hidden(text, "A", &facts);
        assert_eq!(hide("Op Voorbeeldcollege De Linde leren wij."), "Op school A leren wij.");
        assert_eq!(hide("Bij de linde hoort dat erbij."), "Bij school A hoort dat erbij.");
        assert_eq!(hide("Linde doet mee"), "school A doet mee");
        assert_eq!(hide("Lindenlaan en gelinde"), "Lindenlaan en gelinde");
        assert_eq!(hide("İstanbul, Linde"), "İstanbul, school A");
    }
}
