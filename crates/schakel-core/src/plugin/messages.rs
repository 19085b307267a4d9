//! The messages of an Arrow IPC stream, looked at before the decoder sees them.
//!
//! The decoder belongs to Arrow and believes more than the program may: it unpacks compressed buffers to whatever size
//! they name, and keeps a list of dictionaries. A plugin host writes neither, so whoever sends them is a library that
//! wrote to the pipe itself.

use arrow_ipc::convert::fb_to_schema;
use arrow_ipc::{MessageHeader, RecordBatch, root_as_message};
use arrow_schema::Schema;

use super::contents::MOST_BATCHES;

/// In front of every message.
const CONTINUATION: [u8; 4] = [0xFF; 4];

/// Looks at every message of a stream; gives what `columns` says of its schema, which comes first.
///
/// # Errors
/// When a message is not one that a plugin host writes.
pub(super) fn check(stream: &[u8], columns: impl FnOnce(&Schema) -> Vec<String>) -> Result<Vec<String>, Vec<String>> {
    let wrong = |what: &str| vec![not_valid(what)];
    let (mut rest, mut batches) = (stream, 0);
    let mut columns = Some(columns);
    let mut faults = Vec::new();
    loop {
        let broken = || wrong("a message broke off");
        let (mark, after) = rest.split_first_chunk::<4>().ok_or_else(broken)?;
        let (length, after) = after.split_first_chunk::<4>().ok_or_else(broken)?;
        if *mark != CONTINUATION {
            return Err(wrong("a message does not begin as one"));
        }
        let length = u32::from_le_bytes(*length) as usize;
        if length == 0 {
            // The end; anything behind it was not asked for.
            return if after.is_empty() && columns.is_none() { Ok(faults) } else { Err(wrong("it ends too early")) };
        }
        let (metadata, after) = after.split_at_checked(length).ok_or_else(broken)?;
        let message = root_as_message(metadata).map_err(|error| vec![not_valid(error)])?;
        let body = usize::try_from(message.bodyLength()).map_err(|_| broken())?;
        let (_, after) = after.split_at_checked(body).ok_or_else(broken)?;
        match (message.header_type(), columns.take()) {
            (MessageHeader::Schema, Some(columns)) => {
                let schema = message.header_as_schema().ok_or_else(broken)?;
                faults = columns(&fb_to_schema(schema));
                if !faults.is_empty() {
                    return Ok(faults);
                }
            }
            (MessageHeader::RecordBatch, None) => {
                batches += 1;
                if batches > MOST_BATCHES {
                    return Err(vec![format!("it came in more than {MOST_BATCHES} batches; expected larger ones")]);
                }
                let batch = message.header_as_record_batch().ok_or_else(broken)?;
                check_batch(&batch, body).map_err(wrong)?;
            }
            _ => return Err(wrong("a message is neither the schema nor rows")),
        }
        rest = after;
    }
}

fn check_batch(batch: &RecordBatch<'_>, body: usize) -> Result<(), &'static str> {
    if batch.compression().is_some() {
        return Err("its rows are compressed");
    }
    let lies_inside = |offset: i64, length: i64| {
        let (offset, length) = (usize::try_from(offset).ok()?, usize::try_from(length).ok()?);
        offset.checked_add(length).filter(|end| *end <= body)
    };
    let mut buffers = batch.buffers().into_iter().flatten();
    if buffers.any(|buffer| lies_inside(buffer.offset(), buffer.length()).is_none()) {
        return Err("a buffer lies outside its message");
    }
    Ok(())
}

/// A fault of the data themselves.
pub(super) fn not_valid(what: impl std::fmt::Display) -> String {
    format!("its data are not valid: {what}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, DictionaryArray, Int64Array, RecordBatch, types::Int32Type};
    use arrow_ipc::CompressionType;
    use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};

    use super::super::contents::decode;
    use super::*;

    fn stream(column: ArrayRef, batches: usize, options: IpcWriteOptions) -> Vec<u8> {
        let batch = RecordBatch::try_from_iter([("n", column)]).unwrap();
        let mut writer = StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
        (0..batches).for_each(|_| writer.write(&batch).unwrap());
        writer.into_inner().unwrap()
    }

    fn numbers(count: usize) -> ArrayRef {
        Arc::new(Int64Array::from(vec![7; count]))
    }

    fn fault(stream: Vec<u8>) -> String {
        decode("lesson", stream, 1).unwrap_err().remove(0)
    }

    #[test]
    fn what_a_host_writes_is_read() {
        let (_, batches) = decode("lesson", stream(numbers(3), 2, IpcWriteOptions::default()), 6).unwrap();
        assert_eq!(batches.len(), 2);
    }

    #[test]
    fn rows_that_would_grow_while_they_are_unpacked_are_refused() {
        for kind in [CompressionType::LZ4_FRAME, CompressionType::ZSTD] {
            let options = IpcWriteOptions::default().try_with_compression(Some(kind)).unwrap();
            assert_eq!(fault(stream(numbers(1 << 20), 1, options)), "its data are not valid: its rows are compressed");
        }
    }

    #[test]
    fn a_dictionary_is_refused_with_its_column() {
        let column: DictionaryArray<Int32Type> = ["a", "b", "a"].into_iter().collect();
        let said = fault(stream(Arc::new(column), 1, IpcWriteOptions::default()));
        assert!(said.starts_with("column `n` is Dictionary"), "{said}");
    }

    #[test]
    fn batches_without_rows_are_dropped_and_too_many_are_refused() {
        let (_, batches) = decode("lesson", stream(numbers(0), 1_000, IpcWriteOptions::default()), 0).unwrap();
        assert_eq!(batches.len(), 0);
        let said = fault(stream(numbers(1), MOST_BATCHES + 1, IpcWriteOptions::default()));
        assert_eq!(said, "it came in more than 100000 batches; expected larger ones");
    }

    #[test]
    fn every_byte_that_is_spoilt_is_a_fault_or_other_rows_and_never_more() {
        let whole = stream(numbers(4), 1, IpcWriteOptions::default());
        for at in 0..whole.len() {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 0xFF;
            if let Ok((schema, batches)) = decode("lesson", spoilt, 4) {
                assert_eq!((schema.fields().len(), batches.iter().map(RecordBatch::num_rows).sum()), (1, 4));
            }
            assert!(decode("lesson", whole[..at].to_vec(), 4).is_err(), "cut off at {at}");
        }
    }
}
