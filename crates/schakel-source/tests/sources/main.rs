//! What every kind of source delivers, and what is said when a file is not as declared.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod archive_bytes;
mod blank_workbook;
mod csv;
mod csv_large;
mod fixed;
mod given;
mod inspect;
mod json;
mod limesurvey;
mod lsa;
mod ndjson;
mod oneroster;
mod oneroster_damaged;
mod ooapi;
mod parquet;
#[cfg(unix)]
mod postgres;
#[cfg(unix)]
mod postgres_failing;
#[cfg(unix)]
mod postgres_server;
mod qualtrics;
mod ro;
mod samples;
mod sqlite;
mod trajectory;
mod workbook;
mod workbook_damaged;
mod xapi;
mod xml;
