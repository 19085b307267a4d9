//! The texts of the record, per language, from `texts/*.json`.

use std::collections::BTreeMap;

use crate::args::Lang;
use crate::exit::Failure;

/// The texts of a language by their names.
pub(super) struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Those of a language.
    ///
    /// # Errors
    /// A fault when the file is not whole, which a test excludes.
    pub(super) fn of(lang: Lang) -> Result<Texts, Failure> {
        let file = match lang {
            Lang::Nl => include_str!("texts/nl.json"),
            Lang::En => include_str!("texts/en.json"),
        };
        serde_json::from_str(file).map(Texts).map_err(|error| Failure::fault("reading the texts", error))
    }

    /// A text; its name when there is none, which a test excludes.
    pub(super) fn get(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// A text with these values in place of `{name}`.
    pub(super) fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(name), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// The texts `name.1`, `name.2` and on.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        (1..).map_while(|number| self.0.get(&format!("{name}.{number}")).cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places in a text for values.
    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn both_languages_say_the_same_and_nothing_is_said_that_is_not_used() {
        let (nl, en) = (Texts::of(Lang::Nl).unwrap(), Texts::of(Lang::En).unwrap());
        assert_eq!(nl.0.keys().collect::<Vec<_>>(), en.0.keys().collect::<Vec<_>>());
        let code =
            [include_str!("record/compose.rs"), include_str!("record/fields.rs"), include_str!("record/risks.rs")]
                .concat();
        for (name, text) in &nl.0 {
            assert_eq!(places(text), places(&en.0[name]), "{name}");
            let stem = name.trim_end_matches(|sign: char| sign.is_ascii_digit()).trim_end_matches('.');
            let family = name.split('.').next().unwrap_or(name);
            let used = [name.as_str(), stem].iter().any(|name| code.contains(&format!("\"{name}\"")));
            assert!(used || code.contains(&format!("\"{family}.{{")), "nothing uses {name}");
        }
    }

    #[test]
    fn every_text_that_is_asked_for_is_there() {
        let texts = Texts::of(Lang::Nl).unwrap();
        let code =
            [include_str!("record/compose.rs"), include_str!("record/fields.rs"), include_str!("record/risks.rs")]
                .concat();
        for asked in ["say.get(\"", "say.fill(\""] {
            for name in code.split(asked).skip(1).filter_map(|rest| rest.split_once('"')).map(|(name, _)| name) {
                assert!(texts.0.contains_key(name), "{name}");
            }
        }
    }
}
