//! Which system calls a plugin host refuses from the moment that its library is opened.

use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter,
};

type Outcome<T = ()> = Result<T, String>;

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

/// Installs the filter. There is no way back.
pub(super) fn refuse() -> Outcome {
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

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
