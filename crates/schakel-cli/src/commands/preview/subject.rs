//! What is shown: the report of one school, or that over all of them.

use std::path::{Path, PathBuf};

use schakel_core::project::Project;
use schakel_report::document::Lang;
use schakel_report::facts::Facts;
use schakel_report::template::TemplateError;
use schakel_report::{Report, ReportError};

use super::Fault;
use crate::args::PreviewArgs;
use crate::commands::watch::Stamp;
use crate::commands::{editions, open_project, research};
use crate::exit::Failure;
use crate::pipeline;

/// How many lines of a template stand around the place of a mistake.
const AROUND: usize = 2;

/// What is shown, and what was computed for it.
pub(super) struct Subject {
    path: PathBuf,
    school: Option<String>,
    lang: Lang,
    project: Project,
    facts: Option<Facts>,
}

impl Subject {
    /// What the arguments ask for.
    ///
    /// # Errors
    /// Wrong use when the project or the school is not there.
    pub(super) fn of(args: &PreviewArgs) -> Result<Subject, Failure> {
        let project = open_project(&args.project, &[])?;
        let first = || project.schools.first().map(|school| school.id.clone());
        let school = if args.research { None } else { args.school.clone().or_else(first) };
        let project = open_project(&args.project, school.as_slice())?;
        let path = args.project.clone();
        Ok(Subject { path, school, lang: editions::report_lang(args.lang), project, facts: None })
    }

    /// What the facts rest on, as it is now: the project file, the plugins and the data.
    pub(super) fn data_stamp(&self) -> Stamp {
        let folder = &self.project.folder;
        let mut paths = vec![folder.join(schakel_core::project::PROJECT_FILE)];
        for school in &self.project.schools {
            paths.extend([folder.join(&school.plugin), folder.join(&school.data)]);
        }
        Stamp::of(&paths)
    }

    /// What the page rests on beside the facts: the project's own templates, texts and theme.
    pub(super) fn templates_stamp(&self) -> Stamp {
        Stamp::of(&[self.templates()])
    }

    /// Has the facts computed again at the next occasion.
    pub(super) fn forget(&mut self) {
        self.facts = None;
    }

    /// Both editions: the one for a browser, and the pages.
    pub(super) fn make(&mut self) -> Result<(Vec<u8>, Vec<u8>), Vec<Fault>> {
        let facts = match self.facts.take() {
            Some(facts) => facts,
            None => self.compute()?,
        };
        let made = self.set(&facts);
        self.facts = Some(facts);
        made
    }

    fn set(&self, facts: &Facts) -> Result<(Vec<u8>, Vec<u8>), Vec<Fault>> {
        let templates = editions::templates(&self.project, self.report()).map_err(|errors| self.faults(errors.0))?;
        let failed = |error: ReportError| match error {
            ReportError::Template(error) => self.faults(vec![error]),
            other => vec![message(other.to_string())],
        };
        let html = schakel_report::render_html(facts, &templates, self.lang).map_err(failed)?;
        let pdf = schakel_report::render(facts, &templates, self.lang).map_err(failed)?;
        Ok((html.into_bytes(), pdf.pdf))
    }

    fn report(&self) -> Report {
        if self.school.is_some() { Report::VisionAndProgress } else { Report::ProjectOutcome }
    }

    /// The project's own templates of this report.
    fn templates(&self) -> PathBuf {
        editions::own_templates(&self.project, self.report())
    }

    fn compute(&mut self) -> Result<Facts, Vec<Fault>> {
        let failed = |failure: Failure| vec![message(failure.to_string())];
        // The project file may be what changed.
        self.project = open_project(&self.path, self.school.as_slice()).map_err(failed)?;
        let loads = pipeline::load(&self.project, false, &|_| ()).map_err(failed)?;
        let errors: Vec<Fault> = loads
            .iter()
            .filter(|load| !load.loaded)
            .flat_map(|load| &load.problems)
            .map(|p| message(p.to_string()))
            .collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let computed = pipeline::compute(&self.project, &loads).map_err(failed)?;
        match &self.school {
            None => research::facts(&self.project, &loads, &computed).map_err(failed),
            Some(_) => {
                let load = loads.first().ok_or_else(|| vec![message("the project has no schools".to_owned())])?;
                pipeline::facts(&computed, load).map_err(failed)
            }
        }
    }

    fn faults(&self, errors: Vec<TemplateError>) -> Vec<Fault> {
        errors.into_iter().map(|error| fault(error, &self.templates())).collect()
    }
}

fn message(message: String) -> Fault {
    Fault { file: String::new(), line: 0, column: 0, message, excerpt: Vec::new() }
}

/// A mistake with the lines around it, when it stands in a file of the project.
fn fault(error: TemplateError, folder: &Path) -> Fault {
    let TemplateError { template, line, column, message } = error;
    let text = std::fs::read_to_string(folder.join(&template)).unwrap_or_default();
    let numbered = text.lines().enumerate().map(|(at, text)| (at + 1, text.to_owned()));
    let near = numbered.filter(|(at, _)| line > 0 && at.abs_diff(line) <= AROUND);
    Fault { excerpt: near.collect(), file: template, line, column, message }
}
