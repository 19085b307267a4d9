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
use crate::facts::{FACTS_VERSION, Facts, Lists, Quality, ReportInfo, School};

pub use alias::AliasError;

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
