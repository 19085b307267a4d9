//! What can go wrong, all of it a fault of the program or of the store, never of a school's data.

use datafusion::error::DataFusionError;

use crate::HeaderError;

/// Why indicators could not be computed.
#[derive(Debug, thiserror::Error)]
pub enum IndicatorError {
    /// The header of a query file has a mistake.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// A query failed.
    #[error("{query}: {message}")]
    Query {
        /// The query file.
        query: String,
        /// What the engine says.
        message: String,
    },
    /// A table of the store cannot be read.
    #[error("table `{table}` of the store: {message}")]
    Store {
        /// The table.
        table: String,
        /// What is wrong.
        message: String,
    },
    /// Disclosure control could not make the numbers of a school safe: none of them is told.
    #[error("school {school}: {exposed}; nothing is told")]
    Exposed {
        /// The school.
        school: String,
        /// What can be derived.
        exposed: schakel_disclosure::linear::Exposed,
    },
    /// The request makes no sense.
    #[error("{0}")]
    Request(String),
}

impl IndicatorError {
    pub(crate) fn query(query: &str, error: &DataFusionError) -> Self {
        Self::Query { query: query.to_owned(), message: error.strip_backtrace() }
    }

    pub(crate) fn shape(query: &str, message: impl Into<String>) -> Self {
        Self::Query { query: query.to_owned(), message: message.into() }
    }
}
