//! Files that nobody declared: any of the other targets' files under any name, or any bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_source_fuzz::{hold, undeclared, watch};

fuzz_target!(init: watch::start(), |bytes: &[u8]| {
    if let Ok((files, name)) = undeclared::files(bytes) {
        hold::inspects(&files, &name);
    }
});
