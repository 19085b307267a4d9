//! What watches over a run: a limit on memory, and which panics count.

use std::alloc::System;
use std::panic;

use cap::Cap;

/// What the Rust code of one input may hold in memory, in bytes.
const MOST_MEMORY: usize = 1 << 30;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, MOST_MEMORY);

/// Lets a panic of the project end the run. That of a library is what the reader takes for a damaged file: it counts
/// only where it is not caught, which libFuzzer sees.
pub fn start() {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let of_library = panic.location().is_some_and(|location| location.file().contains("/registry/src/"));
        if !of_library {
            told(panic);
            std::process::abort();
        }
        if std::env::var_os("SCHAKEL_FUZZ_LIBRARIES").is_some() {
            eprintln!("a library panics: {panic}");
        }
    }));
}
