//! SQLite and Parquet: whole files of a program of their own, then damaged.

use std::sync::{Arc, OnceLock};

use arbitrary::{Result, Unstructured};
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int32Array, RecordBatch,
    StringArray, TimestampMillisecondArray, UInt64Array,
};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use rusqlite::Connection;
use schakel_source::Kind;

use crate::values::value;
use crate::{Case, Mode, SECRET, edit, options};

const NAMES: &[&str] = &["leerling", "groep", "jaar", "naam", "LEERLING", "", "é", "zonder"];
/// Tables and views; `§` is a value.
const SCHEMAS: &[&str] = &[
    "CREATE TABLE leerling (nummer INTEGER PRIMARY KEY, \"naam leerling\" TEXT, cijfer REAL, foto BLOB);
     INSERT INTO leerling VALUES (7, §, 6.5, NULL), (8, §, 1e308, x'00'), (9, §, §, §);",
    "CREATE TABLE groep (code TEXT, code2 TEXT); INSERT INTO groep VALUES (§, §);
     CREATE VIEW jaar AS SELECT code AS naam, § AS naam, 2031 FROM groep;",
    "CREATE TABLE \"a b\" (x); CREATE TABLE a_b (x); CREATE TABLE \"é\" (source_row, \"\");
     INSERT INTO \"a b\" VALUES (§); INSERT INTO \"é\" VALUES (CAST(x'ff' AS TEXT), §);",
    "CREATE TABLE zonder (sleutel TEXT PRIMARY KEY, w) WITHOUT ROWID; INSERT INTO zonder VALUES (§, §);
     CREATE INDEX i ON zonder (w); CREATE VIEW stuk AS SELECT * FROM nergens;",
];

pub fn case(bytes: &[u8]) -> Result<Case> {
    let u = &mut Unstructured::new(bytes);
    let mode = Mode::choose(u)?;
    let kind = *u.choose(&[Kind::Sqlite, Kind::Parquet])?;
    let mut bytes = any(u, kind)?;
    if mode != Mode::Values {
        edit::damage(u, &mut bytes, &[SECRET])?;
    }
    let mut case = Case::of_file(kind, "a.db", bytes, mode == Mode::Values);
    options::set(u, &mut case.spec, NAMES)?;
    Ok(case)
}

/// A whole file of the kind.
pub fn any(u: &mut Unstructured<'_>, kind: Kind) -> Result<Vec<u8>> {
    if kind == Kind::Parquet { Ok(u.choose(parquet_files())?.clone()) } else { database(u) }
}

fn database(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut sql =
        (*u.choose(&["", "PRAGMA page_size = 512;", "PRAGMA encoding = 'UTF-16';", "PRAGMA auto_vacuum = 1;"])?)
            .to_owned();
    for schema in SCHEMAS {
        if u.ratio(1, 2)? {
            for (number, part) in schema.split('§').enumerate() {
                if number > 0 {
                    sql.push_str(&format!("'{}'", value(u, &[])?.replace(['\'', '\0'], "")));
                }
                sql.push_str(part);
            }
        }
    }
    let mut connection = Connection::open_in_memory().expect("a database can be made in memory");
    connection.execute_batch(&sql).expect("the statements are good");
    Ok(connection.serialize("main").expect("a database can be written").to_vec())
}

/// One file for every way to pack values.
fn parquet_files() -> &'static [Vec<u8>] {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = Vec::new();
        for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(Default::default())] {
            for dictionary in [true, false] {
                files.push(parquet_file(compression, dictionary));
            }
        }
        files
    })
}

fn parquet_file(compression: Compression, dictionary: bool) -> Vec<u8> {
    let texts = [Some(SECRET), None, Some("é"), Some("x")];
    let words: DictionaryArray<Int32Type> = texts.into_iter().collect();
    let columns: [(&str, ArrayRef); 9] = [
        ("naam leerling", Arc::new(StringArray::from(texts.to_vec()))),
        ("jaar", Arc::new(Int32Array::from(vec![Some(3), Some(4), None, Some(-1)]))),
        ("groot", Arc::new(UInt64Array::from(vec![0, 1, u64::MAX, 7]))),
        ("cijfer", Arc::new(Float64Array::from(vec![0.5, f64::NAN, 1e308, -0.0]))),
        ("van", Arc::new(Date32Array::from(vec![0, i32::MAX, i32::MIN, 20_000]))),
        ("moment", Arc::new(TimestampMillisecondArray::from(vec![0, i64::MAX, i64::MIN, 1]))),
        ("ja", Arc::new(BooleanArray::from(vec![true, false, true, true]))),
        ("foto", Arc::new(BinaryArray::from(vec![b"a".as_slice(), b"b", b"", b"d"]))),
        ("woord", Arc::new(words)),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true)))
        .expect("the columns are as long");
    let properties =
        WriterProperties::builder().set_compression(compression).set_dictionary_enabled(dictionary).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("the types are good");
    writer.write(&batch).expect("the rows are good");
    writer.close().expect("memory can be written to");
    bytes
}
