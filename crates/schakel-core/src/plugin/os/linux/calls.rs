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
    libc::SYS_kcmp,
    libc::SYS_process_madvise,
    // another user: the kernel would then forget that this process ends with the program
    libc::SYS_setuid,
    libc::SYS_setgid,
    libc::SYS_setreuid,
    libc::SYS_setregid,
    libc::SYS_setresuid,
    libc::SYS_setresgid,
    libc::SYS_setfsuid,
    libc::SYS_setfsgid,
    libc::SYS_setgroups,
    libc::SYS_capset,
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
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_mount_setattr,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_acct,
    libc::SYS_quotactl,
    libc::SYS_syslog,
    libc::SYS_personality,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_setdomainname,
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
    libc::SYS_truncate,
    libc::SYS_ftruncate,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    libc::SYS_fanotify_init,
    // memory outside the limit, and what stays behind when the process has ended
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_semget,
    libc::SYS_msgget,
    libc::SYS_mq_open,
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
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

// Commands that have no name in the crate `libc`.
const F_SETSIG: i32 = 10;
const F_SETOWN_EX: i32 = 15;
const FIOSETOWN: u64 = 0x8901;
const SIOCSPGRP: u64 = 0x8902;

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
    // It ends when the program ends.
    refused.insert(libc::SYS_prctl, when(0, SeccompCmpOp::Eq, libc::PR_SET_PDEATHSIG as u64)?);
    // A file can be told to signal a process when it changes, with any signal.
    let owners = [libc::F_SETOWN, F_SETSIG, F_SETOWN_EX].map(|command| when(1, SeccompCmpOp::Eq, command as u64));
    refused.insert(libc::SYS_fcntl, owners.into_iter().collect::<Outcome<Vec<_>>>()?.concat());
    let owners = [FIOSETOWN, SIOCSPGRP].map(|command| when(1, SeccompCmpOp::Eq, command));
    refused.insert(libc::SYS_ioctl, owners.into_iter().collect::<Outcome<Vec<_>>>()?.concat());
    install(refused, libc::EPERM)?;
    // The C library takes the older `clone` when told that this one is unknown; its flags cannot be looked into.
    install([(libc::SYS_clone3, Vec::new())].into(), libc::ENOSYS)?;
    refuse_second_table()
}

/// The kernel may know every call by a second number, of the x32 table, which begins at this one.
#[cfg(target_arch = "x86_64")]
fn refuse_second_table() -> Outcome {
    use seccompiler::sock_filter;
    const X32: u32 = 0x4000_0000;
    // Of `struct seccomp_data`, the number of the call comes first.
    const LOAD_NUMBER: u16 = 0x20;
    const JUMP_IF_AT_LEAST: u16 = 0x35;
    const RETURN: u16 = 0x06;
    let step = |code, jt, jf, k| sock_filter { code, jt, jf, k };
    let refused = libc::SECCOMP_RET_ERRNO | libc::ENOSYS.unsigned_abs();
    apply_filter(&[
        step(LOAD_NUMBER, 0, 0, 0),
        step(JUMP_IF_AT_LEAST, 0, 1, X32),
        step(RETURN, 0, 0, refused),
        step(RETURN, 0, 0, libc::SECCOMP_RET_ALLOW),
    ])
    .map_err(text)
}

#[cfg(not(target_arch = "x86_64"))]
fn refuse_second_table() -> Outcome {
    Ok(())
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
