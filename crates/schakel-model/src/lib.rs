//! The common model of career guidance data: tables, enumerations, labels, definitions, checks.
