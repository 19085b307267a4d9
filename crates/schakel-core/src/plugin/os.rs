//! What only the operating system can do for the plugin host, and what it guarantees on each.
//!
//! | | Linux | macOS and other Unix | Windows and others |
//! |---|---|---|---|
//! | the library runs in a process of its own, stopped with everything it started | yes | yes | the process alone |
//! | time limit | yes | yes | yes |
//! | what the library prints stays out of the data | yes | yes | no: it makes the data unreadable, which is noticed |
//! | the library file that was hashed is the one that is opened | sealed copy in memory | copy in a private folder | the file, locked |
//! | memory limit | yes | no | no |
//! | the library can read only what was declared | kernel 5.13 with Landlock | no | no |
//! | the library can write nothing | yes | yes (no byte into any file) | no |
//! | the library reaches no network and starts no program | yes (x86-64, ARM64) | no | no |
//! | the process ends when the program ends | yes | no | no |
//!
//! Whatever the system at hand could not do stands in [`Guarantees::missing`], which the program can tell.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus};

use serde::{Deserialize, Serialize};

pub use hold::{Held, hold};

mod hold;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(unix)]
mod unix;

/// What a library may use and see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of memory on top of what the host itself uses.
    pub memory_bytes: u64,
    /// Seconds of processor time.
    pub cpu_seconds: u64,
    /// Files and folders that may be read.
    pub readable: Vec<PathBuf>,
    /// Process id of the program that started the host.
    pub parent: u32,
}

/// What the system enforces, and what it could not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guarantees {
    /// In force from before the library was opened.
    pub enforced: Vec<String>,
    /// Not in force on this system.
    pub missing: Vec<String>,
}

impl Guarantees {
    fn note<E: std::fmt::Display>(&mut self, what: &str, outcome: Result<(), E>) {
        match outcome {
            Ok(()) => self.enforced.push(what.to_owned()),
            Err(reason) => self.missing.push(format!("{what} ({reason})")),
        }
    }
}

/// How a process ended without saying so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It ended itself with this code.
    Exit(i32),
    /// It was ended by a fault, which has this name.
    Fault(&'static str),
    /// It called for its own end (`abort`).
    Abort,
    /// It used up its processor time.
    ProcessorTime,
    /// It tried to write a file.
    Wrote,
    /// The system, or someone on it, ended it.
    Killed,
}

/// In the host, first thing: closes what the program had open and did not mean to pass on.
pub fn close_inherited() {
    #[cfg(target_os = "linux")]
    linux::close_inherited();
}

/// In the host: takes standard output for the data; whatever the library prints goes to standard error from then on.
///
/// # Errors
/// When the process has no standard output.
pub fn take_stdout() -> io::Result<File> {
    #[cfg(unix)]
    return unix::take_stdout();
    #[cfg(windows)]
    return {
        use std::os::windows::io::AsHandle;
        Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
    };
}

/// In the host, before the library is opened: draws the bounds. There is no way back.
pub fn confine(bounds: &Bounds) -> Guarantees {
    let mut guarantees = Guarantees::default();
    #[cfg(unix)]
    unix::confine(bounds, &mut guarantees);
    #[cfg(target_os = "linux")]
    linux::confine(bounds, &mut guarantees);
    #[cfg(not(target_os = "linux"))]
    for what in ["memory limit", "reading only declared files", "no network, no other programs"] {
        guarantees.note(what, Err("this system offers no means that was tried"));
    }
    let _ = bounds;
    guarantees
}

/// In the program: an empty environment and a process group of its own for the host that `command` will start.
pub fn prepare(command: &mut Command) {
    command.env_clear();
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    // Without it a Windows program cannot load the system's own libraries.
    #[cfg(windows)]
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
}

/// In the program: ends the host and everything it started.
pub fn stop(child: &mut Child) {
    #[cfg(unix)]
    unix::stop_group(child.id());
    // The process may have ended by itself; then there is nothing left to do.
    let _ = child.kill();
    let _ = child.wait();
}

/// Bytes of memory that a process occupies, where the system tells.
pub fn memory_in_use(pid: u32) -> Option<u64> {
    #[cfg(target_os = "linux")]
    return linux::memory_in_use(pid);
    #[cfg(not(target_os = "linux"))]
    return {
        let _ = pid;
        None
    };
}

/// How many threads a process has, where the system tells.
pub fn threads(pid: u32) -> Option<u64> {
    #[cfg(target_os = "linux")]
    return linux::threads(pid);
    #[cfg(not(target_os = "linux"))]
    return {
        let _ = pid;
        None
    };
}

/// Whether a process is computing at this moment (and not waiting), where the system tells.
pub fn is_computing(pid: u32) -> Option<bool> {
    #[cfg(target_os = "linux")]
    return linux::is_computing(pid);
    #[cfg(not(target_os = "linux"))]
    return {
        let _ = pid;
        None
    };
}

/// How a process ended.
pub fn end(status: ExitStatus) -> End {
    #[cfg(unix)]
    if let Some(end) = unix::signal(status) {
        return end;
    }
    match status.code() {
        // Windows reports an access violation, a stack overflow and an abort as these codes.
        Some(code) if code as u32 == 0xC000_0005 => End::Fault("access violation"),
        Some(code) if code as u32 == 0xC000_00FD => End::Fault("stack overflow"),
        Some(code) if code as u32 == 0xC000_0409 => End::Abort,
        Some(code) => End::Exit(code),
        None => End::Killed,
    }
}
