//! XML of every kind, alone or several in a folder.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_source_fuzz::{documents, hold, watch};

fuzz_target!(init: watch::start(), |bytes: &[u8]| {
    if let Ok(case) = documents::case(bytes) {
        hold::holds(&case);
    }
});
