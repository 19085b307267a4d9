//! What the research team says of its study, for the data package that it publishes.

use toml::de::DeTable;

use super::read::section;
use super::toml_fields::{Fields, Reader};
use super::{Key, KeyKind};

/// `[research]`: the study that the data package is of. What is left out, the package says in general words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Research {
    /// Title of the data.
    pub title: Option<String>,
    /// What the study is about.
    pub description: Option<String>,
    /// Id of the licence, as in the SPDX list.
    pub licence: Option<String>,
    /// Language of the texts around the data, `nl` or `en`.
    pub language: Option<String>,
}

/// A `[[contributor]]`: who worked on the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// Name of a person or an organisation.
    pub name: String,
    /// What they did.
    pub role: Option<String>,
    /// The organisation of a person.
    pub organisation: Option<String>,
    /// ORCID of a person.
    pub orcid: Option<String>,
}

const fn key(name: &'static str, required: bool, meaning: &'static str, values: &'static [&'static str]) -> Key {
    Key { name, required, meaning, kind: KeyKind::Text, values }
}

/// The keys of `[research]`.
pub const RESEARCH: &[Key] = &[
    key("title", false, "Title of the data package; without it the name of the project.", &[]),
    key("description", false, "What the study is about, in a few sentences.", &[]),
    key(
        "licence",
        false,
        "The licence under which the data are published, by its id of the SPDX list. Without it the package says that there is none.",
        &["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "ODC-By-1.0"],
    ),
    key("language", false, "Language of the texts around the data: `nl` (without this key) or `en`.", &["nl", "en"]),
];

/// The keys of `[[contributor]]`.
pub const CONTRIBUTOR: &[Key] = &[
    key("name", true, "Name of a person or an organisation, as it is cited.", &[]),
    key("role", false, "What they did, such as `author` or `data collector`.", &[]),
    key("organisation", false, "The organisation of a person.", &[]),
    key("orcid", false, "ORCID of a person, such as `0000-0002-1825-0097`.", &[]),
];

pub(super) fn research_section(reader: &mut Reader<'_>, document: &DeTable<'_>) -> Option<Research> {
    let (at, table) = section(reader, document, "research")?;
    let mut fields = Fields::new("[research]", at, table);
    let mut text = |name: &'static str| {
        let (text, at) = fields.text(reader, name)?;
        let values = RESEARCH.iter().find(|key| key.name == name).map_or(&[][..], |key| key.values);
        if !values.is_empty() && !values.contains(&text.as_str()) {
            reader.fault(at, format!("`{name}` is `{text}`; expected one of {}", values.join(", ")), None);
        }
        Some(text)
    };
    let research = Research {
        title: text("title"),
        description: text("description"),
        licence: text("licence"),
        language: text("language"),
    };
    fields.finish(reader);
    Some(research)
}

pub(super) fn contributor_sections(reader: &mut Reader<'_>, document: &DeTable<'_>) -> Vec<Contributor> {
    let Some(value) = document.iter().find(|(key, _)| key.get_ref() == "contributor").map(|(_, value)| value) else {
        return Vec::new();
    };
    let Some(array) = value.get_ref().as_array() else {
        let hint = "Write [[contributor]] with double brackets.";
        reader.fault(value.span().start, "`contributor` is one section", Some(hint.to_owned()));
        return Vec::new();
    };
    let mut contributors = Vec::new();
    for item in array.iter() {
        let Some(table) = item.get_ref().as_table() else { continue };
        let mut fields = Fields::new("[[contributor]]", item.span().start, table);
        let name = fields.required(reader, "name").map(|(name, _)| name);
        let mut text = |key| fields.text(reader, key).map(|(text, _)| text);
        let (role, organisation, orcid) = (text("role"), text("organisation"), text("orcid"));
        fields.finish(reader);
        contributors.extend(name.map(|name| Contributor { name, role, organisation, orcid }));
    }
    contributors
}
