//! Whether what describes a Parquet file and its pages can be walked over in as many steps as it has bytes.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use parquet::file::metadata::ParquetMetaData;

use super::thrift::Walk;

/// What a file ends with: the length of its description, and a mark.
const END: u64 = 8;
/// The field of a page's description with the size of the page in the file.
const PACKED_SIZE: i16 = 3;

/// Walks over the description of the file. `None` when that cannot be done; of what is no Parquet file the library tells.
pub(super) fn description(file: &File) -> Option<()> {
    let length = file.metadata().ok()?.len();
    let mut reader = BufReader::new(file);
    let mut end = [0; END as usize];
    let there =
        length >= END && reader.seek(SeekFrom::Start(length - END)).is_ok() && reader.read_exact(&mut end).is_ok();
    let [a, b, c, d, mark @ ..] = end;
    let size = u64::from(u32::from_le_bytes([a, b, c, d]));
    if !there || mark != *b"PAR1" || size > length - END {
        return Some(());
    }
    reader.seek(SeekFrom::Start(length - END - size)).ok()?;
    Walk::over(reader, size).structure(0).map(drop)
}

/// Walks over the description of every page of these columns. `None` when that cannot be done.
pub(super) fn pages(file: &File, metadata: &ParquetMetaData, wanted: impl Fn(usize) -> bool) -> Option<()> {
    let mut reader = BufReader::new(file);
    for group in metadata.row_groups() {
        for (_, column) in group.columns().iter().enumerate().filter(|(place, _)| wanted(*place)) {
            let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
            let mut at = u64::try_from(start).ok()?;
            let mut left = u64::try_from(column.compressed_size()).ok()?;
            while left > 0 {
                reader.seek(SeekFrom::Start(at)).ok()?;
                let mut walk = Walk::over(&mut reader, left);
                let packed = u64::try_from(walk.structure(PACKED_SIZE)??).ok()?;
                let page = (left - walk.left()).checked_add(packed)?;
                left = left.checked_sub(page)?;
                at = at.checked_add(page)?;
            }
        }
    }
    Some(())
}
