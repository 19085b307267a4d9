//! JSON of every kind: documents, lines, pages of a service, statements; packed or not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_source_fuzz::{hold, json, watch};

fuzz_target!(init: watch::start(), |bytes: &[u8]| {
    if let Ok(case) = json::case(bytes) {
        hold::holds(&case);
    }
});
