//! The files of a plugin's folder, from what is proposed.

use std::collections::BTreeMap;

use schakel_source::{Inspection, Kind};

use super::Draft;
use crate::plugin::MANIFEST_FILE;

/// Who a new plugin is.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Its id, and the name of its folder.
    pub id: String,
    /// Who writes it and answers for it.
    pub publisher: String,
}

/// The text of every file, by its name.
#[must_use]
pub fn files(identity: &Identity, inspections: &[Inspection], draft: &Draft) -> BTreeMap<String, String> {
    let mut files = draft.lists.clone();
    files.insert(MANIFEST_FILE.to_owned(), manifest(identity, inspections, draft));
    files.extend(draft.queries.iter().map(|query| (format!("{}.sql", query.table), query.sql.clone())));
    files
}

/// What only the school can say of a source, as lines below its declaration.
fn for_the_school(kind: Kind) -> &'static str {
    match kind {
        Kind::Cijferho => {
            "# No student is known without the number that ties the lines of one; it is stored as a pseudonym. When the school agrees:\n\
             # keep = [\"Persoonsgebonden_nummer\"]\n"
        }
        _ => "",
    }
}

fn manifest(identity: &Identity, inspections: &[Inspection], draft: &Draft) -> String {
    let text = |value: &str| toml::Value::from(value).to_string();
    let mut manifest = format!(
        "#:schema ../../.schakel/plugin.schema.json\nid = {}\nversion = \"0.1.0\"\npublisher = {}\nmodel = \"{}\"\n",
        text(&identity.id),
        text(&identity.publisher),
        schakel_model::MODEL_VERSION.split('.').next().unwrap_or_default(),
    );
    let formats = [
        draft.date.map(|form| format!("date = \"{form}\"\n")),
        draft.decimal_comma.then(|| "decimal = \",\"\n".to_owned()),
    ];
    if formats.iter().any(Option::is_some) {
        manifest.push_str("\n[formats]\n");
        manifest.extend(formats.into_iter().flatten());
    }
    // What has nothing of the model is not read at all.
    for inspection in inspections.iter().filter(|inspection| draft.why_nothing(&inspection.spec.name).is_none()) {
        manifest.push('\n');
        manifest.push_str(inspection.source.trim_end());
        manifest.push('\n');
        manifest.push_str(for_the_school(inspection.kind));
    }
    if !draft.list_sources.is_empty() {
        manifest
            .push_str(
                "\n# What the words of the school mean: small tables beside this file, for you to complete. A word that few rows have is\n\
                 # not in them: add it when `schakel check` names it or refuses its rows.\n",
            );
        manifest.push_str(&draft.list_sources.join("\n"));
    }
    for survey in &draft.surveys {
        manifest.push('\n');
        manifest.push_str(survey);
    }
    manifest
}
