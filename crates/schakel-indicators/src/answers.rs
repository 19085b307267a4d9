//! What the queries gave over some schools, kept for the next run as long as nothing that they depend on changes.
//!
//! What is kept is counts that nobody has judged yet, so it stays beside the store and goes through disclosure control
//! in every run anew.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{BinaryArray, RecordBatch, StringArray};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use sha2::{Digest, Sha256};

use crate::IndicatorError;
use crate::rows::Rows;
use crate::steps::Steps;
use crate::store::Part;

/// The field of a file's metadata that says what the answers were made from.
const KEY: &str = "schakel.made_from";

/// The answers by name.
#[derive(Debug, Default)]
pub(crate) struct Answers(BTreeMap<String, Rows>);

impl Answers {
    pub(crate) fn add(&mut self, name: &str, rows: Rows) {
        self.0.insert(name.to_owned(), rows);
    }

    /// An answer that must be there.
    pub(crate) fn get(&self, name: &str) -> Result<&Rows, IndicatorError> {
        self.0.get(name).ok_or_else(|| IndicatorError::shape(name, "the query gave no answer"))
    }
}

/// Where the answers about some schools are kept, and what they must have been made from.
pub(crate) struct Kept {
    file: PathBuf,
    key: String,
}

impl Kept {
    /// The place in a folder for these schools. What the answers are made from: the queries, the rule of the single
    /// role, the rows of the store, and the versions of the program and the query engine.
    ///
    /// # Errors
    /// When a file of the store cannot be read.
    pub(crate) fn new(folder: &Path, steps: &Steps, part: &Part<'_>, single_role: u64) -> Result<Self, IndicatorError> {
        let mut schools = Sha256::new();
        let mut made_from = Sha256::new();
        add(&mut made_from, env!("CARGO_PKG_VERSION"));
        add(&mut made_from, datafusion::DATAFUSION_VERSION);
        add(&mut made_from, &single_role.to_string());
        for step in steps.iter() {
            add(&mut made_from, &step.name);
            add(&mut made_from, step.query().map_or("", |query| &query.sql));
        }
        for (school, files) in part {
            add(&mut schools, school);
            add(&mut made_from, school);
            for (table, file) in files.iter().flat_map(|(table, files)| files.iter().map(move |file| (table, file))) {
                let unreadable =
                    |e: std::io::Error| IndicatorError::Store { table: table.clone(), message: e.kind().to_string() };
                add(&mut made_from, table);
                let mut digest = Sha256::new();
                let mut file = File::open(file).map_err(unreadable)?;
                std::io::copy(&mut file, &mut Hashing(&mut digest)).map_err(unreadable)?;
                made_from.update(digest.finalize());
            }
        }
        let name: String = hex(&schools.finalize()).chars().take(16).collect();
        Ok(Self { file: folder.join(format!("{name}.arrow")), key: hex(&made_from.finalize()) })
    }

    /// The answers, if they are there whole and were made from the same.
    pub(crate) fn read(&self) -> Option<Answers> {
        let reader = FileReader::try_new(File::open(&self.file).ok()?, None).ok()?;
        if reader.schema().metadata().get(KEY) != Some(&self.key) {
            return None;
        }
        let mut answers = Answers::default();
        for batch in reader {
            let batch = batch.ok()?;
            let names = batch.column_by_name("name")?.as_string_opt::<i32>()?;
            let queries = batch.column_by_name("query")?.as_string_opt::<i32>()?;
            let rows = batch.column_by_name("rows")?.as_binary_opt::<i32>()?;
            for at in 0..batch.num_rows() {
                let mut reader = StreamReader::try_new(rows.value(at), None).ok()?;
                let batch = reader.next()?.ok()?;
                answers.add(names.value(at), Rows::of(queries.value(at), batch));
            }
        }
        Some(answers)
    }

    /// Keeps answers, whole or not at all. Without room for them nothing is kept, and the next run computes them anew.
    pub(crate) fn write(&self, answers: &Answers) {
        let _ = self.try_write(answers);
    }

    fn try_write(&self, answers: &Answers) -> Result<(), Box<dyn std::error::Error>> {
        let metadata = [(KEY.to_owned(), self.key.clone())].into();
        let schema = Arc::new(Schema::new_with_metadata(
            vec![
                Field::new("name", DataType::Utf8, false),
                Field::new("query", DataType::Utf8, false),
                Field::new("rows", DataType::Binary, false),
            ],
            metadata,
        ));
        let rows = answers.0.values().map(|rows| encoded(rows.batch())).collect::<Result<Vec<_>, _>>()?;
        let batch = RecordBatch::try_new(
            Arc::clone(&schema),
            vec![
                Arc::new(answers.0.keys().map(Some).collect::<StringArray>()),
                Arc::new(answers.0.values().map(|rows| Some(rows.query())).collect::<StringArray>()),
                Arc::new(rows.iter().map(Some).collect::<BinaryArray>()),
            ],
        )?;
        let folder = self.file.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut beside = tempfile::NamedTempFile::new_in(folder)?;
        let mut writer = FileWriter::try_new(&mut beside, &schema)?;
        writer.write(&batch)?;
        writer.finish()?;
        drop(writer);
        beside.flush()?;
        beside.persist(&self.file)?;
        Ok(())
    }
}

fn encoded(batch: &RecordBatch) -> Result<Vec<u8>, ArrowError> {
    let mut writer = StreamWriter::try_new(Vec::new(), batch.schema_ref())?;
    writer.write(batch)?;
    writer.finish()?;
    writer.into_inner()
}

/// Adds a text with its length, so that no two lists of texts look alike.
fn add(digest: &mut Sha256, text: &str) {
    digest.update((text.len() as u64).to_le_bytes());
    digest.update(text.as_bytes());
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A digest as something that can be written to.
struct Hashing<'d>(&'d mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
