//! The tables that a source delivers.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use arrow_select::filter::filter_record_batch;

use super::build::TextTable;
use super::names::{PARENT_ROW, SOURCE_ROW};
use super::spec::SourceSpec;
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
    /// The rows; no batch at all when the table is empty.
    pub batches: Vec<RecordBatch>,
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

    /// A table of text columns behind `parent_row`, which holds numbers.
    pub(super) fn child(name: impl Into<String>, file: &str, table: TextTable) -> SourceTable {
        let mut fields: Vec<Field> =
            table.columns.iter().map(|column| Field::new(&column.name, DataType::Utf8, true)).collect();
        if let Some(parent) = fields.first_mut() {
            *parent = Field::new(PARENT_ROW, DataType::Int64, true);
        }
        let child = SourceTable::typed(name, file, table.columns, fields, table.batches);
        let schema = child.schema();
        child.mapped(|batch| {
            let mut columns = batch.columns().to_vec();
            columns[0] = cast(&columns[0], &DataType::Int64).ok()?;
            RecordBatch::try_new(schema.clone(), columns).ok()
        })
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
            batches,
            file: file.to_owned(),
            sheet: None,
            problems: Vec::new(),
            derived: false,
            schema,
        }
    }

    /// The Arrow schema: the columns, then `source_row`.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        self.batches.iter().map(|batch| batch.num_rows() as u64).sum()
    }

    /// Applies what every kind shares: dropped columns, and decimal commas.
    pub(super) fn finish(self, spec: &SourceSpec) -> SourceTable {
        let dropped: Vec<usize> =
            (0..self.columns.len()).filter(|&index| self.columns[index].is_among(&spec.drop)).collect();
        let table = self.without(&dropped);
        if spec.decimal.as_deref() == Some(",") { table.mapped(with_decimal_points) } else { table }
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

    /// A column whose name in SQL is the one in the file.
    pub(super) fn same(name: &str) -> SourceColumn {
        SourceColumn { name: name.to_owned(), original: name.to_owned(), more: Vec::new() }
    }
}

fn with_decimal_points(batch: &RecordBatch) -> Option<RecordBatch> {
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
fn decimal_point(text: &str) -> Option<String> {
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
