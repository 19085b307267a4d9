//! What the fuzz targets share: documents and facts that bytes describe, and what holds for every file that is made.

pub mod check;
pub mod document;
pub mod facts;
pub mod hostile;
