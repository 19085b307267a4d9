//! What a library can do to the process it runs in, and try to do to others.

#![allow(unsafe_code, reason = "attacks")]

use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::net::TcpStream;
use std::os::fd::FromRawFd;
use std::process::Command;
use std::time::Duration;

use schakel_plugin::{Config, Error, Result};

/// Where the host keeps the pipe for the data. It says so nowhere, but it is easily guessed.
const DATA_PIPE: i32 = 3;

/// Does what `behaviour` says; nothing for a word it does not know.
pub(crate) fn carry_out(behaviour: &str, config: &Config) -> Result<()> {
    match behaviour {
        "fail in the middle" => Err(Error::new("studenten.csv, row 10001: expected a date")),
        "fail with a zero byte" => Err(Error::new("studenten.csv\0, row 10001")),
        "panic in the middle" => panic!("index out of bounds"),
        "crash" => {
            crash();
            Ok(())
        }
        "abort" => std::process::abort(),
        "stack" => {
            black_box(recurse(black_box(1)));
            Ok(())
        }
        "exit" => std::process::exit(0),
        "loop" => loop {
            std::hint::spin_loop();
        },
        "hang" => loop {
            std::thread::sleep(Duration::from_secs(1));
        },
        "memory" => {
            let mut eaten = Vec::new();
            loop {
                eaten.push(vec![1u8; 16 << 20]);
                black_box(&eaten);
            }
        }
        "shared memory" => {
            share_memory(1 << 30);
            Ok(())
        }
        "slow" => {
            std::thread::sleep(Duration::from_secs(30));
            Ok(())
        }
        "print" => {
            for line in 0..20_000 {
                println!("line {line} of many that nobody asked for");
            }
            Ok(())
        }
        "garbage" => {
            pipe().write_all(&[0xA5; 4096])?;
            Ok(())
        }
        "announce a giant" => {
            pipe().write_all(&[b'r', 0xFF, 0xFF, 0xFF, 0x7F])?;
            Ok(())
        }
        "close the pipe" => {
            drop(pipe());
            std::thread::sleep(Duration::from_secs(600));
            Ok(())
        }
        "threads" => {
            let sum: u64 = std::thread::spawn(|| (0..1000u64).sum()).join().map_err(|_| Error::new("no thread"))?;
            if sum == 499_500 { Ok(()) } else { Err(Error::new("a thread cannot count")) }
        }
        "break out" => Err(Error::new(break_out(config))),
        _ => Ok(()),
    }
}

/// Writes where nothing is.
pub(crate) fn crash() {
    // SAFETY: none; this is the fault that the test is about.
    unsafe { std::ptr::write_volatile(std::ptr::without_provenance_mut::<u8>(16), 1) };
}

fn pipe() -> File {
    // SAFETY: none; the descriptor belongs to the host.
    unsafe { File::from_raw_fd(DATA_PIPE) }
}

#[allow(unconditional_recursion, reason = "that is the attack")]
fn recurse(depth: u64) -> u64 {
    let frame = black_box([depth; 64]);
    recurse(frame[0] + 1) + frame[63]
}

/// Tries everything that a library must not be able to do, and tells what came of it.
fn break_out(config: &Config) -> String {
    let setting = |name| config.setting::<String>(name).ok().flatten().unwrap_or_default();
    let told = |what: &str, worked: bool| format!("{what}: {}", if worked { "worked" } else { "refused" });
    let parent: u32 = setting("parent").parse().unwrap_or_default();
    [
        told("read a declared file", config.file("declared").is_ok_and(|path| std::fs::read(path).is_ok())),
        told("read another file", std::fs::read(setting("secret")).is_ok()),
        told("list another folder", std::fs::read_dir("/etc").is_ok()),
        told("write a file", std::fs::write(setting("target"), "x").is_ok()),
        told("remove a file", std::fs::remove_file(setting("secret")).is_ok()),
        told("open a connection", TcpStream::connect(setting("address")).is_ok()),
        told("start a program", Command::new("/bin/true").status().is_ok()),
        told("see the environment", std::env::vars_os().next().is_some()),
        told("signal the program", signal(parent)),
        told("raise its limits", raise_limits()),
    ]
    .join(", ")
}

unsafe extern "C" {
    fn mmap(at: *mut u8, length: usize, protection: i32, flags: i32, file: i32, offset: i64) -> *mut u8;
    fn kill(process: i32, signal: i32) -> i32;
    fn setrlimit(resource: i32, limits: *const [u64; 2]) -> i32;
}

/// Takes memory that a limit to a process's own data does not count, and waits to be stopped.
fn share_memory(bytes: usize) {
    const READ_WRITE: i32 = 3;
    const SHARED_ANONYMOUS: i32 = 0x21;
    // SAFETY: asks for a new area; what comes back is checked by the writes below.
    let area = unsafe { mmap(std::ptr::null_mut(), bytes, READ_WRITE, SHARED_ANONYMOUS, -1, 0) };
    for page in (0..bytes).step_by(4096) {
        // SAFETY: within the area just asked for.
        unsafe { area.add(page).write_volatile(1) };
    }
    std::thread::sleep(Duration::from_secs(600));
}

fn signal(process: u32) -> bool {
    // SAFETY: signal 0 only asks whether a signal could be sent.
    unsafe { kill(process.cast_signed(), 0) == 0 }
}

fn raise_limits() -> bool {
    const DATA: i32 = 2;
    // SAFETY: the pair lives until the call returns.
    unsafe { setrlimit(DATA, &raw const UNLIMITED) == 0 }
}

static UNLIMITED: [u64; 2] = [u64::MAX, u64::MAX];
