//! Declarations as a plugin could have them, with faults, over a file of their kind.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_source_fuzz::{declared, hold, watch};

fuzz_target!(init: watch::start(), |bytes: &[u8]| {
    if let Ok((text, case)) = declared::case(bytes) {
        hold::declares(&text);
        if let Some(case) = case {
            hold::holds(&case);
        }
    }
});
