//! Plugins of schools: their `plugin.toml`, and native libraries in a process of their own.
//!
//! A native library is never opened in the program itself, and never before it was approved ([`library`]).
//! [`native::read_tables`] starts the program once more as a plugin host ([`host_main`]), which draws the bounds that
//! [`os`] describes, opens the library and streams its tables back. Whatever happens there ends as one
//! [`Problem`](schakel_source::problem::Problem) of that school.

mod contents;
pub(crate) mod digest;
mod failure;
mod host;
pub mod library;
mod lock;
mod manifest;
mod messages;
pub mod native;
pub mod os;
mod protocol;
mod session;
mod watch;

pub use host::host_main;
pub use lock::{LOCK_FILE, Lock, Pin, platform};
pub use manifest::{Formats, Limits, MANIFEST_FILE, Manifest, library_file_name};
