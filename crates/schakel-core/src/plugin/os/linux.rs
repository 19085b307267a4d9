//! What Linux adds: a memory limit that holds, Landlock, a filter for system calls.

#![allow(unsafe_code, reason = "one system call that the standard library does not wrap")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
    path_beneath_rules,
};
use rlimit::Resource;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter,
};

use super::{Bounds, Guarantees};

type Outcome<T = ()> = Result<T, String>;

pub(super) fn confine(bounds: &Bounds, guarantees: &mut Guarantees) {
    guarantees.note("ends with the program", end_with_parent(bounds.parent));
    guarantees.note("memory limit", limit_memory(bounds.memory_bytes));
    guarantees.note("reading only declared files", restrict_files(&bounds.readable));
    guarantees.note("no network, no other programs", filter_calls());
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

/// Calls that reading files and computing never need. They fail with "not permitted"; nothing is ended.
const REFUSED: &[i64] = &[
    // programs, and processes of others
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
    libc::SYS_pidfd_getfd,
    // out of the group by which it is stopped, and out of its limits
    libc::SYS_setsid,
    libc::SYS_setpgid,
    libc::SYS_setrlimit,
    // the network, and the ways around a filter
    libc::SYS_socket,
    libc::SYS_io_uring_setup,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    // the system itself
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_sethostname,
    // what Landlock does not cover of files
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    // memory outside the limit
    libc::SYS_shmget,
    libc::SYS_memfd_create,
];

/// The same in their older forms, which only this processor has.
#[cfg(target_arch = "x86_64")]
const REFUSED_OLD: &[i64] = &[
    libc::SYS_fork,
    libc::SYS_vfork,
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_OLD: &[i64] = &[];

fn filter_calls() -> Outcome {
    let mut refused: BTreeMap<i64, Vec<SeccompRule>> =
        REFUSED.iter().chain(REFUSED_OLD).map(|call| (*call, Vec::new())).collect();
    let when = |argument, operator, value| -> Outcome<Vec<SeccompRule>> {
        let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Qword, operator, value).map_err(text)?;
        Ok(vec![SeccompRule::new(vec![condition]).map_err(text)?])
    };
    // A thread is allowed, a process is not.
    let thread = libc::CLONE_THREAD as u64;
    refused.insert(libc::SYS_clone, when(0, SeccompCmpOp::MaskedEq(thread), 0)?);
    // `abort` signals the process itself.
    refused.insert(libc::SYS_tgkill, when(0, SeccompCmpOp::Ne, u64::from(std::process::id()))?);
    // Limits may be asked for, not set.
    refused.insert(libc::SYS_prlimit64, when(2, SeccompCmpOp::Ne, 0)?);
    install(refused, libc::EPERM)?;
    // The C library takes the older `clone` when told that this one is unknown; its flags cannot be looked into.
    install([(libc::SYS_clone3, Vec::new())].into(), libc::ENOSYS)
}

fn install(calls: BTreeMap<i64, Vec<SeccompRule>>, answer: i32) -> Outcome {
    let processor = std::env::consts::ARCH.try_into().map_err(text)?;
    let answer = SeccompAction::Errno(answer.unsigned_abs());
    let filter = SeccompFilter::new(calls, SeccompAction::Allow, answer, processor).map_err(text)?;
    let program: BpfProgram = filter.try_into().map_err(text)?;
    apply_filter(&program).map_err(text)
}

pub(super) fn memory_in_use(pid: u32) -> Option<u64> {
    let statm = fs::read_to_string(format!("/proc/{pid}/statm")).ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * page_bytes())
}

pub(super) fn is_computing(pid: u32) -> Option<bool> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name of the program stands in brackets and may hold anything; the state comes after the last bracket.
    let (_, rest) = stat.rsplit_once(')')?;
    Some(rest.trim_start().starts_with('R'))
}

fn page_bytes() -> u64 {
    // SAFETY: asks for a constant of the system.
    u64::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(4096)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
