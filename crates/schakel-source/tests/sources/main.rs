//! What every kind of source delivers, and what is said when a file is not as declared.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod archive_bytes;
mod blank_workbook;
mod bounds;
mod cbs_ses;
mod cijferho;
mod csv;
mod csv_large;
mod duo;
mod edexml;
mod fixed;
mod forms;
mod given;
mod hostile;
mod inspect;
mod json;
mod limesurvey;
mod lsa;
mod ndjson;
mod oneroster;
mod oneroster_damaged;
mod ooapi;
mod oso;
mod parquet;
#[cfg(unix)]
mod postgres;
#[cfg(unix)]
mod postgres_failing;
#[cfg(unix)]
mod postgres_server;
mod qdpx;
mod qualtrics;
mod ro;
mod samples;
mod sis;
mod sqlite;
mod tbgi;
mod trajectory;
mod workbook;
mod workbook_damaged;
mod xapi;
mod xml;
mod xml_damaged;
