//! The Arrow form of a table, as an author hands it over and as the store keeps it.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::{Person, Table, Type};

/// The column that every stored table starts with.
pub const SCHOOL_ID: &str = "school_id";
/// The column that names the source of a row.
pub const SOURCE_ID: &str = "source_id";
/// The column with the row number in the source, from 1, as a person sees it; missing when unknown.
pub const SOURCE_ROW: &str = "source_row";

impl Type {
    /// The Arrow type of a column as an author hands it over.
    #[must_use]
    pub const fn arrow(self) -> DataType {
        match self {
            Self::Id | Self::PersonId(_) | Self::Code(_) | Self::Set(_) | Self::Text => DataType::Utf8,
            Self::Int => DataType::Int64,
            Self::Dec => DataType::Float64,
            Self::Date => DataType::Date32,
            Self::Bool => DataType::Boolean,
        }
    }
}

impl Table {
    /// What a plugin hands over: the columns of the model, then `source_id` and `source_row`. Every
    /// field is nullable, because it is the gate that refuses a missing value and says where.
    #[must_use]
    pub fn author_schema(&self) -> SchemaRef {
        let mut fields: Vec<Field> = self.columns.iter().map(|c| Field::new(c.name, c.ty.arrow(), true)).collect();
        if self.located {
            fields.extend(locator());
        }
        Arc::new(Schema::new(fields))
    }

    /// What the store keeps: `school_id` first, then the columns with a dense key for every person
    /// (`staff_id` becomes `staff_key`), then `source_id` and `source_row`. The tables of persons
    /// themselves keep the pseudonym right after the key.
    #[must_use]
    pub fn store_schema(&self) -> SchemaRef {
        let mut fields = vec![Field::new(SCHOOL_ID, DataType::Utf8, false)];
        for column in self.columns.iter().filter(|c| c.name != SCHOOL_ID) {
            let nullable = !column.required;
            match column.person() {
                None | Some(Person::Link) => {
                    fields.push(Field::new(column.name, column.ty.arrow(), nullable));
                }
                Some(person) => {
                    fields.push(Field::new(column.store_name().as_ref(), DataType::Int64, nullable));
                    if self.person() == Some(person) {
                        fields.push(Field::new(column.name, DataType::Utf8, nullable));
                    }
                }
            }
        }
        if self.located {
            fields.extend(locator());
        }
        Arc::new(Schema::new(fields))
    }
}

fn locator() -> [Field; 2] {
    [Field::new(SOURCE_ID, DataType::Utf8, true), Field::new(SOURCE_ROW, DataType::Int64, true)]
}
