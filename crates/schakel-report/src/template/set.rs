//! A template set: read, compiled once, and filled in with facts.

use std::collections::BTreeMap;
use std::path::Path;

use bumpalo::Bump;

use super::error::{TemplateError, TemplateErrors};
use super::escape::clean;
use super::lower::Compiler;
use super::names::Names;
use super::program::Program;
use super::run::{Run, Stop};
use super::texts::{self, Texts};
use super::{data, folder, openings};
use crate::builtin::Report;
use crate::document::Lang;
use crate::facts::Facts;
use crate::theme::Theme;

/// The template that a report starts with.
const ENTRY: &str = "report.hbs";
/// The file with colours.
const THEME: &str = "theme.toml";
/// Bytes of a usual report.
const USUAL: usize = 64 << 10;
/// The word for which a theme may have another.
const REPORT_NAME: &str = "report-name";

/// A report's templates, texts and colours, ready to be filled in. One set serves any number of reports, from any number of threads.
pub struct TemplateSet {
    library: Library,
    texts: BTreeMap<&'static str, Texts>,
    theme: Theme,
}

/// The templates of a set.
pub(super) struct Library {
    /// By their file within the set.
    pub(super) templates: BTreeMap<String, Program>,
    /// The names that they and the texts use.
    pub(super) names: Names,
}

impl std::fmt::Debug for TemplateSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TemplateSet")
            .field("templates", &self.library.templates.len())
            .field("languages", &self.texts.keys())
            .finish_non_exhaustive()
    }
}

impl TemplateSet {
    /// A report with the templates that are part of the program.
    ///
    /// # Errors
    /// When a template, a text or the theme cannot be read.
    pub fn of(report: Report) -> Result<TemplateSet, TemplateErrors> {
        TemplateSet::compile(&report.files())
    }

    /// A report with the files of `folder` instead of or beside those of the program.
    /// Only `.hbs` and `.toml` files count, and `.png` files beside the theme; a template that the program does not know may be included by
    /// another.
    ///
    /// # Errors
    /// When a file cannot be read, or a template, a text or the theme has a mistake; all of them at once.
    pub fn with_own(report: Report, folder: &Path) -> Result<TemplateSet, TemplateErrors> {
        let mut own = folder::read(folder)?;
        let mut files = report.files();
        files.append(&mut own.texts);
        TemplateSet::compile_with(&files, &own.images)
    }

    /// Compiles a set from its files: path within the set, and content.
    ///
    /// # Errors
    /// Every mistake in any of the files.
    pub fn compile(files: &BTreeMap<String, String>) -> Result<TemplateSet, TemplateErrors> {
        TemplateSet::compile_with(files, &BTreeMap::new())
    }

    /// The same, with the PNG files that the theme may name as logo: name, and content.
    ///
    /// # Errors
    /// Every mistake in any of the files.
    pub fn compile_with(
        files: &BTreeMap<String, String>,
        images: &BTreeMap<String, Vec<u8>>,
    ) -> Result<TemplateSet, TemplateErrors> {
        let mut compiler = Compiler::default();
        let templates = files.iter().filter(|(name, _)| name.ends_with(".hbs"));
        let templates: BTreeMap<String, Program> =
            templates.map(|(name, content)| (name.clone(), compiler.compile(name, content))).collect();
        if !files.contains_key(ENTRY) {
            compiler.errors.push(TemplateError::of_file(ENTRY, "the template set needs this file"));
        }
        let mut all_texts = BTreeMap::new();
        for lang in [Lang::Nl, Lang::En] {
            let code = texts::code(lang);
            let file = format!("{}{code}.toml", texts::FOLDER);
            match files.get(&file) {
                Some(content) => {
                    all_texts.insert(code, Texts::read(&file, content, &mut compiler));
                }
                None => compiler.errors.push(TemplateError::of_file(&file, "the texts of this language are missing")),
            }
        }
        let theme = match files.get(THEME).map(|content| Theme::read(content, images)) {
            None => Theme::default(),
            Some(Ok(theme)) => theme,
            Some(Err(message)) => {
                compiler.errors.push(TemplateError::of_file(THEME, message));
                Theme::default()
            }
        };
        if !compiler.errors.is_empty() {
            return Err(TemplateErrors(compiler.errors));
        }
        if let Some(name) = &theme.name {
            all_texts.values_mut().for_each(|texts| texts.set_word(REPORT_NAME, &clean(name)));
        }
        Ok(TemplateSet { library: Library { templates, names: compiler.names }, texts: all_texts, theme })
    }

    /// The colours of the set.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Fills the templates in: facts become the markup of a report.
    ///
    /// # Errors
    /// The first place where a template asks for what the facts don't have, or uses a helper wrongly.
    pub fn fill(&self, facts: &Facts, lang: Lang) -> Result<String, TemplateError> {
        let code = texts::code(lang);
        let missing = |what: &str| TemplateError::of_file(what, "the template set needs this file");
        let texts = self.texts.get(code).ok_or_else(|| missing(texts::FOLDER))?;
        let entry = self.library.templates.get(ENTRY).ok_or_else(|| missing(ENTRY))?;
        let memory = Bump::new();
        let data = data::of(facts, lang, &memory).map_err(|e| TemplateError::of_file(ENTRY, e.to_string()))?;
        let mut out = String::with_capacity(USUAL);
        Run::new(&self.library, texts, &data, lang, texts.words(&facts.school.sector))
            .program(entry, &mut out)
            .map_err(|stop| match stop {
                Stop::Here(message) => TemplateError::of_file(ENTRY, message),
                Stop::At(error) => error,
            })?;
        Ok(openings::settle(&out))
    }
}
