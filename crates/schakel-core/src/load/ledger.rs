//! The tables that core fills itself: the school, and what there is to know about the data.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use schakel_model::{MODEL_VERSION, Table};

use crate::gate::{Gated, Input, Stored};
use crate::mapping::Origins;
use crate::project::{PROJECT_FILE, Project, School};
use crate::store::LoadFile;
use schakel_source::problem::Problem;

/// The row of a school whose plugin gives none, from schakel.toml.
pub(super) fn school(school: &School) -> Result<Input, Problem> {
    let missing = |what: &str| {
        Problem::error("school", format!("the {what} of the school is not known"))
            .school(&school.id)
            .file(PROJECT_FILE)
            .row(school.line)
            .hint(format!("Add {what} to this [[school]], or give the plugin a school.sql."))
    };
    let Some(table) = schakel_model::table("school") else { return Err(missing("table")) };
    let name = school.name.as_ref().ok_or_else(|| missing("name"))?;
    let sector = school.sector.as_ref().ok_or_else(|| missing("sector"))?;
    let values = [
        ("name", Some(name)),
        ("sector", Some(sector)),
        ("brin", school.brin.as_ref()),
        ("project_alias", Some(school.alias.as_ref().unwrap_or(&school.id))),
    ];
    let fields: Vec<Field> = values.iter().map(|(name, _)| Field::new(*name, DataType::Utf8, true)).collect();
    let columns =
        values.iter().map(|(_, value)| Arc::new(StringArray::from(vec![value.map(String::as_str)])) as ArrayRef);
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), columns.collect()).map_err(|_| missing("row"))?;
    let (origin, origins) = (PROJECT_FILE.to_owned(), Origins::new());
    Ok(Input { table, origin, schema, batches: vec![batch], source: None, sheet: None, origins })
}

/// The tables about the data, in the schema of the store; only those with rows.
pub(super) fn tables(
    project: &Project,
    school: &School,
    gated: &Gated,
    load: &LoadFile,
) -> Result<Vec<Stored>, ArrowError> {
    let mut tables = Vec::new();
    let mut add = |name: &str, rows: usize, columns: Vec<(&str, ArrayRef)>| -> Result<(), ArrowError> {
        if let Some(table) = schakel_model::table(name).filter(|_| rows > 0) {
            tables.push(stored(table, &school.id, rows, columns)?);
        }
        Ok(())
    };
    let sources = &load.sources;
    let read_on = (project.report_date - chrono::NaiveDate::default()).num_days() as i32;
    add(
        "source",
        sources.len(),
        vec![
            ("source_id", texts(sources.iter().map(|source| source.name.as_str()))),
            ("kind", texts(sources.iter().map(|source| source.kind.as_str()))),
            ("file_name", texts(sources.iter().map(|source| source.file.as_str()))),
            ("sha256", texts(sources.iter().map(|source| source.sha256.as_str()))),
            ("bytes", numbers(sources.iter().map(|source| source.bytes))),
            ("rows", numbers(sources.iter().map(|source| source.rows))),
            ("read_on", Arc::new(Date32Array::from(vec![read_on; sources.len()]))),
            ("plugin", texts(sources.iter().map(|_| load.plugin.as_str()))),
            ("plugin_version", texts(sources.iter().map(|_| load.plugin_version.as_str()))),
        ],
    )?;
    let total = |of: fn(&crate::gate::Counts) -> u64| numbers([gated.counts.values().map(of).sum()]);
    add(
        "load_run",
        1,
        vec![
            // 128 of the 256 bits: an id holds at most 64 characters, and this one is read by people.
            ("load_id", texts([load.key.get(..32).unwrap_or(&load.key)])),
            ("program_version", texts([env!("CARGO_PKG_VERSION")])),
            ("model_version", texts([MODEL_VERSION])),
            ("plugin", texts([load.plugin.as_str()])),
            ("plugin_version", texts([load.plugin_version.as_str()])),
            ("rows_read", total(|counts| counts.read)),
            ("rows_stored", total(|counts| counts.stored)),
            ("rows_refused", total(|counts| counts.refused)),
        ],
    )?;
    let rejected = &gated.rejected;
    add(
        "rejected_row",
        rejected.len(),
        vec![
            ("table_name", texts(rejected.iter().map(|row| row.table))),
            ("column_name", texts(rejected.iter().map(|row| row.column))),
            ("reason", texts(rejected.iter().map(|row| row.check.code))),
            ("message", texts(rejected.iter().map(|row| row.message.as_str()))),
            ("source_id", optional_texts(rejected.iter().map(|row| row.source_id.as_deref()))),
            ("source_row", Arc::new(rejected.iter().map(|row| row.source_row).collect::<Int64Array>())),
        ],
    )?;
    let unmapped = &gated.unmapped;
    add(
        "unmapped_code",
        unmapped.len(),
        vec![
            ("table_name", texts(unmapped.iter().map(|code| code.table))),
            ("column_name", texts(unmapped.iter().map(|code| code.column))),
            ("code", texts(unmapped.iter().map(|code| code.code.as_str()))),
            ("count", numbers(unmapped.iter().map(|code| code.count))),
        ],
    )?;
    let findings = &gated.findings;
    add(
        "quality_finding",
        findings.len(),
        vec![
            ("check", texts(findings.iter().map(|finding| finding.check.code))),
            ("severity", texts(findings.iter().map(|finding| finding.check.severity.code()))),
            ("table_name", texts(findings.iter().map(|finding| finding.table))),
            ("column_name", optional_texts(findings.iter().map(|finding| finding.column))),
            ("n", numbers(findings.iter().map(|finding| finding.n))),
            (
                "locators",
                optional_texts(
                    findings
                        .iter()
                        .map(|finding| finding.places.join("; "))
                        .collect::<Vec<_>>()
                        .iter()
                        .map(|places| (!places.is_empty()).then_some(places.as_str())),
                ),
            ),
        ],
    )?;
    Ok(tables)
}

fn stored(
    table: &'static Table,
    school: &str,
    rows: usize,
    columns: Vec<(&str, ArrayRef)>,
) -> Result<Stored, ArrowError> {
    let mut by_name: BTreeMap<&str, ArrayRef> = columns.into_iter().collect();
    by_name.insert(schakel_model::SCHOOL_ID, texts(std::iter::repeat_n(school, rows)));
    let schema = table.store_schema();
    let in_order = schema.fields().iter().map(|field| {
        by_name.remove(field.name().as_str()).unwrap_or_else(|| arrow_array::new_null_array(field.data_type(), rows))
    });
    let batch = RecordBatch::try_new(schema.clone(), in_order.collect())?;
    Ok(Stored { table, batches: vec![batch], rows: rows as u64 })
}

fn texts<'a>(values: impl IntoIterator<Item = &'a str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

fn optional_texts<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(values.into_iter().collect::<StringArray>())
}

fn numbers(values: impl IntoIterator<Item = u64>) -> ArrayRef {
    Arc::new(values.into_iter().map(|value| i64::try_from(value).ok()).collect::<Int64Array>())
}
