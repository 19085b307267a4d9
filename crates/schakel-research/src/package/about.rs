//! What the texts of a package say beside the study.

use schakel_disclosure::Rules;
use schakel_report::facts::Facts;

use super::study::Study;
use super::table::clean;

/// What the texts of a package say beside the study.
pub(super) struct About {
    /// Name for programs: lower-case letters, digits and hyphens.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) description: String,
    /// Name of the project.
    pub(super) project: String,
    /// Day of the newest report, `yyyy-mm-dd`.
    pub(super) date: String,
    /// School years that the schools report on, in order.
    pub(super) school_years: Vec<String>,
    pub(super) keywords: Vec<&'static str>,
    pub(super) schools: usize,
    /// The rules that the numbers were released by: of each threshold the lowest of the schools.
    pub(super) rules: Rules,
    /// Versions of the program that released the numbers.
    pub(super) versions: Vec<String>,
}

/// What there is to say of these schools.
pub(super) fn about(study: &Study, schools: &[(String, Facts)]) -> About {
    let facts = || schools.iter().map(|(_, facts)| facts);
    let mut school_years: Vec<String> = facts().map(|facts| facts.report.school_year.clone()).collect();
    let mut versions: Vec<String> = facts().map(|facts| facts.versions.schakel.clone()).collect();
    for list in [&mut school_years, &mut versions] {
        list.sort();
        list.dedup();
        list.retain(|one| !one.is_empty());
    }
    let project = facts().map(|facts| clean(&facts.report.project)).find(|name| !name.is_empty());
    let project = project.unwrap_or_else(|| study.id.clone());
    let years = school_years.join(", ");
    let description = if study.description.is_empty() {
        study
            .language
            .pick(
                &format!(
                    "Vrijgegeven cijfers over loopbaanbegeleiding (LOB) op {} scholen, schooljaar {years}.",
                    schools.len()
                ),
                &format!("Released numbers on career guidance at {} schools, school year {years}.", schools.len()),
            )
            .to_owned()
    } else {
        study.description.clone()
    };
    About {
        name: slug(&format!("{}-{}", study.id, school_years.join("-"))),
        title: if study.title.is_empty() { project.clone() } else { study.title.clone() },
        description,
        project,
        date: facts().map(|facts| facts.report.date.clone()).max().unwrap_or_default(),
        school_years,
        keywords: vec!["loopbaanoriëntatie en -begeleiding", "LOB", "career guidance", "education", "Netherlands"],
        schools: schools.len(),
        rules: rules(schools),
        versions,
    }
}

/// The rules in the settings of the schools; a threshold that differs is told as the lowest.
fn rules(schools: &[(String, Facts)]) -> Rules {
    let mut rules = Rules::default();
    let named: [(&str, &mut u64); 12] = [
        ("students_k", &mut rules.students_k),
        ("staff_k", &mut rules.staff_k),
        ("single_role", &mut rules.single_role),
        ("sensitive_k", &mut rules.sensitive_k),
        ("sensitive_part", &mut rules.sensitive_part),
        ("pairs_min", &mut rules.pairs_min),
        ("response_warn_role", &mut rules.response_warn_role),
        ("response_warn_all", &mut rules.response_warn_all),
        ("response_hide", &mut rules.response_hide),
        ("n_exact_from", &mut rules.n_exact_from),
        ("staff_exact_from", &mut rules.staff_exact_from),
        ("differ_from", &mut rules.differ_from),
    ];
    for (name, rule) in named {
        let said = schools.iter().filter_map(|(_, facts)| facts.settings.get(name)?.as_u64());
        if let Some(lowest) = said.min() {
            *rule = lowest;
        }
    }
    rules
}

/// Lower-case letters, digits and single hyphens.
fn slug(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_for_programs_has_letters_digits_and_single_hyphens() {
        assert_eq!(slug("Zes scholen!-2025-2026"), "zes-scholen-2025-2026");
    }
}
