//! Files to read, and short ways to look at what came out.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use schakel_source::problem::Problem;
use schakel_source::{Kind, SourceSpec, SourceTable, read};
use tempfile::TempDir;

/// A folder with one file, and its declaration.
pub(crate) struct Given {
    pub(crate) folder: TempDir,
    pub(crate) spec: SourceSpec,
}

/// A file of this kind with these bytes, as source `t`.
pub(crate) fn given(kind: Kind, file: &str, bytes: impl AsRef<[u8]>) -> Given {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(file), bytes).unwrap();
    Given { folder, spec: SourceSpec::new("t", kind, file) }
}

impl Given {
    /// With options set.
    pub(crate) fn with(mut self, set: impl FnOnce(&mut SourceSpec)) -> Given {
        set(&mut self.spec);
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn tables(&self) -> Vec<SourceTable> {
        read(&self.spec, self.path()).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    /// The only table.
    pub(crate) fn table(&self) -> SourceTable {
        let mut tables = self.tables();
        assert_eq!(tables.len(), 1, "{:?}", tables.iter().map(|table| &table.name).collect::<Vec<_>>());
        tables.remove(0)
    }

    /// The table of this name.
    pub(crate) fn named(&self, name: &str) -> SourceTable {
        let tables = self.tables();
        let names: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
        tables.into_iter().find(|table| table.name == name).unwrap_or_else(|| panic!("{name} is not among {names:?}"))
    }

    pub(crate) fn problems(&self) -> Vec<Problem> {
        read(&self.spec, self.path()).unwrap_err()
    }

    /// The only problem.
    pub(crate) fn problem(&self) -> Problem {
        let mut problems = self.problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        problems.remove(0)
    }
}

/// The clean names of the columns.
pub(crate) fn names(table: &SourceTable) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

/// The values of a column, `-` for a missing one.
pub(crate) fn values(table: &SourceTable, column: &str) -> Vec<String> {
    let index = table.columns.iter().position(|other| other.name == column);
    let index = index.unwrap_or_else(|| panic!("{column} is not among {:?}", names(table)));
    let batches = table.batches.iter();
    batches
        .flat_map(|batch| {
            let texts = batch.column(index).as_string::<i32>();
            texts.iter().map(|text| text.unwrap_or("-").to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

/// The values of a column of whole numbers.
pub(crate) fn numbers(table: &SourceTable, column: &str) -> Vec<i64> {
    let whole = |batch: &arrow_array::RecordBatch| {
        batch.column_by_name(column).unwrap().as_primitive::<Int64Type>().values().to_vec()
    };
    table.batches.iter().flat_map(whole).collect()
}

/// Where the rows came from.
pub(crate) fn source_rows(table: &SourceTable) -> Vec<i64> {
    numbers(table, "source_row")
}

/// The problems of a table by their codes.
pub(crate) fn codes(table: &SourceTable) -> Vec<&str> {
    table.problems.iter().map(|problem| problem.code).collect()
}
