//! Several schools side by side: from the facts of each school to the facts of a project.
//!
//! What a school's own report may say has been released already; here it only changes place. A school is called by its alias, sizes and
//! amounts of hours are left out because they point to a school, and no total over the schools is made, so that a school of which
//! something is kept back cannot be worked out from the others.

mod agreement;
mod alias;
mod figures;
mod rows;

use crate::facts::across::Across;
use crate::facts::{FACTS_VERSION, Facts, Lists, Quality, ReportInfo, School, Versions};

pub use alias::{AliasError, hidden, short};

/// Each school by itself, under the name in research that comes with it, for whoever studies its numbers further.
///
/// What stays are the values and changes in breakdowns that mean the same in every school, of all periods; what points to the
/// school goes: its name and id, how many persons or hours there are, where the numbers were read, and its sector where fewer than
/// three of the schools share it. The schools come in the order of their names in research.
///
/// # Errors
/// As [`across`].
pub fn under_aliases(schools: Vec<(String, Facts)>) -> Result<Vec<(String, Facts)>, AliasError> {
    let schools = alias::order(schools)?;
    let apart = schools.iter().map(|(alias, facts)| {
        let shared = rows::shares_sector(&schools, &facts.school.sector);
        let School { sector, sector_label, .. } = facts.school.clone();
        let (sector, sector_label) = if shared { (sector, sector_label) } else { Default::default() };
        let school =
            School { id: alias.clone(), name: alias.clone(), sector, sector_label, students: None, staff: None };
        let published = Facts {
            school,
            report: ReportInfo { waves: Vec::new(), ..facts.report.clone() },
            indicators: figures::comparable(facts),
            lists: Lists::default(),
            across: None,
            sources: Vec::new(),
            quality: Quality::default(),
            versions: Versions { plugin: Default::default(), ..facts.versions.clone() },
            ..facts.clone()
        };
        (alias.clone(), published)
    });
    Ok(apart.collect())
}

/// Puts the facts of schools side by side, each under the name in research that comes with it.
///
/// # Errors
/// When a name in research is missing or used twice, or there are fewer than three schools.
pub fn across(project: &str, schools: Vec<(String, Facts)>) -> Result<Facts, AliasError> {
    let schools = alias::order(schools)?;
    let Some((_, first)) = schools.first() else {
        return Err(AliasError::TooFew { found: 0 });
    };
    let lists = Across {
        schools: rows::members(&schools),
        ingredients: rows::ingredients(&schools),
        agreement: agreement::agreement(&schools),
        self_assessments: rows::self_assessments(&schools),
        obstacles: rows::obstacles(&schools),
        stories: rows::stories(&schools),
    };
    let mut versions = first.versions.clone();
    versions.plugin = Default::default();
    Ok(Facts {
        facts_version: FACTS_VERSION,
        report: ReportInfo { waves: Vec::new(), ..first.report.clone() },
        school: School { id: project.to_owned(), name: first.report.project.clone(), ..School::default() },
        settings: first.settings.clone(),
        indicators: figures::indicators(&schools),
        lists: Lists::default(),
        across: Some(lists),
        sources: Vec::new(),
        quality: Quality {
            refused_rows: schools.iter().map(|(_, facts)| facts.quality.refused_rows).sum(),
            unknown_codes: schools.iter().map(|(_, facts)| facts.quality.unknown_codes).sum(),
            findings: Vec::new(),
        },
        versions,
    })
}
