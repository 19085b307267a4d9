//! SQLite and Parquet: whole files of a program of their own, then damaged.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_source_fuzz::{databases, hold, watch};

fuzz_target!(init: watch::start(), |bytes: &[u8]| {
    if let Ok(case) = databases::case(bytes) {
        hold::holds(&case);
    }
});
