//! Reads attributes one by one, so that what is left over can be refused with the list of what is known.

use super::problem::Problems;
use super::tree::Element;

pub(super) struct Attributes<'e> {
    element: &'e Element,
    known: Vec<&'static str>,
}

impl<'e> Attributes<'e> {
    pub(super) fn of(element: &'e Element) -> Attributes<'e> {
        Attributes { element, known: Vec::new() }
    }

    /// Refuses every attribute when the element has none.
    pub(super) fn none(element: &'e Element, problems: &mut Problems<'_>) {
        Attributes::of(element).finish(problems);
    }

    fn find(&mut self, name: &'static str) -> Option<&'e str> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        let found = self.element.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The text of an attribute; empty when it is absent.
    pub(super) fn text(&mut self, name: &'static str) -> String {
        squeeze(self.find(name).unwrap_or_default())
    }

    /// The text of an attribute that may not be absent or empty.
    pub(super) fn required(&mut self, name: &'static str, problems: &mut Problems<'_>) -> String {
        let text = self.text(name);
        if text.is_empty() {
            self.refuse(format!("needs the attribute {name}"), &[], problems);
        }
        text
    }

    /// A name for a reader, which may not be absent. Where it is empty, as a name in the facts can be, a dash stands for it.
    pub(super) fn name(&mut self, name: &'static str, problems: &mut Problems<'_>) -> String {
        if self.find(name).is_some_and(|text| squeeze(text).is_empty()) {
            return "–".to_owned();
        }
        self.required(name, problems)
    }

    /// A number with a decimal point.
    pub(super) fn number(&mut self, name: &'static str, problems: &mut Problems<'_>) -> Option<f64> {
        let text = self.find(name)?.trim();
        if text.is_empty() {
            return None;
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Some(number),
            _ => {
                let message = format!("{name}=\"{text}\" is not a number");
                self.refuse(message, &["12", "12.5", "-3"], problems);
                None
            }
        }
    }

    /// One of a few words; `None` when absent or refused.
    pub(super) fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&str, T)],
        problems: &mut Problems<'_>,
    ) -> Option<T> {
        let text = self.find(name)?;
        let found = choices.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.refuse(format!("{name}=\"{text}\" is not known"), &words, problems);
        }
        found.map(|(_, value)| *value)
    }

    /// A value that a function reads from the text; `None` when absent, empty or refused.
    pub(super) fn parsed<T>(
        &mut self,
        name: &'static str,
        form: &str,
        read: impl Fn(&str) -> Option<T>,
        problems: &mut Problems<'_>,
    ) -> Option<T> {
        let text = self.find(name).filter(|text| !text.trim().is_empty())?;
        let value = read(text.trim());
        if value.is_none() {
            self.refuse(format!("{name}=\"{text}\" is not {form}"), &[], problems);
        }
        value
    }

    /// An id that others can refer to; empty when absent.
    pub(super) fn id(&mut self) -> String {
        self.text("id")
    }

    /// Refuses what was not asked for.
    pub(super) fn finish(self, problems: &mut Problems<'_>) {
        for (key, _) in &self.element.attributes {
            if !self.known.contains(&key.as_str()) {
                self.refuse(format!("has no attribute {key}"), &self.known, problems);
            }
        }
    }

    fn refuse(&self, message: String, allowed: &[&str], problems: &mut Problems<'_>) {
        problems.add(self.element.at, &self.element.name, message, allowed);
    }
}

/// Text with every run of white space as one space, and none at its ends. Spaces that do not break stay.
pub(super) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r']).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
