//! A template set: read, compiled once, and filled in with facts.

use std::collections::BTreeMap;
use std::path::Path;

use handlebars::{Context, Handlebars, RenderContext, RenderError, RenderErrorReason, Renderable};
use serde_json::{Value, json};

use super::error::{TemplateError, TemplateErrors};
use super::escape::{clean, escape};
use super::limits::{self, Limited};
use super::texts::{self, Texts};
use super::{data, folder, helpers, openings, scan};
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
    registry: Handlebars<'static>,
    texts: BTreeMap<&'static str, Texts>,
    theme: Theme,
}

impl std::fmt::Debug for TemplateSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TemplateSet")
            .field("templates", &self.registry.get_templates().len())
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
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.set_prevent_indent(true);
        registry.register_escape_fn(escape);
        helpers::register(&mut registry);
        let mut errors = Vec::new();
        for (name, content) in files.iter().filter(|(name, _)| name.ends_with(".hbs")) {
            if let Err(error) = scan::check(name, content) {
                errors.push(error);
            } else if let Err(error) = registry.register_template_string(name, content) {
                errors.push(TemplateError::parsing(name, &error));
            }
        }
        if !files.contains_key(ENTRY) {
            errors.push(TemplateError::of_file(ENTRY, "the template set needs this file"));
        }
        let mut all_texts = BTreeMap::new();
        for lang in [Lang::Nl, Lang::En] {
            let code = texts::code(lang);
            let file = format!("{}{code}.toml", texts::FOLDER);
            match files.get(&file) {
                Some(content) => {
                    match Texts::read(&file, content, &mut registry) {
                        Ok(texts) => {
                            all_texts.insert(code, texts);
                        }
                        Err(found) => errors.extend(found.0),
                    };
                }
                None => errors.push(TemplateError::of_file(&file, "the texts of this language are missing")),
            }
        }
        let theme = match files.get(THEME).map(|content| Theme::read(content, images)) {
            None => Theme::default(),
            Some(Ok(theme)) => theme,
            Some(Err(message)) => {
                errors.push(TemplateError::of_file(THEME, message));
                Theme::default()
            }
        };
        if !errors.is_empty() {
            return Err(TemplateErrors(errors));
        }
        helpers::register_texts(&mut registry, &all_texts);
        Ok(TemplateSet { registry, texts: all_texts, theme })
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
        let mut data = data::of(facts, lang).map_err(|e| TemplateError::of_file(ENTRY, e.to_string()))?;
        if let (Some(texts), Value::Object(map)) = (self.texts.get(code), &mut data) {
            map.insert("lang".to_owned(), json!(code));
            let mut words = texts.words(&facts.school.sector);
            if let (Some(name), Value::Object(words)) = (&self.theme.name, &mut words) {
                words.insert(REPORT_NAME.to_owned(), json!(clean(name)));
            }
            map.insert("words".to_owned(), words);
        }
        let output = self.rendered(&Context::from(data)).map_err(|error| TemplateError::rendering(&error))?;
        Ok(openings::settle(&output))
    }

    fn rendered(&self, context: &Context) -> Result<String, RenderError> {
        let missing = || RenderErrorReason::TemplateNotFound(ENTRY.to_owned());
        let entry = self.registry.get_template(ENTRY).ok_or_else(missing)?;
        limits::begin();
        let _inside = limits::enter(ENTRY)?;
        let mut out = Limited::with_capacity(USUAL);
        entry.render(&self.registry, context, &mut RenderContext::new(entry.name.as_ref()), &mut out)?;
        Ok(out.into_text())
    }
}
