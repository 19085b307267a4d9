//! Whether the tables that a library hands over are what they must be.
//!
//! What arrives is not believed: lengths, text and numbers of rows were validated in the host, and are again here, because the library shares its
//! process with the host and could have written over it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::messages;
use schakel_source::problem::did_you_mean;

/// The most tables that one library may hand over.
pub(super) const MOST_TABLES: usize = 200;

/// The most columns of one table.
const MOST_COLUMNS: usize = 2_000;

/// The longest name of a column, in bytes.
const LONGEST_NAME: usize = 200;

/// The most batches of one table. Every batch costs the program more memory than it has bytes.
pub(super) const MOST_BATCHES: usize = 100_000;

/// How many faults of one table are told.
const MOST_FAULTS: usize = 20;

/// What is wrong with the list of tables; empty when all is well.
pub(super) fn check_names(names: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    if names.len() > MOST_TABLES {
        return vec![format!("it lists more than {MOST_TABLES} tables")];
    }
    for (index, name) in names.iter().enumerate() {
        let fits = (1..=63).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !fits {
            let shown: String = name.escape_default().take(40).collect();
            faults.push(format!("`{shown}` is no name of a table; expected at most 63 letters, digits and _"));
        } else if names[..index].contains(name) {
            faults.push(format!("it lists table `{name}` twice"));
        } else if schakel_model::table(name).is_some_and(|table| !table.located) {
            faults.push(format!("table `{name}` is filled by the program; a plugin cannot hand it over"));
        }
    }
    faults
}

/// What is wrong with the columns of a table; empty when all is well.
///
/// A table of the model holds columns of the model, each with the type an author hands over, and all that are required (`school_id`
/// excepted, which the gate fills in). Any other table is free, with plain types.
pub(super) fn check_columns(table: &str, schema: &Schema) -> Vec<String> {
    let mut faults = Vec::new();
    // Before anything that takes time or words for each of them.
    match schema.fields().len() {
        0 => return vec!["it has no columns".to_owned()],
        count if count > MOST_COLUMNS => {
            return vec![format!("it has {count} columns; expected at most {MOST_COLUMNS}")];
        }
        _ => {}
    }
    if let Some(field) = schema.fields().iter().find(|field| field.name().len() > LONGEST_NAME) {
        let (start, length): (String, _) = (field.name().escape_default().take(40).collect(), field.name().len());
        return vec![format!("the name of a column, `{start}…`, has {length} bytes; expected at most {LONGEST_NAME}")];
    }
    for (index, field) in schema.fields().iter().enumerate() {
        if schema.fields()[..index].iter().any(|earlier| earlier.name() == field.name()) {
            faults.push(format!("column `{}` is there twice", field.name()));
        }
    }
    match schakel_model::table(table) {
        Some(model) => {
            let expected = model.author_schema();
            faults.extend(schema.fields().iter().filter_map(|field| check_model_column(&expected, field)));
            for column in model.columns.iter().filter(|column| column.required && column.name != "school_id") {
                if schema.index_of(column.name).is_err() {
                    faults.push(format!("required column `{}` is missing", column.name));
                }
            }
        }
        None => faults.extend(schema.fields().iter().filter(|field| !is_plain(field.data_type())).map(|field| {
            let (name, kind) = (field.name(), field.data_type());
            format!("column `{name}` is {}; expected text, a number, a date or true/false", short(kind))
        })),
    }
    if faults.len() > MOST_FAULTS {
        let more = faults.len() - MOST_FAULTS;
        faults.truncate(MOST_FAULTS);
        faults.push(format!("and {more} more"));
    }
    faults
}

fn check_model_column(expected: &SchemaRef, field: &Field) -> Option<String> {
    let name = field.name();
    let Ok(wanted) = expected.field_with_name(name) else {
        let names: Vec<&str> = expected.fields().iter().map(|field| field.name().as_str()).collect();
        let hint = did_you_mean(name, &names).map(|hint| format!(" ({hint})")).unwrap_or_default();
        return Some(format!("column `{name}` is not in the model{hint}"));
    };
    (wanted.data_type() != field.data_type())
        .then(|| format!("column `{name}` is {}; expected {}", short(field.data_type()), wanted.data_type()))
}

/// A type by its beginning: a nested one can go on for ever.
fn short(kind: &DataType) -> String {
    kind.to_string().chars().take(60).collect()
}

fn is_plain(kind: &DataType) -> bool {
    use DataType as T;
    matches!(
        kind,
        T::Utf8
            | T::LargeUtf8
            | T::Boolean
            | T::Date32
            | T::Float32
            | T::Float64
            | T::Int8
            | T::Int16
            | T::Int32
            | T::Int64
            | T::UInt8
            | T::UInt16
            | T::UInt32
            | T::UInt64
    )
}

/// The batches of an Arrow IPC stream.
///
/// # Errors
/// When it is not valid, broke off, or holds another number of rows than `rows`.
pub(super) fn decode(table: &str, stream: Vec<u8>, rows: u64) -> Result<(SchemaRef, Vec<RecordBatch>), Vec<String>> {
    // The decoder validates what it reads; should it panic all the same, that is one more way of not being valid.
    let read = || read_stream(table, stream);
    let decoded =
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(vec!["its data cannot be read".to_owned()]));
    let (schema, batches) = decoded?;
    let found: u64 = batches.iter().map(|batch| batch.num_rows() as u64).sum();
    if found != rows {
        return Err(vec![format!("{found} rows arrived; expected {rows}")]);
    }
    Ok((schema, batches))
}

fn read_stream(table: &str, stream: Vec<u8>) -> Result<(SchemaRef, Vec<RecordBatch>), Vec<String>> {
    let faults = messages::check(&stream, |schema| check_columns(table, schema))?;
    if !faults.is_empty() {
        return Err(faults);
    }
    let (mut decoder, mut buffer, mut batches) = (StreamDecoder::new(), Buffer::from_vec(stream), Vec::new());
    let not_valid = |error: arrow_schema::ArrowError| vec![messages::not_valid(error)];
    while !buffer.is_empty() {
        batches.extend(decoder.decode(&mut buffer).map_err(not_valid)?.filter(|batch| batch.num_rows() > 0));
    }
    decoder.finish().map_err(not_valid)?;
    let schema = decoder.schema().ok_or_else(|| vec!["its data have no schema".to_owned()])?;
    Ok((schema, batches))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(fields: &[(&str, DataType)]) -> Schema {
        Schema::new(fields.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true)).collect::<Vec<_>>())
    }

    #[test]
    fn a_table_of_the_model_may_leave_out_what_is_not_required() {
        let least = columns(&[("student_id", DataType::Utf8)]);
        assert_eq!(check_columns("student", &least), Vec::<String>::new());
    }

    #[test]
    fn a_column_of_the_wrong_type_an_unknown_one_and_a_missing_one_are_told_together() {
        let wrong = columns(&[("student_id", DataType::Int64), ("birth_yaer", DataType::Int64)]);
        let faults = check_columns("student", &wrong);
        assert_eq!(
            faults,
            [
                "column `student_id` is Int64; expected Utf8",
                "column `birth_yaer` is not in the model (Did you mean `birth_year`?)"
            ]
        );
        assert_eq!(
            check_columns("student", &columns(&[("birth_year", DataType::Int64)])),
            ["required column `student_id` is missing"]
        );
    }

    #[test]
    fn a_table_of_the_plugins_own_has_plain_columns() {
        assert_eq!(check_columns("lesson", &columns(&[("n", DataType::Int32)])), Vec::<String>::new());
        let faults = check_columns("lesson", &columns(&[("n", DataType::Null), ("n", DataType::Utf8)]));
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn names_of_tables_are_checked_before_rows_are_taken() {
        let names = ["student", "student", "a b", "", "load_run", "x.y"].map(str::to_owned);
        assert_eq!(check_names(&names).len(), 5, "{:?}", check_names(&names));
        assert_eq!(check_names(&["student".to_owned(), "my_lessons".to_owned()]), Vec::<String>::new());
    }

    #[test]
    fn neither_the_number_of_columns_nor_the_length_of_a_name_or_of_a_message_is_the_librarys_to_choose() {
        let many: Vec<String> = (0..100_000).map(|n| format!("c{n}")).collect();
        let many: Vec<(&str, DataType)> = many.iter().map(|name| (name.as_str(), DataType::Utf8)).collect();
        assert_eq!(check_columns("lesson", &columns(&many)), ["it has 100000 columns; expected at most 2000"]);
        let faults = check_columns("student", &columns(&many[..2_000]));
        assert_eq!((faults.len(), faults[20].as_str()), (21, "and 1981 more"));
        let long = "x".repeat(1 << 20);
        let faults = check_columns("lesson", &columns(&[(&long, DataType::Utf8)]));
        assert!(faults[0].ends_with("has 1048576 bytes; expected at most 200") && faults[0].len() < 200, "{faults:?}");
    }
}
