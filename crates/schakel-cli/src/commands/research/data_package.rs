//! The data package that stands beside the report over the schools.

use anstream::println;
use schakel_core::project::Project;
use schakel_report::facts::Facts;
use schakel_research::package::{self, Contributor, Language, Licence, PackageError, Study, Written};
use serde_json::{Value, json};

use crate::args::OutputArgs;
use crate::exit::Failure;
use crate::print::{DIM, NAME};

/// The folder of the package in the folder of outputs.
const FOLDER: &str = "datapackage";

/// Writes the data package of schools by their names for research.
///
/// # Errors
/// Wrong use when what the schools or the study say cannot be published, or the folder holds other files; a fault when it cannot be
/// written.
pub(super) fn write(project: &Project, schools: &[(String, Facts)], output: &OutputArgs) -> Result<Written, Failure> {
    let folder = output.out.clone().unwrap_or_else(|| project.default_output()).join(FOLDER);
    package::write(&folder, &study(project), schools).map_err(|error| match error {
        PackageError::Io { .. } | PackageError::Format(_) => Failure::fault("data package", error),
        error => Failure::Usage(error.to_string()),
    })
}

/// The outcome for a script.
pub(super) fn json(project: &Project, written: &Written) -> Value {
    json!({
        "folder": project.shown(&written.folder), "files": written.files,
        "numbers": written.numbers, "schools": written.schools,
    })
}

/// The outcome for a person.
pub(super) fn show(project: &Project, written: &Written) {
    let (about, folder, numbers) = (&project.id, written.folder.display(), written.numbers);
    let files = written.files.len();
    println!("{NAME}{about:<14}{NAME:#} {folder} {DIM}(data package: {files} files, {numbers} numbers){DIM:#}");
}

/// What the project file says of the study.
fn study(project: &Project) -> Study {
    let said = project.research.clone().unwrap_or_default();
    Study {
        id: project.id.clone(),
        title: said.title.unwrap_or_else(|| project.name.clone()),
        description: said.description.unwrap_or_default(),
        licence: said.licence.as_deref().and_then(Licence::of),
        language: said.language.as_deref().and_then(Language::of).unwrap_or_default(),
        contributors: project.contributors.iter().map(contributor).collect(),
    }
}

fn contributor(who: &schakel_core::project::Contributor) -> Contributor {
    Contributor {
        name: who.name.clone(),
        role: who.role.clone(),
        organisation: who.organisation.clone(),
        orcid: who.orcid.clone(),
    }
}

#[cfg(test)]
mod tests {
    use schakel_core::project::research::RESEARCH;
    use schakel_research::package::LICENCES;

    use super::*;

    #[test]
    fn every_licence_and_language_of_the_project_file_is_one_of_the_package() {
        let values = |name: &str| RESEARCH.iter().find(|key| key.name == name).map(|key| key.values).unwrap();
        assert!(values("licence").iter().copied().eq(LICENCES.iter().map(|licence| licence.id)));
        assert!(values("language").iter().all(|tag| Language::of(tag).is_some()));
    }
}
