//! The store as the engine sees it: Parquet files per table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_schema::SchemaRef;
use datafusion::common::TableReference;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::prelude::SessionContext;
use url::Url;

use crate::IndicatorError;

/// The Parquet files of each table, one or more per school. A table without files has no rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoreView {
    /// Files by table of the model.
    pub tables: BTreeMap<String, Vec<PathBuf>>,
}

/// Registers every table of the model, those without files too.
pub(crate) fn register(session: &SessionContext, store: &StoreView) -> Result<(), IndicatorError> {
    for table in schakel_model::tables() {
        let files = store.tables.get(table.name).map_or(&[][..], Vec::as_slice);
        register_table(session, table.name, table.store_schema(), files)
            .map_err(|message| IndicatorError::Store { table: table.name.to_owned(), message })?;
    }
    Ok(())
}

fn register_table(session: &SessionContext, name: &str, schema: SchemaRef, files: &[PathBuf]) -> Result<(), String> {
    let name = TableReference::bare(name);
    let provider: Arc<dyn datafusion::catalog::TableProvider> = if files.is_empty() {
        Arc::new(MemTable::try_new(schema, vec![vec![]]).map_err(|e| e.strip_backtrace())?)
    } else {
        let urls = files.iter().map(|file| file_url(file)).collect::<Result<Vec<_>, _>>()?;
        let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension("");
        let config = ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options).with_schema(schema);
        Arc::new(ListingTable::try_new(config).map_err(|e| e.strip_backtrace())?)
    };
    session.register_table(name, provider).map_err(|e| e.strip_backtrace())?;
    Ok(())
}

/// A path as a URL, so that a folder called `[1]` or `2025 (nieuw)` is not taken for a pattern.
fn file_url(path: &Path) -> Result<ListingTableUrl, String> {
    let path = std::path::absolute(path).map_err(|e| e.to_string())?;
    let url = Url::from_file_path(&path).map_err(|()| "a path that cannot be written as a URL".to_owned())?;
    ListingTableUrl::try_new(url, None).map_err(|e| e.strip_backtrace())
}
