//! Editions of reports, written whole.

use std::io::Write;
use std::path::{Path, PathBuf};

use anstream::println;
use schakel_core::project::Project;
use schakel_report::Report;
use schakel_report::attachment;
use schakel_report::document::Lang as ReportLang;
use schakel_report::facts::Facts;
use schakel_report::template::{TemplateErrors, TemplateSet};
use serde_json::{Value, json};

use crate::args::{Format, Lang};
use crate::exit::Failure;
use crate::print::{DIM, NAME, NOTICE};

/// A report that was written.
pub(crate) struct Made {
    /// The school, or the project.
    pub(crate) about: String,
    pub(crate) lang: Lang,
    pub(crate) format: Format,
    pub(crate) file: PathBuf,
    /// How many pages; an edition for the screen has none.
    pub(crate) pages: Option<usize>,
    pub(crate) bytes: usize,
    pub(crate) warnings: Vec<String>,
}

impl Made {
    /// The outcome for a script.
    pub(crate) fn json(&self, project: &Project) -> Value {
        json!({
            "lang": self.lang.tag(), "format": self.format.extension(), "file": project.shown(&self.file),
            "pages": self.pages, "bytes": self.bytes, "warnings": self.warnings,
        })
    }

    /// The outcome for a person; `how` says where it came from.
    pub(crate) fn show(&self, how: &str) {
        let pages = self.pages.map_or_else(String::new, |pages| format!("{pages} pages, "));
        let (about, file, kilobytes) = (&self.about, self.file.display(), self.bytes.div_ceil(1000));
        println!("{NAME}{about:<14}{NAME:#} {file} {DIM}({pages}{kilobytes} kB; {how}){DIM:#}");
        for warning in &self.warnings {
            anstream::eprintln!("{NOTICE}notice{NOTICE:#} {file}: {warning}");
        }
    }
}

/// What edition is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) lang: Lang,
    pub(crate) format: Format,
    /// Whether the figures travel inside the pages.
    pub(crate) attach: bool,
}

/// Makes one edition of a report and writes it; `about` is the school, or the project.
///
/// # Errors
/// A fault when it cannot be made; wrong use when it cannot be written.
pub(crate) fn write(
    facts: &Facts,
    templates: &TemplateSet,
    wanted: Wanted,
    file: PathBuf,
    about: &str,
) -> Result<Made, Failure> {
    let Wanted { lang, format, attach } = wanted;
    let failed = |error| Failure::fault(&format!("composing the report of {about}"), error);
    let (bytes, pages, warnings) = match format {
        Format::Pdf => {
            let lang = report_lang(lang);
            let figures = if attach { attachment::figures(facts, lang) } else { Ok(Vec::new()) };
            let figures = figures.map_err(|error| Failure::fault("writing the figures as CSV", error))?;
            let rendered = schakel_report::render_with(facts, templates, lang, &figures).map_err(failed)?;
            (rendered.pdf, Some(rendered.pages), rendered.warnings)
        }
        Format::Html => {
            let html = schakel_report::render_html(facts, templates, report_lang(lang)).map_err(failed)?;
            (html.into_bytes(), None, Vec::new())
        }
    };
    write_whole(&file, &bytes)?;
    Ok(Made { about: about.to_owned(), lang, format, file, pages, bytes: bytes.len(), warnings })
}

/// What was asked for, each once and in a fixed order.
pub(crate) fn each_once<T: Copy + Ord>(asked: &[T]) -> Vec<T> {
    let mut once = asked.to_vec();
    once.sort_unstable();
    once.dedup();
    once
}

/// The templates of a report: those of the program, with the files that the project has in place of them.
///
/// # Errors
/// Every mistake in a file of the project.
pub(crate) fn templates(project: &Project, report: Report) -> Result<TemplateSet, TemplateErrors> {
    let own = own_templates(project, report);
    if own.is_dir() { TemplateSet::with_own(report, &own) } else { TemplateSet::of(report) }
}

/// The same, for a command that cannot go on without them.
///
/// # Errors
/// Wrong use, with every mistake in a file of the project.
pub(crate) fn templates_or_stop(project: &Project, report: Report) -> Result<TemplateSet, Failure> {
    let place = || project.shown(&own_templates(project, report));
    templates(project, report).map_err(|errors| Failure::Usage(format!("the templates in {}:\n{errors}", place())))
}

/// Where a project has its own templates of a report.
pub(crate) fn own_templates(project: &Project, report: Report) -> PathBuf {
    project.folder.join("report-templates").join(report.name())
}

/// The language as the reports know it.
pub(crate) fn report_lang(lang: Lang) -> ReportLang {
    match lang {
        Lang::Nl => ReportLang::Nl,
        Lang::En => ReportLang::En,
    }
}

/// Writes a file whole or not at all: beside its place first, then renamed into it.
///
/// # Errors
/// Wrong use when the folder or the file cannot be written.
pub(crate) fn write_whole(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Usage(format!("cannot write {}: {error}", file.display()));
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    beside.write_all(bytes).map_err(|error| failed(&error))?;
    beside.persist(file).map_err(|error| failed(&error.error))?;
    Ok(())
}
