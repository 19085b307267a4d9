//! What a library can do to the process it runs in, and try to do to others.

#![allow(unsafe_code, reason = "attacks")]

use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::os::fd::FromRawFd;
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
        "threads left running" => {
            (0..4).for_each(|_| {
                drop(std::thread::spawn(|| {
                    loop {
                        std::hint::spin_loop();
                    }
                }))
            });
            Ok(())
        }
        "threads without end" => {
            let wait = || std::thread::sleep(Duration::from_secs(600));
            while std::thread::Builder::new().stack_size(1 << 14).spawn(wait).is_ok() {}
            std::thread::sleep(Duration::from_secs(600));
            Ok(())
        }
        "print without end" => {
            let (line, mut out) = ([b'x'; 1 << 16], std::io::stdout());
            (0..8_192).try_for_each(|_| out.write_all(&line))?;
            Ok(())
        }
        "error without end" => Err(Error::new("studenten.csv ".repeat(1 << 20))),
        "take back the end" => {
            // A frame that says that all is done, before it is.
            pipe().write_all(b"D\x15\0\0\0{\"tables\":0,\"rows\":0}")?;
            Ok(())
        }
        _ => attempt(behaviour, config),
    }
}

/// Writes where nothing is.
pub(crate) fn crash() {
    // SAFETY: none; this is the fault that the test is about.
    unsafe { std::ptr::write_volatile(std::ptr::without_provenance_mut::<u8>(16), 1) };
}

/// Tries what must not work, and gives up with what came of it.
#[cfg(target_os = "linux")]
fn attempt(name: &str, config: &Config) -> Result<()> {
    match crate::attempts::named(name) {
        Some((_, attempt)) if attempt(config) => Err(Error::new("it worked")),
        Some(_) => Err(Error::new("it was refused")),
        None => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn attempt(_: &str, _: &Config) -> Result<()> {
    Ok(())
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

/// Takes memory that a limit to a process's own data does not count, and waits to be stopped.
fn share_memory(bytes: usize) {
    let (access, kind) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS);
    // SAFETY: asks for a new area; what comes back is checked by the writes below.
    let area = unsafe { libc::mmap(std::ptr::null_mut(), bytes, access, kind, -1, 0) }.cast::<u8>();
    for page in (0..bytes).step_by(4096) {
        // SAFETY: within the area just asked for.
        unsafe { area.add(page).write_volatile(1) };
    }
    std::thread::sleep(Duration::from_secs(600));
}
