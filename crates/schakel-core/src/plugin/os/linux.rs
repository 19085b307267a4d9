//! What Linux adds: a memory limit that holds, Landlock, a filter for system calls.

#![allow(unsafe_code, reason = "system calls that the standard library does not wrap")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
    path_beneath_rules,
};
use rlimit::Resource;

use super::{Bounds, Guarantees};

// The numbers of system calls differ by processor; the list was made for these two.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod calls;

type Outcome = Result<(), String>;

pub(super) fn close_inherited() {
    // SAFETY: this process has just begun: no file of its own is open but the three standard ones. A kernel that does
    // not know the call changes nothing.
    unsafe { libc::syscall(libc::SYS_close_range, 3u32, u32::MAX, 0u32) };
}

pub(super) fn confine(bounds: &Bounds, guarantees: &mut Guarantees) {
    guarantees.note("ends with the program", end_with_parent(bounds.parent));
    guarantees.note("memory limit", limit_memory(bounds.memory_bytes));
    guarantees.note("reading only declared files", restrict_files(&bounds.readable));
    guarantees.note("no network, no other programs", refuse_calls());
}

fn refuse_calls() -> Outcome {
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    return calls::refuse();
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    return Err("no list of system calls for this processor".to_owned());
}

fn end_with_parent(parent: u32) -> Outcome {
    // SAFETY: sets an attribute of this process; the arguments are numbers.
    if unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) } != 0 {
        return Err(std::io::Error::last_os_error().to_string());
    }
    // The program may have ended just before.
    if std::os::unix::process::parent_id() == parent { Ok(()) } else { Err("the program has ended".to_owned()) }
}

/// The limit counts on top of what the host has now: an allocator may have reserved a lot before.
fn limit_memory(bytes: u64) -> Outcome {
    let now = status_kilobytes("VmData:").ok_or("no /proc/self/status")? * 1024;
    let limit = now.saturating_add(bytes);
    Resource::DATA.set(limit, limit).map_err(text)
}

fn status_kilobytes(key: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(key))?.split_whitespace().next()?.parse().ok()
}

fn restrict_files(readable: &[PathBuf]) -> Outcome {
    let abi = ABI::V6;
    let mut paths: BTreeSet<PathBuf> =
        ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom"]
            .map(PathBuf::from)
            .into();
    // Where this system keeps its libraries, when that is another place.
    paths.extend(library_folders());
    paths.extend(readable.iter().cloned());
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(abi))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(abi)))
        .and_then(|rules| rules.scope(Scope::from_all(abi)))
        .and_then(|rules| rules.create())
        .and_then(|rules| rules.add_rules(path_beneath_rules(&paths, AccessFs::ReadFile | AccessFs::ReadDir)))
        .and_then(|rules| rules.restrict_self())
        .map_err(text)?;
    match status.ruleset {
        RulesetStatus::NotEnforced => Err("this kernel has no Landlock".to_owned()),
        RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Ok(()),
    }
}

fn library_folders() -> Vec<PathBuf> {
    let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
    let files = maps.lines().filter_map(|line| line.find('/').map(|at| Path::new(&line[at..])));
    files.filter(|file| file.to_string_lossy().contains(".so")).filter_map(Path::parent).map(Path::to_owned).collect()
}

pub(super) fn memory_in_use(pid: u32) -> Option<u64> {
    let statm = fs::read_to_string(format!("/proc/{pid}/statm")).ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * page_bytes())
}

pub(super) fn is_computing(pid: u32) -> Option<bool> {
    Some(stat(pid, 0)? == "R")
}

pub(super) fn threads(pid: u32) -> Option<u64> {
    stat(pid, 17)?.parse().ok()
}

/// A field of what the kernel says of a process, counted from its state.
fn stat(pid: u32, field: usize) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name of the program stands in brackets and may hold anything; the state comes after the last bracket.
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(field).map(str::to_owned)
}

fn page_bytes() -> u64 {
    // SAFETY: asks for a constant of the system.
    u64::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(4096)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
