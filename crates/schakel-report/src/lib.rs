//! Facts, template, document, layout, PDF.
