//! The plugin host as a program of its own, for these tests.

fn main() {
    std::process::exit(schakel_core::plugin::host_main());
}
