//! Delimited text of every kind: csv, exports of surveys, forms and school systems, open data.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_source_fuzz::{delimited, hold, watch};

fuzz_target!(init: watch::start(), |bytes: &[u8]| {
    if let Ok(case) = delimited::case(bytes) {
        hold::holds(&case);
    }
});
