//! The tables that a source delivers.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use arrow_select::filter::filter_record_batch;

use super::build::TextTable;
use super::names::{PARENT_ROW, SOURCE_ROW, clean_name};
use super::spec::SourceSpec;
use super::stream::Stream;
use crate::problem::Problem;

/// One column of a source table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceColumn {
    /// The name in SQL.
    pub name: String,
    /// The name as the file has it.
    pub original: String,
    /// What further header rows say about the column (Qualtrics: text and import id), in their order.
    pub more: Vec<String>,
}

/// A column that is in the file and not in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The column.
    pub column: SourceColumn,
    /// Whether it was left out because it tells who a person is; otherwise because the declaration drops it.
    pub tells_of_person: bool,
}

/// What a source delivers under one name: rows of text with the place they came from.
///
/// The batches hold the columns in order, then `source_row` (Int64): the 1-based row as a person sees it in the file.
/// Missing values are null; there are no empty strings.
#[derive(Debug, Clone)]
pub struct SourceTable {
    /// The name in SQL: the name of the source, or `<source>__<part>`.
    pub name: String,
    /// The columns, without `source_row`.
    pub columns: Vec<SourceColumn>,
    /// The columns that were left out while reading.
    pub unread: Vec<Unread>,
    /// The rows; no batch at all when the table is empty, or read as a stream.
    pub batches: Vec<RecordBatch>,
    /// Where the rows come from when they are too many to be kept.
    pub stream: Option<Stream>,
    /// The file as the plugin declares it.
    pub file: String,
    /// The sheet or the table inside the file.
    pub sheet: Option<String>,
    /// What was noticed or refused while reading; the rows that are here are good.
    pub problems: Vec<Problem>,
    /// Whether it offers rows of another table of the source a second time, in another form.
    pub derived: bool,
    schema: SchemaRef,
}

impl SourceTable {
    /// A table of text columns.
    pub(super) fn text(name: impl Into<String>, file: &str, table: TextTable) -> SourceTable {
        let fields: Vec<Field> =
            table.columns.iter().map(|column| Field::new(&column.name, DataType::Utf8, true)).collect();
        SourceTable::typed(name, file, table.columns, fields, table.batches)
    }

    /// A table whose columns have the types of the file.
    pub(super) fn typed(
        name: impl Into<String>,
        file: &str,
        columns: Vec<SourceColumn>,
        mut fields: Vec<Field>,
        batches: Vec<RecordBatch>,
    ) -> SourceTable {
        fields.push(Field::new(SOURCE_ROW, DataType::Int64, true));
        let schema = Arc::new(Schema::new(fields));
        SourceTable {
            name: name.into(),
            columns,
            unread: Vec::new(),
            batches,
            stream: None,
            file: file.to_owned(),
            sheet: None,
            problems: Vec::new(),
            derived: false,
            schema,
        }
    }

    /// A table whose first column is `parent_row`: whole numbers, as the `source_row` that it points at.
    pub(super) fn child(name: impl Into<String>, file: &str, table: TextTable) -> SourceTable {
        let mut child = SourceTable::text(name, file, table);
        let mut fields: Vec<Field> = child.schema.fields().iter().map(|field| field.as_ref().clone()).collect();
        fields[0] = Field::new(PARENT_ROW, DataType::Int64, true);
        let schema = Arc::new(Schema::new(fields));
        child.schema = schema.clone();
        child.mapped(|batch| {
            let mut columns = batch.columns().to_vec();
            columns[0] = cast(&columns[0], &DataType::Int64).ok()?;
            RecordBatch::try_new(schema.clone(), columns).ok()
        })
    }

    /// Walks over the values of a text column that are there, each with its `source_row`.
    pub(super) fn each_value(&self, column: usize, mut take: impl FnMut(i64, &str)) {
        for batch in &self.batches {
            let rows = batch.columns().last().and_then(|rows| rows.as_any().downcast_ref::<Int64Array>());
            let texts = batch.column(column).as_any().downcast_ref::<StringArray>();
            let (Some(rows), Some(texts)) = (rows, texts) else { continue };
            for (row, text) in rows.values().iter().zip(texts) {
                if let Some(text) = text {
                    take(*row, text);
                }
            }
        }
    }

    /// The table with other texts in one column; a value for which `change` gives none is missing.
    pub(super) fn with_values(self, column: usize, change: impl Fn(&str) -> Option<String>) -> SourceTable {
        self.mapped(|batch| {
            let mut columns = batch.columns().to_vec();
            if let Some(texts) = batch.column(column).as_any().downcast_ref::<StringArray>() {
                columns[column] = Arc::new(texts.iter().map(|text| text.and_then(&change)).collect::<StringArray>());
            }
            RecordBatch::try_new(batch.schema(), columns).ok()
        })
    }

    /// The Arrow schema: the columns, then `source_row`.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        let kept: u64 = self.batches.iter().map(|batch| batch.num_rows() as u64).sum();
        kept + self.stream.as_ref().map_or(0, Stream::rows)
    }

    /// The values of a text column in the order of the rows; none when there is no such column.
    pub(super) fn texts(&self, column: &str) -> impl Iterator<Item = Option<&str>> {
        let columns = self.batches.iter().filter_map(move |batch| batch.column_by_name(column));
        columns.filter_map(|column| column.as_any().downcast_ref::<StringArray>()).flatten()
    }

    /// Applies what every kind shares: dropped columns, and decimal commas.
    pub(super) fn finish(self, spec: &SourceSpec) -> SourceTable {
        let dropped: Vec<usize> =
            (0..self.columns.len()).filter(|&index| self.columns[index].is_among(&spec.drop)).collect();
        let table = self.not_read(&dropped, false);
        if spec.decimal.as_deref() == Some(",") { table.mapped(with_decimal_points) } else { table }
    }

    /// The table without columns that are not read, and why they are not.
    pub(super) fn not_read(mut self, columns: &[usize], tells_of_person: bool) -> SourceTable {
        let left_out = columns.iter().map(|&index| Unread { column: self.columns[index].clone(), tells_of_person });
        self.unread.extend(left_out.collect::<Vec<_>>());
        self.without(columns)
    }

    /// The table without some of its columns.
    pub(super) fn without(mut self, columns: &[usize]) -> SourceTable {
        if columns.is_empty() {
            return self;
        }
        let mut kept: Vec<usize> = (0..self.columns.len()).filter(|index| !columns.contains(index)).collect();
        self.columns = kept.iter().map(|&index| self.columns[index].clone()).collect();
        kept.push(self.schema.fields().len() - 1);
        let fields: Vec<Field> = kept.iter().map(|&index| self.schema.field(index).clone()).collect();
        self.schema = Arc::new(Schema::new(fields));
        self.mapped(|batch| batch.project(&kept).ok())
    }

    /// The table with one text column more, at this place; its values are made from every batch.
    pub(super) fn inserted(
        mut self,
        at: usize,
        column: SourceColumn,
        values: impl Fn(&RecordBatch) -> ArrayRef,
    ) -> SourceTable {
        let mut fields: Vec<Field> = self.schema.fields().iter().map(|field| field.as_ref().clone()).collect();
        fields.insert(at, Field::new(&column.name, DataType::Utf8, true));
        self.columns.insert(at, column);
        let schema = Arc::new(Schema::new(fields));
        self.schema = schema.clone();
        self.mapped(|batch| {
            let mut columns = batch.columns().to_vec();
            columns.insert(at, values(batch));
            RecordBatch::try_new(schema.clone(), columns).ok()
        })
    }

    /// The table with one text column more behind the others, of which the values of every batch are given.
    pub(super) fn appended(self, column: SourceColumn, values: Vec<ArrayRef>) -> SourceTable {
        let values = std::cell::RefCell::new(values.into_iter());
        let rows = |batch: &RecordBatch| Arc::new(StringArray::new_null(batch.num_rows())) as ArrayRef;
        let at = self.columns.len();
        self.inserted(at, column, |batch| values.borrow_mut().next().unwrap_or_else(|| rows(batch)))
    }

    /// The table with only the rows for which `keep` says so.
    pub(super) fn filtered(self, keep: impl Fn(&RecordBatch) -> BooleanArray) -> SourceTable {
        let kept = |batch: &RecordBatch| filter_record_batch(batch, &keep(batch)).ok();
        self.mapped(|batch| kept(batch).filter(|batch| batch.num_rows() > 0))
    }

    /// The table with other names for its columns, in their order.
    pub(super) fn renamed(mut self, names: Vec<String>) -> SourceTable {
        let mut fields: Vec<Field> = self.schema.fields().iter().map(|field| field.as_ref().clone()).collect();
        for ((column, field), name) in self.columns.iter_mut().zip(&mut fields).zip(names) {
            *field = field.clone().with_name(&name);
            column.name = name;
        }
        let schema = Arc::new(Schema::new(fields));
        self.schema = schema.clone();
        self.mapped(|batch| RecordBatch::try_new(schema.clone(), batch.columns().to_vec()).ok())
    }

    /// The table with every batch changed in a way that keeps its rows.
    pub(super) fn mapped(mut self, change: impl Fn(&RecordBatch) -> Option<RecordBatch>) -> SourceTable {
        self.batches = self.batches.iter().filter_map(change).collect();
        self
    }

    /// `<name>__long`: one row per value that is there, with the clean name of its column.
    pub(super) fn long(&self) -> SourceTable {
        let mut long = TextTable::new(["column_name", "value"].map(SourceColumn::same).to_vec());
        for batch in &self.batches {
            let rows = batch.columns().last().and_then(|rows| rows.as_any().downcast_ref::<Int64Array>());
            for row in 0..batch.num_rows() {
                for (column, values) in self.columns.iter().zip(batch.columns()) {
                    let Some(values) = values.as_any().downcast_ref::<StringArray>() else { continue };
                    if values.is_valid(row) {
                        let source_row = rows.map_or(0, |rows| rows.value(row));
                        long.push_row([column.name.as_str(), values.value(row)], source_row);
                    }
                }
            }
        }
        long.close();
        SourceTable {
            sheet: self.sheet.clone(),
            derived: true,
            ..SourceTable::text(format!("{}__long", self.name), &self.file, long)
        }
    }

    /// `<name>__columns`: what the header says about every column.
    pub(super) fn columns_table(&self) -> SourceTable {
        let depth = self.columns.iter().map(|column| column.more.len()).max().unwrap_or(0);
        let mut header: Vec<SourceColumn> = ["column_name", "original"].map(SourceColumn::same).to_vec();
        header.extend((0..depth).map(|index| SourceColumn::same(&format!("header_{}", index + 2))));
        let mut table = TextTable::new(header);
        for (index, column) in self.columns.iter().enumerate() {
            let mut row = vec![column.name.as_str(), column.original.as_str()];
            row.extend(column.more.iter().map(String::as_str));
            table.push_row(row, index as i64 + 1);
        }
        table.close();
        SourceTable {
            sheet: self.sheet.clone(),
            derived: true,
            ..SourceTable::text(format!("{}__columns", self.name), &self.file, table)
        }
    }
}

impl SourceColumn {
    /// Whether a list names it, as SQL or as the file does.
    pub(super) fn is_among(&self, names: &[String]) -> bool {
        names.iter().any(|name| *name == self.name || *name == self.original)
    }

    /// A column that is called as in the file, in signs that SQL takes.
    pub(super) fn cleaned(name: &str) -> SourceColumn {
        SourceColumn { name: clean_name(name), original: name.to_owned(), more: Vec::new() }
    }

    /// A column whose name in SQL is the one in the file.
    pub(super) fn same(name: &str) -> SourceColumn {
        SourceColumn { name: name.to_owned(), original: name.to_owned(), more: Vec::new() }
    }
}

/// The rows with a point in every number that has a decimal comma.
pub(super) fn with_decimal_points(batch: &RecordBatch) -> Option<RecordBatch> {
    let columns = batch.columns().iter().map(|column| match column.as_any().downcast_ref::<StringArray>() {
        Some(values) if values.iter().flatten().any(|value| decimal_point(value).is_some()) => {
            let changed: StringArray = values
                .iter()
                .map(|value| value.map(|value| decimal_point(value).unwrap_or_else(|| value.to_owned())))
                .collect();
            Arc::new(changed) as ArrayRef
        }
        _ => column.clone(),
    });
    RecordBatch::try_new(batch.schema(), columns.collect()).ok()
}

/// `1.234,5` as `1234.5`; nothing for a text that is not a number with a decimal comma.
pub(super) fn decimal_point(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, number) = match whole.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", whole),
    };
    let mut groups = number.split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3 && digits(group));
    (digits(first) && grouped && digits(fraction)).then(|| format!("{sign}{first}{}.{fraction}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_with_a_decimal_comma_are_rewritten() {
        assert_eq!(decimal_point("3,5").as_deref(), Some("3.5"));
        assert_eq!(decimal_point("-1.234.567,25").as_deref(), Some("-1234567.25"));
        for text in ["3.5", "12", "a,b", "1,2,3", "1.23,4", ",5", "5,"] {
            assert_eq!(decimal_point(text), None, "{text}");
        }
    }
}
