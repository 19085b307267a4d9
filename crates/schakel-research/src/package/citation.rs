//! How to cite the data: the Citation File Format, version 1.2.0 (<https://citation-file-format.github.io>).

use std::fmt::Write as _;

use super::about::About;
use super::study::Study;

/// `CITATION.cff`. Without contributors the project itself is the author.
pub(super) fn write(study: &Study, about: &About) -> String {
    let mut text = String::from("cff-version: 1.2.0\ntype: dataset\n");
    let mut line = |key: &str, value: &str| {
        // A string of JSON is a string of YAML 1.2 as well.
        let _ = writeln!(text, "{key}: {}", serde_json::Value::from(value));
    };
    let message = study
        .language
        .pick("Gebruikt u deze gegevens? Noem dan deze bron.", "If you use these data, please cite them.");
    line("message", message);
    line("title", &about.title);
    line("abstract", &about.description);
    line("date-released", &about.date);
    if let Some(licence) = study.licence {
        line("license", licence.id);
    }
    text.push_str("authors:\n");
    let mut author = |name: &str, orcid: Option<&String>| {
        let _ = writeln!(text, "  - name: {}", serde_json::Value::from(name));
        if let Some(orcid) = orcid {
            let _ = writeln!(text, "    orcid: \"https://orcid.org/{orcid}\"");
        }
    };
    for who in &study.contributors {
        author(&who.name, who.orcid.as_ref());
    }
    if study.contributors.is_empty() {
        author(&about.project, None);
    }
    let _ = writeln!(text, "keywords:");
    for keyword in &about.keywords {
        let _ = writeln!(text, "  - {}", serde_json::Value::from(*keyword));
    }
    text
}

/// The citation in words.
pub(super) fn words(study: &Study, about: &About) -> String {
    let names: Vec<&str> = study.contributors.iter().map(|who| who.name.as_str()).collect();
    let by = if names.is_empty() { about.project.clone() } else { names.join("; ") };
    let year = about.date.get(..4).unwrap_or_default();
    format!("{by} ({year}). *{}* [{}].", about.title, study.language.pick("gegevens", "data set"))
}
