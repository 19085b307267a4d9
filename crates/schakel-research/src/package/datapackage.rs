//! The description of the package as a Data Package, version 2 (<https://datapackage.org/standard/data-package/>).

use serde_json::{Map, Value as Json, json};

use super::about::About;
use super::study::{Language, Study};
use super::table::Table;
use super::write::File;
use crate::cube::{Column, Kind};

/// `datapackage.json`: the study, and every data file with its hash and its columns. `files` are the data files that are written, each
/// with the table that it holds.
pub(super) fn write(study: &Study, about: &About, files: &[(File, &Table)]) -> Result<Vec<u8>, serde_json::Error> {
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "created": format!("{}T00:00:00Z", about.date),
        "keywords": about.keywords,
    });
    if let Some(licence) = study.licence {
        package["licenses"] = json!([{"name": licence.id, "title": licence.title, "path": licence.address}]);
    }
    if !study.contributors.is_empty() {
        package["contributors"] = study.contributors.iter().map(contributor).collect();
    }
    package["resources"] = files.iter().map(|(file, table)| resource(file, table, study.language)).collect();
    let mut text = serde_json::to_vec_pretty(&package)?;
    text.push(b'\n');
    Ok(text)
}

fn contributor(who: &super::Contributor) -> Json {
    let mut one = json!({"title": who.name});
    if let Some(role) = &who.role {
        one["roles"] = json!([role]);
    }
    if let Some(organisation) = &who.organisation {
        one["organization"] = json!(organisation);
    }
    if let Some(orcid) = &who.orcid {
        one["path"] = json!(format!("https://orcid.org/{orcid}"));
    }
    one
}

fn resource(file: &File, table: &Table, language: Language) -> Json {
    let (stem, extension) = file.path.rsplit_once('.').unwrap_or((&file.path, ""));
    let name = stem.rsplit_once('/').map_or(stem, |(_, name)| name);
    // The same table in another format is a resource of its own; its schema stands once, at the CSV.
    let csv = extension == "csv";
    let mut resource = json!({
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": if csv { name.to_owned() } else { format!("{name}-{extension}") },
        "path": file.path,
        "title": language.pick(table.definition.nl, table.definition.en),
        "description": table.definition.meaning,
        "format": extension,
        "mediatype": match extension {
            "csv" => "text/csv",
            "parquet" => "application/vnd.apache.parquet",
            _ => "application/x-spss-sav",
        },
        "bytes": file.bytes.len(),
        "hash": format!("sha256:{}", file.sha256()),
    });
    if csv {
        resource["type"] = json!("table");
        resource["encoding"] = json!("utf-8");
        resource["schema"] = schema(table, language);
    }
    resource
}

fn schema(table: &Table, language: Language) -> Json {
    let definition = table.definition;
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": table.columns.iter().map(|column| field(table, column, language)).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !definition.key.is_empty() {
        schema["primaryKey"] = json!(definition.key);
    }
    if !definition.refers.is_empty() {
        let key = |to: &super::table::Refers| json!({"fields": [to.column], "reference": {"resource": to.table, "fields": [to.column]}});
        schema["foreignKeys"] = definition.refers.iter().map(key).collect();
    }
    schema
}

fn field(table: &Table, column: &Column, language: Language) -> Json {
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if column.kind == Kind::Whole {
        constraints.insert("minimum".to_owned(), json!(0));
    }
    let mut field = json!({
        "name": column.name,
        "type": match column.kind {
            Kind::Text => "string",
            Kind::Whole => "integer",
            Kind::Number => "number",
            Kind::Flag => "boolean",
        },
        "title": language.pick(column.nl, column.en),
        "description": column.meaning,
    });
    // Only a column with a fixed list of codes is bound to it; the table `codes` says what the others mean.
    if !column.codes.is_empty() {
        let codes = table.codes(column);
        constraints.insert("enum".to_owned(), codes.iter().map(|code| &code.code).cloned().collect());
        let label =
            |code: &super::table::Labelled| json!({"value": code.code, "label": language.pick(&code.nl, &code.en)});
        field["categories"] = codes.iter().map(label).collect();
    }
    if !constraints.is_empty() {
        field["constraints"] = Json::Object(constraints);
    }
    field
}
