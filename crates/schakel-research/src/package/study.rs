//! What the research team says of its study.

use super::table::clean;

/// The language of the texts around the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Language {
    /// The language by its tag; `None` for another than `nl` and `en`.
    #[must_use]
    pub fn of(tag: &str) -> Option<Language> {
        [Language::Nl, Language::En].into_iter().find(|language| language.tag() == tag)
    }

    /// Its tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::Nl => "nl",
            Language::En => "en",
        }
    }

    /// The text in this language; the Dutch one stands in for an empty English one.
    pub(super) fn pick<'t>(self, nl: &'t str, en: &'t str) -> &'t str {
        if self == Language::Nl || en.is_empty() { nl } else { en }
    }
}

/// A licence under which data can be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// Its id in the SPDX list.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Where its text stands.
    pub address: &'static str,
}

/// The licences that a package can have.
pub const LICENCES: &[Licence] = &[
    Licence {
        id: "CC0-1.0",
        title: "Creative Commons Zero 1.0 Universal",
        address: "https://creativecommons.org/publicdomain/zero/1.0/",
    },
    Licence {
        id: "CC-BY-4.0",
        title: "Creative Commons Attribution 4.0 International",
        address: "https://creativecommons.org/licenses/by/4.0/",
    },
    Licence {
        id: "CC-BY-SA-4.0",
        title: "Creative Commons Attribution-ShareAlike 4.0 International",
        address: "https://creativecommons.org/licenses/by-sa/4.0/",
    },
    Licence {
        id: "CC-BY-NC-4.0",
        title: "Creative Commons Attribution-NonCommercial 4.0 International",
        address: "https://creativecommons.org/licenses/by-nc/4.0/",
    },
    Licence {
        id: "ODC-By-1.0",
        title: "Open Data Commons Attribution License 1.0",
        address: "https://opendatacommons.org/licenses/by/1-0/",
    },
];

impl Licence {
    /// The licence by its id; `None` for one that is not in [`LICENCES`].
    #[must_use]
    pub fn of(id: &str) -> Option<Licence> {
        LICENCES.iter().copied().find(|licence| licence.id == id)
    }
}

/// Who worked on the study.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contributor {
    /// Name of a person or an organisation.
    pub name: String,
    /// What they did, as `author` or `data collector`.
    pub role: Option<String>,
    /// The organisation of a person.
    pub organisation: Option<String>,
    /// ORCID, as `0000-0002-1825-0097`.
    pub orcid: Option<String>,
}

impl Contributor {
    /// Whether `id` is an ORCID: four groups of four digits, the last of which is a check by ISO 7064 (mod 11-2).
    #[must_use]
    pub fn is_orcid(id: &str) -> bool {
        let shape = id.len() == 19 && id.split('-').count() == 4 && id.split('-').all(|group| group.len() == 4);
        let (digits, check) = id.split_at_checked(18).unwrap_or_default();
        let digits: Option<Vec<u32>> = digits.chars().filter(|c| *c != '-').map(|c| c.to_digit(10)).collect();
        let Some(digits) = digits.filter(|_| shape) else { return false };
        let sum = digits.iter().fold(0, |sum, digit| (sum + digit) * 2 % 11);
        let expected = (12 - sum) % 11;
        check == if expected == 10 { "X".to_owned() } else { expected.to_string() }
    }
}

/// What the package says of the study that the data are from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Study {
    /// Id of the project: lower-case letters, digits and hyphens.
    pub id: String,
    /// Title; the name of the project where it is empty.
    pub title: String,
    /// What the study is about.
    pub description: String,
    /// Under which licence the data are published; without one the package says that there is none.
    pub licence: Option<Licence>,
    /// Language of the texts around the data.
    pub language: Language,
    /// Who worked on it, in the order in which they are cited.
    pub contributors: Vec<Contributor>,
}

impl Study {
    /// The study in texts that every format can hold.
    pub(super) fn cleaned(&self) -> Study {
        let optional = |text: &Option<String>| text.as_deref().map(clean).filter(|text| !text.is_empty());
        let contributor = |who: &Contributor| Contributor {
            name: clean(&who.name),
            role: optional(&who.role),
            organisation: optional(&who.organisation),
            orcid: optional(&who.orcid),
        };
        Study {
            id: clean(&self.id),
            title: clean(&self.title),
            description: clean(&self.description),
            contributors: self.contributors.iter().map(contributor).collect(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orcid_has_its_check_digit() {
        for (id, good) in [
            ("0000-0002-1825-0097", true),
            ("0000-0001-5109-3700", true),
            ("0000-0002-1694-233X", true),
            ("0000-0002-1825-0098", false),
            ("0000-0002-1694-2330", false),
            ("0000-0002-1825-009", false),
            ("000000021825-0097-00", false),
            ("0000-0002-1825-009é", false),
            ("", false),
        ] {
            assert_eq!(Contributor::is_orcid(id), good, "{id}");
        }
    }
}
