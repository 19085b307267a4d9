//! A table as Parquet.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::table::{Table, Value};
use crate::cube::Kind;

/// Writes a table; the description of a column goes along as its field's metadata.
pub(super) fn write(table: &Table) -> Result<Vec<u8>, ParquetError> {
    let (mut fields, mut arrays) = (Vec::new(), Vec::new());
    for (place, column) in table.columns.iter().enumerate() {
        let array = array(table, place, column.kind);
        let about = [("label_nl", column.nl), ("label_en", column.en), ("description", column.meaning)];
        let about = about.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
        fields.push(Field::new(column.name, array.data_type().clone(), !column.required).with_metadata(about));
        arrays.push(array);
    }
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays)?;
    let properties = WriterProperties::builder()
        .set_created_by("schakel".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties))?;
    writer.write(&batch)?;
    writer.into_inner()
}

fn array(table: &Table, place: usize, kind: Kind) -> ArrayRef {
    let values = table.values(place);
    match kind {
        Kind::Text => Arc::new(values.map(text).collect::<StringArray>()),
        Kind::Whole => {
            let whole = |value: &Value| if let Value::Whole(n) = value { i64::try_from(*n).ok() } else { None };
            Arc::new(values.map(whole).collect::<Int64Array>())
        }
        Kind::Number => {
            let number = |value: &Value| if let Value::Number(number) = value { Some(*number) } else { None };
            Arc::new(values.map(number).collect::<Float64Array>())
        }
        Kind::Flag => {
            let flag = |value: &Value| if let Value::Flag(flag) = value { Some(*flag) } else { None };
            Arc::new(values.map(flag).collect::<BooleanArray>())
        }
    }
}

fn text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

#[cfg(test)]
mod tests {
    use arrow_schema::DataType;

    use super::*;

    #[test]
    fn every_kind_has_its_type() {
        let table = crate::package::table::tests::small();
        let types: Vec<DataType> = (0..table.columns.len())
            .map(|place| array(&table, place, table.columns[place].kind).data_type().clone())
            .collect();
        assert_eq!(types, [DataType::Utf8, DataType::Int64, DataType::Float64, DataType::Boolean]);
    }
}
