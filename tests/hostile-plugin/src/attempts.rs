//! What a library must not be able to reach, one attempt each. An attempt tells whether it worked, so that a test can
//! see that it does work where nothing is in its way.

#![allow(unsafe_code, reason = "attacks")]

use std::ffi::CString;
use std::fs;
use std::net::{TcpStream, UdpSocket};
use std::os::fd::FromRawFd;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixStream};
use std::path::PathBuf;
use std::process::Command;

use schakel_plugin::Config;

/// An attempt, by its name.
pub type Attempt = (&'static str, fn(&Config) -> bool);

/// Every attempt. The settings they look at are `secret` (a file), `target` (a file that is not there), `own` (the
/// plugin's folder), `address`, `socket`, `parent` (a process), `library`.
pub const ATTEMPTS: &[Attempt] = &[
    ("open a TCP connection", |config| TcpStream::connect(setting(config, "address")).is_ok()),
    ("send a UDP datagram", |config| {
        UdpSocket::bind("127.0.0.1:0").and_then(|socket| socket.send_to(b"x", setting(config, "address"))).is_ok()
    }),
    ("listen on a port", |_| std::net::TcpListener::bind("127.0.0.1:0").is_ok()),
    ("open a Unix socket", |config| UnixStream::connect(setting(config, "socket")).is_ok()),
    ("open an abstract Unix socket", |config| {
        let name = SocketAddr::from_abstract_name(setting(config, "socket"));
        name.and_then(|name| UnixDatagram::unbound()?.connect_addr(&name)).is_ok()
    }),
    ("open a netlink socket", |_| socket(libc::AF_NETLINK, libc::SOCK_RAW)),
    ("open a packet socket", |_| socket(libc::AF_PACKET, libc::SOCK_RAW)),
    ("open a vsock socket", |_| socket(libc::AF_VSOCK, libc::SOCK_STREAM)),
    ("open a socket by its second number", |_| call(0x4000_0000 + libc::SYS_socket, [libc::AF_INET as i64, 1, 0, 0])),
    ("set up io_uring", |_| {
        let place = [0u64; 32];
        call(libc::SYS_io_uring_setup, [1, place.as_ptr() as i64, 0, 0])
    }),
    ("read a file of another school", |config| fs::read(setting(config, "secret")).is_ok()),
    ("read by a link in its own folder", |config| fs::read(own(config).join("link")).is_ok()),
    ("read by a path out of its own folder", |config| fs::read(own(config).join("../secret")).is_ok()),
    ("list the folder above its own", |config| fs::read_dir(own(config).join("..")).is_ok()),
    ("read by the number of a file", |config| open_by_handle(&setting(config, "secret"))),
    ("read what the program has open", |_| (3..64).any(holds_secret)),
    ("read the memory of the program", |config| fs::File::open(proc(config, "mem")).is_ok()),
    ("read the environment of the program", |config| fs::read(proc(config, "environ")).is_ok()),
    ("see the environment", |_| std::env::vars_os().next().is_some()),
    ("copy the memory of the program", |config| {
        let (mut byte, address) = ([0u8; 1], &raw const SECRET_MARK as *mut libc::c_void);
        let local = libc::iovec { iov_base: byte.as_mut_ptr().cast(), iov_len: 1 };
        let remote = libc::iovec { iov_base: address, iov_len: 1 };
        // SAFETY: both areas live until the call returns; the other process is only read.
        unsafe { libc::process_vm_readv(parent(config), &raw const local, 1, &raw const remote, 1, 0) == 1 }
    }),
    ("write a file", |config| fs::write(setting(config, "target"), "x").is_ok()),
    ("write into its own folder", |config| fs::write(own(config).join("written"), "x").is_ok()),
    ("write over a file it may read", |config| {
        fs::File::options().write(true).open(own(config).join("plugin.toml")).is_ok()
    }),
    ("cut off a file it may read", |config| {
        let path = c_path(own(config).join("plugin.toml"));
        // SAFETY: the path ends in a zero byte.
        unsafe { libc::truncate(path.as_ptr(), 0) == 0 }
    }),
    ("change the rights of a file", |config| {
        let path = c_path(own(config).join("plugin.toml"));
        // SAFETY: the path ends in a zero byte.
        unsafe { libc::chmod(path.as_ptr(), 0o777) == 0 }
    }),
    ("make a folder", |config| fs::create_dir(own(config).join("folder")).is_ok()),
    ("make a symbolic link", |config| {
        std::os::unix::fs::symlink(setting(config, "secret"), own(config).join("new-link")).is_ok()
    }),
    ("make a hard link", |config| fs::hard_link(own(config).join("plugin.toml"), own(config).join("twin")).is_ok()),
    ("make a pipe with a name", |config| {
        let path = c_path(own(config).join("fifo"));
        // SAFETY: the path ends in a zero byte.
        unsafe { libc::mkfifo(path.as_ptr(), 0o600) == 0 }
    }),
    ("rename a file", |config| fs::rename(own(config).join("plugin.toml"), own(config).join("moved.toml")).is_ok()),
    ("remove a file", |config| fs::remove_file(own(config).join("declared.csv")).is_ok()),
    ("start a program", |_| Command::new("/bin/true").status().is_ok()),
    ("become a program", |_| {
        let none = c_path(PathBuf::from("/no/such/program"));
        let arguments = [std::ptr::null::<libc::c_char>()];
        // SAFETY: path and lists end as they must; there is no such program, so where it is allowed the call says so.
        unsafe { libc::execve(none.as_ptr(), arguments.as_ptr(), arguments.as_ptr()) };
        std::io::Error::last_os_error().raw_os_error() == Some(libc::ENOENT)
    }),
    ("fork", |_| forks(libc::SYS_fork, [0; 4])),
    ("fork by clone", |_| forks(libc::SYS_clone, [libc::SIGCHLD as i64, 0, 0, 0])),
    ("trace the program", |config| {
        // SAFETY: attaches to a process and lets it go again.
        unsafe {
            libc::ptrace(libc::PTRACE_SEIZE, parent(config), 0, 0) == 0
                && libc::ptrace(libc::PTRACE_DETACH, parent(config), 0, 0) == 0
        }
    }),
    ("signal the program", |config| {
        // SAFETY: signal 0 only asks whether a signal could be sent.
        unsafe { libc::kill(parent(config), 0) == 0 }
    }),
    ("have the program signalled by a pipe", |config| {
        let mut ends = [0; 2];
        // SAFETY: the list has room for two descriptors; nothing is written to the pipe, so no signal is sent.
        unsafe { libc::pipe(ends.as_mut_ptr()) == 0 && libc::fcntl(ends[0], libc::F_SETOWN, parent(config)) == 0 }
    }),
    ("outlive the program", |_| call(libc::SYS_prctl, [libc::PR_SET_PDEATHSIG as i64, 0, 0, 0])),
    ("raise its limits", |_| {
        let limits = libc::rlimit { rlim_cur: libc::RLIM_INFINITY, rlim_max: libc::RLIM_INFINITY };
        // SAFETY: the pair lives until the call returns.
        unsafe { libc::setrlimit(libc::RLIMIT_CORE, &raw const limits) == 0 }
    }),
    ("take memory that no limit counts", |_| {
        // SAFETY: makes a piece of shared memory and removes it.
        unsafe {
            let memory = libc::shmget(libc::IPC_PRIVATE, 4096, 0o600);
            memory >= 0 && libc::shmctl(memory, libc::IPC_RMID, std::ptr::null_mut()) == 0
        }
    }),
    ("leave a message queue behind", |_| {
        // SAFETY: makes a queue and removes it.
        unsafe {
            let queue = libc::msgget(libc::IPC_PRIVATE, 0o600);
            queue >= 0 && libc::msgctl(queue, libc::IPC_RMID, std::ptr::null_mut()) == 0
        }
    }),
    ("enter a namespace of its own", |_| call(libc::SYS_unshare, [libc::CLONE_NEWUTS as i64, 0, 0, 0])),
    ("open a library from elsewhere", |config| {
        let path = c_path(PathBuf::from(setting(config, "library")));
        // SAFETY: the path ends in a zero byte; the library has no start-up code.
        unsafe { !libc::dlopen(path.as_ptr(), libc::RTLD_NOW).is_null() }
    }),
];

/// The attempt with this name.
pub fn named(name: &str) -> Option<&'static Attempt> {
    ATTEMPTS.iter().find(|(known, _)| *known == name)
}

/// What a file says that no library may read.
pub const SECRET: &str = "what another school keeps to itself";

static SECRET_MARK: u8 = 7;

fn setting(config: &Config, name: &str) -> String {
    config.setting(name).ok().flatten().unwrap_or_default()
}

fn parent(config: &Config) -> i32 {
    // SAFETY: asks for a number.
    setting(config, "parent").parse().unwrap_or_else(|_| unsafe { libc::getppid() })
}

fn proc(config: &Config, file: &str) -> String {
    format!("/proc/{}/{file}", parent(config))
}

/// The plugin's own folder, which it may read.
fn own(config: &Config) -> PathBuf {
    setting(config, "own").into()
}

fn c_path(path: PathBuf) -> CString {
    CString::new(path.into_os_string().into_encoded_bytes()).unwrap_or_default()
}

fn socket(family: i32, kind: i32) -> bool {
    // SAFETY: asks for a descriptor.
    unsafe { libc::socket(family, kind, 0) >= 0 }
}

fn call(number: i64, arguments: [i64; 4]) -> bool {
    let [one, two, three, four] = arguments;
    // SAFETY: none of the calls of this file changes memory but that which its arguments point at.
    unsafe { libc::syscall(number, one, two, three, four) >= 0 }
}

/// Whether a child could be made; it ends at once.
fn forks(number: i64, arguments: [i64; 4]) -> bool {
    let [one, two, three, four] = arguments;
    // SAFETY: the child calls nothing but `_exit`.
    unsafe {
        match libc::syscall(number, one, two, three, four) {
            0 => libc::_exit(0),
            child => child > 0 && libc::waitpid(child as i32, std::ptr::null_mut(), 0) == child as i32,
        }
    }
}

fn holds_secret(descriptor: i32) -> bool {
    // SAFETY: none; the descriptor belongs to somebody else, or to nobody.
    let file = std::mem::ManuallyDrop::new(unsafe { fs::File::from_raw_fd(descriptor) });
    if !file.metadata().is_ok_and(|about| about.is_file()) {
        return false;
    }
    let mut start = vec![0; SECRET.len()];
    let read = std::os::unix::fs::FileExt::read_at(&*file, &mut start, 0);
    read.is_ok() && start == SECRET.as_bytes()
}

/// Whether a file can be opened by what the kernel calls it, past every path.
fn open_by_handle(path: &str) -> bool {
    #[repr(C)]
    struct Handle {
        bytes: u32,
        kind: i32,
        rest: [u8; 128],
    }
    let (path, mut handle, mut mount) = (c_path(path.into()), Handle { bytes: 128, kind: 0, rest: [0; 128] }, 0i32);
    let (here, folder) = (libc::AT_FDCWD as i64, c_path("/usr/lib".into()));
    // SAFETY: the places for handle and mount live until the calls return.
    unsafe {
        if libc::syscall(libc::SYS_name_to_handle_at, here, path.as_ptr(), &raw mut handle, &raw mut mount, 0) < 0 {
            return false;
        }
        let beside = libc::open(folder.as_ptr(), libc::O_RDONLY);
        libc::syscall(libc::SYS_open_by_handle_at, beside, &raw mut handle, libc::O_RDONLY) >= 0
    }
}
