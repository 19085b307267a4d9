//! The tables that a plugin fills.

use arrow_array::RecordBatchReader;
use arrow_schema::FieldRef;
use schakel_model::Record;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_arrow::schema::{SchemaLike, TracingOptions};

use crate::rows::{Rows, encode};
use crate::{Error, Result};

/// Batches of one table, read as they are asked for.
pub type Batches = Box<dyn RecordBatchReader + Send>;

type Read<P> = Box<dyn Fn(&P) -> Result<Batches> + Send + Sync>;

/// The list of tables that a plugin fills, and the function behind each.
pub struct Tables<P> {
    entries: Vec<(String, Read<P>)>,
}

impl<P: 'static> Tables<P> {
    pub(crate) fn new() -> Tables<P> {
        Tables { entries: Vec::new() }
    }

    /// A table of the common model, filled from a list: `tables.rows(Self::students)`.
    ///
    /// Which table it is follows from the type of the records.
    pub fn rows<T: Record + Send + 'static>(&mut self, read: fn(&P) -> Result<Vec<T>>) -> &mut Tables<P> {
        self.stream(move |plugin| Ok(Box::new(read(plugin)?.into_iter().map(Ok))))
    }

    /// A table of the common model, filled row by row: for what does not fit into memory.
    pub fn stream<T: Record + Send + 'static>(
        &mut self,
        read: impl Fn(&P) -> Result<Rows<T>> + Send + Sync + 'static,
    ) -> &mut Tables<P> {
        let table = T::table();
        self.add(table.name, move |plugin| Ok(encode(read(plugin)?, table.author_schema().fields().to_vec())))
    }

    /// A table of the plugin's own, for SQL beside the library to select from. Its columns are the fields of `T`: texts, whole and
    /// broken numbers, booleans, and options of these; a date is a text.
    pub fn own<T>(&mut self, name: &str, read: fn(&P) -> Result<Vec<T>>) -> &mut Tables<P>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        self.add(name, move |plugin| {
            let columns = Vec::<FieldRef>::from_type::<T>(TracingOptions::default().strings_as_large_utf8(false))
                .map_err(|error| Error::new(error.message()))?;
            Ok(encode(Box::new(read(plugin)?.into_iter().map(Ok)), columns))
        })
    }

    /// A table as Arrow batches, for a plugin that has them already.
    pub fn batches(
        &mut self,
        name: &str,
        read: impl Fn(&P) -> Result<Batches> + Send + Sync + 'static,
    ) -> &mut Tables<P> {
        self.add(name, read)
    }

    fn add(&mut self, name: &str, read: impl Fn(&P) -> Result<Batches> + Send + Sync + 'static) -> &mut Tables<P> {
        self.entries.push((name.to_owned(), Box::new(read)));
        self
    }

    /// The names in the order in which they were added.
    ///
    /// # Errors
    /// When a table was added twice.
    pub(crate) fn names(&self) -> Result<Vec<&str>> {
        let names: Vec<&str> = self.entries.iter().map(|(name, _)| name.as_str()).collect();
        match names.iter().enumerate().find(|(index, name)| names[..*index].contains(name)) {
            Some((_, name)) => Err(Error::new(format!("table `{name}` was added twice"))),
            None => Ok(names),
        }
    }

    /// # Errors
    /// When there is no such table, or its function fails.
    pub(crate) fn read(&self, plugin: &P, name: &str) -> Result<Batches> {
        match self.entries.iter().find(|(known, _)| known == name) {
            Some((_, read)) => read(plugin),
            None => Err(Error::new(format!("this plugin has no table `{name}`"))),
        }
    }
}
