//! Zip archives: the parts are made, then packed, so that what is behind the checksums is read too.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_source_fuzz::{archives, hold, watch};

fuzz_target!(init: watch::start(), |bytes: &[u8]| {
    if let Ok(case) = archives::case(bytes) {
        hold::holds(&case);
    }
});
