//! Parquet files.

use std::sync::Arc;

use arrow_array::{ArrayRef, BinaryArray, Date32Array, Int32Array, RecordBatch, StringArray};
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use schakel_source::Kind;

use crate::given::{codes, given, names, numbers, source_rows, values};

#[test]
fn columns_keep_a_simple_form_of_their_types() {
    let batch = RecordBatch::try_from_iter([
        ("naam leerling", Arc::new(StringArray::from(vec![Some("x"), None])) as ArrayRef),
        ("jaar", Arc::new(Int32Array::from(vec![3, 4]))),
        ("van", Arc::new(Date32Array::from(vec![20_000, 20_001]))),
        ("foto", Arc::new(BinaryArray::from(vec![b"a".as_slice(), b"b"]))),
    ])
    .unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let table = given(Kind::Parquet, "a.parquet", bytes).table();
    assert_eq!(names(&table), ["naam_leerling", "jaar", "van"]);
    assert_eq!((values(&table, "naam_leerling"), numbers(&table, "jaar")), (vec!["x".into(), "-".into()], vec![3, 4]));
    assert_eq!(table.schema().field(2).data_type(), &DataType::Date32);
    assert_eq!((source_rows(&table), codes(&table)), (vec![1, 2], vec!["source-type"]));
}

#[test]
fn another_file_is_told() {
    assert_eq!(given(Kind::Parquet, "a.parquet", "id;naam\n1;x\n").problem().code, "source-damaged");
}

/// A file of one column, before it is damaged.
fn small() -> Vec<u8> {
    let batch = RecordBatch::try_from_iter([("jaar", Arc::new(Int32Array::from(vec![3, 4])) as ArrayRef)]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

/// A list of 2,147,483,647 elements of 8 bytes, or of truth values of which the library reads nothing.
const BILLIONS: [[u8; 7]; 2] = [[0x19, 0xf7, 0xff, 0xff, 0xff, 0xff, 0x07], [0x19, 0xf1, 0xff, 0xff, 0xff, 0xff, 0x07]];

#[test]
fn a_page_that_says_it_has_billions_of_values_is_told_at_once() {
    for list in BILLIONS {
        let mut bytes = small();
        // The first page follows on the mark of four bytes.
        bytes[4..11].copy_from_slice(&list);
        assert_eq!(given(Kind::Parquet, "a.parquet", bytes).problem().code, "source-damaged");
    }
}

#[test]
fn a_file_that_says_it_has_billions_of_values_is_told_at_once() {
    for list in BILLIONS {
        let mut bytes = small();
        let length = bytes.len();
        let description = u32::from_le_bytes(bytes[length - 8..length - 4].try_into().unwrap()) as usize;
        let start = length - 8 - description;
        bytes[start..start + 7].copy_from_slice(&list);
        assert_eq!(given(Kind::Parquet, "a.parquet", bytes).problem().code, "source-damaged");
    }
}
