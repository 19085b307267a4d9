//! Labels for what the queries give as codes: from the model's code lists, or from a header.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use schakel_disclosure::{OTHER_SUFFIX, Term};
use schakel_model::{Code, CodeList, RoleGroup, SchoolYear, code_list, role_group};

use crate::{Header, Labels};

/// What each breakdown is called, and the code list of its groups where the model has one.
const BREAKDOWNS: &[(&str, &str, &str, Option<&str>)] = &[
    ("all", "totaal", "total", None),
    ("role_group", "groep van rollen", "group of roles", Some("role_group")),
    ("role", "rol", "role", Some("role")),
    ("team", "team", "team", None),
    ("level", "niveau", "level", Some("level")),
    ("programme", "opleiding", "programme", None),
    ("year_level", "leerjaar", "year", None),
    ("track", "leerweg", "track", Some("track")),
    (
        "first_generation",
        "eerste in het gezin die doorstudeert",
        "first in the family in higher education",
        Some("first_generation"),
    ),
    ("ses_quintile", "sociaaleconomische score van de wijk", "socio-economic score of the area", None),
    ("gender", "geslacht", "gender", Some("gender")),
    ("prior_education", "vooropleiding", "prior education", Some("prior_education")),
    ("theme", "thema", "theme", Some("theme")),
    ("competence", "loopbaancompetentie", "career competence", Some("competence")),
    ("purpose", "waarvoor de uren zijn", "purpose of the hours", Some("allocation_purpose")),
    ("status", "status", "status", Some("intervention_status")),
    ("criterion", "onderdeel", "part", None),
    ("first_year", "eerste jaar", "first year", None),
    ("median", "middelste waarde", "median", None),
    ("reliability", "betrouwbaarheid", "reliability", None),
    ("median_days", "middelste aantal dagen", "median number of days", None),
    ("solved", "opgelost", "solved", None),
    ("single_perspective", "door één perspectief gezien", "seen by one perspective", Some("theme")),
    ("population", "omvang", "size", None),
    ("coverage", "dekking", "coverage", None),
    ("evidence", "hoe vastgelegd", "kind of evidence", Some("moment_evidence")),
    ("rejected", "geweigerde rijen", "refused rows", None),
];

/// Breakdowns whose groups are groups of persons, each in one of them.
const OF_PERSONS: [&str; 11] = [
    "role_group",
    "role",
    "team",
    "level",
    "programme",
    "year_level",
    "track",
    "first_generation",
    "gender",
    "ses_quintile",
    "prior_education",
];

/// Whether the groups of a breakdown are groups of persons, each in one of them.
pub(crate) fn is_partition(by: &str) -> bool {
    OF_PERSONS.contains(&by)
}

/// The breakdown and the group of it that a group is part of: of a role, its group of roles.
pub(crate) fn within(by: &str, group: &str) -> Option<(String, String)> {
    let of = group.strip_suffix(OTHER_SUFFIX).unwrap_or(group);
    let whole = RoleGroup::ALL.into_iter().find(|one| one.code() == of).unwrap_or_else(|| role_group(of));
    (by == "role").then(|| ("role_group".to_owned(), whole.code().to_owned()))
}

/// A breakdown as a term.
pub(crate) fn breakdown(by: &str) -> Term {
    match BREAKDOWNS.iter().find(|(code, ..)| *code == by) {
        Some((code, nl, en, _)) => Term::new(*code, *nl, *en),
        None => Term::new(by, by, by),
    }
}

/// A group of a breakdown as a term.
pub(crate) fn group(header: &Header, by: &str, group: &str) -> Term {
    if group == "all" {
        return Term::new("all", "totaal", "total");
    }
    if by == "year_level" {
        return Term::new(group, format!("leerjaar {group}"), format!("year {group}"));
    }
    named(header.groups.as_ref(), group)
        .or_else(|| group_list(by).and_then(|list| in_list(list, group)))
        .unwrap_or_else(|| role(group))
}

/// A part as a term.
pub(crate) fn part(header: &Header, part: &str) -> Term {
    if part.is_empty() {
        return Term::default();
    }
    named(header.parts.as_ref(), part).unwrap_or_else(|| role(part))
}

/// A role, a role group, or what is left of a role group; or any other word, which is its own label.
pub(crate) fn role(code: &str) -> Term {
    for list in ["role", "perspective", "role_group"] {
        if let Some(term) = code_list(list).and_then(|list| in_list(list, code)) {
            return term;
        }
    }
    let rest = code.strip_suffix(OTHER_SUFFIX).and_then(|group| in_list(code_list("role_group")?, group));
    match rest {
        Some(group) => Term::new(code, format!("{}: overige rollen", group.nl), format!("{}: other roles", group.en)),
        None => Term::new(code, code, code),
    }
}

/// The rest of the population that a group is compared with.
pub(crate) fn rest() -> Term {
    Term::new("rest", "de rest", "the rest")
}

/// A code of a list as a term.
pub(crate) fn in_list(list: &CodeList, code: &str) -> Option<Term> {
    list.find(code).map(|Code { code, nl, en, .. }| Term::new(*code, *nl, *en))
}

fn named(labels: Option<&Labels>, code: &str) -> Option<Term> {
    match labels? {
        Labels::List(list) => in_list(code_list(list)?, code),
        Labels::Own(own) => own.iter().find(|o| o.code == code).map(|o| Term::new(&o.code, &o.nl, &o.en)),
    }
}

fn group_list(by: &str) -> Option<&'static CodeList> {
    BREAKDOWNS.iter().find(|(code, ..)| *code == by).and_then(|(.., list)| code_list((*list)?))
}

/// The place of a group or part among others: as the header or the code list orders them, then by name.
pub(crate) fn group_rank(header: &Header, by: &str, group: &str) -> usize {
    rank(header.groups.as_ref(), group)
        .or_else(|| group_list(by).and_then(|list| list.position(group)))
        .or_else(|| group.parse().ok().filter(|_| by == "year_level"))
        .or_else(|| code_list("role_group").and_then(|list| list.position(group)).map(|place| 1000 + place))
        .unwrap_or(usize::MAX)
}

/// The place of a part.
pub(crate) fn part_rank(header: &Header, part: &str) -> usize {
    if part.is_empty() {
        return 0;
    }
    rank(header.parts.as_ref(), part).map_or(usize::MAX, |place| place + 1)
}

fn rank(labels: Option<&Labels>, code: &str) -> Option<usize> {
    match labels? {
        Labels::List(list) => code_list(list)?.position(code),
        Labels::Own(own) => own.iter().position(|o| o.code == code),
    }
}

/// The survey waves of a school, by label, each with its last day.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Periods {
    waves: BTreeMap<String, NaiveDate>,
}

impl Periods {
    pub(crate) fn add_wave(&mut self, label: &str, until: NaiveDate) {
        self.waves.insert(label.to_owned(), until);
    }

    /// A school year, or a wave by its season: `schooljaar 2025-2026`, `najaar 2024`.
    pub(crate) fn term(&self, period: &str) -> Term {
        if period.is_empty() {
            return Term::default();
        }
        if SchoolYear::parse(period).is_some() {
            return Term::new(period, format!("schooljaar {period}"), format!("school year {period}"));
        }
        if let Some(until) = self.waves.get(period) {
            let (nl, en) = if until.month() >= 8 { ("najaar", "autumn") } else { ("voorjaar", "spring") };
            let year = until.year();
            return Term::new(period, format!("{nl} {year}"), format!("{en} {year}"));
        }
        code_list("wave_label")
            .and_then(|list| in_list(list, period))
            .unwrap_or_else(|| Term::new(period, period, period))
    }

    /// The place of a period in time: waves by their last day, school years by their name.
    pub(crate) fn rank(&self, period: &str) -> String {
        self.waves.get(period).map_or_else(|| period.to_owned(), |until| until.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_is_named_by_its_season() {
        let mut periods = Periods::default();
        periods.add_wave("baseline", NaiveDate::from_ymd_opt(2024, 11, 30).unwrap());
        periods.add_wave("after", NaiveDate::from_ymd_opt(2026, 5, 15).unwrap());
        assert_eq!(periods.term("baseline"), Term::new("baseline", "najaar 2024", "autumn 2024"));
        assert_eq!(periods.term("after"), Term::new("after", "voorjaar 2026", "spring 2026"));
        assert_eq!(periods.term("2025-2026").nl, "schooljaar 2025-2026");
        assert!(periods.rank("baseline") < periods.rank("after"));
    }

    #[test]
    fn every_breakdown_of_an_indicator_has_a_label() {
        for indicator in &crate::catalogue().unwrap().indicators {
            for by in &indicator.header.breakdowns {
                assert!(BREAKDOWNS.iter().any(|(code, ..)| code == by), "{}: {by}", indicator.header.id);
            }
        }
    }

    #[test]
    fn merged_roles_have_a_label() {
        assert_eq!(role("docent").nl, "docent");
        assert_eq!(role("specialist").nl, "specialisten");
        assert_eq!(role("primary_process_other").nl, "primair proces: overige rollen");
    }
}
