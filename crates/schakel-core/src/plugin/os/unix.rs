//! What every Unix offers.

#![allow(unsafe_code, reason = "three system calls that the standard library does not wrap")]

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rlimit::Resource;

use super::{Bounds, End, Guarantees};

pub(super) fn take_stdout() -> io::Result<File> {
    let data = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    // SAFETY: both numbers are the standard ones of this process; no owned descriptor is behind number 1, which Rust never closes.
    if unsafe { libc::dup2(libc::STDERR_FILENO, libc::STDOUT_FILENO) } < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(data)
}

pub(super) fn confine(bounds: &Bounds, guarantees: &mut Guarantees) {
    // One second more for the hard limit: the soft one sends the signal that tells why.
    let time = Resource::CPU.set(bounds.cpu_seconds, bounds.cpu_seconds.saturating_add(1));
    guarantees.note("processor time", time);
    guarantees.note("writing no file", Resource::FSIZE.set(0, 0));
    // A crash must not leave the memory of the process, with persons in it, on disk.
    guarantees.note("no memory dump on disk", Resource::CORE.set(0, 0));
    let files = Resource::NOFILE.get_soft().and_then(|now| Resource::NOFILE.set(now.min(256), now.min(256)));
    guarantees.note("number of open files", files);
}

pub(super) fn stop_group(leader: u32) {
    if let Ok(group) = i32::try_from(leader)
        && group > 1
    {
        // SAFETY: sends a signal; the group was made for the host (`prepare`), and its leader has not been waited for yet.
        unsafe { libc::kill(-group, libc::SIGKILL) };
    }
}

pub(super) fn signal(status: ExitStatus) -> Option<End> {
    Some(match status.signal()? {
        libc::SIGSEGV => End::Fault("it used memory that is not its own, SIGSEGV"),
        libc::SIGBUS => End::Fault("it used memory that is not there, SIGBUS"),
        libc::SIGILL | libc::SIGTRAP => End::Fault("it ran into an instruction that is none, SIGILL"),
        libc::SIGFPE => End::Fault("a calculation that is not possible, SIGFPE"),
        libc::SIGSYS => End::Fault("it called for something that is not allowed, SIGSYS"),
        libc::SIGABRT => End::Abort,
        libc::SIGXCPU => End::ProcessorTime,
        libc::SIGXFSZ => End::Wrote,
        _ => End::Killed,
    })
}
