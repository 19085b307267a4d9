//! Lines: fields at fixed positions, register files, and 1CijferHO with its description and decode tables.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_source_fuzz::{hold, lines, watch};

fuzz_target!(init: watch::start(), |bytes: &[u8]| {
    if let Ok(case) = lines::case(bytes) {
        hold::holds(&case);
    }
});
