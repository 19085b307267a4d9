//! The template sets that are part of the program.

use std::collections::BTreeMap;

/// The reports that the program can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Vision and progress, of one school.
    VisionAndProgress,
    /// What a project brought over its schools.
    ProjectOutcome,
}

impl Report {
    /// Its name: that of its folder of templates and of its files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Report::VisionAndProgress => "visie-en-voortgang",
            Report::ProjectOutcome => "projectopbrengst",
        }
    }

    /// The program's own files of its template set: path within the set, and content.
    #[must_use]
    pub fn files(self) -> BTreeMap<String, String> {
        match self {
            Report::VisionAndProgress => vision_and_progress(),
            Report::ProjectOutcome => project_outcome(),
        }
    }
}

/// Takes the files of a set along in the program, under their path within the set.
macro_rules! files {
    ($folder:literal: $($path:literal),+ $(,)?) => {
        [$(($path, include_str!(concat!("../../../report-templates/", $folder, "/", $path)))),+]
    };
}

/// The report on vision and progress: path within the set, and content.
fn vision_and_progress() -> BTreeMap<String, String> {
    files!("visie-en-voortgang":
        "report.hbs",
        "theme.toml",
        "texts/nl.toml",
        "texts/en.toml",
        "sections/first-page.hbs",
        "sections/key-figures.hbs",
        "sections/decisions.hbs",
        "sections/guide.hbs",
        "sections/vision.hbs",
        "sections/who-guides.hbs",
        "sections/who-is-reached.hbs",
        "sections/reach-table.hbs",
        "sections/knowledge.hbs",
        "sections/ways-row.hbs",
        "sections/margin.hbs",
        "sections/room.hbs",
        "sections/interventions.hbs",
        "sections/obstacles.hbs",
        "sections/gap.hbs",
        "sections/students.hbs",
        "sections/stories.hbs",
        "sections/story.hbs",
        "sections/abbreviations.hbs",
        "sections/abbreviations-in.hbs",
        "sections/accountability.hbs",
        "sections/answered.hbs",
        "sections/apart.hbs",
        "sections/chances.hbs",
        "sections/changed.hbs",
        "sections/definitions.hbs",
        "sections/hatched.hbs",
        "sections/obstacle.hbs",
        "sections/table-note.hbs",
        "sections/voices-row.hbs",
    )
    .into_iter()
    .map(|(path, content)| (path.to_owned(), content.to_owned()))
    .collect()
}

/// The report over the schools of a project: path within the set, and content.
fn project_outcome() -> BTreeMap<String, String> {
    files!("projectopbrengst":
        "report.hbs",
        "theme.toml",
        "texts/nl.toml",
        "texts/en.toml",
        "sections/core.hbs",
        "sections/ingredients.hbs",
        "sections/spread.hbs",
        "sections/strip.hbs",
        "sections/changes.hbs",
        "sections/change-row.hbs",
        "sections/chances.hbs",
        "sections/obstacles.hbs",
        "sections/schools.hbs",
        "sections/school.hbs",
        "sections/self-assessments.hbs",
        "sections/low-response.hbs",
        "sections/story.hbs",
        "sections/stories.hbs",
        "sections/method.hbs",
    )
    .into_iter()
    .map(|(path, content)| (path.to_owned(), content.to_owned()))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_folder_is_part_of_the_program() {
        for report in [Report::VisionAndProgress, Report::ProjectOutcome] {
            let (set, taken) = (report.name(), report.files());
            let folder = format!("{}/../../report-templates/{set}/sections", env!("CARGO_MANIFEST_DIR"));
            for file in std::fs::read_dir(folder).unwrap() {
                let path = format!("sections/{}", file.unwrap().file_name().to_string_lossy());
                assert!(taken.contains_key(&path), "{set}/{path}");
            }
        }
    }
}
